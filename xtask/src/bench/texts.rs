//! The texts to measure on: notes, source code, one large JSON-lines file, a log, dense text, and text that is made to
//! be slow. The same bytes on every machine.

use super::corpus;
use crate::process::Result;
use crate::random::Random;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A text on disk, a file or a folder of files.
pub(crate) struct Text {
    /// What it is called in the table.
    pub(crate) name: &'static str,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How long it is.
    pub(crate) bytes: u64,
}

/// Writes all ordinary texts of about `mib` MiB each.
///
/// # Errors
/// If a file cannot be written.
pub(crate) fn ordinary(folder: &Path, mib: u64) -> Result<Vec<Text>> {
    let bytes = mib << 20;
    let mut texts = vec![many(folder, "notes", "md", bytes, 5 << 10, note)?];
    texts.push(many(folder, "source code", "rs", bytes, 40 << 10, code)?);
    texts.push(one(folder, "one JSON-lines file", "large.jsonl", bytes, json_line)?);
    let path = folder.join("ordinary.log");
    let mut out = create(&path)?;
    corpus::write_log(&mut out, bytes)
        .and_then(|()| out.flush())
        .map_err(|e| super::failed("write the log", &e))?;
    texts.push(Text { name: "a log", bytes: length(&path)?, path });
    texts.push(one(folder, "dense (base64, hex, minified)", "dense.txt", bytes, dense_line)?);
    Ok(texts)
}

/// Pieces that make a matcher begin again and again.
pub(crate) const FLOODS: &[(&str, &str)] = &[
    ("a key word and a sign", "password="),
    ("a key word, quotes", "\"token\": \""),
    ("at signs", "@@"),
    ("colons", "::"),
    ("words with dots", "a.b-c_d."),
    ("short groups of digits", "12-34 "),
    ("beginnings of keys", "-----BEGIN "),
    ("an issuer's prefix", "AKIA"),
    ("beginnings of URLs", "https://a:"),
    ("base64 of one letter", "QUFBQUFB"),
    ("opening brackets", "[{("),
    ("capitalised words", "Ann Lee "),
];

/// Writes one flood of so many bytes.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn flood(folder: &Path, piece: &str, bytes: usize) -> Result<PathBuf> {
    let path = folder.join("flood.txt");
    let mut out = create(&path)?;
    let text = piece.repeat(bytes / piece.len());
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| super::failed("write a flood", &e))?;
    Ok(path)
}

/// Writes a list of customers with so many rows.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn customers(folder: &Path, rows: u64) -> Result<PathBuf> {
    let path = folder.join("customers.csv");
    let mut out = create(&path)?;
    let mut write = || -> std::io::Result<()> {
        writeln!(out, "customer_id,name,email,phone")?;
        let mut random = Random::new(99);
        for row in 0..rows {
            let (given, family) = (random.text("aeioulnrst", 6), random.text("bcdaeioumr", 7));
            writeln!(
                out,
                "CU-{row:07},{given} {family},{given}.{family}{row}@example.com,+1555{:07}",
                random.below(10_000_000)
            )?;
        }
        out.flush()
    };
    write().map_err(|e| super::failed("write the list of customers", &e))?;
    Ok(path)
}

/// Writes a log of so many bytes by repeating a piece of one, so that it takes no time to make.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn large(folder: &Path, bytes: u64) -> Result<PathBuf> {
    let path = folder.join("large.log");
    let mut piece = Vec::new();
    corpus::write_log(&mut piece, 8 << 20).map_err(|e| super::failed("write a piece of log", &e))?;
    let mut out = create(&path)?;
    for _ in 0..bytes.div_ceil(piece.len() as u64) {
        out.write_all(&piece).map_err(|e| super::failed("write the large log", &e))?;
    }
    out.flush().map_err(|e| super::failed("write the large log", &e))?;
    Ok(path)
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).map_err(|e| super::failed("create a text", &e))?;
    Ok(BufWriter::with_capacity(1 << 20, file))
}

/// Returns the length of a file.
///
/// # Errors
/// If there is none.
pub(crate) fn length(path: &Path) -> Result<u64> {
    path.metadata().map(|m| m.len()).map_err(|e| super::failed("look at a text", &e))
}

fn many(
    folder: &Path,
    name: &'static str,
    extension: &str,
    bytes: u64,
    each: usize,
    write: fn(&mut Random, usize) -> String,
) -> Result<Text> {
    let path = folder.join(name.replace(' ', "-"));
    std::fs::create_dir_all(&path).map_err(|e| super::failed("create a folder of texts", &e))?;
    let (mut written, mut number) = (0, 0);
    while written < bytes {
        let text = write(&mut Random::named(5, name, number), each);
        let file = path.join(format!("{number:05}.{extension}"));
        std::fs::write(file, &text).map_err(|e| super::failed("write a text", &e))?;
        written += text.len() as u64;
        number += 1;
    }
    Ok(Text { name, path, bytes: written })
}

fn one(
    folder: &Path,
    name: &'static str,
    file: &str,
    bytes: u64,
    line: fn(&mut Random) -> String,
) -> Result<Text> {
    let path = folder.join(file);
    let mut out = create(&path)?;
    let (mut written, mut random) = (0, Random::named(5, name, 0));
    while written < bytes {
        let text = line(&mut random);
        writeln!(out, "{text}").map_err(|e| super::failed("write a text", &e))?;
        written += text.len() as u64 + 1;
    }
    out.flush().map_err(|e| super::failed("write a text", &e))?;
    Ok(Text { name, path, bytes: written })
}

const WORDS: &[&str] = &[
    "the", "server", "reads", "a", "ledger", "of", "one", "tenant", "and", "its", "client", "asks", "for",
    "more", "than", "it", "needs", "we", "saw", "that", "token", "is", "kept", "in", "memory", "until",
    "restart", "not", "on", "disk",
];

fn sentence(random: &mut Random) -> String {
    let words: Vec<&str> = (0..random.between(6, 16)).map(|_| random.pick(WORDS)).collect();
    format!("{}.", words.join(" "))
}

fn note(random: &mut Random, bytes: usize) -> String {
    let mut text = format!("# Review {}\n\n", random.below(1000));
    while text.len() < bytes {
        let line = match random.below(12) {
            0 => format!("\n## F-{:02} Finding\n", random.below(90)),
            1 => {
                let password = random.text("abcdefghkmn23456789", 11);
                format!("**Observed:** `LEDGER_PASSWORD={password}` in the file.")
            }
            2 => format!("Contact: reviewer{}@example.org, build {}.", random.below(90), random.hex(40)),
            _ => sentence(random),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn code(random: &mut Random, bytes: usize) -> String {
    let mut text = String::from("//! A module.\n\n");
    while text.len() < bytes {
        text.push_str(&function(random));
    }
    text
}

fn function(random: &mut Random) -> String {
    let (name, word, says) = (random.pick(WORDS), random.pick(WORDS), sentence(random));
    let (end, at) = (random.below(64), random.below(9000));
    [
        format!("/// {says}"),
        format!("pub fn {name}_{word}(&mut self, input: &[u8], limit: usize) -> Result<Vec<u8>, Error> {{"),
        format!("    let token = input.get(..{end}).ok_or(Error::Short)?;"),
        "    if token.len() > limit {".to_owned(),
        format!("        return Err(Error::Long {{ at: {at} }});"),
        "    }".to_owned(),
        format!("    self.{word}.insert(\"{name}\", token.to_vec());"),
        "    Ok(token.to_vec())\n}\n\n".to_owned(),
    ]
    .join("\n")
}

fn json_line(random: &mut Random) -> String {
    format!(
        "{{\"ts\":\"2026-03-{:02}T{:02}:00:00Z\",\"trace\":\"{}\",\"actor\":{{\"id\":{},\"mail\":\"user{}@example.com\"}},\"ms\":{},\"text\":\"{}\"}}",
        random.between(1, 28),
        random.below(24),
        random.hex(32),
        random.below(90_000),
        random.below(9000),
        random.below(4000),
        sentence(random)
    )
}

fn dense_line(random: &mut Random) -> String {
    const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    match random.below(3) {
        0 => random.text(BASE64, 76),
        1 => random.hex(128),
        _ => (0..12)
            .map(|_| {
                let (a, b) = (random.text("abcdefnrtu", 1), random.text("abcdefnrtu", 1));
                format!("function {a}({b}){{return {b}.{a}[{}]||\"{}\"}}", random.below(900), random.hex(6))
            })
            .collect::<Vec<_>>()
            .join(";"),
    }
}

#[cfg(test)]
mod tests {
    use super::{code, dense_line, json_line, note};
    use crate::random::Random;

    #[test]
    fn texts_are_the_same_every_time_and_about_as_long_as_asked_for() {
        for write in [note, code] {
            let text = write(&mut Random::new(1), 5000);
            assert!((5000..6000).contains(&text.len()), "{}", text.len());
            assert_eq!(text, write(&mut Random::new(1), 5000));
        }
    }

    #[test]
    fn a_line_of_json_is_json() {
        let line = json_line(&mut Random::new(4));
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok());
        assert!(!dense_line(&mut Random::new(4)).contains('\n'));
    }
}
