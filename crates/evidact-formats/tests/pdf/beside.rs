//! What stands beside the text of a page, or is none: fields, notes, pictures, hidden text, letters without a meaning.

use super::*;

#[test]
fn what_lies_beside_the_text_is_read_and_not_written() {
    let mut pdf = Pdf::new();
    let xmp = pdf.stream("/Type /Metadata /Subtype /XML", "<x:xmpmeta><a>canary-xmp</a></x:xmpmeta>");
    let file = pdf.stream("/Type /EmbeddedFile", "canary-attached");
    let spec = pdf.object(&format!("<< /Type /Filespec /F (canary-name.txt) /EF << /F {file} 0 R >> >>"));
    let info = pdf.object(
        "<< /Author (canary-author) /Title <FEFF00630061006E006100720079002D007400690074006C0065> >>",
    );
    let outline = pdf.object("<< /Title (canary-outline) >>");
    let outlines = pdf.object(&format!("<< /First {outline} 0 R /Last {outline} 0 R >>"));
    let script = pdf.object("<< /S /JavaScript /JS (canary-script) >>");
    let form = pdf.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 50 500]",
        &show(0, 0, "in a form"),
    );
    let marks = "/Annots [<< /Subtype /Text /Rect [0 0 9 9] /Contents (a note) /T (canary-noter) >> \
                 << /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://canary-link.example.com) >> >> \
                 << /Subtype /Widget /FT /Tx /T (field) /V (value) /Rect [0 0 9 9] >>]";
    pdf.page_with(
        &format!("/Span << /ActualText (canary-actual) >> BDC {} EMC /X Do", show(50, 700, "seen text")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /X {form} 0 R >>"),
        marks,
    );
    pdf.catalogue(&format!(
        "/Metadata {xmp} 0 R /Outlines {outlines} 0 R /OpenAction {script} 0 R /Names << /EmbeddedFiles << /Names [(n) {spec} 0 R] >> >>"
    ));
    pdf.trailer(&format!("/Info {info} 0 R"));
    let (copy, text, seen) = copy(&pdf);
    for canary in [
        "canary-xmp",
        "canary-attached",
        "canary-name.txt",
        "canary-author",
        "canary-title",
        "canary-outline",
        "canary-script",
        "canary-actual",
        "canary-noter",
        "canary-link",
    ] {
        assert!(seen.saw(canary), "{canary} was not read");
        assert!(!text.contains(canary) && memmem::find(&copy, canary.as_bytes()).is_none(), "{canary}");
    }
    for kept in ["seen text", "in a form", "Note: a note", "field: value"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let told = [Lost::Properties, Lost::Outline, Lost::Program, Lost::Attachment, Lost::Layout];
    assert!(told.iter().all(|what| seen.count(*what, None) > 0));
    assert_eq!(seen.count(Lost::Link, Some(1)), 1);
    let carried = [Lost::Annotation, Lost::Form];
    assert!(carried.iter().all(|what| seen.count(*what, Some(1)) == 0), "their text is in the copy");
}

#[test]
fn only_fields_and_marks_without_a_text_in_the_copy_are_called_lost() {
    let mut pdf = Pdf::new();
    let marks = "/Annots [<< /Subtype /Widget /FT /Tx /T (empty) /Rect [0 0 9 9] >> \
                 << /Subtype /Widget /FT /Tx /T (full) /V (value) /Rect [0 0 9 9] >> \
                 << /Subtype /Highlight /Rect [0 0 9 9] >> \
                 << /Subtype /Text /Rect [0 0 9 9] /Contents (a note) >>]";
    let white = format!("1 1 1 rg {}", show(50, 600, "white text"));
    pdf.page_with(
        &format!("{}{white}", show(50, 700, "text")),
        &format!("/Font << /F0 {HELVETICA} >>"),
        marks,
    );
    let (_, text, seen) = copy(&pdf);
    assert!(text.contains("full: value") && text.contains("white text"), "{text}");
    assert_eq!(seen.count(Lost::Form, Some(1)), 1);
    assert_eq!(seen.count(Lost::Annotation, Some(1)), 1);
    assert_eq!(seen.count(Lost::HiddenText, Some(1)), 0);
}

#[test]
fn the_name_of_a_field_is_read_with_its_value_also_where_the_page_draws_it() {
    let mut pdf = Pdf::new();
    let look = pdf.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << /F0 {HELVETICA} >> >>"
        ),
        "BT /F0 10 Tf 2 5 Td (quiet-value) Tj ET",
    );
    let marks = format!(
        "/Annots [<< /Subtype /Widget /FT /Tx /T (password) /TU (Your pass phrase) /V (quiet-value) \
         /Rect [50 500 149 520] /AP << /N {look} 0 R >> >>]"
    );
    pdf.page_with(&show(50, 700, "text"), &format!("/Font << /F0 {HELVETICA} >>"), &marks);
    let (_, text, seen) = copy(&pdf);
    assert!(text.contains("quiet-value") && !text.contains("password:"), "{text}");
    for told in ["password: quiet-value", "Your pass phrase: quiet-value"] {
        assert!(seen.dropped.iter().any(|part| part.contains(told)), "{told}");
    }
}

#[test]
fn text_that_the_eye_does_not_see_is_listed_and_not_written() {
    let mut pdf = Pdf::new();
    let layer = pdf.object("<< /Type /OCG /Name (hidden) >>");
    let content = format!(
        "{}{}0 0 0 rg 45 590 200 20 re f\n{}/OC /L BDC {} EMC\n",
        show(50, 700, "seen text"),
        show(50, 595, "canary-blackened"),
        show(900, 700, "canary-outside"),
        show(50, 500, "canary-layer"),
    );
    pdf.page_with(
        &content,
        &format!("/Font << /F0 {HELVETICA} >> /Properties << /L {layer} 0 R >>"),
        "/Annots [<< /Subtype /Redact /Rect [40 395 300 415] >>]",
    );
    pdf.page(&show(50, 400, "second"));
    pdf.catalogue(&format!("/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"));
    let (_, text, seen) = copy(&pdf);
    for canary in ["canary-blackened", "canary-outside", "canary-layer"] {
        assert!(seen.dropped.iter().any(|t| t.contains(canary)), "{canary} was not read");
        assert!(!text.contains(canary), "{text}");
    }
    assert!(text.contains("seen text") && seen.count(Lost::HiddenText, Some(1)) > 0);
    let mut marked = Pdf::new();
    marked.page_with(
        &format!("{}{}", show(50, 400, "canary-marked"), show(50, 300, "kept")),
        &format!("/Font << /F0 {HELVETICA} >>"),
        "/Annots [<< /Subtype /Redact /Rect [40 395 300 415] >>]",
    );
    let (_, text, seen) = copy(&marked);
    assert!(text.contains("kept") && !text.contains("canary-marked") && seen.saw("canary-marked"));
}

/// A `ToUnicode` map that says one letter further than is drawn.
const LIE: &str =
    "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <79> <0042> endbfrange";

#[test]
fn a_page_whose_font_lies_is_left_out_and_listed() {
    let mut pdf = Pdf::new();
    let map = pdf.stream("", LIE);
    let font = HELVETICA.replace(">>", &format!("/ToUnicode {map} 0 R >>"));
    pdf.page_with(&show(50, 700, "canaryvisible"), &format!("/Font << /F0 {font} >>"), "");
    pdf.page(&show(50, 700, "honest page"));
    let (_, text, seen) = copy(&pdf);
    assert!(seen.count(Lost::UnreadableText, Some(1)) > 0 && seen.count(Lost::UnreadableText, Some(2)) == 0);
    assert_eq!(seen.unread, ["page 1"]);
    assert!(
        !text.contains("canaryvisible") && !text.contains("dbobszwjtjcmf") && text.contains("honest page")
    );
}

#[test]
fn letters_without_a_meaning_are_marked_and_listed() {
    let mut pdf = Pdf::new();
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts \
                [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>] >>";
    pdf.page_with(
        &format!("{}BT /F1 10 Tf 50 600 Td <00410042> Tj ET", show(50, 700, "readable")),
        &format!("/Font << /F0 {HELVETICA} /F1 {font} >>"),
        "",
    );
    let (_, text, seen) = copy(&pdf);
    assert!(text.contains("readable") && text.contains("\u{FFFD}\u{FFFD}"), "{text}");
    assert_eq!(seen.count(Lost::UnreadableText, Some(1)), 2);
}

#[test]
fn a_page_most_of_which_cannot_be_told_is_named_as_unread() {
    let mut pdf = Pdf::new();
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts \
                [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>] >>";
    pdf.page(&show(50, 700, "readable"));
    pdf.page_with(
        &format!("{}BT /F1 10 Tf 50 600 Td <{}> Tj ET", show(50, 700, "No 2"), "0041".repeat(40)),
        &format!("/Font << /F0 {HELVETICA} /F1 {font} >>"),
        "",
    );
    let (_, text, seen) = copy(&pdf);
    assert_eq!(seen.unread, ["page 2"]);
    assert!(text.contains("readable") && !text.contains("No 2"), "{text}");
}

#[test]
fn pictures_and_drawings_are_listed_by_page() {
    let mut pdf = Pdf::new();
    let image =
        pdf.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
    pdf.page(&show(50, 700, "text"));
    pdf.page_with(
        &format!("/I Do 0 0 m 1 2 3 4 5 6 c f {}", show(50, 700, "words")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /I {image} 0 R >>"),
        "",
    );
    let (_, text, seen) = copy(&pdf);
    assert_eq!([seen.count(Lost::Image, Some(2)), seen.count(Lost::Drawing, Some(2))], [1, 1]);
    assert_eq!(seen.count(Lost::Image, Some(1)), 0);
    assert!(text.contains("Page 2 of the source. Not carried over: image (1), drawing (1)."), "{text}");
}

/// Resources with a picture of one pixel.
fn picture(pdf: &mut Pdf) -> String {
    let image =
        pdf.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
    format!("/Font << /F0 {HELVETICA} >> /XObject << /I {image} 0 R >>")
}

#[test]
fn pages_that_show_only_pictures_or_shapes_are_named_as_unread() {
    let mut pdf = Pdf::new();
    let resources = picture(&mut pdf);
    let shapes = "0 0 m 1 2 3 4 5 6 c f";
    pdf.page(&show(50, 700, "harmless"));
    pdf.page_with("q 500 0 0 700 0 0 cm /I Do Q", &resources, "");
    pdf.page_with(shapes, &resources, "");
    pdf.page("");
    pdf.page_with(&format!("/I Do {}", show(50, 700, "words")), &resources, "");
    // The text of a scan stands under its picture, and that of this one only there.
    pdf.page_with(&format!("{} q 500 0 0 790 0 0 cm /I Do Q", show(50, 700, "beneath")), &resources, "");
    let (_, text, seen) = copy(&pdf);
    assert_eq!(seen.unread, ["pages 2 to 3", "page 6"]);
    assert!(text.contains("harmless") && text.contains("words") && !text.contains("beneath"), "{text}");
    assert!(text.contains("no text that can be read for sure (image)"), "{text}");
}

#[test]
fn a_file_that_shows_pictures_alone_is_withheld_and_an_empty_one_is_not() {
    let mut scan = Pdf::new();
    let resources = picture(&mut scan);
    scan.page_with("/I Do", &resources, "");
    scan.page("");
    assert!(rewrite(&scan.bytes()).err() == Some(Withheld::NoText));
    let mut empty = Pdf::new();
    empty.page("");
    assert!(rewrite(&empty.bytes()).is_ok_and(|(_, seen)| seen.unread.is_empty()));
}

#[test]
fn text_of_other_scripts_is_kept_and_what_nothing_draws_is_listed() {
    // Latin has its letters from the fonts of the copy, Han, Kana and Hangul from those of readers, Hebrew from none.
    let script = "ЖλÅ漢かカ한。אב";
    let mut map = String::from("1 begincodespacerange <0000> <FFFF> endcodespacerange 99 beginbfchar ");
    let mut codes = String::new();
    for (code, letter) in (1u32..).zip(script.chars()) {
        let _ = write!(map, "<{code:04X}> <{:04X}> ", u32::from(letter));
        let _ = write!(codes, "{code:04X}");
    }
    let mut pdf = Pdf::new();
    let map = pdf.stream("", &format!("{map} endbfchar"));
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>] >>"
    );
    pdf.page_with(&format!("BT /F0 10 Tf 50 600 Td <{codes}> Tj ET"), &format!("/Font << /F0 {font} >>"), "");
    let (bytes, text, seen) = copy(&pdf);
    assert!(text.starts_with(&format!("{script}\n")), "{text}");
    assert_eq!([seen.count(Lost::UnreadableText, Some(1)), seen.count(Lost::LetterShape, Some(1))], [0, 2]);
    for encoding in ["UniJIS-UTF16-H", "UniKS-UTF16-H"] {
        assert!(memmem::find(&bytes, encoding.as_bytes()).is_some(), "{encoding}");
    }
}
