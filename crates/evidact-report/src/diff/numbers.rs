//! Placeholders without their numbers: `[EMAIL:02]` of one job is not `[EMAIL:02]` of another.

use crate::export::json::v1::Report;
use evidact_model::Placeholder;
use serde_json::Value;

/// The report with placeholders without their numbers.
pub(super) fn without(report: &Report<'_>) -> Report<'static> {
    let mut value = serde_json::to_value(report).map_err(drop).expect("every key is a string");
    strip(&mut value);
    // Without the parser's error, which quotes what it read.
    serde_json::from_value(value).map_err(drop).expect("a text was put for a text")
}

fn strip(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('[') => *text = without_numbers(text),
        Value::Array(list) => list.iter_mut().for_each(strip),
        Value::Object(map) => map.values_mut().for_each(strip),
        _ => {}
    }
}

/// `[EMAIL:02]` becomes `[EMAIL:*]`.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let from = rest.get(before.len()..).unwrap_or_default();
        let found = Placeholder::at_start(from.as_bytes())
            .and_then(|(placeholder, length)| Some((placeholder, from.get(length..)?)));
        if let Some((placeholder, behind)) = found {
            out.extend(["[", placeholder.kind.as_str(), ":*]"]);
            rest = behind;
        } else {
            out.push('[');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
