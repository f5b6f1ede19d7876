//! Front matter: a small part of YAML between `---`, or TOML between `+++`.
//!
//! Of YAML: scalars, quoted or not, lists, block scalars, and maps one level deep. What is more goes to the
//! unplaced notes, with its lines.

use super::lines::Line;
use toml::de::{DeTable, DeValue};

/// One key of the front matter with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key of the map that holds it, if one does.
    pub(super) parent: Option<String>,
    /// The key.
    pub(super) key: String,
    /// The value; a list is written as Markdown.
    pub(super) value: String,
    /// The first line, from 0.
    pub(super) first: usize,
    /// The last line, inclusive.
    pub(super) last: usize,
}

/// Front matter: what it says, and how many lines it takes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// The entries, in the order of their lines.
    pub(super) entries: Vec<Entry>,
    /// The number of lines, fences included; 0 if there is none.
    pub(super) lines: usize,
    /// The lines of the maps' own keys, which became structure.
    pub(super) parents: Vec<usize>,
}

/// Reads the front matter at the beginning of a note, if there is any.
pub(super) fn read(lines: &[Line<'_>]) -> Front {
    let fence = match lines.first().map(|line| line.text.trim_start_matches('\u{feff}').trim_end()) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => return Front::default(),
    };
    let is_end = |line: &Line<'_>| {
        let text = line.text.trim_end();
        text == fence || (fence == "---" && text == "...")
    };
    let Some(end) = lines.iter().skip(1).position(is_end).map(|at| at + 1) else { return Front::default() };
    let body = lines.get(1..end).unwrap_or_default();
    let mut front = if fence == "---" { yaml(body) } else { toml_front(body) };
    // `---` also rules pages off: what holds no key is no front matter.
    if front.entries.is_empty() {
        return Front::default();
    }
    front.lines = end + 1;
    for entry in &mut front.entries {
        entry.first += 1;
        entry.last += 1;
    }
    for parent in &mut front.parents {
        *parent += 1;
    }
    front
}

fn yaml(body: &[Line<'_>]) -> Front {
    let mut front = Front::default();
    let mut parent: Option<(String, usize)> = None;
    let mut open = false;
    for (n, line) in body.iter().enumerate() {
        let text = line.text.trim_end();
        let indent = text.len() - text.trim_start().len();
        let bare = text.trim_start();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let continues = open && (indent > 0 || bare.starts_with("- "));
        if continues && append(&mut front, &mut parent, bare, indent, n) {
            continue;
        }
        open = false;
        let Some((key, value)) = key_value(bare) else { continue };
        if indent > 0 {
            let Some((name, _)) = parent.as_ref().filter(|(_, deep)| *deep >= indent) else { continue };
            let parent = Some(name.clone());
            front.entries.push(Entry {
                parent,
                key: key.to_owned(),
                value: scalar(value),
                first: n,
                last: n,
            });
        } else {
            parent = None;
            front.entries.push(Entry {
                parent: None,
                key: key.to_owned(),
                value: scalar(value),
                first: n,
                last: n,
            });
        }
        open = true;
    }
    front
}

/// Adds a line to the entry above: an item of a list, a line of a block, or the first key of a map.
fn append(
    front: &mut Front,
    parent: &mut Option<(String, usize)>,
    bare: &str,
    indent: usize,
    n: usize,
) -> bool {
    let Some(last) = front.entries.last_mut() else { return false };
    let is_block = last.value.starts_with(['|', '>']) && last.value.len() <= 2;
    if last.value.is_empty() && !bare.starts_with("- ") && key_value(bare).is_some() {
        if last.parent.is_some() {
            return false;
        }
        *parent = Some((last.key.clone(), indent));
        front.parents.push(last.first);
        let name = last.key.clone();
        front.entries.pop();
        if let Some((key, value)) = key_value(bare) {
            let entry =
                Entry { parent: Some(name), key: key.to_owned(), value: scalar(value), first: n, last: n };
            front.entries.push(entry);
        }
        return true;
    }
    let inside = is_block || last.last > last.first && !last.value.starts_with("- ");
    if inside {
        if is_block {
            last.value.clear();
        }
        join(&mut last.value, bare);
    } else if let Some(item) = bare.strip_prefix("- ")
        && (last.value.is_empty() || last.value.starts_with("- "))
    {
        join(&mut last.value, &format!("- {}", scalar(item)));
    } else {
        return false;
    }
    last.last = n;
    true
}

fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

fn key_value(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let sound = !key.is_empty() && key.len() <= 64 && !key.starts_with(['-', '[', '{', '#']);
    (sound && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (key, value.trim()))
}

/// Takes quotes and a comment off a value, and writes a list in brackets as a list.
fn scalar(text: &str) -> String {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some((inner, rest)) = text.strip_prefix(quote).and_then(|inner| inner.split_once(quote))
            && (rest.trim().is_empty() || rest.trim_start().starts_with('#'))
        {
            return inner.to_owned();
        }
    }
    let plain = text.split_once(" #").map_or(text, |(before, _)| before).trim_end();
    let inner = plain.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let is_ours =
        evidact_model::Placeholder::at_start(plain.as_bytes()).is_some_and(|(_, n)| n == plain.len());
    match inner {
        Some(inner) if !is_ours && inner.contains(',') => inner
            .split(',')
            .map(|item| format!("- {}", item.trim().trim_matches(['"', '\''])))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => plain.to_owned(),
    }
}

fn toml_front(body: &[Line<'_>]) -> Front {
    let mut source = String::new();
    for line in body {
        source.push_str(line.text);
        source.push('\n');
    }
    let Ok(table) = DeTable::parse(&source) else { return Front::default() };
    let starts = LineStarts::new(&source);
    let mut front = Front::default();
    for (key, value) in table.get_ref() {
        if let DeValue::Table(inner) = value.get_ref() {
            front.parents.push(starts.line(key.span().start));
            for (name, value) in inner {
                let span = name.span().start..value.span().end;
                front.entries.push(starts.entry(
                    Some(key.get_ref()),
                    name.get_ref(),
                    value.get_ref(),
                    &source,
                    span,
                    value.span(),
                ));
            }
        } else {
            let span = key.span().start..value.span().end;
            front.entries.push(starts.entry(
                None,
                key.get_ref(),
                value.get_ref(),
                &source,
                span,
                value.span(),
            ));
        }
    }
    front.entries.sort_by_key(|entry| entry.first);
    front
}

struct LineStarts(Vec<usize>);

impl LineStarts {
    fn new(source: &str) -> Self {
        Self(std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn entry(
        &self,
        parent: Option<&str>,
        key: &str,
        value: &DeValue<'_>,
        source: &str,
        span: std::ops::Range<usize>,
        of_value: std::ops::Range<usize>,
    ) -> Entry {
        let raw = source.get(of_value).unwrap_or_default();
        let value = match value {
            DeValue::String(text) => text.as_ref().to_owned(),
            DeValue::Array(items) => {
                let texts = items.iter().map(|item| match item.get_ref() {
                    DeValue::String(text) => text.as_ref(),
                    _ => source.get(item.span()).unwrap_or_default(),
                });
                texts.map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n")
            }
            _ => raw.to_owned(),
        };
        Entry {
            parent: parent.map(str::to_owned),
            key: key.to_owned(),
            value,
            first: self.line(span.start),
            last: self.line(span.end.saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Front, read};
    use crate::note::lines::split;

    fn of(text: &str) -> Front {
        read(&split(text))
    }

    fn values(front: &Front) -> Vec<(Option<&str>, &str, &str)> {
        front.entries.iter().map(|e| (e.parent.as_deref(), e.key.as_str(), e.value.as_str())).collect()
    }

    #[test]
    fn reads_scalars_lists_and_one_level_of_maps() {
        let front = of(
            "---\ntitle: \"A: b\"\ntags: [x, y]\ntools:\n  - read\n  - list # why\nserver:\n  name: files\n  owner: [TEAM:01]\n---\ntext\n",
        );
        assert_eq!(
            values(&front),
            [
                (None, "title", "A: b"),
                (None, "tags", "- x\n- y"),
                (None, "tools", "- read\n- list"),
                (Some("server"), "name", "files"),
                (Some("server"), "owner", "[TEAM:01]"),
            ]
        );
        assert_eq!(front.lines, 10);
        assert_eq!(front.entries.get(2).map(|e| (e.first, e.last)), Some((3, 5)));
    }

    #[test]
    fn reads_toml() {
        let front = of("+++\ntitle = \"T\"\n[server]\nversion = 1.20\ntools = [\"a\", \"b\"]\n+++\n");
        assert_eq!(
            values(&front),
            [
                (None, "title", "T"),
                (Some("server"), "version", "1.20"),
                (Some("server"), "tools", "- a\n- b")
            ]
        );
        assert_eq!(front.entries.get(1).map(|e| e.first), Some(3));
    }

    #[test]
    fn reads_block_scalars() {
        let front = of("---\nscope: |\n  one\n  two\nowner: team\n---\n");
        assert_eq!(values(&front), [(None, "scope", "one\ntwo"), (None, "owner", "team")]);
    }

    #[test]
    fn takes_a_rule_for_no_front_matter() {
        assert_eq!(of("---\n\nsome text\n\n---\n"), Front::default());
        assert_eq!(of("---\ntitle: never closed\n"), Front::default());
        assert_eq!(of("+++\nnot toml at all\n+++\n"), Front::default());
    }
}
