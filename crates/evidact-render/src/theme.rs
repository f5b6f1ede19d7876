//! The wording, order and colours of a report: one TOML file, embedded, which a user's own may overlay.
//!
//! ```
//! use evidact_render::theme::{Section, Theme, Word};
//!
//! let theme = Theme::default();
//! assert_eq!(theme.word(Word::Objective), "Objective");
//! assert_eq!(theme.fill(Word::Page, &[("page", "2"), ("pages", "9")]), "Page 2 of 9");
//! assert_eq!(theme.sections().first(), Some(&Section::Cover));
//! assert_eq!(theme.palette().ink.hex(), "#1A2330");
//! ```
//!
//! Every phrase is a [`Word`], so that a phrase nobody wrote does not compile. To add one: a line in the list of
//! words below and a line in `templates/themes/default.toml`. Not here: layout, fonts, sizes.

mod builtin;
mod catalogs;
pub(crate) mod contrast;
mod logo;
mod read;
mod words;

use catalogs::OfCatalog;
use evidact_model::metadata::Stance;
use evidact_model::review::{BoundaryState, Carrier, Certainty, Presence, Responsible, Severity};
use evidact_model::{Class, Phrase, Placeholder};
use logo::Logo;
pub use logo::{LogoError, Picture};
pub use read::ThemeError;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub use words::Word;

/// The wording, order and colours of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    language: String,
    classification: String,
    sections: Vec<Section>,
    governance: Vec<String>,
    glossary: Vec<(String, String)>,
    words: Vec<String>,
    titles: BTreeMap<String, String>,
    statements: BTreeMap<String, String>,
    questions: BTreeMap<String, String>,
    /// Phrases that a theme over the default one has set.
    own: BTreeSet<Word>,
    catalogs: BTreeMap<String, OfCatalog>,
    palette: Palette,
    logo: Option<Logo>,
}

impl Theme {
    /// Reads a user's theme, which replaces those parts of the default that it holds.
    ///
    /// ```
    /// use evidact_render::theme::{Theme, Word};
    /// let theme = Theme::overlaid("schema = 1\n[words]\nscope = \"In scope\"\n").unwrap();
    /// assert_eq!(theme.word(Word::Scope), "In scope");
    /// assert_eq!(theme.word(Word::Limits), "Limits");
    /// ```
    ///
    /// # Errors
    /// [`ThemeError`], with the line and, for an unknown key, the key.
    pub fn overlaid(text: &str) -> Result<Self, ThemeError> {
        Self::default().with(text)
    }

    /// Returns the file of the theme's logo, as the theme names it: below the folder of the theme's own file.
    pub fn logo_file(&self) -> Option<&str> {
        self.logo.as_ref().map(|logo| logo.file.as_str())
    }

    /// Returns this theme with what is in the file of its logo.
    ///
    /// # Errors
    /// [`LogoError`], if the theme names no logo or this is no PNG picture of a fitting size.
    pub fn with_logo(mut self, bytes: &[u8]) -> Result<Self, LogoError> {
        let logo = self.logo.as_mut().ok_or(LogoError::NoneNamed)?;
        logo.picture = Some(Arc::new(Picture::read(bytes)?));
        Ok(self)
    }

    /// Returns the logo, if its file was handed over, and what it shows.
    pub fn logo(&self) -> Option<(&Arc<Picture>, &str)> {
        let logo = self.logo.as_ref()?;
        Some((logo.picture.as_ref()?, &logo.alt))
    }

    /// Returns the theme's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the language of the wording, as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns the classification banner of a report that was given none.
    pub fn classification(&self) -> &str {
        &self.classification
    }

    /// Returns the sections to show, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns this theme with other sections.
    pub(crate) fn with_sections(&self, sections: Vec<Section>) -> Self {
        Self { sections, ..self.clone() }
    }

    /// Returns what the program guarantees about how a report is made, a flag a line.
    pub fn governance(&self) -> &[String] {
        &self.governance
    }

    /// Returns the terms of the glossary with their meanings.
    pub fn glossary(&self) -> &[(String, String)] {
        &self.glossary
    }

    /// Returns the title of a catalog's item, in the language of the theme: the theme's own, else the catalog's.
    pub fn title<'a>(&'a self, id: &str, of_catalog: &'a str) -> &'a str {
        self.titles.get(id).map_or(of_catalog, String::as_str)
    }

    /// Returns the ids of items for which the theme has wording.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.titles.keys().chain(self.statements.keys()).chain(self.questions.keys()).map(String::as_str)
    }

    /// Returns what a catalog's item says, in the language of the theme: the theme's own, else the catalog's.
    pub fn statement<'a>(&'a self, id: &str, of_catalog: &'a str) -> &'a str {
        self.statements.get(id).map_or(of_catalog, String::as_str)
    }

    /// Returns a phrase of the program in the words of the theme: what it says under the phrase's id among the
    /// statements, with values as they are called among the titles; else in English.
    pub fn say(&self, phrase: &Phrase) -> String {
        match self.statements.get(phrase.id()) {
            Some(words) => phrase.in_words(words, |value| self.title(value, value)),
            None => phrase.as_str().to_owned(),
        }
    }

    /// Returns what a blank note asks of a catalog's item: in the theme's own words, else the catalog's.
    pub fn question<'a>(&'a self, id: &str, of_catalog: &'a str) -> &'a str {
        self.questions.get(id).map_or(of_catalog, String::as_str)
    }

    /// Returns the colours.
    pub fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Returns a phrase.
    pub fn word(&self, word: Word) -> &str {
        self.words.get(word as usize).map_or("", String::as_str)
    }

    /// Returns a phrase with each `{name}` replaced by its value; a name without a value stays.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        evidact_model::filled(self.word(word), value)
    }

    /// Returns the title of a section; the cover has none of its own.
    pub fn section_title(&self, section: Section) -> &str {
        self.word(match section {
            Section::Cover => Word::Untitled,
            Section::Summary => Word::Summary,
            Section::Contents => Word::Contents,
            Section::Approach => Word::Approach,
            Section::Record => Word::Record,
            Section::Boundaries => Word::Boundaries,
            Section::Observations => Word::Observations,
            Section::Metadata => Word::Metadata,
            Section::Checklists => Word::Checklists,
            Section::Redaction => Word::Redaction,
            Section::Evidence => Word::Evidence,
            Section::Unplaced => Word::Unplaced,
            Section::Glossary => Word::Glossary,
            Section::Governance => Word::Governance,
        })
    }

    /// Returns the word for a severity, or for none.
    pub fn severity(&self, severity: Option<Severity>) -> &str {
        self.word(match severity {
            Some(Severity::Critical) => Word::Critical,
            Some(Severity::High) => Word::High,
            Some(Severity::Medium) => Word::Medium,
            Some(Severity::Low) => Word::Low,
            Some(Severity::Info) => Word::Info,
            None => Word::Unrated,
        })
    }

    /// Returns the word for how sure the reviewer is.
    pub fn certainty(&self, certainty: Certainty) -> &str {
        self.word(match certainty {
            Certainty::Confirmed => Word::CertaintyConfirmed,
            Certainty::High => Word::CertaintyHigh,
            Certainty::Moderate => Word::CertaintyModerate,
            Certainty::Low => Word::CertaintyLow,
            Certainty::Unknown => Word::CertaintyUnknown,
        })
    }

    /// Returns the word for the state of a boundary.
    pub fn state(&self, state: BoundaryState) -> &str {
        self.word(match state {
            BoundaryState::Supported => Word::StateSupported,
            BoundaryState::Stated => Word::StateStated,
            BoundaryState::Contradicted => Word::StateContradicted,
            BoundaryState::Absent => Word::StateAbsent,
            BoundaryState::NotApplicable => Word::StateNotApplicable,
        })
    }

    /// Returns the word for who has to see to a control.
    pub fn responsible(&self, responsible: Option<Responsible>) -> &str {
        match responsible {
            Some(Responsible::Host) => self.word(Word::ResponsibleHost),
            Some(Responsible::Server) => self.word(Word::ResponsibleServer),
            Some(Responsible::Both) => self.word(Word::ResponsibleBoth),
            None => "",
        }
    }

    /// Returns the word for what metadata says of an item.
    pub fn stance(&self, stance: Stance) -> &str {
        self.word(match stance {
            Stance::Contradicts => Word::StanceContradicts,
            Stance::Supports => Word::StanceSupports,
            Stance::Notes => Word::StanceNotes,
        })
    }

    /// Returns the word for whether an unsafe pattern shows.
    pub fn presence(&self, presence: Presence) -> &str {
        self.word(match presence {
            Presence::Seen => Word::PatternSeen,
            Presence::NotSeen => Word::PatternNotSeen,
        })
    }

    /// Returns the word for how a field was written.
    pub fn carrier(&self, carrier: Carrier) -> &str {
        self.word(match carrier {
            Carrier::FrontMatter => Word::CarrierFrontMatter,
            Carrier::Heading => Word::CarrierHeading,
            Carrier::Label => Word::CarrierLabel,
            Carrier::Key => Word::CarrierKey,
            Carrier::Column => Word::CarrierColumn,
            Carrier::Tag => Word::CarrierTag,
            Carrier::Checkbox => Word::CarrierCheckbox,
            Carrier::Sidecar => Word::CarrierSidecar,
        })
    }

    /// Returns the word for a class of sensitive values.
    pub fn class(&self, class: Class) -> &str {
        self.word(match class {
            Class::Credential => Word::ClassCredential,
            Class::PersonalData => Word::ClassPersonalData,
            Class::CustomerIdentifier => Word::ClassCustomerIdentifier,
            Class::NetworkIdentifier => Word::ClassNetworkIdentifier,
        })
    }

    /// Returns what is read aloud for a placeholder, e.g. `redacted credential github 1`.
    pub fn spoken(&self, placeholder: &Placeholder) -> String {
        let kind = placeholder.kind.as_str().to_lowercase().replace([':', '-'], " ");
        let number = placeholder.number.to_string();
        self.fill(Word::PlaceholderSpoken, &[("kind", &kind), ("number", &number)])
    }

    /// Returns the name under which a further field of an observation is shown.
    ///
    /// The keys are those of the parser: `evidence`, `cause`, `effect`, `owner`, `due`, `status` …
    pub fn further(&self, key: &str) -> &str {
        self.word(match key {
            "evidence" => Word::EvidenceReferences,
            "cause" => Word::Cause,
            "effect" => Word::Effect,
            "owner" => Word::Owner,
            "due" => Word::Due,
            "status" => Word::Status,
            "references" => Word::References,
            "controls" => Word::Controls,
            "likelihood" => Word::Likelihood,
            "asset" => Word::Asset,
            "certainty" => Word::Confidence,
            "boundary" => Word::Boundary,
            "date" => Word::Date,
            "reviewer" => Word::Reviewer,
            _ => Word::Other,
        })
    }
}

/// A section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Title, server, owner, date, version, classification.
    Cover,
    /// One sentence, three numbers, severities, the boundaries as a strip.
    Summary,
    /// Contents, in the PDF with page numbers; none in the Markdown.
    Contents,
    /// Objective, scope, method, limits.
    Approach,
    /// The server trust record.
    Record,
    /// The trust boundaries with their controls, and where metadata disagrees.
    Boundaries,
    /// The observations.
    Observations,
    /// What static metadata in the evidence says.
    Metadata,
    /// The checklists and the unsafe patterns of the catalog.
    Checklists,
    /// What was taken out and how it was verified.
    Redaction,
    /// The published evidence.
    Evidence,
    /// What maps to no field.
    Unplaced,
    /// Terms.
    Glossary,
    /// The governance statement.
    Governance,
}

impl Section {
    /// All sections, in the default order.
    pub const ALL: [Self; 14] = [
        Self::Cover,
        Self::Summary,
        Self::Contents,
        Self::Approach,
        Self::Record,
        Self::Boundaries,
        Self::Observations,
        Self::Metadata,
        Self::Checklists,
        Self::Redaction,
        Self::Evidence,
        Self::Unplaced,
        Self::Glossary,
        Self::Governance,
    ];

    /// Says whether a theme may leave the section out: it says nothing of the note.
    const fn may_be_left_out(self) -> bool {
        matches!(self, Self::Contents | Self::Glossary)
    }

    /// Adds to an order what it must not leave out, each where it stands by default: after those before it.
    fn complete(mut order: Vec<Self>) -> Vec<Self> {
        for (n, section) in Self::ALL.into_iter().enumerate() {
            if section.may_be_left_out() || order.contains(&section) {
                continue;
            }
            let before = Self::ALL.get(..n).unwrap_or_default();
            let at = order.iter().rposition(|other| before.contains(other)).map_or(0, |last| last + 1);
            order.insert(at, section);
        }
        order
    }

    /// Returns the name used in a theme.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Summary => "summary",
            Self::Contents => "contents",
            Self::Approach => "approach",
            Self::Record => "record",
            Self::Boundaries => "boundaries",
            Self::Observations => "observations",
            Self::Metadata => "metadata",
            Self::Checklists => "checklists",
            Self::Redaction => "redaction",
            Self::Evidence => "evidence",
            Self::Unplaced => "unplaced",
            Self::Glossary => "glossary",
            Self::Governance => "governance",
        }
    }
}

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// Reads `#RRGGBB`, or nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?.as_bytes();
        let byte = |at: usize| {
            let high = char::from(*digits.get(at)?).to_digit(16)?;
            let low = char::from(*digits.get(at + 1)?).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()
        };
        if digits.len() != 6 {
            return None;
        }
        Some(Self { red: byte(0)?, green: byte(2)?, blue: byte(4)? })
    }

    /// Returns `#RRGGBB`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }

    /// Returns the three parts from 0 to 1, as PDF wants them.
    pub fn fractions(self) -> [f32; 3] {
        [self.red, self.green, self.blue].map(|part| f32::from(part) / 255.0)
    }
}

/// A colour for text and one for the ground behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Tone {
    /// The text, and bars beside it.
    pub text: Colour,
    /// The ground.
    pub tint: Colour,
}

/// The colours of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Palette {
    /// Running text.
    pub ink: Colour,
    /// Margins, captions, gaps.
    pub muted: Colour,
    /// Headings and rules.
    pub accent: Colour,
    /// Critical; also a boundary that is contradicted.
    pub critical: Tone,
    /// High.
    pub high: Tone,
    /// Medium.
    pub medium: Tone,
    /// Low; also what a reviewer states.
    pub low: Tone,
    /// Informational, not rated, absent, not applicable.
    pub info: Tone,
    /// What is supported.
    pub met: Tone,
    /// The classification.
    pub banner: Tone,
}

impl Palette {
    /// Returns the colours of a severity, or of none.
    pub fn severity(&self, severity: Option<Severity>) -> Tone {
        match severity {
            Some(Severity::Critical) => self.critical,
            Some(Severity::High) => self.high,
            Some(Severity::Medium) => self.medium,
            Some(Severity::Low) => self.low,
            Some(Severity::Info) | None => self.info,
        }
    }

    /// Returns the colours of a boundary's state.
    pub fn state(&self, state: BoundaryState) -> Tone {
        match state {
            BoundaryState::Supported => self.met,
            BoundaryState::Stated => self.low,
            BoundaryState::Contradicted => self.critical,
            BoundaryState::Absent | BoundaryState::NotApplicable => self.info,
        }
    }
}
