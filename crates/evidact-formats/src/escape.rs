//! Backslash escapes and entities, one at a time. Fields, views and the writer's notion of "do not cut this in
//! two" all come from here.

/// Whose escapes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Json,
    Yaml,
    Toml,
    /// Those of any language, for text of unknown origin.
    Any,
}

/// Decodes the escape at `at` (which holds a backslash) into `out` and returns its length.
///
/// `None` if it is none; then nothing was written. Never looks further than 24 bytes, except over the
/// indentation behind an escaped line end in YAML and TOML.
pub(crate) fn backslash(text: &[u8], at: usize, dialect: Dialect, out: &mut Vec<u8>) -> Option<usize> {
    let any = dialect == Dialect::Any;
    let simple = match *text.get(at + 1)? {
        b @ (b'"' | b'\\') => b,
        b'/' if dialect != Dialect::Toml => b'/',
        b'\'' if any => b'\'',
        b' ' if dialect == Dialect::Yaml => b' ',
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'b' => 8,
        b'f' => 12,
        b'e' if dialect != Dialect::Json => 27,
        b'a' if matches!(dialect, Dialect::Yaml | Dialect::Any) => 7,
        b'v' if matches!(dialect, Dialect::Yaml | Dialect::Any) => 11,
        b'u' => return unicode(text, at, dialect, out),
        b'U' if dialect != Dialect::Json => return scalar(text, at + 2, 8, out).map(|n| n + 2),
        b'x' if dialect != Dialect::Json => return hex_byte(text, at, dialect, out),
        b'0'..=b'7' if any => return octal(text, at, out),
        b'0' if dialect == Dialect::Yaml => 0,
        b'\n' | b'\r' if matches!(dialect, Dialect::Yaml | Dialect::Toml) => {
            return Some(escaped_line_end(text, at));
        }
        _ => return None,
    };
    out.push(simple);
    Some(2)
}

fn escaped_line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at + 1..).unwrap_or_default();
    1 + rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count()
}

/// Decodes `\uXXXX`, a surrogate pair of them, or `\u{X…}`.
fn unicode(text: &[u8], at: usize, dialect: Dialect, out: &mut Vec<u8>) -> Option<usize> {
    if dialect == Dialect::Any && text.get(at + 2) == Some(&b'{') {
        let digits = text.get(at + 3..)?.iter().take(7).take_while(|b| b.is_ascii_hexdigit()).count();
        if !(1..=6).contains(&digits) || text.get(at + 3 + digits) != Some(&b'}') {
            return None;
        }
        return scalar(text, at + 3, digits, out).map(|n| n + 4);
    }
    let first = number(text, at + 2, 4, 16)?;
    if (0xD800..0xDC00).contains(&first)
        && text.get(at + 6..at + 8) == Some(b"\\u")
        && let Some(second) = number(text, at + 8, 4, 16)
        && (0xDC00..0xE000).contains(&second)
    {
        let c = char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))?;
        push(c, out);
        return Some(12);
    }
    push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), out);
    Some(6)
}

fn hex_byte(text: &[u8], at: usize, dialect: Dialect, out: &mut Vec<u8>) -> Option<usize> {
    let value = number(text, at + 2, 2, 16)?;
    if dialect == Dialect::Any {
        // In C, Python and shells `\xC3\xA9` are bytes; text is what they make together.
        out.push(value as u8);
    } else {
        push(char::from_u32(value)?, out);
    }
    Some(4)
}

fn octal(text: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    let digits = text.get(at + 1..)?.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
    let value = number(text, at + 1, digits, 8)?;
    // `\1` is a back reference far more often than a control character.
    if digits < 3 || value > 255 {
        return None;
    }
    out.push(value as u8);
    Some(1 + digits)
}

fn scalar(text: &[u8], at: usize, digits: usize, out: &mut Vec<u8>) -> Option<usize> {
    push(char::from_u32(number(text, at, digits, 16)?)?, out);
    Some(digits)
}

fn number(text: &[u8], at: usize, digits: usize, radix: u32) -> Option<u32> {
    let digits = text.get(at..at + digits).filter(|d| !d.is_empty())?;
    digits.iter().try_fold(0_u32, |n, &b| char::from(b).to_digit(radix).map(|d| n * radix + d))
}

pub(crate) fn push(c: char, out: &mut Vec<u8>) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Entities that stand for a character which values are made of, or which separates them.
const NAMED: &[(&[u8], &str)] = &[
    (b"amp", "&"),
    (b"AMP", "&"),
    (b"apos", "'"),
    (b"ast", "*"),
    (b"bsol", "\\"),
    (b"colon", ":"),
    (b"comma", ","),
    (b"commat", "@"),
    (b"dash", "\u{2010}"),
    (b"dollar", "$"),
    (b"emsp", "\u{2003}"),
    (b"ensp", "\u{2002}"),
    (b"equals", "="),
    (b"excl", "!"),
    (b"grave", "`"),
    (b"gt", ">"),
    (b"GT", ">"),
    (b"hat", "^"),
    (b"hyphen", "\u{2010}"),
    (b"lbrace", "{"),
    (b"lcub", "{"),
    (b"lowbar", "_"),
    (b"lpar", "("),
    (b"lsqb", "["),
    (b"lt", "<"),
    (b"LT", "<"),
    (b"mdash", "\u{2014}"),
    (b"nbsp", " "),
    (b"NewLine", "\n"),
    (b"ndash", "\u{2013}"),
    (b"num", "#"),
    (b"percnt", "%"),
    (b"period", "."),
    (b"plus", "+"),
    (b"quest", "?"),
    (b"quot", "\""),
    (b"QUOT", "\""),
    (b"rbrace", "}"),
    (b"rcub", "}"),
    (b"rpar", ")"),
    (b"rsqb", "]"),
    (b"semi", ";"),
    (b"shy", ""),
    (b"sol", "/"),
    (b"Tab", "\t"),
    (b"thinsp", "\u{2009}"),
    (b"verbar", "|"),
    (b"vert", "|"),
    (b"wbr", ""),
    (b"zwj", ""),
    (b"zwnj", ""),
    (b"ZeroWidthSpace", ""),
    (b"auml", "ä"),
    (b"ouml", "ö"),
    (b"uuml", "ü"),
    (b"Auml", "Ä"),
    (b"Ouml", "Ö"),
    (b"Uuml", "Ü"),
    (b"szlig", "ß"),
    (b"eacute", "é"),
    (b"egrave", "è"),
    (b"ecirc", "ê"),
    (b"agrave", "à"),
    (b"aacute", "á"),
    (b"acirc", "â"),
    (b"atilde", "ã"),
    (b"aring", "å"),
    (b"aelig", "æ"),
    (b"ccedil", "ç"),
    (b"iacute", "í"),
    (b"ntilde", "ñ"),
    (b"oacute", "ó"),
    (b"ocirc", "ô"),
    (b"otilde", "õ"),
    (b"oslash", "ø"),
    (b"uacute", "ú"),
    (b"ugrave", "ù"),
    (b"Eacute", "É"),
    (b"Oslash", "Ø"),
    (b"Aring", "Å"),
    (b"euro", "€"),
    (b"pound", "£"),
];

/// Decodes the entity at `at` (which holds `&`) into `out` and returns its length.
///
/// A soft hyphen and joiners decode to nothing. Never looks further than 20 bytes.
pub(crate) fn entity(text: &[u8], at: usize, out: &mut Vec<u8>) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    if let Some(numeric) = rest.strip_prefix(b"#") {
        let (radix, skip) = if matches!(numeric.first(), Some(b'x' | b'X')) { (16, 1) } else { (10, 0) };
        let digits = numeric.get(skip..)?;
        let count = digits.iter().take(8).take_while(|b| char::from(**b).is_digit(radix)).count();
        let value = number(digits, 0, count, radix)?;
        let c = char::from_u32(value)?;
        if !is_ignorable(c) {
            push(c, out);
        }
        // HTML accepts a numeric reference without its semicolon.
        let semicolon = usize::from(digits.get(count) == Some(&b';'));
        return Some(2 + skip + count + semicolon);
    }
    let len = rest.iter().take(16).position(|&b| b == b';')?;
    let name = rest.get(..len)?;
    let (_, value) = NAMED.iter().find(|(n, _)| *n == name)?;
    out.extend_from_slice(value.as_bytes());
    Some(len + 2)
}

/// Says whether a character shows nothing: zero-width, soft hyphen, bidi control, variation selector, tag.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\0' | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Dialect, backslash, entity};

    fn escaped(text: &[u8]) -> Option<(usize, Vec<u8>)> {
        let mut out = Vec::new();
        backslash(text, 0, Dialect::Any, &mut out).map(|n| (n, out))
    }

    fn named(text: &[u8]) -> Option<(usize, Vec<u8>)> {
        let mut out = Vec::new();
        entity(text, 0, &mut out).map(|n| (n, out))
    }

    #[test]
    fn decodes_escapes_of_all_lengths() {
        assert!(escaped(br"\n") == Some((2, b"\n".to_vec())));
        assert!(escaped(br"\u002dx") == Some((6, b"-".to_vec())));
        assert!(escaped(br"\ud83d\ude00") == Some((12, "😀".as_bytes().to_vec())));
        assert!(escaped(br"\x68") == Some((4, b"h".to_vec())));
        assert!(escaped(br"\150") == Some((4, b"h".to_vec())));
        assert!(escaped(br"\u{2d}") == Some((6, b"-".to_vec())));
        assert!(escaped(br"\U0000002d") == Some((10, b"-".to_vec())));
        assert!(escaped(br"\q").is_none());
        assert!(escaped(br"\u00").is_none());
    }

    #[test]
    fn decodes_entities_and_drops_soft_hyphens() {
        assert!(named(b"&#45;") == Some((5, b"-".to_vec())));
        assert!(named(b"&#x2d;") == Some((6, b"-".to_vec())));
        assert!(named(b"&shy;") == Some((5, Vec::new())));
        assert!(named(b"&#173;") == Some((6, Vec::new())));
        assert!(named(b"&commat;") == Some((8, b"@".to_vec())));
        assert!(named(b"&copy=1").is_none());
        assert!(named(b"&#;").is_none());
    }
}
