//! The written schema of a catalog is what the program reads.

use super::Catalog;
use super::item::{Item, Kind};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("../../../../docs/schemas/catalog-1.json");
const DOCS: &str = include_str!("../../../../docs/catalogs.md");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().expect("an object").keys().cloned().collect()
}

fn texts(value: &Value) -> BTreeSet<String> {
    let texts = value.as_array().expect("a list").iter();
    texts.map(|text| text.as_str().expect("a text").to_owned()).collect()
}

/// The names that the program expects, as it says itself when it meets another.
fn expected(error: &str) -> BTreeSet<String> {
    let (_, names) = error.split_once("expected").expect("names what is expected");
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn has_the_keys_that_the_program_reads() {
    let item = toml::from_str::<Item>("no-such-key = 1\n").expect_err("an unknown key").message().to_owned();
    assert_eq!(keys(&schema()["$defs"]["item"]["properties"]), expected(&item));
    let head = toml::from_str::<super::read::File>("no-such-key = 1\n").expect_err("an unknown key");
    assert_eq!(keys(&schema()["properties"]), expected(head.message()));
}

#[test]
fn has_the_kinds_that_the_program_knows() {
    #[derive(Debug, Deserialize)]
    struct Only {
        #[expect(dead_code, reason = "read to see which kinds are known")]
        kind: Kind,
    }
    let error = toml::from_str::<Only>("kind = \"no-such-kind\"\n").expect_err("an unknown kind");
    assert_eq!(texts(&schema()["$defs"]["kind"]["enum"]), expected(error.message()));
}

#[test]
fn names_the_catalogs_that_may_be_extended() {
    let names: BTreeSet<String> = Catalog::BUILTIN.map(str::to_owned).into();
    assert_eq!(texts(&schema()["properties"]["extends"]["enum"]), names);
}

#[test]
fn every_key_and_kind_is_described_in_the_documentation() {
    let schema = schema();
    let (head, item) = (keys(&schema["properties"]), keys(&schema["$defs"]["item"]["properties"]));
    let kinds = texts(&schema["$defs"]["kind"]["enum"]);
    for name in head.iter().chain(&item).chain(&kinds).filter(|name| *name != "item") {
        assert!(DOCS.contains(&format!("`{name}`")), "docs/catalogs.md does not say what `{name}` is");
    }
}

#[test]
fn every_control_is_answered_for_and_every_pattern_and_risk_at_a_boundary_is_countered() {
    for catalog in Catalog::BUILTIN.into_iter().filter_map(Catalog::named) {
        let countered: BTreeSet<&str> =
            catalog.items().iter().flat_map(|item| &item.counters).map(String::as_str).collect();
        for item in catalog.items() {
            let must = matches!(item.kind, Kind::BoundaryRisk | Kind::UnsafePattern);
            assert!(!must || countered.contains(item.id.as_str()), "nothing counters {}", item.id);
            let control = item.kind == Kind::BoundaryControl;
            assert!(!control || item.boundary.is_some() && !item.counters.is_empty(), "{}", item.id);
            let step = item.kind == Kind::ChecklistStep;
            assert!(!step || !item.answered_by.is_empty(), "nothing answers {}", item.id);
        }
    }
}

#[test]
fn a_control_that_static_files_can_tell_of_names_the_check_that_does() {
    let catalog = Catalog::builtin();
    for item in catalog.of_kind(Kind::BoundaryControl).filter(|item| item.check == super::Check::Static) {
        assert!(!item.rules.is_empty(), "{} is static and no check bears on it", item.id);
    }
    for number in 1..=17 {
        let rule = format!("S{number:02}");
        assert!(catalog.of_rule(&rule).next().is_some(), "{rule} bears on no item");
    }
}

#[test]
fn the_protocols_deprecations_are_marked() {
    let marked: Vec<(&str, &str)> = Catalog::builtin()
        .items()
        .iter()
        .filter_map(|item| Some((item.id.as_str(), item.spec_status.as_deref()?)))
        .collect();
    // Roots and sampling are deprecated with the revision of July 2026, and with them what the client asks for.
    for id in ["TRB-01-C02.b", "TRB-01-C02.e"] {
        assert!(marked.contains(&(id, "deprecated:2026-07-28")), "{id}");
    }
    for id in ["TRB-03", "TRB-02-C01", "TRB-01-C02"] {
        assert!(marked.contains(&(id, "changed:2026-07-28")), "{id}");
    }
}

#[test]
fn no_two_built_in_catalogs_share_an_id_but_those_of_fields() {
    let of = |name| {
        let items = Catalog::named(name).into_iter().flat_map(Catalog::items);
        items
            .filter(|item| item.kind != Kind::ReportField)
            .map(|item| item.id.clone())
            .collect::<BTreeSet<_>>()
    };
    let [one, other] = Catalog::BUILTIN.map(of);
    assert!(one.is_disjoint(&other), "{:?}", one.intersection(&other).collect::<Vec<_>>());
}
