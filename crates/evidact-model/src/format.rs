//! What a source is made of, and how it was read.

use serde::{Deserialize, Serialize};

/// The format of a source, decided by content first and by name second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text of any kind: logs, source code, shell, configuration without a grammar of its own.
    Text,
    /// Markdown.
    Markdown,
    /// `KEY=value` files: `.env`, INI, Java properties.
    KeyValue,
    /// JSON, also with comments and trailing commas; HAR, SARIF and notebooks are JSON.
    Json,
    /// One JSON value a line.
    JsonLines,
    /// YAML, any number of documents.
    Yaml,
    /// TOML.
    Toml,
    /// Comma- or semicolon-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// XML, SVG.
    Xml,
    /// HTML.
    Html,
    /// Word document (OOXML).
    Docx,
    /// Excel workbook (OOXML).
    Xlsx,
    /// PowerPoint presentation (OOXML).
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument presentation.
    Odp,
    /// PDF.
    Pdf,
    /// One e-mail message (RFC 5322, MIME).
    Mail,
    /// A mailbox: messages one after the other (RFC 4155).
    Mbox,
    /// Zip archive.
    Zip,
    /// Tar archive.
    Tar,
    /// One file, compressed with gzip.
    Gzip,
    /// One file, compressed with bzip2.
    Bzip2,
    /// One file, compressed with xz.
    Xz,
    /// One file, compressed with Zstandard.
    Zstd,
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// WebP image.
    Webp,
    /// GIF image.
    Gif,
    /// TIFF image.
    Tiff,
    /// SQLite database, written as SQL text.
    Sqlite,
    /// A private key or key store, of which a stub is left.
    Key,
    /// What a program writes beside a document while somebody has it open.
    LockFile,
}

impl Format {
    /// Says whether it is a picture, whose pixels no search reads.
    pub const fn is_image(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Webp | Self::Gif | Self::Tiff)
    }

    /// Returns the name used in machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::KeyValue => "key-value",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xml => "xml",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Pdf => "pdf",
            Self::Mail => "mail",
            Self::Mbox => "mbox",
            Self::Zip => "zip",
            Self::Tar => "tar",
            Self::Gzip => "gzip",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Zstd => "zstd",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tiff",
            Self::Sqlite => "sqlite",
            Self::Key => "key",
            Self::LockFile => "lock-file",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether the bytes hold to the grammar of the format that their name or content claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Structure {
    /// They do, or the format has no grammar.
    Sound,
    /// They do not: the source was read as plain text and is flagged "structure unverified".
    Unverified,
}

/// What plain text is about; decides which heuristics apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// Sentences, Markdown, mail.
    Prose,
    /// Program source, where an unquoted identifier is not a literal.
    Code,
    /// Configuration: unquoted values are literals.
    Config,
    /// Log lines and terminal output.
    Log,
    /// Structured data (JSON, CSV, XML ...).
    Data,
    /// Names of styles, fonts and shapes. They look like names of people and are none.
    Looks,
}

/// By which decoding a reading of a document came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ViewKind {
    /// The text as it stands.
    Surface,
    /// The value of a field, escapes decoded.
    Field,
    /// JSON, JavaScript or C escapes decoded.
    Escapes,
    /// XML and HTML entities decoded, tags inside a word removed.
    Markup,
    /// Percent-encoding decoded.
    Percent,
    /// Base64 decoded.
    Base64,
    /// Hexadecimal decoded.
    Hex,
    /// Quoted-printable decoded.
    QuotedPrintable,
    /// Terminal control sequences and invisible characters removed, width folded.
    Plain,
    /// Wrapped lines joined.
    Unwrapped,
    /// A file or folder name.
    Name,
}

impl ViewKind {
    /// Returns the name used in machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Surface => "surface",
            Self::Field => "field",
            Self::Escapes => "escapes",
            Self::Markup => "markup",
            Self::Percent => "percent",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::QuotedPrintable => "quoted-printable",
            Self::Plain => "plain",
            Self::Unwrapped => "unwrapped",
            Self::Name => "name",
        }
    }
}
