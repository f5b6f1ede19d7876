//! The register: a row an observation, for spreadsheets (RFC 4180).
//!
//! A cell is quoted, lines end with CR LF, and the file begins with a byte order mark: without it spreadsheets read
//! UTF-8 as something else. A cell that a spreadsheet would take for a formula begins with an apostrophe.

use super::{Noted, text};
use evidact_model::review::Observation;

/// The columns, in order.
const COLUMNS: [&str; 25] = [
    "note",
    "id",
    "title",
    "severity",
    "severity as written",
    "certainty",
    "boundary",
    "status",
    "owner",
    "due",
    "asset",
    "objective",
    "scope",
    "expected control",
    "observed",
    "uncertainty",
    "remediation",
    "evidence",
    "controls",
    "cause",
    "effect",
    "likelihood",
    "references",
    "other",
    "line",
];

/// Writes the register of the observations of notes.
#[must_use]
pub fn csv(notes: &[Noted<'_>]) -> String {
    let mut out = String::from('\u{FEFF}');
    row(&mut out, &COLUMNS.map(String::from));
    for noted in notes {
        for observation in &noted.report.review.observations {
            row(&mut out, &cells(noted.path.as_str(), observation));
        }
    }
    out
}

fn cells(note: &str, o: &Observation) -> [String; COLUMNS.len()] {
    let more = |key| text::further_joined(o, key);
    let other = |(_, field): &(String, evidact_model::review::Field)| {
        format!("{}: {}", field.origin.label.as_str().trim(), field.text.as_str().trim())
    };
    let others = o.more.iter().filter(|(key, _)| key == "other" || key == "date" || key == "reviewer");
    let written = o.severity_as_written.as_ref().map_or("", |field| field.text.as_str().trim());
    [
        note.to_owned(),
        o.id.clone(),
        o.title.as_str().trim().to_owned(),
        o.severity.map_or("", text::severity).to_owned(),
        written.to_owned(),
        o.certainty.map_or("", text::certainty).to_owned(),
        o.boundary.clone().unwrap_or_default(),
        more("status"),
        more("owner"),
        more("due"),
        more("asset"),
        text::joined(&o.objective),
        text::joined(&o.scope),
        text::joined(&o.expected),
        text::joined(&o.observed),
        text::joined(&o.uncertainty),
        text::joined(&o.remediation),
        more("evidence"),
        more("controls"),
        more("cause"),
        more("effect"),
        more("likelihood"),
        more("references"),
        others.map(other).collect::<Vec<_>>().join("\n\n"),
        o.line.to_string(),
    ]
}

fn row(out: &mut String, cells: &[String; COLUMNS.len()]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        quoted(out, cell);
    }
    out.push_str("\r\n");
}

/// Writes a cell that no reader takes for anything but text.
fn quoted(out: &mut String, cell: &str) {
    out.push('"');
    if starts_a_formula(cell) {
        out.push('\'');
    }
    for c in cell.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\n' | '\t' => out.push(c),
            // A bare CR is a line end to some readers and text to others.
            '\r' => {}
            c if c.is_control() => out.extend(format!("⟦U+{:04X}⟧", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Says whether spreadsheets may take a cell for a formula; the wide signs are signs to East Asian editions.
fn starts_a_formula(cell: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{2212}', '\t', '\r', '\n', '|', '%'];
    let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || has_no_width(c));
    cell.starts_with(signs) || seen.starts_with(signs)
}

/// Says whether a sign shows nothing, so that what follows it looks like the beginning.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::starts_a_formula;

    #[test]
    fn a_sign_without_width_hides_no_formula() {
        for cell in ["\u{200B}=1+1", "\u{2060}\u{FEFF} @SUM(A1)", "\u{202E}+1", "\u{AD}-1"] {
            assert!(starts_a_formula(cell), "{cell:?}");
        }
        assert!(!starts_a_formula("\u{200B}a=1"));
    }
}
