//! Reads a PDF back as text, by its own character maps and without any tool.
#![allow(dead_code, reason = "each of those who share this file uses a part of it")]

use lopdf::{Document, Object};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The text of a document, page by page, by its own character maps; and what stood outside of marked content.
pub(crate) struct Read {
    pub(crate) pages: Vec<String>,
    /// Text of headers, footers and what is repeated.
    pub(crate) artifacts: String,
    pub(crate) unmarked: usize,
    /// How far to the right text goes, in points.
    pub(crate) right: f32,
}

/// What is known of a font: the text and the width of each code.
struct Font {
    texts: BTreeMap<u16, String>,
    widths: Vec<f32>,
}

impl Read {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let mut read = Self { pages: Vec::new(), artifacts: String::new(), unmarked: 0, right: 0.0 };
        let mut maps = BTreeMap::new();
        for page in document.page_iter() {
            let fonts = document.get_page_fonts(page).unwrap();
            for (name, font) in &fonts {
                maps.entry(name.clone()).or_insert_with(|| Font {
                    texts: character_map(&document, font),
                    widths: widths(&document, font),
                });
            }
            read.page(&document, page, &maps);
        }
        read
    }

    fn page(&mut self, document: &Document, page: lopdf::ObjectId, maps: &BTreeMap<Vec<u8>, Font>) {
        let (mut font, mut depth, mut text) = (Vec::new(), 0, String::new());
        let (mut artifact, mut size, mut x, mut y) = (false, 0.0, 0.0, 0.0);
        for operation in document.get_and_decode_page_content(page).unwrap().operations {
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    depth += 1;
                    artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                }
                "EMC" => depth -= 1,
                "Tf" => {
                    font = operation.operands[0].as_name().unwrap().to_vec();
                    size = operation.operands[1].as_float().unwrap();
                }
                "Tm" => {
                    let at = [4, 5].map(|n: usize| operation.operands[n].as_float().unwrap());
                    if !artifact {
                        text.push_str(between([x, y], at));
                        y = at[1];
                    }
                    x = at[0];
                }
                "re" | "m" if depth == 0 => self.unmarked += 1,
                "TJ" => {
                    self.unmarked += usize::from(depth == 0);
                    for item in operation.operands[0].as_array().unwrap() {
                        let Object::String(code, _) = item else {
                            x -= item.as_float().unwrap() * size / 1000.0;
                            continue;
                        };
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        let out = if artifact { &mut self.artifacts } else { &mut text };
                        out.push_str(&maps[&font].texts[&code]);
                        x += maps[&font].widths[usize::from(code) - 1] * size / 1000.0;
                        if !maps[&font].texts[&code].trim().is_empty() {
                            self.right = self.right.max(x);
                        }
                    }
                }
                _ => {}
            }
        }
        self.pages.push(text);
    }

    /// Returns the text of all pages in the order of reading, a line a line.
    pub(crate) fn page_by_page(&self) -> String {
        let mut out = String::new();
        for (n, page) in self.pages.iter().enumerate() {
            let lines = page.lines().map(str::trim_end).filter(|line| !line.is_empty());
            let _ = write!(out, "== page {} ==\n{}\n\n", n + 1, lines.collect::<Vec<_>>().join("\n"));
        }
        out.truncate(out.trim_end().len());
        out + "\n"
    }

    pub(crate) fn squeezed(&self) -> String {
        squeeze(&self.pages.concat())
    }
}

fn widths(document: &Document, font: &lopdf::Dictionary) -> Vec<f32> {
    let descendant = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    let list = document.get_dictionary(descendant).unwrap().get(b"W").unwrap().as_array().unwrap();
    list[1].as_array().unwrap().iter().map(|width| width.as_float().unwrap()).collect()
}

fn character_map(document: &Document, font: &lopdf::Dictionary) -> BTreeMap<u16, String> {
    let stream = document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
    let text = String::from_utf8(stream.as_stream().unwrap().decompressed_content().unwrap()).unwrap();
    let mut map = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with('<') && line.ends_with('>')) {
        let mut parts = line.split(['<', '>', ' ']).filter(|part| !part.is_empty());
        let (Some(code), Some(units)) = (parts.next(), parts.next()) else { continue };
        let units: Vec<u16> = units
            .as_bytes()
            .chunks(4)
            .map(|c| u16::from_str_radix(std::str::from_utf8(c).unwrap(), 16).unwrap())
            .collect();
        map.insert(u16::from_str_radix(code, 16).unwrap(), String::from_utf16(&units).unwrap());
    }
    map
}

/// Returns what parts two pieces of text: lines, columns, or nothing.
fn between([x, y]: [f32; 2], [to_x, to_y]: [f32; 2]) -> &'static str {
    if (y - to_y).abs() > 0.5 {
        "\n"
    } else if to_x - x > 6.0 {
        " "
    } else {
        ""
    }
}

/// Text without white space: lines end where the page says.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
