//! A panic in a reader costs one source, not the run.

use evidact_model::Withheld;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a reader so that a panic in it costs one source, not the run.
///
/// # Errors
/// What the reader says; [`Withheld::Internal`] if it panics.
pub fn guarded<T>(job: impl FnOnce() -> Result<T, Withheld>) -> Result<T, Withheld> {
    // The payload of a panic may hold evidence; it is dropped unseen.
    catch_unwind(AssertUnwindSafe(job)).unwrap_or(Err(Withheld::Internal))
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use evidact_model::Withheld;

    #[test]
    fn a_panicking_reader_withholds_its_source() {
        let result: Result<(), _> = guarded(|| panic!("a reader broke"));
        assert_eq!(result, Err(Withheld::Internal));
    }
}
