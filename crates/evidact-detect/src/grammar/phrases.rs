//! Values that are words and that only their place tells from labels: passphrases with blanks, plain words in a
//! comment of their own or in a configuration that stands inside of a source.

mod told;

use super::decide::Case;
use super::keys::{Family, Strength, classify};
use super::separator::{Site, Tie};
use super::value::Value;
use super::{Scan, prose, veto};
use crate::bytes::{
    at, before, cut, has_folded, is_quote, line_end, line_start, run_start, skip_blanks, trim,
};
use evidact_model::{Confidence, TextKind};
pub(super) use told::{is_phrase as is_plain_phrase, told};

/// The longest value that people remember or type.
const LONGEST: usize = 256;

/// Decides on a value that is words by where it stands.
///
/// # Exposure
/// Reads the text.
pub(super) fn placed(scan: &Scan<'_>, case: Case, site: &Site, value: Value) -> Option<Confidence> {
    let text = scan.text;
    let bytes = cut(text, value.start, value.end);
    let secret = matches!(case.key.family, Family::Password | Family::Secret);
    if case.key.strength != Strength::Strong || !secret || bytes.len() > LONGEST || is_none(bytes) {
        return None;
    }
    let password = case.key.family == Family::Password;
    let found = if bytes.contains(&b' ') || bytes.contains(&b'\n') {
        is_phrase(bytes) && (is_block(text, case, value) || password && is_setting(text, case, site, value))
    } else {
        is_environment(text, case, site, bytes)
            || password && is_commented(text, case, site, value)
            || matches!(case.tie, Tie::Colon | Tie::Equals)
                && case.kind == TextKind::Code
                && is_in_heredoc(text, site, value)
    };
    found.then_some(Confidence::Low)
}

fn is_none(value: &[u8]) -> bool {
    prose::bad(value) || veto::is_sentence(value) || classify(value).is_some()
}

/// Words of forms and of sentences about passwords; a phrase that has one is no password.
const SPEECH: &str = "a an the is are be must should please enter choose confirm required invalid incorrect wrong missing \
    forgot forgotten expired new your you this that was not match matches at least characters minimum reset change \
    retype type again show hide optional default provided provide see set generated encrypted encoded string stored \
    bitte ungültig falsch votre veuillez introduzca digite";

/// Two to eight words without signs of code, none of which speaks about passwords.
fn is_phrase(value: &[u8]) -> bool {
    let mut count = 0;
    for word in value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
        count += 1;
        let letters = word.iter().all(|&b| b.is_ascii_alphanumeric() || b >= 0x80 || b"'-!,_&".contains(&b));
        let spoken = word.len() <= 16
            && SPEECH.split_ascii_whitespace().any(|known| known.as_bytes().eq_ignore_ascii_case(word));
        if !letters || word.len() > 24 || spoken || classify(word).is_some() {
            return false;
        }
    }
    (2..=8).contains(&count)
}

/// The lines of a block scalar of YAML.
fn is_block(text: &[u8], case: Case, value: Value) -> bool {
    let line = line_start(text, value.start);
    let above = run_start(text, line.saturating_sub(1), 8, |b| b != b':');
    let marks = cut(text, above, line).trim_ascii();
    case.tie == Tie::Colon && value.quoted && marks.first().is_some_and(|b| matches!(b, b'|' | b'>'))
}

/// `export SMTP_PASS='…'`, `become_password='…'`, `passphrase = …`.
fn is_setting(text: &[u8], case: Case, site: &Site, value: Value) -> bool {
    if case.tie != Tie::Equals {
        return false;
    }
    let tight = at(text, site.end) == b'=' && value.start <= site.end + 3;
    let shouted = !cut(text, site.start, site.end).iter().any(u8::is_ascii_lowercase);
    let settings = case.kind == TextKind::Config && !case.loose;
    if value.quoted { tight && (shouted || settings) } else { settings }
}

/// `ENV A=x DB_PW=…`, `export DB_PW=…`: an environment that a source sets.
fn is_environment(text: &[u8], case: Case, site: &Site, value: &[u8]) -> bool {
    // `PGPASSWORD=postgres`: a server that a build throws away is opened with the name of its account.
    if super::accounts::ACCOUNTS.iter().any(|account| value.eq_ignore_ascii_case(account)) {
        return false;
    }
    let first = skip_blanks(text, line_start(text, site.start));
    let opens = [&b"env "[..], b"arg ", b"export "].iter().any(|word| has_folded(text, first, word));
    let shouted = !cut(text, site.start, site.end).iter().any(u8::is_ascii_lowercase);
    opens && shouted && case.tight && matches!(before(text, site.start), b' ' | b'\t')
}

/// `/* pw: … */`, `<!-- old pw was … -->`: a comment that says nothing else.
fn is_commented(text: &[u8], case: Case, site: &Site, value: Value) -> bool {
    const STATES: [&[u8]; 6] = [b"ed", b"en", b"ect", b"ong", b"ing", b"ble"];
    let bytes = cut(text, value.start, value.end);
    if !matches!(case.tie, Tie::Colon | Tie::Equals | Tie::Is) || value.quoted || bytes.len() < 8 {
        return false;
    }
    // "the password was rejected": a state and no value.
    let state = STATES.iter().any(|end| bytes.ends_with(end));
    let short = site.end - site.start <= 4 || case.tie == Tie::Equals;
    match closing(text, site, value) {
        Some(Closing::Mark) => !state,
        Some(Closing::Line) => !state && short,
        None => false,
    }
}

/// How a comment ends behind a value.
enum Closing {
    /// `*/`, `-->`.
    Mark,
    /// With its line.
    Line,
}

/// The end of the comment that holds a key and its value alone.
fn closing(text: &[u8], site: &Site, value: Value) -> Option<Closing> {
    const OPENERS: [&[u8]; 6] = [b"/*", b"<!--", b"//", b"--", b"#", b";"];
    const LEADS: [&[u8]; 6] = [b"old", b"the", b"alt", b"temp", b"new", b"test"];
    let mut lead = run_start(text, site.start, 4, |b| b == b' ');
    let word = run_start(text, lead, 8, |b| b.is_ascii_alphabetic());
    if LEADS.iter().any(|known| cut(text, word, lead).eq_ignore_ascii_case(known)) {
        lead = run_start(text, word, 4, |b| b == b' ');
    }
    let opened = OPENERS.iter().any(|mark| cut(text, lead.saturating_sub(mark.len()), lead) == *mark);
    let after = skip_blanks(text, value.end);
    let rest = cut(text, after, line_end(text, after, 8));
    match rest {
        _ if !opened => None,
        b"" => Some(Closing::Line),
        _ => (rest.starts_with(b"*/") || rest.starts_with(b"-->")).then_some(Closing::Mark),
    }
}

/// Says whether an unquoted value in a source stands in text of its own: in a comment or a heredoc.
///
/// # Exposure
/// Reads the text.
pub(super) fn is_text_in_code(text: &[u8], site: &Site, value: Value) -> bool {
    matches!(closing(text, site, value), Some(Closing::Mark)) || is_in_heredoc(text, site, value)
}

/// How far above a line the start of its heredoc is looked for.
const HEREDOC: usize = 1024;

/// A line of the text between `<<EOT` and `EOT`.
fn is_in_heredoc(text: &[u8], site: &Site, value: Value) -> bool {
    let line = line_start(text, site.start);
    let whole = skip_blanks(text, line) == site.start && matches!(at(text, value.end), b'\n' | b'\r' | 0);
    if !whole {
        return false;
    }
    let above = cut(text, line.saturating_sub(HEREDOC), line);
    let Some(open) = memchr::memmem::rfind(above, b"<<") else { return false };
    let rest = above.get(open + 2..).unwrap_or(&[]);
    let mark = rest.iter().position(|&b| !(matches!(b, b'-' | b'~') || is_quote(b))).unwrap_or(rest.len());
    let rest = rest.get(mark..).unwrap_or(&[]);
    let len = rest.iter().position(|b| !(b.is_ascii_uppercase() || *b == b'_')).unwrap_or(rest.len());
    let (label, body) = rest.split_at_checked(len).unwrap_or((&[], &[]));
    let ends = |l: &[u8]| {
        let (start, end) = trim(l, 0, l.len());
        cut(l, start, end) == label
    };
    len >= 2 && !body.split(|&b| b == b'\n').skip(1).any(ends)
}
