//! Any bytes as an archive: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run archive`.

#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 7] = ["a.zip", "a.tar", "a.gz", "a.tgz", "a.bz2", "a.xz", "a.zst"];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, source)) = data.split_first() else { return };
    let _ = evidact_fuzz::round_trip(NAMES[usize::from(pick) % NAMES.len()], source);
});
