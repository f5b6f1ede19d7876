//! What two files of one report must agree on, and the differences that are allowed, each with its reason.

use crate::read::{Aspect, Line, Seen};

/// How far numbers may differ, in points. Our writer rounds to a hundredth and each step between two glyphs to the
/// hundred-thousandth part of the size; over a line that comes to a few hundredths.
const NEARLY: f32 = 0.06;

/// A difference that says nothing against either file.
pub(crate) struct Allowed {
    /// Where it is seen.
    pub(crate) aspect: Aspect,
    /// Why it is none.
    pub(crate) why: &'static str,
}

/// All of them: of these aspects ours has nothing to show, and krilla may.
pub(crate) const ONLY_THEIRS: &[Allowed] = &[Allowed {
    aspect: Aspect::Titles,
    why: "krilla names each heading by its own text (/T); ISO 14289-1 asks for no name, and readers aloud have the text",
}];

/// Returns what differs, a line each. Every aspect is named once, with the first line that differs.
pub(crate) fn differences(ours: &Seen, theirs: &Seen) -> Vec<(Aspect, String)> {
    let mut found = Vec::new();
    for aspect in Aspect::ALL {
        let (a, b) = (ours.lines(aspect), theirs.lines(aspect));
        if a.is_empty() && ONLY_THEIRS.iter().any(|allowed| allowed.aspect == aspect) {
            continue;
        }
        let at = a.iter().zip(b).position(|(a, b)| !agree(a, b));
        let at = at.or((a.len() != b.len()).then_some(a.len().min(b.len())));
        if let Some(at) = at {
            let shown = |side: &[Line]| side.get(at).map_or("nothing".to_owned(), shown);
            let lines = format!("line {at} of {} and {}", a.len(), b.len());
            found.push((aspect, format!("{lines}:\n    ours   {}\n    krilla {}", shown(a), shown(b))));
        }
    }
    found
}

fn agree(a: &Line, b: &Line) -> bool {
    let near = |(a, b): (&f32, &f32)| (a - b).abs() <= NEARLY;
    a.says == b.says && a.at.len() == b.at.len() && a.at.iter().zip(&b.at).all(near)
}

/// No line of a message is longer, in characters.
const LONGEST: usize = 160;

/// Returns a line for a message, its end if it is long: that is where such lines differ.
fn shown(line: &Line) -> String {
    let mut says: String = line.says.chars().take(LONGEST).collect();
    if says.len() < line.says.len() {
        says.push('…');
    }
    if line.at.is_empty() { says } else { format!("{says} at {:?}", line.at) }
}

#[cfg(test)]
mod tests {
    use super::{ONLY_THEIRS, differences};
    use crate::read::{Aspect, Line, Seen};

    fn seen(aspect: Aspect, lines: &[(&str, f32)]) -> Seen {
        let mut seen = Seen::default();
        let lines = lines.iter().map(|(says, at)| Line { says: (*says).to_owned(), at: vec![*at] });
        seen.aspects.insert(aspect, lines.collect());
        seen
    }

    #[test]
    fn words_must_be_the_same_and_numbers_nearly() {
        let ours = seen(Aspect::Drawn, &[("a", 1.0), ("b", 2.0)]);
        for (theirs, differ) in [
            (&[("a", 1.01), ("b", 2.0)][..], 0),
            (&[("a", 1.0), ("b", 2.1)], 1),
            (&[("a", 1.0), ("c", 2.0)], 1),
            (&[("a", 1.0)], 1),
            (&[("a", 1.0), ("b", 2.0), ("c", 3.0)], 1),
        ] {
            assert_eq!(differences(&ours, &seen(Aspect::Drawn, theirs)).len(), differ, "{theirs:?}");
        }
    }

    #[test]
    fn what_only_the_other_engine_writes_is_allowed_one_way() {
        let aspect = ONLY_THEIRS[0].aspect;
        let (none, some) = (Seen::default(), seen(aspect, &[("H1: Summary", 0.0)]));
        assert!(differences(&none, &some).is_empty());
        assert_eq!(differences(&some, &none).len(), 1);
    }
}
