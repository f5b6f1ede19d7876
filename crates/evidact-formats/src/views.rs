//! Decoded readings of stretches of a text.

use crate::View;
use evidact_model::Format;

pub(crate) fn for_each(_format: Format, _text: &[u8], _max_depth: u8, _visit: &mut dyn FnMut(&View)) {}
