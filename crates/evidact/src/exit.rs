//! Exit codes. They are public API: see `docs/exit-codes.md`.

use evidact_batch::BatchError;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done; nothing withheld, nothing leaked.
    Done,
    /// Findings (`scan`), or errors in what was checked.
    Findings,
    /// Wrong arguments, policy or pattern pack.
    Usage,
    /// No inputs.
    NoInputs,
    /// Done, but some inputs were withheld.
    Withheld,
    /// Verification failed; nothing was published.
    Leak,
    /// The output could not be written; nothing was published.
    Write,
    /// Interrupted; nothing was published.
    Interrupted,
}

impl Exit {
    /// Returns the code for the system.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::NoInputs => 3,
            Self::Withheld => 4,
            Self::Leak => 5,
            Self::Write => 6,
            Self::Interrupted => 130,
        }
    }
}

/// Why a command could not do its work: a message without content, and the code.
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) exit: Exit,
}

impl Failure {
    /// Wrong arguments, policy or pack.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Usage }
    }

    /// Output that could not be written.
    pub(crate) fn write(what: &str, error: &std::io::Error) -> Self {
        let message = format!("could not write {what}: {}", crate::terminal::reason(error.kind()));
        Self { message, exit: Exit::Write }
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        let exit = match &error {
            BatchError::NoInputs { .. } | BatchError::NoNotes { .. } => Exit::NoInputs,
            BatchError::Input { what, .. } if what.starts_with("no such") => Exit::NoInputs,
            BatchError::Input { .. } | BatchError::Output { .. } | BatchError::Choice { .. } => Exit::Usage,
            BatchError::Leak { .. } => Exit::Leak,
            BatchError::Unread { .. } | BatchError::NoReport { .. } => Exit::Withheld,
            BatchError::Interrupted => Exit::Interrupted,
            _ => Exit::Write,
        };
        Self { message: crate::terminal::safe(&error.to_string()), exit }
    }
}
