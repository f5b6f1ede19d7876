//! The cover: what was reviewed, whose it is, and what came out, on one page without margins.

use super::compose::{BODY, Face, Kit, LEAD, PAPER, Scale};
use super::display::{Area, Item, Pt, Shape, mm};
use super::drawn::baseline;
use super::flow::{Atom, Frame, artifact, item};
use super::fonts::FaceId;
use super::mosaic::mosaic;
use super::report::{Composer, plain_text};
use super::text::Style;
use super::tree::{ElemId, Kind};
use crate::theme::{Colour, Tone, Word};
use evidact_model::review::Field;

/// The sizes of a title, and how many lines of each the band holds.
const TITLES: [(Scale, usize); 3] = [
    (Scale { size: 30.0, leading: 37.0, mono: 27.0 }, 4),
    (Scale { size: 20.0, leading: 26.0, mono: 18.0 }, 6),
    (Scale { size: 14.0, leading: 18.5, mono: 12.5 }, 8),
];
const PALE: Colour = Colour { red: 0xc6, green: 0xd2, blue: 0xe3 };

impl Composer<'_> {
    pub(crate) fn cover(&mut self) {
        self.flow.bare();
        let frame = self.flow.frame;
        let sect = self.kit.tree.add(Kind::Sect, ElemId::DOCUMENT);
        let accent = self.kit.palette().accent;
        let band = Area { x: 0.0, y: 0.0, width: frame.width, height: frame.height * 0.46 };
        self.flow.paint([artifact(Shape::Fill { area: band, colour: accent, radius: 0.0 })]);
        let bottom = band.height - mm(16.0);
        self.cover_title(bottom, sect);
        let y = self.cover_facts(band.height + mm(16.0), sect);
        self.cover_verdict(y + 28.0, sect);
        let made = self.kit.theme.fill(Word::MadeWith, &[("version", &self.report.meta.tool_version)]);
        let style = Style::new(FaceId::Regular, 8.5, self.kit.palette().muted);
        let elem = self.kit.tree.add(Kind::P, sect);
        let items = self.kit.line_at(&made, style, (Frame::SIDE, frame.height - mm(18.0)), Some(elem));
        self.flow.paint(items);
    }

    /// Draws the theme's logo with its upper right corner at a place, no larger than so much.
    fn logo(
        &mut self,
        (right, top): (Pt, Pt),
        (most_wide, most_high): (Pt, Pt),
        ground: Colour,
        sect: ElemId,
    ) -> Vec<Item> {
        let Some((picture, alt)) = self.kit.theme.logo() else { return Vec::new() };
        let [wide, high] = [picture.width, picture.height].map(|points| points.max(1) as Pt);
        let scale = (most_wide / wide).min(most_high / high);
        let (width, height) = (wide * scale, high * scale);
        let elem = self.kit.tree.add_figure(sect, alt.to_owned());
        let area = Area { x: right - width, y: top, width, height };
        mosaic(picture, area, ground).into_iter().map(|shape| item(elem, shape)).collect()
    }

    /// Sets banner, title, server, owner, date and digest above the first section.
    pub(crate) fn cover_lines(&mut self) {
        self.flow.new_page();
        let sect = self.kit.tree.add(Kind::Sect, ElemId::DOCUMENT);
        let (palette, width) = (self.kit.palette(), self.width());
        let banner = self.kit.tree.add(Kind::P, sect);
        let text = self.report.meta.classification.as_str().to_owned();
        let (mut items, _) = self.kit.pill(&text, palette.banner, (0.0, 0.0), banner);
        let logo = self.logo((width, 0.0), (mm(40.0), 28.0), PAPER, sect);
        let height = if logo.is_empty() { 16.0 } else { 28.0 };
        items.extend(logo);
        self.flow.place(vec![Atom { items, ..Atom::blank(height) }]);
        let title = self.title();
        let heading = self.heading(&title, Kind::H1, sect);
        self.place_after(14.0, heading);
        let owner = self.record_line(&["owner"]);
        let date = self.report.meta.date.as_ref().map(plain_text);
        let facts = [self.server_line(), owner, date, Some(plain_text(&self.report.meta.id))];
        let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        let face = Face { scale: LEAD, font: FaceId::Regular, colour: palette.muted };
        let lines = self.kit.para(&facts.join(" \u{b7} "), face, width, sect);
        self.place_after(4.0, lines);
        let made = self.kit.theme.fill(Word::MadeWith, &[("version", &self.report.meta.tool_version)]);
        let digest = self.digest().map(|digest| format!("{}: {digest}", self.word(Word::EvidenceDigest)));
        let text = [Some(made), digest].into_iter().flatten().collect::<Vec<_>>().join(". ");
        let face = Face { scale: super::compose::SMALL, font: FaceId::Regular, colour: palette.muted };
        let lines = self.kit.para(&text, face, width, sect);
        self.place_after(4.0, lines);
    }

    /// Puts the banner at the top of the band, and title and server at its bottom.
    fn cover_title(&mut self, bottom: Pt, sect: ElemId) {
        let width = self.width();
        let banner = self.kit.tree.add(Kind::P, sect);
        let tone = self.kit.palette().banner;
        let text = self.report.meta.classification.as_str().to_owned();
        let (items, _) = self.kit.pill(&text, tone, (Frame::SIDE, mm(22.0)), banner);
        self.flow.paint(items);
        let (right, most) = (self.flow.frame.width - Frame::SIDE, (mm(50.0), mm(20.0)));
        let logo = self.logo((right, mm(22.0)), most, self.kit.palette().accent, sect);
        self.flow.paint(logo);

        let title = self.title();
        let elem = self.kit.tree.add(Kind::H1, sect);
        let mut lines = Vec::new();
        for (scale, most) in TITLES {
            let face = Face { scale, font: FaceId::SemiBold, colour: PAPER };
            (lines, self.title_cut) = self.kit.clipped(&title, face, (width, most), elem);
            if !self.title_cut {
                break;
            }
        }
        let subtitle = self.server_line().unwrap_or_default();
        let face = Face { scale: LEAD, font: FaceId::Regular, colour: PALE };
        let elem = self.kit.tree.add(Kind::P, sect);
        let (mut below, _) = self.kit.clipped(&subtitle, face, (width, 2), elem);
        if subtitle.is_empty() {
            below.clear();
        }
        let height = |atoms: &[Atom]| atoms.iter().map(|a| a.height).sum::<Pt>();
        let top = bottom - height(&lines) - height(&below) - 10.0;
        let y = self.stack((Frame::SIDE, top), lines);
        self.stack((Frame::SIDE, y + 10.0), below);
    }

    /// Puts two columns of facts below the band; returns where they end.
    fn cover_facts(&mut self, top: Pt, sect: ElemId) -> Pt {
        let meta = &self.report.meta;
        let gap = self.word(Word::Gap).to_owned();
        let or_gap = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
        let text = |clean: &evidact_model::CleanText| clean.as_str().to_owned();
        let no_date = self.word(Word::NoDate).to_owned();
        let mut facts = vec![
            (Word::Server, or_gap(self.server_line()), &gap),
            (Word::OwnerLabel, or_gap(self.record_line(&["owner"])), &gap),
            (Word::Date, or_gap(meta.date.as_ref().map(text)), &no_date),
        ];
        // What need not be given is shown only if it was.
        let joined = |fields: &[Field]| -> String {
            fields.iter().map(|field| plain_text(&field.text)).collect::<Vec<_>>().join("; ")
        };
        let stated = self.told().stated_of_itself();
        let stated = stated.map(|(word, fields)| (word, Some(joined(fields))));
        let optional = stated.chain([(Word::Version, meta.version.as_ref().map(text))]);
        facts.extend(
            optional.filter_map(|(word, value)| or_gap(value).map(|value| (word, Some(value), &gap))),
        );
        facts.extend([
            (Word::ReportId, or_gap(Some(text(&meta.id))), &gap),
            (Word::ClassificationLabel, or_gap(Some(text(&meta.classification))), &gap),
        ]);
        let column = self.width() / 2.0;
        let mut y = top;
        for pair in facts.chunks(2) {
            let mut end = y;
            for (at, (word, value, missing)) in pair.iter().enumerate() {
                let x = Frame::SIDE + at as Pt * column;
                let value = value.as_deref().ok_or(missing.as_str());
                end = end.max(self.fact((x, y), column - 14.0, *word, value, sect));
            }
            y = end + 12.0;
        }
        let label = self.kit.para(self.word(Word::EvidenceDigest), self.label(), self.width(), sect);
        let y = self.stack((Frame::SIDE, y), label);
        let palette = self.kit.palette();
        let mono = Face { scale: Scale { size: 9.0, ..BODY }, font: FaceId::Mono, colour: palette.ink };
        let none = Face { scale: BODY, font: FaceId::Italic, colour: palette.muted };
        let (text, face) = match self.digest() {
            Some(digest) => (digest, mono),
            None => (self.word(Word::EvidenceDigestNone).to_owned(), none),
        };
        let width = self.width();
        let value = self.kit.para(&text, face, width, sect);
        self.stack((Frame::SIDE, y), value)
    }

    fn fact(&mut self, at: (Pt, Pt), width: Pt, word: Word, value: Result<&str, &str>, sect: ElemId) -> Pt {
        let label = self.kit.para(self.word(word), self.label(), width, sect);
        let y = self.stack(at, label);
        let ink = self.kit.palette().ink;
        let muted = self.kit.palette().muted;
        let (text, face) = match value {
            Ok(text) => (text, Face { scale: BODY, font: FaceId::SemiBold, colour: ink }),
            Err(missing) => (missing, Face { scale: BODY, font: FaceId::Italic, colour: muted }),
        };
        let elem = self.kit.tree.add(Kind::P, sect);
        let (atoms, _) = self.kit.clipped(text, face, (width, 3), elem);
        self.stack((at.0, y), atoms)
    }

    fn cover_verdict(&mut self, top: Pt, sect: ElemId) {
        let worst = self.told().worst();
        let tone = self.kit.palette().severity(worst);
        let width = self.width();
        let panel = Area { x: Frame::SIDE, y: top, width, height: 48.0 };
        let bar = Area { width: 4.0, ..panel };
        self.flow.paint([
            artifact(Shape::Fill { area: panel, colour: tone.tint, radius: 0.0 }),
            artifact(Shape::Fill { area: bar, colour: tone.text, radius: 0.0 }),
        ]);
        let elem = self.kit.tree.add(Kind::P, sect);
        let word = self.kit.theme.severity(worst).to_owned();
        let (items, used) = self.kit.pill(&word, tone, (Frame::SIDE + 16.0, top + 16.0), elem);
        self.flow.paint(items);
        let face = Face { scale: BODY, font: FaceId::SemiBold, colour: self.kit.palette().ink };
        let sentence = self.told().verdict();
        let atoms = self.kit.para(&sentence, face, width - used - 44.0, sect);
        let height: Pt = atoms.iter().map(|a| a.height).sum();
        self.stack((Frame::SIDE + used + 30.0, top + 24.0 - height / 2.0), atoms);
    }

    /// Puts atoms below each other at an absolute place; returns where they end.
    pub(crate) fn stack(&mut self, at: (Pt, Pt), atoms: Vec<Atom>) -> Pt {
        let mut y = at.1;
        for atom in atoms {
            let items = atom.items.into_iter();
            self.flow.paint(items.map(|i| Item { elem: i.elem, shape: i.shape.moved(at.0, y) }));
            y += atom.height;
        }
        y
    }

    /// Returns the digest of the evidence, if there is any evidence.
    fn digest(&self) -> Option<String> {
        let meta = &self.report.meta;
        (!self.report.evidence.is_empty()).then(|| meta.evidence_digest.clone())
    }

    /// Returns the server's name, with the version that the note gives of it.
    fn server_line(&self) -> Option<String> {
        let server = self.record_line(&SERVER_KEYS)?;
        let version = self.record_line(&["version"]).filter(|version| !server.contains(version.as_str()));
        let words = |version: &str| {
            self.kit.theme.fill(Word::ServerVersion, &[("server", &server), ("version", version)])
        };
        Some(version.map_or_else(|| server.clone(), |version| words(&version)))
    }

    /// Returns version and date for the margins, as they stand behind the title.
    fn margin_facts(&self) -> String {
        let meta = &self.report.meta;
        let parts = [meta.version.as_ref().map(plain_text), meta.date.as_ref().map(plain_text)];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.fold(String::new(), |facts, part| facts + " \u{b7} " + &part)
    }

    /// Puts header and footer on every page that is not bare, as artifacts.
    pub(crate) fn margins(&mut self) {
        let frame = self.flow.frame;
        let muted = self.kit.palette().muted;
        let banner = darker(self.kit.palette().banner);
        let style = Style::new(FaceId::Regular, 7.5, muted);
        let banner = Style::new(FaceId::SemiBold, 7.5, banner);
        let mono = Style::new(FaceId::Mono, 7.0, muted);
        let id = self.report.meta.id.as_str().to_owned();
        let digest: String = self.digest().unwrap_or_default().chars().take(12).collect();
        let right = frame.width - Frame::SIDE;
        let (title, facts) = (self.title(), self.margin_facts());
        let facts = shortened(&mut self.kit, &facts, style, 135.0);
        // The title gives way, since version and date say which report of that title this is.
        let room = 270.0 - self.kit.width(&facts, style);
        let title = shortened(&mut self.kit, &title, style, room);
        let classification = self.report.meta.classification.as_str().to_owned();
        let head = mm(15.0);
        let foot = frame.height - mm(13.0);
        let count = self.flow.pages.len();
        for number in 0..count {
            if self.flow.pages.get(number).is_none_or(|page| page.bare) {
                continue;
            }
            let values = [("page", (number + 1).to_string()), ("pages", count.to_string())];
            let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let page_of = self.kit.theme.fill(Word::Page, &values);
            let kit = &mut self.kit;
            let mut items = Vec::new();
            items.extend(rule(head + 6.0, frame, super::compose::HAIRLINE));
            items.extend(left(kit, &classification, banner, (Frame::SIDE, head), 240.0));
            items.extend(right_at(kit, &id, style, (right, head), 220.0));
            items.extend(rule(foot - 12.0, frame, super::compose::HAIRLINE));
            items.extend(kit.texts_at([&title, &facts], style, (Frame::SIDE, foot), None));
            items.extend(right_at(kit, &page_of, style, (right, foot), 90.0));
            items.extend(right_at(kit, &digest, mono, (right - 96.0, foot), 80.0));
            if let Some(page) = self.flow.pages.get_mut(number) {
                page.items.extend(items);
            }
        }
    }
}

/// The keys under which catalogs name the server.
pub(crate) const SERVER_KEYS: [&str; 4] = ["server-identity", "server", "identity", "name"];

/// Returns the colour of a tone that is easier to read on paper.
fn darker(tone: Tone) -> Colour {
    let light = |colour: Colour| {
        let [red, green, blue] = colour.fractions();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    if light(tone.text) < light(tone.tint) { tone.text } else { tone.tint }
}

fn rule(y: Pt, frame: Frame, colour: Colour) -> [Item; 1] {
    let area = Area { x: Frame::SIDE, y, width: frame.text_width(), height: 0.5 };
    [artifact(Shape::Fill { area, colour, radius: 0.0 })]
}

fn left(kit: &mut Kit<'_>, text: &str, style: Style, at: (Pt, Pt), room: Pt) -> Vec<Item> {
    let text = shortened(kit, text, style, room);
    kit.line_at(&text, style, at, None)
}

fn right_at(kit: &mut Kit<'_>, text: &str, style: Style, at: (Pt, Pt), room: Pt) -> Vec<Item> {
    let text = shortened(kit, text, style, room);
    let width = kit.width(&text, style);
    kit.line_at(&text, style, (at.0 - width, at.1), None)
}

/// Returns the text, cut with an ellipsis if it is wider than the room.
pub(crate) fn shortened(kit: &mut Kit<'_>, text: &str, style: Style, room: Pt) -> String {
    // No face is so narrow that more than this would fit.
    let most = (room / style.size * 5.0) as usize + 1;
    let mut text: String = text.chars().take(most).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let mut cut = false;
    while !text.is_empty() && kit.width(&format!("{text}\u{2026}"), style) > room {
        let keep = text.chars().count() - 1;
        text = text.chars().take(keep).collect();
        cut = true;
    }
    if cut { format!("{}\u{2026}", text.trim_end()) } else { text }
}

/// Draws a title page's element-bound shape; kept here so that charts and cover agree on how.
pub(crate) fn block(elem: ElemId, area: Area, colour: Colour, radius: Pt) -> Item {
    item(elem, Shape::Fill { area, colour, radius })
}

/// Returns where one line of text stands in a box of a height.
pub(crate) fn centred(height: Pt, size: Pt) -> Pt {
    baseline(height, size)
}
