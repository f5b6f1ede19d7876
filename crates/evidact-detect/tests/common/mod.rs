//! Scans texts as each of their kinds and compares what is found. A `~` joins the parts of a value that would look
//! like a real token.

use evidact_detect::{Classes, Detector, Options};
use evidact_model::{Class, TextKind};
use evidact_patterns::RuleSet;
use std::sync::LazyLock;

/// Finds credentials with the rules that are built in.
pub(crate) static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    let classes = Classes::NONE.with(Class::Credential);
    Detector::new(RuleSet::builtin(), Options { classes, ..Options::default() })
        .expect("every built-in rule can be searched for")
});

/// Scans each text as each of its kinds (`p`rose, `c`ode, con`f`iguration, `l`og, `d`ata) and compares all that
/// is found.
pub(crate) fn check(cases: &[(&str, &str, &[&str])]) {
    for (kinds, text, values) in cases {
        let text = text.replace('~', "");
        let wanted: Vec<String> = values.iter().map(|v| v.replace('~', "")).collect();
        for letter in kinds.chars() {
            let kind = match letter {
                'p' => TextKind::Prose,
                'c' => TextKind::Code,
                'f' => TextKind::Config,
                'l' => TextKind::Log,
                _ => TextKind::Data,
            };
            let mut hits = Vec::new();
            DETECTOR.scan_text(text.as_bytes(), kind, &mut hits);
            let mut found: Vec<String> = hits
                .iter()
                .map(|h| String::from_utf8_lossy(&text.as_bytes()[h.span.range()]).into_owned())
                .collect();
            found.dedup();
            assert_eq!(found, wanted, "{kind:?}: {text}");
        }
    }
}
