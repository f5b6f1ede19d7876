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
            Self::HiddenText => "hidden text",
            Self::UncertainText => "text in uncertain order",
            Self::Properties => "document properties",
            Self::Thumbnail => "thumbnail",
            Self::Program => "macro or script",
            Self::ForeignPart => "unknown part",
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
            Self::ImageMetadata => "image metadata",
            Self::Database => "database file (its tables are written as SQL)",
            Self::WriteAheadLog => "changes in a write-ahead log beside the database",
            Self::Key => "private key",
            Self::LockFile => "lock file of an open document",
            Self::Header => "opaque header field",
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
