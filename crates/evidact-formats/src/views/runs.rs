//! Sentences that chats and editors keep as runs of text, each joined to one text:
//! `["the password is ", {"type": "code", "text": "…"}]`.

use crate::Syntax;
use crate::event::{Event, Shape, Token};
use crate::view::Draft;
use crate::{decode, json};

/// Members that hold the text of a run: exports of Telegram and Slack, documents of Atlassian, Notion and Quill.
const TEXTS: [&[u8]; 3] = [b"text", b"plain_text", b"insert"];

/// Members that tell a message of a chat, which is no run of a sentence.
const OF_MESSAGES: [&[u8]; 8] = [b"id", b"ts", b"date", b"user", b"author", b"from", b"role", b"timestamp"];

/// A container that is open.
struct Open {
    shape: Shape,
    /// The runs of a list, its own strings and those of the maps in it; of a map its own text.
    runs: Vec<Token>,
    /// One of them is that of a map, so that the list is no list of names.
    mapped: bool,
    is_message: bool,
}

/// Shows every list of runs as the sentence that it is.
pub(super) fn for_each(text: &[u8], emit: &mut dyn FnMut(Draft)) {
    let has = |name: &&[u8]| {
        memchr::memmem::find_iter(text, name)
            .any(|at| at > 0 && text.get(at - 1) == Some(&b'"') && text.get(at + name.len()) == Some(&b'"'))
    };
    if !TEXTS.iter().any(has) {
        return;
    }
    let mut open: Vec<Open> = Vec::new();
    let mut is_text = false;
    // The text was verified when it was opened, so it does not break here.
    let _ = json::read(text, &mut |event| match event {
        Event::Open(shape) => {
            is_text = false;
            open.push(Open { shape, runs: Vec::new(), mapped: false, is_message: false });
        }
        Event::Key(key) => {
            is_text = TEXTS.contains(&key.raw(text));
            if let Some(top) = open.last_mut() {
                top.is_message |= OF_MESSAGES.contains(&key.raw(text));
            }
        }
        Event::Value(token) => {
            let named = std::mem::take(&mut is_text);
            if let Some(top) = open.last_mut()
                && token.syntax == Syntax::JsonString
                && (top.shape == Shape::List || named && top.runs.is_empty())
            {
                top.runs.push(token);
            }
        }
        Event::Close => close(text, &mut open, emit),
        Event::Name(_) | Event::Again(_) | Event::Other(_) => {}
    });
}

/// Closes a container: a map is a run of the list around it, a list with such runs is a sentence.
fn close(text: &[u8], open: &mut Vec<Open>, emit: &mut dyn FnMut(Draft)) {
    let Some(closed) = open.pop() else { return };
    match (closed.shape, open.last_mut()) {
        (Shape::Map, Some(list)) if list.shape == Shape::List && !closed.is_message => {
            list.mapped |= !closed.runs.is_empty();
            list.runs.extend(closed.runs);
        }
        (Shape::List, _) if closed.mapped && closed.runs.len() > 1 => {
            let mut draft = Draft::default();
            for &run in &closed.runs {
                decode::token(text, run, &mut draft);
            }
            emit(draft);
        }
        _ => {}
    }
}
