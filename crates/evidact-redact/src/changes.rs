//! What a redaction changes, line by line, as people read it: for a look before anything is written.

use crate::engine::Engine;
use crate::leaves::{self, Leaf};
use crate::ledger::Ledger;
use crate::names::NamePlan;
use crate::redactor::Redactor;
use crate::sighting::Sighting;
use evidact_formats::{Document, KEY_STUB, Layer, Reading, is_private_key};
use evidact_model::Withheld;
use evidact_raw::{Blob, RawBytes, RawName};
use std::collections::HashSet;

/// A line that reads differently after redaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The files within the source, and the page, sheet or other part of a document, outermost first. Names are
    /// redacted.
    pub parts: Vec<String>,
    /// The line, from 1, in the redacted text; in a sheet the row.
    pub line: u64,
    /// What the line says after redaction.
    pub text: String,
}

/// Shows the lines of a source that redaction changes, as they read afterwards. Of documents it shows what people
/// read, page by page and sheet by sheet. What copies leave out has no lines.
///
/// # Errors
/// [`Withheld`] if the source cannot be read to its end.
///
/// # Exposure
/// What is left of the lines after redaction.
pub fn changes(
    engine: &Engine,
    ledger: &Ledger,
    name: &RawName,
    source: Blob,
    show: &mut dyn FnMut(Changed),
) -> Result<(), Withheld> {
    leaves::read(engine, name, source, &mut Texts { engine, ledger, show })
}

struct Texts<'a> {
    engine: &'a Engine,
    ledger: &'a Ledger,
    show: &'a mut dyn FnMut(Changed),
}

impl leaves::Reader for Texts<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        let is_left_out = leaf.layer == Layer::Again || leaf.layer == Layer::Beside && !leaf.is_inner();
        if is_left_out {
            return;
        }
        let Some(after) = self.redacted(leaf) else { return };
        let before: HashSet<&[u8]> = lines(leaf.document.text()).collect();
        let place = leaf.place;
        let text = after.text();
        let mut spots = place.spots(text, after.beside_from());
        let mut at = 0;
        for line in lines(text) {
            if !before.contains(line) {
                // The first cell of a row that says something tells where the row is.
                let blank = line.len() - line.trim_ascii_start().len();
                let spot = spots.at((at + blank).min(text.len()));
                let parts = self.parts(leaf, spot.of);
                (self.show)(Changed {
                    parts,
                    line: spot.position.line,
                    text: String::from_utf8_lossy(line).trim_end_matches(['\r', '\u{C}']).to_owned(),
                });
            }
            at += line.len() + 1;
        }
    }

    fn name(&mut self, _parts: &[RawName], _sightings: Vec<Sighting>) {}

    fn unread(&mut self, _parts: &[RawName], _reason: Withheld) {}
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&b| b == b'\n')
}

impl Texts<'_> {
    /// Redacts a text by itself; nothing if that withholds it.
    fn redacted(&self, leaf: &Leaf<'_>) -> Option<Document> {
        let bytes = if leaf.reading == Reading::Sniffed && is_private_key(leaf.document.text()) {
            RawBytes::new(KEY_STUB.to_vec())
        } else {
            let source = Blob::new(leaf.document.write(&[]).ok()?);
            let redactor = Redactor::new(self.engine, self.ledger);
            let redacted = redactor.inner(leaf.reading, leaf.name, source, leaf.place).ok()?;
            redacted.source.into_memory().ok()?
        };
        Document::open_as(leaf.reading, leaf.name, bytes, self.engine.limits()).ok()
    }

    /// Names where a text lies, without what is sensitive in names of files.
    fn parts(&self, leaf: &Leaf<'_>, of: Option<String>) -> Vec<String> {
        let files = match &of {
            Some(_) => leaf.parts.split_last().map(|(_, around)| around).unwrap_or_default(),
            None => leaf.parts,
        };
        let publish = |name: &RawName| NamePlan::new().publish(self.engine, self.ledger, name, None);
        files.iter().map(publish).chain(of).collect()
    }
}
