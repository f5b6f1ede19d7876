//! A visitor that replaces what was planted, and remembers what it was shown.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of this")]

pub(crate) mod database;
pub(crate) mod office;
pub(crate) mod pictures;

use evidact_formats::{
    Budget, Container, Document, Edit, Limits, Opened, Output, Part, Reading, Replaced, Role, Visitor, open,
};
use evidact_model::{Kind, Loss, Placeholder, Span, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use std::io::Cursor;

/// Replaces a needle in every part that may be published.
#[derive(Default)]
pub(crate) struct Replacing {
    needle: Vec<u8>,
    pub(crate) parts: Vec<(String, Role, Vec<u8>)>,
    pub(crate) losses: Vec<Loss>,
    /// What people read of the XML parts, before anything was replaced.
    pub(crate) texts: Vec<String>,
}

impl Replacing {
    pub(crate) fn new(needle: &str) -> Self {
        Self { needle: needle.as_bytes().to_vec(), ..Self::default() }
    }

    /// The parts that are shown and never published.
    pub(crate) fn dropped(&self) -> Vec<&[u8]> {
        self.parts.iter().filter(|p| p.1 == Role::Dropped).map(|p| p.2.as_slice()).collect()
    }

    pub(crate) fn count_lost(&self, what: evidact_model::Lost) -> u64 {
        self.losses.iter().filter(|l| l.what == what).map(|l| l.count).sum()
    }
}

impl Visitor for Replacing {
    fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let name = part.name.expose().to_string_lossy().into_owned();
        let bytes = part.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        self.parts.push((name.clone(), part.role, bytes.expose().to_vec()));
        if part.role == Role::Dropped {
            return Ok(None);
        }
        let replaced = match part.role {
            Role::Inner(reading @ Reading::Xml(_)) => {
                replace_read(reading, bytes.expose(), &self.needle, &mut self.texts)?
            }
            _ => replace(bytes.expose(), &self.needle, b"[GONE:01]"),
        };
        let source = Blob::new(RawBytes::new(replaced));
        Ok(Some(Replaced { name, source }))
    }

    fn lost(&mut self, loss: Loss) {
        self.losses.push(loss);
    }
}

/// Replaces a needle wherever a reading of a part shows it, until none does.
fn replace_read(
    reading: Reading,
    bytes: &[u8],
    needle: &[u8],
    texts: &mut Vec<String>,
) -> Result<Vec<u8>, Withheld> {
    let mut bytes = bytes.to_vec();
    let mut known = false;
    loop {
        let name = RawName::new("part.xml");
        let document = Document::open_as(reading, &name, RawBytes::new(bytes.clone()), &Limits::default())?;
        if !known {
            known = true;
            texts.push(String::from_utf8_lossy(document.text()).into_owned());
        }
        let mut first: Option<Span> = None;
        let mut look = |text: &[u8], locate: &dyn Fn(Span) -> Span| {
            let at = text.windows(needle.len().max(1)).position(|w| w == needle);
            let span = at.and_then(|at| Span::new(at, at + needle.len())).map(locate);
            first = [first, span].into_iter().flatten().min();
        };
        look(document.text(), &|span| span);
        document.for_each_view(&mut |view| look(view.bytes(), &|span| view.locate(span)));
        document.for_each_field(&mut |field| look(field.value.bytes(), &|span| field.value.locate(span)));
        let Some(span) = first else { return Ok(bytes) };
        let edit = Edit { span, placeholder: Placeholder { kind: Kind::known("GONE"), number: 1 } };
        bytes = document.write(&[edit])?.into_exposed();
    }
}

fn replace(text: &[u8], needle: &[u8], by: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !needle.is_empty() && text[at..].starts_with(needle) {
            out.extend_from_slice(by);
            at += needle.len();
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
    out
}

/// Opens what must be a container.
pub(crate) fn container(name: &str, bytes: &[u8], limits: &Limits) -> Result<Container, Withheld> {
    match open(&RawName::new(name), Blob::new(RawBytes::new(bytes.to_vec())), limits)? {
        Opened::Container(container) => Ok(container),
        Opened::Text(_) => panic!("{name} is a text"),
    }
}

/// Writes the copy of a container, with the needle replaced.
pub(crate) fn copy(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    needle: &str,
) -> Result<(Vec<u8>, Replacing), Withheld> {
    let container = container(name, bytes, limits)?;
    let (mut visitor, mut output) = (Replacing::new(needle), Cursor::new(Vec::new()));
    let mut budget = Budget::new(limits, container.source_bytes());
    container.walk(limits, &mut budget, &mut visitor, Some(&mut output as &mut dyn Output))?;
    Ok((output.into_inner(), visitor))
}

/// Says whether bytes hold a text, in any of the ways that a planted one was written.
pub(crate) fn holds(bytes: &[u8], text: &str) -> bool {
    let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    [text.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
        .iter()
        .any(|needle| bytes.windows(needle.len()).any(|w| w == needle))
}
