//! A sidecar: a TOML file beside a note that holds the trust record, for those who keep it apart from the prose.
//!
//! It speaks of the server that it names, and of no other. The note wins: what it says stays first. What the sidecar says otherwise stands beside it as a second value, with the
//! file and the line it came from; what the note leaves open is filled.

use crate::Catalog;
use crate::label;
use crate::note::values;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::review::{Carrier, Field, Origin, RecordRow, Review, Unplaced};
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// Why a sidecar cannot be read. It names a line, never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is not valid TOML; write e.g. `owner = \"Platform team\"`")]
pub struct SidecarError {
    /// The line, from 1.
    pub line: u32,
}

/// A redacted and verified sidecar: the trust record of one server, or of whatever its folder is about.
///
/// A key is the key of a row or any label of it. Tables are one record, whatever they are called.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_report::{About, Catalog, Sidecar, parse};
///
/// let catalog = Catalog::builtin();
/// let review = parse(&CleanText::literal("Server: ledger\nOwner: Payments team\n"), catalog);
/// let path = CleanText::literal("server-trust.toml");
/// let text = CleanText::literal("owner = \"Ledger team\"\nrevocation-path = \"ticket, one hour\"\n");
/// let sidecar = Sidecar::read(&path, &text, catalog).unwrap();
/// assert_eq!(sidecar.about(&review), About::Unsaid);
/// let review = sidecar.fill(review);
/// let owners: Vec<_> = review.record.row("owner").unwrap().value.iter().map(|f| f.text.as_str()).collect();
/// assert_eq!(owners, ["Payments team", "Ledger team"]);
/// assert_eq!(review.record.row("revocation-path").unwrap().value[0].origin.line, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sidecar {
    path: CleanText,
    said: Vec<Said>,
}

/// What a sidecar says under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    /// The number of the row that the key names.
    row: Option<usize>,
    key: CleanText,
    text: CleanText,
    first: u32,
    last: u32,
}

/// Whether a sidecar and a note are about one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Both name it.
    Same,
    /// They name different ones.
    Another,
    /// One of them names none.
    Unsaid,
}

/// The rows of which a note and a sidecar about one server cannot both be right if they differ. Others, such as the
/// owner, people write in many ways, and two values stand beside each other.
const EXACT: [&str; 3] = ["version", "environment", "approval-state"];

impl Sidecar {
    /// Reads a sidecar.
    ///
    /// # Errors
    /// [`SidecarError`] if it is not TOML.
    pub fn read(path: &CleanText, text: &CleanText, catalog: &Catalog) -> Result<Self, SidecarError> {
        let ends: Vec<usize> =
            text.as_str().bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(n, _)| n).collect();
        let line =
            |offset: usize| u32::try_from(1 + ends.partition_point(|&end| end < offset)).unwrap_or(u32::MAX);
        let table = DeTable::parse(text.as_str())
            .map_err(|e| SidecarError { line: line(e.span().map_or(0, |span| span.start)) })?;
        let mut entries = Vec::new();
        flatten(table.get_ref(), MAX_DEPTH, &mut entries);
        entries.sort_by_key(|entry| entry.start);
        let said = entries.into_iter().map(|entry| Said {
            row: row(entry.key, catalog),
            key: text.derive(|_| entry.key.to_owned()),
            first: line(entry.start),
            last: line(entry.end),
            text: text.derive(|_| entry.text),
        });
        Ok(Self { path: path.clone(), said: said.collect() })
    }

    /// Returns its published path.
    pub fn path(&self) -> &CleanText {
        &self.path
    }

    /// Returns the name of its file.
    pub fn name(&self) -> CleanText {
        self.path.derive(|path| path.rsplit('/').next().unwrap_or(path).to_owned())
    }

    /// Returns the name of the server that it is about, if it names one.
    pub fn server(&self, review: &Review) -> Option<&CleanText> {
        self.of_row(review, "name").map(|said| &said.text).find(|text| !folded(text.as_str()).is_empty())
    }

    /// Says whether it is about the server of a note.
    pub fn about(&self, review: &Review) -> About {
        let own: Vec<String> = self.of_row(review, "name").map(|said| folded(said.text.as_str())).collect();
        let named = servers(review);
        if own.iter().all(String::is_empty) || named.is_empty() {
            About::Unsaid
        } else if own.iter().any(|own| named.iter().any(|name| is_one(own, name))) {
            About::Same
        } else {
            About::Another
        }
    }

    fn of_row<'s>(&'s self, review: &Review, key: &str) -> impl Iterator<Item = &'s Said> {
        let at = review.record.rows.iter().position(|row| row.key == key);
        self.said.iter().filter(move |said| at.is_some() && said.row == at)
    }

    /// Takes its record into a review. A key that names no row goes to the unplaced notes, with its line.
    #[must_use]
    pub fn fill(&self, mut review: Review) -> Review {
        for said in &self.said {
            let origin = Origin { carrier: Carrier::Sidecar, label: said.key.clone(), line: said.first };
            match said.row.and_then(|at| review.record.rows.get_mut(at)) {
                Some(row) => fill(row, Field { text: said.text.clone(), origin }),
                None => review.unplaced.push(Unplaced {
                    first_line: said.first,
                    last_line: said.last,
                    text: self.name().join(": ", &said.key).join(" = ", &said.text),
                }),
            }
        }
        review
    }

    /// Returns where it contradicts a note that names the same server: another version, environment or approval.
    pub fn contradictions(&self, review: &Review) -> Vec<MetadataFinding> {
        if self.about(review) != About::Same {
            return Vec::new();
        }
        let rows = review.record.rows.iter().filter(|row| EXACT.contains(&row.key.as_str()));
        let found = rows.flat_map(|row| {
            let of_note: Vec<&Field> = of_note(row).collect();
            let differs = move |said: &&Said| {
                let is_same = |field: &&Field| is_same(&row.key, field.text.as_str(), said.text.as_str());
                let filled = !values::is_unfilled(said.text.as_str()) && !of_note.is_empty();
                filled && !of_note.iter().any(is_same)
            };
            self.of_row(review, &row.key).filter(differs).map(|said| MetadataFinding {
                check: "S15".to_owned(),
                path: self.path.clone(),
                line: said.first,
                place: said.key.clone(),
                server: self.server(review).cloned(),
                detail: said.text.clone(),
                remark: None,
                stance: Stance::Contradicts,
                items: vec![row.id.clone()],
            })
        });
        found.collect()
    }
}

/// Returns what the note itself says in a row.
fn of_note(row: &RecordRow) -> impl Iterator<Item = &Field> {
    row.value
        .iter()
        .filter(|field| field.origin.carrier != Carrier::Sidecar && !values::is_unfilled(field.text.as_str()))
}

/// Returns the names of the servers that a note is about, as they are compared.
pub fn servers(review: &Review) -> BTreeSet<String> {
    let row = review.record.row("name");
    let names = row.into_iter().flat_map(of_note).map(|field| folded(field.text.as_str()));
    names.filter(|name| !name.is_empty()).collect()
}

/// Letters and digits of a name in lower case, without what stands in brackets and what every server is called:
/// `Ledger MCP server (EU)` and `ledger-mcp` are one name.
pub(crate) fn folded(name: &str) -> String {
    let bare =
        name.split(['(', '[']).next().filter(|bare| bare.contains(char::is_alphanumeric)).unwrap_or(name);
    let lower = bare.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> =
        words.iter().copied().filter(|word| !["mcp", "server", "the"].contains(word)).collect();
    if telling.is_empty() { words.concat() } else { telling.concat() }
}

/// Says whether two folded names are one. In a registry a name stands behind that of its author and a `/`.
fn is_one(a: &str, b: &str) -> bool {
    let short = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    a == b || short(a) == b || a == short(b)
}

/// Says whether two values of a row do not exclude each other: one of them may say more than the other.
fn is_same(key: &str, note: &str, sidecar: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let bare = |word: &str| {
            let number = word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            number.unwrap_or(word).to_owned()
        };
        words.map(bare).collect()
    };
    let (note, sidecar) = (words(note), words(sidecar));
    let (short, long) = if note.len() < sidecar.len() { (note, sidecar) } else { (sidecar, note) };
    // A version may stand anywhere in a sentence; `not approved` is no `approved`.
    match key {
        "version" => short.is_empty() || long.windows(short.len()).any(|part| part == short),
        _ => long.starts_with(&short),
    }
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

/// Returns the number of the row that a key names.
fn row(key: &str, catalog: &Catalog) -> Option<usize> {
    let by_key = catalog.rows().position(|row| row.key.as_deref() == Some(key));
    by_key.or_else(|| catalog.names().row_in_record(key))
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
    use super::{About, Sidecar, SidecarError};
    use crate::{Catalog, parse};
    use evidact_model::CleanText;
    use evidact_model::review::{Carrier, Review};

    fn both(note: &str, sidecar: &str) -> Result<(Review, Sidecar), SidecarError> {
        let clean = |text: &str| CleanText::attest(text.to_owned());
        let review = parse(&clean(note), Catalog::builtin());
        let path = clean("in/server-trust.toml");
        Ok((review, Sidecar::read(&path, &clean(sidecar), Catalog::builtin())?))
    }

    fn read(note: &str, sidecar: &str) -> Result<Review, SidecarError> {
        both(note, sidecar).map(|(review, sidecar)| sidecar.fill(review))
    }

    fn about(note: &str, sidecar: &str) -> About {
        let (review, sidecar) = both(note, sidecar).unwrap();
        sidecar.about(&review)
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
    fn one_server_may_be_called_with_and_without_what_all_servers_are_called() {
        assert_eq!(about("Server: Ledger MCP server (EU)\n", "name = \"ledger-mcp\"\n"), About::Same);
        assert_eq!(about("Server: `ledger`\n", "name = \"com.example/ledger\"\n"), About::Same);
        assert_eq!(about("Server: ledger\n", "name = \"ledger-admin\"\n"), About::Another);
        assert_eq!(about("Server: ledger\n", "owner = \"A team\"\n"), About::Unsaid);
        assert_eq!(about("Owner: A team\n", "name = \"ledger\"\n"), About::Unsaid);
    }

    #[test]
    fn another_version_or_approval_of_the_same_server_contradicts_the_note() {
        let note = "Server: ledger\nOwner: Payments\nServer version: 2.0.0\nApproval state: not approved\n";
        let told = |sidecar: &str| {
            let (review, sidecar) = both(note, sidecar).unwrap();
            let found = sidecar.contradictions(&review);
            found.iter().map(|f| (f.items.concat(), f.line, f.detail.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(
            told("name = \"ledger\"\nversion = \"3.0.0\"\napproval-state = \"approved\"\nowner = \"Them\"\n"),
            [("IDN-04".to_owned(), 2, "3.0.0".to_owned()), ("IDN-05".to_owned(), 3, "approved".to_owned())]
        );
        assert!(
            told("name = \"ledger\"\nversion = \"v2.0.0 (pinned)\"\napproval-state = \"TBD\"\n").is_empty()
        );
        assert!(told("name = \"weather\"\nversion = \"3.0.0\"\n").is_empty(), "it is about another server");
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
