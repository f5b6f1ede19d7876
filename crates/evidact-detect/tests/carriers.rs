//! Credentials known by what carries them: lists and maps of settings, block scalars, comments, files of tools that are
//! called something else, keys whose beginning was cut off. A `~` joins the parts of a value that would look like a
//! real token.

mod common;

use common::check;
use evidact_detect::{Detector, Options};
use evidact_model::TextKind;
use evidact_patterns::RuleSet;

#[test]
fn lists_of_credentials_hold_names_and_passwords() {
    check(&[
        ("fc", "credentials = [\"nora:winterwaffel\", \"guest:guest\"]", &["winterwaffel"]),
        ("fd", "\"credentials\": [\"nora:winterwaffel\"]", &["winterwaffel"]),
        ("fd", "\"credentials\": [\"files:read\", \"localhost:5432\", \"s3://bucket/key\"]", &[]),
    ]);
}

#[test]
fn an_environment_has_more_than_one_assignment() {
    check(&[
        ("cf", "ENV DB_USER=x DB_PW=winterdattel PORT=8080", &["winterdattel"]),
        ("c", "export STAGE=dev DB_PW=winterdattel", &["winterdattel"]),
        ("c", "export PGUSER=postgres PGPASSWORD=postgres", &[]),
        ("cf", "ENV PATH=/usr/bin DB_PW=$DB_PW PORT=8080", &[]),
        ("cf", "ENV DB_PASSWORD_FILE=/run/secrets/db PORT=8080", &[]),
        (
            "f",
            "SIGNING=qT7rZ2mW9cK4vB8nX1sD6fG3hJ5pL0aY~eU7iO2tR4wQ=",
            &["qT7rZ2mW9cK4vB8nX1sD6fG3hJ5pL0aY~eU7iO2tR4wQ="],
        ),
        ("f", "SIGNING=enabled", &[]),
    ]);
}

#[test]
fn proxies_set_variables() {
    check(&[
        ("cf", "set $secret \"nginxnutria\";", &["nginxnutria"]),
        ("c", "echo $password \"is not set\";", &[]),
    ]);
}

#[test]
fn a_heredoc_in_a_source_is_configuration() {
    check(&[
        ("c", "content = <<-EOT\n  login: anna\n  secret: winterhering\nEOT\n", &["winterhering"]),
        ("c", "content = <<EOT\nx\nEOT\ninterface A {\n  secret: sometype\n}\n", &[]),
        ("c", "type A = {\n  password: sometype\n}\n", &[]),
    ]);
}

#[test]
fn a_sensitive_block_scalar_goes_as_a_whole() {
    check(&[
        (
            "f",
            "password: >-\n  gefaltete Tomate\n  unter Wasser\nname: x\n",
            &["gefaltete Tomate\n  unter Wasser"],
        ),
        (
            "f",
            "auth:\n  secret: |\n    one kettle\n    two spoons\n  name: x\n",
            &["one kettle\n    two spoons"],
        ),
        ("f", "password: >-\n  The password must be changed\n  after the first login.\n", &[]),
        ("f", "description: >-\n  gefaltete Tomate\n  unter Wasser\n", &[]),
    ]);
}

#[test]
fn passphrases_of_settings_have_blanks() {
    check(&[
        ("cf", "export SMTP_PASS='ein kleines Lied'", &["ein kleines Lied"]),
        ("d", "{\"text\": \"run export SMTP_PASS='ein kleines Lied' first\"}", &["ein kleines Lied"]),
        ("f", "web1 ansible_user=joe ansible_become_password='become brot'", &["become brot"]),
        ("f", "pass phrase = Vier kleine M\u{f6}wen", &["Vier kleine M\u{f6}wen"]),
        ("cf", "DB_PASS='please enter a value'", &[]),
        ("c", "Label(password='Neues Feld')", &[]),
        ("f", "password_label = Vier kleine Felder", &[]),
    ]);
}

#[test]
fn comments_remember_passwords() {
    check(&[
        ("cd", "{\"a\": 1} /* pw: winterbaer */", &["winterbaer"]),
        ("dp", "<a/><!-- old pw was winterkamel -->", &["winterkamel"]),
        ("c", "/* pw: required */ x", &[]),
        ("cd", "<!-- old pw was rejected -->", &[]),
        ("c", "// password: string", &[]),
    ]);
}

#[test]
fn lines_of_a_password_file_are_known_by_their_shape() {
    check(&[
        ("pf", "db.example.test:5432:ledger:ledger_rw:winterpapaya\n", &["winterpapaya"]),
        ("pf", "*:*:*:postgres:winter\\:pfirsich\n", &["winter\\:pfirsich"]),
        ("p", "*:*:*:postgres:*\n", &[]),
        ("p", "root:*:19800:0:99999:7:::\n", &[]),
        ("p", "arn:aws:s3:*:*:bucket\n12:5432:ab\n", &[]),
    ]);
}

#[test]
fn lines_of_a_cookie_file_are_known_by_their_shape() {
    let value = "4e095bd1d6854575622f~856469602d1ba9f20df4";
    let session = format!("a.example\tTRUE\t/\tTRUE\t1790000000\tremember\t{value}\n");
    check(&[
        ("pf", &session, &[value]),
        ("pf", "a.example\tTRUE\t/\tFALSE\t1790000000\ttheme\tdark\n", &[]),
        ("pf", "name\tTRUE\tyes\tFALSE\tx\n", &[]),
    ]);
}

#[test]
fn states_say_what_is_sensitive() {
    check(&[
        ("d", "{\"conn\":{\"value\":\"winterSperling\",\"sensitive\":true}}", &["winterSperling"]),
        (
            "d",
            "{\"conn\": {\n  \"sensitive\": true,\n  \"value\": \"winterSperling\"\n}}",
            &["winterSperling"],
        ),
        ("d", "{\"conn\":{\"value\":\"winterSperling\",\"sensitive\":false}}", &[]),
        (
            "d",
            "{\"type\":\"random_password\",\"instances\":[{\"attributes\":{\"result\":\"q7!R~k(2mZp\"}}]}",
            &["q7!R~k(2mZp"],
        ),
        ("d", "{\"type\":\"random_pet\",\"attributes\":{\"result\":\"calm-otter\"}}", &[]),
    ]);
}

#[test]
fn the_end_of_a_key_tells_what_stands_above_it() {
    let line = "R06AxYpThGJWZhbj11THnCMZCY7Bvqiy8CsT07Lq8TDIWG2x9aJTFMP9+2kUtMXh";
    let body = format!("{line}\n{line}\nx9aJ==");
    let tail = format!("{body}\n-----END RSA PRIV~ATE KEY-----");
    check(&[
        ("plfc", &format!("cut off:\n{tail}\n"), &[&body]),
        ("plfc", &format!("cut off:\n{line}\n{line}\n-----END CERTIFICATE-----\n"), &[]),
        ("plfc", "a text\n-----END RSA PRIV~ATE KEY-----\n", &[]),
    ]);
    let whole = format!("-----BEGIN RSA PRIV~ATE KEY-----\n{tail}");
    check(&[("plfc", &whole, &[&whole])]);
}

#[test]
fn the_lines_of_a_device_are_no_postal_address() {
    let detector = Detector::new(RuleSet::builtin(), Options::default()).unwrap();
    // As a reading without line ends joins them.
    for text in
        ["address 203.0.113.77spanning-tree mode rapid-pvst", "address 203.0.113.77\nspanning-tree mode x"]
    {
        let mut hits = Vec::new();
        detector.scan_text(text.as_bytes(), TextKind::Config, &mut hits);
        assert!(hits.iter().all(|hit| hit.span.end() <= 20), "{text}");
    }
    let mut hits = Vec::new();
    detector.scan_text(b"address: 12 Long Lane, Springfield", TextKind::Config, &mut hits);
    assert!(hits.iter().any(|hit| hit.kind.as_str() == "ADDRESS"));
}
