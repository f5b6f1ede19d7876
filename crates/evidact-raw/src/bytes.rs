//! Evidence bytes.

use zeroize::Zeroize;

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

    /// Says whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for RawBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
