//! A difference for people: lines on a terminal, and Markdown.

use super::{
    Change, Changed, Difference, FieldChange, How, KnownBy, NoteDifference, Regraded, Reworded,
    StaticFinding, ToolChange, ToolName, Way, WholeNote,
};
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

/// A part of a difference: a note, or what lies beside the notes.
struct Section {
    head: String,
    groups: Vec<Group>,
}

/// Writes lines: `+` for what came, `-` for what went, `~` for what changed.
pub(super) fn text(difference: &Difference) -> String {
    if difference.is_empty() {
        return "no difference\n".to_owned();
    }
    let mut out = format!("{}\n", summary(difference));
    for section in sections(difference) {
        let _ = writeln!(out, "\n{}", section.head);
        for group in section.groups {
            let _ = writeln!(out, "  {}", group.title);
            for line in group.lines {
                let _ = writeln!(out, "    {} {}", line.sign, line.said);
            }
        }
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
    if difference.is_empty() {
        out.push_str("\nNothing.\n");
        return out;
    }
    let _ = write!(out, "\n{}\n", summary(difference));
    for section in sections(difference) {
        let _ = write!(out, "\n## {}\n", escaped(&section.head));
        for group in section.groups {
            let _ = write!(out, "\n### {}\n\n", capital(group.title));
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

fn capital(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
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

fn summary(difference: &Difference) -> String {
    let counts = difference.summary;
    format!(
        "observations: {} opened, {} closed, {} graded otherwise, {} changed in something else",
        counts.opened, counts.closed, counts.regraded, counts.changed
    )
}

fn sections(difference: &Difference) -> Vec<Section> {
    let mut out = Vec::new();
    let mut add = |head: &str, groups: Vec<Group>| {
        let groups: Vec<Group> = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
        if !groups.is_empty() {
            out.push(Section { head: head.to_owned(), groups });
        }
    };
    let notes = |sign, notes: &[WholeNote]| notes.iter().map(|note| whole(sign, note)).collect();
    add(
        "notes",
        vec![
            Group { title: "only in the new", lines: notes('+', &difference.notes_added) },
            Group { title: "only in the old", lines: notes('-', &difference.notes_gone) },
        ],
    );
    for note in &difference.notes {
        let mut all = groups(note);
        // A note that was moved and did not change otherwise has nothing but its head.
        if note.note_before.is_some() && all.iter().all(|group| group.lines.is_empty()) {
            all.push(Group { title: "moved", lines: vec![Line { sign: '~', said: note.note.clone() }] });
        }
        add(&headline(note), all);
    }
    let findings = |sign, found: &[StaticFinding]| found.iter().map(|f| finding(sign, f)).collect();
    let tool = |sign: char| move |tool: &ToolName| Line { sign, said: tool_line(tool) };
    let tools = &difference.tools;
    let lists = tools.added.iter().map(tool('+')).chain(tools.removed.iter().map(tool('-')));
    add(
        "static files",
        vec![
            Group { title: "findings that came", lines: findings('+', &difference.findings_new) },
            Group { title: "findings that went", lines: findings('-', &difference.findings_gone) },
            Group {
                title: "lists of tools",
                lines: lists.chain(tools.changed.iter().map(tool_change)).collect(),
            },
        ],
    );
    out
}

fn headline(note: &NoteDifference) -> String {
    match &note.note_before {
        Some(before) => format!("{} (was {before})", note.note),
        None => note.note.clone(),
    }
}

fn whole(sign: char, note: &WholeNote) -> Line {
    let plural = if note.observations == 1 { "" } else { "s" };
    Line { sign, said: format!("{} ({} observation{plural})", note.note, note.observations) }
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
    let states = note.states.iter().map(state);
    vec![
        Group {
            title: "the review",
            lines: note.review.iter().map(|f| Line { sign: '~', said: field(f) }).collect(),
        },
        Group { title: "observations opened", lines: opened.collect() },
        Group { title: "observations closed", lines: closed.collect() },
        Group { title: "observations graded otherwise", lines: note.regraded.iter().map(regraded).collect() },
        Group { title: "observations changed", lines: changed.collect() },
        Group {
            title: "boundaries and controls",
            lines: states.chain(note.boundaries.iter().map(reworded)).collect(),
        },
        Group { title: "trust record", lines: note.record.iter().map(change).collect() },
        Group { title: "checklists", lines: note.checklists.iter().map(state).collect() },
        Group { title: "unsafe patterns", lines: note.unsafe_patterns.iter().map(state).collect() },
    ]
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

fn regraded(o: &Regraded) -> Line {
    let way = match o.way {
        Way::Raised => " (raised)",
        Way::Lowered => " (lowered)",
        Way::Unordered => "",
    };
    let rated = |severity: Option<&str>| severity.map_or_else(|| "not rated".to_owned(), short);
    let (before, after) = (rated(o.before.as_deref()), rated(o.after.as_deref()));
    Line { sign: '~', said: format!("{} {}: {before} → {after}{way}", o.id, short(&o.title)) }
}

fn changed(o: &Changed) -> String {
    let mut said = format!("{} {}", o.id, short(&o.title));
    let by = match o.known_by {
        KnownBy::Id => "",
        KnownBy::Title => "by its title",
        KnownBy::Likeness => "by its words",
    };
    match &o.id_before {
        Some(before) if by.is_empty() => _ = write!(said, " (was {before})"),
        Some(before) => _ = write!(said, " (was {before}; known {by})"),
        None if o.known_by == KnownBy::Likeness => _ = write!(said, " (known {by})"),
        None => {}
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
    let arrow = arrow(change.before.as_deref(), change.after.as_deref());
    Line { sign: '~', said: format!("{} {}: {arrow}", change.id, change.title) }
}

/// A change of a state, in the words that the reports have for it.
fn state(change: &Change) -> Line {
    let word = |state: Option<&str>| match state {
        None => "not in the catalog".to_owned(),
        Some("absent") => "not stated".to_owned(),
        Some(state) => state.replace('-', " "),
    };
    let (before, after) = (word(change.before.as_deref()), word(change.after.as_deref()));
    Line { sign: '~', said: format!("{} {}: {before} → {after}", change.id, change.title) }
}

fn reworded(row: &Reworded) -> Line {
    let verb = if row.fields.len() == 1 { "reads" } else { "read" };
    Line {
        sign: '~',
        said: format!("{} {}: {} {verb} differently", row.id, row.title, row.fields.join(", ")),
    }
}

fn arrow(before: Option<&str>, after: Option<&str>) -> String {
    let word = |value: Option<&str>| value.map_or_else(|| "not stated".to_owned(), short);
    format!("{} → {}", word(before), word(after))
}

fn finding(sign: char, f: &StaticFinding) -> Line {
    let title = f.title.as_ref().map(|title| format!(" {title},")).unwrap_or_default();
    let mut said = format!("{}{title} {}: {} ({}", f.check, f.stance, short(&f.detail), f.path);
    if !f.place.is_empty() {
        let _ = write!(said, ", {}", f.place);
    }
    said.push(')');
    if !f.notes.is_empty() {
        let _ = write!(said, ", beside {}", f.notes.join(", "));
    }
    Line { sign, said }
}

fn tool_line(tool: &ToolName) -> String {
    match &tool.server {
        Some(server) => format!("{server}: {} ({})", tool.name, tool.path),
        None => format!("{} ({})", tool.name, tool.path),
    }
}

fn tool_change(change: &ToolChange) -> Line {
    let fields: Vec<String> = change.fields.iter().map(field).collect();
    Line { sign: '~', said: format!("{}: {}", tool_line(&change.tool), fields.join("; ")) }
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
