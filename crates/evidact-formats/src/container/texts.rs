//! Parts of documents taken apart: markup that stays as it is, and texts that are shown and put back.

use super::formula;
use super::nodes::{Element, Name, Node, Xml, put_attribute, put_text};
use super::page_codes;
use super::table::{Shown, Table};
use super::{Place, Walk};
use evidact_model::{TextKind, Withheld};
use std::borrow::Cow;
use std::collections::HashMap;

/// Texts that stand in attributes and in small elements, each shown once.
#[derive(Default)]
pub(crate) struct Texts {
    table: Table,
    known: HashMap<Vec<u8>, usize>,
}

impl Texts {
    /// Adds a text and returns its number.
    pub(crate) fn add(&mut self, text: &[u8]) -> usize {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let number = self.table.push(text);
        self.table.end_row();
        self.known.insert(text.to_vec(), number);
        number
    }

    /// Adds a text beside what names it, and returns the numbers of both.
    pub(crate) fn pair(&mut self, label: &[u8], text: &[u8]) -> (usize, usize) {
        let both = (self.table.push(label), self.table.push(text));
        self.table.end_row();
        both
    }

    /// Adds a formula; with several texts in quotes in it, what they say one behind the other has its own number.
    pub(crate) fn formula(&mut self, formula: &[u8]) -> Spoken {
        let joined = formula::joined(formula).map(|joined| self.add(&joined));
        Spoken { text: self.add(formula), joined, told: formula::look(formula) }
    }

    /// Shows the texts and returns what came back.
    pub(crate) fn show(
        self,
        walk: &mut Walk<'_>,
        name: &str,
        place: Place,
    ) -> Result<Option<Shown>, Withheld> {
        self.table.show(walk, name, TextKind::Data, place)
    }

    /// Shows the texts as names of styles, fonts and shapes, and returns what came back.
    pub(crate) fn show_looks(self, walk: &mut Walk<'_>, name: &str) -> Result<Option<Shown>, Withheld> {
        self.table.show(walk, name, TextKind::Looks, Place::aside("styles"))
    }
}

/// A formula among texts.
#[derive(Clone, Copy)]
pub(crate) struct Spoken {
    pub(crate) text: usize,
    joined: Option<usize>,
    told: formula::Told,
}

impl Spoken {
    /// Says whether the formula can stay: neither it nor what it puts together came back changed, and it hides nothing.
    pub(crate) fn stays(self, shown: &Shown) -> bool {
        let changed =
            shown.is_changed(self.text) || self.joined.is_some_and(|joined| shown.is_changed(joined));
        !changed && !self.told.is_spelled
    }

    /// Says whether the formula puts something together and always comes to the same.
    pub(crate) fn is_constant(self) -> bool {
        self.told.is_constant
    }

    /// Says whether the formula is constant and more than one text, so that nobody reads what it comes to.
    pub(crate) fn is_put_together(self) -> bool {
        self.told.is_constant && self.joined.is_some()
    }
}

/// Markup, and where something else goes into it.
pub(crate) struct Pieces<M> {
    out: Vec<u8>,
    marks: Vec<(usize, M)>,
}

impl<M> Default for Pieces<M> {
    fn default() -> Self {
        Self { out: Vec::new(), marks: Vec::new() }
    }
}

impl<M> Pieces<M> {
    pub(crate) fn put(&mut self, markup: &[u8]) {
        self.out.extend_from_slice(markup);
    }

    pub(crate) fn markup(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    pub(crate) fn mark(&mut self, mark: M) {
        self.marks.push((self.out.len(), mark));
    }

    /// Writes the markup; `put` writes what stands at a mark.
    pub(crate) fn render(&self, out: &mut Vec<u8>, mut put: impl FnMut(&M, &mut Vec<u8>)) {
        let mut at = 0;
        for (place, mark) in &self.marks {
            out.extend_from_slice(self.out.get(at..*place).unwrap_or_default());
            put(mark, out);
            at = *place;
        }
        out.extend_from_slice(self.out.get(at..).unwrap_or_default());
    }
}

/// A text in a part.
pub(crate) enum Mark {
    /// Between tags.
    Text { text: usize, then: Then },
    /// An attribute.
    Attribute { name: Vec<u8>, text: usize, then: Then },
    /// A formula between tags, and what stands there if it cannot stay.
    Formula { formula: Spoken, or: &'static str },
    /// A header or footer with its codes, and what people read of its sections.
    Codes { text: usize, sections: Vec<(u8, usize)> },
    /// A formula in an attribute, which goes if it cannot stay.
    FormulaAttribute { name: Vec<u8>, formula: Spoken },
}

/// What becomes of a text that came back changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// It is put as it came.
    Put,
    /// It is left out: only some words may stand there.
    Omit,
    /// This is put in its place.
    Instead(&'static str),
    /// It is a formula; one that cannot stay becomes this.
    Formula(&'static str),
    /// It is a header or footer of a sheet, with codes in it.
    Codes,
}

impl Then {
    /// Returns what to put.
    fn choose(self, shown: &Shown, text: usize) -> Option<Cow<'_, [u8]>> {
        let Some(changed) = shown.changed(text) else { return Some(shown.get(text)) };
        match self {
            Self::Put | Self::Codes => Some(changed),
            Self::Omit | Self::Formula(_) => None,
            Self::Instead(other) => Some(Cow::Borrowed(other.as_bytes())),
        }
    }
}

/// Returns what to put for a formula: a text in quotes stays one.
fn formula_text<'s>(formula: Spoken, or: &'static str, shown: &'s Shown) -> Cow<'s, [u8]> {
    if formula.stays(shown) {
        return shown.get(formula.text);
    }
    let (was, now) = (shown.was(formula.text), shown.get(formula.text));
    let quoted = |t: &[u8]| t.len() > 1 && t.starts_with(b"\"") && t.ends_with(b"\"");
    let inside = |t: &[u8]| memchr::memchr_iter(b'"', t).count() == 2;
    if quoted(&was) && quoted(&now) && inside(&now) { now } else { Cow::Borrowed(or.as_bytes()) }
}

impl Mark {
    /// Writes what stands here.
    pub(crate) fn put(&self, shown: &Shown, out: &mut Vec<u8>) {
        match self {
            Self::Text { text, then } => {
                if let Some(text) = then.choose(shown, *text) {
                    put_text(&text, out);
                }
            }
            Self::Attribute { name, text, then } => {
                if let Some(text) = then.choose(shown, *text) {
                    put_attribute(name, &text, out);
                }
            }
            Self::Codes { text, sections } => put_text(&page_codes::put(*text, sections, shown), out),
            Self::Formula { formula, or } => put_text(&formula_text(*formula, or, shown), out),
            Self::FormulaAttribute { name, formula } if formula.stays(shown) => {
                put_attribute(name, &shown.get(formula.text), out);
            }
            Self::FormulaAttribute { .. } => {}
        }
    }
}

/// What of a part gets into its copy.
pub(crate) trait Rules {
    /// Returns the name to write for an element that is kept.
    fn element<'n>(&self, name: Name<'n>) -> Option<Cow<'n, [u8]>>;

    /// Says what becomes of an attribute that is kept if its text comes back changed.
    fn attribute(&self, element: Name<'_>, attribute: Name<'_>) -> Option<Then>;

    /// Says what becomes of the text of an element if it comes back changed.
    fn text(&self, element: Name<'_>) -> Then;
}

/// Copies an element that has just begun, with all that is in it and that the rules keep.
pub(crate) fn copy(
    xml: &mut Xml<'_>,
    first: &Element<'_>,
    rules: &dyn Rules,
    texts: &mut Texts,
    pieces: &mut Pieces<Mark>,
) -> Result<(), Withheld> {
    let depth = xml.depth();
    let mut open: Vec<(Vec<u8>, Then)> = Vec::new();
    let Some(name) = rules.element(first.name) else { return xml.pass() };
    start(first, &name, rules, texts, pieces);
    open.push((name.into_owned(), rules.text(first.name)));
    while xml.depth() >= depth {
        match xml.next()? {
            Node::Start(element) => match rules.element(element.name) {
                Some(name) => {
                    start(&element, &name, rules, texts, pieces);
                    open.push((name.into_owned(), rules.text(element.name)));
                }
                None => xml.pass()?,
            },
            Node::Text(text) => {
                if !text.trim_ascii().is_empty() {
                    let then = open.last().map_or(Then::Omit, |o| o.1);
                    pieces.mark(match then {
                        Then::Formula(or) => Mark::Formula { formula: texts.formula(&text), or },
                        Then::Codes => page_codes::mark(&text, texts),
                        _ => Mark::Text { text: texts.add(&text), then },
                    });
                }
            }
            Node::End => {
                if let Some((name, _)) = open.pop() {
                    pieces.put(b"</");
                    pieces.put(&name);
                    pieces.put(b">");
                }
            }
            Node::Done => return Err(Withheld::Damaged),
        }
    }
    Ok(())
}

fn start(
    element: &Element<'_>,
    name: &[u8],
    rules: &dyn Rules,
    texts: &mut Texts,
    pieces: &mut Pieces<Mark>,
) {
    pieces.put(b"<");
    pieces.put(name);
    for attribute in &element.attributes {
        let Some(then) = rules.attribute(element.name, attribute.name) else { continue };
        let name = attribute.name.qualified();
        if is_measure(&attribute.value) {
            put_attribute(&name, &attribute.value, pieces.markup());
        } else {
            let text = texts.add(&attribute.value);
            pieces.mark(Mark::Attribute { name, text, then });
        }
    }
    pieces.put(b">");
}

/// Says whether a value is so short a number, measure, colour or truth value that it cannot be evidence.
pub(crate) fn is_measure(value: &[u8]) -> bool {
    const UNITS: [&[u8]; 9] = [b"", b"%", b"cm", b"mm", b"in", b"pt", b"px", b"pc", b"em"];
    if value.len() > 20 {
        return false;
    }
    if matches!(value, b"" | b"true" | b"false") {
        return true;
    }
    if let Some(hex) = value.strip_prefix(b"#") {
        return hex.len() == 6 && hex.iter().all(u8::is_ascii_hexdigit);
    }
    let digits = |t: &[u8]| t.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = value.strip_prefix(b"-").unwrap_or(value);
    let whole = digits(rest);
    let rest = rest.get(whole..).unwrap_or_default();
    let (fraction, rest) = match rest.strip_prefix(b".") {
        Some(rest) => {
            let n = digits(rest);
            (n, rest.get(n..).unwrap_or_default())
        }
        None => (0, rest),
    };
    (1..=6).contains(&whole) && whole + fraction <= 8 && UNITS.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::is_measure;

    #[test]
    fn takes_measures_for_harmless_and_nothing_else() {
        for value in ["", "12", "-0.5cm", "100%", "#00ff00", "true", "16.99"] {
            assert!(is_measure(value.as_bytes()), "{value}");
        }
        for value in ["4111111111111111", "1234567", "hunter2", "12abc", "#hunter", "1.2.3.4"] {
            assert!(!is_measure(value.as_bytes()), "{value}");
        }
    }
}
