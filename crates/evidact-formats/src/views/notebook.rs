//! The line arrays of notebooks, each joined to one text.

use crate::Syntax;
use crate::event::{Event, Shape, Token};
use crate::view::Draft;
use crate::{decode, json};

/// Shows every array of strings in a notebook in which each but the last ends its line, and whatever it holds every
/// one that readers join.
pub(super) fn for_each(text: &[u8], emit: &mut dyn FnMut(Draft)) {
    let has = |needle: &[u8]| memchr::memmem::find(text, needle).is_some();
    if !has(b"\"nbformat\"") || !has(b"\"cells\"") {
        return;
    }
    let mut lines: Vec<Token> = Vec::new();
    let (mut in_list, mut joined) = (false, false);
    // The text was verified when it was opened, so it does not break here.
    let _ = json::read(text, &mut |event| match event {
        Event::Open(shape) => {
            lines.clear();
            in_list = shape == Shape::List;
        }
        Event::Value(token) if in_list && token.syntax == Syntax::JsonString => lines.push(token),
        Event::Value(_) => in_list = false,
        Event::Key(key) => {
            in_list = false;
            joined = is_joined(key.raw(text));
        }
        Event::Close => {
            if in_list && (is_lines(text, &lines) || joined && lines.len() > 1) {
                let mut draft = Draft::default();
                for &line in &lines {
                    decode::token(text, line, &mut draft);
                }
                emit(draft);
            }
            in_list = false;
        }
        Event::Name(_) | Event::Again(_) | Event::Other(_) => {}
    });
}

/// Says whether readers join what is under a key: cells, streams and data by their media type.
fn is_joined(key: &[u8]) -> bool {
    matches!(key, b"source" | b"text") || key.contains(&b'/')
}

fn is_lines(text: &[u8], lines: &[Token]) -> bool {
    match lines.split_last() {
        Some((_, first)) => !first.is_empty() && first.iter().all(|l| l.raw(text).ends_with(b"\\n")),
        None => false,
    }
}
