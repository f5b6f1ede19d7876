//! A sidecar: a TOML file beside a note that holds the trust record, for those who keep it apart from the prose.
//!
//! The note wins: what it says stays first. What the sidecar says otherwise stands beside it as a second value, with the
//! file and the line it came from; what the note leaves open is filled.

use crate::Catalog;
use crate::label;
use crate::note::values;
use evidact_model::CleanText;
use evidact_model::review::{Carrier, Field, Origin, RecordRow, Review, Unplaced};
use toml::de::{DeTable, DeValue};

/// Why a sidecar cannot be read. It names a line, never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not valid TOML; write e.g. `owner = \"Platform team\"`")]
pub struct SidecarError {
    /// The line, from 1.
    pub line: u32,
}

/// Takes the trust record of a redacted and verified sidecar into a review.
///
/// A key is the key of a row or any label of it. Tables are one record, whatever they are called. A key that names no row
/// goes to the unplaced notes, with its line.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_report::{Catalog, parse, with_sidecar};
///
/// let catalog = Catalog::builtin();
/// let review = parse(&CleanText::literal("Server: ledger\nOwner: Payments team\n"), catalog);
/// let sidecar = CleanText::literal("owner = \"Ledger team\"\nrevocation-path = \"ticket, one hour\"\n");
/// let review = with_sidecar(review, &CleanText::literal("server-trust.toml"), &sidecar, catalog).unwrap();
/// let owners: Vec<_> = review.record.row("owner").unwrap().value.iter().map(|f| f.text.as_str()).collect();
/// assert_eq!(owners, ["Payments team", "Ledger team"]);
/// assert_eq!(review.record.row("revocation-path").unwrap().value[0].origin.line, 2);
/// ```
///
/// # Errors
/// [`SidecarError`] if it is not TOML.
pub fn with_sidecar(
    mut review: Review,
    name: &CleanText,
    text: &CleanText,
    catalog: &Catalog,
) -> Result<Review, SidecarError> {
    let ends: Vec<usize> =
        text.as_str().bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(n, _)| n).collect();
    let line =
        |offset: usize| u32::try_from(1 + ends.partition_point(|&end| end < offset)).unwrap_or(u32::MAX);
    let table = DeTable::parse(text.as_str())
        .map_err(|e| SidecarError { line: line(e.span().map_or(0, |span| span.start)) })?;
    let mut entries = Vec::new();
    flatten(table.get_ref(), MAX_DEPTH, &mut entries);
    entries.sort_by_key(|entry| entry.start);
    for entry in entries {
        let said = text.derive(|_| entry.text.clone());
        let origin = Origin {
            carrier: Carrier::Sidecar,
            label: text.derive(|_| entry.key.to_owned()),
            line: line(entry.start),
        };
        match row(&mut review, entry.key, catalog) {
            Some(row) => fill(row, Field { text: said, origin }),
            None => review.unplaced.push(Unplaced {
                first_line: origin.line,
                last_line: line(entry.end),
                text: name.join(": ", &origin.label).join(" = ", &said),
            }),
        }
    }
    Ok(review)
}

/// Says whether a text may be a sidecar: TOML of moderate size of which a key names a row of the record.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_report::{Catalog, may_be_sidecar};
/// let tells = |text| may_be_sidecar(&CleanText::literal(text), Catalog::builtin());
/// assert!(tells("[record]\nrevocation-path = \"a ticket\"\n"));
/// assert!(!tells("[package]\nedition = \"2024\"\n"));
/// ```
pub fn may_be_sidecar(text: &CleanText, catalog: &Catalog) -> bool {
    if text.as_str().len() > MAX_BYTES {
        return false;
    }
    let Ok(table) = DeTable::parse(text.as_str()) else { return false };
    let mut entries = Vec::new();
    flatten(table.get_ref(), MAX_DEPTH, &mut entries);
    let names_row = |key: &str| {
        catalog.rows().any(|row| row.key.as_deref() == Some(key))
            || catalog.names().row_in_record(key).is_some()
    };
    entries.iter().any(|entry| names_row(entry.key))
}

/// A record is not longer than this.
const MAX_BYTES: usize = 256 << 10;
/// Tables within tables are read so deep; what lies deeper is shown as it is written.
const MAX_DEPTH: u32 = 4;

/// A key with what stands behind it, and where.
struct Entry<'t> {
    key: &'t str,
    text: String,
    start: usize,
    end: usize,
}

fn flatten<'t>(table: &'t DeTable<'_>, depth: u32, entries: &mut Vec<Entry<'t>>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) if depth > 0 => flatten(inner, depth - 1, entries),
            other => entries.push(Entry {
                key: key.get_ref().as_ref(),
                text: written(other),
                start: key.span().start,
                end: value.span().end,
            }),
        }
    }
}

/// Returns a value as Markdown: a list as a list.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(items) => {
            let lines: Vec<String> =
                items.iter().map(|item| format!("- {}", written(item.get_ref()))).collect();
            lines.join("\n")
        }
        DeValue::Table(table) => {
            let lines: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{}: {}", key.get_ref(), written(value.get_ref())))
                .collect();
            lines.join("; ")
        }
    }
}

fn row<'r>(review: &'r mut Review, key: &str, catalog: &Catalog) -> Option<&'r mut RecordRow> {
    let by_key = review.record.rows.iter().position(|row| row.key == key);
    let at = by_key.or_else(|| catalog.names().row_in_record(key))?;
    review.record.rows.get_mut(at)
}

/// Puts a value into a row, unless it says nothing or what stands there.
fn fill(row: &mut RecordRow, field: Field) {
    let same = |known: &Field| {
        let (known, new) = (known.text.as_str(), field.text.as_str());
        known.trim() == new || label::normal(known).is_some_and(|known| Some(known) == label::normal(new))
    };
    if !values::is_unfilled(field.text.as_str()) && !row.value.iter().any(same) {
        row.value.push(field);
    }
}

#[cfg(test)]
mod tests {
    use super::{SidecarError, with_sidecar};
    use crate::{Catalog, parse};
    use evidact_model::CleanText;
    use evidact_model::review::{Carrier, Review};

    fn read(note: &str, sidecar: &str) -> Result<Review, SidecarError> {
        let clean = |text: &str| CleanText::attest(text.to_owned());
        let review = parse(&clean(note), Catalog::builtin());
        with_sidecar(review, &clean("server-trust.toml"), &clean(sidecar), Catalog::builtin())
    }

    fn values(review: &Review, key: &str) -> Vec<String> {
        let row = review.record.row(key).expect("a row of the catalog");
        row.value.iter().map(|field| field.text.as_str().to_owned()).collect()
    }

    #[test]
    fn fills_what_the_note_leaves_open_with_carrier_label_and_line() {
        let review =
            read("Server: ledger\n", "# ours\n\n[record]\n\"Support channel\" = \"#ledger\"\n").unwrap();
        let row = review.record.row("support-path").expect("a row");
        let origin = &row.value[0].origin;
        assert_eq!(
            (origin.carrier, origin.label.as_str(), origin.line),
            (Carrier::Sidecar, "Support channel", 4)
        );
    }

    #[test]
    fn keeps_the_notes_value_first_and_says_nothing_twice() {
        let note = "Server: ledger\nOwner: Payments team\nVersion: 1.4.2\n";
        let review = read(note, "owner = \"payments team\"\nversion = \"1.5.0\"\n").unwrap();
        assert_eq!(values(&review, "owner"), ["Payments team"]);
        assert_eq!(values(&review, "version"), ["1.4.2", "1.5.0"]);
    }

    #[test]
    fn reads_lists_numbers_and_dates_and_leaves_out_what_is_not_filled() {
        let sidecar = "tools = [\"read\", \"list\"]\nversion = 2.1\nowner = \"TBD\"\n";
        let review = read("Server: ledger\n", sidecar).unwrap();
        assert_eq!(values(&review, "allowed-resources"), ["- read\n- list"]);
        assert_eq!(values(&review, "version"), ["2.1"]);
        assert!(values(&review, "owner").is_empty());
    }

    #[test]
    fn drops_no_key_that_it_does_not_know() {
        let review = read("Server: ledger\n", "owner = \"A team\"\n\ncolour = \"blue\"\n").unwrap();
        let last = review.unplaced.last().expect("the unknown key");
        assert_eq!((last.first_line, last.text.as_str()), (3, "server-trust.toml: colour = blue"));
    }

    #[test]
    fn names_the_line_of_what_is_no_toml_and_nothing_of_it() {
        let error = read("Server: ledger\n", "owner = \"A team\"\nversion = canary value\n").unwrap_err();
        assert_eq!(error, SidecarError { line: 2 });
        assert!(!error.to_string().contains("canary"));
    }
}
