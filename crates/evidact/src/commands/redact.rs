//! `evidact redact`: redacted copies, or standard input to standard output.

use crate::args::RedactArgs;
use crate::commands::scan::stdin;
use crate::commands::summary::{self, Ending};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::{Input, Job, Layout, list_inputs};
use evidact_model::{Outcome, Profile, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use evidact_redact::Sighting;
use evidact_redact::leaves::{self, Leaf};
use std::collections::HashSet;
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
    show(args, setup, &inputs, |input, path, bytes| {
        if args.diff { changed_lines(setup, input, path, bytes) } else { bytes.to_vec() }
    })
}

/// Shows the lines that would change, with the placeholders that they would get.
fn diff(args: &RedactArgs, setup: &Setup) -> Result<Exit, Failure> {
    let inputs = list_inputs(&args.paths)?;
    show(args, setup, &inputs, |input, path, bytes| changed_lines(setup, input, path, bytes))
}

/// Redacts in memory and writes what `what` makes of each source to standard output.
fn show(
    args: &RedactArgs,
    setup: &Setup,
    inputs: &[Input],
    what: impl Fn(&Input, &str, &[u8]) -> Vec<u8>,
) -> Result<Exit, Failure> {
    let progress = Progress::start(args.common.quiet);
    let previews = evidact_batch::preview(&setup.engine, inputs, setup.threads, &progress);
    progress.finish();
    let previews = previews?;
    if !args.common.quiet {
        let places = previews.iter().flat_map(|p| p.notices.iter().map(|n| (p.path.as_str(), n)));
        summary::list_notices(places);
    }
    let mut exit = Exit::Done;
    for (input, preview) in inputs.iter().zip(previews) {
        let path = terminal::safe(preview.path.as_str());
        match (&preview.bytes, &preview.outcome) {
            (Some(bytes), _) => {
                terminal::bytes_out(&what(input, &path, bytes))
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
    Ok(summary::say(&result, &Ending::Published(out), args.common.quiet))
}

/// The lines of redacted texts that the source does not have, with path and number.
fn changed_lines(setup: &Setup, input: &Input, path: &str, redacted: &[u8]) -> Vec<u8> {
    let mut before = Before::default();
    let mut out = Vec::new();
    if let Ok(original) = input.read_whole(&setup.engine) {
        // What cannot be read has no lines; its copy is then new as a whole.
        let _ = leaves::read(&setup.engine, &input.name, Blob::new(original), &mut before);
    }
    let redacted = Blob::new(RawBytes::new(redacted.to_vec()));
    let name = RawName::new(path);
    let mut after = After { path, before: &before.0, out: &mut out };
    let _ = leaves::read(&setup.engine, &name, redacted, &mut after);
    out
}

/// The lines of all texts of a source.
#[derive(Default)]
struct Before(HashSet<Vec<u8>>);

impl leaves::Reader for Before {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        self.0.extend(leaf.document.text().split(|&b| b == b'\n').map(<[u8]>::to_vec));
    }

    fn name(&mut self, _parts: &[RawName], _sightings: Vec<Sighting>) {}

    fn unread(&mut self, _parts: &[RawName], _reason: Withheld) {}
}

/// Writes the lines of redacted texts that were not there before.
struct After<'a> {
    path: &'a str,
    before: &'a HashSet<Vec<u8>>,
    out: &'a mut Vec<u8>,
}

impl leaves::Reader for After<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        let mut path = self.path.to_owned();
        for part in leaf.parts {
            path = format!("{path}!/{}", terminal::safe(&part.expose().to_string_lossy()));
        }
        for (number, line) in (1..).zip(leaf.document.text().split(|&b| b == b'\n')) {
            if !self.before.contains(line) {
                let line = terminal::safe(String::from_utf8_lossy(line).trim_end());
                self.out.extend_from_slice(format!("{path}:{number}: {line}\n").as_bytes());
            }
        }
    }

    fn name(&mut self, _parts: &[RawName], _sightings: Vec<Sighting>) {}

    fn unread(&mut self, _parts: &[RawName], _reason: Withheld) {}
}
