//! Compressed files, alone and with a tar archive in them.

use super::support::{Cleaner, VALUE, clean, holds, read};
use evidact_formats::Limits;
use evidact_model::{Limit, Lost, Withheld};
use flate2::{Compression, GzBuilder};
use std::io::{Read as _, Write as _};

const ENDINGS: [&str; 4] = ["gz", "bz2", "xz", "zst"];

fn packed(ending: &str, content: &[u8]) -> Vec<u8> {
    match ending {
        "gz" => {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
            out.write_all(content).unwrap();
            out.finish().unwrap()
        }
        "bz2" => {
            let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            out.write_all(content).unwrap();
            out.finish().unwrap()
        }
        "xz" => {
            let options = lzma_rust2::XzOptions::with_preset(0);
            let mut out = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
            out.write_all(content).unwrap();
            out.finish().unwrap()
        }
        _ => ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest),
    }
}

fn unpacked(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match ending {
        "gz" => flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out),
        "bz2" => bzip2::read::MultiBzDecoder::new(bytes).read_to_end(&mut out),
        "xz" => lzma_rust2::XzReader::new(bytes, true).read_to_end(&mut out),
        _ => ruzstd::decoding::StreamingDecoder::new(bytes).unwrap().read_to_end(&mut out),
    }
    .unwrap();
    out
}

fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn each_format_says_the_same_and_its_value_is_gone() {
    for ending in ENDINGS {
        let text = format!("a line\npassword: {VALUE}\n").repeat(200);
        let (copy, cleaner) = clean(&format!("app.log.{ending}"), &packed(ending, text.as_bytes())).unwrap();
        assert_eq!(unpacked(ending, &copy), text.replace(VALUE, "[X]").into_bytes(), "{ending}");
        assert!(cleaner.files == ["app.log"] && cleaner.lost.is_empty(), "{ending}");
        let again = clean(&format!("app.log.{ending}"), &packed(ending, text.as_bytes())).unwrap().0;
        assert!(copy == again, "{ending}: the second copy is another one");
        let empty = clean(&format!("a.{ending}"), &packed(ending, b"")).unwrap().0;
        assert!(unpacked(ending, &empty).is_empty());
    }
}

#[test]
fn several_streams_are_one_file() {
    for ending in ENDINGS {
        let both = [packed(ending, b"one\n"), packed(ending, format!("{VALUE}\n").as_bytes())].concat();
        let (copy, _) = clean(&format!("a.txt.{ending}"), &both).unwrap();
        assert_eq!(unpacked(ending, &copy), b"one\n[X]\n", "{ending}");
    }
}

#[test]
fn a_tar_within_is_an_archive_of_its_own() {
    let tar = tar_of(&[("a.txt", b"one"), (&format!("{VALUE}.txt"), VALUE.as_bytes())]);
    for ending in ENDINGS {
        let (copy, cleaner) = clean(&format!("a.tar.{ending}"), &packed(ending, &tar)).unwrap();
        let inner = unpacked(ending, &copy);
        let mut archive = tar::Archive::new(inner.as_slice());
        let names: Vec<_> =
            archive.entries().unwrap().map(|e| e.unwrap().path().unwrap().into_owned()).collect();
        assert_eq!(names, [std::path::Path::new("a.txt"), std::path::Path::new("X.txt")], "{ending}");
        assert!(!holds(&inner, VALUE) && cleaner.files == ["a.txt", "X.txt"]);
    }
}

#[test]
fn header_fields_of_gzip_are_gone_and_told_only_if_they_told_something() {
    let with = |name: &str, comment: &str| {
        let mut builder = GzBuilder::new().filename(name).mtime(1_700_000_000);
        if !comment.is_empty() {
            builder = builder.comment(comment);
        }
        let mut out = builder.write(Vec::new(), Compression::fast());
        out.write_all(b"text\n").unwrap();
        out.finish().unwrap()
    };
    let (copy, cleaner) = clean("app.log.gz", &with("app.log", "")).unwrap();
    assert!(cleaner.lost.is_empty() && cleaner.dropped.is_empty());
    let header = flate2::read::GzDecoder::new(copy.as_slice()).header().cloned().unwrap();
    assert!(header.filename().is_none() && header.comment().is_none() && header.mtime() == 0);
    let (copy, cleaner) =
        clean("app.log.gz", &with(&format!("{VALUE}.log"), &format!("of {VALUE}"))).unwrap();
    assert_eq!(cleaner.lost, [Lost::ArchiveFields; 2]);
    assert!(!holds(&copy, VALUE));
    assert_eq!(cleaner.dropped, [format!("{VALUE}.log\nof {VALUE}\n").into_bytes()]);
}

#[test]
fn a_skipped_frame_of_zstd_is_gone_and_told() {
    let mut source = b"\x50\x2A\x4D\x18".to_vec();
    source.extend((VALUE.len() as u32).to_le_bytes());
    source.extend(VALUE.bytes());
    source.extend(packed("zst", b"text\n"));
    let (copy, cleaner) = clean("a.txt.zst", &source).unwrap();
    assert!(unpacked("zst", &copy) == b"text\n" && !holds(&copy, VALUE));
    assert_eq!(cleaner.lost, [Lost::ArchiveFields]);
}

#[test]
fn what_is_cut_changed_or_followed_by_rubbish_is_withheld() {
    let noise: Vec<u8> =
        (0_u32..3_000).map(|n| b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26).collect();
    for ending in ENDINGS {
        let whole = packed(ending, &noise);
        let name = format!("a.txt.{ending}");
        for cut in [whole.len() / 2, whole.len() - 1] {
            assert_eq!(clean(&name, &whole[..cut]).err(), Some(Withheld::Damaged), "{ending} cut at {cut}");
        }
        let rubbish = [whole.as_slice(), b"rubbish behind the end"].concat();
        assert_eq!(clean(&name, &rubbish).err(), Some(Withheld::Damaged), "{ending} with rubbish");
        let mut changed = whole.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 0x55;
        assert!(clean(&name, &changed).is_err(), "{ending} changed");
    }
}

#[test]
fn bombs_stop_at_the_budget() {
    let limits = Limits { max_expanded_bytes: 1 << 20, ..Limits::default() };
    let too_much = Some(Withheld::Limit { limit: Limit::MaxExpandedBytes, value: 1 << 20 });
    for ending in ENDINGS {
        let zeros = vec![0; 3 << 20];
        let bomb = packed(ending, &zeros);
        assert_eq!(read(limits.clone(), "a.bin.gz", &bomb).err(), too_much, "{ending}");
        let in_tar = packed(ending, &tar_of(&[("a.txt", &zeros[..700_000]), ("b.txt", &zeros[..700_000])]));
        assert_eq!(read(limits.clone(), "a.tar.gz", &in_tar).err(), too_much, "{ending}");
    }
    let mut nested = b"text\n".to_vec();
    for _ in 0..1_000 {
        nested = packed("gz", &nested);
    }
    let mut cleaner = Cleaner::default();
    let too_deep = Withheld::Limit { limit: Limit::MaxDepth, value: 6 };
    assert_eq!(cleaner.copy("a.gz", &nested).err(), Some(too_deep));
}
