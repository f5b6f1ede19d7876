//! What the files of a report are called.

use crate::reports::Note;
use std::collections::BTreeSet;
use std::path::Path;

/// The name of the report of all notes, without an extension.
pub(crate) const COMBINED: &str = "combined";

/// `reports/<note>` without the note's extension, made unique; `reserved` is a name that no note gets.
pub(crate) fn report_stems(notes: &[Note], reserved: Option<&str>) -> Vec<String> {
    let mut taken: BTreeSet<String> = reserved.into_iter().map(str::to_owned).collect();
    let stem = |path: &str| {
        let stem = Path::new(path).with_extension("");
        stem.to_str().unwrap_or(path).to_owned()
    };
    notes
        .iter()
        .map(|note| {
            let full = note.path.as_str().to_owned();
            let short = stem(&full);
            // The report of `a.md` as OSCAL is `a.oscal.json`, as would be that of `a.oscal.md` as JSON.
            let is_clear = !short.to_lowercase().ends_with(".oscal");
            if is_clear && taken.insert(short.to_lowercase()) {
                return short;
            }
            let mut name = full.clone();
            let mut number = 1;
            while !taken.insert(name.to_lowercase()) {
                number += 1;
                name = format!("{full}-{number}");
            }
            name
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Note, report_stems};
    use evidact_model::CleanText;

    #[test]
    fn no_two_reports_have_one_name() {
        let paths =
            ["a", "a.md", "a.md.txt", "A.txt", "a.oscal.md", "combined.md", "combined.txt", "b/combined.md"];
        let note =
            |path: &&str| Note { path: CleanText::wording((*path).to_owned()), text: CleanText::default() };
        let notes: Vec<Note> = paths.iter().map(note).collect();
        let stems = report_stems(&notes, Some("combined"));
        let mut lower: Vec<String> = stems.iter().map(|stem| stem.to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), paths.len(), "{stems:?}");
        assert!(!lower.contains(&"combined".to_owned()), "{stems:?}");
        assert_eq!(
            (stems[0].as_str(), stems[4].as_str(), stems[7].as_str()),
            ("a", "a.oscal.md", "b/combined")
        );
    }
}
