//! Archives and compressed files: what is read, what is written, and what is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::items_after_statements,
    clippy::single_match_else,
    clippy::ok_expect,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::duration_suboptimal_units,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod compressed_files;
mod support;
mod tar_files;
mod zip_files;
