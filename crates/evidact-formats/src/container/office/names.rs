//! Which names of Office Open XML (ECMA-376) a copy keeps, and which it leaves out.

use super::kinds::Variant;

/// Namespaces that copies keep, each with the prefix that it gets. The first of a row is the transitional one,
/// the second that of the strict variant.
const NAMESPACES: &[(&str, &str, &str)] = &[
    (
        "w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "p",
        "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://purl.oclc.org/ooxml/presentationml/main",
    ),
    (
        "a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    ),
    (
        "r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    (
        "m",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    (
        "wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    ),
    (
        "xdr",
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    ),
    (
        "pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "http://purl.oclc.org/ooxml/drawingml/picture",
    ),
    (
        "c",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "http://purl.oclc.org/ooxml/drawingml/chart",
    ),
    (
        "cdr",
        "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
        "http://purl.oclc.org/ooxml/drawingml/chartDrawing",
    ),
    (
        "dgm",
        "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "http://purl.oclc.org/ooxml/drawingml/diagram",
    ),
    (
        "lc",
        "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
        "http://purl.oclc.org/ooxml/drawingml/lockedCanvas",
    ),
    ("v", "urn:schemas-microsoft-com:vml", ""),
    ("o", "urn:schemas-microsoft-com:office:office", ""),
    ("w10", "urn:schemas-microsoft-com:office:word", ""),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", ""),
    ("wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", ""),
    ("wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", ""),
];

const COMPATIBILITY: &[u8] = b"http://schemas.openxmlformats.org/markup-compatibility/2006";

/// A namespace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// One that copies keep, by its row.
    Kept(usize),
    /// That of alternatives, which copies have settled.
    Compatibility,
    /// Any other.
    Foreign,
}

impl Namespace {
    /// Says which namespace a name is that of.
    pub(super) fn of(name: &[u8]) -> Self {
        if name == COMPATIBILITY {
            return Self::Compatibility;
        }
        let is = |known: &str| !known.is_empty() && known.as_bytes() == name;
        let row = NAMESPACES.iter().position(|n| is(n.1) || is(n.2));
        row.map_or(Self::Foreign, Self::Kept)
    }

    /// Returns the prefix and the name of one that copies keep.
    pub(super) fn written(self, variant: Variant) -> Option<(&'static str, &'static str)> {
        let Self::Kept(row) = self else { return None };
        let strict = |name: &&str| variant == Variant::Strict && !name.is_empty();
        NAMESPACES.get(row).map(|n| (n.0, Some(n.2).filter(strict).unwrap_or(n.1)))
    }

    fn has_prefix(self, prefix: &str) -> bool {
        self.written(Variant::Transitional).is_some_and(|n| n.0 == prefix)
    }

    /// Says whether an alternative that needs it is taken. One in the old drawing language refers to parts that
    /// copies leave out; beside it there is one that does not.
    pub(super) fn is_choice(self) -> bool {
        matches!(self, Self::Kept(_)) && !self.has_prefix("v")
    }

    /// Says whether attributes of it name relationships.
    pub(super) fn is_relationships(self) -> bool {
        self.has_prefix("r")
    }
}

/// Further names that stand in attributes of drawings and settings.
const NAMED: [&[u8]; 8] = [
    b"http://schemas.microsoft.com/office/word",
    b"http://schemas.openxmlformats.org/drawingml/2006/compatibility",
    b"http://schemas.openxmlformats.org/drawingml/2006/ole",
    b"http://schemas.openxmlformats.org/drawingml/2006/table",
    b"http://schemas.openxmlformats.org/presentationml/2006/ole",
    b"http://schemas.openxmlformats.org/drawingml/2006/3d",
    b"urn:schemas-microsoft-com:office:smarttags",
    b"http://www.w3.org/2000/xmlns/",
];

/// Says whether a value is the name of a known namespace, as in `uri` of a drawing.
pub(super) fn is_namespace(value: &[u8]) -> bool {
    Namespace::of(value) != Namespace::Foreign || NAMED.contains(&value)
}

/// Elements that copies leave out with all that is in them: extensions, identities of the editing session, keys
/// and hashes, links to data outside, programs, encoded data.
const DROPPED: [&[u8]; 52] = [
    b"activeWritingStyle",
    b"altChunk",
    b"attachedSchema",
    b"attachedTemplate",
    b"binData",
    b"control",
    b"controls",
    b"custDataLst",
    b"customXmlDelRangeEnd",
    b"customXmlDelRangeStart",
    b"customXmlInsRangeEnd",
    b"customXmlInsRangeStart",
    b"customXmlPr",
    b"dataBinding",
    b"docPartObj",
    b"docVars",
    b"documentProtection",
    b"embedBold",
    b"embedBoldItalic",
    b"embedItalic",
    b"embedRegular",
    b"embeddedFontLst",
    b"extLst",
    b"fldData",
    b"frameset",
    b"ink",
    b"legacyDrawing",
    b"legacyDrawingHF",
    b"mailMerge",
    b"modifyVerifier",
    b"movie",
    b"nsid",
    b"panose1",
    b"permEnd",
    b"permStart",
    b"photoAlbum",
    b"pivotFmts",
    b"pivotSource",
    b"printerSettings",
    b"proofErr",
    b"rsids",
    b"saveThroughXslt",
    b"schemaLibrary",
    b"sig",
    b"smartTagPr",
    b"smartTagType",
    b"smartTags",
    b"subDoc",
    b"tags",
    b"timing",
    b"tmpl",
    b"writeProtection",
];

/// Says whether copies leave out an element.
pub(super) fn is_dropped(local: &[u8]) -> bool {
    DROPPED.binary_search(&local).is_ok()
}

/// Says whether copies leave out the tags of an element and keep what is in it.
pub(super) fn is_unwrapped(local: &[u8]) -> bool {
    matches!(local, b"smartTag" | b"customXml")
}

/// Says whether copies leave out an attribute: identities of editing sessions, dates, encoded data, programs, and
/// cells whose text a shape shows.
pub(super) fn is_dropped_attribute(local: &[u8]) -> bool {
    local.starts_with(b"rsid")
        || matches!(
            local,
            b"date"
                | b"dt"
                | b"gfxdata"
                | b"macro"
                | b"panose"
                | b"paraId"
                | b"storeItemID"
                | b"textlink"
                | b"userDrawn"
        )
}

/// Says whether what is in an element is read without what it refers to.
pub(super) fn reads_without(local: &[u8]) -> bool {
    local == b"hyperlink"
}

/// Says whether an element places something on a sheet or a chart; it means nothing without what it places.
pub(super) fn is_anchor(local: &[u8]) -> bool {
    matches!(
        local,
        b"twoCellAnchor" | b"oneCellAnchor" | b"absoluteAnchor" | b"relSizeAnchor" | b"absSizeAnchor"
    )
}

/// Says whether an element is something that can be placed so.
pub(super) fn is_placed(local: &[u8]) -> bool {
    matches!(local, b"sp" | b"grpSp" | b"graphicFrame" | b"cxnSp" | b"pic")
}

/// Around a reference to what is not there, this element goes.
pub(super) fn is_frame(local: &[u8]) -> bool {
    matches!(local, b"drawing" | b"graphicFrame")
}

/// Says whether an element is worth nothing without what it refers to, and its frame neither.
pub(super) fn fills_frame(local: &[u8]) -> bool {
    matches!(local, b"chart" | b"relIds" | b"oleObj" | b"contentPart")
}

#[cfg(test)]
mod tests {
    use super::{DROPPED, Namespace, Variant, is_dropped};

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(DROPPED.is_sorted() && is_dropped(b"extLst") && !is_dropped(b"p"));
    }

    #[test]
    fn strict_and_transitional_names_mean_the_same() {
        let transitional = "http://schemas.openxmlformats.org/drawingml/2006/main";
        let strict = "http://purl.oclc.org/ooxml/drawingml/main";
        for name in [transitional, strict] {
            let namespace = Namespace::of(name.as_bytes());
            assert_eq!(namespace.written(Variant::Transitional), Some(("a", transitional)));
            assert_eq!(namespace.written(Variant::Strict), Some(("a", strict)));
        }
        assert!(Namespace::of(b"http://example.com/") == Namespace::Foreign);
    }
}
