//! E-mail addresses, found from their `@`.

use super::bytes::{before, byte, is_letter, part, run, run_back};

/// Ends of names of files that are written `name@2x.png` or `style@1.css`.
const FILE_ENDINGS: [&[u8]; 16] = [
    b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"bmp", b"ico", b"css", b"js", b"ts", b"map", b"json",
    b"html", b"tgz", b"zip",
];

/// Endings of files that no top-level domain has: `jane@example.com.log` is a file that is named for an address.
const NO_DOMAINS: [&[u8]; 33] = [
    b"log", b"txt", b"csv", b"tsv", b"json", b"jsonl", b"xml", b"html", b"htm", b"yaml", b"yml", b"toml",
    b"pdf", b"png", b"jpg", b"jpeg", b"gif", b"webp", b"gz", b"tgz", b"bz", b"xz", b"docx", b"xlsx", b"pptx",
    b"odt", b"ods", b"eml", b"msg", b"mbox", b"har", b"pem", b"conf",
];

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || b >= 0x80
        || matches!(
            b,
            b'.' | b'_' | b'-' | b'+' | b'%' | b'\'' | b'&' | b'!' | b'#' | b'~' | b'$' | b'*' | b'^'
        )
}

/// Returns the address around the `@` at `at`.
pub(super) fn around(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let end = domain_end(text, at + 1)?;
    let start = local_start(text, at)?;
    if is_machine(part(text, start, at), part(text, at + 1, end))
        || is_repository(text, part(text, start, at), end)
        || is_of_ssh(part(text, start, at), part(text, at + 1, end))
        || is_user_of_url(text, start)
        || is_file(text, at + 1, end)
    {
        return None;
    }
    Some((start, end))
}

/// Says whether this is where a repository is cloned from: `git@host:organisation/name.git`. Where markup was taken
/// out, a word of what stood before may be glued to its beginning.
fn is_repository(text: &[u8], local: &[u8], end: usize) -> bool {
    let path = byte(text, end) == b':'
        && (is_letter(byte(text, end + 1)) || matches!(byte(text, end + 1), b'~' | b'/'));
    let path_end = run(text, end, 256, |b| b.is_ascii_alphanumeric() || b":~/._-".contains(&b));
    let is_named = || memchr::memmem::find(part(text, end, path_end), b".git").is_some();
    path && (local == b"git" || local.ends_with(b"git") && is_named())
}

/// Senders that belong to a public service and tell of nobody: `noreply@github.com`.
fn is_machine(local: &[u8], domain: &[u8]) -> bool {
    let locals: [&[u8]; 5] = [b"noreply", b"no-reply", b"donotreply", b"do-not-reply", b"notifications"];
    let services: [&[u8]; 8] = [
        b"github.com",
        b"gitlab.com",
        b"bitbucket.org",
        b"google.com",
        b"docker.com",
        b"npmjs.com",
        b"slack.com",
        b"atlassian.com",
    ];
    locals.iter().any(|l| local.eq_ignore_ascii_case(l))
        && services.iter().any(|s| domain.eq_ignore_ascii_case(s))
}

/// Says whether this is a name that SSH negotiates. RFC 4250 lets anybody define `name@domain`, and what OpenSSH and
/// others defined there stands in every report on ciphers: `chacha20-poly1305@openssh.com`.
fn is_of_ssh(local: &[u8], domain: &[u8]) -> bool {
    const DOMAINS: [&[u8]; 6] = [
        b"openssh.com",
        b"libssh.org",
        b"ssh.com",
        b"lysator.liu.se",
        b"putty.projects.tartarus.org",
        b"roumenpetrov.info",
    ];
    /// How the names of ciphers, codes of authentication, exchanges and kinds of keys begin.
    const BEGINNINGS: [&[u8]; 19] = [
        b"aes",
        b"chacha20-",
        b"rijndael-",
        b"twofish",
        b"serpent",
        b"hmac-",
        b"umac-",
        b"curve25519-",
        b"curve448-",
        b"sntrup",
        b"mlkem",
        b"ecdh-",
        b"kex-",
        b"ssh-",
        b"sk-",
        b"ecdsa-",
        b"rsa-",
        b"x509v3-",
        b"webauthn-",
    ];
    /// Names of requests, channels and extensions.
    const OTHERS: &str = "zlib tun eow ping limits statvfs fstatvfs hardlink fsync lsetstat posix-rename expand-path keepalive \
        hostkeys-00 hostkeys-prove-00 no-more-sessions auth-agent auth-agent-req direct-streamlocal streamlocal-forward \
        forwarded-streamlocal cancel-streamlocal-forward publickey-hostbound-v00 session-bind restrict-destination-v00 \
        users-groups-by-id agent-restrict file-transfer";
    let known = |name: &&[u8]| local.get(..name.len()).is_some_and(|l| l.eq_ignore_ascii_case(name));
    DOMAINS.iter().any(|d| domain.eq_ignore_ascii_case(d))
        && (BEGINNINGS.iter().any(known) && local.iter().any(u8::is_ascii_digit)
            || local == b"rijndael-cbc"
            || OTHERS.split_ascii_whitespace().any(|name| name.as_bytes() == local))
}

/// Where the local part that ends at `at` begins.
pub(super) fn local_start(text: &[u8], at: usize) -> Option<usize> {
    if before(text, at) == b'"' {
        let open = run_back(text, at - 1, 64, |b| b != b'"' && b != b'\n');
        let quoted = open + 1 < at && before(text, open) == b'"' && !byte(text, open).is_ascii_whitespace();
        // `="user"@host`: the opening quote must start a word, or it closes something else.
        return (quoted && !is_local(before(text, open - 1))).then(|| open - 1);
    }
    let mut start = run_back(text, at, 64, is_local);
    // Beyond ASCII only letters, digits and what is written above them belong to it: no `…`, no dash, no quotation mark.
    let run = std::str::from_utf8(part(text, start, at)).unwrap_or_default();
    if let Some((sign, c)) = run.char_indices().rfind(|&(_, c)| is_foreign(c)) {
        start += sign + c.len_utf8();
    }
    // A local part does not begin or end with a dot; what a sentence or shell put before it is not part of it.
    while start < at
        && matches!(
            byte(text, start),
            b'.' | b'\'' | b'-' | b'#' | b'&' | b'!' | b'*' | b'$' | b'^' | b'~' | b'%' | b'+'
        )
    {
        start += 1;
    }
    // `n\` before the local part is the end of an escape such as `\n`.
    if before(text, start) == b'\\' && matches!(byte(text, start), b'n' | b't' | b'r') && start + 1 < at {
        start += 1;
    }
    (start < at && before(text, at) != b'.').then_some(start)
}

/// Says whether a sign beyond ASCII is neither letter nor digit nor a mark above or below one.
fn is_foreign(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36F}')
}

/// The end of a domain of two labels or more whose last label is letters.
fn domain_end(text: &[u8], from: usize) -> Option<usize> {
    if byte(text, from) == b'[' {
        let close = run(text, from + 1, 48, |b| {
            b.is_ascii_hexdigit() || b == b'.' || b == b':' || b == b'I' || b == b'P' || b == b'v'
        });
        return (byte(text, close) == b']' && close > from + 6).then_some(close + 1);
    }
    let mut at = from;
    let mut good = None;
    for labels in 0..10 {
        let end = run(text, at, 64, |b| b.is_ascii_alphanumeric() || b >= 0x80 || b == b'-');
        let letters = std::str::from_utf8(part(text, at, end)).unwrap_or_default();
        let end = letters.find(is_foreign).map_or(end, |sign| at + sign);
        let label = part(text, at, end);
        if label.is_empty() || label.starts_with(b"-") {
            break;
        }
        let top = label.len() >= 2 && (label.starts_with(b"xn--") || label.iter().all(|&b| is_letter(b)));
        let is_ending = good.is_some() && NO_DOMAINS.iter().any(|e| label.eq_ignore_ascii_case(e));
        if is_ending {
            break;
        }
        if labels > 0 && top {
            good = Some(end);
        }
        if byte(text, end) != b'.' {
            break;
        }
        at = end + 1;
    }
    good.filter(|&end| !matches!(byte(text, end), b'_' | b'@') && !byte(text, end).is_ascii_digit())
}

/// Says whether what looks like a local part is the password or user of a URL, which is a credential.
fn is_user_of_url(text: &[u8], start: usize) -> bool {
    let from = run_back(text, start, 96, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'?')
    });
    let lead = part(text, from, start);
    let scheme = lead.windows(3).position(|w| w == b"://").and_then(|i| lead.get(i + 3..));
    scheme.is_some_and(|authority| !authority.contains(&b'/'))
}

fn is_file(text: &[u8], from: usize, end: usize) -> bool {
    let domain = part(text, from, end);
    let last = domain.rsplit(|&b| b == b'.').next().unwrap_or_default();
    let scaled = domain.first().is_some_and(u8::is_ascii_digit) && domain.get(1) == Some(&b'x');
    let version = domain.first().is_some_and(u8::is_ascii_digit);
    (scaled || version) && FILE_ENDINGS.contains(&last)
}

/// The most labels of a domain that are spelled out.
const MAX_LABELS: usize = 6;

/// Returns the end of an address that starts at `at`, also with an encoded or spelled-out at sign.
///
/// Only for values that a key or cue names: `jane%40example.com`, `jane (at) example dot com`.
pub(super) fn spelled(text: &[u8], at: usize, limit: usize) -> Option<usize> {
    let local = run(text, at, 64, |b| is_local(b) && b != b'%').min(limit);
    let rest = part(text, local, limit);
    let marks: [&[u8]; 12] = [
        b"@", b"%40", b" at ", b"(at)", b"[at]", b"{at}", b" (at) ", b" [at] ", b" {at} ", b" AT ", b"&#64;",
        b"\\u0040",
    ];
    let mark = marks.iter().find(|m| rest.starts_with(m))?;
    let from = local + mark.len();
    let mut end =
        run(text, from, 120, |b| b.is_ascii_alphanumeric() || b >= 0x80 || matches!(b, b'.' | b'-'))
            .min(limit);
    let dots = [b" dot ".as_slice(), b"(dot)", b"[dot]", b" (dot) ", b" [dot] "];
    // Each label of the domain may have one of these before it.
    for _ in 0..MAX_LABELS {
        let Some(dot) = dots.iter().find(|dot| part(text, end, limit).starts_with(dot)) else { break };
        end = run(text, end + dot.len(), 64, |b| b.is_ascii_alphanumeric() || b == b'.').min(limit);
    }
    while before(text, end) == b'.' {
        end -= 1;
    }
    let dotted = part(text, from, end).iter().any(|&b| b == b'.' || b == b' ' || b == b'(' || b == b'[');
    (local > at && end > from && (dotted || mark.len() == 1)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::around;

    fn found(text: &str) -> Option<&str> {
        let at = text.find('@')?;
        around(text.as_bytes(), at).and_then(|(start, end)| text.get(start..end))
    }

    #[test]
    fn finds_addresses_with_exact_borders() {
        for (text, expected) in [
            ("mail jane.doe+tag@example.com.", "jane.doe+tag@example.com"),
            ("<jane@mail.example.org>", "jane@mail.example.org"),
            ("mailto:jane@example.test?subject=x", "jane@example.test"),
            ("a=jane@example.com;b", "jane@example.com"),
            ("'jane@example.com'", "jane@example.com"),
            ("jürgen@exämple.org", "jürgen@exämple.org"),
            ("one…jane@example.org", "jane@example.org"),
            ("“jane@example.org”", "jane@example.org"),
            ("an—jane@example.org", "jane@example.org"),
            ("„jane@example.org“ wrote", "jane@example.org"),
            ("jane@exämple.org… and", "jane@exämple.org"),
            ("see b/jane@example.com.log for more", "jane@example.com"),
            ("write to jane-luc2@openssh.com", "jane-luc2@openssh.com"),
            ("write to aesop@libssh.org", "aesop@libssh.org"),
        ] {
            assert_eq!(found(text), Some(expected));
        }
    }

    #[test]
    fn leaves_what_only_looks_like_an_address() {
        for text in [
            "git@github.com:org/repo.git",
            "chacha20-poly1305@openssh.com",
            "hmac-sha2-256-etm@openssh.com",
            "ssh-ed25519-cert-v01@openssh.com",
            "kex-strict-s-v00@openssh.com",
            "curve25519-sha256@libssh.org",
            "rijndael-cbc@lysator.liu.se",
            "zlib@openssh.com",
            "one…git@github.com:org/repo.git",
            "onegit@github.com:org/repo.git",
            "\"@types/node@18.2.1\"",
            "logo@2x.png",
            "https://user:word@host.example.com/",
            "lodash@4.17.21",
            "@Override",
            "a@b",
            "@@@@@",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
