//! What became of a source. There is no fourth case.

use crate::{Phrase, Position, Structure};
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
    /// More than a limit of the policy lets it use: depth, members, bytes.
    Limit {
        /// Which limit.
        limit: Limit,
        /// Its number.
        value: u64,
    },
    /// More than this version reads of one source, whatever the policy says.
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
    /// Pages that show something, but no text that can be read: pictures, drawn letters, fonts that mislead.
    NoText,
    /// An area that the policy paints over lies outside of it.
    PaintOutside,
    /// There was no room to write its copy.
    NoSpace,
    /// The bytes cannot be rewritten without harm to the structure.
    Structure {
        /// Where, if known.
        at: Option<Position>,
    },
    /// It defines entities, for which readers may put different texts.
    Entities,
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

/// A limit of the policy on what containers may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// How deep containers nest.
    MaxDepth,
    /// How many members they have, all in all.
    MaxMembers,
    /// What they expand to, all in all.
    MaxExpandedBytes,
    /// How many times its size a source expands to.
    MaxRatio,
}

impl Limit {
    /// Says what is more than the limit allows, with its key in the policy and its number.
    fn explain(self, value: u64) -> String {
        match self {
            Self::MaxDepth => {
                format!("holds containers in containers deeper than `limits.max_depth = {value}` allows")
            }
            Self::MaxMembers => format!("holds more members than `limits.max_members = {value}` allows"),
            Self::MaxExpandedBytes => {
                format!("expands to more bytes than `limits.max_expanded_bytes = {value}` allows")
            }
            Self::MaxRatio => {
                format!(
                    "expands to more than {value} times its size, which is all that `limits.max_ratio = {value}` allows"
                )
            }
        }
    }
}

/// The article before the name of a format: that of letters which are spelled out follows their sound.
fn article(name: &str) -> &'static str {
    let first = name.split([' ', '-']).next().unwrap_or_default();
    let spelled = first.len() > 1 && first.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let vowels: &[char] = if spelled {
        &['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']
    } else {
        &['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']
    };
    if name.starts_with(vowels) && !matches!(first, "RAR" | "RIFF") { "an" } else { "a" }
}

impl Withheld {
    /// Says whether it is of the whole source, however deep in it the part lies that met it.
    pub fn is_of_whole_source(&self) -> bool {
        matches!(self, Self::Limit { .. } | Self::Budget)
    }

    /// Returns the ids under which reports say why.
    pub const PHRASES: [&'static str; 27] = [
        "withheld-unreadable",
        "withheld-not-a-regular-file",
        "withheld-unsupported-format",
        "withheld-binary",
        "withheld-key-material",
        "withheld-too-large",
        "withheld-max-depth",
        "withheld-max-members",
        "withheld-max-expanded-bytes",
        "withheld-max-ratio",
        "withheld-budget",
        "withheld-encrypted",
        "withheld-damaged",
        "withheld-unsafe-name",
        "withheld-content",
        "withheld-image",
        "withheld-no-text",
        "withheld-paint-outside",
        "withheld-no-space",
        "withheld-structure",
        "withheld-structure-at",
        "withheld-entities",
        "withheld-changed-meanwhile",
        "withheld-not-clean",
        "withheld-suggestions",
        "withheld-policy",
        "withheld-internal",
    ];

    /// Says why as a phrase that a report can say in its language.
    pub fn phrase(&self) -> Phrase {
        let phrase = |id| Phrase::new(id, self.explain());
        match self {
            Self::Unreadable => phrase("withheld-unreadable"),
            Self::NotARegularFile => phrase("withheld-not-a-regular-file"),
            Self::UnsupportedFormat { seems } => phrase("withheld-unsupported-format").with("seems", seems),
            Self::Binary => phrase("withheld-binary"),
            Self::KeyMaterial => phrase("withheld-key-material"),
            Self::TooLarge { limit_bytes } => phrase("withheld-too-large").with("limit_bytes", limit_bytes),
            Self::Limit { limit, value } => phrase(match limit {
                Limit::MaxDepth => "withheld-max-depth",
                Limit::MaxMembers => "withheld-max-members",
                Limit::MaxExpandedBytes => "withheld-max-expanded-bytes",
                Limit::MaxRatio => "withheld-max-ratio",
            })
            .with("value", value),
            Self::Budget => phrase("withheld-budget"),
            Self::Encrypted => phrase("withheld-encrypted"),
            Self::Damaged => phrase("withheld-damaged"),
            Self::UnsafeName => phrase("withheld-unsafe-name"),
            Self::Content => phrase("withheld-content"),
            Self::Image => phrase("withheld-image"),
            Self::NoText => phrase("withheld-no-text"),
            Self::PaintOutside => phrase("withheld-paint-outside"),
            Self::NoSpace => phrase("withheld-no-space"),
            Self::Structure { at: Some(at) } => phrase("withheld-structure-at").with("at", at),
            Self::Structure { at: None } => phrase("withheld-structure"),
            Self::Entities => phrase("withheld-entities"),
            Self::ChangedMeanwhile => phrase("withheld-changed-meanwhile"),
            Self::NotClean { found } => phrase("withheld-not-clean").with("found", found),
            Self::Suggestions { places } => phrase("withheld-suggestions").with("places", places),
            Self::Policy => phrase("withheld-policy"),
            Self::Internal => phrase("withheld-internal"),
        }
    }

    /// Says in a sentence why, and what the user can do.
    pub fn explain(&self) -> String {
        match self {
            Self::Unreadable => "could not be read; check its permissions and run again".into(),
            Self::NotARegularFile => {
                "is a link, pipe, socket or device, which is never followed or opened; copy the real file in if it matters".into()
            }
            Self::UnsupportedFormat { seems } => {
                let article = article(seems);
                format!("is {article} {seems}, which cannot be rewritten safely yet; export it as text if it must be shared")
            }
            Self::Binary => "is binary data of an unknown format; export it as text if it must be shared".into(),
            Self::KeyMaterial => "is a private key or key store; it must not be shared at all".into(),
            Self::TooLarge { limit_bytes } => {
                format!("is larger than the limit of {limit_bytes} bytes; split it, or raise `limits.max_bytes` in the policy")
            }
            Self::Limit { limit, value } => {
                let what = limit.explain(*value);
                format!("{what}; raise that limit in the policy, or unpack it by hand and add the parts that matter")
            }
            Self::Budget => "is larger, or nests deeper, than this version reads, whatever the policy says; split it, or unpack it by hand and add the parts that matter".into(),
            Self::Encrypted => "is encrypted; decrypt it, or take the password off (of a PDF: `qpdf --decrypt`), and run again".into(),
            Self::Damaged => "is damaged or truncated, or two readers would see different things in it; repair it and run again".into(),
            Self::UnsafeName => "holds a name that leads out of it or means something to a system, such as `..` or a drive; unpack it by hand and add the parts that matter".into(),
            Self::Content => "holds only what must be withheld itself; unpack it and look at the content".into(),
            Self::Image => "is an image, which a person has to look at; if images may be shared, allow them in the policy (`[images] allow = true`)".into(),
            Self::NoText => "shows no text that a search can read, only pictures, letters drawn as shapes, or fonts that say other letters than they draw; add the document it was made from, or have its text recognised (OCR) and run again".into(),
            Self::PaintOutside => "is smaller than an area that the policy paints over; correct `[[images.paint]]`".into(),
            Self::NoSpace => "needs more disk space for its copy than there is; make room and run again".into(),
            Self::Structure { at: Some(at) } => {
                format!("cannot be rewritten without breaking its structure (near {at}); repair it and run again")
            }
            Self::Structure { at: None } => {
                "cannot be rewritten without breaking its structure; repair it and run again".into()
            }
            Self::Entities => "is XML that defines entities (`<!ENTITY …>`), for which readers may put different texts; write it with their texts in their places, e.g. with `xmllint --noent`, and run again".into(),
            Self::ChangedMeanwhile => "changed while it was being read; run again when nothing writes to it".into(),
            Self::NotClean { found } => {
                format!("still held something sensitive after redaction ({found}); look at it by hand, and please report the case")
            }
            Self::Suggestions { places: 1 } => {
                "holds 1 place that may be sensitive, such as a possible name, and the run is strict; `evidact redact --diff` without --strict and the notices of the manifest say where".into()
            }
            Self::Suggestions { places } => format!(
                "holds {places} places that may be sensitive, such as possible names, and the run is strict; `evidact redact --diff` without --strict and the notices of the manifest say where"
            ),
            Self::Policy => "is withheld by the policy".into(),
            Self::Internal => "made a reader fail; nothing of it was used. Please report the case".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Withheld};

    #[test]
    fn a_limit_is_named_with_its_key_and_its_number() {
        for (limit, key) in [
            (Limit::MaxDepth, "limits.max_depth = 3"),
            (Limit::MaxMembers, "limits.max_members = 3"),
            (Limit::MaxExpandedBytes, "limits.max_expanded_bytes = 3"),
            (Limit::MaxRatio, "limits.max_ratio = 3"),
        ] {
            let said = Withheld::Limit { limit, value: 3 }.explain();
            assert!(said.contains(key) && said.contains("raise that limit"), "{said}");
        }
    }

    #[test]
    fn the_name_of_a_format_has_its_article() {
        let said = |seems: &str| Withheld::UnsupportedFormat { seems: seems.into() }.explain();
        for (seems, with) in [
            ("RTF document", "an RTF"),
            ("ELF program or core dump", "an ELF"),
            ("MP4 or HEIF media", "an MP4"),
            ("ar archive or Debian package", "an ar"),
            ("icon image", "an icon"),
            ("7-Zip archive", "a 7-Zip"),
            ("PostScript document", "a PostScript"),
            ("RAR archive", "a RAR"),
            ("legacy Office document", "a legacy"),
            ("Outlook mailbox", "an Outlook"),
            ("git pack", "a git"),
        ] {
            assert!(said(seems).starts_with(&format!("is {with}")), "{}", said(seems));
        }
    }
}
