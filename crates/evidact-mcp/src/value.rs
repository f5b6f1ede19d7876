//! What a value is: a reference, a placeholder of the redaction, a literal that looks like a credential.

use evidact_model::{CleanText, Placeholder};

/// Longer details are cut in the report.
const MAX_DETAIL: usize = 120;

/// Kinds of placeholders that stand for what grants access.
const CREDENTIAL: &str = "CREDENTIAL";

/// Says whether a credential was taken out of this text.
pub(crate) fn holds_redacted_credential(text: &str) -> bool {
    text.match_indices('[').any(|(at, _)| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        Placeholder::at_start(rest).is_some_and(|(p, _)| p.kind.as_str().starts_with(CREDENTIAL))
    }) || holds_bare_credential(text)
}

/// Addresses carry the form without brackets, `CREDENTIAL-github-01`.
fn holds_bare_credential(text: &str) -> bool {
    text.match_indices(CREDENTIAL).any(|(at, _)| {
        let rest = text.get(at + CREDENTIAL.len()..).unwrap_or_default();
        rest.starts_with('-') && rest.bytes().take(40).any(|b| b.is_ascii_digit())
    })
}

/// Says whether a value stands somewhere else: in a variable, an input, a store of secrets.
pub(crate) fn is_reference(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('$')
        || text.starts_with("@Microsoft.KeyVault(")
        || is_tag(text)
        || names_a_store(text)
        || is_encrypted(text)
        || text.contains("${")
        || text.contains("{{")
        || text.contains("$(")
        || (text.starts_with('%') && text.ends_with('%') && text.len() > 2)
        || (text.starts_with('{') && text.ends_with('}'))
}

/// Says whether a text is a tag that something else resolves: `!secret token`, `!op read x`, `!cmd`.
fn is_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('!') else { return false };
    let (word, more) = rest.split_once(' ').map_or((rest, false), |(word, _)| (word, true));
    let known = ["cmd", "env", "secret", "vault", "ref", "sub", "getatt", "file"];
    word.bytes().all(|b| b.is_ascii_alphabetic())
        && !word.is_empty()
        && (more || known.contains(&word.to_ascii_lowercase().as_str()))
}

/// Says whether a text names a store of secrets before a colon: `op://vault/item`, `aws-sm://name`, `keychain:login`.
fn names_a_store(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let is_scheme = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._".contains(&b));
    is_scheme
        && scheme.split(['+', '-', '.', '_']).any(|word| {
            let stores = "op vault keychain keyring secret secrets secretsmanager file env doppler arn bws bw infisical \
                          sm ssm kv akv kms keyvault akeyless conjur chamber sops gopass pass passwordstore credential \
                          lastpass dashlane ref exec cmd";
            stores.split_whitespace().any(|store| store == word)
        })
}

/// Says whether a text is a secret that is encrypted where it stands, as sops and Ansible write it.
fn is_encrypted(text: &str) -> bool {
    text.starts_with("ENC[") || text.starts_with("$ANSIBLE_VAULT") || text.starts_with("age-encryption.org/")
}

/// Returns what stands in place of a variable that is not set: `dev` of `${PASS:-dev}`.
pub(crate) fn default_of_reference(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("${")?.strip_suffix('}')?;
    let (name, default) = inner.split_once(":-").or_else(|| inner.split_once('-'))?;
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_name && !default.is_empty()).then_some(default)
}

/// Words of people who have not filled a value in.
const BLANKS: &[&str] = &[
    "your",
    "example",
    "placeholder",
    "changeme",
    "change-me",
    "change_me",
    "todo",
    "xxx",
    "redacted",
    "dummy",
    "insert",
    "replace",
    "my-",
    "my_",
    "<",
    "...",
    "***",
    "abc123",
    "sample",
    "fake",
    "none",
    "null",
    "enter",
    "secret-here",
    "put-",
];

/// Says whether a value is a blank that a user is to fill in.
pub(crate) fn is_blank_form(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    // Bullets and stars stand where somebody has hidden a value.
    let is_masked = lower.chars().filter(|c| matches!(c, '•' | '*' | '·' | '●' | '█' | '…')).count() > 2;
    lower.is_empty() || is_masked || BLANKS.iter().any(|word| lower.contains(word))
}

/// Returns a name in lower case, its words apart: `clientSecret` and `CLIENT-SECRET` as `client_secret`.
pub(crate) fn name_words(name: &str) -> String {
    let mut out = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && after_lower {
            out.push('_');
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        out.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    }
    out
}

/// Says whether a name speaks of a value that grants access.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let lower = name_words(name);
    let words: Vec<&str> = lower.split('_').filter(|w| !w.is_empty()).collect();
    let last = words.last().copied().unwrap_or_default();
    let has = |word: &str| words.contains(&word);
    let pair = |a: &str, b: &str| words.windows(2).any(|w| matches!(w, [x, y] if *x == a && *y == b));
    let names_a_place = matches!(
        last,
        "file"
            | "path"
            | "url"
            | "uri"
            | "endpoint"
            | "name"
            | "id"
            | "env"
            | "var"
            | "ttl"
            | "expiry"
            | "expires"
            | "limit"
            | "type"
            | "length"
            | "count"
            | "enabled"
            | "required"
            | "mode"
            | "dir"
            | "timeout"
            | "prefix"
            | "header"
            | "store"
    );
    !names_a_place
        && ([
            "token",
            "secret",
            "password",
            "passwd",
            "pwd",
            "apikey",
            "pat",
            "credential",
            "credentials",
            "passphrase",
            "pass",
        ]
        .iter()
        .any(|word| has(word))
            || pair("api", "key")
            || pair("access", "key")
            || pair("secret", "key")
            || pair("private", "key")
            || pair("auth", "key")
            || has("authorization"))
}

/// Says whether a name speaks of a password, which people choose, rather than of a token, which is generated.
pub(crate) fn is_password_name(name: &str) -> bool {
    let words = name_words(name);
    is_secret_name(name)
        && words.split('_').any(|w| matches!(w, "password" | "passwd" | "pwd" | "pass" | "passphrase"))
}

/// Says whether a literal could be a password: one word that is no reference, no path and no blank.
pub(crate) fn looks_chosen(text: &str) -> bool {
    let text = text.trim();
    let is_sound =
        text.len() >= 6 && !text.contains(char::is_whitespace) && !text.starts_with(['/', '.', '[', '~']);
    is_sound && !is_reference(text) && !is_blank_form(text) && !text.contains("://")
}

/// Says whether a literal could be a credential: long enough, of mixed characters, no sentence, no path, no blank.
pub(crate) fn looks_secret(text: &str) -> bool {
    let text = text.trim();
    let is_sound =
        text.len() >= 8 && !text.contains(char::is_whitespace) && !text.starts_with(['/', '.', '[', '~']);
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    let has_letter = text.bytes().any(|b| b.is_ascii_alphabetic());
    is_sound
        && has_digit
        && has_letter
        && !is_reference(text)
        && !is_blank_form(text)
        && !text.contains("://")
}

/// Cuts a text for the report, and makes one line of it.
pub(crate) fn shortened(text: &CleanText) -> CleanText {
    text.derive(|text| {
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut out: String = line.chars().take(MAX_DETAIL).collect();
        if out.len() < line.len() {
            // A placeholder that is cut in half would read like text.
            if let Some(open) =
                out.rfind('[').filter(|open| !out.get(*open..).unwrap_or_default().contains(']'))
            {
                out.truncate(open);
            }
            out.push('…');
        }
        out
    })
}

/// The parts of an address that checks look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) userinfo: Option<&'a str>,
    pub(crate) host: &'a str,
}

impl<'a> Address<'a> {
    /// Takes an address apart, or nothing if the text is none.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let is_scheme =
            !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        if !is_scheme {
            return None;
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let (userinfo, host) = authority.rsplit_once('@').map_or((None, authority), |(u, h)| (Some(u), h));
        let host = match host.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((inner, _))
                if inner.contains(':') && !inner.starts_with(|c: char| c.is_ascii_uppercase()) =>
            {
                inner
            }
            _ => host
                .rsplit_once(':')
                .filter(|(_, p)| p.bytes().all(|b| b.is_ascii_digit()))
                .map_or(host, |(h, _)| h),
        };
        Some(Self { scheme, userinfo, host })
    }

    /// Says whether the address stays on its own machine.
    pub(crate) fn is_local(&self) -> bool {
        let host = self.host.to_ascii_lowercase();
        host == "localhost"
            || host.ends_with(".localhost")
            || host == "::1"
            || host == "host.docker.internal"
            || host == "0.0.0.0"
            || (host.starts_with("127.") && host.split('.').count() == 4)
    }

    /// Says whether the host is written in a variable, or is a blank to fill in.
    pub(crate) fn is_open(&self) -> bool {
        let blank = self.host.to_ascii_lowercase().starts_with("your");
        blank || self.host.is_empty() || is_reference(self.host) || self.host.contains(['$', '{', '<'])
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, holds_redacted_credential, is_reference, is_secret_name, looks_secret};

    #[test]
    fn names_of_secrets_and_names_of_places_of_secrets_differ() {
        for name in
            ["API_TOKEN", "githubToken", "X-Api-Key", "DB_PASSWORD", "clientSecret", "AWS_SECRET_ACCESS_KEY"]
        {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "TOKEN_FILE",
            "TOKEN_URL",
            "MAX_TOKENS",
            "KEYBOARD",
            "MONKEY",
            "API_KEY_NAME",
            "PATH",
            "secretName",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn references_are_no_values() {
        for text in [
            "${env:X}",
            "$TOKEN",
            "${input:x}",
            "op://vault/item",
            "%TOKEN%",
            "{env:X}",
            "Bearer ${T}",
            "$(cat x)",
        ] {
            assert!(is_reference(text) && !looks_secret(text), "{text}");
        }
        assert!(!is_reference("plain") && looks_secret("a1b2c3d4e5"));
        for text in [
            "YOUR_API_KEY_1",
            "<token-1234>",
            "xxxxxxxx1",
            "/run/secrets/t0ken",
            "short1",
            "https://a1.example.com",
        ] {
            assert!(!looks_secret(text), "{text}");
        }
    }

    #[test]
    fn knows_both_forms_of_a_redacted_credential_and_no_other_kind() {
        let bracketed = ["[CREDENTIAL", ":github:01]"].concat();
        assert!(holds_redacted_credential(&format!("Bearer {bracketed}")));
        assert!(holds_redacted_credential("https://example.com/CREDENTIAL-generic-02/sse"));
        assert!(
            !holds_redacted_credential("[EMAIL:01]") && !holds_redacted_credential("CREDENTIALS are kept")
        );
    }

    #[test]
    fn takes_addresses_apart() {
        let at = Address::of("https://u:p@db.example.com:8443/a?b").unwrap();
        assert_eq!((at.scheme, at.userinfo, at.host), ("https", Some("u:p"), "db.example.com"));
        assert!(Address::of("http://[::1]:80/").unwrap().is_local());
        assert!(Address::of("http://127.0.0.1:80").unwrap().is_local());
        assert!(!Address::of("http://127.example.com").unwrap().is_local());
        assert!(Address::of("http://${HOST}/x").unwrap().is_open());
        assert!(Address::of("C:/x").is_none());
    }
}
