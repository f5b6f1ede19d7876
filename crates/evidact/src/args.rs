//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use evidact_model::Class;
use std::path::PathBuf;

/// Makes review evidence safe to share: finds credentials, secrets and customer identifiers, replaces them,
/// writes a reviewer-safe report, and proves that nothing is left.
///
/// It reads texts of all kinds, Office documents, OpenDocument, PDF, mail, databases, images and archives, whatever is
/// in them, and writes each anew.
///
/// evidact works offline on your own files. It opens no socket, checks no secret against its issuer, and never
/// changes its input. What it cannot read it withholds, and says so.
#[derive(Parser)]
#[command(name = "evidact", version, propagate_version = true, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes:\n  0  done\n  1  findings (scan), or errors in what was checked\n  2  wrong arguments, policy or pattern pack\n  3  no inputs\n  4  done, but inputs, files within them or pages were withheld\n  5  verification failed, nothing was published\n  6  the output could not be written, nothing was published\n  130 interrupted, nothing was published"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Says where credentials and identifiers stand, without showing them
    #[command(
        after_help = "Examples:\n  evidact scan .\n  evidact scan --format jsonl logs/ > findings.jsonl\n  git diff | evidact scan -\n  evidact scan . --write-baseline known.jsonl\n  evidact scan . --baseline known.jsonl\n\nPlaces are path:line:column; in documents a.pdf!/page 2:6:9, a.xlsx!/sheet 1:B2, a.docx!/body:3:26; in archives\na.zip!/app.log:3:9. A value that a document holds in several layers counts where people read it."
    )]
    Scan(ScanArgs),
    /// Writes redacted copies of files and folders, or redacts standard input to standard output
    #[command(
        after_help = "Examples:\n  evidact redact notes/ --out notes-redacted\n  evidact redact --diff app.log\n  kubectl get pods -o yaml | evidact redact > pods.yaml\n\nCopies have the format of their source, but for PDF (pages of text), databases (SQL text) and keys (a line that\nsays so). Images are withheld unless the policy allows them."
    )]
    Redact(RedactArgs),
    /// Turns review notes into reports: redacts each note, then writes Markdown and PDF
    #[command(
        after_help = "Example:\n  evidact report review.md --out report\n\nReports alone, without copies of the evidence; `evidact batch` makes both."
    )]
    Report(ReportArgs),
    /// Does a whole folder: redacted copies, reports, manifest, proof
    #[command(
        after_help = "Examples:\n  evidact batch evidence/ --out package\n  evidact batch evidence/ --out package --identifiers customers.csv\n  evidact batch evidence/ --out package --dry-run\n\nThe package appears under its name only when every file of it was opened again and found clean."
    )]
    Batch(BatchArgs),
    /// Says what changed from one review to the next: observations, boundaries, trust record, static files
    #[command(
        after_help = "Examples:\n  evidact diff review-march.md review-june.md\n  evidact diff package-march package-june --format md > changes.md\n  evidact diff old/report.json review.md --fail-on-change\n\nOf a package its reports as JSON are compared, else its notes; lists of tools are those of its evidence.\nBoth sides are redacted first, in one job. Texts are never shown: that they read differently is.\nCodes: 0 compared, 1 a difference (with --fail-on-change), 3 nothing to compare, 4 something could not be read."
    )]
    Diff(DiffArgs),
    /// Checks a package: nothing changed, missing or added, nothing sensitive in any layer
    #[command(
        after_help = "Example:\n  evidact verify package\n\nIt opens every file again and searches every layer of it. What the policy of its maker kept by class, kind or\nselection is in the manifest; for values that it allowed one by one, give that policy with --policy."
    )]
    Verify(VerifyArgs),
    /// Checks notes: what is missing, what claims too much, what does not fit together
    #[command(
        mut_arg("profile", |arg| arg.long("detection")),
        after_help = "Examples:\n  evidact check review.md\n  evidact check notes/ --profile strict\n  evidact check review.md --format sarif > check.sarif\n\nIt ends with 1 if there are errors. A note is read after redaction: no message holds a value.\nTo allow what a rule reports, write `<!-- evidact: allow N07 reason -->` above it."
    )]
    Check(CheckArgs),
    /// Writes a blank review note that asks the right questions
    #[command(
        after_help = "Examples:\n  evidact new mcp-server-trust --name ledger-tools > review.md\n  evidact new generic-security-review --name web-shop > review.md"
    )]
    New(NewArgs),
    /// Lists, shows and checks the rules
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Writes a completion script for a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Writes the manual page to standard output
    Man,
}

/// What to look for and how.
#[derive(Args)]
pub(crate) struct Common {
    /// The policy file [default: evidact.toml here or in a folder above]
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// A folder with pattern packs of your own, used beside the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// A CSV list of your customers, with a header such as `name,e-mail,company,customer number`; its values are found in any spelling and go wherever they stand
    #[arg(long, value_name = "FILE")]
    pub(crate) identifiers: Option<PathBuf>,
    /// Recall first (`redact`) or precision first (`scan`) [default: redact; for the scan command, scan]
    #[arg(long, value_enum)]
    pub(crate) profile: Option<ProfileArg>,
    /// Only these classes and kinds, e.g. `credential,CARD`; the rest stays [classes: credential, personal-data,
    /// customer-identifier, network-identifier; kinds: `evidact rules list --kinds`]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// All but these classes and kinds, e.g. `network-identifier,EMAIL`
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// How many threads work at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = parse_threads)]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
    /// Withholds a source that holds places which may be sensitive, such as possible names, instead of listing
    /// them (redact, report, batch)
    #[arg(long)]
    pub(crate) strict: bool,
    /// Says nothing but errors and what is missing from the output
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ProfileArg {
    /// Every finding counts
    Redact,
    /// Credentials of medium confidence and above, and what no repository should hold: card numbers, IBANs,
    /// national ids. `--only` asks for more
    Scan,
}

#[derive(Args)]
pub(crate) struct ScanArgs {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = ScanFormat::Text)]
    pub(crate) format: ScanFormat,
    /// Says of each finding what decided: key, look, check, pattern; never the value (text, json, jsonl)
    #[arg(long)]
    pub(crate) explain: bool,
    /// Findings known before, one JSON object a line; they are not reported and do not fail the run
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Writes the findings of this run as a baseline for later ones; replaces an earlier baseline, and no other file
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScanFormat {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, without snippets
    Sarif,
    /// Comma-separated, with a header
    Csv,
}

#[derive(Args)]
pub(crate) struct RedactArgs {
    /// Files and folders; none or `-` is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The folder for the redacted copies; must not exist yet, or be empty
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Shows the lines that would change, as they would read, of documents by page, sheet or part; writes nothing
    #[arg(long, conflicts_with = "out")]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    /// Notes: Markdown or text. In a folder, texts in which at least two report fields are recognised are notes
    #[arg(required = true, value_name = "NOTE")]
    pub(crate) notes: Vec<PathBuf>,
    /// The folder for the reports; must not exist yet, or be empty
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) look: ReportLook,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// By whose words notes are read, and in which words reports are written.
#[derive(Args)]
pub(crate) struct Words {
    /// The catalog: mcp-server-trust, generic-security-review, or a file of your own [default: mcp-server-trust]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) catalog: Option<String>,
    /// The wording, order of sections and colours: default, german, or a file of your own over them [default: default]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) theme: Option<String>,
    /// The language of the wording: en, de [default: that of the theme]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
}

/// How reports are made.
#[derive(Args)]
pub(crate) struct ReportLook {
    /// Which files a report consists of
    #[arg(
        long = "report-format",
        visible_alias = "format",
        value_enum,
        value_delimiter = ',',
        default_value = "md,pdf"
    )]
    pub(crate) formats: Vec<ReportFormat>,
    /// Besides the reports of the notes one of all of them, `combined`: a register first, then everything they say
    #[arg(long, conflicts_with = "observation")]
    pub(crate) combined: bool,
    /// The date on the report, YYYY-MM-DD [default: the newest date in the note, else none]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) date: Option<String>,
    #[command(flatten)]
    pub(crate) words: Words,
    /// The size of the pages
    #[arg(long, value_enum, default_value_t = PageArg::A4)]
    pub(crate) page: PageArg,
    /// Only this observation of each note, by its id, e.g. F-03: what it is about, the observation, the redaction statement
    #[arg(long, value_name = "ID")]
    pub(crate) observation: Option<String>,
    /// A folder with fonts (.ttf, .otf, .ttc) for characters that the built-in ones lack, e.g. Chinese; may be given
    /// several times. Fonts of the system are never used
    #[arg(long = "font-dir", value_name = "DIR")]
    pub(crate) font_dirs: Vec<PathBuf>,
    /// What becomes of a character in the PDF that no font has
    #[arg(long, value_enum, default_value_t = GlyphsArg::Spell)]
    pub(crate) missing_glyphs: GlyphsArg,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GlyphsArg {
    /// It is spelt out as ⟦U+1F525⟧, and named
    Spell,
    /// No report is made
    Fail,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Markdown
    Md,
    /// PDF
    Pdf,
    /// HTML: one page for a browser
    Html,
    /// Everything in the report as JSON (docs/schemas/report-1.json)
    Json,
    /// OSCAL assessment results 1.2.1
    Oscal,
    /// SARIF 2.1.0, without snippets
    Sarif,
    /// The register: a row an observation, for spreadsheets
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageArg {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

#[derive(Args)]
pub(crate) struct BatchArgs {
    /// The evidence folder; it is never changed
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// The package to make; must not exist yet, or be an empty folder
    #[arg(long, value_name = "PACKAGE")]
    pub(crate) out: PathBuf,
    /// Treats matching texts as review notes too, e.g. `notes/*.log`; may be given several times. Without it,
    /// and beside it, texts in which at least two report fields are recognised are notes
    #[arg(long, value_name = "GLOB")]
    pub(crate) notes: Vec<String>,
    /// Does everything but publish: says what would be redacted and withheld
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) look: ReportLook,
    #[command(flatten)]
    pub(crate) common: Common,
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

#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// The package
    #[arg(value_name = "PACKAGE")]
    pub(crate) package: PathBuf,
    #[command(flatten)]
    pub(crate) common: Common,
}

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
pub(crate) struct NewArgs {
    /// The catalog: mcp-server-trust, generic-security-review, or a file of your own
    #[arg(value_name = "NAME|FILE")]
    pub(crate) catalog: String,
    /// The name of what is reviewed, written into the note
    #[arg(long, visible_alias = "server", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The language in which it asks: en, de [default: that of the theme]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// A theme whose titles and questions it asks in: default, german, or a file of your own
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) theme: Option<String>,
    /// A file to write to, instead of standard output; must not exist yet
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// Lists every id that a finding may carry, rules of packs and detectors: id, class, confidence, title
    List(RulesListArgs),
    /// Shows one rule or detector: what it looks for, cues, checks, profiles, how to switch it off
    Show {
        /// The id, e.g. github.pat-classic or generic.assignment
        id: String,
        /// A folder with pattern packs of your own
        #[arg(long, value_name = "DIR")]
        patterns: Option<PathBuf>,
    },
    /// Makes a pack of a rule file of gitleaks or betterleaks, and says what could not be taken over
    #[command(
        after_help = "Example:\n  evidact rules import .gitleaks.toml --out packs\n  evidact scan . --patterns packs"
    )]
    Import(RulesImportArgs),
    /// Checks pattern packs: files or folders; without any, the built-in ones
    Check {
        /// Packs (`*.toml`) and folders of them
        paths: Vec<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct RulesListArgs {
    /// Only rules of this class
    #[arg(long, value_enum)]
    pub(crate) class: Option<ClassArg>,
    /// Only rules of this provider; detectors have `generic`, `file`, `identifier`, `own` and `evidact`
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
    /// A folder with pattern packs of your own
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Lists the kinds of placeholders instead, as --only, --skip and a policy name them
    #[arg(long, conflicts_with = "json")]
    pub(crate) kinds: bool,
    /// Writes JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RulesImportArgs {
    /// The rule file (TOML)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The folder for the pack; the pack is named after the provider and must not exist yet
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The provider in ids and placeholders [default: the name of the file]
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ClassArg {
    /// Grants access
    Credential,
    /// Says something about a natural person
    PersonalData,
    /// Names a customer
    CustomerIdentifier,
    /// Names a machine or network
    NetworkIdentifier,
}

impl ClassArg {
    /// The class that is meant.
    pub(crate) const fn class(self) -> Class {
        match self {
            Self::Credential => Class::Credential,
            Self::PersonalData => Class::PersonalData,
            Self::CustomerIdentifier => Class::CustomerIdentifier,
            Self::NetworkIdentifier => Class::NetworkIdentifier,
        }
    }
}

fn parse_threads(text: &str) -> Result<std::num::NonZeroUsize, String> {
    text.parse().map_err(|_| "write how many, from 1 on, e.g. 4; without --threads it is one a core".into())
}

fn parse_date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |s: &str, len: usize| {
        s.parse::<u32>().ok().filter(|_| s.len() == len && s.bytes().all(|b| b.is_ascii_digit()))
    };
    let valid = match parts.as_slice() {
        [y, m, d] => number(y, 4)
            .zip(number(m, 2))
            .zip(number(d, 2))
            .is_some_and(|((y, m), d)| y >= 1900 && (1..=12).contains(&m) && d >= 1 && d <= days(y, m)),
        _ => false,
    };
    if valid { Ok(text.to_owned()) } else { Err("write a date as YYYY-MM-DD, e.g. 2026-03-31".into()) }
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, parse_date};
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn dates_are_real_days() {
        assert!(parse_date("2024-02-29").is_ok());
        for bad in ["2023-02-29", "2026-13-01", "26-01-01", "2026/01/01", "2026-1-1", ""] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }
}
