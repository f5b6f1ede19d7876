//! The built-in packs: their texts, and their rules with all that is derived from them, as static data made
//! by the build script.

#![expect(clippy::unreadable_literal, reason = "sets of bytes, written by the build script")]

use crate::anchors::{Anchors, ByteSet, Step};
use crate::rule::Rule;
use crate::validator::Validator;
use evidact_model::{Class, Confidence, Kind, RuleId};
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Returns the built-in packs, each as its name and its TOML text, in the order of their names.
///
/// For showing, listing and checking; [`crate::RuleSet::builtin`] does not read them.
pub fn builtin_packs() -> impl Iterator<Item = (&'static str, &'static str)> {
    PACKS.iter().copied()
}

/// The rules of the built-in packs, in the order of [`builtin_packs`].
pub(crate) fn rules() -> &'static [Rule] {
    &RULES
}

/// The full digest of the built-in packs.
pub(crate) fn digest() -> &'static str {
    DIGEST
}
