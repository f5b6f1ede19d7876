//! Changes bytes at random, the way that breaks readers most often.

/// Numbers that look random and are the same on every machine (splitmix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self(seed ^ hash)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as usize % bound.max(1)
    }
}

/// Numbers at the borders of fields.
const EDGES: [&[u8]; 12] = [
    b"\0",
    b"\xFF",
    b"\x7F",
    b"\x80",
    b"\0\0",
    b"\xFF\xFF",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xFF\xFF\xFF\x7F",
    b"\0\0\0\x80",
    b"999999999999999999999",
    b"-1",
];

/// Returns changed bytes. A whole file is changed in a few places, a part of one in more.
pub(crate) fn changed(random: &mut Random, mut bytes: Vec<u8>, whole: bool) -> Vec<u8> {
    if random.below(3) != 0 {
        return bytes;
    }
    for _ in 0..=random.below(if whole { 4 } else { 8 }) {
        change(random, &mut bytes);
    }
    bytes
}

fn change(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len() + 1);
    let len = 1 + random.below(64.min(bytes.len() + 1));
    let end = (at + len).min(bytes.len());
    match random.below(9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        2 => {
            bytes.drain(at..end);
        }
        3 => {
            let copy = bytes[at..end].to_vec();
            let times = 1 + random.below(40);
            bytes.splice(at..at, copy.repeat(times));
        }
        4 => {
            let edge = EDGES[random.below(EDGES.len())];
            let end = (at + edge.len()).min(bytes.len());
            bytes.splice(at..end, edge.iter().copied());
        }
        5 => {
            let from = random.below(bytes.len() + 1);
            let copy = bytes[from..(from + len).min(bytes.len())].to_vec();
            bytes.splice(at..end, copy);
        }
        6 => {
            let edge = EDGES[random.below(EDGES.len())];
            bytes.splice(at..at, edge.iter().copied());
        }
        7 if random.below(6) == 0 => bytes.truncate(at),
        _ => {
            // The digits of a number, if there is one here.
            let start = bytes[at..].iter().position(u8::is_ascii_digit).map(|n| at + n);
            if let Some(start) = start {
                let digits = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
                let number = [b"0".as_slice(), b"1", b"4294967295", b"18446744073709551616", b"65536"]
                    [random.below(5)];
                bytes.splice(start..start + digits, number.iter().copied());
            }
        }
    }
}
