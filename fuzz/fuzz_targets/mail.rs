//! Any bytes as a message or mailbox: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run mail`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&pick, source)) = data.split_first() else { return };
    let _ = evidact_fuzz::round_trip(if pick % 2 == 0 { "a.eml" } else { "a.mbox" }, source);
});
