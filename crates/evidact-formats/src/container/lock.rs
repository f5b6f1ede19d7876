//! Lock files, which Word, Excel, PowerPoint and LibreOffice write beside a document while somebody has it open. They
//! say who does, and nothing else. Nothing of them is published; a line that says so stands in their place.

use super::budget::failed;
use super::nodes::put_text;
use super::{Role, Walk};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};

/// What stands in the place of a lock file.
const STUB: &[u8] =
    b"evidact: a lock file stood here; it says who had a document open, and the document is elsewhere.\n";

/// Those of Microsoft Office have 162 or 165 bytes; those of LibreOffice are a line.
const MAX_BYTES: u64 = 2048;
/// The name of the user has at most so many letters.
const MAX_NAME: usize = 53;

/// Says whether a source is a lock file: by its name, and by how it begins.
pub(super) fn is_one(name: &RawName, source: &Blob) -> bool {
    let Some(bytes) = source.memory().filter(|_| source.len() <= MAX_BYTES) else { return false };
    let name = name.file_name_lower();
    name.starts_with("~$") && owner(bytes).is_some()
        || name.starts_with(".~lock.") && name.ends_with('#') && is_line(bytes)
}

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    walk.budget.member()?;
    let head = source.head(source.len().min(MAX_BYTES).try_into().unwrap_or_default());
    let head = head.map_err(|_| Withheld::Unreadable)?;
    let bytes = head.expose();
    let mut shown = b"<lock>".to_vec();
    // Who it is, under names that say so: they are looked for elsewhere.
    let fields: Vec<(&str, Vec<u8>)> = match owner(bytes).filter(|_| !is_line(bytes)) {
        Some(owner) => vec![("author", owner)],
        None => line(bytes),
    };
    for (name, value) in fields {
        shown.extend_from_slice(format!("<{name}>").as_bytes());
        put_text(&value, &mut shown);
        shown.extend_from_slice(format!("</{name}>\n").as_bytes());
    }
    shown.extend_from_slice(b"</lock>");
    walk.part("lock.xml", Blob::new(RawBytes::new(shown)), Role::Dropped)?;
    walk.visitor.lost(Loss { what: Lost::LockFile, page: None, count: 1 });
    match walk.output.as_deref_mut() {
        Some(output) => output.write_all(STUB).map_err(|e| failed(&e)),
        None => Ok(()),
    }
}

/// Returns the user of a lock file of Microsoft Office: a length and so many letters, padded with nothing or blanks, and
/// the same once more in two bytes a letter.
fn owner(bytes: &[u8]) -> Option<Vec<u8>> {
    let (&count, rest) = bytes.split_first()?;
    let count = usize::from(count);
    let (narrow, rest) = rest.split_at_checked(count)?;
    let padding = rest.get(..MAX_NAME.checked_sub(count)?)?;
    if count == 0 || narrow.iter().any(u8::is_ascii_control) || padding.iter().any(|b| !matches!(b, 0 | b' '))
    {
        return None;
    }
    // The second spelling has letters that the first has no room for.
    let wide = rest.get(padding.len()..).unwrap_or_default();
    let wide = (0..wide.len()).find_map(|at| {
        let (&low, rest) = wide.get(at..)?.split_first()?;
        let letters = rest.strip_prefix(&[0])?.get(..usize::from(low) * 2)?;
        (usize::from(low) == count).then(|| wide_text(letters))
    });
    Some(wide.unwrap_or_else(|| String::from_utf8_lossy(narrow).into_owned().into_bytes()))
}

fn wide_text(letters: &[u8]) -> Vec<u8> {
    let units = letters.chunks_exact(2).map(|pair| match pair {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect::<String>()
        .into_bytes()
}

/// Says whether a lock file is one of LibreOffice: five fields, commas between them and a semicolon at the end.
fn is_line(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    std::str::from_utf8(text).is_ok()
        && text.ends_with(b";")
        && memchr::memchr_iter(b',', text).count() >= 4
        && !text.iter().any(u8::is_ascii_control)
}

/// Returns who had a document open, under which account, and where.
fn line(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let values = bytes.trim_ascii().split(|&b| b == b',');
    let names = ["author", "username", "hostname", "date", "path"];
    names.into_iter().zip(values.map(<[u8]>::to_vec)).filter(|(_, value)| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_line, line, owner};

    /// A lock file of Word: 54 bytes with the length and the letters, then both again, two bytes each.
    fn of_word(name: &str) -> Vec<u8> {
        let mut out = vec![u8::try_from(name.chars().count()).expect("is short")];
        out.extend(name.chars().map(|c| if c.is_ascii() { c as u8 } else { b'?' }));
        out.resize(54, 0);
        out.extend([out[0], 0]);
        out.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        out.resize(162, 0);
        out
    }

    #[test]
    fn reads_who_has_a_document_open() {
        assert_eq!(owner(&of_word("Jane Doe")).as_deref(), Some(&b"Jane Doe"[..]));
        assert_eq!(owner(&of_word("Ren\u{e9} Doe")).as_deref(), Some("Ren\u{e9} Doe".as_bytes()));
        for other in [
            &b""[..],
            b"\0",
            b"a text that begins like any other and is none of them, not at all, no",
            b"\x08Jane Doe, and more that no program pads a name with, whatever it is",
        ] {
            assert_eq!(owner(other), None);
        }
    }

    #[test]
    fn reads_the_fields_of_libreoffice() {
        let text = b",jane,desk7,21.11.2026 07:40,file:///home/jane/.config/libreoffice/4;";
        assert!(is_line(text) && !is_line(b"a,b,c;") && !is_line(b"one, two, three, four, five"));
        let fields = line(text);
        assert_eq!(fields.first(), Some(&("username", b"jane".to_vec())));
        assert_eq!(fields.get(1), Some(&("hostname", b"desk7".to_vec())));
    }
}
