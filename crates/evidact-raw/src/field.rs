//! The keys under which a value stands, as a structured format knows them.

/// One step of a key path: an object key, column header, element or attribute name, decoded.
///
/// A key is evidence like any other byte, so it is not printable.
pub type FieldKey = [u8];

/// The keys from the root to a value, e.g. `tokens` > `[0]` (indices are left out).
///
/// Not printable. Cheap to push and pop while a reader walks a document.
#[derive(Default, Clone)]
pub struct KeyPath {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl KeyPath {
    /// Starts at the root.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes down by one key.
    pub fn push(&mut self, key: &FieldKey) {
        self.bytes.extend_from_slice(key);
        self.ends.push(self.bytes.len());
    }

    /// Goes up by one key.
    pub fn pop(&mut self) {
        self.ends.pop();
        self.bytes.truncate(self.ends.last().copied().unwrap_or(0));
    }

    /// Returns the number of keys.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Says whether this is the root.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the keys from the innermost to the root.
    ///
    /// # Exposure
    /// The keys.
    pub fn innermost_first(&self) -> impl Iterator<Item = &FieldKey> {
        (0..self.ends.len()).rev().map(|i| {
            let start = if i == 0 { 0 } else { self.ends[i - 1] };
            &self.bytes[start..self.ends[i]]
        })
    }

    /// Returns the innermost key.
    ///
    /// # Exposure
    /// The key.
    pub fn innermost(&self) -> Option<&FieldKey> {
        self.innermost_first().next()
    }
}

#[cfg(test)]
mod tests {
    use super::KeyPath;

    #[test]
    fn goes_down_and_up() {
        let mut path = KeyPath::new();
        path.push(b"users");
        path.push(b"password");
        assert!(path.innermost() == Some(b"password".as_slice()));
        path.pop();
        assert!(path.innermost() == Some(b"users".as_slice()));
        path.pop();
        assert!(path.is_empty());
    }
}
