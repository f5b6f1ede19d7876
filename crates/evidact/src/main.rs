//! evidact: makes review evidence safe to share.
fn main() {}
