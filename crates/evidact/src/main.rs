//! evidact: makes review evidence safe to share.
//!
//! This is the only place that reads arguments and the environment, writes to the terminal and chooses an
//! exit code. What is done is done by the libraries.

mod args;
mod baseline;
mod commands;
mod exit;
mod output;
mod progress;
mod reporter;
mod setup;
mod sidecars;
mod terminal;
mod tesseract;
mod typography;
mod wording;

use args::Cli;
use clap::Parser as _;
use exit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    no_core_dumps();
    std::panic::set_hook(Box::new(|info| terminal::panicked(info.location())));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return terminal::usage(&error).into(),
    };
    let exit = match commands::dispatch(cli) {
        Ok(exit) => exit,
        Err(failure) => {
            terminal::error(&failure.message);
            failure.exit
        }
    };
    ExitCode::from(exit)
}

/// A core dump would hold everything that was read. Best effort: not every system has the limit.
fn no_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let _ = setrlimit(Resource::Core, none);
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
