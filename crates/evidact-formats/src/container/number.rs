//! Numbers of cells as people read them: without exponents, and dates as dates.

/// Exponents beyond this stay: no card number and no account has so many digits.
const MAX_EXPONENT: i32 = 40;

/// Returns a number without its exponent; nothing if it is no number.
pub(crate) fn plain(text: &[u8]) -> Option<Vec<u8>> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let digits = |t: &[u8]| t.iter().take_while(|b| b.is_ascii_digit()).count();
    let (whole, rest) = rest.split_at(digits(rest));
    let (fraction, rest) = match rest.strip_prefix(b".") {
        Some(rest) => rest.split_at(digits(rest)),
        None => (&b""[..], rest),
    };
    if whole.is_empty() && fraction.is_empty() || text.len() > 400 {
        return None;
    }
    let exponent: i32 = match rest {
        [] => 0,
        [b'e' | b'E', power @ ..] if (1..=4).contains(&power.len()) => {
            std::str::from_utf8(power).ok()?.parse().ok()?
        }
        _ => return None,
    };
    if exponent == 0 || exponent.abs() > MAX_EXPONENT {
        return Some(text.strip_prefix(b"+").unwrap_or(text).to_vec());
    }
    let mut all = [whole, fraction].concat();
    let mut point = whole.len() as i32 + exponent;
    while point <= 0 {
        all.insert(0, b'0');
        point += 1;
    }
    while all.len() < point as usize {
        all.push(b'0');
    }
    let (whole, fraction) = all.split_at_checked(point as usize)?;
    let zeros = whole.iter().take_while(|b| **b == b'0').count().min(whole.len() - 1);
    let mut out = if negative { b"-".to_vec() } else { Vec::new() };
    out.extend_from_slice(whole.get(zeros..)?);
    let kept = fraction.iter().rposition(|b| *b != b'0').map_or(0, |n| n + 1);
    if kept > 0 {
        out.push(b'.');
        out.extend_from_slice(fraction.get(..kept)?);
    }
    Some(out)
}

/// What day the count of days begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1900-01-01 is day 1, and there was a 29 February 1900.
    Y1900,
    /// 1904-01-01 is day 0.
    Y1904,
}

/// Days from 1970-01-01 back to day 0.
const DAY_0_OF_1900: i64 = -25_569;
const DAY_0_OF_1904: i64 = -24_107;
/// 9999-12-31.
const LAST_DAY: f64 = 2_958_466.0;

/// Returns a count of days as a date, with the time if there is one.
pub(crate) fn date(text: &[u8], epoch: Epoch) -> Option<Vec<u8>> {
    let serial: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    if !(1.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let mut day = serial.floor() as i64;
    let mut second = ((serial - serial.floor()) * 86_400.0).round() as i64;
    if second >= 86_400 {
        (day, second) = (day + 1, 0);
    }
    let since = match epoch {
        Epoch::Y1900 if day < 60 => day + 1 + DAY_0_OF_1900,
        Epoch::Y1900 => day + DAY_0_OF_1900,
        Epoch::Y1904 => day + DAY_0_OF_1904,
    };
    let (year, month, day) = civil(since);
    let mut out = format!("{year:04}-{month:02}-{day:02}");
    if second > 0 {
        let time = format!(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        out.push_str(&time);
    }
    Some(out.into_bytes())
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March here, so that the day that comes and goes is their last.
    let from = days + 719_468;
    let era = from.div_euclid(146_097);
    let of_era = from.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{Epoch, date, plain};

    fn shown(text: &str) -> Option<String> {
        plain(text.as_bytes()).map(|t| String::from_utf8(t).expect("digits"))
    }

    #[test]
    fn writes_exponents_out() {
        for (text, expected) in [
            ("4.111111111111111E15", "4111111111111111"),
            ("4.1E15", "4100000000000000"),
            ("1.5e-3", "0.0015"),
            ("-2E+2", "-200"),
            ("12.50", "12.50"),
            ("0.25E1", "2.5"),
            ("1E300", "1E300"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected));
        }
        for text in ["", "hunter2", "1,5", "1E", "E5", "1e99999", "0x10"] {
            assert_eq!(shown(text), None);
        }
    }

    #[test]
    fn counts_days_as_spreadsheets_do() {
        let shown =
            |text: &str, epoch| date(text.as_bytes(), epoch).map(|t| String::from_utf8(t).expect("digits"));
        // ECMA-376 part 1, 18.17.4.1 and 18.17.4.3.
        assert_eq!(shown("1", Epoch::Y1900).as_deref(), Some("1900-01-01"));
        assert_eq!(shown("39448", Epoch::Y1900).as_deref(), Some("2008-01-01"));
        assert_eq!(shown("2958465", Epoch::Y1900).as_deref(), Some("9999-12-31"));
        assert_eq!(shown("37986", Epoch::Y1904).as_deref(), Some("2008-01-01"));
        assert_eq!(shown("39448.5", Epoch::Y1900).as_deref(), Some("2008-01-01 12:00:00"));
        assert_eq!(shown("4111111111111111", Epoch::Y1900), None);
    }
}
