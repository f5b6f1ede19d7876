//! Compares our PDF reports with those that another engine, krilla, writes of the same laid-out reports.
//!
//! usage: `evidact-oracle OURS THEIRS [NOTE…]`. OURS holds the reports as the program's own build wrote them; THEIRS is
//! where those of krilla go. Of each NOTE, a published one, a report is made and compared too.
//! exit code: 0 they agree, 1 they do not, or a file broken on purpose was taken for a sound one.

mod compare;
mod falsify;
mod read;
mod second;
mod verifier;

#[path = "../../../crates/evidact-render/examples/sample/conformance.rs"]
mod conformance;
#[path = "../../../crates/evidact-render/examples/golden/report.rs"]
mod golden;
#[path = "../../../crates/evidact-render/examples/sample/hostile.rs"]
mod hostile;
#[path = "../../../crates/evidact-render/examples/sample/report.rs"]
mod report;
#[path = "../../../crates/evidact-render/examples/sample/scripts.rs"]
mod scripts;

use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_render::{PdfOptions, Theme, lay_out};
use evidact_report::{Catalog, assess, parse};
use read::{Aspect, Seen};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use verifier::Verified;

/// What is wrong, in words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault(String);

impl Fault {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [ours, theirs, notes @ ..] = arguments.as_slice() else {
        eprintln!("usage: evidact-oracle OURS THEIRS [NOTE…]");
        return ExitCode::from(2);
    };
    let mut oracle = Oracle { ours, theirs, reports: 0, lines: 0, told: 0, wrong: 0 };
    println!("{:<32}pages   tags   glyphs     ours   krilla     ours   krilla", "");
    conformance::each(|name, report, theme, options| oracle.report(name, report, theme, options));
    for note in notes {
        oracle.note(note);
    }
    oracle.end()
}

struct Oracle<'p> {
    ours: &'p Path,
    theirs: &'p Path,
    reports: usize,
    /// Things that were compared, and found to agree.
    lines: usize,
    /// Texts that the verifier sees too.
    told: usize,
    wrong: usize,
}

/// The report that is broken on purpose: it has everything that a report may have.
const BROKEN: &str = "sample";

impl Oracle<'_> {
    /// Compares a report that the program's own build has written too.
    fn report(&mut self, name: &str, report: &Report, theme: &Theme, options: &PdfOptions<'_>) {
        let ours = self.compare(name, report, theme, options);
        let ours = ours.and_then(|ours| {
            let built = std::fs::read(self.ours.join(format!("{name}.pdf"))).map_err(|e| unreadable(&e))?;
            if built == ours {
                Ok(ours)
            } else {
                Err(Fault::new("the program's own build writes other bytes"))
            }
        });
        self.count(name, &ours);
        if let (BROKEN, Ok(ours)) = (name, &ours) {
            let found = breaks(ours, report, theme, options);
            self.count("broken on purpose", &found);
        }
    }

    /// Compares the report of a published note.
    fn note(&mut self, path: &Path) {
        let name = format!("note-{}", path.file_stem().unwrap_or_default().to_string_lossy());
        let done = std::fs::read_to_string(path).map_err(|e| unreadable(&e)).and_then(|text| {
            let catalog = Catalog::builtin();
            let review = parse(&CleanText::attest(text), catalog);
            // What is said of the evidence is that of another report: it does not come from the note.
            let report = Report { review: assess(review, None, catalog), ..golden::report() };
            self.compare(&name, &report, &Theme::default(), &PdfOptions::default())
        });
        self.count(&name, &done);
    }

    fn count<T>(&mut self, name: &str, done: &Result<T, Fault>) {
        if let Err(fault) = done {
            println!("{name}: {fault}");
            self.wrong += 1;
        }
    }

    /// Writes a report twice, compares both, and returns ours.
    fn compare(
        &mut self,
        name: &str,
        report: &Report,
        theme: &Theme,
        options: &PdfOptions<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let laid = lay_out(report, theme, options).map_err(|e| Fault::new(e.to_string()))?;
        let (begin, ours) = (Instant::now(), laid.write().map_err(|e| Fault::new(e.to_string()))?);
        let took = begin.elapsed();
        let (begin, theirs) = (Instant::now(), second::write(&laid)?);
        let they_took = begin.elapsed();
        std::fs::write(self.theirs.join(format!("{name}.pdf")), &theirs).map_err(|e| unreadable(&e))?;
        let [a, b] = [(&ours, "ours"), (&theirs, "krilla's")].map(|(bytes, whose)| read(bytes, whose));
        let (a, b) = (a?, b?);
        let count = |aspect| a.lines(aspect).len();
        let glyphs = a.lines(Aspect::Drawn).iter().filter(|line| line.says.contains("shape")).count();
        println!(
            "{name:<32}{:>5}{:>7}{:>9}{:>9}{:>9}{:>6} ms{:>6} ms",
            count(Aspect::Pages),
            count(Aspect::Tags),
            glyphs,
            ours.len(),
            theirs.len(),
            took.as_millis(),
            they_took.as_millis()
        );
        match Verified::read(&ours)?.misses(&a) {
            0 => self.told += a.told.len(),
            missed => {
                return Err(Fault::new(format!("the verifier does not see {missed} texts of our file")));
            }
        }
        self.reports += 1;
        let found = compare::differences(&a, &b);
        if found.is_empty() {
            self.lines += Aspect::ALL.into_iter().map(count).sum::<usize>();
            return Ok(ours);
        }
        let list: Vec<String> = found.iter().map(|(aspect, what)| format!("  {aspect:?}: {what}")).collect();
        Err(Fault::new(format!("\n{}", list.join("\n"))))
    }

    fn end(&self) -> ExitCode {
        println!("{} reports, {} things compared, {} wrong", self.reports, self.lines, self.wrong);
        println!("{} texts of our files are among those that the verifier reads", self.told);
        for allowed in compare::ONLY_THEIRS {
            println!("allowed: {:?} of krilla alone: {}", allowed.aspect, allowed.why);
        }
        if self.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Breaks our file in every way that there is, and fails if one of them is not seen.
fn breaks(ours: &[u8], report: &Report, theme: &Theme, options: &PdfOptions<'_>) -> Result<(), Fault> {
    let laid = lay_out(report, theme, options).map_err(|e| Fault::new(e.to_string()))?;
    let sound = read(&second::write(&laid)?, "krilla's")?;
    let verified = Verified::read(ours)?;
    let mut blind = Vec::new();
    for falsified in falsify::all() {
        let broken = falsified.apply(ours)?;
        let seen = read::read(&broken).map_err(|fault| Fault::new(format!("{}: {fault}", falsified.what)))?;
        let found = compare::differences(&seen, &sound);
        let aspects: Vec<Aspect> = found.into_iter().map(|(aspect, _)| aspect).collect();
        println!("    broken: {:<36} {} faults, {aspects:?}", falsified.what, seen.faults.len());
        if !falsified.aspect.map_or(!seen.faults.is_empty(), |aspect| aspects.contains(&aspect)) {
            blind.push(falsified.what);
        }
        if falsified.is_told && verified.misses(&seen) == 0 {
            return Err(Fault::new(format!("the verifier is said to have seen it: {}", falsified.what)));
        }
    }
    if blind.is_empty() { Ok(()) } else { Err(Fault::new(format!("not seen: {}", blind.join(", ")))) }
}

/// Reads a file that must have no faults of its own.
fn read(bytes: &[u8], whose: &str) -> Result<Seen, Fault> {
    let seen = read::read(bytes).map_err(|fault| Fault::new(format!("{whose} {fault}")))?;
    match seen.faults.first() {
        None => Ok(seen),
        Some(first) => Err(Fault::new(format!("{whose}: {} faults: {first}", seen.faults.len()))),
    }
}

fn unreadable(error: &std::io::Error) -> Fault {
    Fault::new(format!("a file cannot be read or written: {}", error.kind()))
}
