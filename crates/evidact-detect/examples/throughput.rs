//! Measures how long scanning a file takes, in nanoseconds a byte.
//!
//! `cargo run --release --example throughput -- FILE [code|config|prose|log|data] [rounds] [credentials]`

use evidact_detect::{Classes, Detector, Options};
use evidact_model::{Class, TextKind};
use evidact_patterns::RuleSet;
use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a measuring program reports to its terminal")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read(arguments.next().ok_or("which file?")?)?;
    let kind = match arguments.next().as_deref() {
        Some("code") => TextKind::Code,
        Some("config") => TextKind::Config,
        Some("prose") => TextKind::Prose,
        Some("data") => TextKind::Data,
        _ => TextKind::Log,
    };
    let rounds: usize = arguments.next().map_or(Ok(3), |r| r.parse())?;
    let classes =
        if arguments.next().is_some() { Classes::NONE.with(Class::Credential) } else { Classes::ALL };
    let begin = Instant::now();
    let rules = RuleSet::builtin();
    let built = begin.elapsed();
    let detector = Detector::new(rules, Options { classes, ..Options::default() })?;
    println!("start: {built:?} rules, {:?} in all, {} rules", begin.elapsed(), detector.rule_count());
    for _ in 0..rounds {
        let mut hits = Vec::new();
        let (begin, processor) = (Instant::now(), processor_nanos());
        detector.scan_text(&text, kind, &mut hits);
        let (wall, bytes) = (begin.elapsed().as_nanos() as f64, text.len().max(1) as f64);
        let busy = processor_nanos().zip(processor).map_or(wall, |(end, start)| end - start);
        println!("{:.2} ns/B processor, {:.2} ns/B wall, {} hits", busy / bytes, wall / bytes, hits.len());
    }
    Ok(())
}

/// The time this thread has run, where the system tells.
fn processor_nanos() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_ascii_whitespace().next()?.parse().ok()
}
