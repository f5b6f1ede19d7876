//! Labels and headings that hold a name among words of the author's own: `Observed result before the fix`, `Gaps to
//! close before the audit`.

use super::FieldKey;
use super::lookup::{Meaning, Names, Setting};
use crate::label;

impl Names {
    /// Says whether a normal form is a name of a field as the catalog has it, in the singular or not.
    pub(crate) fn is_name(&self, normal: &str, setting: Setting) -> bool {
        self.exact(normal, setting).or_else(|| self.exact(&label::singular(normal), setting)).is_some()
    }

    /// Returns the field whose name opens or ends a longer label, with words of the author's own behind or before it:
    /// `Observed result before remediation`, `Static evidence`.
    pub(crate) fn field_within(&self, text: &str, setting: Setting) -> Option<Meaning> {
        let dashed = [" — ", " – ", " - "].into_iter().find_map(|dash| text.split_once(dash));
        if let Some(meaning) = dashed.and_then(|(before, _)| self.field(before, setting)).filter(|m| m.strong)
        {
            return Some(Meaning { strong: false, ..meaning });
        }
        let normal = label::singular(&label::normal(text)?);
        let words: Vec<&str> = normal.split(' ').collect();
        let strong = |words: &[&str]| {
            let found = self.exact(&words.join(" "), setting).filter(|meaning| meaning.strong)?;
            Some(Meaning { key: found.key, strong: false })
        };
        let joint = words.iter().position(|word| JOINTS.contains(word)).filter(|at| (1..=3).contains(at));
        let head = joint.and_then(|at| words.get(..at)).and_then(strong);
        let ends = |m: &Meaning| ENDS.contains(&m.key);
        let last =
            |count: usize| words.len().checked_sub(count).filter(|at| *at > 0).and_then(|at| words.get(at..));
        let tail = || last(2).and_then(strong).or_else(|| last(1).and_then(strong)).filter(ends);
        let first = || words.get(..1).filter(|_| words.len() <= 3).and_then(strong).filter(ends);
        head.or_else(|| tail().filter(|_| words.len() <= 4))
            .or_else(first)
            .filter(|m| !matches!(m.key, FieldKey::Id | FieldKey::Title | FieldKey::Date))
    }
}

/// Says whether a heading names findings with words of its own around: `Gaps to close before the audit`, `Current
/// billing findings`.
pub(crate) fn names_findings(normal: &str) -> bool {
    let words: Vec<&str> = normal.split(' ').collect();
    let at = words.iter().position(|word| FINDINGS.contains(word));
    let head = at.is_some_and(|at| {
        let ends = at + 1 == words.len();
        let goes_on = words.get(at + 1).is_some_and(|next| {
            JOINTS.contains(next) || BEHIND.contains(next) && words.get(at) != Some(&"bugs")
        });
        at <= 3 && (ends || goes_on)
    });
    let listed =
        words.last().is_some_and(|last| ["list", "register", "table", "log", "catalog"].contains(last))
            && words.iter().rev().nth(1).is_some_and(|noun| FINDINGS.contains(&label::plural(noun).as_str()));
    let register = words.first().is_some_and(|first| REGISTERS.contains(first))
        && words.last().is_some_and(|last| FINDINGS.contains(last));
    (head || listed || register) && words.len() <= 7 && !words.iter().any(|word| NO_SECTION.contains(word))
}

/// Says whether a word speaks of what a review finds, or may find: `vulnerabilities`, `threat`.
pub(crate) fn speaks_of_findings(word: &str) -> bool {
    FINDINGS.contains(&word) || ["threat", "risk", "vulnerability", "limitations"].contains(&word)
}

/// Words for what a review finds, in the plural.
const FINDINGS: [&str; 42] = [
    "incidents",
    "findings",
    "issues",
    "vulnerabilities",
    "weaknesses",
    "gaps",
    "deficiencies",
    "nonconformities",
    "defects",
    "flaws",
    "concerns",
    "exceptions",
    "feststellungen",
    "befunde",
    "schwachstellen",
    "mängel",
    "lücken",
    "abweichungen",
    "risks",
    "bugs",
    "threats",
    "hallazgos",
    "achados",
    "constats",
    "уязвимости",
    "замечания",
    "riesgos",
    "riscos",
    "risques",
    "rischi",
    "amenazas",
    "ameaças",
    "menaces",
    "minacce",
    "vulnerabilidades",
    "vulnérabilités",
    "vulnerabilità",
    "brechas",
    "lacunas",
    "écarts",
    "рисков",
    "угроз",
];

/// What a list of findings is called where its name goes before.
const REGISTERS: [&str; 14] = [
    "registre",
    "registro",
    "matrice",
    "matriz",
    "liste",
    "lista",
    "tableau",
    "tabla",
    "tabela",
    "tabella",
    "inventaire",
    "inventario",
    "catalogue",
    "реестр",
];

/// What a heading may say of findings behind their name.
const BEHIND: [&str; 8] =
    ["requiring", "fixed", "addressed", "found", "identified", "discovered", "reported", "detected"];

/// Words that say of a section that it holds something else than findings, or none.
const NO_SECTION: [&str; 14] = [
    "no",
    "false",
    "how",
    "why",
    "what",
    "count",
    "status",
    "statistics",
    "by",
    "resolved",
    "summary",
    "about",
    "keine",
    "previous",
];

/// Words behind which a label says of what or when it speaks.
const JOINTS: [&str; 30] = [
    "до",
    "после",
    "before",
    "after",
    "in",
    "on",
    "of",
    "for",
    "at",
    "to",
    "from",
    "during",
    "under",
    "against",
    "if",
    "when",
    "by",
    "with",
    "without",
    "and",
    "or",
    "vor",
    "nach",
    "bei",
    "für",
    "und",
    "von",
    "im",
    "de",
    "et",
];

/// What a label with a word of the author's own before it may mean.
const ENDS: [FieldKey; 8] = [
    FieldKey::Evidence,
    FieldKey::Effect,
    FieldKey::Remediation,
    FieldKey::Severity,
    FieldKey::Likelihood,
    FieldKey::Cause,
    FieldKey::Method,
    FieldKey::Summary,
];
