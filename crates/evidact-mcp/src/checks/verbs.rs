//! What the name of a tool says that it does.

use crate::value::name_words;

/// What a tool does, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Reads,
    Changes,
    Destroys,
    Unknown,
}

const READS: &[&str] = &[
    "get", "list", "search", "read", "fetch", "find", "describe", "query", "count", "show", "view", "check",
    "validate", "lookup", "inspect", "explain", "analyze", "analyse", "compare", "browse", "retrieve",
    "resolve", "preview", "status",
];

const CHANGES: &[&str] = &[
    "create", "update", "write", "send", "execute", "exec", "put", "push", "merge", "move", "rename", "edit",
    "insert", "add", "upload", "deploy", "publish", "approve", "transfer", "pay", "refund", "cancel",
    "close", "reset", "stop", "restart", "grant", "assign", "modify", "patch", "append", "save", "submit",
    "reply", "invite", "archive", "enable", "disable", "install", "upsert", "replace",
];

const DESTROYS: &[&str] = &[
    "delete",
    "remove",
    "drop",
    "destroy",
    "purge",
    "kill",
    "terminate",
    "revoke",
    "uninstall",
    "erase",
    "wipe",
    "truncate",
    "overwrite",
];

/// Returns what the first word says that says anything: `get_updates` reads, `github_delete_file` destroys.
pub(super) fn effect(name: &str) -> Effect {
    let lower = name_words(name);
    let known = |word: &str| {
        [(READS, Effect::Reads), (CHANGES, Effect::Changes), (DESTROYS, Effect::Destroys)]
            .iter()
            .find(|(words, _)| words.contains(&word))
            .map(|(_, effect)| *effect)
    };
    lower.split('_').find_map(known).unwrap_or(Effect::Unknown)
}

#[cfg(test)]
mod tests {
    use super::{Effect, effect};

    #[test]
    fn the_first_verb_decides() {
        assert_eq!(effect("get_updates"), Effect::Reads);
        assert_eq!(effect("github_delete_file"), Effect::Destroys);
        assert_eq!(effect("issueWrite"), Effect::Changes);
        assert_eq!(effect("listDeletedItems"), Effect::Reads);
        assert_eq!(effect("weather"), Effect::Unknown);
    }
}
