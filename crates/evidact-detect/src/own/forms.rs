//! From a row of the list to the forms in which its values are looked for.

use super::columns::Column;
use super::csv::Row;
use super::distinct::{self, Worth};
use super::index::{Entry, Form, Note, pair};
use super::legal;
use super::phone::Digits;
use super::tokens::{Gram, GramKind, Run, cut};
use crate::words::is_everyday_word;

/// Takes what a row gives.
pub(super) trait Take {
    fn entry(&mut self, entry: Entry);
    /// A token of a value that counts only beside another one.
    fn weak(&mut self, token: u64);
}

/// How a row is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looked {
    /// With all that its columns give.
    Fully,
    /// Its company is of a few letters and may be a word: only before its legal form.
    Partly,
}

/// Reads rows. Keeps its buffers from row to row.
#[derive(Default)]
pub(super) struct Forms {
    given: Vec<Gram>,
    family: Vec<Gram>,
    tokens: Vec<Gram>,
    weak: Vec<Run>,
}

/// Letters of a name that may be written as one word; fewer may be an everyday word.
const MIN_GLUED: u32 = 8;
/// Characters of a number that counts alone.
const MIN_NUMBER: usize = 5;
/// Letters and digits of a user name.
const MIN_HANDLE: u32 = 3;

impl Forms {
    /// Gives every form of every value of a row.
    pub(super) fn row(&mut self, columns: &[Column], row: &Row, take: &mut impl Take) -> Looked {
        let mut looked = Looked::Fully;
        self.given.clear();
        self.family.clear();
        self.weak.clear();
        let mut note = Note::default();
        let mut cells: (&[u8], &[u8]) = (b"", b"");
        for (column, cell) in columns.iter().zip(row.cells()) {
            match column {
                Column::Given if self.given.is_empty() => {
                    cut(cell, &mut self.given);
                    cells.0 = cell;
                }
                Column::Family if self.family.is_empty() => {
                    cut(cell, &mut self.family);
                    cells.1 = cell;
                }
                Column::FullName if self.family.is_empty() => {
                    cut(cell, &mut self.tokens);
                    note = note_of_full_name(cell, &self.tokens);
                }
                _ => {}
            }
        }
        if let Some(given) = self.given.first() {
            note.0[0] = Note::bits(given.run);
        }
        if let Some(family) = self.family.last() {
            note.0[1] = Note::bits(family.run);
        }
        for (column, cell) in columns.iter().zip(row.cells()) {
            if !cell.is_empty() && !matches!(column, Column::Given | Column::Family) {
                cut(cell, &mut self.tokens);
                if self.cell(*column, cell, note, take) == Looked::Partly {
                    looked = Looked::Partly;
                }
            }
        }
        let (given, family) = (std::mem::take(&mut self.given), std::mem::take(&mut self.family));
        person(&given, &family, cells, take);
        self.pairs(&given, &family, take);
        (self.given, self.family) = (given, family);
        looked
    }

    fn cell(&mut self, column: Column, cell: &[u8], note: Note, take: &mut impl Take) -> Looked {
        let tokens = &self.tokens;
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        match column {
            Column::Unknown | Column::Email if cell.contains(&b'@') => email(tokens, note, take),
            Column::Phone => phone(cell, note, take),
            Column::Number => self.number(cell, digits, note, take),
            Column::Unknown if digits >= 6 => self.number(cell, digits, note, take),
            Column::Address if digits > 0 && tokens.len() >= 3 && cell.len() >= 10 => {
                put(Form::Number, tokens, note, take);
            }
            Column::FullName => return whole_name(cell, tokens, take),
            Column::Company => return company(cell, tokens, take),
            Column::Host => host(tokens, take),
            Column::Username => handle(tokens, take),
            Column::Town => self.weak.push(glued(tokens)),
            _ => {}
        }
        Looked::Fully
    }

    fn number(&mut self, cell: &[u8], digits: usize, note: Note, take: &mut impl Take) {
        let characters = cell.iter().filter(|b| b.is_ascii_alphanumeric() || **b >= 0x80).count();
        if digits > 0 && characters >= MIN_NUMBER {
            put(Form::Number, &self.tokens, note, take);
        } else if digits > 0 {
            self.weak.push(glued(&self.tokens));
        } else if characters >= MIN_NUMBER {
            // An "id" of letters alone is a user name.
            handle(&self.tokens, take);
        }
    }

    /// Towns and short numbers beside a part of the name.
    fn pairs(&mut self, given: &[Gram], family: &[Gram], take: &mut impl Take) {
        if self.weak.is_empty() {
            return;
        }
        for name in
            [given.first().map(|g| g.run), (!family.is_empty()).then(|| glued(family))].into_iter().flatten()
        {
            take.weak(name.hash);
            for &other in &self.weak {
                take.weak(other.hash);
                let hash = pair(name, other);
                take.entry(Entry {
                    form: Form::Pair,
                    hash,
                    last: [hash; 2],
                    word: None,
                    first: None,
                    tokens: 2,
                    note: Note::default(),
                });
            }
        }
    }
}

/// Tokens of two values that are read as one.
type Both<'g> = (&'g [Gram], &'g [Gram]);

fn each((a, b): Both<'_>) -> impl Iterator<Item = &Gram> {
    a.iter().chain(b)
}

/// The run of some tokens written one after another.
fn together(tokens: Both<'_>) -> Run {
    each(tokens).fold(Run::default(), |run, g| run.then(g.run))
}

fn glued(tokens: &[Gram]) -> Run {
    together((tokens, &[]))
}

/// The run as it is if the tokens are written as one word.
fn as_word(tokens: Both<'_>) -> Run {
    let mut run = Run::default();
    let mut before: Option<&Gram> = None;
    for gram in each(tokens) {
        run = run.then(before.map_or(gram.run, |before| gram.glued_after(before)));
        before = Some(gram);
    }
    run
}

/// The tokens that are written as one word at the start: `McDonald` is two of them.
fn first_word(tokens: &[Gram]) -> Run {
    let joined = tokens.windows(2).take_while(|w| matches!(w, [a, b] if a.end == b.start)).count();
    glued(tokens.get(..=joined).unwrap_or_default())
}

/// The tokens that are written as one word at the end.
fn last_word(tokens: &[Gram]) -> Run {
    let joined = tokens.windows(2).rev().take_while(|w| matches!(w, [a, b] if a.end == b.start)).count();
    glued(tokens.get(tokens.len().saturating_sub(joined + 1)..).unwrap_or_default())
}

fn put(form: Form, tokens: &[Gram], note: Note, take: &mut impl Take) {
    put_both(form, (tokens, &[]), note, take);
}

fn put_both(form: Form, tokens: Both<'_>, note: Note, take: &mut impl Take) {
    let (Some(first), Some(last)) = (each(tokens).next(), tokens.1.last().or(tokens.0.last())) else {
        return;
    };
    let count = tokens.0.len() + tokens.1.len();
    let tail = if tokens.1.is_empty() { tokens.0 } else { tokens.1 };
    let first = (count >= 3).then(|| [first.run.hash, first_word(tokens.0).hash]);
    let last = [last.run.hash, last_word(tail).hash];
    let run = together(tokens);
    let is_word = matches!(form, Form::Name | Form::Initial | Form::Handle) && count > 1;
    let word = if is_word { as_word(tokens) } else { run };
    take.entry(Entry {
        form,
        hash: run.hash,
        last,
        word: is_word.then_some(word.hash),
        first,
        tokens: count,
        note,
    });
    if word != run {
        take.entry(Entry {
            form,
            hash: word.hash,
            last: [word.hash; 2],
            word: None,
            first: None,
            tokens: 1,
            note,
        });
    }
}

fn email(tokens: &[Gram], note: Note, take: &mut impl Take) {
    put(Form::Email, tokens, note, take);
    let local = tokens.iter().position(|g| g.kind == GramKind::At).and_then(|at| tokens.get(..at));
    handle(local.unwrap_or_default(), take);
}

fn handle(tokens: &[Gram], take: &mut impl Take) {
    if glued(tokens).len >= MIN_HANDLE {
        put(Form::Handle, tokens, Note::default(), take);
    }
}

fn phone(cell: &[u8], note: Note, take: &mut impl Take) {
    // Two numbers may stand in one cell.
    for part in cell.split(|b| matches!(b, b';' | b',' | b'|' | b'\n')) {
        if let Some(hash) = Digits::of(part).and_then(|d| d.listed()) {
            take.entry(Entry {
                form: Form::Phone,
                hash,
                last: [hash; 2],
                word: None,
                first: None,
                tokens: 1,
                note,
            });
        }
    }
}

/// `https://www.example.com/` names the host.
fn host(tokens: &[Gram], take: &mut impl Take) {
    let skip = |words: &[&[u8]], tokens: &[Gram]| {
        tokens.first().is_some_and(|t| words.iter().any(|w| Run::of_folded(w) == t.run))
    };
    let mut rest = tokens;
    while skip(&[b"http", b"https", b"www"], rest) && rest.len() > 2 {
        rest = rest.get(1..).unwrap_or_default();
    }
    if rest.len() >= 2 && glued(rest).len >= MIN_NUMBER as u32 {
        put(Form::Name, rest, Note::default(), take);
    }
}

fn company(cell: &[u8], tokens: &[Gram], take: &mut impl Take) -> Looked {
    let core = tokens.get(..legal::core(tokens)).unwrap_or_default();
    let long = glued(core).len;
    if core.len() < tokens.len() {
        put(Form::ShortName, tokens, Note::default(), take);
    }
    match core.len() {
        1 if long < MIN_NUMBER as u32 => return short_company(cell, core, take),
        2.. if long < MIN_GLUED => put(Form::ShortName, core, Note::default(), take),
        _ => put(Form::Name, core, Note::default(), take),
    }
    distinct_word(cell, core, take);
    Looked::Fully
}

/// "SAP", "ZF", "Visa": as it is written in the list, and alone only if that is how abbreviations are written.
fn short_company(cell: &[u8], core: &[Gram], take: &mut impl Take) -> Looked {
    let Some(gram) = core.first() else { return Looked::Fully };
    let written = cell.get(gram.start..gram.end).unwrap_or_default();
    let capitals = String::from_utf8_lossy(written).chars().filter(|c| c.is_uppercase()).count();
    let alone = capitals >= 2;
    let hash = exact(written);
    take.entry(Entry {
        form: if alone { Form::Exact } else { Form::BeforeLegal },
        hash,
        last: [gram.run.hash; 2],
        word: None,
        first: None,
        tokens: 1,
        note: Note::default(),
    });
    if alone { Looked::Fully } else { Looked::Partly }
}

/// The hash of a word as it is written.
pub(super) fn exact(word: &[u8]) -> u64 {
    Run::of_folded(word).hash
}

/// "Wexley" of "Wexley Logistics", "Musterau" of "Stadtwerke Musterau": alone it may mean the company as well.
fn distinct_word(cell: &[u8], core: &[Gram], take: &mut impl Take) {
    let Some((word, worth)) = distinct::of_name(cell, core).filter(|(word, _)| word.len() < core.len())
    else {
        return;
    };
    let Some(last) = word.last() else { return };
    let run = glued(word);
    let form = if worth == Worth::Distinct { Form::Distinct } else { Form::Doubtful };
    take.entry(Entry {
        form,
        hash: run.hash,
        last: [last.run.hash, run.hash],
        word: None,
        first: None,
        tokens: word.len(),
        note: Note::default(),
    });
}

/// Says where a full name in one cell has its parts: "Doe, Jane" or "Jane Doe", without titles.
fn parts<'g>(cell: &[u8], tokens: &'g [Gram]) -> (&'g [Gram], &'g [Gram]) {
    let titles: [&[u8]; 16] = [
        b"mr", b"mrs", b"ms", b"miss", b"dr", b"prof", b"herr", b"frau", b"sir", b"mme", b"sr", b"sra",
        b"dhr", b"mevr", b"ing", b"med",
    ];
    let is_title = |g: &Gram| titles.iter().any(|t| Run::of_folded(t) == g.run);
    let skipped = tokens.iter().take_while(|g| is_title(g)).count();
    let tokens = tokens.get(skipped..).unwrap_or_default();
    let comma = cell.iter().position(|&b| b == b',');
    let split = match comma {
        Some(comma) => tokens.iter().take_while(|g| g.end <= comma).count(),
        // Chinese, Japanese and Korean names begin with the family name; any order is looked for anyway.
        None => tokens.len().saturating_sub(1),
    };
    let (head, tail) = tokens.split_at_checked(split).unwrap_or((tokens, &[]));
    if comma.is_some() { (tail, head) } else { (head, tail) }
}

fn note_of_full_name(cell: &[u8], tokens: &[Gram]) -> Note {
    let (given, family) = parts(cell, tokens);
    let bits = |g: Option<&Gram>| g.map_or(0, |g| Note::bits(g.run));
    Note([bits(given.first()), bits(family.last())])
}

/// A name in one cell: a person's, or a company's.
fn whole_name(cell: &[u8], tokens: &[Gram], take: &mut impl Take) -> Looked {
    let (given, family) = parts(cell, tokens);
    let is_company =
        legal::core(tokens) < tokens.len() || tokens.len() > 4 || given.is_empty() || family.is_empty();
    let ideographs = tokens.iter().any(|g| g.kind == GramKind::Ideograph);
    if is_company || ideographs {
        company(cell, tokens, take)
    } else {
        person(given, family, (cell, cell), take);
        Looked::Fully
    }
}

/// Says whether all tokens of a cell are everyday words.
fn everyday(tokens: &[Gram], cell: &[u8]) -> bool {
    tokens.iter().all(|g| is_everyday_word(cell.get(g.start..g.end).unwrap_or_default()))
}

/// A given and a family name, in either order, in full and with the first letter of the given name.
fn person(given: &[Gram], family: &[Gram], cells: (&[u8], &[u8]), take: &mut impl Take) {
    let (Some(first), Some(last)) = (given.first(), family.last()) else { return };
    if glued(family).len < 2 || glued(given).len < 2 {
        return;
    }
    // `willpower` means nobody, though Will Power may be a customer.
    let words = everyday(family, cells.1) && everyday(given, cells.0);
    both_ways(if words { Form::ShortName } else { Form::Name }, given, family, take);
    if given.len() > 1 {
        // "Jane Mary" "Doe" is also written "Jane Doe".
        both_ways(Form::Name, &[*first], family, take);
    }
    if family.len() > 1 {
        both_ways(Form::Name, &[*first], &[*last], take);
    }
    // Where a user name is expected, one name of a person is one: `/home/jane`, `doe@ops`.
    handle(given, take);
    handle(family, take);
    if first.kind == GramKind::Letters && !first.is_initial() {
        both_ways(Form::Initial, &[first.to_initial()], family, take);
    }
}

fn both_ways(form: Form, given: &[Gram], family: &[Gram], take: &mut impl Take) {
    for tokens in [(given, family), (family, given)] {
        let short = form == Form::Name && together(tokens).len < MIN_GLUED;
        put_both(if short { Form::ShortName } else { form }, tokens, Note::default(), take);
    }
}
