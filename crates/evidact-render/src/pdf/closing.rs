//! The end of a report: what was taken out, the evidence, what found no place, terms, and how it was made.

use super::compose::{GAP, put_bar};
use super::display::DestId;
use super::flow::{glue_all, indent, keep_card, space_before};
use super::report::Composer;
use super::rich::{self, Block, ListItem};
use super::table::{Cell, CellLook, Table};
use super::tree::{ElemId, Kind};
use crate::theme::{Section, Word};
use evidact_model::Class;

impl Composer<'_> {
    pub(crate) fn redaction(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Redaction, dest);
        let (body, small, width) = (self.kit.body(), self.kit.small(), self.width());
        let intro = self.kit.para(self.word(Word::RedactionIntro), body, width, sect);
        self.flow.place(intro);
        let statement = &self.report.redaction;
        let of =
            |counts: &[(Class, u64)], class| counts.iter().filter(|(c, _)| *c == class).map(|(_, n)| n).sum();
        let rows = Class::ALL.iter().map(|class| {
            vec![
                Cell::text(self.kit.theme.class(*class), CellLook::RowHead),
                Cell::number(of(&statement.redactions, *class)),
                Cell::number(of(&statement.values, *class)),
            ]
        });
        let rows = rows.collect();
        let mut head = self.heads(&[Word::Class, Word::Replacements, Word::DistinctValues]);
        head.iter_mut().skip(1).for_each(|cell| cell.right = true);
        let widths = vec![width * 0.5, width * 0.25, width * 0.25];
        let mut table = self.kit.table(&Table { head, rows, widths }, small, sect);
        keep_card(&mut table, self.flow.frame);
        self.place_after(2.0 * GAP, table);

        let facts = [
            (Word::SourcesRead, statement.sources.to_string()),
            (Word::RulesInForce, statement.rules.to_string()),
            (Word::Packs, statement.packs.clone()),
            (Word::Verification, self.kit.theme.say(&statement.verification)),
        ];
        let mut above = 2.0 * GAP;
        for (word, value) in facts {
            let atoms = self.labelled_text(self.word(word), &value, sect);
            self.place_after(std::mem::replace(&mut above, 2.0), atoms);
        }
        self.withheld(sect);
    }

    fn withheld(&mut self, sect: ElemId) {
        let (body, small, width) = (self.kit.body(), self.kit.small(), self.width());
        let withheld = &self.report.redaction.withheld;
        let part = self.kit.tree.add(Kind::Sect, sect);
        let mut atoms = if withheld.is_empty() {
            self.kit.para(self.word(Word::WithheldNone), body, width, part)
        } else {
            let rows = withheld.iter().map(|(name, reason)| {
                let reason = rich::parse(&self.kit.theme.say(reason));
                vec![Cell::text(name.as_str(), CellLook::Mono), Cell::blocks(reason)]
            });
            let rows = rows.collect();
            let head = self.heads(&[Word::WithheldName, Word::WithheldReason]);
            let widths = vec![width * 0.4, width * 0.6];
            self.kit.table(&Table { head, rows, widths }, small, part)
        };
        keep_card(&mut atoms, self.flow.frame);
        self.part(self.word(Word::Withheld), atoms, part);
    }

    fn heads(&self, words: &[Word]) -> Vec<Cell> {
        words.iter().map(|word| Cell::text(self.word(*word), CellLook::Plain)).collect()
    }

    pub(crate) fn evidence(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Evidence, dest);
        let (body, small, width) = (self.kit.body(), self.kit.small(), self.width());
        if self.report.evidence.is_empty() {
            let atoms = self.kit.para(self.word(Word::EvidenceNone), body, width, sect);
            return self.flow.place(atoms);
        }
        let mut rows = Vec::new();
        for file in &self.report.evidence {
            let structure =
                if file.structure_verified { Word::StructureVerified } else { Word::StructureUnverified };
            let path = Block::Para(rich::literal(file.path.as_str(), rich::Look::Plain));
            let digest = Block::Para(vec![rich::Run::new(file.sha256.as_str(), rich::Look::Digest)]);
            rows.push(vec![
                Cell { blocks: vec![path, digest], look: CellLook::Mono, right: false },
                Cell::number(file.bytes),
                Cell::number(file.redactions),
                Cell::text(self.word(structure), CellLook::Plain),
            ]);
        }
        let mut head = self.heads(&[Word::File, Word::Bytes, Word::Replacements, Word::Structure]);
        let title = format!("{} \u{b7} {}", self.word(Word::File), self.word(Word::Digest));
        head.iter_mut().take(1).for_each(|cell| *cell = Cell::text(&title, CellLook::Plain));
        head.iter_mut().skip(1).take(2).for_each(|cell| cell.right = true);
        let widths = [0.6, 0.11, 0.16, 0.13].map(|share| share * width).to_vec();
        let table = self.kit.table(&Table { head, rows, widths }, small, sect);
        self.flow.place(table);
    }

    pub(crate) fn unplaced(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Unplaced, dest);
        let (body, width) = (self.kit.body(), self.width());
        let notes = &self.report.review.unplaced;
        let unfilled = &self.report.review.unfilled;
        let none = notes.is_empty() && unfilled.is_empty();
        let word = if none { Word::UnplacedNone } else { Word::UnplacedIntro };
        let intro = self.kit.para(self.word(word), body, width, sect);
        self.flow.place(intro);
        for note in notes {
            let first = note.first_line.to_string();
            let last = note.last_line.to_string();
            let word = if first == last { Word::OneLine } else { Word::Lines };
            let label = self.kit.theme.fill(word, &[("first", &first), ("last", &last)]);
            let face = self.label();
            let mut atoms = self.kit.para(&label, face, width, sect);
            glue_all(&mut atoms, true);
            space_before(&mut atoms, 2.0 * GAP);
            let mut text = self.markdown(&note.text, body, width - 14.0, sect);
            indent(&mut text, 14.0);
            let bar = super::compose::HAIRLINE;
            put_bar(&mut self.kit, &mut text, bar);
            atoms.append(&mut text);
            self.flow.place(atoms);
        }
        for field in unfilled {
            let line = field.origin.line.to_string();
            let label = self.kit.theme.fill(Word::OneLine, &[("first", &line)]);
            let gap = self.word(Word::Gap);
            let text = [field.origin.label.as_str(), field.text.as_str(), gap];
            let text: Vec<&str> = text.into_iter().filter(|part| !part.trim().is_empty()).collect();
            let atoms = self.labelled_text(&label, &text.join(" \u{2014} "), sect);
            self.place_after(GAP, atoms);
        }
        self.suppressions(sect);
    }

    pub(crate) fn glossary(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Glossary, dest);
        for (term, text) in self.kit.theme.glossary() {
            let atoms = self.labelled_text(term, text, sect);
            self.place_after(4.0, atoms);
        }
    }

    pub(crate) fn governance(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Governance, dest);
        let (body, width) = (self.kit.body(), self.width());
        let mut intro = self.kit.para(self.word(Word::GovernanceIntro), body, width, sect);
        glue_all(&mut intro, true);
        let items = self.kit.theme.governance().iter().map(|line| ListItem {
            mark: "\u{2022}".to_owned(),
            blocks: vec![Block::Para(rich::literal(line, rich::Look::Plain))],
        });
        let list = Block::List(items.collect());
        let mut list = self.kit.blocks(&[list], body, width, sect);
        space_before(&mut list, GAP);
        glue_all(&mut list, false);
        intro.append(&mut list);
        self.flow.place(intro);
        if self.report.review.governance.iter().any(|f| !f.text.is_blank()) {
            let part = self.kit.tree.add(Kind::Sect, sect);
            let stated = self.report.review.governance.iter().filter(|f| !f.text.is_blank());
            let rows = stated.map(|field| {
                vec![
                    Cell::text(field.origin.label.as_str(), CellLook::RowHead),
                    Cell::blocks(rich::parse(field.text.as_str())),
                    Cell::text(&self.origin(field), CellLook::Muted),
                ]
            });
            let rows = rows.collect();
            let head = self.heads(&[Word::Label, Word::Value, Word::Source]);
            let widths = [0.45, 0.34, 0.21].map(|share| share * width).to_vec();
            let small = self.kit.small();
            let mut atoms = self.kit.table(&Table { head, rows, widths }, small, part);
            keep_card(&mut atoms, self.flow.frame);
            self.part(self.word(Word::GovernanceNote), atoms, part);
        }
    }
}
