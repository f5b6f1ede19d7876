//! What a published copy does not hold although its source did.

use serde::{Deserialize, Serialize};

/// Something that was not carried over into a published copy. Says what and where, never what it said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loss {
    /// What it was.
    pub what: Lost,
    /// The page, sheet, slide or message it stood on, from 1; nothing if it belongs to the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// How many of them.
    pub count: u64,
}

/// A kind of thing that copies leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Lost {
    /// A picture: its pixels may show what no search finds.
    Image,
    /// Lines, curves and fills, which may draw letters.
    Drawing,
    /// Text whose characters cannot be told for sure.
    UnreadableText,
    /// Letters that no font of the copy draws: a box stands for each, which says what it means when it is copied.
    LetterShape,
    /// Text that the eye does not see: a hidden layer, white on white, outside of the page.
    HiddenText,
    /// Text that reads differently in the order of the page than in that of the file.
    UncertainText,
    /// Author, title, dates, company: the properties of a document.
    Properties,
    /// A preview picture.
    Thumbnail,
    /// Macros and other programs.
    Program,
    /// A part that the format allows and no reader of it needs.
    ForeignPart,
    /// Data that a program keeps within a document, and that no reader shows.
    CustomData,
    /// A file within the document that was left out.
    Attachment,
    /// A link to something outside of the document.
    Link,
    /// A formula of a sheet; what it came to stands in its place.
    Formula,
    /// Fill-in fields.
    Form,
    /// A signature, which no changed document can keep.
    Signature,
    /// Bookmarks and outlines.
    Outline,
    /// A note, highlight or other mark on a page.
    Annotation,
    /// Sound or film.
    Media,
    /// Comments and extra fields of an archive, dates and owners of its members.
    ArchiveFields,
    /// A member of an archive that is no file: a link, device or pipe.
    SpecialMember,
    /// The layout: columns, fonts, positions. Only the text was carried over.
    Layout,
    /// How a program showed or printed a document.
    Setting,
    /// A table, pivot or scenario over cells of a sheet; the cells stay.
    CellTable,
    /// Time, place, device and the like in an image.
    ImageMetadata,
    /// The database itself; its tables were written as text.
    Database,
    /// Changes in a log beside a database, which are not in the database yet.
    WriteAheadLog,
    /// The key itself.
    Key,
    /// A file that says who had a document open.
    LockFile,
    /// An area of a picture that the policy paints over.
    PaintedArea,
    /// A header field of a message that only one program understands.
    Header,
}

impl Lost {
    /// Says in words what it is, for one of them.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Drawing => "drawing",
            Self::UnreadableText => "text that cannot be decoded",
            Self::LetterShape => "shape of a letter (a box stands for it; its text is there)",
            Self::HiddenText => "hidden text",
            Self::UncertainText => "text in uncertain order",
            Self::Properties => "document properties",
            Self::Thumbnail => "thumbnail",
            Self::Program => "macro or script",
            Self::ForeignPart => "part of no known kind",
            Self::CustomData => "custom XML data",
            Self::Attachment => "attachment",
            Self::Link => "external link",
            Self::Formula => "formula (its value stays)",
            Self::Form => "form field",
            Self::Signature => "signature",
            Self::Outline => "outline",
            Self::Annotation => "annotation",
            Self::Media => "sound or film",
            Self::ArchiveFields => "archive comments, extra fields, dates and owners",
            Self::SpecialMember => "link or device in an archive",
            Self::Layout => "layout",
            Self::Setting => "view, print or program setting",
            Self::CellTable => "table, pivot or scenario over cells",
            Self::ImageMetadata => "image metadata",
            Self::Database => "database file (its tables are written as SQL)",
            Self::WriteAheadLog => "changes in a write-ahead log beside the database",
            Self::Key => "private key",
            Self::LockFile => "lock file of an open document",
            Self::PaintedArea => "area painted over",
            Self::Header => "opaque header field",
        }
    }
}

impl Lost {
    /// Says in a sentence what it means that a copy lacks it, and what to do if it matters.
    pub const fn explain(self) -> &'static str {
        match self {
            Self::Image => {
                "No search reads what pixels show; look at the source, and allow images in the policy if they may be shared."
            }
            Self::Drawing => {
                "Lines and areas may draw letters; if what they show matters, describe it in a text, or add a picture of it."
            }
            Self::UnreadableText => {
                "Nobody can tell for sure which letters these are; add the document that the source was made from."
            }
            Self::HiddenText => {
                "The eye did not see it on the page, so nobody meant to share it; nothing needs to be done."
            }
            Self::UncertainText => {
                "It reads differently in the file than on the page; add the document that the source was made from."
            }
            Self::Properties => {
                "Author, company and dates were read for values and left out; nothing needs to be done."
            }
            Self::Thumbnail => {
                "A small picture of the first page, as it was before; nothing needs to be done."
            }
            Self::Program => {
                "A copy runs nothing; if the program itself is evidence, add its source as a text."
            }
            Self::ForeignPart => {
                "The reader of this format does not know what it is for; if something is missing in the copy, add it as a file of its own."
            }
            Self::CustomData => {
                "Data of a program that no reader shows; it was read for values and left out, and nothing needs to be done."
            }
            Self::Attachment => {
                "A file within the document could not be opened or was withheld; add it as a file of its own if it matters."
            }
            Self::Link => "It led out of the document; what is at its other end is not in this package.",
            Self::Formula => {
                "What it came to stands in its cell; it would have shown or worked out again what was taken away."
            }
            Self::Form => "Fields to fill in were left out; what people see of them is text in the copy.",
            Self::Signature => "A signature is worth nothing for a changed document; keep the signed source.",
            Self::Outline => "Bookmarks lead nowhere in the copy; its text is there.",
            Self::Annotation => {
                "A mark on a page was left out; if it says something, write that into a text."
            }
            Self::Media => "Nobody can search sound and film; describe in a text what matters.",
            Self::ArchiveFields => {
                "What an archive says beside its files was read for values and left out; nothing needs to be done."
            }
            Self::SpecialMember => "It is no file; copy in what it leads to if that matters.",
            Self::Layout => {
                "The text is there, in another shape; compare with the source before you quote from it."
            }
            Self::Setting => "How a program showed or printed the source; nothing needs to be done.",
            Self::CellTable => {
                "The cells are there, with what they came to; sorting, grouping and refreshing are not."
            }
            Self::ImageMetadata => {
                "Time, place and device were read for values and left out; nothing needs to be done."
            }
            Self::Database => "The copy is SQL text; deleted rows and free pages are not in it.",
            Self::WriteAheadLog => {
                "The database may lack its last changes; write them into it (a checkpoint), and run again."
            }
            Self::Key => "A private key must not be shared at all; a line stands in its place.",
            Self::LockFile => "It only says who had a document open; a line stands in its place.",
            Self::LetterShape => {
                "Copy the box to get its letter; compare with the source if its look matters."
            }
            Self::PaintedArea => {
                "The policy paints it over; look whether the rest of the picture may be shared."
            }
            Self::Header => "One program alone understands it; nothing needs to be done.",
        }
    }
}

/// Adds a loss to a list; equal ones are counted together.
pub fn add_loss(losses: &mut Vec<Loss>, loss: Loss) {
    match losses.iter_mut().find(|l| l.what == loss.what && l.page == loss.page) {
        Some(known) => known.count += loss.count,
        None => losses.push(loss),
    }
}

#[cfg(test)]
mod tests {
    use super::Lost;

    #[test]
    fn what_a_loss_means_is_a_sentence() {
        for what in
            [Lost::Image, Lost::ForeignPart, Lost::Layout, Lost::Setting, Lost::Formula, Lost::LockFile]
        {
            let says = what.explain();
            assert!(says.ends_with('.') && says.starts_with(char::is_uppercase) && says.len() > 40, "{says}");
            assert!(!what.describe().ends_with('.'));
        }
    }
}
