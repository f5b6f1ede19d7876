//! The catalog: what a review may hold, in our words, with the labels under which people write it.
//!
//! Data, not code: `templates/catalogs/mcp-server-trust.toml`, embedded, overlaid by a user's own by id.

mod lookup;
mod read;

use evidact_model::review::CatalogName;
pub use evidact_model::review::{Check, Responsible};
pub use lookup::FieldKey;
pub(crate) use lookup::{Names, Section, Setting};
pub use read::CatalogError;
use serde::Deserialize;
use std::sync::LazyLock;

/// A checked catalog.
#[derive(Debug, Clone)]
pub struct Catalog {
    name: String,
    version: String,
    title: String,
    protocol_checked: String,
    items: Vec<Item>,
    rows: Vec<usize>,
    boundaries: Vec<usize>,
    names: Names,
}

impl Catalog {
    /// Returns the built-in catalog of trust reviews of MCP servers.
    ///
    /// # Panics
    /// Never: a test checks the embedded file.
    pub fn builtin() -> &'static Self {
        static CATALOG: LazyLock<Catalog> =
            LazyLock::new(|| read::embedded().expect("the embedded catalog is checked by a test"));
        &CATALOG
    }

    /// Reads a user's catalog over the built-in one: an item with a known id replaces, others are added.
    ///
    /// # Errors
    /// [`CatalogError`], with the line and the id at most.
    pub fn overlaid(text: &str) -> Result<Self, CatalogError> {
        read::overlaid(Self::builtin(), text)
    }

    /// Returns the catalog's name, e.g. `mcp-server-trust`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the catalog's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the catalog's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns the revision of the protocol against which the items were checked.
    pub fn protocol_checked(&self) -> &str {
        &self.protocol_checked
    }

    /// Returns what a review says of the catalog that it was read by.
    pub fn reference(&self) -> CatalogName {
        CatalogName {
            name: self.name.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            checked_against: self.protocol_checked.clone(),
        }
    }

    /// Returns all items, in the order of the file.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns the item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Returns the rows of the server trust record, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Item> {
        self.rows.iter().filter_map(|&at| self.items.get(at))
    }

    /// Returns the five trust boundaries, in order.
    pub fn boundaries(&self) -> impl Iterator<Item = &Item> {
        self.boundaries.iter().filter_map(|&at| self.items.get(at))
    }

    /// Returns the items of a kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// Returns the labels.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }
}

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A field of a review or an observation.
    ReportField,
    /// A section that holds others.
    Section,
    /// A row of the server trust record: which server.
    Identity,
    /// A row of the server trust record: whose server.
    Ownership,
    /// A row of the server trust record: what it may touch, and how trust is given and taken.
    Reach,
    /// One of the five trust boundaries.
    Boundary,
    /// What may go wrong at a boundary.
    BoundaryRisk,
    /// What should hold at a boundary.
    BoundaryControl,
    /// A part of a control.
    BoundarySubcontrol,
    /// What a boundary has to say.
    BoundaryDefinition,
    /// A flag of the governance statement.
    GovernanceFlag,
    /// What trust may rest on.
    TrustBasis,
    /// What a server can offer.
    ResourceType,
    /// A resource that is wide by nature.
    BroadResource,
    /// A control of a server.
    ServerControl,
    /// A question that a review should answer.
    Question,
    /// A sign that trust has failed.
    TrustFailure,
    /// A step of the check of a server.
    ChecklistServer,
    /// A step of a review.
    ChecklistReview,
    /// A pattern that makes reliance unsafe.
    UnsafePattern,
    /// A risk of a review or of reliance.
    Risk,
    /// What to do instead.
    SafeAlternative,
    /// Two sides between which trust fails.
    FailurePair,
    /// What evidence must not hold.
    EvidenceExclusion,
}

impl Kind {
    /// Says whether items of this kind are rows of the server trust record.
    pub const fn is_record_row(self) -> bool {
        matches!(self, Self::Identity | Self::Ownership | Self::Reach)
    }
}

/// One item of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id; never reused, never renamed.
    pub id: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The key under which a review holds it.
    pub key: Option<String>,
    /// A short name.
    pub title: String,
    /// What it says.
    pub statement: String,
    /// What a blank note asks.
    pub question: Option<String>,
    /// How far static files can tell.
    pub check: Check,
    /// The boundary it belongs to.
    pub boundary: Option<String>,
    /// Who has to see to it.
    pub responsible: Option<Responsible>,
    /// How a later revision of the protocol sees it, `deprecated:DATE` or `changed:DATE`.
    pub spec_status: Option<String>,
    /// Ids of items that say the same or more.
    #[serde(default)]
    pub refs: Vec<String>,
    /// Rules of the linter that are about the item, e.g. `N01`.
    #[serde(default)]
    pub lint: Vec<String>,
    /// Labels that mean it wherever they stand.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Labels that mean it, but are everyday words.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Labels that mean it outside observations.
    #[serde(default)]
    pub at_top: Vec<String>,
    /// Labels that mean it inside an observation.
    #[serde(default)]
    pub in_observation: Vec<String>,
    /// Labels that mean it inside the server trust record.
    #[serde(default)]
    pub in_record: Vec<String>,
    /// Tags in brackets that mean it, where the same word as a label means something else.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Beginnings of a label or a sentence that mean it.
    #[serde(default)]
    pub stems: Vec<String>,
}
