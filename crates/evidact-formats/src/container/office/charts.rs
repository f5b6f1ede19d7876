//! Charts: what they remember of cells, and where those are.

use crate::event::{Broken, Token};
use crate::view::Draft;
use crate::xml::{Item, Scanner, local};
use crate::{Syntax, decode};
use evidact_model::Withheld;
use std::ops::Range;

/// What stands for cells that a chart refers to and that are gone, and for a value that is no number any more. Programs
/// write both themselves.
const NO_CELLS: &[u8] = b"#REF!";
const NO_NUMBER: &[u8] = b"#N/A";

/// Writes a chart that came back so that programs read it: references that `is_kept` refuses lead nowhere, and among
/// remembered numbers there are only numbers.
pub(super) fn settle(xml: &[u8], is_kept: &dyn Fn(&[u8]) -> bool) -> Result<Vec<u8>, Withheld> {
    replaced(xml, is_kept).map_err(|_| Withheld::Structure { at: None })
}

fn replaced(xml: &[u8], is_kept: &dyn Fn(&[u8]) -> bool) -> Result<Vec<u8>, Broken> {
    let mut out = Vec::with_capacity(xml.len());
    let mut open: Vec<&[u8]> = Vec::new();
    let mut copied = 0;
    let mut scanner = Scanner::new(xml);
    while let Some(item) = scanner.next()? {
        match item {
            Item::Start(tag) if !tag.empty => open.push(local(xml.get(tag.name).unwrap_or_default())),
            Item::End => drop(open.pop()),
            Item::Text(range) => {
                let put = match open.as_slice() {
                    [.., b"f"] if !is_kept(&text(xml, &range)) => NO_CELLS,
                    [.., b"numCache" | b"numLit", b"pt", b"v"] if !is_number(&text(xml, &range)) => NO_NUMBER,
                    _ => continue,
                };
                out.extend_from_slice(xml.get(copied..range.start).unwrap_or_default());
                out.extend_from_slice(put);
                copied = range.end;
            }
            _ => {}
        }
    }
    out.extend_from_slice(xml.get(copied..).unwrap_or_default());
    Ok(out)
}

fn text(xml: &[u8], range: &Range<usize>) -> Vec<u8> {
    let mut draft = Draft::default();
    decode::token(xml, Token::new(range.start, range.end, Syntax::Markup), &mut draft);
    draft.bytes().to_vec()
}

/// Says whether a value is a number, or an error such as `#DIV/0!`.
fn is_number(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    value.is_empty()
        || value.starts_with(b"#")
        || std::str::from_utf8(value).is_ok_and(|text| text.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn references_to_what_is_gone_lead_nowhere_and_numbers_are_numbers() {
        let xml = b"<c:x><c:f>A1</c:f><c:f>[X:01]!A1</c:f><c:numCache><c:pt><c:v>1.5</c:v></c:pt><c:pt><c:v>[X:01]</c:v></c:pt>\
            </c:numCache><c:strCache><c:pt><c:v>[X:01]</c:v></c:pt></c:strCache></c:x>";
        let out = settle(xml, &|formula| !formula.contains(&b'['));
        let expected = b"<c:x><c:f>A1</c:f><c:f>#REF!</c:f><c:numCache><c:pt><c:v>1.5</c:v></c:pt><c:pt><c:v>#N/A</c:v></c:pt>\
            </c:numCache><c:strCache><c:pt><c:v>[X:01]</c:v></c:pt></c:strCache></c:x>";
        assert!(out.is_ok_and(|out| out == expected));
    }
}
