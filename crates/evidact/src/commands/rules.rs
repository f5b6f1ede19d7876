//! `evidact rules`: the packs, to look at and to check.

use crate::args::RulesCommand;
use crate::exit::{Exit, Failure};
use crate::setup::{pack_files, pack_name, read_text, with_packs};
use crate::terminal;
use evidact_patterns::{Basis, Pack, PackRule, RuleSet, builtin_packs, check};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: RulesCommand) -> Result<Exit, Failure> {
    let (text, exit) = match command {
        RulesCommand::List { patterns, json } => (list(patterns.as_deref(), json)?, Exit::Done),
        RulesCommand::Show { id, patterns } => (show(&id, patterns.as_deref())?, Exit::Done),
        RulesCommand::Check { paths } => check_packs(&paths)?,
    };
    terminal::out(&text).map_err(|e| Failure::write("the rules", &e))?;
    Ok(exit)
}

fn list(patterns: Option<&Path>, json: bool) -> Result<String, Failure> {
    let set = with_packs(RuleSet::builtin(), patterns)?;
    if json {
        let rules: Vec<_> = set
            .rules()
            .iter()
            .map(|r| {
                serde_json::json!({
                    "id": r.id, "title": r.title, "provider": r.provider, "class": r.class,
                    "kind": r.kind, "confidence": r.confidence,
                })
            })
            .collect();
        let document = serde_json::json!({ "schema": 1, "packs": set.digest(), "rules": rules });
        return Ok(format!("{document:#}\n"));
    }
    let mut out = String::new();
    for rule in set.rules() {
        let _ = writeln!(out, "{:<44} {:<20} {:<7} {}", rule.id, rule.class, rule.confidence, rule.title);
    }
    let _ = writeln!(out, "\n{} rules in {} packs ({})", set.rules().len(), set.pack_count(), set.digest());
    Ok(out)
}

fn show(id: &str, patterns: Option<&Path>) -> Result<String, Failure> {
    for (name, text) in pack_texts(patterns)? {
        let pack = Pack::parse(&name, &text).map_err(|e| Failure::usage(e.to_string()))?;
        if let Some(rule) = pack.rules.iter().find(|r| r.id == id) {
            return Ok(describe(&pack, rule));
        }
    }
    Err(Failure::usage(format!("no rule {}; `evidact rules list` shows them all", terminal::safe(id))))
}

fn pack_texts(patterns: Option<&Path>) -> Result<Vec<(String, String)>, Failure> {
    let mut texts: Vec<(String, String)> =
        builtin_packs().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
    for path in patterns.map(pack_files).transpose()?.unwrap_or_default() {
        texts.push((pack_name(&path), read_text(&path, "the pattern pack")?));
    }
    Ok(texts)
}

fn describe(pack: &Pack, rule: &PackRule) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n  {}\n  {}\n", rule.id, rule.title, rule.description);
    let _ = writeln!(out, "provider    {} ({})", pack.name, pack.provider);
    let _ = writeln!(out, "class       {}", rule.class);
    let _ = writeln!(out, "confidence  {}", rule.confidence);
    if !rule.keywords.is_empty() {
        let _ = writeln!(out, "keywords    {}", rule.keywords.join(", "));
    }
    let _ = writeln!(out, "regex       {}", rule.regex.trim());
    for reference in pack.references.iter().chain(&rule.references) {
        let _ = writeln!(out, "reference   {reference}");
    }
    let _ = writeln!(out, "basis       {}", basis(rule));
    let _ = writeln!(
        out,
        "examples    {} that are found, {} that are not:",
        rule.examples.len(),
        rule.counter_examples.len()
    );
    for counter in &rule.counter_examples {
        let _ = writeln!(out, "            - {}", counter.why);
    }
    out
}

/// Says what the shape was compared with, so that nobody takes an unverified rule for a documented one.
fn basis(rule: &PackRule) -> String {
    match &rule.basis {
        Some(Basis::Documented) => "documented: a reference states or shows this shape".to_owned(),
        Some(Basis::Observed(place)) => format!("observed: {place}"),
        None => "not verified: the shape was not compared with a source".to_owned(),
    }
}

fn check_packs(paths: &[PathBuf]) -> Result<(String, Exit), Failure> {
    let mut texts = Vec::new();
    for path in paths {
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
    let _ = writeln!(out, "{} packs checked, {} errors", texts.len(), errors.len());
    Ok((out, if errors.is_empty() { Exit::Done } else { Exit::Findings }))
}
