//! Runs the rules of the pattern packs: literals first, then an anchored regex at a known place.

mod prefilter;
mod rule;
mod validate;

pub(crate) use prefilter::Prefilter;
pub(crate) use rule::{CompiledRule, RuleStates};
