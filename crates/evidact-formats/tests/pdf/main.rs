//! PDF: every way to show text is read, nothing but text is written, and hostile files end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::format_collect,
    clippy::items_after_statements,
    clippy::single_match_else,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod beside;
mod files;
mod order;
#[path = "../support/pdf.rs"]
mod support;
mod tables;

use evidact_formats::{Budget, Document, Limits, Opened, Part, Reading, Replaced, Role, Visitor, open};
use evidact_model::{Loss, Lost, Withheld, add_loss};
use evidact_raw::{Blob, RawBytes, RawName};
use memchr::memmem;
use std::fmt::Write as _;
use std::io::Cursor;
use support::{HELVETICA, Pdf, append, show};

const NEEDLE: &str = "Kestrel7731";
const MARK: &str = "[CREDENTIAL:password:01]";

/// Replaces a needle wherever it is shown, and remembers what it was shown.
#[derive(Default)]
struct Seen {
    inner: Vec<String>,
    dropped: Vec<String>,
    names: Vec<String>,
    losses: Vec<Loss>,
    unread: Vec<String>,
}

impl Visitor for Seen {
    fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let bytes = part.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        let text = String::from_utf8_lossy(bytes.expose()).into_owned();
        let name = part.name.expose().to_string_lossy().into_owned();
        match part.role {
            Role::Dropped => {
                self.names.push(name);
                self.dropped.push(text);
                Ok(None)
            }
            _ => {
                let replaced = text.replace(NEEDLE, MARK);
                self.inner.push(text);
                Ok(Some(Replaced { name, source: Blob::new(RawBytes::new(replaced.into_bytes())) }))
            }
        }
    }

    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        assert!(reason == Withheld::NoText, "pages are left out for this alone");
        self.unread.push(name.expose().to_string_lossy().into_owned());
        Ok(())
    }

    fn lost(&mut self, loss: Loss) {
        add_loss(&mut self.losses, loss);
    }
}

impl Seen {
    fn count(&self, what: Lost, page: Option<u32>) -> u64 {
        self.losses.iter().filter(|l| l.what == what && l.page == page).map(|l| l.count).sum()
    }

    fn saw(&self, text: &str) -> bool {
        self.inner.iter().chain(&self.dropped).chain(&self.names).any(|seen| seen.contains(text))
    }
}

fn rewrite(bytes: &[u8]) -> Result<(Vec<u8>, Seen), Withheld> {
    let limits = Limits::default();
    let mut budget = Budget::new(&limits, bytes.len() as u64);
    let source = Blob::new(RawBytes::new(bytes.to_vec()));
    let Opened::Container(container) = open(&RawName::new("a.pdf"), source, &limits)? else {
        panic!("a PDF is a container")
    };
    let mut seen = Seen::default();
    let mut out = Cursor::new(Vec::new());
    container.walk(&limits, &mut budget, &mut seen, Some(&mut out))?;
    Ok((out.into_inner(), seen))
}

/// Rewrites a file that can be, and returns the copy, what it reads as, and what was seen on the way.
fn copy(pdf: &Pdf) -> (Vec<u8>, String, Seen) {
    let (copy, seen) = rewrite(&pdf.bytes()).expect("is a sound PDF");
    let text = read(&copy);
    (copy, text, seen)
}

/// Reads a copy with this very reader.
fn read(bytes: &[u8]) -> String {
    let (_, seen) = rewrite(bytes).expect("a copy is a sound PDF");
    seen.inner.into_iter().next().unwrap_or_default()
}
