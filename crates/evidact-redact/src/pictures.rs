//! Text in pictures: a look by a program that the user named, which can only withhold.
//!
//! What such a program reads is never complete, so nothing is cleared by it and nothing of it is published.

use crate::engine::Engine;
use crate::ledger::{Ledger, replaces};
use evidact_model::{TextKind, ViewKind, Withheld};
use evidact_raw::Blob;

/// Reads text in pictures. Who calls the library brings one; the library starts no program.
pub trait PictureReader: Send + Sync {
    /// Returns the text that can be read in a picture (a whole image file); nothing if the reading failed.
    ///
    /// # Exposure
    /// Takes the picture and gives its text.
    fn text(&self, picture: &[u8]) -> Option<Vec<u8>>;
}

/// Looks at the copy of a picture.
///
/// # Errors
/// [`Withheld`] if something is read in it that must not be published, or if it could not be read.
pub(crate) fn check(engine: &Engine, ledger: &Ledger, picture: &Blob) -> Result<(), Withheld> {
    let Some(reader) = engine.picture_reader() else { return Ok(()) };
    let text = picture.memory().and_then(|bytes| reader.text(bytes)).ok_or(Withheld::Image)?;
    let found = |rule: &str| Err(Withheld::NotClean { found: format!("{rule} in the text of the picture") });
    let mut known = None;
    ledger.needles().search(&text, ViewKind::Surface, |s| {
        known.get_or_insert(s.finding.rule);
    });
    if let Some(rule) = known {
        return found(rule.as_str());
    }
    let sightings = engine.find_plain(&text, TextKind::Prose, ViewKind::Surface);
    match sightings.iter().find(|s| replaces(engine, s)) {
        Some(sighting) => found(sighting.finding.rule.as_str()),
        None => Ok(()),
    }
}
