//! Header fields: taken apart, shown as one text, and written anew from what came of it.

use super::addresses::{addresses, ids, with_signs};
use super::transfer::bare;
use super::words::{self, Grammar};
use evidact_model::Placeholder;

/// A header field as it stands, line ends and all.
pub(super) struct Field<'m> {
    pub(super) name: &'m [u8],
    pub(super) value: Vec<u8>,
}

impl Field<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    fn lower(&self) -> String {
        String::from_utf8_lossy(self.name).to_ascii_lowercase()
    }
}

/// Splits an entity into its fields and its body. A line that is no field ends the header, as readers have it.
pub(super) fn split(entity: &[u8]) -> (Vec<Field<'_>>, &[u8]) {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut at = 0;
    for line in entity.split_inclusive(|&b| b == b'\n') {
        let content = bare(line);
        if content.is_empty() {
            return (fields, entity.get(at + line.len()..).unwrap_or_default());
        }
        if matches!(content.first(), Some(b' ' | b'\t'))
            && let Some(last) = fields.last_mut()
        {
            if is_in_token(&last.value, content) {
                last.value.push(b'\n');
            }
            last.value.extend_from_slice(content);
        } else if let Some((name, value)) = field(content) {
            fields.push(Field { name, value: value.to_vec() });
        } else if !(at == 0 && (content.starts_with(b"From ") || content.starts_with(b">From "))) {
            return (fields, entity.get(at..).unwrap_or_default());
        }
        at += line.len();
    }
    (fields, &[])
}

/// Says whether a field is folded where no program would fold it, within what may be one token. The line end is kept
/// there, so that it is looked at like every wrapped token.
fn is_in_token(before: &[u8], folded: &[u8]) -> bool {
    const LEAST: usize = 12;
    let token = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'/' | b'.' | b'=');
    let left = before.iter().rev().take(LEAST).take_while(token).count();
    left == LEAST && folded.trim_ascii_start().iter().take(LEAST).take_while(token).count() == LEAST
}

/// Joins the lines that [`line`] made of a field.
pub(super) fn unfolded(shown: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(shown.len());
    for line in shown.split_inclusive(|&b| b == b'\n') {
        if line.first() == Some(&b' ') && out.last() == Some(&b'\n') {
            out.pop();
        }
        out.extend_from_slice(line);
    }
    out
}

/// Reads `Name: value`.
pub(super) fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = memchr::memchr(b':', line)?;
    let (name, value) = (line.get(..colon)?.trim_ascii_end(), line.get(colon + 1..)?);
    let is_name =
        !name.is_empty() && name.len() <= MAX_NAME && name.iter().all(|b| (b'!'..=b'~').contains(b));
    is_name.then_some((name, value))
}

/// A longer name is none.
const MAX_NAME: usize = 200;

/// What becomes of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is shown, and written with what came of it.
    Shown,
    /// It is written anew from what the part is.
    Structure,
    /// It signs what is changed.
    Signature,
    /// It holds what nobody can read, or what only one program understands.
    Opaque,
}

/// Decides on a field.
pub(super) fn fate(field: &Field<'_>) -> Fate {
    const STRUCTURE: &[&str] = &[
        "content-type",
        "content-transfer-encoding",
        "content-disposition",
        "content-length",
        "content-md5",
        "lines",
        "mime-version",
        "status",
        "x-status",
        "x-uid",
        "x-imap",
        "x-imapbase",
    ];
    const SIGNATURES: &[&str] = &["dkim-", "domainkey-", "arc-", "x-google-dkim-", "x-gnd-", "x-me-proxy"];
    const OPAQUE: &[&str] = &[
        "autocrypt",
        "face",
        "openpgp",
        "thread-index",
        "x-antiabuse",
        "x-face",
        "x-forefront-",
        "x-gm-",
        "x-google-smtp-source",
        "x-incomingheadercount",
        "x-microsoft-",
        "x-mozilla-",
        "x-ms-",
        "x-mimecast-",
        "x-proofpoint-",
        "x-sg-eid",
        "x-ses-",
        "x-tmase-",
    ];
    let name = field.lower();
    let begins = |list: &[&str]| list.iter().any(|start| name.starts_with(start));
    if STRUCTURE.contains(&name.as_str()) {
        Fate::Structure
    } else if begins(SIGNATURES) {
        Fate::Signature
    } else if begins(OPAQUE) || name.starts_with("x-") && is_opaque(&field.value) {
        Fate::Opaque
    } else {
        Fate::Shown
    }
}

/// Says whether a value holds a long run of what looks like encoded bytes.
fn is_opaque(value: &[u8]) -> bool {
    const MIN_RUN: usize = 64;
    value.split(|&b| !crate::base64::is_digit(b)).any(|run| {
        run.len() >= MIN_RUN
            && run.iter().any(u8::is_ascii_uppercase)
            && run.iter().any(u8::is_ascii_lowercase)
            && run.iter().any(u8::is_ascii_digit)
    })
}

/// Returns a field as a line of the text that is shown.
pub(super) fn line(field: &Field<'_>) -> String {
    format!("{}: {}\n", String::from_utf8_lossy(field.name), value(field))
}

/// Returns the decoded value of a field.
pub(super) fn value(field: &Field<'_>) -> String {
    let grammar = grammar(&field.lower());
    let lines = field.value.split(|&b| b == b'\n').map(|line| words::decode(grammar, line));
    let value = lines.collect::<Vec<_>>().join("\n ");
    if grammar == Grammar::Addresses { with_signs(value) } else { value }
}

fn grammar(name: &str) -> Grammar {
    let name = name.strip_prefix("resent-").unwrap_or(name);
    let addresses = matches!(
        name,
        "from"
            | "to"
            | "cc"
            | "bcc"
            | "reply-to"
            | "sender"
            | "return-path"
            | "delivered-to"
            | "errors-to"
            | "disposition-notification-to"
            | "return-receipt-to"
            | "mail-followup-to"
            | "mail-reply-to"
            | "x-original-to"
            | "envelope-to"
            | "apparently-to"
            | "x-forwarded-to"
            | "x-forwarded-for"
            | "x-envelope-to"
            | "x-envelope-from"
    );
    if addresses { Grammar::Addresses } else { Grammar::Free }
}

fn holds_ids(name: &str) -> bool {
    matches!(name, "message-id" | "in-reply-to" | "references" | "resent-message-id")
}

/// Says whether a line of the shown text has a value in the name of its field: such a field has no name any more.
pub(super) fn is_named_by_value(line: &[u8]) -> bool {
    let colon = memchr::memchr(b':', line).unwrap_or(line.len());
    memchr::memchr_iter(b'[', line.get(..colon).unwrap_or_default())
        .any(|at| Placeholder::at_start(line.get(at..).unwrap_or_default()).is_some())
}

/// Writes a line of the shown text as a field. A line that is none any more is left out.
pub(super) fn write(line: &[u8], line_end: &[u8], out: &mut Vec<u8>) {
    let Some((name, value)) = field(line).filter(|_| !is_named_by_value(line)) else { return };
    let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
    let value = String::from_utf8_lossy(value);
    let value: String = value.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let grammar = grammar(&lower);
    let value = if holds_ids(&lower) {
        ids(&value)
    } else if grammar == Grammar::Addresses {
        addresses(&value)
    } else {
        value
    };
    let value = words::encode(grammar, &value);
    let value = if value.split(' ').any(|word| word.len() > MAX_WORD) {
        value.split(' ').map(shortened).collect::<Vec<_>>().join(" ")
    } else {
        value
    };
    fold(&String::from_utf8_lossy(name), &value, line_end, out);
}

/// No line of a message may have more than 998 characters.
const MAX_WORD: usize = 900;

/// Puts blanks into a word that no line can hold.
fn shortened(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    // Up to four bytes a character.
    chars.chunks(MAX_WORD / 4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Writes a field, folded at blanks.
pub(super) fn fold(name: &str, value: &str, line_end: &[u8], out: &mut Vec<u8>) {
    const WIDTH: usize = 78;
    out.extend_from_slice(name.as_bytes());
    out.push(b':');
    let mut width = name.len() + 1;
    let mut blanks = 1;
    for word in value.split(' ') {
        if word.is_empty() {
            blanks += 1;
            continue;
        }
        if width + blanks + word.len() > WIDTH && width > name.len() + 1 {
            out.extend_from_slice(line_end);
            width = 0;
        }
        out.extend(std::iter::repeat_n(b' ', blanks));
        out.extend_from_slice(word.as_bytes());
        width += blanks + word.len();
        blanks = 1;
    }
    out.extend_from_slice(line_end);
}

#[cfg(test)]
mod tests {
    use super::{Fate, Field, addresses, fate, field, ids, line, split, unfolded, value, write};

    #[test]
    fn a_header_ends_at_an_empty_line_or_at_what_is_no_field() {
        let (fields, body) = split(b"A: 1\r\n  2\r\nB:3\r\n\r\nbody\r\n");
        assert!(fields.len() == 2 && fields[0].value == b" 1  2" && fields[1].is("b") && body == b"body\r\n");
        let (fields, body) = split(b"From x\nA: 1\nno field\nB: 2\n");
        assert!(fields.len() == 1 && body == b"no field\nB: 2\n");
        assert!(split(b"").0.is_empty() && split(b"\n").1.is_empty());
        assert!(field(b"a b: c").is_none() && field(b": c").is_none());
    }

    #[test]
    fn addresses_stay_addresses_around_placeholders() {
        assert_eq!(
            addresses("[PERSON:01] <[EMAIL:01]>, \"Doe, A\" <b@example.org>, [EMAIL:02], [PERSON:02] and me"),
            "\"[PERSON:01]\" <EMAIL-01@redacted.invalid>, \"Doe, A\" <b@example.org>, \
             EMAIL-02@redacted.invalid, \"[PERSON:02] and me\" <PERSON-02@redacted.invalid>"
        );
        assert_eq!(addresses("joe@[HOST:01]"), "joe@HOST-01");
        assert_eq!(ids("<[EMAIL:01]> <a@b>"), "<EMAIL-01@redacted.invalid> <a@b>");
    }

    #[test]
    fn an_address_with_a_comment_stays_an_address() {
        assert_eq!(
            addresses("[EMAIL:01] (Cron, Daemon), [EMAIL:02] ([PERSON:01]), \"a (b\" <[EMAIL:03]>"),
            "EMAIL-01@redacted.invalid (Cron, Daemon), EMAIL-02@redacted.invalid ([PERSON:01]), \
             \"a (b\" <EMAIL-03@redacted.invalid>"
        );
        assert_eq!(
            addresses("[PERSON:01] at example.org ([PERSON:02])"),
            "\"[PERSON:01] at example.org\" <PERSON-01@redacted.invalid> ([PERSON:02])"
        );
        let read = |text: &str| value(&Field { name: b"From", value: text.into() });
        assert_eq!(read("joe at example.org (Joe at home)"), "joe@example.org (Joe at home)");
        assert_eq!(read("Joe at work <joe@example.org>, x"), "Joe at work <joe@example.org>, x");
        assert_eq!(addresses("MAILER-DAEMON ([PERSON:01])"), "MAILER-DAEMON ([PERSON:01])");
    }

    #[test]
    fn fields_are_folded_at_blanks_and_never_too_long() {
        let mut out = Vec::new();
        write(format!("Subject: {} {}", "word ".repeat(30), "x".repeat(3000)).as_bytes(), b"\r\n", &mut out);
        assert!(out.split(|&b| b == b'\n').all(|line| line.len() < 998));
        let (fields, rest) = split(&out);
        assert!(fields.len() == 1 && rest.is_empty());
        let mut out = Vec::new();
        write(b"no field any more", b"\n", &mut out);
        assert!(out.is_empty());
    }

    #[test]
    fn a_fold_within_a_token_is_shown_as_a_line_end_and_comes_off_again() {
        let message = b"Subject: a\n\tb Zx9vSampleValue4Ku\n 7mzq2w9tHarbor and\n more\n\n";
        let (fields, _) = split(message);
        let shown = line(&fields[0]);
        assert_eq!(shown, "Subject: a b Zx9vSampleValue4Ku\n 7mzq2w9tHarbor and more\n");
        assert_eq!(unfolded(shown.as_bytes()), b"Subject: a b Zx9vSampleValue4Ku 7mzq2w9tHarbor and more\n");
    }

    #[test]
    fn a_field_whose_name_was_replaced_goes() {
        let mut out = Vec::new();
        write(b"X-[CUSTOMER:01]-Id: 7", b"\n", &mut out);
        assert!(out.is_empty());
        write(b"X-Id: [CUSTOMER:01]", b"\n", &mut out);
        assert_eq!(out, b"X-Id: [CUSTOMER:01]\n");
    }

    #[test]
    fn signatures_and_opaque_fields_go() {
        let of = |name: &str, value: &str| fate(&Field { name: name.as_bytes(), value: value.into() });
        assert!(of("DKIM-Signature", "v=1") == Fate::Signature);
        assert!(of("X-MS-Exchange-Foo", "1") == Fate::Opaque);
        assert!(of("X-Token", &"aB3".repeat(30)) == Fate::Opaque);
        assert!(of("X-Mailer", "Some Mailer 1.0") == Fate::Shown);
        assert!(of("Content-Type", "text/plain") == Fate::Structure);
    }
}
