//! Postal addresses: by shape (number, words, street word), by box numbers, and free text after a cue.

use super::bytes::{DIGIT, UPPER, before, byte, class, is_letter, is_word, part, run};
use super::words::{Words, hash, hash_lower};

static STREETS: Words<(), 256> = Words::new(()).with(
    "street st avenue ave road rd boulevard blvd lane ln drive dr court ct place pl square sq highway hwy parkway
    pkwy terrace ter circle cir way trail trl close crescent cres grove gardens mews row walk hill rise mount park
    view heights alley loop pike plaza quay wharf bridge green common estate crossing ridge run path point",
    (),
);

/// Small words inside the names of streets and towns.
static LINKS: Words<(), 128> = Words::new(()).with(
    "of the de la du des del di da do dos das dei delle della degli las los les y op zum zur den der van von and at in
    apt nan ul str rue via corner",
    (),
);

fn is_street_word(word: &[u8]) -> bool {
    word.len() <= 9 && STREETS.get(hash_lower(word)).is_some()
}

/// Reads "2435 Oak Ave, Apt 4, Arlington, TN 72232" from its number, which ends at `number_end`.
pub(super) fn street(text: &[u8], at: usize, number_end: usize) -> Option<usize> {
    let mut i = if is_letter(byte(text, number_end)) { number_end + 1 } else { number_end };
    if byte(text, i) != b' ' || matches!(before(text, at), b'$' | b'#' | b'v' | b'.' | b'/') {
        return None;
    }
    i += 1;
    let bis = run(text, i, 6, |b| b.is_ascii_lowercase());
    if matches!(part(text, i, bis), b"bis" | b"ter" | b"quater") {
        i = run(text, bis, 2, |b| matches!(b, b',' | b' '));
    }
    if let Some(end) = french(text, i) {
        return Some(tail(text, end));
    }
    let mut end = None;
    for n in 0..5 {
        let b = byte(text, i);
        let ordinal = b.is_ascii_digit() && n <= 1;
        if class(b) & UPPER == 0 && b < 0x80 && !ordinal {
            break;
        }
        let stop = run(text, i, 30, |b| is_word(b) || b == b'\'' || b == b'-');
        if n > 0 && is_street_word(part(text, i, stop)) {
            end = Some(stop);
        }
        let dot = usize::from(byte(text, stop) == b'.' && n == 0 && stop - i <= 2);
        if byte(text, stop + dot) != b' ' {
            break;
        }
        i = stop + dot + 1;
    }
    let end = end?;
    Some(tail(text, end))
}

/// "rue de la Paix", "avenue Foch", "via Roma", "calle Mayor" after a house number.
fn french(text: &[u8], at: usize) -> Option<usize> {
    let stop = run(text, at, 12, |b| b.is_ascii_alphabetic());
    let word = part(text, at, stop);
    let known: [&[u8]; 9] =
        [b"rue", b"avenue", b"boulevard", b"place", b"chemin", b"quai", b"impasse", b"allee", b"cours"];
    if !known.iter().any(|k| word.eq_ignore_ascii_case(k)) || byte(text, stop) != b' ' {
        return None;
    }
    let mut i = stop + 1;
    let mut end = None;
    for _ in 0..6 {
        let word_end = run(text, i, 30, |b| is_word(b) || b == b'\'' || b == b'-');
        let word = part(text, i, word_end);
        let link: [&[u8]; 6] = [b"de", b"la", b"du", b"des", b"le", b"les"];
        if class(byte(text, i)) & UPPER != 0
            || byte(text, i) >= 0x80
            || word.starts_with(b"l'")
            || word.starts_with(b"d'")
        {
            end = Some(word_end);
        } else if !link.contains(&word) {
            break;
        }
        if byte(text, word_end) != b' ' {
            break;
        }
        i = word_end + 1;
    }
    end
}

/// "Hauptstraße 12, 10115 Berlin", "Kerkstraat 5": a street name, then the number.
pub(super) fn continental(text: &[u8], start: usize, end: usize) -> Option<usize> {
    const ENDINGS: [&str; 27] = [
        "strasse", "straße", "str", "weg", "platz", "allee", "gasse", "straat", "laan", "plein", "gracht",
        "gatan", "vägen", "katu", "damm", "steenweg", "kade", "singel", "dreef", "vej", "gade", "vegen",
        "gata", "tie", "kuja", "polku", "utca",
    ];
    if let Some(end) = named_first(text, start, end) {
        return Some(tail(text, end));
    }
    let dot = usize::from(byte(text, end) == b'.');
    if byte(text, end + dot) != b' ' || !byte(text, end + dot + 1).is_ascii_digit() {
        return None;
    }
    let word = part(text, start, end);
    let ends_so = |e: &&str| {
        word.len() >= e.len()
            && part(word, word.len() - e.len(), word.len()).eq_ignore_ascii_case(e.as_bytes())
    };
    if word.len() < 6 || is_word(before(text, start)) || !ENDINGS.iter().any(ends_so) {
        return None;
    }
    let from = end + dot + 1;
    let number = run(text, from, 6, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/');
    let digits = run(text, from, 6, |b| b.is_ascii_digit());
    (digits - from <= 4 && !is_word(byte(text, number))).then(|| tail(text, number))
}

/// Words that stand before the name of a street, in Romance and Slavic languages.
const STREET_HEADS: [&[u8]; 22] = [
    b"Via",
    b"Viale",
    b"Piazza",
    b"Corso",
    b"Largo",
    b"Calle",
    b"Avenida",
    b"Plaza",
    b"Paseo",
    b"Camino",
    b"Rua",
    b"Travessa",
    b"Avda",
    b"Rue",
    b"Avenue",
    b"Boulevard",
    b"Chemin",
    b"Strada",
    b"Bulevardul",
    b"Ulica",
    b"Aleja",
    b"Carrer",
];

/// "Via Roma 12", "Rua do Arenque, 1634", "Calle Mayor 1": the word for a street, its name, the number.
fn named_first(text: &[u8], start: usize, end: usize) -> Option<usize> {
    if !STREET_HEADS.contains(&part(text, start, end)) || is_word(before(text, start)) {
        return None;
    }
    let mut i = end + usize::from(byte(text, end) == b'.');
    let mut words = 0;
    for _ in 0..6 {
        if byte(text, i) != b' ' {
            return None;
        }
        let word_end = run(text, i + 1, 30, |b| is_word(b) || matches!(b, b'\'' | b'-' | b'.'));
        let word = part(text, i + 1, word_end);
        if word.first()?.is_ascii_digit() {
            let digits = run(word, 0, 6, |b| b.is_ascii_digit());
            return (words > 0 && digits <= 4).then_some(i + 1 + digits);
        }
        let capital = class(byte(text, i + 1)) & UPPER != 0 || byte(text, i + 1) >= 0x80;
        // "Via Email 2": words of machines name no street.
        if (capital && words == 0 && super::names::is_machine_word(word)) || !(capital || is_link(word)) {
            return None;
        }
        words += usize::from(capital);
        i = word_end + usize::from(byte(text, word_end) == b',');
    }
    None
}

/// "P.O. Box 178", "PSC 8950, Box 4847", "Unit 8524 Box 0979", with what follows.
pub(super) fn post_box(text: &[u8], start: usize) -> Option<usize> {
    if !matches!(byte(text, start), b'P' | b'U' | b'C') || is_word(before(text, start)) {
        return None;
    }
    let heads: [&[u8]; 11] = [
        b"P.O. Box ",
        b"PO Box ",
        b"P.O.Box ",
        b"P O Box ",
        b"PO BOX ",
        b"P.O. BOX ",
        b"Postfach ",
        b"PSC ",
        b"Unit ",
        b"CMR ",
        b"Postbus ",
    ];
    let head = heads.iter().find(|h| part(text, start, start + h.len()) == **h)?;
    let at = start + head.len();
    let end = run(text, at, 8, |b| b.is_ascii_digit());
    if end == at || is_word(byte(text, end)) {
        return None;
    }
    if head.ends_with(b"ox ") || head.ends_with(b"OX ") || head.starts_with(b"Post") {
        return Some(tail(text, end));
    }
    let gap = run(text, end, 2, |b| b == b',' || b == b' ');
    let box_end = run(text, gap + 4, 8, |b| b.is_ascii_digit());
    (part(text, gap, gap + 4) == b"Box " && box_end > gap + 4).then(|| tail(text, box_end))
}

/// Takes in what follows a street: flat, town, state, postal code, over a line break if need be.
///
/// Goes part by part, each after a comma or a line break, and keeps a part only if a postal code or a flat
/// says that it belongs to the address.
pub(super) fn tail(text: &[u8], end: usize) -> usize {
    let mut kept = end;
    let mut i = end;
    for _ in 0..5 {
        let gap = run(text, i, 3, |b| matches!(b, b',' | b' ' | b'\n'));
        if gap == i {
            break;
        }
        let stop = part_end(text, gap);
        // The date that starts the next line of a log.
        let dated = part(text, i, gap).contains(&b'\n') && super::dates::timestamp_end(text, gap).is_some();
        if stop == gap || dated {
            break;
        }
        let piece = part(text, gap, stop);
        if is_flat(piece) || has_postcode(piece) {
            kept = stop;
        }
        i = stop;
    }
    kept
}

/// The end of one part of an address: capitalised words, numbers and small words between them.
fn part_end(text: &[u8], at: usize) -> usize {
    let mut i = at;
    let mut end = at;
    for _ in 0..6 {
        let stop = run(text, i, 30, |b| is_word(b) || matches!(b, b'-' | b'\'' | b'#'));
        let b = byte(text, i);
        let fits = class(b) & (UPPER | DIGIT) != 0 || b >= 0x80 || b == b'#' || is_flat(part(text, i, stop));
        if stop == i || !fits {
            break;
        }
        end = stop;
        let dot = usize::from(
            byte(text, stop) == b'.'
                && stop - i <= 4
                && byte(text, stop + 1) == b' '
                && is_flat(part(text, i, stop)),
        );
        if byte(text, stop + dot) != b' ' {
            break;
        }
        i = stop + dot + 1;
    }
    end
}

pub(super) fn is_flat(piece: &[u8]) -> bool {
    let head = run(piece, 0, 10, |b| b.is_ascii_alphabetic());
    let word = part(piece, 0, head);
    let flats: [&[u8]; 10] =
        [b"apt", b"apartment", b"suite", b"ste", b"unit", b"flat", b"floor", b"room", b"box", b"bldg"];
    flats.iter().any(|flat| word.eq_ignore_ascii_case(flat)) || piece.starts_with(b"#")
}

/// A run of four to six digits, or the shape of a British or Canadian code.
fn has_postcode(piece: &[u8]) -> bool {
    piece.split(|b| *b == b' ' || *b == b'-').any(|w| {
        let digits = w.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = w.iter().filter(|b| b.is_ascii_uppercase()).count();
        (w.len() == digits && (4..=6).contains(&digits))
            || (w.len() == 3 && digits == 1 && letters == 2)
            || (w.len() == 3 && digits == 2 && letters == 1)
    })
}

/// Reads free text after a key or cue as an address, to the end of what belongs to it.
///
/// `firm` says that a separator stood before it, so that the whole line is meant.
pub(super) fn free(text: &[u8], at: usize, limit: usize, firm: bool) -> Option<usize> {
    let mut end = at;
    let mut i = at;
    let (mut digits, mut words) = (0, 0);
    while i < limit {
        let stop = run(text, i, 60, |b| {
            is_word(b) || matches!(b, b'-' | b'\'' | b'#' | b'/' | b'%' | b'&' | b'(' | b')')
        })
        .min(limit);
        if stop > i {
            let word = part(text, i, stop);
            let capital =
                class(byte(text, i)) & (UPPER | DIGIT) != 0 || byte(text, i) >= 0x80 || byte(text, i) == b'#';
            let fits = capital || is_link(word) || (firm && words + digits < 24);
            if !fits {
                break;
            }
            digits += usize::from(word.iter().any(u8::is_ascii_digit));
            words += 1;
            if capital || firm {
                end = stop;
            }
            i = stop;
            continue;
        }
        match byte(text, i) {
            b' ' if byte(text, i + 1) == b' ' && !firm => break,
            b' ' if matches!(byte(text, i + 1), b'-' | b'|') => break,
            b'.' if byte(text, i + 1) == b' ' && ends_sentence(text, i) => break,
            b' ' | b',' | b'.' => i += 1,
            b'\n' if goes_on(text, i) => i += 1,
            _ => break,
        }
    }
    let (start, end) = super::bytes::trim(text, at, end);
    let enough = end > start + 3 && words >= 2 && (firm || digits > 0);
    (enough && start == at).then_some(end)
}

pub(super) fn is_link(word: &[u8]) -> bool {
    word.len() <= 6 && LINKS.get(hash(word)).is_some()
}

/// A full stop ends the address unless it belongs to an abbreviation ("St. ", "Apt. ", "ul. ").
fn ends_sentence(text: &[u8], dot: usize) -> bool {
    let start = super::bytes::run_back(text, dot, 20, is_word);
    let word = part(text, start, dot);
    word.len() > 3 || word.iter().any(u8::is_ascii_digit) || !is_word(byte(text, dot + 2))
}

/// A line break inside an address: the next line is indented, starts with a comma, or is a town and code.
fn goes_on(text: &[u8], newline: usize) -> bool {
    match byte(text, newline + 1) {
        b' ' | b',' => {
            !matches!(byte(text, newline + 2), b'\n' | b' ' | b'-' | b'*')
                && byte(text, newline + 1) != byte(text, newline + 2)
        }
        b if class(b) & UPPER != 0 => {
            let line = super::bytes::line_end(text, newline + 1, 60);
            let piece = part(text, newline + 1, line);
            has_postcode(piece) && !piece.contains(&b':') && !piece.contains(&b'=')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{continental, free, post_box, street};

    #[test]
    fn reads_a_street_with_its_town() {
        for text in [
            "12 Oak Ave, Springfield, IL 62704",
            "221B Baker Street",
            "7 High St, Leeds LS1 4AP",
            "12 rue de la Paix, 75002 Paris",
            "9 W. 5th Street, Apt 4",
        ] {
            let number = text.bytes().take_while(u8::is_ascii_digit).count();
            assert_eq!(street(text.as_bytes(), 0, number), Some(text.len()), "{text}");
        }
        assert_eq!(street(b"12 Monkeys", 0, 2), None);
        assert_eq!(street(b"3 items in St", 0, 1), None);
    }

    #[test]
    fn reads_boxes_and_continental_streets() {
        assert_eq!(post_box(b"P.O. Box 178, Town 12345", 0), Some(24));
        assert_eq!(post_box(b"Unit 12 Box 34\nAPO AA 12345", 0), Some(27));
        assert_eq!(post_box(b"Unit 12 tests", 0), None);
        for text in ["Via Roma 12, 00184 Roma", "Calle Mayor 1", "Rua do Arenque, 163"] {
            let head = text.find(' ').unwrap_or_default();
            assert_eq!(continental(text.as_bytes(), 0, head), Some(text.len()), "{text}");
        }
        assert_eq!(continental(b"Via Email 2", 0, 3), None);
        assert_eq!(continental(b"Via Port 18080", 0, 3), None);
        assert_eq!(continental("Hauptstraße 12, 10115 Berlin".as_bytes(), 0, 12), Some(29));
    }

    #[test]
    fn reads_free_text_to_its_end() {
        let text = b"12 Long Lane, Town 12345. Company: x";
        assert_eq!(free(text, 0, text.len(), true), Some(24));
        let text = b"5 Largo 22\nVillanova\n, XY\n 01234";
        assert!(free(text, 0, text.len(), false).is_some());
    }
}
