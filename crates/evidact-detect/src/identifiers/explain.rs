//! What can be said of an identifier afterwards: its check digit, the label before it.

use super::checks;
use super::vocabulary::{Folded, lookup};

/// Says whether a key or label names an identifier.
pub(crate) fn is_label(key: &[u8]) -> bool {
    lookup(&Folded::new(key)).is_some()
}

/// Says whether the check digit of a value is right, where one check belongs to the rule.
///
/// # Exposure
/// Reads the value; returns one bit of it, in words.
pub(crate) fn check_of(rule: &str, value: &[u8]) -> Option<&'static str> {
    let digits: Vec<u8> = value.iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect();
    match rule {
        "identifier.card" | "identifier.imei" => Some(if checks::luhn(&digits) {
            "its check digit (Luhn) is right"
        } else {
            "its check digit (Luhn) is wrong, so the label alone decides"
        }),
        "identifier.iban" => {
            let compact: Vec<u8> = value.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
            Some(if checks::iban(&compact) {
                "its check digits (mod 97) are right"
            } else {
                "its check digits (mod 97) are wrong, so the label alone decides"
            })
        }
        _ => None,
    }
}
