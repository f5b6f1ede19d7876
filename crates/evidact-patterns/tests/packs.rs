//! The built-in packs hold to what `docs/rules.md` promises, and a broken pack tells nothing of itself.

use evidact_patterns::{Basis, Pack, PackError, RuleSet, Validator, Verdict, builtin_packs, check};
use regex::bytes::RegexBuilder;
use std::collections::BTreeSet;

/// A pack with one rule; `regex` and `more` are put in as they are.
fn pack(regex: &str, more: &str) -> String {
    format!(
        "schema = 1\nprovider = \"acme\"\nname = \"Acme\"\nreferences = [\"https://docs.example.com/tokens\"]\n\n\
         [[rule]]\nid = \"acme.api-token\"\ntitle = \"Acme API token\"\ndescription = \"Calls the API.\"\n\
         confidence = \"high\"\nregex = '''{regex}'''\n{more}\n"
    )
}

const REGEX: &str = "(?x) (?P<secret> acme_ [a-z0-9]{24,255} )";
const EXAMPLES: &str = "[[rule.example]]\ntext = [\"token: ac\", \"me_a1b2c3d4e5f6g7h8i9j0k1l2\"]\n\
                        found = [\"ac\", \"me_a1b2c3d4e5f6g7h8i9j0k1l2\"]\n\
                        [[rule.counter_example]]\ntext = [\"acme_a1b2\"]\nwhy = \"too short\"\n";

fn faults(regex: &str, more: &str) -> Vec<String> {
    let text = pack(regex, more);
    check([("mine", text.as_str())]).into_iter().map(|e| e.what).collect()
}

fn refused(text: &str) -> PackError {
    RuleSet::empty().with_pack("mine", text).expect_err("the pack is broken")
}

#[test]
fn proves_every_builtin_pack() {
    let errors: Vec<String> = check(builtin_packs()).iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn covers_the_promised_number_of_providers_and_rules() {
    let rules = RuleSet::builtin();
    let providers: BTreeSet<&str> = rules.rules().iter().map(|r| &*r.provider).collect();
    assert!(providers.len() >= 85, "{} providers", providers.len());
    assert!(rules.rules().len() >= 170, "{} rules", rules.rules().len());
    assert_eq!(rules.pack_count(), builtin_packs().count());
}

#[test]
fn names_each_pack_after_its_provider() {
    for (name, text) in builtin_packs() {
        assert_eq!(Pack::parse(name, text).expect("built-in").provider, name);
    }
}

#[test]
fn finds_the_same_rules_at_build_time_and_at_run_time() {
    let built = RuleSet::builtin();
    let read = builtin_packs()
        .try_fold(RuleSet::empty(), |rules, (name, text)| rules.with_pack(name, text))
        .expect("built-in packs are sound");
    assert_eq!(built.rules(), read.rules());
    assert_eq!(built.digest(), read.digest());
    assert_eq!(built.pack_count(), read.pack_count());
}

#[test]
fn changes_the_digest_with_each_pack() {
    let text = pack(REGEX, EXAMPLES);
    let before = RuleSet::builtin();
    let after = before.clone().with_pack("mine", &text).expect("a sound pack");
    assert_ne!(before.digest(), after.digest());
    assert_eq!(after.digest().len(), 12);
    assert_eq!(after.pack_count(), before.pack_count() + 1);
    let again = RuleSet::builtin().with_pack("mine", &text).expect("a sound pack");
    assert_eq!(after.digest(), again.digest());
}

#[test]
fn gives_a_credential_the_kind_of_its_provider() {
    let rules = RuleSet::empty().with_pack("mine", &pack(REGEX, EXAMPLES)).expect("a sound pack");
    let rule = rules.rules().first().expect("one rule");
    assert_eq!(rule.kind.as_str(), "CREDENTIAL:acme");
    let other = pack(REGEX, "class = \"customer-identifier\"\nkind = \"CUSTOMER-ID\"\n");
    let rules = RuleSet::empty().with_pack("mine", &other).expect("a sound pack");
    assert_eq!(rules.rules().first().expect("one rule").kind.as_str(), "CUSTOMER-ID");
    let kindless = refused(&pack(REGEX, "class = \"customer-identifier\"\n"));
    assert_eq!(kindless.what, "a rule of another class than credential needs a kind");
}

#[test]
fn accepts_a_sound_pack_and_says_what_is_missing_from_another() {
    assert!(faults(REGEX, EXAMPLES).is_empty());
    let bare = faults(REGEX, "");
    assert!(bare.contains(&"a rule needs an example".to_owned()), "{bare:?}");
    assert!(bare.contains(&"a rule needs a counter-example".to_owned()), "{bare:?}");
}

#[test]
fn sees_examples_that_do_not_hold() {
    let tail = faults("(?x) (?P<secret> acme_ [a-z0-9]{10} )", EXAMPLES);
    assert!(tail.iter().any(|w| w.starts_with("example 1 does not give")), "{tail:?}");
    let loose = faults("(?x) (?P<secret> acme_ [a-z0-9]{2,255} )", EXAMPLES);
    assert_eq!(loose, ["counter-example 1 matches"]);
    let word = faults(REGEX, &format!("keywords = [\"other\"]\n{EXAMPLES}"));
    assert!(word.contains(&"no keyword is in example 1".to_owned()), "{word:?}");
}

#[test]
fn sees_two_rules_that_claim_the_same_text() {
    let (mine, yours) = (pack(REGEX, EXAMPLES), pack(REGEX, EXAMPLES).replace("acme.", "acmo."));
    let yours = yours.replace("\"acme\"", "\"acmo\"");
    let errors = check([("mine", mine.as_str()), ("yours", yours.as_str())]);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.iter().all(|e| e.what.contains("is claimed by")), "{errors:?}");
    let same = check([("mine", mine.as_str()), ("other", mine.as_str())]);
    assert!(same.iter().any(|e| e.what == "a rule of this id exists already"), "{same:?}");
}

#[test]
fn refuses_an_unsafe_regex_in_a_users_pack() {
    for regex in
        ["(?P<secret>acme_.*)", "(?P<secret>[a-z]{0,9})", "acme_[a-z]{9}", "(?P<secret>[0-9]{9})", "(acme"]
    {
        assert!(RuleSet::empty().with_pack("mine", &pack(regex, "")).is_err(), "{regex}");
    }
}

#[test]
fn points_at_the_place_of_an_error() {
    let twice = format!(
        "{}\n{}",
        pack(REGEX, ""),
        "[[rule]]\nid = \"acme.api-token\"\ntitle = \"T\"\ndescription = \"D\"\nconfidence = \"low\"\nregex = '(?P<secret>acme[a-z])'\n"
    );
    let error = refused(&twice);
    assert_eq!((error.line, error.what), (15, "a rule of this id exists already"));
    let unknown = refused("schema = 1\nprovider = \"acme\"\nname = \"A\"\ncolour = \"red\"\n");
    assert_eq!((unknown.line, unknown.column, unknown.what), (4, 1, "this key is not known"));
}

#[test]
fn quotes_nothing_of_a_broken_pack() {
    const CANARY: &str = "Canary-Customer-4711";
    let broken = [
        CANARY.to_owned(),
        format!("schema = \"{CANARY}\""),
        format!("schema = 1\n\"{CANARY}\" = 2\n"),
        format!("schema = 1\nprovider = \"{CANARY}\"\nname = \"\"\n"),
        format!("schema = 1\nprovider = \"acme\"\nname = \"{CANARY}\n"),
        pack(&format!("(?P<secret>{CANARY}"), ""),
        pack(&format!("(?P<{CANARY}>x{{1,9}})"), ""),
        pack(REGEX, &format!("validator = \"{CANARY}\"")),
        pack(REGEX, &format!("keywords = [\"{CANARY}\"]")),
        pack(REGEX, &format!("class = \"{CANARY}\"")),
        pack(REGEX, &format!("kind = \"{CANARY}\"")),
        pack(REGEX, "").replace("acme.api-token", CANARY),
    ];
    for text in broken {
        let error = refused(&text);
        assert!(!format!("{error} {error:?}").contains("Canary"), "{}", error.what);
        let said = check([("mine", text.as_str())]);
        assert!(!said.is_empty());
        assert!(!format!("{said:?}").contains("Canary"));
    }
}

#[test]
fn matches_no_placeholder_of_its_own() {
    let placeholders: String = RuleSet::builtin()
        .rules()
        .iter()
        .flat_map(|r| {
            [
                format!("api_key = \"[{}:01]\"\n", r.kind),
                format!("{}-01\n", r.kind.as_str().replace(':', "-")),
            ]
        })
        .collect();
    for rule in RuleSet::builtin().rules() {
        let regex = RegexBuilder::new(&rule.regex).unicode(false).build().expect("checked above");
        let found = regex
            .captures_iter(placeholders.as_bytes())
            .filter_map(|c| c.name("secret"))
            .any(|m| rule.validator.judge(m.as_bytes()) != Verdict::Vetoes);
        assert!(!found, "{}", rule.id);
    }
}

#[test]
fn leaves_ordinary_hashes_and_ids_alone() {
    let sha1 = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12";
    let sha256 = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d08f37c9e592";
    let md5 = "9e107d9d372bb6826bd81d3542a419d6";
    let uuid = "123e4567-e89b-12d3-a456-426614174000";
    let mut text = String::new();
    for word in ["commit", "sha1:", "integrity", "etag =", "digest:", "id:", "revision", "checksum ="] {
        for value in [sha1, sha256, uuid, md5] {
            text.extend([word, " ", value, "\n"]);
        }
    }
    for rule in RuleSet::builtin().rules() {
        let lower = text.to_ascii_lowercase();
        if !rule.keywords.is_empty() && !rule.keywords.iter().any(|k| lower.contains(&**k)) {
            continue;
        }
        let regex = RegexBuilder::new(&rule.regex).unicode(false).build().expect("checked above");
        assert!(!regex.is_match(text.as_bytes()), "{}", rule.id);
    }
}

#[test]
fn tells_a_documented_shape_from_an_observed_and_an_unverified_one() {
    let basis = |line: &str| {
        let pack = Pack::parse("mine", &pack(REGEX, &format!("{line}\n{EXAMPLES}"))).expect("a sound pack");
        pack.rules.first().and_then(|r| r.basis.clone())
    };
    assert_eq!(basis(""), None);
    assert_eq!(basis("basis = \"documented\""), Some(Basis::Documented));
    let place = "tests of the issuer's client";
    assert_eq!(basis(&format!("basis = {{ observed = \"{place}\" }}")), Some(Basis::Observed(place.into())));
    let unknown = refused(&pack(REGEX, "basis = \"guessed\""));
    assert_eq!(unknown.what, "this value is not one of those allowed");
    let placeless = faults(REGEX, &format!("basis = {{ observed = \" \" }}\n{EXAMPLES}"));
    assert_eq!(placeless, ["an observed shape needs a note of where it is seen"]);
}

#[test]
fn knows_every_validator_by_its_name() {
    for (name, validator) in
        [("none", Validator::None), ("github-crc32", Validator::GithubCrc32), ("jwt", Validator::Jwt)]
    {
        let text = pack(REGEX, &format!("validator = \"{name}\"\n{EXAMPLES}"));
        let rules = RuleSet::empty().with_pack("mine", &text).expect("a sound pack");
        assert_eq!(rules.rules().first().map(|r| r.validator), Some(validator));
    }
}
