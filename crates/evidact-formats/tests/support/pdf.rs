//! Writes small PDFs by hand, object by object (ISO 32000-1, 7.5).
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::fmt::Write as _;

/// The font of most tests: one that every reader has.
pub(crate) const HELVETICA: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A PDF in the making. Object 1 is the catalogue, 2 the tree of pages; others come as they are added.
pub(crate) struct Pdf {
    objects: Vec<String>,
    pages: Vec<usize>,
    catalogue: String,
    trailer: String,
}

impl Pdf {
    pub(crate) fn new() -> Self {
        Self {
            objects: vec![String::new(), String::new()],
            pages: Vec::new(),
            catalogue: String::new(),
            trailer: String::new(),
        }
    }

    /// Adds an object and returns its number.
    pub(crate) fn object(&mut self, body: &str) -> usize {
        self.objects.push(body.to_owned());
        self.objects.len()
    }

    /// Adds a stream.
    pub(crate) fn stream(&mut self, extra: &str, content: &str) -> usize {
        self.object(&format!("<< {extra} /Length {} >>\nstream\n{content}\nendstream", content.len()))
    }

    /// Adds a page with the font F0.
    pub(crate) fn page(&mut self, content: &str) -> &mut Self {
        self.page_with(content, &format!("/Font << /F0 {HELVETICA} >>"), "")
    }

    /// Adds a page with resources, and more entries.
    pub(crate) fn page_with(&mut self, content: &str, resources: &str, more: &str) -> &mut Self {
        let content = self.stream("", content);
        let page = self.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << {resources} >> /Contents {content} 0 R {more} >>"
        ));
        self.pages.push(page);
        self
    }

    /// Adds entries to the catalogue.
    pub(crate) fn catalogue(&mut self, entries: &str) -> &mut Self {
        self.catalogue.push_str(entries);
        self
    }

    /// Adds entries to the trailer.
    pub(crate) fn trailer(&mut self, entries: &str) -> &mut Self {
        self.trailer.push_str(entries);
        self
    }

    /// Returns the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        let mut objects = self.objects.clone();
        objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue);
        objects[1] = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", self.pages.len());
        let mut out = String::from("%PDF-1.7\n");
        let mut offsets = Vec::new();
        for (number, body) in (1..).zip(&objects) {
            offsets.push(out.len());
            let _ = write!(out, "{number} 0 obj\n{body}\nendobj\n");
        }
        let start = out.len();
        let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for offset in offsets {
            let _ = writeln!(out, "{offset:010} 00000 n ");
        }
        let _ = writeln!(
            out,
            "trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF",
            objects.len() + 1,
            self.trailer
        );
        out.into_bytes()
    }
}

/// Appends a new state of one object to a file, as saving again does.
pub(crate) fn append(mut file: Vec<u8>, number: usize, body: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(&file).into_owned();
    let before = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().to_owned();
    let at = file.len();
    let mut more = format!("{number} 0 obj\n{body}\nendobj\n");
    let start = at + more.len();
    let _ = write!(
        more,
        "xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<< /Size 99 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(more.as_bytes());
    file
}

/// A content stream that shows a text at a place.
pub(crate) fn show(x: i32, y: i32, text: &str) -> String {
    format!("BT /F0 10 Tf {x} {y} Td ({text}) Tj ET\n")
}
