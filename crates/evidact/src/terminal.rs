//! What is written to the terminal. Names of files cannot carry control sequences onto it.

use crate::exit::Exit;
use std::io::Write as _;
use std::panic::Location;

/// Writes an error message.
pub(crate) fn error(message: &str) {
    note(&format!("evidact: {message}"));
}

/// Writes a line to standard error. If nobody listens there, nothing is lost.
pub(crate) fn note(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Writes text to standard output. A reader that has gone away is not an error.
pub(crate) fn out(text: &str) -> Result<(), std::io::Error> {
    bytes_out(text.as_bytes())
}

/// Writes bytes to standard output as they are.
pub(crate) fn bytes_out(bytes: &[u8]) -> Result<(), std::io::Error> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Shows what clap has to say: help and version on standard output, errors on standard error.
pub(crate) fn usage(error: &clap::Error) -> Exit {
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

/// Says where a panic happened and nothing else: its payload may hold evidence.
pub(crate) fn panicked(location: Option<&Location<'_>>) {
    let place = location.map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
    note(&format!("evidact: internal error{place}; nothing of the input is shown. Please report this line"));
}

/// Makes a name safe to show: control and direction characters are escaped.
pub(crate) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}') =>
            {
                out.extend(c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

/// What the system said of a file, in words of users.
pub(crate) fn reason(kind: std::io::ErrorKind) -> String {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::NotFound => "no such file or folder".into(),
        ErrorKind::PermissionDenied => "no permission".into(),
        ErrorKind::AlreadyExists => "a file of that name is there".into(),
        other => other.to_string(),
    }
}

/// `1 value`, `2 values`.
pub(crate) fn count(number: impl TryInto<u64>, one: &str, more: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", if number == 1 { one } else { more })
}

/// Counts files within others, behind the number of those by themselves.
pub(crate) fn within_others(parts: usize) -> String {
    if parts == 0 {
        String::new()
    } else {
        format!(" ({} within others too)", count(parts as u64, "file", "files"))
    }
}

/// Shows a path of the user's own.
pub(crate) fn path(path: &std::path::Path) -> String {
    safe(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_cannot_send_control_sequences() {
        assert_eq!(super::safe("a\u{1b}[31m\u{202e}b\nc"), "a\\u{1b}[31m\\u{202e}b\\u{a}c");
    }
}
