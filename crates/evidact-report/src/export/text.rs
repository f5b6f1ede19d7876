//! Words, dates and addresses as the exports write them.

use evidact_model::metadata::Stance;
use evidact_model::review::{
    BoundaryState, Carrier, Certainty, Check, Field, Observation, Presence, Responsible, Severity,
};
use std::fmt::Write as _;

/// The texts of fields, each a paragraph.
pub(super) fn joined(fields: &[Field]) -> String {
    let texts: Vec<&str> = fields.iter().map(|f| f.text.as_str().trim()).filter(|t| !t.is_empty()).collect();
    texts.join("\n\n")
}

/// The texts of an observation's further fields with a key.
pub(super) fn further<'a>(
    observation: &'a Observation,
    key: &'a str,
) -> impl Iterator<Item = &'a Field> + 'a {
    observation.more.iter().filter(move |(k, _)| k == key).map(|(_, field)| field)
}

/// The texts of an observation's further fields with a key, each a paragraph.
pub(super) fn further_joined(observation: &Observation, key: &str) -> String {
    let texts: Vec<&str> = further(observation, key).map(|f| f.text.as_str().trim()).collect();
    texts.join("\n\n")
}

/// One line without white space around it, or nothing.
///
/// Readers differ in what is white space; what is so to any of them, and all controls, count.
pub(crate) fn line(text: &str) -> Option<String> {
    let parts = |c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}';
    let words: Vec<&str> = text.split(parts).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A day that the calendar has, as `YYYY-MM-DD`, or nothing.
pub(super) fn day(text: &str) -> Option<&str> {
    let text = text.trim();
    let mut parts = text.split('-');
    let mut number = |len: usize| {
        let part = parts.next().filter(|p| p.len() == len && p.bytes().all(|b| b.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let real = (1900..3000).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    (real && parts.next().is_none()).then_some(text)
}

/// A relative reference (RFC 3986) for a path.
pub(super) fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

/// Says whether nothing of an observation is left open: the reviewer says to be sure, or that nothing is uncertain.
///
/// A note that says neither is taken for uncertain.
pub(super) fn is_certain(observation: &Observation) -> bool {
    match observation.certainty {
        Some(Certainty::Confirmed | Certainty::High) => true,
        Some(Certainty::Moderate | Certainty::Low | Certainty::Unknown) => false,
        None => {
            !observation.uncertainty.is_empty()
                && observation.uncertainty.iter().all(|f| says_none(f.text.as_str()))
        }
    }
}

/// Says whether a text states that there is no uncertainty.
fn says_none(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    matches!(
        text.as_str(),
        "none"
            | "none identified"
            | "none known"
            | "no uncertainty"
            | "keine"
            | "keine bekannt"
            | "keine erkannt"
    )
}

/// Says whether an observation's status is one of those that end it.
pub(super) fn is_settled(observation: &Observation) -> bool {
    further(observation, "status").any(|field| is_settled_status(field.text.as_str()))
}

/// Says whether a status is one of those that end an observation.
pub(crate) fn is_settled_status(status: &str) -> bool {
    let status = status.trim().trim_matches(['`', '*', '.']).to_lowercase();
    matches!(
        status.as_str(),
        "closed"
            | "done"
            | "fixed"
            | "resolved"
            | "remediated"
            | "mitigated"
            | "accepted"
            | "risk accepted"
            | "erledigt"
            | "behoben"
            | "geschlossen"
            | "akzeptiert"
    )
}

/// Says whether an observation tells of a gap: something was seen, and something is to be done about it.
pub(super) fn is_gap(observation: &Observation) -> bool {
    !observation.observed.is_empty()
        && !observation.remediation.is_empty()
        && observation.severity != Some(Severity::Info)
}

/// The word of a severity.
pub(super) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Info => "info",
    }
}

/// The word of how sure a reviewer is.
pub(super) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "confirmed",
        Certainty::High => "high",
        Certainty::Moderate => "moderate",
        Certainty::Low => "low",
        Certainty::Unknown => "unknown",
    }
}

/// The word of a state.
pub(super) const fn state(state: BoundaryState) -> &'static str {
    match state {
        BoundaryState::Supported => "supported",
        BoundaryState::Stated => "stated",
        BoundaryState::Contradicted => "contradicted",
        BoundaryState::Absent => "absent",
        BoundaryState::NotApplicable => "not-applicable",
    }
}

/// What a state means, in a sentence.
pub(super) const fn state_sentence(state: BoundaryState) -> &'static str {
    match state {
        BoundaryState::Supported => "Evidence is cited, and static metadata agrees.",
        BoundaryState::Stated => "The reviewer says so; no static evidence was held against it.",
        BoundaryState::Contradicted => "Static metadata disagrees.",
        BoundaryState::Absent => "The note does not speak of it.",
        BoundaryState::NotApplicable => "The reviewer says that it does not apply, and why.",
    }
}

/// The word of how a field was written.
pub(super) const fn carrier(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::FrontMatter => "front-matter",
        Carrier::Heading => "heading",
        Carrier::Label => "label",
        Carrier::Key => "key",
        Carrier::Column => "column",
        Carrier::Tag => "tag",
        Carrier::Checkbox => "checkbox",
        Carrier::Sidecar => "sidecar",
    }
}

/// The word of how far static files can tell.
pub(super) const fn check(check: Check) -> &'static str {
    match check {
        Check::Note => "note",
        Check::Static => "static",
        Check::Contradict => "contradict",
        Check::Attest => "attest",
    }
}

/// The word of who has to see to a control.
pub(super) const fn responsible(responsible: Responsible) -> &'static str {
    match responsible {
        Responsible::Host => "host",
        Responsible::Server => "server",
        Responsible::Both => "both",
    }
}

/// The word of whether a pattern shows.
pub(super) const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Seen => "seen",
        Presence::NotSeen => "not-seen",
    }
}

/// The word of what metadata says of an item.
pub(super) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Contradicts => "contradicts",
        Stance::Supports => "supports",
        Stance::Notes => "notes",
    }
}

#[cfg(test)]
mod tests {
    use super::{day, line, uri};

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(day("2028-02-29"), Some("2028-02-29"));
        for no in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-01-01",
            "2026-01-01-01",
            "tomorrow",
            "",
            "0001-01-01",
        ] {
            assert_eq!(day(no), None, "{no}");
        }
    }

    #[test]
    fn a_path_is_a_reference_whatever_it_holds() {
        assert_eq!(uri("a b/[EMAIL:01]ü.md"), "a%20b/%5BEMAIL%3A01%5D%C3%BC.md");
    }

    #[test]
    fn a_line_has_no_break_and_no_edge() {
        assert_eq!(line(" a\r\n\tb "), Some("a b".into()));
        assert_eq!(line(" \n\u{feff}\u{1c}"), None);
    }
}
