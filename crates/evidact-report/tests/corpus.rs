//! Notes in many styles, written before anybody looked at what is read of them: how much of them is read, and how well.
//!
//! The floors are what was reached; a change that reads less must say why.

mod measure;

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
