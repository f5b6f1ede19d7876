//! Any bytes as a key file: no panic, and a stub. Run with `cargo fuzz run key`.

#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = ["id_rsa", "a.p12", "a.pem", "a.ppk", "a.jks"];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, source)) = data.split_first() else { return };
    let _ = evidact_fuzz::round_trip(NAMES[usize::from(pick) % NAMES.len()], source);
});
