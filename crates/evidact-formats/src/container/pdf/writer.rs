//! Writes the copy: a PDF of text alone, made from nothing but the lines it is given.
//!
//! No dates, no identifiers, no properties: the same lines are the same bytes.

use super::faces::{COLUMN, Collection, Drawn, Embedded, Faces, Han, Set, WIDE, is_wide};
use crate::container::Output;
use crate::container::budget::failed;
use evidact_model::Withheld;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

/// A page of the source as it is written.
pub(super) struct Sheet {
    pub(super) lines: Vec<Written>,
    /// What is said in small print below.
    pub(super) footer: String,
    /// Whether it is wider than high.
    pub(super) wide: bool,
}

/// A line as it is written.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) weight: Weight,
}

/// How much a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Body,
    Bold,
    Heading,
    Title,
}

impl Weight {
    fn scale(self) -> f64 {
        match self {
            Self::Body | Self::Bold => 1.0,
            Self::Heading => 1.2,
            Self::Title => 1.5,
        }
    }
}

const SHORT_EDGE: f64 = 595.0;
const LONG_EDGE: f64 = 842.0;
const MARGIN: f64 = 44.0;
const LARGEST: f64 = 9.5;
const SMALLEST: f64 = 5.5;
const FOOTER: f64 = 6.0;
const LEADING: f64 = 1.3;

/// The numbers of the first objects.
const CATALOGUE: usize = 1;
const PAGES: usize = 2;
const FIRST_FREE: usize = 3;

/// Writes a PDF.
pub(super) struct Writer<'o> {
    output: &'o mut dyn Output,
    at: u64,
    /// Where each object begins.
    offsets: Vec<u64>,
    pages: Vec<usize>,
    faces: Faces,
}

impl<'o> Writer<'o> {
    /// Begins a file.
    pub(super) fn new(output: &'o mut dyn Output) -> Result<Self, Withheld> {
        let mut writer =
            Self { output, at: 0, offsets: vec![0; FIRST_FREE], pages: Vec::new(), faces: Faces::new() };
        writer.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(writer)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Withheld> {
        self.output.write_all(bytes).map_err(|e| failed(&e))?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn object(&mut self, number: usize, body: &[u8]) -> Result<(), Withheld> {
        if let Some(offset) = self.offsets.get_mut(number) {
            *offset = self.at;
        }
        self.put(format!("{number} 0 obj\n").as_bytes())?;
        self.put(body)?;
        self.put(b"\nendobj\n")
    }

    fn add(&mut self, body: &[u8]) -> Result<usize, Withheld> {
        self.offsets.push(0);
        let number = self.offsets.len() - 1;
        self.object(number, body)?;
        Ok(number)
    }

    fn stream(&mut self, extra: &str, content: &[u8]) -> Result<usize, Withheld> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(content).map_err(|e| failed(&e))?;
        let packed = encoder.finish().map_err(|e| failed(&e))?;
        let mut body =
            format!("<< {extra}/Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).into_bytes();
        body.extend_from_slice(&packed);
        body.extend_from_slice(b"\nendstream");
        self.add(&body)
    }

    /// Adds a page of the source, which may need several. Returns how many characters nothing draws.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> Result<u64, Withheld> {
        let (width, height) = if sheet.wide { (LONG_EDGE, SHORT_EDGE) } else { (SHORT_EDGE, LONG_EDGE) };
        let room = width - 2.0 * MARGIN;
        let columns = |l: &Written| l.text.chars().map(columns).sum::<usize>() as f64 * l.weight.scale();
        let longest = sheet.lines.iter().map(columns).fold(1.0, f64::max);
        let column = f64::from(COLUMN) / 1000.0;
        let size = (room / (longest * column)).clamp(SMALLEST, LARGEST);
        let footer = wrap(&sheet.footer, (room / (FOOTER * column)) as usize);
        let bottom = MARGIN + footer.len() as f64 * FOOTER * LEADING + 6.0;
        let (mut content, mut y, mut missing) = (String::new(), height - MARGIN, 0);
        for line in &sheet.lines {
            let own = size * line.weight.scale();
            for part in wrap(&line.text, (room / (own * column)) as usize) {
                if y - own < bottom {
                    self.page(&mut content, &footer, (width, height))?;
                    y = height - MARGIN;
                }
                y -= own * LEADING;
                missing += self.line(&mut content, part, line.weight, own, (MARGIN, y));
            }
        }
        self.page(&mut content, &footer, (width, height))?;
        Ok(missing)
    }

    /// Ends a page.
    fn page(
        &mut self,
        content: &mut String,
        footer: &[&str],
        (width, height): (f64, f64),
    ) -> Result<(), Withheld> {
        let mut y = MARGIN + footer.len() as f64 * FOOTER * LEADING;
        for line in footer {
            y -= FOOTER * LEADING;
            self.line(content, line, Weight::Body, FOOTER, (MARGIN, y));
        }
        let stream = self.stream("", std::mem::take(content).as_bytes())?;
        let body = format!(
            "<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {width} {height}] /Contents {stream} 0 R >>"
        );
        let page = self.add(body.as_bytes())?;
        self.pages.push(page);
        Ok(())
    }

    /// Writes a line; returns how many of its characters nothing draws.
    fn line(
        &mut self,
        content: &mut String,
        text: &str,
        weight: Weight,
        size: f64,
        (x, y): (f64, f64),
    ) -> u64 {
        let mut missing = 0;
        let mut runs: Vec<(usize, String)> = Vec::new();
        let han = Han::of(text);
        for character in text.trim_end().chars() {
            let Some(Set { face, code, width, drawn }) = self.faces.set(character, han) else {
                missing += 1;
                continue;
            };
            missing += u64::from(drawn == Drawn::Box);
            if runs.last().is_none_or(|run| run.0 != face) {
                runs.push((face, String::new()));
            }
            // What is no whole number of columns wide is followed by a gap.
            let gap = width.div_ceil(COLUMN) * COLUMN - width;
            if let Some((_, run)) = runs.last_mut() {
                let _ =
                    if gap == 0 { write!(run, "{code:04X}") } else { write!(run, "{code:04X}> -{gap} <") };
            }
        }
        if runs.is_empty() {
            return missing;
        }
        let _ = write!(
            content,
            "BT {} Tr 0.25 w 1 0 0 1 {x:.2} {y:.2} Tm",
            if weight == Weight::Body { 0 } else { 2 }
        );
        for (face, run) in runs {
            let _ = write!(content, " /F{face} {size:.2} Tf [<{run}>] TJ");
        }
        content.push_str(" ET\n");
        missing
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Result<(), Withheld> {
        let mut fonts = String::new();
        for (number, font) in self.faces.embed()? {
            let object = self.font(&font)?;
            let _ = write!(fonts, "/F{number} {object} 0 R ");
        }
        for (number, collection, to_unicode) in self.faces.collections() {
            let object = self.collection(collection, &to_unicode)?;
            let _ = write!(fonts, "/F{number} {object} 0 R ");
        }
        let mut kids = String::new();
        for page in &self.pages {
            let _ = write!(kids, "{page} 0 R ");
        }
        let count = self.pages.len();
        let pages =
            format!("<< /Type /Pages /Count {count} /Kids [ {kids}] /Resources << /Font << {fonts}>> >> >>");
        self.object(PAGES, pages.as_bytes())?;
        self.object(CATALOGUE, format!("<< /Type /Catalog /Pages {PAGES} 0 R >>").as_bytes())?;
        let start = self.at;
        let mut xref = format!("xref\n0 {}\n0000000000 65535 f \n", self.offsets.len());
        for offset in self.offsets.iter().skip(1) {
            let _ = writeln!(xref, "{offset:010} 00000 n ");
        }
        let _ = write!(
            xref,
            "trailer\n<< /Size {} /Root {CATALOGUE} 0 R >>\nstartxref\n{start}\n%%EOF\n",
            self.offsets.len()
        );
        self.put(xref.as_bytes())
    }

    /// Adds a font that is left to the reader.
    fn collection(&mut self, collection: Collection, to_unicode: &str) -> Result<usize, Withheld> {
        let Collection { font, ordering, supplement, encoding } = collection;
        let to_unicode = self.stream("", to_unicode.as_bytes())?;
        let descriptor = self.add(
            format!(
                "<< /Type /FontDescriptor /FontName /{font} /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
                 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>"
            )
            .as_bytes(),
        )?;
        let descendant = self.add(
            format!(
                "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{font} /CIDSystemInfo << /Registry (Adobe) \
                 /Ordering ({ordering}) /Supplement {supplement} >> /FontDescriptor {descriptor} 0 R /DW {WIDE} >>"
            )
            .as_bytes(),
        )?;
        self.add(
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /{font}-{encoding} /Encoding /{encoding} \
                 /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
            )
            .as_bytes(),
        )
    }

    fn font(&mut self, font: &Embedded) -> Result<usize, Withheld> {
        let Embedded { name, widths, metrics: [left, bottom, right, top, ascent, descent], .. } = font;
        let program = self.stream(&format!("/Length1 {} ", font.program.len()), &font.program)?;
        let descriptor = self.add(
            format!(
                "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{left} {bottom} {right} {top}] \
                 /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight {ascent} /StemV 80 /FontFile2 {program} 0 R >>"
            )
            .as_bytes(),
        )?;
        let glyphs = self.stream("", &font.glyphs)?;
        let to_unicode = self.stream("", font.to_unicode.as_bytes())?;
        let descendant = self.add(
            format!(
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) \
                 /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{widths}]] \
                 /CIDToGIDMap {glyphs} 0 R >>"
            )
            .as_bytes(),
        )?;
        self.add(
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
                 /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
            )
            .as_bytes(),
        )
    }
}

/// Returns how many columns a character takes.
fn columns(character: char) -> usize {
    1 + usize::from(is_wide(character))
}

/// Cuts a line into parts of at most so many columns, between words if that is possible.
fn wrap(text: &str, most: usize) -> Vec<&str> {
    let most = most.max(8);
    let mut parts = Vec::new();
    let mut rest = text;
    let cut = |rest: &str| {
        let mut taken = 0;
        let place = rest.char_indices().find(|(_, character)| {
            taken += columns(*character);
            taken > most
        });
        place.map(|(at, _)| at)
    };
    while let Some(cut) = cut(rest) {
        let (head, _) = rest.split_at(cut);
        // A cut is worth its place if it does not leave most of the line empty.
        let space = head.rfind(' ').filter(|at| *at > cut / 3).unwrap_or(cut);
        let (part, after) = rest.split_at(space);
        parts.push(part);
        rest = after.trim_start_matches(' ');
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn wraps_between_words_and_cuts_what_has_none() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("aaaaaaaaaaaa", 8), ["aaaaaaaa", "aaaa"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("漢字漢字漢字", 8), ["漢字漢字", "漢字"], "they are as wide as two");
    }
}
