//! A walk through a source and everything in it: read, written anew without an edit, opened again.
//!
//! Shared with the targets of `fuzz/`.

#![allow(unreachable_pub, reason = "two crates include this file")]

use evidact_formats::{
    Budget, Container, Document, Images, Limits, Opened, Part, Replaced, Role, Visitor, open,
};
use evidact_model::{Loss, Withheld};
use evidact_raw::{Blob, RawBytes, RawName, Spool};

/// Bounds that keep a run of the fuzzer short.
fn limits() -> Limits {
    Limits {
        max_bytes: 1 << 22,
        max_expanded_bytes: 1 << 24,
        max_members: 2_000,
        images: Images::Reencode,
        ..Limits::default()
    }
}

/// Opens a source, reads it, writes it anew without an edit, and opens what was written. Says whether there was a
/// copy: most broken sources are withheld.
///
/// # Panics
/// If a copy cannot be opened again, or is not the same when it is written twice.
pub fn round_trip(name: &str, source: &[u8]) -> bool {
    let Some(first) = copy(name, source) else { return false };
    let again = copy(name, source).expect("what was written once is written twice");
    assert!(first == again, "two copies of one source differ");
    let limits = limits();
    let copied = open(&RawName::new(name), Blob::new(RawBytes::new(first)), &limits);
    // A copy may be of another format, such as text; it must be one that can be read.
    assert!(copied.is_ok(), "the copy cannot be opened");
    if let Ok(Opened::Container(container)) = copied {
        let mut budget = Budget::new(&limits, container.source_bytes().max(1 << 20));
        let mut parts = Everything { spool: Spool::memory(), limits: limits.clone(), shown: 0 };
        let walked = container.walk(&limits, &mut budget, &mut parts, None);
        assert!(walked.is_ok(), "the copy cannot be walked through");
    }
    true
}

/// Returns the copy of a source; nothing if it must be withheld.
fn copy(name: &str, source: &[u8]) -> Option<Vec<u8>> {
    let limits = limits();
    let name = RawName::new(name);
    let mut budget = Budget::new(&limits, source.len() as u64);
    let mut parts = Everything { spool: Spool::memory(), limits: limits.clone(), shown: 0 };
    let copied = parts.source(&name, Blob::new(RawBytes::new(source.to_vec())), &mut budget).ok()?;
    copied.into_memory().ok().map(RawBytes::into_exposed)
}

/// Lets everything through that can be read.
struct Everything {
    spool: Spool,
    limits: Limits,
    shown: usize,
}

impl Everything {
    fn source(&mut self, name: &RawName, source: Blob, budget: &mut Budget) -> Result<Blob, Withheld> {
        match open(name, source, &self.limits)? {
            Opened::Text(document) => self.text(&document),
            Opened::Container(container) => self.container(&container, budget),
        }
    }

    fn text(&mut self, document: &Document) -> Result<Blob, Withheld> {
        let len = document.text().len();
        document.for_each_view(&mut |view| self.shown += view.bytes().len());
        document.for_each_field(&mut |field| assert!(field.path.len() <= len + 1));
        document.write(&[]).map(Blob::new)
    }

    fn container(&mut self, container: &Container, budget: &mut Budget) -> Result<Blob, Withheld> {
        let spool = std::mem::take(&mut self.spool);
        let mut output = spool.writer();
        let limits = self.limits.clone();
        container.walk(&limits, budget, self, Some(&mut output))?;
        output.finish().map_err(|_| Withheld::NoSpace)
    }
}

impl Visitor for Everything {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let name = part.name.expose().to_string_lossy().into_owned();
        let copied = match part.role {
            Role::Dropped => return Ok(None),
            Role::File => match self.source(&part.name, part.source, budget) {
                Ok(copied) => copied,
                Err(reason) if reason.is_of_whole_source() => return Err(reason),
                Err(_) => return Ok(None),
            },
            Role::Inner(reading) => {
                let document = Document::of_blob(reading, &part.name, part.source, &self.limits)?;
                self.text(&document)?
            }
        };
        Ok(Some(Replaced { name, source: copied }))
    }

    fn lost(&mut self, _loss: Loss) {}
}

/// A zip archive with these members, stored, so that the fuzzer need not learn to compress.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut central = Vec::new();
    for (name, bytes) in members {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let (crc, len) = (crc.sum().to_le_bytes(), (bytes.len() as u32).to_le_bytes());
        let at = (out.len() as u32).to_le_bytes();
        let name_len = (name.len() as u16).to_le_bytes();
        // APPNOTE 4.3.7 and 4.3.12: version, flags, method, time, date; then sums and lengths.
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc, &len, &len, &name_len, &[0, 0]].concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), bytes].concat());
        central.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let (start, len) = ((out.len() as u32).to_le_bytes(), (central.len() as u32).to_le_bytes());
    let count = (members.len() as u16).to_le_bytes();
    out.extend(central);
    out.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &len, &start, &[0, 0]].concat());
    out
}
