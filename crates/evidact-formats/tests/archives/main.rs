//! Archives and compressed files: what is read, what is written, and what is refused.

mod support;
mod zip_files;
