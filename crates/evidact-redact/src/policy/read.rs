//! From the tables of a policy file to the policy.

use super::table::{self, Entry, Table};
use super::{Action, Allowed, Policy, ReportPolicy, Suggestions, Term};
use crate::common_words::is_common_word;
use crate::error::{Fault, PolicyError};
use crate::selection::{Kinds, Selection, read_class};
use evidact_formats::{Area, Images, Limits, Paint};
use evidact_model::{Kind, Profile};
use evidact_raw::SecretBuf;

const KEYS: [&str; 11] = [
    "schema",
    "profile",
    "suggestions",
    "classes",
    "kinds",
    "allow",
    "term",
    "select",
    "limits",
    "images",
    "report",
];

/// Reads a policy.
///
/// # Errors
/// [`PolicyError`], with the position and never the content.
pub(super) fn policy(text: &str, kinds: &mut Kinds) -> Result<Policy, PolicyError> {
    let file = table::file(text)?;
    let root = Table::root(text, &file, &KEYS)?;
    let schema = root.need("schema")?;
    if schema.number::<i64>(i128::from(i64::MIN))? != 1 {
        return Err(schema.error(Fault::Schema));
    }
    let mut policy = Policy::default();
    if let Some(entry) = root.get("profile") {
        let profiles = [Profile::Redact, Profile::Scan];
        policy.profile = profiles.get(entry.word(&["redact", "scan"])?).copied();
    }
    if let Some(entry) = root.get("suggestions") {
        let choices = [Suggestions::List, Suggestions::Withhold];
        policy.suggestions = choices.get(entry.word(&["list", "withhold"])?).copied().unwrap_or_default();
    }
    if let Some(entry) = root.get("limits") {
        policy.limits = limits(&entry)?;
    }
    if let Some(entry) = root.get("images") {
        images(&entry, &mut policy)?;
    }
    if let Some(entry) = root.get("report") {
        let keys = ["classification", "version", "catalog", "theme", "language"];
        let report = entry.table("report", &keys)?;
        let text = |key| report.get(key).map(|e| e.text().map(str::to_owned)).transpose();
        policy.report = ReportPolicy {
            classification: text("classification")?,
            version: text("version")?,
            catalog: text("catalog")?,
            theme: text("theme")?,
            language: text("language")?,
            file: None,
        };
    }
    for entry in tables(&root, "allow")? {
        policy.allowed.push(allowed(&entry)?);
    }
    for entry in tables(&root, "term")? {
        let term = term(&entry)?;
        kinds.insert(term.kind.clone());
        policy.terms.push(term);
    }
    if let Some(entry) = root.get("classes") {
        let classes = entry.open_table("classes")?;
        for (name, action) in classes.all() {
            let class = read_class(name.get_ref());
            let class = class.map_err(|error| classes.wrong_name(name, Fault::UnknownName(error)))?;
            policy.classes.insert(class, read_action(&action)?);
        }
    }
    if let Some(entry) = root.get("kinds") {
        let named = entry.open_table("kinds")?;
        for (name, action) in named.all() {
            let kind = kinds.read(name.get_ref());
            let kind = kind.map_err(|error| named.wrong_name(name, Fault::UnknownName(error)))?;
            policy.kinds.insert(kind, read_action(&action)?);
        }
    }
    if let Some(entry) = root.get("select") {
        let select = entry.table("select", &["only", "skip"])?;
        let (only, skip) = (names(&select, "only", kinds)?, names(&select, "skip", kinds)?);
        let selection = Selection::new(&only, &skip, kinds);
        policy.selection = selection.map_err(|error| entry.error(Fault::UnknownName(error)))?;
    }
    Ok(policy)
}

/// The tables of a list, `[[name]]`.
fn tables<'t>(root: &Table<'t>, name: &'static str) -> Result<Vec<Entry<'t>>, PolicyError> {
    root.get(name).map_or_else(|| Ok(Vec::new()), |entry| entry.list())
}

fn allowed(entry: &Entry<'_>) -> Result<Allowed, PolicyError> {
    let allow = entry.table("allow", &["value", "reason"])?;
    let value = allow.need("value")?;
    let reason = allow.need("reason")?;
    if value.text()?.is_empty() {
        return Err(value.error(Fault::Empty { key: value.name() }));
    }
    if reason.text()?.trim().is_empty() {
        return Err(reason.error(Fault::ReasonMissing));
    }
    Ok(Allowed { value: SecretBuf::new(value.text()?.as_bytes()), reason: reason.text()?.to_owned() })
}

fn term(entry: &Entry<'_>) -> Result<Term, PolicyError> {
    let term = entry.table("term", &["value", "kind"])?;
    let entry = term.need("value")?;
    let value = entry.text()?.trim();
    if value.chars().count() < 4 || is_common_word(value.as_bytes()) {
        return Err(entry.error(Fault::TermTooCommon));
    }
    let kind = match term.get("kind") {
        None => Kind::known("CUSTOMER"),
        Some(kind) => Kind::parse(kind.text()?).map_err(|_| kind.error(Fault::KindForm))?,
    };
    Ok(Term { value: SecretBuf::new(value.as_bytes()), kind })
}

/// `"replace"`, `"remove"` or `{ keep = "reason" }`.
fn read_action(entry: &Entry<'_>) -> Result<Action, PolicyError> {
    match entry.as_text() {
        Some("replace") => Ok(Action::Replace),
        Some("remove") => Ok(Action::Remove),
        Some("keep") => Err(entry.error(Fault::ReasonMissing)),
        Some(_) => Err(entry.error(Fault::UnknownAction)),
        None => {
            let action = entry.open_table("classes").map_err(|_| entry.error(Fault::UnknownAction))?;
            let keep = match action.all().as_slice() {
                [(key, keep)] if key.get_ref() == "keep" => *keep,
                _ => return Err(entry.error(Fault::UnknownAction)),
            };
            let reason = keep.as_text().ok_or_else(|| keep.error(Fault::ReasonMissing))?;
            if reason.trim().is_empty() {
                return Err(keep.error(Fault::ReasonMissing));
            }
            Ok(Action::Keep(reason.to_owned()))
        }
    }
}

fn names(select: &Table<'_>, key: &'static str, kinds: &Kinds) -> Result<Vec<String>, PolicyError> {
    let Some(entry) = select.get(key) else { return Ok(Vec::new()) };
    let name = |entry: Entry<'_>| {
        let name = entry.text()?.to_owned();
        let one = Selection::new(std::slice::from_ref(&name), &[], kinds);
        one.map(|_| name).map_err(|error| entry.error(Fault::UnknownName(error)))
    };
    entry.list()?.into_iter().map(name).collect()
}

fn limits(entry: &Entry<'_>) -> Result<Limits, PolicyError> {
    const KEYS: [&str; 5] = ["max_bytes", "max_depth", "max_members", "max_expanded_bytes", "max_ratio"];
    let limits = entry.table("limits", &KEYS)?;
    let standard = Limits::default();
    let number = |key, standard: u64| limits.get(key).map_or(Ok(standard), |entry| entry.number(1));
    Ok(Limits {
        max_bytes: number("max_bytes", standard.max_bytes)?,
        // Without any no archive and no document could be opened at all.
        max_container_depth: limits
            .get("max_depth")
            .map_or(Ok(standard.max_container_depth), |entry| entry.number(1))?,
        max_members: number("max_members", standard.max_members)?,
        max_expanded_bytes: number("max_expanded_bytes", standard.max_expanded_bytes)?,
        max_ratio: number("max_ratio", standard.max_ratio)?,
        ..standard
    })
}

fn images(entry: &Entry<'_>, policy: &mut Policy) -> Result<(), PolicyError> {
    let images = entry.table("images", &["allow", "ocr", "paint"])?;
    if images.get("allow").map_or(Ok(false), |entry| entry.truth())? {
        policy.limits.images = Images::Reencode;
    }
    policy.ocr = images.get("ocr").map(|entry| entry.text().map(str::to_owned)).transpose()?;
    let areas = images.get("paint").map_or_else(|| Ok(Vec::new()), |entry| entry.list())?;
    for entry in areas {
        let area = entry.table("images.paint", &["file", "x", "y", "width", "height"])?;
        let (file, number) = (area.need("file")?, |key, least| area.need(key)?.number(least));
        let place = Area {
            x: number("x", 0)?,
            y: number("y", 0)?,
            width: number("width", 1)?,
            height: number("height", 1)?,
        };
        let paint = Paint::new(file.text()?, place).map_err(|_| file.error(Fault::Pattern))?;
        policy.limits.paint.push(paint);
    }
    Ok(())
}
