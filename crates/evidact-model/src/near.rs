//! Which of the names there are is meant by one that there is not.

/// Returns the name that takes the fewest changes, if they are few for its length.
///
/// ```
/// use evidact_model::nearest;
/// assert_eq!(nearest("observation", ["approach", "observations"].into_iter()).as_deref(), Some("observations"));
/// assert_eq!(nearest("xyz", ["approach", "observations"].into_iter()), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let near = |other: &&str| {
        let other = other.to_ascii_lowercase();
        if name.len() >= 4 && other.starts_with(&name) {
            return Some(0);
        }
        let changes = if is_swapped(&name, &other) { 1 } else { changes(name.as_bytes(), other.as_bytes()) };
        (changes * 3 <= other.len().max(4)).then_some(changes)
    };
    names.filter_map(|other| Some((near(&other)?, other))).min().map(|(_, other)| other.to_owned())
}

/// Says whether two letters in a row changed places.
fn is_swapped(name: &str, other: &str) -> bool {
    let differ: Vec<usize> =
        name.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
    let letters = |text: &str, i: usize| text.as_bytes().get(i).copied();
    match differ.as_slice() {
        &[i, j] if name.len() == other.len() && j == i + 1 => {
            letters(name, i) == letters(other, j) && letters(name, j) == letters(other, i)
        }
        _ => false,
    }
}

/// Counts insertions, deletions and substitutions (Levenshtein), of names of at most 64 bytes.
fn changes(from: &[u8], to: &[u8]) -> usize {
    if from.len() > 64 || to.len() > 64 {
        return usize::MAX / 4;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, b) in row.iter_mut().skip(1).zip(to) {
            let above = *slot;
            left = (diagonal + usize::from(a != b)).min(above + 1).min(left + 1);
            diagonal = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
