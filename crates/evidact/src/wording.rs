//! The catalog and the theme that the user asks for: built-in by name, or a file of their own.

use crate::exit::Failure;
use crate::setup::{read_file, read_text};
use crate::terminal;
use evidact_redact::ReportPolicy;
use evidact_render::Theme;
use evidact_report::Catalog;
use std::borrow::Cow;
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
    let path = file(name, "catalog", &Catalog::BUILTIN)?;
    let text = read_text(path, "the catalog")?;
    let wrong = |e| Failure::usage(format!("{}: {e}", terminal::path(path)));
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
            Failure::usage(format!(
                "--language {}: reports speak English (en) and German (de); for another language write a theme, docs/themes.md",
                terminal::safe(tag)
            ))
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
    let path = file(name, "theme", &Theme::BUILTIN)?;
    let text = read_text(path, "the theme")?;
    let wrong = |e| Failure::usage(format!("{}: {e}", terminal::path(path)));
    let theme = spoken.unwrap_or_default().with(&text).map_err(wrong)?;
    with_logo(theme, path)
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
