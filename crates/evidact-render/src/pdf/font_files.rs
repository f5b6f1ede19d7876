//! Fonts of the user's own: read from files, checked, and known by their digest.

use rustybuzz::ttf_parser::{self, Permissions, name_id};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Fonts that are asked for characters which the embedded ones lack, in the order in which they were added.
///
/// ```
/// use evidact_render::{FontError, Fonts};
///
/// let mut fonts = Fonts::default();
/// assert_eq!(fonts.add(b"not a font".to_vec()), Err(FontError::NotAFont));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fonts {
    files: Vec<FontFile>,
}

/// A file with one face or, as a collection, several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FontFile {
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: String,
    /// The `PostScript` name of each face that can be used, with its place in the file.
    pub(crate) faces: Vec<(u32, String)>,
}

/// Why a file is of no use as a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// It holds no TrueType or OpenType font.
    #[error("is no TrueType or OpenType font")]
    NotAFont,
    /// Its licence bits forbid to embed it, or to embed a part of it.
    #[error("may not be embedded: its licence bits (OS/2 fsType) forbid that")]
    Restricted,
    /// It has no outlines that can be cut down: bitmaps alone, or the second version of CFF.
    #[error("has no outlines that can be embedded (glyf or CFF)")]
    NoOutlines,
}

impl Fonts {
    /// Adds all faces of a file, and returns how many there are.
    ///
    /// # Errors
    /// [`FontError`], if no face of it can be used.
    pub fn add(&mut self, bytes: Vec<u8>) -> Result<usize, FontError> {
        let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1).min(MOST_FACES);
        let mut faces = Vec::new();
        let mut first = None;
        for index in 0..count {
            match usable(&bytes, index) {
                Ok(name) => faces.push((index, name)),
                Err(error) => first = first.or(Some(error)),
            }
        }
        if faces.is_empty() {
            return Err(first.unwrap_or(FontError::NotAFont));
        }
        let added = faces.len();
        self.files.push(FontFile { sha256: hex(&Sha256::digest(&bytes)), bytes, faces });
        Ok(added)
    }

    pub(crate) fn files(&self) -> &[FontFile] {
        &self.files
    }
}

/// No collection in use has as many.
const MOST_FACES: u32 = 64;
const LONGEST_NAME: usize = 63;

/// Returns the name of a face that can be embedded.
fn usable(bytes: &[u8], index: u32) -> Result<String, FontError> {
    let face = ttf_parser::Face::parse(bytes, index).map_err(|_| FontError::NotAFont)?;
    let tables = face.tables();
    if tables.glyf.is_none() && tables.cff.is_none() {
        return Err(FontError::NoOutlines);
    }
    // A font without the table says nothing against it.
    let silent = tables.os2.is_none();
    let restricted = face.permissions() == Some(Permissions::Restricted);
    if !silent && (restricted || !face.is_subsetting_allowed() || !face.is_outline_embedding_allowed()) {
        return Err(FontError::Restricted);
    }
    let mut names = face.names().into_iter().filter(|name| name.name_id == name_id::POST_SCRIPT_NAME);
    let name = names.find_map(|name| name.to_string()).unwrap_or_default();
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = name.chars().filter(allowed).take(LONGEST_NAME).collect();
    Ok(if name.is_empty() { format!("Font-{index}") } else { name })
}

/// Returns a digest in hexadecimal.
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
