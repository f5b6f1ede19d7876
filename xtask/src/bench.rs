//! `cargo xtask bench`: what `evidact scan` costs, beside what other scanners on the PATH cost on the same bytes.
//!
//! Processor time is what is compared: user and system time of the whole process, as `/usr/bin/time` reports it. The
//! best of some runs counts, since everything that disturbs a run makes it longer. The last table is kept and shown.

use crate::corpus;
use crate::process::{Failure, Result, cargo, find, program, run as run_command, say};
use crate::workspace::Graph;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// User and system time, if `/usr/bin/time` is there.
    cpu_seconds: Option<f64>,
    /// From start to end.
    wall_seconds: f64,
    /// The largest resident set, if `/usr/bin/time` is there.
    peak_mib: Option<f64>,
}

struct Options {
    mib: u64,
    runs: u32,
}

/// Measures and prints a table.
///
/// # Errors
/// If the arguments are wrong, the build fails, or evidact does not end as a scan ends.
pub(crate) fn run(arguments: &[&str]) -> Result {
    let options = Options::parse(arguments)?;
    let graph = Graph::load_own()?;
    let folder = graph.target_folder.join("bench");
    std::fs::create_dir_all(&folder).map_err(|e| failed("create the folder of the texts", &e))?;
    let log = generate_log(&folder, options.mib)?;
    let note = folder.join("note.md");
    std::fs::write(&note, corpus::note()).map_err(|e| failed("write the note", &e))?;
    run_command(cargo().args(["build", "--release", "--locked", "--bin", "evidact"]))?;
    let evidact =
        graph.target_folder.join("release").join(if cfg!(windows) { "evidact.exe" } else { "evidact" });

    let mut lines = measure_log(&evidact, &log, &options)?;
    lines.push(measure_note(&evidact, &note)?);
    for line in &lines {
        say(line);
    }
    keep(&folder.join("last.txt"), &lines)?;
    for (package, example) in graph.examples("bench_") {
        say(&format!("==> {package} {example}"));
        run_command(cargo().args([
            "run",
            "--release",
            "--quiet",
            "--locked",
            "-p",
            &package,
            "--example",
            &example,
        ]))?;
    }
    Ok(())
}

impl Options {
    fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { mib: 200, runs: 3 };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err(Failure::usage("an option without its value")) };
            let number = value.parse::<u32>().ok().filter(|n| (1..=10_000).contains(n));
            let number =
                number.ok_or_else(|| Failure::usage(format!("{name} wants a number from 1 to 10000")))?;
            match *name {
                "--mib" => options.mib = u64::from(number),
                "--runs" => options.runs = number,
                _ => return Err(Failure::usage(format!("bench has no option {name}"))),
            }
        }
        Ok(options)
    }
}

fn generate_log(folder: &Path, mib: u64) -> Result<PathBuf> {
    let path = folder.join(format!("ordinary-v{}-{mib}.log", corpus::VERSION));
    let bytes = mib * 1024 * 1024;
    if path.metadata().is_ok_and(|m| m.len() >= bytes) {
        return Ok(path);
    }
    say(&format!("writing {mib} MiB of log"));
    let file = File::create(&path).map_err(|e| failed("create the log", &e))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    corpus::write_log(&mut out, bytes).and_then(|()| out.flush()).map_err(|e| failed("write the log", &e))?;
    Ok(path)
}

fn measure_log(evidact: &Path, log: &Path, options: &Options) -> Result<Vec<String>> {
    let bytes = log.metadata().map_err(|e| failed("look at the log", &e))?.len();
    let file = log.to_string_lossy().into_owned();
    let scan = ["scan", "--format", "jsonl", "--threads", "1", &file];
    let own = best(evidact, &scan, &[0, 1], options.runs)?;
    let mut lines = vec![
        format!(
            "{} MiB of ordinary log, best of {} run(s), one thread of evidact",
            options.mib, options.runs
        ),
        format!(
            "{:<12} {:>9} {:>9} {:>9} {:>9} {:>10}",
            "program", "cpu s", "wall s", "peak MiB", "ns/byte", "x evidact"
        ),
        row("evidact", &own, bytes, &own),
    ];
    let yardsticks: [(&str, Vec<&str>); 2] = [
        ("ripsecrets", vec![&file]),
        ("gitleaks", vec!["dir", &file, "--no-banner", "--exit-code", "0", "--max-target-megabytes", "0"]),
    ];
    for (name, arguments) in yardsticks {
        match find(name) {
            None => lines.push(format!("{name:<12} not on the PATH")),
            Some(path) => {
                let cost = best(&path, &arguments, &[0, 1], options.runs)?;
                lines.push(row(name, &cost, bytes, &own));
            }
        }
    }
    Ok(lines)
}

fn measure_note(evidact: &Path, note: &Path) -> Result<String> {
    let file = note.to_string_lossy().into_owned();
    let cost = best(evidact, &["scan", "--format", "jsonl", &file], &[0, 1], 20)?;
    Ok(format!("one note of 5 KB, whole process, best of 20: {:.1} ms", cost.wall_seconds * 1000.0))
}

fn row(name: &str, cost: &Cost, bytes: u64, own: &Cost) -> String {
    let optional =
        |value: Option<f64>, digits: usize| value.map_or("?".to_owned(), |v| format!("{v:.digits$}"));
    let per_byte = cost.cpu_seconds.map(|s| s * 1e9 / bytes as f64);
    let ratio = cost.cpu_seconds.zip(own.cpu_seconds).filter(|(_, own)| *own > 0.0).map(|(a, b)| a / b);
    format!(
        "{name:<12} {:>9} {:>9.2} {:>9} {:>9} {:>10}",
        optional(cost.cpu_seconds, 2),
        cost.wall_seconds,
        optional(cost.peak_mib, 1),
        optional(per_byte, 2),
        optional(ratio, 2)
    )
}

/// No program is run again once it has taken this long; a slow one is measured well enough by one run.
const ENOUGH_SECONDS: f64 = 20.0;

/// Runs a program some times and returns the cheapest run.
fn best(path: &Path, arguments: &[&str], codes: &[i32], runs: u32) -> Result<Cost> {
    let mut best: Option<Cost> = None;
    let begin = Instant::now();
    for run in 0..runs {
        if run > 0 && begin.elapsed().as_secs_f64() > ENOUGH_SECONDS {
            break;
        }
        let cost = measure(path, arguments, codes)?;
        let weight = |c: &Cost| c.cpu_seconds.filter(|s| *s > 0.05).unwrap_or(c.wall_seconds);
        if best.as_ref().is_none_or(|b| weight(&cost) < weight(b)) {
            best = Some(cost);
        }
    }
    best.ok_or_else(|| Failure::usage("--runs must be at least 1"))
}

const TIME: &str = "/usr/bin/time";

fn measure(path: &Path, arguments: &[&str], codes: &[i32]) -> Result<Cost> {
    let with_time = Path::new(TIME).is_file() && cfg!(target_os = "linux");
    let mut command = if with_time { program(TIME) } else { program(path) };
    if with_time {
        command.args(["-q", "-f", "%U %S %M"]).arg(path);
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let begin = Instant::now();
    let output = command.output().map_err(|e| failed("start a program to measure", &e))?;
    let wall_seconds = begin.elapsed().as_secs_f64();
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.code().is_some_and(|code| codes.contains(&code)) {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let said = report.lines().next().unwrap_or("it said nothing");
        return Err(Failure::new(format!("{name} did not end as a scan ends ({}): {said}", output.status)));
    }
    let figures = report.lines().last().filter(|_| with_time).and_then(read_figures);
    Ok(Cost { cpu_seconds: figures.map(|f| f.0), wall_seconds, peak_mib: figures.map(|f| f.1) })
}

/// Reads `user system kibibytes`.
fn read_figures(line: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = line.split_whitespace().map_while(|w| w.parse().ok()).collect();
    let [user, system, kib] = numbers.as_slice() else { return None };
    Some((user + system, kib / 1024.0))
}

/// Shows the table of the run before this one, then keeps this one.
fn keep(path: &Path, lines: &[String]) -> Result {
    if let Ok(before) = std::fs::read_to_string(path) {
        say("the run before:");
        for line in before.lines() {
            say(&format!("  {line}"));
        }
    }
    std::fs::write(path, lines.join("\n")).map_err(|e| failed("keep the table", &e))
}

fn failed(what: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("bench: could not {what}: {}", error.kind()))
}

#[cfg(test)]
mod tests {
    use super::{Cost, Options, best, read_figures, row};

    #[test]
    fn reads_what_time_writes() {
        assert_eq!(read_figures("1.50 0.25 2048"), Some((1.75, 2.0)));
        assert_eq!(read_figures("Command exited with non-zero status 1"), None);
    }

    #[test]
    fn a_row_says_time_per_byte_and_the_ratio() {
        let own = Cost { cpu_seconds: Some(1.0), wall_seconds: 1.0, peak_mib: Some(10.0) };
        let other = Cost { cpu_seconds: Some(5.0), wall_seconds: 5.0, peak_mib: None };
        let text = row("other", &other, 1_000_000_000, &own);
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words, ["other", "5.00", "5.00", "?", "5.00", "5.00"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_fails_is_not_a_measurement() {
        let program = |name: &str| crate::process::find(name).unwrap();
        assert!(best(&program("true"), &[], &[0], 2).unwrap().wall_seconds < 10.0);
        assert!(best(&program("false"), &[], &[0], 1).is_err());
    }

    #[test]
    fn refuses_unknown_options() {
        assert!(Options::parse(&["--mib"]).is_err());
        assert!(Options::parse(&["--mib", "0"]).is_err());
        assert!(Options::parse(&["--size", "5"]).is_err());
        assert_eq!(Options::parse(&["--mib", "5", "--runs", "1"]).unwrap().mib, 5);
    }
}
