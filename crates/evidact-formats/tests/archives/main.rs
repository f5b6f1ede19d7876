//! Archives and compressed files: what is read, what is written, and what is refused.

mod compressed_files;
mod support;
mod tar_files;
mod zip_files;
