//! E-mail messages (RFC 5322 and MIME, RFC 2045 to 2049), also as saved web pages (`.mht`) and `.emlx`.
//!
//! A message is a tree of entities. The fields of each are shown as a text, bodies and attachments as files,
//! decoded; the message is then written anew: fields folded and encoded by us, boundaries that say nothing,
//! bodies in UTF-8. What stands between and around the parts is never written.

mod addresses;
mod charset;
mod content;
mod fields;
mod mbox;
mod recognise;
mod transfer;
mod words;

pub(super) use mbox::walk as walk_mailbox;
pub(super) use recognise::{is_mailbox, recognise};

use super::budget::failed;
use super::{Role, Walk};
use crate::Reading;
use content::{Content, Kind};
use evidact_model::{Loss, Lost, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes};
use fields::{Fate, Field};

/// Multiparts nest no deeper.
const MAX_DEPTH: u8 = 24;

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let read;
    let bytes = if let Some(bytes) = source.memory() {
        bytes
    } else {
        read = walk.budget.read(&mut source.reader())?;
        read.expose()
    };
    let unwrapped = recognise::unwrap(walk.name, bytes);
    let bytes = unwrapped.bytes.as_ref().map_or(bytes, RawBytes::expose);
    let bytes = bytes.get(unwrapped.start..unwrapped.end).unwrap_or_default();
    if unwrapped.properties {
        walk.visitor.lost(Loss { what: Lost::Properties, page: None, count: 1 });
    }
    let written = message(bytes, walk)?;
    let Some(output) = walk.output.as_deref_mut() else { return Ok(()) };
    if unwrapped.counted {
        // What `.emlx` begins with: the number of bytes of the message.
        writeln!(output, "{}", written.len()).map_err(|e| failed(&e))?;
    }
    output.write_all(&written).map_err(|e| failed(&e))
}

/// Walks through a message and returns what it is written as; nothing if it is only read.
fn message(bytes: &[u8], walk: &mut Walk<'_>) -> Result<Vec<u8>, Withheld> {
    if memchr::memchr(b'\n', bytes).is_none() && bytes.contains(&b'\r') {
        // The line ends of old Macintoshes; read as one line, a value would run into the next field.
        let lines: Vec<u8> = bytes.iter().map(|&b| if b == b'\r' { b'\n' } else { b }).collect();
        return message(&lines, walk);
    }
    let first_end = memchr::memchr(b'\n', bytes).unwrap_or(0);
    let crlf = first_end > 0 && bytes.get(first_end - 1) == Some(&b'\r');
    let line_end = if crlf { &b"\r\n"[..] } else { b"\n" };
    let mut message = Message { writes: walk.output.is_some(), walk, line_end };
    message.entity(bytes, Place::Root, 0)
}

/// Where an entity stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Root,
    Part,
    /// In a digest, whose parts are messages if they do not say what they are.
    Digest,
}

struct Message<'m, 'w> {
    walk: &'m mut Walk<'w>,
    line_end: &'static [u8],
    writes: bool,
}

/// A body as it is written, with the fields that say how.
#[derive(Default)]
struct Written {
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Message<'_, '_> {
    fn entity(&mut self, entity: &[u8], place: Place, depth: u8) -> Result<Vec<u8>, Withheld> {
        self.walk.budget.member()?;
        let (fields, body) = fields::split(entity);
        let content = Content::of(&fields, place);
        let (lines, media) = self.head(&fields, &content)?;
        let written = match &content.kind {
            Kind::Multipart { boundary } => match parts(body, boundary) {
                parts if parts.is_empty() => self.leaf(&content, "text/plain", body)?,
                parts => self.multipart(&content, &parts, depth)?,
            },
            _ => self.leaf(&content, &media, body)?,
        };
        if !self.writes {
            return Ok(Vec::new());
        }
        let mut out = Vec::with_capacity(written.body.len() + 512);
        for line in lines.split(|&b| b == b'\n') {
            fields::write(line, self.line_end, &mut out);
        }
        if place == Place::Root {
            fields::fold("MIME-Version", "1.0", self.line_end, &mut out);
        }
        for (name, value) in &written.fields {
            fields::fold(name, value, self.line_end, &mut out);
        }
        out.extend_from_slice(self.line_end);
        out.extend_from_slice(&written.body);
        Ok(out)
    }

    /// Shows the fields. Returns what came of them, without what says what the body is, and that.
    fn head(&mut self, fields: &[Field<'_>], content: &Content) -> Result<(Vec<u8>, String), Withheld> {
        let (mut text, mut subjects) = (String::new(), Vec::new());
        let (mut signatures, mut opaque) = (0, 0);
        for field in fields {
            match fields::fate(field) {
                Fate::Shown if field.is("subject") => subjects.push(fields::value(field)),
                Fate::Shown => text.push_str(&fields::line(field)),
                Fate::Signature => signatures += 1,
                Fate::Opaque => opaque += 1,
                Fate::Structure => {}
            }
        }
        self.lost(Lost::Signature, signatures);
        self.lost(Lost::Header, opaque);
        // A type that is not well known may say anything.
        let known = content::is_known(&content.media);
        if !known {
            text.extend(["Content-Type: ", &content.written_media, "\n"]);
        }
        let shown = self.shown("headers", text)?;
        let shown = fields::unfolded(&shown);
        let named = shown.split(|&b| b == b'\n').filter(|line| fields::is_named_by_value(line)).count();
        self.lost(Lost::Header, named as u64);
        let (mut lines, media) = if known { (shown, content.media.clone()) } else { without_type(&shown) };
        for subject in subjects {
            // Elsewhere `Subject:` names a person; here it would make one of every title.
            let subject = fields::unfolded(&self.shown("subject", subject)?);
            lines.extend_from_slice(b"Subject: ");
            lines.extend(subject.iter().map(|b| if *b == b'\n' { b' ' } else { *b }));
            lines.push(b'\n');
        }
        Ok((lines, media))
    }

    /// Shows a text of the header and returns what came of it.
    fn shown(&mut self, name: &str, text: String) -> Result<Vec<u8>, Withheld> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let source = Blob::new(RawBytes::new(text.into_bytes()));
        let role = Role::Inner(Reading::Text(TextKind::Prose));
        let replaced = self.walk.part_at(name, source, role, super::Place::named(name))?;
        let bytes = replaced.filter(|_| self.writes).map(|replaced| replaced.source.into_memory());
        Ok(bytes
            .transpose()
            .map_err(|_| Withheld::Unreadable)?
            .map(RawBytes::into_exposed)
            .unwrap_or_default())
    }

    fn lost(&mut self, what: Lost, count: u64) {
        if count > 0 {
            self.walk.visitor.lost(Loss { what, page: None, count });
        }
    }

    fn multipart(&mut self, content: &Content, parts: &[&[u8]], depth: u8) -> Result<Written, Withheld> {
        if depth >= MAX_DEPTH {
            return Err(Withheld::Budget);
        }
        let place = if content.media == "multipart/digest" { Place::Digest } else { Place::Part };
        let signed = content.media == "multipart/signed";
        let shown = if signed { parts.get(..1).unwrap_or(parts) } else { parts };
        self.lost(Lost::Signature, (parts.len() - shown.len()) as u64);
        let mut written = Vec::new();
        for part in shown {
            written.push(self.entity(part, place, depth + 1)?);
        }
        if !self.writes {
            return Ok(Written::default());
        }
        let boundary = free_boundary(&written);
        let mut body = Vec::with_capacity(written.iter().map(Vec::len).sum::<usize>() + 256);
        for part in &written {
            body.extend_from_slice(b"--");
            body.extend_from_slice(boundary.as_bytes());
            body.extend_from_slice(self.line_end);
            body.extend_from_slice(part);
            // The line end before a boundary belongs to it.
            body.extend_from_slice(self.line_end);
        }
        body.extend_from_slice(b"--");
        body.extend_from_slice(boundary.as_bytes());
        body.extend_from_slice(b"--");
        body.extend_from_slice(self.line_end);
        let value = format!("{}; {}boundary=\"{boundary}\"", content.multipart_type(), content.report_type());
        Ok(Written { fields: vec![("Content-Type", value)], body })
    }

    /// Shows a body and returns what it is written as.
    fn leaf(&mut self, content: &Content, media: &str, body: &[u8]) -> Result<Written, Withheld> {
        let decoded = content.transfer.decode(body);
        self.walk.budget.bytes(decoded.len() as u64)?;
        let decoded = match content.kind {
            Kind::Signature => {
                self.lost(Lost::Signature, 1);
                return Ok(content::stub(&content.kind, media, self.line_end));
            }
            Kind::Text | Kind::Multipart { .. } => self.text(content, decoded)?,
            Kind::Message | Kind::File => decoded,
        };
        let source = Blob::new(RawBytes::new(decoded));
        let replaced = self.walk.part(content.file_name(), source, Role::File)?;
        if !self.writes {
            return Ok(Written::default());
        }
        let Some(replaced) = replaced else { return Ok(content::stub(&content.kind, media, self.line_end)) };
        let bytes = replaced.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        Ok(content.written(media, &replaced.name, bytes.expose(), self.line_end))
    }

    /// Decodes a text; files that stand in it are read, and left out.
    fn text(&mut self, content: &Content, decoded: Vec<u8>) -> Result<Vec<u8>, Withheld> {
        let decoded = RawBytes::new(decoded);
        let text = RawBytes::new(content.text(decoded.expose()));
        if content.is_attached() {
            return Ok(text.into_exposed());
        }
        let (rest, files) = transfer::without_files(text.expose());
        self.lost(Lost::Attachment, files.len() as u64);
        for file in files {
            self.walk.budget.member()?;
            self.walk.budget.bytes(file.len() as u64)?;
            self.walk.part("file-in-text", Blob::new(RawBytes::new(file)), Role::Dropped)?;
        }
        Ok(rest)
    }
}

/// Takes the type out of the lines of a header.
fn without_type(lines: &[u8]) -> (Vec<u8>, String) {
    let mut media = "application/octet-stream".to_owned();
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines.split_inclusive(|&b| b == b'\n') {
        match fields::field(line) {
            Some((name, value)) if name.eq_ignore_ascii_case(b"content-type") => {
                let value = String::from_utf8_lossy(value).trim().to_owned();
                if content::is_media(&value) {
                    media = value;
                }
            }
            _ => kept.extend_from_slice(line),
        }
    }
    (kept, media)
}

/// Splits a body at the lines of a boundary. What stands before the first and behind the last is left out.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mut out = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in body.split_inclusive(|&b| b == b'\n') {
        let start = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary.as_bytes())) else {
            continue;
        };
        let end = match rest.trim_ascii_end() {
            b"" => false,
            b"--" => true,
            _ => continue,
        };
        if let Some(from) = open.take() {
            let part = body.get(from..start).unwrap_or_default();
            out.push(transfer::bare(part));
        }
        if end {
            return out;
        }
        open = Some(at);
    }
    // The last part of a message that was cut off.
    out.extend(open.and_then(|from| body.get(from..)).filter(|part| !part.is_empty()));
    out
}

/// Returns a boundary that stands in none of the parts: it is numbered, and the parts may have their own.
fn free_boundary(parts: &[Vec<u8>]) -> String {
    const START: &str = "=_part_";
    let mut next = 1_u64;
    for part in parts {
        for at in memchr::memmem::find_iter(part, START.as_bytes()) {
            let digits = part.get(at + START.len()..).unwrap_or_default();
            let number = digits.iter().take(15).take_while(|b| b.is_ascii_digit());
            let number = number.fold(0_u64, |n, b| n * 10 + u64::from(b - b'0'));
            next = next.max(number + 1);
        }
    }
    format!("{START}{next}_")
}

#[cfg(test)]
mod tests {
    use super::{free_boundary, parts};

    #[test]
    fn parts_are_what_stands_between_the_lines_of_a_boundary() {
        let body = b"preamble\r\n--b\r\n\r\none\r\n--bb\r\n--b \r\n\r\ntwo\r\n--b--\r\nepilogue";
        let parts = parts(body, "b");
        assert_eq!(parts, [&b"\r\none\r\n--bb"[..], b"\r\ntwo"]);
        assert_eq!(super::parts(b"--b\nx", "b"), [b"x"]);
        assert!(super::parts(b"no boundary", "b").is_empty());
    }

    #[test]
    fn a_boundary_is_none_that_a_part_has() {
        assert_eq!(free_boundary(&[b"x".to_vec()]), "=_part_1_");
        assert_eq!(free_boundary(&[b"--=_part_1\n --=_part_7--\n".to_vec()]), "=_part_8_");
    }
}
