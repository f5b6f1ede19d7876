//! `evidact rules import`: foreign rule files become a pack of ours.

use crate::args::RulesImportArgs;
use crate::exit::{Exit, Failure};
use crate::setup::read_text;
use crate::terminal;
use evidact_model::Kind;
use evidact_patterns::{Import, Weight, import};
use std::fmt::Write as _;
use std::path::Path;

/// Writes the pack and says what could not be taken over.
///
/// # Errors
/// [`Failure`] if the file cannot be read, or the pack exists or cannot be written.
pub(super) fn run(args: &RulesImportArgs) -> Result<(String, Exit), Failure> {
    let text = read_text(&args.file, "the rules")?;
    let provider = args.provider.clone().unwrap_or_else(|| provider_of(&args.file));
    let shown = terminal::path(&args.file);
    if Kind::credential(&provider).is_err() {
        let name = terminal::safe(&provider);
        let message = format!(
            "{name}: not the name of a provider; give --provider lower-case letters, digits and '-', at most 32"
        );
        return Err(Failure::usage(message));
    }
    let imported = import(&text, &provider).map_err(|e| Failure::usage(format!("{shown}: {e}")))?;
    if imported.rules == 0 {
        return Err(Failure::usage(format!("{shown}: no rules here ([[rules]] of gitleaks or betterleaks)")));
    }
    let mut out = remarks(&shown, &imported);
    let refused = imported.rules - imported.taken;
    if imported.taken == 0 {
        let _ = writeln!(out, "none of {} rules could be taken over; nothing was written", imported.rules);
        return Ok((out, Exit::Findings));
    }
    let pack = args.out.join(format!("{provider}.toml"));
    write(&pack, &imported.pack)?;
    let _ = writeln!(
        out,
        "{} of {} rules are in {}; use it with --patterns {}",
        imported.taken,
        imported.rules,
        terminal::path(&pack),
        terminal::path(&args.out)
    );
    let narrowed = imported.remarks.iter().any(|remark| remark.weight == Weight::Narrowed);
    Ok((out, if refused == 0 && !narrowed { Exit::Done } else { Exit::Findings }))
}

fn remarks(file: &str, imported: &Import) -> String {
    let mut out = String::new();
    for remark in &imported.remarks {
        let place = if remark.line == 0 { file.to_owned() } else { format!("{file}:{}", remark.line) };
        let rule = remark.rule.as_deref().map(|id| format!("{}: ", terminal::safe(id))).unwrap_or_default();
        let weight = match remark.weight {
            Weight::Refused => "refused",
            Weight::Narrowed => "finds less than there",
            Weight::Changed => "changed",
        };
        let _ = writeln!(out, "{place}: {rule}{weight}: {}", terminal::safe(&remark.what));
    }
    out
}

/// `.gitleaks.toml` gives `gitleaks`.
fn provider_of(file: &Path) -> String {
    let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_lowercase();
    let stem = name.trim_start_matches('.').split('.').next().unwrap_or_default();
    let kept: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(32).collect();
    let kept = kept.trim_matches('-');
    if kept.is_empty() { "imported".into() } else { kept.into() }
}

/// Writes a new file; an existing one may have been worked on.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    use std::io::Write as _;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| Failure::write("the folder of the pack", &e))?;
    }
    let file = std::fs::File::options().write(true).create_new(true).open(path);
    let mut file = file.map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::usage(format!(
            "{} exists; remove it or name another provider with --provider",
            terminal::path(path)
        )),
        _ => Failure::write("the pack", &e),
    })?;
    file.write_all(text.as_bytes()).map_err(|e| Failure::write("the pack", &e))
}
