//! Knows text that looks like a live token. Such text stops a push at many hosts, and a reader cannot tell whether
//! it is real; tests put theirs together from parts. This is a guard of the repository, not the product's detection.

/// The form of a token: what it begins with, what may follow, and how much of it.
struct Shape {
    name: &'static str,
    prefix: &'static str,
    body: fn(u8) -> bool,
    at_least: usize,
}

const fn word(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}

const fn wide(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')
}

const fn upper(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit()
}

const fn path(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'/'
}

const fn key_label(b: u8) -> bool {
    b.is_ascii_uppercase() || b == b' '
}

const fn shape(name: &'static str, prefix: &'static str, body: fn(u8) -> bool, at_least: usize) -> Shape {
    Shape { name, prefix, body, at_least }
}

const SHAPES: &[Shape] = &[
    shape("AWS access key id", "AKIA", upper, 16),
    shape("AWS temporary key id", "ASIA", upper, 16),
    shape("GitHub token", "ghp_", word, 30),
    shape("GitHub token", "gho_", word, 30),
    shape("GitHub token", "ghu_", word, 30),
    shape("GitHub token", "ghs_", word, 30),
    shape("GitHub token", "ghr_", word, 30),
    shape("GitHub token", "github_pat_", wide, 22),
    shape("GitLab token", "glpat-", wide, 20),
    shape("Slack token", "xoxb-", wide, 20),
    shape("Slack token", "xoxp-", wide, 20),
    shape("Slack token", "xoxa-", wide, 20),
    shape("Slack token", "xoxe-", wide, 20),
    shape("Slack token", "xoxs-", wide, 20),
    shape("Slack webhook", "hooks.slack.com/services/T", path, 20),
    shape("Stripe key", "sk_live_", word, 16),
    shape("Stripe key", "rk_live_", word, 16),
    shape("Stripe key", "sk_test_", word, 16),
    shape("Google API key", "AIza", wide, 35),
    shape("Google client secret", "GOCSPX-", wide, 28),
    shape("npm token", "npm_", word, 36),
    shape("PyPI token", "pypi-AgEI", wide, 30),
    shape("SendGrid key", "SG.", wide, 60),
    shape("Anthropic key", "sk-ant-api", wide, 40),
    shape("OpenAI key", "sk-proj-", wide, 40),
    shape("DigitalOcean token", "dop_v1_", word, 64),
    shape("Shopify token", "shpat_", word, 32),
];

/// Finds token-shaped text and returns the line and the name of each, in order.
pub(crate) fn find(bytes: &[u8]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for shape in SHAPES {
        for at in positions(bytes, shape.prefix.as_bytes()) {
            let body = bytes.get(at + shape.prefix.len()..).unwrap_or_default();
            let body = body.get(..run(body, shape.body)).unwrap_or_default();
            let continues_a_word = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| word(*b));
            if body.len() >= shape.at_least && !continues_a_word && !is_documentation(body) {
                found.push((line_of(bytes, at), shape.name));
            }
        }
    }
    for at in positions(bytes, b"-----BEGIN ") {
        let label = bytes.get(at + 11..).unwrap_or_default();
        let label = label.get(..run(label, key_label)).unwrap_or_default();
        if label.ends_with(b"PRIVATE KEY") && bytes.get(at + 11 + label.len()) == Some(&b'-') {
            found.push((line_of(bytes, at), "private key"));
        }
    }
    found.sort_unstable();
    found
}

/// The issuers' own examples say so at their end.
fn is_documentation(body: &[u8]) -> bool {
    body.ends_with(b"EXAMPLE")
}

fn run(bytes: &[u8], belongs: fn(u8) -> bool) -> usize {
    bytes.iter().position(|&b| !belongs(b)).unwrap_or(bytes.len())
}

/// Returns where `needle` begins in `bytes`.
pub(crate) fn positions<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle.first().copied();
    bytes
        .iter()
        .enumerate()
        .filter(move |&(at, b)| {
            Some(*b) == first && bytes.get(at..).is_some_and(|rest| rest.starts_with(needle))
        })
        .map(|(at, _)| at)
}

/// Returns the line of an offset, from 1.
pub(crate) fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|&&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn finds_live_looking_tokens_and_names_their_line() {
        let text = format!("a\nkey = {}{}\n", "ghp_", "a1".repeat(18));
        assert_eq!(find(text.as_bytes()), [(2, "GitHub token")]);
        let key = format!("-----BEGIN {} KEY-----", "RSA PRIVATE");
        assert_eq!(find(key.as_bytes()), [(1, "private key")]);
    }

    #[test]
    fn leaves_documentation_examples_prefixes_and_words_alone() {
        for harmless in [
            "AKIAIOSFODNN7EXAMPLE",
            "the prefix ghp_ is followed by 36 letters",
            "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN CERTIFICATE-----",
            "a paragraph about a PRIVATE KEY",
            "sk_live_short",
        ] {
            assert!(find(harmless.as_bytes()).is_empty(), "{harmless}");
        }
    }
}
