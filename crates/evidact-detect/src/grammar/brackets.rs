//! Brackets that a sentence puts around a value: "the token (…)", "token [\u{2026}](https://…)".

use crate::bytes::{at, before, cut, is_quote};

/// Returns a value without the brackets around it, or the text of a link of Markdown without its target. What only
/// begins with a bracket stays whole: it may be a password.
///
/// # Exposure
/// Reads the text.
pub(super) fn inside(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let (open, close) = match at(text, start) {
        b'(' => (b'(', b')'),
        b'[' => (b'[', b']'),
        b'{' => (b'{', b'}'),
        b'<' => (b'<', b'>'),
        _ => return (start, end),
    };
    // In quotes it is the value that somebody wrote down.
    if is_quote(before(text, start)) {
        return (start, end);
    }
    let Some(closing) = closing(cut(text, start, end), open, close).map(|at| start + at) else {
        return (start, end);
    };
    let is_whole = closing + 1 == end;
    if closing > start + 1 && (is_whole || open == b'[' && is_target(cut(text, closing + 1, end))) {
        (start + 1, closing)
    } else {
        (start, end)
    }
}

/// Returns where the bracket closes that opens a value.
fn closing(value: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    value.iter().position(|&b| {
        depth = if b == open { depth + 1 } else { depth - usize::from(b == close) };
        depth == 0
    })
}

/// Says whether something is what a link leads to, whose own parts are found for themselves.
fn is_target(rest: &[u8]) -> bool {
    const TARGETS: [&[u8]; 4] = [b"(https://", b"(http://", b"(mailto:", b"(#"];
    TARGETS.iter().any(|target| rest.starts_with(target))
}

#[cfg(test)]
mod tests {
    use super::inside;

    fn of(text: &str) -> &str {
        let (start, end) = inside(text.as_bytes(), 0, text.len());
        text.get(start..end).unwrap_or("")
    }

    #[test]
    fn brackets_around_a_value_are_none_of_it() {
        for (written, value) in [
            ("(kestrel-88)", "kestrel-88"),
            ("[kestrel-88]", "kestrel-88"),
            ("<kestrel-88>", "kestrel-88"),
            ("[kestrel-88](https://host.example.com/a)", "kestrel-88"),
            ("[kestrel-88](#keys)", "kestrel-88"),
            ("(kes(tr)el-88)", "kes(tr)el-88"),
        ] {
            assert_eq!(of(written), value, "{written}");
        }
    }

    #[test]
    fn a_password_that_begins_with_a_bracket_stays_whole() {
        for value in ["(kestrel)88", "(kestrel-88", "[kes](trel88)", "()", "(a)(b)", "kestrel(88)"] {
            assert_eq!(of(value), value);
        }
    }
}
