//! `cargo xtask samples --redacted FOLDER`: how much of what was planted is left, and how much of the rest is gone.
//!
//! Reads the folder itself and knows nothing of the product, so that the two cannot be wrong in the same way.

use crate::process::{Failure, Result, say};
use crate::samples::{CLASSES, Planted, Truth, read_folder};
use std::collections::BTreeMap;
use std::path::Path;

const TRUTH: &str = "mcp-server-review.truth.toml";

/// Measures a redacted copy of the sample and prints what is left.
///
/// # Errors
/// If a planted value is left, or the folder cannot be read or is empty.
pub(crate) fn run(folder: &str) -> Result {
    let truth = Truth::load(TRUTH)?;
    let files = read_folder(Path::new(folder))?;
    if files.is_empty() {
        return Err(Failure::new("samples: the folder holds no file"));
    }
    for class in CLASSES {
        let planted = truth.planted.iter().filter(|p| p.class == class);
        let left: Vec<(&Planted, String)> =
            planted.clone().filter_map(|p| left_in(p, &files).map(|f| (p, f))).collect();
        say(&format!("{class:<20} {:>3} planted, {:>3} left", planted.count(), left.len()));
        for (planted, file) in left {
            say(&format!("    {} `{}`: {file}", planted.what, planted.value));
        }
    }
    let gone: Vec<&String> =
        truth.harmless.iter().filter(|h| !files.values().any(|c| c.contains(*h))).collect();
    say(&format!("{:<20} {:>3} strings, {:>3} gone", "harmless", truth.harmless.len(), gone.len()));
    for text in gone {
        say(&format!("    `{text}`"));
    }
    match truth.planted.iter().filter(|p| left_in(p, &files).is_some()).count() {
        0 => Ok(()),
        left => Err(Failure::new(format!("samples: {left} planted value(s) are left"))),
    }
}

/// Returns the first file that holds a value, as it stood or decoded, in its text or in its path.
fn left_in(planted: &Planted, files: &BTreeMap<String, String>) -> Option<String> {
    let forms = [Some(&planted.value), planted.decoded.as_ref()];
    let holds = |text: &str| forms.into_iter().flatten().any(|form| text.contains(form.as_str()));
    files.iter().find(|(path, content)| holds(path) || holds(content)).map(|(path, _)| path.clone())
}

#[cfg(test)]
mod tests {
    use super::{TRUTH, left_in, run};
    use crate::process::root;
    use crate::samples::Truth;

    #[test]
    fn in_the_sample_itself_everything_is_left() {
        let folder = root().join("samples/mcp-server-review");
        let failure = run(&folder.to_string_lossy()).unwrap_err();
        let planted = Truth::load(TRUTH).unwrap().planted.len();
        assert!(
            failure.message.contains(&format!("{planted} planted value(s) are left")),
            "{}",
            failure.message
        );
    }

    #[test]
    fn a_decoded_value_counts_as_left_too() {
        let truth = Truth::load(TRUTH).unwrap();
        let encoded = truth.planted.iter().find(|p| p.decoded.is_some()).unwrap();
        let text = encoded.decoded.clone().unwrap();
        assert!(left_in(encoded, &[("a".to_owned(), text)].into()).is_some());
        assert!(
            left_in(encoded, &[("a".to_owned(), "[CREDENTIAL:password:01]".to_owned())].into()).is_none()
        );
    }
}
