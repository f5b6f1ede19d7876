//! `index.md`: what is in a package, in words.

use evidact_model::manifest::{Manifest, NoticeKind, Published};
use evidact_model::{Format, Loss, Lost, Outcome, Structure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Writes the index of a package. Published names only; they were redacted and verified.
pub(crate) fn render(manifest: &Manifest, reports: &[Published]) -> String {
    let mut out = String::from("# Evidence package\n\n");
    let t = &manifest.totals;
    let _ = writeln!(
        out,
        "{} {}: {} redacted, {} without a finding, {} withheld{}. Made by {} {} with {} rules (packs {}).\n",
        t.sources,
        if t.sources == 1 { "source" } else { "sources" },
        t.redacted,
        t.unchanged,
        t.withheld,
        match manifest.withheld_parts() {
            0 => String::new(),
            1 => " (1 file within others too)".to_owned(),
            parts => format!(" ({parts} files within others too)"),
        },
        manifest.tool.name,
        manifest.tool.version,
        manifest.rules.count,
        manifest.rules.packs
    );
    out.push_str(
        "Every file here was opened again after writing and searched, in every layer that can be decoded, for each\n\
         replaced value and for new findings. Nothing was found. \"No finding\" does not mean that a file is harmless:\n\
         what no rule, list or context betrays cannot be found.\n\n",
    );
    images(&mut out, manifest);
    findings(&mut out, manifest);
    list_reports(&mut out, manifest, reports);
    notices(&mut out, manifest);
    left_out(&mut out, manifest);
    withheld(&mut out, manifest);
    losses(&mut out, manifest);
    evidence(&mut out, manifest);
    out.push_str(
        "## Next steps\n\n\
         1. Read the reports, and look at the withheld sources above: they are not in this package.\n\
         2. Check the package: `evidact verify FOLDER`, or `sha256sum -c SHA256SUMS` inside it.\n\
         3. Share the whole folder; the same placeholder stands for the same value everywhere in it.\n",
    );
    out
}

/// What pixels show is searched by nobody; a person has to look.
fn images(out: &mut String, manifest: &Manifest) {
    let is_image = |format: Option<Format>| format.is_some_and(Format::is_image);
    let painted = |losses: &[Loss]| -> u64 {
        losses.iter().filter(|l| l.what == Lost::PaintedArea).map(|l| l.count).sum()
    };
    let mut paths = Vec::new();
    for entry in &manifest.entries {
        if is_image(entry.format) {
            paths.push((entry.path.clone(), painted(&entry.losses)));
        }
        let members = entry.parts.iter().filter(|m| is_image(m.format));
        paths.extend(members.map(|m| (inside(&entry.path, Some(&m.path)), painted(&m.losses))));
    }
    if paths.is_empty() {
        out.push_str("No image is published: what pixels show cannot be searched.\n\n");
        return;
    }
    out.push_str(
        "## Images: look at each before you share\n\nThe policy publishes images. Their pixels were written anew without \
         metadata; **what they show was not cleared by anybody**.\n\n",
    );
    for (path, painted) in paths {
        let painted = match painted {
            0 => String::new(),
            1 => " (1 area painted over)".to_owned(),
            areas => format!(" ({areas} areas painted over)"),
        };
        let _ = writeln!(out, "- {}{painted}", cell(&path));
    }
    out.push('\n');
}

fn findings(out: &mut String, manifest: &Manifest) {
    out.push_str("## What was replaced\n\n| class | places | different values |\n| --- | ---: | ---: |\n");
    for (class, places) in &manifest.totals.redactions {
        let values = manifest.totals.values.get(class).copied().unwrap_or(0);
        let _ = writeln!(out, "| {class} | {places} | {values} |");
    }
    out.push('\n');
    let kept: u64 = manifest.entries.iter().flat_map(|e| e.kept.values()).sum();
    if kept > 0 {
        let _ = writeln!(
            out,
            "{kept} {} left in place because the policy says so; the reasons are in `manifest.json`.\n",
            if kept == 1 { "finding was" } else { "findings were" }
        );
    }
}

fn list_reports(out: &mut String, manifest: &Manifest, reports: &[Published]) {
    out.push_str("## Reports\n\n");
    let unread: Vec<(&str, &str)> = manifest
        .entries
        .iter()
        .filter_map(|entry| Some((entry.path.as_str(), entry.no_report?.explain())))
        .collect();
    if reports.is_empty() && unread.is_empty() {
        out.push_str("No source was recognised as a review note.\n");
    }
    for report in reports {
        let _ = writeln!(out, "- {}", link(&report.path));
    }
    for (path, why) in unread {
        let _ = writeln!(out, "- no report of {}: {why}", cell(path));
    }
    out.push('\n');
}

/// Rows of the list of customers that nobody looks for in full: by line, never the value.
fn left_out(out: &mut String, manifest: &Manifest) {
    if manifest.left_out.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "## Customers that were not looked for alone\n\nThe list of customers has names of up to four letters that may be words, \
         in {}. They are replaced before\na legal form and left alone elsewhere: look for them yourself.\n",
        manifest.left_out.named(MAX_LINES)
    );
}

/// Places that a reviewer should look at: by file, line and rule, never the value.
fn notices(out: &mut String, manifest: &Manifest) {
    let all = || manifest.entries.iter().flat_map(|e| e.notices.iter().map(move |n| (e, n)));
    if all().next().is_none() {
        return;
    }
    out.push_str(
        "## Worth a look\n\nLines and rows are those of the source. Read each place there and decide: a `[[term]]` in the policy takes a \
         value out everywhere, an `[[allow]]` keeps one.\n\n| source | where | rule | why |\n| --- | --- | --- | --- |\n",
    );
    for (entry, notice) in all().take(MAX_NOTICES) {
        let why = match notice.notice {
            NoticeKind::InlineAllow => "a comment calls it no secret; it was replaced all the same",
            NoticeKind::Suggestion => "may be sensitive; nothing was replaced",
        };
        let source = inside(&entry.path, notice.part.as_deref());
        let place = match notice.place.as_deref() {
            Some(sheet) if sheet.starts_with("sheet ") => format!("{sheet}, row {}", notice.line),
            Some(of) => format!("{of}, line {}", notice.line),
            None => format!("line {}", notice.line),
        };
        let _ = writeln!(out, "| {} | {} | {} | {why} |", cell(&source), cell(&place), cell(&notice.rule));
    }
    let more = all().count().saturating_sub(MAX_NOTICES);
    if more > 0 {
        let _ = writeln!(out, "\n{more} more are in `manifest.json`.");
    }
    out.push('\n');
}

fn withheld(out: &mut String, manifest: &Manifest) {
    let mut rows = String::new();
    let mut row = |path: &str, outcome: &Outcome| {
        if let Outcome::Withheld { reason } = outcome {
            let _ = writeln!(rows, "| {} | {} |", cell(path), cell(&reason.explain()));
        }
    };
    for entry in &manifest.entries {
        row(&entry.path, &entry.outcome);
        for member in &entry.parts {
            row(&inside(&entry.path, Some(&member.path)), &member.outcome);
        }
    }
    if !rows.is_empty() {
        let _ = writeln!(out, "## Withheld\n\n| source | why |\n| --- | --- |\n{rows}");
    }
}

/// What copies do not hold although their sources did.
fn losses(out: &mut String, manifest: &Manifest) {
    let mut rows = Vec::new();
    let mut kinds = BTreeSet::new();
    for entry in &manifest.entries {
        let members = entry.parts.iter().map(|m| (inside(&entry.path, Some(&m.path)), &m.losses));
        for (path, losses) in std::iter::once((entry.path.clone(), &entry.losses)).chain(members) {
            let mut by_kind: BTreeMap<Lost, (u64, BTreeSet<u32>)> = BTreeMap::new();
            for loss in losses {
                let (count, pages) = by_kind.entry(loss.what).or_default();
                *count += loss.count;
                pages.extend(loss.page);
            }
            for (what, (count, pages)) in by_kind {
                kinds.insert(what);
                let pages = if pages.is_empty() { String::new() } else { shown_pages(&pages) };
                rows.push(format!("| {} | {} | {count} | {pages} |\n", cell(&path), what.describe()));
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    out.push_str(
        "## Not carried over\n\nCopies of documents were written anew from what a search can read. What these sources held \
         besides is not in the package.\n\n| source | what | how many | page, sheet, slide or message |\n| --- | --- | ---: | --- |\n",
    );
    let more = rows.len().saturating_sub(MAX_LOSSES);
    rows.truncate(MAX_LOSSES);
    out.push_str(&rows.concat());
    if more > 0 {
        let _ = writeln!(out, "\n{more} more are in `manifest.json`.");
    }
    out.push_str("\nWhat that means:\n\n");
    for what in kinds {
        let _ = writeln!(out, "- {}: {}", what.describe(), what.explain());
    }
    out.push('\n');
}

fn shown_pages(pages: &BTreeSet<u32>) -> String {
    let shown: Vec<String> = pages.iter().take(12).map(ToString::to_string).collect();
    format!("{}{}", shown.join(", "), if pages.len() > 12 { " …" } else { "" })
}

/// The path of a file within a source.
fn inside(path: &str, part: Option<&str>) -> String {
    part.map_or_else(|| path.to_owned(), |part| format!("{path}!/{part}"))
}

fn evidence(out: &mut String, manifest: &Manifest) {
    out.push_str(
        "## Evidence\n\nThe structure of a file is sound if it holds to the grammar of its format; it says nothing about what the \
         file tells.\n\n",
    );
    out.push_str("| file | replaced | structure | SHA-256 |\n| --- | ---: | --- | --- |\n");
    for entry in &manifest.entries {
        let (replaced, structure) = match &entry.outcome {
            Outcome::Unchanged { structure } => ("no finding".to_owned(), structure),
            Outcome::Redacted { structure, redactions } => (redactions.to_string(), structure),
            Outcome::Withheld { .. } => continue,
        };
        let structure = match structure {
            Structure::Sound => "sound",
            Structure::Unverified => "unverified, read as text",
        };
        if let Some(file) = &entry.published {
            let _ = writeln!(out, "| {} | {replaced} | {structure} | `{}` |", link(&file.path), file.sha256);
        }
    }
    out.push('\n');
}

/// A relative link whose text and target no name can break out of.
fn link(path: &str) -> String {
    let mut target = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            target.push(char::from(byte));
        } else {
            let _ = write!(target, "%{byte:02X}");
        }
    }
    format!("[{}](./{target})", cell(path))
}

/// Text for a table cell: no markup of its own.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' | '&' | '~') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// The index lists so many notices; the manifest lists all.
const MAX_NOTICES: usize = 200;
/// Lines of the list of customers that the index names; the manifest names more.
const MAX_LINES: usize = 60;

/// The index lists so many losses; the manifest lists all.
const MAX_LOSSES: usize = 400;

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_name_cannot_become_markup() {
        assert_eq!(link("a](javascript:x).md"), r"[a\](javascript:x).md](./a%5D%28javascript%3Ax%29.md)");
        assert!(link("<img src=x>").starts_with(r"[\<img"));
    }
}
