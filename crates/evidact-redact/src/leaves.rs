//! Every text of a source, however deep it lies in archives, messages and documents.

use crate::guard::guarded;
use crate::names::NamePlan;
use crate::{Engine, Sighting};
use evidact_formats::{
    Budget, Container, Document, Layer, Opened, Part, Place, Reading, Replaced, Role, Spots, Visitor, open,
};
use evidact_model::{Loss, Withheld};
use evidact_raw::{Blob, RawName};

/// A text of a source.
pub struct Leaf<'a> {
    /// The names of the parts around it, outermost first, and its own; empty if it is the source itself.
    pub parts: &'a [RawName],
    /// Its own name.
    pub name: &'a RawName,
    /// What it says.
    pub document: &'a Document,
    /// How it was read.
    pub reading: Reading,
    /// Where it stands in its document.
    pub place: &'a Place,
    /// How many names lead to the document that it is a piece of, if it is no file of its own.
    pub piece_of: Option<usize>,
    /// What it is to somebody who reads the document. What copies leave out stands beside the text.
    pub layer: Layer,
}

impl<'a> Leaf<'a> {
    /// Says whether it is a piece of a document that gets into its copy.
    pub fn is_inner(&self) -> bool {
        self.reading != Reading::Sniffed
    }

    /// Finds places in the text, for people.
    pub fn spots(&self) -> Spots<'a> {
        self.place.spots(self.document.text(), self.document.beside_from())
    }
}

/// Takes what is found on the way through a source.
pub trait Reader {
    /// Takes a text.
    fn leaf(&mut self, leaf: &Leaf<'_>);

    /// Takes what is found in the name of a part.
    ///
    /// # Exposure
    /// Sightings carry values.
    fn name(&mut self, parts: &[RawName], sightings: Vec<Sighting>);

    /// Is told of a part that cannot be read.
    fn unread(&mut self, parts: &[RawName], reason: Withheld);
}

/// Shows every text of a source.
///
/// # Errors
/// [`Withheld`] if the source itself cannot be read.
pub fn read(engine: &Engine, name: &RawName, source: Blob, reader: &mut dyn Reader) -> Result<(), Withheld> {
    let mut budget = Budget::new(engine.limits(), source.len());
    let mut walk = Leaves { engine, reader, parts: Vec::new(), dropped: None };
    walk.file(name, source, &Place::default(), &mut budget)
}

struct Leaves<'a> {
    engine: &'a Engine,
    reader: &'a mut dyn Reader,
    parts: Vec<RawName>,
    /// How many names lead to the document around what is never published.
    dropped: Option<usize>,
}

impl Leaves<'_> {
    fn container(&mut self, container: &Container, budget: &mut Budget) -> Result<(), Withheld> {
        container.walk(self.engine.limits(), budget, self, None)
    }

    fn show(&mut self, name: &RawName, document: &Document, reading: Reading, place: &Place) {
        let is_piece = reading != Reading::Sniffed || place.is_named();
        let piece_of = self.dropped.or_else(|| self.parts.len().checked_sub(1).filter(|_| is_piece));
        let layer = if self.dropped.is_some() { Layer::Beside } else { place.layer() };
        self.reader.leaf(&Leaf { parts: &self.parts, name, document, reading, place, piece_of, layer });
    }

    fn file(
        &mut self,
        name: &RawName,
        source: Blob,
        place: &Place,
        budget: &mut Budget,
    ) -> Result<(), Withheld> {
        match open(name, source, self.engine.limits())? {
            Opened::Text(document) => {
                self.show(name, &document, Reading::Sniffed, place);
                Ok(())
            }
            Opened::Container(container) => self.container(&container, budget),
        }
    }
}

impl Visitor for Leaves<'_> {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let Part { name, source, role, place } = part;
        self.parts.push(name.clone());
        let depth = self.parts.len();
        let result = match role {
            Role::Inner(reading) => {
                let document = Document::of_blob(reading, &name, source, self.engine.limits());
                document.map(|document| self.show(&name, &document, reading, &place))
            }
            Role::File | Role::Dropped => {
                let found = NamePlan::find(self.engine, &name);
                if !found.is_empty() {
                    self.reader.name(&self.parts, found);
                }
                let around = self.dropped;
                if role == Role::Dropped {
                    self.dropped = around.or(Some(depth - 1));
                }
                let result = guarded(|| self.file(&name, source, &place, budget));
                self.dropped = around;
                result
            }
        };
        self.parts.truncate(depth);
        // A budget that is used up is that of the whole source.
        let fatal = |reason: &Withheld| reason.is_of_whole_source() || matches!(role, Role::Inner(_));
        let result = match result {
            Err(reason) if fatal(&reason) => Err(reason),
            Err(reason) => {
                if role == Role::File {
                    self.reader.unread(&self.parts, reason);
                }
                Ok(None)
            }
            Ok(()) => Ok(None),
        };
        self.parts.pop();
        result
    }

    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        let found = NamePlan::find(self.engine, &name);
        self.parts.push(name);
        if !found.is_empty() {
            self.reader.name(&self.parts, found);
        }
        self.reader.unread(&self.parts, reason);
        self.parts.pop();
        Ok(())
    }

    fn lost(&mut self, _loss: Loss) {}
}
