//! Generates the texts that `cargo xtask bench` measures on: the same bytes on every machine, nothing real in them.

use crate::random::Random;
use std::io::{self, Write};

/// Writes an ordinary log of at least `bytes` bytes, in whole lines.
///
/// Nine lines of ten hold nothing of interest, as in life: requests, timings, ids, paths, digests. About one in a
/// hundred names a person or an address, one in a thousand a password or a token.
///
/// # Errors
/// If `out` fails.
pub(crate) fn write_log(out: &mut impl Write, bytes: u64) -> io::Result<()> {
    let mut random = Random::new(0x5EED_1E55_C0FF_EE01);
    let mut line = Vec::with_capacity(512);
    let mut written = 0;
    let mut number = 0_u64;
    while written < bytes {
        line.clear();
        write_line(&mut line, number, &mut random)?;
        out.write_all(&line)?;
        written += line.len() as u64;
        number += 1;
    }
    Ok(())
}

/// Returns a note of about 5 KB, as a reviewer types one.
pub(crate) fn note() -> String {
    let mut text =
        String::from("# Review of a sample server\n\nScope: configuration and exported logs only.\n\n");
    for number in 1..=14 {
        text.push_str(&finding(number));
    }
    text
}

fn finding(number: u64) -> String {
    format!(
        "## F-{number:02} Access of tool {number}\n\n\
         **Expected:** the tool reads the ledger of one tenant, with a token of its own.\n\
         **Observed:** the client configuration gives it `LEDGER_PASSWORD={}` and the whole share.\n\
         **Uncertainty:** the running server was not looked at; contact is reviewer{number}@example.org.\n\
         **Remediation:** one credential a tenant, rotated, and a path that names the folder.\n\n",
        made_up_password(number)
    )
}

fn made_up_password(number: u64) -> String {
    let mut random = Random::new(number + 77);
    format!("{}-{}{}", random.pick(WORDS), random.pick(WORDS), random.below(9000) + 1000)
}

const WORDS: &[&str] = &[
    "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "haven", "inlet", "jetty", "knoll",
    "larch", "mesa", "north", "ocean", "pine", "quarry", "ridge", "shore", "tundra", "upland", "vale",
    "willow", "yarrow",
];
const LEVELS: &[&str] = &["DEBUG", "INFO", "INFO", "INFO", "INFO", "WARN", "ERROR"];
const PATHS: &[&str] = &[
    "/api/v2/ledger/entries",
    "/api/v2/ledger/accounts",
    "/healthz",
    "/metrics",
    "/static/app.9f31c2.js",
    "/mcp/messages",
    "/api/v1/reports/monthly",
    "/oauth/authorize",
];
const MODULES: &[&str] =
    &["http.server", "ledger.store", "mcp.session", "queue.worker", "cache", "db.pool", "audit"];
const AGENTS: &[&str] =
    &["curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64)", "python-requests/2.31.0", "okhttp/4.12.0"];

fn write_line(line: &mut Vec<u8>, number: u64, random: &mut Random) -> io::Result<()> {
    let (hour, minute, second) = (number / 360_000 % 24, number / 6000 % 60, number / 100 % 60);
    let time = format!(
        "2026-03-{:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z",
        number / 8_640_000 % 28 + 1,
        number % 1000
    );
    let level = random.pick(LEVELS);
    let module = random.pick(MODULES);
    match random.below(1000) {
        0 => {
            let (word, value) = (random.pick(WORDS), made_up_password(number));
            writeln!(line, "{time} WARN {module} retrying connection user={word} password={value} attempt=2")
        }
        1..=9 => {
            let (name, id) = (random.pick(WORDS), random.below(100_000));
            writeln!(
                line,
                "{time} INFO {module} notified {name}.{id}@example.com about statement {id} in 12 ms"
            )
        }
        10..=99 => {
            let address = format!("198.51.100.{}", random.below(254) + 1);
            let (path, agent, size) = (random.pick(PATHS), random.pick(AGENTS), random.below(90_000));
            writeln!(line, "{address} - - [{time}] \"GET {path} HTTP/1.1\" 200 {size} \"-\" \"{agent}\"")
        }
        100..=249 => {
            let (trace, span, took) = (random.hex(32), random.hex(16), random.below(4000));
            writeln!(
                line,
                "{{\"ts\":\"{time}\",\"level\":\"{level}\",\"logger\":\"{module}\",\"trace_id\":\"{trace}\",\
                 \"span_id\":\"{span}\",\"msg\":\"request finished\",\"duration_ms\":{took},\"status\":200}}"
            )
        }
        250..=319 => {
            let (digest, commit) = (random.hex(64), random.hex(40));
            writeln!(line, "{time} {level} {module} pulled image sha256:{digest} built from commit {commit}")
        }
        320..=399 => {
            let (path, row) = (random.pick(PATHS), random.below(900));
            writeln!(line, "    at ledger.{module}.handle(Handler.java:{row}) // {path}")
        }
        _ => {
            let (a, b, count, took) =
                (random.pick(WORDS), random.pick(WORDS), random.below(5000), random.below(900));
            writeln!(
                line,
                "{time} {level} [{module}] worker {a}-{b} processed {count} entries in {took} ms, queue is idle"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{note, write_log};

    #[test]
    fn the_log_is_the_same_bytes_every_time_and_of_the_size_asked_for() {
        let mut first = Vec::new();
        let mut second = Vec::new();
        write_log(&mut first, 50_000).unwrap();
        write_log(&mut second, 50_000).unwrap();
        assert_eq!(first, second);
        assert!(first.len() >= 50_000 && first.len() < 51_000 && first.ends_with(b"\n"));
    }

    #[test]
    fn the_note_is_about_five_kilobytes() {
        assert!((4_000..6_500).contains(&note().len()), "{}", note().len());
    }
}
