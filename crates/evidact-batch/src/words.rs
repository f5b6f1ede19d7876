//! Words of a text, for the build script and for what it gathers.

/// Returns the words of a text in small letters, a blank between two: runs of letters and digits, parted where a small
/// letter meets a capital.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            let begins = !before.is_alphanumeric() || before.is_lowercase() && letter.is_uppercase();
            if begins && !out.is_empty() {
                out.push(' ');
            }
            out.extend(letter.to_lowercase());
        }
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn words_are_parted_at_signs_and_capitals() {
        assert_eq!(
            normal("**Trust Boundaries** (helpUri, `no_finding`)"),
            "trust boundaries help uri no finding"
        );
        assert_eq!(normal("— · #FFFFFF"), "ffffff");
    }
}
