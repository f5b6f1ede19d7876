//! Runs a program and says what it cost: processor time, time on the clock, the most memory it held.
//!
//! Processor time is user and system time of the whole process as `/usr/bin/time` reports it. The cheapest of some runs
//! counts, since everything that disturbs a run makes it dearer.

use crate::process::{Failure, Result, program};
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// User and system time, if `/usr/bin/time` is there.
    pub(crate) cpu_seconds: Option<f64>,
    /// From start to end.
    pub(crate) wall_seconds: f64,
    /// The largest resident set, if `/usr/bin/time` is there.
    pub(crate) peak_mib: Option<f64>,
}

impl Cost {
    /// Processor time, or what comes closest to it.
    pub(crate) fn seconds(&self) -> f64 {
        self.cpu_seconds.filter(|seconds| *seconds > 0.0).unwrap_or(self.wall_seconds)
    }
}

/// No program is run again once it has taken this long; a slow one is measured well enough by one run.
const ENOUGH_SECONDS: f64 = 20.0;

/// Runs a program some times and returns the cheapest run.
///
/// # Errors
/// If it cannot be started or ends with another code than those given.
pub(crate) fn best(path: &Path, arguments: &[&str], codes: &[i32], runs: u32) -> Result<Cost> {
    let mut best: Option<Cost> = None;
    let begin = Instant::now();
    for run in 0..runs {
        if run > 0 && begin.elapsed().as_secs_f64() > ENOUGH_SECONDS {
            break;
        }
        let cost = measure(path, arguments, codes)?;
        if best.as_ref().is_none_or(|b| cost.seconds() < b.seconds()) {
            best = Some(cost);
        }
    }
    best.ok_or_else(|| Failure::usage("--runs must be at least 1"))
}

/// Runs a program some times and returns the median of the times on the clock, in milliseconds.
///
/// # Errors
/// As [`best`].
pub(crate) fn median_milliseconds(path: &Path, arguments: &[&str], codes: &[i32], runs: u32) -> Result<f64> {
    let costs: Result<Vec<Cost>> = (0..runs.max(1)).map(|_| measure(path, arguments, codes)).collect();
    let mut times: Vec<f64> = costs?.iter().map(|cost| cost.wall_seconds * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
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
    let output = command.output().map_err(|e| super::failed("start a program to measure", &e))?;
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

/// Returns what it costs to read a byte of memory that is in no cache, in nanoseconds: the yardstick of the ratios.
///
/// Comparing two equal texts reads each byte of both once, with the code that the system has for it.
pub(crate) fn plain_read() -> f64 {
    const BYTES: usize = 64 << 20;
    let first = vec![b'x'; BYTES];
    let second = first.clone();
    let times = (0..7).map(|_| {
        let begin = Instant::now();
        let equal = std::hint::black_box(&first) == std::hint::black_box(&second);
        assert!(std::hint::black_box(equal), "two copies of one text are equal");
        begin.elapsed().as_secs_f64()
    });
    times.fold(f64::MAX, f64::min) * 1e9 / (2 * BYTES) as f64
}

#[cfg(test)]
mod tests {
    use super::{plain_read, read_figures};

    #[test]
    fn reads_what_time_writes() {
        assert_eq!(read_figures("1.50 0.25 2048"), Some((1.75, 2.0)));
        assert_eq!(read_figures("Command exited with non-zero status 1"), None);
    }

    #[test]
    fn reading_a_byte_takes_a_fraction_of_a_nanosecond_or_a_few() {
        assert!((0.001..50.0).contains(&plain_read()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_fails_is_not_a_measurement() {
        let program = |name: &str| crate::process::find(name).unwrap();
        assert!(super::best(&program("true"), &[], &[0], 2).unwrap().wall_seconds < 10.0);
        assert!(super::best(&program("false"), &[], &[0], 1).is_err());
    }
}
