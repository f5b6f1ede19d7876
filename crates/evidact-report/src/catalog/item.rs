//! What an item of a catalog holds. `docs/catalogs.md` describes each key for the author of a catalog.

use evidact_model::review::{Check, Responsible};
use serde::Deserialize;

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A field of a review or an observation.
    ReportField,
    /// A section that holds others.
    Section,
    /// A row of the trust record: what is reviewed.
    Identity,
    /// A row of the trust record: whose it is.
    Ownership,
    /// A row of the trust record: what it may touch, and how trust is given and taken.
    Reach,
    /// A trust boundary.
    Boundary,
    /// What may go wrong at a boundary.
    BoundaryRisk,
    /// What should hold at a boundary.
    BoundaryControl,
    /// A part of a control; its id is that of the control, a dot and a letter.
    BoundarySubcontrol,
    /// What a boundary has to say.
    BoundaryDefinition,
    /// A flag of the governance statement.
    GovernanceFlag,
    /// What trust may rest on.
    TrustBasis,
    /// What the subject can offer.
    ResourceType,
    /// A resource that is wide by nature.
    BroadResource,
    /// A control that belongs to no boundary.
    ServerControl,
    /// A question that a review should answer.
    Question,
    /// A sign that trust has failed.
    TrustFailure,
    /// A list of steps.
    Checklist,
    /// A step of a list.
    ChecklistStep,
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
    /// Says whether items of this kind are rows of the trust record.
    pub const fn is_record_row(self) -> bool {
        matches!(self, Self::Identity | Self::Ownership | Self::Reach)
    }

    /// Says whether items of this kind are controls, apart from the parts of one.
    pub const fn is_control(self) -> bool {
        matches!(self, Self::BoundaryControl | Self::ServerControl)
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
    /// The checklist it is a step of, by key.
    pub list: Option<String>,
    /// What a flag of the governance statement has to say.
    pub value: Option<String>,
    /// Who has to see to it.
    pub responsible: Option<Responsible>,
    /// How a later revision of the protocol sees it, `deprecated:DATE` or `changed:DATE`.
    pub spec_status: Option<String>,
    /// What answers a step of a checklist: keys of rows, fields and flags, ids of boundaries and controls.
    #[serde(default)]
    pub answered_by: Vec<String>,
    /// What shows an unsafe pattern by its absence: keys of rows and fields; and flags, if they say otherwise.
    #[serde(default)]
    pub gaps: Vec<String>,
    /// Static checks that bear on it, e.g. `S02`.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Ids of the risks and unsafe patterns that it counters.
    #[serde(default)]
    pub counters: Vec<String>,
    /// Ids of items that say the same or more.
    #[serde(default)]
    pub refs: Vec<String>,
    /// Rules of the linter that are about the item, e.g. `N01`.
    #[serde(default)]
    pub lint: Vec<String>,
    /// Labels that mean it wherever they stand; of a control, phrases that name it.
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
    /// Labels that mean it inside the trust record.
    #[serde(default)]
    pub in_record: Vec<String>,
    /// Tags in brackets that mean it, where the same word as a label means something else.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Beginnings of a label or a sentence that mean it.
    #[serde(default)]
    pub stems: Vec<String>,
}
