//! Looks at text whose lines a page broke, where it pleased: as it stands and joined.

use super::Leak;
use super::check::{Check, Fresh};
use evidact_model::Span;

/// Text without its line ends, and where these stood.
struct Joined {
    text: Vec<u8>,
    /// Places of the line ends in the lines.
    breaks: Vec<usize>,
    /// Places in `text` in front of which they stood; ascending, more than once for empty lines.
    ends: Vec<usize>,
}

impl Joined {
    fn of(lines: &[u8]) -> Self {
        let breaks: Vec<usize> = memchr::memchr_iter(b'\n', lines).collect();
        let ends = breaks.iter().enumerate().map(|(i, at)| at - i).collect();
        Self { text: lines.iter().copied().filter(|&b| b != b'\n').collect(), breaks, ends }
    }

    /// Where a span of the lines stands in the joined text.
    fn of_lines(&self, span: Span) -> Option<Span> {
        let before = |at: usize| at - self.breaks.partition_point(|&b| b < at);
        Span::new(before(span.start()), before(span.end()))
    }

    /// Where a span of the joined text stands in the lines.
    fn to_lines(&self, span: Span) -> Option<Span> {
        let start = span.start() + self.ends.partition_point(|&end| end <= span.start());
        let end = span.end() + self.ends.partition_point(|&end| end < span.end());
        Span::new(start, end)
    }
}

impl Check<'_> {
    /// Looks at lines, under the first name, and at their text joined, under the second.
    ///
    /// A break makes text that nobody wrote: the end of a placeholder or of an allowed address may begin a line, and an
    /// allowed address may run on into the next. What is such a part or holds such a whole is no new finding.
    pub(super) fn broken_lines(
        self,
        (layer, layer_joined): (&'static str, &'static str),
        lines: &[u8],
        fresh: Fresh,
    ) -> Result<(), Leak> {
        let joined = Joined::of(lines);
        let allowed_joined = self.allowed(&joined.text);
        self.layer_except(layer, lines, fresh, &|span| {
            joined.of_lines(span).is_some_and(|span| {
                allowed_joined.iter().any(|a| a.contains(span))
                    || evidact_detect::touches_placeholder(&joined.text, span)
            })
        })?;
        let allowed_lines = self.allowed(lines);
        self.layer_except(layer_joined, &joined.text, fresh, &|span| {
            joined.to_lines(span).is_some_and(|span| allowed_lines.iter().any(|a| a.overlaps(span)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Joined;
    use evidact_model::Span;

    #[test]
    fn a_span_is_found_again_without_and_with_line_ends() {
        let lines = b"one two-\nthree\n\nfour";
        let joined = Joined::of(lines);
        assert_eq!(joined.text, b"one two-threefour");
        for (in_lines, in_joined) in
            [((0, 3), (0, 3)), ((4, 14), (4, 13)), ((9, 14), (8, 13)), ((16, 20), (13, 17))]
        {
            let span = |(start, end)| Span::new(start, end).unwrap();
            assert_eq!(joined.of_lines(span(in_lines)), Some(span(in_joined)));
            assert_eq!(joined.to_lines(span(in_joined)), Some(span(in_lines)));
        }
    }
}
