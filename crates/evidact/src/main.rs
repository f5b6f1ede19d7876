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
mod terminal;

use args::Cli;
use clap::Parser as _;
use exit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
