//! S01: a credential stands in the file itself instead of being referred to.
//!
//! In a redacted copy it shows as a placeholder; a literal that the redaction left, under a name that speaks of a
//! secret, counts too, and is not repeated.

use super::{Check, CheckInfo, Run};
use crate::command::expanded_words;
use crate::facts::{Role, Server, Source, Spot};
use crate::findings::{Findings, Subject};
use crate::value::{
    Address, default_of_reference, holds_redacted_credential, is_blank_form, is_password_name, is_reference,
    is_secret_name, looks_chosen, looks_secret, shortened,
};
use evidact_model::CleanText;
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S01",
        title: "Value instead of a reference",
        looks_at: "Credentials that stand in variables, headers, arguments, addresses, connection strings, shell lines or \
                   defaults.",
        source: "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices",
    },
    runs: &[Run::File(run)],
};

/// Names of variables that hold the key of a model service rather than of another system.
const MODEL_SERVICES: &[&str] =
    &["OPENAI", "ANTHROPIC", "GEMINI", "MISTRAL", "COHERE", "DEEPSEEK", "GROQ", "OPENROUTER"];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        words(server, subject, findings);
        for fact in server.facts.iter().filter(|f| f.role != Role::Word) {
            value(subject, &fact.name, &fact.spot, fact.role, findings);
        }
    }
    for loose in &source.loose {
        value(Subject::file(source), &loose.name, &loose.spot, loose.role, findings);
    }
}

fn items(name: &str) -> &'static [&'static str] {
    let upper = name.to_ascii_uppercase();
    if MODEL_SERVICES.iter().any(|service| upper.contains(service)) {
        &["TRB-03-C01"]
    } else {
        &["TRB-04-C01"]
    }
}

/// Looks at a value under its name.
fn value(subject: Subject<'_>, name: &CleanText, spot: &Spot, role: Role, findings: &mut Findings) {
    let text = spot.str();
    if holds_redacted_credential(text) {
        findings.add(subject, spot, Stance::Contradicts, items(name.as_str()));
        return;
    }
    if role == Role::Secret {
        // The file says so itself, whatever the name or the looks of the value.
        if !is_reference(text) && !is_blank_form(text) {
            hidden(subject, name, spot, findings);
        }
        return;
    }
    if let Some(default) = default_of_reference(text) {
        if is_secret_name(name.as_str()) && (looks_secret(default) || looks_chosen(default)) {
            hidden(subject, name, spot, findings);
        }
        return;
    }
    let bare = without_scheme(text);
    let is_named = matches!(role, Role::Env | Role::Header | Role::Default | Role::Setting)
        && is_secret_name(name.as_str())
        && (looks_secret(bare) || (is_password_name(name.as_str()) && looks_chosen(bare)));
    if is_named || in_address(text) {
        hidden(subject, name, spot, findings);
    }
}

/// Looks at the words of the command line, and of the shell line in it.
fn words(server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let words = expanded_words(server);
    let mut before: Option<&Spot> = None;
    for word in &words {
        let text = word.str();
        if holds_redacted_credential(text) {
            let name = option_name(before);
            findings.add(subject, word, Stance::Contradicts, items(&format!("{name} {text}")));
        } else if let Some(name) = literal_in_word(text, before) {
            hidden(subject, &word.text.derive(|_| name), word, findings);
        }
        before = Some(word);
    }
}

fn option_name(before: Option<&Spot>) -> String {
    before.map(Spot::str).filter(|text| text.starts_with('-')).unwrap_or_default().to_owned()
}

/// Returns the name of a credential that stands literally in a word.
fn literal_in_word(text: &str, before: Option<&Spot>) -> Option<String> {
    let option = option_name(before);
    if is_secret_name(&option) && !option.contains('=') && looks_secret(text) {
        return Some(option);
    }
    if matches!(option.as_str(), "-u" | "--user")
        && let Some((_, password)) = text.split_once(':')
        && password.bytes().any(|b| b.is_ascii_alphabetic())
        && !is_reference(password)
        && !is_blank_form(password)
    {
        return Some(option);
    }
    if let Some((name, value)) = text.split_once('=')
        && is_secret_name(name)
        && looks_secret(without_scheme(value))
    {
        return Some(name.to_owned());
    }
    if let Some((name, value)) = text.split_once(':')
        && is_secret_name(name)
        && looks_secret(without_scheme(value.trim()))
    {
        return Some(name.to_owned());
    }
    in_address(text).then(|| text.split("://").next().unwrap_or_default().to_owned())
}

/// Takes `Bearer` and its like off a value.
fn without_scheme(text: &str) -> &str {
    let text = text.trim();
    ["Bearer ", "bearer ", "Basic ", "basic ", "Token ", "token "]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .unwrap_or(text)
        .trim()
}

/// Says whether an address carries a literal credential before the host, in its query, its fragment or its path.
fn in_address(text: &str) -> bool {
    let start = text.split_once("://").map_or(text, |(scheme, _)| {
        scheme
            .rsplit(['=', ' ', '"', '\''])
            .next()
            .and_then(|s| text.find(s))
            .and_then(|at| text.get(at..))
            .unwrap_or(text)
    });
    let Some(address) = Address::of(start) else { return false };
    let password =
        address.userinfo.and_then(|userinfo| userinfo.split_once(':')).map(|(_, password)| password);
    if password.is_some_and(|p| !p.is_empty() && !p.starts_with('[') && !is_reference(p) && !is_blank_form(p))
    {
        return true;
    }
    let rest = start.split_once("://").map_or("", |(_, rest)| rest);
    let (path, query) = rest
        .find(['?', '#'])
        .map_or((rest, ""), |at| (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default()));
    let in_query =
        query.split(['?', '#', '&']).filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
            (is_secret_name(name) || name.eq_ignore_ascii_case("key") || name.eq_ignore_ascii_case("sig"))
                && looks_secret(value)
        });
    in_query || path.split('/').skip(1).any(is_random_segment)
}

/// Says whether a part of a path is a long random word. Commits are hexadecimal and no secrets.
fn is_random_segment(part: &str) -> bool {
    let (mut lower, mut upper, mut digit) = (false, false, false);
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' => lower = true,
            b'A'..=b'Z' => upper = true,
            b'0'..=b'9' => digit = true,
            b'-' | b'_' => {}
            _ => return false,
        }
    }
    part.len() >= 24 && lower && upper && digit
}

/// Adds a finding for a literal that the redaction left; shows the name, never the value.
fn hidden(subject: Subject<'_>, name: &CleanText, spot: &Spot, findings: &mut Findings) {
    let detail = shortened(&name.derive(|name| format!("{name} …").trim_start().to_owned()));
    findings.add_as(subject, spot, detail, Stance::Contradicts, items(name.as_str()));
}
