//! What a report says in the program's own words, whatever it is written in: sentences, counts, facts at a glance.
//!
//! Not yet escaped for any format. What comes from the note is Markdown still, where a function says so.

use crate::theme::{Section, Theme, Word};
use evidact_model::metadata::{MetadataFile, MetadataFinding, MetadataStatement, Stance};
use evidact_model::report::Report;
use evidact_model::review::{
    BoundaryRow, BoundaryState, Certainty, Check, Field, ItemRow, Observation, Presence, RecordRow, Severity,
    UnsafePattern,
};
use std::borrow::Cow;

/// The severities as tables list them; the last stands for none.
pub(crate) const SEVERITIES: [Option<Severity>; 6] = [
    Some(Severity::Critical),
    Some(Severity::High),
    Some(Severity::Medium),
    Some(Severity::Low),
    Some(Severity::Info),
    None,
];

/// Further fields of an observation that are facts at a glance when they are short.
const FACTS: [&str; 5] = ["status", "likelihood", "asset", "owner", "due"];
/// A fact is not longer than this.
const MAX_FACT: usize = 80;

/// The keys under which catalogs name the server.
const SERVER_KEYS: [&str; 4] = ["server-identity", "server", "identity", "name"];

/// A report, and the words it is told in.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) report: &'a Report,
    pub(crate) theme: &'a Theme,
}

/// A fact of an observation: its name, and what the note says of it, as Markdown.
pub(crate) struct Fact<'a> {
    pub(crate) name: &'a str,
    pub(crate) values: Vec<String>,
    /// How sure the reviewer is, if that is the fact.
    pub(crate) certainty: Option<Certainty>,
}

impl<'a> Said<'a> {
    /// Returns what the note says of itself, where it does: where the review stands, its version, who did it.
    pub(crate) fn stated_of_itself(self) -> impl Iterator<Item = (Word, &'a [Field])> {
        let review = &self.report.review;
        let all = [
            (Word::ReviewStatus, review.status.as_slice()),
            (Word::ReviewVersion, review.version.as_slice()),
            (Word::Reviewer, review.reviewer.as_slice()),
        ];
        all.into_iter().filter(|(_, fields)| !fields.is_empty())
    }

    /// Returns those of them that no cover shows in full, if it has a line for each.
    pub(crate) fn too_long_for_the_cover(self) -> impl Iterator<Item = (Word, &'a [Field])> {
        let covered = self.theme.sections().contains(&Section::Cover);
        let is_line =
            |field: &Field| field.text.as_str().len() <= MAX_FACT && !field.text.as_str().contains('\n');
        let fits = move |fields: &[Field]| covered && fields.len() == 1 && fields.iter().all(is_line);
        self.stated_of_itself().filter(move |(_, fields)| !fits(fields))
    }

    /// Returns what stands in the place of a static finding, with the program's own words in those of the theme.
    pub(crate) fn detail(self, finding: &'a MetadataFinding) -> Cow<'a, str> {
        finding.detail_as(|remark| self.theme.say(remark))
    }

    /// Returns the sentence that sums the observations up.
    pub(crate) fn verdict(self) -> String {
        let count = self.report.review.observations.len();
        let worst = self.worst();
        let word = match (count, worst) {
            (0, _) => Word::VerdictNone,
            (1, Some(_)) => Word::VerdictOne,
            (1, None) => Word::VerdictOneUnrated,
            (_, Some(_)) => Word::VerdictMany,
            (_, None) => Word::VerdictUnrated,
        };
        let severity = self.theme.severity(worst);
        self.theme.fill(word, &[("count", &count.to_string()), ("severity", severity)])
    }

    /// Returns that sentence, and those on boundaries and gaps of the trust record.
    pub(crate) fn verdict_in_full(self) -> String {
        let review = &self.report.review;
        let (stated, boundaries) = (self.boundaries_spoken_of(), review.boundaries.len());
        let (gaps, rows) = (self.record_gaps(), review.record.rows.len());
        let boundaries = self.theme.fill(
            Word::VerdictBoundaries,
            &[("stated", &stated.to_string()), ("total", &boundaries.to_string())],
        );
        let gaps =
            self.theme.fill(Word::VerdictGaps, &[("gaps", &gaps.to_string()), ("total", &rows.to_string())]);
        [self.verdict(), boundaries, gaps].join(" ")
    }

    /// Returns the highest severity that the note gives.
    pub(crate) fn worst(self) -> Option<Severity> {
        self.report.review.observations.iter().filter_map(|o| o.severity).min()
    }

    /// Returns how many observations there are of each severity.
    pub(crate) fn severities(self) -> [(Option<Severity>, usize); 6] {
        let observations = &self.report.review.observations;
        SEVERITIES.map(|severity| (severity, observations.iter().filter(|o| o.severity == severity).count()))
    }

    /// Returns how many trust boundaries the note speaks of.
    pub(crate) fn boundaries_spoken_of(self) -> usize {
        self.report.review.boundaries.iter().filter(|b| b.state != BoundaryState::Absent).count()
    }

    /// Returns how many rows of the trust record the note does not state.
    pub(crate) fn record_gaps(self) -> usize {
        let blank = |row: &&RecordRow| row.value.iter().all(|field| field.text.is_blank());
        self.report.review.record.rows.iter().filter(blank).count()
    }

    /// Returns a row of the trust record as the cover shows it.
    pub(crate) fn cover_row(self, key: &str) -> Option<&'a RecordRow> {
        self.report.meta.at_a_glance.as_ref().unwrap_or(&self.report.review.record).row(key)
    }

    /// Returns the server's name, with the version that the note gives of it if the name does not hold it, as Markdown.
    pub(crate) fn server(self) -> Option<String> {
        let values = |key: &str| {
            let row = self.cover_row(key)?;
            let texts: Vec<&str> = row.value.iter().map(|f| f.text.as_str().trim()).collect();
            Some(texts.join("; ")).filter(|text| !text.trim().is_empty())
        };
        let server = SERVER_KEYS.iter().find_map(|key| values(key))?;
        let version = values("version").filter(|version| !server.contains(version.as_str()));
        let both = |version: &str| {
            self.theme.fill(Word::ServerVersion, &[("server", &server), ("version", version)])
        };
        Some(version.map_or_else(|| server.clone(), |version| both(&version)))
    }

    /// Says where a field came from, as a sentence.
    pub(crate) fn origin(self, field: &Field) -> String {
        self.theme.fill(
            Word::Origin,
            &[
                ("carrier", self.theme.carrier(field.origin.carrier)),
                ("label", field.origin.label.as_str()),
                ("line", &field.origin.line.to_string()),
            ],
        )
    }

    /// Says where a field came from, in a few words.
    pub(crate) fn source(self, field: &Field) -> String {
        format!("{}, {}", self.theme.carrier(field.origin.carrier), self.line(field.origin.line))
    }

    /// Returns the words for a line of the note.
    pub(crate) fn line(self, line: u32) -> String {
        self.theme.fill(Word::Line, &[("line", &line.to_string())])
    }

    /// Returns the words for a stretch of lines of the note.
    pub(crate) fn lines(self, first: u32, last: u32) -> String {
        let word = if first == last { Word::OneLine } else { Word::Lines };
        self.theme.fill(word, &[("first", &first.to_string()), ("last", &last.to_string())])
    }

    /// Says how a later revision of the protocol sees an item.
    pub(crate) fn spec_status(self, row: &ItemRow) -> Option<String> {
        let (kind, date) = row.spec_status.as_deref()?.split_once(':')?;
        let word = if kind == "deprecated" { Word::SpecDeprecated } else { Word::SpecChanged };
        Some(self.theme.fill(word, &[("date", date)]))
    }

    /// Says that only a person can speak of an item, if neither note nor metadata does.
    pub(crate) fn attested_only(self, row: &ItemRow) -> Option<&'a str> {
        let silent = row.said.is_empty() && row.metadata.is_empty();
        (silent && row.check == Check::Attest).then(|| self.theme.word(Word::AttestedOnly))
    }

    /// Says which of these items neither note nor metadata speak of, and of which only a person could; each by its id and
    /// what `of` says of it.
    pub(crate) fn open_items<'r>(
        self,
        rows: impl Iterator<Item = &'r ItemRow>,
        of: impl Fn(&'r ItemRow) -> &'r str,
    ) -> Vec<String> {
        let (mut open, mut attested) = (Vec::new(), Vec::new());
        for row in rows.filter(|row| is_silent(row)) {
            let list = if self.attested_only(row).is_some() { &mut attested } else { &mut open };
            list.push(format!("{} {}", row.id, of(row).trim_end_matches('.')));
        }
        let lists = [(Word::OpenItems, open), (Word::OpenItemsAttested, attested)];
        let told = lists.into_iter().filter(|(_, items)| !items.is_empty());
        told.map(|(word, items)| self.theme.fill(word, &[("items", &items.join(" · "))])).collect()
    }

    /// Says which unsafe patterns do not show.
    pub(crate) fn unseen_patterns(self) -> Option<String> {
        let patterns = &self.report.review.unsafe_patterns;
        let unseen = patterns.iter().filter(|pattern| is_unseen(pattern));
        let items: Vec<String> =
            unseen.map(|p| format!("{} {}", p.id, self.theme.title(&p.id, &p.title))).collect();
        (!items.is_empty()).then(|| self.theme.fill(Word::PatternsUnseen, &[("items", &items.join(" · "))]))
    }

    /// Says what the trust record asks for, if nothing of it is stated.
    pub(crate) fn open_record(self) -> Option<String> {
        let rows = &self.report.review.record.rows;
        let is_open = rows.iter().all(|row| row.value.is_empty());
        let names: Vec<&str> = rows.iter().map(|row| self.theme.title(&row.id, &row.title)).collect();
        (is_open && !names.is_empty())
            .then(|| self.theme.fill(Word::OpenItems, &[("items", &names.join(" · "))]))
    }

    /// Returns what the note says of how the review was done, and says what it does not say.
    pub(crate) fn approach(self) -> (Vec<(Word, &'a [Field])>, Option<String>) {
        let review = &self.report.review;
        let all = [
            (Word::Objective, review.objective.as_slice()),
            (Word::Scope, review.scope.as_slice()),
            (Word::Method, review.method.as_slice()),
            (Word::Limits, review.limits.as_slice()),
        ];
        let (open, stated): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, fields)| fields.is_empty());
        let names: Vec<&str> = open.iter().map(|(word, _)| self.theme.word(*word)).collect();
        let open =
            (!names.is_empty()).then(|| self.theme.fill(Word::OpenItems, &[("items", &names.join(" · "))]));
        (stated, open)
    }

    /// Says whether there is nothing to show of a boundary but its state.
    pub(crate) fn is_bare(self, row: &BoundaryRow) -> bool {
        let fields = [&row.expected, &row.observed, &row.uncertainty];
        fields.into_iter().all(Vec::is_empty) && self.see_observations(&row.id).is_none()
    }

    /// Says which rows of the trust record let an unsafe pattern show by not being stated.
    pub(crate) fn gaps_of(self, pattern: &UnsafePattern) -> Option<String> {
        let rows = &self.report.review.record.rows;
        let gaps: Vec<&str> = rows
            .iter()
            .filter(|row| pattern.gaps.contains(&row.id))
            .map(|row| self.theme.title(&row.id, &row.title))
            .collect();
        (!gaps.is_empty()).then(|| self.theme.fill(Word::GapIn, &[("rows", &gaps.join(", "))]))
    }

    /// Says what the static checks read and found.
    pub(crate) fn metadata_intro(self, statement: &MetadataStatement) -> String {
        let files = statement.files.len().to_string();
        let contradictions = statement.findings.iter().filter(|f| f.stance == Stance::Contradicts).count();
        if statement.files.is_empty() {
            self.theme.word(Word::MetadataNoFile).to_owned()
        } else if contradictions == 0 {
            self.theme.fill(Word::MetadataNone, &[("files", &files)])
        } else {
            let counts = [
                ("files", files.as_str()),
                ("findings", &statement.findings.len().to_string()),
                ("contradictions", &contradictions.to_string()),
            ];
            self.theme.fill(Word::MetadataIntro, &counts)
        }
    }

    /// Says what a file of metadata was read as.
    pub(crate) fn kind(self, file: &MetadataFile) -> String {
        file.kind.iter().map(|kind| self.theme.say(kind)).collect::<Vec<_>>().join(", ")
    }

    /// Names the observations that concern a boundary, if any do.
    pub(crate) fn see_observations(self, boundary: &str) -> Option<String> {
        let observations = self.report.review.observations.iter();
        let its = observations.filter(|o| o.boundary.as_deref() == Some(boundary));
        let ids: Vec<&str> = its.map(|o| o.id.as_str()).collect();
        (!ids.is_empty()).then(|| self.theme.fill(Word::SeeObservations, &[("ids", &ids.join(", "))]))
    }

    /// Returns what is known of an observation at a glance, but its severity: boundary, confidence, and what else the
    /// note says in a few words.
    pub(crate) fn facts(self, observation: &Observation) -> Vec<Fact<'a>> {
        let fact = |name: &'a str, values: Vec<String>| Fact { name, values, certainty: None };
        let mut facts: Vec<Fact<'a>> = Vec::new();
        let boundary = self.boundary_of(observation);
        facts.extend(boundary.map(|value| fact(self.theme.word(Word::Boundary), vec![value])));
        facts.extend(observation.certainty.map(|certainty| Fact {
            certainty: Some(certainty),
            ..fact(self.theme.word(Word::Confidence), vec![self.theme.certainty(certainty).to_owned()])
        }));
        for key in FACTS {
            let its = observation.more.iter().filter(|(name, field)| name == key && is_fact(name, field));
            let values: Vec<String> = its.map(|(_, field)| field.text.as_str().to_owned()).collect();
            if !values.is_empty() {
                facts.push(fact(self.theme.further(key), values));
            }
        }
        facts
    }

    fn boundary_of(self, observation: &Observation) -> Option<String> {
        let id = observation.boundary.as_ref()?;
        let boundaries = &self.report.review.boundaries;
        let row = boundaries.iter().find(|b| b.id == *id);
        let title = row.map_or("", |b| self.theme.title(&b.id, &b.title));
        let shown = format!("{id} {title}").trim().to_owned();
        let mut written = observation.more.iter().filter(|(key, _)| key == "boundary");
        let written = written.next().map(|(_, field)| field.text.as_str());
        let is_id = |text: &str| text.trim().eq_ignore_ascii_case(id);
        let more = written.filter(|text| text.len() <= MAX_FACT && !is_id(text) && is_more_than(text, title));
        Some(more.map_or_else(|| shown.clone(), |written| self.as_written(&shown, written)))
    }

    /// Returns what is shown, and behind it what the note writes for it.
    pub(crate) fn as_written(self, shown: &str, written: &str) -> String {
        self.theme.fill(Word::AsWritten, &[("shown", shown), ("written", written)])
    }
}

/// Says whether neither note nor metadata say anything of an item.
pub(crate) fn is_silent(row: &ItemRow) -> bool {
    row.state == BoundaryState::Absent && row.said.is_empty() && row.metadata.is_empty()
}

/// Says whether nothing shows an unsafe pattern.
pub(crate) fn is_unseen(pattern: &UnsafePattern) -> bool {
    pattern.presence == Presence::NotSeen && pattern.said.is_empty() && pattern.metadata.is_empty()
}

/// Returns the severity as an observation writes it, if that is more than the word that is shown for it, in the language
/// of the theme or in English.
pub(crate) fn severity_as_written<'o>(observation: &'o Observation, shown: &str) -> Option<&'o str> {
    let written = observation.severity_as_written.as_ref()?.text.as_str();
    let english = Theme::english().severity(observation.severity);
    (is_more_than(written, shown) && is_more_than(written, english)).then_some(written)
}

/// Says whether a further field is one of the facts at a glance, and need not be shown again.
pub(crate) fn is_shown_at_a_glance(observation: &Observation, key: &str, field: &Field) -> bool {
    let short = field.text.as_str().len() <= MAX_FACT;
    match key {
        "boundary" => short && observation.boundary.is_some(),
        "certainty" => short && observation.certainty.is_some(),
        _ => is_fact(key, field),
    }
}

fn is_fact(key: &str, field: &Field) -> bool {
    FACTS.contains(&key) && field.text.as_str().len() <= MAX_FACT
}

/// Says whether what is written is more than the words that we show for it.
fn is_more_than(written: &str, shown: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| word != "and").collect()
    };
    let written = words(written);
    !written.is_empty() && written != words(shown)
}
