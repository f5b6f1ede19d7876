//! Tar archives. Fixtures are written by the `tar` crate, which also reads what is written.

use super::support::{Cleaner, VALUE, clean, holds};
use evidact_formats::Limits;
use evidact_model::{Lost, Withheld};
use std::io::Read as _;
use tar::{Archive, Builder, EntryType, Header};

fn header(kind: EntryType, size: usize) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(size as u64);
    header.set_mode(0o600);
    header.set_mtime(1_700_000_000);
    header
}

fn tar_of(make: impl FnOnce(&mut Builder<Vec<u8>>)) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    make(&mut builder);
    builder.into_inner().unwrap()
}

fn add(builder: &mut Builder<Vec<u8>>, name: &str, content: &[u8]) {
    builder.append_data(&mut header(EntryType::Regular, content.len()), name, content).unwrap();
}

fn contents(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = Archive::new(bytes);
    let entries = archive.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let header = entry.header();
        assert_eq!((header.mtime().unwrap(), header.uid().unwrap(), header.mode().unwrap()), (0, 0, 0o644));
        (entry.path().unwrap().to_string_lossy().into_owned(), content)
    });
    entries.collect()
}

#[test]
fn an_archive_without_findings_says_the_same() {
    let long = format!("{}/readme.txt", "a-folder-with-a-name/".repeat(9).trim_end_matches('/'));
    let source = tar_of(|b| {
        b.append_data(&mut header(EntryType::Directory, 0), "logs/", &[][..]).unwrap();
        add(b, "logs/app.log", &b"a line of a log\n".repeat(100));
        add(b, &long, b"text\n");
        add(b, "Übersicht.txt", b"Hallo\n");
        add(b, "empty.txt", b"");
    });
    let (copy, cleaner) = clean("a.tar", &source).unwrap();
    let expected = vec![
        ("logs/app.log".to_owned(), b"a line of a log\n".repeat(100)),
        (long, b"text\n".to_vec()),
        ("Übersicht.txt".to_owned(), b"Hallo\n".to_vec()),
        ("empty.txt".to_owned(), Vec::new()),
    ];
    assert_eq!(contents(&copy), expected);
    assert!(cleaner.lost.is_empty() && cleaner.unread.is_empty());
    assert!(copy == clean("a.tar", &source).unwrap().0, "the second copy is another one");
    assert_eq!(contents(&clean("a.tar", &copy).unwrap().0), expected);
}

#[test]
fn a_value_in_any_field_of_the_format_is_gone() {
    let mut source = tar_of(|b| {
        let mut owned = header(EntryType::Regular, 3);
        owned.set_username(VALUE).unwrap();
        owned.set_groupname(VALUE).unwrap();
        b.append_pax_extensions([
            ("comment", VALUE.as_bytes()),
            ("SCHILY.xattr.user.note", VALUE.as_bytes()),
            ("uname", VALUE.as_bytes()),
        ])
        .unwrap();
        b.append_data(&mut owned, format!("{VALUE}/a.txt"), &b"one"[..]).unwrap();
        let long = format!("{VALUE}/{}", "b".repeat(150));
        add(b, &long, format!("password: {VALUE}").as_bytes());
        b.append_link(&mut header(EntryType::Symlink, 0), "link", format!("/home/{VALUE}")).unwrap();
        b.append_link(&mut header(EntryType::Link, 0), "hard", format!("{VALUE}/a.txt")).unwrap();
        add(b, "link/under.txt", b"two");
    });
    source.extend(format!("{VALUE} behind the end").bytes());
    let (copy, cleaner) = clean("a.tar", &source).unwrap();
    let names: Vec<String> = contents(&copy).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["X/a.txt".to_owned(), format!("X/{}", "b".repeat(150)), "link/under.txt".to_owned()]);
    assert!(!holds(&copy, VALUE));
    let count = |lost| cleaner.lost.iter().filter(|&&l| l == lost).count();
    assert_eq!((count(Lost::SpecialMember), count(Lost::ArchiveFields)), (2, 3));
    assert!(cleaner.dropped.iter().any(|d| holds(d, &format!("/home/{VALUE}"))));
    assert!(cleaner.dropped.iter().any(|d| *d == format!("{VALUE}\n").into_bytes()));
}

#[test]
fn names_that_lead_out_of_the_archive_withhold_it() {
    for name in ["../x", "a/../../x", "/etc/x"] {
        let source = tar_of(|b| {
            let mut header = header(EntryType::Regular, 1);
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            b.append(&header, &b"x"[..]).unwrap();
        });
        assert_eq!(clean("a.tar", &source).err(), Some(Withheld::UnsafeName));
    }
}

#[test]
fn what_is_cut_or_wrong_is_damaged_at_every_place() {
    let source = tar_of(|b| add(b, "a.txt", &b"0123456789".repeat(90)));
    for cut in [513, 700, 1023, 1300, 1500] {
        assert_eq!(clean("a.tar", &source[..cut]).err(), Some(Withheld::Damaged), "cut at {cut}");
    }
    assert!(clean("a.tar", &source[..1536]).is_ok(), "the end may be missing");
    let mut wrong = tar_of(|b| ["a.txt", "b.txt"].iter().for_each(|name| add(b, name, b"text")));
    wrong[1024 + 3] ^= 1;
    assert_eq!(clean("a.tar", &wrong).err(), Some(Withheld::Damaged));
}

#[test]
fn sparse_and_rare_members_are_left_out_alone() {
    let source = tar_of(|b| {
        let mut sparse = Header::new_gnu();
        sparse.set_entry_type(EntryType::GNUSparse);
        sparse.set_size(512);
        b.append_data(&mut sparse, "sparse.bin", &[7; 512][..]).unwrap();
        b.append_data(&mut header(EntryType::new(b'Z'), 600), "rare.bin", &[7; 600][..]).unwrap();
        add(b, "good.txt", b"text");
    });
    let (copy, cleaner) = clean("a.tar", &source).unwrap();
    assert_eq!(contents(&copy), [("good.txt".to_owned(), b"text".to_vec())]);
    assert_eq!(cleaner.unread.len(), 2);
}

#[test]
fn a_member_that_is_too_large_is_left_out_alone() {
    let source = tar_of(|b| {
        add(b, "large.txt", &[b'a'; 2_000]);
        add(b, "small.txt", b"text");
    });
    let mut cleaner =
        Cleaner { limits: Limits { max_bytes: 1_000, ..Limits::default() }, ..Cleaner::default() };
    assert_eq!(contents(&cleaner.copy("a.tar", &source).unwrap()).len(), 1);
    assert_eq!(cleaner.unread, [("large.txt".to_owned(), Withheld::TooLarge { limit_bytes: 1_000 })]);
}
