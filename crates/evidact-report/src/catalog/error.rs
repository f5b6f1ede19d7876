//! Why a catalog cannot be used. An error names a line and an id, never what stands there.

/// Why a catalog cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Not TOML, an unknown key, an unknown kind, or a value of the wrong type.
    #[error("line {line}: {}{what}", of(item.as_deref()))]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The id of the item, if the line is of one with a sound id.
        item: Option<String>,
        /// What is wrong, and what there may be.
        what: String,
    },
    /// Synonyms for an item that there is not.
    #[error("`more_synonyms` names an item that there is not: {item}{}", meant(nearest.as_deref()))]
    MoreSynonyms {
        /// The id; nothing of it, if it is not sound.
        item: String,
        /// The id that comes nearest.
        nearest: Option<String>,
    },
    /// The file is of another schema.
    #[error("needs `schema = 1` at its beginning")]
    Schema,
    /// The file extends a catalog that is not built in.
    #[error("`extends` names no built-in catalog; write one of: mcp-server-trust, generic-security-review")]
    Extends,
    /// A key of the head is missing.
    #[error("needs `{key}` at its beginning, as it extends no other catalog")]
    Head {
        /// The key.
        key: &'static str,
    },
    /// An item is wrong.
    #[error("{}item {item}: {fault}", at(*.line))]
    Item {
        /// The line of the item, from 1; none if the item is of the catalog that is extended.
        line: Option<usize>,
        /// The id; the number of the item if the id is not sound.
        item: String,
        /// What is wrong.
        fault: Fault,
    },
}

fn of(item: Option<&str>) -> String {
    item.map_or_else(String::new, |item| format!("item {item}: "))
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |id| format!("; is {id} meant?"))
}

fn at(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!("line {line}: "))
}

/// What is wrong with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// An id that is not made of letters, digits, `-` and `.`, or is empty or too long.
    #[error("the id must be 1 to 32 letters, digits, `-` and `.`")]
    Id,
    /// An id that occurs twice in one file.
    #[error("the id occurs twice in this file; give one of them another")]
    Duplicate,
    /// A key that is missing, that the program does not know, or that another item of the kind has.
    #[error("needs a `key` that the program knows for this kind, and that no other item of the kind has")]
    Key,
    /// A synonym that another item claims in the same place, or that is no label.
    #[error(
        "has a synonym that another item has in the same place, or that is too long for a label; take it out"
    )]
    Synonym,
    /// A reference to an item that is not there.
    #[error("`refs`, `counters` or `boundary` names an id that is not there; correct it or add the item")]
    Reference,
    /// `answered_by` or `gaps` names nothing that a note can say.
    #[error("`answered_by` or `gaps` names no row, field, flag, boundary or control; correct it")]
    Answer,
    /// A step whose checklist is not there.
    #[error("`list` must be the key of an item of the kind `checklist`")]
    List,
    /// A rule that is not named as one.
    #[error("`rules` holds static checks, S01 to S17, and `lint` rules of the linter, N00 to N17")]
    Rule,
    /// A status that is not `deprecated:DATE` or `changed:DATE`.
    #[error("`spec_status` must be `deprecated:YYYY-MM-DD` or `changed:YYYY-MM-DD`")]
    Status,
    /// A part of a control that is not there.
    #[error("the id of a part of a control is that of the control, a dot and a letter")]
    Part,
}
