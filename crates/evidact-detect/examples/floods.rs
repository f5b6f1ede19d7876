//! Measures hostile texts: for each flood the nanoseconds a byte of rules, of grammars and of identifiers
//! alone, and how much longer twice the text takes.
//!
//! `cargo run --release -p evidact-detect --example floods -- [KiB] [part of a flood's name]`
//!
//! Grammars run whenever credentials are looked for, so what the rules take is the difference of two runs.

use evidact_detect::{Classes, Detector, Options};
use evidact_model::{Class, TextKind};
use evidact_patterns::{Anchors, RuleSet, rarest};
use std::time::Instant;

/// Nanoseconds a byte that no flood should take, and how many times as long twice the text may take.
const BARS: (f64, f64) = (10.0, 2.1);

/// The detectors that are measured apart from each other.
struct Parts {
    credentials: Detector,
    grammars: Detector,
    identifiers: Detector,
}

/// One flood: what it is called and what is repeated.
struct Flood {
    name: String,
    piece: Vec<u8>,
}

/// What a flood took, in nanoseconds a byte, for a text and for twice that text.
struct Took {
    rules: [f64; 2],
    grammars: [f64; 2],
    identifiers: [f64; 2],
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().map_or(Ok(32), |n| n.parse::<usize>())? << 10;
    let wanted = arguments.next().unwrap_or_default();
    let credential = Classes::NONE.with(Class::Credential);
    let build = |rules, classes| Detector::new(rules, Options { classes, ..Options::default() });
    let parts = Parts {
        credentials: build(RuleSet::builtin(), credential)?,
        grammars: build(RuleSet::empty(), credential)?,
        identifiers: build(RuleSet::empty(), Classes::ALL.without(Class::Credential))?,
    };
    let mut floods = common();
    floods.extend(of_rules());
    let mut seen = std::collections::BTreeSet::new();
    floods.retain(|flood| flood.name.contains(&wanted) && seen.insert(flood.piece.clone()));
    let mut rows: Vec<(String, Took)> =
        floods.into_iter().map(|flood| (flood.name, took(&parts, &flood.piece, size))).collect();
    report(&mut rows);
    Ok(())
}

/// Floods of what triggers something, and of what ordinary data is full of.
fn common() -> Vec<Flood> {
    const PIECES: &[&str] = &[
        "@",
        ":",
        ".",
        "-",
        "=",
        "/",
        "\"",
        "'",
        "(",
        "[",
        "{",
        "<",
        "\\",
        "&",
        "%",
        "$",
        "|",
        ",",
        ";",
        " ",
        "\t",
        "\n",
        "\r\n",
        "0",
        "7",
        "a",
        "A",
        "é",
        "@@",
        "::",
        "password=",
        "password: ",
        "password ",
        "password\n",
        "\"password\":",
        "password='",
        "PASSWORD",
        "pass",
        "token=",
        "token ",
        "key=",
        "key: ",
        "key",
        "secret=",
        "secret:\"",
        "auth",
        "cookie: ",
        "Cookie: a=b; ",
        "pin=",
        "pw=",
        "code=",
        "?code=",
        "://",
        "http://",
        "https://a:",
        "https://a:b@",
        "http://a/b?c=d&",
        " -p",
        " -u ",
        "login ",
        "login/",
        "wifi ",
        "bearer ",
        "Bearer x ",
        "basic ",
        "-----BEGIN ",
        concat!("-----BEGIN PRIVATE", " KEY-----"),
        concat!("-----BEGIN PRIVATE", " KEY-----\n"),
        "putty-user-key",
        "age-secret-key-1",
        "\"kty\"",
        "identified by ",
        " --user ",
        "kind: Secret\n",
        "kind: secret\ndata:\n",
        "$1$",
        "$2a$",
        "$argon2",
        "{ssha}",
        "eyJ",
        "eyJhbGciOi",
        "eyJ.eyJ.",
        "insert into a values (",
        "INSERT INTO a (password) VALUES (1),(",
        "update a set password=",
        "@tcp(",
        "<<<",
        "/user:",
        "admin:",
        "root:",
        "| password ",
        "password|",
        "a_b_",
        "abc_",
        "a.b.",
        "1.1.",
        "1-1-",
        "1 1 ",
        "12:34:",
        "fe80::",
        "ab:cd:",
        "a@",
        "a@b",
        "a@b.c",
        "@example.com",
        "user@example.com ",
        "+49 ",
        "(555) ",
        "555-",
        "Name: ",
        "name,",
        "Dear ",
        "Jane Doe ",
        "Jane ",
        "J. ",
        "email: ",
        "phone: ",
        "iban ",
        "DE89",
        "4111 1111 ",
        "<a>",
        "</a>",
        "&amp;",
        "\\n",
        "\\\"",
        "%20",
        "x=\"",
        "{\"a\":",
        "a=b;",
        "a: b\n",
        "a,b,c\n",
        "| a | b |\n",
    ];
    let mut floods: Vec<Flood> =
        PIECES.iter().map(|p| flood(format!("{:?}", *p), p.as_bytes().to_vec())).collect();
    let mixed = |alphabet: &[u8], seed: u32| -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            alphabet.get((state >> 8) as usize % alphabet.len()).copied().unwrap_or(b'x')
        };
        (0..1 << 16).map(|_| next()).collect()
    };
    let base64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    floods.push(flood("base64 without lines".into(), mixed(base64, 1)));
    floods.push(flood("hex without lines".into(), mixed(b"0123456789abcdef", 2)));
    floods.push(flood("digits without lines".into(), mixed(b"0123456789", 3)));
    floods.push(flood("digits and separators".into(), mixed(b"0123456789 -./:", 4)));
    floods.push(flood("letters and marks".into(), mixed(b"abkey=:\"'@._- ,;{}", 5)));
    floods.push(flood("words without lines".into(), b"the review of the access was done ".to_vec()));
    floods
}

/// Floods of each rule's own literals, of their three rarest bytes, and of half of what it looks for.
fn of_rules() -> Vec<Flood> {
    let mut floods = Vec::new();
    for rule in RuleSet::builtin().rules() {
        let id = rule.id.as_str();
        for literal in rule.anchors.literals.iter() {
            floods.push(flood(format!("literal of {id}"), literal.to_vec()));
            floods.push(flood(format!("word of {id}"), [literal, &b"=\n"[..]].concat()));
            let (offset, _) = rarest(literal);
            let rare: Vec<u8> = literal.iter().skip(offset).take(3).copied().collect();
            floods.push(flood(format!("trigram of {id}"), rare));
        }
        for (share, name) in [(2, "half"), (1, "start")] {
            floods.push(flood(format!("{name} token of {id}"), token(&rule.anchors, share)));
        }
    }
    floods
}

/// The first bytes of a match, or a share of them, as the rule's anchors tell.
fn token(anchors: &Anchors, share: usize) -> Vec<u8> {
    let sets = anchors.head.iter().flat_map(|step| std::iter::repeat_n(step.set, step.times));
    let sets: Vec<_> = sets.collect();
    let bytes = sets.iter().take(sets.len() / share).filter_map(|set| (b'-'..=b'z').find(|&b| set.has(b)));
    let mut piece: Vec<u8> = bytes.collect();
    piece.push(b' ');
    piece
}

fn flood(name: String, piece: Vec<u8>) -> Flood {
    Flood { name, piece }
}

fn took(parts: &Parts, piece: &[u8], size: usize) -> Took {
    let text: Vec<u8> = piece.iter().copied().cycle().take(2 * size).collect();
    let once = text.get(..size).unwrap_or(&text);
    let both = |detector: &Detector| [nanos(detector, once), nanos(detector, &text)];
    let (all, grammars) = (both(&parts.credentials), both(&parts.grammars));
    let rules = [0, 1].map(|i| (all[i] - grammars[i]).max(0.0));
    Took { rules, grammars, identifiers: both(&parts.identifiers) }
}

/// The best of several runs, in nanoseconds a byte. The clock of the processor is too coarse for short texts.
fn nanos(detector: &Detector, text: &[u8]) -> f64 {
    let run = || {
        let mut hits = Vec::new();
        let begin = Instant::now();
        detector.scan_text(text, TextKind::Log, &mut hits);
        begin.elapsed().as_nanos() as f64
    };
    let first = run();
    // What is slow is known after one run; what is quick is easily disturbed.
    let times = if first > 2e7 { 0 } else { 4 };
    (0..times).map(|_| run()).fold(first, f64::min) / text.len().max(1) as f64
}

#[expect(clippy::print_stdout, reason = "a measuring program reports to its terminal")]
fn report(rows: &mut [(String, Took)]) {
    let parts: [(&str, Part); 3] =
        [("rules", |t| t.rules), ("grammars", |t| t.grammars), ("identifiers", |t| t.identifiers)];
    for (name, part) in parts {
        rows.sort_by(|a, b| part(&b.1)[1].total_cmp(&part(&a.1)[1]));
        println!("\n{name}: ns/B (time of 2N / time of N)");
        for (flood, took) in rows.iter().take(WORST) {
            let [once, twice] = part(took);
            println!("{twice:9.1} ({:.1})  {flood}", 2.0 * twice / once.max(1.0));
        }
        let over = rows.iter().filter(|(_, took)| part(took)[1] > BARS.0).count();
        let is_bent = |[once, twice]: [f64; 2]| twice > 1.0 && 2.0 * twice > BARS.1 * once;
        let bent = rows.iter().filter(|(_, took)| is_bent(part(took))).count();
        println!("{} floods, {over} over {} ns/B, {bent} over {} times", rows.len(), BARS.0, BARS.1);
    }
}

/// One part of what a flood took.
type Part = fn(&Took) -> [f64; 2];

/// How many floods are shown for each part.
const WORST: usize = 25;
