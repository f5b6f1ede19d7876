//! Archives: members, names, fields, gaps, nesting.

use super::{VALUE, expect_found, leak, rule};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Puts bytes before the directory of a zip archive and mends the offset in its end record.
fn insert_before_directory(archive: &[u8], extra: &[u8]) -> Vec<u8> {
    let end = archive.len() - 22;
    let directory = u32::from_le_bytes(archive[end + 16..end + 20].try_into().unwrap()) as usize;
    let mut out = [&archive[..directory], extra, &archive[directory..]].concat();
    let at = out.len() - 6;
    out[at..at + 4].copy_from_slice(&u32::try_from(directory + extra.len()).unwrap().to_le_bytes());
    out
}

#[test]
fn a_value_in_a_member_is_found_in_every_archive() {
    let text = |v: &str| format!("a line\nit was {v} then\n").into_bytes();
    expect_found("zip", |v| zip_of(&[("a.log", &text(v)), ("b/c.txt", b"x")]));
    expect_found("stored zip", |v| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.add_directory("empty", options).unwrap();
        writer.start_file("a.log", options).unwrap();
        writer.write_all(&text(v)).unwrap();
        writer.finish().unwrap().into_inner()
    });
    expect_found("streamed zip with descriptors", |v| {
        let mut out = Vec::new();
        let mut writer = ZipWriter::new_stream(&mut out);
        writer.start_file("a.log", SimpleFileOptions::default()).unwrap();
        writer.write_all(&text(v)).unwrap();
        writer.start_file("b.log", SimpleFileOptions::default()).unwrap();
        writer.finish().unwrap();
        out
    });
    expect_found("zip with large sizes", |v| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.log", SimpleFileOptions::default().large_file(true)).unwrap();
        writer.write_all(&text(v)).unwrap();
        writer.finish().unwrap().into_inner()
    });
    expect_found("tar", |v| tar_of(&[("a.log", &text(v)), ("b", b"x")]));
    expect_found("gzip", |v| gzip(&text(v)));
    expect_found("bzip2", |v| bzip2(&text(v)));
    expect_found("xz", |v| xz(&text(v)));
    expect_found("zstd", |v| zstd(&text(v)));
    expect_found("second gzip member", |v| [gzip(b"one\n"), gzip(&text(v))].concat());
    expect_found("second bzip2 stream", |v| [bzip2(b"one\n"), bzip2(&text(v))].concat());
    expect_found("second xz stream", |v| [xz(b"one\n"), xz(&text(v))].concat());
    expect_found("second zstd frame", |v| [zstd(b"one\n"), zstd(&text(v))].concat());
    expect_found("value across gzip members", |v| {
        let (a, b) = v.split_at(7);
        [gzip(a.as_bytes()), gzip(b.as_bytes())].concat()
    });
}

#[test]
fn a_value_three_archives_deep_is_found() {
    expect_found("tar.gz in zip in tar", |v| {
        let inner = gzip(&tar_of(&[("etc/app.conf", format!("x = {v}\n").as_bytes())]));
        let middle = zip_of(&[("backup.tgz", &inner), ("readme", b"hello")]);
        tar_of(&[("upload.zip", &middle)])
    });
    expect_found("xz in bzip2 in zstd", |v| zstd(&bzip2(&xz(format!("it was {v}").as_bytes()))));
}

#[test]
fn names_comments_and_fields_of_a_zip_are_looked_at() {
    expect_found("name", |v| zip_of(&[(&format!("notes/{v}.txt"), b"x")]));
    expect_found("comment", |v| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_comment(v).unwrap();
        writer.start_file("a", SimpleFileOptions::default()).unwrap();
        writer.finish().unwrap().into_inner()
    });
    expect_found("comment of a member", |v| {
        let archive = zip_of(&[("a", b"x")]);
        let at = archive.len() - 22;
        let mut out = [&archive[..at], v.as_bytes(), &archive[at..]].concat();
        let central = out.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        out[central + 32] = u8::try_from(v.len()).unwrap();
        let end = out.len() - 22;
        let size =
            u32::from_le_bytes(out[end + 12..end + 16].try_into().unwrap()) + u32::try_from(v.len()).unwrap();
        out[end + 12..end + 16].copy_from_slice(&size.to_le_bytes());
        out
    });
    for central_only in [true, false] {
        expect_found("extra field", |v| {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            let mut options = zip::write::FullFileOptions::default();
            options.add_extra_field(0x7777, v.as_bytes(), central_only).unwrap();
            writer.start_file("a", options).unwrap();
            writer.finish().unwrap().into_inner()
        });
    }
}

#[test]
fn what_no_entry_of_a_zip_accounts_for_is_a_leak() {
    let clean = zip_of(&[("a.log", b"words\n")]);
    assert_eq!(leak(&clean), None);
    let stale = zip_of(&[("old.log", VALUE.as_bytes())]);
    let local = &stale[..stale.windows(4).position(|w| w == b"PK\x01\x02").unwrap()];
    let unaccounted = Some("evidact.unexpected-data".to_owned());
    assert_eq!(rule(&insert_before_directory(&clean, local)), unaccounted, "stale entry");
    assert_eq!(rule(&insert_before_directory(&clean, b"x")), unaccounted, "gap");
    assert_eq!(rule(&[b"#!/bin/sh\n", clean.as_slice()].concat()), unaccounted, "data before");
    assert!(rule(&[clean.as_slice(), VALUE.as_bytes()].concat()).is_some(), "data behind");
    assert!(rule(&[stale.as_slice(), clean.as_slice()].concat()).is_some(), "two archives");
}

#[test]
fn a_zip_of_which_two_readers_would_see_different_things_is_a_leak() {
    let clean = zip_of(&[("a.log", b"words\n"), ("b.log", b"more\n")]);
    let central = clean.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let mut other_name = clean.clone();
    other_name[30] = b'z';
    let mut other_method = clean.clone();
    other_method[8] = 0;
    let mut same_entry_twice = clean.clone();
    let second = central + 46 + 5;
    same_entry_twice.copy_within(central + 42..central + 46, second + 42);
    let mut encrypted = clean.clone();
    encrypted[6] |= 1;
    encrypted[central + 8] |= 1;
    let mut other_sum = clean.clone();
    other_sum[14] ^= 1;
    other_sum[central + 16] ^= 1;
    for (what, bytes) in [
        ("name", other_name),
        ("method", other_method),
        ("twice", same_entry_twice),
        ("encrypted", encrypted),
        ("checksum", other_sum),
    ] {
        assert!(rule(&bytes).is_some_and(|r| r.starts_with("evidact.un")), "{what}");
    }
}

#[test]
fn headers_of_a_tar_are_looked_at() {
    let with = |change: &dyn Fn(&mut tar::Header)| {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_path("a.log").unwrap();
        header.set_size(0);
        header.set_mode(0o644);
        change(&mut header);
        header.set_cksum();
        builder.append(&header, std::io::empty()).unwrap();
        builder.into_inner().unwrap()
    };
    expect_found("user", |v| with(&|h| h.as_ustar_mut().unwrap().set_username(v).unwrap()));
    expect_found("group", |v| with(&|h| h.as_ustar_mut().unwrap().set_groupname(v).unwrap()));
    expect_found("link", |v| {
        with(&|h| {
            h.set_entry_type(tar::EntryType::Symlink);
            h.set_link_name(v).unwrap();
        })
    });
    expect_found("extended header", |v| {
        let mut builder = tar::Builder::new(Vec::new());
        builder.append_pax_extensions([("comment", v.as_bytes())]).unwrap();
        let mut header = tar::Header::new_ustar();
        header.set_path("a").unwrap();
        header.set_size(0);
        header.set_cksum();
        builder.append(&header, std::io::empty()).unwrap();
        builder.into_inner().unwrap()
    });
    expect_found("long name", |v| tar_of(&[(&format!("{}/{v}.txt", "folder/".repeat(40)), b"x")]));
}

#[test]
fn what_no_member_of_a_tar_accounts_for_is_a_leak() {
    let clean = tar_of(&[("a.log", b"words\n")]);
    assert_eq!(leak(&clean), None);
    let mut padding = clean.clone();
    padding[512 + 100..512 + 100 + VALUE.len()].copy_from_slice(VALUE.as_bytes());
    assert_eq!(rule(&padding).as_deref(), Some("evidact.unexpected-data"));
    let mut behind = clean.clone();
    behind.extend_from_slice(VALUE.as_bytes());
    assert_eq!(rule(&behind).as_deref(), Some("evidact.unexpected-data"));
    let mut mode = clean;
    mode[100..107].copy_from_slice(b"secret!");
    assert!(rule(&mode).is_some());
}

#[test]
fn fields_of_gzip_are_looked_at_and_nothing_may_follow() {
    expect_found("name", |v| {
        let builder = flate2::GzBuilder::new().filename(format!("{v}.log"));
        let mut encoder = builder.write(Vec::new(), flate2::Compression::default());
        encoder.write_all(b"words\n").unwrap();
        encoder.finish().unwrap()
    });
    expect_found("comment and extra field", |v| {
        let builder = flate2::GzBuilder::new().comment(v).extra(v);
        let mut encoder = builder.write(Vec::new(), flate2::Compression::default());
        encoder.write_all(b"words\n").unwrap();
        encoder.finish().unwrap()
    });
    for (what, file) in [
        ("gzip", gzip(b"words\n")),
        ("bzip2", bzip2(b"words\n")),
        ("xz", xz(b"words\n")),
        ("zstd", zstd(b"words\n")),
    ] {
        assert_eq!(leak(&file), None, "{what}");
        assert!(rule(&[file.as_slice(), VALUE.as_bytes()].concat()).is_some(), "{what}: data behind");
        assert!(rule(&file[..file.len() - 5]).is_some(), "{what}: cut off");
    }
    let skipped = [&b"\x50\x2A\x4D\x18"[..], &[19, 0, 0, 0], VALUE.as_bytes()].concat();
    assert!(rule(&[zstd(b"words\n"), skipped].concat()).is_some(), "a frame that readers skip");
}

#[test]
fn nesting_without_end_stops() {
    let mut nested = gzip(b"words\n");
    for _ in 0..40 {
        nested = gzip(&nested);
    }
    assert!(rule(&nested).is_some_and(|r| r.starts_with("evidact.unreadable")));
}

#[test]
fn a_binary_member_is_a_leak() {
    let database = [&b"SQLite format 3\0"[..], &[0; 4080]].concat();
    assert_eq!(rule(&zip_of(&[("a.db", &database)])).as_deref(), Some("evidact.unexpected-binary"));
    assert!(rule(&[1, 2, 3, 4, 5, 6, 0, 255].repeat(100)).is_some());
}
