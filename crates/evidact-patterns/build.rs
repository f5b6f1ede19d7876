//! Turns `patterns/*.toml` into static Rust data, so that starting the program parses and derives nothing.

#[allow(dead_code, unreachable_pub)]
#[path = "src/allow.rs"]
mod allow;
#[allow(dead_code, unreachable_pub)]
#[path = "src/anchors.rs"]
mod anchors;
#[allow(dead_code, unreachable_pub)]
#[path = "src/digest.rs"]
mod digest;
#[allow(dead_code, unreachable_pub)]
#[path = "src/literals.rs"]
mod literals;
#[allow(dead_code, unreachable_pub)]
#[path = "src/pack.rs"]
mod pack;
#[allow(dead_code, unreachable_pub)]
#[path = "src/shape.rs"]
mod shape;
#[allow(dead_code, unreachable_pub)]
#[path = "src/validator.rs"]
mod validator;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    // Asked when the script runs, not when it was compiled: a checkout may be moved with its target folder.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no folder")?;
    let folder = Path::new(&here).join("../../patterns").canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
    for shared in ["allow", "anchors", "digest", "literals", "pack", "shape", "validator"] {
        println!("cargo::rerun-if-changed=src/{shared}.rs");
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    // The order of a folder is not defined; the order of the packs is part of their digest.
    files.sort();
    let code = generate(&files)?;
    // Cargo tells a build script where to write by this variable; evidact itself reads none.
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("packs.rs"), code)?;
    Ok(())
}

fn generate(files: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let (mut texts, mut rules) = (String::new(), Rules::default());
    let mut chain = String::new();
    for path in files {
        let name = path.file_stem().and_then(|s| s.to_str()).ok_or("a pack's file name is ASCII")?;
        let text = fs::read_to_string(path)?;
        let pack = pack::Pack::parse(name, &text)?;
        if pack.imported || !pack.allows.is_empty() {
            return Err(format!("{name}: a pack of ours is not imported and allows nothing").into());
        }
        chain = digest::extend(&chain, name, &text);
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(texts, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
        for rule in &pack.rules {
            if rule.path.is_some() || rule.min_entropy.is_some() || !rule.allows.is_empty() {
                return Err(format!("{}: a rule of ours has no filter beside its regex", rule.id).into());
            }
            let anchors = shape::check(&rule.regex, &rule.keywords)
                .map_err(|what| format!("pattern pack {name}:{}: {}: {what}", rule.line, rule.id))?;
            write_rule(&mut rules, &pack, rule, &anchors)?;
        }
    }
    Ok(format!(
        "static PACKS: &[(&str, &str)] = &[\n{texts}];\n\
         {}\
         static RULES: [Rule; {}] = [\n{}];\n\
         static DIGEST: &str = {chain:?};\n",
        rules.lists, rules.count, rules.code
    ))
}

/// The code of the rules, and of the lists that they point at.
#[derive(Default)]
struct Rules {
    lists: String,
    code: String,
    count: usize,
}

fn write_rule(
    out: &mut Rules,
    pack: &pack::Pack,
    rule: &pack::PackRule,
    anchors: &anchors::Anchors,
) -> std::fmt::Result {
    let n = out.count;
    out.count += 1;
    write!(out.lists, "static WORDS_{n}: &[Cow<'static, str>] = &[")?;
    for word in &rule.keywords {
        write!(out.lists, "Cow::Borrowed({word:?}), ")?;
    }
    write!(out.lists, "];\nstatic LITERALS_{n}: &[Cow<'static, [u8]>] = &[")?;
    for literal in anchors.literals.iter() {
        write!(out.lists, "Cow::Borrowed(&{literal:?}), ")?;
    }
    write!(out.lists, "];\nstatic HEAD_{n}: &[Step] = &[")?;
    for step in anchors.head.iter() {
        write!(out.lists, "Step {{ set: ByteSet({:?}), times: {} }}, ", step.set.0, step.times)?;
    }
    writeln!(out.lists, "];")?;
    let run = anchors.run.as_ref().map_or_else(
        || "None".to_owned(),
        |run| format!("Some(Step {{ set: ByteSet({:?}), times: {} }})", run.set.0, run.times),
    );
    writeln!(
        out.code,
        "    Rule {{ id: RuleId::detector({:?}), provider: Cow::Borrowed({:?}), title: Cow::Borrowed({:?}), \
         class: Class::{:?}, kind: Kind::known({:?}), confidence: Confidence::{:?}, \
         regex: Cow::Borrowed({:?}), keywords: Cow::Borrowed(WORDS_{n}), validator: Validator::{:?}, \
         anchors: Anchors {{ literals: Cow::Borrowed(LITERALS_{n}), near: {}, far: {}, ahead: {}, \
         longest: {}, open: {}, head: Cow::Borrowed(HEAD_{n}), run: {run} }} }},",
        rule.id,
        pack.provider,
        rule.title,
        rule.class,
        rule.kind_in(pack),
        rule.confidence,
        rule.regex,
        rule.validator,
        anchors.near,
        anchors.far,
        anchors.ahead,
        anchors.longest,
        anchors.open,
    )
}
