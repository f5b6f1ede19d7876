//! Reads the text of a PDF back as a reader's eyes and tools would: page text through each font's `ToUnicode`
//! map, every string of every object, metadata, outlines, attachments.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// A PDF that cannot be read back, and so cannot be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// What a PDF says, a layer each.
pub struct PdfContent {
    /// What the pages show, line by line as the content streams break it; a form feed ends a page.
    pub lines: Vec<u8>,
    /// The name of each other layer and its text.
    pub parts: Vec<(&'static str, Vec<u8>)>,
    /// The number of pages.
    pub pages: usize,
}

/// The most that one stream may expand to, in bytes.
const MAX_STREAM_BYTES: usize = 256 << 20;

/// Reads everything readable out of a PDF.
///
/// # Errors
/// [`Unreadable`] if it is no PDF, is encrypted, or a page cannot be decoded.
pub fn read(bytes: &[u8]) -> Result<PdfContent, Unreadable> {
    let document = Document::load_mem(bytes).map_err(|_| Unreadable)?;
    if document.is_encrypted() {
        return Err(Unreadable);
    }
    // What was there before the file was changed is still in it, and other readers may show it.
    if memchr::memmem::find_iter(bytes, b"startxref").count() > 1 {
        return Err(Unreadable);
    }
    let mut lines = Vec::new();
    let mut placed = Vec::new();
    let pages = document.get_pages();
    let mut content_streams = BTreeSet::new();
    for page in pages.values() {
        content_streams.extend(document.get_page_contents(*page));
        let text = page_text(&document, *page)?;
        placed.extend(by_place(&text));
        for run in text {
            lines.extend_from_slice(run.text.as_bytes());
            if run.new_line {
                lines.push(b'\n');
            }
        }
        lines.extend_from_slice(b"\n\x0C\n");
    }
    let mut parts = vec![("page text, by place", placed)];
    let mut strings = Vec::new();
    for (id, object) in &document.objects {
        collect_strings(object, &mut strings, 0);
        if let Object::Stream(stream) = object
            && !content_streams.contains(id)
            && !is_font_program(&stream.dict)
        {
            if is_named(&stream.dict, b"Subtype", b"Image") {
                // What it shows cannot be told; none of ours has one.
                return Err(Unreadable);
            }
            let content = stream.get_plain_content_with_limit(MAX_STREAM_BYTES).map_err(|_| Unreadable)?;
            if is_named(&stream.dict, b"Subtype", b"Form") {
                let runs = shown(&fonts_of_form(&document, &stream.dict), &content)?;
                parts.push(("form", runs.iter().flat_map(|run| run.text.bytes()).collect()));
                parts.push(("form, by place", by_place(&runs)));
            }
            parts.push(("stream", content));
        }
    }
    collect_strings(&Object::Dictionary(document.trailer.clone()), &mut strings, 0);
    parts.push(("strings", strings));
    Ok(PdfContent { lines, parts, pages: pages.len() })
}

struct Run {
    text: String,
    new_line: bool,
    /// Where its line begins on the page, as far as the text operators tell.
    x: f32,
    y: f32,
}

/// Puts runs in the order of the eye: lines from above to below, each from left to right.
fn by_place(runs: &[Run]) -> Vec<u8> {
    let mut order: Vec<&Run> = runs.iter().collect();
    order.sort_by(|a, b| b.y.round().total_cmp(&a.y.round()).then(a.x.total_cmp(&b.x)));
    let mut out = Vec::new();
    let mut line = None;
    for run in order {
        if line.is_some_and(|y: f32| y.round().total_cmp(&run.y.round()).is_ne()) {
            out.push(b'\n');
        }
        line = Some(run.y);
        out.extend_from_slice(run.text.as_bytes());
    }
    out.push(b'\n');
    out
}

/// The fonts that a form names itself.
fn fonts_of_form(document: &Document, form: &Dictionary) -> BTreeMap<Vec<u8>, ToUnicode> {
    let dictionary = |dict: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let (_, object) = document.dereference(dict.get(key).ok()?).ok()?;
        object.as_dict().ok().cloned()
    };
    let fonts = dictionary(form, b"Resources").and_then(|resources| dictionary(&resources, b"Font"));
    let names = fonts.iter().flat_map(|f| f.iter().map(|(name, _)| name.clone()));
    let of = |name: Vec<u8>| {
        let font = fonts.as_ref().and_then(|f| dictionary(f, &name))?;
        Some((name, ToUnicode::of(document, &font)))
    };
    names.filter_map(of).collect()
}

fn page_text(document: &Document, page: ObjectId) -> Result<Vec<Run>, Unreadable> {
    let fonts = document.get_page_fonts(page).map_err(|_| Unreadable)?;
    let maps: BTreeMap<Vec<u8>, ToUnicode> =
        fonts.into_iter().map(|(name, font)| (name, ToUnicode::of(document, font))).collect();
    let bytes = document.get_page_content_with_limit(page, MAX_STREAM_BYTES).map_err(|_| Unreadable)?;
    shown(&maps, &bytes)
}

/// What the text operators of a content stream show.
fn shown(maps: &BTreeMap<Vec<u8>, ToUnicode>, bytes: &[u8]) -> Result<Vec<Run>, Unreadable> {
    let content = Content::decode(bytes).map_err(|_| Unreadable)?;
    let mut runs = Vec::new();
    let mut font = None;
    let (mut x, mut y, mut leading) = (0.0, 0.0, 0.0);
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                font = operation.operands.first().and_then(|o| o.as_name().ok()).and_then(|n| maps.get(n));
            }
            "Td" | "TD" | "Tm" | "T*" | "ET" | "BT" | "TL" => {
                let number =
                    |i: usize| operation.operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
                match operation.operator.as_str() {
                    "BT" => (x, y) = (0.0, 0.0),
                    "TL" => leading = number(0),
                    "T*" => y -= leading,
                    "Tm" => (x, y) = (number(4), number(5)),
                    "ET" => {}
                    _ => (x, y) = (x + number(0), y + number(1)),
                }
                if let Some(last) = runs.last_mut() {
                    let last: &mut Run = last;
                    last.new_line = true;
                }
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let mut text = String::new();
                for operand in &operation.operands {
                    show(operand, font, &mut text);
                }
                runs.push(Run { text, new_line: false, x, y });
            }
            "BDC" | "DP" => {
                let mut strings = Vec::new();
                for operand in &operation.operands {
                    collect_strings(operand, &mut strings, 0);
                }
                if !strings.is_empty() {
                    let text = String::from_utf8_lossy(&strings).into_owned();
                    runs.push(Run { text, new_line: true, x, y });
                }
            }
            _ => {}
        }
    }
    Ok(runs)
}

fn show(operand: &Object, font: Option<&ToUnicode>, out: &mut String) {
    match operand {
        Object::String(bytes, _) => match font {
            Some(map) => map.decode(bytes, out),
            None => out.push_str(&String::from_utf8_lossy(bytes)),
        },
        Object::Array(items) => {
            for item in items {
                show(item, font, out);
            }
        }
        _ => {}
    }
}

/// The text strings of an object, decoded (UTF-16 with a byte order mark, else bytes), one a line.
fn collect_strings(object: &Object, out: &mut Vec<u8>, depth: u8) {
    if depth > 64 {
        return;
    }
    match object {
        Object::String(bytes, _) => {
            out.extend_from_slice(&super::decode::to_utf8(bytes));
            out.push(b'\n');
        }
        Object::Name(name) => {
            out.extend_from_slice(name);
            out.push(b'\n');
        }
        Object::Array(items) => items.iter().for_each(|item| collect_strings(item, out, depth + 1)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, item)| collect_strings(item, out, depth + 1)),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, item)| collect_strings(item, out, depth + 1));
        }
        _ => {}
    }
}

/// Font programs, colour profiles and object streams hold no text of their own.
fn is_font_program(dict: &Dictionary) -> bool {
    let is = |key: &[u8], value: &[u8]| is_named(dict, key, value);
    dict.has(b"Length1")
        || is(b"Subtype", b"CIDFontType0C")
        || is(b"Subtype", b"OpenType")
        || is(b"Type", b"XRef")
        || is(b"Type", b"ObjStm")
        || dict.has(b"N")
}

fn is_named(dict: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dict.get(key).and_then(Object::as_name).is_ok_and(|n| n == value)
}

/// What a font's codes mean (ISO 32000-1, 9.10.3).
struct ToUnicode {
    bytes_per_code: usize,
    codes: BTreeMap<u32, String>,
}

impl ToUnicode {
    fn of(document: &Document, font: &Dictionary) -> Self {
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
        let mut map = Self { bytes_per_code: if composite { 2 } else { 1 }, codes: BTreeMap::new() };
        let stream = font.get(b"ToUnicode").ok().and_then(|o| document.dereference(o).ok()).map(|(_, o)| o);
        let content = stream.and_then(|o| o.as_stream().ok());
        if let Some(content) = content.and_then(|s| s.get_plain_content_with_limit(MAX_STREAM_BYTES).ok()) {
            map.read(&content);
        }
        map
    }

    /// Reads the `bfchar` and `bfrange` sections of a `CMap`.
    fn read(&mut self, cmap: &[u8]) {
        let text = String::from_utf8_lossy(cmap);
        let mut section = "";
        let mut row: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in tokens(&text) {
            match token {
                "beginbfchar" | "beginbfrange" => section = token,
                "endbfchar" | "endbfrange" => section = "",
                "[" => list = Some(Vec::new()),
                "]" => {
                    self.add_list(&row, list.take().unwrap_or_default());
                    row.clear();
                }
                _ if !section.is_empty() => {
                    let bytes = hex_string(token);
                    match &mut list {
                        Some(items) => items.push(bytes),
                        None => row.push(bytes),
                    }
                    let complete = if section == "beginbfchar" { 2 } else { 3 };
                    if list.is_none() && row.len() == complete {
                        self.add(&row);
                        row.clear();
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, row: &[Vec<u8>]) {
        let (first, last) = (number(&row[0]), number(row.get(row.len() - 2).unwrap_or(&row[0])));
        let mut units: Vec<u16> =
            row[row.len() - 1].chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        for code in first..=last.min(first.saturating_add(0xFFFF)) {
            self.codes.insert(code, String::from_utf16_lossy(&units));
            if let Some(unit) = units.last_mut() {
                *unit = unit.wrapping_add(1);
            }
        }
    }

    fn add_list(&mut self, row: &[Vec<u8>], items: Vec<Vec<u8>>) {
        let first = row.first().map_or(0, |b| number(b));
        for (code, item) in (first..).zip(items) {
            let units: Vec<u16> = item.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
            self.codes.insert(code, String::from_utf16_lossy(&units));
        }
    }

    /// A code without a meaning is shown as U+FFFD: it is not text, and it separates.
    fn decode(&self, bytes: &[u8], out: &mut String) {
        for code in bytes.chunks(self.bytes_per_code) {
            match self.codes.get(&number(code)) {
                Some(text) => out.push_str(text),
                None if self.codes.is_empty() && self.bytes_per_code == 1 => out.push(char::from(code[0])),
                None => out.push('\u{FFFD}'),
            }
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// Splits at white space, `<`, `>`, `[` and `]`; what stands in `< >` is given with its `<`.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == '>')
        .flat_map(|word| word.split_inclusive(['[', ']']))
        .flat_map(|word| {
            let bracket = word.len() > 1 && word.ends_with(['[', ']']);
            let (head, tail) = if bracket { word.split_at(word.len() - 1) } else { (word, "") };
            [head, tail]
        })
        .flat_map(|word| word.split('<'))
        .filter(|word| !word.is_empty())
}

fn hex_string(token: &str) -> Vec<u8> {
    let digits: Vec<u32> = token.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|d| u8::try_from(d[0] << 4 | d.get(1).unwrap_or(&0)).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;
    use std::collections::BTreeMap;

    #[test]
    fn reads_characters_ranges_and_lists() {
        let mut map = ToUnicode { bytes_per_code: 2, codes: BTreeMap::new() };
        map.read(
            b"2 beginbfchar\n<0001> <0041>\n<0002><00660066>\nendbfchar\n1 beginbfrange\n<0010> <0012> <0061>\nendbfrange\n\
              1 beginbfrange <0020> <0021> [<0078> <0079>] endbfrange",
        );
        let mut out = String::new();
        map.decode(&[0, 1, 0, 2, 0, 0x10, 0, 0x12, 0, 0x20, 0, 0x21, 0, 0x99], &mut out);
        assert_eq!(out, "Affacxy\u{FFFD}");
    }

    #[test]
    fn what_is_no_pdf_is_unreadable() {
        assert!(super::read(b"%PDF-1.7 nothing").is_err());
    }
}
