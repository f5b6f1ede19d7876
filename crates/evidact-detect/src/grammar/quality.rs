//! What a value looks like: random, mixed, or made of words. Ranks findings; a strong key is never outvoted.

/// What was counted in a value.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Quality {
    pub(crate) len: usize,
    pub(crate) digits: usize,
    pub(crate) upper: usize,
    pub(crate) lower: usize,
    pub(crate) symbols: usize,
    pub(crate) spaces: usize,
    pub(crate) distinct: u32,
    /// Whether each run of letters could be a word.
    pub(crate) wordy: bool,
}

/// Which letters commonly follow a letter in English and its neighbours, as one bit each.
static FOLLOWERS: [u32; 26] = [
    set(b"bcdfgiklmnprstuvwxyz"),
    set(b"aeilorsuyb"),
    set(b"acehiklorstuy"),
    set(b"adegilmorsuvwy"),
    set(b"abcdefgilmnopqrstuvwxy"),
    set(b"aefilorstuy"),
    set(b"aeghilnorstuy"),
    set(b"aeiortuyn"),
    set(b"abcdefgklmnoprstvxz"),
    set(b"aeosuw"),
    set(b"aeinsyl"),
    set(b"acdefiklmopstuvy"),
    set(b"abeimnopsuy"),
    set(b"acdefgiklnostuvy"),
    set(b"abcdefgiklmnoprstuvwxy"),
    set(b"aehiloprstuyw"),
    set(b"u"),
    set(b"abcdefgiklmnoprstuvy"),
    set(b"acefhiklmnopqstuwy"),
    set(b"acehilmorstuwy"),
    set(b"abcdegilmnprstx"),
    set(b"aeioy"),
    set(b"aehinorsd"),
    set(b"aceipty"),
    set(b"aeilmnoprstw"),
    set(b"aeioyz"),
];

const fn set(letters: &[u8]) -> u32 {
    let (mut bits, mut i) = (0, 0);
    while i < letters.len() {
        bits |= 1 << (letters[i] - b'a');
        i += 1;
    }
    bits
}

impl Quality {
    /// Counts.
    ///
    /// # Exposure
    /// Reads the value.
    pub(crate) fn of(value: &[u8]) -> Self {
        let mut quality = Self { len: value.len(), ..Self::default() };
        let mut seen = [0u64; 4];
        for &b in value {
            seen[usize::from(b >> 6)] |= 1 << (b & 63);
            match b {
                b'0'..=b'9' => quality.digits += 1,
                b'A'..=b'Z' => quality.upper += 1,
                b'a'..=b'z' => quality.lower += 1,
                b' ' | b'\t' | b'\n' | b'\r' => quality.spaces += 1,
                _ => quality.symbols += 1,
            }
        }
        quality.distinct = seen.iter().map(|bits| bits.count_ones()).sum();
        quality.wordy = words_only(value);
        quality
    }

    /// Says whether the value is long and irregular enough to be a generated key.
    pub(crate) fn is_random(&self) -> bool {
        let letters = self.upper + self.lower;
        if self.len < 12 || self.spaces > 0 || (self.distinct as usize) < (self.len / 3).min(9) {
            return false;
        }
        let kinds = usize::from(self.digits > 0) + usize::from(self.upper > 0) + usize::from(self.lower > 0);
        kinds >= 2 && !self.wordy && (self.digits >= 2 || letters >= 12)
            || (!self.wordy && letters >= 14)
            || (self.digits >= 3 && letters >= 6 && !self.wordy)
    }

    /// Says whether the value mixes kinds of bytes as passwords do: letters with digits or symbols.
    pub(crate) const fn is_mixed(&self) -> bool {
        let letters = self.upper + self.lower;
        letters > 0 && (self.digits > 0 || self.symbols > 0) && self.len >= 4
    }
}

/// Says whether a word of a sentence looks like a password or key rather than like a word: letters and digits
/// with a symbol or a change of case between them, or irregular.
///
/// # Exposure
/// Reads the value.
pub(crate) fn is_value_like(value: &[u8]) -> bool {
    const TERMS: [&[u8]; 16] = [
        b"sha", b"utf", b"base", b"pbkdf", b"oauth", b"aes", b"rsa", b"iso", b"md5", b"rfc", b"cve", b"http",
        b"hmac", b"argon", b"bcrypt", b"scrypt",
    ];
    let quality = Quality::of(value);
    let letters = quality.upper + quality.lower;
    if quality.len < 6 || quality.spaces > 0 || letters < 2 || quality.digits == 0 || !value.is_ascii() {
        let long = quality.len >= 20 && quality.upper >= 4 && quality.lower >= 4;
        return long && is_scattered(value, &quality) || is_signed(value);
    }
    if TERMS.iter().any(|term| value.get(..term.len()).is_some_and(|v| v.eq_ignore_ascii_case(term)))
        || value.iter().any(|b| matches!(b, b'/' | b'\\' | b'(' | b'<' | b'[' | b'{' | b'='))
            && !quality.is_random()
    {
        return false;
    }
    let marks = value.iter().filter(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'.' | b'_')).count();
    // `violet6q`, not `names2paths`.
    let after = value.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let inner_digit = (1..=2).contains(&after);
    let cased = quality.upper > 0 && quality.lower > 0;
    (marks > 0 && (quality.lower > 0 || quality.digits * 2 >= letters) && quality.len >= 8)
        || (cased && quality.len >= 8)
        || (quality.lower > 0 && quality.len >= 7 && (inner_digit || !quality.wordy && quality.digits >= 2))
}

/// Says whether the value is a jumble that neither words nor code look like: four kinds of symbols or more, and a
/// bracket that closes what was never opened.
///
/// # Exposure
/// Reads the value.
pub(crate) fn is_jumbled(value: &[u8]) -> bool {
    let mut kinds = 0u128;
    let (mut open, mut depth, mut stray) = ([0u8; 16], 0usize, false);
    for &b in value.iter().take(256) {
        if b.is_ascii_punctuation() && !matches!(b, b'-' | b'_' | b'.' | b'/' | b',' | b':') {
            kinds |= 1 << b;
        }
        match b {
            b'(' | b'[' | b'{' => {
                if let Some(slot) = open.get_mut(depth) {
                    *slot = b;
                    depth += 1;
                }
            }
            b')' | b']' | b'}' => {
                let wanted = match b {
                    b')' => b'(',
                    b']' => b'[',
                    _ => b'{',
                };
                let matches = depth.checked_sub(1).and_then(|d| open.get(d)) == Some(&wanted);
                stray |= !matches;
                depth -= usize::from(matches);
            }
            b' ' | b'\t' | b'\n' => return false,
            _ => {}
        }
    }
    stray && kinds.count_ones() >= 4
}

/// Says whether the value is base64 that was padded at its end.
///
/// # Exposure
/// Reads the value.
pub(crate) fn is_padded_base64(value: &[u8]) -> bool {
    let body = value.strip_suffix(b"==").or_else(|| value.strip_suffix(b"=")).unwrap_or(&[]);
    value.len() >= 12
        && value.len().is_multiple_of(4)
        && body.iter().all(|&b| crate::bytes::is_base64(b))
        && !body.is_empty()
}

/// Letters in upper and lower case without order and a sign among them: `rEXT!DoMNlX`. Words and names of code have
/// long runs of small letters (`isOpen?hasKey`), terms few changes (`mTLS+OAuth`).
fn is_signed(value: &[u8]) -> bool {
    let is_sign = |b: &u8| matches!(b, b'!' | b'@' | b'#' | b'$' | b'%' | b'^' | b'*' | b'~');
    let inner = value.get(1..value.len().saturating_sub(1)).unwrap_or_default();
    if !(8..=64).contains(&value.len())
        || !inner.iter().any(is_sign)
        || !value.iter().all(|b| b.is_ascii_alphabetic() || is_sign(b))
    {
        return false;
    }
    let switches =
        value.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()).count();
    // A small letter or two right beside capitals, within a word: `xCW`, `lXM`.
    let shouted = value.windows(3).any(|w| {
        w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase() && w[2].is_ascii_uppercase()
            || w[0].is_ascii_uppercase() && w[1].is_ascii_lowercase() && w[2].is_ascii_uppercase()
    });
    let upper = value.iter().filter(|b| b.is_ascii_uppercase()).count();
    switches >= 2 && upper >= 3 && shouted
}

/// Letters alone, in upper and lower case without order: a generated key without a digit.
fn is_scattered(value: &[u8], quality: &Quality) -> bool {
    let switches =
        value.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()).count();
    quality.symbols == 0
        && !quality.wordy
        && quality.is_random()
        && switches >= 2
        && entropy(value) > 3.4
        && value.is_ascii()
}

/// Says whether every run of letters reads like a word and digits do not dominate.
fn words_only(value: &[u8]) -> bool {
    let (mut good, mut all) = (0u32, 0u32);
    let (mut previous, mut digits, mut switches) = (0u8, 0usize, 0u32);
    let (mut upper_run, mut acronyms) = (0, 0);
    for &b in value {
        if b.is_ascii_alphabetic() {
            let starts_word = b.is_ascii_uppercase() && previous.is_ascii_lowercase();
            if previous.is_ascii_digit() {
                switches += 1;
            }
            let leaves_acronym = b.is_ascii_lowercase() && previous.is_ascii_uppercase();
            acronyms += u32::from(leaves_acronym && upper_run > 1);
            upper_run = if b.is_ascii_uppercase() { upper_run + 1 } else { 0 };
            if previous.is_ascii_alphabetic() && !starts_word && !leaves_acronym {
                all += 1;
                let (p, n) = (previous.to_ascii_lowercase() - b'a', b.to_ascii_lowercase() - b'a');
                good += (FOLLOWERS[usize::from(p)] >> n) & 1;
            } else if starts_word {
                switches += 1;
            }
        } else if b.is_ascii_digit() {
            digits += 1;
        }
        previous = b;
    }
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
    // Many short acronyms among digits are none.
    let switches = if digits > 0 && value.len() >= 20 { switches + acronyms } else { switches };
    let choppy = switches as usize * 4 > letters.max(4);
    letters >= 2 && digits * 3 <= value.len() && !choppy && good * 100 >= all * 76
}

/// Returns the Shannon entropy of the bytes, in bits a byte.
pub(crate) fn entropy(value: &[u8]) -> f32 {
    let mut counts = [0u32; 256];
    for &b in value {
        counts[usize::from(b)] += 1;
    }
    let total = value.len().max(1) as f32;
    counts.iter().filter(|&&n| n > 0).map(|&n| n as f32 / total).map(|p| -p * p.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Quality, entropy, is_jumbled, is_padded_base64};

    #[test]
    fn tells_words_from_keys() {
        for word in [
            "string",
            "EC2InstanceIAMRoleName",
            "passwordField",
            "correct-horse",
            "SOME_TOKEN_NAME",
            "authorization",
        ] {
            assert!(Quality::of(word.as_bytes()).wordy, "{word}");
        }
        assert!(!Quality::of(["NDey4QhaBYID", "caPrVXnpDGf7"].concat().as_bytes()).wordy);
        for key in ["xk3jq9zzw0plm7", "qwfkpzxvbn", "9f86d081884c7d659a2f", "Zf3D0LXCM3EIMb"] {
            assert!(!Quality::of(key.as_bytes()).wordy, "{key}");
        }
        assert!(Quality::of(b"Zf3D0LXCM3EIMbgJpUNn").is_random());
        assert!(!Quality::of(b"application/json").is_random());
    }

    #[test]
    fn tells_jumbles_from_code() {
        assert!(is_jumbled(b"k(q]z{w)$v#p"));
        for code in ["f(x)[0]{a}", "^[a-z]{3}(x|y)$", "words-and-words", "a(b, c"] {
            assert!(!is_jumbled(code.as_bytes()), "{code}");
        }
        assert!(is_padded_base64(b"dXNlcjpwYXNzMQ==") && !is_padded_base64(b"dXNlcjpwYXNzMQ="));
    }

    #[test]
    fn entropy_of_one_byte_is_nothing() {
        assert!(entropy(b"aaaa") < 0.01);
        assert!(entropy(b"abcd") > 1.99);
    }
}
