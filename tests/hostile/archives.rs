//! Cases 29 to 33 and 37: archives that lead out of themselves, expand without end, or say more than their files.

use crate::common::{Package, package, password, token};
use flate2::Compression;
use flate2::read::{DeflateDecoder, GzDecoder, MultiGzDecoder};
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::{Read as _, Write as _};

/// A zip archive, put together by hand so that it can be wrong.
#[derive(Default)]
struct Zip {
    local: Vec<u8>,
    central: Vec<u8>,
    count: u16,
}

/// What is written about a member.
#[derive(Default, Clone)]
struct Member<'a> {
    name: &'a str,
    content: &'a [u8],
    extra: &'a [u8],
    comment: &'a str,
    flags: u16,
    /// Written in the place of the true size.
    size: Option<u32>,
}

fn file<'a>(name: &'a str, content: &'a [u8]) -> Member<'a> {
    Member { name, content, ..Member::default() }
}

impl Zip {
    fn add(&mut self, member: &Member<'_>) {
        let at = self.stale(member);
        self.point(member, at);
    }

    /// Writes a member that the directory does not know.
    fn stale(&mut self, member: &Member<'_>) -> u32 {
        let at = u32::try_from(self.local.len()).unwrap();
        self.local.extend(b"PK\x03\x04\x14\0");
        self.local.extend(shared(member));
        self.local.extend(u16::try_from(member.name.len()).unwrap().to_le_bytes());
        self.local.extend(u16::try_from(member.extra.len()).unwrap().to_le_bytes());
        self.local.extend([member.name.as_bytes(), member.extra, &deflated(member.content)].concat());
        at
    }

    /// Tells the directory of a member at a place.
    fn point(&mut self, member: &Member<'_>, at: u32) {
        self.count += 1;
        self.central.extend(b"PK\x01\x02\x14\x03\x14\0");
        self.central.extend(shared(member));
        for length in [member.name.len(), member.extra.len(), member.comment.len()] {
            self.central.extend(u16::try_from(length).unwrap().to_le_bytes());
        }
        self.central.extend([0; 8]);
        self.central.extend(at.to_le_bytes());
        self.central.extend([member.name.as_bytes(), member.extra, member.comment.as_bytes()].concat());
    }

    fn end(self, comment: &str) -> Vec<u8> {
        let mut out = self.local;
        let start = u32::try_from(out.len()).unwrap();
        out.extend(&self.central);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([self.count.to_le_bytes(), self.count.to_le_bytes()].concat());
        out.extend(u32::try_from(self.central.len()).unwrap().to_le_bytes());
        out.extend(start.to_le_bytes());
        out.extend(u16::try_from(comment.len()).unwrap().to_le_bytes());
        out.extend(comment.bytes());
        out
    }
}

/// The fields that stand in both headers: flags, method, time, checksum, sizes.
fn shared(member: &Member<'_>) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(member.content);
    let size = member.size.unwrap_or_else(|| u32::try_from(member.content.len()).unwrap());
    let packed = u32::try_from(deflated(member.content).len()).unwrap();
    let mut out = [member.flags.to_le_bytes(), [8, 0]].concat();
    out.extend([0; 4]);
    for number in [crc.sum(), packed, size] {
        out.extend(number.to_le_bytes());
    }
    out
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = Zip::default();
    for (name, content) in files {
        zip.add(&file(name, content));
    }
    zip.end("")
}

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::fast());
    out.write_all(content).unwrap();
    out.finish().unwrap()
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(content).unwrap();
    out.finish().unwrap()
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

fn number(bytes: &[u8], at: usize, count: usize) -> usize {
    bytes[at..at + count].iter().rev().fold(0, |number, &b| number << 8 | usize::from(b))
}

/// Reads a zip archive by its directory, and fails if anything else is in it.
fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = bytes.len() - 22;
    assert!(bytes[end..].starts_with(b"PK\x05\x06"), "something stands behind the end");
    let (mut at, mut files, mut accounted) = (number(bytes, end + 16, 4), Vec::new(), 0);
    let start = at;
    while at < end {
        let name_bytes = number(bytes, at + 28, 2);
        assert_eq!((number(bytes, at + 30, 2), number(bytes, at + 32, 2)), (0, 0), "extra field or comment");
        let name = String::from_utf8(bytes[at + 46..at + 46 + name_bytes].to_vec()).unwrap();
        let (packed, local) = (number(bytes, at + 20, 4), number(bytes, at + 42, 4));
        let data = local + 30 + name_bytes + number(bytes, local + 28, 2);
        let mut content = Vec::new();
        DeflateDecoder::new(&bytes[data..data + packed]).read_to_end(&mut content).unwrap();
        files.push((name, content));
        accounted += data + packed - local;
        at += 46 + name_bytes;
    }
    assert_eq!(accounted, start, "something stands between the members");
    files
}

/// A member of a tar archive with its header and its padding.
fn tar_member(name: &str, kind: u8, link: &str, owner: &str, content: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 512];
    let mut put = |at: usize, text: &[u8]| block[at..at + text.len()].copy_from_slice(text);
    put(0, name.as_bytes());
    put(100, b"0000600\x000001750\x000001750\0");
    put(124, format!("{:011o}\x0014000000000\0        ", content.len()).as_bytes());
    put(156, &[kind]);
    put(157, link.as_bytes());
    put(257, b"ustar\x0000");
    put(265, owner.as_bytes());
    put(297, owner.as_bytes());
    let sum: u32 = block.iter().map(|&b| u32::from(b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = block.to_vec();
    out.extend(content);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::new();
    for (key, value) in records {
        let rest = key.len() + value.len() + 3;
        let length = (rest + 1..rest + 6).find(|l| l.to_string().len() + rest == *l).unwrap();
        text.push_str(&format!("{length} {key}={value}\n"));
    }
    tar_member("PaxHeaders/1", b'x', "", "", text.as_bytes())
}

#[track_caller]
fn expect_reason(package: &Package, reason: &str) {
    let manifest = package.manifest().to_string();
    assert!(manifest.contains(&format!("\"{reason}\"")), "{manifest}");
}

#[test]
fn case_29_an_archive_whose_names_lead_out_of_it_is_withheld() {
    let text = format!("password: {}\n", password());
    for name in ["../../x.txt", "/etc/x.txt", "C:\\x.txt", "a\0.txt", "..\\x.txt"] {
        let zip = zip_of(&[("good.txt", b"good\n"), (name, text.as_bytes())]);
        let package = package("c29", &[("a.zip", zip.as_slice()), ("b.txt", b"plain\n")], &[]).expect(4);
        package.expect_gone(&[&password()]);
        expect_reason(&package, "unsafe-name");
        assert!(!package.path("a.zip").exists() && !package.folder.join("x.txt").exists());
    }
    let tar = [tar_member("../x.txt", b'0', "", "", text.as_bytes()), vec![0; 1024]].concat();
    let package = package("c29t", &[("a.tar", tar.as_slice()), ("b.txt", b"plain\n")], &[]).expect(4);
    expect_reason(&package, "unsafe-name");
}

#[test]
fn case_30_archives_that_expand_without_end_stop_at_the_budget() {
    let zeros = vec![0_u8; 16 << 20];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..8 {
        encoder.write_all(&zeros).unwrap();
    }
    let many = encoder.finish().unwrap();
    let inner = zip_of(&[("0.bin", &zeros), ("1.bin", &zeros), ("2.bin", &zeros)]);
    let nested = zip_of(&[("0.zip", &inner), ("1.zip", &inner), ("2.zip", &inner)]);
    let deep = (0..1_000).fold(b"text\n".to_vec(), |inner, _| gzip_of(&inner));
    for (name, bytes) in [("a.gz", many), ("a.zip", nested), ("d.gz", deep)] {
        let package = package("c30", &[(name, bytes.as_slice()), ("b.txt", b"plain\n")], &[]).expect(4);
        expect_reason(&package, "limit");
        assert!(!package.path(name).exists(), "{name}");
    }
    let (mut overlapping, member) = (Zip::default(), file("a.txt", b"the same bytes\n"));
    let at = overlapping.stale(&member);
    overlapping.point(&member, at);
    overlapping.point(&Member { name: "b.txt", ..member.clone() }, at);
    let mut lying = Zip::default();
    lying.add(&Member { size: Some(u32::MAX - 1), ..member.clone() });
    lying.add(&Member { size: Some(3), name: "c.txt", ..member });
    for (name, zip) in [("overlapping", overlapping), ("lying", lying)] {
        let files = [("a.zip", zip.end("")), ("b.txt", b"plain\n".to_vec())];
        assert!(!package(name, &files, &[]).expect(4).path("a.zip").exists(), "{name}");
    }
}

#[test]
fn case_31_only_what_the_directory_of_a_zip_lists_is_carried_over() {
    let value = token();
    let text = format!("token: {value}\nplain line\n");
    let extra = [&[0x46, 0x4B][..], &(value.len() as u16).to_le_bytes(), value.as_bytes()].concat();
    let mut zip = Zip::default();
    zip.stale(&file("old.txt", text.as_bytes()));
    zip.add(&Member { extra: &extra, comment: &value, ..file("logs/app.txt", text.as_bytes()) });
    let mut bytes = format!("{text} in front\n").into_bytes();
    bytes.extend(zip.end(&format!("made with {value}")));
    bytes.extend(format!("behind {value}").bytes());
    let package = package("c31", &[("a.zip", bytes)], &[]).expect(0);
    package.expect_gone(&[&value]);
    let files = unzip(&package.file("a.zip"));
    assert_eq!(files.len(), 1);
    let content = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(files[0].0 == "logs/app.txt" && !content.contains(&value) && content.contains("plain line"));
    expect_reason(&package, "archive-fields");
    let twice = zip_of(&[("a.txt", b"one\n"), ("a.txt", text.as_bytes())]);
    let files = [("a.zip", twice), ("b.txt", b"plain\n".to_vec())];
    expect_reason(&crate::common::package("c31d", &files, &[]).expect(4), "damaged");
}

#[test]
fn case_32_fields_and_links_of_a_tar_are_not_carried_over() {
    let value = token();
    let text = format!("token: {value}\nplain line\n");
    let tar = [
        pax(&[("path", &format!("{value}/long.txt")), ("uname", &value), ("comment", &value)]),
        tar_member("short.txt", b'0', "", &value, text.as_bytes()),
        tar_member("link", b'2', &format!("/{value}"), "", b""),
        tar_member("link/passwd", b'0', "", "root", b"through the link\n"),
        tar_member("hard", b'1', "short.txt", "", b""),
        vec![0; 1024],
        format!("behind {value}").into_bytes(),
    ]
    .concat();
    for (name, bytes) in [("a.tar", tar.clone()), ("a.tar.gz", gzip_of(&tar))] {
        let package = package("c32", &[(name, bytes)], &[]).expect(0);
        package.expect_gone(&[&value]);
        let copy = package.file(name);
        let copy = if name.ends_with("gz") { gunzip(&copy) } else { copy };
        let shown = String::from_utf8(copy.clone()).unwrap();
        assert!(!shown.contains(&value), "{name}");
        assert!(shown.contains("plain line") && shown.contains("through the link"), "{name}");
        // Kind, mode, owner and time of every header.
        let mut at = 0;
        while copy[at] != 0 {
            assert!(
                copy[at + 156] == b'0' && &copy[at + 100..at + 124] == b"0000644\x000000000\x000000000\0"
            );
            assert!(copy[at + 136..at + 147] == [b'0'; 11] && copy[at + 265..at + 329] == [0; 64]);
            let size = std::str::from_utf8(&copy[at + 124..at + 135]).unwrap();
            at += 512 + usize::from_str_radix(size, 8).unwrap().next_multiple_of(512);
        }
        expect_reason(&package, "special-member");
    }
}

#[test]
fn case_33_the_name_and_the_comment_of_a_gzip_are_not_carried_over() {
    let value = token();
    let mut builder = flate2::GzBuilder::new()
        .filename(format!("{value}.log"))
        .comment(format!("of {value}"))
        .mtime(1_700_000_000)
        .write(Vec::new(), Compression::fast());
    builder.write_all(format!("plain line, token: {value}\n").as_bytes()).unwrap();
    let package = package("c33", &[("app.log.gz", builder.finish().unwrap())], &[]).expect(0);
    package.expect_gone(&[&value]);
    let copy = package.file("app.log.gz");
    let header = GzDecoder::new(copy.as_slice()).header().cloned().unwrap();
    assert!(header.filename().is_none() && header.comment().is_none() && header.mtime() == 0);
    let text = String::from_utf8(gunzip(&copy)).unwrap();
    assert!(text.starts_with("plain line") && !text.contains(&value));
}

#[test]
fn case_37_an_encrypted_zip_is_withheld() {
    let mut zip = Zip::default();
    zip.add(&Member { flags: 1, ..file("a.txt", b"cipher text\n") });
    let files = [("a.zip", zip.end("")), ("b.txt", b"plain\n".to_vec())];
    let package = package("c37", &files, &[]).expect(4);
    expect_reason(&package, "encrypted");
    assert!(!package.path("a.zip").exists());
}

#[test]
fn a_value_three_archives_deep_is_gone_and_its_place_is_told() {
    let value = token();
    let text = format!("token: {value}\nplain line\n");
    let zip = zip_of(&[("notes.txt", text.as_bytes()), ("core.bin", &[0, 1, 2, 3, 0, 255, 254, 0])]);
    let tar = [tar_member("inner.zip", b'0', "", "", &zip), vec![0; 1024]].concat();
    let outer = zip_of(&[("middle.tar.gz", &gzip_of(&tar)), ("readme.txt", b"see the other\n")]);
    let package = package("deep", &[("a.zip", outer)], &[]).expect(4);
    package.expect_gone(&[&value]);
    let files = unzip(&package.file("a.zip"));
    let tar = gunzip(&files.iter().find(|(name, _)| name == "middle.tar.gz").unwrap().1);
    let size = usize::from_str_radix(std::str::from_utf8(&tar[124..135]).unwrap(), 8).unwrap();
    let inner = unzip(&tar[512..512 + size]);
    let names: Vec<&str> = inner.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["notes.txt"]);
    let content = String::from_utf8(inner[0].1.clone()).unwrap();
    assert!(!content.contains(&value) && content.contains("plain line"));
    expect_reason(&package, "middle.tar.gz!/inner.zip!/core.bin");
}

#[test]
fn a_text_with_an_archive_at_its_end_is_withheld() {
    let value = token();
    let mut bytes = b"2024-05-04 12:00:00 a line of a log\n".repeat(2_000);
    bytes.extend(zip_of(&[("a.txt", format!("token: {value}\n").as_bytes())]));
    let package = package("tail", &[("app.log", bytes), ("b.txt", b"plain\n".to_vec())], &[]).expect(4);
    assert!(!package.path("app.log").exists());
}
