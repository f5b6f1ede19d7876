//! What loading the objects of a PDF may cost.
//!
//! The parser keeps every object that a table or a stream of objects names, as often as it is named and however much
//! of it lies in others. So objects are weighed as they come, and streams of objects are looked at before any
//! object in them is read.

use super::store::is_spelt;
use evidact_model::Withheld;
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId, Stream};
use memchr::{memchr_iter, memmem};
use std::cell::Cell;

/// What all objects may take up in memory.
const MAX_KEPT: usize = 1 << 30;
/// What one stream of objects may expand to: its objects take up many times that.
const MAX_INDEXED: usize = 16 << 20;
/// What all of them may expand to in a file whose objects cannot be weighed one by one.
const MAX_ENCRYPTED: usize = 32 << 20;
/// What objects that are read again, or lie in others, may cost beyond what the file has.
const MAX_AGAIN: usize = 64 << 20;
/// How deep objects are weighed.
const MAX_DEPTH: u8 = 64;
/// What the place of the first object in a stream of them is called, and what it is called to hide it.
const FIRST: &[u8] = b"First";
const HIDDEN: &[u8] = b"Zirst";

thread_local! {
    /// How much room is left for the objects of the file that this thread loads; 0 is the end of it. The parser
    /// takes a bare function, which can know this from nowhere else.
    static ROOM: Cell<usize> = const { Cell::new(0) };
}

/// Loads the objects of a file, if they fit.
pub(super) fn load(bytes: &[u8], most: usize) -> Result<Document, Withheld> {
    if again(bytes) > MAX_AGAIN {
        return Err(Withheld::Damaged);
    }
    if names(bytes, b"Encrypt") && nested(bytes) > bytes.len().saturating_mul(4).saturating_add(MAX_AGAIN) {
        return Err(Withheld::Damaged);
    }
    let most = most.min(MAX_INDEXED);
    if let Some(blind) = without_first(bytes) {
        let mut document = parse(&blind, most, inspect)?;
        let (mut left, mut sane) = (MAX_ENCRYPTED, true);
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has(HIDDEN)
            {
                sane &= indexes_apart(stream, left);
                left = left.saturating_sub(stream.content.len());
            }
        }
        if !sane {
            return Err(Withheld::Damaged);
        }
    }
    parse(bytes, most, weigh)
}

type Filter = fn(ObjectId, &mut Object) -> Option<(ObjectId, Object)>;

fn parse(bytes: &[u8], most: usize, filter: Filter) -> Result<Document, Withheld> {
    let options =
        LoadOptions { filter: Some(filter), max_decompressed_size: Some(most), ..LoadOptions::default() };
    ROOM.set(MAX_KEPT);
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| Withheld::Damaged);
    if ROOM.get() == 0 { Err(Withheld::Budget) } else { document }
}

/// Keeps an object if there is room for it.
fn weigh(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let room = ROOM.get().saturating_sub(weight(object, 0));
    ROOM.set(room);
    if room == 0 {
        return None;
    }
    // What is handed back counts for what lies in streams of objects alone, where no stream is.
    let kept = if object.as_stream().is_ok() { Object::Null } else { object.clone() };
    Some((id, kept))
}

/// Does so, and looks at streams of objects, whose objects are not read yet.
fn inspect(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has(HIDDEN)
    {
        if !indexes_apart(stream, MAX_INDEXED) {
            ROOM.set(0);
        }
        return None;
    }
    weigh(id, object)
}

fn weight(object: &Object, depth: u8) -> usize {
    let inside = match object {
        _ if depth > MAX_DEPTH => 0,
        Object::Array(items) => items.iter().map(|item| weight(item, depth + 1)).sum(),
        Object::Dictionary(dict) => dict.iter().map(|(key, item)| key.len() + weight(item, depth + 1)).sum(),
        Object::Stream(stream) => {
            stream.content.len()
                + stream.dict.iter().map(|(key, item)| key.len() + weight(item, depth + 1)).sum::<usize>()
        }
        Object::String(bytes, _) | Object::Name(bytes) => bytes.len(),
        _ => 0,
    };
    inside.saturating_add(size_of::<Object>())
}

/// Returns the file with the places of first objects hidden, so that no object in a stream is found; nothing if there
/// are no such streams.
fn without_first(bytes: &[u8]) -> Option<Vec<u8>> {
    if !names(bytes, FIRST) {
        return None;
    }
    let mut out = bytes.to_vec();
    for at in memchr_iter(b'/', bytes) {
        if !is_spelt(bytes.get(at + 1..).unwrap_or_default(), FIRST) {
            continue;
        }
        match out.get_mut(at + 1..) {
            Some([b'#', high, low, ..]) => (*high, *low) = (b'5', b'A'),
            Some([first, ..]) => *first = b'Z',
            _ => {}
        }
    }
    Some(out)
}

fn names(bytes: &[u8], name: &[u8]) -> bool {
    memchr_iter(b'/', bytes).any(|at| is_spelt(bytes.get(at + 1..).unwrap_or_default(), name))
}

/// Says whether the objects in a stream follow each other, so that all of them are not more than the stream.
fn indexes_apart(stream: &mut Stream, most: usize) -> bool {
    match stream.decompress_with_limit(most) {
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return false,
        // What cannot be expanded holds nothing for the parser either.
        Err(_) => return true,
        Ok(()) => {}
    }
    // Its length may stand in another stream of objects, which is not looked into yet.
    if stream.content.is_empty() || stream.content.len() > most {
        return matches!(stream.dict.get(b"Length"), Ok(Object::Integer(0)));
    }
    let first = stream.dict.get(HIDDEN).and_then(Object::as_i64).ok().and_then(|n| usize::try_from(n).ok());
    let Some((index, objects)) = first.and_then(|first| stream.content.split_at_checked(first)) else {
        return true;
    };
    let Ok(index) = std::str::from_utf8(index) else { return true };
    let numbers: Vec<Option<usize>> = index.split_whitespace().map(|number| number.parse().ok()).collect();
    let mut places: Vec<usize> =
        numbers.chunks_exact(2).filter_map(|pair| pair.last().copied().flatten()).collect();
    // Their order in the index does not matter.
    places.sort_unstable();
    begin_apart(objects, &places)
}

/// Says whether at each place, in order, something begins that lies in nothing else, and no two begin at the same.
fn begin_apart(objects: &[u8], places: &[usize]) -> bool {
    let mut places = places.iter().copied().filter(|place| *place < objects.len()).peekable();
    let (mut at, mut depth, mut parens, mut waiting, mut before) = (0, 0usize, 0usize, false, b' ');
    while let Some(&next) = places.peek() {
        let Some(&byte) = objects.get(at).filter(|_| next >= at) else { return false };
        if next == at {
            let goes_on = is_regular(before) && is_regular(byte);
            if depth > 0 || parens > 0 || waiting || goes_on {
                return false;
            }
            (waiting, _) = (true, places.next());
        }
        waiting &= byte.is_ascii_whitespace();
        let follows = objects.get(at + 1).copied();
        at += 1;
        match byte {
            b'\\' if parens > 0 => at += 1,
            b'(' => parens += 1,
            b')' => parens = parens.saturating_sub(1),
            _ if parens > 0 => {}
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'<' if follows == Some(b'<') => (at, depth) = (at + 1, depth + 1),
            b'>' if follows == Some(b'>') => (at, depth) = (at + 1, depth.saturating_sub(1)),
            b'%' => {
                let rest = objects.get(at..).unwrap_or_default();
                at += memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
            }
            _ => {}
        }
        before = byte;
    }
    true
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"\0()<>[]{}/%".contains(&byte)
}

/// Returns what reading objects costs that the lines of tables name again.
fn again(bytes: &[u8]) -> usize {
    let mut places: Vec<usize> = memmem::find_iter(bytes, b" n")
        .filter(|at| bytes.get(at + 2).is_some_and(u8::is_ascii_whitespace))
        .filter_map(|at| place_before(bytes.get(at.saturating_sub(40)..at)?))
        .filter(|place| (1..bytes.len()).contains(place))
        .collect();
    places.sort_unstable();
    let ends: Vec<usize> = memmem::find_iter(bytes, b"endobj").collect();
    let (mut cost, mut start, mut last) = (0usize, None, 0);
    for place in places {
        // Blanks before an object belong to it.
        let begun = start.filter(|start| place <= *start && place >= last);
        last = place;
        if let Some(begun) = begun {
            let end = ends.get(ends.partition_point(|end| *end < begun)).copied().unwrap_or(bytes.len());
            cost = cost.saturating_add(end - begun);
        } else {
            let rest = bytes.get(place..).unwrap_or_default();
            let blanks = rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len());
            start = Some(place + blanks);
        }
    }
    cost
}

/// Returns the place that a line of a table names: the first of the two numbers at the end.
fn place_before(line: &[u8]) -> Option<usize> {
    let mut words = line.rsplit(|b| !b.is_ascii_digit());
    words.next().filter(|generation| !generation.is_empty())?;
    std::str::from_utf8(words.next()?).ok()?.parse().ok()
}

/// Returns what objects would take up if each went from its keyword to the next end of one.
fn nested(bytes: &[u8]) -> usize {
    let mut ends = memmem::find_iter(bytes, b"endobj").peekable();
    let begin =
        memmem::find_iter(bytes, b"obj").filter(|at| !bytes.get(..*at).unwrap_or_default().ends_with(b"end"));
    begin.fold(0usize, |cost, at| {
        while ends.next_if(|end| *end < at).is_some() {}
        cost.saturating_add(ends.peek().copied().unwrap_or(bytes.len()) - at)
    })
}

#[cfg(test)]
mod tests {
    use super::{again, begin_apart, nested};

    #[test]
    fn objects_in_a_stream_follow_each_other() {
        let objects = b"<< /A [1 2] >> (a (b\\)) c) 7 [ 8 ]<<>>";
        assert!(begin_apart(objects, &[0, 15, 27, 29, 34]));
        assert!(!begin_apart(objects, &[0, 0]), "the same place twice");
        assert!(
            !begin_apart(objects, &[0, 6]) && !begin_apart(objects, &[0, 18]),
            "a place in another object"
        );
        assert!(!begin_apart(b"   [1]", &[0, 1]), "only blanks between two places");
        assert!(!begin_apart(b"1234567", &[0, 1]) && !begin_apart(b"1 2", &[2, 0]));
        assert!(begin_apart(b"1 2", &[0, 2, 99]), "a place outside is none");
    }

    #[test]
    fn what_a_table_names_again_costs_what_it_is_long() {
        let object = b"%PDF-1.4\n   1 0 obj (abc) endobj\n";
        let table = |lines: &[usize]| {
            let lines: String =
                lines.iter().fold(String::new(), |all, at| all + &format!("{at:010} 00000 n \n"));
            [&object[..], b"xref\n0 9\n", lines.as_bytes()].concat()
        };
        assert_eq!(again(&table(&[12, 25])), 0);
        assert_eq!(again(&table(&[12, 12, 12])), 2 * "1 0 obj (abc) ".len());
        assert_eq!(
            again(&table(&[10, 11, 12])),
            2 * "1 0 obj (abc) ".len(),
            "blanks before it are no others"
        );
    }

    #[test]
    fn objects_without_an_end_reach_to_the_next_one() {
        assert_eq!(nested(b"1 0 obj x endobj 2 0 obj x endobj"), 12);
        assert_eq!(nested(b"1 0 obj 2 0 obj 3 0 obj"), 19 + 11 + 3);
    }
}
