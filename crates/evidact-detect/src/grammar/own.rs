//! Our own placeholders, in brackets or bare: what was replaced once is not found again.

use crate::bytes::{cut, run_end, run_start};
use evidact_model::{Kind, Placeholder};

/// Says whether the range touches one of our placeholders, in brackets or bare.
///
/// # Exposure
/// Reads the text.
pub(crate) fn touches_placeholder(text: &[u8], start: usize, end: usize) -> bool {
    let from = start.saturating_sub(80);
    let window = cut(text, from, end);
    for i in memchr::memchr_iter(b'[', window) {
        let rest = window_at(text, from + i);
        if let Some((_, len)) = Placeholder::at_start(rest)
            && from + i + len > start
        {
            return true;
        }
    }
    is_bare_placeholder(text, start, end)
}

/// Says whether a value is one of our placeholders in brackets, punctuation behind it apart.
///
/// # Exposure
/// Reads the value.
pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    let behind = Placeholder::at_start(value).and_then(|(_, len)| value.get(len..));
    behind.is_some_and(|rest| rest.iter().all(u8::is_ascii_punctuation))
}

fn window_at(text: &[u8], start: usize) -> &[u8] {
    cut(text, start, start + 96)
}

/// `KIND-provider-NN` as a whole word at the edges of the range.
fn is_bare_placeholder(text: &[u8], start: usize, end: usize) -> bool {
    let inside = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let from = run_start(text, start, 80, inside);
    let to = run_end(text, start, 80, inside);
    let whole = cut(text, from, to);
    // The range may hold one further in; the first of each word is enough, words are split at other bytes.
    bare_kind(whole) || cut(text, start, end.min(start + 4096)).split(|&b| !inside(b)).any(bare_kind)
}

fn bare_kind(word: &[u8]) -> bool {
    if !word.first().is_some_and(u8::is_ascii_uppercase) || word.len() > 80 {
        return false;
    }
    let Some(dash) = word.iter().rposition(|&b| b == b'-') else { return false };
    let number = word.get(dash + 1..).unwrap_or(&[]);
    if number.len() < 2 || !number.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let head = word.get(..dash).unwrap_or(&[]);
    let Ok(head) = std::str::from_utf8(head) else { return false };
    let upper =
        head.split('-').take_while(|p| p.bytes().all(|b| b.is_ascii_uppercase()) && !p.is_empty()).count();
    let rest: Vec<&str> = head.split('-').skip(upper).collect();
    KINDS.contains(&head.split('-').next().unwrap_or(""))
        && upper > 0
        && (rest.is_empty() || Kind::credential(&rest.join("-")).is_ok())
}

/// First words of the kinds that stand in bare placeholders.
const KINDS: &[&str] = &[
    "CREDENTIAL",
    "EMAIL",
    "PHONE",
    "CARD",
    "IBAN",
    "SSN",
    "NATIONAL",
    "TAX",
    "PERSON",
    "ADDRESS",
    "DATE",
    "PASSPORT",
    "LICENCE",
    "IP",
    "MAC",
    "HOST",
    "IMEI",
    "VIN",
    "WALLET",
    "COORDINATES",
    "CUSTOMER",
    "ACCOUNT",
    "USERNAME",
    "PLATE",
    "KIND",
    "TERM",
    "NAME",
];

#[cfg(test)]
mod tests {
    use super::touches_placeholder;

    #[test]
    fn leaves_our_own_placeholders_alone() {
        let text = b"password: [CREDENTIAL:password:01] x";
        assert!(touches_placeholder(text, 10, 34));
        assert!(touches_placeholder(text, 31, 33));
        assert!(!touches_placeholder(text, 35, 36));
        assert!(touches_placeholder(b"?t=CREDENTIAL-github-01&", 3, 23));
    }
}
