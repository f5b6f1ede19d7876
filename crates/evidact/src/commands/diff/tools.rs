//! How the lists of tools beside two reviews changed.

use evidact_mcp::{ListedTool, Metadata};
use evidact_model::CleanText;
use evidact_report::diff::{FieldChange, Kinds, Numbers, ToolChange, ToolDrift, ToolName};
use std::collections::{BTreeMap, BTreeSet};

/// Compares the lists, if both sides have any: what is not there cannot be compared.
pub(super) fn drift(old: &Metadata, new: &Metadata, numbers: Numbers) -> ToolDrift {
    let kinds = Kinds::default();
    let words = |text: &CleanText| {
        let words = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        if numbers == Numbers::Unrelated { kinds.without_numbers(&words) } else { words }
    };
    let (old, new) = (old.listed_tools(), new.listed_tools());
    if old.is_empty() || new.is_empty() {
        return ToolDrift::default();
    }
    let (before, after) = (by_name(&old), by_name(&new));
    let mut drift = ToolDrift::default();
    for (key, tool) in &after {
        let Some(old) = before.get(key) else {
            drift.added.push(named(tool));
            continue;
        };
        let fields = fields(old, tool, &words);
        if !fields.is_empty() {
            drift.changed.push(ToolChange { tool: named(tool), fields });
        }
    }
    let removed = before.iter().filter(|(key, _)| !after.contains_key(*key));
    drift.removed.extend(removed.map(|(_, tool)| named(tool)));
    drift
}

type ToolKey<'a> = (Option<&'a CleanText>, &'a CleanText);

/// The tools of a side; of a server that has several lists, as the last one tells them.
fn by_name<'a>(tools: &[ListedTool<'a>]) -> BTreeMap<ToolKey<'a>, ListedTool<'a>> {
    tools.iter().map(|tool| ((tool.server(), tool.name()), *tool)).collect()
}

fn named(tool: &ListedTool<'_>) -> ToolName {
    ToolName {
        server: tool.server().map(ToString::to_string),
        name: tool.name().to_string(),
        path: tool.path().to_string(),
    }
}

/// What a tool says otherwise of itself, as far as both lists tell it.
fn fields(
    old: &ListedTool<'_>,
    new: &ListedTool<'_>,
    words: &dyn Fn(&CleanText) -> String,
) -> Vec<FieldChange> {
    let mut out = Vec::new();
    if let (Some(before), Some(after)) = (old.description(), new.description())
        && words(before) != words(after)
    {
        let field = "description".to_owned();
        out.push(FieldChange { field, before: None, after: None, text: true });
    }
    if let (Some(before), Some(after)) = (old.parameters(), new.parameters()) {
        out.extend(by_key("parameter", &before, &after, |sort| (*sort).to_owned()));
    }
    match (old.annotations(), new.annotations()) {
        (None, None) => {}
        (before, after) => {
            let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
            out.extend(by_key("annotation", &before, &after, ToString::to_string));
        }
    }
    out
}

/// What differs under the keys of two maps.
fn by_key<V: PartialEq>(
    what: &str,
    before: &BTreeMap<&str, V>,
    after: &BTreeMap<&str, V>,
    written: impl Fn(&V) -> String,
) -> Vec<FieldChange> {
    let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let other = keys.into_iter().filter(|key| before.get(key) != after.get(key));
    let fields = other.map(|key| FieldChange {
        field: format!("{what} {key}"),
        before: before.get(key).map(&written),
        after: after.get(key).map(&written),
        text: false,
    });
    fields.collect()
}
