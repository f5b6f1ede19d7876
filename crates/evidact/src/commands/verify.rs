//! `evidact verify`: is this package what was made, and is it clean?

use crate::args::VerifyArgs;
use crate::exit::{Exit, Failure};
use crate::setup::Setup;
use crate::terminal;
use evidact_model::Profile;

pub(crate) fn run(args: &VerifyArgs) -> Result<Exit, Failure> {
    if !args.package.is_dir() {
        let message = format!("{}: no such package folder", terminal::path(&args.package));
        return Err(Failure { message, exit: Exit::NoInputs });
    }
    let setup = Setup::new(&args.common, &[], Profile::Redact)?;
    let check = evidact_batch::verify_package(&args.package, &setup.engine, setup.threads);
    for fault in &check.faults {
        terminal::note(&terminal::safe(&fault.to_string()));
    }
    if !check.faults.is_empty() {
        terminal::error(&format!(
            "{} is not the package that was made, or not clean",
            terminal::path(&args.package)
        ));
        return Ok(Exit::Leak);
    }
    for kept in &check.kept {
        let kept = terminal::safe(&kept.to_string());
        terminal::note(&format!("{kept} (a policy kept values in this package; check them with --policy)"));
    }
    if !args.common.quiet {
        terminal::note(&format!(
            "{}: {} files, all as the manifest says; a fresh scan of every layer found nothing else; {} withheld, {} kept by policy",
            terminal::path(&args.package),
            check.files,
            check.withheld,
            check.keeps
        ));
    }
    Ok(Exit::Done)
}
