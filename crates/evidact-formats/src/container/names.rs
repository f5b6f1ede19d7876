//! Names of members: read from bytes, and refused if they would lead out of the archive.

use evidact_model::Withheld;

/// Longer names are nobody's.
const MAX_NAME_BYTES: usize = 4096;

/// The upper half of code page 437, in which names without a mark are written.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬\
    ½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// Reads the name of a zip entry: UTF-8 if it is, else code page 437.
pub(super) fn of_zip(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().map(|&b| cp437(b)).collect(),
    }
}

fn cp437(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(at) => CP437.chars().nth(at.into()).unwrap_or('\u{FFFD}'),
    }
}

/// Returns a name with `/` between its parts and nothing else to be read in more than one way; it ends with `/`
/// if the name of a folder does. Empty if it means the archive itself.
///
/// # Errors
/// [`Withheld::UnsafeName`] if the name is absolute, leads upwards, or means something to a system.
pub(super) fn safe(name: &str) -> Result<String, Withheld> {
    if name.len() > MAX_NAME_BYTES || name.contains('\0') {
        return Err(Withheld::UnsafeName);
    }
    // Some programs write the separator of their system.
    let name = name.replace('\\', "/");
    let has_drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    if name.starts_with('/') || has_drive {
        return Err(Withheld::UnsafeName);
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Err(Withheld::UnsafeName);
    }
    let mut safe = parts.join("/");
    if name.ends_with('/') && !safe.is_empty() {
        safe.push('/');
    }
    Ok(safe)
}

#[cfg(test)]
mod tests {
    use super::{CP437, of_zip, safe};
    use evidact_model::Withheld;

    #[test]
    fn names_that_lead_out_are_refused() {
        for name in ["../x", "a/../../x", "/etc/x", "C:\\x", "c:x", "..\\x", "a\0b", "\\\\host\\x"] {
            assert_eq!(safe(name), Err(Withheld::UnsafeName));
        }
        assert_eq!(safe("./a//b\\c.txt").as_deref(), Ok("a/b/c.txt"));
        assert_eq!(safe("a/b/").as_deref(), Ok("a/b/"));
        assert_eq!(safe("./").as_deref(), Ok(""));
        assert_eq!(safe("a..b/...").as_deref(), Ok("a..b/..."));
    }

    #[test]
    fn a_name_that_is_no_utf8_is_code_page_437() {
        assert_eq!(CP437.chars().count(), 128);
        assert_eq!(of_zip(b"M\x81ller.txt"), "Müller.txt");
        assert_eq!(of_zip("Müller.txt".as_bytes()), "Müller.txt");
    }
}
