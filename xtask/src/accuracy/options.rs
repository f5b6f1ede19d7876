//! The options of `cargo xtask accuracy`.

use crate::process::{Failure, Result};

/// The seed of the published table.
const SEED: u64 = 2026;

/// How much is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Size {
    /// All cases, packages, other scanners.
    Full,
    /// A few cases of each template and the floors; for CI.
    Small,
}

/// What the user asked for.
pub(crate) struct Options {
    /// From which all values are made.
    pub(crate) seed: u64,
    /// How much is measured.
    pub(crate) size: Size,
    /// Whether `docs/accuracy.md` is written.
    pub(crate) writes: bool,
    /// A file for examples of what went wrong.
    pub(crate) examples: Option<String>,
    /// A program to measure instead of the one that is built.
    pub(crate) evidact: Option<String>,
    /// Labelled cases of the user's own, instead of those that are made.
    pub(crate) cases: Option<String>,
}

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// If one is not known.
    pub(crate) fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options =
            Self { seed: SEED, size: Size::Full, writes: false, examples: None, evidact: None, cases: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || match rest.next() {
                Some(value) => Ok((*value).to_owned()),
                None => Err(Failure::usage(format!("{argument} wants a value"))),
            };
            match *argument {
                "--small" => options.size = Size::Small,
                "--write" => options.writes = true,
                "--seed" => {
                    let number = value()?.parse().ok();
                    options.seed = number.ok_or_else(|| Failure::usage("--seed wants a number"))?;
                }
                "--examples" => options.examples = Some(value()?),
                "--evidact" => options.evidact = Some(value()?),
                "--cases" => options.cases = Some(value()?),
                _ => return Err(Failure::usage(format!("accuracy has no option {argument}"))),
            }
        }
        if options.writes && (options.cases.is_some() || options.size == Size::Small) {
            return Err(Failure::usage("--write publishes the whole table of the cases that are made"));
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, Size};

    #[test]
    fn reads_what_was_asked_for_and_refuses_the_rest() {
        let options = Options::parse(&["--small", "--seed", "5"]).ok().unwrap();
        assert_eq!((options.seed, options.size), (5, Size::Small));
        assert!(Options::parse(&["--seed"]).is_err());
        assert!(Options::parse(&["--fast"]).is_err());
        assert!(Options::parse(&["--write", "--cases", "mine.jsonl"]).is_err());
    }
}
