//! Why a finding is one: the parts of the decision, in words that were written before the evidence was read.

/// What decided that a finding is one. Holds sentences of the program alone: no byte of the value, of its key
/// or of its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why(Vec<&'static str>);

impl Why {
    /// Returns it with one more reason.
    #[must_use]
    pub fn with(mut self, reason: &'static str) -> Self {
        self.0.push(reason);
        self
    }

    /// Returns it with a reason, if there is one.
    #[must_use]
    pub fn with_some(self, reason: Option<&'static str>) -> Self {
        match reason {
            Some(reason) => self.with(reason),
            None => self,
        }
    }

    /// Returns the reasons, most important first.
    pub fn reasons(&self) -> &[&'static str] {
        &self.0
    }
}
