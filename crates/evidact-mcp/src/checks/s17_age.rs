//! S17: what the metadata says is much older than the review, has expired before it, or is later than it.

use super::{Check, CheckInfo, Run};
use crate::date::{days_before, of};
use crate::facts::Source;
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;
use evidact_model::review::Review;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S17",
        title: "Older than the review",
        looks_at: "Dates in the metadata, beside the date of the review: more than 180 days before, expired, or after.",
        source: "https://modelcontextprotocol.io/registry/versioning",
    },
    runs: &[Run::Note(run)],
};

/// Half a year: a server that is maintained has moved on by then.
const STALE_DAYS: i64 = 180;

fn run(sources: &[Source], review: &Review, findings: &mut Findings) {
    let Some(reviewed) = review.date.as_ref().and_then(|date| of(date.as_str())) else { return };
    for source in sources {
        for loose in &source.dates {
            let Some(date) = of(loose.spot.str()) else { continue };
            let age = days_before(date, reviewed);
            let key = loose.name.as_str().to_ascii_lowercase();
            let ends = key.starts_with("expir") || key == "valid_until";
            let (stance, items): (Stance, &[&str]) = match (ends, age) {
                (true, 1..) => (Stance::Contradicts, &["IDN-05"]),
                (false, age) if age > STALE_DAYS => (Stance::Notes, &["TFL-03"]),
                (false, age) if age < 0 => (Stance::Notes, &["TRU-06"]),
                _ => continue,
            };
            let spot = loose.spot.with(&format!("{}: {}", loose.name, loose.spot.text));
            findings.add(Subject::file(source), &spot, stance, items);
        }
    }
}
