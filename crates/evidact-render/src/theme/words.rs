//! The list of phrases: one name in the program, one key in a theme.

macro_rules! words {
    ($($name:ident = $key:literal),+ $(,)?) => {
        /// A fixed phrase of a report. What it says is in the theme, under [`Word::key`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the theme says what each one means")]
        pub enum Word {
            $($name),+
        }

        impl Word {
            /// All phrases.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the key in a theme.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key),+
                }
            }

            /// Returns the phrase with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

words! {
    Untitled = "untitled",
    ReportId = "report-id",
    Version = "version",
    Date = "date",
    NoDate = "no-date",
    ClassificationLabel = "classification-label",
    Server = "server",
    ServerVersion = "server-version",
    OwnerLabel = "owner-label",
    Reviewer = "reviewer",
    EvidenceDigest = "evidence-digest",
    EvidenceDigestNone = "evidence-digest-none",
    MadeWith = "made-with",
    Page = "page",
    Continued = "continued",
    Summary = "summary",
    Contents = "contents",
    Approach = "approach",
    Record = "record",
    Boundaries = "boundaries",
    Observations = "observations",
    Redaction = "redaction",
    Evidence = "evidence",
    Unplaced = "unplaced",
    Glossary = "glossary",
    Governance = "governance",
    VerdictNone = "verdict-none",
    VerdictOne = "verdict-one",
    VerdictMany = "verdict-many",
    VerdictUnrated = "verdict-unrated",
    VerdictOneUnrated = "verdict-one-unrated",
    VerdictBoundaries = "verdict-boundaries",
    VerdictGaps = "verdict-gaps",
    NumberObservations = "number-observations",
    NumberBoundaries = "number-boundaries",
    NumberGaps = "number-gaps",
    AuthorSummary = "author-summary",
    SeverityChart = "severity-chart",
    BoundaryStrip = "boundary-strip",
    Objective = "objective",
    Scope = "scope",
    Method = "method",
    Limits = "limits",
    Gap = "gap",
    AsForTheReview = "as-for-the-review",
    None = "none",
    Row = "row",
    Value = "value",
    ReportValue = "report-value",
    Term = "term",
    Meaning = "meaning",
    Source = "source",
    Line = "line",
    Origin = "origin",
    Count = "count",
    State = "state",
    Boundary = "boundary",
    Severity = "severity",
    Id = "id",
    Title = "title",
    Expected = "expected",
    Observed = "observed",
    Uncertainty = "uncertainty",
    Remediation = "remediation",
    EvidenceReferences = "evidence-references",
    Cause = "cause",
    Effect = "effect",
    Owner = "owner",
    Due = "due",
    Status = "status",
    References = "references",
    Controls = "controls",
    Likelihood = "likelihood",
    Asset = "asset",
    Confidence = "confidence",
    Other = "other",
    NoObservations = "no-observations",
    SeeObservations = "see-observations",
    Critical = "critical",
    High = "high",
    Medium = "medium",
    Low = "low",
    Info = "info",
    Unrated = "unrated",
    CertaintyConfirmed = "certainty-confirmed",
    CertaintyHigh = "certainty-high",
    CertaintyModerate = "certainty-moderate",
    CertaintyLow = "certainty-low",
    CertaintyUnknown = "certainty-unknown",
    StateSupported = "state-supported",
    StateStated = "state-stated",
    StateContradicted = "state-contradicted",
    StateAbsent = "state-absent",
    StateNotApplicable = "state-not-applicable",
    CarrierFrontMatter = "carrier-front-matter",
    CarrierHeading = "carrier-heading",
    CarrierLabel = "carrier-label",
    CarrierKey = "carrier-key",
    CarrierColumn = "carrier-column",
    CarrierTag = "carrier-tag",
    CarrierCheckbox = "carrier-checkbox",
    CarrierSidecar = "carrier-sidecar",
    RedactionIntro = "redaction-intro",
    Class = "class",
    Replacements = "replacements",
    DistinctValues = "distinct-values",
    ClassCredential = "class-credential",
    ClassPersonalData = "class-personal-data",
    ClassCustomerIdentifier = "class-customer-identifier",
    ClassNetworkIdentifier = "class-network-identifier",
    SourcesRead = "sources-read",
    RulesInForce = "rules-in-force",
    Packs = "packs",
    Verification = "verification",
    Withheld = "withheld",
    WithheldNone = "withheld-none",
    WithheldName = "withheld-name",
    WithheldReason = "withheld-reason",
    PlaceholderSpoken = "placeholder-spoken",
    EvidenceNone = "evidence-none",
    File = "file",
    Bytes = "bytes",
    Digest = "digest",
    Structure = "structure",
    StructureVerified = "structure-verified",
    StructureUnverified = "structure-unverified",
    UnplacedIntro = "unplaced-intro",
    UnplacedNone = "unplaced-none",
    UnfilledIntro = "unfilled-intro",
    Label = "label",
    Lines = "lines",
    OneLine = "one-line",
    GovernanceIntro = "governance-intro",
    GovernanceNote = "governance-note",
}
