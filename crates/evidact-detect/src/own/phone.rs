//! Phone numbers without the ways of dialling them.

use super::tokens::{Run, mix};

/// Digits of a number, at most 15 (ITU-T E.164) and those dialled before it.
const MAX_DIGITS: usize = 18;
/// Fewer digits are an extension.
const MIN_DIGITS: usize = 7;

/// Some digits of a text, as one number.
pub(super) struct Digits {
    dialled: [u8; MAX_DIGITS],
    len: usize,
    plus: bool,
}

impl Digits {
    /// Reads the digits of a value; `None` if it has too few or too many for a phone number. The zero that
    /// `+49 (0)30` shows is not dialled after the country code.
    pub(super) fn of(value: &[u8]) -> Option<Self> {
        let mut out = Self { dialled: [0; MAX_DIGITS], len: 0, plus: value.trim_ascii().starts_with(b"+") };
        let mut at = 0;
        while let Some(&b) = value.get(at) {
            if out.len > 0 && value.get(at..at + 3) == Some(b"(0)") {
                at += 3;
                continue;
            }
            if b.is_ascii_digit() {
                *out.dialled.get_mut(out.len)? = b;
                out.len += 1;
            }
            at += 1;
        }
        (out.len >= MIN_DIGITS).then_some(out)
    }

    fn all(&self) -> &[u8] {
        self.dialled.get(..self.len).unwrap_or_default()
    }

    /// The hash of the national number that a list means.
    pub(super) fn listed(&self) -> Option<u64> {
        let all = self.all();
        let national = match all {
            [b'0', b'0', rest @ ..] => without_country(rest),
            [b'0', rest @ ..] => rest,
            _ if self.plus || all.len() >= 11 => without_country(all),
            _ => all,
        };
        hash(national)
    }

    /// The hashes of the national numbers that digits in a text may mean.
    pub(super) fn readings(&self) -> impl Iterator<Item = u64> {
        let all = self.all();
        let dialled = match all {
            [b'0', b'0', rest @ ..] => Some(without_country(rest)),
            [b'0', rest @ ..] => Some(rest),
            _ => (all.len() >= 9).then(|| without_country(all)),
        };
        [Some(all).filter(|_| !self.plus), dialled].into_iter().flatten().filter_map(hash)
    }
}

fn hash(national: &[u8]) -> Option<u64> {
    (national.len() >= MIN_DIGITS).then(|| mix(Run::of_folded(national).hash ^ 0x0070_686f_6e65))
}

/// Takes away the country code (ITU-T E.164) and the zero that some countries put before the rest.
fn without_country(digits: &[u8]) -> &[u8] {
    let two = |a: u8, b: u8| (a - b'0') * 10 + (b - b'0');
    let code = match digits {
        [b'1' | b'7', ..] => 1,
        [a, b, ..] => match two(*a, *b) {
            20
            | 27
            | 30..=34
            | 36
            | 39..=41
            | 43..=49
            | 51..=58
            | 60..=66
            | 81
            | 82
            | 84
            | 86
            | 90..=95
            | 98 => 2,
            _ => 3,
        },
        _ => 0,
    };
    let rest = digits.get(code..).unwrap_or_default();
    rest.strip_prefix(b"0").unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::Digits;

    fn same(listed: &str, text: &str) -> bool {
        let listed = Digits::of(listed.as_bytes()).and_then(|d| d.listed());
        let text = Digits::of(text.as_bytes());
        listed.is_some_and(|l| text.is_some_and(|t| t.readings().any(|r| r == l)))
    }

    #[test]
    fn a_number_is_the_same_however_it_is_dialled() {
        for text in [
            "+49 30 5550 1084",
            "0049 30 55501084",
            "030/5550-1084",
            "(030) 55501084",
            "493055501084",
            "+49 (0)30 55501084",
            "3055501084",
        ] {
            for listed in ["+49 30 5550 1084", "0049 30 55501084", "030 5550 1084", "493055501084"] {
                assert!(same(listed, text), "{listed} {text}");
            }
        }
        assert!(same("+1 212-555-0149", "(212) 555-0149") && same("2125550149", "+12125550149"));
        assert!(same("+353 1 555 0149", "01 555 0149") && same("+39 06 5550 1499", "06 5550 1499"));
    }

    #[test]
    fn other_numbers_are_others() {
        for text in ["+49 30 5550 1085", "1700493055501084", "12345", "30 5550 108", "49030555010840"] {
            assert!(!same("+49 30 5550 1084", text), "{text}");
        }
    }
}
