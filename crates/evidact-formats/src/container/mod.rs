//! Sources that hold others: archives, Office documents, mail, PDF.
//!
//! A container is walked part by part. A [`Visitor`] sees every part once and says what stands in its place;
//! if there is something to write to, the container is written anew from that alone. Nothing of a source gets
//! into its copy by another way, so whatever a format does not show to the visitor is gone.
//!
//! # Adding a format
//! Write `fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld>` in a module of its own, tell it
//! by its first bytes in `recognise`, and name it in [`Container::walk`].

mod budget;
mod compressed;
mod formula;
mod image;
mod key;
mod lock;
mod mail;
mod names;
mod nodes;
mod number;
mod odf;
mod office;
mod pack;
mod package;
mod page_codes;
mod pdf;
mod place;
mod properties;
mod recognise;
mod sqlite;
mod table;
mod tar;
mod texts;
mod xlsx;
mod zip;

pub use budget::Budget;
pub use key::{KEY_STUB, is_private_key};
pub use place::{Layer, Lines, Place, Spot, Spots, utf16_units};

use crate::{Limits, Reading};
use evidact_model::{Format, Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use std::io::{Seek, Write};

/// A source that holds others, or whose text cannot be edited where it stands.
pub struct Container {
    name: RawName,
    format: Format,
    source: Blob,
}

/// One part of a container.
pub struct Part {
    /// Its path in the container; for a part without a name, one that says what it is.
    pub name: RawName,
    /// What it holds.
    pub source: Blob,
    /// What it is to the container.
    pub role: Role,
    /// What it is to the people who read it.
    pub place: Place,
}

/// What a part is to its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A file of its own: its name is evidence, it may be withheld alone, and it may be a container.
    File,
    /// A piece of the document: if it cannot be published, the document cannot.
    Inner(Reading),
    /// Something that is never published. It is read for the values that it betrays.
    Dropped,
}

/// What stands in the place of a part.
pub struct Replaced {
    /// Its published path; that of an inner part is as it was.
    pub name: String,
    /// What it holds now.
    pub source: Blob,
}

/// Sees the parts of a container and decides on them.
pub trait Visitor {
    /// Takes a part, in the order of the container, and returns what stands in its place; nothing if it is
    /// left out, as a [`Role::Dropped`] part always is.
    ///
    /// # Errors
    /// [`Withheld`] if the whole container must be.
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld>;

    /// Is told of a file that cannot be read and is therefore left out.
    ///
    /// # Errors
    /// [`Withheld`] if the whole container must be.
    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        let _ = name;
        Err(reason)
    }

    /// Is told what the copy does not hold.
    fn lost(&mut self, loss: Loss);
}

/// What a copy is written to.
pub trait Output: Write + Seek {}

impl<T: Write + Seek> Output for T {}

/// A walk through a container.
pub(crate) struct Walk<'w> {
    /// The name of the container.
    pub(crate) name: &'w RawName,
    pub(crate) limits: &'w Limits,
    pub(crate) budget: &'w mut Budget,
    pub(crate) visitor: &'w mut dyn Visitor,
    /// Where the copy goes; nothing if the container is only read.
    pub(crate) output: Option<&'w mut dyn Output>,
}

impl Walk<'_> {
    /// Shows a part and returns what stands in its place.
    pub(crate) fn part(
        &mut self,
        name: impl Into<std::path::PathBuf>,
        source: Blob,
        role: Role,
    ) -> Result<Option<Replaced>, Withheld> {
        self.part_at(name, source, role, Place::default())
    }

    /// Shows a part that has a place in the document, and returns what stands in its place.
    pub(crate) fn part_at(
        &mut self,
        name: impl Into<std::path::PathBuf>,
        source: Blob,
        role: Role,
        place: Place,
    ) -> Result<Option<Replaced>, Withheld> {
        self.visitor.part(Part { name: RawName::new(name), source, role, place }, self.budget)
    }

    /// Tells of fields that are not carried over, and shows what they say.
    pub(crate) fn fields(&mut self, count: u64, text: &[u8]) -> Result<(), Withheld> {
        if count > 0 {
            self.visitor.lost(Loss { what: Lost::ArchiveFields, page: None, count });
        }
        if !text.is_empty() {
            self.part("archive-fields.txt", Blob::new(RawBytes::new(text.to_vec())), Role::Dropped)?;
        }
        Ok(())
    }
}

impl Container {
    /// Recognises a container by its first bytes, and hands back what is none.
    ///
    /// # Errors
    /// [`Withheld`] if it is a container that cannot be opened.
    pub(crate) fn recognise(
        name: &RawName,
        source: Blob,
        limits: &Limits,
    ) -> Result<Result<Self, Blob>, Withheld> {
        let format = recognise::format(name, &source, limits)?;
        Ok(match format {
            Some(format) => Ok(Self { name: name.clone(), format, source }),
            None => Err(source),
        })
    }

    /// Returns the format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns how many bytes the source has.
    pub fn source_bytes(&self) -> u64 {
        self.source.len()
    }

    /// Returns what is appended to the name of the copy if that is of another format, such as `.sql`.
    pub fn extension(&self) -> Option<&'static str> {
        match self.format {
            Format::Key | Format::LockFile => Some(".txt"),
            Format::Sqlite => Some(".sql"),
            // A copy of a template or of a document with macros is a plain document.
            Format::Docx if self.name.extension_lower() != "docx" => Some(".docx"),
            Format::Pptx if self.name.extension_lower() != "pptx" => Some(".pptx"),
            _ => None,
        }
    }

    /// Walks through the parts. With an output, writes the copy to it.
    ///
    /// # Errors
    /// [`Withheld`] if the container cannot be read or written safely; what was written is then worth nothing.
    pub fn walk(
        &self,
        limits: &Limits,
        budget: &mut Budget,
        visitor: &mut dyn Visitor,
        output: Option<&mut dyn Output>,
    ) -> Result<(), Withheld> {
        budget.enter()?;
        let output = output.map(|output| output as &mut dyn Output);
        let mut walk = Walk { name: &self.name, limits, budget, visitor, output };
        let result = match self.format {
            Format::Gzip | Format::Bzip2 | Format::Xz | Format::Zstd => {
                compressed::walk(self.format, &self.source, &mut walk)
            }
            Format::Tar => tar::walk(&self.source, &mut walk),
            Format::Odt | Format::Ods | Format::Odp => odf::walk(&self.source, &mut walk),
            Format::Xlsx => xlsx::walk(&self.source, &mut walk),
            Format::Docx | Format::Pptx => office::walk(self.format, &self.source, &mut walk),
            Format::Zip => zip::walk(&self.source, &mut walk),
            Format::Key => key::walk(&self.source, &mut walk),
            Format::LockFile => lock::walk(&self.source, &mut walk),
            Format::Mail => mail::walk(&self.source, &mut walk),
            Format::Mbox => mail::walk_mailbox(&self.source, &mut walk),
            Format::Sqlite => sqlite::walk(&self.source, &mut walk),
            Format::Png | Format::Jpeg | Format::Webp | Format::Gif | Format::Tiff => {
                image::walk(self.format, &self.source, &mut walk)
            }
            Format::Pdf => pdf::walk(&self.source, &mut walk),
            _ => Err(Withheld::Internal),
        };
        walk.budget.leave();
        result
    }
}

/// Says whether a source of these first bytes is read piece by piece, so that its size does not matter.
pub fn is_streamed(head: &[u8]) -> bool {
    recognise::is_streamed(head)
}
