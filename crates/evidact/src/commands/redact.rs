//! `evidact redact`: redacted copies, or standard input to standard output.

use crate::args::RedactArgs;
use crate::commands::scan::stdin;
use crate::commands::summary::{self, Ending};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::{Job, Layout, list_inputs, redact_alone};
use evidact_model::{Placeholder, Profile};
use evidact_raw::RawName;
use std::path::Path;

pub(crate) fn run(args: &RedactArgs) -> Result<Exit, Failure> {
    let setup = Setup::new(&args.common, Profile::Redact)?;
    let from_stdin = args.paths.is_empty() || args.paths == [Path::new("-")];
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
    let bytes = stdin()?;
    match redact_alone(&setup.engine, &RawName::new("-"), &bytes) {
        Ok(verified) => {
            let shown =
                if args.diff { changed_lines("-", verified.bytes()) } else { verified.bytes().to_vec() };
            terminal::bytes_out(&shown).map_err(|e| Failure::write("the redacted text", &e))?;
            Ok(Exit::Done)
        }
        Err(reason) => {
            terminal::note(&format!("withheld: standard input {}", reason.explain()));
            Ok(Exit::Withheld)
        }
    }
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
    Ok(summary::say(&result?, &Ending::Published(out), args.common.quiet))
}

/// Shows the lines that would change. Placeholders are numbered within each file.
fn diff(args: &RedactArgs, setup: &Setup) -> Result<Exit, Failure> {
    let inputs = list_inputs(&args.paths)?;
    let mut exit = Exit::Done;
    for input in &inputs {
        let path = terminal::path(input.path());
        let verified = input
            .read_whole(&setup.engine)
            .and_then(|bytes| redact_alone(&setup.engine, &input.name, &bytes));
        match verified {
            Ok(verified) => terminal::bytes_out(&changed_lines(&path, verified.bytes()))
                .map_err(|e| Failure::write("the changes", &e))?,
            Err(reason) => {
                terminal::note(&format!("withheld: {path} {}", reason.explain()));
                exit = Exit::Withheld;
            }
        }
    }
    Ok(exit)
}

/// The lines of a redacted text in which a placeholder stands, with path and number.
fn changed_lines(path: &str, text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, line) in (1..).zip(text.split(|&b| b == b'\n')) {
        let holds = (0..line.len()).any(|i| line[i] == b'[' && Placeholder::at_start(&line[i..]).is_some());
        if holds {
            let line = terminal::safe(&String::from_utf8_lossy(line));
            out.extend_from_slice(format!("{path}:{number}: {}\n", line.trim_end()).as_bytes());
        }
    }
    out
}
