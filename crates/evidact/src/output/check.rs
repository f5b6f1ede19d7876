//! How the messages of `check` are written: text, JSON, SARIF. None of them holds anything but verified text.

use super::sarif::{log, numbered, uri};
use crate::sidecars::Unusable;
use crate::terminal::safe;
use evidact_model::Withheld;
use evidact_model::review::CatalogName;
use evidact_report::lint::{Level, Message, Profile, RULES, Rule};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The version of the machine output of `check`; schema in `docs/schemas/`.
const SCHEMA: u32 = 1;

/// What `check` says of a run.
pub(crate) struct Checked {
    /// The catalog by whose words the notes were read.
    pub(crate) catalog: CatalogName,
    /// How finished the notes are meant to be.
    pub(crate) profile: Profile,
    /// Each note.
    pub(crate) notes: Vec<CheckedNote>,
    /// What was not checked, and why.
    pub(crate) unread: Vec<(String, Unread)>,
}

/// What was said of one note.
pub(crate) struct CheckedNote {
    /// Its path, without what is sensitive in it.
    pub(crate) path: String,
    /// The messages, with lines of the note as the user has it.
    pub(crate) messages: Vec<Message>,
}

/// Why something was not checked.
pub(crate) enum Unread {
    /// It would be withheld.
    Withheld(Withheld),
    /// It is no text.
    NoText,
    /// It is a record beside notes, and of no use.
    Record(Unusable),
}

impl Unread {
    /// Says why, as `it …`.
    pub(crate) fn explain(&self) -> String {
        match self {
            Self::Withheld(reason) => reason.explain(),
            Self::NoText => "is no text or Markdown".to_owned(),
            Self::Record(why) => format!("{}; the notes beside it are checked without it", why.explain()),
        }
    }
}

impl Checked {
    fn messages(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.notes.iter().flat_map(|note| note.messages.iter().map(|message| (note.path.as_str(), message)))
    }

    /// Counts the messages of a level that no comment allows.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.messages().filter(|(_, message)| message.level == level && message.allowed.is_none()).count()
    }

    /// Counts the messages that comments allow.
    pub(crate) fn allowed(&self) -> usize {
        self.messages().filter(|(_, message)| message.allowed.is_some()).count()
    }
}

/// Writes messages for people; what a comment allows is left out.
pub(crate) fn text(checked: &Checked) -> String {
    let mut out = String::new();
    for (path, message) in checked.messages().filter(|(_, message)| message.allowed.is_none()) {
        let (level, id) = (message.level.as_str(), message.rule.id);
        let _ =
            writeln!(out, "{}:{}: {level}[{id}]: {}", safe(path), message.line, safe(message.what.as_str()));
        let _ = writeln!(out, "    help: {}", safe(message.help.as_str()));
    }
    for (path, reason) in &checked.unread {
        let _ = writeln!(out, "{}: not checked: it {}", safe(path), reason.explain());
    }
    out
}

/// Writes one JSON document.
pub(crate) fn json(checked: &Checked) -> String {
    let message = |(path, message): (&str, &Message)| {
        let mut object = json!({
            "path": path,
            "line": message.line,
            "rule": message.rule.id,
            "level": message.level.as_str(),
            "message": message.what,
            "help": message.help,
        });
        if let Some(allowed) = &message.allowed {
            object["allowed"] = json!({ "line": allowed.line, "reason": allowed.reason });
        }
        object
    };
    let unread = |(path, reason): &(String, Unread)| json!({ "path": path, "message": reason.explain() });
    let document = json!({
        "schema": SCHEMA,
        "tool": { "name": "evidact", "version": env!("CARGO_PKG_VERSION") },
        "catalog": { "name": checked.catalog.name, "version": checked.catalog.version },
        "profile": profile(checked.profile),
        "notes": checked.notes.iter().map(|note| &note.path).collect::<Vec<_>>(),
        "messages": checked.messages().map(message).collect::<Vec<_>>(),
        "unread": checked.unread.iter().map(unread).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

const fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Draft => "draft",
        Profile::Normal => "normal",
        Profile::Strict => "strict",
    }
}

/// Writes one SARIF log with one run. What a comment allows is suppressed there, with the reason.
pub(crate) fn sarif(checked: &Checked) -> String {
    let rules: Vec<Value> = RULES.iter().map(|rule| described(rule, checked.profile)).collect();
    let mut seen = BTreeMap::new();
    let found: Vec<Value> =
        checked.messages().map(|(path, message)| result(path, message, &mut seen)).collect();
    let unread = |(path, reason): &(String, Unread)| {
        let text = format!("{path}: not checked: it {}", reason.explain());
        json!({ "level": "warning", "message": { "text": text } })
    };
    let notifications: Vec<Value> = checked.unread.iter().map(unread).collect();
    log(&rules, &found, &notifications)
}

fn described(rule: &Rule, profile: Profile) -> Value {
    let level = rule.weight.level(profile).map_or("none", Level::as_str);
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.reason },
        "help": { "text": format!("{} See the section {} of docs/check.md.", rule.reason, rule.id) },
        "defaultConfiguration": { "level": level },
    })
}

fn result(path: &str, message: &Message, seen: &mut BTreeMap<String, usize>) -> Value {
    let (id, what) = (message.rule.id, message.what.as_str());
    let suppressions: Vec<Value> = message
        .allowed
        .iter()
        .map(|allowed| json!({ "kind": "inSource", "justification": allowed.reason }))
        .collect();
    json!({
        "ruleId": id,
        "ruleIndex": RULES.iter().position(|rule| rule.id == id),
        "level": message.level.as_str(),
        "message": { "text": format!("{what}. Help: {}.", message.help) },
        "partialFingerprints": { "evidactMessage/v1": numbered(&format!("{path}\n{id}\n{what}"), seen) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": { "startLine": message.line },
        } }],
        "suppressions": suppressions,
    })
}
