//! N14: an id that looks like one of the catalog's and is none.

use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet};
use crate::catalog::{FieldKey, Kind};
use evidact_model::CleanText;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "N14",
    title: "unknown catalog id",
    reason: "A reader looks the control up, and finds nothing or another one.",
    weight: Weight::Wrong,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let known: BTreeSet<&str> = sheet.catalog.items().iter().map(|item| item.id.as_str()).collect();
    let own: BTreeSet<&str> = sheet
        .review
        .observations
        .iter()
        .filter_map(|o| o.id.split_once('-'))
        .map(|(prefix, _)| prefix)
        .collect();
    let prefixes = |of: fn(Kind) -> bool| -> BTreeSet<&str> {
        let items = sheet.catalog.items().iter().filter(|item| of(item.kind));
        let all = items.filter_map(|item| item.id.split_once('-')).map(|(prefix, _)| prefix);
        // Who numbers observations by such a prefix means those.
        all.filter(|prefix| !own.contains(prefix)).collect()
    };
    // Where controls are named, any prefix of the catalog counts. Elsewhere that of the boundaries alone: nobody else's
    // lists use it.
    let (named, anywhere) = (prefixes(|_| true), prefixes(|kind| kind == Kind::Boundary));
    let mut seen = BTreeSet::new();
    let mut look = |line: u32, text: &str, prefixes: &BTreeSet<&str>, out: &mut Vec<Found>| {
        for id in ids(text).filter(|id| !known.contains(id)) {
            let of_catalog = id.split_once('-').is_some_and(|(prefix, _)| prefixes.contains(prefix));
            if of_catalog && seen.insert((line, id.to_owned())) {
                let what = format!("`{id}` is no id of the catalog {}", sheet.catalog.name());
                let help = CleanText::literal(
                    "correct the id; `evidact new` writes a note with those of the boundaries",
                );
                out.push(Found::new(line, RULE.weight, sheet.words(what), help));
            }
        }
    };
    let mut fenced = false;
    for (line, text) in (1..).zip(sheet.note.text.as_str().split('\n')) {
        fenced ^= text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        if !fenced {
            look(line, text, &anywhere, out);
        }
    }
    for passage in sheet.passages().iter().filter(|passage| names_controls(passage.part)) {
        for (line, text) in (passage.line..).zip(passage.text.as_str().split('\n')) {
            look(line, text, &named, out);
        }
    }
}

const fn names_controls(part: Part) -> bool {
    matches!(part, Part::Field(FieldKey::Controls | FieldKey::Boundary | FieldKey::Expected))
}

/// Returns what in a text has the shape of an id: `TRB-02`, `TRB-02-C01`, `TRB-01-C02.a`.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
    words.map(|word| word.trim_matches(['.', '-'])).filter(|word| {
        let Some((prefix, rest)) = word.split_once('-') else { return false };
        let letters = (2..=5).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_uppercase());
        letters && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::{lines, whats};

    #[test]
    fn ids_that_the_catalog_lacks_are_named() {
        let note =
            "### F-1 Log\n\n**Boundary:** TRB-06\n**Controls:** TRB-02-C01, SCT-99\n**Observed:** none\n";
        assert_eq!(lines("N14", note), [3, 4]);
        assert_eq!(whats("N14", note)[1], "`SCT-99` is no id of the catalog mcp-server-trust");
        assert_eq!(lines("N14", "Text\n\nAs in TRB-02-C77.\n"), [3]);
    }

    #[test]
    fn ids_of_the_catalog_of_others_and_of_the_note_are_left_alone() {
        let note = "### RSK-77 Log\n\n**Controls:** TRB-02-C01, AC-6, CC6.1, RSK-78, TRB-01-C02.a.\n**Observed:** SCT-99 in code\n";
        assert!(lines("N14", note).is_empty());
        assert!(lines("N14", "```\nTRB-09\n```\n").is_empty());
    }
}
