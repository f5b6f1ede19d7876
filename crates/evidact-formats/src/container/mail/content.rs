//! What an entity says that it is, and how its body is written.

use super::fields::Field;
use super::transfer::{Transfer, begins_message, quote_printable};
use super::words::{Parametrised, parameter};
use super::{Place, Written, charset};
use crate::base64;

/// What is done with the body of an entity.
pub(super) enum Kind {
    Multipart {
        boundary: String,
    },
    /// A text, in a character set.
    Text,
    /// A message of its own.
    Message,
    /// A signature of another part.
    Signature,
    File,
}

/// What an entity says that it is.
pub(super) struct Content {
    /// Type and subtype, in lower case.
    pub(super) media: String,
    /// The same as they were written.
    pub(super) written_media: String,
    pub(super) kind: Kind,
    pub(super) transfer: Transfer,
    params: Parametrised,
    name: Option<String>,
    attached: bool,
    /// `inline` or `attachment`.
    disposition: &'static str,
}

/// Types with the ending that a file of them has. Nothing in them says anything about the sender.
const KNOWN: &[(&str, &str)] = &[
    ("text/plain", "txt"),
    ("text/html", "html"),
    ("text/calendar", "ics"),
    ("text/csv", "csv"),
    ("text/vcard", "vcf"),
    ("text/x-vcard", "vcf"),
    ("text/directory", "vcf"),
    ("text/xml", "xml"),
    ("text/css", "css"),
    ("text/javascript", "js"),
    ("text/markdown", "md"),
    ("text/enriched", "txt"),
    ("text/x-amp-html", "html"),
    ("text/rfc822-headers", "txt"),
    ("text/tab-separated-values", "tsv"),
    ("message/rfc822", "eml"),
    ("message/global", "eml"),
    ("message/delivery-status", "txt"),
    ("message/disposition-notification", "txt"),
    ("message/feedback-report", "txt"),
    ("application/octet-stream", "bin"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("application/pdf", "pdf"),
    ("application/zip", "zip"),
    ("application/x-zip-compressed", "zip"),
    ("application/gzip", "gz"),
    ("application/x-gzip", "gz"),
    ("application/x-tar", "tar"),
    ("application/ics", "ics"),
    ("application/rtf", "rtf"),
    ("application/sql", "sql"),
    ("application/yaml", "yaml"),
    ("application/javascript", "js"),
    ("application/msword", "doc"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.ms-powerpoint", "ppt"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.presentation", "odp"),
    ("application/ms-tnef", "tnef"),
    ("application/vnd.ms-tnef", "tnef"),
    ("application/pgp-encrypted", "asc"),
    ("application/pgp-keys", "asc"),
    ("application/pgp-signature", "asc"),
    ("application/pkcs7-mime", "p7m"),
    ("application/x-pkcs7-mime", "p7m"),
    ("application/pkcs7-signature", "p7s"),
    ("application/x-pkcs7-signature", "p7s"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/tiff", "tiff"),
    ("image/bmp", "bmp"),
    ("image/svg+xml", "svg"),
    ("audio/mpeg", "mp3"),
    ("audio/wav", "wav"),
    ("video/mp4", "mp4"),
];

const MULTIPARTS: &[&str] = &[
    "multipart/mixed",
    "multipart/alternative",
    "multipart/related",
    "multipart/report",
    "multipart/digest",
];

/// Says whether a type may be written without having been looked at.
pub(super) fn is_known(media: &str) -> bool {
    // A multipart of another kind is written as `multipart/mixed`.
    media.starts_with("multipart/") || KNOWN.iter().any(|(known, _)| *known == media)
}

/// Says whether a text has the form of a type.
pub(super) fn is_media(text: &str) -> bool {
    let token =
        |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    text.len() <= 127 && text.split_once('/').is_some_and(|(main, sub)| token(main) && token(sub))
}

impl Content {
    /// Reads the fields that say what an entity is.
    pub(super) fn of(fields: &[Field<'_>], place: Place) -> Self {
        let value = |name: &str| fields.iter().find(|f| f.is(name)).map(|f| f.value.as_slice());
        let params = Parametrised::of(value("content-type").unwrap_or_default());
        let disposition = Parametrised::of(value("content-disposition").unwrap_or_default());
        let written_media = if is_media(&params.main) {
            params.main.clone()
        } else if place == Place::Digest {
            "message/rfc822".into()
        } else {
            "text/plain".into()
        };
        let media = written_media.to_ascii_lowercase();
        let transfer = value("content-transfer-encoding").unwrap_or_default();
        let transfer = Transfer::of(&String::from_utf8_lossy(transfer));
        let name = disposition.get("filename").or_else(|| params.get("name")).map(safe_name);
        let kind = match media.as_str() {
            _ if media.starts_with("multipart/") => match params.get("boundary").filter(|b| !b.is_empty()) {
                // Blanks at the end are lost on the way.
                Some(boundary) => Kind::Multipart { boundary: boundary.trim_end().to_owned() },
                None => Kind::Text,
            },
            "message/rfc822" | "message/global" | "message/news" => Kind::Message,
            "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature" => {
                Kind::Signature
            }
            _ if media.starts_with("text/") || media.starts_with("message/") => Kind::Text,
            _ => Kind::File,
        };
        let attached = disposition.main.eq_ignore_ascii_case("attachment") || name.is_some();
        let inline = disposition.main.eq_ignore_ascii_case("inline");
        let disposition = if inline { "inline" } else { "attachment" };
        Self { media, written_media, kind, transfer, params, name, attached, disposition }
    }

    /// Says whether the part is a file that has its own bytes, not a text of the message.
    pub(super) fn is_attached(&self) -> bool {
        self.attached
    }

    /// Returns the name of the body as a file.
    pub(super) fn file_name(&self) -> String {
        let extension = KNOWN.iter().find(|(known, _)| *known == self.media).map_or("bin", |k| k.1);
        let default = match self.kind {
            Kind::Text | Kind::Multipart { .. } if extension == "bin" => "body.txt".to_owned(),
            Kind::Text | Kind::Multipart { .. } => format!("body.{extension}"),
            Kind::Message => "message.eml".to_owned(),
            Kind::Signature | Kind::File => format!("attachment.{extension}"),
        };
        match &self.name {
            // Whatever its name, it is read as what it is.
            Some(name)
                if matches!(self.kind, Kind::Message) && !name.to_ascii_lowercase().ends_with(".eml") =>
            {
                format!("{name}.eml")
            }
            Some(name) => name.clone(),
            None => default,
        }
    }

    /// Decodes a text; that of the message itself has `\n` at the ends of its lines.
    pub(super) fn text(&self, bytes: &[u8]) -> Vec<u8> {
        let set = self.params.get("charset");
        if self.attached && set.is_none() {
            return bytes.to_vec();
        }
        let text = charset::decode(set, bytes);
        if self.attached {
            return text.into_bytes();
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let flowed = self.params.get("format").is_some_and(|f| f.eq_ignore_ascii_case("flowed"));
        let joined = self.params.get("delsp").is_some_and(|d| d.eq_ignore_ascii_case("yes"));
        if flowed && joined { unflowed(&text).into_bytes() } else { text.into_bytes() }
    }

    /// The multipart type that is written.
    pub(super) fn multipart_type(&self) -> &'static str {
        MULTIPARTS.iter().find(|m| **m == self.media).copied().unwrap_or("multipart/mixed")
    }

    /// What a report is about.
    pub(super) fn report_type(&self) -> String {
        const KINDS: &[&str] = &["delivery-status", "disposition-notification", "feedback-report"];
        let kind = self.params.get("report-type").map(str::to_ascii_lowercase);
        let kind = kind.and_then(|kind| KINDS.iter().find(|k| **k == kind));
        match kind {
            Some(kind) if self.media == "multipart/report" => format!("report-type={kind}; "),
            _ => String::new(),
        }
    }

    /// Writes a body that may be published.
    pub(super) fn written(&self, media: &str, name: &str, bytes: &[u8], line_end: &[u8]) -> Written {
        let mut written = match self.kind {
            Kind::Message if fits(bytes) => as_it_is(media.to_owned(), bytes, line_end),
            Kind::Text | Kind::Multipart { .. } => {
                let media = if media.starts_with("multipart/")
                    || media == "message/partial"
                    || media == "message/external-body"
                {
                    "text/plain"
                } else {
                    media
                };
                self.written_text(media, bytes, line_end)
            }
            _ => encoded(media.to_owned(), bytes, line_end),
        };
        if self.attached {
            written.fields.push((
                "Content-Disposition",
                format!("{}; {}", self.disposition, parameter("filename", name)),
            ));
        } else if matches!(self.kind, Kind::File) {
            written.fields.push(("Content-Disposition", "inline".to_owned()));
        }
        written
    }

    fn written_text(&self, media: &str, bytes: &[u8], line_end: &[u8]) -> Written {
        const METHODS: &[&str] =
            &["PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"];
        let method = self.params.get("method").map(str::to_ascii_uppercase);
        let method = method.filter(|m| media == "text/calendar" && METHODS.contains(&m.as_str()));
        let method = method.map(|m| format!("; method={m}")).unwrap_or_default();
        if std::str::from_utf8(bytes).is_err() {
            return encoded(media.to_owned(), bytes, line_end);
        }
        let media = if media.starts_with("text/") {
            format!("{media}; charset=utf-8{method}")
        } else {
            media.to_owned()
        };
        // The bytes of a file are its own, also its line ends.
        if self.attached && bytes.contains(&b'\r') {
            return encoded(media, bytes, line_end);
        }
        text(media, bytes, line_end)
    }
}

/// Says how a text goes into a message: as it is if lines and bytes allow it, else quoted.
fn text(media: String, bytes: &[u8], line_end: &[u8]) -> Written {
    if fits(bytes) {
        return as_it_is(media, bytes, line_end);
    }
    let fields = vec![("Content-Type", media), ("Content-Transfer-Encoding", "quoted-printable".to_owned())];
    let mut body = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    quote_printable(bytes, line_end, &mut body);
    Written { fields, body }
}

fn as_it_is(media: String, bytes: &[u8], line_end: &[u8]) -> Written {
    let transfer = if bytes.is_ascii() { "7bit" } else { "8bit" };
    let fields = vec![("Content-Type", media), ("Content-Transfer-Encoding", transfer.to_owned())];
    Written { fields, body: with_ends(bytes, line_end) }
}

fn encoded(media: String, bytes: &[u8], line_end: &[u8]) -> Written {
    let mut body = Vec::with_capacity(bytes.len() / 3 * 4 + bytes.len() / 36 + 8);
    base64::encode_lines(bytes, line_end, &mut body);
    let fields = vec![("Content-Type", media), ("Content-Transfer-Encoding", "base64".to_owned())];
    Written { fields, body }
}

/// What stands where a part was withheld: a line that says what it was. Who withheld it lists why.
pub(super) fn stub(kind: &Kind, media: &str, line_end: &[u8]) -> Written {
    let what = match (kind, media.split('/').next()) {
        (Kind::Signature, _) => "a signature",
        (Kind::Message, _) => "a message",
        (_, Some("image")) => "a picture",
        (_, Some("audio" | "video")) => "sound or film",
        (_, Some("text")) => "a text",
        _ => "a file",
    };
    let words = format!("[this part of the message was withheld: {what}]\n");
    text("text/plain; charset=utf-8".to_owned(), words.as_bytes(), line_end)
}

/// The longest line of a message, without its end (RFC 5322 §2.1.1).
const MAX_LINE: usize = 998;

/// Says whether bytes can stand in a message as they are: their lines are short, and no reader of mailboxes takes
/// one of them for an envelope. A boundary is none that stands in a part.
fn fits(bytes: &[u8]) -> bool {
    bytes.split(|&b| b == b'\n').all(|line| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        line.len() <= MAX_LINE && !line.iter().any(|b| matches!(b, 0 | b'\r')) && !begins_message(line)
    })
}

/// Writes lines with the line ends of the message.
fn with_ends(text: &[u8], line_end: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + text.len() / 32);
    for line in text.split_inclusive(|&b| b == b'\n') {
        let bare = super::transfer::bare(line);
        out.extend_from_slice(bare);
        if bare.len() < line.len() {
            out.extend_from_slice(line_end);
        }
    }
    out
}

/// Joins the lines of a flowed text (RFC 3676) whose blanks at the ends are not part of it.
fn unflowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let depth = content.len() - content.trim_start_matches('>').len();
        let inner = content.trim_start_matches('>');
        let inner = inner.strip_prefix(' ').unwrap_or(inner);
        if open == Some(depth) {
            out.push_str(inner);
        } else {
            if open.is_some() {
                out.push('\n');
            }
            out.push_str(content);
        }
        let soft = content.ends_with(' ') && inner != "-- ";
        if soft {
            out.pop();
            open = Some(depth);
        } else {
            open = None;
            if line.ends_with('\n') {
                out.push('\n');
            }
        }
    }
    out
}

/// A name without folders and without what no file system takes.
fn safe_name(name: &str) -> String {
    const MAX_CHARS: usize = 120;
    let name: String =
        name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\') { '_' } else { c }).collect();
    let count = name.chars().count();
    // The end says what it is.
    let name: String = name.chars().skip(count.saturating_sub(MAX_CHARS)).collect();
    match name.trim() {
        "" | "." | ".." => "attachment".into(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, is_media, safe_name, unflowed};

    #[test]
    fn flowed_text_is_joined_as_rfc_3676_says() {
        assert_eq!(unflowed("pass \nword\n> a \n> b\nend\n-- \nsig\n"), "password\n> ab\nend\n-- \nsig\n");
    }

    #[test]
    fn lines_that_mean_something_to_readers_do_not_fit() {
        assert!(fits(b"a\nb\n") && !fits(b"a\n>From b\n") && !fits(&[b'a'; 999]));
        assert!(!fits(b"a\rb\n") && fits(b"a\r\nb\r\n"));
    }

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(safe_name("../../etc/passwd"), ".._.._etc_passwd");
        assert_eq!(safe_name(" .. "), "attachment");
        assert!(is_media("text/x-a+b") && !is_media("text/[X:01]") && !is_media("text"));
    }
}
