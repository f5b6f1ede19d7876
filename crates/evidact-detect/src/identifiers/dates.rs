//! Dates as people write them; a date is personal only where a key or cue says it is a birth.

use super::bytes::{byte, is_word, part, run};

const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec mai okt dez mrz ene abr ago dic fev avr jui aou \
                      gen mag giu lug set ott janv mars juin sept okto mei maart";

/// Returns the end of the date that starts at `at`.
pub(super) fn end(text: &[u8], at: usize) -> Option<usize> {
    let first = byte(text, at);
    if first.is_ascii_digit() {
        numeric(text, at).or_else(|| day_first(text, at))
    } else {
        month_first(text, at)
    }
}

fn number(text: &[u8], at: usize, most: usize) -> Option<(usize, u32)> {
    let end = run(text, at, most + 1, |b| b.is_ascii_digit());
    let value = part(text, at, end).iter().fold(0u32, |v, b| v * 10 + u32::from(b - b'0'));
    (end > at && end - at <= most).then_some((end, value))
}

/// `1980-03-12`, `12/03/1980`, `12.3.80`, `19800312`.
fn numeric(text: &[u8], at: usize) -> Option<usize> {
    let (a_end, a) = number(text, at, 8)?;
    if a_end - at == 8 {
        let (year, month, day) = (a / 10_000, a / 100 % 100, a % 100);
        let plain = (1880..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return (plain && !is_word(byte(text, a_end))).then_some(a_end);
    }
    let encoded = part(text, a_end, a_end + 3).eq_ignore_ascii_case(b"%2f");
    let separator = byte(text, a_end);
    let width = if encoded { 3 } else { 1 };
    if !encoded && !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let (b_end, b) = number(text, a_end + width, 2)?;
    let again = if encoded {
        part(text, b_end, b_end + 3).eq_ignore_ascii_case(b"%2f")
    } else {
        byte(text, b_end) == separator
    };
    if !again {
        return None;
    }
    let (c_end, c) = number(text, b_end + width, 4)?;
    let iso = a_end - at == 4 && (1..=12).contains(&b) && (1..=31).contains(&c);
    let other = a_end - at <= 2
        && a <= 31
        && b <= 31
        && (a <= 12 || b <= 12)
        && a > 0
        && b > 0
        && matches!(c_end - b_end - width, 2 | 4);
    if !(iso || other) {
        return None;
    }
    Some(time(text, c_end))
}

/// Takes in a time of day that is glued to an ISO date.
fn time(text: &[u8], end: usize) -> usize {
    if byte(text, end) != b'T' || !byte(text, end + 1).is_ascii_digit() {
        return end;
    }
    run(text, end + 1, 24, |b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'+' | b'-'))
}

fn month(text: &[u8], at: usize) -> Option<usize> {
    let end = run(text, at, 12, |b| b.is_ascii_alphabetic() || b >= 0x80);
    let word = part(text, at, end).to_ascii_lowercase();
    let known = word.len() >= 3 && MONTHS.split_ascii_whitespace().any(|m| word.starts_with(m.as_bytes()));
    (known || word.starts_with("märz".as_bytes()) || word.starts_with("fév".as_bytes())).then_some(end)
}

/// `12 March 1980`, `12th of March, 1980`, `12-Mar-1980`, `12. März 1980`, `12 de marzo de 1980`.
fn day_first(text: &[u8], at: usize) -> Option<usize> {
    let (mut i, day) = number(text, at, 2)?;
    i = run(text, i, 2, |b| matches!(b, b's' | b't' | b'n' | b'd' | b'r' | b'h' | b'.'));
    i = run(text, i, 2, |b| matches!(b, b' ' | b'-' | b'/'));
    for word in [b"of ".as_slice(), b"de "] {
        if part(text, i, i + 3) == word {
            i += 3;
        }
    }
    i = month(text, i)?;
    i = run(text, i, 3, |b| matches!(b, b' ' | b'-' | b',' | b'.' | b'/'));
    if part(text, i, i + 3) == b"de " {
        i += 3;
    }
    let (stop, _) = number(text, i, 4)?;
    ((1..=31).contains(&day) && matches!(stop - i, 2 | 4)).then_some(stop)
}

/// `March 12, 1980`, `Mar 12th 1980`.
fn month_first(text: &[u8], at: usize) -> Option<usize> {
    let mut i = month(text, at)?;
    i = run(text, i, 2, |b| matches!(b, b' ' | b'-' | b'.'));
    let (mut i2, day) = number(text, i, 2)?;
    i2 = run(text, i2, 2, |b| matches!(b, b's' | b't' | b'n' | b'd' | b'r' | b'h'));
    i = run(text, i2, 2, |b| matches!(b, b' ' | b',' | b'-'));
    let (stop, _) = number(text, i, 4)?;
    ((1..=31).contains(&day) && stop - i == 4).then_some(stop)
}

/// Returns the end of the ISO timestamp or compact date-time that starts at `at`; such a number is no identifier.
pub(super) fn timestamp_end(text: &[u8], at: usize) -> Option<usize> {
    let b = |i: usize| byte(text, at + i);
    let separated = (b(4) == b'-' && b(7) == b'-') || (b(4) == b'/' && b(7) == b'/');
    if separated
        && part(text, at, at + 10).iter().enumerate().all(|(i, c)| i == 4 || i == 7 || c.is_ascii_digit())
    {
        let date = at + 10;
        if byte(text, date).is_ascii_digit() || byte(text, date) == b'-' {
            return None;
        }
        let joined = matches!(byte(text, date), b'T' | b't' | b'_') && byte(text, date + 1).is_ascii_digit();
        return Some(if joined {
            run(text, date, 30, |c| {
                c.is_ascii_digit() || matches!(c, b'T' | b't' | b':' | b'.' | b'Z' | b'+' | b',')
            })
        } else {
            date
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{end, timestamp_end};

    #[test]
    fn reads_dates_in_many_forms() {
        for text in [
            "1980-03-12",
            "12/03/1980",
            "12.3.80",
            "19800312",
            "12 March 1980",
            "12th of March, 1980",
            "March 12, 1980",
            "12-Mar-1980",
            "12. März 1980",
            "12 de marzo de 1980",
            "01%2F02%2F1980",
            "1980-03-12T00:00:00Z",
        ] {
            assert_eq!(end(text.as_bytes(), 0), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn leaves_other_numbers() {
        for text in ["1.2.3.4", "99/99/1980", "12", "Marching 12", "12345678", ""] {
            let found = end(text.as_bytes(), 0);
            assert!(found.is_none() || found != Some(text.len()), "{text}");
        }
        assert_eq!(timestamp_end(b"2024-01-02T03:04:05.678Z x", 0), Some(24));
        assert_eq!(timestamp_end(b"2024-01-022", 0), None);
    }
}
