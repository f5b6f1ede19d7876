//! Private keys and key stores. Nothing of them is published; a line that says so stands in their place.

use super::budget::failed;
use super::{Role, Walk};
use crate::Reading;
use crate::sniff::is_key_store;
use evidact_model::{Loss, Lost, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};

/// What stands in the place of a private key.
pub const KEY_STUB: &[u8] = b"evidact: a private key stood here; it must not be shared at all.\n";

/// So many bytes of a binary key are shown to the visitor, so that it is found and counted as what it is.
const SHOWN_BYTES: usize = 3 << 10;

/// What a block that holds a private key is called.
const LABEL: &[u8] = b"PRIVATE KEY";

/// Says whether a source is a binary key or key store.
pub(super) fn is_store(name: &RawName, source: &Blob) -> bool {
    source.memory().is_some_and(|bytes| is_key_store(name, bytes))
}

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    walk.budget.member()?;
    let head = source.head(SHOWN_BYTES).map_err(|_| Withheld::Unreadable)?;
    let shown = Blob::new(RawBytes::new(armoured(head.expose())));
    let role = Role::Inner(Reading::Text(TextKind::Config));
    walk.part_at("key", shown, role, super::Place::named("key"))?;
    walk.visitor.lost(Loss { what: Lost::Key, page: None, count: 1 });
    match walk.output.as_deref_mut() {
        Some(output) => output.write_all(KEY_STUB).map_err(|e| failed(&e)),
        None => Ok(()),
    }
}

/// The bytes as a block of base64 between lines that name a private key (RFC 7468).
fn armoured(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = [&b"-----BEGIN "[..], LABEL, b"-----\n"].concat();
    for line in bytes.chunks(48) {
        for group in line.chunks(3) {
            let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for place in 0..4 {
                let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).copied();
                out.push(digit.filter(|_| place <= group.len()).unwrap_or(b'='));
            }
        }
        out.push(b'\n');
    }
    out.extend([&b"-----END "[..], LABEL, b"-----\n"].concat());
    out
}

/// Says whether a text is nothing but private keys: one or several blocks, a `PuTTY` file, an age identity, a
/// secret key of minisign or signify. A text that also holds a certificate or a public key is none: it is worth
/// reading, and its private part is replaced as a finding.
///
/// # Exposure
/// Reads the text; returns one bit of it.
pub fn is_private_key(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    if text.len() > MAX_TEXT {
        return false;
    }
    if text.starts_with(b"PuTTY-User-Key-File-") {
        return has_line(text, b"Private-Lines:");
    }
    is_untrusted_comment(text) || is_age(text) || is_blocks(text)
}

/// A text above this size is no key.
const MAX_TEXT: usize = 1 << 20;

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&b| b == b'\n').map(<[u8]>::trim_ascii_end)
}

fn has_line(text: &[u8], start: &[u8]) -> bool {
    lines(text).any(|line| line.starts_with(start))
}

/// minisign and signify: a comment that names a secret key, and one line of base64.
fn is_untrusted_comment(text: &[u8]) -> bool {
    let mut lines = lines(text);
    let named = lines.next().is_some_and(|first| {
        first.starts_with(b"untrusted comment:") && memchr::memmem::find(first, b"secret key").is_some()
    });
    named && lines.next().is_some_and(is_base64_line) && lines.next().is_none()
}

/// age: comments and identities, one a line.
fn is_age(text: &[u8]) -> bool {
    let mut found = false;
    for line in lines(text) {
        if line.starts_with(b"AGE-SECRET-KEY-") || line.starts_with(b"AGE-PLUGIN-") {
            found = true;
        } else if !line.is_empty() && !line.starts_with(b"#") {
            return false;
        }
    }
    found
}

/// Blocks of RFC 7468, RFC 4880 and RFC 4716, with what tools write around them.
fn is_blocks(text: &[u8]) -> bool {
    let mut found = false;
    let mut inside = false;
    for line in lines(text) {
        if let Some(label) = border(line, b"BEGIN ") {
            if inside || !is_part_of_a_key(label) {
                return false;
            }
            inside = true;
            found |= is_private(label);
        } else if border(line, b"END ").is_some() {
            if !inside {
                return false;
            }
            inside = false;
        } else {
            let fits = if inside { is_base64_line(line) || is_armour_header(line) } else { is_remark(line) };
            if !fits {
                return false;
            }
        }
    }
    found
}

/// The label of a border line: what stands behind `-----BEGIN `, of four or five dashes.
fn border<'t>(line: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    let dashes = line.iter().take_while(|&&b| b == b'-').count();
    if dashes < 4 {
        return None;
    }
    line.get(dashes..)?.trim_ascii_start().strip_prefix(word)
}

fn is_private(label: &[u8]) -> bool {
    memchr::memmem::find(label, b"PRIVATE KEY").is_some()
}

fn is_part_of_a_key(label: &[u8]) -> bool {
    is_private(label) || label.starts_with(b"EC PARAMETERS") || label.starts_with(b"DSA PARAMETERS")
}

/// Lines outside of blocks: empty ones, comments, and the attributes that OpenSSL writes above a key.
fn is_remark(line: &[u8]) -> bool {
    let known: [&[u8]; 5] =
        [b"#", b"Bag Attributes", b"Key Attributes", b"    friendlyName", b"    localKeyID"];
    line.is_empty() || known.iter().any(|start| line.starts_with(start))
}

fn is_base64_line(line: &[u8]) -> bool {
    line.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
}

/// `Proc-Type: 4,ENCRYPTED`, `Comment: …`: a name, a colon, a word.
fn is_armour_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    name > 0 && line.get(name) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::{armoured, is_private_key};

    fn block(label: &str) -> String {
        format!(
            "-----BEGIN {label}-----\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n-----END {label}-----\n"
        )
    }

    #[test]
    fn blocks_of_private_keys_alone_are_keys() {
        let private = block(&["RSA PRIVATE", " KEY"].concat());
        let with_parameters = format!("# made by hand\n{}{private}", block("EC PARAMETERS"));
        let encrypted =
            private.replace("KEY-----\nAAEC", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,00\n\nAAEC");
        for text in [&private, &with_parameters, &encrypted, &format!("{private}\n{private}")] {
            assert!(is_private_key(text.as_bytes()));
        }
    }

    #[test]
    fn what_holds_more_than_a_private_key_is_read_as_text() {
        let private = block(&["PRIVATE", " KEY"].concat());
        for text in [
            format!("{private}{}", block("CERTIFICATE")),
            block("PUBLIC KEY"),
            format!("The key of the server:\n{private}"),
            format!("{private}Is it the right one?\n"),
            "untrusted comment: minisign public key 0\nRWQAAA\n".to_owned(),
            "# a comment\n".to_owned(),
            String::new(),
        ] {
            assert!(!is_private_key(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn keys_of_other_tools_are_keys() {
        let age = ["# created: today\n# public key: age1x\nAGE-SECRET", "-KEY-1QQQQQQQQ\n"].concat();
        let minisign = "untrusted comment: minisign encrypted secret key\nRWRTY0IyAAAA\n";
        let putty = "PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 1\nAA\nPrivate-Lines: 1\nAA\n";
        assert!(is_private_key(age.as_bytes()));
        assert!(is_private_key(minisign.as_bytes()) && is_private_key(putty.as_bytes()));
    }

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, encoded) in [(&b"f"[..], "Zg=="), (b"fo", "Zm8="), (b"foobar", "Zm9vYmFy")] {
            let text = String::from_utf8(armoured(plain)).unwrap();
            assert_eq!(text.lines().nth(1), Some(encoded));
        }
    }
}
