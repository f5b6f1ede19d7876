//! `cargo xtask accuracy`: what leaks and what is over-redacted, measured on labelled cases that are made here.
//!
//! The cases come from templates (`xtask/cases/`) and from generators of values that know the issuers' documentation
//! and nothing of the product's rules. Other scanners on the PATH are measured on the same files, each on what it
//! claims to find, and once more on the redacted files.

mod case;
mod credentials;
mod encode;
mod filler;
mod floors;
mod numbers;
mod options;
mod own;
mod people;
mod report;
mod score;
mod sha1;
mod tools;
mod user;

use crate::process::{Failure, Result, root, say};
use crate::workspace::Graph;
use case::{Case, Sort};
use options::{Options, Size};
use own::Packaged;
use score::{Score, score};
use std::path::Path;
use tools::{TOOLS, Tool};

/// Cases of each sensitive and of each harmless template, in the published table and in the small version.
const FULL: (u64, u64) = (28, 18);
const SMALL: (u64, u64) = (3, 3);

/// What one tool was measured as.
struct Measured {
    tool: &'static Tool,
    score: Score,
    after: tools::After,
}

/// All that the tables are made from.
struct Outcome {
    cases: Vec<Case>,
    redact: Score,
    scan: Score,
    unread: usize,
    packaged: Option<Packaged>,
    measured: Vec<Measured>,
}

/// Measures and prints tables.
///
/// # Errors
/// If the arguments are wrong, something cannot be run, or a floor of the small version is not held.
pub(crate) fn run(arguments: &[&str]) -> Result {
    let options = Options::parse(arguments)?;
    let outcome = measure(&options)?;
    let tables = report::tables(&outcome, &options);
    if let Some(path) = &options.examples {
        write(Path::new(path), &report::examples(&outcome.redact))?;
    }
    match options.size {
        Size::Small => floors::check(&outcome.redact, &outcome.scan),
        Size::Full if options.writes => write(&root().join("docs/accuracy.md"), &report::document(&tables)),
        Size::Full => {
            say(&tables);
            Ok(())
        }
    }
}

/// The small version, as a step of what CI runs.
///
/// # Errors
/// If detection is worse than the floors.
pub(crate) fn floors() -> Result {
    run(&["--small"])
}

fn measure(options: &Options) -> Result<Outcome> {
    let cases = match (&options.cases, options.size) {
        (Some(path), _) => user::read(Path::new(path))?,
        (None, Size::Full) => generate(options.seed, FULL)?,
        (None, Size::Small) => generate(options.seed, SMALL)?,
    };
    // A folder each, so that the step of CI does not disturb a long run.
    let name = if options.size == Size::Small { "accuracy-small" } else { "accuracy" };
    let folder = Graph::load_own()?.target_folder.join(name);
    let (tree, packages, scratch) = (folder.join("cases"), folder.join("packages"), folder.join("reports"));
    own::write_tree(&cases, &tree)?;
    let evidact = match &options.evidact {
        Some(path) => path.into(),
        None => own::build(options.size)?,
    };
    let redact = own::scan(&evidact, &tree, "redact")?;
    let scan = own::scan(&evidact, &tree, "scan")?;
    let unread = redact.unread.len();
    let (redact, scan) = (score(&cases, &redact.coverage, |_| true), score(&cases, &scan.coverage, |_| true));
    let mut outcome = Outcome { cases, redact, scan, unread, packaged: None, measured: Vec::new() };
    if options.size == Size::Full {
        outcome.packaged = Some(own::package(&evidact, &outcome.cases, &tree, &packages)?);
        std::fs::create_dir_all(&scratch)
            .map_err(|e| Failure::new(format!("accuracy: could not make a folder: {}", e.kind())))?;
        outcome.measured = others(&outcome.cases, &tree, &packages, &scratch)?;
    }
    Ok(outcome)
}

/// Runs the other scanners, over the cases and over the redacted files.
fn others(cases: &[Case], tree: &Path, packages: &Path, scratch: &Path) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for tool in TOOLS {
        let Some(found) = tool.run(tree, scratch)? else { continue };
        let score = score(cases, &tools::coverage(cases, &found), |class| tool.claims(class));
        let (after, told) = tools::after(cases, &tool.run(packages, scratch)?.unwrap_or_default());
        write(&scratch.join(format!("{}-after.txt", tool.name)), &told.join("\n"))?;
        measured.push(Measured { tool, score, after });
    }
    Ok(measured)
}

fn write(path: &Path, text: &str) -> Result {
    std::fs::write(path, text)
        .map_err(|e| Failure::new(format!("accuracy: could not write a report: {}", e.kind())))
}

fn generate(seed: u64, (sensitive, harmless): (u64, u64)) -> Result<Vec<Case>> {
    let issuers = credentials::issuers()?;
    let mut cases = Vec::new();
    for template in case::templates()? {
        let count = if template.sort() == Sort::Sensitive { sensitive } else { harmless };
        for number in 0..count {
            cases.push(template.fill(&issuers, seed, number)?);
        }
    }
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::{FULL, generate};

    #[test]
    fn the_same_seed_gives_the_same_five_thousand_cases() {
        let texts = || generate(9, FULL).unwrap().into_iter().map(|case| case.text).collect::<Vec<_>>();
        let first = texts();
        assert!(first.len() >= 5000, "{}", first.len());
        assert_eq!(first, texts());
    }

    #[test]
    fn a_third_of_the_cases_is_meant_to_be_hard() {
        let cases = generate(9, FULL).unwrap();
        let hard = cases.iter().filter(|case| case.is_hard).count();
        assert!(hard * 3 >= cases.len(), "{hard} of {}", cases.len());
    }
}
