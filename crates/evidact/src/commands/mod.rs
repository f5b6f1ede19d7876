//! One module a command.

mod batch;
mod check;
mod diff;
mod manual;
mod new;
mod redact;
mod report;
mod rules;
mod scan;
mod summary;
mod verify;

use crate::args::{Cli, Command};
use crate::exit::{Exit, Failure};

/// Runs the command that the user named.
///
/// # Errors
/// [`Failure`] with a message without content and the exit code.
pub(crate) fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        Command::Scan(args) => scan::run(&args),
        Command::Redact(args) => redact::run(&args),
        Command::Report(args) => report::run(args),
        Command::Batch(args) => batch::run(args),
        Command::Diff(args) => diff::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Check(args) => check::run(&args),
        Command::New(args) => new::run(&args),
        Command::Rules(command) => rules::run(command),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::page(),
    }
}
