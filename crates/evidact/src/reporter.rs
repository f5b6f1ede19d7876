//! Makes reports of verified notes: parse, put together, render.

use crate::args::{ReportFormat, ReportLook};
use crate::exit::{Exit, Failure};
use crate::sidecars::{Joined, Sidecars};
use crate::terminal;
use crate::typography::Typography;
use crate::wording;
use evidact_batch::{Companion, NoText, Note, ReportFile, Reporter};
use evidact_mcp::{Metadata, Missing};
use evidact_model::metadata::MetadataStatement;
use evidact_model::report::{EvidenceItem, RedactionStatement, Report, ReportMeta};
use evidact_model::review::{Review, Unplaced};
use evidact_model::{CleanText, Format};
use evidact_redact::{Policy, ReportPolicy};
use evidact_render::{
    Cover, Theme, combined, only_observation, render_html, render_markdown, render_pdf_with,
};
use evidact_report::export::json::{json, json_of_all};
use evidact_report::export::{Noted, csv, oscal, sarif};
use evidact_report::{Catalog, assess, count_fields, may_be_sidecar, parse, second_record};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Which published texts are notes.
pub(crate) enum NoteChoice {
    /// Every text that is not blank: the user named them one by one.
    All,
    /// Texts in which at least two report fields are recognised.
    Recognised,
    /// Those, and texts whose published path matches.
    RecognisedOr(Patterns),
}

/// The patterns of `--notes`, and which of them matched something.
pub(crate) struct Patterns {
    set: GlobSet,
    matched: Vec<AtomicBool>,
}

impl Patterns {
    fn matches(&self, path: &str) -> bool {
        let found = self.set.matches(path);
        for matched in found.iter().filter_map(|&number| self.matched.get(number)) {
            matched.store(true, Ordering::Relaxed);
        }
        !found.is_empty()
    }
}

impl NoteChoice {
    /// Reads `--notes` patterns; without any, notes are recognised.
    ///
    /// # Errors
    /// [`Failure`] naming the pattern's number.
    pub(crate) fn new(patterns: &[String]) -> Result<Self, Failure> {
        if patterns.is_empty() {
            return Ok(Self::Recognised);
        }
        let mut set = GlobSetBuilder::new();
        for (number, pattern) in (1..).zip(patterns) {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            set.add(glob.map_err(|_| {
                Failure::usage(format!("--notes pattern {number} is not a glob; write e.g. 'notes/*.md'"))
            })?);
        }
        let set = set.build().map_err(|_| Failure::usage("the --notes patterns are too large"))?;
        let matched = patterns.iter().map(|_| AtomicBool::new(false)).collect();
        Ok(Self::RecognisedOr(Patterns { set, matched }))
    }
}

impl NoteChoice {
    /// Says whether a file may be a note by its name.
    pub(crate) fn is_named_like_text(path: &str) -> bool {
        let lower = path.to_lowercase();
        [".md", ".markdown", ".txt", ".text"].iter().any(|ending| lower.ends_with(ending))
    }

    /// Says whether a text is a note by what stands in it.
    pub(crate) fn recognises(text: &CleanText, catalog: &Catalog) -> bool {
        count_fields(text, catalog) >= FIELDS_OF_A_NOTE
    }
}

/// Fields that must be recognised for a text to be taken for a note.
const FIELDS_OF_A_NOTE: usize = 2;
/// So many ids of observations are named when the one that is wanted is not among them.
const LISTED_IDS: usize = 40;

/// Makes reports.
pub(crate) struct ReportMaker {
    catalog: Cow<'static, Catalog>,
    theme: Theme,
    formats: Vec<ReportFormat>,
    typography: Typography,
    choice: NoteChoice,
    date: Option<String>,
    /// The one observation that is wanted.
    observation: Option<String>,
    combined: bool,
    policy: ReportPolicy,
    metadata: OnceLock<Metadata>,
    sidecars: OnceLock<Sidecars>,
    /// What is to be said of a note, by its path.
    remarks: Mutex<BTreeMap<String, Vec<String>>>,
}

impl ReportMaker {
    /// Reads catalog and theme.
    ///
    /// # Errors
    /// [`Failure`] if one of them cannot be read.
    pub(crate) fn new(look: &ReportLook, choice: NoteChoice, policy: &Policy) -> Result<Self, Failure> {
        let words = &look.words;
        let catalog = wording::catalog(words.catalog.as_deref(), &policy.report)?;
        let theme = wording::theme(words.theme.as_deref(), words.language.as_deref(), &policy.report)?;
        wording::check_ids(&theme, &catalog)?;
        let typography = Typography::new(look)?;
        let mut formats = look.formats.clone();
        formats.dedup();
        let policy = policy.report.clone();
        Ok(Self {
            catalog,
            theme,
            formats,
            typography,
            choice,
            date: look.date.clone(),
            observation: look.observation.clone(),
            combined: look.combined,
            policy,
            metadata: OnceLock::new(),
            sidecars: OnceLock::new(),
            remarks: Mutex::default(),
        })
    }

    /// Returns the numbers of the `--notes` patterns that no published text matched, from 1.
    pub(crate) fn unmatched(&self) -> Vec<usize> {
        let NoteChoice::RecognisedOr(patterns) = &self.choice else { return Vec::new() };
        let numbered = (1..).zip(&patterns.matched);
        numbered.filter(|(_, matched)| !matched.load(Ordering::Relaxed)).map(|(number, _)| number).collect()
    }

    /// Says what the reports could not take in: of notes, records beside them, and characters that no font has.
    pub(crate) fn warn(&self) {
        let remarks = self.remarks.lock().unwrap_or_else(PoisonError::into_inner);
        for line in remarks.values().flatten() {
            terminal::note(line);
        }
        for line in self.sidecars.get().into_iter().flat_map(Sidecars::unused) {
            terminal::note(line);
        }
        self.typography.warn();
    }

    /// Returns how a run ends: not as if all had been read, if a record beside a note was not.
    pub(crate) fn ending(&self, exit: Exit) -> Exit {
        let incomplete = self.sidecars.get().is_some_and(Sidecars::is_incomplete);
        if incomplete && exit == Exit::Done { Exit::Withheld } else { exit }
    }

    /// Remembers what the author of a note should know of how it was read.
    fn remark(&self, note: &Note, review: &Review) {
        let path = terminal::safe(note.path.as_str());
        let mut said = Vec::new();
        if review.observations.is_empty() {
            let of =
                |part: &Unplaced| part.text.as_str().lines().filter(|line| !line.trim().is_empty()).count();
            let lines: usize = review.unplaced.iter().map(of).sum();
            let stand = if lines == 1 { "stands" } else { "stand" };
            said.push(format!(
                "no observation found in {path}: {} {stand} under Unplaced notes; see docs/notes.md for how a finding may be written",
                terminal::count(lines, "line", "lines")
            ));
        }
        if let Some(line) = second_record(review, &self.catalog) {
            said.push(format!(
                "{path}:{line}: the record of a second server, which stands under Unplaced notes; write one note a server"
            ));
        }
        if !said.is_empty() {
            self.remarks.lock().unwrap_or_else(PoisonError::into_inner).insert(note.path.to_string(), said);
        }
    }

    /// Returns what static metadata says beside a note, if the catalog has anything that it could say.
    fn metadata_beside(&self, review: &Review) -> Option<MetadataStatement> {
        let metadata = self.metadata.get().filter(|_| self.catalog.has_static_checks())?;
        Some(metadata.statement_for(review))
    }

    fn meta(&self, note: &Note, date: Option<CleanText>, digest: &str) -> ReportMeta {
        // The user's own words come from the command line and the policy; they are wording, not evidence.
        let words = |text: &str| CleanText::wording(text.to_owned());
        let id = note.path.derive(|path| {
            let name = path.rsplit('/').next().unwrap_or(path);
            name.rsplit_once('.')
                .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
                .to_owned()
        });
        let classification = self.policy.classification.as_deref().unwrap_or(self.theme.classification());
        ReportMeta {
            id,
            version: self.policy.version.as_deref().map(words),
            date: self.date.as_deref().map(words).or(date),
            classification: words(classification),
            tool_version: env!("CARGO_PKG_VERSION").into(),
            evidence_digest: digest.to_owned(),
            at_a_glance: None,
        }
    }
}

impl ReportMaker {
    /// Reads a note, holds it against catalog and metadata, and puts the report together.
    fn report(
        &self,
        note: &Note,
        redaction: &RedactionStatement,
        evidence: &[EvidenceItem],
        evidence_digest: &str,
    ) -> Report {
        let review = parse(&note.text, &self.catalog);
        let joined = match self.sidecars.get() {
            Some(sidecars) => sidecars.join(&note.path, review, &self.theme),
            None => Joined::alone(review),
        };
        let metadata = self.metadata_beside(&joined.review);
        let metadata = joined.beside(metadata);
        let review = assess(joined.review, metadata.as_ref(), &self.catalog);
        let meta = self.meta(note, review.date.clone(), evidence_digest);
        Report { meta, review, redaction: redaction.clone(), evidence: evidence.to_vec(), metadata }
    }

    /// Writes a report in a format.
    fn file(&self, format: ReportFormat, shown: &Shown<'_>) -> Result<ReportFile, String> {
        let (report, theme, notes) = (shown.report, shown.theme, &shown.notes);
        Ok(match format {
            ReportFormat::Md => {
                ReportFile { extension: "md", bytes: render_markdown(report, theme).into_bytes() }
            }
            ReportFormat::Pdf => {
                let options = self.typography.options(shown.cover);
                let pdf = render_pdf_with(report, theme, &options).map_err(|e| e.to_string())?;
                self.typography.remember(shown.path, pdf.missing);
                ReportFile { extension: "pdf", bytes: pdf.bytes }
            }
            ReportFormat::Html => {
                ReportFile { extension: "html", bytes: render_html(report, theme).into_bytes() }
            }
            ReportFormat::Json => {
                let text = match notes {
                    Notes::One(one) => json(*one),
                    Notes::All(all) => json_of_all(all),
                };
                ReportFile { extension: "json", bytes: text.into_bytes() }
            }
            ReportFormat::Oscal => {
                ReportFile { extension: "oscal.json", bytes: oscal(notes.list()).into_bytes() }
            }
            ReportFormat::Sarif => ReportFile { extension: "sarif", bytes: sarif(notes.list()).into_bytes() },
            ReportFormat::Csv => ReportFile { extension: "csv", bytes: csv(notes.list()).into_bytes() },
        })
    }
}

impl Reporter for ReportMaker {
    fn is_note(&self, path: &str, text: &CleanText) -> bool {
        match &self.choice {
            NoteChoice::All => !text.as_str().trim().is_empty(),
            NoteChoice::RecognisedOr(patterns) if patterns.matches(path) => true,
            NoteChoice::RecognisedOr(_) | NoteChoice::Recognised => {
                NoteChoice::is_named_like_text(path) && NoteChoice::recognises(text, &self.catalog)
            }
        }
    }

    fn accept(&self, notes: &[Note]) -> Result<(), String> {
        let Some(wanted) = &self.observation else { return Ok(()) };
        let reviews = notes.iter().map(|note| parse(&note.text, &self.catalog));
        let ids: BTreeSet<String> = reviews.flat_map(|r| r.observations.into_iter().map(|o| o.id)).collect();
        if ids.iter().any(|id| id.eq_ignore_ascii_case(wanted.trim())) {
            return Ok(());
        }
        let known: Vec<&str> = ids.iter().map(String::as_str).take(LISTED_IDS).collect();
        let more = if ids.len() > LISTED_IDS { " …" } else { "" };
        Err(if known.is_empty() {
            "--observation: no note has an observation".to_owned()
        } else {
            format!("--observation: no note has one with this id; there are {}{more}", known.join(", "))
        })
    }

    fn keeps(&self, format: Format, text: &CleanText) -> bool {
        let sidecar = format == Format::Toml && self.catalog.sidecar().is_some();
        sidecar && may_be_sidecar(text, &self.catalog)
            || self.catalog.has_static_checks() && evidact_mcp::may_be_metadata(text)
    }

    fn misses(&self, path: &str) -> bool {
        self.catalog.sidecar().is_some_and(|name| path.rsplit('/').next() == Some(name))
    }

    fn take(&self, notes: &[Note], companions: Vec<Companion>) {
        let (mut files, mut lost) = (Vec::new(), Vec::new());
        for companion in companions {
            match companion.text {
                Ok(text) => files.push((companion.path, text)),
                Err(why) => lost.push((companion.path, why)),
            }
        }
        let texts = notes.iter().map(|note| (&note.path, &note.text));
        self.sidecars.get_or_init(|| Sidecars::take(&mut files, &mut lost, texts, &self.catalog));
        let missing = lost.into_iter().filter_map(|(path, why)| match why {
            NoText::Withheld => Some((path, Missing::Withheld)),
            NoText::TooLarge => Some((path, Missing::TooLarge)),
            NoText::NotKept => None,
        });
        let missing: Vec<_> = missing.collect();
        self.metadata.get_or_init(|| Metadata::read(&files, &missing));
    }

    fn render(
        &self,
        note: &Note,
        redaction: &RedactionStatement,
        evidence: &[EvidenceItem],
        evidence_digest: &str,
    ) -> Result<Vec<ReportFile>, String> {
        let report = self.report(note, redaction, evidence, evidence_digest);
        self.remark(note, &report.review);
        let (report, theme, cover) = match &self.observation {
            None => (report, self.theme.clone(), Cover::Page),
            Some(id) => match only_observation(&report, &self.theme, id) {
                Some((report, theme)) => (report, theme, Cover::Lines),
                None => return Ok(Vec::new()),
            },
        };
        let noted = Noted { path: &note.path, report: &report };
        let shown =
            Shown { path: &note.path, report: &report, theme: &theme, cover, notes: Notes::One(noted) };
        self.formats.iter().map(|format| self.file(*format, &shown)).collect()
    }

    fn combines(&self) -> bool {
        self.combined
    }

    fn render_all(
        &self,
        notes: &[Note],
        redaction: &RedactionStatement,
        evidence: &[EvidenceItem],
        evidence_digest: &str,
    ) -> Result<Vec<ReportFile>, String> {
        let reports = notes.iter().map(|note| self.report(note, redaction, &[], evidence_digest));
        let mut reports: Vec<Report> = reports.collect();
        // The evidence is that of the run: it is listed once, not with each note.
        if let Some(first) = reports.first_mut() {
            first.evidence = evidence.to_vec();
        }
        let all = notes.iter().zip(&reports).map(|(note, report)| Noted { path: &note.path, report });
        let all: Vec<Noted<'_>> = all.collect();
        let Some(report) = combined(&all, &self.theme) else { return Ok(Vec::new()) };
        let shown = Shown {
            path: &report.meta.id,
            report: &report,
            theme: &self.theme,
            cover: Cover::Page,
            notes: Notes::All(&all),
        };
        self.formats.iter().map(|format| self.file(*format, &shown)).collect()
    }
}

/// What the files of a report are made of.
struct Shown<'a> {
    /// The path of the note, or the name of the report of all.
    path: &'a CleanText,
    /// What people read.
    report: &'a Report,
    theme: &'a Theme,
    cover: Cover,
    /// What other programs read.
    notes: Notes<'a>,
}

/// The notes of a report.
enum Notes<'a> {
    One(Noted<'a>),
    All(&'a [Noted<'a>]),
}

impl Notes<'_> {
    fn list(&self) -> &[Noted<'_>] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::All(all) => all,
        }
    }
}
