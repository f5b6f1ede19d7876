//! Blank notes: a note that asks what the catalog asks, in a form that is read back.

use crate::catalog::{Catalog, Item, Kind};
use std::fmt::Write as _;

/// What stands where something is to be written; it reads as nothing.
const EMPTY: &str = "…";

/// Returns a blank note as Markdown, with a question for every field.
///
/// The questions are comments. Read back as it is, the note fills no field but the name of what is reviewed, if one
/// is given; every field filled in is found.
///
/// ```
/// use evidact_report::{Catalog, blank_note};
/// let note = blank_note(Catalog::builtin(), Some("files-mcp"));
/// assert!(note.starts_with("# Trust review of an MCP server\n"));
/// ```
pub fn blank_note(catalog: &Catalog, name: Option<&str>) -> String {
    let name = name.map(one_line).filter(|name| !name.is_empty());
    let mut note = format!("# {}\n\n", catalog.title());
    field(&mut note, catalog, "date");
    field(&mut note, catalog, "reviewer");
    for key in ["objective", "scope", "method", "limits", "summary"] {
        section(&mut note, catalog, key);
    }
    record(&mut note, catalog, name.as_deref());
    boundaries(&mut note, catalog);
    observation(&mut note, catalog);
    governance(&mut note, catalog);
    note
}

fn item<'a>(catalog: &'a Catalog, key: &str) -> Option<&'a Item> {
    catalog.of_kind(Kind::ReportField).find(|item| item.key.as_deref() == Some(key))
}

/// Keeps a name from opening a line or a cell of its own.
fn one_line(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().replace('|', "\\|")
}

/// Opens a section that holds others.
fn opening(note: &mut String, catalog: &Catalog, key: &str) {
    let Some(item) = catalog.section(key) else { return };
    let _ = write!(note, "## {}\n\n", item.title);
    if let Some(question) = &item.question {
        let _ = write!(note, "<!-- ? {question} -->\n\n");
    }
}

fn section(note: &mut String, catalog: &Catalog, key: &str) {
    let Some(item) = item(catalog, key) else { return };
    let _ = write!(note, "## {}\n\n", item.title);
    if let Some(question) = &item.question {
        let _ = write!(note, "<!-- ? {question} -->\n\n");
    }
    let _ = write!(note, "{EMPTY}\n\n");
}

fn field(note: &mut String, catalog: &Catalog, key: &str) {
    let Some(item) = item(catalog, key) else { return };
    if let Some(question) = &item.question {
        let _ = writeln!(note, "<!-- ? {question} -->");
    }
    let _ = write!(note, "**{}:** {EMPTY}\n\n", item.title);
}

fn record(note: &mut String, catalog: &Catalog, name: Option<&str>) {
    if catalog.rows().next().is_none() {
        return;
    }
    opening(note, catalog, "record");
    for row in catalog.rows() {
        if let Some(question) = &row.question {
            let _ = writeln!(note, "<!-- ? {question} -->");
        }
        let is_name = row.key.as_deref() == Some("name");
        let value = name.filter(|_| is_name).unwrap_or(EMPTY);
        let _ = write!(note, "**{}:** {value}\n\n", row.title);
    }
}

fn boundaries(note: &mut String, catalog: &Catalog) {
    if catalog.boundaries().next().is_none() {
        return;
    }
    opening(note, catalog, "boundaries");
    for boundary in catalog.boundaries() {
        let _ = write!(note, "### {} {}\n\n", boundary.id, boundary.title);
        if let Some(question) = &boundary.question {
            let _ = write!(note, "<!-- ? {question} -->\n\n");
        }
        for key in ["expected", "observed", "uncertainty"] {
            if let Some(item) = item(catalog, key) {
                let _ = write!(note, "**{}:** {EMPTY}\n\n", item.title);
            }
        }
    }
}

fn observation(note: &mut String, catalog: &Catalog) {
    opening(note, catalog, "observations");
    note.push_str("### F-01: …\n\n");
    let keys = [
        "severity",
        "certainty",
        "boundary",
        "objective",
        "scope",
        "expected",
        "observed",
        "uncertainty",
        "remediation",
        "evidence",
        "owner",
        "due",
        "status",
    ];
    for key in keys {
        field(note, catalog, key);
    }
}

fn governance(note: &mut String, catalog: &Catalog) {
    opening(note, catalog, "governance");
    for flag in catalog.of_kind(Kind::GovernanceFlag) {
        let _ = writeln!(note, "- {}: {EMPTY}", flag.title);
    }
}
