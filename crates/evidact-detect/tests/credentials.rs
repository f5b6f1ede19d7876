//! What is found where: one line a place, with values that are made up.

use evidact_detect::{Classes, Detector, Hit, Options};
use evidact_model::{Class, Confidence, TextKind};
use evidact_patterns::RuleSet;
use std::sync::LazyLock;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    let classes = Classes::NONE.with(Class::Credential);
    Detector::new(RuleSet::builtin(), Options { classes, ..Options::default() })
        .expect("every built-in rule can be searched for")
});

fn scan(text: &str, kind: TextKind) -> Vec<Hit> {
    let mut hits = Vec::new();
    DETECTOR.scan_text(text.as_bytes(), kind, &mut hits);
    hits
}

fn found(text: &str, kind: TextKind) -> Vec<String> {
    scan(text, kind)
        .iter()
        .map(|h| String::from_utf8_lossy(&text.as_bytes()[h.span.range()]).into_owned())
        .collect()
}

fn finds(kind: TextKind, text: &str, value: &str) {
    assert!(found(text, kind).iter().any(|f| f == value), "{text}: {:?}", found(text, kind));
}

fn spares(kind: TextKind, text: &str) {
    assert_eq!(found(text, kind), Vec::<String>::new(), "{text}");
}

#[test]
fn every_built_in_rule_can_be_searched_for() {
    let rules = RuleSet::builtin();
    assert_eq!(
        DETECTOR.rule_count(),
        rules.rules().iter().filter(|rule| rule.class == Class::Credential).count()
    );
}

#[test]
fn configuration_names_its_passwords() {
    for (text, value) in [
        ("password: hunter2\n", "hunter2"),
        ("DB_PASSWORD=hunter2 # comment\n", "hunter2"),
        ("export API_TOKEN=\"q8Zr1xw0Lm3k\"", "q8Zr1xw0Lm3k"),
        ("spring.datasource.password = s3cr;t?", "s3cr;t?"),
        ("{\"auth\": {\"client_secret\": \"q8Zr\\\"1xw0\"}}", "q8Zr\\\"1xw0"),
        ("<password>hunter2</password>", "hunter2"),
        ("<add key=\"Password\" value=\"hunter2\" />", "hunter2"),
        ("tokens: [\"q8Zr1xw0Lm3k\", \"v7Yt2qp9Nn4j\"]", "v7Yt2qp9Nn4j"),
        ("Server=db;Uid=sa;Pwd=p w1;Database=x", "p w1"),
        ("requirepass hunter2\n", "hunter2"),
        ("# ldap.password=hunter2", "hunter2"),
        ("Passwort: geheim123", "geheim123"),
        ("пароль: qwe123rty", "qwe123rty"),
        ("password: |\n  q8Zr1xw0Lm3k\nnext: 1", "q8Zr1xw0Lm3k"),
    ] {
        finds(TextKind::Config, text, value);
    }
    let hits = scan("password: hunter2\n", TextKind::Config);
    assert!(hits.iter().all(|h| h.confidence >= Confidence::Medium));
}

#[test]
fn code_has_literals_and_names() {
    for (text, value) in [
        ("password = \"hunter2\"", "hunter2"),
        ("var password string = `q8Zr1x`", "q8Zr1x"),
        ("let token: String = \"q8Zr1xw0Lm3k\".into();", "q8Zr1xw0Lm3k"),
        ("user.setPassword(\"hunter2\");", "hunter2"),
        ("props.put(\"password\", \"hunter2\");", "hunter2"),
        ("if (password == \"hunter2\") {", "hunter2"),
        ("if (\"hunter2\" == password) {", "hunter2"),
        ("const url = \"jdbc:x://h/d?user=a&password=hunter2&ssl=true\"", "hunter2"),
        ("os.environ.get(\"DB_PASSWORD\", \"hunter2\")", "hunter2"),
        ("setopt(curl, CURLOPT_PASSWORD, \"hunter2\");", "hunter2"),
    ] {
        finds(TextKind::Code, text, value);
    }
    for text in [
        "password = self.parsed.password",
        "token = getToken()",
        "password: string;",
        "const secret = process.env.SECRET;",
        "fn f(password: &str, token: Token) {}",
        "password := os.Getenv(\"PASSWORD\")",
        "let publicKey = \"q8Zr1xw0Lm3kq8Zr1xw0Lm3k\"",
        "passwordField.setText(\"Password\")",
        "if (tokens.length == 5) {",
    ] {
        spares(TextKind::Code, text);
    }
}

#[test]
fn urls_carry_userinfo_to_the_last_at_sign() {
    finds(TextKind::Log, "mongodb+srv://u:my@ss@host.example.com/db", "u:my@ss");
    finds(TextKind::Log, "postgres://u:pa/ss1@host/db", "u:pa/ss1");
    finds(TextKind::Log, "GET https://x.example.com/a?access_token=q8Zr1xw0Lm3k&b=c", "q8Zr1xw0Lm3k");
    spares(TextKind::Log, "http://localhost:8080/path@2x.png and https://example.com/a:b@c");
    spares(TextKind::Log, "https://${USER}:${PASS}@example.com");
}

#[test]
fn headers_have_schemes() {
    let basic = ["am9lOmh1", "bnRlcjI="].concat();
    finds(TextKind::Log, &format!("Authorization: Basic {basic}"), &basic);
    finds(TextKind::Log, "authorization: Bearer q8Zr1xw0Lm3kv7Yt2qp9", "q8Zr1xw0Lm3kv7Yt2qp9");
    finds(TextKind::Log, "curl -H \"X-Api-Key: q8Zr1xw0Lm3k\" https://a.example", "q8Zr1xw0Lm3k");
    finds(TextKind::Log, "Cookie: lang=en; JSESSIONID=q8Zr1xw0Lm3kv7", "q8Zr1xw0Lm3kv7");
    spares(TextKind::Prose, "Bearer tokens are sent; Basic information follows.");
}

#[test]
fn command_lines_have_short_flags() {
    for (text, value) in [
        ("mysql -u root -phunter2 db", "hunter2"),
        ("sshpass -p hunter2 ssh host", "hunter2"),
        ("redis-cli -h h -a hunter2", "hunter2"),
        ("curl -u joe:hunter2 https://a.example", "joe:hunter2"),
        ("tool login --password hunter2 --verbose", "hunter2"),
        ("PGPASSWORD=hunter2 psql", "hunter2"),
        ("CREATE USER a IDENTIFIED BY 'hunter2';", "hunter2"),
        ("ALTER ROLE a WITH PASSWORD 'hunter2';", "hunter2"),
    ] {
        finds(TextKind::Log, text, value);
    }
    spares(TextKind::Log, "docker run -p 8080:80 -u 1000:1000 image");
    spares(TextKind::Log, "mkdir -p build/out && cp -a src dst");
}

#[test]
fn prose_speaks_of_passwords() {
    finds(TextKind::Prose, "The password for the test host is `hunter2`.", "hunter2");
    finds(TextKind::Prose, "Log in with admin / hunter2 and check.", "hunter2");
    finds(TextKind::Prose, "| Password | Tr0ub4dor |", "Tr0ub4dor");
    for text in [
        "The password is required and must be reset.",
        "A token bucket limits requests; the key is unique.",
        "Password: required",
        "The secret is to keep calm.",
    ] {
        spares(TextKind::Prose, text);
    }
}

#[test]
fn key_blocks_go_to_their_end() {
    let (begin, end) =
        (["-----BEGIN RSA PRI", "VATE KEY-----"].concat(), ["-----END RSA PRI", "VATE KEY-----"].concat());
    let body = "MIIEow".repeat(12);
    for text in [
        format!("{begin}\n{body}\n{body}\n{end}"),
        format!("{begin}\\n{body}\\n{body}\\n{end}"),
        format!("> {begin}\n> {body}\n> {end}"),
        format!("{begin}\nProc-Type: 4,ENCRYPTED\n\n{body}\n{end}"),
    ] {
        let block = text.trim_start_matches("> ");
        finds(TextKind::Prose, &text, block);
    }
    let cut_off = format!("{begin}\n{body}\n{body}");
    finds(TextKind::Prose, &format!("{cut_off}\n\n(the rest is missing)"), &cut_off);
    let public = begin.replace("RSA PRIVATE", "PUBLIC");
    spares(TextKind::Prose, &format!("{public}\n{body}\n"));
}

#[test]
fn placeholders_and_labels_are_no_values() {
    for value in [
        "<your-token>",
        "${PASSWORD}",
        "xxxxxxxx",
        "{{ password }}",
        "null",
        "true",
        "********",
        "$DB_PASSWORD",
        "process.env.PASSWORD",
        "[CREDENTIAL:password:01]",
        "CREDENTIAL-password-01",
        "%PASSWORD%",
        "1.2.3",
    ] {
        spares(TextKind::Config, &format!("password: {value}\n"));
        spares(TextKind::Config, &format!("\"password\": \"{value}\",\n"));
    }
    for text in [
        "public_key: q8Zr1xw0Lm3kv7Yt2qp9",
        "password_file: /run/secrets/db",
        "token_type: bearer",
        "key: value",
    ] {
        spares(TextKind::Config, text);
    }
}

#[test]
fn a_header_names_the_columns_below_it() {
    for (kind, text, value) in [
        (TextKind::Prose, "| user | password |\n|--|--|\n| bob | Gr4velOtter110 |\n", "Gr4velOtter110"),
        (
            TextKind::Prose,
            "| API key | Owner |\n|:--|:--|\n| `Gr4vel-Otter-110` | SRE |\n",
            "Gr4vel-Otter-110",
        ),
        (TextKind::Log, " user | password\n------+--------\n bob | Gr4velOtter110\n", "Gr4velOtter110"),
        (TextKind::Prose, "user      password\nbob       Gr4velOtter110\n", "Gr4velOtter110"),
        (
            TextKind::Prose,
            "==== ========\nuser password\n==== ========\nbob  Gr4velOtter110\n",
            "Gr4velOtter110",
        ),
        (
            TextKind::Prose,
            "<tr><th>user</th><th>password</th></tr><tr><td>bob</td><td><b>Gr4velOtter110</b></td></tr>",
            "Gr4velOtter110",
        ),
    ] {
        finds(kind, text, value);
    }
    for text in [
        "| Check | Password |\n|--|--|\n| MFA | enforced |\n",
        "| Feature | Token | Since |\n|--|--|--|\n| login | yes | 2.4.1 |\n",
        "the user password\nand the rest\n",
    ] {
        spares(TextKind::Prose, text);
    }
}

#[test]
fn a_label_may_stand_on_the_line_or_in_the_block_before_its_value() {
    for text in [
        "Password:\n    Gr4velOtter116\n",
        "Password:\n\"Gr4velOtter116\"\n",
        "**Password**\n\n```\nGr4velOtter116\n```\n",
        "Password\n: Gr4velOtter116\n",
        "<p>Password</p><p>Gr4velOtter116</p>",
        "<dt>Password</dt>\n<dd><code>Gr4velOtter116</code></dd>",
        "<tr><td><b>Password</b></td><td>Gr4velOtter116</td></tr>",
    ] {
        finds(TextKind::Prose, text, "Gr4velOtter116");
    }
    for text in
        ["Password:\n\nRequired for all users\n", "## Password\n\n- item\n", "token:\n  name: x1y2z3w4\n"]
    {
        spares(TextKind::Prose, text);
    }
}

#[test]
fn values_of_words_and_numbers_are_values() {
    for (kind, text, value) in [
        (TextKind::Config, "tokens = [\"hk-Pebble-Transit-3309\"]", "hk-Pebble-Transit-3309"),
        (TextKind::Code, "sshpass -p 'Sluice.Gate.40' scp a b", "Sluice.Gate.40"),
        (TextKind::Log, "\"GET /reset?token=Zq8-reset-Lm41&e=x HTTP/1.1\"", "Zq8-reset-Lm41"),
        (TextKind::Prose, "- wifi of the room: Guest / mango4thewin\n", "mango4thewin"),
        (
            TextKind::Prose,
            "the password for the box is still on the board: Heron#Basalt19\n",
            "Heron#Basalt19",
        ),
        (TextKind::Data, "7,\"password reset to \"\"Tangle/Birch/19\"\" today\"", "Tangle/Birch/19"),
        (
            TextKind::Prose,
            "<input type=\"hidden\" name=\"restart_key\" value=\"Lintel&amp;Poppy&amp;84\">",
            "Lintel&amp;Poppy&amp;84",
        ),
        (TextKind::Data, "<!-- the login was admin / Cobalt$Meadow31 until May -->", "Cobalt$Meadow31"),
        (TextKind::Config, "; old: PWD=Parsnip.Lock.08\n", "Parsnip.Lock.08"),
        (TextKind::Config, "body: |\n  It failed.\n  The password is Savox-kleit!3029\n", "Savox-kleit!3029"),
        (
            TextKind::Prose,
            "log in with the one-time password Pier-Saddle-2204 and change it",
            "Pier-Saddle-2204",
        ),
    ] {
        finds(kind, text, value);
    }
    spares(TextKind::Config, "note: |\n  The password is required for all users\n");
    spares(
        TextKind::Prose,
        "| F-06 | pin `sha256:3b7d1f0c5a9e2846d1c07f3b95ae6240c8d17e5fb2a39406` | fixed |\n",
    );
    spares(TextKind::Prose, "the password Hmac-Sha-256 scheme");
}

/// A package lists a digest for each of its files: one that begins like a token must not stop it.
#[test]
fn a_digest_that_begins_like_a_token_is_no_finding_of_high_confidence() {
    let rest = "c0ffee1d2b3a495867f0e1d2c3b4a5968778695a4b3c2d1e0f00112233445566";
    let rules = RuleSet::builtin();
    let anchors = rules.rules().iter().flat_map(|rule| rule.anchors.literals.iter());
    for literal in anchors.filter(|l| l.iter().all(u8::is_ascii_hexdigit)) {
        let start = String::from_utf8_lossy(literal);
        for skipped in [literal.len(), 24 + literal.len()] {
            let digest = format!("{start}{}", rest.get(skipped..).unwrap_or_default());
            let text = format!("sample.txt {digest}\n");
            let high = scan(&text, TextKind::Data).iter().any(|h| h.confidence == Confidence::High);
            assert!(!high, "{text}");
        }
    }
}
