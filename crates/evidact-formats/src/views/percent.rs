//! Percent-encoding, with `+` for a space where a form is meant.

use super::{Hit, Source};
use crate::escape;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let start = at + memchr::memchr2(b'%', b'+', bytes.get(at..)?)?;
        let len = if bytes.get(start) == Some(&b'%') {
            encoded(bytes, start, out)
        } else {
            plus(bytes, start, out)
        };
        if let Some(len) = len {
            return Some(Hit { start, end: start + len });
        }
        at = start + 1;
    }
}

fn digit(bytes: &[u8], at: usize) -> Option<u32> {
    char::from(*bytes.get(at)?).to_digit(16)
}

fn encoded(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    if matches!(bytes.get(at + 1), Some(b'u' | b'U')) {
        let value = (2..6).try_fold(0, |n, i| digit(bytes, at + i).map(|d| n * 16 + d))?;
        escape::push(char::from_u32(value)?, out);
        return Some(6);
    }
    out.push((digit(bytes, at + 1)? * 16 + digit(bytes, at + 2)?) as u8);
    Some(3)
}

/// `a=Jane+Doe&b=…` or `?a=Jane+Doe`: a plus between words, behind `=` in the same run.
fn plus(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    const REACH: usize = 64;
    let word = |b: &u8| b.is_ascii_alphanumeric();
    if !bytes.get(at + 1).is_some_and(word) || !bytes.get(at.checked_sub(1)?).is_some_and(word) {
        return None;
    }
    let before = bytes.get(at.saturating_sub(REACH)..at)?;
    let run = before.iter().rposition(|b| matches!(b, 0..=b' ' | b'"' | b'\'' | b'<')).map_or(0, |n| n + 1);
    let run = before.get(run..)?;
    let equals = memchr::memrchr(b'=', run)?;
    memchr::memchr2(b'?', b'&', run.get(..equals)?)?;
    out.push(b' ');
    Some(1)
}
