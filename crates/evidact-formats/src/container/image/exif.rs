//! The fields of TIFF files and of Exif blocks that may hold text (TIFF 6.0, section 2; CIPA DC-008).

use std::collections::BTreeSet;

/// So many lists of fields are read, with so many fields each.
const MAX_LISTS: usize = 64;
const MAX_FIELDS: u64 = 4096;

/// Returns the fields with their labels, in their order.
pub(super) fn fields(bytes: &[u8]) -> Vec<(&'static str, &[u8])> {
    let mut out = Vec::new();
    walk(bytes, &mut |field| {
        let is_text = matches!(field.kind, 1 | 2 | 6 | 7 | 129) && field.value.len() > 3;
        if is_text && !is_pixels(field.tag) {
            out.push((label(field.tag), field.value));
        }
    });
    out
}

/// Returns how many images follow each other in a TIFF file.
pub(super) fn pages(bytes: &[u8]) -> u64 {
    walk(bytes, &mut |_| {})
}

struct Field<'b> {
    tag: u16,
    kind: u16,
    value: &'b [u8],
}

/// Goes through every list of fields once; returns how many stand in the main chain.
fn walk<'b>(bytes: &'b [u8], take: &mut dyn FnMut(Field<'b>)) -> u64 {
    let is_little = bytes.starts_with(b"II");
    let number = |at: usize, count: usize| -> Option<u64> {
        let bytes = bytes.get(at..at.checked_add(count)?)?;
        let add = |n: u64, b: &u8| n << 8 | u64::from(*b);
        Some(if is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let offset = |at: usize| number(at, 4).and_then(|n| usize::try_from(n).ok());
    let mut next: Vec<(usize, bool)> = offset(4).map(|at| (at, true)).into_iter().collect();
    let (mut seen, mut pages) = (BTreeSet::new(), 0);
    while let Some((list, is_main)) = next.pop() {
        if list == 0 || seen.len() >= MAX_LISTS || !seen.insert(list) {
            continue;
        }
        let Some(count) = number(list, 2) else { continue };
        pages += u64::from(is_main);
        let mut at = list + 2;
        for _ in 0..count.min(MAX_FIELDS) {
            let (Some(tag), Some(kind), Some(length)) = (number(at, 2), number(at + 2, 2), number(at + 4, 4))
            else {
                break;
            };
            let (tag, kind) = (tag as u16, kind as u16);
            let size = usize::try_from(length).unwrap_or(usize::MAX).saturating_mul(unit_bytes(kind));
            let start = if size <= 4 { Some(at + 8) } else { offset(at + 8) };
            let value = start.and_then(|start| bytes.get(start..start.checked_add(size)?));
            if SUB_LISTS.contains(&tag) {
                next.extend(offset(at + 8).map(|at| (at, false)));
            } else if let Some(value) = value {
                take(Field { tag, kind, value });
            }
            at += 12;
        }
        if let Some(following) = number(list + 2 + 12 * count as usize, 4) {
            next.push((following as usize, is_main));
        }
    }
    pages
}

/// Exif, GPS, interoperability.
const SUB_LISTS: [u16; 3] = [0x8769, 0x8825, 0xA005];

fn unit_bytes(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

/// Tags whose bytes are pixels, tables of decoders or colour profiles.
fn is_pixels(tag: u16) -> bool {
    matches!(tag, 0x0111 | 0x0117 | 0x0144 | 0x0145 | 0x015B | 0x0201 | 0x0202 | 0x8773)
}

fn label(tag: u16) -> &'static str {
    match tag {
        0x010D => "document name",
        0x010E => "description",
        0x010F => "make",
        0x0110 => "model",
        0x011D => "page name",
        0x0131 => "software",
        0x0132 => "date",
        0x013B => "artist",
        0x013C => "host",
        0x02BC => "xmp",
        0x83BB => "iptc",
        0x8298 => "copyright",
        0x9C9B => "title",
        0x9286 | 0x9C9C => "comment",
        0x9C9D => "author",
        0x9C9E => "keywords",
        0x9C9F => "subject",
        0xA430 => "owner",
        0xA431 => "serial number",
        _ => "field",
    }
}

#[cfg(test)]
mod tests {
    use super::{fields, pages};

    /// One list with an artist and a pointer to itself, in both byte orders.
    #[test]
    fn fields_are_read_in_both_orders_and_a_circle_ends() {
        let little = b"II*\0\x08\0\0\0\x01\0\x3B\x01\x02\0\x04\0\0\0Jane\x08\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x3B\0\x02\0\0\0\x04Jane\0\0\0\x08";
        for bytes in [&little[..], big] {
            assert_eq!(fields(bytes), [("artist", &b"Jane"[..])]);
            assert_eq!(pages(bytes), 1);
        }
    }

    #[test]
    fn fields_that_lie_elsewhere_than_they_say_are_left_out() {
        let far = b"II*\0\x08\0\0\0\x01\0\x3B\x01\x02\0\xFF\xFF\xFF\xFF\xF0\xFF\xFF\xFF\0\0\0\0";
        assert!(fields(far).is_empty() && fields(b"II*\0").is_empty() && fields(b"").is_empty());
    }
}
