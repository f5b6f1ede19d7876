//! What tells a line of a device from one of a sentence that begins with the same word.

use super::{Command, TAILS, holds};
use crate::bytes::{at, cut, is_word, line_end, line_start, run_end, skip_blanks};

/// How many lines above and below are looked at, and how much of each.
const LINES: usize = 6;
const WIDTH: usize = 160;

/// Words that a line of the configuration of a device begins with. All but the compounds are words of sentences as well,
/// and count with a number behind them.
const NEIGHBOURS: &str = "aaa-server access-list crypto edit interface ip ipv6 isakmp logging neighbor ntp radius \
    radius-server router snmp snmp-agent snmp-server standby tacacs tacacs-server tunnel-group username vlan vrf";

/// Words that one other follows, and nothing else.
const NAMED: &str = "hostname sysname edit interface";

/// Lines of a configuration that are one word.
const ALONE: &str = "! end exit next quit";

/// Words between two others, in sentences.
const JOINTS: &str = "a an and are as for is of or our the to und oder with your";

/// A line on which a credential may stand.
pub(super) struct Line {
    pub(super) command: Command,
    /// The word for the credential.
    pub(super) key: usize,
    /// What follows the value.
    pub(super) rest: usize,
}

impl Line {
    /// Says whether the line is of a device, whatever its value looks like: behind a prompt, with a compound for a
    /// command, with an argument, or among lines of a configuration.
    pub(super) fn is_of_device(&self, text: &[u8]) -> bool {
        let Command { start, end, line, prompted } = self.command;
        let compound = cut(text, start, end).contains(&b'-') && end <= self.key;
        prompted || compound || self.has_argument(text) || is_in_configuration(text, line)
    }

    /// `username ops password …`, `neighbor 192.0.2.1 password …`, `… address 192.0.2.1`.
    fn has_argument(&self, text: &[u8]) -> bool {
        let between = cut(text, self.command.end, self.key);
        let mut words = between.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let named = cut(text, self.command.start, self.command.end) == b"username"
            && words.next().is_some_and(|word| !holds(JOINTS, word));
        let tail = cut(text, self.rest, run_end(text, self.rest, 16, |b| is_word(b) || b == b'-'));
        let next = skip_blanks(text, self.rest + tail.len());
        let behind = cut(text, next, run_end(text, next, 24, |b| !b.is_ascii_whitespace()));
        let digit = |part: &[u8]| part.iter().any(u8::is_ascii_digit);
        named || digit(between) || holds(TAILS, tail) && digit(behind)
    }
}

/// Says whether lines of a configuration stand above or below, or the fence of a block of code.
pub(super) fn is_in_configuration(text: &[u8], line: usize) -> bool {
    let mut above = line;
    for nth in 0..LINES {
        if above == 0 {
            break;
        }
        let start = line_start(text, above - 1);
        if is_of_configuration(cut(text, start, above)) || nth == 0 && is_fence(cut(text, start, above)) {
            return true;
        }
        above = start;
    }
    let mut below = line;
    for nth in 0..LINES {
        let end = line_end(text, below, WIDTH);
        below = run_end(text, end, 1, |b| b == b'\r') + 1;
        if at(text, end) == 0 {
            break;
        }
        let line = cut(text, below, line_end(text, below, WIDTH));
        if is_of_configuration(line) || nth == 0 && is_fence(line) {
            return true;
        }
    }
    false
}

/// The next line of a block of code opens or closes it.
fn is_fence(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    line.starts_with(b"```") || line.starts_with(b"~~~")
}

fn is_of_configuration(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let end = run_end(line, 0, 24, |b| !b.is_ascii_whitespace());
    let word = cut(line, 0, end);
    let rest = cut(line, end, line.len());
    let numbered = rest.iter().any(u8::is_ascii_digit);
    let console = [&b"line vty "[..], b"line con ", b"line aux ", b"service password-"];
    let opened = |word: &[u8]| matches!(word, b"password" | b"secret");
    let account = word == b"username" && rest.split(u8::is_ascii_whitespace).nth(2).is_some_and(opened);
    holds(ALONE, line)
        || account
        || console.iter().any(|start| line.starts_with(start))
        || holds(NEIGHBOURS, word) && (word.contains(&b'-') || numbered)
        || holds(NAMED, word) && crate::bytes::count(rest, b' ') == 1
}
