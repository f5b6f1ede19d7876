//! Says whether an SPDX expression can be met with a list of allowed licences.

/// Says whether `expression` can be met with `allowed` alone.
///
/// Knows `OR`, `AND`, `WITH`, parentheses and the old `/` for `OR`. An expression that it cannot read is not met.
pub(crate) fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, at: 0, allowed };
    let met = parser.alternatives(0);
    met == Some(true) && parser.at == words.len()
}

struct Parser<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a [String],
}

const MAX_DEPTH: u8 = 16;

impl Parser<'_> {
    fn take(&mut self, word: &str) -> bool {
        let hit = self.words.get(self.at).is_some_and(|w| w.eq_ignore_ascii_case(word));
        self.at += usize::from(hit);
        hit
    }

    fn alternatives(&mut self, depth: u8) -> Option<bool> {
        let mut met = self.conjunction(depth)?;
        while self.take("OR") {
            met |= self.conjunction(depth)?;
        }
        Some(met)
    }

    fn conjunction(&mut self, depth: u8) -> Option<bool> {
        let mut met = self.licence(depth)?;
        while self.take("AND") {
            met &= self.licence(depth)?;
        }
        Some(met)
    }

    fn licence(&mut self, depth: u8) -> Option<bool> {
        if self.take("(") {
            let met = if depth < MAX_DEPTH { self.alternatives(depth + 1)? } else { return None };
            return self.take(")").then_some(met);
        }
        let mut name = (*self.words.get(self.at)?).to_owned();
        self.at += 1;
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.words.get(self.at)?);
            self.at += 1;
        }
        Some(self.allowed.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::is_met;

    fn met(expression: &str) -> bool {
        is_met(expression, &["MIT".into(), "Unicode-3.0".into(), "Apache-2.0 WITH LLVM-exception".into()])
    }

    #[test]
    fn one_allowed_alternative_is_enough() {
        assert!(met("MIT OR Apache-2.0"));
        assert!(met("Unlicense/MIT"));
        assert!(!met("GPL-3.0 OR AGPL-3.0"));
    }

    #[test]
    fn every_part_of_a_conjunction_counts() {
        assert!(met("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!met("MIT AND GPL-3.0"));
        assert!(!met("MIT AND (GPL-3.0 OR AGPL-3.0)"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(met("Apache-2.0 WITH LLVM-exception OR GPL-3.0"));
        assert!(!met("Apache-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for odd in ["", "(MIT", "MIT MIT", "MIT OR", ") MIT", &"(".repeat(100)] {
            assert!(!met(odd), "{odd}");
        }
    }
}
