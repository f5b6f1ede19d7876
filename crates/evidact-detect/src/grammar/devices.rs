//! Lines of network devices (Cisco, Juniper, Fortinet, Huawei, F5, `NetScaler`, Aruba): a command, the word for a
//! credential, words that say how it is written, and the credential, with nothing but blanks between them.

mod context;
mod snmp;

use super::quality::{Quality, is_value_like};
use super::value::quoted;
use super::{Form, Scan, veto};
use crate::bytes::{at, before, cut, is_word, line_end, line_start, run_end, run_start, skip_blanks};
use context::Line;
use evidact_model::{Confidence, TextKind};
pub(super) use snmp::{LITERALS as SNMP, at_snmp};

const DEVICE: Form = Form { id: "generic.device", kind: "CREDENTIAL:password" };

/// What a credential follows, folded; the words that say how it is written may stand between. Blanks and tabs part
/// words, as many as there are, so no literal holds one.
pub(super) const KEYS: &[&[u8]] = &[
    b"password",
    b"passwd",
    b"password-value",
    b"passphrase",
    b"pwd",
    b"secret",
    b"key",
    b"key-string",
    b"psk",
    b"psksecret",
    b"pmk",
    b"phash",
    b"radkey",
    b"authentication",
    b"plaintext",
];

/// Commands that nothing but a device knows. Their words are small letters.
const COMMANDS: &str = "aaa-server area-password authentication-key chap-secret domain-password enable failover glbp \
    hwtacacs hwtacacs-server ikev1 ikev2 ipsec isakmp isis key-string ldap-login-password local-user lsp-password ltm mpls \
    neighbor ntp ntp-service ospf ospfv3 password-manager ppp pre-shared-key radius radius-server rip sap server-key \
    simple-password snmp snmp-agent snmp-server standby tacacs tacacs-server tacplus-server username vpdn vrrp vtp \
    wpa wpa-passphrase wpa-psk";

/// Commands that are words of everyday, too, or of the settings of other programs.
const EVERYDAY: &str = "aaa add admin area authentication bgp config create crypto dot1x encryption ftp-server ip ipv6 \
    key l2tp ldap passphrase passwd password peer psk secret server set super tunnel user wlan";

/// How a credential is written, before it.
const MARKS: &str = "0 5 6 7 8 9 local remote ascii hex ascii-text hexadecimal cipher simple irreversible-cipher encrypted \
    ENC SH2 plaintext plain-text text clear string key-string set-key secret md5 sha sha1 sha256 hmac-md5 hmac-sha1 \
    hmac-sha256 key";

/// Those of them that are words of sentences: `authentication key missing`.
const SPOKEN: &str = "local remote simple text clear string secret key";

/// What stands where a credential might, and is none.
const WORDS: &str = "aging alphanumeric authentication chain change-password complexity config-key count default encryption \
    expire expiry export first format generate group history import keychain key-chain length list local lockout login \
    management max-attempts message-digest method min-length minimum-length mode none null number policy prompt pubkey-chain \
    recovery required retries reuse rsa ecdsa strength storage type validate zeroize";

/// What may stand behind a credential on its line.
const TAILS: &str = "7 access acct-port acl address auth auth-port authorization encrypted group host hostname level \
    mschap no-xauth nt-encrypted port priv privilege role server-type source timeout type udp-port unrestricted version \
    view";

/// Those of the everyday commands that are no words of sentences.
const TERMS: &str = "aaa bgp crypto dot1x ip ipv6 l2tp ldap psk wlan";

fn is_jargon(command: &[u8]) -> bool {
    holds(COMMANDS, command) || holds(TERMS, command)
}

fn holds(words: &str, word: &[u8]) -> bool {
    words.split_ascii_whitespace().any(|known| known.as_bytes() == word)
}

/// Reads what follows a word for credentials on the line of a device.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(super) fn at_key(scan: &mut Scan<'_>, key: usize, from: usize) {
    let text = scan.text;
    // `monkey`, `keyed`: another word.
    let inside = at(text, key).eq_ignore_ascii_case(&b'k') && is_word(before(text, key));
    if inside || !is_blank(at(text, from)) {
        return;
    }
    let Some(command) = command(text, key) else { return };
    let name = cut(text, command.start, command.end);
    let known = holds(COMMANDS, name);
    if !known && !holds(EVERYDAY, name) {
        return;
    }
    let (value, told) = past_marks(text, from);
    let Some((start, end, after)) = word(text, value) else { return };
    let bytes = cut(text, start, end);
    let device = known || scan.kind == TextKind::Config;
    let rest = skip_blanks(text, after);
    if is_none(bytes) || !is_device_value(bytes, device, told || is_named(text, from)) {
        return;
    }
    // `enable secret scanning`: what may be a word of a sentence needs a line that is none.
    let line = Line { command, key, rest };
    let technical = match scan.kind {
        TextKind::Config => is_jargon(name),
        TextKind::Prose => false,
        _ => name.contains(&b'-'),
    };
    let mut marks = cut(text, from, value).split(u8::is_ascii_whitespace).filter(|mark| !mark.is_empty());
    let sure = marks.any(|mark| !holds(SPOKEN, mark)) || start > value || !is_plain(bytes) || technical;
    if !sure && !line.is_of_device(text) {
        return;
    }
    if is_last(text, rest) || device && (told || is_value_like(bytes)) {
        report(scan, start, end);
    }
}

const fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t')
}

/// The first word of a line.
#[derive(Clone, Copy)]
struct Command {
    start: usize,
    end: usize,
    /// Where the line starts.
    line: usize,
    /// Whether the prompt of a device stands before it.
    prompted: bool,
}

/// The first word of the line, behind the prompt of a device.
fn command(text: &[u8], key: usize) -> Option<Command> {
    let line = line_start(text, key);
    let prompt =
        run_end(text, line, 48, |b| is_word(b) || matches!(b, b'-' | b'.' | b'(' | b')' | b'@' | b':'));
    let prompted = prompt > line && matches!(at(text, prompt), b'#' | b'>');
    let mut start = skip_blanks(text, if prompted { prompt + 1 } else { line });
    loop {
        let end = run_end(text, start, 24, |b| is_word(b) || b == b'-');
        if start > key || !is_blank(at(text, end)) {
            return None;
        }
        if !matches!(cut(text, start, end), b"no" | b"undo" | b"security") {
            return Some(Command { start, end, line, prompted });
        }
        start = skip_blanks(text, end);
    }
}

/// Skips the words that say how a credential is written, as long as another follows; says whether there was one.
fn past_marks(text: &[u8], from: usize) -> (usize, bool) {
    let (mut value, mut told) = (skip_blanks(text, from), false);
    for _ in 0..4 {
        let end = run_end(text, value, 24, |b| !b.is_ascii_whitespace());
        let next = skip_blanks(text, end);
        let word = cut(text, value, end);
        // The number of a key, and what is computed with it: `key 1 md5 …`.
        let method = cut(text, next, run_end(text, next, 16, |b| is_word(b) || b == b'-'));
        let number = word.len() <= 5 && word.iter().all(u8::is_ascii_digit) && holds(MARKS, method);
        if !(holds(MARKS, word) || number) || matches!(at(text, next), b'\n' | b'\r' | b';' | 0) {
            break;
        }
        (value, told) = (next, true);
    }
    (value, told)
}

/// The word at a place, without quotes and without the sign that ends a statement; and where the line goes on.
fn word(text: &[u8], from: usize) -> Option<(usize, usize, usize)> {
    if let Some(value) = quoted(text, from) {
        return Some((value.start, value.end, value.after));
    }
    let after = run_end(text, from, 256, |b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'`' | 0));
    let end = after - usize::from(before(text, after) == b';');
    (end > from).then_some((from, end, after))
}

fn is_none(value: &[u8]) -> bool {
    value.len() < 3
        || !value.iter().any(u8::is_ascii_alphanumeric)
        || veto::is_placeholder(value)
        || veto::is_other(value)
        || veto::is_expression(value)
        || value.iter().any(|b| matches!(b, b'=' | b'(' | b'{')) && !Quality::of(value).is_mixed()
        || holds(WORDS, &value.to_ascii_lowercase())
}

/// Says whether the word before is one for passwords, which may be words.
fn is_named(text: &[u8], from: usize) -> bool {
    const NAMES: [&[u8]; 6] = [b"password", b"passwd", b"secret", b"psk", b"key", b"string"];
    let word = cut(text, run_start(text, from, 24, |b| !b.is_ascii_whitespace()), from);
    NAMES
        .iter()
        .any(|name| word.strip_suffix(*name).is_some_and(|rest| rest.is_empty() || rest.ends_with(b"-")))
}

/// Says whether a value may be a word of a sentence: letters, all small, the first perhaps a capital.
fn is_plain(value: &[u8]) -> bool {
    let (first, rest) = value.split_first().unwrap_or((&0, &[]));
    first.is_ascii_alphabetic()
        && rest.iter().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b',' | b'.'))
}

/// A word counts on the line of a device alone; elsewhere the value must look like one.
fn is_device_value(value: &[u8], device: bool, told: bool) -> bool {
    let quality = Quality::of(value);
    let letters = quality.upper + quality.lower;
    let mixed = letters >= 2 && quality.digits > 0 && quality.len >= 6;
    let generated = mixed || quality.is_random();
    is_value_like(value) || device && (generated || told && (letters > 0 || quality.len >= 6))
}

/// Says whether the line ends here, or goes on with words of devices.
fn is_last(text: &[u8], rest: usize) -> bool {
    let end = run_end(text, rest, 16, |b| is_word(b) || b == b'-');
    matches!(at(text, rest), b'\n' | b'\r' | b';' | b'}' | b'#' | b'!' | b'"' | b'`' | 0)
        || holds(TAILS, cut(text, rest, end))
}

fn report(scan: &mut Scan<'_>, start: usize, end: usize) {
    let quality = Quality::of(cut(scan.text, start, end));
    let word = quality.wordy && quality.digits == 0;
    scan.report(DEVICE, if word { Confidence::Low } else { Confidence::Medium }, start, end);
}

/// The words of a line from a place on, with where each stands.
fn words(text: &[u8], from: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let stop = line_end(text, from, 200);
    let mut next = skip_blanks(text, from);
    std::iter::from_fn(move || {
        let end = run_end(text, next, stop.saturating_sub(next), |b| !b.is_ascii_whitespace());
        let found = (next, end);
        next = skip_blanks(text, end);
        (found.0 < found.1).then_some(found)
    })
}
