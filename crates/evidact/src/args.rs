//! The command line.

mod report;
mod review;
mod rules;

pub(crate) use report::{GlyphsArg, PageArg, ReportArgs, ReportFormat, ReportLook};
pub(crate) use review::{CheckArgs, CheckFormat, DiffArgs, DiffFormat, LintProfile};
pub(crate) use rules::{RulesCommand, RulesImportArgs, RulesListArgs};

use clap::{Args, Parser, Subcommand, ValueEnum};
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
pub(crate) struct VerifyArgs {
    /// The package
    #[arg(value_name = "PACKAGE")]
    pub(crate) package: PathBuf,
    #[command(flatten)]
    pub(crate) common: Common,
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

fn parse_threads(text: &str) -> Result<std::num::NonZeroUsize, String> {
    text.parse().map_err(|_| "write how many, from 1 on, e.g. 4; without --threads it is one a core".into())
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
