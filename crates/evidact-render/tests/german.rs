//! The German theme: complete for every phrase and for every item of the built-in catalogs that a report shows.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use evidact_model::CleanText;
use evidact_render::render_markdown;
use evidact_render::theme::{Theme, Word};
use evidact_report::catalog::{Item, Kind};
use evidact_report::{Catalog, assess, blank_note, parse};

#[path = "../examples/golden/report.rs"]
mod golden;

const THEME: &str = include_str!("../../../templates/themes/german.toml");

/// What stands in a table of the theme, by key.
fn keys(table: &str) -> Vec<String> {
    let file: toml::Table = THEME.parse().unwrap();
    file[table].as_table().unwrap().keys().cloned().collect()
}

fn has_title(item: &Item) -> bool {
    item.kind.is_record_row()
        || has_statement(item)
        || matches!(item.kind, Kind::Boundary | Kind::BoundarySubcontrol)
}

fn has_statement(item: &Item) -> bool {
    matches!(item.kind, Kind::BoundaryControl | Kind::ChecklistStep | Kind::UnsafePattern)
}

#[test]
fn says_every_phrase() {
    let said = keys("words");
    let missing: Vec<&str> =
        Word::ALL.iter().map(|word| word.key()).filter(|key| !said.iter().any(|k| k == key)).collect();
    assert!(missing.is_empty(), "german.toml lacks {missing:?}");
}

#[test]
fn keeps_every_name_in_braces() {
    let (german, english) = (Theme::named("german").unwrap(), Theme::default());
    let names = |text: &str| {
        let mut names: Vec<String> =
            text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(n, _)| n.to_owned()).collect();
        names.sort();
        names
    };
    for word in Word::ALL {
        assert_eq!(names(german.word(*word)), names(english.word(*word)), "{}", word.key());
    }
}

#[test]
fn names_every_item_that_a_report_by_a_built_in_catalog_shows() {
    let (titles, statements) = (keys("titles"), keys("statements"));
    for name in Catalog::BUILTIN {
        let catalog = Catalog::named(name).unwrap();
        for item in catalog.items() {
            assert!(!has_title(item) || titles.contains(&item.id), "no German title of {}", item.id);
            assert!(
                !has_statement(item) || statements.contains(&item.id),
                "no German statement of {}",
                item.id
            );
        }
        for list in catalog.of_kind(Kind::Checklist) {
            assert!(titles.contains(list.key.as_ref().unwrap()), "no German title of {}", list.id);
        }
    }
}

#[test]
fn names_no_item_that_is_in_no_catalog() {
    let known = |id: &String| {
        let check = id.len() == 3 && id.starts_with('S');
        let mut catalogs = Catalog::BUILTIN.into_iter().filter_map(Catalog::named);
        check
            || Catalog::BUILTIN.contains(&id.as_str())
            || catalogs.any(|catalog| {
                catalog.item(id).is_some()
                    || catalog.of_kind(Kind::Checklist).any(|list| list.key.as_ref() == Some(id))
            })
    };
    for id in keys("titles").iter().chain(&keys("statements")).chain(&keys("questions")) {
        assert!(known(id), "{id}");
    }
}

#[test]
fn a_german_title_of_a_row_is_a_label_that_is_read_back() {
    let theme = Theme::named("german").unwrap();
    for name in Catalog::BUILTIN {
        let catalog = Catalog::named(name).unwrap();
        for row in catalog.rows() {
            let record = catalog.record_title();
            let title = theme.title(&row.id, "");
            let note = format!("# Prüfung\n\n## {record}\n\n**{title}:** Wert von {}\n", row.id);
            let review = parse(&CleanText::attest(note), catalog);
            let read = review.record.row(row.key.as_deref().unwrap()).unwrap();
            assert_eq!(read.value.len(), 1, "{title} ({}) is no label of its row", row.id);
        }
    }
}

/// The catalog in German words, as a blank note asks by it.
fn german(name: &str) -> Catalog {
    let theme = Theme::named("german").unwrap();
    Catalog::named(name).unwrap().clone().reworded(
        |id, title| theme.title(id, title).to_owned(),
        |id, question| theme.question(id, question).to_owned(),
    )
}

#[test]
fn asks_every_question_of_a_blank_note_in_german() {
    for name in Catalog::BUILTIN {
        let (german, english) = (german(name), Catalog::named(name).unwrap());
        assert_ne!(german.title(), english.title());
        let note = blank_note(&german, None);
        for item in english.items() {
            let asked = item.question.as_ref().is_some_and(|question| note.contains(question.as_str()));
            assert!(!asked, "the question of {} is English", item.id);
        }
        assert!(note.contains("Geprüft von") && note.contains("### F-01"), "{note}");
    }
}

#[test]
fn a_german_blank_note_fills_nothing_until_it_is_filled_in_and_then_everything() {
    for name in Catalog::BUILTIN {
        let catalog = Catalog::named(name).unwrap();
        let blank = blank_note(&german(name), None);
        let read = |note: String| parse(&CleanText::attest(note), catalog);
        let review = read(blank.clone());
        assert!(review.record.rows.iter().all(|row| row.value.is_empty()), "{name}");
        assert!(review.governance.is_empty());
        // The heading of the first observation stands there; it says nothing yet.
        let said = review.observations.iter().any(|o| !o.more.is_empty() || !o.observed.is_empty());
        assert!(!said, "{:?}", review.observations);
        assert!(review.boundaries.iter().all(|row| row.expected.is_empty() && row.observed.is_empty()));
        let filled = blank.replace("### F-01: …", "### F-01: Titel").replace('…', "Angabe");
        let filled = filled.replace("**Datum:** Angabe", "**Datum:** 2026-06-30");
        let review = read(filled);
        for row in &review.record.rows {
            assert_eq!(row.value.len(), 1, "{name} {}", row.id);
        }
        let flags = catalog.of_kind(Kind::GovernanceFlag).count();
        assert_eq!(review.governance.len(), flags, "{name}");
        let lists = [&review.objective, &review.scope, &review.method, &review.limits, &review.summary];
        assert!(lists.iter().all(|list| list.len() == 1), "{name} {lists:?}");
        for row in &review.boundaries {
            assert!(!row.expected.is_empty() && !row.observed.is_empty(), "{name} {}", row.id);
        }
        let first = &review.observations[0];
        assert_eq!(first.id, "F-01");
        let own = [&first.expected, &first.observed, &first.uncertainty, &first.remediation];
        assert!(own.iter().all(|list| list.len() == 1), "{first:?}");
        assert!(review.unplaced.is_empty(), "{name} {:?}", review.unplaced);
    }
}

#[test]
fn a_german_report_shows_no_english_phrase() {
    let theme = Theme::named("german").unwrap();
    let mut report = golden::report();
    report.review = assess(report.review, None, Catalog::builtin());
    let text = render_markdown(&report, &theme);
    for word in [
        "Feststellungen",
        "Steckbrief des Servers",
        "Vertrauensgrenzen",
        "Ausführung eines MCP-Servers: nein",
    ] {
        assert!(text.contains(word), "{word}");
    }
    let english = Theme::default();
    for word in Word::ALL {
        let phrase = english.word(*word);
        let differs = phrase != theme.word(*word) && !phrase.contains('{') && phrase.len() > 24;
        assert!(!differs || !text.contains(phrase), "{phrase}");
    }
}
