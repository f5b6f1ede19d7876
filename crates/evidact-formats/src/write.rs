//! From edits to the bytes that change: cut at the edges of segments, characters and escapes, and put in the
//! form that the syntax around them allows.

use crate::event::{Broken, Token};
use crate::url_place::UrlPlace;
use crate::{Edit, Syntax, decode, escape, reader};
use evidact_model::{Format, Placeholder, Position, Withheld};

/// A change in text coordinates. `put` is ASCII.
pub(crate) struct Splice {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) put: Vec<u8>,
}

/// Works out the changes to a text. `edits` must be sorted, disjoint and in bounds.
pub(crate) fn splices(format: Format, text: &[u8], edits: &[Edit]) -> Result<Vec<Splice>, Withheld> {
    let sorted = edits.windows(2).all(|w| match w {
        [a, b] => a.span.end() <= b.span.start(),
        _ => true,
    });
    if !sorted || edits.last().is_some_and(|e| e.span.end() > text.len()) {
        return Err(Withheld::Internal);
    }
    let mut splicer =
        Splicer { text, edits, next: 0, placed: false, lost: None, out: Vec::new(), cuts: Vec::new() };
    reader::segments(format, text, &mut |token| splicer.segment(token));
    splicer.finish();
    match splicer.lost {
        Some(at) => Err(Withheld::Structure { at: Some(position(text, at)) }),
        None => Ok(splicer.out),
    }
}

/// Checks that a written text is built like the one before.
pub(crate) fn check(format: Format, before: &[u8], after: &[u8]) -> Result<(), Withheld> {
    if !reader::has_grammar(format) {
        return Ok(());
    }
    match (reader::shape(format, before), reader::shape(format, after)) {
        (Ok(a), Ok(b)) if a == b => Ok(()),
        (_, Err(Broken::At(at))) => Err(Withheld::Structure { at: Some(position(after, at)) }),
        _ => Err(Withheld::Structure { at: None }),
    }
}

fn position(text: &[u8], at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
    let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
    Position { line, column: column as u64 + 1 }
}

/// The part of an edit that lies in one segment; without a placeholder if an earlier segment has it.
struct Cut<'e> {
    start: usize,
    end: usize,
    put: Option<&'e Placeholder>,
    place: UrlPlace,
}

impl Cut<'_> {
    fn form(&self) -> Vec<u8> {
        let Some(placeholder) = self.put else { return Vec::new() };
        match self.place {
            UrlPlace::Outside => placeholder.to_string(),
            UrlPlace::Inside | UrlPlace::PasswordAlone => placeholder.bare(),
            UrlPlace::PasswordOfUser => format!("~{}", placeholder.bare()),
        }
        .into_bytes()
    }
}

/// Walks segments and edits together, both ascending.
struct Splicer<'a> {
    text: &'a [u8],
    edits: &'a [Edit],
    next: usize,
    /// The placeholder of the next edit stands in an earlier segment already.
    placed: bool,
    /// Where an edit begins that touches no segment.
    lost: Option<usize>,
    out: Vec<Splice>,
    cuts: Vec<Cut<'a>>,
}

impl<'a> Splicer<'a> {
    fn segment(&mut self, token: Token) {
        let edits = self.edits;
        while let Some(edit) = edits.get(self.next).filter(|e| e.span.end() <= token.start) {
            self.leave(edit);
        }
        let mut cuts = std::mem::take(&mut self.cuts);
        cuts.clear();
        while let Some(edit) = edits.get(self.next).filter(|e| e.span.start() < token.end) {
            if token.start >= token.end {
                break;
            }
            cuts.push(Cut {
                start: edit.span.start().max(token.start),
                end: edit.span.end().min(token.end),
                put: if self.placed { None } else { Some(&edit.placeholder) },
                place: UrlPlace::Outside,
            });
            self.placed = true;
            if edit.span.end() > token.end {
                break;
            }
            self.leave(edit);
        }
        if !cuts.is_empty() {
            self.align(token, &mut cuts);
            self.join_users(token, &mut cuts);
            self.put(token, &cuts);
        }
        self.cuts = cuts;
    }

    fn leave(&mut self, edit: &Edit) {
        if !self.placed {
            self.lost.get_or_insert(edit.span.start());
        }
        self.next += 1;
        self.placed = false;
    }

    fn finish(&mut self) {
        while let Some(edit) = self.edits.get(self.next) {
            self.leave(edit);
        }
    }

    /// Moves the edges of cuts out of characters and escapes, and out of the indentation of blocks.
    fn align(&self, token: Token, cuts: &mut Vec<Cut<'a>>) {
        let mut units = Units { text: self.text, token, at: token.start };
        let mut last_end = token.start;
        for cut in cuts.iter_mut() {
            cut.start = units.around(cut.start).0.max(last_end);
            cut.end = units.around(cut.end.max(cut.start)).1.min(token.end);
            if matches!(token.syntax, Syntax::YamlLiteral | Syntax::YamlFolded) {
                keep_indentation(self.text, token, cut);
            }
            last_end = last_end.max(cut.end);
        }
        // A cut whose bytes all went with the one before it has nothing left to replace.
        cuts.retain(|c| c.start < c.end);
    }

    /// Takes the colon before a password of a URL into its cut: `user:anything@` looks like a credential
    /// to every scanner, also when `anything` is a placeholder.
    fn join_users(&self, token: Token, cuts: &mut [Cut<'a>]) {
        let mut last_end = token.start;
        for cut in cuts {
            let place = UrlPlace::of(self.text, token.start..token.end, cut.start..cut.end);
            if place.is_password() && cut.put.is_some() && cut.start > last_end {
                cut.start -= 1;
                cut.place = place;
            } else if place != UrlPlace::Outside {
                cut.place = UrlPlace::Inside;
            }
            last_end = cut.end;
        }
    }

    fn put(&mut self, token: Token, cuts: &[Cut<'_>]) {
        let forms: Vec<Vec<u8>> = cuts.iter().map(Cut::form).collect();
        if !needs_quotes(token, cuts, &forms) {
            for (cut, put) in cuts.iter().zip(forms) {
                self.out.push(Splice { start: cut.start, end: cut.end, put });
            }
            return;
        }
        let insert = |at: usize, put: &[u8]| Splice { start: at, end: at, put: put.to_vec() };
        self.out.push(insert(token.start, b"\""));
        let mut at = token.start;
        for (cut, put) in cuts.iter().zip(forms) {
            self.protect(at, cut.start);
            self.out.push(Splice { start: cut.start, end: cut.end, put });
            at = cut.end;
        }
        self.protect(at, token.end);
        self.out.push(insert(token.end, b"\""));
    }

    /// Escapes what is kept of a bare value that gets quotes.
    fn protect(&mut self, start: usize, end: usize) {
        let kept = self.text.get(start..end).unwrap_or_default();
        for at in memchr::memchr2_iter(b'"', b'\\', kept) {
            self.out.push(Splice { start: start + at, end: start + at, put: b"\\".to_vec() });
        }
    }
}

/// Says whether a bare value must be quoted once it is edited.
fn needs_quotes(token: Token, cuts: &[Cut<'_>], forms: &[Vec<u8>]) -> bool {
    let removes = cuts.iter().any(|c| c.put.is_none());
    let brackets = forms.iter().any(|f| f.starts_with(b"["));
    let leads = cuts.first().is_some_and(|c| c.start == token.start);
    let emptied = cuts.iter().map(|c| c.end - c.start).sum::<usize>() == token.end - token.start
        && forms.iter().all(Vec::is_empty);
    match token.syntax {
        Syntax::JsonScalar | Syntax::TomlBare => true,
        Syntax::YamlPlain => removes || (brackets && leads),
        Syntax::YamlFlow => removes || brackets,
        Syntax::MarkupBare => emptied,
        _ => false,
    }
}

/// Keeps the indentation of lines that a cut in a block scalar begins or ends in.
fn keep_indentation(text: &[u8], token: Token, cut: &mut Cut<'_>) {
    let indent = decode::indentation(text, token.start);
    let line_start = |at: usize| {
        // Looking further back than the indentation cannot tell anything.
        let from = at.saturating_sub(indent).max(token.start);
        let before = text.get(from..at)?;
        let n = memchr::memrchr(b'\n', before)?;
        before.get(n + 1..)?.iter().all(|&b| b == b' ').then_some(from + n + 1)
    };
    if let Some(start) = line_start(cut.start) {
        let rest = text.get(start..cut.end).unwrap_or_default();
        cut.start = (start + rest.iter().take(indent).take_while(|&&b| b == b' ').count()).max(cut.start);
    }
    if let Some(start) = line_start(cut.end)
        && cut.end < token.end
        && text.get(start..cut.end).is_some_and(|b| b.len() < indent)
    {
        let before = text.get(cut.start..start).unwrap_or_default();
        let line_end = before.strip_suffix(b"\n").map_or(before, |b| b.strip_suffix(b"\r").unwrap_or(b));
        cut.end = cut.start + line_end.len();
    }
}

/// Finds characters and escapes around ascending offsets; linear over a segment.
struct Units<'a> {
    text: &'a [u8],
    token: Token,
    at: usize,
}

impl Units<'_> {
    /// Returns the bounds of the unit that `offset` lies strictly inside, or the offset twice.
    fn around(&mut self, offset: usize) -> (usize, usize) {
        let (start, end) = self.escape_around(offset);
        let (a, _) = char_around(self.text, start);
        let (_, b) = char_around(self.text, end);
        (a.max(self.token.start), b.min(self.token.end))
    }

    fn escape_around(&mut self, offset: usize) -> (usize, usize) {
        let lead = match self.token.syntax {
            Syntax::JsonString | Syntax::YamlDouble | Syntax::TomlBasic => b'\\',
            Syntax::YamlSingle => b'\'',
            Syntax::CsvQuoted => b'"',
            Syntax::Markup | Syntax::MarkupBare => b'&',
            _ => return (offset, offset),
        };
        while self.at < offset {
            let rest = self.text.get(self.at..offset).unwrap_or_default();
            let Some(found) = memchr::memchr(lead, rest) else {
                self.at = offset;
                break;
            };
            let start = self.at + found;
            let end = start + self.len(start).max(1);
            if end > offset {
                // Not beyond it: the next offset may lie inside as well.
                self.at = start;
                return (start, end.min(self.token.end));
            }
            self.at = end;
        }
        (offset, offset)
    }

    fn len(&self, at: usize) -> usize {
        let bounded = self.text.get(..self.token.end).unwrap_or_default();
        let mut sink = Vec::new();
        let dialect = match self.token.syntax {
            Syntax::JsonString => escape::Dialect::Json,
            Syntax::YamlDouble => escape::Dialect::Yaml,
            Syntax::TomlBasic => escape::Dialect::Toml,
            Syntax::Markup | Syntax::MarkupBare => {
                return escape::entity(bounded, at, &mut sink).unwrap_or(1);
            }
            _ => return if bounded.get(at) == bounded.get(at + 1) { 2 } else { 1 },
        };
        escape::backslash(bounded, at, dialect, &mut sink).unwrap_or(2)
    }
}

/// Returns the bounds of the UTF-8 character that `offset` lies strictly inside, or the offset twice.
fn char_around(text: &[u8], offset: usize) -> (usize, usize) {
    let continues = |at: usize| text.get(at).is_some_and(|b| b & 0xC0 == 0x80);
    if !continues(offset) {
        return (offset, offset);
    }
    let start = (1..=3).map_while(|n| offset.checked_sub(n)).find(|&at| !continues(at));
    let len = start.and_then(|s| text.get(s)).map_or(0, |b| match b {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 0,
    });
    match start {
        Some(start)
            if start + len > offset
                && text.get(start..start + len).is_some_and(|c| std::str::from_utf8(c).is_ok()) =>
        {
            (start, start + len)
        }
        _ => (offset, offset),
    }
}

#[cfg(test)]
mod tests {
    use super::char_around;

    #[test]
    fn a_character_is_not_cut() {
        let text = "aé😀".as_bytes();
        assert_eq!(char_around(text, 2), (1, 3));
        assert_eq!(char_around(text, 5), (3, 7));
        assert_eq!(char_around(text, 1), (1, 1));
        assert_eq!(char_around(b"\x80\x80", 1), (1, 1));
    }
}
