//! What is asked of notes and reviews that are there already: `check` and `diff`.

use super::Common;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct CheckArgs {
    /// Notes, and folders in which texts with at least two report fields are notes; `-` is standard input
    #[arg(required = true, value_name = "NOTE")]
    pub(crate) notes: Vec<PathBuf>,
    /// How finished the notes are meant to be
    #[arg(id = "lint_profile", long = "profile", value_enum, value_name = "PROFILE", default_value_t = LintProfile::Normal)]
    pub(crate) lint_profile: LintProfile,
    /// How messages are written
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// The catalog: mcp-server-trust, generic-security-review, or a file of your own [default: mcp-server-trust]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) catalog: Option<String>,
    /// Where the files lie that notes cite [default: the folder that was named, else the note's folder and those above
    /// it, up to the current one]
    #[arg(long, value_name = "DIR")]
    pub(crate) evidence: Option<PathBuf>,
    /// Only these rules, e.g. `N01,N05`
    #[arg(long, value_name = "IDS", value_delimiter = ',', conflicts_with = "no_rules")]
    pub(crate) rules: Vec<String>,
    /// All but these rules, e.g. `N12`
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(crate) no_rules: Vec<String>,
    /// Passes over named files in which fewer than two report fields are recognised, for hooks that name every text
    #[arg(long)]
    pub(crate) only_notes: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintProfile {
    /// To be audited: warnings are errors
    Strict,
    /// About to be shared
    Normal,
    /// Work in progress: what is not written yet is mentioned only
    Draft,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, without snippets
    Sarif,
}

#[derive(Args)]
pub(crate) struct DiffArgs {
    /// The earlier side: a package, a report.json, a note, or a folder of notes or reports
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The later side
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How the difference is written
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Ends with code 1 if there is a difference
    #[arg(long)]
    pub(crate) fail_on_change: bool,
    /// The catalog: mcp-server-trust, generic-security-review, or a file of your own [default: mcp-server-trust]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) catalog: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people, on a terminal
    Text,
    /// JSON (docs/schemas/diff-1.json)
    Json,
    /// Markdown
    Md,
}
