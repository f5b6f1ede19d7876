//! What the small version must hold, so that detection does not get worse unnoticed. The floors lie a little beside the
//! figures of the day they were set; whoever makes detection better moves them.

use super::case::Class;
use super::score::Score;
use crate::process::{Failure, Result, say};

/// A figure and the most it may be.
struct Floor {
    what: &'static str,
    most: f64,
    is: f64,
}

/// Prints the figures and fails if one is above its floor.
///
/// # Errors
/// If leaked or over-redacted is worse than it was.
pub(crate) fn check(redact: &Score, scan: &Score) -> Result {
    let credentials = scan.classes.get(&Class::Credential).copied().unwrap_or_default();
    let floors = [
        Floor { what: "values leaked in `redact`, percent", most: 2.0, is: redact.all.leaked_percent() },
        // Of identifiers this profile reports only those that no repository should hold, so they are not held here.
        Floor { what: "credentials leaked in `scan`, percent", most: 21.0, is: credentials.leaked_percent() },
        // Copies of mail are written anew: where a field reads otherwise than before, its characters count.
        Floor { what: "over-redacted in `redact`, per 1,000", most: 2.6, is: redact.all.over_per_thousand() },
        Floor { what: "over-redacted in `scan`, per 1,000", most: 1.0, is: scan.all.over_per_thousand() },
        Floor {
            what: "harmless cases touched in `redact`, percent",
            most: 3.0,
            is: redact.negatives.touched_percent(),
        },
    ];
    let mut worse = Vec::new();
    for floor in &floors {
        say(&format!("accuracy: {:<45} {:>6.2} (at most {:.2})", floor.what, floor.is, floor.most));
        if floor.is > floor.most {
            worse.push(floor.what);
        }
    }
    if redact.all.values == 0 {
        return Err(Failure::new("accuracy: nothing was measured"));
    }
    if worse.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("accuracy: worse than it was: {}", worse.join("; "))))
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::accuracy::score::{Score, Tally};

    fn scored(leaked: usize, over: usize) -> Score {
        let all = Tally { cases: 1, values: 100, leaked, harmless: 1000, over, ..Tally::default() };
        Score { all, ..Score::default() }
    }

    #[test]
    fn a_leak_or_an_over_redaction_above_the_floor_fails() {
        assert!(check(&scored(1, 1), &scored(1, 1)).is_ok());
        assert!(check(&scored(50, 1), &scored(1, 1)).is_err());
        assert!(check(&scored(1, 100), &scored(1, 1)).is_err());
    }

    #[test]
    fn nothing_measured_is_no_success() {
        assert!(check(&Score::default(), &Score::default()).is_err());
    }
}
