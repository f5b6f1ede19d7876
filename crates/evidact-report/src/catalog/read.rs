//! Reads and checks a catalog. An error names a line and an id, never what stands there.

use super::lookup::Names;
use super::{Catalog, Item, Kind};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The built-in catalog.
const BUILTIN: &str = include_str!("../../../../templates/catalogs/mcp-server-trust.toml");

/// Why a catalog cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Not TOML, an unknown key, an unknown kind, or a value of the wrong type.
    #[error("catalog: line {line} is not valid: wrong syntax, key, kind or type")]
    Syntax {
        /// The line, from 1.
        line: usize,
    },
    /// The file is of another schema.
    #[error("catalog: needs `schema = 1`")]
    Schema,
    /// An id that is not made of letters, digits, `-` and `.`, or is empty or too long.
    #[error("catalog: item {number} has an id that is not valid")]
    Id {
        /// Which item, from 1.
        number: usize,
    },
    /// An id that occurs twice.
    #[error("catalog: the id {id} occurs twice")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A key that the program does not know, that is missing, or that another item has.
    #[error("catalog: {id} needs a key that the program knows, and no other item may have it")]
    Key {
        /// The id.
        id: String,
    },
    /// A synonym that another item claims, in the same place.
    #[error("catalog: {id} claims a synonym that another item has")]
    Synonym {
        /// The id.
        id: String,
    },
    /// A reference to an item that is not there.
    #[error("catalog: {id} refers to an item that is not there")]
    Reference {
        /// The id.
        id: String,
    },
    /// The catalog does not have five boundaries.
    #[error("catalog: needs exactly five trust boundaries")]
    Boundaries,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    catalog: String,
    version: String,
    title: String,
    protocol_checked: String,
    item: Vec<Item>,
}

/// Reads the built-in catalog.
pub(super) fn embedded() -> Result<Catalog, CatalogError> {
    checked(file(BUILTIN)?)
}

/// Reads a catalog over another one, by id.
pub(super) fn overlaid(base: &Catalog, text: &str) -> Result<Catalog, CatalogError> {
    let mut over = file(text)?;
    unique(&over.item)?;
    let mut items = base.items.clone();
    for item in over.item {
        match items.iter_mut().find(|known| known.id == item.id) {
            Some(known) => *known = item,
            None => items.push(item),
        }
    }
    over.item = items;
    checked(over)
}

fn file(text: &str) -> Result<File, CatalogError> {
    let file: File = toml::from_str(text).map_err(|e| {
        let offset = e.span().map_or(0, |span| span.start);
        CatalogError::Syntax { line: 1 + text.bytes().take(offset).filter(|&b| b == b'\n').count() }
    })?;
    if file.schema == 1 { Ok(file) } else { Err(CatalogError::Schema) }
}

fn checked(file: File) -> Result<Catalog, CatalogError> {
    unique(&file.item)?;
    let at = |wanted: fn(Kind) -> bool| -> Vec<usize> {
        file.item.iter().enumerate().filter(|(_, item)| wanted(item.kind)).map(|(n, _)| n).collect()
    };
    let rows = at(Kind::is_record_row);
    let boundaries = at(|kind| kind == Kind::Boundary);
    if boundaries.len() != 5 {
        return Err(CatalogError::Boundaries);
    }
    references(&file.item)?;
    let names = Names::new(&file.item, &rows, &boundaries)?;
    Ok(Catalog {
        name: file.catalog,
        version: file.version,
        title: file.title,
        protocol_checked: file.protocol_checked,
        items: file.item,
        rows,
        boundaries,
        names,
    })
}

fn unique(items: &[Item]) -> Result<(), CatalogError> {
    let mut seen = BTreeSet::new();
    for (n, item) in items.iter().enumerate() {
        let sound = item.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        if item.id.is_empty() || item.id.len() > 32 || !sound {
            return Err(CatalogError::Id { number: n + 1 });
        }
        if !seen.insert(item.id.as_str()) {
            return Err(CatalogError::DuplicateId { id: item.id.clone() });
        }
    }
    Ok(())
}

fn references(items: &[Item]) -> Result<(), CatalogError> {
    let ids: BTreeSet<_> = items.iter().map(|item| item.id.as_str()).collect();
    for item in items {
        let mut all = item.refs.iter().chain(item.boundary.iter());
        if !all.all(|id| ids.contains(id.as_str())) {
            return Err(CatalogError::Reference { id: item.id.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CatalogError, embedded};
    use crate::catalog::{Catalog, Kind};

    const HEAD: &str =
        "schema = 1\ncatalog = \"own\"\nversion = \"1\"\ntitle = \"t\"\nprotocol_checked = \"-\"\n";

    fn item(id: &str, kind: &str) -> String {
        format!(
            "[[item]]\nid = \"{id}\"\nkind = \"{kind}\"\ntitle = \"t\"\nstatement = \"s\"\ncheck = \"note\"\n"
        )
    }

    #[test]
    fn holds_a_sound_catalog() {
        let catalog = embedded().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(catalog.rows().count(), 19);
        assert_eq!(catalog.of_kind(Kind::BoundaryControl).count(), 36);
        assert_eq!(catalog.of_kind(Kind::BoundaryRisk).count(), 25);
        assert_eq!(catalog.of_kind(Kind::GovernanceFlag).count(), 13);
    }

    #[test]
    fn refuses_an_unknown_kind_and_names_its_line() {
        let error = Catalog::overlaid(&format!("{HEAD}{}", item("OWN-99", "wish"))).unwrap_err();
        assert_eq!(error, CatalogError::Syntax { line: 8 });
    }

    #[test]
    fn refuses_an_id_twice_and_a_synonym_twice() {
        let twice = format!("{HEAD}{0}{0}", item("X-1", "risk"));
        assert_eq!(
            Catalog::overlaid(&twice).unwrap_err(),
            CatalogError::DuplicateId { id: "X-1".to_owned() }
        );
        let stolen = format!("{HEAD}{}key = \"seal\"\nsynonyms = [\"owner\"]\n", item("X-2", "ownership"));
        assert_eq!(Catalog::overlaid(&stolen).unwrap_err(), CatalogError::Synonym { id: "X-2".to_owned() });
    }

    #[test]
    fn takes_a_row_of_the_users_own() {
        let text = format!("{HEAD}{}key = \"seal\"\nsynonyms = [\"seal\"]\n", item("X-3", "ownership"));
        let catalog = Catalog::overlaid(&text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(catalog.rows().count(), 20);
        assert_eq!(catalog.rows().last().and_then(|row| row.key.as_deref()), Some("seal"));
    }
}
