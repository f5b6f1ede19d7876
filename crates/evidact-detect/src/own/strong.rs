//! The strong values themselves, end to end in one buffer that is overwritten on drop.

use evidact_raw::SecretBuf;

/// Values, one after another. Not printable.
#[derive(Default)]
pub(super) struct Values {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Values {
    /// Adds a value.
    pub(super) fn push(&mut self, value: &[u8]) {
        // Growing would leave a copy behind in freed memory, so the old buffer is overwritten by hand.
        if self.bytes.len() + value.len() > self.bytes.capacity() {
            let mut larger = Vec::with_capacity((self.bytes.capacity() * 5 / 4).max(4096) + value.len());
            larger.extend_from_slice(&self.bytes);
            self.bytes.fill(0);
            self.bytes = larger;
        }
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len() as u32);
    }

    /// Says whether there is no room for a row more; places are kept in 32 bits.
    pub(super) fn is_full(&self) -> bool {
        self.bytes.len() > u32::MAX as usize - (1 << 24)
    }

    /// Returns the values.
    pub(super) fn iter(&self) -> impl Iterator<Item = SecretBuf> + '_ {
        self.ends.iter().enumerate().map(|(i, &end)| {
            let start = i.checked_sub(1).and_then(|p| self.ends.get(p)).copied().unwrap_or(0);
            SecretBuf::new(self.bytes.get(start as usize..end as usize).unwrap_or_default())
        })
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        self.bytes.fill(0);
    }
}
