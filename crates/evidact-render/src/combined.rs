//! The reports of all notes of a run as one: a register of the notes first, then everything they say, each with the note
//! it comes from.

use crate::said::SEVERITIES;
use crate::theme::{Theme, Word};
use evidact_model::CleanText;
use evidact_model::metadata::MetadataStatement;
use evidact_model::report::Report;
use evidact_model::review::{
    BoundaryRow, BoundaryState, Carrier, Checklist, Field, ItemRow, Observation, Origin, Presence, RecordRow,
    Review, TrustRecord, UnsafePattern,
};
use evidact_report::export::Noted;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// So many notes stand in one table of the register; a text that is longer than a renderer sets is shown as it is.
const ROWS_OF_A_TABLE: usize = 400;

/// Returns one report of all notes; nothing, if there are none.
///
/// Ids of observations get the name of their note before them. Of what all notes answer, a boundary or a control, the
/// worst state counts: it is no better than in any note. Redaction statement and evidence are those of the run.
pub fn combined(notes: &[Noted<'_>], theme: &Theme) -> Option<Report> {
    let first = notes.first()?.report;
    let mut meta = first.meta.clone();
    meta.id = CleanText::literal("combined");
    meta.date = notes.iter().filter_map(|note| note.report.meta.date.clone()).max();
    let names = names(notes);
    let mut review = Review {
        catalog: first.review.catalog.clone(),
        title: Some(CleanText::wording(theme.word(Word::CombinedTitle).to_owned())),
        date: meta.date.clone(),
        scope: register(notes, theme),
        ..Review::default()
    };
    let mut merged = Merged::default();
    for (note, name) in notes.iter().zip(&names) {
        texts(&mut review, &note.report.review, note.path);
        let own = note.report.review.observations.iter();
        review.observations.extend(own.map(|o| observation(o, note.path, name, theme)));
        merged.add(&note.report.review, note.path);
    }
    review.record.rows = merged.rows;
    // A version means nothing beside the names of several servers.
    let glance = |key: &str| at_a_glance(review.record.row(key)?, notes);
    meta.at_a_glance = Some(TrustRecord { rows: ["name", "owner"].into_iter().filter_map(glance).collect() });
    review.boundaries = merged.boundaries;
    review.checklists = merged.checklists;
    review.unsafe_patterns = merged.patterns;
    Some(Report {
        meta,
        review,
        redaction: first.redaction.clone(),
        evidence: first.evidence.clone(),
        metadata: metadata(notes),
    })
}

/// The name of each note before the ids of its observations: that of its file, or its whole path if two share that.
fn names(notes: &[Noted<'_>]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for note in notes {
        *count.entry(note.report.meta.id.as_str().to_lowercase()).or_default() += 1;
    }
    let name = |note: &Noted<'_>| {
        let id = note.report.meta.id.as_str();
        let alone = count.get(&id.to_lowercase()).is_some_and(|&n| n == 1);
        if alone && !id.trim().is_empty() { id.to_owned() } else { note.path.as_str().to_owned() }
    };
    notes.iter().map(name).collect()
}

/// Different values of a row of the trust record that the cover shows.
const SHOWN: usize = 5;

/// A row as the cover shows it: the different values that the notes give, without saying which is whose.
fn at_a_glance(row: &RecordRow, notes: &[Noted<'_>]) -> Option<RecordRow> {
    let all: BTreeSet<String> =
        notes.iter().map(|note| stated(note, &row.key)).filter(|t| !t.is_empty()).collect();
    let first = row.value.first()?;
    let mut text = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    if all.len() > SHOWN {
        let _ = write!(text, "; … ({})", all.len());
    }
    let field = Field { text: first.text.derive(|_| text), origin: first.origin.clone() };
    Some(RecordRow { value: vec![field], ..row.clone() })
}

/// What a note may say of itself, and where it does.
type OfItself = (Word, fn(&Review) -> &[Field]);

const OF_ITSELF: [OfItself; 2] =
    [(Word::ReviewStatus, |review| &review.status), (Word::ReviewVersion, |review| &review.version)];

/// What a note says in a row of the trust record, in one line: values that it gives apart stay apart.
fn stated(note: &Noted<'_>, key: &str) -> String {
    joined(note.report.review.record.row(key).map(|row| row.value.as_slice()).unwrap_or_default())
}

/// What stands in fields, in one line.
fn joined(fields: &[Field]) -> String {
    let line = |field: &Field| field.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let texts = fields.iter().map(line).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("; ")
}

/// How many observations there are, and how many of each severity.
fn counted(observations: &[Observation], theme: &Theme) -> String {
    let of = |severity| observations.iter().filter(|o| o.severity == severity).count();
    let counts = SEVERITIES.map(|severity| (of(severity), theme.severity(severity)));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    match counts.as_slice() {
        [] => "0".to_owned(),
        [one] => one.clone(),
        all => format!("{}: {}", observations.len(), all.join(", ")),
    }
}

/// The register: a row a note, with its title and how serious its observations are.
fn register(notes: &[Noted<'_>], theme: &Theme) -> Vec<Field> {
    let mut head = String::from("|");
    let mut words = vec![Word::File, Word::Title, Word::Server, Word::OwnerLabel, Word::Observations];
    // What few notes say of themselves has a column only if one does.
    let own: Vec<OfItself> = OF_ITSELF
        .into_iter()
        .filter(|(_, of)| notes.iter().any(|n| !of(&n.report.review).is_empty()))
        .collect();
    words.extend(own.iter().map(|(word, _)| *word));
    for word in &words {
        let _ = write!(head, " {} |", theme.word(*word));
    }
    let line = format!("|{}", " --- |".repeat(words.len()));
    let tables = notes.chunks(ROWS_OF_A_TABLE).map(|notes| {
        let rows = notes.iter().map(|note| {
            let review = &note.report.review;
            let title = review.title.as_ref().map_or("", CleanText::as_str);
            let server = format!("{} {}", stated(note, "name"), stated(note, "version"));
            let (path, owner) = (note.path.as_str(), stated(note, "owner"));
            let mut cells = [path, title, server.trim(), &owner, &counted(&review.observations, theme)]
                .map(cell)
                .to_vec();
            cells.extend(own.iter().map(|(_, of)| cell(&joined(of(review)))));
            format!("| {} |", cells.join(" | "))
        });
        let rows: Vec<String> = rows.collect();
        // Paths and titles are clean; the words around them are the theme's.
        let text = CleanText::default().derive(|_| format!("{head}\n{line}\n{}\n", rows.join("\n")));
        Field { text, origin: origin(theme, Carrier::Sidecar) }
    });
    tables.collect()
}

fn origin(theme: &Theme, carrier: Carrier) -> Origin {
    Origin { carrier, label: CleanText::wording(theme.word(Word::File).to_owned()), line: 1 }
}

/// A text as a cell of a table, in which nothing is a mark.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.join(" ").chars().fold(String::new(), |mut out, c| {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '~' | '!' | '#') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// A field with the note it comes from before it.
fn from(field: &Field, path: &CleanText) -> Field {
    let name = path.as_str().replace('`', "'");
    Field { text: field.text.derive(|text| format!("`{name}`:\n\n{text}")), origin: field.origin.clone() }
}

fn all_from<'a>(fields: &'a [Field], path: &'a CleanText) -> impl Iterator<Item = Field> + 'a {
    fields.iter().map(move |field| from(field, path))
}

/// Adds what a note says of itself.
fn texts(review: &mut Review, own: &Review, path: &CleanText) {
    review.objective.extend(all_from(&own.objective, path));
    review.scope.extend(all_from(&own.scope, path));
    review.method.extend(all_from(&own.method, path));
    review.limits.extend(all_from(&own.limits, path));
    review.summary.extend(all_from(&own.summary, path));
    review.recommendations.extend(all_from(&own.recommendations, path));
    review.reviewer.extend(own.reviewer.iter().cloned());
    review.governance.extend(own.governance.iter().cloned());
    review.unfilled.extend(all_from(&own.unfilled, path));
    review.unplaced.extend(own.unplaced.iter().cloned().map(|mut unplaced| {
        unplaced.text = unplaced.text.derive(|text| format!("{path}:\n\n{text}"));
        unplaced
    }));
    review.suppressions.extend(own.suppressions.iter().cloned().map(|mut suppression| {
        suppression.reason = suppression.reason.derive(|reason| format!("{path}: {reason}"));
        suppression
    }));
}

fn observation(o: &Observation, path: &CleanText, name: &str, theme: &Theme) -> Observation {
    let mut own = o.clone();
    own.id = format!("{name}/{}", o.id);
    let mut note = origin(theme, Carrier::Sidecar);
    note.line = o.line;
    own.more.push((
        "other".to_owned(),
        Field { text: path.derive(|path| format!("`{}`", path.replace('`', "'"))), origin: note },
    ));
    own
}

/// What the notes say of the same items.
#[derive(Default)]
struct Merged {
    rows: Vec<RecordRow>,
    boundaries: Vec<BoundaryRow>,
    checklists: Vec<Checklist>,
    patterns: Vec<UnsafePattern>,
}

impl Merged {
    fn add(&mut self, review: &Review, path: &CleanText) {
        for row in &review.record.rows {
            let value = all_from(&row.value, path);
            match self.rows.iter_mut().find(|known| known.id == row.id) {
                Some(known) => known.value.extend(value),
                None => self.rows.push(RecordRow { value: value.collect(), ..row.clone() }),
            }
        }
        for row in &review.boundaries {
            self.boundary(row, path);
        }
        for list in &review.checklists {
            if !self.checklists.iter().any(|known| known.key == list.key) {
                self.checklists.push(Checklist { steps: Vec::new(), ..list.clone() });
            }
            if let Some(known) = self.checklists.iter_mut().find(|known| known.key == list.key) {
                items(&mut known.steps, &list.steps, path);
            }
        }
        for pattern in &review.unsafe_patterns {
            self.pattern(pattern, path);
        }
    }

    fn boundary(&mut self, row: &BoundaryRow, path: &CleanText) {
        if !self.boundaries.iter().any(|known| known.id == row.id) {
            self.boundaries.push(BoundaryRow {
                expected: Vec::new(),
                observed: Vec::new(),
                uncertainty: Vec::new(),
                controls: Vec::new(),
                contradictions: Vec::new(),
                ..row.clone()
            });
        }
        let Some(known) = self.boundaries.iter_mut().find(|known| known.id == row.id) else { return };
        known.state = worse(known.state, row.state);
        known.expected.extend(all_from(&row.expected, path));
        known.observed.extend(all_from(&row.observed, path));
        known.uncertainty.extend(all_from(&row.uncertainty, path));
        items(&mut known.controls, &row.controls, path);
        for contradiction in &row.contradictions {
            let mut own = contradiction.clone();
            own.said = all_from(&contradiction.said, path).collect();
            if !known.contradictions.contains(&own) {
                known.contradictions.push(own);
            }
        }
    }

    fn pattern(&mut self, pattern: &UnsafePattern, path: &CleanText) {
        let said = all_from(&pattern.said, path);
        let Some(known) = self.patterns.iter_mut().find(|known| known.id == pattern.id) else {
            self.patterns.push(UnsafePattern { said: said.collect(), ..pattern.clone() });
            return;
        };
        known.said.extend(said);
        if pattern.presence == Presence::Seen {
            known.presence = Presence::Seen;
        }
        for gap in &pattern.gaps {
            if !known.gaps.contains(gap) {
                known.gaps.push(gap.clone());
            }
        }
        for finding in &pattern.metadata {
            if !known.metadata.contains(finding) {
                known.metadata.push(finding.clone());
            }
        }
    }
}

/// Adds items to those known.
fn items(known: &mut Vec<ItemRow>, own: &[ItemRow], path: &CleanText) {
    for (at, item) in own.iter().enumerate() {
        let said = all_from(&item.said, path);
        // Reviews by one catalog have the same items in the same order.
        let same = known.get(at).is_some_and(|known| known.id == item.id);
        let found = if same { Some(at) } else { known.iter().position(|known| known.id == item.id) };
        let Some(known) = found.and_then(|at| known.get_mut(at)) else {
            known.push(ItemRow { said: said.collect(), ..item.clone() });
            continue;
        };
        known.state = worse(known.state, item.state);
        known.said.extend(said);
        for finding in &item.metadata {
            if !known.metadata.contains(finding) {
                known.metadata.push(finding.clone());
            }
        }
    }
}

/// The state that says less in favour.
fn worse(a: BoundaryState, b: BoundaryState) -> BoundaryState {
    let rank = |state| match state {
        BoundaryState::Contradicted => 0,
        BoundaryState::Absent => 1,
        BoundaryState::Stated => 2,
        BoundaryState::Supported => 3,
        BoundaryState::NotApplicable => 4,
    };
    if rank(a) <= rank(b) { a } else { b }
}

/// What static metadata says to any of the notes.
fn metadata(notes: &[Noted<'_>]) -> Option<MetadataStatement> {
    let mut statements = notes.iter().filter_map(|note| note.report.metadata.as_ref());
    let mut all = statements.next()?.clone();
    let mut files: BTreeSet<CleanText> = all.files.iter().map(|file| file.path.clone()).collect();
    let mut unread: BTreeSet<CleanText> = all.unread.iter().map(|file| file.path.clone()).collect();
    let key = |f: &evidact_model::metadata::MetadataFinding| {
        (f.path.clone(), f.line, f.check.clone(), f.place.clone(), f.detail.clone())
    };
    let mut findings: BTreeSet<_> = all.findings.iter().map(key).collect();
    for statement in statements {
        all.files.extend(statement.files.iter().filter(|file| files.insert(file.path.clone())).cloned());
        all.unread.extend(statement.unread.iter().filter(|file| unread.insert(file.path.clone())).cloned());
        all.findings
            .extend(statement.findings.iter().filter(|finding| findings.insert(key(finding))).cloned());
    }
    all.findings.sort_by_key(key);
    Some(all)
}
