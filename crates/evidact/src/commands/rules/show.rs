//! `evidact rules show`: what one rule or detector does, and how to switch it off.

use super::pack_texts;
use crate::exit::Failure;
use crate::terminal;
use evidact_model::{DetectorInfo, detector, detectors};
use evidact_patterns::{Basis, Pack, PackRule, RuleSet};
use std::fmt::Write as _;
use std::path::Path;

/// Describes the rule or detector of an id.
///
/// # Errors
/// [`Failure`] if there is none; says which ids begin alike.
pub(super) fn render(id: &str, patterns: Option<&Path>) -> Result<String, Failure> {
    if let Some(info) = detector(id) {
        return Ok(of_code(info));
    }
    let mut near: Vec<String> = detectors().map(|d| d.id.to_owned()).collect();
    for (name, text) in pack_texts(patterns)? {
        let pack = Pack::parse(&name, &text).map_err(|e| Failure::usage(e.to_string()))?;
        if let Some(rule) = pack.rules.iter().find(|r| r.id == id) {
            return Ok(of_pack(&name, &text, &pack, rule));
        }
        near.extend(pack.rules.into_iter().map(|r| r.id));
    }
    let head = id.split('.').next().unwrap_or_default();
    near.retain(|other| other.split('.').any(|part| part == head) || !head.is_empty() && other.ends_with(id));
    near.truncate(8);
    let hint = if near.is_empty() {
        "`evidact rules list` shows them all".to_owned()
    } else {
        format!("there are {}", near.join(", "))
    };
    Err(Failure::usage(format!("no rule {}; {hint}", terminal::safe(id))))
}

fn line(out: &mut String, name: &str, text: &str) {
    for (number, row) in text.trim().lines().enumerate() {
        let _ = writeln!(out, "{:<12}{}", if number == 0 { name } else { "" }, row.trim_end());
    }
}

fn of_code(info: &DetectorInfo) -> String {
    let mut out = format!("{}\n  {}\n\n", info.id, info.title);
    line(&mut out, "class", info.class.as_str());
    line(&mut out, "kinds", &info.kinds.join(", "));
    line(&mut out, "looks for", info.finds);
    line(&mut out, "cues", info.cues);
    line(&mut out, "checks", info.checks);
    line(&mut out, "confidence", info.confidence);
    line(&mut out, "profiles", profiles(info));
    off(&mut out, info.id, info.kinds.first().copied().unwrap_or_default());
    out
}

fn profiles(info: &DetectorInfo) -> &'static str {
    if info.id == "identifier.possible-name" {
        return "redact, batch: listed, not replaced; --strict withholds its source; scan: never";
    }
    if !info.id.starts_with("identifier.") {
        return "redact: always; scan: at medium and high confidence";
    }
    if info.kinds.iter().any(|k| evidact_redact::is_for_repositories(k)) {
        "redact: always; scan: at high confidence, with --only from medium on"
    } else {
        "redact: always; scan: only if --only asks for it, from medium confidence on"
    }
}

fn of_pack(pack_name: &str, text: &str, pack: &Pack, rule: &PackRule) -> String {
    let mut out = format!("{}\n  {}\n  {}\n\n", rule.id, rule.title, rule.description);
    line(&mut out, "provider", &format!("{} ({})", pack.name, pack.provider));
    line(&mut out, "class", rule.class.as_str());
    let kind =
        rule.kind.as_ref().map_or_else(|| format!("CREDENTIAL:{}", pack.provider), ToString::to_string);
    line(&mut out, "kind", &kind);
    line(&mut out, "confidence", &confidence(rule));
    line(&mut out, "pattern", &rule.regex);
    line(&mut out, "literals", &literals(pack_name, text, rule));
    if !rule.keywords.is_empty() {
        line(&mut out, "keywords", &format!("one of {} in the same text", rule.keywords.join(", ")));
    }
    line(&mut out, "checks", rule.validator.describe());
    filter(&mut out, pack, rule);
    for reference in pack.references.iter().chain(&rule.references) {
        line(&mut out, "reference", reference);
    }
    line(&mut out, "basis", &basis(rule));
    let (found, spared) = (rule.examples.len(), rule.counter_examples.len());
    line(&mut out, "examples", &format!("{found} that are found, {spared} that are not:"));
    for counter in &rule.counter_examples {
        line(&mut out, "", &format!("- {}", counter.why));
    }
    line(&mut out, "profiles", "redact: always; scan: at medium and high confidence");
    off(&mut out, &rule.id, &kind);
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

/// What the rule asks beside its pattern.
fn filter(out: &mut String, pack: &Pack, rule: &PackRule) {
    if let Some(path) = &rule.path {
        line(out, "path", &format!("only in sources whose path matches {path}"));
    }
    if let Some(entropy) = rule.min_entropy {
        line(out, "entropy", &format!("more than {} bits a byte", entropy.bits()));
    }
    let of_pack = pack.allows.iter().filter(|a| a.rules.is_empty() || a.rules.contains(&rule.id)).count();
    let lists = rule.allows.len() + of_pack;
    if lists > 0 {
        let text = format!(
            "{lists} lists: what they name is of low confidence (silent in scan, replaced by redact)"
        );
        line(out, "allowed", &text);
    }
}

fn confidence(rule: &PackRule) -> String {
    if rule.validator.can_raise() {
        format!("{}; {} where the check holds", rule.confidence, rule.confidence.raised())
    } else {
        rule.confidence.to_string()
    }
}

/// The literals that the search looks for before it runs the pattern.
fn literals(pack_name: &str, text: &str, rule: &PackRule) -> String {
    let set = RuleSet::empty().with_pack(pack_name, text);
    let rules = set.as_ref().map(RuleSet::rules).unwrap_or_default();
    let found = rules.iter().find(|r| r.id.as_str() == rule.id);
    let literals = found.iter().flat_map(|r| r.anchors.literals.iter());
    let shown: Vec<String> = literals.map(|l| terminal::safe(&String::from_utf8_lossy(l))).collect();
    format!("{} (in any case)", shown.join(", "))
}

fn off(out: &mut String, id: &str, kind: &str) {
    line(out, "switch off", &format!("a place: a comment `evidact:allow {id}` on its line (scan)"));
    line(
        out,
        "",
        &format!("the kind: --skip {kind}, or [kinds] \"{kind}\" = {{ keep = \"reason\" }} in the policy"),
    );
}
