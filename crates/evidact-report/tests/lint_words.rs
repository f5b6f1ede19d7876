//! What the linter finds in other people's words: short notes with planted faults, and as many sentences that look like
//! faults and are none.
//!
//! `tests/lint/words.txt` holds the notes. `@@N07` behind a line says that the rule should speak of it, `@@ok` that none
//! should. The floors are what is reached; rules that ask for what a whole note lacks are measured elsewhere.

use evidact_model::CleanText;
use evidact_report::Catalog;
use evidact_report::lint::{Evidence, Linter, Note, Presence, Profile};
use std::collections::{BTreeMap, BTreeSet};

/// The files that the notes rest on.
struct Folder;

impl Evidence for Folder {
    fn presence(&self, cited: &str, _sha256: Option<&str>) -> Presence {
        if ["ev/mcp.json", "ev/tools.json"].contains(&cited) { Presence::There } else { Presence::Missing }
    }
}

/// A note without its marks, and the lines of which rules should speak, or none.
struct Marked {
    name: String,
    text: String,
    faults: Vec<(u32, String)>,
    fine: BTreeSet<u32>,
}

fn notes() -> Vec<Marked> {
    let parts = include_str!("lint/words.txt").split("=== ").skip(1);
    parts
        .map(|part| {
            let (name, body) = part.split_once('\n').expect("a name stands on a line of its own");
            let (mut text, mut faults, mut fine) = (String::new(), Vec::new(), BTreeSet::new());
            for (number, line) in (1..).zip(body.lines()) {
                let (words, marks) = line.split_once("@@").unwrap_or((line, ""));
                text.push_str(words.trim_end());
                text.push('\n');
                match marks {
                    "" => {}
                    "ok" => drop(fine.insert(number)),
                    rule => faults.push((number, rule.to_owned())),
                }
            }
            Marked { name: name.to_owned(), text, faults, fine }
        })
        .collect()
}

/// Rules that look at what a whole note lacks.
const WHOLE: [&str; 2] = ["N01", "N13"];

#[test]
fn most_planted_faults_are_found_and_what_only_looks_like_one_is_left_alone() {
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for note in notes() {
        let text = CleanText::attest(note.text.clone());
        let path = CleanText::literal("note.md");
        let linter = Linter::new(Catalog::builtin(), Profile::Normal);
        let given = Note { path, text: &text, taken: &[], evidence: Some(&Folder), record: None };
        let told = linter.check(&[given]).remove(0);
        let said: BTreeSet<(u32, &str)> = told.iter().map(|m| (m.line, m.rule.id)).collect();
        let mut used: BTreeSet<(u32, &str)> = BTreeSet::new();
        for (line, rule) in &note.faults {
            // What is said of an observation as a whole stands at its heading or at its first field.
            let hit = said.iter().find(|(at, id)| id == rule && (*line..line + 4).contains(at));
            let count = found.entry(rule.clone()).or_default();
            count.1 += 1;
            match hit {
                Some(hit) => {
                    count.0 += 1;
                    used.insert(*hit);
                }
                None => missed.push(format!("{}:{line} {rule}", note.name)),
            }
        }
        let spoken = said.iter().filter(|hit| !used.contains(*hit) && !WHOLE.contains(&hit.1));
        wrong.extend(spoken.map(|(at, id)| {
            let looks = if note.fine.contains(at) { "looks alike" } else { "" };
            format!("{}:{at} {id} {looks}", note.name)
        }));
    }
    let (hits, all) = found.values().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
    assert!(hits * 100 >= all * RECALL, "{hits} of {all}, missed {missed:?}, {found:?}");
    assert_eq!(wrong.len(), WRONG, "{wrong:?}");
}

/// Of a hundred planted faults, so many are found at least.
const RECALL: usize = 90;
/// Messages about something else.
const WRONG: usize = 0;
