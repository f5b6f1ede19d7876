//! Words at the heads of columns that mean something there alone.

use crate::label;

/// Words above a column that say nothing of what it holds.
pub(super) const GENERIC: [&str; 9] =
    ["item", "area", "name", "title", "step", "subject", "topic", "type", "category"];

/// Labels of a column of numbers.
pub(super) const NUMBERS: [&str; 7] = ["#", "No.", "No", "Nr.", "№", "S.No", "Sr. No."];

/// What is held against a state: the rows of a checklist.
pub(super) const CONTROLS: [&str; 41] = [
    "chapter",
    "sub check",
    "check item",
    "control",
    "requirement",
    "criterion",
    "criteria",
    "gap",
    "risk",
    "threat",
    "check",
    "test",
    "question",
    "control area",
    "domain",
    "clause",
    "safeguard",
    "practice",
    "policy",
    "kontrolle",
    "maßnahme",
    "anforderung",
    "prüfpunkt",
    "控制",
    "требование",
    "contrôle",
    "exigence",
    "critère",
    "requisito",
    "controle",
    "controllo",
    "criterio",
    "critério",
    "контроль",
    "критерий",
    "控制项",
    "检查项",
    "要求",
    "kontroll",
    "kontrol",
    "review area",
];

/// Whom a register of third parties names.
pub(super) const VENDORS: [&str; 14] = [
    "vendor",
    "supplier",
    "third party",
    "subprocessor",
    "sub processor",
    "processor",
    "lieferant",
    "auftragsverarbeiter",
    "dienstleister",
    "fournisseur",
    "sous traitant",
    "proveedor",
    "fornecedor",
    "供应商",
];

/// What a column of remarks is called.
pub(super) const NOTES: [&str; 8] =
    ["note", "comment", "remark", "detail", "anmerkung", "bemerkung", "kommentar", "evidence and note"];

/// What a table of something else than findings begins with.
pub(super) const NO_NAMES: [&str; 30] = [
    "task",
    "action",
    "milestone",
    "phase",
    "step",
    "time",
    "date",
    "role",
    "name",
    "metric",
    "tool",
    "version",
    "feature",
    "level",
    "score",
    "rating",
    "grade",
    "value",
    "priority",
    "severity",
    "actor",
    "threat actor",
    "stakeholder",
    "recommendation",
    "aufgabe",
    "schritt",
    "stufe",
    "rolle",
    "kennzahl",
    "week",
];

/// Says whether a column tells how a check ended.
pub(super) fn ends(text: &str) -> bool {
    let words = [
        "result",
        "outcome",
        "verdict",
        "compliant",
        "met",
        "pass fail",
        "implemented",
        "ergebnis",
        "erfüllt",
    ];
    label::is_one_of(text, &words)
}

/// Says whether the label of a column is a word for an observation, so that its cells name them.
pub(super) fn names_an_observation(text: &str) -> bool {
    const WORDS: [&str; 31] = [
        "finding",
        "課題",
        "指摘事項",
        "취약점",
        "defect",
        "issue",
        "problem",
        "observation",
        "vulnerability",
        "weakness",
        "gap",
        "nonconformity",
        "exception",
        "befund",
        "feststellung",
        "schwachstelle",
        "abweichung",
        "hallazgo",
        "constat",
        "achado",
        "riscontro",
        "bevinding",
        "vulnerabilidad",
        "vulnerabilidade",
        "vulnérabilité",
        "écart",
        "brecha",
        "lacuna",
        "уязвимость",
        "发现",
        "问题",
    ];
    label::normal(text).is_some_and(|normal| WORDS.contains(&label::singular(&normal).as_str()))
}
