//! Days between dates as the parser writes them.

/// Returns the number of a day, counted from some fixed day, of a date `YYYY-MM-DD`.
pub(super) fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // The year begins in March, so that the odd day of a leap year is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year / 4 - year / 100 + year / 400;
    Some(365 * year + leaps + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::day;

    fn between(from: &str, to: &str) -> i64 {
        day(to).unwrap() - day(from).unwrap()
    }

    #[test]
    fn leap_days_count_where_there_are_some() {
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("2000-01-01", "2001-01-01"), 366);
        assert_eq!(between("2025-12-31", "2026-01-01"), 1);
        assert_eq!(day("soon"), None);
    }
}
