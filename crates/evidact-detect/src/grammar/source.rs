//! Credentials in names of data sources: `user:…@tcp(host)`, `jdbc:oracle:thin:user/…@`.

use super::quality::Quality;
use super::{Form, Scan, veto};
use crate::bytes::{at, before, cut, is_word, run_end, run_start};
use evidact_model::Confidence;

const DSN: Form = Form { id: "generic.data-source", kind: "CREDENTIAL:password" };

/// `user:password@tcp(host:port)/name`, as drivers of Go write it.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_network(scan: &mut Scan<'_>, mark: usize) {
    let text = scan.text;
    let start = run_start(text, mark, 160, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'`' | b'=' | b'/' | b',' | 0)
    });
    if let Some(colon) = memchr::memchr(b':', cut(text, start, mark)) {
        report(scan, start + colon + 1, mark);
    }
}

/// `jdbc:oracle:thin:user/password@host`, up to the last `@` before the host.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_oracle(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let end = run_end(text, from, 320, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'`' | b'<' | b'>' | 0)
    });
    let run = cut(text, from, end);
    let user = run_end(text, from, 64, |b| is_word(b) || matches!(b, b'#' | b'$' | b'.' | b'-'));
    if user == from || at(text, user) != b'/' {
        return;
    }
    let host = memchr::memmem::rfind(run, b"@//").or_else(|| {
        let head = memchr::memmem::find(run, b"@(").unwrap_or(run.len());
        memchr::memrchr(b'@', run.get(..(head + 1).min(run.len())).unwrap_or(run))
    });
    if let Some(host) = host.filter(|&h| from + h > user + 1) {
        report(scan, user + 1, from + host);
    }
}

fn report(scan: &mut Scan<'_>, start: usize, end: usize) {
    let bytes = cut(scan.text, start, end);
    if bytes.len() < 3
        || veto::is_placeholder(bytes)
        || veto::is_label(bytes)
        || veto::is_other(bytes)
        || veto::is_expression(bytes)
        || before(scan.text, end) == b'{'
    {
        return;
    }
    let wordy = Quality::of(bytes).wordy;
    scan.report(DSN, if wordy { Confidence::Low } else { Confidence::Medium }, start, end);
}
