//! Findings for people: one line each, `path:line:column`.

use super::{Results, place, subject};
use crate::terminal::safe;
use std::fmt::Write as _;

/// Writes findings, then what was not read.
pub(crate) fn render(results: &Results<'_>) -> String {
    let mut out = String::new();
    for (path, found) in results.findings() {
        let f = &found.finding;
        let _ = writeln!(
            out,
            "{}:{}: {} {} [{}]",
            safe(&path),
            place(found),
            f.confidence,
            f.rule,
            subject(found)
        );
        for reason in results.explained.iter().flat_map(|e| e.reasons(found)) {
            let _ = writeln!(out, "    {}", safe(&reason));
        }
    }
    for (path, f, subject) in results.names() {
        let _ = writeln!(out, "{}: {} {} [{subject}] in the name", safe(path), f.confidence, f.rule);
        for reason in results.explained.iter().flat_map(|e| e.reasons_of_name(f)) {
            let _ = writeln!(out, "    {}", safe(&reason));
        }
    }
    for path in results.unverified() {
        let _ = writeln!(out, "{}: its structure is broken; it was read as plain text", safe(path));
    }
    for (path, reason) in results.unread() {
        let _ = writeln!(out, "{path}: not read: it {}", reason.explain());
    }
    out
}
