//! The contents: every section and every observation with its page, each line a link.

use super::compose::{GAP, Scale};
use super::cover::shortened;
use super::display::{Area, Bookmark, DestId, Pt, Shape, Target};
use super::drawn::baseline;
use super::flow::{Atom, artifact, item};
use super::fonts::FaceId;
use super::report::{Composer, plain_text};
use super::text::Style;
use super::tree::{ElemId, Kind};
use crate::theme::Section;

const ENTRY: Scale = Scale { size: 10.5, leading: 20.0, mono: 9.5 };
const INNER: Scale = Scale { size: 9.5, leading: 16.0, mono: 8.75 };

/// What the heading of the contents needs, with the space around it.
const HEAD: Pt = 80.0;

impl Composer<'_> {
    pub(crate) fn contents(&mut self, dest: DestId) {
        let lines = self.listed_sections().len() as Pt * (ENTRY.leading + 4.0);
        let inner = self.observations.len() as Pt * INNER.leading;
        // A short list stands below the summary.
        let sect = self.open_with_room(Section::Contents, dest, HEAD + lines + inner);
        let toc = self.kit.tree.add(Kind::Toc, sect);
        let mut atoms = Vec::new();
        for (section, dest) in self.listed_sections() {
            let title = self.kit.theme.section_title(section).to_owned();
            let mut line = self.entry(("", &title), dest, (0.0, ENTRY, FaceId::SemiBold), None, toc);
            line.before = 4.0;
            line.glue = section == Section::Observations && !self.observations.is_empty();
            atoms.push(line);
            if section == Section::Observations {
                atoms.append(&mut self.observation_entries(toc));
            }
        }
        self.flow.place(atoms);
    }

    fn observation_entries(&mut self, toc: ElemId) -> Vec<Atom> {
        let inner = self.kit.tree.add(Kind::Toc, toc);
        let observations = &self.report.review.observations;
        let mut atoms = Vec::new();
        for (observation, dest) in observations.iter().zip(self.observations.clone()) {
            let (id, title) = (format!("{}  ", observation.id), plain_text(&observation.title));
            let tone = self.kit.palette().severity(observation.severity);
            atoms.push(self.entry(
                (&id, &title),
                dest,
                (GAP * 2.0, INNER, FaceId::Regular),
                Some(tone.text),
                inner,
            ));
        }
        atoms
    }

    fn entry(
        &mut self,
        (id, title): (&str, &str),
        dest: DestId,
        (indent, scale, face): (Pt, Scale, FaceId),
        dot: Option<crate::theme::Colour>,
        toc: ElemId,
    ) -> Atom {
        let width = self.width();
        let palette = self.kit.palette();
        let toci = self.kit.tree.add(Kind::Toci, toc);
        let link = self.kit.tree.add(Kind::Link, toci);
        let style = Style::new(face, scale.size, palette.ink);
        let y = baseline(scale.leading, scale.size);
        let mut atom = Atom::blank(scale.leading);
        if let Some(colour) = dot {
            let area = Area { x: indent, y: y - 6.5, width: 3.0, height: 8.0 };
            atom.items.push(artifact(Shape::Fill { area, colour, radius: 0.0 }));
        }
        let x = indent + if dot.is_some() { 9.0 } else { 0.0 };
        let id = shortened(&mut self.kit, id, style, (width - x) / 2.0);
        let room = width - x - 40.0 - self.kit.width(&id, style);
        let text = shortened(&mut self.kit, title, style, room);
        let end = x + self.kit.width(&id, style) + self.kit.width(&text, style) + 6.0;
        let text = format!("{text} ");
        atom.items.extend(self.kit.texts_at([&id, &text], style, (x, y), Some(link)));
        let page = Shape::PageOf { dest, x: width, y, size: scale.size, colour: palette.muted };
        atom.items.push(item(link, page));
        let area = Area { x: 0.0, y: 0.0, width, height: scale.leading };
        atom.items
            .push(item(link, Shape::Link { area, target: Target::Dest(dest), says: format!("{id}{title}") }));
        // Leaders, as small squares: text would be read aloud.
        let mut x = (end / 5.0).ceil() * 5.0;
        while x < width - 30.0 {
            let area = Area { x, y: y - 0.8, width: 0.8, height: 0.8 };
            atom.items.push(artifact(Shape::Fill { area, colour: super::compose::HAIRLINE, radius: 0.0 }));
            x += 5.0;
        }
        atom
    }

    /// Adds an observation to the outline.
    pub(crate) fn bookmark_observation(&mut self, title: String, dest: DestId) {
        self.bookmarks.push(Bookmark { level: 2, title, dest });
    }
}
