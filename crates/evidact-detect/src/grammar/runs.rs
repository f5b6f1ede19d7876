//! Credentials that have no prefix of three letters, but a length and an alphabet of their own: account and key ids of
//! Twilio, seeds of NATS and Stellar, personal access tokens of Jira and Confluence, keys of Mailgun.
//!
//! Every run of letters and digits of some length holds a multiple of [`STRIDE`], so only those places are looked at.

use super::quality::Quality;
use super::{Form, Scan, loot};
use crate::bytes::{at, base64_bytes, before, cut, run_end, run_start};
use evidact_model::Confidence;

const SID: Form = Form { id: "generic.fixed-length", kind: "CREDENTIAL:twilio" };
const SEED: Form = Form { id: "generic.fixed-length", kind: "CREDENTIAL:private-key" };
const PAT: Form = Form { id: "generic.fixed-length", kind: "CREDENTIAL:token" };
const MAIL: Form = Form { id: "generic.fixed-length", kind: "CREDENTIAL:mailgun" };
/// Every run of this many bytes is met.
const STRIDE: usize = 16;
/// A longer run is none of these.
const LONGEST: usize = 80;

/// Looks at every run of letters and digits.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(super) fn fixed_lengths(scan: &mut Scan<'_>) {
    let text = scan.text;
    let inside = |b: u8| b.is_ascii_alphanumeric();
    let mut i = STRIDE - 1;
    while i < text.len() {
        if !inside(at(text, i)) {
            i += STRIDE;
            continue;
        }
        let start = run_start(text, i, STRIDE, inside);
        let end = run_end(text, i, LONGEST, inside);
        judge(scan, start, end);
        i = end + STRIDE;
    }
}

fn judge(scan: &mut Scan<'_>, start: usize, end: usize) {
    let text = scan.text;
    let run = cut(text, start, end);
    match run.len() {
        34 if is_sid(run) => scan.report(SID, Confidence::Medium, start, end),
        56 | 58 if is_seed(run) => scan.report(SEED, Confidence::Medium, start, end),
        32 | 40 | 48 | 64 if run.iter().all(u8::is_ascii_hexdigit) => {
            loot::at_digest(scan, start, end);
            mail_key(scan, start, end);
        }
        18..=44 if matches!(run.first(), Some(b'M'..=b'O')) => numbered_token(scan, start),
        _ => {}
    }
}

/// `AC` or `SK` and 32 hexadecimal digits, all of one case.
fn is_sid(run: &[u8]) -> bool {
    let Some((head, body)) = run.split_at_checked(2) else { return false };
    let quality = Quality::of(body);
    matches!(head, b"AC" | b"SK")
        && body.iter().all(u8::is_ascii_hexdigit)
        && (quality.upper == 0 || quality.lower == 0)
        && quality.digits >= 6
        && quality.distinct >= 6
}

/// Base32 after an `S`: 58 of NATS with the kind of its owner as second letter, 56 of Stellar.
fn is_seed(run: &[u8]) -> bool {
    let second = at(run, 1);
    let kind = if run.len() == 58 { b"NACOUX".contains(&second) } else { matches!(second, b'A'..=b'D') };
    let quality = Quality::of(run);
    run.first() == Some(&b'S')
        && kind
        && run.iter().all(|b| b.is_ascii_uppercase() || matches!(b, b'2'..=b'7'))
        && quality.digits >= 2
        && quality.distinct >= 12
}

/// 32, 8 and 8 hexadecimal digits with dashes between.
fn mail_key(scan: &mut Scan<'_>, start: usize, end: usize) {
    let text = scan.text;
    let hex = |from: usize| run_end(text, from, 9, |b| b.is_ascii_hexdigit());
    let middle = hex(end + 1);
    let last = hex(middle + 1);
    let parted = at(text, end) == b'-' && at(text, middle) == b'-';
    let sized = middle == end + 9 && last == middle + 9 && !at(text, last).is_ascii_alphanumeric();
    if end == start + 32 && parted && sized && before(text, start) != b'-' && at(text, last) != b'-' {
        scan.report(MAIL, Confidence::Medium, start, last);
    }
}

/// 44 bytes of base64 that begin with twelve digits and a colon, as Data Center products make them.
fn numbered_token(scan: &mut Scan<'_>, start: usize) {
    let text = scan.text;
    let end = run_end(text, start, 45, |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
    let colon = at(text, start + 16) == b'O' && matches!(at(text, start + 17), b'g'..=b'v');
    if end == start + 44 && colon && decodes_to_digits(cut(text, start, start + 16)) {
        scan.report(PAT, Confidence::Medium, start, end);
    }
}

/// Says whether base64 without padding decodes to digits alone.
///
/// # Exposure
/// Reads the value; returns one bit of it.
pub(super) fn decodes_to_digits(value: &[u8]) -> bool {
    let mut all = 0;
    let good = base64_bytes(value).inspect(|_| all += 1).all(|b| b.is_ascii_digit());
    good && all >= 12 && value.iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{decodes_to_digits, is_seed, is_sid};

    #[test]
    fn knows_digits_in_base64() {
        assert!(decodes_to_digits(b"MTIzNDU2Nzg5MDEy") && decodes_to_digits(b"MTIzNDU2Nzg5MDEyMzQ1Njc4OQ"));
        assert!(!decodes_to_digits(b"TWFueSBoYW5kcyBt") && !decodes_to_digits(b"MTIz"));
    }

    #[test]
    fn a_run_of_the_right_length_is_not_enough() {
        assert!(is_sid(&[&b"AC"[..], b"4d2f64e2a108cd72f648b1984c3b5a13"].concat()));
        assert!(!is_sid(&[&b"AC"[..], b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"].concat()));
        assert!(!is_sid(&[&b"XX"[..], b"4d2f64e2a108cd72f648b1984c3b5a13"].concat()));
        let body = b"ACSU3Q6LTLBVLGAQUONAGXJHVNWGSKKAUA7IY5TB4Z7PLEKSR5O6JTGR".repeat(2);
        assert!(is_seed(&[b"SU", &body[..56]].concat()) && !is_seed(&[b"SZ", &body[..56]].concat()));
    }
}
