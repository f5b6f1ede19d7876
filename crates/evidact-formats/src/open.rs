//! Opens a source: a text, or a container of others.

use crate::{Container, Document, Limits, Reading};
use evidact_model::Withheld;
use evidact_raw::{Blob, RawName};

/// What a source is.
pub enum Opened {
    /// A text that is edited where it stands.
    Text(Box<Document>),
    /// A container, which is written anew from its parts.
    Container(Container),
}

/// Opens a source. What it is, its content decides first and its name second.
///
/// # Errors
/// [`Withheld`] if the source is not one that can be read and rewritten safely.
pub fn open(name: &RawName, source: Blob, limits: &Limits) -> Result<Opened, Withheld> {
    match Container::recognise(name, source, limits)? {
        Ok(container) => Ok(Opened::Container(container)),
        Err(source) => {
            Document::of_blob(Reading::Sniffed, name, source, limits).map(|d| Opened::Text(Box::new(d)))
        }
    }
}
