//! What a run tells the user at its end.

use crate::exit::Exit;
use crate::terminal;
use evidact_batch::Summary;
use evidact_model::manifest::{Notice, NoticeKind};
use evidact_model::{Lost, Outcome};
use evidact_redact::Engine;
use std::collections::BTreeMap;
use std::path::Path;

/// How a run is announced.
pub(crate) enum Ending<'a> {
    /// A package or reports were published there, which say what copies lack.
    Published(&'a Path),
    /// Copies were published there, and nothing that says what they lack.
    Copies(&'a Path),
    /// It was a dry run.
    DryRun,
}

/// Says which areas to paint over no image has met, whatever else is quiet: what they were meant for is as it was.
pub(crate) fn warn_of_unmet_areas(engine: &Engine) {
    for number in engine.limits().unmet_areas() {
        terminal::note(&format!(
            "policy: no image was published that images.paint {number} is meant for; look at its pattern, and at `allow`"
        ));
    }
}

/// Writes a summary to standard error and returns the exit code. Names shown are published names.
pub(crate) fn say(summary: &Summary, ending: &Ending<'_>, quiet: bool) -> Exit {
    let exit = if summary.is_complete() { Exit::Done } else { Exit::Withheld };
    for entry in &summary.manifest.entries {
        if let Outcome::Withheld { reason } = &entry.outcome {
            terminal::note(&format!("withheld: {} {}", terminal::safe(&entry.path), reason.explain()));
        }
    }
    let parts = summary.manifest.entries.iter().flat_map(|e| e.parts.iter().map(move |p| (&e.path, p)));
    for (path, part) in parts {
        if let Outcome::Withheld { reason } = &part.outcome {
            let path = format!("{path}!/{}", part.path);
            terminal::note(&format!("withheld: {} {}", terminal::safe(&path), reason.explain()));
        }
    }
    for entry in &summary.manifest.entries {
        if let Some(why) = entry.no_report {
            terminal::note(&format!("no report of {}: {}", terminal::safe(&entry.path), why.explain()));
        }
    }
    for (path, pages) in summary.lost_pages() {
        terminal::note(&format!(
            "left out: text on {} of {}: it reads differently on the page and in the file; look at it by hand",
            terminal::count(pages, "page", "pages"),
            terminal::safe(&path)
        ));
    }
    if quiet {
        return exit;
    }
    let t = &summary.manifest.totals;
    let places: u64 = t.redactions.values().sum();
    let values: u64 = t.values.values().sum();
    terminal::note(&format!(
        "{}: {} redacted, {} without a finding, {} withheld{}; {} found, {} replaced",
        terminal::count(t.sources, "source", "sources"),
        t.redacted,
        t.unchanged,
        t.withheld,
        terminal::within_others(summary.withheld_parts()),
        terminal::count(values, "value", "values"),
        terminal::count(places, "place", "places")
    ));
    let kept: u64 = summary.manifest.entries.iter().flat_map(|e| e.kept.values()).sum();
    if kept > 0 {
        let (found, were) =
            (terminal::count(kept, "finding", "findings"), if kept == 1 { "was" } else { "were" });
        terminal::note(&format!("{found} {were} left in place because the policy says so"));
    }
    notices(summary);
    for report in &summary.reports {
        terminal::note(&format!("report: {}", terminal::safe(report)));
    }
    if let Ending::Copies(_) = ending {
        losses(summary);
    }
    match ending {
        Ending::Copies(path) if t.withheld == t.sources => {
            terminal::note(&format!("every source was withheld: {} is empty", terminal::path(path)));
        }
        Ending::Published(path) | Ending::Copies(path) => {
            terminal::note(&format!("verified and published: {}", terminal::path(path)));
        }
        Ending::DryRun => terminal::note("dry run: verified, nothing was published"),
    }
    exit
}

/// Sources named on the terminal whose copies lack something.
const MAX_LOSSES: usize = 100;

/// Says of each source what its copy lacks, with the files in it.
fn losses(summary: &Summary) {
    let lines = summary.manifest.entries.iter().filter_map(|entry| {
        let mut lost: BTreeMap<Lost, u64> = BTreeMap::new();
        for loss in entry.losses.iter().chain(entry.parts.iter().flat_map(|part| &part.losses)) {
            *lost.entry(loss.what).or_default() += loss.count;
        }
        let said: Vec<String> = lost.iter().map(|(what, n)| format!("{} ({n})", what.describe())).collect();
        (!said.is_empty())
            .then(|| format!("not carried over: {}: {}", terminal::safe(&entry.path), said.join(", ")))
    });
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(MAX_LOSSES) {
        terminal::note(line);
    }
    let more = lines.len().saturating_sub(MAX_LOSSES);
    if more > 0 {
        terminal::note(&format!(
            "not carried over: of {} more too; `evidact batch` lists all",
            terminal::count(more as u64, "source", "sources")
        ));
    }
}

/// Places named on the terminal; the manifest lists all.
const MAX_NOTICES: usize = 20;

fn notices(summary: &Summary) {
    let entries = &summary.manifest.entries;
    list_notices(entries.iter().flat_map(|e| e.notices.iter().map(|n| (e.path.as_str(), n))));
}

/// Lists what a reviewer should look at: file, line and rule, never the value.
pub(crate) fn list_notices<'a>(mut all: impl Iterator<Item = (&'a str, &'a Notice)>) {
    for (path, notice) in all.by_ref().take(MAX_NOTICES) {
        let why = match notice.notice {
            NoticeKind::InlineAllow => "a comment calls it no secret; replaced all the same",
            NoticeKind::Suggestion => "may be sensitive; not replaced",
        };
        let inside = notice
            .part
            .iter()
            .chain(&notice.place)
            .fold(path.to_owned(), |path, part| format!("{path}!/{part}"));
        terminal::note(&format!("look: {}:{}: {}: {why}", terminal::safe(&inside), notice.line, notice.rule));
    }
    let more = all.count();
    if more > 0 {
        terminal::note(&format!(
            "look: {} more; the manifest of a package lists all",
            terminal::count(more as u64, "place", "places")
        ));
    }
}
