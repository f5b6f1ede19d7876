//! Subtitles: what is said goes on in the next cue, below its number and its times (`SubRip`, `WebVTT`).

use super::form_of;
use crate::bytes::{at, cut, line_end, run_end, skip_blanks};
use crate::grammar::keys::Key;
use crate::grammar::separator::{Site, Tie, announces, is_spoken_value};
use crate::grammar::value::{Place, quoted, unquoted};
use crate::grammar::{Scan, prose, table};
use evidact_model::Confidence;

/// How far behind a key its line ends.
const SPOKEN: usize = 80;
/// Lines between two cues: blank ones, a number, the times.
const LINES: usize = 5;

/// Reads the first word of the next cue, if a sentence about a credential breaks off before it.
pub(super) fn next_cue(scan: &mut Scan<'_>, key: Key, site: &Site) {
    let text = scan.text;
    let end = line_end(text, site.end, SPOKEN);
    let rest = cut(text, site.end, end).trim_ascii_end();
    let last = rest.rsplit(|b| *b == b' ').next().unwrap_or_default();
    let goes_on = rest.ends_with(b":") || announces(last);
    let Some(from) = cue(text, end).filter(|_| goes_on) else { return };
    let Some(value) = quoted(text, from).or_else(|| unquoted(text, from, Place::Token)) else { return };
    let bytes = cut(text, value.start, value.end);
    let judged = if prose::bad(bytes) { None } else { table::judge_cell(key, bytes) };
    let spoken = is_spoken_value(bytes).then_some(Confidence::Low);
    if let Some(confidence) = judged.or(spoken) {
        scan.report(form_of(key.family, Tie::Is), confidence, value.start, value.end);
    }
}

/// Where the text of the cue begins that follows a line end, behind the name of who speaks.
fn cue(text: &[u8], end: usize) -> Option<usize> {
    let mut line = end;
    let mut timed = false;
    for _ in 0..LINES {
        line = run_end(text, line, 2, |b| matches!(b, b'\r' | b'\n'));
        let stop = line_end(text, line, 160);
        let words = cut(text, line, stop).trim_ascii();
        if memchr::memmem::find(words, b"-->").is_some() {
            timed = true;
        } else if timed {
            let voice = if at(text, line) == b'<' {
                run_end(text, line, 48, |b| b != b'>' && b != b'\n') + 1
            } else {
                line
            };
            let dash = if at(text, voice) == b'-' { voice + 1 } else { voice };
            return Some(skip_blanks(text, dash));
        } else if !words.iter().all(u8::is_ascii_digit) {
            return None;
        }
        line = stop;
    }
    None
}
