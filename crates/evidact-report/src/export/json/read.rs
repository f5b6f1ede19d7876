//! Reads a `report.json` back.

use super::v1;
use serde::Deserialize;

/// Why a text is no `report.json`. It names a line, never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It says that it is of another version.
    #[error("a report.json of schema {found}; this version reads {}", v1::SCHEMA)]
    Version {
        /// What it says.
        found: u32,
    },
    /// It is not what the schema says.
    #[error("line {line} is not what a report.json of schema {} holds there", v1::SCHEMA)]
    Broken {
        /// The line, from 1.
        line: usize,
    },
}

/// Reads a verified `report.json`.
///
/// ```
/// use evidact_report::export::json::{ReadError, read};
///
/// assert_eq!(read("{\"schema\": 2}").unwrap_err(), ReadError::Version { found: 2 });
/// assert_eq!(read("{\n").unwrap_err(), ReadError::Broken { line: 2 });
/// ```
///
/// # Errors
/// [`ReadError`].
pub fn read(text: &str) -> Result<v1::Document<'static>, ReadError> {
    #[derive(Deserialize)]
    struct Version {
        schema: u32,
    }
    match serde_json::from_str::<Version>(text) {
        Ok(version) if version.schema != v1::SCHEMA => Err(ReadError::Version { found: version.schema }),
        _ => serde_json::from_str(text).map_err(|e| ReadError::Broken { line: e.line() }),
    }
}
