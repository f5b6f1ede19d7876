//! The checks, one a file, and what each looks at.

mod s01_credential;
mod s02_transport;
mod s03_binding;
mod s04_version;
mod s05_path;
mod s06_approval;
mod s07_rights;
pub(crate) mod s08_tool_list;
mod s09_annotations;
mod s10_descriptions;
mod s11_parameters;
mod s12_scopes;
mod s13_deprecated;
mod s14_accountability;
mod s15_note;
mod s16_provenance;
mod s17_age;
mod verbs;

pub(crate) use s15_note::meant;

use crate::facts::Source;
use crate::findings::Findings;
use evidact_model::review::Review;

/// What a check looks at, and where the rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInfo {
    /// The check, `S01` to `S17`.
    pub id: &'static str,
    /// Its title; a theme may say it in other words.
    pub title: &'static str,
    /// What it looks at, in a sentence.
    pub looks_at: &'static str,
    /// A page of the protocol or of a client that says why.
    pub source: &'static str,
}

/// How a check is run.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Run {
    /// Over each file alone.
    File(fn(&Source, &mut Findings)),
    /// Over all files together.
    Package(fn(&[Source], &mut Findings)),
    /// Over all files, beside a note.
    Note(fn(&[Source], &Review, &mut Findings)),
}

/// A check.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Check {
    pub(crate) info: CheckInfo,
    pub(crate) runs: &'static [Run],
}

/// All checks, in order.
pub(crate) const CHECKS: &[Check] = &[
    s01_credential::CHECK,
    s02_transport::CHECK,
    s03_binding::CHECK,
    s04_version::CHECK,
    s05_path::CHECK,
    s06_approval::CHECK,
    s07_rights::CHECK,
    s08_tool_list::CHECK,
    s09_annotations::CHECK,
    s10_descriptions::CHECK,
    s11_parameters::CHECK,
    s12_scopes::CHECK,
    s13_deprecated::CHECK,
    s14_accountability::CHECK,
    s15_note::CHECK,
    s16_provenance::CHECK,
    s17_age::CHECK,
];

/// Returns what every check looks at, in order.
pub fn checks() -> &'static [CheckInfo] {
    const COUNT: usize = CHECKS.len();
    const INFOS: [CheckInfo; COUNT] = {
        let mut infos = [CHECKS[0].info; COUNT];
        let mut at = 0;
        while at < COUNT {
            infos[at] = CHECKS[at].info;
            at += 1;
        }
        infos
    };
    const { &INFOS }
}
