//! Dates as they stand at the start of a text, `YYYY-MM-DD`.

/// Returns the date at the start of a text.
pub(crate) fn of(text: &str) -> Option<(u16, u8, u8)> {
    let date = text.trim().get(..10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(year, 4) || !is_digits(month, 2) || !is_digits(day, 2) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// Returns by how many days a date lies before another, counted by months of 30.44 days: enough to say "months old".
pub(crate) fn days_before(earlier: (u16, u8, u8), later: (u16, u8, u8)) -> i64 {
    let days = |(year, month, day): (u16, u8, u8)| {
        i64::from(year) * 36525 / 100 + i64::from(month) * 3044 / 100 + i64::from(day)
    };
    days(later) - days(earlier)
}

#[cfg(test)]
mod tests {
    use super::{days_before, of};

    #[test]
    fn reads_dates_with_and_without_a_time() {
        assert_eq!(of("2026-03-04"), Some((2026, 3, 4)));
        assert_eq!(of("2026-03-04T10:00:00Z"), Some((2026, 3, 4)));
        for no in ["2026-13-04", "20260304xx", "2026-3-4", "", "é2026-03-04"] {
            assert_eq!(of(no), None, "{no}");
        }
        assert!((364..=366).contains(&days_before((2025, 3, 4), (2026, 3, 4))));
        assert!(days_before((2026, 3, 4), (2026, 3, 1)) < 0);
    }
}
