//! A package in German: what the program says of its evidence and of a run stands there in German.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use evidact_render::Theme;
use std::collections::BTreeSet;
use std::path::Path;
use support::{Folder, run};

/// Packages the configuration of a client, a picture and a note.
fn reports() -> [String; 2] {
    let folder = Folder::new("german-reports");
    folder
        .write("in/mcp.json", r#"{"mcpServers": {"ablage": {"command": "npx", "args": ["-y", "ablage"]}}}"#);
    folder.write("in/bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\0".as_slice());
    folder.write("in/pruefung.md", "# Prüfung\n\n**Ziel:** Ablage prüfen\n\n**Beobachtet:** alles offen\n");
    run(folder.path(), &["batch", "in", "--out", "out", "--language", "de", "--format", "md,html"]).expect(4);
    ["md", "html"]
        .map(|kind| std::fs::read_to_string(folder.join(&format!("out/reports/pruefung.{kind}"))).unwrap())
}

#[test]
fn a_run_is_told_of_in_the_language_of_the_report() {
    for text in reports() {
        for said in [
            "Jede veröffentlichte Datei wurde nach dem Schreiben wieder geöffnet",
            "ist ein Bild, das ein Mensch ansehen muss",
            "Konfiguration eines Clients",
        ] {
            assert!(text.contains(said), "{said}");
        }
        for said in ["Every published", "is an image", "client configuration"] {
            assert!(!text.contains(said), "{said}");
        }
    }
}

#[test]
fn what_a_finding_says_of_its_place_is_told_in_the_language_of_the_report() {
    let folder = Folder::new("german-details");
    folder.write("in/mcp.json", r#"{"mcpServers": {"ablage": {"url": "https://m.example.com/sse"}}}"#);
    folder.write("in/pruefung.md", "# Prüfung\n\n**Ziel:** Ablage prüfen\n\n**Beobachtet:** alles offen\n");
    run(folder.path(), &["batch", "in", "--out", "out", "--language", "de", "--format", "md,html,json"])
        .expect(0);
    let read =
        |kind: &str| std::fs::read_to_string(folder.join(&format!("out/reports/pruefung.{kind}"))).unwrap();
    for kind in ["md", "html"] {
        let text = read(kind);
        assert!(text.contains("veralteter Transport (HTTP mit SSE): "), "{kind}");
        assert!(!text.contains("deprecated transport"), "{kind}");
    }
    // What other programs read is in one language.
    assert!(read("json").contains("deprecated transport (HTTP with SSE): https://m.example.com/sse"));
}

/// The ids of the program's sentences, as its source names them.
fn phrase_ids() -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let mut folders = vec![crates];
    let mut ids = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs")
                && path.components().any(|c| c.as_os_str() == "src")
            {
                let source = std::fs::read_to_string(&path).unwrap();
                // Documentation and tests show phrases too.
                let code = source.split("#[cfg(test)]").next().unwrap();
                let code: Vec<&str> =
                    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                let code = code.join("\n");
                ids.extend(code.split('"').filter(|text| is_sentence(text)).map(str::to_owned));
            }
        }
    }
    let words = keys("default.toml", &["words"]);
    ids.retain(|id| !words.contains(id));
    ids
}

/// Says whether a text has the form of the id of a sentence.
fn is_sentence(text: &str) -> bool {
    ["verification-", "withheld-", "unread-", "kind-", "detail-"].iter().any(|of| text.starts_with(of))
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// The keys of a table of a theme.
fn keys(theme: &str, table: &[&str]) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/themes").join(theme);
    let file: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let inner = table.iter().try_fold(&file, |at, key| at.get(*key)?.as_table());
    inner.map(|table| table.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn every_sentence_of_the_program_stands_in_the_german_theme_and_no_other() {
    let ids = phrase_ids();
    assert!(ids.contains("unread-settings") && ids.contains("verification-package"), "{ids:?}");
    let said = keys("german.toml", &["statements"]);
    let said: BTreeSet<String> = said.into_iter().filter(|id| is_sentence(id)).collect();
    assert_eq!(ids, said);
}

#[test]
fn the_words_of_both_themes_have_the_same_keys() {
    assert_eq!(keys("default.toml", &["words"]), keys("german.toml", &["words"]));
    // The catalog's own words for its record and its subject are English; the German theme has German ones besides.
    let of_catalog = ["catalogs", "mcp-server-trust", "words"];
    let (english, german) = (keys("default.toml", &of_catalog), keys("german.toml", &of_catalog));
    assert!(!english.is_empty() && english.is_subset(&german), "{english:?} {german:?}");
}

#[test]
fn the_german_theme_has_words_for_all_that_is_said_of_metadata() {
    let theme = Theme::named("german").unwrap();
    for id in evidact_mcp::PHRASES {
        assert_ne!(theme.say(&evidact_model::Phrase::new(id, "English")), "English", "{id}");
    }
}
