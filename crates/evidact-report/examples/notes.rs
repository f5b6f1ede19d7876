//! Measures how well the notes of a folder are read: `cargo run -p evidact-report --example notes -- FOLDER [--remarks]`.
//!
//! Beside each note `NAME` stands `NAME.toml` with the fields that a reader sees; `tests/corpus` has many.
#![expect(clippy::print_stdout, reason = "a program that prints what it measured")]

#[path = "../tests/measure/mod.rs"]
mod measure;

use measure::{Tally, percent};
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().map_or("crates/evidact-report/tests/corpus", String::as_str);
    let remarks = arguments.iter().any(|argument| argument == "--remarks");
    let mut total = Tally::default();
    for note in measure::folder(Path::new(folder)) {
        line(&note.name, &note.tally);
        if remarks {
            note.remarks.iter().for_each(|remark| println!("    {remark}"));
        }
        total.add(note.tally);
    }
    line("all", &total);
    println!(
        "{} notes: {:.1} % of the fields read, {:.1} % of the placements wrong (strictly {:.1} %), observations right in {:.1} %, {:.2} % of the lines kept",
        total.notes,
        total.recall(),
        total.misplaced(),
        total.misplaced_strictly(),
        percent(total.counted, total.notes),
        percent(total.kept, total.lines),
    );
}

fn line(name: &str, tally: &Tally) {
    println!(
        "{name:<28} fields {:>3}/{:<3} wrong {:>2}/{:<3} counts {}/{} lines {}/{}",
        tally.found,
        tally.labels,
        tally.wrong,
        tally.placed,
        tally.counted,
        tally.notes,
        tally.kept,
        tally.lines,
    );
}
