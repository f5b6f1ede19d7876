//! The workbook itself: its sheets, and the names defined in it.

use super::names::SPACES;
use super::rels::{self, Relationship};
use crate::container::nodes::{DECLARATION, Node, Xml, put_attribute, put_text};
use crate::container::number::Epoch;
use crate::container::table::Shown;
use crate::container::texts::{Spoken, Texts};
use evidact_model::Withheld;
use evidact_raw::RawBytes;

pub(super) struct Workbook {
    pub(super) epoch: Epoch,
    pub(super) sheets: Vec<Sheet>,
    names: Vec<Defined>,
    /// Sheets that are neither cells nor a chart: dialogs, macros.
    pub(super) others: u64,
}

/// A sheet as the workbook names it.
pub(super) struct Sheet {
    pub(super) path: String,
    pub(super) kind: SheetKind,
    name: usize,
    state: &'static str,
}

/// What is on a sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Cells,
    Chart,
}

impl SheetKind {
    const ALL: [Self; 2] = [Self::Cells, Self::Chart];

    /// Returns the last word of the type of a relationship to such a sheet; it is also its content type.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Cells => "worksheet",
            Self::Chart => "chartsheet",
        }
    }

    /// Returns where a sheet of a number, from 1, stands in the copy.
    pub(super) fn path(self, number: usize) -> String {
        format!("xl/{}s/sheet{number}.xml", self.word())
    }
}

struct Defined {
    name: usize,
    text: usize,
    /// The text as a formula.
    spoken: Spoken,
    hidden: bool,
    sheet: Option<usize>,
}

/// Where a sheet stood among all of the workbook, and where it is now.
type Places = Vec<Option<usize>>;

impl Workbook {
    /// Reads the part; its texts go to `texts`.
    pub(super) fn read(
        part: &RawBytes,
        relationships: &[Relationship],
        texts: &mut Texts,
    ) -> Result<Self, Withheld> {
        let mut xml = Xml::new(part.expose(), SPACES);
        let mut book = Self { epoch: Epoch::Y1900, sheets: Vec::new(), names: Vec::new(), others: 0 };
        let mut places = Places::new();
        loop {
            match xml.next()? {
                Node::Start(e)
                    if e.name.is("x", "workbookPr")
                        && e.get("", "date1904").is_some_and(|v| matches!(v, b"1" | b"true" | b"on")) =>
                {
                    book.epoch = Epoch::Y1904;
                }
                Node::Start(e) if e.name.is("x", "sheet") => {
                    let id = e.get("r", "id").unwrap_or_default();
                    let name = texts.add(e.get("", "name").unwrap_or_default());
                    let state = match e.get("", "state") {
                        Some(b"hidden") => " state=\"hidden\"",
                        Some(b"veryHidden") => " state=\"veryHidden\"",
                        _ => "",
                    };
                    let found = relationships.iter().find(|r| r.id == id);
                    let sheet = SheetKind::ALL
                        .into_iter()
                        .find_map(|kind| found.and_then(|r| Some((kind, r.part(kind.word())?))));
                    places.push(sheet.map(|_| book.sheets.len()));
                    match sheet {
                        Some((kind, path)) => {
                            book.sheets.push(Sheet { path: path.to_owned(), kind, name, state });
                        }
                        None => book.others += 1,
                    }
                }
                Node::Start(e) if e.name.is("x", "definedName") => {
                    let name = e.get("", "name").unwrap_or_default().to_vec();
                    let hidden = e.get("", "hidden").is_some_and(|v| v == b"1");
                    let local = e.get("", "localSheetId").map(|v| std::str::from_utf8(v).ok()?.parse().ok());
                    let is_program = ["function", "vbProcedure", "xlm", "macro"]
                        .iter()
                        .any(|a| e.get("", a).is_some_and(|v| matches!(v, b"1" | b"true")));
                    let text = xml.inner_text()?;
                    let spoken = texts.formula(&text);
                    let (name, text) = texts.pair(&name, &text);
                    let sheet: Option<usize> = local.flatten().and_then(|n: usize| *places.get(n)?);
                    if !is_program && local.is_some() == sheet.is_some() {
                        book.names.push(Defined { name, text, spoken, hidden, sheet });
                    }
                }
                Node::Done => return Ok(book),
                _ => {}
            }
        }
    }

    /// Returns the published name of every sheet, and the names that are not published.
    pub(super) fn sheet_names(&self, shown: &Shown) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let mut gone = Vec::new();
        let mut names: Vec<Vec<u8>> = Vec::new();
        let kept: Vec<Vec<u8>> = self.sheets.iter().map(|s| lower(&shown.was(s.name))).collect();
        for (i, sheet) in self.sheets.iter().enumerate() {
            let was = shown.was(sheet.name);
            let first = kept.iter().position(|k| *k == lower(&was)) == Some(i);
            if !shown.is_changed(sheet.name) && is_sheet_name(&was) && first {
                names.push(was.into_owned());
                continue;
            }
            gone.push(lower(&was));
            let mut number = i + 1;
            let mut name = format!("Sheet {number}");
            while kept.contains(&name.to_ascii_lowercase().into_bytes())
                || names.contains(&name.clone().into_bytes())
            {
                number += self.sheets.len();
                name = format!("Sheet {number}");
            }
            names.push(name.into_bytes());
        }
        (names, gone)
    }

    /// Writes the part. `names` are those of the sheets; a formula that `is_kept` refuses goes.
    pub(super) fn write(
        &self,
        names: &[Vec<u8>],
        shown: &Shown,
        is_kept: &dyn Fn(&[u8]) -> bool,
        links: &mut rels::Writer,
    ) -> Vec<u8> {
        let mut out = DECLARATION.to_vec();
        out.extend_from_slice(
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr",
        );
        if self.epoch == Epoch::Y1904 {
            out.extend_from_slice(b" date1904=\"1\"");
        }
        out.extend_from_slice(b"/><bookViews><workbookView/></bookViews><sheets>");
        let any_shown = self.sheets.iter().any(|s| s.state.is_empty());
        for (i, (sheet, name)) in self.sheets.iter().zip(names).enumerate() {
            let id = links.part(sheet.kind.word(), &format!("/{}", sheet.kind.path(i + 1)));
            out.extend_from_slice(b"<sheet");
            put_attribute(b"name", name, &mut out);
            let state = if i == 0 && !any_shown { "" } else { sheet.state };
            out.extend_from_slice(format!(" sheetId=\"{}\"{state} r:id=\"{id}\"/>", i + 1).as_bytes());
        }
        out.extend_from_slice(b"</sheets>");
        let kept = |d: &&Defined| {
            let text = shown.was(d.text);
            let changed = shown.is_changed(d.name)
                || shown.is_changed(d.text)
                || !d.spoken.stays(shown)
                || d.spoken.is_put_together();
            !changed && is_kept(&text) && !text.is_empty()
        };
        let mut defined = self.names.iter().filter(kept).peekable();
        if defined.peek().is_some() {
            out.extend_from_slice(b"<definedNames>");
            for name in defined {
                out.extend_from_slice(b"<definedName");
                put_attribute(b"name", &shown.get(name.name), &mut out);
                if let Some(sheet) = name.sheet {
                    put_attribute(b"localSheetId", sheet.to_string().as_bytes(), &mut out);
                }
                if name.hidden {
                    put_attribute(b"hidden", b"1", &mut out);
                }
                out.push(b'>');
                put_text(&shown.get(name.text), &mut out);
                out.extend_from_slice(b"</definedName>");
            }
            out.extend_from_slice(b"</definedNames>");
        }
        out.extend_from_slice(b"</workbook>");
        out
    }
}

fn lower(name: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(name).to_lowercase().into_bytes()
}

/// Says whether a program would take this for the name of a sheet.
fn is_sheet_name(name: &[u8]) -> bool {
    const MOST: usize = 31;
    let characters = String::from_utf8_lossy(name).encode_utf16().count();
    (1..=MOST).contains(&characters) && !name.iter().any(|b| b":\\/?*[]".contains(b))
}
