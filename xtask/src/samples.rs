//! `cargo xtask samples`: the sample folders against their truth files.
//!
//! A truth file names every value that was planted and every string that must stay readable. This checks that the
//! two fit: nothing is promised that is not there, and no planted value stands in a file that is not named for it.

use crate::process::{Failure, Result, root, say};
use std::collections::BTreeMap;
use std::path::Path;

/// The least a sample must hold to be worth measuring on.
const AT_LEAST: usize = 60;

/// The classes, in the order of tables.
pub(crate) const CLASSES: [&str; 4] =
    ["credential", "personal-data", "customer-identifier", "network-identifier"];

/// A value that was planted.
pub(crate) struct Planted {
    /// What it is, for people.
    pub(crate) what: String,
    /// As it stands in the files.
    pub(crate) value: String,
    /// What an encoded value stands for.
    pub(crate) decoded: Option<String>,
    /// One of the four classes.
    pub(crate) class: String,
    files: Vec<String>,
    in_name: bool,
}

/// A truth file.
pub(crate) struct Truth {
    /// What must go.
    pub(crate) planted: Vec<Planted>,
    /// What must stay.
    pub(crate) harmless: Vec<String>,
}

/// Checks every `samples/*.truth.toml`.
///
/// # Errors
/// If a sample and its truth file do not fit.
pub(crate) fn run() -> Result {
    let folder = root().join("samples");
    let mut truths: Vec<String> = list(&folder)?.into_iter().filter(|n| n.ends_with(".truth.toml")).collect();
    truths.sort();
    if truths.is_empty() {
        return Err(Failure::new("samples: there is no truth file"));
    }
    let mut wrong = Vec::new();
    for name in &truths {
        let truth = Truth::load(name)?;
        let files = read_folder(&folder.join(name.trim_end_matches(".truth.toml")))?;
        wrong.extend(truth.check(&files).into_iter().map(|line| format!("samples/{name}: {line}")));
        say(&format!(
            "samples: {name}: {} files, {} planted values, {} harmless strings",
            files.len(),
            truth.planted.len(),
            truth.harmless.len()
        ));
    }
    for line in &wrong {
        say(line);
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::new(format!("samples: {} fault(s)", wrong.len()))) }
}

impl Truth {
    /// Reads `samples/NAME`.
    ///
    /// # Errors
    /// If it cannot be read or is not a truth file.
    pub(crate) fn load(name: &str) -> Result<Self> {
        let path = root().join("samples").join(name);
        let text = std::fs::read_to_string(path).map_err(|e| unreadable(name, &e))?;
        Self::parse(&text).map_err(|what| Failure::new(format!("samples/{name}: {what}")))
    }

    fn parse(text: &str) -> std::result::Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.message().to_owned())?;
        let list =
            |key: &str| table.get(key).and_then(toml::Value::as_array).ok_or(format!("no list `{key}`"));
        let planted = list("planted")?.iter().map(Planted::parse).collect::<std::result::Result<_, _>>()?;
        let harmless = list("harmless")?.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect();
        Ok(Self { planted, harmless })
    }

    /// Returns what does not fit, one line each. The samples are synthetic, so a value may be named.
    fn check(&self, files: &BTreeMap<String, String>) -> Vec<String> {
        let mut wrong = Vec::new();
        for planted in &self.planted {
            planted.check(files, &mut wrong);
        }
        for text in &self.harmless {
            if !files.values().any(|content| content.contains(text)) {
                wrong.push(format!("harmless `{text}` is in no file"));
            }
            for planted in self.planted.iter().filter(|p| text.contains(&p.value)) {
                wrong.push(format!("harmless `{text}` holds the planted `{}`", planted.value));
            }
        }
        for (what, count) in
            [("planted values", self.planted.len()), ("harmless strings", self.harmless.len())]
        {
            if count < AT_LEAST {
                wrong.push(format!("{count} {what}, at least {AT_LEAST} are wanted"));
            }
        }
        wrong
    }
}

impl Planted {
    fn parse(entry: &toml::Value) -> std::result::Result<Self, String> {
        let strings = |key: &str| -> Vec<&str> {
            let list = entry.get(key).and_then(toml::Value::as_array);
            list.into_iter().flatten().filter_map(toml::Value::as_str).collect()
        };
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        let value = strings("value").concat();
        let class = text("class").unwrap_or_default().to_owned();
        if value.is_empty() || !CLASSES.contains(&class.as_str()) {
            return Err(format!("a planted value without a value or with an unknown class (`{class}`)"));
        }
        let decoded = Some(strings("decoded").concat()).filter(|d| !d.is_empty());
        let files = strings("files").into_iter().map(str::to_owned).collect();
        let what = text("what").unwrap_or_default().to_owned();
        Ok(Self { what, value, decoded, class, files, in_name: text("where") == Some("name") })
    }

    fn check(&self, files: &BTreeMap<String, String>, wrong: &mut Vec<String>) {
        let stands_in = |path: &str, content: &str| {
            if self.in_name { path.contains(&self.value) } else { content.contains(&self.value) }
        };
        for path in &self.files {
            if !files.get(path).is_some_and(|content| stands_in(path, content)) {
                wrong.push(format!("`{}` ({}) is not in {path}", self.value, self.class));
            }
        }
        for (path, content) in files {
            if stands_in(path, content) && !self.files.contains(path) {
                wrong.push(format!("`{}` ({}) is in {path} too", self.value, self.class));
            }
        }
        if self.files.is_empty() {
            wrong.push(format!("`{}` ({}) names no file", self.value, self.class));
        }
    }
}

/// Reads a folder as text, by path: UTF-16 with a byte order mark is decoded, bytes that are no text are replaced.
///
/// # Errors
/// If a file cannot be read.
pub(crate) fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut open = vec![String::new()];
    while let Some(inner) = open.pop() {
        for name in list(&folder.join(&inner))? {
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            let full = folder.join(&path);
            if full.is_dir() {
                open.push(path);
            } else {
                let bytes = std::fs::read(&full).map_err(|e| unreadable(&path, &e))?;
                files.insert(path, decode(&bytes));
            }
        }
    }
    Ok(files)
}

fn decode(bytes: &[u8]) -> String {
    let units = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return units(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return units(rest, u16::from_be_bytes);
    }
    String::from_utf8_lossy(bytes).into_owned()
}

fn list(folder: &Path) -> Result<Vec<String>> {
    let entries = folder.read_dir().map_err(|e| unreadable(&folder.to_string_lossy(), &e))?;
    Ok(entries.filter_map(|e| e.ok().map(|e| e.file_name().to_string_lossy().into_owned())).collect())
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("samples: could not read {name}: {}", error.kind()))
}

#[cfg(test)]
mod tests {
    use super::{Truth, decode, run};

    #[test]
    fn the_samples_of_this_repository_fit_their_truth() {
        run().unwrap();
    }

    #[test]
    fn names_what_is_missing_and_what_stands_elsewhere_too() {
        let truth = Truth::parse(
            "harmless = ['gone']\n[[planted]]\nvalue = ['se', 'cret']\nclass = 'credential'\nfiles = ['a', 'b']\n",
        )
        .unwrap();
        let files = [("a", "x secret y"), ("b", "nothing"), ("c", "secret")];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let wrong = truth.check(&files).join("\n");
        for part in ["not in b", "is in c too", "harmless `gone` is in no file", "at least 60"] {
            assert!(wrong.contains(part), "{part} in {wrong}");
        }
    }

    #[test]
    fn a_truth_file_with_an_unknown_class_is_refused() {
        assert!(Truth::parse("harmless = []\n[[planted]]\nvalue = ['x']\nclass = 'secret'\n").is_err());
    }

    #[test]
    fn reads_both_kinds_of_utf_16() {
        assert_eq!(decode(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(decode(b"\xFE\xFF\0a\0b"), "ab");
        assert_eq!(decode("ä".as_bytes()), "ä");
    }
}
