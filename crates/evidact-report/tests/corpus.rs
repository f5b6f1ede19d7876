//! Notes in many styles, written before anybody looked at what is read of them: how much of them is read, and how well.
//!
//! The floors are what was reached; a change that reads less must say why.

mod measure;

use evidact_model::CleanText;
use evidact_report::{Catalog, parse};
use measure::{Measured, Tally, percent};
use std::path::Path;

fn measured() -> Vec<Measured> {
    measure::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"))
}

fn total(notes: &[Measured]) -> Tally {
    let mut total = Tally::default();
    for note in notes {
        total.add(note.tally);
    }
    total
}

/// What went wrong, a line each.
fn remarks(notes: &[Measured]) -> String {
    let mut out = String::new();
    for note in notes {
        for remark in &note.remarks {
            out.push_str(&note.name);
            out.push_str(": ");
            out.push_str(remark);
            out.push('\n');
        }
    }
    out
}

#[test]
fn reads_what_a_reader_sees_in_notes_of_many_styles() {
    let notes = measured();
    let total = total(&notes);
    assert!(total.notes >= 67, "{} notes", total.notes);
    assert!(total.recall() >= 96.0, "{:.1} % of the fields\n{}", total.recall(), remarks(&notes));
    assert!(total.misplaced() <= 2.0, "{:.1} % misplaced\n{}", total.misplaced(), remarks(&notes));
    let strictly = total.misplaced_strictly();
    assert!(
        strictly <= 3.0,
        "{strictly:.1} % misplaced, if what a reader merely accepts counts\n{}",
        remarks(&notes)
    );
}

#[test]
fn counts_the_observations_of_notes_of_many_styles() {
    let notes = measured();
    let total = total(&notes);
    assert!(percent(total.counted, total.notes) >= 96.0, "{}", remarks(&notes));
}

#[test]
fn keeps_each_line_of_notes_of_many_styles() {
    let notes = measured();
    let total = total(&notes);
    assert_eq!(total.kept, total.lines, "{}", remarks(&notes));
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % count.max(1)
    }
}

/// Returns the stretches of a note, each from a heading to the next.
fn stretches(note: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in note.lines() {
        if line.starts_with('#') {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    found
}

#[test]
fn keeps_each_line_of_notes_patched_together_from_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_none_or(|ending| ending != "toml"));
    paths.sort();
    let notes: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let parts: Vec<String> = notes.iter().flat_map(|note| stretches(note)).collect();
    let lines: Vec<&str> = notes.iter().flat_map(|note| note.lines()).collect();
    let mut dice = Dice(11);
    for round in 0..600 {
        let count = 2 + dice.below(30);
        let text: String = match round % 3 {
            0 => (0..2 + count % 5).map(|_| parts[dice.below(parts.len())].as_str()).collect(),
            1 => (0..count).map(|_| lines[dice.below(lines.len())]).collect::<Vec<_>>().join("\n"),
            _ => {
                let mut own: Vec<&str> = notes[dice.below(notes.len())].lines().collect();
                for _ in 0..count % 6 {
                    let at = dice.below(own.len());
                    own.insert(at, lines[dice.below(lines.len())]);
                }
                own.join("\n")
            }
        };
        let review = parse(&CleanText::attest(text.clone()), Catalog::builtin());
        let lost = measure::lost(&text, &review);
        assert!(lost.is_empty(), "round {round}, lines {lost:?} of:\n{text}");
    }
}
