//! Mailboxes (RFC 4155, and its older kinds): messages one after the other, each behind a `From ` line.
//!
//! A mailbox is read message by message. The `From ` lines of the copy name nobody and no time.

use super::super::budget::failed;
use super::super::{Output, Role, Walk};
use super::transfer::{bare, begins_message};
use evidact_model::Withheld;
use evidact_raw::{Blob, RawBytes};
use std::io::{self, BufRead, BufReader, Read};

/// The line before every message of a copy. It has no word in it that a source could name somebody with: a bounce
/// is from `MAILER DAEMON`.
const ENVELOPE: &[u8] = b"From - Thu Jan  1 00:00:00 1970\n";

pub(in super::super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut reader = BufReader::new(source.reader());
    let mut number = 0_u64;
    let mut published = 0_u64;
    let messages = Messages { limit: walk.limits.max_bytes };
    while let Some(message) = messages.next(&mut reader)? {
        number += 1;
        walk.budget.member()?;
        let replaced = walk.part(format!("message-{number}.eml"), Blob::new(message), Role::File)?;
        let Some(output) = walk.output.as_deref_mut() else { continue };
        let Some(replaced) = replaced else { continue };
        published += 1;
        output.write_all(ENVELOPE).map_err(|e| failed(&e))?;
        copy(&replaced.source, output).map_err(|e| failed(&e))?;
    }
    if number > 0 && published == 0 && walk.output.is_some() { Err(Withheld::Content) } else { Ok(()) }
}

/// Writes a message with the line ends of a mailbox, and what would begin a new one quoted.
fn copy(message: &Blob, output: &mut dyn Output) -> io::Result<()> {
    let mut lines = BufReader::new(message.reader());
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        if begins_message(&line) {
            output.write_all(b">")?;
        }
        output.write_all(bare(&line))?;
        output.write_all(b"\n")?;
        line.clear();
    }
    // The empty line that parts it from the next.
    output.write_all(b"\n")
}

/// Takes one message after the other.
struct Messages {
    /// How large one may be.
    limit: u64,
}

impl Messages {
    /// Returns the next message, with one level of `>From ` unquoted.
    fn next(&self, reader: &mut impl BufRead) -> Result<Option<RawBytes>, Withheld> {
        let mut message = Vec::new();
        let mut blank = true;
        let mut line = Vec::new();
        loop {
            line.clear();
            let left = self.limit.saturating_sub(message.len() as u64).saturating_add(1);
            let read = reader.by_ref().take(left).read_until(b'\n', &mut line).map_err(|e| failed(&e))?;
            if read == 0 {
                let none = message.trim_ascii().is_empty();
                return Ok((!none).then(|| RawBytes::new(message)));
            }
            if blank && is_envelope(&line) {
                if !message.trim_ascii().is_empty() {
                    return Ok(Some(RawBytes::new(message)));
                }
                message.clear();
                continue;
            }
            blank = bare(&line).is_empty();
            message.extend_from_slice(unquoted(&line));
            if message.len() as u64 > self.limit {
                return Err(Withheld::TooLarge { limit_bytes: self.limit });
            }
        }
    }
}

/// `>From ` for `From `, `>>From ` for `>From `.
fn unquoted(line: &[u8]) -> &[u8] {
    line.strip_prefix(b">").filter(|rest| begins_message(rest)).unwrap_or(line)
}

/// Says whether a line is the envelope of a message: `From `, a sender, and a time of day.
pub(super) fn is_envelope(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
    let time = memchr::memchr_iter(b':', rest.get(..rest.len().min(512)).unwrap_or_default())
        .any(|at| at >= 2 && digit(at - 2) && digit(at - 1) && digit(at + 1) && digit(at + 2));
    let year = rest.split(u8::is_ascii_whitespace).any(|word| {
        word.len() == 4 && word.iter().all(u8::is_ascii_digit) && matches!(word.first(), Some(b'1' | b'2'))
    });
    time && year
}

#[cfg(test)]
mod tests {
    use super::{Messages, is_envelope, unquoted};
    use evidact_raw::RawBytes;

    fn all(mailbox: &[u8]) -> Vec<Vec<u8>> {
        let messages = Messages { limit: 1 << 20 };
        let mut reader = mailbox;
        std::iter::from_fn(|| messages.next(&mut reader).unwrap().map(RawBytes::into_exposed)).collect()
    }

    #[test]
    fn messages_are_parted_at_envelopes_behind_empty_lines() {
        let mailbox = b"From a@example.org Thu Jan  1 00:00:00 1970\nA: 1\n\nFrom here to there\n>From x\n\n\
            From - Fri Jan  2 03:04:05 1970\r\nB: 2\n\ntwo\n";
        assert_eq!(all(mailbox), [&b"A: 1\n\nFrom here to there\nFrom x\n\n"[..], b"B: 2\n\ntwo\n"]);
        assert!(all(b"").is_empty());
    }

    #[test]
    fn envelopes_have_a_time_and_one_quote_comes_off() {
        assert!(is_envelope(b"From joe@example.org Sat Jan  3 01:05:34 1996\n"));
        assert!(!is_envelope(b"From Monday 10:00 on\n"));
        assert_eq!(unquoted(b">>From x"), b">From x");
        assert_eq!(unquoted(b"> From x"), b"> From x");
    }
}
