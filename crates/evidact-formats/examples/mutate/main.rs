//! Reads broken sources of every container format for some seconds: sound ones, changed at random.
//!
//! `cargo run --package evidact-formats --example mutate -- [--seconds N] [--seed N] [--only FORMAT]`
//!
//! With `--corpus DIR` it writes the sound sources for the fuzz targets instead (`fuzz/`).
//!
//! Needs no nightly compiler, so that CI can run it; `cargo fuzz` looks deeper (`fuzz/`). A source that breaks a reader
//! is written to `target/mutate/`, and the program ends with 1.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::too_many_arguments,
    reason = "a program for developers, over sources that it made itself"
)]

mod change;
mod corpus;
mod round_trip;
mod seeds;

use change::{Random, changed};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// A source that takes longer than this in a debug build is one that its author wants us to read.
const SLOW: Duration = Duration::from_secs(10);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1).cloned()
    };
    let seconds: u64 = option("--seconds").and_then(|n| n.parse().ok()).unwrap_or(5);
    let seed: u64 = option("--seed").and_then(|n| n.parse().ok()).unwrap_or(2026);
    let only = option("--only");
    if let Some(folder) = option("--corpus") {
        for format in seeds::all() {
            corpus::write(&format, std::path::Path::new(&folder));
        }
        return;
    }
    std::panic::set_hook(Box::new(|info| {
        if let Some(at) = info.location() {
            eprintln!("panic at {at}");
        }
    }));
    let mut broken = 0;
    for format in seeds::all() {
        if only.as_deref().is_none_or(|only| only == format.name) {
            broken += run(&format, Duration::from_secs(seconds), seed);
        }
    }
    std::process::exit(i32::from(broken > 0));
}

/// Reads changed sources of one format until the time is over; returns how many broke the reader.
fn run(format: &seeds::Format, time: Duration, seed: u64) -> u64 {
    let mut random = Random::new(seed, format.name);
    let (mut count, mut copied, mut broken) = (0_u64, 0_u64, 0);
    let mut slowest = Duration::ZERO;
    let begin = Instant::now();
    while begin.elapsed() < time && broken < 5 {
        let source = match count {
            0 => format.build(&mut |_, part| part),
            _ => format.build(&mut |whole, part| changed(&mut random, part, whole)),
        };
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| round_trip::round_trip(format.file, &source)));
        let took = start.elapsed();
        slowest = slowest.max(took);
        count += 1;
        copied += u64::from(matches!(result, Ok(true)));
        if result.is_err() || took > SLOW {
            broken += 1;
            let folder = std::path::Path::new("target/mutate");
            std::fs::create_dir_all(folder).unwrap();
            let path = folder.join(format!("{}-{seed}-{count}-{}", format.name, format.file));
            std::fs::write(&path, &source).unwrap();
            println!(
                "{}: {} on {}",
                format.name,
                if result.is_err() { "broke" } else { "slow" },
                path.display()
            );
        }
        assert!(count > 1 || copied == 1, "{}: the sound source is not copied", format.name);
    }
    println!("{:14} {count:7} read, {copied:7} copied, slowest {} ms", format.name, slowest.as_millis());
    broken
}
