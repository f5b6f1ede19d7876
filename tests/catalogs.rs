//! Catalogs and themes as the user chooses them: by name, by file, by the policy; what is wrong is named with its place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

const NOTE: &str = "# Review of the shop\n\nSystem: web-shop\nOwner: Shop team\nExposure: the internet\n\n\
                    ## Findings\n\n### F-01: Shared administrator\n\nControls: GTB-04-C02\nExpected: personal accounts\n\
                    Observed: one account for all\nUncertainty: none identified\nRemediation: personal accounts\n";

fn markdown(folder: &Folder, out: &str) -> String {
    std::fs::read_to_string(folder.join(out).join("note.md")).unwrap()
}

fn report(folder: &Folder, out: &str, more: &[&str]) -> String {
    let mut args = vec!["report", "note.md", "--out", out, "--report-format", "md"];
    args.extend(more);
    run(folder.path(), &args).expect(0);
    markdown(folder, out)
}

#[test]
fn a_review_of_a_system_is_reported_without_a_word_of_another_domain() {
    let f = Folder::new("catalogs-generic");
    f.write("note.md", NOTE);
    let text = report(&f, "out", &["--catalog", "generic-security-review"]);
    for wanted in
        ["## System record", "web-shop", "the internet", "GTB-04-C02", "Checklist of the system", "F-01"]
    {
        assert!(text.contains(wanted), "{wanted} is missing:\n{text}");
    }
    let lower = text.to_lowercase();
    for foreign in ["mcp", "server", "llm", "sampling"] {
        assert!(!lower.contains(foreign), "{foreign} stands in the report:\n{text}");
    }
}

#[test]
fn a_catalog_of_the_users_own_extends_a_built_in_one() {
    let f = Folder::new("catalogs-own");
    f.write("note.md", "Server: ledger\nSeal: broken\n\n## Observed\n\nNo list of tools.\n");
    let own = "schema = 1\nextends = \"mcp-server-trust\"\ntitle = \"Our review\"\n\n[[item]]\nid = \"OUR-01\"\n\
               kind = \"identity\"\nkey = \"seal\"\ntitle = \"Seal\"\nstatement = \"The seal is whole.\"\n\
               check = \"note\"\nsynonyms = [\"seal\"]\n";
    f.write("own.toml", own);
    let text = report(&f, "out", &["--catalog", "own.toml"]);
    assert!(text.contains("Seal") && text.contains("broken"), "{text}");
    f.write("evidact.toml", "schema = 1\n[report]\ncatalog = \"own.toml\"\n");
    assert_eq!(report(&f, "by-policy", &[]), text);
}

#[test]
fn what_is_wrong_with_a_catalog_is_named_with_file_line_id_and_what_to_do() {
    let f = Folder::new("catalogs-wrong");
    f.write("note.md", NOTE);
    let item = "[[item]]\nid = \"OUR-01\"\nkind = \"unsafe-pattern\"\ntitle = \"canary\"\nstatement = \"s\"\ncheck = \"note\"\n";
    f.write("own.toml", format!("schema = 1\nextends = \"mcp-server-trust\"\n\n{item}gaps = [\"colour\"]\n"));
    let args = ["report", "note.md", "--out", "out", "--catalog", "own.toml"];
    let said = run(f.path(), &args).expect(2).stderr;
    assert!(said.contains("own.toml: line 4: item OUR-01: `answered_by` or `gaps` names no row"), "{said}");
    assert!(!said.contains("canary"), "{said}");
    let said = run(f.path(), &["report", "note.md", "--out", "out", "--catalog", "nothing"]).expect(2).stderr;
    assert!(said.contains("built in: mcp-server-trust, generic-security-review"), "{said}");
}

#[test]
fn a_theme_is_chosen_by_name_by_language_and_by_file_over_a_language() {
    let f = Folder::new("catalogs-theme");
    f.write("note.md", NOTE);
    let generic = ["--catalog", "generic-security-review"];
    let with = |out: &str, more: &[&str]| report(&f, out, &[&generic[..], more].concat());
    let german = with("german", &["--theme", "german"]);
    assert!(german.contains("## Steckbrief des Systems") && german.contains("nicht angegeben"), "{german}");
    assert_eq!(with("by-language", &["--language", "de-AT"]), german);
    f.write("own.toml", "schema = 1\n[words]\nobservations = \"Unsere Funde\"\n");
    let own = with("own", &["--language", "de", "--theme", "own.toml"]);
    assert!(own.contains("## Unsere Funde") && own.contains("## Vertrauensgrenzen"), "{own}");
    f.write(
        "evidact.toml",
        "schema = 1\n[report]\ncatalog = \"generic-security-review\"\nlanguage = \"de\"\n",
    );
    assert_eq!(report(&f, "by-policy", &[]), german);
    assert!(with("english", &["--theme", "default"]).contains("## System record"));
}

#[test]
fn a_language_that_is_not_there_says_which_are() {
    let f = Folder::new("catalogs-language");
    f.write("note.md", NOTE);
    let said = run(f.path(), &["report", "note.md", "--out", "out", "--language", "tlh"]).expect(2).stderr;
    assert!(said.contains("English (en) and German (de)"), "{said}");
    let both = ["report", "note.md", "--out", "out", "--language", "en", "--theme", "german"];
    assert!(run(f.path(), &both).expect(2).stderr.contains("another language"));
}

#[test]
fn a_blank_note_of_each_catalog_has_its_record_and_is_no_review_yet() {
    let f = Folder::new("catalogs-new");
    for (catalog, record) in
        [("mcp-server-trust", "## Server trust record"), ("generic-security-review", "## System record")]
    {
        let note = run(f.path(), &["new", catalog, "--name", "shop"]).expect(0).text();
        assert!(note.contains(record) && note.contains("**Name:** shop"), "{note}");
    }
    let said = run(f.path(), &["new", "mcp-server-truth"]).expect(2).stderr;
    assert!(said.contains("built in: mcp-server-trust"), "{said}");
}

#[test]
fn a_record_beside_the_note_is_redacted_and_read_and_the_note_wins() {
    let f = Folder::new("catalogs-sidecar");
    let note = "# Ledger\n\nServer: ledger\nOwner: Payments team\n\n## Observed\n\nNo list of tools.\n\n## Remediation\n\nOne.\n";
    f.write("in/a/note.md", note);
    f.write("in/b/note.md", note);
    let sidecar =
        "owner = \"Ledger team\"\n\nincident-contact = \"jane.doe@example.com\"\ncolour = \"blue\"\n";
    f.write("in/a/server-trust.toml", sidecar);
    run(f.path(), &["batch", "in", "--out", "out", "--report-format", "md"]).expect(0);
    let read = |name: &str| std::fs::read_to_string(f.join("out").join(name)).unwrap();
    let (with, without) = (read("reports/a/note.md"), read("reports/b/note.md"));
    let at = |text: &str| with.find(text).unwrap_or_else(|| panic!("{text} is missing:\n{with}"));
    assert!(at("Payments team") < at("Ledger team"), "the note comes first");
    assert!(with.contains("sidecar file") && with.contains("colour = blue"), "{with}");
    assert!(with.contains("[EMAIL:01]") && !with.contains("jane.doe"), "{with}");
    assert!(
        !without.contains("Ledger team"),
        "a sidecar speaks for the notes of its folder alone:\n{without}"
    );
}

#[test]
fn a_theme_with_wording_for_an_item_that_there_is_not_is_refused_with_the_nearest() {
    let f = Folder::new("catalogs-theme-ids");
    f.write("note.md", NOTE);
    let with = |titles: &str, out: &str| {
        f.write("own.toml", format!("schema = 1\n[titles]\n{titles}\n"));
        run(f.path(), &["report", "note.md", "--out", out, "--theme", "own.toml", "--format", "md"])
    };
    let said = with("IDN-99 = \"Called\"", "one").expect(2).stderr;
    assert!(said.contains("no catalog has an item `IDN-99`; is `IDN-0"), "{said}");
    with("OUR-01 = \"A catalog of ours\"\nSYS-01 = \"Called\"\nS01 = \"Keys\"", "two").expect(0);
}

#[test]
fn what_is_wrong_with_the_wording_that_a_policy_chose_names_the_policy() {
    let f = Folder::new("catalogs-policy-named");
    f.write("note.md", NOTE);
    f.write("bad.toml", "schema = 1\nglitter = 1\n");
    for (line, said) in [
        ("language = \"tlh\"", "house.toml: report.language: reports speak English"),
        ("theme = \"nowhere\"", "house.toml: report.theme: nowhere: no theme is built in"),
        ("theme = \"bad.toml\"", "house.toml: report.theme: bad.toml: theme: line 2"),
        ("catalog = \"nowhere\"", "house.toml: report.catalog: nowhere: no catalog is built in"),
    ] {
        f.write("house.toml", format!("schema = 1\n[report]\n{line}\n"));
        let ran = run(f.path(), &["report", "note.md", "--out", "out", "--policy", "house.toml"]).expect(2);
        assert!(ran.stderr.contains(said), "{line}: {}", ran.stderr);
    }
}

#[test]
fn fonts_in_folders_of_a_folder_are_found_in_the_order_of_their_names() {
    let f = Folder::new("catalogs-fonts");
    f.write("note.md", NOTE.to_owned() + "\n\n## F-02 Zwei\n\n**Expected:** a\n\n**Observed:** 服务器\n");
    f.write("fonts/truetype/readme", "");
    let ran = run(f.path(), &["report", "note.md", "--out", "out", "--font-dir", "fonts"]).expect(2);
    assert!(ran.stderr.contains("nor do its folders"), "{}", ran.stderr);
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("crates/evidact-render/tests/fonts/DroidSansFallback-sample.ttf");
    std::fs::create_dir_all(f.join("fonts/truetype/droid")).unwrap();
    std::fs::copy(&sample, f.join("fonts/truetype/droid/a.TTF")).unwrap();
    f.write("fonts/truetype/broken.otf", "no font");
    let ran = run(f.path(), &["report", "note.md", "--out", "out", "--font-dir", "fonts"]).expect(0);
    assert!(!ran.stderr.contains("no font has"), "{}", ran.stderr);
    let named = ran.stderr.lines().find(|line| line.contains("broken.otf")).unwrap();
    assert!(named.contains("not used") && named.contains("is no TrueType or OpenType font"), "{named}");
    // Deeper than four folders nothing is looked for.
    std::fs::create_dir_all(f.join("deep/a/b/c/d/e")).unwrap();
    std::fs::copy(&sample, f.join("deep/a/b/c/d/e/a.ttf")).unwrap();
    run(f.path(), &["report", "note.md", "--out", "none", "--font-dir", "deep"]).expect(2);
    run(f.path(), &["report", "note.md", "--out", "four", "--font-dir", "deep/a"]).expect(0);
}
