//! What stands before a member of a tar archive: the records of pax, and the long names of GNU.

use super::header::{Header, Kind};
use evidact_model::Withheld;
use std::collections::BTreeSet;

/// What was said before the next member, and what was said at all that is not carried over.
#[derive(Default)]
pub(super) struct Fields {
    next: Next,
    /// Names of users, and values of records; shown once for what they betray.
    texts: BTreeSet<Vec<u8>>,
    text_bytes: usize,
    count: u64,
}

/// What was said about the next member.
#[derive(Default)]
struct Next {
    pax_name: Option<Vec<u8>>,
    long_name: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: Sparse,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Sparse {
    #[default]
    No,
    Yes,
}

/// No more than this is shown of what is not carried over.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// Records that any program writes and that say nothing about content.
const USUAL: &[&[u8]] = &[
    b"path",
    b"linkpath",
    b"size",
    b"mtime",
    b"atime",
    b"ctime",
    b"uid",
    b"gid",
    b"uname",
    b"gname",
    b"charset",
    b"hdrcharset",
    b"SCHILY.dev",
    b"SCHILY.ino",
    b"SCHILY.nlink",
    b"LIBARCHIVE.creationtime",
];

impl Fields {
    /// Takes what stands before a member.
    pub(super) fn take(&mut self, kind: Kind, said: &[u8]) -> Result<(), Withheld> {
        match kind {
            Kind::Pax => self.pax(said)?,
            Kind::PaxOfAll => self.pax_of_all(said)?,
            Kind::LongName => self.next.long_name = Some(until_nul(said)),
            Kind::LongLink => self.next.link = Some(until_nul(said)),
            _ => {}
        }
        Ok(())
    }

    /// Takes the records about the next member.
    fn pax(&mut self, bytes: &[u8]) -> Result<(), Withheld> {
        for (key, value) in records(bytes)? {
            match key {
                b"path" => self.next.pax_name = Some(value.to_vec()),
                b"linkpath" => self.next.link = Some(value.to_vec()),
                b"size" => self.next.size = Some(decimal(value).ok_or(Withheld::Damaged)?),
                _ if key.starts_with(b"GNU.sparse.") => self.next.sparse = Sparse::Yes,
                _ => self.other(key, value),
            }
        }
        Ok(())
    }

    /// Takes the records about all members. Where readers differ about what they mean there, they mean nothing.
    fn pax_of_all(&mut self, bytes: &[u8]) -> Result<(), Withheld> {
        for (key, value) in records(bytes)? {
            if matches!(key, b"path" | b"linkpath" | b"size") || key.starts_with(b"GNU.sparse.") {
                return Err(Withheld::Damaged);
            }
            self.other(key, value);
        }
        Ok(())
    }

    fn other(&mut self, key: &[u8], value: &[u8]) {
        self.count += u64::from(!USUAL.contains(&key));
        if matches!(key, b"uname" | b"gname") || !USUAL.contains(&key) {
            self.show(value);
        }
    }

    pub(super) fn label(&mut self, name: &[u8]) {
        self.count += 1;
        self.show(name);
    }

    pub(super) fn owners(&mut self, header: &Header) {
        for owner in &header.owners {
            self.show(owner);
        }
    }

    fn show(&mut self, text: &[u8]) {
        let fits = self.text_bytes + text.len() <= MAX_TEXT_BYTES;
        if !text.is_empty() && fits && !self.texts.contains(text) {
            self.text_bytes += text.len();
            self.texts.insert(text.to_vec());
        }
    }

    pub(super) fn name(&self) -> Option<&Vec<u8>> {
        self.next.pax_name.as_ref().or(self.next.long_name.as_ref())
    }

    pub(super) fn link(&self) -> Option<&Vec<u8>> {
        self.next.link.as_ref()
    }

    pub(super) fn size(&self) -> Option<u64> {
        self.next.size
    }

    pub(super) fn is_sparse(&self) -> bool {
        self.next.sparse == Sparse::Yes
    }

    pub(super) fn end_member(&mut self) {
        self.next = Next::default();
    }

    /// Returns how many fields were lost that programs do not write by themselves, and what was said.
    pub(super) fn lost(self) -> (u64, Vec<u8>) {
        let mut text = Vec::new();
        for line in self.texts {
            text.extend(line);
            text.push(b'\n');
        }
        (self.count, text)
    }
}

/// Key and value.
type Record<'a> = (&'a [u8], &'a [u8]);

/// The records of pax: `length key=value` and a line end, the length in bytes of all that.
fn records(bytes: &[u8]) -> Result<Vec<Record<'_>>, Withheld> {
    let (mut rest, mut records) = (bytes, Vec::new());
    while rest.iter().any(|&b| b != 0) {
        let (record, behind) = record(rest).ok_or(Withheld::Damaged)?;
        records.push(record);
        rest = behind;
    }
    Ok(records)
}

fn record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let space = bytes.iter().take(20).position(|&b| b == b' ')?;
    let length = usize::try_from(decimal(bytes.get(..space)?)?).ok()?;
    let (record, rest) = bytes.split_at_checked(length)?;
    let record = record.get(space + 1..)?.strip_suffix(b"\n")?;
    let equals = record.iter().position(|&b| b == b'=')?;
    Some(((record.get(..equals)?, record.get(equals + 1..)?), rest))
}

fn decimal(digits: &[u8]) -> Option<u64> {
    let number = std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    number.parse().ok().filter(|&n| i64::try_from(n).is_ok())
}

fn until_nul(bytes: &[u8]) -> Vec<u8> {
    bytes.split(|&b| b == 0).next().unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn records_are_as_long_as_they_say() {
        let read = records(b"30 mtime=1350244992.023960108\n15 path=a\nb=cd\n").unwrap();
        assert!(read == [(&b"mtime"[..], &b"1350244992.023960108"[..]), (b"path", b"a\nb=cd")]);
        for broken in [&b"99 path=a\n"[..], b"8 path=a\n", b"x path=a\n", b"7 path\n", b"0 "] {
            assert!(records(broken).is_err());
        }
    }
}
