//! Tokens of content streams, character maps and clear-text font programs (ISO 32000-1, 7.2): they share one
//! grammar. What is not of the grammar is skipped; the lexer always moves on.

/// A token.
#[derive(Clone, PartialEq)]
pub(super) enum Token<'a> {
    /// A number.
    Number(f64),
    /// A string, decoded.
    Text(Vec<u8>),
    /// A name, decoded, without its slash.
    Name(Vec<u8>),
    /// `[`, `]`, `<<` or `>>`.
    Open(u8),
    Close(u8),
    /// An operator or another word.
    Word(&'a [u8]),
}

/// Cuts bytes into tokens.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = self.bytes.get(self.at..).unwrap_or_default();
                    self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                _ if is_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    /// Goes past the data of an inline image, up to the `EI` that ends it.
    pub(super) fn skip_image(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        for found in memchr::memmem::find_iter(rest, b"EI") {
            let before = found == 0 || rest.get(found - 1).copied().is_some_and(is_space);
            let after = rest.get(found + 2..).unwrap_or_default();
            let ends = after.first().copied().is_none_or(is_space);
            // The letters may stand in the data by chance: what follows must look like content.
            let content = after.iter().take(16).all(|b| b.is_ascii_graphic() || is_space(*b));
            if before && ends && content {
                self.at += found + 2;
                return;
            }
        }
        self.at = self.bytes.len();
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|b| is_space(*b) || is_delimiter(*b)).unwrap_or(rest.len()).max(1);
        self.at += len;
        rest.get(..len).unwrap_or(rest)
    }

    fn name(&mut self) -> Vec<u8> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|b| is_space(*b) || is_delimiter(*b)).unwrap_or(rest.len());
        self.at += len;
        let raw = rest.get(..len).unwrap_or(rest);
        let mut name = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter().copied();
        while let Some(byte) = bytes.next() {
            let escaped = (byte == b'#').then(|| {
                let mut ahead = bytes.clone();
                Some((hex(ahead.next()?)? << 4 | hex(ahead.next()?)?, ahead))
            });
            match escaped.flatten() {
                Some((byte, ahead)) => {
                    name.push(byte);
                    bytes = ahead;
                }
                None => name.push(byte),
            }
        }
        name
    }

    fn hex_string(&mut self) -> Vec<u8> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (len + 1).min(rest.len());
        let digits: Vec<u8> = rest.get(..len).unwrap_or(rest).iter().filter_map(|b| hex(*b)).collect();
        digits
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => high << 4 | low,
                [high] => high << 4,
                _ => 0,
            })
            .collect()
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push((value & 0xFF) as u8);
            }
            other => out.push(other),
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let byte = self.peek()?;
        let double = self.bytes.get(self.at + 1) == Some(&byte);
        let token = match byte {
            b'/' => {
                self.at += 1;
                return Some(Token::Name(self.name()));
            }
            b'(' => {
                self.at += 1;
                return Some(Token::Text(self.literal()));
            }
            b'<' if !double => {
                self.at += 1;
                return Some(Token::Text(self.hex_string()));
            }
            b'<' => Token::Open(b'<'),
            b'>' => Token::Close(b'>'),
            b'[' => Token::Open(b'['),
            b']' => Token::Close(b']'),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                let word = self.word();
                return Some(number(word).map_or(Token::Word(word), Token::Number));
            }
            _ => return Some(Token::Word(self.word())),
        };
        self.at += if matches!(byte, b'<' | b'>') && double { 2 } else { 1 };
        Some(token)
    }
}

/// Reads a number as viewers do: `--5` and `5-3` occur.
fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    let bare = text.trim_start_matches(['+', '-']);
    let negative = text.starts_with('-');
    let bare = bare.split('-').next()?;
    if !bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value: f64 = if bare == "." || bare.is_empty() { 0.0 } else { bare.parse().ok()? };
    Some(if negative { -value } else { value })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    #[test]
    fn reads_strings_names_and_numbers_as_the_specification_writes_them() {
        let mut tokens = Lexer::new(b"(a\\(b\\051 (c)\\\r\n\\053) <48 6> /A#42 -.5 [TJ%x\n<<");
        assert!(tokens.next() == Some(Token::Text(b"a(b) (c)+".to_vec())));
        assert!(tokens.next() == Some(Token::Text(b"H`".to_vec())));
        assert!(tokens.next() == Some(Token::Name(b"AB".to_vec())));
        assert!(tokens.next() == Some(Token::Number(-0.5)));
        assert!(tokens.next() == Some(Token::Open(b'[')));
        assert!(tokens.next() == Some(Token::Word(b"TJ")));
        assert!(tokens.next() == Some(Token::Open(b'<')));
        assert!(tokens.next().is_none());
    }

    #[test]
    fn ends_on_whatever_it_is_given() {
        for hostile in [&b"(((("[..], b"<", b"<<<>", b"/", b"}{)", b"\\", b"[[[%", b"BI ID EI"] {
            assert!(Lexer::new(hostile).count() <= 8);
        }
    }
}
