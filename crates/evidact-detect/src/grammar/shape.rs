//! Credentials known by their shape alone: JSON web tokens, crypt hashes, tokens of unknown vendors.

use super::quality::{Quality, entropy};
use super::{Form, Scan, runs, veto};
use crate::bytes::{at, before, cut, is_base64, is_word, run_end, run_start};
use evidact_model::Confidence;

const JWT: Form = Form { id: "generic.jwt", kind: "CREDENTIAL:jwt" };
pub(super) const CRYPT: Form = Form { id: "generic.password-hash", kind: "CREDENTIAL:password-hash" };
const VENDOR: Form = Form { id: "generic.vendor-token", kind: "CREDENTIAL:token" };
const BOT: Form = Form { id: "generic.bot-token", kind: "CREDENTIAL:token" };
const MAX_JWT: usize = 16 * 1024;
const MAX_CRYPT: usize = 512;

/// `eyJ….eyJ….…`: header, payload and, if it is there, signature.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_jwt(scan: &mut Scan<'_>, start: usize) {
    let text = scan.text;
    if text.get(start..start + 3) != Some(b"eyJ")
        || is_base64(before(text, start)) && before(text, start) != b'/'
    {
        return;
    }
    let segment = |from: usize| run_end(text, from, MAX_JWT, |b| is_base64(b) && b != b'/' && b != b'+');
    let header = segment(start);
    if at(text, header) != b'.' || header - start < 12 {
        return;
    }
    let payload = segment(header + 1);
    let encrypted = payload == header + 1;
    if !encrypted && (payload - header < 8 || text.get(header + 1..header + 3) != Some(b"ey")) {
        return;
    }
    let mut end = payload;
    for _ in 0..3 {
        if at(text, end) != b'.' {
            break;
        }
        let next = segment(end + 1);
        if next == end + 1 && at(text, next) != b'.' {
            break;
        }
        end = next;
    }
    if encrypted && end <= payload + 16 {
        return;
    }
    scan.report(JWT, Confidence::High, start, end);
}

/// The token of a bot: an id in base64, a time and a proof, three parts with dots between them.
fn bot_token(scan: &mut Scan<'_>) {
    let text = scan.text;
    let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    for dot in memchr::memchr_iter(b'.', text) {
        let second = dot + 7;
        if at(text, second) != b'.' || run_end(text, dot + 1, 7, inside) != second {
            continue;
        }
        let (start, end) = (run_start(text, dot, 40, inside), run_end(text, second + 1, 64, inside));
        let sizes = (23..=30).contains(&(dot - start)) && (26..=44).contains(&(end - second - 1));
        let id = cut(text, start, dot);
        if sizes && runs::decodes_to_digits(id) {
            scan.report(BOT, Confidence::High, start, end);
        }
    }
}

/// `$6$salt$hash` and its relatives.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_crypt(scan: &mut Scan<'_>, start: usize, len: usize) {
    if start < scan.no_hash {
        return;
    }
    let text = scan.text;
    let body = start + len;
    let end = run_end(text, body, MAX_CRYPT, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'$' | b'=' | b',' | b'+' | b'-' | b'_')
    });
    let mut end = end;
    while end > body && matches!(before(text, end), b',' | b'.' | b'-') && end - body > 60 {
        end -= 1;
    }
    let value = cut(text, body, end);
    let braces = at(text, start) == b'{';
    let longest = value.split(|&b| b == b'$').map(<[u8]>::len).max().unwrap_or(0);
    let dollars = crate::bytes::count(value, b'$');
    let bcrypt = at(text, start + 1) == b'2' && value.len() >= 50;
    let enough = if braces { value.len() >= 20 } else { longest >= 20 && (dollars >= 1 || bcrypt) };
    // A part of a run is no longer than the run; what was cut off may be the end of a hash.
    if longest < 20 {
        scan.no_hash = if end - body == MAX_CRYPT { end - MAX_CRYPT / 2 } else { end };
    }
    if enough && !Quality::of(value).wordy {
        scan.report(CRYPT, Confidence::High, start, end);
    }
}

/// Looks at every `_`: a short lower-case word before it, at least 24 letters and digits after it.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn unknown_vendors(scan: &mut Scan<'_>) {
    bot_token(scan);
    runs::fixed_lengths(scan);
    let text = scan.text;
    let mut done = 0;
    for mark in memchr::memchr_iter(b'_', text) {
        if mark < done
            || !at(text, mark + 24).is_ascii_alphanumeric()
            || !at(text, mark + 12).is_ascii_alphanumeric()
        {
            continue;
        }
        let end = run_end(text, mark + 1, 512, |b| b.is_ascii_alphanumeric());
        done = end;
        if end - mark < 25 || is_word(at(text, end)) {
            continue;
        }
        // The prefix may have two parts: `sk_live_`.
        let start = run_start(text, mark, 20, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let prefix = cut(text, start, mark);
        let first = prefix.first().is_some_and(u8::is_ascii_lowercase);
        if !first
            || !(2..=16).contains(&prefix.len())
            || is_word(before(text, start))
            || matches!(before(text, start), b'-' | b'/' | b'.')
        {
            continue;
        }
        let body = cut(text, mark + 1, end);
        let quality = Quality::of(body);
        let hex = body.iter().all(u8::is_ascii_hexdigit);
        if quality.digits >= 3 && quality.is_random() && entropy(body) > 3.5 && !veto::is_placeholder(body) {
            let mixed = quality.upper >= 3 && quality.lower >= 3;
            scan.report(VENDOR, if mixed && !hex { Confidence::Medium } else { Confidence::Low }, start, end);
        }
    }
}
