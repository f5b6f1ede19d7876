//! The copy of a database: statements that any reader of SQL takes, one row a line.

use super::sheet::Returned;
use super::{Declared, Entry, put};
use crate::container::Output;
use evidact_model::Withheld;
use std::fmt::Write as _;

/// Begins the copy: what it is, and what the schema said, as comments.
pub(super) fn begin(output: &mut dyn Output, schema: &str) -> Result<(), Withheld> {
    let mut out = String::from(HEAD);
    for line in schema.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
        out.push_str("-- ");
        out.push_str(line);
        out.push('\n');
    }
    out.push_str("BEGIN TRANSACTION;\n");
    put(output, &out)
}

/// Ends it.
pub(super) fn end(output: &mut dyn Output) -> Result<(), Withheld> {
    put(output, "COMMIT;\n")
}

const HEAD: &str = "-- evidact: the tables of a database, redacted. Deleted rows are not in it.\n\
                    -- The schema, for reading; the tables below have the same columns and no rules.\n";

/// Declares a table: its columns, and what values are turned into. No key, check or default, which a
/// placeholder might break.
pub(super) fn table(output: &mut dyn Output, declared: &Declared, entry: &Entry) -> Result<(), Withheld> {
    let mut out = format!("CREATE TABLE {}(", quoted(&declared.table));
    for (at, (name, column)) in declared.columns.iter().zip(&entry.table.columns).enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        let _ = write!(out, "{comma}{}{}", quoted(name), column.affinity.as_sql());
    }
    out.push_str(");\n");
    put(output, &out)
}

/// Writes rows.
pub(super) fn rows(
    output: &mut dyn Output,
    declared: &Declared,
    rows: &[Vec<Returned>],
) -> Result<(), Withheld> {
    let columns: Vec<String> = declared.columns.iter().map(|name| quoted(name)).collect();
    let head = format!("INSERT INTO {}({}) VALUES(", quoted(&declared.table), columns.join(", "));
    let mut out = String::new();
    for row in rows {
        out.push_str(&head);
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            match cell {
                Returned::Null => out.push_str("NULL"),
                Returned::Number(number) => out.push_str(number),
                Returned::Text(text) => {
                    out.push('\'');
                    out.push_str(&text.replace('\'', "''"));
                    out.push('\'');
                }
            }
        }
        out.push_str(");\n");
        if out.len() > WRITE_BYTES {
            put(output, &out)?;
            out.clear();
        }
    }
    put(output, &out)
}

/// So much is written in one go.
const WRITE_BYTES: usize = 64 << 10;

/// A name in the quotes of standard SQL.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
