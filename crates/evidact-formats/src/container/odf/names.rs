//! Which names of an OpenDocument get into its copy: those made of the words that the standard uses.

use crate::container::nodes::{Name, Space};
use crate::container::office::vocabulary::is_shape_name;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The namespaces that are kept (ISO/IEC 26300-3, and those of LibreOffice).
pub(super) const SPACES: &[Space] = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:chart:1.0", "chart"),
    ("urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0", "dr3d"),
    ("urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "presentation"),
    ("urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0", "smil"),
    ("urn:oasis:names:tc:opendocument:xmlns:animation:1.0", "anim"),
    ("urn:oasis:names:tc:opendocument:xmlns:of:1.2", "of"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
];

static WORDS: LazyLock<HashSet<&'static [u8]>> =
    LazyLock::new(|| include_str!("words.txt").split_ascii_whitespace().map(str::as_bytes).collect());

/// Says whether a name is one that the standard could have.
pub(super) fn is_known(name: Name<'_>) -> bool {
    let spaced = SPACES.iter().any(|s| s.1 == name.space) || name.space == "xml";
    spaced && name.space != "manifest" && name.local.split(|&b| b == b'-').all(|word| WORDS.contains(word))
}

/// What of an element gets into a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Kept,
    /// With all that is in it.
    LeftOut,
    /// It is kept without its text, which says who wrote something.
    Author,
    /// White space in a paragraph.
    Space,
    Paragraph,
    Row,
    Cell,
    /// It stands in a paragraph or cell and is no part of what that says.
    Aside,
    Image,
    Object,
}

/// Says what becomes of an element.
pub(super) fn element(name: Name<'_>) -> Element {
    if is_left_out(name) {
        return Element::LeftOut;
    }
    match (name.space, name.local) {
        ("dc", b"creator") => Element::Author,
        ("text", local) if local.starts_with(b"sender-") => Element::Author,
        ("text", b"author-name" | b"author-initials" | b"initial-creator" | b"creator" | b"printed-by") => {
            Element::Author
        }
        ("text", b"s" | b"tab" | b"line-break") => Element::Space,
        ("text", b"p" | b"h") => Element::Paragraph,
        ("table", b"table-row") => Element::Row,
        ("table", b"table-cell" | b"covered-table-cell") => Element::Cell,
        ("draw", b"image") => Element::Image,
        ("draw", b"object") => Element::Object,
        _ if !is_known(name) => Element::LeftOut,
        ("text", local) if local != b"note" => Element::Kept,
        ("table", _) => Element::Kept,
        _ => Element::Aside,
    }
}

fn is_left_out(name: Name<'_>) -> bool {
    let words = match name.space {
        "office" => "scripts forms event-listeners settings binary-data dde-source meta",
        "text" => {
            "tracked-changes change change-start change-end section-source ruby-text script execute-macro \
             alphabetical-index-auto-mark-file dde-connection-decls"
        }
        "table" => "tracked-changes cell-range-source table-source dde-links scenario detective",
        "draw" => "plugin applet floating-frame object-ole fill-image control",
        "style" => "background-image",
        "svg" => "font-face-src definition-src",
        "presentation" => "sound",
        "dc" => "date",
        _ => return false,
    };
    words.split_ascii_whitespace().any(|word| word.as_bytes() == name.local)
}

/// Says whether an attribute says what something looks like: a word of the format, or the name of a style, of a font,
/// or of a shape as programs name shapes.
pub(super) fn names_looks(element: Name<'_>, name: Name<'_>, value: &[u8]) -> bool {
    if matches!(name.local, b"formula" | b"condition" | b"expression") {
        return false;
    }
    let local = name.local;
    match (name.space, local) {
        _ if matches!(element.space, "style" | "number") => true,
        ("fo" | "style", _)
        | ("svg", b"font-family")
        | ("draw", b"display-name" | b"layer")
        | ("text", b"bullet-char")
        | ("presentation", b"class") => true,
        ("draw", b"name") => is_definition(element) || is_shape_name(value),
        ("text" | "table" | "draw" | "presentation" | "chart", _) => {
            [&b"style-name"[..], b"layout-name", b"master-page-name"].iter().any(|end| local.ends_with(end))
        }
        _ => false,
    }
}

/// Says whether an element defines how lines and areas look.
fn is_definition(element: Name<'_>) -> bool {
    const DEFINITIONS: [&[u8]; 6] =
        [b"gradient", b"hatch", b"marker", b"stroke-dash", b"opacity", b"fill-image"];
    element.space == "draw" && DEFINITIONS.contains(&element.local)
}

/// Says whether an attribute draws lines: letters for moves, and numbers too short to be evidence.
pub(super) fn is_geometry(name: Name<'_>, value: &[u8]) -> bool {
    const LONGEST: usize = 9;
    let named = matches!(
        (name.space, name.local),
        ("svg", b"d" | b"viewBox") | ("draw", b"points" | b"enhanced-path" | b"path-stretchpoint-x")
    );
    let mut digits = 0;
    named
        && value.iter().all(|b| {
            digits = if b.is_ascii_digit() { digits + 1 } else { 0 };
            digits <= LONGEST && (b.is_ascii_digit() || b" .,-+?$fMmLlHhVvCcSsQqTtAaZzNFUWBXY".contains(b))
        })
}
