//! The labels that a web page sets beside its values, whatever end tags it leaves out (WHATWG HTML, "Optional tags"):
//! `<label for=p>`, `<label>` around an input, `placeholder`, `aria-label`, `type=password`; `<dt>` before `<dd>`,
//! `<th>` before or above `<td>`, and the first cell of a row.
//!
//! Tags are taken one after another, not as a tree: an element ends where the next of its kind begins.

use crate::event::{Event, Token};
use crate::view::{Draft, View};
use crate::{Field, decode, markup};
use evidact_model::ViewKind;
use evidact_raw::KeyPath;
use std::collections::BTreeMap;

/// A longer text is no label.
const MAX_LABEL_BYTES: usize = 64;
/// More columns of a table than these have no names.
const MAX_COLUMNS: usize = 256;
/// So many labels of one input are read.
const MAX_LABELS: usize = 6;

/// Shows every value of a page under its label.
pub(crate) fn for_each(text: &[u8], visit: &mut dyn FnMut(Field<'_>)) {
    let mut walk = Walk { text, ..Walk::default() };
    // A page that is broken further down has its labels up to there.
    let _ = markup::read(markup::Dialect::Html, text, &mut |event| walk.event(event));
    walk.tag_done();
    walk.tell_inputs();
    let mut shown =
        Shown { text, value: View::new(ViewKind::Field, Draft::default()), key: Draft::default() };
    for (label, value) in &walk.told {
        shown.tell(*label, *value, visit);
    }
}

/// Shows fields, with buffers that serve for all of them.
struct Shown<'t> {
    text: &'t [u8],
    value: View,
    key: Draft,
}

impl Shown<'_> {
    fn tell(&mut self, label: Token, value: Token, visit: &mut dyn FnMut(Field<'_>)) {
        self.key.clear();
        decode::token(self.text, label, &mut self.key);
        let mut path = KeyPath::new();
        path.push(self.key.bytes());
        let draft = self.value.draft_mut();
        draft.clear();
        decode::token(self.text, value, draft);
        if !draft.is_empty() {
            visit(Field { path: &path, value: &self.value });
        }
    }
}

/// What the text that comes next is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Elsewhere,
    Term,
    Described,
    Heading,
    Cell,
    Label,
    /// The text of an input of several lines.
    Area,
}

/// An input, and what may name it.
#[derive(Default)]
struct Input {
    id: Option<Token>,
    value: Option<Token>,
    labels: Vec<Token>,
}

#[derive(Default)]
struct Walk<'t> {
    text: &'t [u8],
    /// The name of the tag or attribute that was read last.
    name: Option<Token>,
    tag: Option<Token>,
    input: Input,
    /// What a label says that it is for.
    target: Option<Token>,
    place: Place,
    /// Open elements, and how many are open within the place.
    depth: usize,
    scope: usize,
    /// What a label says that is for no input by name: it is for the next one.
    around: Option<Token>,
    term: Option<Token>,
    columns: Vec<Option<Token>>,
    /// The cells of this row so far: whether all are headings, and what they say.
    headings: bool,
    row: Vec<Option<Token>>,
    row_name: Option<Token>,
    by_id: BTreeMap<&'t [u8], Token>,
    inputs: Vec<Input>,
    told: Vec<(Token, Token)>,
}

impl<'t> Walk<'t> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Name(token) => {
                self.name = Some(token);
            }
            Event::Open(_) => {
                self.tag_done();
                self.input = Input::default();
                self.tag = self.name.take();
                self.depth += 1;
                self.opened();
            }
            Event::Value(value) => {
                if let Some(name) = self.name.take() {
                    self.attribute(name, value);
                } else {
                    self.tag_done();
                    self.said(value);
                }
            }
            Event::Close => {
                self.tag_done();
                (self.name, self.tag) = (None, None);
                self.input = Input::default();
                self.depth = self.depth.saturating_sub(1);
                // A word in bold ends, the cell around it does not.
                if self.depth < self.scope {
                    self.place = Place::Elsewhere;
                }
            }
            Event::Key(_) | Event::Again(_) | Event::Other(_) => {}
        }
    }

    fn raw(&self, token: Token) -> &'t [u8] {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    fn opened(&mut self) {
        let Some(tag) = self.tag else { return };
        let name = self.raw(tag).to_ascii_lowercase();
        let before = self.place;
        self.place = match name.as_slice() {
            b"dt" => Place::Term,
            b"dd" => Place::Described,
            b"th" | b"td" => {
                let heading = name == b"th";
                self.headings &= heading;
                if self.row.len() < MAX_COLUMNS {
                    self.row.push(None);
                }
                if heading { Place::Heading } else { Place::Cell }
            }
            b"tr" | b"table" => {
                self.row_done(name == b"table");
                Place::Elsewhere
            }
            b"label" => {
                (self.around, self.target) = (None, None);
                Place::Label
            }
            b"textarea" => Place::Area,
            b"dl" => {
                self.term = None;
                Place::Elsewhere
            }
            b"form" | b"section" | b"body" => Place::Elsewhere,
            _ => return,
        };
        // Without end tags the elements of a list or row stand in each other; the first of them ends last.
        let goes_on = before != Place::Elsewhere && self.place != Place::Label;
        if !goes_on {
            self.scope = self.depth;
        }
    }

    /// A row of headings names the columns of the rows below it.
    fn row_done(&mut self, is_new_table: bool) {
        let row = std::mem::take(&mut self.row);
        if is_new_table {
            self.columns.clear();
        } else if self.headings && row.len() > 1 {
            self.columns = row;
        }
        self.headings = true;
        self.row_name = None;
    }

    fn attribute(&mut self, name: Token, value: Token) {
        let is = |word: &str| self.raw(name).eq_ignore_ascii_case(word.as_bytes());
        let password = is("type") && self.raw(value).eq_ignore_ascii_case(b"password");
        match () {
            () if is("id") => self.input.id = Some(value),
            () if is("for") => self.target = Some(value),
            () if is("value") => self.input.value = Some(value),
            () if password || is("name") || is("placeholder") || is("aria-label") || is("title") => {
                if self.input.labels.len() < MAX_LABELS && self.is_label(value) {
                    self.input.labels.push(value);
                }
            }
            () => {}
        }
    }

    fn is_label(&self, token: Token) -> bool {
        let raw = self.raw(token);
        raw.len() <= MAX_LABEL_BYTES && raw.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii())
    }

    /// All attributes of a tag are read.
    fn tag_done(&mut self) {
        let Some(tag) = self.tag else { return };
        let name = self.raw(tag);
        let is = |word: &[u8]| name.eq_ignore_ascii_case(word);
        if is(b"textarea") {
            // Its value is the text that comes next.
            return;
        }
        self.tag = None;
        let mut input = std::mem::take(&mut self.input);
        if is(b"input") && input.value.is_some_and(|v| v.start < v.end) {
            input.labels.extend(self.around.take());
            self.inputs.push(input);
        }
    }

    fn said(&mut self, text: Token) {
        if self.tag.take().is_some() {
            // The text of an input of several lines.
            let input = std::mem::take(&mut self.input);
            let labels = input.labels.into_iter().chain(self.around.take()).collect();
            self.inputs.push(Input { value: Some(text), id: input.id, labels });
            return;
        }
        let label = self.is_label(text).then_some(text);
        match self.place {
            Place::Term => self.term = label,
            Place::Described => self.told.extend(self.term.map(|term| (term, text))),
            Place::Label => self.label(label),
            Place::Heading | Place::Cell => self.cell(text, label),
            Place::Area | Place::Elsewhere => {}
        }
    }

    /// What a label says: of the input that it is for, of the next one, and of its cell.
    fn label(&mut self, label: Option<Token>) {
        match (label, self.target.take()) {
            (Some(label), Some(target)) => {
                self.by_id.entry(self.raw(target)).or_insert(label);
            }
            _ => self.around = label,
        }
        if let Some(cell) = self.row.last_mut() {
            *cell = cell.or(label);
        }
        if self.row.len() == 1 {
            self.row_name = label;
        }
    }

    fn cell(&mut self, text: Token, label: Option<Token>) {
        let Some(index) = self.row.len().checked_sub(1) else { return };
        let column = self.columns.get(index).copied().flatten();
        if self.place == Place::Cell {
            self.told.extend(column.map(|column| (column, text)));
            if column.is_none() && index > 0 {
                self.told.extend(self.row_name.map(|name| (name, text)));
            }
        }
        if let Some(cell) = self.row.last_mut() {
            // "Password" and a colon in bold behind it: the first text says it.
            *cell = cell.or(label);
        }
        if index == 0 || self.place == Place::Heading {
            self.row_name = self.row.last().copied().flatten();
        }
    }

    fn tell_inputs(&mut self) {
        for input in std::mem::take(&mut self.inputs) {
            let Some(value) = input.value else { continue };
            let by_id = input.id.and_then(|id| self.by_id.get(self.raw(id)).copied());
            self.told.extend(input.labels.into_iter().chain(by_id).map(|label| (label, value)));
        }
    }
}
