//! `evidact scan`: says where things stand, never what.

use crate::args::{ScanArgs, ScanFormat};
use crate::baseline::{self, Baseline, Compared};
use crate::exit::{Exit, Failure};
use crate::output::{self, Results};
use crate::progress::Progress;
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::{Input, Question, Reasons, list_inputs};
use evidact_model::Profile;
use evidact_raw::RawBytes;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

pub(crate) fn run(args: &ScanArgs) -> Result<Exit, Failure> {
    if args.common.strict {
        return Err(Failure::usage(
            "--strict is for redact, report and batch: it withholds sources, and scan publishes none",
        ));
    }
    if args.explain && matches!(args.format, ScanFormat::Csv | ScanFormat::Sarif) {
        return Err(Failure::usage(
            "--explain needs --format text, json or jsonl; csv and sarif have no room for reasons",
        ));
    }
    if let Some(path) = &args.write_baseline {
        baseline::check_target(path, &args.paths)?;
    }
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let setup = Setup::new(&args.common, &[], Profile::Scan)?;
    let inputs = inputs(&args.paths)?;
    let progress = Progress::start(args.common.quiet);
    let reasons = if args.explain { Reasons::Read } else { Reasons::Left };
    let question = Question { profile: setup.profile, reasons };
    let outcome = evidact_batch::scan(&setup.engine, &inputs, question, setup.threads, &progress);
    progress.finish();
    let outcome = outcome?;
    let explained = args.explain.then_some(&setup.explained);
    let mut results = Results::new(&inputs, &outcome.sources, explained);
    if let Some(path) = &args.write_baseline {
        baseline::write(path, &results)?;
    }
    let compared = baseline.map(|baseline| baseline.apply(&mut results));
    let text = match args.format {
        ScanFormat::Text => output::text::render(&results),
        ScanFormat::Json => output::json::render(&results),
        ScanFormat::Jsonl => output::json::render_lines(&results),
        ScanFormat::Sarif => output::sarif::render(&results, &setup.explained),
        ScanFormat::Csv => output::csv::render(&results),
    };
    terminal::out(&text).map_err(|e| Failure::write("the findings", &e))?;
    let (findings, unread) = (results.finding_count(), results.unread_count());
    if !args.common.quiet {
        say(&results, args.format, compared.as_ref());
    }
    Ok(match (findings, unread) {
        (_, 1..) => Exit::Withheld,
        (1.., 0) => Exit::Findings,
        (0, 0) => Exit::Done,
    })
}

fn say(results: &Results<'_>, format: ScanFormat, compared: Option<&Compared>) {
    if format != ScanFormat::Text {
        for (path, reason) in results.unread() {
            terminal::note(&format!("{path}: {}", reason.explain()));
        }
    }
    let (inputs, findings) = (results.source_count(), results.finding_count());
    let files = if inputs == 1 { "input" } else { "inputs" };
    let new = if compared.is_some() { " new" } else { "" };
    let what = if findings == 1 { "finding" } else { "findings" };
    let mut line = format!("{findings}{new} {what} in {inputs} {files}, {} not read", results.unread_count());
    if let Some(Compared { known, gone }) = compared {
        let _ = write!(line, "; {known} known from the baseline, {gone} of the baseline gone");
    }
    let ignored = results.ignored_count();
    if ignored > 0 {
        let _ = write!(line, "; {ignored} silenced by comments in the inputs");
    }
    terminal::note(&line);
}

fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut out = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            out.push(Input::from_memory(stdin()?));
        } else {
            out.extend(list_inputs(std::slice::from_ref(path))?);
        }
    }
    // A file that is named beside its folder is one input.
    let mut seen = BTreeSet::new();
    out.retain(|input| {
        let plain: PathBuf = input.path().components().filter(|c| *c != Component::CurDir).collect();
        seen.insert(plain)
    });
    Ok(out)
}

/// Reads standard input to its end.
///
/// # Errors
/// [`Failure`] if it cannot be read.
pub(crate) fn stdin() -> Result<RawBytes, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|e| Failure {
        message: format!("could not read standard input: {}", e.kind()),
        exit: Exit::NoInputs,
    })?;
    Ok(RawBytes::new(bytes))
}
