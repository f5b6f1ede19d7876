//! Reads bytes into a [`Document`] of editable segments, decoded views and fields, and writes it back.
//!
//! # Coordinates
//! A document has a *text*: the source's bytes, transcoded to UTF-8 if the source was UTF-16 or in a legacy
//! encoding, else the bytes themselves (also if they are not valid UTF-8). All spans (segments, views, fields,
//! edits) are relative to that text; [`Document::source_span`] maps to the bytes of the file.

mod document;
mod view;

pub use document::{Document, Edit, Field, Limits, Segment, Syntax};
pub use view::View;
