//! The XML parts of documents: what people read of them as one text, with a way back to the markup.
//!
//! A word processor spreads a sentence, and a secret in it, over any number of elements. A [`Vocabulary`] says
//! what its elements do to text; from that [`extract::Extract`] puts together the lines that people see. It is
//! this text that is searched and edited; an edit changes the character data that spells it and nothing else, so
//! formatting between two runs survives.

mod edit;
mod extract;
mod scan;
mod tables;
mod views;
mod vocabulary;

pub(crate) use extract::Extract;
pub(crate) use scan::{Attribute, Attributes, Item, Scanner, Tag, local};
pub use vocabulary::{Element, Vocabulary};
