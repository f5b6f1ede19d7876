//! Keeps documents and code together where a person would forget to: every dependency has its row, every hostile
//! case has its state, and a case that is said to hold names a test that exists.

use crate::process::{Failure, Result, root};
use crate::tree::{File, has_extension};
use std::collections::BTreeSet;

const HOSTILE_CASES: usize = 60;

/// Checks the documents and returns what is wrong, one line each.
///
/// # Errors
/// If a document cannot be read.
pub(crate) fn check(files: &[File]) -> Result<Vec<String>> {
    let document = read("docs/dependencies.md")?;
    let mut wrong = Vec::new();
    for (path, keys, head) in MANIFESTS {
        wrong.extend(dependencies(&Manifest { path, keys, text: &read(path)? }, head, &document)?);
    }
    let tests = test_functions(files);
    wrong.extend(hostile_cases(&read("docs/threat-model.md")?, &tests));
    wrong.extend(broken_links(files));
    Ok(wrong)
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(root().join(path))
        .map_err(|e| Failure::new(format!("could not read {path}: {}", e.kind())))
}

/// The manifests that name crates of others, where in them, and the head of the table that has a row for each.
const MANIFESTS: [(&str, &[&str], &str); 2] = [
    ("Cargo.toml", &["workspace", "dependencies"], "| crate |"),
    ("tests/oracle/Cargo.toml", &["dependencies"], "| crate of `tests/oracle` |"),
];

/// A manifest, and under which keys it lists crates.
struct Manifest<'m> {
    path: &'m str,
    keys: &'m [&'m str],
    text: &'m str,
}

/// Every crate of a manifest has a row, and every row a crate.
fn dependencies(manifest: &Manifest<'_>, head: &str, document: &str) -> Result<Vec<String>> {
    let path = manifest.path;
    let table: toml::Table = manifest
        .text
        .parse()
        .map_err(|e: toml::de::Error| Failure::new(format!("{path}: {}", e.message())))?;
    let table = toml::Value::Table(table);
    let listed = manifest.keys.iter().try_fold(&table, |at, key| at.get(key)).and_then(toml::Value::as_table);
    let listed = listed.ok_or_else(|| Failure::new(format!("{path} lists no dependencies")))?;
    let others: BTreeSet<&str> =
        listed.keys().map(String::as_str).filter(|name| !name.starts_with("evidact-")).collect();
    let documented = table_rows(document, head);
    let rows: BTreeSet<&str> = documented.iter().filter_map(|row| quoted(row)).collect();
    let mut wrong = Vec::new();
    for name in others.difference(&rows) {
        wrong.push(format!("docs/dependencies.md: has no row for `{name}`"));
    }
    for name in rows.difference(&others) {
        wrong.push(format!("docs/dependencies.md: `{name}` is not in {path}"));
    }
    for (name, entry) in listed.iter().filter(|(name, _)| others.contains(name.as_str())) {
        if entry.get("default-features").and_then(toml::Value::as_bool) != Some(false) {
            wrong.push(format!("{path}: `{name}` must have default-features = false"));
        }
        let row = documented.iter().find(|row| quoted(row) == Some(name.as_str()));
        if row.is_some_and(|row| features_in_row(row) != features_in_manifest(entry)) {
            wrong.push(format!("docs/dependencies.md: the features of `{name}` are not those of {path}"));
        }
    }
    Ok(wrong)
}

fn features_in_manifest(entry: &toml::Value) -> BTreeSet<String> {
    let list = entry.get("features").and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// The third cell, without what it explains in parentheses; a dash is no feature.
fn features_in_row(row: &str) -> BTreeSet<String> {
    let cell = row.trim().trim_matches('|').split('|').nth(2).unwrap_or_default();
    let list = cell.split_once('(').map_or(cell, |(list, _)| list);
    list.split(',').map(str::trim).filter(|f| !matches!(*f, "" | "–")).map(str::to_owned).collect()
}

fn hostile_cases(document: &str, tests: &BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut numbers = Vec::new();
    for row in table_rows(document, "| # |") {
        let cells: Vec<&str> = row.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, _, state, shown_by] = cells.as_slice() else {
            wrong.push(format!("docs/threat-model.md: a row has {} cells instead of 5", cells.len()));
            continue;
        };
        numbers.push(number.parse::<usize>().unwrap_or_default());
        let named: Vec<&str> = shown_by.split('`').skip(1).step_by(2).collect();
        match *state {
            "not yet" if named.is_empty() => {}
            "partly" | "holds" if !named.is_empty() => {}
            _ => wrong.push(format!("docs/threat-model.md: case {number}: state and tests do not fit")),
        }
        for name in named.iter().map(|name| name.rsplit("::").next().unwrap_or(name)) {
            if !tests.contains(name) {
                wrong.push(format!("docs/threat-model.md: case {number}: there is no test `{name}`"));
            }
        }
    }
    if numbers != (1..=HOSTILE_CASES).collect::<Vec<_>>() {
        wrong.push(format!("docs/threat-model.md: cases must be 1 to {HOSTILE_CASES}, each once, in order"));
    }
    wrong
}

/// Returns the names of all functions that follow a `#[test]` or stand in a `proptest!` block.
fn test_functions(files: &[File]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files.iter().filter(|f| has_extension(&f.path, "rs")) {
        let text = String::from_utf8_lossy(&file.bytes);
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            is_test |= line.starts_with("#[test]");
            if let Some(name) = line.strip_prefix("fn ").filter(|_| is_test) {
                names.insert(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
                is_test = false;
            }
        }
    }
    names
}

/// Links in our own Markdown that point at a file which is not there. Samples are evidence, not documents.
fn broken_links(files: &[File]) -> Vec<String> {
    let known: BTreeSet<&str> = files.iter().map(|f| f.path.as_str()).collect();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|f| is_document(&f.path)) {
        let text = String::from_utf8_lossy(&file.bytes);
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
        {
            let path = target.split_once('#').map_or(target, |(path, _)| path);
            if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            let full = resolve(folder, path);
            let is_there =
                known.contains(full.as_str()) || known.iter().any(|k| k.starts_with(&format!("{full}/")));
            if !is_there {
                wrong.push(format!("{}: links to {path}, which is not there", file.path));
            }
        }
    }
    wrong
}

fn is_document(path: &str) -> bool {
    let in_docs = path.starts_with("docs/") && has_extension(path, "md");
    in_docs || matches!(path, "README.md" | "CONTRIBUTING.md" | "CHANGELOG.md" | "samples/README.md")
}

fn resolve(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/').filter(|p| !matches!(*p, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Returns the rows of the first table whose header begins so.
fn table_rows<'a>(document: &'a str, header: &str) -> Vec<&'a str> {
    let rows = document.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    rows.take_while(|line| line.starts_with('|')).collect()
}

fn quoted(row: &str) -> Option<&str> {
    row.split('`').nth(1)
}

#[cfg(test)]
mod tests {
    use super::{Manifest, broken_links, dependencies, hostile_cases, resolve, test_functions};
    use crate::tree::File;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_dependency_without_a_row_or_with_default_features_is_named() {
        let manifest = "[workspace.dependencies]\nevidact-x = { path = 'x' }\n\
            one = { version = '1', default-features = false, features = ['std'] }\ntwo = '2'\n\
            four = { version = '1', default-features = false, features = ['std'] }\n";
        let document = "| crate | what for | features |\n| --- | --- | --- |\n\
            | `one` | x | std (the rest is slow) |\n| `three` | y | – |\n| `four` | z | – |\n";
        let (path, keys, head) = super::MANIFESTS[0];
        let manifest = Manifest { path, keys, text: manifest };
        let wrong = dependencies(&manifest, head, document).unwrap().join("\n");
        assert!(wrong.contains("no row for `two`") && wrong.contains("`three` is not in"));
        assert!(wrong.contains("`two` must have default-features") && !wrong.contains("`one`"));
        assert!(wrong.contains("the features of `four`"));
    }

    #[test]
    fn a_case_that_holds_must_name_a_test_that_exists() {
        let tests = test_functions(&[file("a.rs", "#[test]\n    fn keeps_it() {}\nfn helper() {}\n")]);
        let head = "| # | input | required | state | shown by |\n| --- | --- | --- | --- | --- |\n";
        let rows = "| 1 | a | b | holds | `keeps_it` |\n| 2 | a | b | holds | |\n| 3 | a | b | partly | `helper` |\n";
        let wrong = hostile_cases(&format!("{head}{rows}"), &tests).join("\n");
        assert!(!wrong.contains("case 1:"));
        assert!(wrong.contains("case 2: state and tests do not fit"));
        assert!(wrong.contains("case 3: there is no test `helper`"));
        assert!(wrong.contains("1 to 60"));
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_named() {
        let files = [
            file("docs/a.md", "[b](b.md) [up](../README.md#x) [web](https://example.com) [gone](c.md)"),
            file("docs/b.md", ""),
            file("README.md", "[folder](docs)"),
        ];
        assert_eq!(broken_links(&files), ["docs/a.md: links to c.md, which is not there"]);
        assert_eq!(resolve("docs/x", "../../README.md"), "README.md");
    }
}
