//! What reports are made of, and how they look: of `report`, and of `batch` too.

use super::Common;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

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
    /// The date on the report, YYYY-MM-DD [default: the one that the note gives itself, else none]
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
    /// A folder with fonts (.ttf, .otf, .ttc), also in folders of it, for characters that the built-in ones lack, e.g. Chinese; may be given
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
    use super::parse_date;

    #[test]
    fn dates_are_real_days() {
        assert!(parse_date("2024-02-29").is_ok());
        for bad in ["2023-02-29", "2026-13-01", "26-01-01", "2026/01/01", "2026-1-1", ""] {
            assert!(parse_date(bad).is_err(), "{bad}");
        }
    }
}
