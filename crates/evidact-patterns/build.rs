//! Turns `patterns/*.toml` into static Rust data, so that starting the program parses nothing.

#[allow(dead_code, unreachable_pub)]
#[path = "src/digest.rs"]
mod digest;
#[allow(dead_code, unreachable_pub)]
#[path = "src/pack.rs"]
mod pack;
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
    for shared in ["digest", "pack", "validator"] {
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
    let (mut texts, mut rules) = (String::new(), String::new());
    let mut chain = String::new();
    for path in files {
        let name = path.file_stem().and_then(|s| s.to_str()).ok_or("a pack's file name is ASCII")?;
        let text = fs::read_to_string(path)?;
        let pack = pack::Pack::parse(name, &text)?;
        chain = digest::extend(&chain, name, &text);
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(texts, "    ({name:?}, include_str!({:?})),", path.display().to_string())?;
        for rule in &pack.rules {
            write_rule(&mut rules, &pack, rule)?;
        }
    }
    Ok(format!(
        "static PACKS: &[(&str, &str)] = &[\n{texts}];\n\
         static RULES: &[StaticRule] = &[\n{rules}];\n\
         static DIGEST: &str = {chain:?};\n"
    ))
}

fn write_rule(out: &mut String, pack: &pack::Pack, rule: &pack::PackRule) -> std::fmt::Result {
    writeln!(
        out,
        "    StaticRule {{ id: {:?}, provider: {:?}, title: {:?}, class: Class::{:?}, kind: {:?}, \
         confidence: Confidence::{:?}, regex: {:?}, keywords: &{:?}, validator: Validator::{:?} }},",
        rule.id,
        pack.provider,
        rule.title,
        rule.class,
        rule.kind_in(pack),
        rule.confidence,
        rule.regex,
        rule.keywords,
        rule.validator,
    )
}
