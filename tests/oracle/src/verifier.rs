//! Whether the verifier, which reads every report before it is published, sees all that another reader sees.
//!
//! The verifier has a reader of PDF of its own. What that one passed over could not be searched for values; so each text
//! that the oracle's reader finds, in whatever place of the file, must be among those that the verifier goes through.

use crate::Fault;
use crate::read::Seen;
use evidact_redact::verify::pdf;

/// What the verifier sees of a file.
pub(crate) struct Verified {
    squeezed: String,
}

impl Verified {
    /// Reads a file as the verifier does.
    ///
    /// # Errors
    /// If the verifier cannot read it: such a report would not be published.
    pub(crate) fn read(file: &[u8]) -> Result<Self, Fault> {
        let content = pdf::read(file).map_err(|_| Fault::new("the verifier cannot read our file"))?;
        let mut squeezed = squeeze(&String::from_utf8_lossy(&content.lines));
        for (_, part) in &content.parts {
            // Between two layers stands a character that no text of a report holds.
            squeezed.push('\0');
            squeezed.push_str(&squeeze(&String::from_utf8_lossy(part)));
        }
        Ok(Self { squeezed })
    }

    /// Returns how many texts are told that the verifier does not see.
    pub(crate) fn misses(&self, seen: &Seen) -> usize {
        let is_missed = |text: &&String| !self.squeezed.contains(&squeeze(text));
        seen.told.iter().filter(is_missed).count()
    }
}

/// Returns a text without white space: where lines end is for the page to say.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
