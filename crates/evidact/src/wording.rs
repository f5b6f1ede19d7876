//! The catalog and the theme that the user asks for: built-in by name, or a file of their own.

use crate::exit::Failure;
use crate::setup::{read_file, read_text};
use crate::terminal;
use evidact_redact::ReportPolicy;
use evidact_render::Theme;
use evidact_report::Catalog;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the catalog with this name, or of this file; without one, that of the policy, else the first built-in one.
///
/// # Errors
/// [`Failure`] with the file, the line and the id of what is wrong, never what stands there.
pub(crate) fn catalog(given: Option<&str>, policy: &ReportPolicy) -> Result<Cow<'static, Catalog>, Failure> {
    let Some(name) = given.or(policy.catalog.as_deref()) else {
        return Ok(Cow::Borrowed(Catalog::builtin()));
    };
    if let Some(catalog) = Catalog::named(name) {
        return Ok(Cow::Borrowed(catalog));
    }
    let path = file(name, "catalog", &Catalog::BUILTIN).map_err(|e| named(e, given, policy, "catalog"))?;
    let text = read_text(path, "the catalog")?;
    let wrong = |e| named(Failure::usage(format!("{}: {e}", terminal::path(path))), given, policy, "catalog");
    Catalog::from_toml(&text).map(Cow::Owned).map_err(wrong)
}

/// Returns the theme of a language, the default one without, with the theme of this name or file in its place or over it.
///
/// # Errors
/// [`Failure`] with the file, the line and the key of what is wrong.
pub(crate) fn theme(
    given: Option<&str>,
    language: Option<&str>,
    policy: &ReportPolicy,
) -> Result<Theme, Failure> {
    let built_in = |name: &str| Theme::BUILTIN.contains(&name);
    // The command line beats the policy: a built-in theme has a language of its own.
    let of_policy = policy.theme.as_deref().filter(|name| language.is_none() || !built_in(name));
    let general = policy.language.as_deref().filter(|_| !given.is_some_and(built_in));
    let spoken = language.or(general).map(|tag| {
        Theme::of_language(tag).ok_or_else(|| {
            let known =
                "reports speak English (en) and German (de); for another language write a theme, docs/themes.md";
            match language {
                Some(_) => Failure::usage(format!("--language {}: {known}", terminal::safe(tag))),
                None => named(Failure::usage(known), language, policy, "language"),
            }
        })
    });
    let spoken = spoken.transpose()?;
    let Some(name) = given.or(of_policy) else { return Ok(spoken.unwrap_or_default()) };
    if let Some(theme) = Theme::named(name) {
        return match spoken {
            Some(spoken) if spoken.name() != theme.name() => Err(Failure::usage(format!(
                "--theme {name} speaks another language than --language; leave one of them out"
            ))),
            _ => Ok(theme),
        };
    }
    let path = file(name, "theme", &Theme::BUILTIN).map_err(|e| named(e, given, policy, "theme"))?;
    let text = read_text(path, "the theme")?;
    let wrong = |e| named(Failure::usage(format!("{}: {e}", terminal::path(path))), given, policy, "theme");
    let theme = spoken.unwrap_or_default().with(&text).map_err(wrong)?;
    with_logo(theme, path)
}

/// Says that a theme has wording for an item that neither the catalog nor a built-in one has. Ids of a series that none of
/// them has are those of yet another catalog.
///
/// # Errors
/// [`Failure`] with the id and the one that comes nearest.
pub(crate) fn check_ids(theme: &Theme, catalog: &Catalog) -> Result<(), Failure> {
    let mut ids: BTreeSet<&str> = catalog.items().iter().map(|item| item.id.as_str()).collect();
    for built_in in Catalog::BUILTIN.into_iter().filter_map(Catalog::named) {
        ids.extend(built_in.items().iter().map(|item| item.id.as_str()));
    }
    let series = |id: &str| id.split_once('-').map(|(series, _)| series.to_owned());
    let known: BTreeSet<String> = ids.iter().filter_map(|id| series(id)).collect();
    let is_stray = |id: &&str| !ids.contains(id) && series(id).is_some_and(|series| known.contains(&series));
    let Some(stray) = theme.ids().find(is_stray) else { return Ok(()) };
    let nearest = evidact_model::nearest(stray, ids.iter().copied());
    let meant = nearest.map(|id| format!("; is `{id}` meant?")).unwrap_or_default();
    Err(Failure::usage(format!(
        "theme: no catalog has an item `{}`{meant} `--format json` and docs/catalogs.md show the ids",
        terminal::safe(stray)
    )))
}

/// Says of what is wrong with something that the policy chose, not the command line, which policy, and under which key.
fn named(failure: Failure, given: Option<&str>, policy: &ReportPolicy, key: &str) -> Failure {
    match &policy.file {
        Some(file) if given.is_none() => Failure {
            message: format!("{}: report.{key}: {}", terminal::path(file), failure.message),
            ..failure
        },
        _ => failure,
    }
}

/// Reads the logo that a theme names, from beside the theme's file.
fn with_logo(theme: Theme, path: &Path) -> Result<Theme, Failure> {
    let Some(logo) = theme.logo_file().map(|file| path.with_file_name(file)) else { return Ok(theme) };
    let bytes = read_file(&logo, "the logo of the theme")?;
    theme.with_logo(&bytes).map_err(|e| Failure::usage(format!("{}: {e}", terminal::path(&logo))))
}

/// Takes a name that is not built in for a file, which must be there.
fn file<'a>(name: &'a str, what: &str, builtin: &[&str]) -> Result<&'a Path, Failure> {
    let path = Path::new(name);
    if path.is_file() {
        return Ok(path);
    }
    Err(Failure::usage(format!(
        "{}: no {what} is built in under this name, and no file is there; built in: {}",
        terminal::safe(name),
        builtin.join(", ")
    )))
}
