//! `evidact redact`: redacted copies, or standard input to standard output.

use crate::args::RedactArgs;
use crate::commands::scan::stdin;
use crate::commands::summary::{self, Ending};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::{Input, Job, Layout, Previews, list_inputs};
use evidact_model::{Outcome, Profile};
use evidact_raw::Blob;
use evidact_redact::{Changed, Ledger, changes};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn run(args: &RedactArgs) -> Result<Exit, Failure> {
    let setup = Setup::new(&args.common, &args.paths, Profile::Redact)?;
    let from_stdin = args.paths.is_empty() || args.paths == [Path::new("-")];
    if !from_stdin && args.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage("`-` is standard input, which is redacted by itself; name it alone"));
    }
    match &args.out {
        _ if args.diff && !from_stdin => diff(args, &setup),
        _ if from_stdin => filter(args, &setup),
        Some(out) => copies(args, &setup, out),
        None => Err(Failure::usage(
            "name a folder for the redacted copies with --out DIR, or look first with --diff",
        )),
    }
}

/// Standard input to standard output.
fn filter(args: &RedactArgs, setup: &Setup) -> Result<Exit, Failure> {
    if args.out.is_some() {
        return Err(Failure::usage("standard input goes to standard output; leave --out away"));
    }
    let inputs = [Input::from_memory(stdin()?)];
    show(args, setup, &inputs, |ledger, input, path, bytes| {
        if args.diff { changed_lines(setup, ledger, input, path) } else { bytes.to_vec() }
    })
}

/// Shows the lines that would change, with the placeholders that they would get.
fn diff(args: &RedactArgs, setup: &Setup) -> Result<Exit, Failure> {
    let inputs = list_inputs(&args.paths)?;
    show(args, setup, &inputs, |ledger, input, path, _| changed_lines(setup, ledger, input, path))
}

/// Redacts in memory and writes what `what` makes of each source to standard output.
fn show(
    args: &RedactArgs,
    setup: &Setup,
    inputs: &[Input],
    what: impl Fn(&Ledger, &Input, &str, &[u8]) -> Vec<u8>,
) -> Result<Exit, Failure> {
    let progress = Progress::start(args.common.quiet);
    let previews = evidact_batch::preview(&setup.engine, inputs, setup.threads, &progress);
    progress.finish();
    let Previews { ledger, sources: previews } = previews?;
    if !args.common.quiet {
        let places = previews.iter().flat_map(|p| p.notices.iter().map(|n| (p.path.as_str(), n)));
        summary::list_notices(places);
    }
    let mut exit = Exit::Done;
    for (input, preview) in inputs.iter().zip(previews) {
        let path = terminal::safe(preview.path.as_str());
        match (&preview.bytes, &preview.outcome) {
            (Some(bytes), _) => {
                terminal::bytes_out(&what(&ledger, input, &path, bytes))
                    .map_err(|e| Failure::write("the redacted text", &e))?;
            }
            (None, outcome) => {
                let reason =
                    if let Outcome::Withheld { reason } = outcome { reason.explain() } else { String::new() };
                terminal::note(&format!("withheld: {path} {reason}"));
                exit = Exit::Withheld;
            }
        }
    }
    Ok(exit)
}

fn copies(args: &RedactArgs, setup: &Setup, out: &Path) -> Result<Exit, Failure> {
    let progress = Progress::start(args.common.quiet);
    let job = Job {
        inputs: args.paths.clone(),
        output: out.to_owned(),
        layout: Layout::Copies,
        engine: &setup.engine,
        rules: setup.rules.clone(),
        version: env!("CARGO_PKG_VERSION"),
        threads: setup.threads,
        reporter: None,
        observer: &progress,
    };
    let result = evidact_batch::run(&job);
    progress.finish();
    let result = result?;
    summary::warn_of_unmet_areas(&setup.engine);
    Ok(summary::say(&result, &Ending::Copies(out), args.common.quiet))
}

/// The lines that read differently after redaction, with path, part and number.
fn changed_lines(setup: &Setup, ledger: &Ledger, input: &Input, path: &str) -> Vec<u8> {
    let mut out = String::new();
    let mut line = |changed: Changed| {
        let mut place = path.to_owned();
        for part in &changed.parts {
            place.push_str("!/");
            place.push_str(&terminal::safe(part));
        }
        // A tab is white space to every terminal.
        let text: Vec<String> = changed.text.split('\t').map(terminal::safe).collect();
        let _ = writeln!(out, "{place}:{}: {}", changed.line, text.join("\t").trim_end());
    };
    if let Ok(source) = input.read_whole(&setup.engine) {
        // What cannot be read to its end was said to be withheld.
        let _ = changes(&setup.engine, ledger, &input.name, Blob::new(source), &mut line);
    }
    out.into_bytes()
}
