//! A difference for people: lines on a terminal, and Markdown.

use super::{Change, Changed, Difference, FieldChange, How, NoteDifference, StaticFinding, ToolName};
use std::fmt::Write as _;

/// A value shown in a line is not longer than this many characters.
const MAX_VALUE: usize = 120;

/// A line of a difference: its sign, and what it says.
struct Line {
    sign: char,
    said: String,
}

/// Lines under a heading.
struct Group {
    title: &'static str,
    lines: Vec<Line>,
}

/// Writes lines: `+` for what came, `-` for what went, `~` for what changed.
pub(super) fn text(difference: &Difference) -> String {
    let mut out = String::new();
    for (head, groups) in sections(difference) {
        let _ = writeln!(out, "{head}");
        for group in groups {
            let _ = writeln!(out, "  {}", group.title);
            for line in group.lines {
                let _ = writeln!(out, "    {} {}", line.sign, line.said);
            }
        }
    }
    if out.is_empty() {
        out.push_str("no difference\n");
    }
    out
}

/// Writes everything.
pub(super) fn json(difference: &Difference) -> String {
    // Maps with keys that are no strings are the only thing that JSON cannot write, and there is none.
    let mut text = serde_json::to_string_pretty(difference).expect("every key is a string");
    text.push('\n');
    text
}

/// Writes Markdown in which nothing of the notes is a mark.
pub(super) fn markdown(difference: &Difference) -> String {
    let mut out = String::from("# What changed\n");
    let sections = sections(difference);
    if sections.is_empty() {
        out.push_str("\nNothing.\n");
    }
    for (head, groups) in sections {
        let _ = write!(out, "\n## {}\n", escaped(&head));
        for group in groups {
            let _ = write!(out, "\n### {}\n\n", group.title);
            for line in group.lines {
                let _ = writeln!(out, "- {} {}", sign(line.sign), escaped(&line.said));
            }
        }
    }
    out
}

const fn sign(sign: char) -> &'static str {
    match sign {
        '+' => "**new:**",
        '-' => "**gone:**",
        _ => "**changed:**",
    }
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '~' | '#' | '|' | '!' | '&') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

fn sections(difference: &Difference) -> Vec<(String, Vec<Group>)> {
    let mut out = Vec::new();
    let notes = |title, sign, paths: &[String]| {
        let lines: Vec<Line> = paths.iter().map(|path| Line { sign, said: path.clone() }).collect();
        (!lines.is_empty()).then_some(Group { title, lines })
    };
    let mut whole = Vec::new();
    whole.extend(notes("only in the new", '+', &difference.notes_added));
    whole.extend(notes("only in the old", '-', &difference.notes_gone));
    if !whole.is_empty() {
        out.push(("notes".to_owned(), whole));
    }
    for note in &difference.notes {
        out.push((headline(note), groups(note)));
    }
    let tools = &difference.tools;
    let tool = |sign: char| move |tool: &ToolName| Line { sign, said: tool_line(tool) };
    let lines: Vec<Line> = tools
        .added
        .iter()
        .map(tool('+'))
        .chain(tools.removed.iter().map(tool('-')))
        .chain(tools.changed.iter().map(tool('~')))
        .collect();
    if !lines.is_empty() {
        out.push(("tools".to_owned(), vec![Group { title: "lists of tools", lines }]));
    }
    out
}

fn headline(note: &NoteDifference) -> String {
    match &note.note_before {
        Some(before) => format!("{} (was {before})", note.note),
        None => note.note.clone(),
    }
}

fn groups(note: &NoteDifference) -> Vec<Group> {
    let opened = note
        .opened
        .iter()
        .map(|o| Line { sign: '+', said: observation(&o.id, &o.title, o.severity.as_deref(), o.how) });
    let closed = note
        .closed
        .iter()
        .map(|o| Line { sign: '-', said: observation(&o.id, &o.title, o.severity.as_deref(), o.how) });
    let changed = note.changed.iter().map(|o| Line { sign: '~', said: changed(o) });
    let all = [
        Group { title: "observations opened", lines: opened.collect() },
        Group { title: "observations closed", lines: closed.collect() },
        Group { title: "observations changed", lines: changed.collect() },
        Group { title: "boundaries and controls", lines: note.states.iter().map(change).collect() },
        Group { title: "trust record", lines: note.record.iter().map(change).collect() },
        Group {
            title: "static findings",
            lines: finding('+', &note.findings_new).chain(finding('-', &note.findings_gone)).collect(),
        },
    ];
    all.into_iter().filter(|group| !group.lines.is_empty()).collect()
}

fn observation(id: &str, title: &str, severity: Option<&str>, how: How) -> String {
    let how = match how {
        How::New => "",
        How::Reopened => ", open again",
        How::Settled => ", settled",
        How::Gone => ", no longer in the note",
    };
    format!("{id} {} ({}{how})", short(title), severity.unwrap_or("not rated"))
}

fn changed(o: &Changed) -> String {
    let mut said = format!("{} {}", o.id, short(&o.title));
    if let Some(before) = &o.id_before {
        let _ = write!(said, " (was {before})");
    }
    let fields: Vec<String> = o.fields.iter().map(field).collect();
    if !fields.is_empty() {
        let _ = write!(said, ": {}", fields.join("; "));
    }
    said
}

fn field(field: &FieldChange) -> String {
    if field.text {
        return format!("{} reads differently", field.field);
    }
    format!("{}: {}", field.field, arrow(field.before.as_deref(), field.after.as_deref()))
}

fn change(change: &Change) -> Line {
    let said = format!(
        "{} {}: {}",
        change.id,
        change.title,
        arrow(change.before.as_deref(), change.after.as_deref())
    );
    Line { sign: '~', said }
}

fn arrow(before: Option<&str>, after: Option<&str>) -> String {
    let word = |value: Option<&str>| value.map_or_else(|| "not stated".to_owned(), short);
    format!("{} → {}", word(before), word(after))
}

fn finding(sign: char, findings: &[StaticFinding]) -> impl Iterator<Item = Line> {
    findings.iter().map(move |f| Line {
        sign,
        said: format!("{} {} {}: {}", f.check, f.path, f.place, short(&f.detail)),
    })
}

fn tool_line(tool: &ToolName) -> String {
    match &tool.server {
        Some(server) => format!("{server}: {} ({})", tool.name, tool.path),
        None => format!("{} ({})", tool.name, tool.path),
    }
}

/// The first words of a text, so that no placeholder is cut.
fn short(text: &str) -> String {
    if text.chars().count() <= MAX_VALUE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MAX_VALUE).collect();
    let words = cut.rsplit_once(' ').or_else(|| cut.rsplit_once('['));
    format!("{} …", words.map_or(cut.as_str(), |(words, _)| words))
}
