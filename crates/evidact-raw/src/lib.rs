//! Everything evidact may not print: evidence bytes, matched values, names of files.
//!
//! The types here implement neither `Debug` nor `Display` nor `Serialize`, so a log line, an error or a
//! panic that would show them does not compile. They are overwritten when dropped.
//!
//! ```compile_fail
//! let bytes = evidact_raw::RawBytes::new(b"evidence".to_vec());
//! println!("{bytes:?}");
//! ```
//! ```compile_fail
//! let bytes = evidact_raw::RawBytes::new(b"evidence".to_vec());
//! println!("{bytes}");
//! ```
//! ```compile_fail
//! let value = evidact_raw::SecretBuf::new(b"value");
//! let text = format!("{value:?}");
//! ```
//! ```compile_fail
//! let value = evidact_raw::SecretBuf::new(b"value");
//! panic!("{}", value.as_secret());
//! ```
//! ```compile_fail
//! let name = evidact_raw::RawName::new("customer.txt");
//! let text = name.to_string();
//! ```
//! ```compile_fail
//! fn serializable<T: serde::Serialize>(_: T) {}
//! serializable(evidact_raw::RawBytes::new(Vec::new()));
//! ```
//! ```compile_fail
//! let bytes = evidact_raw::RawBytes::new(Vec::new());
//! let other = evidact_raw::RawBytes::new(Vec::new());
//! assert_eq!(bytes, other); // would print both on failure
//! ```

mod blob;
mod bytes;
mod field;
mod name;
mod secret;
mod spool;

pub use blob::{Blob, BlobReader};
pub use bytes::RawBytes;
pub use field::{FieldKey, KeyPath};
pub use name::RawName;
pub use secret::{Secret, SecretBuf};
pub use spool::{Spool, SpoolWriter};
