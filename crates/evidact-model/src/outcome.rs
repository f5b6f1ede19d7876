//! What became of a source. There is no fourth case.

use crate::{Position, Structure};
use serde::{Deserialize, Serialize};

/// What became of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// Read wholly; no finding.
    Unchanged {
        /// Whether the source held to its grammar.
        structure: Structure,
    },
    /// Read wholly; every finding replaced.
    Redacted {
        /// Whether the source held to its grammar.
        structure: Structure,
        /// The number of edits.
        redactions: u64,
    },
    /// Not published, and why.
    Withheld {
        /// Why.
        reason: Withheld,
    },
}

/// Why a source was not published. Holds no content, only what to do next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
#[non_exhaustive]
pub enum Withheld {
    /// The operating system refused to read it.
    Unreadable,
    /// A symbolic link, FIFO, socket or device: not followed, not opened.
    NotARegularFile,
    /// A format that evidact cannot rewrite safely yet.
    UnsupportedFormat {
        /// What it seems to be, e.g. `PDF document`; from magic bytes or the extension, never from content.
        seems: String,
    },
    /// Binary content that no format claims.
    Binary,
    /// A private key file or key store as a whole.
    KeyMaterial,
    /// Larger than the budget allows.
    TooLarge {
        /// The budget in bytes.
        limit_bytes: u64,
    },
    /// Nested or expanding beyond the budget.
    Budget,
    /// Encrypted, or protected by a password.
    Encrypted,
    /// Not what its first bytes promise: truncated, corrupt, or made to mislead readers.
    Damaged,
    /// An archive with a name that leads out of it.
    UnsafeName,
    /// Only its content was withheld, and without it nothing is left.
    Content,
    /// An image, whose pixels may show what no search finds.
    Image,
    /// An area that the policy paints over lies outside of it.
    PaintOutside,
    /// There was no room to write its copy.
    NoSpace,
    /// The bytes cannot be rewritten without harm to the structure.
    Structure {
        /// Where, if known.
        at: Option<Position>,
    },
    /// It changed while it was being read.
    ChangedMeanwhile,
    /// After redaction something was still found in it.
    NotClean {
        /// Which rule in which layer; no content.
        found: String,
    },
    /// It holds suggestions, and the run is strict.
    Suggestions {
        /// How many places.
        places: u64,
    },
    /// The policy says so.
    Policy,
    /// A reader failed in an unforeseen way.
    Internal,
}

impl Withheld {
    /// Says in a sentence why, and what the user can do.
    pub fn explain(&self) -> String {
        match self {
            Self::Unreadable => "could not be read; check its permissions and run again".into(),
            Self::NotARegularFile => {
                "is a link, pipe, socket or device, which is never followed or opened; copy the real file in if it matters".into()
            }
            Self::UnsupportedFormat { seems } => {
                format!("is a {seems}, which cannot be rewritten safely yet; export it as text if it must be shared")
            }
            Self::Binary => "is binary data of an unknown format; export it as text if it must be shared".into(),
            Self::KeyMaterial => "is a private key or key store; it must not be shared at all".into(),
            Self::TooLarge { limit_bytes } => {
                format!("is larger than the limit of {limit_bytes} bytes; split it, or raise `limits.max_bytes` in the policy")
            }
            Self::Budget => "nests or expands beyond the budget; unpack it by hand and add the parts that matter".into(),
            Self::Encrypted => "is encrypted; decrypt it, or take the password off, and run again".into(),
            Self::Damaged => "is damaged or truncated, or two readers would see different things in it; repair it and run again".into(),
            Self::UnsafeName => "holds a name that leads out of it or means something to a system, such as `..` or a drive; unpack it by hand and add the parts that matter".into(),
            Self::Content => "holds only what must be withheld itself; unpack it and look at the content".into(),
            Self::Image => "is an image, which a person has to look at; if images may be shared, allow them in the policy (`[images] allow = true`)".into(),
            Self::PaintOutside => "is smaller than an area that the policy paints over; correct `[[images.paint]]`".into(),
            Self::NoSpace => "needs more disk space for its copy than there is; make room and run again".into(),
            Self::Structure { at: Some(at) } => {
                format!("cannot be rewritten without breaking its structure (near {at}); repair it (of XML that defines entities, put their text in their places) and run again")
            }
            Self::Structure { at: None } => {
                "cannot be rewritten without breaking its structure; repair it (of XML that defines entities, put their text in their places) and run again".into()
            }
            Self::ChangedMeanwhile => "changed while it was being read; run again when nothing writes to it".into(),
            Self::NotClean { found } => {
                format!("still held something sensitive after redaction ({found}); look at it by hand, and please report the case")
            }
            Self::Suggestions { places } => format!(
                "holds {places} places that may be sensitive, such as possible names, and the run is strict; `evidact redact --diff` without --strict and the notices of the manifest say where"
            ),
            Self::Policy => "is withheld by the policy".into(),
            Self::Internal => "made a reader fail; nothing of it was used. Please report the case".into(),
        }
    }
}
