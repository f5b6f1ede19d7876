//! Names of files and folders, which are evidence too.

use std::path::{Component, Path, PathBuf};

/// The path of a source relative to its root. Not printable: a name may hold a customer's.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawName(PathBuf);

impl RawName {
    /// Takes a name in.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Returns the name as a path.
    ///
    /// # Exposure
    /// All of it.
    pub fn expose(&self) -> &Path {
        &self.0
    }

    /// Returns the components as bytes of (lossless, on Unix) names.
    ///
    /// # Exposure
    /// All of it.
    pub fn components(&self) -> Vec<Vec<u8>> {
        self.0
            .components()
            .filter_map(|c| match c {
                Component::Normal(os) => Some(os.as_encoded_bytes().to_vec()),
                _ => None,
            })
            .collect()
    }

    /// Returns the last component in lower case, for deciding on a format.
    ///
    /// # Exposure
    /// The file name.
    pub fn file_name_lower(&self) -> String {
        self.0.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default()
    }

    /// Returns the extension in lower case without the dot, or an empty string.
    ///
    /// # Exposure
    /// The extension.
    pub fn extension_lower(&self) -> String {
        self.0.extension().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default()
    }
}
