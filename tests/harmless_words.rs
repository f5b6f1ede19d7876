//! A customer may be called as a word is that every package says of itself: the package is made all the same.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

const FORMATS: &str = "md,pdf,html,json,oscal,sarif,csv";
const NOTE: &str = "# Backup of the ledger\n\n### F-01 No copy elsewhere\n\n**Expected:** two places\n\n\
                    **Observed:** one place, as Zephyrine said\n\n**Remediation:** a second one\n";

/// Packages a note beside a list of customers and verifies the package with the same list.
fn package(folder: &Folder, customers: &[&str]) {
    folder.write("in/review.md", NOTE);
    folder.write("customers.csv", format!("company\n{}\n", customers.join("\n")));
    let list = ["--identifiers", "customers.csv"];
    let batch = ["batch", "in", "--out", "out", "--format", FORMATS];
    run(folder.path(), &[&batch[..], &list].concat()).expect(0);
    run(folder.path(), &[&["verify", "out"][..], &list].concat()).expect(0);
}

#[test]
fn customers_may_be_called_as_headings_keys_fonts_and_items_are() {
    let folder = Folder::new("words-of-ours");
    let customers = [
        "Context",
        "Evidence",
        "Findings",
        "Rules",
        "Structure",
        "Folder",
        "Consent",
        "Authorization",
        "Permissions",
        "Cards",
        "Distinct",
        "Attribution",
        "Rights",
        "Roboto",
        "Helvetica",
        "Segoe UI",
        "Liberation Mono",
        "FFFFFF",
        "OSCAL",
        "evidact",
        "Adobe",
    ];
    package(&folder, &customers);
}

#[test]
fn customers_may_be_called_as_abbreviations_of_every_report_are_and_rows_left_out_are_named() {
    let folder = Folder::new("words-short");
    folder.write("in/a.txt", "SAP and Visa signed, and sap as well.\n");
    package(&folder, &["SAP", "PDF", "JSON", "CSV", "SHA", "MCP", "API", "Visa", "ID"]);
    let copy = std::fs::read_to_string(folder.path().join("out/evidence/a.txt")).unwrap();
    assert_eq!(copy, "[CUSTOMER:01] and Visa signed, and sap as well.\n");
    let index = std::fs::read_to_string(folder.path().join("out/index.md")).unwrap();
    assert!(index.contains("in line 9."), "{index}");
    let said = run(folder.path(), &["scan", "in/a.txt", "--identifiers", "customers.csv"]).expect(1).stderr;
    assert!(said.contains("customers.csv: line 9: a company"), "{said}");
}

#[test]
fn the_number_of_a_customer_may_be_the_size_of_a_file() {
    let folder = Folder::new("words-sizes");
    folder.write("in/app.log", "started\n".repeat(6250));
    folder.write("in/review.md", NOTE);
    folder.write("customers.csv", "customer_id,company\n50000,Zephyrine GmbH\n");
    let list = ["--identifiers", "customers.csv"];
    run(folder.path(), &[&["batch", "in", "--out", "out", "--format", FORMATS][..], &list].concat())
        .expect(0);
    run(folder.path(), &[&["verify", "out"][..], &list].concat()).expect(0);
}

#[test]
fn a_customer_in_the_evidence_is_gone_from_it_though_the_word_is_ours() {
    let folder = Folder::new("words-of-both");
    folder.write("in/mail.txt", "Invoice for Zephyrine Roboto GmbH\nand for Roboto GmbH again\n");
    package(&folder, &["Roboto GmbH", "Zephyrine Roboto GmbH"]);
    let copy = std::fs::read_to_string(folder.join("out/evidence/mail.txt")).unwrap();
    assert!(!copy.contains("Roboto"), "{copy}");
}

#[test]
fn a_theme_of_the_users_own_that_names_a_customer_stops_the_package() {
    let folder = Folder::new("words-of-a-theme");
    folder.write("in/review.md", NOTE);
    folder.write(
        "customers.csv",
        "company
Wexleyan
",
    );
    folder.write(
        "house.toml",
        "schema = 1
name = \"house\"
classification = \"Wexleyan internal\"
",
    );
    let words = ["batch", "in", "--out", "out", "--identifiers", "customers.csv", "--theme", "house.toml"];
    run(folder.path(), &words).expect(5);
    assert!(!folder.join("out").exists());
}
