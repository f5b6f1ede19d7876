//! Excel workbooks (ECMA-376): written anew from their sheets, names, styles and comments.
//!
//! Cells are shown as one table a sheet, with every string in the place where it is used, so that no string is
//! left over and a heading stands above what it names. A cell whose text comes back changed is a string from
//! then on; its formula goes, since it would work out again what was taken away.

mod comments;
mod content;
mod losses;
mod names;
mod rels;
mod sheet;
mod strings;
mod styles;
mod workbook;
mod write;

use super::nodes::decode;
use super::office::Drawings;
use super::pack::{self, Pack};
use super::texts::Texts;
use super::{Role, Walk};
use comments::Comments;
use content::Content;
use evidact_model::{Loss, Lost, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes};
use rels::{Relationship, Target};
use sheet::{Context, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use strings::Shared;
use styles::Styles;
use workbook::{SheetKind, Workbook};
use write::Ready;

/// More sheets than anybody turns over.
const MAX_SHEETS: usize = 4096;

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut reader = Reader {
        pack: Pack::open(source, walk.limits, walk.budget)?,
        walk,
        seen: BTreeSet::new(),
        boxes: BTreeSet::new(),
    };
    let mut out = Vec::new();
    let main = reader.main()?;
    let relationships = reader.relationships(&main)?;
    let part = reader.part(&main)?.ok_or(Withheld::Damaged)?;
    let mut texts = Texts::default();
    let book = Workbook::read(&part, &relationships, &mut texts)?;
    let mut looks = Texts::default();
    let styles = match target(&relationships, "styles") {
        Some(path) => reader.part(path)?.map(|part| Styles::read(&part, &mut looks)).transpose()?,
        None => None,
    };
    let styles = styles.unwrap_or_default();
    let shared = match target(&relationships, "sharedStrings") {
        Some(path) => reader.part(path)?.map(|part| Shared::read(&part)).transpose()?,
        None => None,
    };
    let shared = shared.unwrap_or_default();
    if book.sheets.len() > MAX_SHEETS {
        return Err(Withheld::Budget);
    }
    if book.sheets.is_empty() {
        return Err(Withheld::UnsupportedFormat { seems: "workbook without cells".into() });
    }
    let shown = texts.show(reader.walk, "workbook", super::Place::aside("workbook"))?;
    let looks = looks.show_looks(reader.walk, "styles")?;
    let (names, gone) = shown.as_ref().map(|s| book.sheet_names(s)).unwrap_or_default();
    let reading = Context { shared: &shared, styles: &styles, epoch: book.epoch };
    let is_kept = |formula: &[u8]| stays(formula, &gone);
    let mut content = Content::default();
    let mut used = vec![false; shared.len()];
    let sheets: Vec<Vec<Relationship>> =
        book.sheets.iter().map(|sheet| reader.relationships(&sheet.path)).collect::<Result<_, _>>()?;
    let mut drawings = reader.drawings(&relationships, &sheets)?;
    for (i, (entry, links)) in book.sheets.iter().zip(&sheets).enumerate() {
        let drawing = target(links, "drawing").and_then(|path| drawings.name_of(path));
        if entry.kind == SheetKind::Chart {
            content.chart(i + 1, drawing.ok_or(Withheld::Damaged)?);
            continue;
        }
        let place = Place { number: i + 1, path: &entry.path, links, drawing };
        reader.sheet(&place, &reading, &is_kept, &mut used, &mut content)?;
    }
    let drawn = drawings.write(&reader.pack, &is_kept, reader.walk)?;
    reader.orphans(&shared, &used)?;
    losses::tell(&mut reader, book.others, &drawings.reaches())?;
    let (Some(shown), Some(looks)) = (shown, looks) else { return Ok(()) };
    let mut links = rels::Writer::new();
    let workbook = book.write(&names, &shown, &is_kept, &mut links);
    if styles.len() > 0 {
        links.part("styles", "styles.xml");
        content.add("xl/styles.xml", "styles", styles.write(&looks));
    }
    content.add("xl/workbook.xml", "sheet.main", workbook);
    if let Some(theme) = target(&relationships, "theme").and_then(|path| drawings.name_of(path)) {
        links.part("theme", theme.strip_prefix("xl/").unwrap_or(theme));
    }
    content.add_all(drawn, &drawings.types());
    out.extend(content.finish(links));
    pack::write(&out, reader.walk)
}

/// Says whether a formula can stay: it names no sheet that has another name now, and nothing that is gone.
fn stays(formula: &[u8], gone: &[Vec<u8>]) -> bool {
    // Square brackets name other workbooks and tables.
    if formula.contains(&b'[') {
        return false;
    }
    if gone.is_empty() {
        return true;
    }
    let lower = String::from_utf8_lossy(formula).to_lowercase().replace("''", "'");
    !gone.iter().any(|name| memchr::memmem::find(lower.as_bytes(), name).is_some())
}

fn target<'r>(relationships: &'r [Relationship], kind: &str) -> Option<&'r str> {
    relationships.iter().find_map(|r| r.part(kind))
}

/// A sheet in the workbook.
struct Place<'a> {
    /// Its number, from 1.
    number: usize,
    path: &'a str,
    links: &'a [Relationship],
    /// The drawing on it, by its name in the copy.
    drawing: Option<&'a str>,
}

/// Reads parts, and remembers which.
struct Reader<'s, 'r, 'w> {
    pack: Pack<'s>,
    walk: &'r mut Walk<'w>,
    seen: BTreeSet<String>,
    /// The drawings that only place comments, in small letters.
    boxes: BTreeSet<String>,
}

impl Reader<'_, '_, '_> {
    fn part(&mut self, path: &str) -> Result<Option<RawBytes>, Withheld> {
        let Some(name) = self.pack.name_of(path).map(str::to_owned) else { return Ok(None) };
        let part = self.pack.bytes(&name, self.walk.budget)?.map(decode).transpose();
        self.seen.insert(name);
        part
    }

    fn relationships(&mut self, of: &str) -> Result<Vec<Relationship>, Withheld> {
        let part = self.part(&rels::path_of(of))?;
        part.map_or_else(|| Ok(Vec::new()), |part| rels::read(&part, of))
    }

    /// Finds the workbook.
    fn main(&mut self) -> Result<String, Withheld> {
        let relationships = self.relationships("")?;
        target(&relationships, "officeDocument").map(str::to_owned).ok_or(Withheld::Damaged)
    }

    /// Follows the theme of the workbook and the drawings of its sheets.
    fn drawings(
        &mut self,
        book: &[Relationship],
        sheets: &[Vec<Relationship>],
    ) -> Result<Drawings, Withheld> {
        let mut roots = Vec::new();
        roots.extend(target(book, "theme").map(|path| ("theme", path.to_owned())));
        roots.extend(
            sheets.iter().filter_map(|links| target(links, "drawing")).map(|p| ("drawing", p.to_owned())),
        );
        Drawings::of(&roots, &self.pack, self.walk)
    }

    fn sheet(
        &mut self,
        place: &Place<'_>,
        reading: &Context<'_>,
        is_kept: &dyn Fn(&[u8]) -> bool,
        used: &mut [bool],
        content: &mut Content,
    ) -> Result<(), Withheld> {
        let part = self.part(place.path)?.ok_or(Withheld::Damaged)?;
        let mut texts = Texts::default();
        let mut sheet = Sheet::read(&part, reading, &mut texts, self.walk.budget)?;
        drop(part);
        for &number in &sheet.shared {
            if let Some(used) = used.get_mut(number) {
                *used = true;
            }
        }
        let mut comments = Comments::default();
        if let Some(path) = target(place.links, "comments")
            && let Some(part) = self.part(path)?
        {
            comments = Comments::read(&part, &mut sheet.table)?;
            self.boxes.extend(target(place.links, "vmlDrawing").map(str::to_ascii_lowercase));
        }
        let mut targets = BTreeMap::new();
        for relationship in place.links {
            if let (Target::Outside(target), b"hyperlink") = (&relationship.target, &*relationship.kind) {
                targets.insert(relationship.id.clone(), texts.add(target));
            }
        }
        let number = place.number;
        let page = u32::try_from(number).ok();
        if sheet.left_out > 0 {
            self.walk.visitor.lost(Loss { what: Lost::CellTable, page, count: sheet.left_out });
        }
        let table = std::mem::take(&mut sheet.table);
        let mut places = sheet.places();
        places.extend(comments.places());
        let at = super::Place::sheet(number, places);
        let cells = table.show(self.walk, &format!("sheet{number}"), TextKind::Data, at)?;
        let beside = super::Place::beside(&format!("sheet {number}"));
        let texts = texts.show(self.walk, &format!("sheet{number}-texts"), beside)?;
        let (Some(cells), Some(texts)) = (cells, texts) else { return Ok(()) };
        let drawing = place.drawing;
        let ready =
            Ready { sheet: &sheet, cells: &cells, texts: &texts, is_kept, targets: &targets, drawing };
        let gone = content.sheet(number, &ready, &comments);
        for (what, count) in [(Lost::Link, gone.links), (Lost::Formula, gone.formulas)] {
            if count > 0 {
                self.walk.visitor.lost(Loss { what, page, count });
            }
        }
        Ok(())
    }

    /// Shows the strings that no cell refers to, for what they betray.
    fn orphans(&mut self, shared: &Shared, used: &[bool]) -> Result<(), Withheld> {
        let mut all = Vec::new();
        for (i, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
            all.extend_from_slice(shared.get(i).unwrap_or_default());
            all.push(b'\n');
        }
        if all.is_empty() {
            return Ok(());
        }
        self.walk.budget.bytes(all.len() as u64)?;
        self.walk.part("strings.txt", Blob::new(RawBytes::new(all)), Role::Dropped)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::stays;

    #[test]
    fn a_formula_goes_with_what_it_names() {
        assert!(stays(b"SUM(A1:A3)", &[]) && stays(b"'Other'!A1", &[b"acme".to_vec()]));
        assert!(!stays(b"[1]Sheet1!A1", &[]) && !stays(b"'ACME''s'!A1", &[b"acme's".to_vec()]));
    }
}
