//! Keys that name a text on a screen and not a value: `TITLE_LOGIN`, `label.address`, `errorCityRequired`.

use super::bytes::{is_word, part, run_back};
use super::vocabulary::Role;
use super::words::{Words, hash_lower};

/// Words that make a key the name of a text. None of them is a part of the name of a person's data.
static WORDS: Words<(), 128> = Words::new(()).with(
    "title label labels lbl button btn placeholder mandatory invalid hint tooltip caption help prompt error err \
    errors required missing wrong incorrect validation msg text heading header desc description please enter",
    (),
);

/// Says whether the key that ends at `end` names a text.
pub(super) fn ends_at(text: &[u8], end: usize) -> bool {
    let from = run_back(text, end, 64, |b| is_word(b) || matches!(b, b'-' | b'.'));
    is_caption(part(text, from, end))
}

/// Says whether a key of several words names a text.
pub(super) fn is_caption(key: &[u8]) -> bool {
    let mut from = 0;
    for at in 1..=key.len().min(80) {
        let (earlier, b) = (key.get(at - 1).copied().unwrap_or(b'_'), key.get(at).copied().unwrap_or(b'_'));
        let border = !b.is_ascii_alphabetic() || (earlier.is_ascii_lowercase() && b.is_ascii_uppercase());
        if border {
            let word = part(key, from, at);
            let whole = from == 0 && at == key.len();
            if !whole && WORDS.get(hash_lower(word)).is_some() {
                return true;
            }
            from = if b.is_ascii_alphabetic() { at } else { at + 1 };
        }
    }
    false
}

/// Says whether a role's value is free text, so that only the key tells it from a text on a screen.
pub(super) fn may_be_text(role: Role) -> bool {
    matches!(
        role,
        Role::Person
            | Role::NamePart
            | Role::BareName
            | Role::Username
            | Role::Address
            | Role::Place
            | Role::Host
    )
}

/// Says whether a key with its value names a program and not a customer: the client of OAuth, the account of a service.
pub(super) fn is_program(key: &[u8], value: &[u8]) -> bool {
    let ends = |end: &[u8]| {
        let letters = key.iter().rev().filter(|b| b.is_ascii_alphabetic()).map(u8::to_ascii_lowercase);
        letters.take(end.len()).eq(end.iter().rev().copied())
    };
    (value.len() >= 20 && ends(b"clientid")) || ends(b"serviceaccountname") || ends(b"serviceaccount")
}

#[cfg(test)]
mod tests {
    use super::{ends_at, is_caption};

    #[test]
    fn tells_texts_from_values() {
        for key in [
            "TITLE_LOGIN",
            "label.address",
            "errorCityRequired",
            "MANDATORY_CITY",
            "btn-contact",
            "login_button",
        ] {
            assert!(is_caption(key.as_bytes()), "{key}");
        }
        for key in ["login", "title", "shipping_address", "userLogin", "text", "", "customer.city"] {
            assert!(!is_caption(key.as_bytes()), "{key}");
        }
        assert!(ends_at(b"{\"TITLE_LOGIN\"", 13) && !ends_at(b"enter your address", 18));
    }
}
