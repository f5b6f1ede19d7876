//! A source which a format has understood.

use crate::encoding::Decoded;
use crate::reader;
use crate::sniff::{self, Claim};
use crate::xml::{Extract, Vocabulary};
use crate::{Limits, View, blobs, fields, table, views, write};
use evidact_model::{Format, Lost, Placeholder, Span, Structure, TextKind, Withheld};
use evidact_raw::{Blob, KeyPath, RawBytes, RawName};
use std::sync::OnceLock;

/// How a text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As its content says, and then its name.
    Sniffed,
    /// As plain text about this.
    Text(TextKind),
    /// As the cells of a sheet about this, tab-separated: headings and labels stand wherever people put them.
    Table(TextKind),
    /// As an XML part of a document: its text is what people read of it.
    Xml(&'static Vocabulary),
}

/// How a replacement must be written so that the structure around it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Anything goes: text, logs, Markdown, source code, `.env`, comments.
    Plain,
    /// Inside a quoted JSON string.
    JsonString,
    /// A whole JSON number, `true`, `false`; the replacement becomes a string.
    JsonScalar,
    /// A YAML plain scalar in a block; quoted where the replacement would read differently.
    YamlPlain,
    /// A YAML plain scalar inside `[]` or `{}`; always quoted when edited.
    YamlFlow,
    /// Inside a single-quoted YAML scalar.
    YamlSingle,
    /// Inside a double-quoted YAML scalar.
    YamlDouble,
    /// The lines of a YAML literal (`|`) scalar.
    YamlLiteral,
    /// The lines of a YAML folded (`>`) scalar.
    YamlFolded,
    /// A TOML number, boolean, date or bare key; the replacement becomes a string.
    TomlBare,
    /// Inside a TOML basic string, on one line or several.
    TomlBasic,
    /// Inside a TOML literal string.
    TomlLiteral,
    /// An unquoted CSV field.
    CsvBare,
    /// Inside a quoted CSV field.
    CsvQuoted,
    /// Text between tags, or the inside of an attribute value.
    Markup,
    /// An unquoted HTML attribute value; the replacement is quoted.
    MarkupBare,
}

/// A run of text that may be edited without breaking the structure. Disjoint and sorted in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where.
    pub span: Span,
    /// What a replacement must look like there.
    pub syntax: Syntax,
}

/// A value and the keys above it.
pub struct Field<'a> {
    /// The keys from the root, decoded.
    pub path: &'a KeyPath,
    /// The decoded value, with its map back to the text.
    pub value: &'a View,
}

/// One change: these bytes of the text become this placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where, in the text of the document. May span several segments; what lies outside them stays.
    pub span: Span,
    /// What is put there, once a segment that is touched (in the first of them; the rest is removed).
    pub placeholder: Placeholder,
}

/// A source which a format has understood, as segments.
///
/// ```
/// use evidact_formats::{Document, Edit, Limits};
/// use evidact_model::{Kind, Placeholder, Span};
/// use evidact_raw::{RawBytes, RawName};
///
/// let bytes = RawBytes::new(br#"{"pin": 4711}"#.to_vec());
/// let document = Document::open(&RawName::new("a.json"), bytes, &Limits::default()).unwrap();
/// let placeholder = Placeholder { kind: Kind::known("PIN"), number: 1 };
/// let edit = Edit { span: Span::new(8, 12).unwrap(), placeholder };
/// assert!(document.write(&[edit]).unwrap().expose() == br#"{"pin": "[PIN:01]"}"#);
/// ```
pub struct Document {
    source: RawBytes,
    decoded: Decoded,
    format: Format,
    structure: Structure,
    /// The grammar that a text claims and does not hold to: its fields are read as far as they go.
    claimed: Option<Format>,
    layout: Layout,
    text_kind: TextKind,
    max_view_depth: u8,
    segments: OnceLock<Vec<Segment>>,
    /// What people read of an XML part; then it is the text, and the source's own is its markup.
    extract: Option<Extract>,
}

impl Document {
    /// Reads a source. The format is decided by content first and by name second.
    ///
    /// # Errors
    /// [`Withheld`] if the source is not one that can be read and rewritten safely.
    pub fn open(name: &RawName, bytes: RawBytes, limits: &Limits) -> Result<Self, Withheld> {
        Self::open_as(Reading::Sniffed, name, bytes, limits)
    }

    /// Reads a source of any size into memory, if the limits allow it.
    ///
    /// # Errors
    /// [`Withheld`] if the source is not one that can be read and rewritten safely.
    pub fn of_blob(
        reading: Reading,
        name: &RawName,
        source: Blob,
        limits: &Limits,
    ) -> Result<Self, Withheld> {
        if source.len() > limits.max_bytes {
            return Err(Withheld::TooLarge { limit_bytes: limits.max_bytes });
        }
        let bytes = source.into_memory().map_err(|_| Withheld::Unreadable)?;
        Self::open_as(reading, name, bytes, limits)
    }

    /// Reads a source in a given way.
    ///
    /// # Errors
    /// [`Withheld`] if the source is not one that can be read and rewritten safely.
    pub fn open_as(
        reading: Reading,
        name: &RawName,
        bytes: RawBytes,
        limits: &Limits,
    ) -> Result<Self, Withheld> {
        if bytes.len() as u64 > limits.max_bytes {
            return Err(Withheld::TooLarge { limit_bytes: limits.max_bytes });
        }
        let sound = |source, decoded, format, text_kind, extract| Self {
            source,
            decoded,
            format,
            structure: Structure::Sound,
            claimed: None,
            layout: Layout::of(reading),
            text_kind,
            max_view_depth: limits.max_view_depth,
            segments: OnceLock::new(),
            extract,
        };
        match reading {
            Reading::Text(kind) => return Ok(sound(bytes, Decoded::utf8(), Format::Text, kind, None)),
            Reading::Table(kind) => {
                if reader::verify(Format::Tsv, bytes.expose()).is_err() {
                    return Err(Withheld::Structure { at: None });
                }
                return Ok(sound(bytes, Decoded::utf8(), Format::Tsv, kind, None));
            }
            Reading::Xml(vocabulary) => {
                let decoded = Decoded::of(bytes.expose());
                let extract = Extract::of(vocabulary, decoded.text(bytes.expose()));
                let extract = extract.map_err(|_| Withheld::Structure { at: None })?;
                return Ok(sound(bytes, decoded, Format::Xml, vocabulary.text_kind, Some(extract)));
            }
            Reading::Sniffed => {}
        }
        sniff::refuse_binary(name, bytes.expose())?;
        let decoded = Decoded::of(bytes.expose());
        let text = decoded.text(bytes.expose());
        sniff::refuse_unsupported_text(text)?;
        let claim = sniff::claim(name, text);
        let (format, structure) = settle(&claim, text)?;
        let text_kind = sniff::text_kind(name, format, text);
        let broken = format == Format::Text && structure == Structure::Unverified;
        let claimed = claim.candidates().first().copied().filter(|_| broken);
        Ok(Self {
            source: bytes,
            decoded,
            format,
            structure,
            claimed,
            layout: Layout::OfFormat,
            text_kind,
            max_view_depth: limits.max_view_depth,
            segments: OnceLock::new(),
            extract: None,
        })
    }

    /// Returns the format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Says whether the source held to its grammar.
    pub fn structure(&self) -> Structure {
        self.structure
    }

    /// Says what the text is about.
    pub fn text_kind(&self) -> TextKind {
        self.text_kind
    }

    /// Returns the text that spans are relative to.
    ///
    /// # Exposure
    /// All of it.
    pub fn text(&self) -> &[u8] {
        self.extract.as_ref().map_or_else(|| self.markup(), Extract::text)
    }

    /// Returns where the text ends that people read; what follows are values of attributes.
    pub fn beside_from(&self) -> Option<usize> {
        self.extract.as_ref().and_then(Extract::beside_from)
    }

    /// Returns the decoded source.
    fn markup(&self) -> &[u8] {
        self.decoded.text(self.source.expose())
    }

    /// Returns the editable runs, sorted and disjoint.
    ///
    /// They are worked out on the first call; neither views nor fields nor writing need them in memory.
    pub fn segments(&self) -> &[Segment] {
        self.segments.get_or_init(|| {
            let mut all = Vec::new();
            let format = if self.extract.is_some() { Format::Text } else { self.format };
            reader::segments(format, self.text(), &mut |token| {
                if let Some(span) = Span::new(token.start, token.end) {
                    all.push(Segment { span, syntax: token.syntax });
                }
            });
            all
        })
    }

    /// Shows every decoded view (all but the surface), nested ones too.
    ///
    /// # Exposure
    /// What they decode to.
    pub fn for_each_view(&self, visit: &mut dyn FnMut(&View)) {
        let Some(extract) = &self.extract else {
            return views::for_each(self.format, self.text(), self.max_view_depth, visit);
        };
        views::for_each(Format::Text, self.text(), self.max_view_depth, visit);
        extract.for_each_reading(&mut |draft| views::for_each_of(draft, self.max_view_depth, visit));
    }

    /// Shows every value with the keys above it. Only structured formats have fields; of a text that breaks
    /// its grammar, what was read before the break and what can be read line by line.
    ///
    /// # Exposure
    /// Keys and values.
    pub fn for_each_field(&self, visit: &mut dyn FnMut(Field<'_>)) {
        if let Some(extract) = &self.extract {
            return extract.for_each_field(self.markup(), visit);
        }
        if self.layout == Layout::Sheet {
            return table::for_each_field(self.text(), visit);
        }
        match self.claimed {
            Some(claimed) => fields::for_each_tolerant(claimed, self.text(), visit),
            None => fields::for_each(self.format, self.text(), visit),
        }
    }

    /// Maps a span of the text to bytes of the source file.
    pub fn source_span(&self, span: Span) -> Span {
        let markup = |extract: &Extract| extract.markup(span.start()..span.end());
        let span = match self.extract.as_ref().and_then(markup) {
            Some(markup) => Span::new(markup.start, markup.end).unwrap_or(span),
            None => span,
        };
        self.decoded.source_span(self.source.expose(), span)
    }

    /// Returns the document without the pictures and other files that stand in it as base64, and what they were;
    /// nothing if there are none.
    ///
    /// # Errors
    /// [`Withheld::Internal`] if they cannot be cut out.
    pub fn without_blobs(&self) -> Result<Option<(RawBytes, Vec<Lost>)>, Withheld> {
        let cuts = blobs::find(self.text());
        if cuts.is_empty() {
            return Ok(None);
        }
        let (splices, lost): (Vec<_>, Vec<_>) = cuts.into_iter().map(|cut| (cut.splice, cut.what)).unzip();
        Ok(Some((self.decoded.splice(self.source.expose(), &splices)?, lost)))
    }

    /// Writes the document with `edits` applied (sorted, disjoint, in bounds). Bytes outside them stay identical,
    /// but for the colon before the password of a URL: `user:[…]@` becomes `user~…@`.
    ///
    /// Where an edit would cut an escape sequence or a character in two, all of it goes. A bare value (a JSON
    /// number, a YAML plain scalar) that an edit touches is quoted if it must be.
    ///
    /// # Errors
    /// [`Withheld::Structure`] if the result would not read as the same format, or if an edit lies wholly
    /// outside what can be edited; [`Withheld::Internal`] if the edits are not sorted, disjoint and in bounds.
    pub fn write(&self, edits: &[Edit]) -> Result<RawBytes, Withheld> {
        let source = self.source.expose();
        if edits.is_empty() {
            return Ok(RawBytes::new(source.to_vec()));
        }
        let text = self.markup();
        let splices = match &self.extract {
            Some(extract) => extract.splices(edits)?,
            None => write::splices(self.format, text, edits)?,
        };
        let written = self.decoded.splice(source, &splices)?;
        if !self.decoded.agrees(text, written.expose(), &splices) {
            return Err(Withheld::Structure { at: None });
        }
        if reader::has_grammar(self.format) {
            let again = self.decoded.text_again(written.expose());
            write::check(self.format, text, again.text(written.expose()))?;
        }
        Ok(written)
    }
}

/// Where the keys of values stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Where the format says.
    OfFormat,
    /// Anywhere above and beside them.
    Sheet,
}

impl Layout {
    fn of(reading: Reading) -> Self {
        if matches!(reading, Reading::Table(_)) { Self::Sheet } else { Self::OfFormat }
    }
}

/// Decides on the format: what the source claims to be if it holds to that grammar, else text.
fn settle(claim: &Claim, text: &[u8]) -> Result<(Format, Structure), Withheld> {
    for &format in claim.candidates() {
        match reader::verify(format, text) {
            Ok(structure) => return Ok((format, structure)),
            Err(crate::event::Broken::Withhold(reason)) => return Err(reason),
            Err(crate::event::Broken::At(_)) => {}
        }
    }
    let structure = if claim.is_firm() { Structure::Unverified } else { Structure::Sound };
    Ok((Format::Text, structure))
}
