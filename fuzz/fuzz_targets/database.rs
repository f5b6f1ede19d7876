//! Any bytes as an SQLite database: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run database`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = evidact_fuzz::round_trip("a.sqlite", data);
    // Behind a sound header.
    let mut sound = b"SQLite format 3\0\x02\0\x01\x01\0\x40\x20\x20".to_vec();
    sound.extend_from_slice(data);
    let _ = evidact_fuzz::round_trip("a.sqlite", &sound);
});
