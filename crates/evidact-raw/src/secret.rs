//! Matched values.

use zeroize::Zeroize;

/// A matched value, borrowed from a document. It answers questions; it is not printable.
#[derive(Clone, Copy)]
pub struct Secret<'a>(&'a [u8]);

impl<'a> Secret<'a> {
    /// Borrows a value.
    pub fn new(value: &'a [u8]) -> Self {
        Self(value)
    }

    /// Asks the value a question.
    ///
    /// # Exposure
    /// Reads the value; returns one bit of it.
    pub fn test(self, question: impl FnOnce(&[u8]) -> bool) -> bool {
        question(self.0)
    }

    /// Returns the length in bytes.
    ///
    /// # Exposure
    /// The length. It does not go into an output.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Says whether the value is empty.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Copies the value into an owned buffer that is overwritten on drop.
    pub fn to_buf(self) -> SecretBuf {
        SecretBuf::new(self.0)
    }

    /// Returns the value.
    ///
    /// # Exposure
    /// All of it. For searching and keyed hashing only.
    pub fn expose(self) -> &'a [u8] {
        self.0
    }
}

/// An owned value. Not printable, overwritten on drop.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretBuf(Box<[u8]>);

impl SecretBuf {
    /// Copies a value in.
    pub fn new(value: &[u8]) -> Self {
        Self(value.into())
    }

    /// Borrows the value.
    pub fn as_secret(&self) -> Secret<'_> {
        Secret(&self.0)
    }

    /// Returns the value.
    ///
    /// # Exposure
    /// All of it. For searching and keyed hashing only.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for SecretBuf {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
