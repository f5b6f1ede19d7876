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
            escape_value(&mut self.out, value);
            self.out.push('"');
        }
    }

    /// Writes text as it is; for what may hold placeholders there is `literal`.
    pub(super) fn words(&mut self, text: &str) {
        escape_text(&mut self.out, text);
    }

    /// Breaks a line of the source, which shows nowhere.
    pub(super) fn line_break(&mut self) {
        self.out.push('\n');
    }
}

/// Writes text between tags. Quotes stay as they are, and so does `>`, which closes nothing there (but for XML, behind
/// `]]`): what the verifier knows by the signs around it, it shall know here as it did in the note.
fn escape_text(out: &mut String, text: &str) {
    let mut brackets = 0;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if brackets >= 2 => out.push_str("&gt;"),
            '\n' => out.push('\n'),
            '\r' => {}
            c => push_visible(out, c),
        }
        brackets = if c == ']' { brackets + 1 } else { 0 };
    }
}

/// Writes text between the quotes of an attribute.
fn escape_value(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_whitespace() => out.push(' '),
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
    use super::{escape_text, escape_value, is_sound};

    #[test]
    fn leaves_no_sign_that_means_something() {
        let text = "a<b>&\"'\u{202e}\r\n]]>x";
        let (mut shown, mut value) = (String::new(), String::new());
        escape_text(&mut shown, text);
        escape_value(&mut value, text);
        assert_eq!(shown, "a&lt;b>&amp;\"'⟦U+202E⟧\n]]&gt;x");
        assert_eq!(value, "a&lt;b&gt;&amp;&quot;'⟦U+202E⟧  ]]&gt;x");
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
