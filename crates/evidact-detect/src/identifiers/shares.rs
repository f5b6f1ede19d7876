//! Machines that share their files: `\\host\share`, `smb://host/share`.

use super::bytes::{before, byte, is_word, part, run, run_back};
use super::username;

/// Returns the name of the machine whose last word ends at `end`, before the sign that parts it from its share.
///
/// Names of letters alone are left: `\\server\share` is how documents write it.
pub(super) fn host(text: &[u8], end: usize) -> Option<(usize, usize)> {
    let start = run_back(text, end, 64, |b| is_word(b) || b == b'-');
    let name = part(text, start, end);
    let marked = name.iter().any(|b| b.is_ascii_digit() || *b == b'-');
    let letters = name.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let shared = match byte(text, end) {
        b'\\' => is_unc(text, start, end),
        b'/' => is_url(text, start) && is_word(byte(text, end + 1)),
        _ => false,
    };
    (shared && marked && letters >= 2 && name.len() >= 4 && !username::names_nobody(name))
        .then_some((start, end))
}

/// Two backslashes before the name and one behind it, or, escaped, four and two.
fn is_unc(text: &[u8], start: usize, end: usize) -> bool {
    let open = run_back(text, start, 6, |b| b == b'\\');
    let close = run(text, end, 4, |b| b == b'\\');
    let counts = (start - open, close - end);
    let alone =
        !is_word(before(text, open)) && !matches!(before(text, open), b':' | b'}' | b')' | b']' | b'.');
    let share = is_word(byte(text, close)) && is_word(byte(text, close + 1));
    matches!(counts, (2, 1) | (4, 2)) && alone && share
}

/// `smb://`, `cifs://`, `file://`, and `//host/share` behind the word for such a share.
fn is_url(text: &[u8], start: usize) -> bool {
    let lead = part(text, start.saturating_sub(64), start);
    let Some(head) = lead.strip_suffix(b"//") else { return false };
    if let Some(scheme) = head.strip_suffix(b":") {
        return [&b"smb"[..], b"cifs", b"file", b"nfs", b"afp"].iter().any(|name| scheme.ends_with(name));
    }
    let line = head.rsplit(|b| *b == b'\n').next().unwrap_or_default();
    head.ends_with(b" ")
        && (memchr::memmem::find(line, b"cifs").is_some() || memchr::memmem::find(line, b"smb").is_some())
}

#[cfg(test)]
mod tests {
    use super::host;

    fn found(text: &str) -> Option<&str> {
        let signs = text.char_indices().filter(|(_, c)| matches!(c, '\\' | '/'));
        signs.map(|(i, _)| i).find_map(|i| host(text.as_bytes(), i)).and_then(|(a, b)| text.get(a..b))
    }

    #[test]
    fn a_machine_stands_before_its_share() {
        assert_eq!(found("see \\\\fileserver01\\finance"), Some("fileserver01"));
        assert_eq!(found("the share `\\\\fs-muc-02\\x1`"), Some("fs-muc-02"));
        assert_eq!(found("{\"path\":\"\\\\\\\\nas07\\\\data\"}"), Some("nas07"));
        assert_eq!(found("smb://nas07/data"), Some("nas07"));
        assert_eq!(found("mount -t cifs //nas07/data /mnt"), Some("nas07"));
    }

    #[test]
    fn escapes_paths_and_servers_of_nobody_are_left() {
        for text in [
            "\\\\server\\share",
            "\\\\localhost\\c$",
            "\\\\?\\C:\\Temp",
            "\"\\\\u00e4\\\\u00f6\"",
            "\"\\\\nfoo-bar\\\\n\"",
            "a \\\\hline\\hline",
            "https://nas07/data",
            "// word1/word2",
            "host01\\share",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
