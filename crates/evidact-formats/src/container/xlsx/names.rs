//! Which elements and attributes of a workbook get into its copy: those that a reader of cells needs.

use crate::container::nodes::{Name, Space};
use crate::container::texts::{Rules, Then};
use std::borrow::Cow;

/// The namespaces of workbooks, transitional and strict (ECMA-376 part 1 and 4, ISO/IEC 29500).
pub(super) const SPACES: &[Space] = &[
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", "x"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/content-types", "ct"),
];

/// Elements of styles, views, columns, validations and conditional formats.
const ELEMENTS: &str = "\
    alignment b bgColor border borders bottom brk cellStyle cellStyleXfs cellStyles cellXfs cfRule cfvo charset col \
    colBreaks color colorScale cols colors condense conditionalFormatting dataBar dataValidation dataValidations diagonal \
    dxf dxfs end evenFooter evenHeader extend family fgColor fill fills firstFooter firstHeader font fonts formula \
    formula1 formula2 gradientFill headerFooter horizontal i iconSet indexedColors left mergeCell mergeCells mruColors \
    name numFmt numFmts oddFooter oddHeader outline pageMargins pageSetup pane patternFill printOptions protection \
    rgbColor right rowBreaks scheme selection shadow sheetFormatPr sheetView sheetViews start stop strike styleSheet \
    sz tableStyles top u vertAlign vertical xf ";

/// Their attributes.
const ATTRIBUTES: &str = "\
    aboveAverage activeCell activeCellId activePane alignWithMargins allowBlank applyAlignment applyBorder applyFill \
    applyFont applyNumberFormat applyProtection auto baseColWidth bestFit blackAndWhite borderId bottom bottomLabels \
    bottomRight builtinId cellComments collapsed colorId copies count customBuiltin customFormat customHeight customWidth \
    defaultColWidth defaultGridColor defaultRowHeight defaultTableStyle degree diagonalDown diagonalUp differentFirst \
    differentOddEven displayBlanksAs dxfId equalAverage error errorStyle errorTitle errors fillId firstPageNumber \
    fitToHeight fitToWidth fontId footer formatCode gridLines gridLinesSet gte header headings hidden horizontal \
    horizontalCentered horizontalDpi iconSet iLevel id imeMode indent indexed justifyLastLine left man max maxLength \
    min minLength name numFmtId operator orientation outline outlineLevel outlineLevelCol outlineLevelRow pageOrder \
    pane paperSize patternType percent phonetic pivotButton position priority prompt promptTitle quotePrefix rank \
    readingOrder ref relativeIndent reverse rgb right rightToLeft scale showDropDown showErrorMessage showFormulas \
    showGridLines showInputMessage showOutlineSymbols showRowColHeaders showRuler showValue showWhiteSpace showZeros \
    shrinkToFit sqref state stdDev stopIfTrue style tabSelected text textRotation theme thickBottom thickTop timePeriod \
    tint top topLeftCell type useFirstPageNumber usePrinterDefaults val vertical verticalCentered verticalDpi view \
    width windowProtection workbookViewId wrapText xSplit xfId ySplit zeroHeight zoomScale zoomScaleNormal zoomScalePageLayoutView \
    zoomScaleSheetLayoutView zoomToFit ";

/// The rules of all parts that are copied.
pub(super) struct Kept;

impl Rules for Kept {
    fn element<'n>(&self, name: Name<'n>) -> Option<Cow<'n, [u8]>> {
        (name.space == "x" && listed(ELEMENTS, name.local)).then_some(Cow::Borrowed(name.local))
    }

    fn attribute(&self, element: Name<'_>, attribute: Name<'_>) -> Option<Then> {
        if !attribute.space.is_empty() || !listed(ATTRIBUTES, attribute.local) {
            return None;
        }
        Some(match (element.local, attribute.local) {
            (_, b"prompt" | b"promptTitle" | b"error" | b"errorTitle" | b"name" | b"text")
            | (b"name", b"val") => Then::Put,
            (_, b"formatCode") => Then::Instead("General"),
            _ => Then::Omit,
        })
    }

    fn text(&self, element: Name<'_>) -> Then {
        match element.local {
            b"formula" | b"formula1" | b"formula2" => Then::Formula("FALSE"),
            b"oddHeader" | b"oddFooter" | b"evenHeader" | b"evenFooter" | b"firstHeader" | b"firstFooter" => {
                Then::Codes
            }
            _ => Then::Put,
        }
    }
}

fn listed(list: &str, name: &[u8]) -> bool {
    list.split_ascii_whitespace().any(|word| word.as_bytes() == name)
}

/// Says whether a text is a cell or a range of them, or several, such as `A1:C9 E3`.
pub(super) fn is_range(text: &[u8]) -> bool {
    !text.is_empty()
        && text.split(|&b| b == b' ').all(|range| {
            let mut ends = range.split(|&b| b == b':');
            let ok = ends.next().is_some_and(|cell| place(cell).is_some());
            ok && ends.next().is_none_or(|cell| place(cell).is_some()) && ends.next().is_none()
        })
}

/// Reads the name of a cell: column and row, from 1.
pub(super) fn place(name: &[u8]) -> Option<(u32, u32)> {
    const COLUMNS: u32 = 16_384;
    const ROWS: u32 = 1_048_576;
    let letters = name.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let (column, row) = name.split_at_checked(letters)?;
    if !(1..=3).contains(&column.len()) || !(1..=7).contains(&row.len()) || row.first() == Some(&b'0') {
        return None;
    }
    let column = column.iter().fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
    let row: u32 = std::str::from_utf8(row).ok()?.parse().ok()?;
    (column <= COLUMNS && row <= ROWS).then_some((column, row))
}

#[cfg(test)]
mod tests {
    use super::{is_range, place};
    use crate::container::place::cell_name;

    #[test]
    fn reads_and_writes_the_names_of_cells() {
        for (name, expected) in
            [("A1", (1, 1)), ("Z9", (26, 9)), ("AA10", (27, 10)), ("XFD1048576", (16_384, 1_048_576))]
        {
            assert_eq!(place(name.as_bytes()), Some(expected));
            assert_eq!(cell_name(expected.0, expected.1), name);
        }
        for name in ["", "1", "A", "XFE1", "A1048577", "A0", "HUNTER2", "a1"] {
            assert_eq!(place(name.as_bytes()), None, "{name}");
        }
        assert!(
            is_range(b"A1:C9 E3") && !is_range(b"A1:") && !is_range(b"hunter2") && !is_range(b"A1:B2:C3")
        );
    }
}
