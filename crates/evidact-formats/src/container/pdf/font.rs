//! Fonts: how a string is cut into codes, what each code means, and how wide it is.
//!
//! What a code means is known from two sides: `ToUnicode`, which is for programs, and the encoding or the font
//! program, which decide what the eye sees. Where both speak of letters and disagree, the font lies.

use super::cmap::{self, CMap};
use super::metrics;
use super::names::{GlyphNames, Standard};
use super::program::Program;
use super::store::{Store, as_dict};
use super::symbols;
use crate::container::Budget;
use encoding_rs::Encoding;
use evidact_model::Withheld;
use lopdf::{Dictionary, Object};
use std::cell::RefCell;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// More widths than this no font has.
const MAX_WIDTHS: usize = 70_000;

/// A font of a page.
pub(super) struct Font {
    coding: Coding,
    /// The 256 codes of a simple font; none of a composite one.
    simple: Vec<Simple>,
    to_unicode: CMap,
    program: Program,
    cid_to_gid: CidToGid,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// What a unit of a width is in text space.
    scale: f64,
    /// Whether it draws heavy letters.
    pub(super) bold: bool,
    /// The codes that were shown and of which both sides are known.
    compared: RefCell<HashMap<u32, bool>>,
}

/// A code of a simple font.
struct Simple {
    /// What it is taken to mean.
    text: Option<String>,
    /// What the eye sees, as far as encoding and font program tell.
    known: Option<String>,
    width: f64,
}

/// How strings are cut into codes.
enum Coding {
    OneByte,
    TwoBytes,
    Mapped(CMap),
    Utf16,
    Legacy(&'static Encoding),
}

enum CidToGid {
    Identity,
    Map(Vec<u8>),
    /// Nothing is known.
    None,
}

/// A glyph of a string.
pub(super) struct Shown {
    /// What it means, if that is known.
    pub(super) text: Option<String>,
    /// How far the pen moves at size 1.
    pub(super) width: f64,
    /// Whether the space between words is added.
    pub(super) is_space: bool,
    /// How many bytes of the string it took.
    pub(super) length: usize,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(
        store: &Store,
        names: &GlyphNames,
        dict: &Dictionary,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        let to_unicode = match store.value(dict, b"ToUnicode") {
            Object::Stream(stream) => CMap::read(&store.content(stream, budget)?),
            _ => CMap::default(),
        };
        if store.name(dict, b"Subtype") != b"Type0" {
            return Self::simple(store, names, dict, to_unicode, budget);
        }
        Self::composite(store, dict, to_unicode, budget)
    }

    fn simple(
        store: &Store,
        names: &GlyphNames,
        dict: &Dictionary,
        to_unicode: CMap,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        let descriptor = store.dict(dict, b"FontDescriptor");
        let program = Program::read(store, descriptor, budget)?;
        let type3 = store.name(dict, b"Subtype") == b"Type3";
        let scale =
            if type3 { store.numbers(dict, b"FontMatrix").first().map_or(0.001, |a| a.abs()) } else { 0.001 };
        let base_font = store.name(dict, b"BaseFont");
        let known = known_texts(store, names, dict, &program, base_font);
        let widths = simple_widths(store, dict, descriptor, base_font, &known);
        let simple = (0u32..).zip(known).zip(widths).map(|((code, known), width)| {
            let mapped = to_unicode.text(code).and_then(readable);
            // Names of glyphs that are drawn by programs (Type 3) mean nothing by themselves.
            let by_name = || known.as_deref().filter(|_| !type3).and_then(readable);
            Simple { text: mapped.or_else(by_name), known, width }
        });
        Ok(Self {
            coding: Coding::OneByte,
            simple: simple.collect(),
            to_unicode,
            program,
            cid_to_gid: CidToGid::None,
            widths: HashMap::new(),
            default_width: 0.0,
            scale,
            bold: is_bold(store, base_font, descriptor),
            compared: RefCell::default(),
        })
    }

    fn composite(
        store: &Store,
        dict: &Dictionary,
        to_unicode: CMap,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        let descendant = store.array(dict, b"DescendantFonts").first().and_then(|o| as_dict(store.get(o)));
        let empty = Dictionary::new();
        let descendant = descendant.unwrap_or(&empty);
        let descriptor = store.dict(descendant, b"FontDescriptor");
        let coding = match store.value(dict, b"Encoding") {
            Object::Stream(stream) => Coding::Mapped(CMap::read(&store.content(stream, budget)?)),
            Object::Name(name) => predefined(name),
            _ => Coding::TwoBytes,
        };
        let cid_to_gid = match store.value(descendant, b"CIDToGIDMap") {
            Object::Stream(stream) => CidToGid::Map(store.content(stream, budget)?),
            _ => CidToGid::Identity,
        };
        let mut widths = HashMap::new();
        read_widths(store, store.array(descendant, b"W"), &mut widths);
        Ok(Self {
            coding,
            simple: Vec::new(),
            to_unicode,
            program: Program::read(store, descriptor, budget)?,
            cid_to_gid,
            widths,
            default_width: store.number(descendant, b"DW").unwrap_or(1000.0),
            scale: 0.001,
            bold: is_bold(store, store.name(dict, b"BaseFont"), descriptor),
            compared: RefCell::default(),
        })
    }

    /// Takes the first glyph of a string that is not empty.
    pub(super) fn take(&self, names: &GlyphNames, bytes: &[u8]) -> Shown {
        let first = bytes.first().copied().unwrap_or(0);
        let (code, length) = match &self.coding {
            Coding::OneByte => {
                let known = self.simple.get(usize::from(first));
                self.compare(names, u32::from(first));
                return Shown {
                    text: known.and_then(|k| k.text.clone()),
                    width: known.map_or(0.0, |k| k.width) * self.scale,
                    is_space: first == b' ',
                    length: 1,
                };
            }
            Coding::TwoBytes | Coding::Utf16 => {
                let two = bytes.get(..2).unwrap_or(bytes);
                (cmap::number(two), two.len())
            }
            Coding::Mapped(map) => map.cut(bytes),
            Coding::Legacy(encoding) => {
                let lead =
                    first >= 0x80 && !(encoding.name() == "Shift_JIS" && (0xA0..=0xDF).contains(&first));
                let code = bytes.get(..if lead { 2 } else { 1 }).unwrap_or(bytes);
                (cmap::number(code), code.len())
            }
        };
        self.compare(names, code);
        let taken = bytes.get(..length).unwrap_or(bytes);
        let mapped = self.to_unicode.text(code).and_then(readable);
        let text = mapped
            .or_else(|| self.by_coding(taken))
            .or_else(|| self.by_program(names, code).into_iter().find_map(|t| readable(&t)));
        let width = self.widths.get(&self.cid(code)).copied().unwrap_or(self.default_width) * self.scale;
        Shown { text, width, is_space: length == 1 && code == 32, length: length.max(1) }
    }

    fn by_coding(&self, code: &[u8]) -> Option<String> {
        match &self.coding {
            Coding::Utf16 => char::from_u32(cmap::number(code)).map(String::from).and_then(|t| readable(&t)),
            Coding::Legacy(encoding) => {
                let text = encoding.decode_without_bom_handling_and_without_replacement(code)?;
                readable(&text)
            }
            _ => None,
        }
    }

    fn cid(&self, code: u32) -> u32 {
        match &self.coding {
            Coding::Mapped(map) => map.glyph(code).unwrap_or(code),
            _ => code,
        }
    }

    /// Returns what the font program says of a code of a composite font.
    fn by_program(&self, names: &GlyphNames, code: u32) -> Vec<String> {
        if !matches!(self.coding, Coding::TwoBytes | Coding::Mapped(_)) {
            return Vec::new();
        }
        let cid = self.cid(code);
        let gid = match &self.cid_to_gid {
            CidToGid::Identity => u16::try_from(cid).ok(),
            CidToGid::Map(map) => {
                let at = cid as usize * 2;
                map.get(at..at + 2).map(|two| cmap::number(two) as u16)
            }
            CidToGid::None => None,
        };
        gid.map_or_else(Vec::new, |gid| self.program.texts(names, gid))
    }

    /// Compares what a code says with what the eye sees, once.
    fn compare(&self, names: &GlyphNames, code: u32) {
        let Some(mapped) = self.to_unicode.text(code) else { return };
        if self.compared.borrow().contains_key(&code) {
            return;
        }
        let known: Vec<String> = match self.simple.get(code as usize) {
            Some(simple) => simple.known.iter().map(|known| skeleton(known)).collect(),
            None => self.by_program(names, code).iter().map(|known| skeleton(known)).collect(),
        };
        let mapped = skeleton(mapped);
        // Of signs there are many that look the same; letters and digits make values.
        let comparable = !mapped.is_empty() && known.iter().any(|known| !known.is_empty());
        self.compared.borrow_mut().insert(code, !comparable || known.contains(&mapped));
    }

    /// Says whether the text of what was shown is other letters than the eye sees. A single odd letter among many
    /// is a fault of the program that wrote it.
    pub(super) fn lies(&self) -> bool {
        let compared = self.compared.borrow();
        let different = compared.values().filter(|same| !**same).count();
        different >= 3 || different * 4 > compared.len() - different
    }
}

/// Reduces a text to its letters and digits, so that variants of one glyph are the same.
fn skeleton(text: &str) -> String {
    let letters = text.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c) && !is_private(*c));
    letters.flat_map(char::to_lowercase).collect()
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Returns what is shown of a meaning; nothing if it is none.
fn readable(text: &str) -> Option<String> {
    let unknown = |c: char| c == '\u{FFFD}' || c == '\0' || is_private(c) && symbols::private(c).is_none();
    if text.is_empty() || text.chars().any(unknown) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(|c| symbols::private(c).unwrap_or(c)) {
        match c {
            '\u{00AD}' => out.push('-'),
            '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
            '\u{FB00}'..='\u{FB06}' => out.extend(std::iter::once(c).nfkc()),
            // What shows nothing, or turns what is around it, is no text.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {}
            _ if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push(' '),
            _ => out.push(c),
        }
    }
    Some(out)
}

/// Returns the coding of a predefined character map.
fn predefined(name: &[u8]) -> Coding {
    let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
    if has(b"UCS2") || has(b"UTF16") {
        Coding::Utf16
    } else if has(b"RKSJ") {
        Coding::Legacy(encoding_rs::SHIFT_JIS)
    } else if has(b"GBK") || has(b"GB-EUC") {
        Coding::Legacy(encoding_rs::GBK)
    } else if has(b"B5") || has(b"ETen") {
        Coding::Legacy(encoding_rs::BIG5)
    } else if has(b"KSC") {
        Coding::Legacy(encoding_rs::EUC_KR)
    } else {
        Coding::TwoBytes
    }
}

/// Returns what the codes of a simple font show, as far as encoding and font program tell.
fn known_texts(
    store: &Store,
    names: &GlyphNames,
    dict: &Dictionary,
    program: &Program,
    base_font: &[u8],
) -> Vec<Option<String>> {
    let encoding = store.value(dict, b"Encoding");
    let standard = match encoding {
        Object::Name(name) => Standard::of_name(name),
        Object::Dictionary(encoding) => Standard::of_name(store.name(encoding, b"BaseEncoding")),
        _ => None,
    };
    let is_picture = symbols::is_font(base_font);
    let mut texts = match standard {
        Some(standard) => standard.table(),
        None if program.is_embedded() => program.builtin(names),
        None if is_picture => vec![None; 256],
        None => Standard::Adobe.table(),
    };
    texts.resize(256, None);
    if is_picture {
        for (code, text) in (0..=255u8).zip(&mut texts) {
            if text.as_deref().and_then(readable).is_none() {
                *text = symbols::of_font(base_font, code).map(String::from);
            }
        }
    }
    if let Object::Dictionary(encoding) = encoding {
        let mut code = 0usize;
        for difference in store.array(encoding, b"Differences").iter().take(1024) {
            match store.get(difference) {
                Object::Integer(number) => code = usize::try_from(*number).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(entry) = texts.get_mut(code) {
                        *entry = names.text(name);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    texts
}

fn simple_widths(
    store: &Store,
    dict: &Dictionary,
    descriptor: Option<&Dictionary>,
    base_font: &[u8],
    texts: &[Option<String>],
) -> Vec<f64> {
    let given = store.array(dict, b"Widths");
    if given.is_empty() {
        return texts.iter().map(|text| metrics::width(base_font, text.as_deref())).collect();
    }
    let first = store.number(dict, b"FirstChar").unwrap_or(0.0) as usize;
    let missing = descriptor.and_then(|d| store.number(d, b"MissingWidth")).unwrap_or(0.0);
    let width =
        |code: usize| code.checked_sub(first).and_then(|n| given.get(n)).and_then(|o| store.as_number(o));
    (0..256).map(|code| width(code).unwrap_or(missing)).collect()
}

/// Reads the widths of a composite font (ISO 32000-1, 9.7.4.3).
fn read_widths(store: &Store, given: &[Object], widths: &mut HashMap<u32, f64>) {
    let mut at = 0;
    while let Some(first) = given.get(at).and_then(|o| store.as_number(o)) {
        let first = first as u32;
        match given.get(at + 1).map(|o| store.get(o)) {
            Some(Object::Array(list)) => {
                for (code, width) in (first..).zip(list.iter().take(MAX_WIDTHS)) {
                    widths.insert(code, store.as_number(width).unwrap_or(0.0));
                }
                at += 2;
            }
            Some(last) => {
                let last = store.as_number(last).unwrap_or(0.0) as u32;
                let width = given.get(at + 2).and_then(|o| store.as_number(o)).unwrap_or(0.0);
                for code in first..=last.min(first.saturating_add(0xFFFF)) {
                    widths.insert(code, width);
                }
                at += 3;
            }
            None => return,
        }
        if widths.len() > MAX_WIDTHS {
            return;
        }
    }
}

fn is_bold(store: &Store, base_font: &[u8], descriptor: Option<&Dictionary>) -> bool {
    let name = base_font.to_ascii_lowercase();
    let named =
        [&b"bold"[..], b"black", b"heavy"].iter().any(|word| memchr::memmem::find(&name, word).is_some());
    named || descriptor.and_then(|d| store.number(d, b"FontWeight")).is_some_and(|weight| weight >= 600.0)
}
