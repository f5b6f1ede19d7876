//! Evidence bytes.

/// Bytes of evidence. Not printable, overwritten on drop.
pub struct RawBytes(Vec<u8>);

impl RawBytes {
    /// Takes bytes in.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    ///
    /// # Exposure
    /// All of them. For readers, detectors and writers; never for messages.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Gives the bytes up.
    ///
    /// # Exposure
    /// All of them, and they are no longer overwritten on drop.
    pub fn into_exposed(mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }

    /// Returns the number of bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts bytes at an offset; what stands there is overwritten, what lies behind the end is appended.
    pub(crate) fn write_at(&mut self, at: usize, from: &[u8]) {
        let over = from.len().min(self.0.len().saturating_sub(at));
        let (inside, behind) = from.split_at(over);
        if let Some(place) = self.0.get_mut(at..at + over) {
            place.copy_from_slice(inside);
        }
        self.0.extend_from_slice(behind);
    }

    /// Says whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Overwrites a buffer to its capacity, in one go: evidence is megabytes, and a byte at a time took longer
/// than reading it.
fn wipe(bytes: &mut Vec<u8>) {
    bytes.clear();
    bytes.resize(bytes.capacity(), 0);
    zeroize::optimization_barrier(bytes.as_slice());
}

impl Drop for RawBytes {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::wipe;

    #[test]
    fn a_wiped_buffer_holds_nothing_where_it_held_evidence() {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(b"a value that stood here");
        let (start, capacity) = (bytes.as_ptr(), bytes.capacity());
        wipe(&mut bytes);
        assert!(bytes.len() == capacity && bytes.iter().all(|&b| b == 0));
        assert!(std::ptr::eq(start, bytes.as_ptr()), "the old buffer was left as it was");
    }
}
