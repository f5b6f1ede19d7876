//! Puts the engine together from arguments: policy, pattern packs, the user's own identifiers.

use crate::args::{Common, ProfileArg};
use crate::exit::Failure;
use crate::terminal;
use evidact_detect::own::OwnIdentifiers;
use evidact_detect::{Detector, Options, Term};
use evidact_model::manifest::Rules;
use evidact_model::{Class, Profile};
use evidact_patterns::RuleSet;
use evidact_raw::RawBytes;
use evidact_redact::{Engine, Policy};
use std::path::{Path, PathBuf};

/// What a command works with.
pub(crate) struct Setup {
    pub(crate) engine: Engine,
    pub(crate) rules: Rules,
    pub(crate) threads: usize,
    pub(crate) profile: Profile,
}

impl Setup {
    /// Reads policy, packs and lists, and builds the detector.
    ///
    /// # Errors
    /// [`Failure`] with the place, never the content, of what is wrong.
    pub(crate) fn new(common: &Common, default: Profile) -> Result<Self, Failure> {
        let policy = read_policy(common.policy.as_deref())?;
        let rule_set = with_packs(RuleSet::builtin(), common.patterns.as_deref())?;
        let rules = Rules { packs: rule_set.digest(), count: rule_set.rules().len() as u64 };
        let own = common.identifiers.as_deref().map(read_identifiers).transpose()?;
        let terms = policy
            .terms()
            .map(|(value, kind)| Term {
                value: value.clone(),
                kind: kind.clone(),
                class: Class::CustomerIdentifier,
            })
            .collect();
        let options = Options { terms, own, ..Options::default() };
        let detector = Detector::new(rule_set, options).map_err(|e| Failure::usage(e.to_string()))?;
        let profile = match common.profile {
            Some(ProfileArg::Redact) => Profile::Redact,
            Some(ProfileArg::Scan) => Profile::Scan,
            None => policy.profile.unwrap_or(default),
        };
        Ok(Self { engine: Engine::new(detector, policy), rules, threads: threads(common), profile })
    }
}

fn threads(common: &Common) -> usize {
    common
        .threads
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, std::num::NonZeroUsize::get)
}

fn read_policy(given: Option<&Path>) -> Result<Policy, Failure> {
    let Some(path) = given.map(Path::to_owned).or_else(discover) else { return Ok(Policy::default()) };
    let text = read_text(&path, "the policy")?;
    Policy::parse(&text).map_err(|e| Failure::usage(format!("{}: {e}", terminal::path(&path))))
}

/// Looks for `evidact.toml` here and in the folders above.
fn discover() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("evidact.toml")).find(|path| path.is_file())
}

/// Adds the packs of a folder to a rule set.
///
/// # Errors
/// [`Failure`] naming pack and position.
pub(crate) fn with_packs(mut rules: RuleSet, folder: Option<&Path>) -> Result<RuleSet, Failure> {
    let Some(folder) = folder else { return Ok(rules) };
    let packs = pack_files(folder)?;
    if packs.is_empty() {
        return Err(Failure::usage(format!("{}: no pattern packs (*.toml) here", terminal::path(folder))));
    }
    for path in packs {
        let text = read_text(&path, "the pattern pack")?;
        rules = rules.with_pack(&pack_name(&path), &text).map_err(|e| Failure::usage(e.to_string()))?;
    }
    Ok(rules)
}

/// Lists the packs of a folder, sorted.
///
/// # Errors
/// [`Failure`] if it cannot be read.
pub(crate) fn pack_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|e| Failure::usage(format!("could not read {}: {}", terminal::path(folder), e.kind())))?;
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "toml")).collect();
    paths.sort();
    Ok(paths)
}

/// The name that messages give a pack.
pub(crate) fn pack_name(path: &Path) -> String {
    path.file_name().map(|n| terminal::path(Path::new(n))).unwrap_or_default()
}

/// Reads a text file of the user's.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn read_text(path: &Path, what: &str) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|e| {
        Failure::usage(format!("could not read {what} {}: {}", terminal::path(path), e.kind()))
    })?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("{what} {} is not UTF-8", terminal::path(path))))
}

fn read_identifiers(path: &Path) -> Result<OwnIdentifiers, Failure> {
    let bytes = std::fs::read(path).map_err(|e| {
        Failure::usage(format!("could not read the list {}: {}", terminal::path(path), e.kind()))
    })?;
    OwnIdentifiers::from_csv(&RawBytes::new(bytes))
        .map_err(|e| Failure::usage(format!("{}: {e}", terminal::path(path))))
}
