//! Made-up credentials: tokens in the forms that issuers document (`cases/issuers.txt`), and those without a form:
//! passwords as people choose them, keys, hashes of passwords, PEM blocks. Knows nothing of the product's rules.

use crate::process::{Failure, Result};
use crate::random::Random;

const WIDE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A credential with a documented form.
pub(crate) struct Issuer {
    /// What it is called in the tables.
    pub(crate) name: &'static str,
    /// The name of the setting that usually holds it.
    pub(crate) setting: &'static str,
    form: Vec<Part>,
}

enum Part {
    Text(&'static str),
    Letters(&'static str, usize),
    Uuid,
    Checksum,
}

/// Reads the list of issuers.
///
/// # Errors
/// If a line of it is wrong.
pub(crate) fn issuers() -> Result<Vec<Issuer>> {
    let lines = include_str!("../../cases/issuers.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(issuer).collect()
}

fn issuer(line: &'static str) -> Result<Issuer> {
    let wrong = || Failure::new(format!("cases/issuers.txt: cannot read `{line}`"));
    let cells: Vec<&'static str> = line.split(" | ").map(str::trim).collect();
    let [name, setting, form, reference] = cells.as_slice() else { return Err(wrong()) };
    if !reference.starts_with("https://") {
        return Err(wrong());
    }
    // A text may hold a space, so the row is cut at quotes first.
    let mut parts = Vec::new();
    for (number, piece) in form.split('\'').enumerate() {
        if number % 2 == 1 {
            parts.push(Part::Text(piece));
        } else {
            for word in piece.split_whitespace() {
                parts.push(part(word).ok_or_else(wrong)?);
            }
        }
    }
    Ok(Issuer { name, setting, form: parts })
}

fn part(word: &str) -> Option<Part> {
    let (letter, count) = word.split_at_checked(1)?;
    let alphabet = match letter {
        "W" => WIDE,
        "A" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "a" => "abcdefghijklmnopqrstuvwxyz",
        "L" => "abcdefghijklmnopqrstuvwxyz0123456789",
        "U" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "T" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "D" => "0123456789",
        "H" => "0123456789abcdef",
        "X" => "0123456789ABCDEF",
        "S" => BASE64_URL,
        "B" => BASE64,
        "C" => "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        "G" => return Some(Part::Uuid),
        "K" => return Some(Part::Checksum),
        _ => return None,
    };
    Some(Part::Letters(alphabet, count.parse().ok()?))
}

impl Issuer {
    /// Makes one.
    pub(crate) fn make(&self, random: &mut Random) -> String {
        let (mut whole, mut body) = (String::new(), String::new());
        for part in &self.form {
            let piece = match part {
                Part::Text(text) => (*text).to_owned(),
                Part::Letters(alphabet, count) => random.text(alphabet, *count),
                Part::Uuid => uuid(random),
                Part::Checksum => base62(crc32(body.as_bytes()), 6),
            };
            if !matches!(part, Part::Text(_)) {
                body.push_str(&piece);
            }
            whole.push_str(&piece);
        }
        whole
    }
}

/// Makes a random UUID (version 4).
pub(crate) fn uuid(random: &mut Random) -> String {
    let variant = random.text("89ab", 1);
    format!(
        "{}-{}-4{}-{variant}{}-{}",
        random.hex(8),
        random.hex(4),
        random.hex(3),
        random.hex(3),
        random.hex(12)
    )
}

/// CRC-32 as in ISO 3309, bit by bit; the texts are short.
fn crc32(bytes: &[u8]) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest ^= u32::from(*byte);
        for _ in 0..8 {
            rest = if rest & 1 == 1 { (rest >> 1) ^ 0xEDB8_8320 } else { rest >> 1 };
        }
    }
    !rest
}

fn base62(mut number: u32, digits: usize) -> String {
    let letters: Vec<char> =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".chars().collect();
    let mut text: Vec<char> = Vec::new();
    for _ in 0..digits {
        text.push(letters[(number % 62) as usize]);
        number /= 62;
    }
    text.iter().rev().collect()
}

/// Makes a credential without an issuer's form; `None` for a kind that there is not.
pub(crate) fn plain(kind: &str, random: &mut Random) -> Option<String> {
    Some(match kind {
        "password" => password(random),
        "password-url" => match random.below(3) {
            0 => format!("{}{}", random.pick(WORDS), random.digits(3)),
            1 => random.text(WIDE, 14),
            _ => format!("{}-{}-{}", random.pick(WORDS), random.pick(WORDS), random.digits(2)),
        },
        "password-special" => format!(
            "{}{}{}{}{}",
            capital(random.pick(WORDS)),
            random.text("\"'\\<>&", 1),
            random.digits(2),
            random.text("\"'$#;", 1),
            random.text(WIDE, 4)
        ),
        "password-at" => {
            format!("{}@{}{}", random.pick(WORDS), random.text(WIDE, 5), random.pick(&["!", "#1", "@9"]))
        }
        "password-weak" => (*random.pick(WEAK)).to_owned(),
        "password-short" => random.text("abcdefghjkmnpqrstuvwxyz23456789", 6),
        "password-unicode" => {
            format!(
                "{}{}{}",
                random.pick(&["Grüße", "żółw", "Ñandú", "пароль", "秘密鍵", "café"]),
                random.digits(3),
                random.pick(&["!", "#", "-x"])
            )
        }
        "passphrase" => {
            let words: Vec<&str> = (0..random.between(4, 6)).map(|_| random.pick(WORDS)).collect();
            words.join(" ")
        }
        "pin" => random.digits(4),
        "otp" => random.digits(6),
        "recovery" => format!(
            "{}-{}",
            random.text("abcdefghjkmnpqrstuvwxyz23456789", 5),
            random.text("abcdefghjkmnpqrstuvwxyz23456789", 5)
        ),
        "totp" => random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32),
        "hex32" => random.hex(32),
        "hex40" => random.hex(40),
        "hex64" => random.hex(64),
        "base62" => random.text(WIDE, 40),
        "base62-20" => random.text(WIDE, 20),
        "aws-secret" => random.text(BASE64, 40),
        "azure-storage" => format!("{}==", random.text(BASE64, 86)),
        "base64-32" => format!("{}=", random.text(BASE64, 43)),
        "url-part" => random.text(WIDE, 24),
        "session" => random.text(BASE64_URL, 43),
        "jwt" => jwt(random),
        "crypt" => crypt(random),
        "pem" => pem(random),
        "pem-openssh" => openssh(random),
        _ => return None,
    })
}

/// A password as people and generators choose them, without characters that a quote or a shell would need to escape.
fn password(random: &mut Random) -> String {
    match random.below(9) {
        0 => format!("{}{}", random.pick(WORDS), random.digits(2)),
        1 => format!(
            "{}{}{}",
            capital(random.pick(WORDS)),
            random.between(1998, 2027),
            random.pick(&["!", "", "#", "?"])
        ),
        2 => format!("{}-{}-{}", random.pick(WORDS), random.pick(WORDS), random.digits(4)),
        3 => random.text(WIDE, 12),
        4 => {
            let length = random.between(12, 20) as usize;
            format!(
                "{}{}",
                random.text(WIDE, 1),
                random.text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!%*+-.=?^_~", length)
            )
        }
        5 => random.text("abcdefghijklmnopqrstuvwxyz0123456789", 9),
        6 => format!("{}_{}{}", capital(random.pick(WORDS)), capital(random.pick(WORDS)), random.digits(1)),
        7 => format!(
            "{}{}{}",
            random.pick(&["P@ssw0rd", "Wint3r", "W3lcome", "Qwertz", "S3cure"]),
            random.digits(2),
            random.pick(&["!", "*", ""])
        ),
        _ => random.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 24),
    }
}

pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// RFC 7519: three parts of base64url, the first two JSON objects.
fn jwt(random: &mut Random) -> String {
    let header =
        random.pick(&[r#"{"alg":"HS256","typ":"JWT"}"#, r#"{"alg":"RS256","typ":"JWT","kid":"2026-02"}"#]);
    let claims = format!(
        r#"{{"sub":"{}","iat":{},"scope":"read"}}"#,
        random.digits(9),
        random.between(1_760_000_000, 1_790_000_000)
    );
    let url = |text: &str| {
        super::encode::base64(text.as_bytes()).replace('+', "-").replace('/', "_").replace('=', "")
    };
    format!("{}.{}.{}", url(header), url(&claims), random.text(BASE64_URL, 43))
}

/// Hashes of passwords as crypt(5) and htpasswd write them.
fn crypt(random: &mut Random) -> String {
    const DOTTED: &str = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    match random.below(5) {
        0 => format!("$6${}${}", random.text(DOTTED, 16), random.text(DOTTED, 86)),
        1 => format!("$2y$10${}", random.text(DOTTED, 53)),
        2 => format!("$apr1${}${}", random.text(DOTTED, 8), random.text(DOTTED, 22)),
        3 => format!("$5${}${}", random.text(DOTTED, 16), random.text(DOTTED, 43)),
        _ => {
            format!("$argon2id$v=19$m=65536,t=3,p=4${}${}", random.text(BASE64, 22), random.text(BASE64, 43))
        }
    }
}

fn pem(random: &mut Random) -> String {
    let label = random.pick(&["RSA PRIVATE", "PRIVATE", "EC PRIVATE", "ENCRYPTED PRIVATE"]);
    armoured(label, &format!("MII{}", random.text(BASE64, 64 * 6 + 21)))
}

fn openssh(random: &mut Random) -> String {
    // The text that begins every key of this form, in base64.
    let begin = super::encode::base64(b"openssh-key-v1\0\0\0");
    armoured("OPENSSH PRIVATE", &format!("{begin}{}", random.text(BASE64, 64 * 5)))
}

/// RFC 7468: lines of 64 between two marks.
fn armoured(label: &str, body: &str) -> String {
    let letters: Vec<char> = body.chars().collect();
    let lines: Vec<String> = letters.chunks(64).map(|line| line.iter().collect()).collect();
    format!("-----BEGIN {label} KEY-----\n{}\n-----END {label} KEY-----", lines.join("\n"))
}

pub(crate) const WORDS: &[&str] = &[
    "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet", "jetty", "knoll",
    "larch", "mesa", "north", "ocean", "pine", "quarry", "ridge", "shore", "tundra", "upland", "vale",
    "willow", "yarrow", "kestrel", "lantern", "marble", "nectar", "orchid", "pepper", "rocket", "saddle",
    "timber", "velvet", "walnut", "badger", "candle", "dragon", "falcon", "garnet", "hammer", "island",
    "jaguar", "kettle", "magnet",
];

const WEAK: &[&str] = &[
    "sunshine",
    "dragon12",
    "letmein99",
    "qwerty123",
    "football1",
    "monkey77",
    "iloveyou2",
    "trustno1",
    "hunter22",
    "passw0rd",
    "abc12345",
    "master00",
    "shadow88",
    "welcome1",
    "superman5",
];

#[cfg(test)]
mod tests {
    use super::{base62, crc32, issuers, plain};
    use crate::random::Random;

    #[test]
    fn the_checksum_is_the_one_of_iso_3309() {
        // The check value that catalogues of CRCs give for these nine digits.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(base62(61, 6), "00000z");
    }

    #[test]
    fn tokens_have_their_prefix_and_length() {
        let issuers = issuers().unwrap();
        assert!(issuers.len() >= 80, "{}", issuers.len());
        let classic = issuers.iter().find(|i| i.name == "github-classic").unwrap();
        let token = classic.make(&mut Random::new(1));
        assert!(token.starts_with("ghp_") && token.len() == 40);
        let fly = issuers.iter().find(|i| i.name == "fly").unwrap();
        assert!(fly.make(&mut Random::new(1)).starts_with("FlyV1 fm2_"), "a text may hold a space");
    }

    #[test]
    fn a_key_is_armoured_in_lines_of_64() {
        let key = plain("pem", &mut Random::new(3)).unwrap();
        assert!(key.lines().skip(1).take(6).all(|line| line.len() == 64));
        assert!(plain("no-such-kind", &mut Random::new(3)).is_none());
    }
}
