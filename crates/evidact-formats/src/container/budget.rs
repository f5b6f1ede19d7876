//! What the containers of one source may use up, all in all: depth, members, bytes.

use crate::Limits;
use evidact_model::{Limit, Withheld};
use evidact_raw::RawBytes;
use std::io::{self, Read};

/// Below this many bytes any ratio is taken.
const SMALL_BYTES: u64 = 64 << 20;

/// So much room is made for a member before it is read.
const SURE_BYTES: u64 = 1 << 20;

/// What is left for the containers of one source. A member that would need more stops the whole source.
pub struct Budget {
    depth: u8,
    members: u64,
    bytes: u64,
    member_bytes: u64,
    /// What is said when one of them is used up.
    too_deep: Withheld,
    too_many: Withheld,
    too_much: Withheld,
}

impl Budget {
    /// Starts with all that a source of `source_bytes` may use.
    pub fn new(limits: &Limits, source_bytes: u64) -> Self {
        let by_ratio = source_bytes.saturating_mul(limits.max_ratio).max(SMALL_BYTES);
        let of = |limit, value| Withheld::Limit { limit, value };
        Self {
            depth: limits.max_container_depth,
            members: limits.max_members,
            bytes: limits.max_expanded_bytes.min(by_ratio),
            member_bytes: limits.max_bytes,
            too_deep: of(Limit::MaxDepth, limits.max_container_depth.into()),
            too_many: of(Limit::MaxMembers, limits.max_members),
            too_much: if by_ratio < limits.max_expanded_bytes {
                of(Limit::MaxRatio, limits.max_ratio)
            } else {
                of(Limit::MaxExpandedBytes, limits.max_expanded_bytes)
            },
        }
    }

    /// Goes into a container.
    ///
    /// # Errors
    /// [`Withheld::Limit`] if containers nest too deep.
    pub(crate) fn enter(&mut self) -> Result<(), Withheld> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.too_deep.clone())?;
        Ok(())
    }

    /// Comes out of it.
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Takes one member.
    ///
    /// # Errors
    /// [`Withheld::Limit`] if there are too many.
    pub(crate) fn member(&mut self) -> Result<(), Withheld> {
        self.members = self.members.checked_sub(1).ok_or_else(|| self.too_many.clone())?;
        Ok(())
    }

    /// Takes bytes that something expanded to.
    ///
    /// # Errors
    /// [`Withheld::Limit`] if there are too many.
    pub(crate) fn bytes(&mut self, count: u64) -> Result<(), Withheld> {
        self.bytes = self.bytes.checked_sub(count).ok_or_else(|| self.too_much.clone())?;
        Ok(())
    }

    /// Reads a member to its end into memory. Never reads more than what is left.
    ///
    /// # Errors
    /// [`Withheld::TooLarge`] if it alone is, [`Withheld::Limit`] if all are, [`Withheld::Damaged`] if it cannot
    /// be read.
    pub(crate) fn read(&mut self, from: &mut dyn Read) -> Result<RawBytes, Withheld> {
        let most = self.bytes.min(self.member_bytes);
        let mut bytes = Vec::new();
        let read = from.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let bytes = RawBytes::new(bytes);
        read.map_err(|e| failed(&e))?;
        self.fits(bytes.len() as u64)?;
        self.bytes(bytes.len() as u64)?;
        Ok(bytes)
    }

    /// Reads a member of which the container says how large it is. Never reads more than that.
    ///
    /// # Errors
    /// As [`Budget::read`]; [`Withheld::Damaged`] also if it is of another size.
    pub(crate) fn read_sized(&mut self, from: impl Read, size: u64) -> Result<RawBytes, Withheld> {
        self.fits(size)?;
        // What a container says is believed only as far as it costs little.
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(SURE_BYTES)).unwrap_or_default());
        let read = from.take(size.saturating_add(1)).read_to_end(&mut bytes);
        let bytes = RawBytes::new(bytes);
        self.bytes(bytes.len() as u64)?;
        read.map_err(|e| failed(&e))?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(Withheld::Damaged) }
    }

    /// Says whether a member of a size may be read.
    ///
    /// # Errors
    /// As [`Budget::read`].
    pub(crate) fn fits(&self, size: u64) -> Result<(), Withheld> {
        if size > self.member_bytes {
            return Err(Withheld::TooLarge { limit_bytes: self.member_bytes });
        }
        if size > self.bytes { Err(self.too_much.clone()) } else { Ok(()) }
    }
}

/// Says why reading or writing a container failed. A parser's own words are dropped: they may quote evidence.
pub(crate) fn failed(error: &io::Error) -> Withheld {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Withheld::NoSpace
        }
        io::ErrorKind::OutOfMemory => Withheld::Budget,
        _ => Withheld::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;
    use crate::Limits;
    use evidact_model::{Limit, Withheld};

    #[test]
    fn stops_at_each_bound() {
        let limits = Limits { max_members: 1, max_container_depth: 1, max_bytes: 5, ..Limits::default() };
        let mut budget = Budget::new(&limits, 10);
        let of = |limit, value| Err(Withheld::Limit { limit, value });
        assert!(budget.member().is_ok() && budget.member() == of(Limit::MaxMembers, 1));
        assert!(budget.enter().is_ok() && budget.enter() == of(Limit::MaxDepth, 1));
        assert!(budget.read(&mut &b"12345"[..]).is_ok_and(|b| b.expose() == b"12345"));
        assert!(budget.read(&mut &b"123456"[..]).err() == Some(Withheld::TooLarge { limit_bytes: 5 }));
        assert!(budget.read_sized(&b"1234"[..], 4).is_ok());
        assert!(budget.read_sized(&b"123"[..], 4).err() == Some(Withheld::Damaged));
        assert!(budget.read_sized(&b"12345"[..], 4).err() == Some(Withheld::Damaged));
        assert!(budget.bytes(1 << 40) == of(Limit::MaxRatio, limits.max_ratio));
        let limits = Limits { max_expanded_bytes: 7, ..limits };
        assert!(Budget::new(&limits, 10).bytes(8) == of(Limit::MaxExpandedBytes, 7));
    }
}
