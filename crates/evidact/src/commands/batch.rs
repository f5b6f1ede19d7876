//! `evidact batch`: the whole job.

use crate::args::BatchArgs;
use crate::commands::summary::{self, Ending};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::reporter::{NoteChoice, ReportMaker};
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::{Job, Layout};
use evidact_model::Profile;

pub(crate) fn run(args: BatchArgs) -> Result<Exit, Failure> {
    let setup = Setup::new(&args.common, std::slice::from_ref(&args.folder), Profile::Redact)?;
    if !args.folder.is_dir() && args.folder.exists() {
        let message = format!(
            "{} is not a folder; use `evidact redact` for single files",
            terminal::path(&args.folder)
        );
        return Err(Failure::usage(message));
    }
    let choice = NoteChoice::new(&args.notes)?;
    let maker = ReportMaker::new(&args.look, choice, setup.engine.policy())?;
    let progress = Progress::start(args.common.quiet);
    let job = Job {
        inputs: vec![args.folder],
        output: args.out.clone(),
        layout: if args.dry_run { Layout::DryRun } else { Layout::Package },
        engine: &setup.engine,
        rules: setup.rules.clone(),
        version: env!("CARGO_PKG_VERSION"),
        threads: setup.threads,
        reporter: Some(&maker),
        observer: &progress,
    };
    let result = evidact_batch::run(&job);
    progress.finish();
    let summary = result?;
    maker.warn();
    summary::warn_of_unmet_areas(&setup.engine);
    for number in maker.unmatched() {
        terminal::note(&format!(
            "--notes pattern {number} matches no published text; a pattern is a path below the folder, as the package names it"
        ));
    }
    let is_named = summary.manifest.entries.iter().any(|entry| entry.no_report.is_some());
    if summary.reports.is_empty() && !is_named && !args.dry_run {
        terminal::note(
            "no text was taken for a review note, so there is no report; name notes with --notes, e.g. --notes 'notes/*.md'",
        );
    }
    let ending = if args.dry_run { Ending::DryRun } else { Ending::Published(&args.out) };
    if args.dry_run {
        dry_run_listing(&summary)?;
    }
    Ok(maker.ending(summary::say(&summary, &ending, args.common.quiet)))
}

/// One line a source on standard output: what would happen to it.
fn dry_run_listing(summary: &evidact_batch::Summary) -> Result<(), Failure> {
    use evidact_model::Outcome;
    use std::fmt::Write as _;
    let mut out = String::new();
    for entry in &summary.manifest.entries {
        let what = match &entry.outcome {
            Outcome::Unchanged { .. } => "no finding".to_owned(),
            Outcome::Redacted { redactions, .. } => format!("{redactions} replaced"),
            Outcome::Withheld { .. } => "withheld".to_owned(),
        };
        let _ = writeln!(out, "{what:>14}  {}", terminal::safe(&entry.path));
    }
    terminal::out(&out).map_err(|e| Failure::write("the listing", &e))
}
