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

#[test]
fn tables_of_every_wiki_name_their_columns() {
    check(&[
        ("p", "||User||Password||\n|root|HerbstRegen#482|\n", &["HerbstRegen#482"]),
        (
            "p",
            "{| class=\"wikitable\"\n! User !! Password\n|-\n| root || HerbstRegen#482\n|}\n",
            &["HerbstRegen#482"],
        ),
        (
            "p",
            "{|\n! User\n! style=\"x\" | Password\n|-\n| root\n| HerbstRegen#482\n|}\n",
            &["HerbstRegen#482"],
        ),
        ("p", "|===\n|User |Password\n\n|root |HerbstRegen#482\n|===\n", &["HerbstRegen#482"]),
        ("p", "|===\n|User |Password\n\n|root\n|HerbstRegen#482\n|===\n", &["HerbstRegen#482"]),
        ("p", "|_. User |_. Password |\n| root | HerbstRegen#482 |\n", &["HerbstRegen#482"]),
        ("p", "| Secret | Value |\n|---|---|\n| LEDGER | HerbstRegen#482 |\n", &["HerbstRegen#482"]),
        ("p", "User;Password\nroot;HerbstRegen#482\n", &["HerbstRegen#482"]),
        ("p", "User;Password\nroot;rotated\n", &[]),
        ("p", "rotate it; password\nsee Host-2024a; there\n", &[]),
        ("p", "||User||Password||\n|root|rotated yearly|\n", &[]),
        ("p", "{|\n! User !! Password\n|-\n| root || not set\n|}\nHost-2024a#x\n", &[]),
        ("p", "|===\n|User |Policy\n\n|root |HerbstRegen#482\n|===\n", &[]),
        ("p", "|===\n|User |Password\n\n|root |required\n|===\n|a |Policy#2024x\n", &[]),
        ("p", "|_. Password policy |_. Length |\n| strong | 12 characters |\n", &[]),
        ("p", "| Secret | Value |\n|---|---|\n| LEDGER | in the vault |\n", &[]),
        ("p", "| Property | Value |\n|---|---|\n| Build | Release-2024a |\n", &[]),
    ]);
}

#[test]
fn marks_of_wikis_around_a_value_are_no_part_of_it() {
    check(&[
        ("p", "{code}ssh root@h # pw HerbstRegen#482{code}", &["HerbstRegen#482"]),
        ("p", "the password {{HerbstRegen#482}} must go", &["HerbstRegen#482"]),
        ("p", "'''Password''': HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "<summary>Password</summary>\n\nHerbstRegen#482\n", &["HerbstRegen#482"]),
        ("p", "the password {{ vault_password }} must go", &[]),
        ("p", "the password {{policy}} must go", &[]),
        ("p", "'''Password''': required", &[]),
        ("p", "<summary>Password</summary>\n\nThe policy was not enforced.\n", &[]),
    ]);
}

#[test]
fn labels_in_further_languages_name_credentials() {
    check(&[
        ("p", "Clé d'API : 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Clé d\u{2019}API : 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Clé secrète : 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Jeton d'accès : 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Parolă: HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "סיסמה: HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "كلمة المرور: HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "κωδικός πρόσβασης: HerbstRegen#482", &["HerbstRegen#482"]),
        ("p", "Wiederherstellungsschlüssel: 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Geheimer Schlüssel: 8fKq02LmZr5W~v71TxBn4", &["8fKq02LmZr5W~v71TxBn4"]),
        ("p", "Clé d'API : obligatoire", &[]),
        ("p", "La clé du problème est la rotation", &[]),
        ("p", "Jeton d'accès : expiré", &[]),
        ("p", "Parolă: obligatorie", &[]),
        ("p", "κωδικός πρόσβασης: απαιτείται", &[]),
        ("p", "סיסמה: נדרשת", &[]),
        ("p", "كلمة المرور: مطلوبة", &[]),
        ("p", "пароль: обязателен", &[]),
        ("p", "Passwort: geändert", &[]),
        ("p", "| User | Пароль |\n|---|---|\n| root | обязателен |\n", &[]),
        ("p", "пароль: ОсеньДождь482", &["ОсеньДождь482"]),
        ("p", "κωδικός πρόσβασης: καλοκαίρι#482", &["καλοκαίρι#482"]),
        ("p", "Der Primärschlüssel: kunden_id", &[]),
        ("p", "Wiederherstellungsschlüssel: im Tresor", &[]),
    ]);
}

#[test]
fn several_passwords_stand_behind_the_names_of_their_accounts() {
    check(&[
        ("p", "Passwörter: root=HerbstRegen#482, db=Winter7Sturm!x", &["HerbstRegen#482", "Winter7Sturm!x"]),
        ("p", "Passwords: root: HerbstRegen#482; kb: Zug-2931-ab", &["HerbstRegen#482", "Zug-2931-ab"]),
        ("p", "Passwords: length=12, rotation=90", &[]),
        ("p", "Passwörter: min=12 Zeichen, Sonderzeichen: ja", &[]),
        ("p", "Passwords: see the vault, host: db-1", &[]),
    ]);
}

#[test]
fn what_is_typed_at_a_prompt_for_a_password_is_one() {
    check(&[
        ("p", "type <kbd>HerbstRegen#482</kbd> and go on", &["HerbstRegen#482"]),
        ("p", "<kbd>HerbstRegen#482</kbd> at the password prompt", &["HerbstRegen#482"]),
        ("p", "as password <code>HerbstRegen#482</code>", &["HerbstRegen#482"]),
        ("p", "type <kbd>Ctrl+Shift+F12</kbd> at the password prompt", &[]),
        ("p", "press <kbd>HerbstRegen#482</kbd> there", &[]),
        ("p", "the password policy is in <code>policies/Base-2024.yaml</code>", &[]),
        ("p", "the password is read by <code>readSecret()</code>", &[]),
    ]);
}

#[test]
fn ids_of_cloud_resources_open_nothing() {
    check(&[
        ("p", "## Token\n\nvpc-01fb23cd45ef67ab8\n", &[]),
        ("pf", "secret:\n  ami-0a3b12cd34ef567ab\n", &[]),
        ("pf", "token: i-0573ab12cd34ef567\n", &[]),
        ("pf", "token: xpc-01fb23cd45ef67ab8\n", &["xpc-01fb23cd45ef67ab8"]),
    ]);
}

#[test]
fn secrets_of_kubernetes_in_json_are_read_whole() {
    let value = "Zm9v~YmFyMTIz";
    let secret = format!("{{\"kind\":\"Secret\",\"data\":{{\"anything\":\"{value}\"}},\"type\":\"Opaque\"}}");
    let after = format!("{{\"data\": {{\"a\": \"{value}\"}}, \"kind\": \"Secret\"}}");
    let list = format!(
        "{{\"items\":[{{\"data\":{{\"x\":\"Opaque-1\"}},\"kind\":\"ConfigMap\"}},{{\"stringData\":{{\"x.conf\":\"{value}\"}},\"kind\":\"Secret\"}}],\"kind\":\"List\"}}"
    );
    let settings = "{\"kind\":\"ConfigMap\",\"data\":{\"anything\":\"Quiet-Harbor-1\"}}";
    let store = "{\"kind\":\"SecretStore\",\"data\":{\"anything\":\"Quiet-Harbor-1\"}}";
    let metadata = "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"ledger\"},\"type\":\"Opaque\"}";
    let template = "{\"kind\":\"Secret\",\"data\":{\"anything\":\"{{ .Values.x }}\"}}";
    check(&[
        ("fd", &secret, &[value]),
        ("fd", &after, &[value]),
        ("fd", &list, &[value]),
        ("fd", settings, &[]),
        ("fd", store, &[]),
        ("fd", metadata, &[]),
        ("fd", template, &[]),
    ]);
}

#[test]
fn a_password_stands_before_its_word_behind_a_question_or_in_a_note() {
    check(&[
        ("p", "Using HerbstRegen#482 as the root password worked.", &["HerbstRegen#482"]),
        ("p", "HerbstRegen#482 is still our password", &["HerbstRegen#482"]),
        ("p", "Their wifi password? HerbstRegen#482.", &["HerbstRegen#482"]),
        ("p", "- Password[^1]\n\nThe end.\n\n[^1]: HerbstRegen#482\n", &["HerbstRegen#482"]),
        ("p", "*Password:* {color:red}HerbstRegen#482{color}", &["HerbstRegen#482"]),
        (
            "p",
            "Kennwort ge\u{e4}ndert: alt HerbstRegen#482, neu SommerWind#913",
            &["HerbstRegen#482", "SommerWind#913"],
        ),
        (
            "p",
            "PW alt \u{2192} neu: HerbstRegen#482 \u{2192} SommerWind#913",
            &["HerbstRegen#482", "SommerWind#913"],
        ),
        ("p", "The API key starts with 8fKq02LmZr5W~v71TxBn4Qs", &["8fKq02LmZr5W~v71TxBn4Qs"]),
        ("p", "The default (admin/HerbstRegen#482) works", &["HerbstRegen#482"]),
        ("p", "default credentials admin and HerbstRegen#482 work", &["HerbstRegen#482"]),
        ("p", "Using bcrypt-2b as the password hash worked.", &[]),
        ("p", "Release-2024a is the password manager that we use", &[]),
        ("p", "Forgot your password? See FAQ-2024.", &[]),
        ("p", "- Password[^1]\n\n[^1]: The policy was not enforced.\n", &[]),
        ("p", "- Password[^1]\n\n[^1]: required\n", &[]),
        ("p", "*Password:* {color:red}required{color}", &[]),
        ("p", "Kennwort ge\u{e4}ndert: alt und neu sind gleich", &[]),
        ("p", "The password starts with a letter and ends with a digit", &[]),
        ("p", "The default (admin/user) works", &[]),
        ("p", "default credentials rotate and expire", &[]),
    ]);
}

#[test]
fn a_head_whose_first_cell_is_empty_is_no_head_of_jira() {
    check(&[
        ("p", "||User|Password|\n|-|-|-|\n|1|jane|Hk7!pWq2mZ|\n", &["Hk7!pWq2mZ"]),
        (
            "p",
            "|Nr|User|Password|\n|-|-|-|\n|1|jane|Hk7!pWq2mZ|\n||kim|Gw8!kLm2xY|\n",
            &["Hk7!pWq2mZ", "Gw8!kLm2xY"],
        ),
        ("p", "||User||Password||\n|jane|Hk7!pWq2mZ|\n", &["Hk7!pWq2mZ"]),
        ("p", "||User||Password||\n||jane|Hk7!pWq2mZ|\n", &["Hk7!pWq2mZ"]),
    ]);
}
