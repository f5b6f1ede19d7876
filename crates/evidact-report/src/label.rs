//! Labels in their normal form, so that `**2.1 Observed Gap (draft):**` and `observed gap` are the same.

use unicode_normalization::UnicodeNormalization as _;

/// A label longer than this is a sentence.
const MAX_BYTES: usize = 120;
/// The dot that the lower case of `İ` leaves.
const DOT_ABOVE: char = '\u{307}';
/// A label of more words is a sentence.
const MAX_WORDS: usize = 9;

/// Returns a label in lower case without signs, numbering and what stands in parentheses; `None` for a sentence.
pub(crate) fn normal(text: &str) -> Option<String> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let spaced = flattened(text);
    let mut words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    let numbers = words.iter().take_while(|word| word.bytes().all(|b| b.is_ascii_digit())).count();
    words.drain(..numbers);
    if words.len() > 1 && is_lettered(text) {
        words.remove(0);
    }
    if words.len() > 1 && matches!(words.first(), Some(&("the" | "our" | "der" | "die" | "das"))) {
        words.remove(0);
    }
    if words.is_empty() || words.len() > MAX_WORDS { None } else { Some(words.join(" ")) }
}

/// Says whether a label, in its normal form, is one of these names.
pub(crate) fn is_one_of(text: &str, names: &[&str]) -> bool {
    normal(text).is_some_and(|normal| names.contains(&normal.as_str()))
}

/// Says whether a label is numbered by a letter: `A. Known gaps`.
fn is_lettered(text: &str) -> bool {
    let mut characters = text.trim_start_matches([' ', '*', '_', '#']).chars();
    characters.next().is_some_and(char::is_alphabetic) && matches!(characters.next(), Some('.' | ')'))
}

/// Returns the first words of a sentence in normal form.
pub(crate) fn opening(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    let spaced = flattened(&start);
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).collect();
    words.join(" ")
}

/// Returns the sides that a text about a boundary names, e.g. `client server`, without words that the catalog says tell
/// nothing.
pub(crate) fn boundary(text: &str, fillers: &[String]) -> Option<String> {
    let spaced = flattened(crate::note::floor(text, MAX_BYTES));
    let words: Vec<&str> = spaced
        .split(' ')
        .filter(|word| !word.is_empty() && !is_filler(word) && !fillers.iter().any(|f| f == word))
        .collect();
    if words.is_empty() || words.len() > MAX_WORDS { None } else { Some(words.join(" ")) }
}

/// Returns the normal forms of the two halves of a label such as `Scope / Umfang`.
pub(crate) fn halves(text: &str) -> Option<(String, String)> {
    let (one, other) = text.split_once(" / ").or_else(|| text.split_once('/'))?;
    Some((normal(one)?, normal(other)?))
}

/// Returns the normal form with each word in the singular, as far as that can be told from its ending.
pub(crate) fn singular(normal: &str) -> String {
    let one = |word: &str| match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ if word.len() > 3 && !["ss", "is", "us"].iter().any(|end| word.ends_with(end)) => {
            word.strip_suffix('s').unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    };
    normal.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// Says whether a label, in its normal form, has a word in the plural.
pub(crate) fn is_plural(text: &str) -> bool {
    normal(text).is_some_and(|name| singular(&name) != name)
}

/// Returns the plural of a word in English.
pub(crate) fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{name}s"),
    }
}

/// Words before a label that change nothing of what it means: `Suggested fix`, `Audit scope`.
const BEFORE: [&str; 51] = [
    "your",
    "identified",
    "discovered",
    "detected",
    "planned",
    "recommended",
    "suggested",
    "proposed",
    "potential",
    "possible",
    "technical",
    "detailed",
    "business",
    "operational",
    "security",
    "overall",
    "immediate",
    "required",
    "primary",
    "main",
    "key",
    "accepted",
    "remaining",
    "known",
    "general",
    "brief",
    "full",
    "audit",
    "review",
    "assessment",
    "test",
    "testing",
    "report",
    "final",
    "initial",
    "underlying",
    "actual",
    "vulnerability",
    "issue",
    "finding",
    "concrete",
    "user",
    "customer",
    "financial",
    "empirical",
    "practical",
    "likely",
    "direct",
    "change",
    "implementation",
    "minimal",
];

/// Words behind a label that change nothing of what it means: `Remediation steps`, `Root cause analysis`.
const BEHIND: [&str; 23] = [
    "overview",
    "hypothesis",
    "option",
    "plan",
    "detail",
    "step",
    "strategy",
    "guidance",
    "advice",
    "note",
    "statement",
    "direction",
    "level",
    "rating",
    "score",
    "analysis",
    "assessment",
    "description",
    "item",
    "procedure",
    "explanation",
    "justification",
    "rationale",
];

/// What a label may be about, at its end: `Limitations of this review`.
const ABOUT: [&str; 4] = ["review", "audit", "assessment", "report"];

/// Returns the shorter labels that mean the same as a label in the singular, the longest first.
pub(crate) fn kernels(singular: &str) -> Vec<String> {
    let mut words: Vec<&str> = singular.split(' ').collect();
    if let [rest @ .., "of", "this" | "the", about] = words.as_slice()
        && ABOUT.contains(about)
    {
        words = rest.to_vec();
    }
    let mut found = Vec::new();
    let leading = words.iter().take_while(|word| BEFORE.contains(word)).count();
    let trailing = words.iter().rev().take_while(|word| BEHIND.contains(word)).count();
    for taken in 0..=leading + trailing {
        for before in 0..=taken.min(leading) {
            let behind = taken - before;
            let end = words.len().saturating_sub(behind);
            if behind <= trailing && before < end {
                found.extend(words.get(before..end).map(|kernel| kernel.join(" ")));
            }
        }
    }
    found
}

/// Says whether one word is another with a letter left out, doubled, wrong or swapped with its neighbour.
pub(crate) fn is_slip_of(word: &str, name: &str) -> bool {
    let (one, other) = if word.len() <= name.len() { (word, name) } else { (name, word) };
    let (short, long) = (one.as_bytes(), other.as_bytes());
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (rest, more) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match long.len() - short.len() {
        0 if rest.len() < 2 => false,
        0 => {
            let swapped = rest.first() == more.get(1) && rest.get(1) == more.first();
            // Of vowels, people confuse one with another: `recommandation`.
            let vowel = |b: Option<&u8>| b.is_some_and(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'));
            let wrong = vowel(rest.first()) && vowel(more.first()) && rest.get(1..) == more.get(1..);
            wrong || swapped && rest.get(2..) == more.get(2..)
        }
        1 => !rest.is_empty() && Some(rest) == more.get(1..),
        _ => false,
    }
}

/// Says whether the normal form leaves words out that stand in parentheses.
pub(crate) fn leaves_out(text: &str) -> bool {
    text.split_once('(').is_some_and(|(_, rest)| rest.contains(char::is_alphanumeric))
}

fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 13] = [
        "trust",
        "boundary",
        "boundaries",
        "the",
        "and",
        "between",
        "to",
        "und",
        "zwischen",
        "grenze",
        "vertrauensgrenze",
        "der",
        "dem",
    ];
    FILLERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
}

fn flattened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.nfc() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\'' | '\u{2019}' => {}
            '&' => out.push_str(" and "),
            // The Turkish İ becomes an i with a dot of its own, which nobody types.
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| *c != DOT_ABOVE)),
            _ => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{boundary, halves, is_slip_of, kernels, normal, singular};

    #[test]
    fn drops_numbering_signs_case_and_parentheses() {
        for text in ["Observed Gap", "2.1 Observed gap:", "🔎 **observed-gap** (draft)", "the OBSERVED_GAP"]
        {
            assert_eq!(normal(text).as_deref(), Some("observed gap"), "{text}");
        }
    }

    #[test]
    fn keeps_umlauts_and_the_text_of_links() {
        assert_eq!(normal("Maßnahme & Prüfung").as_deref(), Some("maßnahme and prüfung"));
        assert_eq!(normal("[Scope](https://example.org/x)").as_deref(), Some("scope"));
    }

    #[test]
    fn reads_accents_and_dots_however_they_are_written() {
        assert_eq!(normal("Probabilite\u{301} d’occurrence").as_deref(), Some("probabilité doccurrence"));
        assert_eq!(normal("İyileştirme").as_deref(), Some("iyileştirme"));
    }

    #[test]
    fn takes_no_sentence_for_a_label() {
        assert_eq!(normal("one two three four five six seven eight nine ten"), None);
        assert_eq!(normal(&"x".repeat(200)), None);
        assert_eq!(normal("3.1."), None);
    }

    #[test]
    fn reads_the_sides_of_a_boundary_in_any_notation() {
        for text in
            ["Client ↔ MCP server", "Boundary 2: client / server", "Between the client and the server"]
        {
            assert_eq!(boundary(text, &["mcp".to_owned()]).as_deref(), Some("client server"), "{text}");
        }
    }

    #[test]
    fn takes_words_off_a_label_that_change_nothing() {
        let has = |label: &str, kernel: &str| kernels(&singular(label)).iter().any(|k| k == kernel);
        assert!(has("suggested remediation steps", "remediation"));
        assert!(has("limitations of this review", "limitation"));
        assert!(has("audit scope", "scope"));
        assert!(!has("impact on users", "impact"));
    }

    #[test]
    fn knows_a_word_with_a_slip_of_the_pen() {
        for slip in ["recomendation", "recommendatoin", "recommmendation", "recommandation"] {
            assert!(is_slip_of(slip, "recommendation"), "{slip}");
        }
        for other in
            ["recommendation", "recomendatoin", "recommended", "recommendatio", "recommendations", ""]
        {
            assert!(!is_slip_of(other, "recommendation"), "{other}");
        }
    }

    #[test]
    fn reads_labels_in_two_languages() {
        assert_eq!(halves("Scope / Umfang"), Some(("scope".to_owned(), "umfang".to_owned())));
    }
}
