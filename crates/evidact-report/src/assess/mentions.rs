//! Where the note speaks of an item of the catalog: by its id anywhere; by its title or a synonym where it is clear
//! which item is meant, in the section of its boundary, in an observation about it, in a list of controls.

use super::phrases::Phrases;
use super::{bare, brief, is_not_applicable};
use crate::catalog::{Catalog, Item, Kind};
use crate::label;
use evidact_model::CleanText;
use evidact_model::review::{Carrier, Field, Observation, Origin, Review, Unplaced};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What the note says of one item.
#[derive(Debug, Default)]
pub(super) struct Mention {
    /// The lines and observations that name it, in the order of the note.
    pub(super) said: Vec<Field>,
    /// The words that may be paths of files in what was said with it, a set for each place.
    cited: Vec<Rc<BTreeSet<String>>>,
}

/// Of what the note says of an item so many sentences are quoted; all of it stands in its fields.
const MAX_SAID: usize = 8;

impl Mention {
    /// Says whether the note cites a file where it speaks of the item: by its path, or by the end of it.
    pub(super) fn cites(&self, path: &str) -> bool {
        let mut rest = Some(path);
        while let Some(end) = rest {
            if self.cited.iter().any(|words| words.contains(end)) {
                return true;
            }
            rest = end.split_once('/').map(|(_, end)| end);
        }
        false
    }
}

/// What the note says of each item, by the item's id.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    by_id: BTreeMap<String, Mention>,
}

impl Mentions {
    /// Returns what the note says of an item.
    pub(super) fn item(&self, id: &str) -> Option<&Mention> {
        self.by_id.get(id)
    }

    /// Returns the lines in which the note speaks of an item.
    pub(super) fn said(&self, id: &str) -> &[Field] {
        self.item(id).map_or(&[], |mention| &mention.said)
    }

    /// Reads the fields of a review.
    pub(super) fn of(review: &Review, catalog: &Catalog) -> Self {
        let reader = Reader::new(catalog);
        let mut mentions = Self::default();
        for (n, row) in review.boundaries.iter().enumerate() {
            let fields = || row.expected.iter().chain(&row.observed).chain(&row.uncertainty);
            let cited = Rc::new(fields().flat_map(|field| files(field.text.as_str())).collect());
            for field in fields() {
                for line in lines(field) {
                    let mut items = reader.by_phrase(n, line.text.as_str());
                    // A label inside the section may name the control as well as the text behind it.
                    items.extend(reader.by_phrase(n, field.origin.label.as_str()));
                    items.extend(reader.by_id(line.text.as_str()));
                    mentions.add(reader.items(items), &line, &cited);
                }
            }
        }
        for observation in &review.observations {
            mentions.add_observation(&reader, review, observation);
        }
        let elsewhere = [
            &review.objective,
            &review.scope,
            &review.method,
            &review.limits,
            &review.summary,
            &review.recommendations,
        ];
        for line in elsewhere.into_iter().flatten().flat_map(lines) {
            let items = reader.by_id(line.text.as_str());
            mentions.add(reader.items(items), &line, &Rc::new(files(line.text.as_str()).collect()));
        }
        for line in review.unplaced.iter().flat_map(unplaced_lines) {
            let mut items = reader.by_id(line.text.as_str());
            items.extend(reader.by_name(line.origin.label.as_str()));
            mentions.add(reader.items(items), &line, &Rc::new(files(line.text.as_str()).collect()));
        }
        mentions
    }

    /// Takes in what an observation names: the observation itself is what the note says of it.
    fn add_observation(&mut self, reader: &Reader<'_>, review: &Review, observation: &Observation) {
        let boundary = observation
            .boundary
            .as_ref()
            .and_then(|id| review.boundaries.iter().position(|row| row.id == *id));
        let further = |key| observation.more.iter().filter(move |(k, _)| k == key).map(|(_, field)| field);
        let mut items: BTreeMap<usize, Origin> = BTreeMap::new();
        let mut note = |found: Vec<usize>, origin: &Origin| {
            for item in found {
                items.entry(item).or_insert_with(|| origin.clone());
            }
        };
        for field in observation.expected.iter().chain(further("controls")) {
            for piece in field.text.as_str().split([',', ';', '\n']) {
                note(reader.by_name(bare(piece)), &field.origin);
            }
        }
        for field in observation.expected.iter().chain(further("controls")).chain(further("boundary")) {
            if let Some(n) = boundary {
                note(reader.by_phrase(n, field.text.as_str()), &field.origin);
            }
        }
        let own = [&observation.objective, &observation.scope, &observation.expected, &observation.observed];
        let own = own.into_iter().chain([&observation.uncertainty, &observation.remediation]).flatten();
        let all: Vec<&Field> = own.chain(observation.more.iter().map(|(_, field)| field)).collect();
        for field in &all {
            note(reader.by_id(field.text.as_str()), &field.origin);
        }
        if items.is_empty() {
            return;
        }
        let cited = Rc::new(all.iter().flat_map(|field| files(field.text.as_str())).collect());
        let text = brief(&observation.title.derive(|title| format!("{}: {title}", observation.id)));
        for (item, origin) in items {
            self.add(reader.items(vec![item]), &Field { text: text.clone(), origin }, &cited);
        }
    }

    fn add(&mut self, ids: BTreeSet<&str>, said: &Field, cited: &Rc<BTreeSet<String>>) {
        for id in ids {
            let mention = self.by_id.entry(id.to_owned()).or_default();
            let known = |field: &Field| field.text == said.text;
            if mention.said.len() < MAX_SAID && !mention.said.iter().any(known) {
                mention.said.push(said.clone());
            }
            if !mention.cited.last().is_some_and(|last| Rc::ptr_eq(last, cited)) {
                mention.cited.push(Rc::clone(cited));
            }
        }
    }
}

/// Finds the items that a text names.
struct Reader<'a> {
    items: &'a [Item],
    ids: BTreeMap<&'a str, usize>,
    /// The phrases of the controls of each boundary, and behind them those of the controls of none.
    phrases: Vec<Phrases>,
    /// Names that only one item has.
    unique: BTreeMap<String, Option<usize>>,
}

impl<'a> Reader<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let items = catalog.items();
        let ids = items.iter().enumerate().map(|(n, item)| (item.id.as_str(), n)).collect();
        let boundaries: Vec<&str> = catalog.boundaries().map(|item| item.id.as_str()).collect();
        let mut phrases: Vec<Phrases> = boundaries.iter().map(|_| Phrases::default()).collect();
        let mut unique: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let named = |item: &&Item| item.kind.is_control() || item.kind == Kind::UnsafePattern;
        for (n, item) in items.iter().enumerate().filter(|(_, item)| named(item)) {
            let of = boundaries.iter().position(|id| item.boundary.as_deref() == Some(*id));
            for name in std::iter::once(&item.title).chain(&item.synonyms) {
                // What belongs to no boundary may be spoken of at each.
                for (at, phrases) in phrases.iter_mut().enumerate() {
                    if item.kind.is_control() && of.is_none_or(|of| of == at) {
                        phrases.add(name, n);
                    }
                }
                if let Some(name) = label::normal(name) {
                    unique
                        .entry(name)
                        .and_modify(|known| *known = known.filter(|k| *k == n))
                        .or_insert(Some(n));
                }
            }
        }
        Self { items, ids, phrases, unique }
    }

    fn by_phrase(&self, boundary: usize, text: &str) -> Vec<usize> {
        self.phrases.get(boundary).map_or_else(Vec::new, |phrases| phrases.find(text))
    }

    fn by_name(&self, name: &str) -> Vec<usize> {
        let known = label::normal(name).and_then(|name| self.unique.get(&name).copied().flatten());
        known.into_iter().collect()
    }

    fn by_id(&self, text: &str) -> Vec<usize> {
        let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let words = text.split(|c| !is_of_id(c)).filter(|word| word.contains('-'));
        words.filter_map(|word| self.ids.get(word.trim_end_matches(['.', '-'])).copied()).collect()
    }

    /// Returns the ids of items; the part of a control is the control.
    fn items(&self, found: Vec<usize>) -> BTreeSet<&'a str> {
        let of = |item: &'a Item| {
            let whole = item.id.rsplit_once('.').filter(|_| item.kind == Kind::BoundarySubcontrol);
            whole.map_or(item.id.as_str(), |(whole, _)| whole)
        };
        found.into_iter().filter_map(|n| self.items.get(n)).map(of).collect()
    }
}

/// Returns the sentences of a field, each with where the field came from.
fn lines(field: &Field) -> Vec<Field> {
    let text = field.text.as_str();
    let says = |line: &&str| line.contains(char::is_alphanumeric);
    text.lines()
        .flat_map(sentences)
        .filter(says)
        .map(|line| Field {
            text: brief(&field.text.derive(|_| line.to_owned())),
            origin: field.origin.clone(),
        })
        .collect()
}

/// Returns the sentences of a line. One that says that something does not apply is left whole, with the reason.
fn sentences(line: &str) -> Vec<&str> {
    if is_not_applicable(line) {
        return vec![line];
    }
    let mut sentences = Vec::new();
    let (mut rest, mut from) = (line, 0);
    while let Some(at) = rest.get(from..).and_then(|text| text.find(['.', ';', '!', '?'])).map(|at| from + at)
    {
        let after = rest.get(at + 1..).unwrap_or_default();
        let begins = after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
        let sentence = rest.get(..=at).unwrap_or_default();
        if begins {
            sentences.push(sentence);
            (rest, from) = (after.trim_start(), 0);
        } else {
            from = at + 1;
        }
    }
    sentences.push(rest);
    sentences
}

/// Says whether a text names a file: a path, or a name with an ending that files of evidence have.
pub(super) fn names_file(text: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "json", "jsonl", "yaml", "yml", "toml", "md", "txt", "log", "csv", "pdf", "xlsx", "docx", "pptx",
        "odt", "eml", "har", "xml", "html", "conf", "ini", "env", "sql", "png", "jpg", "py", "ts",
    ];
    files(text).any(|word| {
        let ending = word.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        ENDINGS.contains(&ending.as_str())
    })
}

/// Returns the lines of a stretch that no field took, each with what stands before its colon or in its first cell.
fn unplaced_lines(unplaced: &Unplaced) -> Vec<Field> {
    let clean = |text: &str| unplaced.text.derive(|_| text.to_owned());
    let field = |(line, text): (u32, &str)| {
        let text = bare(text);
        let label = text.split([':', '|']).next().unwrap_or_default();
        let origin = Origin { carrier: Carrier::Label, label: clean(label.trim_matches(['*', ' '])), line };
        Field { text: brief(&clean(text)), origin }
    };
    let says = |(_, text): &(u32, &str)| text.contains(char::is_alphanumeric);
    (unplaced.first_line..).zip(unplaced.text.as_str().lines()).filter(says).map(field).collect()
}

/// Returns the words of a text that may be paths of files, without the line numbers behind them.
fn files(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_of_path =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~' | '@' | '+' | '!');
    text.split(move |c| !is_of_path(c))
        .map(|word| word.trim_start_matches("./").trim_end_matches(['.', '!', '-']))
        .map(|word| word.strip_prefix("evidence/").unwrap_or(word))
        .filter(|word| word.contains('.') && word.len() > 2)
        .map(str::to_owned)
}

/// Makes a field of words of the program's own, behind a label of the catalog.
pub(super) fn counted(ids: &[&str], of: &Field) -> Field {
    let text = CleanText::derive(&of.text, |_| ids.join(", "));
    Field { text, origin: of.origin.clone() }
}
