//! Other scanners on the PATH, run over the same files. What a finding covers is taken from the tool's own report: the
//! value that it names, wherever that stands in the file. A tool is held only against what it claims to find.

use super::case::{Case, Class};
use super::own::{case_of, output};
use super::score::Coverage;
use super::sha1::sha1;
use crate::process::{Failure, Result, find, program};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Something that a tool reported.
pub(crate) struct Found {
    /// The number of the case.
    pub(crate) case: usize,
    /// What it names.
    pub(crate) what: What,
}

/// What a report names.
pub(crate) enum What {
    /// The value.
    Text(String),
    /// The SHA-1 digest of the value.
    Digest(String),
}

/// A scanner and how it is run.
pub(crate) struct Tool {
    /// The name of its program.
    pub(crate) name: &'static str,
    /// Whether it claims to find identifiers of people too; every tool here claims credentials.
    pub(crate) finds_people: bool,
    prepare: fn(&mut Command, &Path, &Path),
    /// Where the report is: in a file, or on the standard output.
    reads_file: bool,
    parse: fn(&str) -> Vec<(String, What)>,
}

/// Every scanner that is known here, in the order of the table.
pub(crate) const TOOLS: &[Tool] = &[
    Tool { name: "gitleaks", finds_people: false, prepare: leaks, reads_file: true, parse: parse_leaks },
    Tool { name: "betterleaks", finds_people: false, prepare: leaks, reads_file: true, parse: parse_leaks },
    Tool {
        name: "kingfisher",
        finds_people: false,
        prepare: kingfisher,
        reads_file: false,
        parse: parse_kingfisher,
    },
    Tool {
        name: "trufflehog",
        finds_people: false,
        prepare: trufflehog,
        reads_file: false,
        parse: parse_trufflehog,
    },
    Tool {
        name: "ripsecrets",
        finds_people: false,
        prepare: ripsecrets,
        reads_file: false,
        parse: parse_ripsecrets,
    },
    Tool {
        name: "credsweeper",
        finds_people: false,
        prepare: credsweeper,
        reads_file: true,
        parse: parse_credsweeper,
    },
    Tool {
        name: "detect-secrets",
        finds_people: false,
        prepare: detect_secrets,
        reads_file: false,
        parse: parse_detect_secrets,
    },
    Tool { name: "ferret-scan", finds_people: true, prepare: ferret, reads_file: false, parse: parse_ferret },
];

/// Scanners that are named as not measured, and why.
pub(crate) const NOT_RUN: &[(&str, &str)] =
    &[("Presidio", "needs a language model that has to be fetched from elsewhere; there is no adapter yet")];

impl Tool {
    /// Says whether a class counts for the tool.
    pub(crate) fn claims(&self, class: Class) -> bool {
        class == Class::Credential || self.finds_people
    }

    /// Runs it over a tree; `None` if it is not on the PATH.
    ///
    /// # Errors
    /// If it cannot be run or its report cannot be read.
    pub(crate) fn run(&self, tree: &Path, scratch: &Path) -> Result<Option<Vec<Found>>> {
        let Some(path) = find(self.name) else { return Ok(None) };
        let report = scratch.join(format!("{}.json", self.name));
        let mut command = program(path);
        // By a name below the folder it runs in: not every tool reads what lies elsewhere.
        let (Some(folder), Some(name)) = (tree.parent(), tree.file_name()) else { return Ok(None) };
        command.current_dir(folder);
        (self.prepare)(&mut command, Path::new(name), &report);
        // 1, 183, 200 and 205 are how these tools say that they found something.
        let printed = output(&mut command, &[0, 1, 183, 200, 205])?;
        let text = if self.reads_file {
            std::fs::read_to_string(&report)
                .map_err(|e| Failure::new(format!("accuracy: {} left no report: {}", self.name, e.kind())))?
        } else {
            printed
        };
        let found = (self.parse)(&text).into_iter();
        Ok(Some(found.filter_map(|(path, what)| Some(Found { case: case_of(&path)?, what })).collect()))
    }
}

/// Returns where the values stand that a tool named.
pub(crate) fn coverage(cases: &[Case], found: &[Found]) -> Coverage {
    let mut coverage = Coverage::new();
    for found in found {
        let Some(case) = cases.get(found.case) else { continue };
        let ranges = coverage.entry(found.case).or_default();
        match &found.what {
            What::Text(text) => {
                let text = text.trim();
                if !text.is_empty() {
                    ranges.extend(case.text.match_indices(text).map(|(at, _)| at..at + text.len()));
                }
            }
            What::Digest(digest) => {
                let whole = case.labels.iter().flat_map(|label| &label.ranges);
                let same = whole.filter(|range| {
                    case.text.get((*range).clone()).is_some_and(|t| sha1(t.as_bytes()) == *digest)
                });
                ranges.extend(same.cloned());
            }
        }
    }
    coverage
}

/// What the findings in redacted files are.
#[derive(Default, Clone, Copy)]
pub(crate) struct After {
    /// All of them.
    pub(crate) findings: usize,
    /// Those that name a value, or a part of one that can be recognised.
    pub(crate) leaks: usize,
    /// Those that name one of our placeholders.
    pub(crate) placeholders: usize,
}

/// Sorts findings in redacted files: values, placeholders, and harmless text that was there before.
pub(crate) fn after(cases: &[Case], found: &[Found]) -> (After, Vec<String>) {
    let mut after = After::default();
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for found in found {
        let Some(case) = cases.get(found.case) else { continue };
        after.findings += 1;
        let values: Vec<&str> = case.labels.iter().flat_map(|label| case.parts(label)).collect();
        let (is_value, is_placeholder, shown) = match &found.what {
            What::Text(text) => {
                let near = |value: &&str| {
                    value.len() >= 6
                        && (text.contains(*value) || (text.len() >= 6 && value.contains(text.as_str())))
                };
                (values.iter().any(near), is_placeholder(text), text.chars().take(60).collect())
            }
            What::Digest(digest) => {
                (values.iter().any(|v| sha1(v.as_bytes()) == *digest), false, "a digest".to_owned())
            }
        };
        if is_value {
            after.leaks += 1;
        } else if is_placeholder {
            after.placeholders += 1;
        }
        let sort = if is_value {
            "leak"
        } else if is_placeholder {
            "placeholder"
        } else {
            "harmless"
        };
        *told.entry(format!("{sort} in {}: {}", case.shape, shown.escape_debug())).or_default() += 1;
    }
    (after, told.into_iter().map(|(text, count)| format!("{count} x {text}")).collect())
}

/// Placeholders stand as `[EMAIL:02]` and `[CREDENTIAL:github:01]`, or with dashes where a syntax forbids that form.
fn is_placeholder(text: &str) -> bool {
    let glue = |b: &u8| matches!(b, b':' | b'-');
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|begin| {
        let rest = bytes.get(begin..).unwrap_or_default();
        let kind = rest.iter().take_while(|b| b.is_ascii_uppercase() || **b == b'-').count();
        let kind = kind - usize::from(kind > 0 && rest.get(kind - 1) == Some(&b'-'));
        let tail = rest.get(kind..).unwrap_or_default();
        let words =
            tail.iter().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || glue(b)).count();
        let tail = tail.get(..words).unwrap_or_default();
        let number = tail.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        kind >= 2 && tail.first().is_some_and(glue) && (2..=4).contains(&number)
    })
}

fn leaks(command: &mut Command, tree: &Path, report: &Path) {
    command
        .args(["dir", "--no-banner", "--exit-code", "0", "--report-format", "json", "--report-path"])
        .arg(report)
        .arg(tree);
}

fn kingfisher(command: &mut Command, tree: &Path, _: &Path) {
    command.arg("scan").arg(tree).args(["--no-validate", "--no-update-check", "--format", "jsonl"]);
}

fn trufflehog(command: &mut Command, tree: &Path, _: &Path) {
    command.arg("filesystem").arg(tree).args(["--json", "--no-verification", "--no-update"]);
}

fn ripsecrets(command: &mut Command, tree: &Path, _: &Path) {
    command.arg("--only-matching").arg(tree);
}

fn credsweeper(command: &mut Command, tree: &Path, report: &Path) {
    command.arg("--path").arg(tree).arg("--save-json").arg(report).args(["--no-stdout", "--log", "critical"]);
}

fn detect_secrets(command: &mut Command, tree: &Path, _: &Path) {
    command.args(["scan", "--all-files", "--no-verify"]).arg(tree);
}

fn ferret(command: &mut Command, tree: &Path, _: &Path) {
    command.arg("--file").arg(tree).args([
        "--recursive",
        "--format",
        "json",
        "--show-match",
        "--limit",
        "0",
        "--quiet",
    ]);
}

fn text_of(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer).and_then(Value::as_str).map(str::to_owned)
}

/// The path and the value of an entry, at two places of it.
fn named(entry: &Value, path: &str, value: &str) -> Option<(String, What)> {
    Some((text_of(entry, path)?, What::Text(text_of(entry, value)?)))
}

fn list_at(text: &str, pointer: &str) -> Vec<Value> {
    let whole: Value = serde_json::from_str(text).unwrap_or_default();
    whole.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn lines(text: &str) -> impl Iterator<Item = Value> + '_ {
    text.lines().filter_map(|line| serde_json::from_str(line).ok())
}

fn parse_leaks(text: &str) -> Vec<(String, What)> {
    list_at(text, "").iter().filter_map(|entry| named(entry, "/File", "/Secret")).collect()
}

fn parse_kingfisher(text: &str) -> Vec<(String, What)> {
    lines(text).filter_map(|entry| named(&entry, "/finding/path", "/finding/snippet")).collect()
}

fn parse_trufflehog(text: &str) -> Vec<(String, What)> {
    let path = "/SourceMetadata/Data/Filesystem/file";
    lines(text)
        .flat_map(|entry| ["/Raw", "/RawV2"].map(|value| named(&entry, path, value)))
        .flatten()
        .collect()
}

/// `path:line:value`
fn parse_ripsecrets(text: &str) -> Vec<(String, What)> {
    let entry = |line: &str| {
        let mut parts = line.splitn(3, ':');
        let (path, _, value) = (parts.next()?, parts.next()?, parts.next()?);
        Some((path.to_owned(), What::Text(value.to_owned())))
    };
    text.lines().filter_map(entry).collect()
}

fn parse_credsweeper(text: &str) -> Vec<(String, What)> {
    let entries = list_at(text, "");
    let data = entries.iter().filter_map(|entry| entry.get("line_data_list")?.as_array()).flatten();
    data.filter_map(|entry| named(entry, "/path", "/value")).collect()
}

fn parse_detect_secrets(text: &str) -> Vec<(String, What)> {
    let whole: Value = serde_json::from_str(text).unwrap_or_default();
    let files = whole.get("results").and_then(Value::as_object);
    let entry = |(path, list): (&String, &Value)| -> Vec<(String, What)> {
        let digests =
            list.as_array().into_iter().flatten().filter_map(|entry| text_of(entry, "/hashed_secret"));
        digests.map(|digest| (path.clone(), What::Digest(digest))).collect()
    };
    files.into_iter().flatten().flat_map(entry).collect()
}

fn parse_ferret(text: &str) -> Vec<(String, What)> {
    list_at(text, "/results").iter().filter_map(|entry| named(entry, "/filename", "/text")).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        TOOLS, What, is_placeholder, parse_credsweeper, parse_ferret, parse_kingfisher, parse_leaks,
        parse_ripsecrets, parse_trufflehog,
    };

    fn text(mut found: Vec<(String, What)>) -> (String, String) {
        match found.pop() {
            Some((path, What::Text(text))) => (path, text),
            _ => (String::new(), String::new()),
        }
    }

    #[test]
    fn reports_are_read_in_the_form_that_each_tool_documents() {
        let expected = ("case-00001/a.env".to_owned(), "abc:d".to_owned());
        let path = "case-00001/a.env";
        assert_eq!(
            text(parse_leaks(&format!(r#"[{{"File":"{path}","Secret":"abc:d","StartLine":1}}]"#))),
            expected
        );
        assert_eq!(
            text(parse_kingfisher(&format!(r#"{{"finding":{{"path":"{path}","snippet":"abc:d"}}}}"#))),
            expected
        );
        let raw =
            format!(r#"{{"SourceMetadata":{{"Data":{{"Filesystem":{{"file":"{path}"}}}}}},"Raw":"abc:d"}}"#);
        assert_eq!(text(parse_trufflehog(&raw)), expected);
        assert_eq!(text(parse_ripsecrets(&format!("{path}:7:abc:d\n"))), expected);
        let sweep = format!(r#"[{{"rule":"x","line_data_list":[{{"path":"{path}","value":"abc:d"}}]}}]"#);
        assert_eq!(text(parse_credsweeper(&sweep)), expected);
        assert_eq!(
            text(parse_ferret(&format!(r#"{{"results":[{{"filename":"{path}","text":"abc:d"}}]}}"#))),
            expected
        );
    }

    #[test]
    fn a_report_that_is_no_report_gives_nothing() {
        for tool in TOOLS {
            assert!((tool.parse)("{\"unexpected\": true}").is_empty(), "{}", tool.name);
        }
    }

    #[test]
    fn placeholders_are_known_in_both_forms() {
        assert!(is_placeholder("[CREDENTIAL:github:01]") && is_placeholder("CREDENTIAL-url-01"));
        assert!(!is_placeholder("CREDENTIALS") && !is_placeholder("abc"));
    }
}
