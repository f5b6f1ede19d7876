//! Tables: registers (a row is an observation), boundary tables, and records (a row is a field).
//!
//! A table that is none of these stays text.

use super::draft::{Fate, Sink, origin};
use super::ids;
use super::marks;
use super::walk::{Label, Place, Walk};
use crate::catalog::{FieldKey, Meaning, Section, Setting};
use crate::label;
use evidact_model::CleanText;
use evidact_model::review::{Carrier, Field};

/// A longer text is no id.
const MAX_ID: usize = 24;

/// What a table is.
enum Kind {
    /// A column is a field, a row an observation.
    Register(Vec<Option<FieldKey>>),
    /// A column is a field, a row a boundary; the first number is the column that names it.
    Boundaries(usize, Vec<Option<FieldKey>>),
    /// A row is a field.
    Record(Record),
    /// Text.
    Text,
}

/// What the rows of a record are about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Record {
    Server,
    Observation,
    Flags,
}

impl Walk<'_> {
    /// Reads the table in the lines from `n` to `end` and returns the number of the next line.
    pub(super) fn table(&mut self, n: usize, end: usize) -> usize {
        match self.kind(n, end) {
            Kind::Text => (n..end).for_each(|line| self.extend(line)),
            kind => {
                self.close();
                let empty = match &kind {
                    Kind::Register(columns) | Kind::Boundaries(_, columns) => self.has_empty(n, end, columns),
                    _ => false,
                };
                self.draft.settle(n, if empty { Fate::Unplaced } else { Fate::Placed });
                self.draft.settle(n + 1, Fate::Placed);
                match kind {
                    Kind::Register(columns) => self.register(n, end, &columns),
                    Kind::Boundaries(by, columns) => self.boundary_rows(n, end, by, &columns),
                    Kind::Record(record) => self.record(n, end, record),
                    Kind::Text => {}
                }
            }
        }
        end
    }

    /// Says whether a column with a name of the author's own has no cell, so that nothing would show its name.
    fn has_empty(&self, n: usize, end: usize, columns: &[Option<FieldKey>]) -> bool {
        let mut unshown: Vec<bool> = columns.iter().map(Option::is_none).collect();
        for line in n + 2..end {
            for (slot, (_, text)) in unshown.iter_mut().zip(marks::cells(self.draft.line(line))) {
                *slot &= text.is_empty();
            }
        }
        unshown.contains(&true)
    }

    fn kind(&self, n: usize, end: usize) -> Kind {
        let header = marks::cells(self.draft.line(n));
        let (columns, strong) = self.columns(&header);
        let has = |keys: &[FieldKey]| keys.iter().any(|key| columns.contains(&Some(*key)));
        let tells =
            has(&[FieldKey::Expected, FieldKey::Observed, FieldKey::Remediation, FieldKey::Uncertainty]);
        let is_register = has(&[FieldKey::Id, FieldKey::Title, FieldKey::Severity, FieldKey::Remediation]);
        let known = columns.iter().flatten().count();
        if (tells || has(&[FieldKey::State, FieldKey::Status]))
            && !is_register
            && let Some(by) = self.boundary_column(n, end)
        {
            return Kind::Boundaries(by, columns);
        }
        let rows = end.saturating_sub(n + 2);
        let inside = matches!(self.frame().place, Place::Observation(_));
        let named = has(&[FieldKey::Id, FieldKey::Title]);
        // `Severity | Description` explains grades, `Component | Details` anything.
        let is_everyday = !strong && !named && (header.len() == 2 || !has(&[FieldKey::Severity]));
        let lists = has(&[FieldKey::Title]) && has(&[FieldKey::Severity]);
        // What should hold, or what to do, is told of something.
        let finds = has(&[FieldKey::Observed, FieldKey::Remediation, FieldKey::Uncertainty]);
        let names_it = named
            || self.frame().sink == Sink::Findings
            || has(&[
                FieldKey::Observed,
                FieldKey::Expected,
                FieldKey::Effect,
                FieldKey::Uncertainty,
                FieldKey::Cause,
            ]);
        let told = tells && finds && names_it && known >= 2 && !is_everyday || lists;
        let told = told && !header.first().is_some_and(|(_, text)| is_of_time(text));
        if told && rows > 0 && (!inside || rows == 1) && !self.belongs_to_field(&columns) {
            return Kind::Register(columns);
        }
        self.record_kind(n, end, header.len())
    }

    /// Returns what the columns mean, and whether one that tells of an observation has a name that is no everyday word.
    fn columns(&self, header: &[(usize, &str)]) -> (Vec<Option<FieldKey>>, bool) {
        let names = self.names();
        let meanings: Vec<_> =
            header.iter().map(|(_, text)| names.field(text, Setting::Observation)).collect();
        let strong = meanings.iter().flatten().any(|m| {
            m.strong && (m.key.is_core() || matches!(m.key, FieldKey::Uncertainty | FieldKey::Severity))
        });
        let mut columns: Vec<Option<FieldKey>> = meanings.iter().map(|m| m.map(|m| m.key)).collect();
        for (column, (_, text)) in columns.iter_mut().zip(header) {
            if column.is_none() && matches!(text.trim(), "#" | "No." | "No" | "Nr.") {
                *column = Some(FieldKey::Id);
            }
        }
        // Of two columns that both tell what was seen, the first is the name of it, if that is what its label says.
        let observed = positions(&columns, FieldKey::Observed);
        let is_name = |at: &usize| header.get(*at).is_some_and(|(_, text)| names_an_observation(text));
        if let (Some(first), Some(_), false) = (
            observed.first().filter(|at| is_name(at)),
            observed.get(1),
            columns.contains(&Some(FieldKey::Title)),
        ) && let Some(column) = columns.get_mut(*first)
        {
            *column = Some(FieldKey::Title);
        }
        // Beside its impact, a risk is the name of it.
        let effects = positions(&columns, FieldKey::Effect);
        let is_risk = |at: &usize| meanings.get(*at).copied().flatten().is_some_and(|m| !m.strong);
        if let (Some(first), Some(_), false) = (
            effects.first().filter(|at| is_risk(at)),
            effects.get(1),
            columns.contains(&Some(FieldKey::Title)),
        ) && let Some(column) = columns.get_mut(*first)
        {
            *column = Some(FieldKey::Title);
        }
        Self::name_first(header, &mut columns, &meanings);
        (columns, strong)
    }

    /// Takes the column for the name of what is found that names it, where none is called so.
    fn name_first(header: &[(usize, &str)], columns: &mut [Option<FieldKey>], meanings: &[Option<Meaning>]) {
        let has = |columns: &[Option<FieldKey>], key| columns.contains(&Some(key));
        let named = has(columns, FieldKey::Title) || has(columns, FieldKey::Id);
        let label = |at: usize| header.get(at).and_then(|(_, text)| label::normal(text)).unwrap_or_default();
        let observed = positions(columns, FieldKey::Observed);
        let described =
            observed.iter().all(|at| !header.get(*at).is_some_and(|(_, t)| names_an_observation(t)));
        if named {
            return;
        }
        let first = columns.first().copied().flatten();
        let is_control = first == Some(FieldKey::Expected) && label(0) == "control";
        let at = if observed.is_empty() {
            // A risk with a grade and without a description is the name of it.
            let weak = meanings.first().copied().flatten().is_some_and(|m| !m.strong);
            (first == Some(FieldKey::Effect) && weak && has(columns, FieldKey::Severity)).then_some(0)
        } else if is_control || described && first.is_none() && has(columns, FieldKey::Severity) {
            Some(0)
        } else {
            let kinds = ["type", "name", "category", "typ", "art"];
            let free = |at: &usize| columns.get(*at) == Some(&None) && kinds.contains(&label(*at).as_str());
            (0..columns.len()).find(free).filter(|_| described)
        };
        if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
            *column = Some(FieldKey::Title);
        }
    }

    /// Says whether a table is part of the remediation under whose heading it stands: a list of actions.
    fn belongs_to_field(&self, columns: &[Option<FieldKey>]) -> bool {
        let Some(chunk) = self.chunk.as_ref().filter(|chunk| chunk.origin.carrier == Carrier::Heading) else {
            return false;
        };
        matches!(chunk.sink, Sink::Observation(_, FieldKey::Remediation))
            && ![FieldKey::Title, FieldKey::Observed].iter().any(|key| columns.contains(&Some(*key)))
    }

    /// Returns the first column whose cells name boundaries.
    fn boundary_column(&self, n: usize, end: usize) -> Option<usize> {
        let first = marks::cells(self.draft.line(n + 2));
        (0..first.len().min(3)).find(|&column| {
            (n + 2..end).any(|line| {
                let cells = marks::cells(self.draft.line(line));
                cells.get(column).is_some_and(|(_, text)| self.names().boundary(text).is_some())
            })
        })
    }

    fn record_kind(&self, n: usize, end: usize, width: usize) -> Kind {
        let names = self.names();
        let place = self.frame().place;
        let in_record = place == Place::Section(Section::Record);
        if width < 2 || (width > 2 && !in_record) || width > 4 {
            return Kind::Text;
        }
        let (mut rows, mut fields, mut core, mut flags, mut of_review) = (0, 0, 0, 0, 0);
        // A table of rows with names of fields under a header alone that has one is no record.
        let (mut graded, mut below) = (false, 0);
        for line in (n..end).filter(|line| *line != n + 1) {
            let cells = marks::cells(self.draft.line(line));
            let text = cells.first().map_or("", |(_, text)| *text);
            rows += usize::from(names.row_in_record(text).is_some());
            flags += usize::from(names.is_flag(text));
            of_review += usize::from(names.field(text, Setting::Top).is_some_and(|m| m.key.is_of_review()));
            if let Some(meaning) = names.field(text, Setting::Observation) {
                fields += 1;
                below += usize::from(line != n);
                graded |= meaning.key == FieldKey::Severity;
                core += usize::from(meaning.key.is_core());
            }
        }
        let inside = matches!(place, Place::Observation(_) | Place::Boundary(_));
        let is_named = self.names_record(n);
        let count = end.saturating_sub(n + 1);
        if width == 2
            && core == 0
            && rows >= 1
            && (is_named || rows > fields && 2 * rows > count && rows >= 2)
        {
            Kind::Record(Record::Server)
        } else if below >= 1 && (inside || core >= 1 && fields >= 2 || graded && fields >= 2 && !in_record) {
            Kind::Record(Record::Observation)
        } else if rows >= 2 || in_record && rows >= 1 || width == 2 && rows + of_review >= 2 {
            Kind::Record(Record::Server)
        } else if flags >= 1 {
            Kind::Record(Record::Flags)
        } else {
            Kind::Text
        }
    }

    /// Says whether the header of a table says that it is the server trust record.
    fn names_record(&self, n: usize) -> bool {
        let header = marks::cells(self.draft.line(n));
        let value = header.get(1).map_or("", |(_, text)| *text);
        let title = header.first().map_or("", |(_, text)| *text);
        (value.is_empty() || is_generic(value)) && self.names().section(title) == Some(Section::Record)
    }

    fn register(&mut self, n: usize, end: usize, columns: &[Option<FieldKey>]) {
        let header = self.header(n);
        for (key, _) in columns.iter().zip(&header).filter_map(|(key, label)| key.map(|key| (key, label))) {
            self.draft.seen.push((key, true));
        }
        for line in n + 2..end {
            let cells = self.cells(line);
            self.draft.settle(line, Fate::Placed);
            let (at, graded) = match self.frame().place {
                Place::Observation(at) => (at, true),
                _ => self.open_row(line, columns, &cells),
            };
            for (column, cell) in cells.into_iter().enumerate() {
                let key = columns.get(column).copied().flatten().unwrap_or(FieldKey::Other);
                let taken = key == FieldKey::Title
                    || key == FieldKey::Id && cell.text.as_str().len() <= MAX_ID
                    || key == FieldKey::Severity && !graded;
                if !taken && !cell.text.is_blank() {
                    let label = header.get(column).cloned().unwrap_or_default();
                    let field = Self::field(line, label, &cell.text);
                    self.draft.store(Sink::Observation(at, key), field, line, line);
                }
            }
        }
    }

    /// Opens the observation of a row; says too whether its column of grades holds grades, not ids.
    fn open_row(&mut self, line: usize, columns: &[Option<FieldKey>], cells: &[Cell]) -> (usize, bool) {
        self.implicit = None;
        let find = |key| {
            let at = positions(columns, key);
            let text = at.first().and_then(|at| cells.get(*at)).map(|cell| cell.text.clone());
            text.filter(|text| !text.is_blank())
        };
        let is_id = |text: &CleanText| ids::id(text.as_str()).is_some_and(|id| id.rest.is_empty());
        // An id may stand where the grade is expected: `[H-01](#H-01)`.
        let in_grade =
            find(FieldKey::Severity).filter(|text| !columns.contains(&Some(FieldKey::Id)) && is_id(text));
        let graded = in_grade.is_none();
        let id = find(FieldKey::Id).or(in_grade);
        let mut id = id.map(|text| bare(linked(text.as_str())).to_owned()).filter(|id| id.len() <= MAX_ID);
        let mut title =
            find(FieldKey::Title).unwrap_or_default().derive(|text| bare(linked(text)).to_owned());
        let named = find(FieldKey::Title).or_else(|| find(FieldKey::Observed)).unwrap_or_default();
        if let Some(mark) = ids::id(named.as_str()).filter(|mark| id.is_none() && !mark.rest.is_empty()) {
            title = self.draft.clean(mark.rest);
            id = Some(mark.id);
        }
        let named = id.is_some() || !title.is_blank();
        (if named { self.named(line, id, title) } else { self.begin(line, false) }, graded)
    }

    fn boundary_rows(&mut self, n: usize, end: usize, by: usize, columns: &[Option<FieldKey>]) {
        let header = self.header(n);
        for line in n + 2..end {
            let cells = self.cells(line);
            let Some(at) = cells.get(by).and_then(|cell| self.names().boundary(cell.text.as_str())) else {
                self.draft.settle(line, Fate::Unplaced);
                continue;
            };
            self.draft.settle(line, Fate::Placed);
            if let Some((boundary, cell)) = self.draft.boundaries.get_mut(at).zip(cells.get(by)) {
                boundary.heading.get_or_insert((cell.text.clone(), line));
            }
            for (column, cell) in cells.into_iter().enumerate().filter(|(column, _)| *column != by) {
                if cell.text.is_blank() {
                    continue;
                }
                let key = columns.get(column).copied().flatten();
                let key = if key == Some(FieldKey::Status) { Some(FieldKey::State) } else { key };
                let label = header.get(column).cloned().unwrap_or_default();
                let field = Self::field(line, label, &cell.text);
                self.draft.store(Sink::Boundary(at, key.unwrap_or(FieldKey::Observed)), field, line, line);
            }
        }
    }

    fn record(&mut self, n: usize, end: usize, record: Record) {
        for line in (n..end).filter(|line| *line != n + 1) {
            let cells = self.cells(line);
            let Some(label) = cells.first().map(|cell| cell.text.clone()) else { continue };
            let value = cells.get(1).map(|cell| cell.text.clone()).unwrap_or_default();
            let is_head = line == n && (value.is_blank() || is_generic(value.as_str()));
            let sink = if is_head { None } else { self.record_sink(line, label.as_str(), record) };
            let more = cells.iter().skip(2).any(|cell| !cell.text.is_blank());
            let lost = match sink {
                None => !is_head || !(is_generic(label.as_str()) || self.names_record(n)),
                Some(_) => more && line != n,
            };
            self.draft.settle(line, if lost { Fate::Unplaced } else { Fate::Placed });
            if let Some(sink) = sink {
                let label = label.derive(|text| text.trim_matches(['*', '_', '`', ':', ' ']).to_owned());
                let field = Self::field(line, label, &value);
                self.draft.store(sink, field, line, line);
            }
        }
    }

    fn record_sink(&mut self, line: usize, text: &str, record: Record) -> Option<Sink> {
        let names = self.names();
        if names.is_flag(text) {
            return Some(Sink::Flag);
        }
        if record == Record::Server {
            if let Some(row) = names.row_in_record(text) {
                return Some(Sink::Row(row));
            }
            let meaning = names.field(text, Setting::Top).filter(|m| m.key.is_of_review())?;
            self.draft.seen.push((meaning.key, meaning.strong));
            return Some(Sink::Review(meaning.key));
        }
        let meaning = names.field(text, Setting::Observation)?;
        self.draft.seen.push((meaning.key, meaning.strong));
        Some(self.field_sink(Label { key: meaning.key, carrier: Carrier::Column, text }, line))
    }

    fn field(line: usize, label: CleanText, text: &CleanText) -> Field {
        let text =
            text.derive(|text| text.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n"));
        Field { text, origin: origin(Carrier::Column, label, line) }
    }

    fn header(&self, n: usize) -> Vec<CleanText> {
        self.cells(n).into_iter().map(|cell| cell.text).collect()
    }

    fn cells(&self, n: usize) -> Vec<Cell> {
        let cells = marks::cells(self.draft.line(n));
        cells.into_iter().map(|(at, text)| Cell { text: self.draft.part(n, at, text.len()) }).collect()
    }
}

/// One cell.
struct Cell {
    text: CleanText,
}

fn positions(columns: &[Option<FieldKey>], key: FieldKey) -> Vec<usize> {
    columns.iter().enumerate().filter(|(_, column)| **column == Some(key)).map(|(at, _)| at).collect()
}

/// Returns the text of a cell that is nothing but a link to a place in the note.
fn linked(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|rest| rest.split_once("](#"));
    inner.filter(|(_, target)| target.ends_with(')')).map_or(text, |(label, _)| label)
}

/// Says whether the label of a column is a word for an observation, so that its cells name them.
fn names_an_observation(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "finding",
        "issue",
        "problem",
        "observation",
        "vulnerability",
        "weakness",
        "gap",
        "nonconformity",
        "exception",
        "befund",
        "feststellung",
        "schwachstelle",
        "abweichung",
    ];
    label::normal(text).is_some_and(|normal| WORDS.contains(&label::singular(&normal).as_str()))
}

/// Says whether the first column of a table says when: then it is a time line.
fn is_of_time(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "step",
        "time",
        "date",
        "timestamp",
        "when",
        "day",
        "phase",
        "week",
        "schritt",
        "zeit",
        "datum",
        "uhrzeit",
    ];
    label::normal(text).is_some_and(|normal| WORDS.contains(&normal.as_str()))
}

/// Takes the signs of bold and code off.
fn bare(text: &str) -> &str {
    text.trim_matches(['*', '_', '`', '[', ']', ' '])
}

/// Says whether a cell of a header is a word for what stands below, not content.
fn is_generic(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "field",
        "value",
        "item",
        "detail",
        "attribute",
        "property",
        "key",
        "entry",
        "answer",
        "name",
        "description",
        "feld",
        "wert",
        "angabe",
        "eigenschaft",
        "merkmal",
        "beschreibung",
        "flag",
        "setting",
        "details",
    ];
    label::normal(text).is_none_or(|normal| WORDS.contains(&normal.as_str()))
}
