//! The hostile cases of `docs/threat-model.md`, from the file to the package. One module a kind of trick; each test
//! names what it shows, and the table names the test.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::duration_suboptimal_units,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod archives;
mod bombs;
mod common;
mod encodings;
mod folder;
mod inline;
mod ledger;
mod mail;
mod media;
mod names;
mod office;
#[path = "../../crates/evidact-formats/tests/support/office.rs"]
mod office_parts;
mod pdf;
mod pictures;
mod places;
mod run;
mod sheets;
#[path = "../support/mod.rs"]
mod support;
mod text;
mod wrapped;
