//! Says what is wrong with the text of a catalog: which item, which key, and what there may be. Nothing that stands behind a
//! key is repeated.

use super::CatalogError;
use evidact_model::nearest;
use toml::de::DeTable;

/// Makes an error of what the reader says of a catalog.
pub(super) fn syntax(text: &str, error: &toml::de::Error, line: impl Fn(usize) -> usize) -> CatalogError {
    let at = error.span().map_or(0, |span| span.start);
    let is_toml = DeTable::parse(text).is_ok();
    let what =
        if is_toml { fault(error.message(), key_at(text, at)) } else { "is not valid TOML".to_owned() };
    CatalogError::Syntax { line: line(at), item: item_at(text, at), what }
}

/// What the reader expected instead, in words of the program's own: what it met stands before the last `expected`.
fn fault(message: &str, key: Option<&str>) -> String {
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("needs {name}");
    }
    let Some((met, expected)) = message.rsplit_once(", expected ") else {
        return "has a key twice, or a value that a catalog does not have".to_owned();
    };
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let met = met.split('`').nth(1).unwrap_or_default();
    let meant = nearest(met, names.iter().copied());
    let meant = meant.map(|name| format!(" (is `{name}` meant?)")).unwrap_or_default();
    let key = key.map_or_else(|| "a value here".to_owned(), |key| format!("`{key}`"));
    match message {
        _ if message.starts_with("unknown field") => {
            format!("has a key that there is not{meant}; there are {}", names.join(", "))
        }
        _ if message.starts_with("unknown variant") => {
            format!("{key} is none of those that there are{meant}: {}", names.join(", "))
        }
        _ => format!("{key} must be {expected}"),
    }
}

/// The keys that have a value of one kind alone, so that a fault can be one of their value.
const KEYS: [&str; 30] = [
    "schema",
    "catalog",
    "version",
    "title",
    "subject",
    "checked_against",
    "sidecar",
    "extends",
    "keeps",
    "unknown",
    "boundary_fillers",
    "id",
    "kind",
    "key",
    "statement",
    "question",
    "check",
    "boundary",
    "list",
    "value",
    "responsible",
    "spec_status",
    "answered_by",
    "gaps",
    "rules",
    "counters",
    "refs",
    "lint",
    "synonyms",
    "stems",
];

/// Returns the key on the line of an offset, if it is one that catalogs have.
fn key_at(text: &str, at: usize) -> Option<&'static str> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let name = text.get(start..)?.split(['=', '\n']).next()?.trim();
    KEYS.into_iter().find(|key| *key == name)
}

/// Returns the id of the item in which an offset lies.
fn item_at(text: &str, at: usize) -> Option<String> {
    const HEAD: &str = "[[item]]";
    // An item that lacks something is itself where the fault is.
    let upto = text.get(..text.len().min(at + HEAD.len()))?;
    let start = upto.rfind(HEAD)? + HEAD.len();
    let own = text.get(start..)?.split("\n[").next()?;
    let line = own.lines().find_map(|line| line.trim().strip_prefix("id")?.trim_start().strip_prefix('='))?;
    let id = line.trim().trim_matches(['"', '\'']);
    super::read::is_sound(id).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::Catalog;

    fn said(item: &str) -> String {
        let head = "schema = 1\nextends = \"mcp-server-trust\"\n";
        Catalog::from_toml(&format!("{head}{item}")).expect_err("a wrong catalog").to_string()
    }

    const ITEM: &str = "[[item]]\nid = \"OUR-01\"\nkind = \"risk\"\ntitle = \"canary\"\nstatement = \"s\"\ncheck = \"note\"\n";

    #[test]
    fn names_the_item_the_key_what_is_allowed_and_the_nearest() {
        let kind = said(&ITEM.replace("\"risk\"", "\"riks\""));
        assert!(kind.starts_with("line 5: item OUR-01: `kind` is none of those that there are (is `risk` meant?): report-field, "), "{kind}");
        let check = said(&ITEM.replace("\"note\"", "\"maybe\""));
        assert!(
            check.starts_with("line 8: item OUR-01: `check` is none of those that there are: note, static, "),
            "{check}"
        );
        let key = said(&format!("{ITEM}synonym = [\"canary\"]\n"));
        assert!(key.starts_with("line 9: item OUR-01: has a key that there is not (is `synonyms` meant?); there are id, kind, "), "{key}");
        assert_eq!(said(&ITEM.replace("title = \"canary\"\n", "")), "line 3: item OUR-01: needs `title`");
        let wrong = said(&format!("{ITEM}synonyms = \"canary\"\n"));
        assert!(wrong.starts_with("line 9: item OUR-01: `synonyms` must be "), "{wrong}");
        assert_eq!(said("item = canary\n"), "line 3: is not valid TOML");
        assert!(
            said("sidecars = \"canary\"\n")
                .contains("line 3: has a key that there is not (is `sidecar` meant?)")
        );
        for text in [kind, check, key, wrong] {
            assert!(!text.contains("canary"), "{text}");
        }
    }
}
