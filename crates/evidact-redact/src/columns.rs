//! Given and family name in two columns or under two keys of one record, put together to one person.

use crate::sighting::{Sighting, Subject};
use evidact_detect::is_everyday_word;
use evidact_detect::own::{NamePart, name_part};
use evidact_formats::{Document, Field};
use evidact_model::{Class, Confidence, Finding, Format, Kind, Placeholder, RuleId, Span, ViewKind};
use evidact_raw::SecretBuf;
use std::collections::HashMap;

/// Looks at the fields of a document one after another.
pub(crate) struct Columns<'d> {
    text: &'d [u8],
    linewise: bool,
    parts: HashMap<Vec<u8>, Option<NamePart>>,
    given: Option<Part>,
    family: Option<Part>,
}

struct Part {
    span: Span,
    value: SecretBuf,
}

/// Keys whose meaning is remembered.
const MAX_KEYS: usize = 4096;
/// How far apart the two parts of a name may stand.
const NEAR_BYTES: usize = 200;

impl<'d> Columns<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let linewise = matches!(document.format(), Format::Csv | Format::Tsv | Format::JsonLines);
        Self { text: document.text(), linewise, parts: HashMap::new(), given: None, family: None }
    }

    /// Takes a field; with the second part of a name both places are reported as that person.
    pub(crate) fn field(&mut self, field: &Field<'_>, sightings: &mut Vec<Sighting>) {
        let Some(part) = field.path.innermost().and_then(|key| self.part(key)) else { return };
        let value = field.value.bytes().trim_ascii();
        let Some(span) = Span::new(0, field.value.bytes().len()).map(|s| field.value.locate(s)) else {
            return;
        };
        let named = (2..=40).contains(&value.len())
            && value
                .iter()
                .all(|b| b.is_ascii_alphabetic() || !b.is_ascii() || matches!(b, b'-' | b'\'' | b' '))
            && Placeholder::at_start(value).is_none();
        let new = named.then(|| Part { span, value: SecretBuf::new(value) });
        match part {
            NamePart::Given => self.given = new,
            NamePart::Family => self.family = new,
        }
        let (Some(given), Some(family)) = (&self.given, &self.family) else { return };
        let words = is_everyday_word(given.value.expose()) && is_everyday_word(family.value.expose());
        if self.are_near(given.span, family.span) && !words {
            let name = SecretBuf::new(&[given.value.expose(), b" ", family.value.expose()].concat());
            sightings.extend([given.span, family.span].map(|span| sighting(span, name.clone())));
        }
        (self.given, self.family) = (None, None);
    }

    fn part(&mut self, key: &[u8]) -> Option<NamePart> {
        if let Some(part) = self.parts.get(key) {
            return *part;
        }
        let part = if key.len() <= 32 { name_part(key) } else { None };
        if self.parts.len() < MAX_KEYS {
            self.parts.insert(key.to_vec(), part);
        }
        part
    }

    fn are_near(&self, a: Span, b: Span) -> bool {
        let (from, to) = (a.end().min(b.end()), a.start().max(b.start()));
        let between = self.text.get(from..to).unwrap_or_default();
        between.len() <= NEAR_BYTES && !(self.linewise && between.contains(&b'\n'))
    }
}

fn sighting(span: Span, name: SecretBuf) -> Sighting {
    let finding = Finding {
        rule: RuleId::detector("identifier.person"),
        class: Class::PersonalData,
        kind: Kind::known("PERSON"),
        confidence: Confidence::High,
        span,
        view: ViewKind::Field,
    };
    Sighting { finding, subject: Subject::Value(name) }
}
