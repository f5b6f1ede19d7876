//! PDF: every way to show text is read, nothing but text is written, and hostile files end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::format_collect,
    clippy::items_after_statements,
    clippy::single_match_else,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

#[path = "support/pdf.rs"]
mod support;

use evidact_formats::{Budget, Document, Limits, Opened, Part, Reading, Replaced, Role, Visitor, open};
use evidact_model::{Loss, Lost, Withheld, add_loss};
use evidact_raw::{Blob, RawBytes, RawName};
use memchr::memmem;
use std::fmt::Write as _;
use std::io::Cursor;
use support::{HELVETICA, Pdf, append, show};

const NEEDLE: &str = "Kestrel7731";
const MARK: &str = "[CREDENTIAL:password:01]";

/// Replaces a needle wherever it is shown, and remembers what it was shown.
#[derive(Default)]
struct Seen {
    inner: Vec<String>,
    dropped: Vec<String>,
    names: Vec<String>,
    losses: Vec<Loss>,
    unread: Vec<String>,
}

impl Visitor for Seen {
    fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let bytes = part.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        let text = String::from_utf8_lossy(bytes.expose()).into_owned();
        let name = part.name.expose().to_string_lossy().into_owned();
        match part.role {
            Role::Dropped => {
                self.names.push(name);
                self.dropped.push(text);
                Ok(None)
            }
            _ => {
                let replaced = text.replace(NEEDLE, MARK);
                self.inner.push(text);
                Ok(Some(Replaced { name, source: Blob::new(RawBytes::new(replaced.into_bytes())) }))
            }
        }
    }

    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        assert!(reason == Withheld::NoText, "pages are left out for this alone");
        self.unread.push(name.expose().to_string_lossy().into_owned());
        Ok(())
    }

    fn lost(&mut self, loss: Loss) {
        add_loss(&mut self.losses, loss);
    }
}

impl Seen {
    fn count(&self, what: Lost, page: Option<u32>) -> u64 {
        self.losses.iter().filter(|l| l.what == what && l.page == page).map(|l| l.count).sum()
    }

    fn saw(&self, text: &str) -> bool {
        self.inner.iter().chain(&self.dropped).chain(&self.names).any(|seen| seen.contains(text))
    }
}

fn rewrite(bytes: &[u8]) -> Result<(Vec<u8>, Seen), Withheld> {
    let limits = Limits::default();
    let mut budget = Budget::new(&limits, bytes.len() as u64);
    let source = Blob::new(RawBytes::new(bytes.to_vec()));
    let Opened::Container(container) = open(&RawName::new("a.pdf"), source, &limits)? else {
        panic!("a PDF is a container")
    };
    let mut seen = Seen::default();
    let mut out = Cursor::new(Vec::new());
    container.walk(&limits, &mut budget, &mut seen, Some(&mut out))?;
    Ok((out.into_inner(), seen))
}

/// Rewrites a file that can be, and returns the copy, what it reads as, and what was seen on the way.
fn copy(pdf: &Pdf) -> (Vec<u8>, String, Seen) {
    let (copy, seen) = rewrite(&pdf.bytes()).expect("is a sound PDF");
    let text = read(&copy);
    (copy, text, seen)
}

/// Reads a copy with this very reader.
fn read(bytes: &[u8]) -> String {
    let (_, seen) = rewrite(bytes).expect("a copy is a sound PDF");
    seen.inner.into_iter().next().unwrap_or_default()
}

#[test]
fn every_way_to_show_text_is_read_and_replaced() {
    let hex: String = NEEDLE.bytes().map(|b| format!("{b:02X}")).collect();
    let octal: String = NEEDLE.bytes().map(|b| format!("\\{b:03o}")).collect();
    let kerned: String = NEEDLE.chars().map(|c| format!("({c}) -20 ")).collect();
    let mut single = String::from("BT /F0 10 Tf 1 0 0 1 50 400 Tm ");
    for letter in NEEDLE.chars() {
        let _ = write!(single, "({letter}) Tj ");
    }
    single.push_str("ET\n");
    let ways = [
        format!("BT /F0 10 Tf 50 700 Td ({NEEDLE}) Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td <{hex}> Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td ({octal}) Tj ET"),
        format!("BT /F0 10 Tf 50 700 Td [{kerned}] TJ ET"),
        format!("BT /F0 10 Tf 12 TL 50 700 Td ({NEEDLE}) ' ET"),
        format!("BT /F0 10 Tf 12 TL 50 700 Td 1 0 ({NEEDLE}) \" ET"),
        format!("q 2 0 0 2 10 10 cm BT /F0 5 Tf 90 Tz 0.1 Tc 50 100 TD ({NEEDLE}) Tj T* ET Q"),
        single,
        format!("BT /F0 10 Tf 0 1 -1 0 300 100 Tm ({NEEDLE}) Tj ET"),
        format!("BT /F0 10 Tf 3 Tr 50 700 Td ({NEEDLE}) Tj ET"),
        format!("BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI\nBT /F0 10 Tf 50 700 Td ({NEEDLE}) Tj ET"),
    ];
    for way in ways {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}\n{}", show(50, 760, "harmless above"), show(50, 60, "harmless below")));
        let (copy, text, seen) = copy(&pdf);
        assert!(text.contains(MARK), "{way}: {text}");
        assert!(text.contains("harmless above") && text.contains("harmless below"), "{way}: {text}");
        assert!(!text.contains(NEEDLE) && memmem::find(&copy, NEEDLE.as_bytes()).is_none(), "{way}");
        assert!(seen.saw(NEEDLE), "{way}");
    }
}

#[test]
fn letters_drawn_out_of_order_are_read_in_the_order_of_the_eye() {
    let mut content = show(50, 760, "harmless");
    for (place, letter) in NEEDLE.chars().enumerate().collect::<Vec<_>>().into_iter().rev() {
        content.push_str(&show(50 + 7 * place as i32, 700, &letter.to_string()));
    }
    let mut pdf = Pdf::new();
    // A font of one width, so that the letters stand side by side.
    let courier = HELVETICA.replace("Helvetica", "Courier");
    pdf.page_with(&content, &format!("/Font << /F0 {courier} >>"), "");
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(MARK) && text.contains("harmless"), "{text}");
}

#[test]
fn what_only_the_order_of_the_file_shows_goes_from_the_page() {
    // The letters of the needle are shown one after the other, but lie in two lines.
    let mut content = show(50, 760, "first line");
    let place = |n: usize| 50 + 12 * n as i32;
    let _ = write!(content, "BT /F0 10 Tf ");
    for (n, letter) in NEEDLE.chars().enumerate() {
        let _ =
            write!(content, "1 0 0 1 {} {} Tm ({letter}) Tj ", place(n), if n % 2 == 0 { 700 } else { 600 });
    }
    content.push_str("ET\n");
    let mut pdf = Pdf::new();
    pdf.page(&content).page(&show(50, 700, "second page"));
    let bytes = pdf.bytes();
    // This visitor finds the needle in the order of the file, where the spaces are.
    struct Spaced(Seen);
    impl Visitor for Spaced {
        fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
            let inner = matches!(part.role, Role::Inner(_));
            let name = part.name.expose().to_string_lossy().into_owned();
            if inner && name.contains("order") {
                let text = format!("first line\n{MARK}\n\u{C}");
                return Ok(Some(Replaced { name, source: Blob::new(RawBytes::new(text.into_bytes())) }));
            }
            self.0.part(part, budget)
        }
        fn lost(&mut self, loss: Loss) {
            self.0.lost(loss);
        }
    }
    let limits = Limits::default();
    let source = Blob::new(RawBytes::new(bytes));
    let Ok(Opened::Container(container)) = open(&RawName::new("a.pdf"), source, &limits) else {
        panic!("opens")
    };
    let (mut spaced, mut out) = (Spaced(Seen::default()), Cursor::new(Vec::new()));
    let mut budget = Budget::new(&limits, 10_000);
    container.walk(&limits, &mut budget, &mut spaced, Some(&mut out)).expect("can be rewritten");
    let text = read(&out.into_inner());
    assert_eq!(spaced.0.count(Lost::UncertainText, Some(1)), 0, "nothing else goes: {text}");
    for letters in NEEDLE.as_bytes().windows(2) {
        let pair = String::from_utf8_lossy(letters).into_owned();
        assert!(!text.split_whitespace().any(|word| word == pair), "{text}");
    }
    assert!(text.contains("first line") && text.contains("second page"), "{text}");
    assert!(text.contains(MARK) && text.contains("(...)"), "{text}");
    let first = text.lines().filter(|l| l.contains("K ") || l.contains("7 7")).count();
    assert_eq!(first, 0, "{text}");
}

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
fn an_older_state_of_the_file_is_read_and_not_written() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "canary-old"));
    let new = show(50, 700, "new text");
    let bytes = append(pdf.bytes(), 3, &format!("<< /Length {} >>\nstream\n{new}\nendstream", new.len()));
    let (copy, seen) = rewrite(&bytes).expect("is sound");
    assert!(read(&copy).contains("new text") && !read(&copy).contains("canary-old"));
    assert!(seen.dropped.iter().any(|text| text.contains("canary-old")));
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
fn bytes_of_a_picture_that_look_like_a_name_do_not_matter() {
    let mut pdf = Pdf::new();
    let image = pdf.stream("/Subtype /Image /Width 1 /Height 1", "\x07/O#\x19/Obj#/#4f\x01");
    pdf.page_with(
        &format!("/I Do {}", show(50, 700, "harmless")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /I {image} 0 R >>"),
        "",
    );
    assert!(copy(&pdf).1.contains("harmless"));
}

#[test]
fn tables_keep_their_rows_and_columns_of_prose_their_order() {
    let mut pdf = Pdf::new();
    pdf.page(
        &["Host", "alpha", "beta"]
            .iter()
            .enumerate()
            .map(|(row, host)| {
                let y = 700 - 20 * row as i32;
                [show(50, y, host), show(250, y, "user"), show(450, y, NEEDLE)].concat()
            })
            .collect::<String>(),
    );
    let prose = (0..8).map(|row| {
        let y = 700 - 12 * row;
        [
            show(50, y, &format!("the left side goes on here {row}")),
            show(320, y, &format!("the right side is another {row}")),
        ]
        .concat()
    });
    pdf.page(&prose.collect::<String>());
    let (_, text, _) = copy(&pdf);
    let rows: Vec<&str> = text.lines().filter(|line| line.contains(MARK)).collect();
    assert_eq!(rows.len(), 3, "{text}");
    let column = |row: &str| row.find("user");
    assert!(rows.iter().all(|row| column(row) == column(rows[0])), "{text}");
    assert!(
        text.find("left side goes on here 7").unwrap() < text.find("right side is another 0").unwrap(),
        "{text}"
    );
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

#[test]
fn signs_of_symbol_fonts_are_read() {
    let mut pdf = Pdf::new();
    let font = |name: &str, more: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} {more} >>");
    let map = pdf.stream(
        "",
        "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <A7> <F0A7> <B7> <F0B7> endbfchar",
    );
    let fonts = [
        font("Symbol", ""),
        font("ZapfDingbats", ""),
        font("ABCDEF+Wingdings-Regular", &format!("/ToUnicode {map} 0 R")),
    ];
    pdf.page_with(
        "BT /F1 10 Tf 50 700 Td (\\267 a\\256b) Tj /F2 10 Tf 0 -20 Td (3l) Tj /F3 10 Tf 0 -20 Td (\\247) Tj ET",
        &format!("/Font << /F1 {} /F2 {} /F3 {} >>", fonts[0], fonts[1], fonts[2]),
        "",
    );
    let (_, text, seen) = copy(&pdf);
    let squeezed: String = text.split_whitespace().collect();
    assert!(squeezed.starts_with("•α→β✓●▪"), "{text}");
    assert_eq!(seen.count(Lost::UnreadableText, Some(1)), 0);
}

/// A file of two pages, and what stands behind its objects.
fn two_pages() -> (Vec<u8>, Vec<u8>) {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, &format!("first page {NEEDLE}"))).page(&show(50, 700, "second page"));
    let bytes = pdf.bytes();
    let end = memmem::rfind(&bytes, b"xref\n0 ").unwrap();
    let (objects, table) = bytes.split_at(end);
    (objects.to_vec(), table.to_vec())
}

#[test]
fn a_file_whose_table_of_objects_is_wrong_is_read_as_other_readers_do() {
    let (objects, table) = two_pages();
    let table = String::from_utf8(table).unwrap();
    let moved = table.replace("0000000", "0000001");
    let start = table.split_once("startxref").unwrap().0;
    let ends = [
        table.clone(),
        moved,
        String::new(),
        start.to_owned(),
        format!("{start}startxref\n7\n%%EOF\n"),
        format!("{table}{}", "more than a reader looks back\n".repeat(100)),
    ];
    let before = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    for end in ends {
        for before in [Vec::new(), before.clone()] {
            let file = [before.as_slice(), &objects, end.as_bytes()].concat();
            let (copy, seen) = rewrite(&file).unwrap_or_else(|_| panic!("withheld: {end}"));
            let text = read(&copy);
            assert!(
                text.contains(&format!("first page {MARK}")) && text.contains("second page"),
                "{end}: {text}"
            );
            assert!(seen.unread.is_empty() && memmem::find(&copy, NEEDLE.as_bytes()).is_none(), "{end}");
        }
    }
}

#[test]
fn what_a_shortened_file_has_lost_is_named_by_page() {
    let (objects, _) = two_pages();
    let second = memmem::find(&objects, b"second").unwrap();
    let shortened: Vec<u8> = [
        objects.get(..second).unwrap(),
        // The tree of pages still names what is gone.
        b"\nendstream\nendobj\n",
    ]
    .concat();
    let (copy, seen) = rewrite(&shortened).expect("has a page");
    assert_eq!(seen.unread, ["page 2"]);
    assert!(read(&copy).contains("first page"));
    // The page is there, and what it shows is not.
    let empty = String::from_utf8(objects).unwrap().replace("/Contents 5 0 R", "/Contents 9 0 R");
    assert_eq!(rewrite(empty.as_bytes()).expect("has a page").1.unread, ["page 2"]);
}

#[test]
fn what_stands_before_the_file_is_read_and_not_written() {
    let (objects, table) = two_pages();
    let file = [b"From: canary-before\n".as_slice(), &objects, &table].concat();
    let (copy, seen) = rewrite(&file).expect("begins a little late");
    assert!(seen.dropped.iter().any(|text| text.contains("canary-before")));
    assert!(memmem::find(&copy, b"canary").is_none());
}

#[test]
fn the_same_source_is_the_same_bytes_and_a_copy_reads_as_it_was_written() {
    let mut pdf = Pdf::new();
    pdf.page(&[show(50, 700, "one two"), show(50, 680, "three")].concat());
    let (first, text, seen) = copy(&pdf);
    assert!(first == copy(&pdf).0);
    assert!(text.starts_with(seen.inner[0].trim_end_matches(['\n', '\u{C}'])), "{text}");
    for stamp in [&b"/ID"[..], b"/CreationDate", b"/ModDate", b"/Info", b"/Producer"] {
        assert!(memmem::find(&first, stamp).is_none());
    }
}

#[test]
fn an_encrypted_file_is_withheld() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let handler = pdf.object("<< /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> \
                              /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >>");
    pdf.trailer(&format!("/Encrypt {handler} 0 R /ID [<00> <00>]"));
    assert_eq!(rewrite(&pdf.bytes()).err(), Some(Withheld::Encrypted));
}

/// A file as programs protect it: with RC4 of 128 bits (ISO 32000-1, 7.6.3).
fn encrypted(user: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, &format!("kept and {NEEDLE}"))).trailer("/ID [<00112233> <00112233>]");
    let mut document = lopdf::Document::load_mem(&pdf.bytes()).unwrap();
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: lopdf::Permissions::empty(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

#[test]
fn a_file_that_opens_without_a_password_is_read_and_one_that_does_not_is_withheld() {
    let file = encrypted("");
    assert!(memmem::find(&file, b"/Encrypt").is_some() && memmem::find(&file, NEEDLE.as_bytes()).is_none());
    let (copy, seen) = rewrite(&file).expect("needs no password");
    let text = read(&copy);
    assert!(text.contains(&format!("kept and {MARK}")) && seen.saw(NEEDLE), "{text}");
    assert!(memmem::find(&copy, b"/Encrypt").is_none());
    assert_eq!(rewrite(&encrypted("secret")).err(), Some(Withheld::Encrypted));
}

#[test]
fn a_file_cut_off_anywhere_ends_without_harm() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let bytes = pdf.bytes();
    for end in (5..bytes.len() - 8).step_by(7) {
        if let Ok((copy, _)) = rewrite(&bytes[..end]) {
            assert!(read(&copy).contains("text"), "cut off at {end}");
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_ends_without_harm() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let bytes = pdf.bytes();
    for at in 8..bytes.len() {
        for to in [0, b'9', b'<', 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = to;
            if let Ok((copy, _)) = rewrite(&bytes) {
                read(&copy);
            }
        }
    }
}

/// A page with a note that lies in a stream of objects, at these places.
fn with_objects_in_stream(places: &[(usize, usize)], objects: &str) -> Vec<u8> {
    let index = places.iter().map(|(number, place)| format!("{number} {place} ")).collect::<String>();
    let mut pdf = Pdf::new();
    pdf.page_with(&show(50, 700, "text"), &format!("/Font << /F0 {HELVETICA} >>"), "/Annots [90 0 R 91 0 R]");
    let entries = format!("/Type /ObjStm /N {} /First {}", places.len(), index.len());
    pdf.stream(&entries, &format!("{index}{objects}"));
    pdf.bytes()
}

#[test]
fn streams_of_objects_are_read_and_one_that_names_an_object_again_and_again_is_not() {
    let note = "<< /Subtype /Text /Contents (a note) >> ";
    let (copy, _) =
        rewrite(&with_objects_in_stream(&[(90, 0), (91, 40)], &note.repeat(2))).expect("is sound");
    assert_eq!(read(&copy).matches("a note").count(), 2);
    let large = format!("[{}]", "1 ".repeat(5000));
    let same: Vec<(usize, usize)> = (100..400).map(|number| (number, 0)).collect();
    assert_eq!(rewrite(&with_objects_in_stream(&same, &large)).err(), Some(Withheld::Budget));
    let nested: Vec<(usize, usize)> = (0..40).map(|number| (100 + number, number)).collect();
    let deep = format!("{}{large}{}", "[".repeat(40), "]".repeat(40));
    assert_eq!(rewrite(&with_objects_in_stream(&nested, &deep)).err(), Some(Withheld::Budget));
}

#[test]
fn a_table_that_names_one_large_object_again_and_again_is_refused() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    pdf.stream("", &"x".repeat(100_000));
    let mut file = pdf.bytes();
    let before = memmem::rfind(&file, b"xref\n0 ").unwrap();
    let large = memmem::rfind(&file, b"5 0 obj").unwrap();
    let start = file.len();
    let lines = format!("{large:010} 00000 n \n").repeat(2000);
    let table = format!(
        "xref\n100 2000\n{lines}trailer\n<< /Size 2100 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(table.as_bytes());
    assert_eq!(rewrite(&file).err(), Some(Withheld::Damaged));
}

#[test]
fn pages_and_forms_in_circles_end() {
    let mut pdf = Pdf::new();
    pdf.page("/X Do");
    let own = pdf.object("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream");
    pdf.page_with(
        &format!("/X Do {}", show(50, 700, "after")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /X {own} 0 R >>"),
        "",
    );
    let (_, text, _) = copy(&pdf);
    assert!(text.contains("after"));
    let circle = String::from_utf8(pdf.bytes())
        .unwrap()
        .replace("/Parent 2 0 R /MediaBox [0 0 600 800]", "/Kids [2 0 R] /M [0 0 600 800 0 0 0]");
    assert!(rewrite(circle.as_bytes()).is_err());
}

#[test]
fn forms_that_multiply_are_stopped_by_the_budget() {
    let mut pdf = Pdf::new();
    // Each form shows the one before it a thousand times.
    let mut form = pdf.stream("/Subtype /Form", &"% nothing to be seen here\n".repeat(100));
    for _ in 0..6 {
        form = pdf.stream(
            &format!("/Subtype /Form /Resources << /XObject << /X {form} 0 R >> >>"),
            &"/X Do ".repeat(1000),
        );
    }
    pdf.page_with("/X Do", &format!("/XObject << /X {form} 0 R >>"), "");
    assert!(rewrite(&pdf.bytes()).err().is_some_and(|reason| reason.is_of_whole_source()));
}

#[test]
fn letters_drawn_again_for_a_shadow_are_read_once() {
    // As browsers write `text-shadow`: all letters a little off, then all letters, one by one.
    let line = format!("ill-filled {NEEDLE} hall");
    for (dx, dy, size) in [(0.75, -0.75, 12.0), (1.5, -1.5, 12.0), (0.9, 0.4, 8.0), (-0.3, 0.0, 16.0)] {
        let letters = |x: f64, y: f64| {
            let draw = |(n, letter): (u32, char)| {
                format!("1 0 0 1 {:.3} {y:.3} Tm ({letter}) Tj ", x + f64::from(n) * size * 0.6)
            };
            (0..).zip(line.chars()).map(draw).collect::<String>()
        };
        let mut pdf = Pdf::new();
        let courier = HELVETICA.replace("Helvetica", "Courier");
        pdf.page_with(
            &format!(
                "BT /F0 {size} Tf {}{}{} ET",
                letters(50.0 + dx, 700.0 + dy),
                letters(50.0, 700.0),
                letters(50.0, 700.0)
            ),
            &format!("/Font << /F0 {courier} >>"),
            "",
        );
        let (_, text, _) = copy(&pdf);
        assert!(text.starts_with(&format!("ill-filled {MARK} hall\n")), "{dx} {dy} {size}: {text}");
    }
}

#[test]
fn a_value_over_the_end_of_a_page_is_shown_whole() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 60, "begins here")).page(&show(50, 760, "ends here"));
    let (_, _, seen) = copy(&pdf);
    assert!(seen.inner[0].starts_with("begins here\n\u{C}ends here"));
}

#[test]
fn inner_parts_are_texts() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    struct Only;
    impl Visitor for Only {
        fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
            if let Role::Inner(reading) = part.role {
                assert!(matches!(reading, Reading::Text(_)));
                Document::of_blob(reading, &part.name, part.source, &Limits::default()).expect("is text");
            }
            Ok(None)
        }
        fn lost(&mut self, _loss: Loss) {}
    }
    let limits = Limits::default();
    let Ok(Opened::Container(container)) =
        open(&RawName::new("a"), Blob::new(RawBytes::new(pdf.bytes())), &limits)
    else {
        panic!("opens by its first bytes")
    };
    let walked = container.walk(&limits, &mut Budget::new(&limits, 1000), &mut Only, None);
    assert!(walked.is_ok());
    let written = container.walk(
        &limits,
        &mut Budget::new(&limits, 1000),
        &mut Only,
        Some(&mut Cursor::new(Vec::new())),
    );
    assert_eq!(written.err(), Some(Withheld::Internal), "a text that is not replaced is not published");
}

#[test]
fn letters_spaced_apart_are_words_and_a_blank_that_is_drawn_away_is_none() {
    let ways = [
        format!("BT /F0 10 Tf 4 Tc 50 700 Td (the key {NEEDLE} is old) Tj ET"),
        // The blank is narrower than the step back: the letters touch, as with a pair that is kerned.
        format!("BT /F0 10 Tf 50 700 Td [({}) 140 ( ) 140 ({})] TJ ET", &NEEDLE[..5], &NEEDLE[5..]),
    ];
    for way in ways {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}\n", show(50, 760, "harmless above")));
        let (_, text, _) = copy(&pdf);
        assert!(text.contains(MARK) && text.contains("harmless above"), "{way}: {text}");
        assert!(!way.contains("Tc") || text.contains("the key") && text.contains("is old"), "{way}: {text}");
    }
}

#[test]
fn letters_and_digits_with_blanks_between_keep_them_and_are_searched_without() {
    let lines = ["Row A B C D E F", "2 3 5 7 11 13 17 19 23", "x[i] = (a + b) * c - d", "1 0 1 1 0 1 0 0 1"];
    let spelt = NEEDLE.chars().map(|c| format!("{c} ")).collect::<String>();
    let mut pdf = Pdf::new();
    let shown = lines.iter().zip(1..).map(|(line, n)| show(50, 700 - 30 * n, line)).collect::<String>();
    pdf.page(&format!("{shown}BT /F0 10 Tf 50 300 Td ({}) Tj ET\n", spelt.trim()));
    let (_, text, seen) = copy(&pdf);
    for line in lines {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(seen.inner.iter().any(|part| part.contains(NEEDLE)), "{:?}", seen.inner);
    assert!(text.contains(MARK) && !text.contains("e s t r e l"), "{text}");
}

#[test]
fn letters_on_a_grid_or_below_each_other_are_searched_as_a_word() {
    let letters = |step: fn(usize) -> (usize, usize)| -> String {
        let place =
            |(n, c): (usize, char)| show(50 + step(n).0 as i32, 700 - step(n).1 as i32, &c.to_string());
        NEEDLE.chars().enumerate().map(place).collect()
    };
    let kerned = format!("BT /F0 10 Tf 50 700 Td [({}) -180 ({})] TJ ET\n", &NEEDLE[..5], &NEEDLE[5..]);
    for way in [letters(|n| (n * 8, 0)), letters(|n| (0, n * 12)), kerned] {
        let mut pdf = Pdf::new();
        pdf.page(&format!("{}{way}", show(50, 760, "harmless words above")));
        let (_, text, seen) = copy(&pdf);
        assert!(seen.inner.iter().any(|part| part.contains(NEEDLE)), "{:?}", seen.inner);
        assert!(text.contains(MARK) && text.contains("harmless words above"), "{text}");
    }
}

#[test]
fn a_cell_that_runs_under_the_next_one_is_not_mixed_with_it() {
    let mut pdf = Pdf::new();
    pdf.page(&format!("{}{}", show(50, 700, NEEDLE), show(80, 700, "Storage room")));
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(MARK) && text.contains("Storage room"), "{text}");
}

#[test]
fn both_of_two_equal_letters_are_read_in_very_narrow_print() {
    let mut pdf = Pdf::new();
    pdf.page("BT /F0 10 Tf 20 Tz 50 700 Td (mallow bottle 11 committee) Tj ET\n");
    let (_, text, _) = copy(&pdf);
    assert!(text.contains("mallow bottle 11 committee"), "{text}");
}

#[test]
fn letters_that_a_tiny_scale_makes_ordinary_are_read() {
    let mut pdf = Pdf::new();
    pdf.page("q 0.01 0 0 0.01 0 0 cm BT /F0 1000 Tf 4000 50000 Td (scaled down to ordinary) Tj ET Q\n");
    let (_, text, seen) = copy(&pdf);
    assert!(text.contains("scaled down to ordinary"), "{text} {:?}", seen.losses);
}

#[test]
fn a_cell_that_is_cut_off_at_the_next_one_is_kept_apart_from_it() {
    let mut pdf = Pdf::new();
    let cell = |x: i32, y: i32, width: i32, text: &str| {
        format!("q {x} {y} {width} 14 re W* n {} Q\n", show(x + 1, y + 3, text))
    };
    let mut content = show(50, 715, "User") + &show(100, 715, "Password") + &show(152, 715, "Note");
    for (y, user) in [(700, "svc-one"), (685, "svc-two")] {
        content += &(cell(49, y, 50, user) + &cell(99, y, 52, NEEDLE) + &cell(151, y, 300, "plain note"));
    }
    pdf.page(&content);
    let (_, text, seen) = copy(&pdf);
    assert!(seen.inner.iter().all(|text| !text.contains("7731plain")), "{:?}", seen.inner);
    assert!(seen.inner.iter().any(|t| t.contains(&format!("| {NEEDLE} | plain note"))), "{:?}", seen.inner);
    assert_eq!(text.matches(&format!("{MARK} plain note")).count(), 2, "{text}");
}

#[test]
fn letters_put_one_by_one_in_any_order_are_read_in_that_of_the_eye() {
    // Narrow letters lie so near to each other that one may fit between two that follow each other in the file.
    let word = "illicit-filling-of-till";
    let widths = |c: char| match c {
        'f' | 't' => 2.78,
        'c' => 5.0,
        'n' | 'o' | 'g' => 5.56,
        '-' => 3.33,
        _ => 2.22,
    };
    let mut x = 50.0;
    let mut places = Vec::new();
    for c in word.chars() {
        places.push(format!("1 0 0 1 {x:.2} 700 Tm ({c}) Tj"));
        x += widths(c);
    }
    let odd = places.iter().skip(1).step_by(2);
    let content: Vec<String> = places.iter().step_by(2).chain(odd.rev()).cloned().collect();
    let mut pdf = Pdf::new();
    pdf.page(&format!("BT /F0 10 Tf {} ET", content.join(" ")));
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(word), "{text}");
}

/// Shows the lines of a cell, one below the other.
fn cell(x: i32, y: i32, lines: &[&str]) -> String {
    (0..).zip(lines).map(|(line, text)| show(x, y - 12 * line, text)).collect()
}

#[test]
fn a_value_wrapped_within_a_cell_is_read_as_one_beside_cells_that_are_wrapped_otherwise() {
    let mut pdf = Pdf::new();
    let heading = cell(50, 760, &["Name"]) + &cell(150, 760, &["Secret"]) + &cell(300, 760, &["Remark"]);
    let remark = ["changed by the", "platform team", "every month"];
    // Cells at the top of their row, in the middle of it, and rows no further apart than lines.
    let top =
        cell(50, 730, &["alpha"]) + &cell(150, 730, &["Kestr", "el773", "1"]) + &cell(300, 730, &remark);
    let middle = cell(50, 668, &["beta"]) + &cell(150, 674, &["Kestrel", "7731"]) + &cell(300, 680, &remark);
    pdf.page(&(heading.clone() + &top + &middle));
    let dense = cell(50, 748, &["alpha"]) + &cell(150, 748, &["Kestrel", "7731"]) + &cell(50, 724, &["beta"]);
    pdf.page(&(heading + &dense + &cell(150, 724, &["other"])));
    let (_, text, seen) = copy(&pdf);
    assert!(seen.saw(&format!("| alpha | {NEEDLE} | changed by the platform team every month |")));
    assert!(seen.saw(&format!("| beta | {NEEDLE} | changed by the platform team every month |")));
    for piece in ["Kestr", "el773", "7731"] {
        assert!(!text.contains(piece), "{piece}: {text}");
    }
    assert_eq!(text.matches(MARK).count(), 3, "{text}");
    assert!(text.contains("alpha") && text.contains("platform team") && text.contains("other"), "{text}");
}

#[test]
fn rows_no_further_apart_than_their_lines_are_read_each_for_itself() {
    let mut pdf = Pdf::new();
    let heading = cell(50, 760, &["Name"]) + &cell(150, 760, &["Secret"]) + &cell(300, 760, &["Owner"]);
    let rows =
        cell(50, 748, &["alpha"]) + &cell(150, 748, &["Kestrel", "7731"]) + &cell(300, 748, &["platform"]);
    let more =
        cell(50, 724, &["beta"]) + &cell(150, 724, &["x"]) + &cell(300, 724, &["fern@", "exam", "ple.org"]);
    pdf.page(&(heading + &rows + &more));
    let (_, _, seen) = copy(&pdf);
    assert!(seen.saw(&format!("| alpha | {NEEDLE} | platform |")), "{:?}", seen.inner);
    assert!(seen.saw("| beta | x | fern@example.org |"), "{:?}", seen.inner);
    assert!(!seen.saw("platformfern") && !seen.saw("platform fern"), "{:?}", seen.inner);
}

#[test]
fn rows_stand_under_the_heading_of_their_own_table_and_of_the_page_before() {
    let mut pdf = Pdf::new();
    let row = |y: i32, cells: &[&str]| -> String {
        (0..).zip(cells).map(|(n, text)| show(50 + 150 * n, y, text)).collect()
    };
    pdf.page(
        &(row(700, &["Field", "Value"])
            + &row(680, &["Region", "north"])
            + &row(640, &["User", "Password", "Last login"])
            + &row(620, &["svc-one", NEEDLE, "2026-03-03"])
            + &row(100, &["Host", "Secret", "Owner", "State"])),
    );
    pdf.page(&(row(700, &["db-01", NEEDLE, "platform", "open"]) + &show(50, 100, "the end of the page")));
    let (_, text, seen) = copy(&pdf);
    assert!(seen.saw(&format!("| Last login |\n| --- | --- | --- |\n| svc-one | {NEEDLE} | 2026-03-03 |")));
    let states = "| Host | Secret | Owner | State |\n| --- | --- | --- | --- |\n";
    assert!(seen.saw(&format!("{states}| db-01 | {NEEDLE} | platform | open |")));
    assert!(text.contains("north") && text.contains("2026-03-03") && text.contains("platform"), "{text}");
}
