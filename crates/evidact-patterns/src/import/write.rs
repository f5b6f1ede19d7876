//! Writes packs: TOML by hand, in the order of `docs/rules.md`.

use super::read::Rule;
use std::fmt::Write as _;

/// The head of a pack of imported rules.
pub(super) fn head(provider: &str) -> String {
    format!(
        "# Made by `evidact rules import`. Examples and references are missing; add them, and take `imported` away,\n\
         # to have `evidact rules check` prove the rules.\n\
         schema = 1\nprovider = {}\nname = {}\nimported = true\n",
        string(provider),
        string(&format!("Imported rules ({provider})"))
    )
}

/// A rule without its path and lists.
pub(super) fn rule(id: &str, rule: &Rule, regex: &str, keywords: &[String]) -> String {
    let description = rule.description.trim();
    let title = if description.is_empty() { rule.id.get_ref() } else { description };
    let mut out = format!(
        "\n[[rule]]\nid = {}\ntitle = {}\ndescription = {}\nconfidence = \"medium\"\nregex = {}\n",
        string(id),
        string(&title.chars().take(120).collect::<String>()),
        string(&format!("Imported from the rule {}.", rule.id.get_ref())),
        literal(regex),
    );
    if !keywords.is_empty() {
        let _ = writeln!(out, "keywords = {}", list(keywords));
    }
    if let Some(entropy) = rule.entropy.map(super::read::Number::value).filter(|e| *e > 0.0) {
        let _ = writeln!(out, "min_entropy = {entropy:?}");
    }
    out
}

/// The path that a rule asks for.
pub(super) fn path(path: &str) -> String {
    format!("path = {}\n", literal(path))
}

/// A list of what is allowed: paths, regexes, stopwords.
pub(super) fn allow(table: &str, all: bool, target: &str, rules: &[String], parts: [&[String]; 3]) -> String {
    let mut out = format!("\n[[{table}]]\n");
    if all {
        out.push_str("condition = \"all\"\n");
    }
    if matches!(target, "match" | "line") {
        let _ = writeln!(out, "target = \"{target}\"");
    }
    for (name, items) in
        ["rules", "paths", "regexes", "stopwords"].into_iter().zip(std::iter::once(rules).chain(parts))
    {
        if !items.is_empty() {
            let _ = writeln!(out, "{name} = {}", list(items));
        }
    }
    out
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| literal(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A string as it stands, if TOML allows it.
fn literal(text: &str) -> String {
    let plain = !text.contains("'''") && !text.ends_with('\'') && text.chars().all(|c| !c.is_control());
    if plain && !text.starts_with('\n') { format!("'''{text}'''") } else { string(text) }
}

/// A string with escapes.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}
