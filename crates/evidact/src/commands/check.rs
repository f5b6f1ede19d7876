//! `evidact check`: lints notes. Each is redacted in memory first; rules see what is left.

mod evidence;

use crate::args::{CheckArgs, CheckFormat, LintProfile};
use crate::commands::scan::stdin;
use crate::exit::{Exit, Failure};
use crate::output::check::{self as output, Checked, CheckedNote, Unread};
use crate::output::shown_path;
use crate::progress::Progress;
use crate::reporter::NoteChoice;
use crate::setup::Setup;
use crate::sidecars::Unusable;
use crate::terminal;
use crate::wording;
use evidact_batch::{Input, ReadNote, list_inputs, read_notes};
use evidact_model::{Outcome, Profile as Detection, SUGGESTION};
use evidact_report::lint::{self, Evidence, Level, Linter, Note, Profile, RULES, Taken};
use evidact_report::{Catalog, Sidecar};
use evidence::Folders;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    if args.common.strict {
        return Err(Failure::usage(
            "--strict is for redact, report and batch; for a stricter check write --profile strict",
        ));
    }
    let setup = Setup::new(&args.common, &args.notes, Detection::Redact)?;
    let catalog = wording::catalog(args.catalog.as_deref(), &setup.engine.policy().report)?;
    let linter = linter(args, &catalog)?;
    let mut candidates = candidates(&args.notes)?;
    let records = records(&candidates, &catalog);
    candidates.extend(records);
    let (inputs, origins): (Vec<Input>, Vec<Origin>) = candidates.into_iter().unzip();
    let progress = Progress::start(args.common.quiet);
    let read = read_notes(&setup.engine, &inputs, setup.profile, setup.threads, &progress);
    progress.finish();
    let checked = check(args, &linter, &catalog, &inputs, &origins, &read?);
    if checked.notes.is_empty() && checked.unread.is_empty() && !args.only_notes {
        let place = terminal::path(args.notes.first().map_or(Path::new("-"), PathBuf::as_path));
        let message = format!("{place}: no notes (texts in which at least two report fields are recognised)");
        return Err(Failure { message, exit: Exit::NoInputs });
    }
    let text = match args.format {
        CheckFormat::Text => output::text(&checked),
        CheckFormat::Json => output::json(&checked),
        CheckFormat::Sarif => output::sarif(&checked),
    };
    terminal::out(&text).map_err(|e| Failure::write("the messages", &e))?;
    if !args.common.quiet {
        say(&checked, args.format);
    }
    Ok(match (checked.count(Level::Error), checked.unread.len()) {
        (_, 1..) => Exit::Withheld,
        (1.., 0) => Exit::Findings,
        (0, 0) => Exit::Done,
    })
}

/// How an input came to be looked at.
enum Origin {
    /// The user named it.
    Named,
    /// It lies in this folder, which the user named.
    Found(PathBuf),
    /// It is the record beside a note.
    Beside,
}

fn linter<'a>(args: &CheckArgs, catalog: &'a Catalog) -> Result<Linter<'a>, Failure> {
    let profile = match args.lint_profile {
        LintProfile::Strict => Profile::Strict,
        LintProfile::Normal => Profile::Normal,
        LintProfile::Draft => Profile::Draft,
    };
    let known = |flag: &str, ids: &[String]| -> Result<BTreeSet<String>, Failure> {
        let ids = ids.iter().map(|id| id.trim().to_uppercase());
        let found: Result<BTreeSet<String>, String> =
            ids.map(|id| if lint::rule(&id).is_some() { Ok(id) } else { Err(id) }).collect();
        found.map_err(|id| {
            Failure::usage(format!("--{flag}: no rule {}; rules are N00 to N17", terminal::safe(&id)))
        })
    };
    let (only, without) = (known("rules", &args.rules)?, known("no-rules", &args.no_rules)?);
    let mut linter = Linter::new(catalog, profile);
    for rule in &RULES {
        if without.contains(rule.id) || !only.is_empty() && !only.contains(rule.id) {
            linter.switch_off(rule);
        }
    }
    Ok(linter)
}

/// Lists what may be a note: what the user named, and texts in folders.
fn candidates(paths: &[PathBuf]) -> Result<Vec<(Input, Origin)>, Failure> {
    let mut out: Vec<(Input, Origin)> = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            out.push((Input::from_memory(stdin()?), Origin::Named));
        } else if path.is_dir() {
            let inputs = list_inputs(std::slice::from_ref(path))?;
            let texts = inputs
                .into_iter()
                .filter(|input| NoteChoice::is_named_like_text(&input.path().to_string_lossy()));
            out.extend(texts.map(|input| (input, Origin::Found(path.clone()))));
        } else {
            out.extend(
                list_inputs(std::slice::from_ref(path))?.into_iter().map(|input| (input, Origin::Named)),
            );
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|(input, _)| input.path() == Path::new("-") || seen.insert(plain(input.path())));
    Ok(out)
}

/// Lists the records that lie beside what may be a note.
fn records(candidates: &[(Input, Origin)], catalog: &Catalog) -> Vec<(Input, Origin)> {
    let Some(name) = catalog.sidecar() else { return Vec::new() };
    let is_file = |(input, _): &&(Input, Origin)| input.path() != Path::new("-");
    let folders = candidates.iter().filter(is_file).filter_map(|(input, _)| input.path().parent());
    let paths: BTreeSet<PathBuf> = folders.map(|folder| folder.join(name)).collect();
    let files = paths.into_iter().filter(|path| path.is_file());
    let listed = files.filter_map(|path| list_inputs(std::slice::from_ref(&path)).ok());
    listed.flatten().map(|input| (input, Origin::Beside)).collect()
}

/// Says whether an input has the name of a file that may be read beside notes, and is none itself.
fn is_record(input: &Input) -> bool {
    input.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// A path without `.` in it.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != std::path::Component::CurDir).collect()
}

fn check(
    args: &CheckArgs,
    linter: &Linter<'_>,
    catalog: &Catalog,
    inputs: &[Input],
    origins: &[Origin],
    read: &[ReadNote],
) -> Checked {
    let mut unread = Vec::new();
    let mut records: BTreeMap<PathBuf, Sidecar> = BTreeMap::new();
    let mut lost: BTreeMap<PathBuf, (String, Unread)> = BTreeMap::new();
    let mut known: BTreeMap<PathBuf, Rc<Folders>> = BTreeMap::new();
    let mut chosen: Vec<(&Input, &ReadNote, Rc<Folders>, Vec<Taken>)> = Vec::new();
    for ((input, origin), note) in inputs.iter().zip(origins).zip(read) {
        let shown = || shown_path(input, &note.scanned);
        if let Origin::Beside = origin {
            let folder = input.path().parent().map(Path::to_owned).unwrap_or_default();
            match record(note, catalog) {
                Ok(read) => drop(records.insert(folder, read)),
                Err(why) => drop(lost.insert(folder, (shown(), why))),
            }
            continue;
        }
        match (note.text.as_ref().filter(|_| !is_record(input)), &note.outcome) {
            (_, Outcome::Withheld { reason }) => unread.push((shown(), Unread::Withheld(reason.clone()))),
            // Another kind of file among named ones is passed over as a hook wants it, and in a folder.
            (None, _) if args.only_notes || matches!(origin, Origin::Found(_)) => {}
            (None, _) => unread.push((shown(), Unread::NoText)),
            (Some(text), _) => {
                let named = matches!(origin, Origin::Named) && !args.only_notes;
                if named || NoteChoice::recognises(text, catalog) {
                    chosen.push((input, note, folders(args, origin, input, &mut known), taken(note)));
                }
            }
        }
    }
    // A record that lies beside no note is nobody's.
    lost.retain(|folder, _| chosen.iter().any(|(input, ..)| input.path().parent() == Some(folder)));
    unread.extend(lost.into_values());
    let notes: Vec<Note<'_>> = chosen
        .iter()
        .filter_map(|(input, note, folders, taken)| {
            let evidence: Option<&dyn Evidence> =
                (!folders.is_empty()).then_some(folders.as_ref() as &dyn Evidence);
            let record = input.path().parent().and_then(|folder| records.get(folder));
            Some(Note { path: note.path.clone(), text: note.text.as_ref()?, taken, evidence, record })
        })
        .collect();
    let messages = linter.check(&notes);
    let told = chosen.iter().zip(messages).map(|((input, note, ..), mut messages)| {
        for message in &mut messages {
            message.line = note.lines.in_source(message.line);
            if let Some(allowed) = &mut message.allowed {
                allowed.line = note.lines.in_source(allowed.line);
            }
        }
        CheckedNote { path: shown_path(input, &note.scanned), messages }
    });
    Checked { catalog: catalog.reference(), profile: linter.profile(), notes: told.collect(), unread }
}

/// Reads the record beside notes.
fn record(read: &ReadNote, catalog: &Catalog) -> Result<Sidecar, Unread> {
    match (&read.text, &read.outcome) {
        (_, Outcome::Withheld { reason }) => Err(Unread::Withheld(reason.clone())),
        (None, _) => Err(Unread::Record(Unusable::NoRecord)),
        (Some(text), _) => Unusable::or_read(&read.path, text, catalog).map_err(Unread::Record),
    }
}

/// What was taken out of a note, by line of its redacted text.
fn taken(note: &ReadNote) -> Vec<Taken> {
    let replaced = note.scanned.findings.iter().filter(|f| !f.finding.rule.as_str().starts_with(SUGGESTION));
    let taken = replaced.map(|found| Taken {
        line: note.lines.in_text(u32::try_from(found.spot.position.line).unwrap_or(u32::MAX)),
        class: found.finding.class,
        rule: found.finding.rule.to_string(),
        confidence: found.finding.confidence,
    });
    taken.collect()
}

/// Where the files should lie that a note cites; folders that are `known` are listed once.
fn folders(
    args: &CheckArgs,
    origin: &Origin,
    input: &Input,
    known: &mut BTreeMap<PathBuf, Rc<Folders>>,
) -> Rc<Folders> {
    let mut once = |folder: &Path, make: fn(&Path) -> Folders| {
        Rc::clone(known.entry(folder.to_owned()).or_insert_with(|| Rc::new(make(folder))))
    };
    match (&args.evidence, origin) {
        (Some(folder), _) => once(folder, Folders::one),
        (None, Origin::Found(folder)) => once(folder, Folders::around),
        (None, Origin::Beside) => Rc::new(Folders::none()),
        (None, Origin::Named) if input.path() == Path::new("-") => Rc::new(Folders::none()),
        (None, Origin::Named) => Rc::new(Folders::above(input.path())),
    }
}

fn say(checked: &Checked, format: CheckFormat) {
    if format != CheckFormat::Text {
        for (path, reason) in &checked.unread {
            terminal::note(&format!("{}: not checked: it {}", terminal::safe(path), reason.explain()));
        }
    }
    let mut line = format!(
        "{}, {}, {} in {}",
        terminal::count(checked.count(Level::Error), "error", "errors"),
        terminal::count(checked.count(Level::Warning), "warning", "warnings"),
        terminal::count(checked.count(Level::Note), "remark", "remarks"),
        terminal::count(checked.notes.len(), "note", "notes"),
    );
    if checked.allowed() > 0 {
        let _ = write!(line, "; {} allowed by comments", checked.allowed());
    }
    if !checked.unread.is_empty() {
        let _ = write!(line, "; {} not checked", checked.unread.len());
    }
    terminal::note(&line);
}
