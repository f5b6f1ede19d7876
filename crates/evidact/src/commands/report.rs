//! `evidact report`: notes in, reports out.

use crate::args::ReportArgs;
use crate::commands::summary::{self, Ending};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::reporter::{NoteChoice, ReportMaker};
use crate::setup::Setup;
use evidact_batch::{Job, Layout};
use evidact_model::Profile;

pub(crate) fn run(args: ReportArgs) -> Result<Exit, Failure> {
    let setup = Setup::new(&args.common, &args.notes, Profile::Redact)?;
    // In a folder notes are recognised, as `batch` does; a file that is named is one.
    let folder = args.notes.iter().any(|note| note.is_dir());
    let choice = if folder { NoteChoice::Recognised } else { NoteChoice::All };
    let maker = ReportMaker::new(&args.look, choice, setup.engine.policy())?;
    let progress = Progress::start(args.common.quiet);
    let job = Job {
        inputs: args.notes,
        output: args.out.clone(),
        layout: Layout::Reports,
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
    Ok(maker.ending(summary::say(&summary, &Ending::Published(&args.out), args.common.quiet)))
}
