//! Reads and checks a catalog: built-in, extending another, or standing alone.

use super::diagnose;
use super::lookup::Names;
use super::{Catalog, CatalogError, Fault, Item, Kind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The built-in catalogs. One that extends another stands behind it.
const EMBEDDED: [&str; 2] = [
    include_str!("../../../../templates/catalogs/mcp-server-trust.toml"),
    include_str!("../../../../templates/catalogs/generic-security-review.toml"),
];

/// A catalog as it is written.
#[derive(Deserialize)]
#[cfg_attr(test, derive(Debug))]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    schema: u32,
    catalog: Option<String>,
    version: Option<String>,
    title: Option<String>,
    subject: Option<String>,
    checked_against: Option<String>,
    sidecar: Option<String>,
    extends: Option<String>,
    keeps: Option<Vec<Kind>>,
    unknown: Option<Vec<String>>,
    boundary_fillers: Option<Vec<String>>,
    #[serde(default)]
    more_synonyms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    item: Vec<Spanned<Item>>,
}

/// Reads the built-in catalogs.
pub(super) fn embedded() -> Result<Vec<Catalog>, CatalogError> {
    let mut catalogs: Vec<Catalog> = Vec::new();
    for text in EMBEDDED {
        let catalog = read(text, |name| catalogs.iter().find(|known| known.name == name))?;
        catalogs.push(catalog);
    }
    Ok(catalogs)
}

/// Reads a catalog of the user's own.
pub(super) fn of_user(text: &str) -> Result<Catalog, CatalogError> {
    read(text, Catalog::named)
}

fn read<'a>(text: &str, base: impl FnOnce(&str) -> Option<&'a Catalog>) -> Result<Catalog, CatalogError> {
    let ends: Vec<usize> = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(n, _)| n).collect();
    let line = |offset: usize| 1 + ends.partition_point(|&end| end < offset);
    let file: File = toml::from_str(text).map_err(|e| diagnose::syntax(text, &e, line))?;
    if file.schema != 1 {
        return Err(CatalogError::Schema);
    }
    let base = match &file.extends {
        Some(name) => Some(base(name).ok_or(CatalogError::Extends)?),
        None => None,
    };
    let (own, lines) = own_items(file.item, line)?;
    let mut items = over(base, file.keeps.as_deref(), own);
    add_synonyms(&mut items, file.more_synonyms)?;
    let needed = |given: Option<String>, of_base: fn(&Catalog) -> &String, key| {
        given.or_else(|| base.map(|base| of_base(base).clone())).ok_or(CatalogError::Head { key })
    };
    let fillers =
        file.boundary_fillers.unwrap_or_else(|| base.map(|b| b.names.fillers()).unwrap_or_default());
    let unknown = file.unknown.map(|words| words.iter().filter_map(|w| crate::label::normal(w)).collect());
    let head = Catalog {
        name: needed(file.catalog, |base| &base.name, "catalog")?,
        version: needed(file.version, |base| &base.version, "version")?,
        title: needed(file.title, |base| &base.title, "title")?,
        subject: needed(file.subject, |base| &base.subject, "subject")?,
        checked_against: file
            .checked_against
            .or_else(|| base.map(|base| base.checked_against.clone()))
            .unwrap_or_default(),
        sidecar: file.sidecar.or_else(|| base.and_then(|base| base.sidecar.clone())),
        unknown: unknown.or_else(|| base.map(|base| base.unknown.clone())).unwrap_or_default(),
        items,
        rows: Vec::new(),
        boundaries: Vec::new(),
        names: Names::default(),
    };
    checked(head, fillers).map_err(|(id, fault)| CatalogError::Item {
        line: lines.get(&id).copied(),
        item: id,
        fault,
    })
}

/// Returns the items of a file, and their lines by id.
fn own_items(
    spanned: Vec<Spanned<Item>>,
    line: impl Fn(usize) -> usize,
) -> Result<(Vec<Item>, BTreeMap<String, usize>), CatalogError> {
    let mut lines = BTreeMap::new();
    let mut items = Vec::with_capacity(spanned.len());
    for (n, spanned) in spanned.into_iter().enumerate() {
        let start = spanned.span().start;
        let item = spanned.into_inner();
        let error = |item: String, fault| CatalogError::Item { line: Some(line(start)), item, fault };
        if !is_sound(&item.id) {
            return Err(error((n + 1).to_string(), Fault::Id));
        }
        if lines.insert(item.id.clone(), line(start)).is_some() {
            return Err(error(item.id, Fault::Duplicate));
        }
        items.push(item);
    }
    Ok((items, lines))
}

/// Says whether a text can be the id of an item.
pub(super) fn is_sound(id: &str) -> bool {
    let sound = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    !id.is_empty() && id.len() <= 32 && sound
}

/// Adds labels to items, which stay as they are besides.
fn add_synonyms(items: &mut [Item], more: BTreeMap<String, Vec<String>>) -> Result<(), CatalogError> {
    for (id, synonyms) in more {
        let Some(item) = items.iter_mut().find(|item| item.id == id) else {
            let nearest = evidact_model::nearest(&id, items.iter().map(|item| item.id.as_str()));
            let item = if is_sound(&id) { id } else { "its id is not sound".to_owned() };
            return Err(CatalogError::MoreSynonyms { item, nearest });
        };
        item.synonyms.extend(synonyms);
    }
    Ok(())
}

/// Lays the items of a file over those of the catalog that it extends.
fn over(base: Option<&Catalog>, keeps: Option<&[Kind]>, own: Vec<Item>) -> Vec<Item> {
    let kept = |item: &&Item| keeps.is_none_or(|kinds| kinds.contains(&item.kind));
    let mut items: Vec<Item> = base.into_iter().flat_map(|base| &base.items).filter(kept).cloned().collect();
    let at: BTreeMap<String, usize> =
        items.iter().enumerate().map(|(n, item)| (item.id.clone(), n)).collect();
    for item in own {
        match at.get(&item.id).and_then(|&n| items.get_mut(n)) {
            Some(known) => *known = item,
            None => items.push(item),
        }
    }
    // A field of a kind that was kept may refer to items that were not.
    if keeps.is_some() {
        let ids: BTreeSet<String> = items.iter().map(|item| item.id.clone()).collect();
        for item in &mut items {
            item.refs.retain(|id| ids.contains(id));
        }
    }
    items
}

type Wrong = (String, Fault);

fn checked(mut catalog: Catalog, fillers: Vec<String>) -> Result<Catalog, Wrong> {
    let at = |wanted: fn(Kind) -> bool| -> Vec<usize> {
        let items = catalog.items.iter().enumerate();
        items.filter(|(_, item)| wanted(item.kind)).map(|(n, _)| n).collect()
    };
    let (rows, boundaries) = (at(Kind::is_record_row), at(|kind| kind == Kind::Boundary));
    (catalog.rows, catalog.boundaries) = (rows, boundaries);
    catalog.names = Names::new(&catalog.items, &catalog.rows, &catalog.boundaries, fillers)?;
    for item in &catalog.items {
        if let Some(fault) = fault(&catalog, item) {
            return Err((item.id.clone(), fault));
        }
    }
    Ok(catalog)
}

fn fault(catalog: &Catalog, item: &Item) -> Option<Fault> {
    let names = catalog.names();
    let is = |id: &str, kind| catalog.item(id).is_some_and(|item| item.kind == kind);
    if !item.refs.iter().chain(&item.counters).all(|id| catalog.item(id).is_some())
        || item.boundary.as_deref().is_some_and(|id| !is(id, Kind::Boundary))
    {
        return Some(Fault::Reference);
    }
    if !item.answered_by.iter().chain(&item.gaps).all(|name| names.target(name).is_some()) {
        return Some(Fault::Answer);
    }
    let has_list =
        |key: &String| catalog.of_kind(Kind::Checklist).any(|list| list.key.as_deref() == Some(key.as_str()));
    if item.list.as_ref().map_or(item.kind == Kind::ChecklistStep, |key| !has_list(key)) {
        return Some(Fault::List);
    }
    let is_lint = |id: &String| crate::lint::rule(id).is_some();
    if !item.rules.iter().all(|rule| is_static_check(rule)) || !item.lint.iter().all(is_lint) {
        return Some(Fault::Rule);
    }
    if item.spec_status.as_deref().is_some_and(|status| !is_status(status)) {
        return Some(Fault::Status);
    }
    let is_part = |id: &str| id.rsplit_once('.').is_some_and(|(whole, _)| is(whole, Kind::BoundaryControl));
    (item.kind == Kind::BoundarySubcontrol && !is_part(&item.id)).then_some(Fault::Part)
}

/// So many static checks there are, from S01.
const STATIC_CHECKS: u8 = 17;

/// Says whether a text is the id of a static check.
fn is_static_check(id: &str) -> bool {
    let number =
        id.strip_prefix('S').filter(|digits| digits.len() == 2).and_then(|digits| digits.parse().ok());
    number.is_some_and(|number: u8| (1..=STATIC_CHECKS).contains(&number))
}

fn is_status(text: &str) -> bool {
    let Some((kind, date)) = text.split_once(':') else { return false };
    let day = |n: usize, b: u8| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() };
    matches!(kind, "deprecated" | "changed")
        && date.len() == 10
        && date.bytes().enumerate().all(|(n, b)| day(n, b))
}

#[cfg(test)]
mod tests {
    use super::embedded;
    use crate::catalog::{Catalog, CatalogError, Fault, Kind};

    const HEAD: &str = "schema = 1\nextends = \"mcp-server-trust\"\n";

    fn item(id: &str, kind: &str) -> String {
        format!(
            "[[item]]\nid = \"{id}\"\nkind = \"{kind}\"\ntitle = \"t\"\nstatement = \"s\"\ncheck = \"note\"\n"
        )
    }

    fn wrong(text: &str) -> CatalogError {
        Catalog::from_toml(text).expect_err("a wrong catalog")
    }

    fn at(line: usize, item: &str, fault: Fault) -> CatalogError {
        CatalogError::Item { line: Some(line), item: item.to_owned(), fault }
    }

    #[test]
    fn holds_sound_catalogs_in_the_order_of_their_names() {
        let catalogs = embedded().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(catalogs.iter().map(Catalog::name).collect::<Vec<_>>(), Catalog::BUILTIN);
        let catalog = Catalog::builtin();
        assert_eq!(catalog.rows().count(), 19);
        assert_eq!(catalog.boundaries().count(), 5);
        assert_eq!(catalog.of_kind(Kind::BoundaryControl).count(), 36);
        assert_eq!(catalog.of_kind(Kind::BoundaryRisk).count(), 25);
        assert_eq!(catalog.of_kind(Kind::GovernanceFlag).count(), 13);
    }

    #[test]
    fn refuses_an_unknown_kind_and_names_its_line() {
        let error = wrong(&format!("{HEAD}{}", item("OWN-99", "wish")));
        assert!(error.to_string().starts_with("line 5: item OWN-99: `kind` is none of those"), "{error}");
        let error = wrong(&format!("{HEAD}{}canary = 1\n", item("OWN-99", "risk")));
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }

    #[test]
    fn names_line_and_id_of_an_id_twice_and_a_synonym_twice() {
        assert_eq!(wrong(&format!("{HEAD}{0}{0}", item("X-1", "risk"))), at(9, "X-1", Fault::Duplicate));
        let stolen = format!("{HEAD}{}key = \"seal\"\nsynonyms = [\"owner\"]\n", item("X-2", "ownership"));
        assert_eq!(wrong(&stolen), at(3, "X-2", Fault::Synonym));
        assert_eq!(wrong(&format!("{HEAD}{}", item("X 3", "risk"))), at(3, "1", Fault::Id));
    }

    #[test]
    fn refuses_what_leads_nowhere() {
        let cases = [
            ("risk", "counters = [\"UPT-99\"]", Fault::Reference),
            ("boundary-control", "boundary = \"TRB-09\"", Fault::Reference),
            ("boundary-control", "boundary = \"IDN-01\"", Fault::Reference),
            ("unsafe-pattern", "gaps = [\"colour\"]", Fault::Answer),
            ("checklist-step", "answered_by = [\"owner\"]", Fault::List),
            ("checklist-step", "list = \"of-nothing\"", Fault::List),
            ("risk", "rules = [\"S1\"]", Fault::Rule),
            ("risk", "rules = [\"S99\"]", Fault::Rule),
            ("risk", "rules = [\"S00\"]", Fault::Rule),
            ("risk", "lint = [\"N18\"]", Fault::Rule),
            ("risk", "spec_status = \"deprecated:soon\"", Fault::Status),
            ("boundary-subcontrol", "", Fault::Part),
            ("identity", "", Fault::Key),
            ("ownership", "key = \"owner\"", Fault::Key),
            ("section", "key = \"weather\"", Fault::Key),
        ];
        for (kind, line, fault) in cases {
            let error = wrong(&format!("{HEAD}{}{line}\n", item("X-9.z", kind)));
            assert_eq!(error, at(3, "X-9.z", fault), "{kind} {line}");
        }
    }

    #[test]
    fn takes_a_row_of_the_users_own() {
        let text = format!("{HEAD}{}key = \"seal\"\nsynonyms = [\"seal\"]\n", item("X-3", "ownership"));
        let catalog = Catalog::from_toml(&text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(catalog.rows().count(), 20);
        assert_eq!(catalog.rows().last().and_then(|row| row.key.as_deref()), Some("seal"));
        assert_eq!((catalog.name(), catalog.subject()), ("mcp-server-trust", "Server"));
    }

    #[test]
    fn replaces_an_item_of_the_catalog_that_it_extends() {
        let text = format!("{HEAD}version = \"7\"\n{}key = \"owner\"\n", item("IDN-02", "identity"));
        let catalog = Catalog::from_toml(&text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(catalog.rows().count(), 19);
        assert_eq!(catalog.item("IDN-02").map(|item| item.statement.as_str()), Some("s"));
        assert_eq!(catalog.version(), "7");
    }

    #[test]
    fn adds_a_label_to_an_item_that_stays_as_it_is_besides() {
        let more = |id: &str, label: &str| format!("{HEAD}[more_synonyms]\n{id} = [\"{label}\"]\n");
        let catalog =
            Catalog::from_toml(&more("FLD-03", "What we hoped for")).unwrap_or_else(|e| panic!("{e}"));
        let (own, known) = (catalog.item("FLD-03").unwrap(), Catalog::builtin().item("FLD-03").unwrap());
        assert_eq!((&own.statement, own.synonyms.len()), (&known.statement, known.synonyms.len() + 1));
        let note = evidact_model::CleanText::literal(
            "### F-1 Roots\n\n**What we hoped for:** one folder\n\n**Observed:** all\n",
        );
        let observation = crate::parse(&note, &catalog).observations.remove(0);
        assert_eq!(observation.expected.first().map(|field| field.text.as_str()), Some("one folder"));
        let error = wrong(&more("FLD-99", "x")).to_string();
        assert!(
            error.starts_with("`more_synonyms` names an item that there is not: FLD-99; is FLD-"),
            "{error}"
        );
        let stolen = wrong(&more("FLD-03", "observed"));
        assert!(matches!(stolen, CatalogError::Item { fault: Fault::Synonym, .. }), "{stolen}");
    }

    #[test]
    fn stands_alone_with_no_boundary_at_all() {
        let head = "schema = 1\ncatalog = \"own\"\nversion = \"1\"\ntitle = \"Own\"\nsubject = \"Thing\"\n";
        let field = item("F-1", "report-field");
        let text = format!("{head}{field}key = \"observed\"\nsynonyms = [\"seen\"]\n");
        let catalog = Catalog::from_toml(&text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((catalog.boundaries().count(), catalog.rows().count()), (0, 0));
        assert_eq!(wrong("schema = 1\n"), CatalogError::Head { key: "catalog" });
        assert_eq!(wrong("schema = 2\n"), CatalogError::Schema);
        assert_eq!(wrong("schema = 1\nextends = \"x\"\n"), CatalogError::Extends);
    }
}
