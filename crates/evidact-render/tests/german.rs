//! The German theme: complete for every phrase and for every item of the built-in catalogs that a report shows.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::report::Report;
use evidact_model::{CleanText, Limit, Phrase, Position, Withheld};
use evidact_render::theme::{Theme, Word};
use evidact_render::{render_html, render_markdown, render_pdf};
use evidact_report::catalog::{Item, Kind};
use evidact_report::{Catalog, assess, blank_note, parse};

use std::collections::BTreeSet;

#[path = "../examples/golden/report.rs"]
mod golden;
#[path = "../examples/golden/read.rs"]
mod read;

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
        // Sentences of the program have ids in small letters, and names of formats are words.
        let phrase =
            ["withheld-", "unread-", "kind-", "detail-", "verification-"].iter().any(|of| id.starts_with(of));
        let format = id == "font" || id.contains(' ');
        let mut catalogs = Catalog::BUILTIN.into_iter().filter_map(Catalog::named);
        check
            || phrase
            || format
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
fn says_why_each_source_was_withheld() {
    let said = keys("statements");
    for id in Withheld::PHRASES {
        assert!(said.iter().any(|key| key == id), "no German words for {id}");
    }
    let known = |key: &String| !key.starts_with("withheld-") || Withheld::PHRASES.contains(&key.as_str());
    assert!(said.iter().all(known));
    let theme = Theme::named("german").unwrap();
    let reason = Withheld::UnsupportedFormat { seems: "PDF document".to_owned() };
    assert_eq!(
        theme.say(&reason.phrase()),
        "lässt sich noch nicht sicher umschreiben (PDF-Dokument); falls es weitergegeben werden muss, als Text ausgeben"
    );
    let limit = Withheld::Limit { limit: Limit::MaxRatio, value: 7 };
    assert!(theme.say(&limit.phrase()).contains("`limits.max_ratio = 7`"));
    assert_eq!(Theme::default().say(&limit.phrase()), limit.explain());
}

/// One reason of each kind, as a run gives it.
fn reasons() -> Vec<Withheld> {
    let seems = "RTF document".to_owned();
    let found = "acme.token".to_owned();
    let mut all = vec![
        Withheld::Unreadable,
        Withheld::NotARegularFile,
        Withheld::UnsupportedFormat { seems },
        Withheld::Binary,
        Withheld::KeyMaterial,
        Withheld::TooLarge { limit_bytes: 9 },
        Withheld::Budget,
        Withheld::Encrypted,
        Withheld::Damaged,
        Withheld::UnsafeName,
        Withheld::Content,
        Withheld::Image,
        Withheld::NoText,
        Withheld::PaintOutside,
        Withheld::NoSpace,
        Withheld::Structure { at: None },
        Withheld::Structure { at: Some(Position { line: 3, column: 4 }) },
        Withheld::Entities,
        Withheld::ChangedMeanwhile,
        Withheld::NotClean { found },
        Withheld::Suggestions { places: 2 },
        Withheld::Policy,
        Withheld::Internal,
    ];
    let limits = [Limit::MaxDepth, Limit::MaxMembers, Limit::MaxExpandedBytes, Limit::MaxRatio];
    all.extend(limits.map(|limit| Withheld::Limit { limit, value: 5 }));
    all
}

#[test]
fn every_reason_has_an_id_of_its_own() {
    let ids: BTreeSet<&str> = reasons().iter().map(|reason| reason.phrase().id()).collect();
    assert_eq!(ids, Withheld::PHRASES.into_iter().collect());
}

/// A report whose note and evidence hold no English, so that what is English is the program's.
fn german_report() -> Report {
    let catalog = Catalog::builtin();
    let note = "# Prüfung von Ablage\n\n**Ziel:** Ablage prüfen\n\n## Feststellungen\n\n### F-01 Zu weit\n\n\
                **Schweregrad:** hoch\n\n**Vertrauensgrenze:** TRB-02 und mehr\n\n**Beobachtet:** alles offen\n";
    let mut report = golden::report();
    report.evidence.iter_mut().enumerate().for_each(|(at, file)| {
        file.path = CleanText::attest(format!("belege/{at}.txt"));
    });
    let finding = MetadataFinding {
        check: "S01".to_owned(),
        path: CleanText::literal("belege/0.txt"),
        line: 3,
        place: CleanText::literal("a.b"),
        server: None,
        detail: CleanText::literal("wert"),
        remark: None,
        stance: Stance::Contradicts,
        items: vec!["TRB-04-C01".to_owned(), "UPT-05".to_owned()],
    };
    let more = MetadataFinding { line: 4, ..finding.clone() };
    let supports = MetadataFinding { line: 5, stance: Stance::Supports, ..finding.clone() };
    let notes = MetadataFinding { line: 6, stance: Stance::Notes, ..finding.clone() };
    let statement = MetadataStatement {
        files: Vec::new(),
        unread: Vec::new(),
        findings: vec![finding, more, supports, notes],
    };
    report.meta.id = CleanText::literal("ablage");
    report.meta.classification = CleanText::wording(Theme::named("german").unwrap().classification().into());
    report.review = assess(parse(&CleanText::literal(note), catalog), Some(&statement), catalog);
    report.metadata = Some(statement);
    let withheld = reasons().into_iter().enumerate();
    report.redaction.withheld =
        withheld.map(|(at, reason)| (CleanText::attest(format!("belege/x{at}")), reason.phrase())).collect();
    report.redaction.verification = Phrase::new("verification-package", "Every published file was re-opened");
    report
}

/// The English wording of the program: the phrases of the default theme that the German one says otherwise, in pieces
/// between what is filled in, its glossary, its flags, and the reasons.
fn english() -> Vec<String> {
    let (english, german) = (Theme::default(), Theme::named("german").unwrap());
    let words = Word::ALL.iter().filter(|word| english.word(**word) != german.word(**word));
    let pieces = words.flat_map(|word| english.word(*word).split(['{', '}']).step_by(2));
    let terms = english.glossary().iter().flat_map(|(term, text)| [term.as_str(), text.as_str()]);
    let flags = english.governance().iter().map(String::as_str);
    let titles = english_titles();
    let all = pieces.chain(terms).chain(flags).map(str::to_owned);
    let all = all.chain(titles).chain(reasons().into_iter().map(|reason| reason.explain()));
    let all = all.map(|phrase| phrase.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    // What German says in the same letters, and single letters of other words.
    all.filter(|phrase| {
        phrase.len() > 3 && !["Status", "Server", "Servers", "Host"].contains(&phrase.as_str())
    })
    .collect()
}

/// Titles and statements of the catalog that the German theme says otherwise.
fn english_titles() -> Vec<String> {
    let german = Theme::named("german").unwrap();
    let items = Catalog::builtin().items().iter();
    let all = items.flat_map(|item| {
        let title = Some(item.title.clone()).filter(|title| german.title(&item.id, title) != title);
        let statement = Some(item.statement.clone());
        [title, statement.filter(|statement| german.statement(&item.id, statement) != statement)]
    });
    // Single words of titles are names in German too.
    all.flatten().filter(|text| text.contains(' ')).collect()
}

/// Says whether a phrase stands in a text as words of its own.
fn says(text: &str, phrase: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
    text.match_indices(phrase).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let after = rest.strip_prefix(phrase).unwrap();
        edge(before.chars().next_back()) && edge(after.chars().next())
    })
}

#[test]
fn a_german_report_says_nothing_in_english() {
    let (report, theme) = (german_report(), Theme::named("german").unwrap());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pdf = read::Read::new(&render_pdf(&report, &theme).unwrap());
    let html = render_html(&report, &theme);
    let html = html.split("</style>").nth(1).unwrap();
    let html: String =
        html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    for (kind, text) in [
        ("Markdown", words(&render_markdown(&report, &theme))),
        ("HTML", words(&html)),
        ("PDF", words(&format!("{} {}", pdf.pages.join(" "), pdf.artifacts))),
    ] {
        let said: Vec<String> = english().into_iter().filter(|phrase| says(&text, phrase)).collect();
        assert!(said.is_empty(), "{kind}: {said:?}");
        for german in ["Feststellungen", "Steckbrief des Servers", "Ausführung eines MCP-Servers: nein"] {
            assert!(text.contains(german), "{kind}: {german}");
        }
    }
    // The list sees English where there is some.
    let text = words(&render_markdown(&report, &Theme::default()));
    assert!(english().iter().filter(|phrase| says(&text, phrase)).count() > 100);
}
