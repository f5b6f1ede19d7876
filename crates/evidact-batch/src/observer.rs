//! How a run tells its caller what happens, and asks whether to go on.

use evidact_model::Event;
use std::sync::atomic::{AtomicBool, Ordering};

/// Receives events, from any thread, and carries the wish to stop.
pub trait Observer: Sync {
    /// Something happened.
    fn event(&self, event: Event);

    /// Says whether the user has asked to stop.
    fn stopped(&self) -> bool {
        false
    }
}

/// Ignores events; stops when its flag is set.
#[derive(Default)]
pub struct Silent(pub AtomicBool);

impl Observer for Silent {
    fn event(&self, _event: Event) {}

    fn stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
