//! Gathers what the program writes of itself into indexes and reports: the sentences of the crates that write them,
//! the keys of what they export, templates and styles. A customer called as a word of that is no leak of it.

#[path = "src/literals.rs"]
mod literals;
#[path = "src/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates whose words documents are made of.
const CRATES: [&str; 6] =
    ["evidact", "evidact-batch", "evidact-mcp", "evidact-model", "evidact-render", "evidact-report"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no folder")?;
    let crates = Path::new(&here).join("..").canonicalize()?;
    let mut folders: Vec<PathBuf> = CRATES.iter().map(|name| crates.join(name).join("src")).collect();
    folders.push(crates.join("../templates").canonicalize()?);
    let mut phrases = BTreeSet::new();
    for folder in folders {
        println!("cargo::rerun-if-changed={}", folder.display());
        read(&folder, &mut phrases)?;
    }
    let lines = format!(" {} \n", phrases.into_iter().collect::<Vec<_>>().join(" \n "));
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names no folder for what is made")?;
    fs::write(Path::new(&out).join("wording.txt"), lines)?;
    Ok(())
}

fn read(folder: &Path, phrases: &mut BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, phrases)?;
            continue;
        }
        let kind = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match kind {
            "rs" => {
                let text = fs::read_to_string(&path)?;
                let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
                // What is exported bears the names of its fields.
                let keys = if shipped.contains("Serialize") { shipped } else { "" };
                add(keys, phrases);
                for literal in literals::literals(shipped) {
                    add(&literal, phrases);
                }
            }
            "toml" | "css" => add(&fs::read_to_string(&path)?, phrases),
            _ => {}
        }
    }
    Ok(())
}

/// Adds each line of a text; what is filled in later parts it.
fn add(text: &str, phrases: &mut BTreeSet<String>) {
    for piece in text.split(['\n', '{', '}']) {
        let phrase = words::normal(piece);
        if !phrase.is_empty() {
            phrases.insert(phrase);
        }
    }
}
