//! HTTP headers: `Authorization` with its schemes, and cookies.

use super::assignment::form_of;
use super::decide::{Case, judge};
use super::keys::{Family, Key, Strength, classify};
use super::quality::{Quality, is_padded_base64};
use super::separator::{Site, Tie, Tied, opens_quote};
use super::value::{Place, Value, quoted, unquoted};
use super::{Form, Scan, veto};
use crate::Hit;
use crate::bytes::{
    at, base64_bytes, before, cut, has_folded, is_base64, is_word, run_end, run_start, skip_blanks, trim,
};
use evidact_model::{Confidence, TextKind};

const AUTH: Form = Form { id: "generic.http-authorization", kind: "CREDENTIAL:http-auth" };
const COOKIE: Form = Form { id: "generic.cookie", kind: "CREDENTIAL:cookie" };
const MAX_HEADER: usize = 8 * 1024;

/// Reads the value of a header or of a field called like one.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn value_of(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) {
    let text = scan.text;
    let is_quoted = quoted(text, tied.value);
    if key.family == Family::Cookie && is_quoted.is_none() {
        // Something must look like `name=` before the end of the header is worth looking for.
        let name = run_end(text, tied.value, 80, |b| is_word(b) || matches!(b, b'-' | b'.' | b'%' | b'$'));
        if at(text, name) != b'=' {
            return;
        }
    }
    let value = match is_quoted {
        Some(value) => value,
        None if opens_quote(text, tied.value) => return,
        None => {
            let end = header_end(scan, tied.value);
            let (start, end) = trim(text, tied.value, end);
            Value { start, end, quoted: false, after: end }
        }
    };
    if key.family == Family::Cookie {
        return cookies(scan, site, value);
    }
    if key.strength == Strength::Weak {
        return plain(scan, key, site, tied.tie, value);
    }
    if !credentials(scan, value.start, value.end) && is_header(scan, site, tied.tie) {
        bare(scan, key, site, tied.tie, value);
    }
}

/// A header ends with its line, or with the quote that the whole header stands in.
fn header_end(scan: &mut Scan<'_>, from: usize) -> usize {
    let text = scan.text;
    let end = scan.lines.end_of(text, from, MAX_HEADER);
    if [&b"digest "[..], b"oauth ", b"hawk "].iter().any(|s| has_folded(text, from, s))
        && !scan.lines.in_string(text, from)
    {
        return end;
    }
    if scan.lines.in_string(text, from) || scan.kind == TextKind::Code {
        return run_end(text, from, end - from, |b| !matches!(b, b'"' | b'\'' | b'`'));
    }
    // Headers in one line end at the same place; far before that the one looked at last answers for this one.
    let (first, last) = scan.header_end;
    if first <= from && from + MAX_HEADER / 2 <= last {
        return last.min(end);
    }
    let last = run_end(text, from, end - from, |b| !matches!(b, b'"' | b'`' | b'<'));
    scan.header_end = (from, last);
    last
}

fn is_header(scan: &mut Scan<'_>, site: &Site, tie: Tie) -> bool {
    site.kind != TextKind::Code
        || scan.lines.in_string(scan.text, site.start)
        || matches!(tie, Tie::Colon | Tie::Comma | Tie::Attribute | Tie::Equals)
}

/// Reads `scheme credentials`; says whether a scheme was known.
fn credentials(scan: &mut Scan<'_>, start: usize, end: usize) -> bool {
    let text = scan.text;
    let scheme_end = run_end(text, start, 24, |b| is_word(b) || b == b'-');
    let scheme = cut(text, start, scheme_end.min(end));
    let from = skip_blanks(text, scheme_end + usize::from(at(text, scheme_end) == b':'));
    if scheme_end >= end || from == scheme_end {
        return false;
    }
    if scheme.eq_ignore_ascii_case(b"basic") {
        if !basic(scan, from) {
            sloppy(scan, from, end);
        }
    } else if [
        &b"bearer"[..],
        b"token",
        b"apikey",
        b"key",
        b"jwt",
        b"ntlm",
        b"negotiate",
        b"apitoken",
        b"splunk",
        b"sso-key",
        b"botkey",
    ]
    .iter()
    .any(|s| scheme.eq_ignore_ascii_case(s))
    {
        parameters(scan, from, end);
        token(scan, from, end, true);
    } else if [&b"digest"[..], b"oauth", b"hawk", b"signature", b"aws4-hmac-sha256", b"hmac", b"sharedkey"]
        .iter()
        .any(|s| scheme.eq_ignore_ascii_case(s))
    {
        parameters(scan, from, end);
        if !cut(text, from, end).contains(&b'=') {
            token(scan, from, end, true);
        }
    } else {
        return false;
    }
    true
}

/// Parameters that carry proof: `response="…"`, `Signature=…`.
fn parameters(scan: &mut Scan<'_>, from: usize, end: usize) {
    let text = scan.text;
    let mut i = from;
    while let Some(eq) = memchr::memchr(b'=', cut(text, i, end)).map(|n| i + n) {
        let name = cut(text, run_start(text, eq, 32, |b| is_word(b) || b == b'-'), eq);
        let slot = if at(text, eq + 1) == b'\\' || at(text, eq + 1) == b'"' {
            quoted(text, eq + 1)
        } else {
            unquoted(text, eq + 1, Place::Token)
        };
        let Some(value) = slot.filter(|v| v.end <= end) else { return };
        let names = [
            &b"response"[..],
            b"signature",
            b"mac",
            b"token",
            b"oauth_signature",
            b"oauth_token",
            b"oauth_consumer_key",
            b"sig",
            b"credential",
        ];
        let bytes = cut(text, value.start, value.end);
        if names.iter().any(|n| name.eq_ignore_ascii_case(n))
            && bytes.len() >= 6
            && !veto::is_placeholder(bytes)
            && !veto::is_label(bytes)
        {
            scan.report(AUTH, Confidence::Medium, value.start, value.end);
        }
        i = value.after.max(eq + 1);
    }
}

/// `Basic` must decode to `user:password`; anything else after it is a word of a sentence.
fn basic(scan: &mut Scan<'_>, from: usize) -> bool {
    let text = scan.text;
    let end = run_end(text, from, 4096, |b| is_base64(b) || b == b'=');
    let value = cut(text, from, end);
    let quality = Quality::of(value);
    let pair = decodes_to_pair(value);
    // Written down with a slip it is still a credential, if it is no word.
    let random = quality.len >= 10 && !quality.wordy && (value.ends_with(b"=") || quality.is_random());
    if value.len() < 4 || !(pair || random) || veto::is_placeholder(value) {
        return false;
    }
    scan.report(AUTH, if pair { Confidence::High } else { Confidence::Medium }, from, end);
    true
}

/// In a header, base64 without a colon inside is a password that somebody encoded without its name.
fn sloppy(scan: &mut Scan<'_>, from: usize, end: usize) {
    let value = cut(
        scan.text,
        from,
        run_end(scan.text, from, end.saturating_sub(from), |b| is_base64(b) || b == b'='),
    );
    let quality = Quality::of(value);
    let cased = quality.upper > 0 && quality.lower > 0 && quality.digits > 0;
    if cased && quality.len >= 8 && quality.len.is_multiple_of(4) && !veto::is_placeholder(value) {
        scan.report(AUTH, Confidence::Medium, from, from + value.len());
    }
}

/// Decodes base64 and looks for a colon among printable bytes.
pub(crate) fn decodes_to_pair(value: &[u8]) -> bool {
    let (mut colon, mut bad, mut all) = (false, 0u32, 0u32);
    for byte in base64_bytes(value) {
        all += 1;
        colon |= byte == b':';
        bad += u32::from(byte < 0x20 || byte == 0x7f);
    }
    colon && bad == 0 && all >= 3
}

/// A token after a scheme word. In a header any value counts, in a sentence only one that was generated.
fn token(scan: &mut Scan<'_>, from: usize, end: usize, header: bool) -> bool {
    let text = scan.text;
    let from = skip_blanks(text, from);
    let stop = run_end(text, from, MAX_HEADER, |b| {
        is_base64(b) || matches!(b, b'.' | b'=' | b'~' | b'%' | b':' | b'@' | b'$' | b'!' | b'|')
    });
    let stop = stop.min(end.max(from));
    let mut stop = stop;
    while stop > from && matches!(before(text, stop), b'.' | b':' | b'!' | b'|') {
        stop -= 1;
    }
    let value = cut(text, from, stop);
    let quality = Quality::of(value);
    // `Bearer eyJhbGci...`: the rest was left out by who wrote it.
    let elided = quality.len < 48 && text.get(stop..stop + 3) == Some(b"...");
    if elided
        || veto::is_placeholder(value)
        || veto::is_label(value)
        || quality.len < 6
        || is_word_after(text, stop, &quality)
    {
        return false;
    }
    if veto::is_expression(value)
        || value.first() == Some(&b'$')
        || (matches!(at(text, stop), b'(' | b'{' | b'['))
    {
        return false;
    }
    let confidence = if quality.is_random() {
        Confidence::High
    } else if !quality.wordy && quality.len >= 8 {
        Confidence::Medium
    } else if header && quality.digits > 0 && quality.len >= 8 {
        Confidence::Low
    } else {
        return false;
    };
    scan.report(AUTH, confidence, from, stop);
    true
}

/// `Bearer of the ring`: a word that is followed by another.
fn is_word_after(text: &[u8], stop: usize, quality: &Quality) -> bool {
    quality.wordy && at(text, stop) == b' ' && at(text, stop + 1).is_ascii_alphabetic()
}

/// A header without a scheme: the whole value, if it is one word.
fn bare(scan: &mut Scan<'_>, key: Key, site: &Site, tie: Tie, value: Value) {
    let text = scan.text;
    let end = if value.quoted {
        value.end
    } else {
        run_end(text, value.start, value.end - value.start, |b| {
            !b.is_ascii_whitespace() && b != b',' && b != b';'
        })
    };
    let bytes = cut(text, value.start, end);
    let spaced = at(text, end) == b' ' && end < value.end && Quality::of(bytes).wordy;
    if bytes.len() < 8 || spaced || Quality::of(bytes).spaces > 0 {
        return unknown_scheme(scan, value);
    }
    let key = Key { family: Family::Token, ..key };
    let case = Case { key, tie, kind: site.kind, quoted: value.quoted, loose: site.loose, tight: false };
    if veto::is_expression(bytes) {
        return;
    }
    if let Some(confidence) = judge(case, bytes) {
        scan.report(AUTH, confidence, value.start, end);
    }
}

/// `Api-Token …`: a scheme that is not known, and a generated value.
fn unknown_scheme(scan: &mut Scan<'_>, value: Value) {
    let whole = cut(scan.text, value.start, value.end);
    let Some(blank) = memchr::memchr(b' ', whole) else { return };
    let start = skip_blanks(scan.text, value.start + blank);
    let end = run_end(scan.text, start, value.end.saturating_sub(start), |b| {
        !b.is_ascii_whitespace() && b != b',' && b != b';'
    });
    let bytes = cut(scan.text, start, end);
    let quality = Quality::of(bytes);
    if quality.spaces == 0 && quality.len >= 16 && quality.is_random() && !veto::is_placeholder(bytes) {
        scan.report(AUTH, Confidence::Medium, start, end);
    }
}

/// `auth: …`: no header, a field with a weak name.
fn plain(scan: &mut Scan<'_>, key: Key, site: &Site, tie: Tie, value: Value) {
    let text = scan.text;
    if credentials(scan, value.start, value.end) {
        return;
    }
    let value = if value.quoted { Some(value) } else { unquoted(text, value.start, Place::Token) };
    let Some(value) = value else { return };
    let bytes = cut(text, value.start, value.end);
    if value.quoted
        && bytes.len() >= 8
        && (decodes_to_pair(bytes) || is_padded_base64(bytes) && !Quality::of(bytes).wordy)
        && bytes.iter().all(|&b| is_base64(b) || b == b'=')
    {
        scan.report(AUTH, Confidence::Medium, value.start, value.end);
        return;
    }
    let case = Case {
        key: Key { family: Family::Token, ..key },
        tie,
        kind: site.kind,
        quoted: value.quoted,
        loose: site.loose,
        tight: false,
    };
    if let Some(confidence) = judge(case, bytes) {
        scan.report(form_of(Family::Authorization, tie), confidence, value.start, value.end);
    }
}

/// `Bearer …` and `Basic …` wherever they stand.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_scheme(scan: &mut Scan<'_>, start: usize) {
    let text = scan.text;
    if is_word(before(text, start)) {
        return;
    }
    let end = scan.lines.end_of(text, start, MAX_HEADER);
    if text.get(start..start + 9) == Some(b"NTLM TlRM")
        || text.get(start..start + 14) == Some(b"Negotiate TlRM")
    {
        token(scan, run_end(text, start, 9, |b| b != b' ') + 1, end, true);
    } else if has_folded(text, start, b"ntlm") {
        // Not the greeting of the protocol.
    } else if has_folded(text, start, b"basic ") {
        let from = start + 6;
        let run = run_end(text, from, 4096, |b| is_base64(b) || b == b'=');
        // A short word of a sentence may decode by chance.
        let quality = Quality::of(cut(text, from, run));
        if run - from >= 8 && !quality.wordy && decodes_to_pair(cut(text, from, run)) {
            basic(scan, from);
        }
    } else {
        token(scan, start + 7, end, false);
    }
}

/// `name=value; name=value`: values of sessions surely, others in the recall profile.
fn cookies(scan: &mut Scan<'_>, site: &Site, value: Value) {
    let text = scan.text;
    let name = cut(text, site.start, site.end);
    let set = crate::bytes::contains_folded(name, b"set");
    if !name.get(name.len().saturating_sub(6)..).is_some_and(|n| n.eq_ignore_ascii_case(b"cookie"))
        && !name.eq_ignore_ascii_case(b"cookies")
    {
        return;
    }
    let mut i = value.start;
    for _ in 0..64 {
        i = run_end(text, i, 16, |b| matches!(b, b' ' | b';' | b'\t'));
        let eq = run_end(text, i, 80, |b| is_word(b) || matches!(b, b'-' | b'.' | b'%' | b'$'));
        if eq == i || at(text, eq) != b'=' || eq >= value.end {
            return;
        }
        let end =
            run_end(text, eq + 1, value.end - eq - 1, |b| b != b';' && !b.is_ascii_whitespace() && b != b'"')
                .min(value.end);
        let end =
            if before(text, end) == b')' && !cut(text, eq, end).contains(&b'(') { end - 1 } else { end };
        cookie(scan, (i, eq), eq + 1, end);
        if set {
            return;
        }
        i = end;
    }
}

fn cookie(scan: &mut Scan<'_>, name: (usize, usize), start: usize, end: usize) {
    let (name, value) = (cut(scan.text, name.0, name.1), cut(scan.text, start, end));
    if let Some(confidence) = judge_cookie(name, value) {
        scan.report(COOKIE, confidence, start, end);
    }
}

/// Reports the value of a member of a list of cookies, as in HAR, if it is one that logs somebody in.
///
/// # Exposure
/// Reads name and value; the hit spans the value.
pub(crate) fn cookie_member(name: &[u8], value: &[u8], (start, end): (usize, usize), hits: &mut Vec<Hit>) {
    if let Some(confidence) = judge_cookie(name, cut(value, start, end)) {
        Scan::new(value, TextKind::Data, hits).report(COOKIE, confidence, start, end);
    }
}

fn judge_cookie(name: &[u8], value: &[u8]) -> Option<Confidence> {
    const ATTRIBUTES: [&[u8]; 8] =
        [b"path", b"domain", b"expires", b"max-age", b"samesite", b"secure", b"httponly", b"priority"];
    let quality = Quality::of(value);
    if quality.len < 4
        || ATTRIBUTES.iter().any(|a| name.eq_ignore_ascii_case(a))
        || veto::is_placeholder(value)
        || veto::is_label(value)
    {
        return None;
    }
    let session = classify(name).is_some()
        || [&b"sess"[..], b"sid", b"auth", b"token", b"csrf", b"login", b"jwt"]
            .iter()
            .any(|s| crate::bytes::contains_folded(name, s));
    if (quality.wordy || veto::is_expression(value)) && !session {
        return None;
    }
    let sure = session && !quality.wordy || quality.is_random();
    Some(if sure { Confidence::Medium } else { Confidence::Low })
}
