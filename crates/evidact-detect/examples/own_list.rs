//! Measures what the user's own list costs: time to read it, and nanoseconds a byte of text.
//!
//! `cargo run --release --example own_list -- LIST.csv TEXT [rounds]`

use evidact_detect::own::OwnIdentifiers;
use evidact_detect::{Classes, Detector, Options};
use evidact_model::TextKind;
use evidact_patterns::RuleSet;
use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a measuring program reports to its terminal")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let list = arguments.next().ok_or("which list?")?;
    let text = std::fs::read(arguments.next().ok_or("which text?")?)?;
    let rounds: usize = arguments.next().map_or(Ok(3), |r| r.parse())?;
    let (begin, processor) = (Instant::now(), processor_nanos());
    let own = OwnIdentifiers::read(|| std::fs::File::open(&list))?;
    let busy = processor_nanos().zip(processor).map_or(0.0, |(end, start)| end - start);
    println!("{} rows: {:.2} s processor, {:?} wall", own.len(), busy / 1e9, begin.elapsed());
    let with = Detector::new(
        RuleSet::builtin(),
        Options { classes: Classes::NONE, own: Some(own), ..Options::default() },
    )?;
    let without =
        Detector::new(RuleSet::builtin(), Options { classes: Classes::NONE, ..Options::default() })?;
    for _ in 0..rounds {
        let mut costs = [0.0; 2];
        let mut hits = Vec::new();
        for (cost, detector) in costs.iter_mut().zip([&without, &with]) {
            hits.clear();
            let processor = processor_nanos();
            detector.scan_text(&text, TextKind::Prose, &mut hits);
            *cost = processor_nanos().zip(processor).map_or(0.0, |(end, start)| end - start);
        }
        let [without, with] = costs;
        let per_byte = (with - without) / text.len().max(1) as f64;
        println!("{per_byte:.2} ns/B processor, {:.0} MB/s, {} hits", 1e3 / per_byte, hits.len());
    }
    Ok(())
}

/// The time this thread has run, where the system tells.
fn processor_nanos() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_ascii_whitespace().next()?.parse().ok()
}
