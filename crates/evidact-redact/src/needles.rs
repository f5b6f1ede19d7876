//! One pass over a text for every known value in all its forms.

use crate::aliases::Aliases;
use crate::file_names;
use crate::forms::{Case, Edge, Form, Near, Reach, alias_forms, file_name_forms, forms, name_part_form};
use crate::ledger::Entry;
use crate::person::is_title;
use crate::sighting::{Sighting, Subject};
use aho_corasick::{AhoCorasick, MatchKind};
use evidact_model::{Class, Confidence, Finding, Kind, Placeholder, RuleId, Span, ViewKind};

/// The values of a ledger, ready to be searched.
#[derive(Default)]
pub(crate) struct Needles {
    /// Each over its own stretch of the needles, [`GROUP`] at most.
    automata: Vec<AhoCorasick>,
    needles: Vec<Needle>,
}

/// So many needles go into one automaton; their bytes stay far below what an automaton can number.
const GROUP: usize = 1 << 16;

struct Needle {
    entry: usize,
    class: Class,
    kind: Kind,
    form: Form,
}

/// The detector id of a known value seen again.
const KNOWN_VALUE: RuleId = RuleId::detector("evidact.known-value");

impl Needles {
    /// Builds the automata over every form of every entry, and over the aliases of the persons among them.
    pub(crate) fn build(entries: &[Entry], aliases: &Aliases) -> Self {
        let mut needles = Vec::new();
        let mut add = |entry: usize, form: Form| {
            let Some(known) = entries.get(entry) else { return };
            needles.push(Needle { entry, class: known.class, kind: known.kind.clone(), form });
        };
        for (index, entry) in entries.iter().enumerate() {
            for form in forms(&entry.kind, entry.confidence, entry.value.expose()) {
                add(index, form);
            }
        }
        for alias in aliases.searched() {
            if let Some(entry) = alias.entry {
                for form in alias_forms(alias.key) {
                    add(entry, form);
                }
            }
        }
        for part in aliases.name_parts() {
            add(part.entry, name_part_form(part.word));
        }
        for (family, entry) in file_names::families(entries) {
            for form in file_name_forms(&family) {
                add(entry, form);
            }
        }
        Self::over(needles)
    }

    /// Builds the automata over aliases of which nobody can say whom they mean.
    pub(crate) fn unclear(aliases: &Aliases) -> Self {
        let unclear = aliases.searched().filter(|alias| alias.entry.is_none());
        let forms = unclear.flat_map(|alias| alias_forms(alias.key));
        let needle =
            |form| Needle { entry: 0, class: Class::PersonalData, kind: Kind::known("PERSON"), form };
        Self::over(forms.map(needle).collect())
    }

    fn over(needles: Vec<Needle>) -> Self {
        let build = |group: &[Needle]| {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .build(group.iter().map(|n| &n.form.bytes))
                .expect("a group of bounded forms has fewer states than an automaton can number")
        };
        let automata = needles.chunks(GROUP).map(build).collect();
        Self { automata, needles }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Reports every counting match in a text.
    ///
    /// # Exposure
    /// Reads the text; sightings carry an index into the ledger.
    pub(crate) fn search(&self, text: &[u8], view: ViewKind, report: impl FnMut(Sighting)) {
        self.search_forms(text, view, |_| true, report);
    }

    /// Reports every counting match of some of the forms.
    ///
    /// # Exposure
    /// As [`Needles::search`].
    pub(crate) fn search_forms(
        &self,
        text: &[u8],
        view: ViewKind,
        wanted: impl Fn(&Form) -> bool,
        mut report: impl FnMut(Sighting),
    ) {
        for (group, automaton) in self.needles.chunks(GROUP).zip(&self.automata) {
            for found in automaton.find_overlapping_iter(text) {
                let needle = &group[found.pattern().as_usize()];
                let (start, end) = (found.start(), found.end());
                if wanted(&needle.form) && needle.counts(text, (start, end), view) {
                    let (start, end) = needle.extent(text, start, end);
                    report(needle.sighting(start, end, view));
                }
            }
        }
    }
}

impl Needle {
    fn sighting(&self, start: usize, end: usize, view: ViewKind) -> Sighting {
        let finding = Finding {
            rule: KNOWN_VALUE,
            class: self.class,
            kind: self.kind.clone(),
            confidence: Confidence::High,
            span: Span::new(start, end).expect("a match of a form of four bytes or more is not empty"),
            view,
        };
        Sighting { finding, subject: Subject::Known(self.entry) }
    }

    fn counts(&self, text: &[u8], (start, end): (usize, usize), view: ViewKind) -> bool {
        let same_case = self.form.case == Case::Any || text.get(start..end) == Some(&self.form.bytes);
        same_case
            && (self.form.edge == Edge::Free || is_edge(text, start) && is_edge(text, end))
            && match self.form.near {
                Near::Anything => true,
                Near::Address => is_addressed(text, start, end),
                Near::FileName => file_names::is_word_of_name(text, start, end, view),
            }
            && !inside_placeholder(text, start, end)
    }

    fn extent(&self, text: &[u8], start: usize, end: usize) -> (usize, usize) {
        if self.form.reach == Reach::Match {
            return (start, end);
        }
        let before = text[..start].iter().rev().take_while(|b| is_base64(**b)).count();
        let after = text[end..].iter().take_while(|b| is_base64(**b) || **b == b'=').count();
        (start - before, end + after)
    }
}

/// Says whether a name stands behind a title ("Dr. Doe"), or alone in its line below a closing phrase.
fn is_addressed(text: &[u8], start: usize, end: usize) -> bool {
    if !text.get(start).is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        return false;
    }
    let before = text.get(start.saturating_sub(120)..start).unwrap_or_default();
    let spaced = before.strip_suffix(b" ");
    let word = spaced.and_then(|b| b.rsplit(|b| !b.is_ascii_alphabetic() && *b != b'.').next());
    if word.is_some_and(is_title) {
        return true;
    }
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.get(..rest.len().min(3)).unwrap_or_default();
    let ends = rest.is_empty() || matches!(rest, [b'\n', ..] | [b'\r' | b'.' | b',', b'\n', ..]);
    let mut lines = before.rsplit(|&b| b == b'\n');
    let own = lines.next().unwrap_or_default();
    if !ends || own.iter().any(|b| !matches!(b, b' ' | b'\t' | b'>' | b'-' | b'/' | b'\r')) {
        return false;
    }
    let quoted = |line: &&[u8]| line.iter().any(|b| !matches!(b, b' ' | b'\t' | b'>' | b'\r'));
    lines.find(quoted).is_some_and(|line| {
        let line = line.trim_ascii().to_ascii_lowercase();
        let line = line.strip_prefix(b"> ").unwrap_or(&line);
        line.len() <= 48 && CLOSINGS.iter().any(|c| line.starts_with(c.as_bytes()))
    })
}

/// How letters end.
const CLOSINGS: [&str; 22] = [
    "regards",
    "best",
    "kind regards",
    "warm regards",
    "cheers",
    "thanks",
    "thank you",
    "many thanks",
    "sincerely",
    "yours",
    "greetings",
    "gr\u{fc}\u{df}e",
    "viele gr",
    "beste gr",
    "mit freundlichen",
    "mfg",
    "danke",
    "cordialement",
    "bien \u{e0} vous",
    "saludos",
    "un saludo",
    "met vriendelijke",
];

fn is_base64(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_')
}

/// Says whether letters or digits do not run on over this place.
fn is_edge(text: &[u8], at: usize) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    at == 0 || !word(text.get(at - 1)) || !word(text.get(at))
}

/// Says whether a match lies in a placeholder of ours: a value may be called `EMAIL` or `github`.
fn inside_placeholder(text: &[u8], start: usize, end: usize) -> bool {
    let low = start.saturating_sub(80);
    let Some(open) = text.get(low..=start).and_then(|w| w.iter().rposition(|&b| b == b'[')) else {
        return false;
    };
    let open = low + open;
    text.get(open..)
        .and_then(Placeholder::at_start)
        .is_some_and(|(_, len)| end <= open + len && start >= open)
}

#[cfg(test)]
mod tests {
    use super::Needles;
    use crate::aliases::Aliases;
    use crate::ledger::{Entry, Origin};
    use evidact_model::{Class, Confidence, Kind, ViewKind};
    use evidact_raw::SecretBuf;

    fn needles(values: &[(&'static str, &str)]) -> Needles {
        let entries: Vec<Entry> = values
            .iter()
            .map(|(kind, v)| Entry {
                value: SecretBuf::new(v.as_bytes()),
                class: Class::Credential,
                kind: Kind::known(kind),
                confidence: Confidence::High,
                number: 1,
                origin: Origin::Seen,
            })
            .collect();
        Needles::build(&entries, &Aliases::of(&entries))
    }

    fn hits(needles: &Needles, text: &str) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        needles.search(text.as_bytes(), ViewKind::Surface, |s| {
            out.push((s.finding.span.start(), s.finding.span.end()));
        });
        out.sort_unstable();
        out.dedup();
        out
    }

    #[test]
    fn finds_a_value_bare_and_in_another_case() {
        let n = needles(&[("CREDENTIAL", "Tr0ub4dor&3x")]);
        assert_eq!(hits(&n, "it was tr0ub4dor&3X then"), [(7, 19)]);
    }

    #[test]
    fn takes_the_whole_base64_run_around_a_value() {
        let n = needles(&[("CREDENTIAL", "hunter-Zx9")]);
        let text = "x: YWFodW50ZXItWng5YWE=";
        assert_eq!(hits(&n, text), [(3, text.len())]);
    }

    #[test]
    fn a_short_value_counts_as_a_whole_word_only() {
        let n = needles(&[("CREDENTIAL", "hunter2")]);
        assert_eq!(hits(&n, "hunter2! hunter22"), [(0, 7)]);
    }

    #[test]
    fn leaves_placeholders_alone() {
        let n = needles(&[("USERNAME", "github")]);
        assert_eq!(hits(&n, "[CREDENTIAL:github:01] github"), [(23, 29)]);
    }
}
