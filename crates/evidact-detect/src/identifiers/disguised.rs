//! Addresses that are written so that no machine reads them: `jane(at)example.org`, `jane [at] example [dot] org`.

use super::bytes::{before, is_letter, part};
use super::email;
use super::what::{Found, What};
use evidact_model::Confidence::Medium;

/// How far an address may reach.
const REACH: usize = 160;

/// Adds each address whose sign is spelled out between brackets.
pub(super) fn add(text: &[u8], found: &mut Vec<Found>) {
    for (open, sign) in [(b'(', &b"at)"[..]), (b'[', b"at]"), (b'{', b"at}")] {
        for at in memchr::memmem::find_iter(text, sign).filter(|&at| before(text, at) == open) {
            if let Some((start, end)) = around(text, at - 1) {
                found.push(Found { start, end, what: What::Email, confidence: Medium });
            }
        }
    }
}

/// The address around the bracket at `open`.
fn around(text: &[u8], open: usize) -> Option<(usize, usize)> {
    let spaced = before(text, open) == b' ';
    let start = email::local_start(text, open - usize::from(spaced))?;
    let limit = text.len().min(open + REACH);
    let line = memchr::memchr(b'\n', part(text, open, limit)).map_or(limit, |n| open + n);
    let end = email::spelled(text, start, line)?;
    // `tools(at)v1.2`: the last part of a domain is letters.
    let last = part(text, start, end).rsplit(|b| !(b.is_ascii_alphanumeric() || *b >= 0x80)).next()?;
    (last.len() >= 2 && last.iter().all(|&b| is_letter(b))).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::add;

    fn found(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        add(text.as_bytes(), &mut found);
        found.iter().filter_map(|f| text.get(f.start..f.end)).collect()
    }

    #[test]
    fn an_address_is_taken_whole_however_its_sign_is_written() {
        for address in [
            "j.grossmann(at)voltwerk.example",
            "j.grossmann (at) voltwerk.example",
            "j.grossmann [at] voltwerk [dot] example",
            "j.grossmann[at]voltwerk.example",
            "j.grossmann{at}voltwerk.example",
        ] {
            assert_eq!(found(&format!("write to {address}, please")), [address]);
        }
    }

    #[test]
    fn brackets_about_other_words_are_left() {
        for text in
            ["meet (at) ten", "the format(at) 5", "(at)", "(at) example.org", "x (at) v1.2.3", "chat) a.de"]
        {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
