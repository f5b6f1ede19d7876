//! Zip archives. Fixtures are written by the `zip` crate, which also reads what is written.

use super::support::{VALUE, clean, holds, read};
use evidact_formats::Limits;
use evidact_model::{Lost, Withheld};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

type Writer = ZipWriter<Cursor<Vec<u8>>>;

fn zip_of(make: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    make(&mut writer);
    writer.finish().unwrap().into_inner()
}

fn add(writer: &mut Writer, name: &str, content: &[u8]) {
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
}

fn contents(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn an_archive_without_findings_says_the_same() {
    let long = "2024-05-04 12:00:00 request served\n".repeat(5_000);
    let source = zip_of(|w| {
        w.add_directory("logs/", SimpleFileOptions::default()).unwrap();
        add(w, "logs/app.log", long.as_bytes());
        add(w, "Übersicht.txt", "Hallo\n".as_bytes());
        add(w, "empty.txt", b"");
        for (name, method) in [
            ("stored.txt", CompressionMethod::Stored),
            ("bzip2.txt", CompressionMethod::Bzip2),
            ("xz.txt", CompressionMethod::Xz),
        ] {
            w.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            w.write_all(b"the same text\n").unwrap();
        }
    });
    let (copy, cleaner) = clean("a.zip", &source).unwrap();
    let expected = vec![
        ("logs/app.log".to_owned(), long.into_bytes()),
        ("Übersicht.txt".to_owned(), "Hallo\n".as_bytes().to_vec()),
        ("empty.txt".to_owned(), Vec::new()),
        ("stored.txt".to_owned(), b"the same text\n".to_vec()),
        ("bzip2.txt".to_owned(), b"the same text\n".to_vec()),
        ("xz.txt".to_owned(), b"the same text\n".to_vec()),
    ];
    assert_eq!(contents(&copy), expected);
    assert!(cleaner.lost.is_empty() && cleaner.unread.is_empty());
    assert!(copy == clean("a.zip", &source).unwrap().0, "the second copy is another one");
    assert_eq!(contents(&clean("a.zip", &copy).unwrap().0), expected, "our own copy reads otherwise");
}

#[test]
fn a_value_in_any_field_of_the_format_is_gone() {
    let extra = format!("..{VALUE}");
    let mut source = format!("{VALUE} stands in front of the archive\n").into_bytes();
    source.extend(zip_of(|w| {
        w.set_comment(format!("made for {VALUE}")).unwrap();
        let mut options = zip::write::FileOptions::<zip::write::ExtendedFileOptions>::default();
        options.add_extra_field(0x4B46, extra.as_bytes(), false).unwrap();
        w.start_file(format!("{VALUE}/{VALUE}.txt"), options).unwrap();
        w.write_all(format!("password: {VALUE}\n").as_bytes()).unwrap();
        w.add_symlink("link", format!("/home/{VALUE}"), SimpleFileOptions::default()).unwrap();
    }));
    source.extend(format!("{VALUE} stands behind it").bytes());
    let (copy, cleaner) = clean("a.zip", &source).unwrap();
    assert_eq!(contents(&copy), [("X/X.txt".to_owned(), b"password: [X]\n".to_vec())]);
    assert!(!holds(&copy, VALUE));
    assert!(cleaner.lost.contains(&Lost::ArchiveFields) && cleaner.lost.contains(&Lost::SpecialMember));
    let shown = |text: &str| cleaner.dropped.iter().any(|d| holds(d, text));
    assert!(shown(&format!("made for {VALUE}")) && shown(&format!("/home/{VALUE}")));
}

#[test]
fn names_that_lead_out_of_the_archive_withhold_it() {
    for name in ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt"] {
        let mut source = zip_of(|w| add(w, &"n".repeat(name.len()), b"text\n"));
        replace(&mut source, "n".repeat(name.len()).as_bytes(), name.as_bytes());
        assert_eq!(clean("a.zip", &source).err(), Some(Withheld::UnsafeName));
    }
}

#[test]
fn what_readers_could_see_differently_is_withheld() {
    let two = |other: &str| {
        zip_of(|w| [("aa.txt", "one\n"), (other, "two\n")].iter().for_each(|(n, c)| add(w, n, c.as_bytes())))
    };
    let mut twice = two("bb.txt");
    replace(&mut twice, b"bb.txt", b"aa.txt");
    assert_eq!(clean("a.zip", &twice).err(), Some(Withheld::Damaged));
    let mut local = two("bb.txt");
    let at = memchr::memmem::find(&local, b"bb.txt").unwrap();
    local[at] = b'c';
    assert_eq!(clean("a.zip", &local).err(), Some(Withheld::Damaged), "the local name is another one");
    let (copy, _) = clean("a.zip", &two("AA.TXT")).unwrap();
    assert_eq!(contents(&copy).len(), 2);
}

#[test]
fn what_cannot_be_read_is_left_out_alone() {
    let mut source = zip_of(|w| {
        add(w, "good.txt", b"text\n");
        w.start_file("bad.txt", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .unwrap();
        w.write_all(b"planted text\n").unwrap();
    });
    replace(&mut source, b"planted", b"changed");
    let (copy, cleaner) = clean("a.zip", &source).unwrap();
    assert_eq!(contents(&copy).len(), 1);
    assert_eq!(cleaner.unread, [("bad.txt".to_owned(), Withheld::Damaged)]);
    let limits = Limits { max_bytes: 8, ..Limits::default() };
    let seen = read(limits, "a.zip", &source).unwrap();
    assert_eq!(seen.unread, [("bad.txt".to_owned(), Withheld::TooLarge { limit_bytes: 8 })]);
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    while let Some(at) = memchr::memmem::find(bytes, from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}
