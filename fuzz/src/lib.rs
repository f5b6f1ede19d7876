//! What the targets share: a walk through a source and everything in it, and an archive around a part.

#[path = "../../crates/evidact-formats/examples/mutate/round_trip.rs"]
mod round_trip;

pub use round_trip::{round_trip, zip};
