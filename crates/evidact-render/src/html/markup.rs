//! Elements and text: every element that is opened is closed, every text is escaped.

use super::Page;
use crate::visible::push_visible;

/// Addresses longer than this are not made links.
const MAX_ADDRESS: usize = 1_000;

type Attributes<'s> = [(&'s str, &'s str)];

impl Page<'_> {
    /// Writes an element.
    pub(super) fn element(&mut self, name: &str, attributes: &Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.out.push('>');
        inner(self);
        self.out.extend(["</", name, ">"]);
    }

    /// Writes an element that ends its line.
    pub(super) fn block(&mut self, name: &str, attributes: &Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.element(name, attributes, inner);
        self.line_break();
    }

    /// Writes an element of nothing but text, which may hold placeholders, on a line of its own.
    pub(super) fn leaf(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.block(name, attributes, |page| page.literal(text));
    }

    /// Writes an element that never holds anything.
    pub(super) fn void(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.out.extend(["<", name]);
        for (key, value) in attributes {
            self.out.extend([" ", key, "=\""]);
            escape(&mut self.out, value);
            self.out.push('"');
        }
    }

    /// Writes text as it is; for what may hold placeholders there is `literal`.
    pub(super) fn words(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// Breaks a line of the source, which shows nowhere.
    pub(super) fn line_break(&mut self) {
        self.out.push('\n');
    }
}

/// Writes text so that it is text, between tags and in quotes alike.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            '\r' => {}
            c => push_visible(out, c),
        }
    }
}

/// Says whether an address may be followed: to the web, and written in signs that are what they look like.
pub(super) fn is_sound(address: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let sound = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@+,;=%&!$*()".contains(&b);
    address.len() <= MAX_ADDRESS && rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(sound))
}

#[cfg(test)]
mod tests {
    use super::{escape, is_sound};

    #[test]
    fn leaves_no_sign_that_means_something() {
        let mut out = String::new();
        escape(&mut out, "a<b>&\"'\u{202e}\r\nx");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;&#39;⟦U+202E⟧\nx");
    }

    #[test]
    fn follows_addresses_of_the_web_alone() {
        for sound in ["https://docs.example/a?b=c&d#e", "http://192.0.2.1/"] {
            assert!(is_sound(sound), "{sound}");
        }
        for unsound in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "JAVASCRIPT://x",
            "data:text/html,x",
            "file:///etc/hosts",
            "//example.org",
            "https://",
            "https://[HOST:01]/a",
            "https://ex\u{430}mple.org",
            "https://example.org/\"onmouseover=x",
            "https://example.org/ a",
            "vbscript:x",
        ] {
            assert!(!is_sound(unsound), "{unsound}");
        }
    }
}
