//! Formats that are known by their first bytes and cannot be rewritten yet.

use super::unsupported;
use evidact_model::Withheld;

/// Bytes, where they stand, and what they mean.
type Magic = (usize, &'static [u8], &'static str);

const KNOWN: &[Magic] = &[
    (0, b"PK\x03\x04", "zip archive or Office document"),
    (0, b"PK\x05\x06", "zip archive"),
    (0, b"PK\x07\x08", "zip archive"),
    (0, b"\x1F\x8B", "gzip archive"),
    (0, b"\x1F\x9D", "compress archive"),
    (0, b"\xFD7zXZ\0", "xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "zstd archive"),
    (0, b"\x04\x22\x4D\x18", "lz4 archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "7-Zip archive"),
    (0, b"Rar!\x1A\x07", "RAR archive"),
    (0, b"MSCF\0\0\0\0", "cabinet archive"),
    (0, b"!<arch>\n", "ar archive or Debian package"),
    (0, b"\xED\xAB\xEE\xDB", "RPM package"),
    (257, b"ustar", "tar archive"),
    (0, b"\x89PNG\r\n\x1A\n", "PNG image"),
    (0, b"\xFF\xD8\xFF", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"\0\0\x01\0", "icon image"),
    (0, b"8BPS\0", "Photoshop image"),
    (4, b"ftyp", "MP4 or HEIF media"),
    (0, b"\x1A\x45\xDF\xA3", "Matroska media"),
    (0, b"OggS\0", "Ogg media"),
    (0, b"fLaC\0", "FLAC audio"),
    (0, b"ID3\x02", "MP3 audio"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"\x37\x7F\x06\x82", "write-ahead log of a database"),
    (0, b"\x37\x7F\x06\x83", "write-ahead log of a database"),
    (0, b"\xD9\xD5\x05\xF9\x20\xA1\x63\xD7", "rollback journal of a database"),
    (0, b"\x18\xE2\x2D\x00\0\0\0\0", "index of a write-ahead log"),
    (0, b"\x7FELF", "ELF program or core dump"),
    (0, b"\xFE\xED\xFA\xCE", "Mach-O program"),
    (0, b"\xFE\xED\xFA\xCF", "Mach-O program"),
    (0, b"\xCE\xFA\xED\xFE", "Mach-O program"),
    (0, b"\xCF\xFA\xED\xFE", "Mach-O program"),
    (0, b"\xCA\xFE\xBA\xBE", "Java class or Mach-O program"),
    (0, b"dex\n03", "Android program"),
    (0, b"\0asm", "WebAssembly module"),
    (0, b"\xD4\xC3\xB2\xA1", "packet capture"),
    (0, b"\xA1\xB2\xC3\xD4", "packet capture"),
    (0, b"\x4D\x3C\xB2\xA1", "packet capture"),
    (0, b"\xA1\xB2\x3C\x4D", "packet capture"),
    (0, b"\x0A\x0D\x0D\x0A", "packet capture"),
    (0, b"ElfFile\0", "Windows event log"),
    (0, b"regf", "Windows registry hive"),
    (0, b"L\0\0\0\x01\x14\x02\0", "Windows shortcut"),
    (0, b"MDMP\x93\xA7", "crash dump"),
    (0, b"PAGEDU", "crash dump"),
    (0, b"JAVA PROFILE 1.0", "Java heap dump"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "legacy Office document or Outlook message"),
    (0, b"!BDN", "Outlook mailbox"),
    (0, b"PAR1", "Parquet table"),
    (0, b"Obj\x01", "Avro table"),
    (0, b"ORC\x0A", "ORC table"),
    (0, b"\x89HDF\r\n\x1A\n", "HDF5 data"),
    (0, b"bplist00", "binary property list"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
    (0, b"\0\x01\0\0\0", "font or database"),
    (0, b"OTTO\0", "font"),
    (0, b"DIRC\0\0\0", "git index"),
    (0, b"PACK\0\0\0", "git pack"),
    (0, b"\xFFtOc", "git pack index"),
];

const KEYS: &[Magic] = &[
    (0, b"\xFE\xED\xFE\xED", "Java key store"),
    (0, b"\xCE\xCE\xCE\xCE", "Java key store"),
    (0, b"\x03\xD9\xA2\x9A", "password database"),
    (8, b"KBXf", "GnuPG key box"),
    (0, b"kych", "macOS keychain"),
];

/// Returns why a source with these first bytes cannot be published, or `None` if nothing is known about them.
pub(super) fn recognise(bytes: &[u8]) -> Option<Withheld> {
    let is = |m: &&Magic| bytes.get(m.0..).is_some_and(|rest| rest.starts_with(m.1));
    if let Some(magic) = KNOWN.iter().find(is) {
        return Some(unsupported(magic.2));
    }
    special(bytes).or_else(|| der(bytes))
}

/// Says whether a source is a private key or key store.
pub(super) fn is_key(bytes: &[u8]) -> bool {
    let is = |m: &Magic| bytes.get(m.0..).is_some_and(|rest| rest.starts_with(m.1));
    KEYS.iter().any(is)
        || der(bytes) == Some(Withheld::KeyMaterial)
        || is_openpgp_secret(bytes)
        || is_keytab(bytes)
}

/// An `OpenPGP` packet with a secret key (RFC 9580, section 4.2): tag 5, then a length and the version.
fn is_openpgp_secret(bytes: &[u8]) -> bool {
    let version = |at: usize| matches!(bytes.get(at), Some(3..=6));
    match bytes.first() {
        Some(0x94) => version(2),
        Some(0x95) => version(3),
        Some(0x96) => version(5),
        Some(0xC5) => match bytes.get(1) {
            Some(0..=191) => version(2),
            Some(192..=223) => version(3),
            Some(255) => version(6),
            _ => false,
        },
        _ => false,
    }
}

/// A Kerberos key table: its version, and entries whose lengths fill it.
fn is_keytab(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\x05\x02") else { return false };
    let mut entries = 0;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = i32::from_be_bytes(*length);
        let Some(next) = after.get(length.unsigned_abs() as usize..) else { return false };
        if length == 0 {
            return entries > 0;
        }
        entries += usize::from(length > 0);
        rest = next;
    }
    entries > 0 && rest.is_empty()
}

/// Formats that need more than one look.
fn special(bytes: &[u8]) -> Option<Withheld> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let has_nul = memchr::memchr(0, head).is_some();
    if memchr::memmem::find(head, b"%PDF-").is_some_and(|at| at == 0 || has_binary_before(head, at)) {
        return Some(unsupported("PDF document"));
    }
    if head.starts_with(b"BZh") && head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59") {
        return Some(unsupported("bzip2 archive"));
    }
    if head.starts_with(b"RIFF") {
        return match head.get(8..12) {
            Some(b"WEBP") => Some(unsupported("WebP image")),
            Some(b"WAVE" | b"AVI ") => Some(unsupported("media file")),
            _ => None,
        };
    }
    if head.trim_ascii_start().starts_with(b"-----BEGIN PGP MESSAGE-----") || is_enveloped(head) {
        return Some(Withheld::Encrypted);
    }
    if head.starts_with(b"MZ") && has_nul {
        return Some(unsupported("Windows program"));
    }
    if head.starts_with(b"BM") && has_nul {
        return Some(unsupported("BMP image"));
    }
    None
}

/// Encrypted S/MIME: a DER sequence that begins with the identifier of enveloped data (RFC 5652 §6.1).
fn is_enveloped(head: &[u8]) -> bool {
    const ENVELOPED: &[u8] = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03";
    head.starts_with(b"\x30") && (2..=6).any(|at| head.get(at..).is_some_and(|h| h.starts_with(ENVELOPED)))
}

/// A PDF may begin behind a few bytes of rubbish, but text which quotes `%PDF-` is text.
fn has_binary_before(head: &[u8], at: usize) -> bool {
    head.get(..at).is_some_and(|before| before.trim_ascii().is_empty())
        || memchr::memmem::find(head, b" 0 obj").is_some() && memchr::memchr(0, head).is_some()
}

/// DER: a certificate, a key, or a PKCS #12 store.
fn der(bytes: &[u8]) -> Option<Withheld> {
    let rest = bytes.strip_prefix(b"\x30")?;
    let (len, body) = match rest {
        [0x82, a, b, body @ ..] => (usize::from(*a) << 8 | usize::from(*b), body),
        [0x83, a, b, c, body @ ..] => (usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c), body),
        [0x80, body @ ..] => (body.len(), body),
        [0x81, a, body @ ..] | [a @ 0x10..=0x7F, body @ ..] => (usize::from(*a), body),
        _ => return None,
    };
    // A PKCS #8 key may be followed by nothing; text that begins with "0" has no such length.
    if body.len() != len {
        return None;
    }
    match body {
        [0x02, 0x01, 0 | 1 | 3, ..] => Some(Withheld::KeyMaterial),
        // Encrypted PKCS #8: an algorithm identifier from PKCS #5, then the data.
        [0x30, ..]
            if memchr::memmem::find(body.get(..64)?, b"\x2A\x86\x48\x86\xF7\x0D\x01\x05").is_some()
                && memchr::memchr(0x04, body.get(..96)?).is_some() =>
        {
            Some(Withheld::KeyMaterial)
        }
        [0x30 | 0x06, ..] => Some(unsupported("DER certificate or signed data")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_key, recognise};
    use evidact_model::Withheld;

    #[test]
    fn names_what_it_recognises() {
        let seems = |bytes: &[u8]| match recognise(bytes) {
            Some(Withheld::UnsupportedFormat { seems }) => seems,
            _ => String::new(),
        };
        assert_eq!(seems(b"%PDF-1.7\n"), "PDF document");
        assert_eq!(seems(b"PK\x03\x04rest"), "zip archive or Office document");
        assert_eq!(seems(b"RIFF\x10\0\0\0WEBPVP8 "), "WebP image");
        assert_eq!(seems(b"\x7FELF\x02"), "ELF program or core dump");
    }

    #[test]
    fn binary_key_stores_are_key_material() {
        assert!(is_key(b"\xFE\xED\xFE\xED\0\0\0\x02"));
        let mut pkcs12 = vec![0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x03];
        pkcs12.resize(260, 0x11);
        assert!(is_key(&pkcs12));
    }

    #[test]
    fn text_that_quotes_a_magic_is_not_recognised() {
        for text in
            [&b"see %PDF-1.7 header"[..], b"0123456789", b"BM is short", b"MZ is a header", b"Rar! it said"]
        {
            assert_eq!(recognise(text), None);
        }
    }
}
