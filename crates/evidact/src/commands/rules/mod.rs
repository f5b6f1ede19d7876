//! `evidact rules`: the packs and the detectors, to look at and to check.

mod import;
mod list;
mod show;

use crate::args::RulesCommand;
use crate::exit::{Exit, Failure};
use crate::setup::{pack_files, pack_name, read_text};
use crate::terminal;
use evidact_patterns::{RuleSet, builtin_packs, check};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: RulesCommand) -> Result<Exit, Failure> {
    let (text, exit) = match command {
        RulesCommand::List(args) => (list::render(&args)?, Exit::Done),
        RulesCommand::Show { id, patterns } => (show::render(&id, patterns.as_deref())?, Exit::Done),
        RulesCommand::Import(args) => import::run(&args)?,
        RulesCommand::Check { paths } => check_packs(&paths)?,
    };
    terminal::out(&text).map_err(|e| Failure::write("the rules", &e))?;
    Ok(exit)
}

/// The packs in force: name and text, the built-in ones first.
fn pack_texts(patterns: Option<&Path>) -> Result<Vec<(String, String)>, Failure> {
    let mut texts: Vec<(String, String)> =
        builtin_packs().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
    for path in patterns.map(pack_files).transpose()?.unwrap_or_default() {
        texts.push((pack_name(&path), read_text(&path, "the pattern pack")?));
    }
    Ok(texts)
}

fn check_packs(paths: &[PathBuf]) -> Result<(String, Exit), Failure> {
    let mut texts = Vec::new();
    for path in paths {
        if !path.exists() {
            let message = format!("{}: no such file or folder", terminal::path(path));
            return Err(Failure { message, exit: Exit::NoInputs });
        }
        let files = if path.is_dir() { pack_files(path)? } else { vec![path.clone()] };
        for file in files {
            texts.push((pack_name(&file), read_text(&file, "the pattern pack")?));
        }
    }
    if paths.is_empty() {
        texts = pack_texts(None)?;
    }
    if texts.is_empty() {
        return Err(Failure { message: "no pattern packs (*.toml) there".into(), exit: Exit::NoInputs });
    }
    let errors = check(texts.iter().map(|(n, t)| (n.as_str(), t.as_str())));
    let mut out = String::new();
    for error in &errors {
        let _ = writeln!(out, "{error}");
    }
    let mut count = errors.len();
    // Packs that are good together may still not be loaded beside the built-in ones.
    if errors.is_empty() && !paths.is_empty() {
        let mut rules = RuleSet::builtin();
        for (name, text) in &texts {
            match rules.clone().with_pack(name, text) {
                Ok(with) => rules = with,
                Err(error) => {
                    count += 1;
                    let _ = writeln!(out, "{error} (beside the built-in packs)");
                }
            }
        }
    }
    let packs = terminal::count(texts.len() as u64, "pack", "packs");
    let _ = writeln!(out, "{packs} checked, {}", terminal::count(count as u64, "error", "errors"));
    Ok((out, if count == 0 { Exit::Done } else { Exit::Findings }))
}
