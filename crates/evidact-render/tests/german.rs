//! The German theme: complete for every phrase and for every item of the built-in catalogs that a report shows.

use evidact_model::CleanText;
use evidact_render::render_markdown;
use evidact_render::theme::{Theme, Word};
use evidact_report::catalog::{Item, Kind};
use evidact_report::{Catalog, assess, parse};

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
            || catalogs.any(|catalog| {
                catalog.item(id).is_some()
                    || catalog.of_kind(Kind::Checklist).any(|list| list.key.as_ref() == Some(id))
            })
    };
    for id in keys("titles").iter().chain(&keys("statements")) {
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
