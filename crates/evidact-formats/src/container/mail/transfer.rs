//! Transfer encodings of bodies (RFC 2045 §6): quoted-printable and base64, and what else a body may hide a
//! file in: uuencode and yEnc.

use crate::base64;

/// How a body is encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    /// As it stands.
    Identity,
    QuotedPrintable,
    Base64,
    Uuencode,
}

impl Transfer {
    /// Reads the name; an unknown one means that the body is as it stands.
    pub(super) fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Self::QuotedPrintable,
            "base64" => Self::Base64,
            "x-uuencode" | "uuencode" | "x-uue" | "uue" => Self::Uuencode,
            _ => Self::Identity,
        }
    }

    /// Decodes a body as far as it can be.
    pub(super) fn decode(self, body: &[u8]) -> Vec<u8> {
        match self {
            Self::Identity => body.to_vec(),
            Self::QuotedPrintable => quoted_printable(body),
            Self::Base64 => base64::decode(body),
            Self::Uuencode => uudecode(body).unwrap_or_else(|| body.to_vec()),
        }
    }
}

/// A line with its line end cut off.
pub(super) fn bare(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn hex(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Decodes quoted-printable; what is not well formed stays as it is.
pub(super) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&b| b == b'\n') {
        let content = bare(line);
        let end = line.get(content.len()..).unwrap_or_default();
        let content = content.trim_ascii_end();
        let (content, end) = match content.strip_suffix(b"=") {
            Some(content) => (content, &[][..]),
            None => (content, end),
        };
        let mut at = 0;
        while let Some(&b) = content.get(at) {
            let pair =
                content.get(at + 1).copied().and_then(hex).zip(content.get(at + 2).copied().and_then(hex));
            if let Some((high, low)) = pair.filter(|_| b == b'=') {
                out.push(high << 4 | low);
                at += 3;
            } else {
                out.push(b);
                at += 1;
            }
        }
        out.extend_from_slice(end);
    }
    out
}

/// The longest line of quoted-printable, without the soft line end.
const MAX_QUOTED_LINE: usize = 75;

/// Encodes text whose lines end with `\n`.
pub(super) fn quote_printable(text: &[u8], line_end: &[u8], out: &mut Vec<u8>) {
    let mut lines = text.split(|&b| b == b'\n').peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        quote_line(line, line_end, out);
        if !last || !line.is_empty() {
            out.extend_from_slice(if last { b"=" } else { &[] });
            out.extend_from_slice(line_end);
        }
    }
}

fn quote_line(line: &[u8], line_end: &[u8], out: &mut Vec<u8>) {
    let mut width = 0;
    for (i, &b) in line.iter().enumerate() {
        let last = i + 1 == line.len();
        let plain = matches!(b, b'!'..=b'<' | b'>'..=b'~') || matches!(b, b' ' | b'\t') && !last;
        if width + if plain { 1 } else { 3 } > MAX_QUOTED_LINE {
            out.push(b'=');
            out.extend_from_slice(line_end);
            width = 0;
        }
        // A mailbox would take it for a new message.
        let envelope = width == 0 && begins_message(line.get(i..).unwrap_or_default());
        if plain && !envelope {
            out.push(b);
            width += 1;
        } else {
            out.push(b'=');
            out.extend_from_slice(&hex_pair(b));
            width += 3;
        }
    }
}

/// `From `, also quoted.
pub(super) fn begins_message(line: &[u8]) -> bool {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From "))
}

/// Two digits, in upper case.
pub(super) fn hex_pair(b: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]
}

/// Takes uuencoded and yEnc files out of a text. Returns the rest, and the files decoded.
pub(super) fn without_files(text: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut rest = Vec::with_capacity(text.len());
    let mut files = Vec::new();
    let mut at = 0;
    while let Some(line) = text.get(at..).filter(|t| !t.is_empty()).and_then(first_line) {
        let block = text.get(at..).unwrap_or_default();
        let found = uu_block(block).or_else(|| yenc_block(block));
        if let Some((file, len)) = found {
            files.push(file);
            rest.extend_from_slice(b"[a file that stood here is left out]\n");
            at += len;
        } else {
            rest.extend_from_slice(line);
            at += line.len();
        }
    }
    (rest, files)
}

fn first_line(text: &[u8]) -> Option<&[u8]> {
    text.split_inclusive(|&b| b == b'\n').next()
}

/// Decodes the first uuencoded file of a body.
fn uudecode(body: &[u8]) -> Option<Vec<u8>> {
    let mut at = 0;
    loop {
        let rest = body.get(at..)?;
        if let Some((file, _)) = uu_block(rest) {
            return Some(file);
        }
        at += first_line(rest)?.len();
    }
}

/// `begin 644 name`, lines of up to 61 characters, `end`.
fn uu_block(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let rest = text.strip_prefix(b"begin ")?;
    let mode = rest.iter().take_while(|b| (b'0'..=b'7').contains(b)).count();
    if !(3..=4).contains(&mode) || rest.get(mode) != Some(&b' ') {
        return None;
    }
    let mut lines = text.split_inclusive(|&b| b == b'\n');
    let mut len = lines.next()?.len();
    let mut out = Vec::new();
    for line in lines {
        let content = bare(line);
        if content == b"end" {
            return Some((out, len + line.len()));
        }
        let sextet = |b: &u8| b.wrapping_sub(b' ') & 63;
        // A line that says a length it does not have is text: the file was cut.
        let count = content.first().map_or(0, |b| usize::from(sextet(b)));
        let digits: Vec<u8> = content.get(1..).unwrap_or_default().iter().map(sextet).collect();
        if count > 0 && (digits.len() > 80 || digits.len() * 3 / 4 + 3 < count) {
            break;
        }
        let before = out.len();
        base64::join(&digits, &mut out);
        out.truncate(before + count);
        len += line.len();
    }
    (!out.is_empty()).then_some((out, len))
}

/// `=ybegin line=… size=… name=…`, lines of bytes plus 42, `=yend`.
fn yenc_block(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    text.strip_prefix(b"=ybegin ")?;
    let mut out = Vec::new();
    let mut len = 0;
    for line in text.split_inclusive(|&b| b == b'\n') {
        len += line.len();
        let content = bare(line);
        if content.starts_with(b"=yend") {
            break;
        }
        if content.starts_with(b"=y") {
            continue;
        }
        let mut escaped = 0;
        for &b in content {
            if b == b'=' && escaped == 0 {
                escaped = 64;
            } else {
                out.push(b.wrapping_sub(42).wrapping_sub(escaped));
                escaped = 0;
            }
        }
    }
    Some((out, len))
}

#[cfg(test)]
mod tests {
    use super::{Transfer, quote_printable, quoted_printable, without_files};

    #[test]
    fn quoted_printable_reads_back_and_keeps_to_76_characters() {
        let text = "Zahlt 100 % = alles für Jörg \nFrom here\n--x\n>From\n".to_owned() + &"ä".repeat(300);
        let mut out = Vec::new();
        quote_printable(text.as_bytes(), b"\r\n", &mut out);
        let lines: Vec<&[u8]> = out.split(|&b| b == b'\n').collect();
        assert!(lines.iter().all(|l| l.len() <= 77 && !l.starts_with(b"From ")));
        let back = String::from_utf8(quoted_printable(&out)).unwrap().replace("\r\n", "\n");
        assert_eq!(back, text);
    }

    #[test]
    fn quoted_printable_takes_soft_ends_with_blanks_and_leaves_what_is_broken() {
        assert_eq!(quoted_printable(b"ab= \r\ncd=zz=3d  \r\n="), b"abcd=zz=\r\n");
    }

    #[test]
    fn files_in_the_text_are_taken_out() {
        // `Cat` is the example of the article on uuencode in the manual of POSIX utilities.
        let text = b"see\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye\n";
        let (rest, files) = without_files(text);
        assert_eq!(rest, b"see\n[a file that stood here is left out]\nbye\n");
        assert_eq!(files, [b"Cat".to_vec()]);
        let (rest, files) = without_files(b"=ybegin line=128 size=3 name=x\n\x6D\x8B\x9E\n=yend size=3\n");
        assert_eq!(rest, b"[a file that stood here is left out]\n");
        assert_eq!(files, [b"Cat".to_vec()]);
        assert!(Transfer::of("X-UUEncode").decode(text) == b"Cat");
        assert_eq!(without_files(b"begin 5 years ago\n").1.len(), 0);
    }
}
