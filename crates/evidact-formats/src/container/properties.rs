//! Properties of documents: who and what they name, and which program wrote them.

use crate::xml::{Item, Scanner, local};
use evidact_model::Withheld;
use evidact_raw::{Blob, RawBytes};

/// Where documents keep their properties, in small letters.
const PLACES: [&str; 3] = ["docprops/app.xml", "docprops/core.xml", "meta.xml"];

/// Elements that name the program that wrote a document, and its version. Four numbers with dots are no address there.
const PROGRAMS: [&[u8]; 4] = [b"Application", b"AppVersion", b"generator", b"version"];

/// Returns a part as it is shown for what it betrays: of properties, all but the program that wrote them.
pub(super) fn shown(name: &str, part: Blob) -> Result<Blob, Withheld> {
    if !PLACES.contains(&name.to_ascii_lowercase().as_str()) {
        return Ok(part);
    }
    let part = part.into_memory().map_err(|_| Withheld::Unreadable)?;
    // What is broken is shown as it is.
    let shown = without_program(part.expose()).unwrap_or_else(|| part.expose().to_vec());
    Ok(Blob::new(RawBytes::new(shown)))
}

fn without_program(xml: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(xml.len());
    let mut open: Vec<&[u8]> = Vec::new();
    let mut copied = 0;
    let mut scanner = Scanner::new(xml);
    while let Some(item) = scanner.next().ok()? {
        match item {
            Item::Start(tag) if !tag.empty => open.push(local(xml.get(tag.name)?)),
            Item::End => drop(open.pop()),
            Item::Text(range) | Item::Data(range)
                if open.last().is_some_and(|name| PROGRAMS.contains(name)) =>
            {
                out.extend_from_slice(xml.get(copied..range.start)?);
                copied = range.end;
            }
            _ => {}
        }
    }
    out.extend_from_slice(xml.get(copied..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::without_program;

    #[test]
    fn the_program_goes_and_who_wrote_it_stays() {
        let xml = b"<m><meta:generator>LibreOffice/7.4.7.2$Linux</meta:generator><Application>Excel</Application><a>Jane</a></m>";
        let expected = b"<m><meta:generator></meta:generator><Application></Application><a>Jane</a></m>";
        assert_eq!(without_program(xml).as_deref(), Some(&expected[..]));
        assert_eq!(without_program(b"<m>"), None);
    }
}
