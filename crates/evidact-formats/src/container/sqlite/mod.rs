//! `SQLite` databases, by a bounded reader of our own. The copy is SQL text: a table is its columns and its rows.
//!
//! Only what the trees of the schema reach is read, so deleted rows, free pages and the space between cells are
//! not carried over, nor is a log beside the file. Rows are shown to the visitor as comma-separated values under
//! the names of their columns; the copy is made from what comes back. Tables are declared anew, without rules
//! that a placeholder would break; what the schema said stands above them as a comment.

mod file;
mod schema;
mod sheet;
mod sql;
mod tokens;
mod value;

pub(super) use file::MAGIC;

use super::budget::failed;
use super::{Budget, Output, Place, Replaced, Role, Visitor, Walk};
use crate::{Reading, sniff};
use evidact_model::{Loss, Lost, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use file::{Database, Row};
use schema::{Affinity, Initial, Table};
use sheet::{Cell, Sheet};
use std::borrow::Cow;
use std::collections::BTreeSet;
use value::{Encoding, Value, Values};

/// Rows are shown in pieces of about this size.
const SHEET_BYTES: usize = 4 << 20;

/// How the tables end in which FTS3, FTS4, FTS5 and R*Tree keep an index.
const INDEXES: [&str; 10] =
    ["data", "idx", "docsize", "config", "segments", "segdir", "stat", "node", "parent", "rowid"];

/// A table of the schema.
struct Entry {
    name: String,
    root: u32,
    table: Table,
}

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut database = Database::open(source)?;
    let schema = read_schema(&mut database, walk.budget)?;
    let names = show_names(&schema.tables, walk)?;
    let statements = walk.part_at(
        "schema.sql",
        blob(schema.statements),
        Role::Inner(Reading::Sniffed),
        Place::aside("schema"),
    )?;
    let mut lost = |what| walk.visitor.lost(Loss { what, page: None, count: 1 });
    lost(Lost::Database);
    if database.has_log {
        lost(Lost::WriteAheadLog);
    }
    if let Some(output) = walk.output.as_deref_mut() {
        sql::begin(output, &text(statements)?)?;
    }
    for (number, entry) in schema.tables.iter().enumerate() {
        walk.budget.member()?;
        let declared = names.as_ref().and_then(|all| all.get(number));
        if let (Some(output), Some(declared)) = (walk.output.as_deref_mut(), declared) {
            sql::table(output, declared, entry)?;
        }
        let mut rows = Rows {
            encoding: database.encoding,
            entry,
            declared,
            number,
            pieces: 0,
            sheet: empty_sheet(entry),
            visitor: &mut *walk.visitor,
            output: walk.output.as_deref_mut().map(|output| output as &mut dyn Output),
        };
        database.rows(entry.root, walk.budget, &mut |row, budget| rows.row(&row, budget))?;
        rows.flush(walk.budget)?;
    }
    match walk.output.as_deref_mut() {
        Some(output) => sql::end(output),
        None => Ok(()),
    }
}

struct Schema {
    tables: Vec<Entry>,
    /// Every statement of the schema, as text.
    statements: Vec<u8>,
}

/// Reads the table of the schema, which has the columns `type`, `name`, `tbl_name`, `rootpage` and `sql`.
fn read_schema(database: &mut Database<'_>, budget: &mut Budget) -> Result<Schema, Withheld> {
    let encoding = database.encoding;
    let mut schema = Schema { tables: Vec::new(), statements: Vec::new() };
    let mut virtual_tables = BTreeSet::new();
    database.rows(1, budget, &mut |row, budget| {
        budget.member()?;
        let values = Values::new(row.record).and_then(|v| v.take(5).collect::<Option<Vec<_>>>());
        let Some([kind, name, _, root, sql]) = values.as_deref() else { return Err(Withheld::Damaged) };
        let decode = |value: &Value<'_>| match value {
            Value::Text(bytes) => clean(&encoding.decode(bytes)).into_owned(),
            _ => String::new(),
        };
        let (kind, name, sql) = (decode(kind), decode(name), decode(sql));
        if !sql.is_empty() {
            schema.statements.extend_from_slice(sql.as_bytes());
            schema.statements.extend_from_slice(b";\n");
        }
        let root = match root {
            Value::Integer(root) => u32::try_from(*root).map_err(|_| Withheld::Damaged)?,
            _ => 0,
        };
        // Virtual tables have no rows of their own. Tables of SQLite itself hold counts and samples of others.
        let is_own = name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"));
        if kind == "table" && root > 0 && !is_own {
            let table = schema::table(&sql).ok_or(Withheld::Damaged)?;
            schema.tables.push(Entry { name, root, table });
        } else if kind == "table" && root == 0 {
            virtual_tables.insert(name);
        }
        Ok(())
    })?;
    // The words that an index of a virtual table holds stand in its content too.
    let is_index = |name: &str| {
        name.rsplit_once('_').is_some_and(|(of, what)| INDEXES.contains(&what) && virtual_tables.contains(of))
    };
    schema.tables.retain(|entry| !is_index(&entry.name));
    Ok(schema)
}

/// How a table and its columns are called in the copy.
struct Declared {
    table: String,
    columns: Vec<String>,
}

/// Shows the names of tables and columns, one a line, and takes back what may be published of them.
fn show_names(tables: &[Entry], walk: &mut Walk<'_>) -> Result<Option<Vec<Declared>>, Withheld> {
    let mut shown = String::new();
    for entry in tables {
        for name in std::iter::once(&entry.name).chain(entry.table.columns.iter().map(|c| &c.name)) {
            shown.push_str(&name.replace(['\r', '\n'], " "));
            shown.push('\n');
        }
    }
    let role = Role::Inner(Reading::Text(TextKind::Data));
    let place = Place::aside("names of tables and columns");
    let returned = walk.part_at("names", blob(shown.into_bytes()), role, place)?;
    if walk.output.is_none() {
        return Ok(None);
    }
    let returned = text(returned)?;
    let mut lines = returned.lines();
    let (mut taken, mut out) = (BTreeSet::new(), Vec::new());
    for entry in tables {
        let mut next = |taken: &mut BTreeSet<String>| {
            lines.next().map(|name| unique(taken, name)).ok_or(Withheld::Structure { at: None })
        };
        let table = next(&mut taken)?;
        let mut names = BTreeSet::new();
        let columns = entry.table.columns.iter().map(|_| next(&mut names)).collect::<Result<_, _>>()?;
        out.push(Declared { table, columns });
    }
    if lines.next().is_some() { Err(Withheld::Structure { at: None }) } else { Ok(Some(out)) }
}

/// Redaction may make names equal that were not.
fn unique(taken: &mut BTreeSet<String>, name: &str) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.to_lowercase()) {
        candidate = format!("{name}_{number}");
        number += 1;
    }
    candidate
}

/// The rows of one table, on their way from the file through the visitor to the copy.
struct Rows<'w> {
    encoding: Encoding,
    entry: &'w Entry,
    declared: Option<&'w Declared>,
    /// The number of the table, from 0.
    number: usize,
    pieces: usize,
    sheet: Sheet,
    visitor: &'w mut dyn Visitor,
    output: Option<&'w mut dyn Output>,
}

fn empty_sheet(entry: &Entry) -> Sheet {
    let names: Vec<String> = entry.table.columns.iter().map(|c| c.name.clone()).collect();
    Sheet::new(&names)
}

impl Rows<'_> {
    fn row(&mut self, row: &Row<'_>, budget: &mut Budget) -> Result<(), Withheld> {
        let table = &self.entry.table;
        let values = Values::new(row.record).ok_or(Withheld::Damaged)?;
        let mut by_column: Vec<Option<Value<'_>>> = vec![None; table.columns.len()];
        for (value, &column) in values.zip(&table.stored) {
            let value = value.ok_or(Withheld::Damaged)?;
            if let Some(place) = by_column.get_mut(column) {
                *place = Some(value);
            }
        }
        if let Some(place) = table.row_id.and_then(|at| by_column.get_mut(at)) {
            *place = Some(Value::Integer(row.id));
        }
        let before = self.sheet.bytes();
        for (value, column) in by_column.into_iter().zip(&table.columns) {
            match value {
                Some(Value::Real(number)) => self.sheet.cell(real(number, column.affinity)),
                Some(value) => self.value(value, budget)?,
                None => self.sheet.cell(initial(&column.initial)),
            }
        }
        self.sheet.end_row();
        budget.bytes((self.sheet.bytes() - before) as u64)?;
        if self.sheet.bytes() > SHEET_BYTES { self.flush(budget) } else { Ok(()) }
    }

    fn value(&mut self, value: Value<'_>, budget: &mut Budget) -> Result<(), Withheld> {
        match value {
            Value::Null => self.sheet.cell(Cell::Null),
            Value::Integer(number) => self.sheet.cell(Cell::Integer(number)),
            Value::Real(number) => self.sheet.cell(Cell::Real(number)),
            Value::Text(bytes) => {
                let text = self.encoding.decode(bytes);
                let text = clean(&text);
                if !sniff::is_text(text.as_bytes()) {
                    return self.opaque(bytes, budget);
                }
                self.sheet.cell(Cell::Text(&text));
            }
            Value::Blob(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) if sniff::is_text(bytes) => self.sheet.cell(Cell::Text(&clean(text))),
                _ => return self.opaque(bytes, budget),
            },
        }
        Ok(())
    }

    /// Bytes that are no text: left out, and read for the values that they betray.
    fn opaque(&mut self, bytes: &[u8], budget: &mut Budget) -> Result<(), Withheld> {
        self.sheet.cell(Cell::Null);
        self.visitor.lost(Loss { what: Lost::Attachment, page: None, count: 1 });
        budget.member()?;
        let name = RawName::new(format!("{}-blob-{}", self.file_stem(), self.sheet.rows() + 1));
        let source = blob(bytes.to_vec());
        self.visitor
            .part(super::Part { name, source, role: Role::Dropped, place: Place::default() }, budget)?;
        Ok(())
    }

    /// Shows the rows so far, and writes what came back.
    fn flush(&mut self, budget: &mut Budget) -> Result<(), Withheld> {
        let sheet = std::mem::replace(&mut self.sheet, empty_sheet(self.entry));
        let rows = sheet.rows();
        if rows == 0 {
            return Ok(());
        }
        self.pieces += 1;
        let piece = if self.pieces > 1 { format!("-{}", self.pieces) } else { String::new() };
        let name = RawName::new(format!("{}{piece}.csv", self.file_stem()));
        let role = Role::Inner(Reading::Sniffed);
        let part = super::Part { name, source: blob(sheet.into_bytes()), role, place: Place::default() };
        let returned = self.visitor.part(part, budget)?;
        let (Some(output), Some(declared)) = (self.output.as_deref_mut(), self.declared) else {
            return Ok(());
        };
        let returned = text(returned)?;
        let columns = self.entry.table.columns.len();
        let rows = sheet::returned(&returned, columns, rows).ok_or(Withheld::Structure { at: None })?;
        sql::rows(output, declared, &rows)
    }

    /// What the rows are called where they are shown.
    fn file_stem(&self) -> String {
        let name = &self.entry.name;
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        if (1..=40).contains(&name.len()) && name.bytes().all(is_plain) {
            name.clone()
        } else {
            format!("table-{}", self.number + 1)
        }
    }
}

/// A whole number without a fraction, where the column makes it a real again: so it is found as a number.
fn real(number: f64, affinity: Affinity) -> Cell<'static> {
    let is_whole = number.fract() == 0.0 && number.abs() < 9e18;
    if is_whole && affinity == Affinity::Real { Cell::Integer(number as i64) } else { Cell::Real(number) }
}

/// What a row holds that was written before its column was added.
fn initial(initial: &Initial) -> Cell<'_> {
    match initial {
        Initial::Null => Cell::Null,
        Initial::Text(text) => Cell::Text(text),
        Initial::Number(number) => match number.parse::<i64>() {
            Ok(number) => Cell::Integer(number),
            Err(_) => number.parse().map_or(Cell::Null, Cell::Real),
        },
    }
}

/// NUL ends a statement for most readers of SQL, so it goes; what it parted is then found as one.
fn clean(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

fn blob(bytes: Vec<u8>) -> Blob {
    Blob::new(RawBytes::new(bytes))
}

/// What came back for an inner part, as text.
fn text(returned: Option<Replaced>) -> Result<String, Withheld> {
    let Some(returned) = returned else { return Err(Withheld::Content) };
    let bytes = returned.source.into_memory().map_err(|_| Withheld::Unreadable)?;
    Ok(String::from_utf8_lossy(bytes.expose()).into_owned())
}

/// Writes a piece of the copy.
fn put(output: &mut dyn Output, text: &str) -> Result<(), Withheld> {
    output.write_all(text.as_bytes()).map_err(|e| failed(&e))
}
