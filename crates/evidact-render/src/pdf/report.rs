//! The report as sections on pages: which comes when, where it starts, and what the outline says of it.

use super::compose::{CAPTION, Face, GAP, H1, H2, H3, Kit};
use super::display::{Bookmark, DestId, Pt};
use super::flow::{Atom, Flow, glue_all, space_before};
use super::fonts::{Book, FaceId};
use super::rich::{self, Look};
use super::tree::{ElemId, Kind};
use super::{Cover, PdfOptions};
use crate::findings::FindingIds;
pub(crate) use crate::rich::plain_text;
use crate::said::Said;
use crate::theme::{Section, Theme, Word};
use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_model::review::Field;

/// Lays a report out.
pub(crate) struct Composer<'r> {
    pub(crate) report: &'r Report,
    pub(crate) findings: FindingIds<'r>,
    pub(crate) kit: Kit<'r>,
    pub(crate) flow: Flow,
    pub(crate) bookmarks: Vec<Bookmark>,
    /// Where each section and each observation is, made before anything is laid out so that links can point there.
    sections: Vec<(Section, DestId)>,
    pub(crate) observations: Vec<DestId>,
    /// Whether the cover could not hold the whole title, so that the next page has to.
    pub(crate) title_cut: bool,
    /// What the report begins with.
    pub(crate) beginning: Cover,
}

impl<'r> Composer<'r> {
    pub(crate) fn new(report: &'r Report, theme: &'r Theme, options: &PdfOptions<'r>) -> Self {
        let mut kit = Kit::new(theme, Book::new(options.fonts));
        let review = &report.review;
        let shown = theme.sections().iter().filter(|section| match section {
            Section::Metadata => report.metadata.is_some(),
            Section::Checklists => !review.checklists.is_empty() || !review.unsafe_patterns.is_empty(),
            _ => true,
        });
        let sections = shown.map(|s| (*s, kit.new_dest())).collect();
        let observations = report.review.observations.iter().map(|_| kit.new_dest()).collect();
        Self {
            report,
            findings: FindingIds::of(report, theme),
            kit,
            flow: Flow::new(options.page_size.frame()),
            bookmarks: Vec::new(),
            sections,
            observations,
            title_cut: false,
            beginning: options.cover,
        }
    }

    /// Lays all sections out.
    pub(crate) fn compose(&mut self) {
        for (section, dest) in self.sections.clone() {
            let title = self.kit.theme.section_title(section).to_owned();
            if section != Section::Cover {
                self.bookmarks.push(Bookmark { level: 1, title, dest });
            }
            match section {
                Section::Cover if self.beginning == Cover::Lines => self.cover_lines(),
                Section::Cover => self.cover(),
                Section::Summary => self.summary(dest),
                Section::Contents => self.contents(dest),
                Section::Approach => self.approach(dest),
                Section::Record => self.record(dest),
                Section::Boundaries => self.boundaries(dest),
                Section::Observations => self.cards(dest),
                Section::Metadata => self.metadata(dest),
                Section::Checklists => self.checklists(dest),
                Section::Redaction => self.redaction(dest),
                Section::Evidence => self.evidence(dest),
                Section::Unplaced => self.unplaced(dest),
                Section::Glossary => self.glossary(dest),
                Section::Governance => self.governance(dest),
            }
        }
        self.flow.finish();
    }

    /// Returns the sections that the contents list, with their places.
    pub(crate) fn listed_sections(&self) -> Vec<(Section, DestId)> {
        let listed = |s: &&(Section, DestId)| !matches!(s.0, Section::Cover | Section::Contents);
        self.sections.iter().filter(listed).copied().collect()
    }

    pub(crate) fn width(&self) -> Pt {
        self.flow.frame.text_width()
    }

    pub(crate) fn word(&self, word: Word) -> &'r str {
        self.kit.theme.word(word)
    }

    /// Returns the report's title.
    pub(crate) fn title(&self) -> String {
        let given = self.report.review.title.as_ref().filter(|t| !t.is_blank());
        given.map_or_else(|| self.word(Word::Untitled).to_owned(), plain_text)
    }

    /// Returns the values of a row of the server trust record as one line.
    pub(crate) fn record_line(&self, keys: &[&str]) -> Option<String> {
        let row = keys.iter().find_map(|key| self.told().cover_row(key))?;
        let values: Vec<String> =
            row.value.iter().map(|f| plain_text(&f.text)).filter(|t| !t.is_empty()).collect();
        (!values.is_empty()).then(|| values.join("; "))
    }

    /// Returns what every kind of report says in the same words.
    pub(crate) fn told(&self) -> Said<'r> {
        Said { report: self.report, theme: self.kit.theme }
    }

    /// Starts a section on a new page.
    pub(crate) fn open(&mut self, section: Section, dest: DestId) -> ElemId {
        self.flow.new_page();
        self.open_here(section, dest, 0.0)
    }

    /// Starts a section on this page, if there is room for the beginning of it.
    pub(crate) fn open_below(&mut self, section: Section, dest: DestId) -> ElemId {
        self.open_with_room(section, dest, super::display::mm(85.0))
    }

    /// Starts a section on this page, if there is so much room.
    pub(crate) fn open_with_room(&mut self, section: Section, dest: DestId, room: Pt) -> ElemId {
        self.flow.finish();
        if self.flow.room() < room {
            self.flow.new_page();
        }
        self.open_here(section, dest, 35.0)
    }

    fn open_here(&mut self, section: Section, dest: DestId, before: Pt) -> ElemId {
        let sect = self.kit.tree.add(Kind::Sect, ElemId::DOCUMENT);
        let title = self.kit.theme.section_title(section);
        let mut atoms = self.heading(title, Kind::H1, sect);
        space_before(&mut atoms, before);
        if let Some(first) = atoms.first_mut() {
            first.dests.push(dest);
        }
        self.flow.place(vec_with_space(atoms, 2.0 * GAP));
        sect
    }

    /// Sets a heading that stays with what follows.
    pub(crate) fn heading(&mut self, text: &str, kind: Kind, parent: ElemId) -> Vec<Atom> {
        let palette = self.kit.palette();
        let (scale, colour) = match kind {
            Kind::H1 => (H1, palette.accent),
            Kind::H2 => (H2, palette.accent),
            _ => (H3, palette.ink),
        };
        let elem = self.kit.tree.add(kind, parent);
        let face = Face { scale, font: FaceId::SemiBold, colour };
        let width = self.width();
        let mut atoms = self.kit.paragraph(&rich::literal(text, Look::Plain), face, width, elem);
        glue_all(&mut atoms, true);
        atoms
    }

    /// Places a part of a section: a second-level heading and what belongs to it.
    pub(crate) fn part(&mut self, heading: &str, mut body: Vec<Atom>, parent: ElemId) {
        let mut atoms = self.heading(heading, Kind::H2, parent);
        space_before(&mut atoms, 3.0 * GAP);
        space_before(&mut body, GAP);
        atoms.append(&mut body);
        self.flow.place(atoms);
    }

    /// Sets the fields of one name below each other, or says that there are none.
    pub(crate) fn fields(&mut self, fields: &[Field], base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        for field in fields.iter().filter(|field| !field.text.is_blank()) {
            let mut next = self.markdown(&field.text, base, width, parent);
            if !atoms.is_empty() {
                space_before(&mut next, GAP);
            }
            atoms.append(&mut next);
        }
        if atoms.is_empty() { self.kit.gap(base, width, parent) } else { atoms }
    }

    /// Sets Markdown.
    pub(crate) fn markdown(&mut self, text: &CleanText, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        self.kit.blocks(&rich::parse(text.as_str()), base, width, parent)
    }

    /// Returns the look of labels.
    pub(crate) fn label(&self) -> Face {
        Face { scale: CAPTION, font: FaceId::SemiBold, colour: self.kit.palette().muted }
    }

    /// Places atoms with space above them.
    pub(crate) fn place_after(&mut self, before: Pt, mut atoms: Vec<Atom>) {
        space_before(&mut atoms, before);
        self.flow.place(atoms);
    }
}

/// Returns atoms followed by space that stays with them.
pub(crate) fn vec_with_space(mut atoms: Vec<Atom>, space: Pt) -> Vec<Atom> {
    atoms.push(Atom { glue: true, ..Atom::blank(space) });
    atoms
}
