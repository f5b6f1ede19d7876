//! `evidact verify`: is this package what was made, and is it clean?

use crate::args::VerifyArgs;
use crate::exit::{Exit, Failure};
use crate::setup::Setup;
use crate::terminal;
use evidact_batch::Fault;
use evidact_model::Profile;

pub(crate) fn run(args: &VerifyArgs) -> Result<Exit, Failure> {
    if !args.package.is_dir() {
        let place = terminal::path(&args.package);
        let message = if args.package.is_file() {
            format!("{place}: a file; name the folder of the package it lies in")
        } else {
            format!("{place}: no such package folder")
        };
        return Err(Failure { message, exit: Exit::NoInputs });
    }
    if !["manifest.json", "SHA256SUMS"].iter().any(|name| args.package.join(name).exists()) {
        let place = terminal::path(&args.package);
        let message = format!("{place}: no package (a package holds manifest.json and SHA256SUMS)");
        return Err(Failure { message, exit: Exit::NoInputs });
    }
    let recorded = evidact_batch::recorded_policy(&args.package);
    let setup = Setup::with(&args.common, &[], Profile::Redact, |policy| policy.recording(&recorded))?;
    let check = evidact_batch::verify_package(&args.package, &setup.engine, setup.threads);
    for fault in &check.faults {
        terminal::note(&terminal::safe(&fault.to_string()));
    }
    let found = check.faults.iter().any(|fault| matches!(fault, Fault::Leak { .. }));
    if found && check.allowed > 0 && setup.engine.policy().allowed_count() == 0 {
        terminal::note(&format!(
            "whoever made this package allowed {} by name; if that is what was found, check with their policy: --policy FILE",
            terminal::count(check.allowed, "value", "values")
        ));
    }
    if !check.faults.is_empty() {
        terminal::error(&format!(
            "{} is not the package that was made, or not clean",
            terminal::path(&args.package)
        ));
        return Ok(Exit::Leak);
    }
    if !args.common.quiet {
        terminal::note(&format!(
            "{}: {}, all as the manifest says; a fresh scan of every layer found nothing but what the policy keeps; {} withheld{}, {} kept by policy",
            terminal::path(&args.package),
            terminal::count(check.files as u64, "file", "files"),
            check.withheld,
            terminal::within_others(check.withheld_parts),
            check.keeps
        ));
    }
    Ok(Exit::Done)
}
