//! Cases 1 to 21, 42 and 44: values that text formats and encodings hide.

use crate::common::{Package, note, package, password, token};
use crate::support::tool;

/// Makes a package of one file and says that the password is gone from it; returns the copy.
#[track_caller]
fn copy_of(name: &str, file: &str, bytes: impl AsRef<[u8]>) -> (Package, String) {
    let package = package(name, &[(file, bytes)], &[]).expect(0);
    let text = package.text(file);
    (package, text)
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn case_01_a_json_string_with_escapes() {
    let escaped = password().replace('-', "\\u002d").replace('7', "\\u0037");
    let (package, text) =
        copy_of("c01", "a.json", format!("{{\"password\": \"{escaped}\", \"kept\": \"plain\"}}"));
    package.expect_gone(&[&password(), &escaped, "Kestrel"]);
    assert_eq!(json(&text)["kept"], "plain");
}

#[test]
fn case_02_json_with_a_key_twice() {
    let (package, text) = copy_of(
        "c02",
        "a.json",
        format!("{{\"password\": \"{}\", \"x\": 1, \"password\": \"\"}}", password()),
    );
    package.expect_gone(&[&password()]);
    assert_eq!(text.matches("\"password\":").count(), 2, "{text}");
    assert!(text.find("\"x\": 1").unwrap() > text.find("\"password\"").unwrap(), "{text}");
}

#[test]
fn case_03_a_secret_as_a_json_key() {
    let other = token().replace("9fKq", "7dTr");
    let (package, text) =
        copy_of("c03", "a.json", format!("{{\"{}\": 1, \"{other}\": 2, \"kept\": 3}}", token()));
    package.expect_gone(&[&token(), &other]);
    assert_eq!(json(&text).as_object().unwrap().len(), 3, "keys stay distinct: {text}");
}

#[test]
fn case_04_a_card_number_as_a_json_number() {
    let card = ["41111111", "11111111"].concat();
    let (package, text) = copy_of("c04", "a.json", format!("{{\"card_number\": {card}, \"amount\": 1299}}"));
    package.expect_gone(&[&card]);
    let value = json(&text);
    assert!(value["card_number"].is_string() && value["amount"] == 1299, "{text}");
}

#[test]
fn case_05_a_folded_scalar_that_splits_the_value() {
    let whole = token();
    let (start, end) = whole.split_at(20);
    let yaml =
        format!("note: >-\n  the token is {start}\\\n  {end}\nfolded: \"{start}\\\n  {end}\"\nkept: plain\n");
    let (package, text) = copy_of("c05", "a.yaml", yaml);
    package.expect_gone(&[&token(), start, end]);
    assert!(text.contains("kept: plain"));
}

#[test]
fn case_06_anchors_documents_and_a_secret_in_a_comment() {
    let yaml = format!(
        "# kept comment\n# password: {p}\nbase: &base\n  password: {p}\nuse:\n  <<: *base\n---\nagain: {p}\n",
        p = password()
    );
    let (package, text) = copy_of("c06", "a.yaml", yaml);
    package.expect_gone(&[&password()]);
    assert!(
        text.contains("# kept comment") && text.contains("<<: *base") && text.contains("\n---\n"),
        "{text}"
    );
}

#[test]
fn case_07_malformed_yaml_and_json_are_flagged_and_redacted() {
    let files = [
        ("cut.json", format!("{{\"password\": \"{}\", \"list\": [1,", password())),
        ("cut.yaml", format!("password: {}\nnext: [1, 2\n", password())),
    ];
    let package = package("c07", &files, &[]).expect(0);
    package.expect_gone(&[&password()]);
    let flagged = package.manifest()["entries"].to_string().matches("unverified").count();
    assert_eq!(flagged, 2);
}

#[test]
fn case_08_utf_16_keeps_its_encoding_and_mark() {
    let text = format!("password: {}\r\nschlicht: größer\r\n", password());
    let of = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    let little = of([0xFF, 0xFE], u16::to_le_bytes);
    let big = of([0xFE, 0xFF], u16::to_be_bytes);
    let package = package("c08", &[("le.txt", little), ("be.txt", big)], &[]).expect(0);
    package.expect_gone(&[&password()]);
    for (name, mark, read) in [
        ("le.txt", [0xFF, 0xFE], u16::from_le_bytes as fn([u8; 2]) -> u16),
        ("be.txt", [0xFE, 0xFF], u16::from_be_bytes),
    ] {
        let bytes = package.file(name);
        assert!(bytes.starts_with(&mark), "{name}");
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|c| read([c[0], c[1]])).collect();
        let text = String::from_utf16(&units).unwrap();
        assert!(text.contains("schlicht: größer") && text.contains("[CREDENTIAL:"), "{text}");
    }
}

#[test]
fn case_09_and_10_broken_utf_8_and_nul_bytes_beside_a_secret() {
    let line = |junk: &[u8]| [junk, b" password=", password().as_bytes(), junk, b"\nplain line\n"].concat();
    let files = [("bad.log", line(b"\xC3\x28\xFF")), ("zeros.log", line(b"\0\0"))];
    let package = package("c09", &files, &[]).expect(0);
    package.expect_gone(&[&password()]);
    for (name, _) in files {
        assert!(package.file(name).ends_with(b"\nplain line\n"), "{name}");
    }
}

#[test]
fn case_11_zero_width_characters_inside_a_token() {
    let hidden: String = token().chars().flat_map(|c| [c, '\u{200B}']).collect();
    let files = [
        ("a.txt", format!("the token {hidden} was used\n")),
        ("b.txt", format!("{}\u{FEFF}{}\n", &token()[..18], &token()[18..])),
        ("c.txt", format!("{}\u{00AD}{}\n", &token()[..18], &token()[18..])),
    ];
    let package = package("c11", &files, &[]).expect(0);
    package.expect_gone(&[&token(), &hidden, &token()[..18], &token()[18..]]);
}

#[test]
fn case_12_a_known_value_in_full_width_letters() {
    let wide: String =
        password().chars().map(|c| char::from_u32(u32::from(c) - 0x21 + 0xFF01).unwrap()).collect();
    let files = [("a.txt", format!("password: {}\n", password())), ("b.txt", format!("siehe {wide} oben\n"))];
    let package = package("c12", &files, &[]).expect(0);
    package.expect_gone(&[&password(), &wide]);
    assert!(package.text("b.txt").starts_with("siehe [CREDENTIAL:"));
}

#[test]
fn case_14_bidirectional_controls_around_a_token() {
    let gap = format!("The token \u{202E}{}\u{202C} was seen \u{2066}here\u{2069}.", token());
    let note = note("a \u{202E}reversed\u{202C} title", &gap);
    let package = package("c14", &[("note.md", note)], &[]).expect(0);
    package.expect_gone(&[&token()]);
    for (name, bytes) in crate::support::tree(&package.folder.join("out/reports")) {
        let is_text = std::path::Path::new(&name).extension().is_some_and(|e| e == "md");
        assert!(
            !is_text || !String::from_utf8_lossy(&bytes).contains('\u{202E}'),
            "{name} holds a raw control"
        );
    }
}

#[test]
fn case_15_a_token_wrapped_over_lines_and_quotes() {
    let whole = token();
    let (start, end) = whole.split_at(22);
    let files = [
        ("a.txt", format!("token:\n{start}\n{end}\n")),
        ("b.sh", format!("export GH={start}\\\n{end}\n")),
        ("c.txt", format!("> token {start}\n> {end}\n")),
    ];
    let package = package("c15", &files, &[]);
    package.expect_gone(&[&token(), start, end]);
}

#[test]
fn case_16_a_token_split_by_terminal_colours() {
    let split: String = token().chars().flat_map(|c| [c.to_string(), "\u{1B}[31m".into()]).collect();
    let (package, text) = copy_of("c16", "a.log", format!("login with {split}\u{1B}[0m ok\n"));
    package.expect_gone(&[&token(), &split]);
    assert!(text.starts_with("login with [CREDENTIAL:") && text.trim_end().ends_with("ok"), "{text}");
}

#[test]
fn case_17_percent_encoding_once_and_twice() {
    let once = password().replace('-', "%2D").replace('!', "%21");
    let twice = once.replace('%', "%25");
    let files = [
        ("a.log", format!("GET /login?password={once}&x=1\n")),
        ("b.log", format!("next=%2Fgo%3Fpassword%3D{twice}\n")),
    ];
    let package = package("c17", &files, &[]).expect(0);
    package.expect_gone(&[&password(), &once, &twice]);
    assert!(package.text("a.log").contains("&x=1"));
}

#[test]
fn case_18_base64_in_all_its_ways() {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encode = |bytes: &[u8]| -> String {
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let word = chunk.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
            for i in 0..4 {
                let digit = DIGITS[(word >> (18 - 6 * i)) as usize & 63];
                out.push(if i > chunk.len() { '=' } else { char::from(digit) });
            }
        }
        out
    };
    let basic = encode(format!("service:{}", password()).as_bytes());
    let url: String = encode(format!("{{\"password\":\"{}\"}}", password()).as_bytes())
        .replace('+', "-")
        .replace('/', "_")
        .trim_end_matches('=')
        .to_owned();
    let wrapped: String =
        encode(format!("some words before the password: {} and more words\n", password()).as_bytes())
            .as_bytes()
            .chunks(32)
            .map(|c| format!("{}\n", String::from_utf8_lossy(c)))
            .collect();
    let shifted: Vec<String> =
        (1..=3).map(|n| encode(format!("{}{} and so on", "x".repeat(n), password()).as_bytes())).collect();
    let files = [
        ("known.txt", format!("password: {}\n", password())),
        ("basic.http", format!("Authorization: Basic {basic}\nAccept: */*\n")),
        ("url.log", format!("state={url}\n")),
        ("wrapped.txt", format!("data:\n{wrapped}\nplain\n")),
        ("shifted.log", shifted.join("\n")),
    ];
    let package = package("c18", &files, &[]).expect(0);
    package.expect_gone(&[&password(), &basic, &url, &shifted[0], &shifted[1], &shifted[2]]);
    package.expect_gone(&wrapped.lines().filter(|l| l.len() >= 16).collect::<Vec<_>>());
    assert!(package.text("basic.http").contains("Accept: */*"));
}

#[test]
fn case_19_hexadecimal_runs_and_escapes() {
    let bytes = password().into_bytes();
    let run: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let escapes: String = bytes.iter().map(|b| format!("\\x{b:02x}")).collect();
    let files = [
        ("known.txt", format!("password: {}\n", password())),
        ("run.log", format!("payload 0x{run} sent\n")),
        ("escapes.py", format!("p = \"{escapes}\"\n")),
    ];
    let package = package("c19", &files, &[]).expect(0);
    package.expect_gone(&[&password(), &run, &escapes]);
    assert!(package.text("run.log").starts_with("payload "));
}

#[test]
fn case_21_a_value_put_together_in_source() {
    let whole = password();
    let (start, end) = whole.split_at(8);
    let files = [
        ("known.txt", format!("password: {}\n", password())),
        ("a.py", format!("pw = \"{start}\" + \"{end}\"\nprint(\"plain\")\n")),
        ("b.js", format!("const token = '{}' +\n  '{}';\n", &token()[..20], &token()[20..])),
    ];
    let package = package("c21", &files, &[]).expect(0);
    package.expect_gone(&[&password(), end, &token(), &token()[..20], &token()[20..]]);
    assert!(package.text("a.py").contains("print(\"plain\")"));
}

#[test]
fn case_42_a_value_across_every_cut_of_a_line_of_many_megabytes() {
    // Values every 97 bytes less than a power of two, so that block borders meet them at all offsets.
    let folder = crate::support::Folder::new("c42");
    let mut line = Vec::with_capacity(50 << 20);
    let mut count = 0;
    while line.len() < 48 << 20 {
        line.extend_from_slice("harmless words ".repeat(4_300 + count % 7).as_bytes());
        line.extend_from_slice(format!("token {} ", token()).as_bytes());
        count += 1;
    }
    folder.write("long.log", &line);
    let ran = crate::support::run(folder.path(), &["scan", "long.log", "--format", "jsonl"]).expect(1);
    assert_eq!(ran.text().lines().count(), count);
}

#[test]
fn case_44_lines_made_against_regexes_end_in_time() {
    let files = [
        ("words.log", "password=".repeat(120_000)),
        ("colons.log", "a:".repeat(500_000)),
        ("ats.log", "a@".repeat(500_000)),
        ("dots.log", "1.".repeat(500_000)),
        ("dashes.pem", "-----BEGIN ".repeat(90_000)),
        ("base64.txt", "QUFB".repeat(250_000)),
        ("quotes.json", "\"\\".repeat(500_000)),
    ];
    package("c44", &files, &[]).expect(0);
}

#[test]
fn case_47_placeholders_never_break_the_syntax_around_them() {
    let p = password();
    let files = [
        ("a.json", format!("{{\"password\":\"{p}\"}}")),
        ("a.yaml", format!("password: {p}\nflow: {{password: {p}, kept: [1, 2]}}\n")),
        ("a.toml", format!("password = '{p}'\n")),
        ("a.csv", format!("user;password\nann;{p}\nbob;\"{p}\"\n")),
        ("a.xml", format!("<a password=\"{p}\"><password>{p}</password></a>")),
    ];
    let package = package("c47", &files, &[]).expect(0);
    package.expect_gone(&[&p]);
    assert!(json(&package.text("a.json"))["password"].is_string());
    let script = "import sys,csv,json,tomllib,xml.dom.minidom as m\nd=sys.argv[1]\ntomllib.load(open(d+'/a.toml','rb'))\nm.parse(d+'/a.xml')\nassert [len(r) for r in csv.reader(open(d+'/a.csv'),delimiter=';')]==[2,2,2]";
    let folder = package.folder.join("out/evidence");
    if let Some(ran) = tool("python3", &["-c", script, folder.to_str().unwrap()]) {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    assert!(!package.manifest()["entries"].to_string().contains("unverified"));
}
