//! How reviewers write a credential into a note: in brackets, in marks of quotation or of code, before and behind the
//! word for it, in several languages. As many sentences hold the same words and no value.

mod common;

use common::check;

#[test]
fn a_remark_in_brackets_stands_between_the_word_and_its_value() {
    check(&[
        ("p", "Password (root): HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "**Password** (root): HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "Passwort (neu): HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "the password (`HerbstRegen#482`) was never changed", &["HerbstRegen#482"]),
        ("p", "the password (\u{201c}HerbstRegen#482\u{201d}) was never changed", &["HerbstRegen#482"]),
        ("p", "Pwd.: HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "the password (`must` be rotated)", &[]),
        ("p", "Password (root): rotated yearly", &[]),
        ("p", "Passwort (neu): Pflichtfeld", &[]),
        ("p", "the password (hashed with `bcrypt`) was never changed", &[]),
        ("p", "the password (`SHA-256`, salted) is stored", &[]),
        ("p", "Password (min. 12 characters): required", &[]),
    ]);
}

#[test]
fn marks_of_quotation_of_every_language_hold_values() {
    check(&[
        ("p", "password \u{201c}HerbstRegen#482\u{201d} is weak", &["HerbstRegen#482"]),
        ("p", "Standardpasswort \u{201e}HerbstRegen#482\u{201c} nicht ge\u{e4}ndert", &["HerbstRegen#482"]),
        ("p", "le mot de passe est \u{ab} HerbstRegen#482 \u{bb}", &["HerbstRegen#482"]),
        ("p", "le mot de passe est \u{ab}\u{a0}HerbstRegen#482\u{a0}\u{bb}", &["HerbstRegen#482"]),
        ("p", "Das Passwort wurde auf \u{201e}HerbstRegen#482\u{201c} ge\u{e4}ndert.", &["HerbstRegen#482"]),
        ("p", "the \u{201c}password policy\u{201d} requires twelve characters", &[]),
        ("p", "password \u{201c}policy\u{201d} is weak", &[]),
        ("p", "le mot de passe est \u{ab} obligatoire \u{bb}", &[]),
        ("p", "Das Passwort wurde auf \u{201e}abgelaufen\u{201c} gesetzt.", &[]),
        ("p", "Das Feld \u{201e}Passwort\u{201c} ist leer", &[]),
    ]);
}

#[test]
fn a_value_stands_before_the_word_that_says_what_it_is() {
    check(&[
        ("p", "`HerbstRegen#482` is the admin password.", &["HerbstRegen#482"]),
        ("p", "\"HerbstRegen#482\" is still the password of root.", &["HerbstRegen#482"]),
        (
            "p",
            "Wir haben uns mit \u{201e}HerbstRegen#482\u{201c} als Kennwort angemeldet.",
            &["HerbstRegen#482"],
        ),
        ("p", "`violet66` was the old password", &["violet66"]),
        ("p", "`ledger-db01` is the host whose password expired", &[]),
        ("p", "`ledger-db01` is not in the password list", &[]),
        ("p", "`bcrypt2b` is the password hash", &[]),
        ("p", "\"required\" is the password hint", &[]),
        ("p", "`PBKDF2-SHA256` is the password hash", &[]),
        ("p", "`must` is what the password policy says", &[]),
    ]);
}

#[test]
fn a_value_stands_alone_below_the_sentence_that_announces_it() {
    check(&[
        ("p", "the password is:\n\n```\nHerbstRegen#482\n```\n", &["HerbstRegen#482"]),
        ("p", "Initial password: see below\n\n    HerbstRegen#482\n", &["HerbstRegen#482"]),
        ("p", "Das Passwort lautet wie folgt:\n\nHerbstRegen#482\n", &["HerbstRegen#482"]),
        ("p", "the password is:\n\n```\nnot stored\n```\n", &[]),
        ("p", "Initial password: see below\n\nThe policy was not enforced.\n", &[]),
        ("p", "Password: see the section below\n\n## F-02 Backup-2024\n", &[]),
    ]);
}

#[test]
fn words_may_stand_between_the_word_and_the_value() {
    check(&[
        (
            "p",
            "the password for root \u{2013} HerbstRegen#482 \u{2013} was never changed",
            &["HerbstRegen#482"],
        ),
        ("p", "Passwort lautet immer noch HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "Passwort f\u{fc}r root auf HerbstRegen#482 gesetzt", &["HerbstRegen#482"]),
        ("p", "password was changed from HerbstRegen#482 to something else", &["HerbstRegen#482"]),
        ("p", "The token 8fKq02LmZr5W~v71TxBn4Qs is still valid", &["8fKq02LmZr5W~v71TxBn4Qs"]),
        ("p", "Das Token 8fKq02LmZr5W~v71TxBn4Qs ist noch g\u{fc}ltig", &["8fKq02LmZr5W~v71TxBn4Qs"]),
        ("p", "creds: admin HerbstRegen#482 (root on db1)", &["HerbstRegen#482"]),
        ("p", "Zugang: ledger / HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "the password for root \u{2013} never changed \u{2013} was weak", &[]),
        ("p", "Passwort lautet immer noch gleich", &[]),
        ("p", "Passwort f\u{fc}r root auf allen Servern gesetzt", &[]),
        ("p", "password was changed from the default to something else", &[]),
        ("p", "password length was changed from 8 to 12 characters", &[]),
        ("p", "The token expires after an hour and is still valid", &[]),
        ("p", "creds: admin team (root on db1)", &[]),
        ("p", "<div class=\"Login_password__PbaIwzgVfBXEqF css-e2a5040 sc-e4f0ac77\">", &[]),
        ("p", "Zugang: intern / nur im Firmennetz", &[]),
    ]);
}
