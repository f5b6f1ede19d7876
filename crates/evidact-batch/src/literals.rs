//! The literals of Rust source, for the build script.

/// Returns the strings and byte strings of Rust source, escapes resolved as far as words need it.
pub(crate) fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '\'', '/', 'r']) {
        let (before, here) = rest.split_at(at);
        rest = if let Some(comment) = here.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some((literal, after)) = raw(before, here) {
            found.push(literal.to_owned());
            after
        } else if let Some(string) = here.strip_prefix('"') {
            let (literal, after) = quoted(string);
            found.push(literal);
            after
        } else if let Some(character) = here.strip_prefix('\'') {
            after_character(character)
        } else {
            here.get(1..).unwrap_or_default()
        };
    }
    found
}

/// A raw string at the start of `here`, and what follows it.
fn raw<'a>(before: &str, here: &'a str) -> Option<(&'a str, &'a str)> {
    if before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_') {
        return None;
    }
    let marks = here.strip_prefix('r')?;
    let text = marks.trim_start_matches('#');
    let count = marks.len() - text.len();
    text.strip_prefix('"')?.split_once(&format!("\"{}", "#".repeat(count)))
}

/// A string behind its opening sign, and what follows it.
fn quoted(text: &str) -> (String, &str) {
    let mut literal = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (literal, text.get(at + 1..).unwrap_or_default()),
            '\\' => match letters.next() {
                // A line that goes on below.
                Some((_, '\n')) => literal.push(' '),
                Some((_, 'n' | 'u' | 'x' | 't' | 'r' | '0')) => literal.push('\n'),
                Some((_, other)) => literal.push(other),
                None => break,
            },
            '\n' => literal.push(' '),
            other => literal.push(other),
        }
    }
    (literal, "")
}

/// What follows a character or a lifetime.
fn after_character(text: &str) -> &str {
    let escaped = text.strip_prefix('\\');
    let inner = escaped.unwrap_or(text);
    let end = inner.char_indices().nth(1).map_or(inner.len(), |(at, _)| at);
    let behind = inner.get(end..).unwrap_or_default();
    match (escaped.is_some(), behind.strip_prefix('\'')) {
        (_, Some(after)) => after,
        (true, None) => behind.split_once('\'').map_or("", |(_, after)| after),
        (false, None) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn literals_are_found_among_characters_lifetimes_and_comments() {
        let source = "// not \"this\"\nfn f<'a>(c: char) { if c == '\"' || c == '\\'' { g(\"one \\\n   two\", b\"three\", r#\"four \"five\"\"#) } }";
        assert_eq!(literals(source), ["one     two", "three", "four \"five\""]);
    }
}
