//! IP addresses, MAC addresses and internal host names.

use super::bytes::{before, byte, is_word, part, run, run_back};
use super::digits::Digits;
use super::what::What;
use evidact_model::Confidence::{self, High, Low, Medium};

type Recognised = Option<(usize, What, Confidence)>;

/// Reads four decimal groups of at most 255, and where they end.
fn octets(text: &[u8], at: usize) -> Option<([u8; 4], usize)> {
    let mut octets = [0u8; 4];
    let mut from = at;
    for (n, octet) in octets.iter_mut().enumerate() {
        let end = run(text, from, 4, |b| b.is_ascii_digit());
        let value = part(text, from, end).iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
        let whole = (1..=3).contains(&(end - from)) && (n == 3 || byte(text, end) == b'.');
        *octet = u8::try_from(value).ok().filter(|_| whole)?;
        from = end + 1;
    }
    Some((octets, from - 1))
}

/// Recognises an IPv4 address that is glued to a name: `dump_203.0.113.77.log`, `web-203.0.113.77`. Versions stand
/// there, too, so its groups must be larger than theirs.
pub(super) fn glued_ipv4(text: &[u8], at: usize) -> Recognised {
    let (octets, end) = octets(text, at)?;
    let goes_on = byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit();
    let letters = run(text, end, 3, |b| b.is_ascii_alphabetic()) - end;
    let behind = letters == 3 || byte(text, end) == b'_';
    let ahead = matches!(before(text, at), b'_' | b'-') && is_word(before(text, at.saturating_sub(1)));
    if goes_on || !(ahead || behind) || is_word(byte(text, end)) && !behind {
        return None;
    }
    let over = |least: u8| octets.iter().filter(|o| **o >= least).count();
    let local = matches!(octets, [192, 168, ..] | [172, 16..=31, ..] | [169, 254, ..]);
    let large = local || over(32) >= 3 || over(100) >= 2;
    Some((end, judge_v4(octets).filter(|_| large)?, Medium))
}

/// Recognises four decimal groups as an IPv4 address and returns its end, with a prefix length if there is one.
pub(super) fn ipv4(text: &[u8], at: usize, g: &Digits) -> Recognised {
    if g.groups() < 4 || g.separators().get(..3) != Some(b"...") {
        return None;
    }
    let (octets, end) = octets(text, at)?;
    let goes_on = byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit();
    if goes_on || is_word(byte(text, end)) || before(text, at) == b'.' || is_version(text, at) {
        return None;
    }
    if octets[0] < 100 && is_behind_product(text, at) || is_version_of_package(text, at, octets) {
        return None;
    }
    if is_oid(octets) && !is_named_address(text, at) {
        return None;
    }
    let what = judge_v4(octets)?;
    Some((prefix_length(text, end, 32), what, High))
}

/// Arcs of object identifiers that have four numbers: attributes (X.500), extensions (X.509), the internet.
fn is_oid(octets: [u8; 4]) -> bool {
    matches!(octets, [2, 5, 4 | 29, _] | [1, 3, 6, 1])
}

/// Says whether the word before an address says that it is one.
fn is_named_address(text: &[u8], at: usize) -> bool {
    let gap = run_back(text, at, 8, |b| matches!(b, b' ' | b':' | b'=' | b'"' | b'\'' | b'[' | b'/' | b'@'));
    let from = run_back(text, gap, 24, |b| b.is_ascii_alphabetic() || b == b'_');
    let word = part(text, from, gap).to_ascii_lowercase();
    let words: [&[u8]; 10] =
        [b"ip", b"addr", b"address", b"host", b"from", b"to", b"peer", b"client", b"server", b"gateway"];
    words.iter().any(|w| word.ends_with(w))
}

/// Says whether a product and a slash stand before a dotted number, as in `LibreOffice/7.4.7.2`: one word in both
/// cases that names no machine.
fn is_behind_product(text: &[u8], at: usize) -> bool {
    if before(text, at) != b'/' {
        return false;
    }
    let from = run_back(text, at - 1, 32, |b| b.is_ascii_alphabetic());
    let word = part(text, from, at - 1);
    let alone = !is_word(before(text, from))
        && !matches!(before(text, from), b'/' | b'\\' | b'.' | b'-' | b':' | b'@' | b'%' | b'=');
    let cased = word.iter().any(u8::is_ascii_uppercase) && word.iter().any(u8::is_ascii_lowercase);
    alone && cased && word.len() >= 3 && !is_named_address(text, at)
}

/// Says whether the name of a package stands before four small numbers: `jackson-databind 2.9.10.8`,
/// `org.example:parser-core:2.9.10.8`. Hosts have such names as well, but hardly such addresses.
fn is_version_of_package(text: &[u8], at: usize, octets: [u8; 4]) -> bool {
    if !(1..10).contains(&octets[0]) || octets.iter().any(|&o| o >= 40) || is_named_address(text, at) {
        return false;
    }
    let sign = before(text, at);
    if !matches!(sign, b' ' | b':') {
        return false;
    }
    let from = run_back(text, at - 1, 48, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    let name = part(text, from, at - 1);
    if sign == b':' {
        // The coordinates of Maven: a group with dots, the package, its version.
        let group = run_back(text, from.saturating_sub(1), 64, |b| is_word(b) || matches!(b, b'.' | b'-'));
        return before(text, from) == b':' && part(text, group, from - 1).contains(&b'.');
    }
    let mut words = name.split(|b| *b == b'-');
    let plain = |word: &[u8]| word.len() >= 2 && word.first().is_some_and(u8::is_ascii_lowercase);
    let hyphened = words.clone().count() >= 2 && words.all(plain);
    let inner = name.windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let alone = !matches!(before(text, from), b'/' | b'@' | b'\\');
    alone && (hyphened || inner) && !name.last().is_some_and(u8::is_ascii_digit)
}

fn judge_v4(octets: [u8; 4]) -> Option<What> {
    match octets {
        // A netmask, the unspecified address, loopback and broadcast name no machine; nor do the groups of
        // multicast that standards name, and the address at which clouds tell a machine about itself.
        [0 | 127 | 255, ..] | [224, 0, 0 | 1, _] | [239, 255, 255, 250] | [169, 254, 169, 254] => None,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [169, 254, ..] | [100, 64..=127, ..] => {
            Some(What::PrivateIp)
        }
        _ => Some(What::Ip),
    }
}

fn prefix_length(text: &[u8], end: usize, most: u32) -> usize {
    if byte(text, end) != b'/' {
        return end;
    }
    let stop = run(text, end + 1, 4, |b| b.is_ascii_digit());
    let bits = part(text, end + 1, stop).iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
    let good = stop > end + 1 && bits <= most && !is_word(byte(text, stop)) && byte(text, stop) != b'/';
    if good { stop } else { end }
}

/// Says whether the words before a dotted number make it a version or an object identifier.
fn is_version(text: &[u8], at: usize) -> bool {
    if matches!(before(text, at), b'^' | b'~' | b'=' if before(text, at - 1) == b'=' || before(text, at) != b'=')
    {
        return true;
    }
    // The tag of an image: `store/client:12.2.0.1`.
    if before(text, at) == b':' {
        let name = run_back(text, at - 1, 64, |b| is_word(b) || matches!(b, b'.' | b'-' | b'/'));
        let path = part(text, name, at - 1);
        if path.contains(&b'/') && !path.starts_with(b"/") && before(text, name) != b':' {
            return true;
        }
    }
    if matches!(before(text, at), b'-' | b'_' | b'v' | b'V' | b'@' | b'r')
        && is_word(before(text, at.saturating_sub(1)))
    {
        return before(text, at) != b'@';
    }
    let gap = run_back(text, at, 16, |b| {
        matches!(b, b' ' | b'\t' | b':' | b'=' | b'"' | b'\'' | b'(' | b'/' | b'|' | b'>')
    });
    let from = run_back(text, gap, 32, |b| b.is_ascii_alphabetic());
    let word = part(text, from, gap);
    let ends = |tail: &[u8]| {
        word.len() >= tail.len() && part(word, word.len() - tail.len(), word.len()).eq_ignore_ascii_case(tail)
    };
    VERSIONED.iter().any(|w| word.eq_ignore_ascii_case(w)) || ends(b"version")
}

/// Words before a version, an object identifier or the number of a requirement.
const VERSIONED: [&[u8]; 31] = [
    b"ver",
    b"release",
    b"build",
    b"firmware",
    b"rev",
    b"revision",
    b"oid",
    b"chapter",
    b"section",
    b"requirement",
    b"requirements",
    b"controls",
    b"req",
    b"control",
    b"clause",
    b"paragraph",
    b"dss",
    b"cis",
    b"nist",
    b"iso",
    b"benchmark",
    b"v",
    b"chrome",
    b"safari",
    b"edg",
    b"gecko",
    b"applewebkit",
    b"upgrade",
    b"kernel",
    b"driver",
    b"agent",
];

/// Recognises an IPv6 or MAC address that starts at `at` with a hexadecimal group before a colon.
pub(super) fn colon(text: &[u8], at: usize) -> Recognised {
    if matches!(before(text, at), b':' | b'.') && !before(text, at.saturating_sub(1)).is_ascii_whitespace() {
        // `key:2001:db8::1` starts after a key; `::1` and `12:34::` have been looked at from their start.
        let key = before(text, at) == b':' && before(text, at - 1).is_ascii_alphanumeric();
        if !key {
            return None;
        }
    }
    mac(text, at, b':').or_else(|| ipv6(text, at))
}

/// Recognises six pairs, or three groups of four, of hexadecimal digits.
pub(super) fn mac(text: &[u8], at: usize, separator: u8) -> Recognised {
    let (width, groups) = if separator == b'.' { (4, 3) } else { (2, 6) };
    // The end of a longer row of pairs is a part of a fingerprint.
    if before(text, at) == separator && at >= 3 {
        let pair = run_back(text, at - 1, 3, |b| b.is_ascii_hexdigit());
        if at - 1 - pair == width && !is_word(before(text, pair)) {
            return None;
        }
    }
    let mut from = at;
    for n in 0..groups {
        let end = run(text, from, width + 1, |b| b.is_ascii_hexdigit());
        let last = n + 1 == groups;
        if end - from != width || (!last && byte(text, end) != separator) {
            return None;
        }
        from = end + 1;
    }
    let end = from - 1;
    let value = part(text, at, end);
    let goes_on = is_word(byte(text, end)) || (byte(text, end) == separator && is_word(byte(text, end + 1)));
    let empty = |c: u8| value.iter().all(|&b| b == separator || b.eq_ignore_ascii_case(&c));
    // Three groups of four digits is also how people write amounts and dates.
    let digits = separator == b'.' && value.iter().all(|b| !b.is_ascii_alphabetic());
    (!goes_on && !empty(b'0') && !empty(b'f') && !digits).then_some((end, What::Mac, High))
}

fn ipv6(text: &[u8], at: usize) -> Recognised {
    let (mut groups, mut gap, mut from) = (0, false, at);
    if byte(text, at) == b':' {
        if byte(text, at + 1) != b':' {
            return None;
        }
        gap = true;
        from = at + 2;
    }
    let mut end = from;
    while groups < 8 {
        let stop = run(text, from, 5, |b| b.is_ascii_hexdigit());
        if stop - from > 4 || is_word(byte(text, stop)) {
            return None;
        }
        if stop == from {
            break;
        }
        if byte(text, stop) == b'.' && byte(text, stop + 1).is_ascii_digit() && groups <= 6 {
            let stop = run(text, from, 16, |b| b.is_ascii_digit() || b == b'.');
            let dots = memchr::memchr_iter(b'.', part(text, from, stop)).count();
            if dots >= 3 {
                end = stop;
                groups += 2;
                break;
            }
        }
        groups += 1;
        end = stop;
        match (byte(text, stop), byte(text, stop + 1)) {
            (b':', b':') if !gap => {
                gap = true;
                from = stop + 2;
                end = from;
            }
            (b':', b) if b.is_ascii_hexdigit() => from = stop + 1,
            _ => break,
        }
    }
    let complete = (groups == 8 && !gap) || (gap && groups < 8);
    let value = part(text, at, end);
    let plain =
        value.iter().all(|&b| b == b':' || b == b'0') || value == b"::1" || value.starts_with(b"::1:");
    // `1::`, `a::b` is also how C++, Rust and others write paths: some digits and length must speak for it.
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let weak = gap && (digits == 0 || (groups < 2 && value.len() < 5));
    let attached = byte(text, end) == b':'
        && (byte(text, end + 1) == b':' || (byte(text, end + 1).is_ascii_hexdigit() && groups >= 8));
    // Pairs of digits are a fingerprint, or a part of one.
    let pairs = value.len() >= 14 && !gap && value.split(|&b| b == b':').all(|g| g.len() == 2);
    if !complete || plain || pairs || attached || is_word(byte(text, end)) {
        return None;
    }
    let zone =
        if byte(text, end) == b'%' { run(text, end + 1, 16, |b| b.is_ascii_alphanumeric()) } else { end };
    let end = prefix_length(text, zone, 128);
    if weak {
        return (digits > 0 && !is_word(before(text, at))).then_some((end, What::Ip, Low));
    }
    let head = part(text, at, at + 2).to_ascii_lowercase();
    // Groups of multicast, and `fe80::1`, the router of any link; longer ones hold the address of a card.
    let link = value.len() <= 10 && part(text, at, at + 4).eq_ignore_ascii_case(b"fe80");
    if link || head == b"ff" {
        return None;
    }
    let private = matches!(head.as_slice(), b"fe" | b"fc" | b"fd");
    Some((end, if private { What::PrivateIp } else { What::Ip }, if groups >= 4 { High } else { Medium }))
}

/// Accounts that the documentation of Amazon Web Services uses in its examples.
pub(super) fn is_documented_account(d: &[u8]) -> bool {
    let counted = d.iter().enumerate().all(|(i, &x)| usize::from(x) == (i + 1) % 10);
    let fours = d.chunks(4).all(|c| c.iter().all(|x| Some(x) == c.first()));
    counted || fours
}

/// Says whether a value is written as a UUID.
pub(super) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => *b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// Endings of names that are resolved only inside a network.
const INTERNAL: [&[u8]; 7] = [b"internal", b"corp", b"local", b"lan", b"intranet", b"localdomain", b"intra"];

/// Says whether one of these endings starts with the byte.
pub(super) fn starts_internal(b: u8) -> bool {
    matches!(b, b'i' | b'c' | b'l' | b'a')
}

/// Says whether `at` follows the `name:password@` of a URL or the `name@` of a remote place.
fn is_behind_userinfo(text: &[u8], at: usize) -> bool {
    let delimits = |b: u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'`' | b'<' | b'>');
    let run = part(text, run_back(text, at, 200, |b| !delimits(b)), at);
    let named = at > 1 && is_word(before(text, at - 1));
    before(text, at) == b'@' && (named || memchr::memmem::find(run, b"://").is_some())
}

/// Recognises an internal host name by its last label, which is the word `start..end`.
pub(super) fn internal_host(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let word = part(text, start, end);
    let home = word == b"arpa" && part(text, 0, start).ends_with(b".home.");
    if before(text, start) != b'.' || !(home || INTERNAL.contains(&word)) {
        return None;
    }
    let after = byte(text, end);
    if matches!(after, b'(' | b'_' | b'=') || (after == b'.' && is_word(byte(text, end + 1))) {
        return None;
    }
    let from = run_back(text, start - 1, 200, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    let name = part(text, from, start - 1);
    // `.env.local`, `settings.local`: files; `self.local`: code.
    // The host of a URL stands behind its slashes, or behind a name and a password.
    let file = matches!(before(text, from), b'/' | b'_' | b'@')
        && !part(text, from.saturating_sub(2), from).ends_with(b"//")
        && !is_behind_userinfo(text, from);
    let short = [b"env".as_slice(), b"settings", b"config", b"self", b"this", b"jail", b"rc", b"conf"];
    let dull = name.is_empty()
        || name.starts_with(b".")
        || name.starts_with(b"self.")
        || name.starts_with(b"this.")
        || short.iter().any(|s| name.eq_ignore_ascii_case(s));
    (!file && !dull && name.first().is_some_and(u8::is_ascii_alphanumeric)).then_some((from, end))
}

#[cfg(test)]
mod tests {
    use super::{INTERNAL, colon, glued_ipv4, internal_host, ipv4, mac, starts_internal};
    use crate::identifiers::digits::Digits;
    use crate::identifiers::what::What;

    fn v4(text: &str) -> Option<(usize, What)> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        ipv4(text.as_bytes(), at, &Digits::read(text.as_bytes(), at, false)).map(|(end, what, _)| (end, what))
    }

    #[test]
    fn tells_public_from_private() {
        assert!(v4("203.0.113.7") == Some((11, What::Ip)));
        assert!(v4("10.1.2.0/24") == Some((11, What::PrivateIp)));
        assert!(v4("ip=198.51.100.4:443") == Some((15, What::Ip)));
    }

    #[test]
    fn leaves_versions_masks_and_loopback() {
        for text in [
            "v1.2.3.4",
            "version 1.2.3.4",
            "127.0.0.1",
            "0.0.0.0",
            "255.255.255.0",
            "1.2.3.4.5",
            "300.1.2.3",
            "^9.1.2.3",
            "PCI DSS 8.3.10.1",
            "Requirements: 8.3.10.1",
        ] {
            assert!(v4(text).is_none(), "{text}");
        }
    }

    #[test]
    fn leaves_the_version_of_a_product_and_takes_the_address_of_a_host() {
        assert!(v4("Built with LibreOffice/7.4.7.2").is_none() && v4("(Thunderbird/10.0.2.1)").is_none());
        for text in
            ["http://93.184.216.34/x", "Server/93.184.216.34", "web/93.184.216.34", "Pool/203.0.113.7"]
        {
            assert!(v4(text).is_some(), "{text}");
        }
    }

    #[test]
    fn leaves_the_version_of_a_package_and_takes_the_address_of_a_host() {
        for text in [
            "we saw jackson-databind 2.9.10.8 there",
            "`com.fasterxml.jackson.core:jackson-databind:2.9.10.8`",
            "OpenLiberty 9.3.1.2",
        ] {
            assert!(v4(text).is_none(), "{text}");
        }
        for text in [
            "db-prod 10.2.3.4 answered",
            "mail-gateway 8.8.4.4",
            "web-front 93.184.216.34",
            "peer:9.1.2.3",
            "alpha 9.1.2.3",
        ] {
            assert!(v4(text).is_some(), "{text}");
        }
    }

    #[test]
    fn takes_an_address_that_is_glued_to_a_name_and_leaves_versions() {
        fn glued(text: &str) -> Option<&str> {
            let at = text.find(|c: char| c.is_ascii_digit())?;
            glued_ipv4(text.as_bytes(), at).and_then(|(end, ..)| text.get(at..end))
        }
        assert_eq!(glued("dump_203.0.113.77.log"), Some("203.0.113.77"));
        assert_eq!(glued("web-198.51.100.4/a.log"), Some("198.51.100.4"));
        assert_eq!(glued("192.168.4.1answered"), Some("192.168.4.1"));
        for text in
            ["tool-1.2.3.4.zip", "kernel_5.15.0.91", "app-126.0.6478.127", "203.0.113.77", "a_198.51.100.4.5"]
        {
            assert_eq!(glued(text), None, "{text}");
        }
    }

    #[test]
    fn reads_ipv6_and_mac() {
        for (text, end) in [
            ("2001:db8::1", 11),
            ("2001:db8:0:0:0:0:0:1 ", 20),
            ("fe80::21b:44ff:fe11:3ab7%eth0/64", 32),
            ("::ffff:192.0.2.1", 16),
        ] {
            assert!(colon(text.as_bytes(), 0).is_some_and(|(e, ..)| e == end), "{text}");
        }
        for text in ["12:34:56", "::1", "::", "1:2:3:4:5:6:7:8:9", "std::a", "dead::beefcafe"] {
            assert!(colon(text.as_bytes(), 0).is_none(), "{text}");
        }
        assert!(mac(b"00-1b-44-11-3a-b7", 0, b'-').is_some());
        assert!(mac(b"00:00:00:00:00:00", 0, b':').is_none());
        assert!(mac(b"001b.4411.3ab7", 0, b'.').is_some());
    }

    #[test]
    fn finds_internal_hosts_but_not_files() {
        assert!(INTERNAL.iter().all(|word| word.first().is_some_and(|&b| starts_internal(b))));
        let text = b"to db-01.prod.internal and .env.local";
        assert!(internal_host(text, 14, 22) == Some((3, 22)));
        assert!(internal_host(text, 32, 37).is_none());
        let text = b"smtp://joe:pw@mx.example.local:587 printer.home.arpa in-addr.arpa @scope/x.local";
        assert!(internal_host(text, 25, 30) == Some((14, 30)));
        assert!(internal_host(text, 48, 52) == Some((35, 52)));
        assert!(internal_host(text, 61, 65).is_none() && internal_host(text, 75, 80).is_none());
        assert!(internal_host(b"git@code.corp:team/x", 9, 13) == Some((4, 13)));
    }
}
