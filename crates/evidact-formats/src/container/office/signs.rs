//! Signs that a document gives by font and number (`w:sym`, ECMA-376 part 1, 17.3.3.30): which of them are text.

use crate::container::pdf::symbol_of;
use crate::event::Broken;
use crate::xml::{Attribute, Attributes, Tag, local};

/// Returns the character of a sign; nothing for one that is a picture.
pub(super) fn of(xml: &[u8], tag: &Tag) -> Result<Option<char>, Broken> {
    let (mut font, mut code) = (&b""[..], &b""[..]);
    let mut attributes = Attributes::of(xml, tag);
    while let Some(Attribute { name, value }) = attributes.next()? {
        let value = xml.get(value).unwrap_or_default();
        match local(xml.get(name).unwrap_or_default()) {
            b"font" => font = value,
            b"char" => code = value,
            _ => {}
        }
    }
    Ok(character(font, code))
}

/// Returns the character that a font shows for a number in hexadecimal.
fn character(font: &[u8], code: &[u8]) -> Option<char> {
    let code = u32::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()?;
    // Fonts have their own signs from U+F000 on.
    let own = code.checked_sub(0xF000).and_then(|code| u8::try_from(code).ok());
    let is = |name: &[u8]| font.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name));
    let sign = if is(b"dings") || is(b"dingbats") {
        None
    } else if is(b"symbol") {
        symbol_of(b"Symbol", own.or_else(|| u8::try_from(code).ok())?)
    } else {
        own.map(char::from).or_else(|| char::from_u32(code))
    };
    sign.filter(|sign| !sign.is_control() && !('\u{E000}'..='\u{F8FF}').contains(sign))
}
