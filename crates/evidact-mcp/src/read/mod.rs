//! Tells what a file is by its shape, and reads it: one module a family of formats.

mod accountable;
mod bundle;
mod client;
mod compose;
mod docker;
mod names;
mod registry;
mod schema;
mod tools;

use crate::facts::{Kind, Source};
use crate::tree::{At, Grammar, Unreadable};
use evidact_model::{CleanText, Phrase};
pub(crate) use names::{grammar_of, is_named_like_metadata, mentions_metadata};

/// Why a file that looks like metadata gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It breaks its grammar on this line.
    Syntax(u32),
    /// It is nested too deeply.
    Deep,
    /// It is sound, and of no shape that is known.
    UnknownShape,
    /// It is the settings of an IDE, which hold servers in XML.
    Settings,
}

impl Unread {
    /// Says why in a sentence.
    pub(crate) fn explain(self) -> Phrase {
        match self {
            Self::Syntax(line) => {
                let english = format!("It breaks the grammar of its format on line {line}.");
                Phrase::new("unread-syntax", english).with("line", line)
            }
            Self::Deep => Phrase::new("unread-deep", "It is nested too deeply to be read."),
            Self::UnknownShape => Phrase::new(
                "unread-unknown-shape",
                "It holds no server, no list of tools and no capabilities in a form that is known.",
            ),
            Self::Settings => Phrase::new(
                "unread-settings",
                "It is settings of an IDE in XML, which are not read; put the servers beside it as JSON.",
            ),
        }
    }
}

impl From<Unreadable> for Unread {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Syntax(line) => Self::Syntax(line),
            Unreadable::Deep => Self::Deep,
        }
    }
}

/// Reads a file. Nothing, if it is no metadata and does not look like it.
pub(crate) fn read(path: &CleanText, text: &CleanText) -> Option<Result<Source, Unread>> {
    let claims = is_named_like_metadata(path.as_str());
    if !claims && !mentions_metadata(text.as_str()) {
        return None;
    }
    if names::is_markup(text.as_str()) {
        // The client reads another file where this one holds no server.
        return mentions_metadata(text.as_str()).then_some(Err(Unread::Settings));
    }
    let grammar = grammar_of(path.as_str(), text.as_str());
    let roots = match grammar.read(text) {
        Ok(roots) => roots,
        // What only mentions metadata, such as a page of documentation in YAML, owes nobody a reading.
        Err(why) => return claims.then_some(Err(why.into())),
    };
    let mut source = Source::new(path.clone());
    for root in &roots {
        shapes(&At::top(root), grammar, &mut source);
    }
    source.kinds.dedup();
    if source.kinds.is_empty() { claims.then_some(Err(Unread::UnknownShape)) } else { Some(Ok(source)) }
}

/// Reads a document by every shape that it has. A settings file of a client may be several things at once.
fn shapes(top: &At<'_>, grammar: Grammar, source: &mut Source) {
    let before = source.kinds.len();
    if registry::is(top) {
        source.kinds.push(Kind::Registry);
        registry::read(top, source);
    } else if bundle::is(top) {
        source.kinds.push(Kind::Bundle);
        bundle::read(top, source);
    } else if docker::is(top) {
        source.kinds.push(Kind::DockerCatalog);
        docker::read(top, source);
    } else if compose::is(top) {
        source.kinds.push(Kind::Compose);
        compose::read(top, source);
    } else {
        if client::read(top, source) {
            source.kinds.push(Kind::Client(names::client_of(source.path.as_str())));
        }
        if grammar != Grammar::Toml {
            let texts = source.texts.len();
            let (listed, announced) = tools::read(top, source);
            if listed {
                source.kinds.push(Kind::Tools);
            }
            if source.texts.len() > texts {
                source.kinds.push(Kind::Texts);
            }
            if announced {
                source.kinds.push(Kind::Handshake);
            }
        }
    }
    if source.kinds.len() > before {
        accountable::read(top, source);
    }
}
