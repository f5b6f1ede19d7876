//! Values that stand for a value: templates, fillers, instructions.

use crate::bytes::{at, contains_folded, is_word};
use crate::grammar::quality::Quality;

/// Says whether the value stands for a value: `<token>`, `${VAR}`, `xxxx`, `{{ … }}`, `your-key-here`.
///
/// # Exposure
/// Reads the value.
pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    let value = unquoted(value);
    let Some((&first, &last)) = value.first().zip(value.last()) else { return true };
    let opens: [(&[u8], &[u8]); 12] = [
        (b"${", b"}"),
        (b"$(", b")"),
        (b"{{", b"}}"),
        (b"<%", b"%>"),
        (b"#{", b"}"),
        (b"%(", b""),
        (b"<", b">"),
        (b"{", b"}"),
        (b"[[", b"]]"),
        (b"__", b"__"),
        (b"@@", b"@@"),
        (b"${", b""),
    ];
    if opens.iter().any(|(open, close)| value.starts_with(open) && value.ends_with(close))
        && !is_json(value)
        && !is_wrapped(value)
    {
        return true;
    }
    if first == b'[' && last == b']' && value.iter().all(|&b| b != b'"' && b != b'\'') {
        return true;
    }
    let inner_template: [&[u8]; 6] = [b"${", b"{{", b"$(", b"<%=", b"}}", b"#{"];
    if inner_template
        .iter()
        .any(|open| memchr::memmem::find(value, open).is_some_and(|i| i + 2 < value.len()))
    {
        return closes_template(value);
    }
    if first == b'%' && (last == b'%' || value.len() <= 3) || is_format(value) {
        return true;
    }
    // `$1:$2` of a shell script.
    if first == b'$' && value.split(|&b| b == b':').all(is_positional) {
        return true;
    }
    if first == b'$'
        && value.len() > 1
        && value.iter().skip(1).all(|&b| is_word(b) || matches!(b, b':' | b'.' | b'-' | b'>'))
        && at(value, 1).is_ascii_alphabetic()
    {
        return true;
    }
    if is_sealed(value) || is_command(value) {
        return true;
    }
    // `…EXAMPLEKEY` at the end of a generated value does not make it a placeholder.
    is_filler(value) || is_instruction(value) || (has_filler_word(value) && !is_generated(value))
}

/// `{AQAAABAAA…=}`: what Jenkins encrypted to a key that lies beside it.
fn is_wrapped(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"{").and_then(|v| v.strip_suffix(b"=}"));
    inner.is_some_and(|inner| {
        inner.len() >= 31 && inner.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
    })
}

/// `ENC[AES256_GCM,data:…]`, `ENC[PKCS7,…]`: what sops and hiera-eyaml encrypted to the key of somebody else.
fn is_sealed(value: &[u8]) -> bool {
    const SEALS: [&[u8]; 3] = [b"ENC[AES256_GCM,data:", b"ENC[PKCS7,", b"ENC[GPG,"];
    SEALS.iter().any(|seal| value.starts_with(seal)) && value.ends_with(b"]")
}

/// `!op`: a command whose output is the value. With words behind it, it is a phrase.
fn is_command(value: &[u8]) -> bool {
    const COMMANDS: &str = "cmd command op bw bws pass gopass security secret-tool keyring vault doppler infisical aws gcloud az \
        gpg age sops sh bash zsh pwsh powershell printenv cat node python python3 get-secret get-token";
    let Some(name) = value.strip_prefix(b"!") else { return false };
    COMMANDS.split_ascii_whitespace().any(|command| command.as_bytes() == name)
}

/// `$1`, `$@`.
fn is_positional(part: &[u8]) -> bool {
    matches!(part, [b'$', b'0'..=b'9' | b'@' | b'*'])
}

/// Takes off quotes inside of quotes: `"'$PASSWORD'"`.
fn unquoted(value: &[u8]) -> &[u8] {
    match value {
        [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
        _ => value,
    }
}

/// Says whether the value is an object in JSON.
pub(crate) fn is_json(value: &[u8]) -> bool {
    value.starts_with(b"{\"") || value.starts_with(b"{\\") || value.starts_with(b"{&")
}

/// A template counts if it is closed and holds what templates hold: `Bearer ${TOKEN}`, `{{ x }}`.
fn closes_template(value: &[u8]) -> bool {
    let pairs: [(&[u8], &[u8]); 5] =
        [(b"${", b"}"), (b"{{", b"}}"), (b"$(", b")"), (b"<%", b"%>"), (b"#{", b"}")];
    pairs.iter().any(|(open, close)| {
        let Some(start) = memchr::memmem::find(value, open).map(|i| i + open.len()) else { return false };
        let rest = value.get(start..).unwrap_or(&[]);
        let Some(len) = memchr::memmem::find(rest, close) else { return false };
        len > 0 && rest.get(..len).is_some_and(|inner| inner.iter().all(|&b| is_template_byte(b)))
    })
}

const fn is_template_byte(b: u8) -> bool {
    is_word(b)
        || matches!(
            b,
            b'.' | b' ' | b'-' | b'[' | b']' | b'\'' | b'"' | b':' | b'/' | b'|' | b'%' | b'(' | b')' | b'?'
        )
}

fn is_format(value: &[u8]) -> bool {
    matches!(
        value,
        b"%s" | b"%d" | b"%v" | b"%q" | b"%@" | b"{}" | b"{0}" | b"{1}" | b"?" | b":password" | b"..."
    ) || (value.first() == Some(&b'%')
        && value
            .get(1..)
            .is_some_and(|r| r.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'$') && r.len() <= 3))
}

/// One or two bytes repeated, or a run of the fillers `x`, `*`, `.`, `0`.
fn is_filler(value: &[u8]) -> bool {
    let Some(&first) = value.first() else { return true };
    if value.iter().all(|&b| b == first) && (value.len() > 2 || !first.is_ascii_alphanumeric()) {
        return true;
    }
    // `00000000-0000-0000-0000-000000000000`.
    let mut joined = value.iter().filter(|b| !matches!(b, b'-' | b'_' | b':'));
    if value.len() >= 12 && joined.clone().count() >= 8 && joined.all(|&b| b == first) {
        return true;
    }
    if value.starts_with(b"...") || value.ends_with(b"...") || value.ends_with("…".as_bytes()) {
        return true;
    }
    let (mut run, mut longest, mut same, mut previous) = (0usize, 0usize, 0usize, 0u8);
    for &b in value {
        run = if b == previous { run + 1 } else { 1 };
        previous = b;
        same = same.max(run);
        if matches!(b, b'x' | b'X' | b'*' | b'.' | b'#' | b'?' | 0xa2) {
            longest = longest.max(run);
        }
    }
    (longest >= 4 && longest * 3 >= value.len()) || (same >= 8 && same * 2 >= value.len())
}

fn is_generated(value: &[u8]) -> bool {
    let quality = Quality::of(value);
    quality.len >= 20 && quality.digits >= 2 && quality.upper >= 2 && quality.is_random()
}

/// `XXXX_PUT_YOUR_TOKEN_HERE_XXXX`: a word of instructions between separators is no chance.
fn is_instruction(value: &[u8]) -> bool {
    const SPELLED: [&[u8]; 5] = [b"YOUR", b"your", b"PLACEHOLDER", b"REPLACE", b"CHANGEME"];
    value.len() <= 96
        && value.split(|b| !b.is_ascii_alphanumeric()).any(|part| SPELLED.contains(&part))
        && !value.split(|b| !b.is_ascii_alphanumeric()).any(|part| Quality::of(part).is_random())
}

fn has_filler_word(value: &[u8]) -> bool {
    const WORDS: [&[u8]; 19] = [
        b"example",
        b"placeholder",
        b"redacted",
        b"changeme",
        b"change_me",
        b"change-me",
        b"replace",
        b"dummy",
        b"insert",
        b"goes-here",
        b"goes_here",
        b"goeshere",
        b"<password",
        b"<token",
        b"<secret",
        b"removed",
        b"filtered",
        b"masked",
        b"censored",
    ];
    value.len() <= 80
        && (WORDS.iter().any(|word| contains_folded(value, word))
            || SHORT.iter().any(|word| is_said(value, word)))
}

/// Says whether a short word is one of the value, not some letters of another: `your-key`, `myFakeToken`, but not
/// `kufaketh`.
fn is_said(value: &[u8], word: &[u8]) -> bool {
    value.split(|b| !b.is_ascii_alphabetic()).filter(|run| contains_folded(run, word)).any(|run| {
        let mut rest = run;
        while !rest.is_empty() {
            let next =
                SHORT.iter().chain(&BESIDE).filter(|w| crate::bytes::has_folded(rest, 0, w)).map(|w| w.len());
            match next.max() {
                Some(len) => rest = rest.get(len..).unwrap_or_default(),
                None => return false,
            }
        }
        true
    })
}

/// Fillers that stand in other words, too.
const SHORT: [&[u8]; 3] = [b"your", b"todo", b"fake"];

/// What is written together with them.
const BESIDE: [&[u8]; 44] = [
    b"access",
    b"account",
    b"a",
    b"add",
    b"admin",
    b"an",
    b"api",
    b"app",
    b"auth",
    b"bot",
    b"client",
    b"code",
    b"db",
    b"domain",
    b"enter",
    b"goes",
    b"here",
    b"id",
    b"in",
    b"is",
    b"it",
    b"key",
    b"keys",
    b"login",
    b"my",
    b"name",
    b"not",
    b"pass",
    b"passphrase",
    b"passwd",
    b"password",
    b"project",
    b"put",
    b"real",
    b"secret",
    b"server",
    b"set",
    b"test",
    b"the",
    b"this",
    b"token",
    b"use",
    b"user",
    b"value",
];
