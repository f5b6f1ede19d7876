//! The files of the repository, and what must hold for each of them: a header that says what the file is for, no
//! attestation outside the verifier, no token-shaped text, no path of the machine it was written on.

use crate::process::{Failure, Result, output, program, root};
use crate::tokens;
use std::path::{Path, PathBuf};

/// One file of the repository: its path from the root, with `/`, and its bytes.
pub(crate) struct File {
    /// The path from the root of the workspace.
    pub(crate) path: String,
    /// The content.
    pub(crate) bytes: Vec<u8>,
}

/// Returns all files that are, or would be, in the repository, sorted by path.
///
/// # Errors
/// If git or a folder cannot be read.
pub(crate) fn files() -> Result<Vec<File>> {
    let mut paths = if root().join(".git").exists() && crate::process::find("git").is_some() {
        listed_by_git()?
    } else {
        walk()?
    };
    paths.sort();
    paths.dedup();
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let full = root().join(&path);
        // Listed by git but deleted, or a link: nothing that would be published with content of its own.
        if !full.symlink_metadata().is_ok_and(|m| m.is_file()) {
            continue;
        }
        let bytes = std::fs::read(&full).map_err(|e| unreadable(&full, &e))?;
        files.push(File { path, bytes });
    }
    Ok(files)
}

fn listed_by_git() -> Result<Vec<String>> {
    let mut git = program("git");
    git.current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = output(&mut git)?;
    let paths = list.split(|&b| b == 0).filter(|p| !p.is_empty());
    Ok(paths.map(|p| String::from_utf8_lossy(p).into_owned()).collect())
}

/// Walks the folder, for a checkout without git. Build folders are left out.
fn walk() -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        let full = root().join(&folder);
        for entry in std::fs::read_dir(&full).map_err(|e| unreadable(&full, &e))? {
            let entry = entry.map_err(|e| unreadable(&full, &e))?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type().map_err(|e| unreadable(&full, &e))?;
            if kind.is_dir() && !matches!(entry.file_name().to_str(), Some("target" | ".git" | "out")) {
                open.push(path);
            } else if kind.is_file() {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("could not read {}: {}", path.display(), error.kind()))
}

/// Checks every file and returns what is wrong, one line each.
pub(crate) fn check(files: &[File]) -> Vec<String> {
    let machine = MachinePaths::of_this_machine();
    let mut wrong = Vec::new();
    for file in files {
        if is_source(&file.path) {
            wrong.extend(header(file));
            wrong.extend(attestations(file));
        }
        for (line, name) in tokens::find(&file.bytes) {
            wrong.push(format!("{}:{line}: looks like a real {name}; put it together from parts", file.path));
        }
        for line in machine.find(&file.bytes) {
            wrong.push(format!("{}:{line}: holds a path of this machine", file.path));
        }
    }
    wrong
}

/// Says whether a path ends in an extension, in whatever case.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case(extension))
}

/// Rust source of ours; Rust files that are test data are not.
fn is_source(path: &str) -> bool {
    has_extension(path, "rs")
        && !path.split('/').any(|part| matches!(part, "samples" | "fixtures" | "testdata" | "cases"))
}

fn header(file: &File) -> Option<String> {
    if file.bytes.starts_with(b"//!") {
        return None;
    }
    Some(format!("{}:1: must start with `//!` and say what the file is for", file.path))
}

/// Finds calls of the one function that declares text clean, outside the verifier and outside tests.
fn attestations(file: &File) -> Vec<String> {
    let is_verifier = file.path.starts_with("crates/evidact-redact/src/verify");
    let is_definition = file.path == "crates/evidact-model/src/clean.rs";
    let in_test_folder =
        file.path.split('/').any(|p| matches!(p, "tests" | "examples" | "benches" | "xtask"));
    if is_verifier || is_definition || in_test_folder {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&file.bytes);
    let code = text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    code.filter(|(_, line)| !line.trim_start().starts_with("//") && names_attest(line))
        .map(|(n, _)| format!("{}:{}: only the verifier may attest that text is clean", file.path, n + 1))
        .collect()
}

/// Says whether a line uses a path that ends in `::attest`, called or passed on.
fn names_attest(line: &str) -> bool {
    line.match_indices("::attest").any(|(at, word)| {
        let after = line.as_bytes().get(at + word.len());
        !after.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    })
}

/// The paths that would tell where a file was written: this checkout, what lies beside it, cargo's folders.
struct MachinePaths {
    paths: Vec<String>,
}

impl MachinePaths {
    fn of_this_machine() -> Self {
        let mut paths: Vec<PathBuf> = vec![root().to_path_buf()];
        for variable in ["CARGO_HOME", "CARGO_TARGET_DIR", "RUSTUP_HOME"] {
            paths.extend(std::env::var_os(variable).map(PathBuf::from));
        }
        paths.extend(std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
        if let Some(beside) = root().parent().and_then(|p| p.read_dir().ok()) {
            paths.extend(beside.filter_map(|entry| entry.ok().map(|e| e.path())));
        }
        Self::new(&paths)
    }

    /// Keeps absolute paths of at least two parts; `/src` alone would be found everywhere.
    fn new(paths: &[PathBuf]) -> Self {
        let telling = paths.iter().filter(|p| p.is_absolute() && p.components().count() >= 3);
        Self { paths: telling.map(|p| p.to_string_lossy().into_owned()).collect() }
    }

    /// Returns the lines that hold one of the paths, as a whole path and not as the end of another.
    fn find(&self, bytes: &[u8]) -> Vec<usize> {
        let mut lines: Vec<usize> =
            self.paths.iter().flat_map(|path| occurrences(bytes, path.as_bytes())).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

fn occurrences(bytes: &[u8], path: &[u8]) -> Vec<usize> {
    let part_of_a_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b'~');
    let mut found = Vec::new();
    for at in tokens::positions(bytes, path) {
        let before = at.checked_sub(1).and_then(|i| bytes.get(i));
        let after = bytes.get(at + path.len());
        let whole =
            !before.is_some_and(part_of_a_name) && !after.is_some_and(|b| part_of_a_name(b) && *b != b'/');
        if whole {
            found.push(tokens::line_of(bytes, at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{File, MachinePaths, attestations, header, is_source};
    use std::path::PathBuf;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_file_must_begin_with_its_purpose() {
        assert!(header(&file("a.rs", "//! Does it.\n")).is_none());
        assert!(header(&file("a.rs", "use std::fs;\n//! late\n")).is_some());
    }

    #[test]
    fn rust_files_that_are_test_data_are_not_source() {
        assert!(is_source("crates/x/src/lib.rs"));
        assert!(!is_source("samples/demo/tool.rs"));
        assert!(!is_source("docs/rules.md"));
    }

    #[test]
    fn only_the_verifier_and_tests_attest() {
        let call = "//! x\nlet t = CleanText::attest(s);\n";
        assert!(attestations(&file("crates/evidact-redact/src/verify.rs", call)).is_empty());
        assert!(attestations(&file("crates/evidact-redact/src/verify/text.rs", call)).is_empty());
        assert!(attestations(&file("crates/evidact-report/tests/notes.rs", call)).is_empty());
        assert_eq!(attestations(&file("crates/evidact-report/src/parse.rs", call)).len(), 1);
    }

    #[test]
    fn passing_the_function_on_is_a_call_too() {
        let passed = "//! x\nlet t = s.map(CleanText::attest);\n";
        assert_eq!(attestations(&file("crates/evidact-batch/src/a.rs", passed)).len(), 1);
        let other = "//! x\nlet t = Witness::attests(s);\n";
        assert!(attestations(&file("crates/evidact-batch/src/a.rs", other)).is_empty());
    }

    #[test]
    fn comments_and_unit_tests_may_speak_of_it() {
        let text = "//! x\n/// See CleanText::attest(…).\nfn f() {}\n#[cfg(test)]\nmod tests { CleanText::attest(s) }\n";
        assert!(attestations(&file("crates/evidact-report/src/a.rs", text)).is_empty());
    }

    #[test]
    fn a_path_of_the_machine_is_found_as_a_whole_path_only() {
        let machine = MachinePaths::new(&[PathBuf::from("/checkouts/project"), PathBuf::from("/src")]);
        assert_eq!(machine.find(b"x\nsee /checkouts/project/a.rs\n"), [2]);
        assert_eq!(machine.find(b"`/checkouts/project`"), [1]);
        assert!(machine.find(b"/other/checkouts/project /checkouts/projects crates/x/src/a.rs").is_empty());
    }
}
