//! What a policy file may say, and what is said of its mistakes.

use super::{Action, Policy};
use crate::error::Fault;
use crate::{Kinds, PolicyError};
use evidact_model::{Class, Kind, RuleId};

fn parse(text: &str) -> Result<Policy, PolicyError> {
    let mut kinds: Kinds =
        ["EMAIL", "PERSON", "IP", "CREDENTIAL:github"].map(Kind::known).into_iter().collect();
    Policy::parse(text, &mut kinds)
}

fn fault(text: &str) -> Option<Fault> {
    parse(text).err().map(|error| error.fault)
}

/// What is said of a policy that is wrong.
fn said(text: &str) -> String {
    parse(text).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn every_mistake_has_its_place_and_says_what_may_stand_there() {
    for (text, expected) in [
        ("", "1:1: `schema` is missing in a policy; a policy begins with `schema = 1`"),
        ("schema = 2\n", "1:10: this schema is not known"),
        (
            "schema = 1\nalow = true\n",
            "2:1: there is no such key in a policy; did you mean allow? There are schema,",
        ),
        (
            "schema = 1\n[limits]\nmax_byte = 5\n",
            "3:1: there is no such key in [limits]; did you mean max_bytes?",
        ),
        (
            "schema = 1\n[limits]\nzzz = 5\n",
            "3:1: there is no such key in [limits]; there are max_bytes, max_depth,",
        ),
        ("schema = 1\n[limits]\nmax_bytes = 0\n", "3:13: `limits.max_bytes` wants a whole number from 1 on"),
        ("schema = 1\n[limits]\nmax_bytes = -1\n", "3:13: `limits.max_bytes` wants a whole number from 1 on"),
        ("schema = 1\n[limits]\nmax_depth = 300\n", "3:13: `limits.max_depth` wants a whole number"),
        ("schema = 1\n[limits]\nmax_bytes = \"5\"\n", "3:13: `limits.max_bytes` wants a whole number"),
        ("schema = 1\n[images]\nallow = \"yes\"\n", "3:9: `images.allow` wants true or false"),
        ("schema = 1\nimages = true\n", "2:10: `images` wants a table"),
        (
            "schema = 1\nprofile = \"scann\"\n",
            "2:11: `profile` may not say this; did you mean scan? It may be \"redact\" or \"scan\"",
        ),
        (
            "schema = 1\n[classes]\ncredential = \"hash\"\n",
            "3:14: this is no action; use \"replace\", \"remove\" or { keep = \"reason\" }",
        ),
        (
            "schema = 1\n[kinds]\nEMIAL = \"remove\"\n",
            "3:1: this is no class or kind that there is; did you mean EMAIL?",
        ),
        (
            "schema = 1\n[select]\nonly = [\"EMAIL\", \"persn\"]\n",
            "3:18: this is no class or kind that there is; did you mean PERSON?",
        ),
        ("schema = 1\n[[allow]]\nvalue = \"Kestrel\"\n", "2:1: `reason` is missing in [allow]"),
        ("schema = 1\n[[term]]\nkind = \"PROJECT\"\n", "2:1: `value` is missing in [term]"),
        ("schema = 1\n[[term]]\nvalue = \"Kestrel\"\nkind = \"my project\"\n", "4:8: this is no kind"),
        (
            "schema = 1\n[[images.paint]]\nfile = \"*.png\"\nx = 1\ny = 1\nwidth = 0\nheight = 3\n",
            "6:9: `images.paint.width` wants a whole number from 1 on",
        ),
        ("schema = 1\nschema = 1\n", "2:1: this key or table is there twice"),
        ("schema = 1\nallow = = 1\n", "2:9: not TOML"),
    ] {
        let said = said(text);
        assert!(said.starts_with(expected), "{text}\nexpected {expected}\nsaid {said}");
        assert!(!said.contains("Kestrel"), "{said}");
    }
}

#[test]
fn replaces_everything_by_default() {
    let policy = Policy::default();
    assert_eq!(policy.action(Class::Credential, &Kind::known("CREDENTIAL"), b"x"), Action::Replace);
}

#[test]
fn kind_beats_class_and_allow_beats_both() {
    let policy = parse(
        "schema = 1\n[classes]\npersonal-data = \"remove\"\n[kinds]\nEMAIL = { keep = \"public role addresses\" }\n\
         [[allow]]\nvalue = \"203.0.113.7\"\nreason = \"documentation address\"\n",
    )
    .unwrap();
    assert_eq!(policy.action(Class::PersonalData, &Kind::known("PERSON"), b"x"), Action::Remove);
    assert_eq!(
        policy.action(Class::PersonalData, &Kind::known("EMAIL"), b"x"),
        Action::Keep("public role addresses".into())
    );
    assert_eq!(
        policy.action(Class::NetworkIdentifier, &Kind::known("IP"), b"203.0.113.7"),
        Action::Keep("documentation address".into())
    );
}

#[test]
fn errors_name_the_place_and_never_the_content() {
    let canary = "Kestrel-Canary";
    let bad = format!("schema = 1\n[[term]]\nvalue = \"{canary}\"\nwrong-{canary} = 1\n");
    let error = parse(&bad).err().unwrap();
    assert!(matches!(error.fault, Fault::UnknownKey { table: "term", .. }));
    assert_eq!((error.at.line, error.at.column), (4, 1));
    assert!(!format!("{error} {error:?}").contains("Canary"));
}

#[test]
fn refuses_terms_that_would_take_everyday_words() {
    for term in ["abc", "test", "customer"] {
        let text = format!("schema = 1\n[[term]]\nvalue = \"{term}\"\n");
        assert_eq!(fault(&text), Some(Fault::TermTooCommon), "{term}");
    }
}

#[test]
fn keeping_needs_a_reason() {
    let text = "schema = 1\n[classes]\ncredential = \"keep\"\n";
    assert_eq!(fault(text), Some(Fault::ReasonMissing));
}

#[test]
fn an_unknown_class_or_kind_is_an_error_with_the_nearest_name() {
    let nearest = |text: &str| match fault(&format!("schema = 1\n{text}")) {
        Some(Fault::UnknownName(error)) => error.nearest,
        _ => Some("no error".into()),
    };
    assert_eq!(nearest("[kinds]\nE-MAIL = \"remove\"\n").as_deref(), Some("EMAIL"));
    assert_eq!(nearest("[classes]\ncredentials = \"remove\"\n").as_deref(), Some("credential"));
    assert_eq!(nearest("[select]\nskip = [\"persons\"]\n").as_deref(), Some("PERSON"));
}

#[test]
fn the_kind_of_a_term_is_a_kind() {
    let term = "[[term]]\nvalue = \"Falcon Nine\"\nkind = \"PROJECT\"\n";
    let text = format!("schema = 1\n[kinds]\nPROJECT = \"remove\"\n{term}");
    assert_eq!(
        parse(&text).unwrap().action(Class::CustomerIdentifier, &Kind::known("PROJECT"), b"x"),
        Action::Remove
    );
}

#[test]
fn what_a_manifest_says_was_kept_stays_and_nothing_else() {
    let maker = "schema = 1\n[select]\nskip = [\"EMAIL\"]\n[classes]\nnetwork-identifier = { keep = \"lab\" }\n\
                 [[allow]]\nvalue = \"0815\"\nreason = \"x\"\n";
    let recorded = Policy::default().recording(&parse(maker).unwrap().describe());
    let stays = |rule: &'static str, class, kind: &'static str| {
        recorded.keeps(&RuleId::detector(rule), class, &Kind::known(kind), b"0815").is_some()
    };
    assert!(stays("identifier.ip", Class::NetworkIdentifier, "IP"));
    assert!(stays("identifier.email", Class::PersonalData, "EMAIL"));
    assert!(!stays("identifier.person", Class::PersonalData, "PERSON"));
    assert!(!stays("github.pat-classic", Class::Credential, "CREDENTIAL:github"));
}

#[test]
fn no_selection_leaves_out_what_the_user_listed() {
    let policy = parse("schema = 1\n[select]\nonly = [\"credential\"]\n").unwrap();
    let stays = |rule: &'static str| {
        let kind = Kind::known("CUSTOMER");
        policy.keeps(&RuleId::detector(rule), Class::CustomerIdentifier, &kind, b"x").is_some()
    };
    assert!(!stays("own.identifier") && !stays("own.term") && stays("identifier.company"));
    let kept = parse("schema = 1\n[classes]\ncustomer-identifier = { keep = \"public\" }\n").unwrap();
    let kind = Kind::known("CUSTOMER");
    assert!(kept.keeps(&RuleId::detector("own.term"), Class::CustomerIdentifier, &kind, b"x").is_some());
}

#[test]
fn what_is_not_selected_is_kept_with_that_reason() {
    let policy = parse("schema = 1\n[select]\nonly = [\"credential\"]\n").unwrap();
    assert!(matches!(policy.action(Class::PersonalData, &Kind::known("EMAIL"), b"x"), Action::Keep(_)));
    assert_eq!(policy.action(Class::Credential, &Kind::known("CREDENTIAL:github"), b"x"), Action::Replace);
    assert_eq!(policy.describe().get("only").map(String::as_str), Some("credential"));
}
