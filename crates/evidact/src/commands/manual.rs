//! `evidact completions` and `evidact man`, generated from the command line itself.

use crate::args::Cli;
use crate::exit::{Exit, Failure};
use crate::terminal;
use clap::CommandFactory as _;

/// Writes a completion script.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "evidact", &mut script);
    terminal::bytes_out(&script).map_err(|e| Failure::write("the completion script", &e))?;
    Ok(Exit::Done)
}

/// Writes the manual page: the program's own, then one section a command.
pub(crate) fn page() -> Result<Exit, Failure> {
    let mut page = Vec::new();
    let command = Cli::command();
    let rendered = clap_mangen::Man::new(command.clone()).render(&mut page).and_then(|()| {
        command.get_subcommands().filter(|c| c.get_name() != "help").try_for_each(|sub| {
            let name = format!("evidact {}", sub.get_name());
            let man = clap_mangen::Man::new(sub.clone().bin_name(name.clone()).display_name(name));
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)
        })
    });
    rendered.and_then(|()| terminal::bytes_out(&page)).map_err(|e| Failure::write("the manual page", &e))?;
    Ok(Exit::Done)
}
