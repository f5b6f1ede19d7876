//! The whole job: folder in, proven package out.

use crate::input::list_inputs;
use crate::observer::Observer;
use crate::partial::{Partial, parent_of};
use crate::pipeline::{Kept, Piece, Pipeline, PipelineOutput};
use crate::places::check_places;
use crate::reports::{Companion, NoText, Note, Reporter};
use crate::stems::{COMBINED, report_stems};
use crate::verify_package::{digest_of, open_published};
use crate::vouched::Texts;
use crate::{BatchError, index, sha256_hex};
use evidact_model::manifest::{Entry, Manifest, NoReport, Published, Rules, Tool, Totals};
use evidact_model::report::{EvidenceItem, RedactionStatement};
use evidact_model::{Class, CleanText, Event, Loss, Lost, Outcome, Phrase, Stage, Structure};
use evidact_redact::Engine;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What to do.
pub struct Job<'a> {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// Where the package goes; must not exist, or be an empty folder.
    pub output: PathBuf,
    /// What the output looks like.
    pub layout: Layout,
    /// Finds, and knows the policy.
    pub engine: &'a Engine,
    /// Which rules are in force.
    pub rules: Rules,
    /// Version of the program.
    pub version: &'a str,
    /// How many sources are worked on at once.
    pub threads: usize,
    /// Makes reports, if any are wanted.
    pub reporter: Option<&'a dyn Reporter>,
    /// Is told what happens.
    pub observer: &'a dyn Observer,
}

/// What the output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `evidence/`, `reports/`, `index.md`, `manifest.json`, `SHA256SUMS`.
    Package,
    /// The redacted copies alone.
    Copies,
    /// The reports alone.
    Reports,
    /// Nothing is written: the job is done up to the end in a private folder, which is then removed.
    DryRun,
}

/// What became of a job.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The manifest, also of layouts that do not write it.
    pub manifest: Manifest,
    /// Paths of the reports in the output.
    pub reports: Vec<String>,
}

impl Summary {
    /// Says whether every source was published, with every file in it, and a report of every note.
    pub fn is_complete(&self) -> bool {
        self.manifest.totals.withheld == 0
            && self.withheld_parts() == 0
            && self.lost_pages().is_empty()
            && self.manifest.entries.iter().all(|entry| entry.no_report.is_none())
    }

    /// Returns where text was left out: the copy, and on how many of its pages.
    pub fn lost_pages(&self) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        for entry in &self.manifest.entries {
            out.push((entry.path.clone(), pages_with_less(&entry.losses)));
            let members = entry.parts.iter();
            out.extend(members.map(|m| (format!("{}!/{}", entry.path, m.path), pages_with_less(&m.losses))));
        }
        out.retain(|(_, pages)| *pages > 0);
        out
    }

    /// Returns how many files within published sources were withheld.
    pub fn withheld_parts(&self) -> usize {
        self.manifest.withheld_parts()
    }
}

/// Returns on how many pages text in uncertain order was left out. The count of a loss is that of its places.
fn pages_with_less(losses: &[Loss]) -> usize {
    let pages: BTreeSet<Option<u32>> =
        losses.iter().filter(|loss| loss.what == Lost::UncertainText).map(|loss| loss.page).collect();
    pages.len()
}

/// Runs a job. Either the whole output appears under its name, or nothing does.
///
/// # Errors
/// [`BatchError`]; then nothing was published and the input is untouched.
pub fn run(job: &Job<'_>) -> Result<Summary, BatchError> {
    check_places(job)?;
    job.observer.event(Event::StageStarted { stage: Stage::List, total: 0 });
    let inputs = list_inputs(&job.inputs)?;
    let partial = Partial::begin(&job.output)?;
    let pipeline =
        Pipeline { engine: job.engine, threads: job.threads, observer: job.observer, reporter: job.reporter };
    let output = pipeline.run(&inputs, &partial)?;
    let maker = Maker { job, partial: &partial, output: &output };
    let summary = maker.make()?;
    if job.observer.stopped() {
        return Err(BatchError::Interrupted);
    }
    if job.layout != Layout::DryRun {
        partial.publish()?;
    }
    Ok(summary)
}

struct Maker<'a> {
    job: &'a Job<'a>,
    partial: &'a Partial,
    output: &'a PipelineOutput,
}

impl Maker<'_> {
    fn make(&self) -> Result<Summary, BatchError> {
        let prefix = if self.job.layout == Layout::Copies { "" } else { "evidence/" };
        let mut entries = Vec::new();
        for (number, piece) in self.output.pieces.iter().enumerate() {
            entries.push(self.entry(number, piece, prefix)?);
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let totals = self.totals(&entries);
        let mut documents = self.reports(&entries, &totals)?;
        let reports = documents.iter().map(|d| d.path.clone()).collect();
        let mut manifest = Manifest {
            schema: 1,
            tool: Tool { name: "evidact".into(), version: self.job.version.into() },
            rules: self.job.rules.clone(),
            policy: self.job.engine.policy().describe(),
            left_out: self.job.engine.left_out().cloned().unwrap_or_default(),
            entries,
            documents: Vec::new(),
            totals,
        };
        if self.job.layout == Layout::Package {
            let index = index::render(&manifest, &documents);
            documents.push(self.write("index.md", index.as_bytes())?);
        }
        documents.sort();
        manifest.documents = documents;
        if self.job.layout == Layout::Package {
            self.write_manifest(&manifest)?;
        }
        self.verify(&manifest)?;
        Ok(Summary { manifest, reports })
    }

    /// Puts a source in its place and describes it.
    fn entry(&self, number: usize, piece: &Piece, prefix: &str) -> Result<Entry, BatchError> {
        let path = piece.path.as_str().to_owned();
        let Some(applied) = &piece.applied else {
            return Ok(Entry {
                path,
                outcome: piece.outcome.clone(),
                published: None,
                format: None,
                redactions_by_rule: BTreeMap::new(),
                kept: BTreeMap::new(),
                notices: Vec::new(),
                parts: Vec::new(),
                losses: Vec::new(),
                no_report: None,
            });
        };
        let published = if self.job.layout == Layout::Reports {
            None
        } else {
            let place = format!("{prefix}{path}");
            self.partial.place(number, &place)?;
            // What lies there is read back, and is what the verifier saw.
            let published = digest_of(&self.partial.package(), &place);
            let same = |p: &Published| Some(&p.sha256) == piece.sha256.as_ref();
            Some(published.filter(same).ok_or_else(|| self.lost())?)
        };
        Ok(Entry {
            path,
            outcome: piece.outcome.clone(),
            published,
            format: Some(applied.format),
            redactions_by_rule: applied.by_rule.iter().map(|(rule, n)| (rule.to_string(), *n)).collect(),
            kept: applied.kept.clone(),
            notices: applied.notices.clone(),
            parts: applied.parts.clone(),
            losses: applied.losses.clone(),
            no_report: self.no_report(piece),
        })
    }

    /// Says why no report is made of a source that is a note by how it begins.
    fn no_report(&self, piece: &Piece) -> Option<NoReport> {
        match (&piece.text, self.job.reporter) {
            (Kept::Unread(why, head), Some(reporter)) if reporter.is_note(piece.path.as_str(), head) => {
                Some(*why)
            }
            _ => None,
        }
    }

    fn totals(&self, entries: &[Entry]) -> Totals {
        let count = |f: fn(&Outcome) -> bool| entries.iter().filter(|e| f(&e.outcome)).count() as u64;
        let mut redactions: BTreeMap<String, u64> = Class::ALL.iter().map(|c| (c.to_string(), 0)).collect();
        let mut values = redactions.clone();
        for (class, n) in
            self.output.pieces.iter().filter_map(|p| p.applied.as_ref()).flat_map(|a| &a.by_class)
        {
            *redactions.entry(class.to_string()).or_insert(0) += n;
        }
        for (class, n) in self.output.ledger.values_by_class() {
            *values.entry(class.to_string()).or_insert(0) += n;
        }
        Totals {
            sources: entries.len() as u64,
            unchanged: count(|o| matches!(o, Outcome::Unchanged { .. })),
            redacted: count(|o| matches!(o, Outcome::Redacted { .. })),
            withheld: count(|o| matches!(o, Outcome::Withheld { .. })),
            redactions,
            values,
        }
    }

    fn reports(&self, entries: &[Entry], totals: &Totals) -> Result<Vec<Published>, BatchError> {
        let Some(reporter) = self.job.reporter else { return Ok(Vec::new()) };
        let notes = self.notes(reporter);
        if notes.is_empty() && self.job.layout == Layout::Reports {
            return Err(self.no_notes(entries, totals.withheld));
        }
        reporter.accept(&notes).map_err(|what| BatchError::Choice { what })?;
        self.job.observer.event(Event::StageStarted { stage: Stage::Report, total: notes.len() as u64 });
        reporter.take(&notes, self.companions(reporter));
        let statement = self.statement(totals);
        let evidence = self.evidence(entries);
        let digest = evidence_digest(&evidence);
        let stems = report_stems(&notes, reporter.combines().then_some(COMBINED));
        let folder = if self.job.layout == Layout::Reports { "" } else { "reports/" };
        let jobs: Vec<(&Note, String)> = notes.iter().zip(stems).collect();
        let made = crate::parallel::map(&jobs, self.job.threads, |(note, stem)| {
            if self.job.observer.stopped() {
                return Err(BatchError::Interrupted);
            }
            let files = reporter
                .render(note, &statement, &evidence, &digest)
                .map_err(|what| BatchError::Report { path: note.path.to_string(), what })?;
            self.job.observer.event(Event::Advanced { stage: Stage::Report, done: 1 });
            files
                .into_iter()
                .map(|f| self.write(&format!("{folder}{stem}.{}", f.extension), &f.bytes))
                .collect::<Result<Vec<_>, _>>()
        });
        let mut made = made.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
        if reporter.combines() && !notes.is_empty() {
            let files = reporter
                .render_all(&notes, &statement, &evidence, &digest)
                .map_err(|what| BatchError::Report { path: COMBINED.to_owned(), what })?;
            for file in files {
                made.push(self.write(&format!("{folder}{COMBINED}.{}", file.extension), &file.bytes)?);
            }
        }
        Ok(made)
    }

    /// Says why there is nothing to make a report of.
    fn no_notes(&self, entries: &[Entry], withheld: u64) -> BatchError {
        let reason = |entry: &Entry| match &entry.outcome {
            Outcome::Withheld { reason } => Some((entry.path.clone(), reason.explain())),
            _ => None,
        };
        let unread = entries.iter().find_map(|entry| Some((entry.path.clone(), entry.no_report?)));
        match (entries.iter().find_map(reason), unread) {
            (Some((first, why)), _) => BatchError::Unread { withheld, first, why },
            (None, Some((path, why))) => BatchError::NoReport { path, why: why.explain() },
            (None, None) => {
                BatchError::NoNotes { path: self.job.inputs.first().cloned().unwrap_or_default() }
            }
        }
    }

    fn notes(&self, reporter: &dyn Reporter) -> Vec<Note> {
        let texts = self.output.pieces.iter().filter_map(|piece| match &piece.text {
            Kept::Note(text) => Some(Note { path: piece.path.clone(), text: text.clone() }),
            _ => None,
        });
        texts.filter(|note| reporter.is_note(note.path.as_str(), &note.text)).collect()
    }

    fn companions(&self, reporter: &dyn Reporter) -> Vec<Companion> {
        let companion = |piece: &Piece| {
            let text = match &piece.text {
                Kept::Companion(text) => Ok(text.clone()),
                Kept::Missing(why) => Err(*why),
                // What breaks the grammar of its name was read as text; a reader of data should say so.
                Kept::Note(text) if Companion::claims(piece.path.as_str()) => Ok(text.clone()),
                Kept::Unread(NoReport::TooLarge, _) if Companion::claims(piece.path.as_str()) => {
                    Err(NoText::TooLarge)
                }
                _ if reporter.misses(piece.path.as_str()) => Err(NoText::NotKept),
                Kept::Note(_) | Kept::Unread(..) | Kept::Nothing => return None,
            };
            Some(Companion { path: piece.path.clone(), text })
        };
        self.output.pieces.iter().filter_map(companion).collect()
    }

    fn statement(&self, totals: &Totals) -> RedactionStatement {
        let by_class = |map: &BTreeMap<String, u64>| {
            Class::ALL.iter().map(|c| (*c, map.get(c.as_str()).copied().unwrap_or(0))).collect()
        };
        let mut withheld = Vec::new();
        for piece in &self.output.pieces {
            if let Outcome::Withheld { reason } = &piece.outcome {
                withheld.push((piece.path.clone(), reason.phrase()));
            }
            for member in piece.applied.iter().flat_map(|applied| &applied.parts) {
                if let Outcome::Withheld { reason } = &member.outcome {
                    let path = piece.path.derive(|path| format!("{path}!/{}", member.path));
                    withheld.push((path, reason.phrase()));
                }
            }
        }
        RedactionStatement {
            redactions: by_class(&totals.redactions),
            values: by_class(&totals.values),
            packs: self.job.rules.packs.clone(),
            rules: self.job.rules.count,
            sources: totals.sources - totals.withheld,
            withheld,
            verification: Phrase::new(
                "verification-package",
                "Every published file was re-opened after writing and every decodable layer of it searched \
                 for each replaced value and for new findings; nothing was found.",
            ),
        }
    }

    fn evidence(&self, entries: &[Entry]) -> Vec<EvidenceItem> {
        let clean: BTreeMap<&str, &CleanText> =
            self.output.pieces.iter().map(|p| (p.path.as_str(), &p.path)).collect();
        let items = entries.iter().filter_map(|e| {
            let published = e.published.as_ref()?;
            let (redactions, structure) = match &e.outcome {
                Outcome::Unchanged { structure } => (0, *structure),
                Outcome::Redacted { structure, redactions } => (*redactions, *structure),
                Outcome::Withheld { .. } => return None,
            };
            Some(EvidenceItem {
                path: (*clean.get(e.path.as_str())?).clone(),
                sha256: published.sha256.clone(),
                bytes: published.bytes,
                redactions,
                structure_verified: structure == Structure::Sound,
            })
        });
        items.collect()
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<Published, BatchError> {
        self.partial.write(path, bytes)?;
        Ok(Published { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256_hex(bytes) })
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), BatchError> {
        let mut json = serde_json::to_vec_pretty(manifest).map_err(|_| self.lost())?;
        json.push(b'\n');
        let manifest_file = self.write("manifest.json", &json)?;
        let sums = crate::verify_package::sums(manifest, &manifest_file);
        self.partial.write("SHA256SUMS", sums.as_bytes())
    }

    /// Opens every report and the index again and looks for anything that should be gone. Evidence has been
    /// through the same verifier, with the same ledger, and was read back when it got its place.
    fn verify(&self, manifest: &Manifest) -> Result<(), BatchError> {
        let files: Vec<&Published> = manifest.documents.iter().collect();
        self.job.observer.event(Event::StageStarted { stage: Stage::Verify, total: files.len() as u64 });
        let made_of = Texts::new(self.texts(), manifest);
        let faults = crate::parallel::map(&files, self.job.threads, |file| {
            if self.job.observer.stopped() {
                return Err(BatchError::Interrupted);
            }
            let source = open_published(&self.partial.package(), file).ok_or_else(|| self.lost())?;
            self.job.observer.event(Event::Advanced { stage: Stage::Verify, done: 1 });
            let ledger = Some(&self.output.ledger);
            match evidact_redact::verify::check_document(self.job.engine, ledger, &source, &made_of) {
                Some(leak) => Err(BatchError::Leak { path: file.path.clone(), leak }),
                None => Ok(()),
            }
        });
        faults.into_iter().collect()
    }

    /// Returns what the reports are made of.
    fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.output.pieces.iter().map(|piece| piece.path.as_str()).collect();
        texts.extend(self.output.pieces.iter().filter_map(|piece| match &piece.text {
            Kept::Note(text) | Kept::Companion(text) => Some(text.as_str()),
            _ => None,
        }));
        texts
    }

    fn lost(&self) -> BatchError {
        BatchError::Write { path: parent_of(&self.job.output), kind: std::io::ErrorKind::Other }
    }
}

/// SHA-256 over the published evidence: `path NUL sha256 LF`, sorted by path.
fn evidence_digest(evidence: &[EvidenceItem]) -> String {
    let mut lines: Vec<String> = evidence.iter().map(|e| format!("{}\0{}\n", e.path, e.sha256)).collect();
    lines.sort();
    sha256_hex(lines.concat().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Loss, Lost, pages_with_less};

    #[test]
    fn two_places_on_one_page_are_one_page_with_less_text() {
        let loss = |what, page, count| Loss { what, page, count };
        let two = [loss(Lost::UncertainText, Some(1), 2), loss(Lost::Image, Some(2), 1)];
        assert_eq!(pages_with_less(&two), 1);
        let three = [loss(Lost::UncertainText, Some(1), 9), loss(Lost::UncertainText, Some(3), 1)];
        assert_eq!(pages_with_less(&three), 2);
        assert_eq!(pages_with_less(&[]), 0);
    }
}
