//! Programs of others that tests ask where they are installed.

/// Runs a tool and returns what it writes; says so where it is absent.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests may ask other programs, and say if not"
)]
pub(crate) fn run(tool: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = std::process::Command::new(tool).args(arguments).output() else {
        eprintln!("skipped: {tool} is not installed");
        return None;
    };
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
