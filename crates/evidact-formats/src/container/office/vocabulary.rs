//! What the elements of text documents and presentations do to text.

use super::names::is_namespace;
use crate::xml::{Element, Vocabulary};
use evidact_model::TextKind;

/// The parts of text documents and presentations.
pub(super) static DOCUMENT: Vocabulary =
    Vocabulary { name: "office", text_kind: TextKind::Prose, element, is_fixed };

/// The parts that hold styles, fonts and themes: names in them are those of styles and fonts.
pub(super) static STYLES: Vocabulary =
    Vocabulary { name: "office-styles", text_kind: TextKind::Looks, element, is_fixed };

/// The other parts that say what text looks like: masters, layouts, settings.
pub(super) static LOOKS: Vocabulary =
    Vocabulary { name: "office-looks", text_kind: TextKind::Config, element, is_fixed };

/// The addresses that a part refers to.
pub(super) static LINKS: Vocabulary = Vocabulary {
    name: "links",
    text_kind: TextKind::Data,
    element: |_| Element::Inline,
    is_fixed: |_| false,
};

fn element(local: &[u8]) -> Element {
    match local {
        b"t" | b"delText" | b"v" | b"f" | b"text" => Element::Text,
        b"p" | b"pt" | b"cm" => Element::Line,
        b"br" | b"cr" => Element::Stands("\n"),
        b"tab" | b"ptab" => Element::Stands("\t"),
        b"noBreakHyphen" => Element::Stands("-"),
        b"instrText" | b"delInstrText" | b"rt" => Element::Apart,
        b"del" | b"moveFrom" => Element::Deleted,
        b"ins" | b"moveTo" => Element::Inserted,
        b"tbl" => Element::Table,
        b"tr" => Element::Row,
        b"tc" => Element::Cell,
        b"pPr" | b"rPr" | b"tabs" | b"tabLst" | b"lvl" => Element::Settings,
        _ => Element::Inline,
    }
}

/// Says whether a value is one that the format defines: a word of its own, the name of a namespace, a colour, a
/// language, the id of a relationship, or an identity that copies count anew.
fn is_fixed(value: &[u8]) -> bool {
    let is_colour = value.len() == 6 && value.iter().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(b));
    let is_language = matches!(value, [a, b, b'-', c, d]
        if a.is_ascii_lowercase() && b.is_ascii_lowercase() && c.is_ascii_uppercase() && d.is_ascii_uppercase());
    let is_id = |prefix: &[u8], most: usize| {
        let digits = value.strip_prefix(prefix).unwrap_or_default();
        !digits.is_empty() && digits.len() <= most && digits.iter().all(u8::is_ascii_digit)
    };
    is_colour
        || is_language
        || is_id(b"rId", 6)
        || is_shape_name(value)
        || FONTS.iter().any(|font| font.as_bytes() == value)
        || WORDS.binary_search(&value).is_ok()
        || is_namespace(value)
        || super::guids::is_counted(value)
}

/// Says whether a value is a name that programs give to shapes: what it is, and a number.
pub(in crate::container) fn is_shape_name(value: &[u8]) -> bool {
    let Some(space) = memchr::memrchr(b' ', value) else { return false };
    let (kind, number) = value.split_at_checked(space).unwrap_or_default();
    let digits = number.get(1..).unwrap_or_default();
    (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) && SHAPES.contains(&kind)
}

/// Fonts of other scripts that every theme names, and that look like names of people there.
const FONTS: [&str; 14] = [
    "ＭＳ Ｐゴシック",
    "ＭＳ ゴシック",
    "ＭＳ Ｐ明朝",
    "ＭＳ 明朝",
    "游ゴシック",
    "游ゴシック Light",
    "游明朝",
    "맑은 고딕",
    "宋体",
    "黑体",
    "等线",
    "等线 Light",
    "新細明體",
    "微软雅黑",
];

const SHAPES: [&[u8]; 26] = [
    b"Chart",
    b"Content Placeholder",
    b"Date Placeholder",
    b"Diagram",
    b"Footer Placeholder",
    b"Graphic",
    b"Group",
    b"Header Placeholder",
    b"Image",
    b"Line",
    b"Notes Placeholder",
    b"Object",
    b"Oval",
    b"Picture",
    b"Picture Placeholder",
    b"Rectangle",
    b"Slide Image Placeholder",
    b"Slide Number Placeholder",
    b"Straight Connector",
    b"Subtitle",
    b"Table",
    b"Text Box",
    b"Text Placeholder",
    b"TextBox",
    b"Title",
    b"Vertical Title",
];

/// Words of the format itself that are frequent in documents.
const WORDS: &[&[u8]] = &[
    b"Author",
    b"External",
    b"absolute",
    b"accent",
    b"accent1",
    b"accent2",
    b"accent3",
    b"accent4",
    b"accent5",
    b"accent6",
    b"all",
    b"alphabetic",
    b"always",
    b"arabic",
    b"around",
    b"arrow",
    b"ascii",
    b"aside",
    b"atLeast",
    b"auto",
    b"b",
    b"bar",
    b"baseline",
    b"beforeAutospacing",
    b"begin",
    b"bentConnector3",
    b"between",
    b"bg1",
    b"bg2",
    b"blank",
    b"body",
    b"both",
    b"bothSides",
    b"bottom",
    b"bottomLeft",
    b"bottomRight",
    b"box",
    b"btLr",
    b"bullet",
    b"cat",
    b"cell",
    b"center",
    b"character",
    b"clear",
    b"clustered",
    b"col",
    b"column",
    b"compact",
    b"complex",
    b"cont",
    b"continuous",
    b"cs",
    b"ctr",
    b"ctrTitle",
    b"cust",
    b"custom",
    b"dark1",
    b"dark2",
    b"dash",
    b"dashed",
    b"decimal",
    b"default",
    b"diamond",
    b"distribute",
    b"dk1",
    b"dk2",
    b"document",
    b"dot",
    b"dotted",
    b"double",
    b"dt",
    b"eastAsia",
    b"ellipse",
    b"end",
    b"even",
    b"exact",
    b"exactly",
    b"fill",
    b"first",
    b"firstRow",
    b"fixed",
    b"flat",
    b"folHlink",
    b"footnote",
    b"frame",
    b"ftr",
    b"full",
    b"gap",
    b"gt",
    b"hAnsi",
    b"half",
    b"hdr",
    b"hidden",
    b"high",
    b"hint",
    b"hlink",
    b"horizontal",
    b"horz",
    b"hybridMultilevel",
    b"hyperlink",
    b"hyphen",
    b"implicit",
    b"inline",
    b"inner",
    b"inset",
    b"just",
    b"l",
    b"largest",
    b"lastRow",
    b"left",
    b"letter",
    b"lg",
    b"lin",
    b"line",
    b"lines",
    b"linesAndChars",
    b"log",
    b"low",
    b"lowKashida",
    b"lowerLetter",
    b"lowerRoman",
    b"lrTb",
    b"lt1",
    b"lt2",
    b"ltUpDiag",
    b"ltr",
    b"major",
    b"majorAscii",
    b"majorBidi",
    b"majorEastAsia",
    b"majorHAnsi",
    b"margin",
    b"max",
    b"med",
    b"mediumKashida",
    b"mid",
    b"middle",
    b"min",
    b"minor",
    b"minorAscii",
    b"minorBidi",
    b"minorEastAsia",
    b"minorHAnsi",
    b"multilevel",
    b"nextPage",
    b"nextTo",
    b"nil",
    b"noFill",
    b"nonVisual",
    b"none",
    b"normal",
    b"notBeside",
    b"nothing",
    b"num",
    b"numbering",
    b"obj",
    b"off",
    b"on",
    b"oneCell",
    b"outset",
    b"outside",
    b"oval",
    b"page",
    b"pages",
    b"paragraph",
    b"percentStacked",
    b"percentage",
    b"pic",
    b"portrait",
    b"preserve",
    b"quarter",
    b"r",
    b"rect",
    b"restart",
    b"right",
    b"rightArrow",
    b"rnd",
    b"round",
    b"roundRect",
    b"row",
    b"rtl",
    b"separate",
    b"single",
    b"sldNum",
    b"slidenum",
    b"sm",
    b"solid",
    b"space",
    b"sq",
    b"square",
    b"stacked",
    b"standard",
    b"start",
    b"stealth",
    b"straightConnector1",
    b"stretch",
    b"subTitle",
    b"superscript",
    b"t",
    b"tab",
    b"table",
    b"tb",
    b"tbRl",
    b"tbl",
    b"text",
    b"thick",
    b"thickThin",
    b"thin",
    b"thinThick",
    b"tight",
    b"tile",
    b"title",
    b"top",
    b"topLeft",
    b"topRight",
    b"tri",
    b"triangle",
    b"true",
    b"twoCell",
    b"tx1",
    b"tx2",
    b"txt",
    b"underscore",
    b"userInput",
    b"val",
    b"vertical",
    b"visible",
    b"wave",
    b"window",
    b"windowText",
    b"wrap",
];

#[cfg(test)]
mod tests {
    use super::{WORDS, is_fixed};

    #[test]
    fn only_what_the_format_defines_is_fixed() {
        assert!(WORDS.is_sorted());
        for value in [
            "center",
            "rId12",
            "Text Box 4",
            "ＭＳ Ｐゴシック",
            "FF00AA",
            "en-US",
            "{00000000-0000-0000-0000-000000000012}",
        ] {
            assert!(is_fixed(value.as_bytes()), "{value}");
        }
        for value in [
            "hunter2",
            "rIdhunter2",
            "Jane 4",
            "Table 12345",
            "rId",
            "deadbeef",
            "cafe99",
            "{5C22544A-0000-0000-0000-0000000000AB}",
        ] {
            assert!(!is_fixed(value.as_bytes()), "{value}");
        }
    }
}
