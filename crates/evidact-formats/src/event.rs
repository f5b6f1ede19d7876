//! What a reader says about a text, in document order: the one interface between formats and everything else.
//!
//! Segments, fields and the check after writing are all derived from the same events, so a format is one
//! reader (`fn(&[u8], &mut Sink) -> Result<(), Broken>`) and its cases in [`crate::write`] and [`crate::decode`].

use crate::Syntax;
use evidact_model::Withheld;

/// A run of the text with a role. May be empty.
#[derive(Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) syntax: Syntax,
}

impl Token {
    pub(crate) fn new(start: usize, end: usize, syntax: Syntax) -> Self {
        Self { start, end: end.max(start), syntax }
    }

    pub(crate) fn raw(self, text: &[u8]) -> &[u8] {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Whether a container names its members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Map,
    List,
}

/// One thing in a text.
#[derive(Clone, Copy)]
pub(crate) enum Event {
    /// A container begins; it is the value of the key before it, if there is one.
    Open(Shape),
    /// The innermost container ends.
    Close,
    /// An editable key; the next value or container is its.
    Key(Token),
    /// A key that cannot be edited here: a column header, an element's name.
    Name(Token),
    /// An editable value.
    Value(Token),
    /// A value once more: what an alias stands for, where its anchor has it.
    Again(Token),
    /// An editable run that is neither: a comment, a heading row.
    Other(Token),
}

impl Event {
    /// Returns the event of a text that begins so many bytes into another.
    pub(crate) fn moved(self, offset: usize) -> Self {
        let moved = |t: Token| Token { start: t.start + offset, end: t.end + offset, ..t };
        match self {
            Self::Key(token) => Self::Key(moved(token)),
            Self::Name(token) => Self::Name(moved(token)),
            Self::Value(token) => Self::Value(moved(token)),
            Self::Again(token) => Self::Again(moved(token)),
            Self::Other(token) => Self::Other(moved(token)),
            Self::Open(_) | Self::Close => self,
        }
    }
}

/// Takes the events of a reader.
pub(crate) type Sink<'s> = dyn FnMut(Event) + 's;

/// Why a reader stopped. Holds a position, never content.
pub(crate) enum Broken {
    /// The bytes do not hold to the grammar at this offset.
    At(usize),
    /// The source must not be published, whatever it says.
    Withhold(Withheld),
}
