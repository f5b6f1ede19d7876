//! Identities (GUID) in Office documents: which say where a document was made, and which every program knows.

/// Says whether a value is an identity as copies count them.
pub(super) fn is_counted(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"{00000000-0000-0000-0000-").and_then(|v| v.strip_suffix(b"}"));
    digits.is_some_and(|d| d.len() == 12 && d.iter().all(u8::is_ascii_digit))
        || BUILT_IN.iter().any(|known| known.eq_ignore_ascii_case(value))
}

/// Styles of tables that are known without a definition: medium style 2 (accent 1), and none with and
/// without a grid.
const BUILT_IN: [&[u8]; 3] = [
    b"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}",
    b"{5940675A-B579-460E-94D1-54222C63F5DA}",
    b"{2D5ABB26-0587-4C30-8999-92F81FD0307C}",
];

/// Says whether a value is an identity that copies count anew.
pub(super) fn is_foreign(value: &[u8]) -> bool {
    let dashes = [9, 14, 19, 24];
    value.len() == 38
        && !BUILT_IN.iter().any(|known| known.eq_ignore_ascii_case(value))
        && value.iter().enumerate().all(|(i, b)| match i {
            0 => *b == b'{',
            37 => *b == b'}',
            _ if dashes.contains(&i) => *b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}
