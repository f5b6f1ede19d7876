//! Reads pattern packs (TOML, embedded or the user's) into a checked [`RuleSet`].
//!
//! A pack is one file of rules for one provider. The packs in `patterns/` are read when this crate is
//! built, and what a search needs is derived then: [`RuleSet::builtin`] points at static data. A user's pack goes through
//! [`RuleSet::with_pack`] at run time, and [`check`] proves of any pack what `docs/rules.md` promises.
//!
//! ```
//! use evidact_patterns::RuleSet;
//! let rules = RuleSet::builtin();
//! assert!(rules.rules().iter().any(|r| r.id.as_str() == "github.pat-classic"));
//! ```

mod allow;
mod anchors;
mod check;
mod digest;
mod embedded;
mod filter;
mod import;
mod literals;
mod pack;
mod rule;
mod shape;
mod validator;

pub use allow::{AllowSpec, Condition, Entropy, Target};
pub use anchors::{Anchors, ByteSet, Step};
pub use check::{CheckError, check};
pub use embedded::builtin_packs;
pub use filter::{Candidate, Filter, Judgement};
pub use import::{Import, ImportError, Remark, Weight, import};
pub use literals::rarest;
pub use pack::{Basis, CounterExample, Example, Pack, PackError, PackRule};
pub use rule::{Rule, RuleSet};
pub use validator::{Validator, Verdict};
