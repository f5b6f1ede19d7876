//! A visitor that replaces one value, and shows what it saw.

use evidact_formats::{Budget, Container, Limits, Opened, Part, Replaced, Role, Visitor, open};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName, Spool};
use std::io::Read as _;

/// What is planted.
pub(crate) const VALUE: &str = "hunter2Zx9";

/// Replaces [`VALUE`] in names and contents, deep down.
#[derive(Default)]
pub(crate) struct Cleaner {
    pub(crate) limits: Limits,
    /// The names of files, with what became of those that were left out.
    pub(crate) files: Vec<String>,
    pub(crate) unread: Vec<(String, Withheld)>,
    pub(crate) dropped: Vec<Vec<u8>>,
    pub(crate) lost: Vec<Lost>,
}

/// Writes a copy of an archive.
pub(crate) fn clean(name: &str, bytes: &[u8]) -> Result<(Vec<u8>, Cleaner), Withheld> {
    let mut cleaner = Cleaner::default();
    let copy = cleaner.copy(name, bytes)?;
    Ok((copy, cleaner))
}

/// Reads an archive without writing one.
pub(crate) fn read(limits: Limits, name: &str, bytes: &[u8]) -> Result<Cleaner, Withheld> {
    let mut cleaner = Cleaner { limits, ..Cleaner::default() };
    let (limits, blob) = (cleaner.limits.clone(), Blob::new(RawBytes::new(bytes.to_vec())));
    let mut budget = Budget::new(&limits, blob.len());
    if let Opened::Container(container) = open(&RawName::new(name), blob, &limits)? {
        container.walk(&limits, &mut budget, &mut cleaner, None)?;
    }
    Ok(cleaner)
}

impl Cleaner {
    pub(crate) fn copy(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, Withheld> {
        let blob = Blob::new(RawBytes::new(bytes.to_vec()));
        let mut budget = Budget::new(&self.limits, blob.len());
        match open(&RawName::new(name), blob, &self.limits)? {
            Opened::Container(container) => Ok(bytes_of(&self.container(&container, &mut budget)?)),
            Opened::Text(_) => Err(Withheld::Binary),
        }
    }

    fn container(&mut self, container: &Container, budget: &mut Budget) -> Result<Blob, Withheld> {
        let (spool, limits) = (Spool::memory(), self.limits.clone());
        let mut output = spool.writer();
        container.walk(&limits, budget, self, Some(&mut output))?;
        output.finish().map_err(|_| Withheld::NoSpace)
    }
}

/// All bytes of a blob.
pub(crate) fn bytes_of(blob: &Blob) -> Vec<u8> {
    let mut bytes = Vec::new();
    blob.reader().read_to_end(&mut bytes).unwrap();
    bytes
}

fn without_value(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(VALUE, "[X]").into_bytes()
}

impl Visitor for Cleaner {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let name = part.name.expose().to_string_lossy().replace(VALUE, "X");
        match part.role {
            Role::Dropped => {
                self.dropped.push(bytes_of(&part.source));
                Ok(None)
            }
            Role::Inner(_) => Err(Withheld::Internal),
            Role::File => {
                let source = match open(&part.name, part.source, &self.limits.clone()) {
                    Ok(Opened::Text(document)) => Blob::new(RawBytes::new(without_value(document.text()))),
                    Ok(Opened::Container(container)) => self.container(&container, budget)?,
                    Err(reason) if reason.is_of_whole_source() => return Err(reason),
                    Err(reason) => {
                        self.unread.push((name, reason));
                        return Ok(None);
                    }
                };
                self.files.push(name.clone());
                Ok(Some(Replaced { name, source }))
            }
        }
    }

    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        self.unread.push((name.expose().to_string_lossy().into_owned(), reason));
        Ok(())
    }

    fn lost(&mut self, loss: Loss) {
        self.lost.extend(std::iter::repeat_n(loss.what, loss.count as usize));
    }
}

/// Says whether bytes hold a value, as they are.
pub(crate) fn holds(bytes: &[u8], value: &str) -> bool {
    memchr::memmem::find(bytes, value.as_bytes()).is_some()
}
