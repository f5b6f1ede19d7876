//! Puts the engine together from arguments: policy, pattern packs, the user's own identifiers.

use crate::args::{Common, ProfileArg};
use crate::exit::Failure;
use crate::output::Explained;
use crate::terminal;
use crate::tesseract::Tesseract;
use evidact_detect::own::OwnIdentifiers;
use evidact_detect::{Classes, Detector, Options, Reach, Term};
use evidact_model::manifest::Rules;
use evidact_model::{Class, Kind, Profile};
use evidact_patterns::RuleSet;
use evidact_redact::{Engine, Kinds, Policy, ReportPolicy, Selection, Suggestions};
use std::path::{Path, PathBuf};

/// What a command works with.
pub(crate) struct Setup {
    pub(crate) engine: Engine,
    pub(crate) rules: Rules,
    pub(crate) explained: Explained,
    pub(crate) threads: usize,
    pub(crate) profile: Profile,
}

impl Setup {
    /// Reads policy, packs and lists, and builds the detector.
    ///
    /// # Errors
    /// [`Failure`] with the place, never the content, of what is wrong.
    pub(crate) fn new(common: &Common, inputs: &[PathBuf], default: Profile) -> Result<Self, Failure> {
        Self::with(common, inputs, default, |policy| policy)
    }

    /// As [`Setup::new`], with a last word on the policy.
    ///
    /// # Errors
    /// As [`Setup::new`].
    pub(crate) fn with(
        common: &Common,
        inputs: &[PathBuf],
        default: Profile,
        settle: impl FnOnce(Policy) -> Policy,
    ) -> Result<Self, Failure> {
        let rule_set = with_packs(RuleSet::builtin(), common.patterns.as_deref())?;
        let policy = settle(read_policy(common, inputs, &mut kinds(&rule_set))?);
        let rules = Rules { packs: rule_set.digest(), count: rule_set.rules().len() as u64 };
        let explained = Explained::new(&rule_set);
        let own = common.identifiers.as_deref().map(read_identifiers).transpose()?;
        let terms: Vec<Term> = policy
            .terms()
            .map(|(value, kind)| Term {
                value: value.clone(),
                kind: kind.clone(),
                class: Class::CustomerIdentifier,
            })
            .collect();
        let profile = match common.profile {
            Some(ProfileArg::Redact) => Profile::Redact,
            Some(ProfileArg::Scan) => Profile::Scan,
            None => policy.profile.unwrap_or(default),
        };
        let reach = if default == Profile::Scan { policy.selection().reach(profile) } else { Reach::All };
        let options = Options { terms, own, reach, classes: classes(default, &policy) };
        let detector = Detector::new(rule_set, options).map_err(|e| Failure::usage(e.to_string()))?;
        let reader = policy.ocr.as_deref().map(Tesseract::find).transpose()?;
        let mut engine = Engine::new(detector, policy);
        if let Some(reader) = reader {
            engine = engine.with_picture_reader(Box::new(reader));
        }
        Ok(Self { engine, rules, explained, threads: threads(common), profile })
    }
}

/// The kinds that findings may have, in order.
pub(crate) fn kinds(rules: &RuleSet) -> Kinds {
    let detectors = evidact_model::detectors().flat_map(|d| d.kinds).map(|&k| Kind::known(k));
    detectors.chain(rules.rules().iter().map(|r| r.kind.clone())).collect()
}

/// What the command `scan` would not report it does not look for. Others count what they leave in place. Terms
/// are looked for whatever is selected.
fn classes(default: Profile, policy: &Policy) -> Classes {
    let has_terms = policy.terms().next().is_some();
    let unwanted = Class::ALL.into_iter().filter(|&c| {
        default == Profile::Scan
            && policy.selection().excludes(c)
            && !(has_terms && c == Class::CustomerIdentifier)
    });
    unwanted.fold(Classes::ALL, Classes::without)
}

fn threads(common: &Common) -> usize {
    common
        .threads
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, std::num::NonZeroUsize::get)
}

/// Reads the policy, with the classes and kinds that the command line selects.
fn read_policy(common: &Common, inputs: &[PathBuf], kinds: &mut Kinds) -> Result<Policy, Failure> {
    let mut policy = policy_file(common, inputs, kinds)?;
    let name = |flag: &str, names: &[String]| {
        names.iter().try_for_each(|name| {
            if name.trim().is_empty() {
                return Err(Failure::usage(format!(
                    "--{flag}: a name is missing; write e.g. credential,EMAIL"
                )));
            }
            let wrong = |e| Failure::usage(format!("--{flag}: {} {e}", terminal::safe(name)));
            Selection::new(std::slice::from_ref(name), &[], kinds).map(|_| ()).map_err(wrong)
        })
    };
    name("only", &common.only)?;
    name("skip", &common.skip)?;
    let selection = Selection::new(&common.only, &common.skip, kinds);
    if common.strict {
        policy.suggestions = Suggestions::Withhold;
    }
    Ok(policy.selecting(selection.map_err(|e| Failure::usage(e.to_string()))?))
}

fn policy_file(common: &Common, inputs: &[PathBuf], kinds: &mut Kinds) -> Result<Policy, Failure> {
    let found = match &common.policy {
        Some(given) => Some(given.clone()),
        None => discover(inputs)?,
    };
    let Some(path) = found else { return Ok(Policy::default()) };
    let text = read_text(&path, "the policy")?;
    let mut policy =
        Policy::parse(&text, kinds).map_err(|e| Failure::usage(format!("{}:{e}", terminal::path(&path))))?;
    // A policy names files from where it lies, wherever the command is run.
    let folder = path.parent().unwrap_or(Path::new(""));
    let ReportPolicy { catalog, theme, .. } = &mut policy.report;
    for name in [catalog, theme].into_iter().flatten() {
        let there = folder.join(&*name);
        if let Some(there) = there.to_str().filter(|_| there.is_file()) {
            there.clone_into(name);
        }
    }
    policy.report.file = Some(path.clone());
    if common.policy.is_none() && !common.quiet {
        terminal::note(&format!("policy: {}", terminal::path(&path)));
    }
    Ok(policy)
}

/// Looks for `evidact.toml` here and in the folders above. One that lies inside the input is evidence, not
/// a decision of the user's, and must not switch anything off.
fn discover(inputs: &[PathBuf]) -> Result<Option<PathBuf>, Failure> {
    let Ok(here) = std::env::current_dir() else { return Ok(None) };
    let found = here.ancestors().map(|folder| folder.join("evidact.toml")).find(|path| path.is_file());
    let real = found.as_deref().and_then(|path| path.canonicalize().ok());
    let inside = |input: &PathBuf| {
        let input = input.canonicalize().ok().filter(|i| i.is_dir());
        input.zip(real.as_ref()).is_some_and(|(input, policy)| policy.starts_with(input))
    };
    match found {
        Some(path) if inputs.iter().any(inside) => Err(Failure::usage(format!(
            "{} lies inside the input, so it may not be yours; name it with --policy if it is, or run from elsewhere",
            terminal::path(&path)
        ))),
        found => Ok(found),
    }
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
    if folder.is_file() {
        let place = terminal::path(folder);
        return Err(Failure::usage(format!("{place}: a file; --patterns takes the folder it lies in")));
    }
    let entries = std::fs::read_dir(folder).map_err(|e| {
        Failure::usage(format!("could not read {}: {}", terminal::path(folder), terminal::reason(e.kind())))
    })?;
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
    let bytes = read_file(path, what)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("{what} {} is not UTF-8", terminal::path(path))))
}

/// Reads a regular file.
pub(crate) fn read_file(path: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    check_regular(path, what)?;
    std::fs::read(path).map_err(|e| unreadable(path, what, &terminal::reason(e.kind())))
}

/// Refuses what is no regular file: a pipe or device would never end, or end after the first time.
fn check_regular(path: &Path, what: &str) -> Result<(), Failure> {
    let metadata =
        std::fs::metadata(path).map_err(|e| unreadable(path, what, &terminal::reason(e.kind())))?;
    if metadata.is_file() { Ok(()) } else { Err(unreadable(path, what, "not a file")) }
}

fn unreadable(path: &Path, what: &str, why: &str) -> Failure {
    Failure::usage(format!("could not read {what} {}: {why}", terminal::path(path)))
}

/// Reads the list as a stream: it may be larger than the memory it should take.
fn read_identifiers(path: &Path) -> Result<OwnIdentifiers, Failure> {
    check_regular(path, "the list")?;
    let own = OwnIdentifiers::read(|| std::fs::File::open(path))
        .map_err(|e| Failure::usage(format!("{}: {e}", terminal::path(path))))?;
    if own.is_empty() {
        return Err(Failure::usage(format!("{}: no rows below the header", terminal::path(path))));
    }
    let left_out = own.left_out();
    if !left_out.is_empty() {
        terminal::note(&format!(
            "look: {}: {}: a company of up to four letters that may be a word is only looked for before its legal form",
            terminal::path(path),
            left_out.named(20)
        ));
    }
    Ok(own)
}
