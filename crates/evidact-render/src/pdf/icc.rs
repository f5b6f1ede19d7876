//! The sRGB colour profile, made from its published numbers: an ICC version 4 display profile of three primaries and
//! one curve, so that the colours of a report mean the same everywhere.

/// Returns the profile.
pub(crate) fn srgb() -> Vec<u8> {
    let xyz = |values: [f64; 3]| {
        let mut data = b"XYZ \0\0\0\0".to_vec();
        data.extend(values.iter().flat_map(|v| fixed(*v)));
        data
    };
    let curve = {
        // Function type 3: ((x * a) + b) ^ g above d, x * c below.
        let mut data = b"para\0\0\0\0\0\x03\0\0".to_vec();
        let numbers = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];
        data.extend(numbers.iter().flat_map(|v| fixed(*v)));
        data
    };
    let adaptation = {
        let mut data = b"sf32\0\0\0\0".to_vec();
        data.extend(ADAPTATION.iter().flat_map(|v| fixed(*v)));
        data
    };
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz(D50)),
        (b"chad", adaptation),
        (b"rXYZ", xyz([0.436_066, 0.222_488, 0.013_916])),
        (b"gXYZ", xyz([0.385_147, 0.716_873, 0.097_076])),
        (b"bXYZ", xyz([0.143_066, 0.060_608, 0.714_096])),
        (b"rTRC", curve),
    ];
    assemble(&tags)
}

const D50: [f64; 3] = [0.964_2, 1.0, 0.824_9];

/// From D65, the white of sRGB, to D50, the white of profiles (Bradford).
const ADAPTATION: [f64; 9] =
    [1.047_882, 0.022_919, -0.050_201, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076, 0.751_678];

fn assemble(tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    // The green and the blue curve are the red one.
    let entries = tags.len() + 2;
    let mut table = Vec::new();
    let mut data = Vec::new();
    table.extend((entries as u32).to_be_bytes());
    let start = HEADER + 4 + 12 * entries;
    for (name, body) in tags {
        let entry = [((start + data.len()) as u32).to_be_bytes(), (body.len() as u32).to_be_bytes()].concat();
        let names: &[&[u8; 4]] = if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[name] };
        for name in names {
            table.extend_from_slice(*name);
            table.extend_from_slice(&entry);
        }
        data.extend_from_slice(body);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

const HEADER: usize = 128;

fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend((size as u32).to_be_bytes());
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // A date has to be there: the first day of the standard's year.
    for part in [1999u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.extend([0; 28]);
    header.extend(D50.iter().flat_map(|v| fixed(*v)));
    header.resize(HEADER, 0);
    header
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut data = b"mluc\0\0\0\0".to_vec();
    for number in [1u32, 12] {
        data.extend(number.to_be_bytes());
    }
    data.extend(b"enUS");
    for number in [units.len() as u32, 28] {
        data.extend(number.to_be_bytes());
    }
    data.extend(units);
    data
}

/// A signed number with 16 bits after the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::srgb;

    #[test]
    fn says_its_own_length_and_kind() {
        let profile = srgb();
        let length = u32::from_be_bytes(profile[..4].try_into().unwrap());
        assert_eq!(length as usize, profile.len());
        assert_eq!(&profile[12..24], b"mntrRGB XYZ ");
        assert_eq!(&profile[36..40], b"acsp");
        assert!(profile.len() < 1_000);
    }

    #[test]
    fn lists_tags_that_lie_inside() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        for tag in 0..number(128) {
            let (offset, size) = (number(132 + tag * 12 + 4), number(132 + tag * 12 + 8));
            assert!(offset % 4 == 0 && offset >= 132 && offset + size <= profile.len());
        }
    }
}
