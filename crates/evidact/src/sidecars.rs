//! The files beside notes that hold a trust record, as the catalog names them.

use crate::terminal;
use evidact_model::CleanText;
use evidact_model::review::Review;
use evidact_report::{Catalog, with_sidecar};

/// Published sidecars: path and verified text.
#[derive(Default)]
pub(crate) struct Sidecars(Vec<(CleanText, CleanText)>);

impl Sidecars {
    /// Takes those files that have the name of a sidecar, and leaves the others.
    pub(crate) fn take(files: &mut Vec<(CleanText, CleanText)>, catalog: &Catalog) -> Self {
        let Some(name) = catalog.sidecar() else { return Self::default() };
        let is_one = |(path, _): &(CleanText, CleanText)| split(path.as_str()).1 == name;
        let (sidecars, rest) = std::mem::take(files).into_iter().partition(is_one);
        *files = rest;
        Self(sidecars)
    }

    /// Reads the sidecar in the folder of a note into its review.
    ///
    /// # Errors
    /// The sidecar and the line that cannot be read, without content.
    pub(crate) fn beside(
        &self,
        note: &CleanText,
        review: Review,
        catalog: &Catalog,
    ) -> Result<Review, String> {
        let folder = split(note.as_str()).0;
        let Some((path, text)) = self.0.iter().find(|(path, _)| split(path.as_str()).0 == folder) else {
            return Ok(review);
        };
        let name = path.derive(|path| split(path).1.to_owned());
        with_sidecar(review, &name, text, catalog)
            .map_err(|e| format!("{}: {e}", terminal::safe(path.as_str())))
    }
}

/// Returns the folder of a published path and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
