//! Starting programs, and talking to the terminal. Everything that the product itself may not do is in this file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a task did not succeed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What went wrong, and what to do.
    pub(crate) message: String,
    /// Whether the arguments were wrong.
    pub(crate) is_usage: bool,
}

impl Failure {
    /// A task that failed.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_usage: false }
    }

    /// Wrong arguments.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_usage: true }
    }
}

/// The result of a task or a part of one.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

/// Writes a line to the standard output.
#[expect(clippy::print_stdout, reason = "the terminal is xtask's only output")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Writes a line to the standard error.
#[expect(clippy::print_stderr, reason = "the terminal is xtask's only output")]
pub(crate) fn complain(line: &str) {
    eprintln!("{line}");
}

/// Prepares a program.
#[expect(
    clippy::disallowed_methods,
    reason = "xtask starts cargo and measuring tools; evidact starts nothing"
)]
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    Command::new(name)
}

/// Prepares the cargo that runs us, in the root of the workspace.
pub(crate) fn cargo() -> Command {
    let name = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(name);
    command.current_dir(root());
    command
}

/// Returns the root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in a folder of the workspace")
}

/// Runs a command with our own output streams and fails if it fails.
///
/// # Errors
/// If it cannot be started or ends with another code than 0.
pub(crate) fn run(command: &mut Command) -> Result {
    let name = display(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|e| Failure::new(format!("could not start `{name}`: {}", e.kind())))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{name}` failed ({status})"))) }
}

/// Runs a command and returns what it wrote to its standard output.
///
/// # Errors
/// If it cannot be started or ends with another code than 0; its standard error has then been shown.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = display(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| Failure::new(format!("could not start `{name}`: {}", e.kind())))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Failure::new(format!("`{name}` failed ({})", output.status)))
    }
}

/// Finds a program on the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

fn display(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .map_or_else(|| "program".to_owned(), |n| n.to_string_lossy().into_owned());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Returns all files of an extension below a folder of packages and reports but the copies of evidence, in order.
///
/// # Errors
/// If a folder cannot be listed.
pub(crate) fn reports_below(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let failed = |e: std::io::Error| Failure::new(format!("could not list the reports: {}", e.kind()));
    let (mut files, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(inner) = open.pop() {
        for entry in inner.read_dir().map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() && !path.ends_with("evidence") {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
