//! Archives and compressed files: what is read, what is written, and what is refused.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod compressed_files;
mod support;
mod tar_files;
mod zip_files;
