//! Every text of a source, however deep it lies in archives, messages and documents.

use crate::guard::guarded;
use crate::names::NamePlan;
use crate::{Engine, Sighting};
use evidact_formats::{Budget, Container, Document, Opened, Part, Replaced, Role, Visitor, open};
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
    let mut walk = Leaves { engine, reader, parts: Vec::new() };
    match open(name, source, engine.limits())? {
        Opened::Text(document) => {
            walk.reader.leaf(&Leaf { parts: &[], name, document: &document });
            Ok(())
        }
        Opened::Container(container) => walk.container(&container, &mut budget),
    }
}

struct Leaves<'a> {
    engine: &'a Engine,
    reader: &'a mut dyn Reader,
    parts: Vec<RawName>,
}

impl Leaves<'_> {
    fn container(&mut self, container: &Container, budget: &mut Budget) -> Result<(), Withheld> {
        container.walk(self.engine.limits(), budget, self, None)
    }

    fn show(&mut self, name: &RawName, document: &Document) {
        self.reader.leaf(&Leaf { parts: &self.parts, name, document });
    }

    fn file(&mut self, name: &RawName, source: Blob, budget: &mut Budget) -> Result<(), Withheld> {
        match open(name, source, self.engine.limits())? {
            Opened::Text(document) => {
                self.show(name, &document);
                Ok(())
            }
            Opened::Container(container) => self.container(&container, budget),
        }
    }
}

impl Visitor for Leaves<'_> {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let Part { name, source, role } = part;
        self.parts.push(name.clone());
        let depth = self.parts.len();
        let result = match role {
            Role::Inner(reading) => {
                let document = Document::of_blob(reading, &name, source, self.engine.limits());
                document.map(|document| self.show(&name, &document))
            }
            Role::File | Role::Dropped => {
                let found = NamePlan::find(self.engine, &name);
                if !found.is_empty() {
                    self.reader.name(&self.parts, found);
                }
                guarded(|| self.file(&name, source, budget))
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
