//! What the note says of the review and of the server: objective, scope, method, limits; the server trust record; the
//! trust boundaries. What it does not say is shown as a gap.

use super::summary::state_class;
use super::table::Caption;
use super::{Page, boundary_id};
use crate::theme::{Section, Word};
use evidact_model::review::{BoundaryRow, Field};

impl Page<'_> {
    pub(super) fn approach(&mut self) {
        self.open_section(Section::Approach, |page| {
            let (stated, open) = page.said.approach();
            for (word, fields) in stated.into_iter().chain(page.said.stated_of_itself()) {
                let title = page.word(word);
                page.leaf("h3", &[], title);
                page.fields(fields);
            }
            page.open_items(open);
        });
    }

    /// Writes sentences that say what is not stated.
    pub(super) fn open_items(&mut self, sentences: impl IntoIterator<Item = String>) {
        for sentence in sentences {
            self.leaf("p", &[("class", "gap")], &sentence);
        }
    }

    pub(super) fn record(&mut self) {
        let rows = &self.report().review.record.rows;
        self.open_section(Section::Record, |page| {
            if let Some(open) = page.said.open_record() {
                return page.open_items([open]);
            }
            let caption = Caption::Unseen(page.word(Word::Record));
            page.table(caption, &page.heads([Word::Row, Word::Value, Word::Source]), |page| {
                for row in rows {
                    page.row(|page| {
                        page.row_head(page.theme().title(&row.id, &row.title));
                        page.wide_cell(|page| page.cell_fields(&row.value));
                        page.cell(|page| page.sources(&row.value));
                    });
                }
            });
        });
    }

    /// Writes where fields came from.
    pub(super) fn sources(&mut self, fields: &[Field]) {
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                self.void("br", &[]);
            }
            let source = self.said.source(field);
            self.element("span", &[("class", "muted")], |page| page.words(&source));
        }
    }

    pub(super) fn boundaries(&mut self) {
        let boundaries = &self.report().review.boundaries;
        self.open_section(Section::Boundaries, |page| {
            boundaries.iter().enumerate().for_each(|(at, row)| page.boundary(at, row));
            page.contradictions();
            page.controls();
        });
    }

    fn boundary(&mut self, at: usize, row: &BoundaryRow) {
        let id = boundary_id(at);
        let title = format!("{} · {}", row.id, self.theme().title(&row.id, &row.title));
        let class = format!("card boundary {}", state_class(row.state));
        let label = format!("{id}-title");
        let attributes = [("class", class.as_str()), ("id", &id), ("aria-labelledby", &label)];
        self.block("article", &attributes, |page| {
            page.line_break();
            page.block("div", &[("class", "head")], |page| {
                page.leaf("h3", &[("id", &label), ("dir", "auto")], &title);
                page.block("p", &[], |page| page.state_mark(row.state));
            });
            if page.said.is_bare(row) {
                return;
            }
            page.labelled(Word::Expected, &row.expected);
            let see = page.said.see_observations(&row.id);
            page.field_block(page.word(Word::Observed), "", |page| match see {
                Some(see) => {
                    if row.observed.iter().any(|field| !field.text.is_blank()) {
                        page.fields(&row.observed);
                    }
                    page.leaf("p", &[("dir", "auto")], &see);
                }
                None => page.fields(&row.observed),
            });
            page.labelled(Word::Uncertainty, &row.uncertainty);
        });
    }

    fn labelled(&mut self, word: Word, fields: &[Field]) {
        self.field_block(self.word(word), "", |page| page.fields(fields));
    }

    /// Writes a field of a card: its label, and beside it what it says.
    pub(super) fn field_block(&mut self, label: &str, class: &str, inner: impl FnOnce(&mut Self)) {
        let class = if class.is_empty() { "field".to_owned() } else { format!("field {class}") };
        self.block("div", &[("class", &class)], |page| {
            page.line_break();
            page.leaf("h4", &[], label);
            page.block("div", &[], |page| {
                page.line_break();
                inner(page);
            });
        });
    }
}
