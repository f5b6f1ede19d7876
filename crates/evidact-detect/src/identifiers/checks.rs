//! Check digits. Each function takes ASCII digits (values 0 to 9, not characters) and says whether they fit.

/// Luhn: cards, IMEI, Canadian SIN, Swedish and South African numbers.
pub(super) fn luhn(d: &[u8]) -> bool {
    let sum: u32 = d
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &x)| {
            let x = u32::from(x);
            if i % 2 == 0 {
                x
            } else if x > 4 {
                2 * x - 9
            } else {
                2 * x
            }
        })
        .sum();
    !d.is_empty() && sum.is_multiple_of(10)
}

/// Says whether the digits have the length and prefix of a payment card network.
pub(super) fn card_brand(d: &[u8]) -> bool {
    let head = |n: usize| d.iter().take(n).fold(0u32, |v, &x| v * 10 + u32::from(x));
    let (two, three, four, six) = (head(2), head(3), head(4), head(6));
    match d.len() {
        13 => d.first() == Some(&4),
        14 => (300..=305).contains(&three) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37) || matches!(four, 2131 | 1800),
        16 => {
            d.first() == Some(&4)
                || (51..=55).contains(&two)
                || (2221..=2720).contains(&four)
                || (3528..=3589).contains(&four)
                || matches!(two, 60 | 62 | 64 | 65 | 81 | 50 | 56 | 57 | 58 | 67)
                || (2200..=2204).contains(&four)
        }
        17 | 18 => matches!(two, 62 | 67 | 63 | 50),
        19 => matches!(two, 62 | 63 | 67 | 64 | 65) || d.first() == Some(&4) || six == 601_100,
        _ => false,
    }
}

const VERHOEFF_D: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const VERHOEFF_P: [[u8; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/// Verhoeff: Aadhaar.
pub(super) fn verhoeff(d: &[u8]) -> bool {
    let at = |table: &[[u8; 10]], row: usize, col: u8| {
        table.get(row).and_then(|r| r.get(usize::from(col))).copied().unwrap_or(0)
    };
    let end = d.iter().rev().enumerate().fold(0u8, |c, (i, &x)| {
        let p = at(&VERHOEFF_P, i % 8, x);
        at(&VERHOEFF_D, usize::from(c), p)
    });
    !d.is_empty() && end == 0
}

/// Returns the sum of the digits times their weights.
pub(super) fn weighted(d: &[u8], weights: &[u32]) -> u32 {
    d.iter().zip(weights).map(|(&x, w)| u32::from(x) * w).sum()
}

/// Returns the digits as one number modulo `m`.
pub(super) fn modulo(d: &[u8], m: u64) -> u64 {
    d.iter().fold(0, |v, &x| (v * 10 + u64::from(x)) % m)
}

/// ISO 7064 mod 97-10 over the rearranged IBAN; takes the characters without spaces, in either case.
pub(super) fn iban(chars: &[u8]) -> bool {
    let rotated = chars.iter().skip(4).chain(chars.iter().take(4));
    let rest = rotated.fold(0u32, |v, &c| match c {
        b'0'..=b'9' => (v * 10 + u32::from(c - b'0')) % 97,
        b'A'..=b'Z' => (v * 100 + u32::from(c - b'A') + 10) % 97,
        b'a'..=b'z' => (v * 100 + u32::from(c - b'a') + 10) % 97,
        _ => 0,
    });
    chars.len() > 4 && rest == 1
}

/// Returns the length of an IBAN of a country.
pub(super) fn iban_length(country: &[u8]) -> Option<usize> {
    const LENGTHS: &[(usize, &[u8])] = &[
        (15, b"NO"),
        (16, b"BE"),
        (18, b"DKFOFIGLNLSDFK"),
        (19, b"MKSI"),
        (20, b"ATBAEEKZLTLUXKMN"),
        (21, b"CHHRLILV"),
        (22, b"BGBHCRDEGBGEIEMERSVA"),
        (23, b"AEGIILIQTLOMSO"),
        (24, b"ADCZESMDPKROSASESKTNVG"),
        (25, b"LYPTST"),
        (26, b"ISTR"),
        (27, b"FRGRITMCMRSMBIDJ"),
        (28, b"ALAZBYCYDOGTHULBPLSVNI"),
        (29, b"BREGPSQAUA"),
        (30, b"JOKWMUYE"),
        (31, b"MTSC"),
        (32, b"LC"),
        (33, b"RU"),
    ];
    LENGTHS
        .iter()
        .find(|(_, list)| list.chunks_exact(2).any(|c| c.eq_ignore_ascii_case(country)))
        .map(|&(length, _)| length)
}

/// Says whether month and day can be those of a date.
pub(super) fn month_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Returns the two digits at `at` as a number.
pub(super) fn pair(d: &[u8], at: usize) -> u32 {
    d.get(at..at + 2).map_or(0, |p| p.iter().fold(0, |v, &x| v * 10 + u32::from(x)))
}

#[cfg(test)]
mod tests {
    use super::{card_brand, iban, iban_length, luhn, modulo, verhoeff};

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect()
    }

    #[test]
    fn accepts_published_test_numbers() {
        assert!(luhn(&digits("4111 1111 1111 1111")) && card_brand(&digits("4111111111111111")));
        assert!(!luhn(&digits("4111 1111 1111 1112")));
        assert!(luhn(&digits("378282246310005")) && card_brand(&digits("378282246310005")));
        assert!(iban(b"GB82WEST12345698765432") && iban(b"DE89370400440532013000"));
        assert!(!iban(b"DE88370400440532013000"));
        assert_eq!(iban_length(b"no"), Some(15));
        assert_eq!(iban_length(b"XX"), None);
        assert_eq!(modulo(&digits("98"), 97), 1);
    }

    #[test]
    fn finds_every_single_digit_error_by_verhoeff() {
        let good = digits("2363");
        assert!(verhoeff(&good));
        for i in 0..4 {
            for x in (0..10).filter(|&x| x != good[i]) {
                let mut bad = good.clone();
                bad[i] = x;
                assert!(!verhoeff(&bad));
            }
        }
    }

    #[test]
    fn answers_on_empty_input() {
        assert!(!luhn(&[]) && !verhoeff(&[]) && !card_brand(&[]) && !iban(b""));
    }
}
