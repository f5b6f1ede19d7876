//! Formulas of sheets: whether they may say something that nobody sees who only reads them.
//!
//! A formula can put a value together from pieces, each of which says nothing. What it came to is read as any cell is;
//! here it is told which formulas hide what they come to, so that the value stands in their place.

/// What is told of a formula.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Told {
    /// It takes letters by their numbers, takes texts of its own apart, or picks from them what nobody sees.
    pub(super) is_spelled: bool,
    /// It puts something together and refers to no cell, so it always comes to the same, whatever value was kept of it.
    pub(super) is_constant: bool,
}

enum Token<'f> {
    /// A text in quotes.
    Text(&'f [u8]),
    /// A function, cell, sheet or name.
    Name(&'f [u8]),
    Number(&'f [u8]),
    Other(u8),
}

/// Looks at a formula, with or without what OpenDocument has before it, such as `of:=`.
pub(super) fn look(formula: &[u8]) -> Told {
    let mut told = Told { is_spelled: false, is_constant: true };
    let (mut texts, mut letters, mut pieces, mut joints) = (0, 0, 0, 0);
    let tokens = tokens(formula);
    for (i, token) in tokens.iter().enumerate() {
        let called = matches!(tokens.get(i + 1), Some(Token::Other(b'(')));
        match token {
            Token::Text(_) => texts += 1,
            Token::Name(name) if called => {
                let name = name.rsplit(|&b| b == b'.').next().unwrap_or_default().to_ascii_uppercase();
                let first = tokens.get(i + 2);
                match &*name {
                    b"CHAR" | b"UNICHAR" if matches!(first, Some(Token::Number(n)) if is_letter(n)) => {
                        letters += 1;
                    }
                    _ if TAKES_APART.contains(&&*name) && matches!(first, Some(Token::Text(_))) => {
                        told.is_spelled = true;
                    }
                    b"CHOOSE" | b"IF" | b"SWITCH" if is_settled(tokens.get(i + 2..).unwrap_or_default()) => {
                        told.is_spelled = true;
                    }
                    b"TEXTJOIN" => pieces += 1,
                    b"NOW" | b"TODAY" | b"RAND" | b"RANDBETWEEN" | b"HYPERLINK" | b"IMAGE" => {
                        told.is_constant = false;
                    }
                    _ => {}
                }
            }
            Token::Name(name) => {
                told.is_constant &= name.eq_ignore_ascii_case(b"TRUE") || name.eq_ignore_ascii_case(b"FALSE");
            }
            Token::Other(b'[' | b'#') => told.is_constant = false,
            Token::Other(b'&') => joints += 1,
            Token::Number(_) | Token::Other(_) => {}
        }
    }
    told.is_spelled |= letters > 1 || letters == 1 && texts > 0 || pieces > 0 && texts > 2;
    told.is_constant &= texts + letters + joints > 0;
    told
}

/// Functions of which the first argument is a text that the others, or the function itself, change.
const TAKES_APART: [&[u8]; 18] = [
    b"CLEAN",
    b"CODE",
    b"LEFT",
    b"LEFTB",
    b"LOWER",
    b"MID",
    b"MIDB",
    b"PROPER",
    b"REPLACE",
    b"REPLACEB",
    b"RIGHT",
    b"RIGHTB",
    b"SUBSTITUTE",
    b"TEXTAFTER",
    b"TEXTBEFORE",
    b"TRIM",
    b"UNICODE",
    b"UPPER",
];

/// Says whether what a function chooses by, which stands here with the rest of the formula, is always the same.
fn is_settled(rest: &[Token<'_>]) -> bool {
    let end = rest.iter().position(|token| matches!(token, Token::Other(b',' | b';' | b')'))).unwrap_or(0);
    let word = |name: &[u8]| name.eq_ignore_ascii_case(b"TRUE") || name.eq_ignore_ascii_case(b"FALSE");
    end > 0
        && rest.iter().take(end).all(|token| match token {
            Token::Name(name) => word(name),
            Token::Other(other) => b"=<>+-*/%".contains(other),
            Token::Text(_) | Token::Number(_) => true,
        })
}

/// Returns what the texts in quotes of a formula say together; nothing if there are fewer than two.
pub(super) fn joined(formula: &[u8]) -> Option<Vec<u8>> {
    let all: Vec<&[u8]> = tokens(formula)
        .iter()
        .filter_map(|t| if let Token::Text(text) = t { Some(*text) } else { None })
        .collect();
    (all.len() > 1).then(|| all.concat())
}

/// Says whether a number is that of a letter or digit.
fn is_letter(number: &[u8]) -> bool {
    let number: Option<u32> = std::str::from_utf8(number).ok().and_then(|n| n.parse().ok());
    number.and_then(char::from_u32).is_some_and(|c| c.is_ascii_alphanumeric())
}

fn tokens(formula: &[u8]) -> Vec<Token<'_>> {
    // `of:=`, `msoxl:=`
    let start = match memchr::memmem::find(formula.get(..8.min(formula.len())).unwrap_or_default(), b":=") {
        Some(at) if formula.iter().take(at).all(u8::is_ascii_alphabetic) => at + 2,
        _ => 0,
    };
    let mut rest = formula.get(start..).unwrap_or_default();
    let mut all = Vec::new();
    while let Some(&first) = rest.first() {
        let len = match first {
            b'"' | b'\'' => {
                1 + memchr::memchr(first, rest.get(1..).unwrap_or_default()).unwrap_or(rest.len()) + 1
            }
            b'0'..=b'9' => run(rest, |b| b.is_ascii_digit()),
            _ if is_of_name(first) => run(rest, |b| is_of_name(b) || b.is_ascii_digit() || b == b'.'),
            _ => 1,
        };
        let (token, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        all.push(match first {
            b'"' => Token::Text(token.get(1..token.len().saturating_sub(1)).unwrap_or_default()),
            b'\'' => Token::Name(token),
            b'0'..=b'9' => Token::Number(token),
            _ if is_of_name(first) => Token::Name(token),
            _ if first.is_ascii_whitespace() => {
                rest = after;
                continue;
            }
            _ => Token::Other(first),
        });
        rest = after;
    }
    all
}

fn is_of_name(b: u8) -> bool {
    b.is_ascii_alphabetic() || b == b'_' || !b.is_ascii()
}

fn run(text: &[u8], is: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|b| is(**b)).count()
}

#[cfg(test)]
mod tests {
    use super::{joined, look};

    #[test]
    fn puts_the_texts_of_a_formula_together() {
        assert_eq!(joined(b"A1&\"hun\"&B2&\"ter2\"").as_deref(), Some(&b"hunter2"[..]));
        assert_eq!(joined(b"CONCATENATE(\"hunter2\")"), None);
        assert_eq!(joined(b"SUM(A1:A3)"), None);
    }

    #[test]
    fn formulas_that_spell_something_are_told() {
        for formula in [
            "CHAR(104)&CHAR(117)&CHAR(110)",
            "of:=UNICHAR(104)&\"unter2\"",
            "_xlfn.UNICHAR(104)&_xlfn.UNICHAR(117)&A1",
            "MID(\"xxhunter2xx\",3,7)&A1",
            "SUBSTITUTE( \"hXunXter2\";\"X\";\"\")",
            "REPLACE(\"h--ter2\",2,2,\"un\")",
            "CHAR(CODE(\"g\")+1)&A1",
            "_xlfn.TEXTJOIN(\"\",TRUE,\"hun\",\"ter\",A1)",
            "CHOOSE(2,\"hum\",\"hun\")&A1",
            "of:=IF(1=1;\"hun\";\"hum\")&[.A1]",
            "UPPER(\"hun\")&A1",
        ] {
            assert!(look(formula.as_bytes()).is_spelled, "{formula}");
        }
        for formula in [
            "A1&CHAR(10)&B1",
            "SUBSTITUTE(A1,\"-\",\"\")",
            "CHAR(64+A1)",
            "LEFT(A1,3)&\" \"&MID(B1,2,2)",
            "_xlfn.TEXTJOIN(\", \",TRUE,A1:A9)",
            "IF(A1>3,\"high\",\"low\")",
            "CHAR(65+ROW())",
            "CHOOSE(WEEKDAY(A1),\"Mon\",\"Tue\")",
            "IF(A1=1,\"open\",\"closed\")",
            "REPT(\"-\",A1)",
            "TRIM(A1)",
        ] {
            assert!(!look(formula.as_bytes()).is_spelled, "{formula}");
        }
    }

    #[test]
    fn formulas_that_always_come_to_the_same_text_are_told() {
        for formula in [
            "\"a\"&\"b\"",
            "of:=CONCATENATE(\"a\";\"b\")",
            "UPPER(\"a\")",
            "IF(TRUE,\"a\",\"b\")",
            "CHAR(65)",
            "CHOOSE(1,\"a\")&CHOOSE(2,\"b\",\"c\")",
            "INDEX({\"a\",\"b\"},2)",
            "4111&1111",
        ] {
            assert!(look(formula.as_bytes()).is_constant, "{formula}");
        }
        for formula in [
            "A1&\"b\"",
            "of:=[.A1]&\"b\"",
            "'My Sheet'!$A$1&\"\"",
            "Total&\"b\"",
            "1+2",
            "TEXT(NOW(),\"yyyy\")",
            "HYPERLINK(\"https://example.com\",\"text\")",
        ] {
            assert!(!look(formula.as_bytes()).is_constant, "{formula}");
        }
    }
}
