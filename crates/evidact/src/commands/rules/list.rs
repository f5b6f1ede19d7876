//! `evidact rules list`: every id that a finding may carry.

use crate::args::RulesListArgs;
use crate::exit::Failure;
use crate::setup::with_packs;
use crate::terminal;
use evidact_model::{Class, Kind, detectors};
use evidact_patterns::RuleSet;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One line of the list.
struct Row {
    id: String,
    provider: String,
    class: Class,
    kinds: Vec<Kind>,
    /// A detector decides case by case.
    confidence: &'static str,
    title: String,
    from: &'static str,
}

/// Lists pack rules in the order of their packs, then detectors.
///
/// # Errors
/// [`Failure`] if a pack cannot be read or a filter names nothing.
pub(super) fn render(args: &RulesListArgs) -> Result<String, Failure> {
    let set = with_packs(RuleSet::builtin(), args.patterns.as_deref())?;
    let rows = rows(&set);
    let chosen: Vec<&Row> = rows.iter().filter(|row| is_chosen(row, args)).collect();
    if chosen.is_empty() {
        let provider = args.provider.as_deref().map(terminal::safe).unwrap_or_default();
        return Err(Failure::usage(format!("no rule of that class and provider ({provider})")));
    }
    if args.kinds {
        let kinds: BTreeSet<&Kind> = chosen.iter().flat_map(|row| &row.kinds).collect();
        return Ok(kinds.into_iter().fold(String::new(), |out, kind| out + kind.as_str() + "\n"));
    }
    if args.json {
        let rules: Vec<Value> = chosen.into_iter().map(object).collect();
        return Ok(format!("{:#}\n", json!({ "schema": 1, "packs": set.digest(), "rules": rules })));
    }
    let mut out = String::new();
    for row in &chosen {
        let _ = writeln!(out, "{:<44} {:<20} {:<7} {}", row.id, row.class, row.confidence, row.title);
    }
    let count = |from| chosen.iter().filter(|row| row.from == from).count();
    let _ = writeln!(
        out,
        "\n{} rules of packs ({} packs in force, {}) and {} detectors",
        count("pack"),
        set.pack_count(),
        set.digest(),
        count("detector")
    );
    Ok(out)
}

fn rows(set: &RuleSet) -> Vec<Row> {
    let of_packs = set.rules().iter().map(|r| Row {
        id: r.id.to_string(),
        provider: r.provider.to_string(),
        class: r.class,
        kinds: vec![r.kind.clone()],
        confidence: r.confidence.as_str(),
        title: r.title.to_string(),
        from: "pack",
    });
    let of_code = detectors().map(|d| Row {
        id: d.id.to_owned(),
        provider: d.id.split('.').next().unwrap_or_default().to_owned(),
        class: d.class,
        kinds: d.kinds.iter().map(|&k| Kind::known(k)).collect(),
        confidence: "varies",
        title: d.title.to_owned(),
        from: "detector",
    });
    of_packs.chain(of_code).collect()
}

fn is_chosen(row: &Row, args: &RulesListArgs) -> bool {
    args.class.is_none_or(|class| class.class() == row.class)
        && args.provider.as_deref().is_none_or(|p| row.provider.eq_ignore_ascii_case(p))
}

fn object(row: &Row) -> Value {
    json!({
        "id": row.id, "title": row.title, "provider": row.provider, "class": row.class,
        "kind": row.kinds.first(), "kinds": row.kinds, "confidence": row.confidence, "from": row.from,
    })
}
