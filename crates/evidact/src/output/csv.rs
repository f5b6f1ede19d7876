//! Findings as comma-separated values (RFC 4180), safe to open in a spreadsheet.

use super::{Results, subject};
use std::fmt::Write as _;

/// Writes a header and one row a finding.
pub(crate) fn render(results: &Results<'_>) -> String {
    let mut out =
        String::from("path,line,column,start,end,rule,class,confidence,subject,view,kind,context,cell\r\n");
    for (path, located) in results.findings() {
        let path = path.as_ref();
        let f = &located.finding;
        let _ = write!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
            field(path),
            located.spot.position.line,
            located.spot.position.column,
            f.span.start(),
            f.span.end(),
            field(f.rule.as_str()),
            f.class,
            f.confidence,
            field(&subject(located)),
            f.view.as_str(),
            field(f.kind.as_str()),
            located.context,
            located.spot.cell.as_deref().unwrap_or_default()
        );
    }
    for (path, f, subject) in results.names() {
        let rule = field(f.rule.as_str());
        let _ = write!(
            out,
            "{},,,,,{rule},{},{},{},name,{},,\r\n",
            field(path),
            f.class,
            f.confidence,
            field(&subject),
            field(f.kind.as_str())
        );
    }
    out
}

/// Quotes a field, and keeps a spreadsheet from taking it for a formula.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_become_a_formula() {
        assert_eq!(super::field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
