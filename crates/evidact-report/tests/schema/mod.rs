//! Holds JSON against a JSON Schema. Knows the keywords that our schemas use, and refuses any other, so that no
//! constraint is passed over in silence.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use regex::Regex;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A schema with its definitions.
pub(crate) struct Schema {
    root: Value,
    patterns: RefCell<BTreeMap<String, Regex>>,
}

/// Keywords that say nothing about what is valid.
const ANNOTATIONS: [&str; 10] = [
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "default",
    "definitions",
    "$defs",
    "deprecated",
    "contentEncoding",
];

/// Keywords that this checker holds a document against.
const CHECKED: [&str; 19] = [
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "type",
    "const",
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "pattern",
    "format",
];

impl Schema {
    pub(crate) fn new(text: &str) -> Self {
        Self { root: serde_json::from_str(text).unwrap(), patterns: RefCell::default() }
    }

    /// Returns what of the schema itself cannot be used: references that lead nowhere, keywords that are not checked.
    pub(crate) fn own_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        self.look_through(&self.root, &mut faults);
        faults
    }

    fn look_through(&self, schema: &Value, faults: &mut Vec<String>) {
        let Value::Object(rules) = schema else { return };
        for (keyword, rule) in rules {
            let word = keyword.as_str();
            if !ANNOTATIONS.contains(&word) && !CHECKED.contains(&word) {
                faults.push(format!("the keyword {word}"));
            }
            match (word, rule) {
                ("$ref", Value::String(to)) => {
                    let pointer = to.strip_prefix('#').unwrap_or(to);
                    if self.root.pointer(pointer).is_none() {
                        faults.push(format!("the reference {to}"));
                    }
                }
                ("properties" | "definitions" | "$defs", Value::Object(named)) => {
                    named.values().for_each(|schema| self.look_through(schema, faults));
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(list)) => {
                    for schema in list {
                        self.look_through(schema, faults);
                    }
                }
                ("items" | "additionalProperties", schema) => self.look_through(schema, faults),
                _ => {}
            }
        }
    }

    /// Says how many definitions the schema has.
    pub(crate) fn definitions(&self) -> usize {
        self.root["definitions"].as_object().map_or(0, Map::len)
    }

    /// Returns what is wrong with a document: the place and the keyword.
    pub(crate) fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.root, document, "", &mut faults);
        faults
    }

    /// Fails the test unless a document is valid.
    #[track_caller]
    pub(crate) fn accept(&self, document: &str) -> Value {
        let value: Value = serde_json::from_str(document).unwrap();
        let faults = self.faults(&value);
        assert!(
            faults.is_empty(),
            "{} faults: {:?}",
            faults.len(),
            faults.iter().take(5).collect::<Vec<_>>()
        );
        value
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let rules = match schema {
            Value::Bool(true) => return,
            Value::Object(rules) => rules,
            _ => return faults.push(format!("{at}: nothing is allowed here")),
        };
        for (keyword, rule) in rules {
            let holds = match keyword.as_str() {
                k if ANNOTATIONS.contains(&k) => true,
                "$ref" => {
                    self.check(self.resolve(rule.as_str().unwrap()), value, at, faults);
                    true
                }
                "allOf" => {
                    rule.as_array().unwrap().iter().for_each(|s| self.check(s, value, at, faults));
                    true
                }
                "anyOf" => self.matching(rule, value) >= 1,
                "oneOf" => self.matching(rule, value) == 1,
                "properties" | "required" | "additionalProperties" => {
                    self.object(keyword, rule, rules, value, at, faults)
                }
                "items" | "minItems" | "maxItems" | "uniqueItems" => {
                    self.array(keyword, rule, value, at, faults)
                }
                _ => self.scalar(keyword, rule, value),
            };
            if !holds {
                faults.push(format!("{at}: {keyword}"));
            }
        }
    }

    fn matching(&self, schemas: &Value, value: &Value) -> usize {
        let matches = |schema: &&Value| {
            let mut faults = Vec::new();
            self.check(schema, value, "", &mut faults);
            faults.is_empty()
        };
        schemas.as_array().unwrap().iter().filter(matches).count()
    }

    fn resolve(&self, reference: &str) -> &Value {
        let pointer = reference.strip_prefix('#').expect("references stay in the file");
        self.root.pointer(pointer).unwrap_or_else(|| unreachable!("no {reference}"))
    }

    fn object(
        &self,
        keyword: &str,
        rule: &Value,
        rules: &Map<String, Value>,
        value: &Value,
        at: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        let Value::Object(object) = value else { return true };
        let known = rules.get("properties").and_then(Value::as_object);
        match keyword {
            "properties" => {
                for (name, schema) in rule.as_object().unwrap() {
                    if let Some(value) = object.get(name) {
                        self.check(schema, value, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            "required" => {
                rule.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }
            _ => {
                for (name, value) in
                    object.iter().filter(|(name, _)| !known.is_some_and(|k| k.contains_key(*name)))
                {
                    self.check(rule, value, &format!("{at}/{name}"), faults);
                }
                true
            }
        }
    }

    fn array(&self, keyword: &str, rule: &Value, value: &Value, at: &str, faults: &mut Vec<String>) -> bool {
        let Value::Array(array) = value else { return true };
        let bound = || usize::try_from(rule.as_u64().unwrap()).unwrap();
        match keyword {
            "items" => {
                for (number, value) in array.iter().enumerate() {
                    self.check(rule, value, &format!("{at}/{number}"), faults);
                }
                true
            }
            "minItems" => array.len() >= bound(),
            "maxItems" => array.len() <= bound(),
            _ => {
                let different: BTreeSet<String> = array.iter().map(ToString::to_string).collect();
                rule == &Value::Bool(false) || different.len() == array.len()
            }
        }
    }

    fn scalar(&self, keyword: &str, rule: &Value, value: &Value) -> bool {
        match (keyword, value) {
            ("type", _) => match rule {
                Value::Array(names) => names.iter().any(|name| is_a(value, name.as_str().unwrap())),
                name => is_a(value, name.as_str().unwrap()),
            },
            ("const", _) => rule == value,
            ("enum", _) => rule.as_array().unwrap().contains(value),
            ("minimum", Value::Number(n)) => n.as_f64() >= rule.as_f64(),
            ("maximum", Value::Number(n)) => n.as_f64() <= rule.as_f64(),
            ("minLength", Value::String(s)) => s.chars().count() as u64 >= rule.as_u64().unwrap(),
            ("pattern", Value::String(s)) => {
                let pattern = rule.as_str().unwrap();
                let mut patterns = self.patterns.borrow_mut();
                patterns.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).unwrap()).is_match(s)
            }
            ("format", Value::String(s)) => has_format(rule.as_str().unwrap(), s),
            ("minimum" | "maximum" | "minLength" | "pattern" | "format", _) => true,
            _ => unreachable!("this checker does not know the keyword {keyword}"),
        }
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => unreachable!("no type {name}"),
    }
}

/// RFC 3986 and RFC 3339, as far as characters and shape tell.
fn has_format(name: &str, text: &str) -> bool {
    let reserved = "-._~:/?#[]@!$&'()*+,;=%";
    let is_reference = || text.chars().all(|c| c.is_ascii_alphanumeric() || reserved.contains(c));
    match name {
        "uri" => is_reference() && text.split_once(':').is_some_and(|(scheme, _)| !scheme.is_empty()),
        "uri-reference" => is_reference(),
        "date-time" => text.len() >= 20 && text.as_bytes()[10] == b'T',
        "email" => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        _ => unreachable!("no format {name}"),
    }
}

/// The schema of OSCAL assessment results, as NIST publishes it.
pub(crate) const OSCAL: &str = include_str!("../schemas/oscal-assessment-results-1.2.1.json");

/// The schema of SARIF.
pub(crate) const SARIF: &str = include_str!("../schemas/sarif-2.1.0.json");

/// The schema of OSCAL assessment results, whole.
pub(crate) fn oscal() -> Schema {
    Schema::new(OSCAL)
}

/// The schema of SARIF.
pub(crate) fn sarif() -> Schema {
    Schema::new(SARIF)
}

/// Our own.
pub(crate) fn report() -> Schema {
    Schema::new(include_str!("../../../../docs/schemas/report-1.json"))
}
