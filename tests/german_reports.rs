//! A package in German: what the program says of its evidence and of a run stands there in German.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use evidact_render::Theme;
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
fn the_german_theme_has_words_for_all_that_is_said_of_metadata() {
    let theme = Theme::named("german").unwrap();
    for id in evidact_mcp::PHRASES {
        assert_ne!(theme.say(&evidact_model::Phrase::new(id, "English")), "English", "{id}");
    }
}
