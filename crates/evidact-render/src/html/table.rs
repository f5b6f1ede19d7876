//! Tables: each with a caption, heads with a scope, in a region of its own that scrolls where it is wider than the
//! page.

use super::Page;

/// What stands above a table.
#[derive(Clone, Copy)]
pub(super) enum Caption<'s> {
    /// A heading of level 3.
    Heading(&'s str),
    /// Words that are read aloud; the heading above says them to the eye.
    Unseen(&'s str),
}

impl Page<'_> {
    /// Writes a table; `rows` writes its body.
    pub(super) fn table(&mut self, caption: Caption<'_>, head: &[&str], rows: impl FnOnce(&mut Self)) {
        self.tables += 1;
        let id = format!("table-{}", self.tables);
        let region = [("class", "scroll"), ("role", "region"), ("aria-labelledby", &id), ("tabindex", "0")];
        self.block("div", &region, |page| {
            page.line_break();
            page.block("table", &[], |page| {
                page.line_break();
                match caption {
                    Caption::Heading(title) => page.block("caption", &[("id", &id)], |page| {
                        page.element("h3", &[], |page| page.words(title));
                    }),
                    Caption::Unseen(words) => {
                        let attributes = [("id", id.as_str()), ("class", "unseen")];
                        page.block("caption", &attributes, |page| page.words(words));
                    }
                }
                page.block("thead", &[], |page| {
                    page.element("tr", &[], |page| {
                        for name in head {
                            page.element("th", &[("scope", "col")], |page| page.words(name));
                        }
                    });
                });
                page.block("tbody", &[], |page| {
                    page.line_break();
                    rows(page);
                });
            });
        });
    }

    /// Writes a row; `cells` writes its cells.
    pub(super) fn row(&mut self, cells: impl FnOnce(&mut Self)) {
        self.block("tr", &[], cells);
    }

    /// Writes the cell that names its row.
    pub(super) fn row_head(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.text_cell(text);
        }
        self.element("th", &[("scope", "row"), ("dir", "auto")], |page| page.literal(text));
    }

    /// Writes a cell.
    pub(super) fn cell(&mut self, inner: impl FnOnce(&mut Self)) {
        self.element("td", &[("dir", "auto")], inner);
    }

    /// Writes a cell of more than a few words.
    pub(super) fn wide_cell(&mut self, inner: impl FnOnce(&mut Self)) {
        self.element("td", &[("class", "wide"), ("dir", "auto")], inner);
    }

    /// Writes a cell of text that is not Markdown.
    pub(super) fn text_cell(&mut self, text: &str) {
        self.cell(|page| page.literal(text));
    }

    /// Writes a cell of a number.
    pub(super) fn number_cell(&mut self, number: u64) {
        self.element("td", &[("class", "number")], |page| page.words(&number.to_string()));
    }

    /// Writes a list of names and what belongs to each; `entries` writes them by `fact`.
    pub(super) fn facts(&mut self, entries: impl FnOnce(&mut Self)) {
        self.block("dl", &[("class", "facts")], |page| {
            page.line_break();
            entries(page);
        });
    }

    /// Writes one name and what belongs to it.
    pub(super) fn fact(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.block("div", &[], |page| page.term(name, value));
    }

    /// Writes one name and what belongs to it on a line of its own.
    pub(super) fn whole_fact(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.block("div", &[("class", "whole")], |page| page.term(name, value));
    }

    fn term(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.element("dt", &[], |page| page.words(name));
        self.element("dd", &[("dir", "auto")], value);
    }
}
