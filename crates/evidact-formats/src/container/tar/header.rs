//! The header block of a member of a tar archive.

/// The size of a block, of which a tar archive is made.
pub(in crate::container) const BLOCK_BYTES: usize = 512;

/// A block.
pub(super) type Block = [u8; BLOCK_BYTES];

/// What a header says.
pub(super) struct Header {
    pub(super) name: Vec<u8>,
    pub(super) size: u64,
    pub(super) kind: Kind,
    pub(super) link: Vec<u8>,
    /// The names of the user and the group.
    pub(super) owners: [Vec<u8>; 2],
    /// Whether the map of a sparse file goes on in the next block.
    pub(super) map_goes_on: bool,
}

/// What a member is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    SparseFile,
    Folder,
    /// A link, device or pipe.
    Special,
    /// Records about the next member.
    Pax,
    /// Records about all members.
    PaxOfAll,
    LongName,
    LongLink,
    /// The name of the archive.
    Label,
    Other,
}

/// Says whether a source begins with the header of a member.
pub(in crate::container) fn is_archive(head: &[u8]) -> bool {
    let block = head.get(..BLOCK_BYTES).and_then(|head| Block::try_from(head).ok());
    block.is_some_and(|block| block.iter().any(|&b| b != 0) && Header::read(&block).is_some())
}

impl Header {
    /// Reads a header, if its checksum is right.
    pub(super) fn read(block: &Block) -> Option<Self> {
        let field = |from: usize, to: usize| block.get(from..to).unwrap_or_default();
        let said = number(field(148, 156))?;
        let sum = |value: fn(u8) -> i64| -> i64 {
            block
                .iter()
                .enumerate()
                .map(|(at, &b)| if (148..156).contains(&at) { 32 } else { value(b) })
                .sum()
        };
        let said = i64::try_from(said).ok()?;
        // Some old programs took bytes for signed.
        if said != sum(i64::from) && said != sum(|b| i64::from(b.cast_signed())) {
            return None;
        }
        let name = text(field(0, 100));
        let is_posix = field(257, 263) == b"ustar\0";
        let is_known = field(257, 262) == b"ustar";
        let prefix = if is_posix { text(field(345, 500)) } else { &[] };
        let flag = block.get(156).copied()?;
        let size = number(field(124, 136))?;
        Some(Self {
            name: if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() },
            // Devices and pipes may say anything there.
            size: if matches!(flag, b'3' | b'4' | b'6') { 0 } else { size },
            kind: Kind::of(flag, name),
            link: text(field(157, 257)).to_vec(),
            owners: if is_known {
                [text(field(265, 297)).to_vec(), text(field(297, 329)).to_vec()]
            } else {
                Default::default()
            },
            map_goes_on: block.get(482).is_some_and(|&b| b != 0),
        })
    }
}

impl Kind {
    /// Says whether it is no member, but tells about those behind it.
    pub(super) fn is_about_another(self) -> bool {
        matches!(self, Self::Pax | Self::PaxOfAll | Self::LongName | Self::LongLink)
    }

    fn of(flag: u8, name: &[u8]) -> Self {
        match flag {
            0 if name.ends_with(b"/") => Self::Folder,
            0 | b'0' | b'7' => Self::File,
            b'1' | b'2' | b'3' | b'4' | b'6' => Self::Special,
            b'5' => Self::Folder,
            b'S' => Self::SparseFile,
            b'x' | b'X' => Self::Pax,
            b'g' => Self::PaxOfAll,
            b'L' => Self::LongName,
            b'K' => Self::LongLink,
            b'V' => Self::Label,
            _ => Self::Other,
        }
    }
}

/// A field up to its first NUL.
fn text(field: &[u8]) -> &[u8] {
    field.split(|&b| b == 0).next().unwrap_or_default()
}

/// A number: octal digits between blanks, or binary behind a mark (GNU).
fn number(field: &[u8]) -> Option<u64> {
    if let Some((0x80, rest)) = field.split_first() {
        let (high, low) = rest.split_at_checked(rest.len().checked_sub(8)?)?;
        let low = u64::from_be_bytes(low.try_into().ok()?);
        return (high.iter().all(|&b| b == 0) && i64::try_from(low).is_ok()).then_some(low);
    }
    let digits = text(field).trim_ascii();
    digits.iter().try_fold(0_u64, |number, b| match b {
        b'0'..=b'7' => number.checked_mul(8)?.checked_add(u64::from(b - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_octal_or_binary() {
        assert_eq!(number(b"0000644\0"), Some(0o644));
        assert_eq!(number(b"   12 \0\0"), Some(0o12));
        assert_eq!(number(b"\x80\0\0\0\0\0\0\x02\0\0\0\0"), Some(2 << 32));
        assert_eq!(number(b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), None, "a negative size");
        assert_eq!(number(b"\x80\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), None);
        assert_eq!(number(b"0000009\0"), None);
    }
}
