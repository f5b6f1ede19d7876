//! Measures what reports cost, as the table that `cargo xtask bench` shows: `cargo run --release -p evidact-render --example reports_table`.
//!
//! Processor time and memory are those that Linux tells of this process; elsewhere their cells are empty.

#[path = "sample/report.rs"]
mod report;

use evidact_render::{PdfOptions, Theme, render_markdown, render_pdf_with};
use report::sample;
use std::fmt::Write as _;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut out = String::from(
        "| reports | pages | PDF KiB each | PDF: CPU ms each | Markdown: CPU ms each | memory after the first tenth, MiB | at the end, MiB |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (times, observations) in [(1000, 7), (20, 100), (3, 1000)] {
        row(&mut out, times, observations)?;
    }
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes())?;
    Ok(())
}

/// Makes so many reports of so many observations, no two alike.
fn row(out: &mut String, times: usize, observations: usize) -> Result<(), Failure> {
    let theme = Theme::default();
    let (mut pages, mut bytes, mut early) = (0, 0, memory());
    let (mut pdf, mut markdown) = (0.0, 0.0);
    for number in 0..times {
        let mut report = sample(observations);
        report.meta.id = report::clean(&format!("review-{number}"));
        let begin = processor_ms();
        let rendered = render_pdf_with(&report, &theme, &PdfOptions::default())?;
        let middle = processor_ms();
        std::hint::black_box(render_markdown(&report, &theme));
        pdf += middle - begin;
        markdown += processor_ms() - middle;
        (pages, bytes) = (rendered.pages, bytes + rendered.bytes.len());
        if number == times / 10 {
            early = memory();
        }
    }
    let each = |sum: f64| sum / times as f64;
    writeln!(
        out,
        "| {times} of {observations} observations, one process | {pages} | {:.0} | {:.1} | {:.2} | {early:.0} | {:.0} |",
        each(bytes as f64) / 1024.0,
        each(pdf),
        each(markdown),
        memory()
    )?;
    Ok(())
}

/// User and system time of this thread so far, in milliseconds.
fn processor_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = stat.split_whitespace().next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok());
    first.unwrap_or(f64::NAN) / 1e6
}

/// The resident set, in MiB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}
