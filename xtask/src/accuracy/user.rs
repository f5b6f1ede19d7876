//! Labelled cases of the user's own: one JSON object a line, described in `docs/accuracy.md`.

use super::case::{Case, Class, Label, Sort};
use crate::process::{Failure, Result};
use serde_json::Value;
use std::ops::Range;
use std::path::Path;

/// Reads a file of cases.
///
/// # Errors
/// If the file cannot be read or a line is wrong; the line is named and not shown.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Failure::new(format!("accuracy: could not read the cases: {}", e.kind())))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let cases: Result<Vec<Case>> = lines
        .map(|(at, line)| {
            case(line).map_err(|what| Failure::new(format!("accuracy: line {}: {what}", at + 1)))
        })
        .collect();
    cases.and_then(
        |cases| if cases.is_empty() { Err(Failure::new("accuracy: there is no case")) } else { Ok(cases) },
    )
}

fn case(line: &str) -> std::result::Result<Case, String> {
    // The parser's own message may quote the line.
    let value: Value = serde_json::from_str(line).map_err(|_| "is not JSON".to_owned())?;
    let string = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let text = string("text").ok_or("has no `text`")?;
    let file = string("file").unwrap_or_else(|| "note.txt".to_owned());
    if file.is_empty() || file.contains(['/', '\\']) || file == ".." {
        return Err("`file` must be a name without folders".to_owned());
    }
    let list = |key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let labels =
        list("labels").iter().map(|entry| label(entry, &text)).collect::<std::result::Result<Vec<_>, _>>()?;
    let neutral = list("neutral")
        .iter()
        .map(|entry| range(entry, &text))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let sort = if labels.is_empty() { Sort::Harmless } else { Sort::Sensitive };
    let is_hard = value.get("hard").and_then(Value::as_bool).unwrap_or_default();
    let shape = string("shape").unwrap_or_else(|| "own".to_owned());
    Ok(Case { shape, file, sort, is_hard, text, labels, neutral })
}

fn label(entry: &Value, text: &str) -> std::result::Result<Label, String> {
    let name = entry.get("class").and_then(Value::as_str).unwrap_or_default();
    let class =
        Class::ALL.into_iter().find(|class| class.name() == name).ok_or("a label with an unknown `class`")?;
    let kind = entry.get("kind").and_then(Value::as_str).unwrap_or(name).to_owned();
    Ok(Label { class, kind, ranges: vec![range(entry, text)?] })
}

fn range(entry: &Value, text: &str) -> std::result::Result<Range<usize>, String> {
    let number = |key: &str| entry.get(key).and_then(Value::as_u64).map(|n| n as usize);
    match (number("start"), number("end")) {
        (Some(start), Some(end)) if start < end && text.get(start..end).is_some() => Ok(start..end),
        _ => Err("`start` and `end` must be bytes of the text, at the borders of characters".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::case;

    #[test]
    fn a_case_has_a_text_and_labels_by_bytes() {
        let line = r#"{"file": "a.env", "text": "pw=ü1234", "labels": [{"start": 3, "end": 9, "class": "credential", "kind": "password"}]}"#;
        let case = case(line).unwrap();
        assert_eq!(case.parts(&case.labels[0]).collect::<String>(), "ü1234");
    }

    #[test]
    fn wrong_lines_are_refused_without_being_shown() {
        for line in [
            "hunter22",
            r#"{"file": "a"}"#,
            r#"{"text": "hunter22", "labels": [{"start": 0, "end": 99, "class": "credential"}]}"#,
            r#"{"text": "hunter22", "labels": [{"start": 0, "end": 3, "class": "secret"}]}"#,
            r#"{"text": "hunter22", "file": "../x"}"#,
        ] {
            let message = case(line).err().unwrap();
            assert!(!message.contains("hunter22"), "{message}");
        }
    }
}
