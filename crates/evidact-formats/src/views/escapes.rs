//! Backslash escapes of C, JSON, JavaScript, Python, shells.

use super::{Hit, Source};
use crate::escape::{self, Dialect};

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let mut at = from;
    loop {
        let start = at + memchr::memchr(b'\\', source.bytes.get(at..)?)?;
        if let Some(len) = escape::backslash(source.bytes, start, Dialect::Any, out) {
            return Some(Hit { start, end: start + len });
        }
        at = start + 1;
    }
}
