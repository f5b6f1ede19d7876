//! Lists of names, by kind. They are written for this project from general knowledge and copied from no
//! one's data; a list only supports what the shape and the words around a name suggest.

pub(super) mod ambiguous;
pub(super) mod family;
pub(super) mod given;
pub(super) mod nouns;
