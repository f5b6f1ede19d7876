//! How a run tells its caller what happens, and asks whether to go on.

use evidact_model::Event;

/// Receives events, from any thread, and carries the wish to stop.
pub trait Observer: Sync {
    /// Something happened.
    fn event(&self, event: Event);

    /// Says whether the user has asked to stop.
    fn stopped(&self) -> bool {
        false
    }
}
