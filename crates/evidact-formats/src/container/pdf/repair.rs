//! Finds the objects of a PDF whose table of objects is missing or wrong, as other readers do: by looking for them.
//!
//! What stands in streams is no object, and the last of several objects with one number counts. All of it is one
//! pass over the file.

use memchr::memmem;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A larger number is none that a program wrote.
const MAX_NUMBER: u32 = 8_388_607;
/// How far before its keyword an object begins at most.
const MAX_HEADER: usize = 32;
/// The most bytes of a dictionary that are searched for the length of its stream.
const MAX_DICTIONARY: usize = 4096;

/// Returns the file with a table of all its objects behind it; nothing if that would be a guess.
pub(super) fn with_new_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let found = Found::read(bytes);
    let reference = |key: &[u8]| found.last_reference(bytes, key);
    // Which of several streams of objects is the newest is not known without the table.
    let states = memmem::find_iter(bytes, b"startxref").count();
    if reference(b"/Encrypt").is_some() || states > 1 && memmem::find(bytes, b"/ObjStm").is_some() {
        return None;
    }
    let root = reference(b"/Root").or_else(|| found.catalogue(bytes))?;
    let info =
        reference(b"/Info").map_or_else(String::new, |(number, state)| format!("/Info {number} {state} R "));
    let size = found.objects.last_key_value().map_or(1, |(number, _)| number + 1);
    let mut out = bytes.to_vec();
    out.push(b'\n');
    let start = out.len();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, (offset, generation)) in &found.objects {
        let _ = write!(table, "{number} 1\n{offset:010} {generation:05} n \n");
    }
    let (number, generation) = root;
    let _ = write!(
        table,
        "trailer\n<< /Size {size} /Root {number} {generation} R {info}>>\nstartxref\n{start}\n%%EOF\n"
    );
    out.extend_from_slice(table.as_bytes());
    Some(out)
}

/// Where the objects and streams of a file are.
#[derive(Default)]
struct Found {
    /// Number of an object, where it begins, and its generation.
    objects: BTreeMap<u32, (usize, u16)>,
    /// Where streams begin and end, in order.
    streams: Vec<(usize, usize)>,
}

impl Found {
    fn read(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut keywords = memmem::find_iter(bytes, b"obj").peekable();
        let mut streams = memmem::find_iter(bytes, b"stream").peekable();
        let mut ends = memmem::find_iter(bytes, b"endstream").peekable();
        let (mut skip, mut begun) = (0, 0);
        loop {
            let is_object = match (keywords.peek(), streams.peek()) {
                (Some(object), Some(stream)) => object < stream,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => return found,
            };
            let Some(at) = (if is_object { keywords.next() } else { streams.next() }) else { return found };
            if at < skip {
                continue;
            }
            if is_object {
                if let Some((number, generation, start)) = header(bytes, at) {
                    found.objects.insert(number, (start, generation));
                    begun = start;
                }
            } else if let Some(data) = stream_data(bytes, at) {
                let from = begun.max(at.saturating_sub(MAX_DICTIONARY));
                let told = length(bytes.get(from..at).unwrap_or_default());
                let told =
                    told.and_then(|length| data.checked_add(length)).filter(|end| ends_here(bytes, *end));
                while ends.next_if(|end| *end < told.unwrap_or(data)).is_some() {}
                skip = ends.peek().copied().unwrap_or(bytes.len());
                found.streams.push((data, skip));
            }
        }
    }

    fn is_in_stream(&self, at: usize) -> bool {
        let after = self.streams.partition_point(|(start, _)| *start <= at);
        after.checked_sub(1).and_then(|n| self.streams.get(n)).is_some_and(|(_, end)| at < *end)
    }

    /// Returns the last reference that a key stands for.
    fn last_reference(&self, bytes: &[u8], key: &[u8]) -> Option<(u32, u16)> {
        let places = memmem::find_iter(bytes, key).filter(|at| !self.is_in_stream(*at));
        let reference = |at: usize| {
            let mut words = words(bytes.get(at + key.len()..)?);
            let pair = (number(words.next()?)?, u16::try_from(number(words.next()?)?).ok()?);
            words.next()?.starts_with(b"R").then_some(pair)
        };
        places.filter_map(reference).filter(|(number, _)| self.objects.contains_key(number)).last()
    }

    /// Returns the object that says it is the catalogue.
    fn catalogue(&self, bytes: &[u8]) -> Option<(u32, u16)> {
        let at = memmem::find_iter(bytes, b"/Catalog").filter(|at| !self.is_in_stream(*at)).last()?;
        let before = self.objects.iter().filter(|(_, (start, _))| *start < at);
        before.max_by_key(|(_, (start, _))| *start).map(|(number, (_, generation))| (*number, *generation))
    }
}

/// Reads `12 0 obj` backwards from its keyword: number, generation, and where it begins.
fn header(bytes: &[u8], at: usize) -> Option<(u32, u16, usize)> {
    let from = at.saturating_sub(MAX_HEADER);
    let before = bytes.get(from..at)?;
    let (before, _) = trim_end(before);
    let (before, generation) = digits_end(before)?;
    let (before, gap) = trim_end(before);
    let (before, number) = digits_end(before)?;
    let number = number.filter(|number| gap > 0 && (1..=MAX_NUMBER).contains(number))?;
    Some((number, u16::try_from(generation?).ok()?, from + before.len()))
}

fn trim_end(bytes: &[u8]) -> (&[u8], usize) {
    let trimmed = bytes.trim_ascii_end();
    (trimmed, bytes.len() - trimmed.len())
}

/// Cuts the digits off the end: what stands before them, and their number.
fn digits_end(bytes: &[u8]) -> Option<(&[u8], Option<u32>)> {
    let length = bytes.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (before, digits) = bytes.split_at_checked(bytes.len() - length)?;
    Some((before, number(digits)))
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn words(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let near = bytes.get(..MAX_HEADER).unwrap_or(bytes);
    near.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// Returns where the data of a stream begins, if this keyword begins one.
fn stream_data(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(..at)?.ends_with(b"end") {
        return None;
    }
    let data = at + b"stream".len();
    match bytes.get(data..)? {
        [b'\r', b'\n', ..] => Some(data + 2),
        [b'\r' | b'\n', ..] => Some(data + 1),
        _ => None,
    }
}

/// Returns the length that a dictionary says itself, not by a reference.
fn length(dictionary: &[u8]) -> Option<usize> {
    let at = memmem::rfind(dictionary, b"/Length ")?;
    let mut words = words(dictionary.get(at + b"/Length ".len()..)?);
    let first = words.next()?;
    let digits = first.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = first.split_at_checked(digits)?;
    let is_reference = rest.is_empty() && words.next().is_some_and(|word| number(word).is_some());
    if is_reference { None } else { usize::try_from(number(digits)?).ok() }
}

fn ends_here(bytes: &[u8], at: usize) -> bool {
    let near = bytes.get(at..).unwrap_or_default();
    near.get(..16).unwrap_or(near).trim_ascii_start().starts_with(b"endstream")
}

#[cfg(test)]
mod tests {
    use super::with_new_table;

    const FILE: &[u8] =
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj << /Kids [] >> endobj\n\
        3 0 obj\n<< /Length 32 >>\nstream\n9 0 obj endobj endstream 8 0 obj\nendstream\nendobj\n\
        2 0 obj << /Kids [4 0 R] >> endobj\n";

    #[test]
    fn lists_the_last_of_each_object_and_none_within_streams() {
        let out = with_new_table(FILE).unwrap();
        let text = String::from_utf8_lossy(&out);
        let table = text.rsplit("xref\n0 1\n").next().unwrap();
        let at = |needle: &str| text.rfind(needle).unwrap();
        assert!(table.contains(&format!("\n2 1\n{:010} 00000 n ", at("2 0 obj"))), "{table}");
        assert!(table.contains("/Size 4 /Root 1 0 R"), "{table}");
        assert!(!table.contains("\n8 1\n") && !table.contains("\n9 1\n"), "{table}");
    }

    #[test]
    fn guesses_nothing_of_what_is_encrypted_or_has_several_states_in_streams() {
        let with = |more: &str| [FILE, more.as_bytes()].concat();
        assert!(with_new_table(&with("trailer << /Root 1 0 R /Encrypt 2 0 R >>")).is_none());
        assert!(with_new_table(&with("startxref 1 startxref 2 /Type /ObjStm")).is_none());
        assert!(with_new_table(b"%PDF-1.4\nnothing at all").is_none());
    }
}
