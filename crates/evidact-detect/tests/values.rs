//! What makes a value a credential, and where it ends. A `~` joins the parts of a value that would look like a real
//! token.

mod common;

use common::check;

#[test]
fn values_without_digits_are_found() {
    check(&[
        ("pl", "GET /a?key=DPAaS~MwuiqxfOHJXTGLNDKENPONFJgb HTTP", &["DPAaSMwui~qxfOHJXTGLNDKENPONFJgb"]),
        ("pl", "Use the API key ULXLUwXQm~TyYGxBkrvITgOpzRPULrb now", &["ULXLUwXQm~TyYGxBkrvITgOpzRPULrb"]),
        ("plc", "https://a.example/x?token=Maple-Md-2033&b=1", &["Maple-Md-2033"]),
        ("plc", "https://a.example/x?access_to~ken=Maple-Md-2033", &["Maple-Md-2033"]),
        ("d", "{\"FOO_AUTH\":\"Saddle-Orchid-1562\"}", &["Saddle-Orchid-1562"]),
        ("f", "SMTP_AUTH=mailer:233iXTGq8Zr1xw", &["233iXTGq8Zr1xw"]),
        ("f", "psk=\"maple-sad~dle-orchid-pirate\"", &["maple-sad~dle-orchid-pirate"]),
        ("f", "secrets:\n  - timber-ti~mber-anchor-timber\n", &["timber-ti~mber-anchor-timber"]),
        ("f", "secrets:\n  - db_password\n  - api-token", &[]),
    ]);
}

#[test]
fn a_sign_among_letters_of_both_cases_makes_a_value() {
    check(&[
        ("pl", "The password is qANVOWer%Ha~TRsYK", &["qANVOWer%HaTRsYK"]),
        ("pl", "The password is qANVOWer!Ha~TRsYK", &["qANVOWer!HaTRsYK"]),
        ("pl", "The password is isOpen!hasKey, or so.", &[]),
        ("pl", "The password is Work-In-Progress now.", &[]),
    ]);
}

#[test]
fn a_value_ends_where_it_ends() {
    check(&[
        (
            "f",
            "JWT_SECRE~T=5o4qq8Zr1xw0Lm3kv7Yt2qp9abcDEF125mm=\nPORT_NUMBER=8080\nB=2",
            &["5o4qq8Zr1~xw0Lm3kv7Yt2qp9abcDEF125mm="],
        ),
        (
            "f",
            "a.password: Violet6q\njasypt.encryptor.password Re1Lm3kv7Yt2\n",
            &["Violet6q", "Re1Lm3kv7Yt2"],
        ),
        ("cfl", "psql \"host=db user=u password=ladder2z dbname=crm\"", &["ladder2z"]),
        ("cl", "curl -u deploy:Violet6q https://a.example", &["deploy:Violet6q"]),
        ("l", "(Cookie: sid=abcq8Zr1xw0Lm)", &["abcq8Zr1xw0Lm"]),
        (
            "f",
            "APP_KEY=base64:q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8Zr1xw0Lm3kv7Y=",
            &["q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8Zr1xw0Lm3kv7Y="],
        ),
        (
            "plfcd",
            "bot MTIzNDU2N~zg5MDEyMzQ1Njc4.GaBcDe.q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8 here",
            &["MTIzNDU2N~zg5MDEyMzQ1Njc4.GaBcDe.q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8"],
        ),
        (
            "d",
            "{\"node_modu~les/js-tokens\":{\"integrity\":\"sha512-Rd~JUflcE3cUzKiMqQgsCu06FPu9UdIJO0beYbPhHN4k6apgJtifcoCtT9bcxOpYBtpD2kCM6Sbzg4CausW/PKQ==\"}}",
            &[],
        ),
        ("cl", "psql postgresql://u:ladder2z@h/db", &["u:ladder2z"]),
    ]);
}

#[test]
fn jumbles_of_symbols_are_values_under_every_strong_key() {
    check(&[
        ("fc", "api_key = \"k(q]z{w)$v#p\"", &["k(q]z{w)$v#p"]),
        ("f", "secret: k(q]z{w)$v#p", &["k(q]z{w)$v#p"]),
        ("c", "if (\"k(q]z{w)$v#p\" == secret) {", &["k(q]z{w)$v#p"]),
        ("c", "secret = items[0](x){y}", &[]),
        ("f", "token_pattern: ^[a-z]{3}(x|y)$", &[]),
    ]);
}

#[test]
fn lengths_and_alphabets_stand_for_a_prefix() {
    let seed = "ACSU3Q6LTLBVLGAQUONAGXJHVNWGSKKAUA7IY5TB4Z7PLEKSR5O6JTGR";
    let (nats, other) = (format!("SU{seed}"), format!("SZ{seed}"));
    check(&[
        ("plcfd", "x AC4d2f64e2a1~08cd72f648b1984c3b5a13 y", &["AC4d2f64e2a1~08cd72f648b1984c3b5a13"]),
        ("plcfd", "x 4d2f64e2a108cd72f648b1984c3b5a13 y", &[]),
        ("plcfd", &format!("run {nats} now"), &[&nats]),
        ("plcfd", &format!("run {other} now"), &[]),
        (
            "pl",
            "/rest/OTI2NjA3NjU1~NTI2Oh2DOnASdOHoIhEGyqIuYrdkYaQZ",
            &["OTI2NjA3NjU1~NTI2Oh2DOnASdOHoIhEGyqIuYrdkYaQZ"],
        ),
        ("pl", "/rest/TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsuIE1hbnkg", &[]),
        (
            "pld",
            "x 05dc4a53d525f9bc803dcc4df~008d786-3af70d4e-277ec7a2 y",
            &["05dc4a53d525f9bc803dcc4df~008d786-3af70d4e-277ec7a2"],
        ),
        ("pld", "x 05dc4a53-d525-49bc-803d-cc4df008d786 y", &[]),
    ]);
}

#[test]
fn statements_about_users_need_no_quotes() {
    check(&[
        ("pc", "SQL> alter user sys identified by Harbor7x container=all;", &["Harbor7x"]),
        ("pc", "CREATE ROLE app WITH LOGIN PASSWORD harbor_quill;", &["harbor_quill"]),
        ("pc", "# CREATE USER app WITH PASSWORD 'harborquill';", &["harborquill"]),
        ("c", "ALTER USER 'a'@'b' IDENTIFIED WITH mysql_native_password BY 'Harbor7x';", &["Harbor7x"]),
        ("p", "Each row is identified by the number in front of it.", &[]),
        ("p", "The user is identified by email.", &[]),
    ]);
}

#[test]
fn what_stands_for_a_value_is_none() {
    check(&[
        ("f", "api_key: 00000000-0000-0000-0000-000000000000", &[]),
        ("f", "token: XXXXXXXXXX_PUT_YOUR_TOKEN_HERE_XXXXXXXX9", &[]),
        ("f", "jwt_secret: secret_with_at_least_32_characters", &[]),
        ("f", "jwt-secret = \"@/run/secrets/jwt\"", &[]),
        ("f", "DOCKER_PASS=\"${DOCKER_PASS:?it is required}\"", &[]),
        ("pf", "token: 留空即可", &[]),
        ("f", "password = \",.:-¨@*¿?!\"", &[]),
        ("f", "password = \"A,.:-¨@*¿?!\"", &["A,.:-¨@*¿?!"]),
        ("p", "Authorization: Bearer eyJhbGciOiJIUzI1NiIs...", &[]),
        ("pc", "no --password option is given", &[]),
        ("f", "appSecretProof = crypto.createHmac('sha256', key)", &[]),
        ("f", "token_secret: \"HS256\"", &[]),
        ("f", "db_password: Rotated", &[]),
    ]);
}

#[test]
fn schemes_may_be_of_two_words() {
    check(&[
        (
            "cl",
            "curl -H \"Authorization: Api-Token 22cb987851~bc5659229114c62e60c79abd0d2c08\"",
            &["22cb987851~bc5659229114c62e60c79abd0d2c08"],
        ),
        ("cl", "curl -H \"Authorization: Api-Token $TOKEN\"", &[]),
        ("d", "{\"auth\": \"qHXtBK7rwhog~kJEstiKgSgg=\"}", &["qHXtBK7rwhog~kJEstiKgSgg="]),
        ("d", "{\"auth\": \"required\"}", &[]),
    ]);
}

#[test]
fn passwords_of_two_words_and_answers_are_found() {
    check(&[
        ("pl", "Pass-Word: fekemi~99x", &["fekemi~99x"]),
        ("f", "pass_word=fekemi~99x", &["fekemi~99x"]),
        ("pl", "Security answer: fogulo~86x", &["fogulo~86x"]),
        ("pl", "The answer: everything is written in notes", &[]),
        ("pl", "kodeord: bobofo~35x", &["bobofo~35x"]),
    ]);
}
