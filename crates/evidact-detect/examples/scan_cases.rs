//! Scans labelled cases and prints findings in the scorer's format.
//!
//! `cargo run --release --example scan_cases -- CASES.jsonl [low|medium|high] [all] > findings.jsonl`

use evidact_detect::{Classes, Detector, Options};
use evidact_model::{Class, Confidence, TextKind};
use evidact_patterns::RuleSet;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let cases = std::fs::read_to_string(arguments.next().ok_or("which cases?")?)?;
    let least = match arguments.next().as_deref() {
        Some("high") => Confidence::High,
        Some("medium") => Confidence::Medium,
        _ => Confidence::Low,
    };
    let classes =
        if arguments.next().is_some() { Classes::ALL } else { Classes::NONE.with(Class::Credential) };
    let detector = Detector::new(RuleSet::builtin(), Options { classes, ..Options::default() })?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line)?;
        let name = case["file_name"].as_str().unwrap_or("note.txt").to_lowercase();
        let text = case["text"].as_str().unwrap_or_default();
        let mut hits = Vec::new();
        detector.scan_file_kind(name.rsplit('/').next().unwrap_or(&name), text.as_bytes(), &mut hits);
        detector.scan_text(text.as_bytes(), kind_of(&name), &mut hits);
        for hit in hits.iter().filter(|h| h.confidence >= least) {
            let characters =
                |end: usize| text.as_bytes()[..end].iter().filter(|&&b| b & 0xc0 != 0x80).count();
            let (start, end) = (characters(hit.span.start()), characters(hit.span.end()));
            let found = serde_json::json!({
                "id": case["id"], "start": start, "end": end,
                "matched_text": String::from_utf8_lossy(&text.as_bytes()[hit.span.range()]),
                "rule": hit.rule.as_str(), "class": hit.class.as_str(),
            });
            writeln!(out, "{found}")?;
        }
    }
    Ok(())
}

/// Chooses as a reader of formats would.
fn kind_of(name: &str) -> TextKind {
    let extension = name.rsplit('.').next().unwrap_or_default();
    match extension {
        "py" | "js" | "go" | "java" | "ts" | "tsx" | "jsx" | "rb" | "php" | "c" | "h" | "cpp" | "hpp"
        | "cs" | "rs" | "swift" | "kt" | "scala" | "groovy" | "hs" | "lua" | "pl" | "ps1" | "sh" | "bash"
        | "vue" | "dart" | "gradle" | "sql" | "tf" | "hcl" => TextKind::Code,
        "env" | "ini" | "conf" | "config" | "cfg" | "cnf" | "properties" | "yaml" | "yml" | "toml"
        | "json" | "xml" | "template" | "lock" | "example" => TextKind::Config,
        "log" | "out" => TextKind::Log,
        "csv" | "tsv" | "jsonl" => TextKind::Data,
        _ => TextKind::Prose,
    }
}
