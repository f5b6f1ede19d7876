//! What is asked of a match beyond its regex: checksums and structure.
//!
//! A checksum only ever raises the confidence: many tokens in documents are examples whose checksum was
//! never computed, and a value wrongly spared is a value leaked. What vetoes is structure alone, where a
//! match without it cannot be the thing.
//!
//! This file is also a module of the build script, so it uses nothing of this crate.

use serde::Deserialize;

/// A check on a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Validator {
    /// The regex says all.
    #[default]
    None,
    /// The longest run of letters and digits has both of them, else it is a word or a number: vetoes.
    Mixed,
    /// The longest run of letters and digits has digits, lower-case and upper-case letters: vetoes digests
    /// that begin like the token by chance.
    MixedCase,
    /// The longest run of letters and digits has at least six different bytes: vetoes `xxxxxxxxxxxx`.
    Varied,
    /// `prefix_`, 30 letters or digits, and their CRC-32 in six base-62 digits (GitHub, npm): raises.
    GithubCrc32,
    /// The first part decodes to a JSON object: vetoes without, raises with an `alg`.
    Jwt,
    /// A NATS key: base32 whose last two bytes are the CRC-16 of the rest: raises.
    Nkey,
    /// What follows the last `_` before it decodes from base64 to a JSON object (Grafana, Sentry): raises.
    Base64Json,
}

/// What a validator says of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It cannot tell.
    Unknown,
    /// The value is what the rule says: one step more confidence.
    Raises,
    /// The value cannot be what the rule says: no finding.
    Vetoes,
}

impl Validator {
    /// Says in a few words what it asks, and what the answer does.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::None => "nothing beyond the pattern",
            Self::Mixed => "letters and digits are both there, else no finding",
            Self::MixedCase => "letters of both cases and digits are there, else no finding",
            Self::Varied => "six different characters are there, else no finding",
            Self::GithubCrc32 => "its checksum (CRC-32 in base 62); a right one raises the confidence",
            Self::Jwt => {
                "its first part is a JSON object, else no finding; one with `alg` raises the confidence"
            }
            Self::Nkey => "its checksum (CRC-16); a right one raises the confidence",
            Self::Base64Json => "a part that is a JSON object in base64 raises the confidence",
        }
    }

    /// Says whether the answer may raise the confidence.
    pub const fn can_raise(self) -> bool {
        matches!(self, Self::GithubCrc32 | Self::Jwt | Self::Nkey | Self::Base64Json)
    }

    /// Judges the value of the group `secret`.
    ///
    /// Whatever the rule, a value that is filled up with `x` or `0` is vetoed: it stands where a token
    /// would stand and hides nothing. An issuer's own example (`…EXAMPLE`) is not vetoed.
    ///
    /// # Exposure
    /// Reads the value; returns one of three verdicts.
    pub fn judge(self, value: &[u8]) -> Verdict {
        if is_filled_up(longest_run(value)) {
            return Verdict::Vetoes;
        }
        match self {
            Self::None => Verdict::Unknown,
            Self::Mixed => veto_unless(is_mixed(longest_run(value))),
            Self::MixedCase => veto_unless(is_mixed_case(longest_run(value))),
            Self::Varied => veto_unless(distinct(longest_run(value)) >= 6),
            Self::GithubCrc32 => raise_if(has_github_checksum(value)),
            Self::Jwt => judge_jwt(value),
            Self::Nkey => raise_if(has_nkey_checksum(value)),
            Self::Base64Json => raise_if(carries_json(value)),
        }
    }
}

fn raise_if(good: bool) -> Verdict {
    if good { Verdict::Raises } else { Verdict::Unknown }
}

fn veto_unless(good: bool) -> Verdict {
    if good { Verdict::Unknown } else { Verdict::Vetoes }
}

fn longest_run(value: &[u8]) -> &[u8] {
    value.split(|b| !b.is_ascii_alphanumeric()).max_by_key(|run| run.len()).unwrap_or_default()
}

/// Says whether at least 7 of 10 bytes of a long run are the same `x`, `X` or `0`.
fn is_filled_up(run: &[u8]) -> bool {
    let filled = |filler| run.iter().filter(|&&b| b == filler).fold(0, |n, _| n + 1) * 10 >= run.len() * 7;
    run.len() >= 10 && [b'x', b'X', b'0'].into_iter().any(filled)
}

fn is_mixed(run: &[u8]) -> bool {
    run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic)
}

fn is_mixed_case(run: &[u8]) -> bool {
    is_mixed(run) && run.iter().any(u8::is_ascii_lowercase) && run.iter().any(u8::is_ascii_uppercase)
}

fn distinct(run: &[u8]) -> u32 {
    run.iter().fold(0_u128, |seen, b| seen | 1 << (b & 127)).count_ones()
}

fn has_github_checksum(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|&b| b == b'_') else { return false };
    let body = value.get(at + 1..).unwrap_or_default();
    let Some((random, check)) = body.split_at_checked(30) else { return false };
    check.len() == 6 && *check == base62(crc32(random))
}

/// CRC-32 as in zip and PNG, bit by bit: it runs on a few dozen bytes.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}

fn base62(mut number: u32) -> [u8; 6] {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        let d = (number % 62) as u8;
        *digit = match d {
            0..10 => b'0' + d,
            10..36 => b'A' + d - 10,
            _ => b'a' + d - 36,
        };
        number /= 62;
    }
    digits
}

fn judge_jwt(value: &[u8]) -> Verdict {
    let header = value.split(|&b| b == b'.').next().unwrap_or_default();
    let json = decode(header, 6, base64_digit);
    let mut signs = json.iter().filter(|b| !b.is_ascii_whitespace());
    // One byte would not do: the word "example" decodes to something that begins with a brace.
    if signs.next() != Some(&b'{') || signs.next() != Some(&b'"') {
        return Verdict::Vetoes;
    }
    raise_if(json.windows(5).any(|w| w == b"\"alg\""))
}

fn has_nkey_checksum(value: &[u8]) -> bool {
    let raw = decode(value, 5, base32_digit);
    let Some((body, check)) = raw.len().checked_sub(2).and_then(|n| raw.split_at_checked(n)) else {
        return false;
    };
    *check == crc16(body).to_le_bytes()
}

/// CRC-16 as in XMODEM: polynomial 0x1021, nothing reflected, from zero.
fn crc16(bytes: &[u8]) -> u16 {
    let step = |crc: u16, _| if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 };
    bytes.iter().fold(0, |crc, &byte| (0..8).fold(crc ^ (u16::from(byte) << 8), step))
}

fn carries_json(value: &[u8]) -> bool {
    value
        .split(|&b| b == b'_')
        .any(|part| part.starts_with(b"eyJ") && decode(part, 6, base64_digit).starts_with(b"{\""))
}

/// Decodes digits of `width` bits each until the first that is none.
fn decode(digits: &[u8], width: u32, value_of: fn(u8) -> Option<u8>) -> Vec<u8> {
    let (mut out, mut bits, mut held) = (Vec::with_capacity(digits.len()), 0_u32, 0_u32);
    for value in digits.iter().map_while(|&digit| value_of(digit)) {
        bits = (bits << width) | u32::from(value);
        held += width;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}

fn base64_digit(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

fn base32_digit(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'2'..=b'7' => digit - b'2' + 26,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Validator, Verdict, base62, crc16, crc32};

    #[test]
    fn computes_the_published_check_values() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc16(b"123456789"), 0x31C3);
        assert_eq!(&base62(61), b"00000z");
    }

    #[test]
    fn raises_a_github_token_with_its_checksum_and_spares_none_without() {
        let random = "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT";
        let check = base62(crc32(random.as_bytes()));
        let token = [b"ghp", "_".as_bytes(), random.as_bytes(), &check].concat();
        assert_eq!(Validator::GithubCrc32.judge(&token), Verdict::Raises);
        let wrong = [b"ghp", "_".as_bytes(), random.as_bytes(), b"000000"].concat();
        assert_eq!(Validator::GithubCrc32.judge(&wrong), Verdict::Unknown);
    }

    #[test]
    fn tells_a_jwt_from_dotted_words() {
        let header = ["eyJhbGciOi", "JIUzI1NiJ9"].concat();
        assert_eq!(Validator::Jwt.judge(format!("{header}.e30.sig").as_bytes()), Verdict::Raises);
        assert_eq!(Validator::Jwt.judge(b"example.com.test"), Verdict::Vetoes);
        assert_eq!(Validator::Jwt.judge(b""), Verdict::Vetoes);
    }

    #[test]
    fn vetoes_words_numbers_and_fillers() {
        assert_eq!(Validator::Mixed.judge(b"re_configuration"), Verdict::Vetoes);
        assert_eq!(Validator::Mixed.judge(b"re_1234567890"), Verdict::Vetoes);
        assert_eq!(Validator::Mixed.judge(b"re_a1b2c3d4e5"), Verdict::Unknown);
        assert_eq!(Validator::MixedCase.judge(b"4b1da1b2c3d4e5f6"), Verdict::Vetoes);
        assert_eq!(Validator::MixedCase.judge(b"4b1dQ1b2c3d4e5f6"), Verdict::Unknown);
        assert_eq!(Validator::Varied.judge(b"key-xxxxxxxxxxxx"), Verdict::Vetoes);
        assert_eq!(Validator::Varied.judge(b"key-a1b2c3d4"), Verdict::Unknown);
        assert_eq!(Validator::None.judge(b"acme_xxxxxxxxxxxxxxxx"), Verdict::Vetoes);
        assert_eq!(Validator::None.judge(b"ACMEXXXXXXXXXXXXXXXX"), Verdict::Vetoes);
        assert_eq!(Validator::None.judge(b"ACMEIOSFODNN7EXAMPLE"), Verdict::Unknown);
    }

    #[test]
    fn survives_empty_and_odd_input() {
        for validator in [Validator::Mixed, Validator::Nkey, Validator::Base64Json, Validator::GithubCrc32] {
            for value in [&b""[..], b"_", b"\xff\xfe", b"eyJ", b"_eyJ_"] {
                let _ = validator.judge(value);
            }
        }
    }
}
