//! Text of the note: blocks and runs as elements, placeholders with a name that is read aloud.

use super::Page;
use super::markup::is_sound;
use crate::rich::{self, Block, Grid, ListItem, Look, Run};
use crate::theme::Word;
use evidact_model::review::Field;
use evidact_model::{CleanText, Placeholder};

/// Blocks of the note decide for themselves in which direction they run.
const OWN_DIRECTION: (&str, &str) = ("dir", "auto");

/// Rows of more cells than this have no room on a printed page, and run over several lines there.
const MOST_OF_A_PAGE: usize = 8;

impl Page<'_> {
    /// Writes fields below each other, each with where it came from, or says that there are none.
    pub(super) fn fields(&mut self, fields: &[Field]) {
        let mut none = true;
        for field in fields.iter().filter(|field| !field.text.is_blank()) {
            none = false;
            self.markdown(&field.text);
            let origin = self.said.origin(field);
            self.leaf("p", &[("class", "origin"), OWN_DIRECTION], &origin);
        }
        if none {
            let gap = self.word(Word::Gap);
            self.leaf("p", &[("class", "gap")], gap);
        }
    }

    /// Writes fields as the content of a cell, or says that there are none.
    pub(super) fn cell_fields(&mut self, fields: &[Field]) {
        let stated: Vec<&Field> = fields.iter().filter(|field| !field.text.is_blank()).collect();
        match stated.as_slice() {
            [] => {
                let gap = self.word(Word::Gap);
                self.element("span", &[("class", "gap")], |page| page.words(gap));
            }
            [field] => self.short_markdown(field.text.as_str()),
            all => {
                for field in all {
                    self.markdown(&field.text);
                }
            }
        }
    }

    /// Writes Markdown as blocks.
    pub(super) fn markdown(&mut self, text: &CleanText) {
        self.blocks(&rich::parse(text.as_str()));
    }

    /// Writes Markdown; a single paragraph is written without an element of its own.
    pub(super) fn short_markdown(&mut self, text: &str) {
        let blocks = rich::parse(text);
        match blocks.as_slice() {
            [Block::Para(runs)] => self.runs(runs),
            blocks => self.blocks(blocks),
        }
    }

    /// Writes text that is not Markdown; placeholders are still found.
    pub(super) fn literal(&mut self, text: &str) {
        self.runs(&rich::literal(text, Look::Plain));
    }

    /// Writes text as it stands in the note, line by line.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.block("pre", &[OWN_DIRECTION], |page| {
            // A browser drops the first line break behind the tag.
            page.line_break();
            page.verbatim_runs(text);
        });
    }

    fn verbatim_runs(&mut self, text: &str) {
        for run in rich::literal(text, Look::Plain) {
            self.run_inner(&run, Self::words);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Para(runs) => self.block("p", &[OWN_DIRECTION], |page| page.runs(runs)),
                Block::Strong(runs) => {
                    let attributes = [("class", "heading"), OWN_DIRECTION];
                    self.block("p", &attributes, |page| page.runs(runs));
                }
                Block::Code { info, text } => self.code(info, text),
                Block::Quote(inner) => self.block("blockquote", &[], |page| page.blocks(inner)),
                Block::List(items) => self.list(items),
                Block::Table(grid) => self.grid(grid),
                Block::Rule => self.void("hr", &[]),
            }
        }
    }

    fn code(&mut self, info: &str, text: &str) {
        self.block("figure", &[("class", "code")], |page| {
            if !info.is_empty() {
                page.leaf("figcaption", &[OWN_DIRECTION], info);
            }
            page.element("pre", &[OWN_DIRECTION], |page| {
                page.line_break();
                page.element("code", &[], |page| page.verbatim_runs(text));
            });
        });
    }

    fn list(&mut self, items: &[ListItem]) {
        let number = |item: &ListItem| item.mark.strip_suffix('.').and_then(|n| n.parse::<u32>().ok());
        let first = items.first().and_then(number).filter(|_| items.iter().all(|i| number(i).is_some()));
        if let Some(first) = first {
            let start = first.to_string();
            let attributes = [("start", start.as_str()), OWN_DIRECTION];
            return self.block("ol", &attributes, |page| page.list_items(items, None));
        }
        self.block("ul", &[OWN_DIRECTION], |page| page.list_items(items, Some("\u{2022}")));
    }

    /// Writes the items; a mark other than the usual one is written as text.
    fn list_items(&mut self, items: &[ListItem], usual: Option<&str>) {
        for item in items {
            let marked = usual.is_some_and(|usual| item.mark != usual);
            let attributes: &[_] = if marked { &[("class", "marked")] } else { &[] };
            self.block("li", attributes, |page| {
                if marked {
                    page.element("span", &[("class", "mark")], |page| page.words(&item.mark));
                    page.out.push(' ');
                }
                match item.blocks.as_slice() {
                    [Block::Para(runs)] => page.runs(runs),
                    [Block::Para(runs), rest @ ..] => {
                        page.runs(runs);
                        page.blocks(rest);
                    }
                    blocks => page.blocks(blocks),
                }
            });
        }
    }

    fn grid(&mut self, grid: &Grid) {
        self.tables += 1;
        let label = format!("{} {}", self.word(Word::CarrierColumn), self.tables);
        let many = grid.rows.iter().any(|row| row.len() > MOST_OF_A_PAGE);
        let class = if many { "scroll many" } else { "scroll" };
        let attributes = [("class", class), ("role", "region"), ("aria-label", &label), ("tabindex", "0")];
        self.block("div", &attributes, |page| {
            let direction = if grid.is_rtl() { "rtl" } else { "ltr" };
            page.block("table", &[("dir", direction)], |page| {
                for (at, row) in grid.rows.iter().enumerate() {
                    page.block("tr", &[], |page| page.grid_row(row, &grid.right, at == 0));
                }
            });
        });
    }

    fn grid_row(&mut self, row: &[Vec<Run>], right: &[bool], is_header: bool) {
        for (at, cell) in row.iter().enumerate() {
            let class = right.get(at).filter(|right| **right).map(|_| ("class", "right"));
            let named = is_header && cell.iter().any(|run| !run.text.trim().is_empty());
            let mut attributes: Vec<(&str, &str)> = class.into_iter().chain([OWN_DIRECTION]).collect();
            if named {
                attributes.push(("scope", "col"));
            }
            self.element(if named { "th" } else { "td" }, &attributes, |page| page.runs(cell));
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.run_inner(run, Self::lines);
        }
    }

    fn run_inner(&mut self, run: &Run, write: fn(&mut Self, &str)) {
        let element: Option<(&str, &[(&str, &str)])> = match run.look {
            Look::Plain => None,
            Look::Strong => Some(("strong", &[])),
            Look::Emphasis => Some(("em", &[])),
            Look::Struck => Some(("s", &[])),
            Look::Code | Look::Digest => Some(("code", &[])),
            Look::Muted => Some(("span", &[("class", "muted")])),
            Look::Alarm => Some(("span", &[("class", "state critical")])),
            Look::Chip => return self.placeholder(&run.text),
        };
        let text = |page: &mut Self| match element {
            Some((name, attributes)) => page.element(name, attributes, |page| write(page, &run.text)),
            None => write(page, &run.text),
        };
        match run.uri.as_deref().filter(|address| is_sound(address)) {
            Some(address) => self.element("a", &[("href", address), ("rel", "noreferrer")], text),
            None => text(self),
        }
    }

    /// Writes text with its line breaks.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.void("br", &[]);
            }
            self.words(line);
        }
    }

    /// Writes a placeholder: one sign for the eye, a phrase for the ear.
    fn placeholder(&mut self, text: &str) {
        let spoken = Placeholder::at_start(text.as_bytes())
            .map_or_else(|| text.to_owned(), |(placeholder, _)| self.theme().spoken(&placeholder));
        let attributes =
            [("class", "placeholder"), ("role", "img"), ("aria-label", spoken.as_str()), ("dir", "ltr")];
        self.element("code", &attributes, |page| page.words(text));
    }
}
