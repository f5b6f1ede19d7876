//! Any bytes as an image, with images allowed: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run image`.

#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = ["a.png", "a.jpg", "a.webp", "a.gif", "a.tiff"];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, source)) = data.split_first() else { return };
    let _ = evidact_fuzz::round_trip(NAMES[usize::from(pick) % NAMES.len()], source);
});
