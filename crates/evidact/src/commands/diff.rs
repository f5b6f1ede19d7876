//! `evidact diff`: what changed from one review to the next.

use crate::args::{DiffArgs, DiffFormat};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::reporter::NoteChoice;
use crate::setup::Setup;
use crate::terminal;
use crate::wording;
use evidact_batch::{Input, Preview, TextsAlone, list_inputs};
use evidact_mcp::{ListedTool, Metadata};
use evidact_model::report::{RedactionStatement, Report, ReportMeta};
use evidact_model::{CleanText, Outcome, Phrase, Profile};
use evidact_report::diff::{Numbers, ToolDrift, ToolName, compare};
use evidact_report::export::Noted;
use evidact_report::export::json::{report_of, v1};
use evidact_report::{Catalog, assess, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The folders under whose names the two sides go through the redaction, which is one for both: the same value has
/// the same placeholder on either side.
const SIDES: [&str; 2] = ["old", "new"];

pub(crate) fn run(args: &DiffArgs) -> Result<Exit, Failure> {
    let paths = [args.old.clone(), args.new.clone()];
    let setup = Setup::new(&args.common, &paths, Profile::Redact)?;
    let catalog = wording::catalog(args.catalog.as_deref(), &setup.engine.policy().report)?;
    let mut inputs = below(&args.old, SIDES[0])?;
    let of_old = inputs.len();
    inputs.extend(below(&args.new, SIDES[1])?);
    let progress = Progress::start(args.common.quiet);
    let reader = TextsAlone { keeps: |text| evidact_mcp::may_be_metadata(text) || may_be_report(text) };
    let previews =
        evidact_batch::preview_for(&setup.engine, &inputs, setup.threads, &progress, Some(&reader));
    progress.finish();
    let previews = previews?;
    let (old, new) = previews.sources.split_at_checked(of_old).unwrap_or_default();
    let (old, new) = (Side::read(old, &args.old, &catalog)?, Side::read(new, &args.new, &catalog)?);
    let before = [(&old, &args.old), (&new, &args.new)];
    let numbers = if before.iter().any(|(side, path)| !side.documents.is_empty() || is_package(path)) {
        Numbers::Unrelated
    } else {
        Numbers::Related
    };
    let difference = compare(&old.reports(), &new.reports(), numbers, drift(&old.metadata, &new.metadata));
    let text = match args.format {
        DiffFormat::Text => difference.text(),
        DiffFormat::Json => difference.json(),
        DiffFormat::Md => difference.markdown(),
    };
    // What is shown was put together anew; it is searched like a report before it is.
    let shown = evidact_redact::verify::attest_text(&setup.engine, &previews.ledger, &text)
        .map_err(|leak| Failure { message: format!("the difference: {leak}"), exit: Exit::Leak })?;
    let shown: String = match args.format {
        DiffFormat::Text => shown.as_str().lines().map(|line| terminal::safe(line) + "\n").collect(),
        DiffFormat::Json | DiffFormat::Md => shown.to_string(),
    };
    terminal::out(&shown).map_err(|e| Failure::write("the difference", &e))?;
    let withheld = say_withheld(&previews.sources);
    Ok(match (withheld, args.fail_on_change && !difference.is_empty()) {
        (true, _) => Exit::Withheld,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

/// The inputs of a side. Of a package only the evidence: reports are made of it, and not evidence themselves.
fn below(path: &Path, side: &str) -> Result<Vec<Input>, Failure> {
    let path = if is_package(path) { path.join("evidence") } else { path.to_owned() };
    Ok(list_inputs(&[path])?.into_iter().map(|input| input.below(side)).collect())
}

fn is_package(path: &Path) -> bool {
    path.join("manifest.json").is_file() && path.join("evidence").is_dir()
}

/// Names what was not read although it could have been compared. Pictures and the like never are.
fn say_withheld(sources: &[Preview]) -> bool {
    let mut any = false;
    for source in sources {
        let Outcome::Withheld { reason } = &source.outcome else { continue };
        if is_comparable(source.path.as_str()) {
            terminal::note(&format!(
                "withheld: {} {}",
                terminal::safe(source.path.as_str()),
                reason.explain()
            ));
            any = true;
        }
    }
    any
}

fn is_comparable(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    NoteChoice::is_named_like_text(path)
        || ["json", "jsonl", "yaml", "yml", "toml"].contains(&extension.as_str())
}

fn may_be_report(text: &CleanText) -> bool {
    let text = text.as_str();
    text.contains("\"schema\"") && text.contains("\"evidact\"") && text.contains("\"redaction\"")
}

/// What a side holds.
struct Side {
    documents: Vec<v1::Document<'static>>,
    notes: Vec<(CleanText, Report)>,
    metadata: Metadata,
}

impl Side {
    /// Sorts the texts of a side, and reads them.
    ///
    /// A folder in which reports lie as JSON is compared by these; what else they lie beside are other forms of them.
    fn read(sources: &[Preview], named: &Path, catalog: &Catalog) -> Result<Self, Failure> {
        let is_folder = named.is_dir();
        let (mut documents, mut notes, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for (path, text) in sources.iter().filter_map(|source| Some((&source.path, source.text.as_ref()?))) {
            let path = path.derive(own_path);
            if may_be_report(text)
                && let Ok(document) = serde_json::from_str::<v1::Document<'static>>(text.as_str())
            {
                documents.push(document);
            } else if is_note(&path, text, is_folder, catalog) {
                notes.push((path, text.clone()));
            } else {
                files.push((path, text.clone()));
            }
        }
        if let Some(other) = documents.iter().find(|document| document.schema != v1::SCHEMA) {
            let message = format!(
                "{}: a report.json of schema {}; this version reads {}",
                terminal::path(named),
                other.schema,
                v1::SCHEMA
            );
            return Err(Failure::usage(message));
        }
        if documents.is_empty() && notes.is_empty() {
            let message = format!("{}: no note and no report.json that can be read", terminal::path(named));
            return Err(Failure { message, exit: Exit::NoInputs });
        }
        if !documents.is_empty() {
            notes.clear();
        }
        let metadata = Metadata::read(&files, &[]);
        let notes = notes.into_iter().map(|(path, text)| {
            let report = report(&path, &text, &metadata, catalog);
            (path, report)
        });
        let notes = notes.collect();
        Ok(Self { documents, notes, metadata })
    }

    /// The reports of a side, each note once: a report of one note before that of all.
    fn reports(&self) -> Vec<v1::Report<'_>> {
        let mut known = BTreeSet::new();
        let single = self.documents.iter().filter_map(|document| document.report.as_ref());
        let all = self.documents.iter().filter_map(|document| document.reports.as_ref()).flatten();
        let written = single.chain(all).filter(|report| known.insert(report.note.to_string())).cloned();
        let mut reports: Vec<v1::Report<'_>> = written.collect();
        reports.extend(self.notes.iter().map(|(path, report)| report_of(Noted { path, report })));
        reports.sort_by(|a, b| a.note.cmp(&b.note));
        reports
    }
}

/// The path within a side.
fn own_path(path: &str) -> String {
    SIDES.iter().find_map(|side| path.strip_prefix(side)?.strip_prefix('/')).unwrap_or(path).to_owned()
}

fn is_note(path: &CleanText, text: &CleanText, in_folder: bool, catalog: &Catalog) -> bool {
    if in_folder {
        NoteChoice::is_named_like_text(path.as_str()) && NoteChoice::recognises(text, catalog)
    } else {
        !text.is_blank()
    }
}

/// The report of a note, as far as two of them are compared.
fn report(path: &CleanText, text: &CleanText, metadata: &Metadata, catalog: &Catalog) -> Report {
    let review = parse(text, catalog);
    let statement = catalog.has_static_checks().then(|| metadata.statement_for(&review));
    let review = assess(review, statement.as_ref(), catalog);
    let stem = path.derive(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    });
    Report {
        meta: ReportMeta {
            id: stem,
            version: None,
            date: review.date.clone(),
            classification: CleanText::default(),
            tool_version: env!("CARGO_PKG_VERSION").into(),
            evidence_digest: String::new(),
        },
        review,
        redaction: RedactionStatement {
            redactions: Vec::new(),
            values: Vec::new(),
            packs: String::new(),
            rules: 0,
            sources: 0,
            withheld: Vec::new(),
            verification: Phrase::default(),
        },
        evidence: Vec::new(),
        metadata: statement,
    }
}

/// How the lists of tools changed, if both sides have any: what is not there cannot be compared.
fn drift(old: &Metadata, new: &Metadata) -> ToolDrift {
    let (old, new) = (old.listed_tools(), new.listed_tools());
    if old.is_empty() || new.is_empty() {
        return ToolDrift::default();
    }
    let (before, after) = (by_name(&old), by_name(&new));
    let mut drift = ToolDrift::default();
    for (key, tool) in &after {
        match before.get(key) {
            None => drift.added.push(named(tool)),
            Some(old) if tool.differs_from(old) => drift.changed.push(named(tool)),
            Some(_) => {}
        }
    }
    let removed = before.iter().filter(|(key, _)| !after.contains_key(*key));
    drift.removed.extend(removed.map(|(_, tool)| named(tool)));
    drift
}

type ToolKey<'a> = (Option<&'a CleanText>, &'a CleanText);

/// The tools of a side; of a server that has several lists, as the last one tells them.
fn by_name<'a>(tools: &[ListedTool<'a>]) -> BTreeMap<ToolKey<'a>, ListedTool<'a>> {
    tools.iter().map(|tool| ((tool.server(), tool.name()), *tool)).collect()
}

fn named(tool: &ListedTool<'_>) -> ToolName {
    ToolName {
        server: tool.server().map(ToString::to_string),
        name: tool.name().to_string(),
        path: tool.path().to_string(),
    }
}
