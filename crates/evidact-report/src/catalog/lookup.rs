//! From a label to what it means, by exact look-up and a few anchored stems. No label is searched inside another.

use super::{CatalogError, Item, Kind};
use crate::label;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! keys {
    ($($name:ident = $key:literal),+ $(,)?) => {
        /// A field of a review or an observation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the catalog says what each one means")]
        pub enum FieldKey {
            $($name),+
        }

        impl FieldKey {
            /// Returns the key in the catalog and in machine output.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $key),+
                }
            }

            /// Returns the field with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

keys! {
    Objective = "objective",
    Scope = "scope",
    Method = "method",
    Limits = "limits",
    Summary = "summary",
    Expected = "expected",
    Observed = "observed",
    Uncertainty = "uncertainty",
    Remediation = "remediation",
    Evidence = "evidence",
    Effect = "effect",
    Cause = "cause",
    Severity = "severity",
    Certainty = "certainty",
    Likelihood = "likelihood",
    Boundary = "boundary",
    Controls = "controls",
    References = "references",
    Owner = "owner",
    Due = "due",
    Status = "status",
    Asset = "asset",
    Date = "date",
    Id = "id",
    Title = "title",
    State = "state",
    Reviewer = "reviewer",
    Other = "other",
}

impl FieldKey {
    /// Says whether the field by itself makes an observation.
    pub(crate) const fn is_core(self) -> bool {
        matches!(self, Self::Expected | Self::Observed | Self::Remediation)
    }

    /// Says whether the field belongs to the review as a whole when no observation is open.
    pub(crate) const fn is_of_review(self) -> bool {
        matches!(
            self,
            Self::Objective
                | Self::Scope
                | Self::Method
                | Self::Limits
                | Self::Summary
                | Self::Date
                | Self::Reviewer
        )
    }

    /// Says whether a text that holds the field may be a note.
    pub(crate) const fn counts(self) -> bool {
        matches!(
            self,
            Self::Objective
                | Self::Scope
                | Self::Method
                | Self::Limits
                | Self::Expected
                | Self::Observed
                | Self::Uncertainty
                | Self::Remediation
                | Self::Evidence
                | Self::Effect
                | Self::Cause
                | Self::Severity
                | Self::Certainty
        )
    }
}

/// A section that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The server trust record.
    Record,
    /// The trust boundaries.
    Boundaries,
    /// The observations.
    Observations,
    /// The governance statement.
    Governance,
}

impl Section {
    fn from_key(key: &str) -> Option<Self> {
        match key {
            "record" => Some(Self::Record),
            "boundaries" => Some(Self::Boundaries),
            "observations" => Some(Self::Observations),
            "governance" => Some(Self::Governance),
            _ => None,
        }
    }
}

/// Where in a note a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Outside observations.
    Top,
    /// Inside an observation.
    Observation,
}

/// What a field's label means, and whether it is an everyday word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The field.
    pub(crate) key: FieldKey,
    /// Whether the label is no everyday word.
    pub(crate) strong: bool,
}

/// All labels of a catalog, normalised.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    fields: BTreeMap<String, Meaning>,
    at_top: BTreeMap<String, Meaning>,
    in_observation: BTreeMap<String, Meaning>,
    tags: BTreeMap<String, Meaning>,
    stems: Vec<(String, FieldKey)>,
    rows: BTreeMap<String, usize>,
    in_record: BTreeMap<String, usize>,
    boundaries: BTreeMap<String, usize>,
    ids: BTreeMap<String, usize>,
    sections: BTreeMap<String, Section>,
    flags: BTreeSet<String>,
}

impl Names {
    /// Collects the labels of the items.
    pub(super) fn new(items: &[Item], rows: &[usize], boundaries: &[usize]) -> Result<Self, CatalogError> {
        let mut names = Self::default();
        let mut keys = BTreeSet::new();
        for item in items {
            let key = || CatalogError::Key { id: item.id.clone() };
            if let Some(text) = &item.key
                && !keys.insert((item.kind, text.as_str()))
            {
                return Err(key());
            }
            match item.kind {
                Kind::ReportField if item.key.is_some() => {
                    let text = item.key.as_deref().unwrap_or_default();
                    names.add_field(item, FieldKey::from_key(text).ok_or_else(key)?)?;
                }
                Kind::Section => {
                    let section = item.key.as_deref().and_then(Section::from_key).ok_or_else(key)?;
                    add(&mut names.sections, &item.synonyms, section, item, label::normal)?;
                }
                Kind::GovernanceFlag => {
                    names.flags.extend(item.synonyms.iter().filter_map(|s| label::normal(s)));
                }
                kind if kind.is_record_row() && item.key.is_none() => return Err(key()),
                _ => {}
            }
        }
        for (n, item) in rows.iter().filter_map(|&at| items.get(at)).enumerate() {
            add(&mut names.rows, &item.synonyms, n, item, label::normal)?;
            add(&mut names.in_record, &item.in_record, n, item, label::normal)?;
        }
        for (n, item) in boundaries.iter().filter_map(|&at| items.get(at)).enumerate() {
            add(&mut names.boundaries, &item.synonyms, n, item, label::boundary)?;
            names.ids.insert(item.id.to_lowercase(), n);
        }
        names.stems.sort();
        Ok(names)
    }

    fn add_field(&mut self, item: &Item, key: FieldKey) -> Result<(), CatalogError> {
        let strong = Meaning { key, strong: true };
        let weak = Meaning { key, strong: false };
        add(&mut self.fields, &item.synonyms, strong, item, label::normal)?;
        add(&mut self.fields, &item.weak, weak, item, label::normal)?;
        add(&mut self.at_top, &item.at_top, weak, item, label::normal)?;
        add(&mut self.in_observation, &item.in_observation, weak, item, label::normal)?;
        add(&mut self.tags, &item.tags, strong, item, label::normal)?;
        self.stems.extend(item.stems.iter().filter_map(|s| label::normal(s)).map(|s| (s, key)));
        Ok(())
    }

    /// Returns the field that a label names.
    pub(crate) fn field(&self, text: &str, setting: Setting) -> Option<Meaning> {
        let normal = label::normal(text)?;
        let here = match setting {
            Setting::Top => &self.at_top,
            Setting::Observation => &self.in_observation,
        };
        let find = |name: &str| here.get(name).or_else(|| self.fields.get(name)).copied();
        by_number(&normal, find)
            .or_else(|| self.stem(&normal).map(|key| Meaning { key, strong: true }))
            .or_else(|| label::halves(text).and_then(|(one, other)| find(&one).or_else(|| find(&other))))
    }

    /// Returns the field that a tag such as `[QUESTION]` names.
    pub(crate) fn tag(&self, text: &str) -> Option<Meaning> {
        self.tags.get(&label::normal(text)?).copied().or_else(|| self.field(text, Setting::Observation))
    }

    /// Returns the field that a sentence opens.
    pub(crate) fn sentence(&self, text: &str) -> Option<FieldKey> {
        self.stem(&label::opening(text))
    }

    fn stem(&self, normal: &str) -> Option<FieldKey> {
        let opens = |stem: &str| {
            normal.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.stems.iter().find(|(stem, _)| opens(stem)).map(|(_, key)| *key)
    }

    /// Returns the row of the server trust record that a label names anywhere.
    pub(crate) fn row(&self, text: &str) -> Option<usize> {
        by_number(&label::normal(text)?, |name| self.rows.get(name).copied())
    }

    /// Returns the row of the server trust record that a label names inside the record.
    pub(crate) fn row_in_record(&self, text: &str) -> Option<usize> {
        by_number(&label::normal(text)?, |name| {
            self.in_record.get(name).or_else(|| self.rows.get(name)).copied()
        })
    }

    /// Returns the boundary that a text names, by id or by its two sides.
    pub(crate) fn boundary(&self, text: &str) -> Option<usize> {
        let id = text.trim_start_matches(['[', '(', ' ']).get(..6).map(str::to_lowercase);
        let by_id = id.and_then(|id| self.ids.get(&id).copied());
        by_id.or_else(|| self.boundaries.get(&label::boundary(text)?).copied())
    }

    /// Returns the section that a heading names.
    pub(crate) fn section(&self, text: &str) -> Option<Section> {
        self.sections.get(&label::normal(text)?).copied()
    }

    /// Says whether a label names a flag of the governance statement.
    pub(crate) fn is_flag(&self, text: &str) -> bool {
        label::normal(text).is_some_and(|normal| self.flags.contains(&normal))
    }
}

/// Looks a name up as it is, then in the singular.
fn by_number<T>(normal: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    find(normal).or_else(|| {
        let singular = normal
            .strip_suffix("ies")
            .map_or_else(|| normal.strip_suffix('s').unwrap_or(normal).to_owned(), |stem| format!("{stem}y"));
        find(&singular)
    })
}

fn add<T: Copy + PartialEq>(
    names: &mut BTreeMap<String, T>,
    synonyms: &[String],
    meaning: T,
    item: &Item,
    normal: fn(&str) -> Option<String>,
) -> Result<(), CatalogError> {
    for synonym in synonyms {
        let error = || CatalogError::Synonym { id: item.id.clone() };
        let name = normal(synonym).ok_or_else(error)?;
        if names.insert(name, meaning).is_some_and(|other| other != meaning) {
            return Err(error());
        }
    }
    Ok(())
}
