//! Observations as cards: a bar in the colour of the severity, the title, what is known at a glance, and the fields.

use super::compose::{CAPTION, Face, GAP, put_bar};
use super::display::{Area, DestId, Item, Pt, Shape};
use super::drawn::baseline;
use super::flow::{
    Atom, artifact, as_artifacts, glue_all, indent, keep_card, put_head, put_panel, side_by_side,
    space_before,
};
use super::fonts::FaceId;
use super::report::{Composer, plain_text};
use super::rich;
use super::text::Style;
use super::tree::{ElemId, Kind};
use crate::said::{Fact, is_shown_at_a_glance, severity_as_written};
use crate::theme::{Section, Tone, Word};
use evidact_model::review::{Certainty, Field, Observation};
use std::rc::Rc;

/// The room between the bar and the text.
const INSET: Pt = 14.0;

impl Composer<'_> {
    pub(crate) fn cards(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Observations, dest);
        let observations = &self.report.review.observations;
        if observations.is_empty() {
            let (body, width) = (self.kit.body(), self.width());
            let atoms = self.kit.para(self.word(Word::NoObservations), body, width, sect);
            self.flow.place(atoms);
        }
        for (at, observation) in observations.iter().enumerate() {
            let Some(dest) = self.observations.get(at).copied() else { continue };
            let part = self.kit.tree.add(Kind::Sect, sect);
            let mut atoms = self.card(observation, dest, part);
            keep_card(&mut atoms, self.flow.frame);
            space_before(&mut atoms, if at == 0 { 0.0 } else { 4.0 * GAP });
            self.flow.place(atoms);
        }
        self.recommendations(sect);
    }

    /// Sets what the note recommends for all of it, if it does.
    fn recommendations(&mut self, sect: ElemId) {
        let recommendations = &self.report.review.recommendations;
        if !recommendations.is_empty() {
            let part = self.kit.tree.add(Kind::Sect, sect);
            let (body, width) = (self.kit.body(), self.width());
            let atoms = self.fields(recommendations, body, width, part);
            self.part(self.word(Word::Recommendations), atoms, part);
        }
    }

    fn card(&mut self, observation: &Observation, dest: DestId, part: ElemId) -> Vec<Atom> {
        let tone = self.kit.palette().severity(observation.severity);
        let title = plain_text(&observation.title);
        let title = (observation.id.as_str(), title.as_str());
        self.bookmark_observation(format!("{}  {}", title.0, title.1), dest);
        let mut atoms = self.card_head(observation, title, tone, part);
        if let Some(first) = atoms.first_mut() {
            first.dests.push(dest);
        }
        for (label, fields, tinted) in self.card_blocks(observation) {
            let mut block = self.card_block(&label, &fields, tinted, part);
            space_before(&mut block, GAP);
            atoms.append(&mut block);
        }
        indent(&mut atoms, INSET);
        put_bar(&mut self.kit, &mut atoms, tone.text);
        let head = Rc::new(self.continuation(title, tone));
        put_head(atoms.get_mut(1..).unwrap_or_default(), &head);
        atoms
    }

    /// Returns the blocks of a card: those that are always shown, and the further ones that the note has.
    fn card_blocks(&self, observation: &Observation) -> Vec<(String, Vec<Field>, bool)> {
        let further = |wanted: &str| -> Vec<Field> {
            let named = observation.more.iter().filter(|(name, _)| name == wanted);
            let named = named.filter(|(name, field)| !is_shown_at_a_glance(observation, name, field));
            named.map(|(_, field)| field.clone()).collect()
        };
        let mut blocks = Vec::new();
        let mut push = |word: Word, fields: Vec<Field>, tinted: bool| {
            blocks.push((self.word(word).to_owned(), fields, tinted));
        };
        push(Word::Objective, observation.objective.clone(), false);
        push(Word::Scope, observation.scope.clone(), false);
        push(Word::Expected, observation.expected.clone(), false);
        push(Word::Observed, observation.observed.clone(), false);
        push(Word::EvidenceReferences, further("evidence"), false);
        push(Word::Uncertainty, observation.uncertainty.clone(), true);
        push(Word::Remediation, observation.remediation.clone(), false);
        let mut seen: Vec<&str> = vec!["evidence"];
        for (name, field) in &observation.more {
            if !seen.contains(&name.as_str()) && !is_shown_at_a_glance(observation, name, field) {
                seen.push(name);
                let known = self.kit.theme.further(name);
                let label = if known == self.word(Word::Other) {
                    format!("{known}: {name}")
                } else {
                    known.to_owned()
                };
                blocks.push((label, further(name), false));
            }
        }
        blocks
    }

    fn card_block(&mut self, label: &str, fields: &[Field], tinted: bool, part: ElemId) -> Vec<Atom> {
        let width = self.width() - INSET;
        let review = &self.report.review;
        let of_review = label == self.word(Word::Objective) && !review.objective.is_empty()
            || label == self.word(Word::Scope) && !review.scope.is_empty();
        if of_review && fields.iter().all(|field| field.text.is_blank()) {
            return self.labelled_gap(label, self.word(Word::AsForTheReview), width, part);
        }
        if !tinted {
            return self.labelled(label, fields, width, part);
        }
        let mut atoms = self.labelled(label, fields, width - 8.0, part);
        // The ground stands out to the left, so that labels keep their column.
        let ground = self.kit.new_panel(-8.0, width + 8.0, self.kit.palette().medium.tint, 3.0);
        put_panel(&mut atoms, ground, GAP);
        atoms
    }

    fn card_head(
        &mut self,
        observation: &Observation,
        title: (&str, &str),
        tone: Tone,
        part: ElemId,
    ) -> Vec<Atom> {
        let word = self.kit.theme.severity(observation.severity).to_owned();
        let width = self.width() - INSET;
        let severity = self.kit.tree.add(Kind::P, part);
        let (_, chip) = self.kit.pill(&word, tone, (0.0, 0.0), severity);
        let mut atoms = self.card_title(title, (width - chip - 12.0).max(120.0), part);
        let (items, _) = self.kit.pill(&word, tone, (width - chip, 0.5), severity);
        let mut rows = self.meta_rows(observation, width, part);
        if let Some(first) = atoms.first_mut() {
            first.items.extend(items);
        }
        atoms.append(&mut rows);
        glue_all(&mut atoms, true);
        atoms
    }

    /// Sets what the note states of it in a few words, and where the observation begins.
    fn meta_rows(&mut self, observation: &Observation, width: Pt, part: ElemId) -> Vec<Atom> {
        let told = self.told();
        let known = self.kit.theme.severity(observation.severity);
        let written = severity_as_written(observation, known).map(|written| Fact {
            name: self.word(Word::Severity),
            values: vec![written.to_owned()],
            certainty: None,
        });
        let line = told.line(observation.line);
        let line = Fact { name: self.word(Word::Source), values: vec![line], certainty: None };
        let facts: Vec<Fact<'_>> = written.into_iter().chain(told.facts(observation)).chain([line]).collect();
        let column = width / 3.0;
        let mut atoms = Vec::new();
        for row in facts.chunks(3) {
            let mut columns = Vec::new();
            for (at, fact) in row.iter().enumerate() {
                let mut cell = self.fact_cell(fact, column - 10.0, part);
                indent(&mut cell, at as Pt * column);
                columns.push(cell);
            }
            let mut row = side_by_side(columns, 300.0);
            space_before(&mut row, 5.0);
            atoms.append(&mut row);
        }
        atoms
    }

    fn fact_cell(&mut self, fact: &Fact<'_>, width: Pt, part: ElemId) -> Vec<Atom> {
        let scale = super::compose::Scale { leading: 12.0, ..CAPTION };
        let label = Face { scale, ..self.label() };
        let part = self.kit.tree.add(Kind::Div, part);
        let mut atoms = self.kit.para(fact.name, label, width, part);
        let palette = self.kit.palette();
        let text = Face { scale, font: FaceId::Regular, colour: palette.ink };
        let values: Vec<String> = fact.values.iter().map(|value| rich::plain_line(value)).collect();
        let runs = rich::literal(&values.join("; "), rich::Look::Plain);
        let elem = self.kit.tree.add(Kind::P, part);
        let dots = fact.certainty.map_or(0.0, |_| 26.0);
        let mut below = self.kit.paragraph(&runs, text, width - dots, elem);
        indent(&mut below, dots);
        if let (Some(certainty), Some(first)) = (fact.certainty, below.first_mut()) {
            first.items.splice(0..0, self.dots(certainty));
        }
        atoms.append(&mut below);
        atoms
    }

    /// Draws how sure the reviewer is as dots out of three; the word stands beside them.
    fn dots(&self, certainty: Certainty) -> Vec<Item> {
        let full = match certainty {
            Certainty::Confirmed | Certainty::High => 3,
            Certainty::Moderate => 2,
            Certainty::Low => 1,
            Certainty::Unknown => 0,
        };
        let colour = self.kit.palette().accent;
        let dot = |at: usize| {
            let area = Area { x: at as Pt * 7.5 + 0.5, y: 3.5, width: 5.0, height: 5.0 };
            artifact(if at < full {
                Shape::Fill { area, colour, radius: 2.5 }
            } else {
                Shape::Stroke { area, colour, radius: 2.5, width: 0.6 }
            })
        };
        (0..3).map(dot).collect()
    }

    /// Returns what is repeated at the top of a page on which a card goes on.
    pub(crate) fn continuation(&mut self, (id, title): (&str, &str), tone: Tone) -> Vec<Atom> {
        let style = Style::new(FaceId::SemiBold, 9.0, self.kit.palette().muted);
        let (id, continued) = (format!("{id}  "), format!(" {}", self.word(Word::Continued)));
        let room = self.width() - INSET - self.kit.width(&continued, style);
        let id = super::cover::shortened(&mut self.kit, &id, style, room / 2.0);
        let room = room - self.kit.width(&id, style);
        let text = super::cover::shortened(&mut self.kit, title, style, room);
        let items = self.kit.texts_at([&id, &text, &continued], style, (INSET, baseline(14.0, 9.0)), None);
        let bar = Area { x: 0.0, y: 0.0, width: 4.0, height: 14.0 + GAP };
        let mut atom = Atom { items, ..Atom::blank(14.0 + GAP) };
        atom.items.push(artifact(Shape::Fill { area: bar, colour: tone.text, radius: 0.0 }));
        as_artifacts(&[atom])
    }
}
