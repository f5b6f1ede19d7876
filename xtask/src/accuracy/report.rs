//! The tables of `docs/accuracy.md`.

use super::case::{Case, Class};
use super::options::Options;
use super::score::{Score, Tally};
use super::tools::{NOT_RUN, TOOLS};
use super::{Measured, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Returns the whole document: what is measured and how, then the tables.
pub(crate) fn document(tables: &str) -> String {
    format!("{}\n{tables}", include_str!("../../cases/accuracy-head.md"))
}

/// Returns all tables.
pub(crate) fn tables(outcome: &Outcome, options: &Options) -> String {
    let mut out = summary(&outcome.cases, options);
    out.push_str(&by_class(outcome));
    out.push_str(&packages(outcome));
    out.push_str(&others(outcome));
    out.push_str("\n## By kind of value\n\n");
    out.push_str(&values("kind", &by_family(&outcome.redact.kinds), &by_family(&outcome.scan.kinds)));
    out.push_str(&issuers(&outcome.redact));
    out.push_str("\n## By shape of evidence\n\n");
    out.push_str(&shapes(&outcome.redact.shapes, &outcome.scan.shapes));
    out.push_str("\n## Harmless text that looks like something\n\n");
    out.push_str(&negatives(&outcome.redact, &outcome.scan));
    out
}

fn summary(cases: &[Case], options: &Options) -> String {
    let hard = cases.iter().filter(|case| case.is_hard).count();
    let source = options
        .cases
        .as_ref()
        .map_or_else(|| format!("seed {}", options.seed), |_| "cases of the user's own".to_owned());
    format!(
        "## Figures\n\nevidact {}, {source}: {} files, {hard} of them meant to be hard.\n\n",
        env!("CARGO_PKG_VERSION"),
        cases.len()
    )
}

fn percent(value: f64) -> String {
    format!("{value:.1} %")
}

fn over(tally: &Tally) -> String {
    if tally.harmless == 0 { "–".to_owned() } else { format!("{:.2}", tally.over_per_thousand()) }
}

fn by_class(outcome: &Outcome) -> String {
    let mut out = String::from(
        "| | values | leaked, `redact` | leaked, `scan` | characters leaked, `redact` | over-redacted, `redact` | over-redacted, `scan` |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut row = |name: &str, redact: Tally, scan: Tally| {
        let leaked =
            [redact.leaked_percent(), scan.leaked_percent(), redact.leaked_characters_percent()].map(percent);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            redact.values,
            leaked.join(" | "),
            over(&redact),
            over(&scan)
        );
    };
    let (redact, scan) = (&outcome.redact, &outcome.scan);
    row("all", redact.all, scan.all);
    row("hard cases", redact.hard, scan.hard);
    for class in Class::ALL {
        let of = |score: &Score| score.classes.get(&class).copied().unwrap_or_default();
        row(class.name(), of(redact), of(scan));
    }
    let _ = writeln!(
        out,
        "\nOver-redacted is harmless characters covered per 1,000. Of {} harmless files {} are touched in the profile `redact`, {} in \
         `scan`. {} file(s) could not be read.",
        redact.negatives.cases,
        percent(redact.negatives.touched_percent()),
        percent(scan.negatives.touched_percent()),
        outcome.unread
    );
    out
}

fn packages(outcome: &Outcome) -> String {
    let Some(packaged) = &outcome.packaged else { return String::new() };
    let values = outcome.redact.all.values;
    let share = packaged.left.len() as f64 * 100.0 / values.max(1) as f64;
    format!(
        "\nIn packages of the same files (`evidact batch`, a thousand files each) {} of {} files were published and {} package(s) refused; \
         {} values ({share:.1} %) of six characters and more still stand in a published file as they stood before; a value found in one place \
         is replaced in all.\n",
        packaged.published.len(),
        outcome.cases.len(),
        packaged.refused,
        packaged.left.len()
    )
}

fn others(outcome: &Outcome) -> String {
    let mut out = String::from(
        "\n## Beside other tools\n\nThe same files. A tool is counted on what it claims to find, and its finding covers the value that its \
         own report names, wherever that stands in the file. *After redaction* is how many findings the tool has in our packages: \
         all, and of these values that leaked and placeholders of ours; the rest is harmless text that it reports before, too.\n\n\
         | tool | credentials leaked | identifiers leaked | over-redacted | harmless files touched | findings after redaction (leaks, placeholders) |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, score) in [("evidact, `redact`", &outcome.redact), ("evidact, `scan`", &outcome.scan)] {
        let _ = writeln!(out, "| {name} | {} | – |", measured(score, true, true));
    }
    for Measured { tool, score, after } in &outcome.measured {
        // A digest instead of a value says nothing about how much harmless text lies in a finding.
        let cells = measured(score, tool.finds_people, tool.name != "detect-secrets");
        let _ = writeln!(
            out,
            "| {} | {cells} | {} ({}, {}) |",
            tool.name, after.findings, after.leaks, after.placeholders
        );
    }
    let missing = TOOLS.iter().filter(|tool| !outcome.measured.iter().any(|m| m.tool.name == tool.name));
    let missing: Vec<&str> = missing.map(|tool| tool.name).collect();
    if !missing.is_empty() {
        let _ = writeln!(out, "\nNot measured, because not on the PATH: {}.", missing.join(", "));
    }
    for (name, why) in NOT_RUN {
        let _ = writeln!(out, "\nNot measured: {name} {why}.");
    }
    out
}

fn measured(score: &Score, finds_people: bool, names_values: bool) -> String {
    let mut people = Tally::default();
    for class in Class::ALL.into_iter().filter(|class| *class != Class::Credential) {
        people.add(score.classes.get(&class).copied().unwrap_or_default());
    }
    let credentials = score.classes.get(&Class::Credential).copied().unwrap_or_default();
    let people = if finds_people { percent(people.leaked_percent()) } else { "–".to_owned() };
    let (over, touched) = if names_values {
        (over(&score.all), percent(score.negatives.touched_percent()))
    } else {
        ("?".to_owned(), "?".to_owned())
    };
    format!("{} | {people} | {over} | {touched}", percent(credentials.leaked_percent()))
}

/// All tokens with an issuer's form are one row.
fn by_family(kinds: &BTreeMap<String, Tally>) -> BTreeMap<String, Tally> {
    let mut families: BTreeMap<String, Tally> = BTreeMap::new();
    for (kind, tally) in kinds {
        let name = kind.split_once(':').map_or(kind.as_str(), |(family, _)| family);
        families.entry(name.to_owned()).or_default().add(*tally);
    }
    families
}

fn values(title: &str, redact: &BTreeMap<String, Tally>, scan: &BTreeMap<String, Tally>) -> String {
    let mut out =
        format!("| {title} | values | leaked, `redact` | leaked, `scan` |\n| --- | ---: | ---: | ---: |\n");
    for (name, tally) in redact {
        let other = scan.get(name).copied().unwrap_or_default();
        let leaked = [tally.leaked_percent(), other.leaked_percent()].map(percent);
        let _ = writeln!(out, "| {name} | {} | {} |", tally.values, leaked.join(" | "));
    }
    out
}

fn issuers(redact: &Score) -> String {
    let tokens =
        || redact.kinds.iter().filter_map(|(kind, tally)| Some((kind.strip_prefix("token:")?, tally)));
    let leaking: Vec<String> = tokens()
        .filter(|(_, tally)| tally.leaked > 0)
        .map(|(name, tally)| format!("{name} ({} of {})", tally.leaked, tally.values))
        .collect();
    let list = if leaking.is_empty() { "none".to_owned() } else { leaking.join(", ") };
    format!("\nTokens of {} issuers' forms; those that leak: {list}.\n", tokens().count())
}

fn shapes(redact: &BTreeMap<String, Tally>, scan: &BTreeMap<String, Tally>) -> String {
    let mut out = String::from(
        "| shape | values | leaked, `redact` | leaked, `scan` | over-redacted, `redact` | over-redacted, `scan` |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, tally) in redact {
        let other = scan.get(name).copied().unwrap_or_default();
        let leaked = [tally.leaked_percent(), other.leaked_percent()].map(percent);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            tally.values,
            leaked.join(" | "),
            over(tally),
            over(&other)
        );
    }
    out
}

fn negatives(redact: &Score, scan: &Score) -> String {
    let mut out = String::from(
        "| kind | files | touched, `redact` | touched, `scan` | over-redacted, `redact` | over-redacted, `scan` |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, tally) in &redact.harmless {
        let other = scan.harmless.get(name).copied().unwrap_or_default();
        let touched = [tally.touched_percent(), other.touched_percent()].map(percent);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} |",
            tally.cases,
            touched.join(" | "),
            over(tally),
            over(&other)
        );
    }
    out
}

/// Returns examples of leaks and of over-redaction, up to ten of each kind and shape, the largest groups first.
pub(crate) fn examples(score: &Score) -> String {
    let mut out = String::new();
    for is_leak in [true, false] {
        let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for example in score.examples.iter().filter(|example| example.is_leak == is_leak) {
            let short = |text: &str, length: usize| text.escape_debug().take(length).collect::<String>();
            let line = format!("- `{}` in `{}`", short(&example.text, 80), short(&example.line, 160));
            groups.entry((&example.group, &example.shape)).or_default().push(line);
        }
        let mut sorted: Vec<_> = groups.into_iter().collect();
        sorted.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
        let _ = writeln!(out, "## {}\n", if is_leak { "Leaked" } else { "Covered for nothing" });
        for ((group, shape), lines) in sorted {
            let _ = writeln!(out, "### {group} in {shape}: {}\n", lines.len());
            for line in lines.iter().step_by(lines.len().div_ceil(10).max(1)) {
                let _ = writeln!(out, "{line}");
            }
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::by_family;
    use crate::accuracy::score::Tally;

    #[test]
    fn tokens_of_all_issuers_are_one_row() {
        let one = Tally { values: 2, leaked: 1, ..Tally::default() };
        let kinds =
            [("token:a", one), ("token:b", one), ("password", one)].map(|(k, t)| (k.to_owned(), t)).into();
        let families = by_family(&kinds);
        assert_eq!(families.len(), 2);
        assert_eq!(families["token"].values, 4);
    }
}
