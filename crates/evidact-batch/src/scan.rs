//! Scans sources without writing anything: where something stands, and what would stand for it.

use crate::BatchError;
use crate::blocks::Cuts;
use crate::input::Input;
use crate::look::Pass;
use crate::observer::Observer;
use crate::spotted::{Seen, Spotted};
use evidact_formats::{Layer, Spot};
use evidact_model::{Event, Finding, Placeholder, Profile, Stage, Structure, Why, Withheld};
use evidact_raw::RawName;
use evidact_redact::{Betrayed, Engine, Ledger, NamePlan, Reserved};
use std::collections::{BTreeMap, BTreeSet};

/// A finding with its place in the file.
#[derive(Debug, Clone)]
pub struct Located {
    /// The file within the source, after those around it, each ended by `!/`, or the page, sheet or other part of a
    /// document; nothing if it is the source itself.
    pub part: Option<String>,
    /// The finding; its span is the bytes in the file, or in the text that was read of the part of a document.
    pub finding: Finding,
    /// Line, column and cell.
    pub spot: Spot,
    /// Equal for equal values of a run.
    pub subject: Option<Placeholder>,
    /// What a later run recognises it by, beside rule and path: four hexadecimal digits, nothing of the value.
    pub context: String,
    /// Which key, look or check decided, if that was asked.
    pub why: Why,
}

/// What is asked of a scan.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Which findings are reported.
    pub profile: Profile,
    /// Whether each is explained.
    pub reasons: Reasons,
}

/// Whether findings are explained: it reads around each of them once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// No: [`Located::why`] stays empty.
    Left,
    /// Yes.
    Read,
}

/// One source after a scan, in the order of the inputs.
pub struct ScannedSource {
    /// What was found, in order of the place.
    pub findings: Vec<Located>,
    /// How many findings comments in the source silenced.
    pub ignored: usize,
    /// What was found in its own name, if anything.
    pub name: Option<SeenName>,
    /// Whether the source held to its grammar.
    pub structure: Structure,
    /// Why it was not read, if it was not.
    pub withheld: Option<Withheld>,
    /// Files within it that were not read, and why.
    pub unread: Vec<(String, Withheld)>,
}

/// A name that is sensitive itself.
pub struct SeenName {
    /// The name as it may be shown.
    pub shown: String,
    /// What was found in it, and what stands for it.
    pub findings: Vec<(Option<Placeholder>, Finding)>,
}

/// The result of a scan.
pub struct ScanOutcome {
    /// Every input once, in order.
    pub sources: Vec<ScannedSource>,
}

/// Scans inputs.
///
/// # Errors
/// [`BatchError::Interrupted`].
pub fn scan(
    engine: &Engine,
    inputs: &[Input],
    question: Question,
    threads: usize,
    observer: &dyn Observer,
) -> Result<ScanOutcome, BatchError> {
    let total = inputs.iter().map(Input::bytes).sum();
    observer.event(Event::StageStarted { stage: Stage::Learn, total });
    let seen = Pass { engine, question, observer, cuts: Cuts::STANDARD }.run(inputs, threads);
    let mut seen = seen.ok_or(BatchError::Interrupted)?;
    let mut reserved = Reserved::default();
    for seen in &seen {
        reserved.merge(seen.reserved.clone());
    }
    let mut ledger = Ledger::new(engine, reserved);
    let mut names = Vec::new();
    let mut all = Vec::new();
    for (input, seen) in inputs.iter().zip(&mut seen) {
        // Whatever the profile reports: numbers are those of a redaction that finds the same.
        let mut name = NamePlan::find(engine, &input.name);
        let mut betrayed = Betrayed::of(engine, &name);
        betrayed.append(std::mem::take(&mut seen.betrayed));
        all.push(betrayed);
        name.retain(|s| engine.reports(question.profile, s));
        names.push(name);
    }
    ledger.absorb(all.iter());
    drop(all);
    let sources = seen.into_iter().zip(inputs).zip(names).map(|((seen, input), name)| {
        let name = (!name.is_empty()).then(|| SeenName {
            shown: NamePlan::new().publish(engine, &ledger, &input.name, None),
            findings: name.into_iter().map(|s| (ledger.placeholder(&s), s.finding)).collect(),
        });
        ScannedSource { name, ..located(engine, seen, &ledger) }
    });
    let sources = sources.collect();
    Ok(ScanOutcome { sources })
}

fn located(engine: &Engine, seen: Seen, ledger: &Ledger) -> ScannedSource {
    let Seen { ignored, structure, withheld, mut unread, .. } = seen;
    let mut names = Names { engine, ledger, known: BTreeMap::new() };
    for (part, _) in &mut unread {
        *part = names.shown(part);
    }
    let mut located = |spotted: Spotted| Located {
        part: spotted.part.map(|part| names.shown(&part)),
        subject: ledger.placeholder(&spotted.sighting),
        finding: spotted.sighting.finding,
        spot: spotted.spot,
        context: spotted.context,
        why: spotted.why,
    };
    let mut findings: Vec<(Option<String>, Located)> =
        seen.sightings.into_iter().map(|s| (s.piece_of.clone(), located(s))).collect();
    once(&mut findings);
    let findings = findings.into_iter().map(|(_, located)| located).collect();
    ScannedSource { findings, ignored, name: None, structure, withheld, unread }
}

/// Names of files within a source as they may be shown: with what was found in them, or anywhere else, replaced.
struct Names<'a> {
    engine: &'a Engine,
    ledger: &'a Ledger,
    known: BTreeMap<String, String>,
}

impl Names<'_> {
    /// Writes where a file lies in its source.
    fn shown(&mut self, part: &str) -> String {
        let names: Vec<String> = part.split("!/").map(|name| self.one(name)).collect();
        names.join("!/")
    }

    fn one(&mut self, name: &str) -> String {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let raw = RawName::new(name);
        let published = NamePlan::new().publish(self.engine, self.ledger, &raw, None);
        let parts: Vec<Vec<u8>> = raw.components();
        let plain = String::from_utf8_lossy(&parts.join(&b'/')).into_owned();
        // A sign that a file system would not take is no reason to call a part otherwise than its container does.
        let is_same = plain.chars().count() == published.chars().count()
            && plain.chars().zip(published.chars()).all(|(own, shown)| own == shown || shown == '_');
        let shown = if is_same { name.to_owned() } else { published };
        self.known.insert(name.to_owned(), shown.clone());
        shown
    }
}

/// Leaves one place to a value of a document that is read more than once: what stands beside its text, or is the
/// text in another order, counts only if it says something that the text does not.
fn once(findings: &mut Vec<(Option<String>, Located)>) {
    let key = |document: &Option<String>, found: &Located| {
        Some((document.clone()?, found.subject.as_ref().map(ToString::to_string)?))
    };
    let in_text = |found: &Located| found.spot.layer == Layer::Text;
    let mut known: BTreeSet<(String, String)> =
        findings.iter().filter(|(_, f)| in_text(f)).filter_map(|(d, f)| key(d, f)).collect();
    findings.retain(|(document, found)| match key(document, found) {
        Some(key) => in_text(found) || known.insert(key),
        None => true,
    });
}
