//! XML parts of documents: what people read of them is one text, and edits of it change character data alone.

use evidact_formats::{Document, Edit, Element, Limits, Reading, Vocabulary};
use evidact_model::{Kind, Placeholder, Span, TextKind};
use evidact_raw::{RawBytes, RawName};

static WORDS: Vocabulary = Vocabulary {
    name: "words",
    text_kind: TextKind::Prose,
    element: |local| match local {
        b"t" => Element::Text,
        b"p" => Element::Line,
        b"m" => Element::Paragraph,
        b"br" => Element::Stands("\n"),
        b"tab" => Element::Stands("\t"),
        b"code" => Element::Apart,
        b"del" => Element::Deleted,
        b"ins" => Element::Inserted,
        b"tbl" => Element::Table,
        b"tr" => Element::Row,
        b"tc" => Element::Cell,
        b"c" => Element::PlacedCell("r"),
        _ => Element::Inline,
    },
    is_fixed: |value| matches!(value, b"center" | b"preserve" | b"urn:words" | b"A1" | b"C1" | b"C2"),
};

fn open(xml: &str) -> Document {
    open_bytes(xml.as_bytes().to_vec())
}

fn open_bytes(xml: Vec<u8>) -> Document {
    Document::open_as(Reading::Xml(&WORDS), &RawName::new("part.xml"), RawBytes::new(xml), &Limits::default())
        .expect("is well-formed")
}

fn text(xml: &str) -> String {
    String::from_utf8(open(xml).text().to_vec()).expect("is UTF-8")
}

/// Replaces a value wherever a reading shows it, until none does.
fn replaced(xml: &str, value: &str) -> String {
    let mut xml = xml.to_owned();
    for _ in 0..4 {
        let document = open(&xml);
        let mut spans = Vec::new();
        let mut look = |bytes: &[u8], locate: &dyn Fn(Span) -> Span| {
            let found = bytes.windows(value.len()).position(|w| w == value.as_bytes());
            spans.extend(found.and_then(|at| Span::new(at, at + value.len())).map(locate));
        };
        look(document.text(), &|span| span);
        document.for_each_view(&mut |view| look(view.bytes(), &|span| view.locate(span)));
        document.for_each_field(&mut |field| look(field.value.bytes(), &|span| field.value.locate(span)));
        let Some(span) = spans.into_iter().min() else { return xml };
        let placeholder = Placeholder { kind: Kind::known("SECRET"), number: 1 };
        let written = document.write(&[Edit { span, placeholder }]).expect("structure is kept");
        xml = String::from_utf8(written.into_exposed()).expect("is UTF-8");
    }
    xml
}

fn fields(xml: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    open(xml).for_each_field(&mut |field| {
        let key: Vec<_> =
            field.path.innermost_first().map(|k| String::from_utf8_lossy(k).into_owned()).collect();
        all.push((key.join(" < "), String::from_utf8_lossy(field.value.bytes()).into_owned()));
    });
    all
}

#[test]
fn runs_are_joined_and_only_their_text_is_edited() {
    let xml =
        "<d><p><r a='center'/><t>hun</t><b/><r><f a=\"keep me\"/><t>ter</t></r><t>2 and more</t></p></d>";
    assert_eq!(text(xml), "hunter2 and more\nkeep me");
    let expected = xml.replace("hun", "[SECRET:01]").replace("ter<", "<").replace("2 and", " and");
    assert_eq!(replaced(xml, "hunter2"), expected);
}

#[test]
fn paragraphs_tabs_and_breaks_are_white_space() {
    let xml =
        "<d><p>\n <t>a </t><tab/><t xml:space='preserve'> b</t><br/><t>c</t></p>\n<p/><p><t>d</t></p></d>";
    assert_eq!(text(xml), "a \t b\nc\nd");
}

#[test]
fn a_value_over_a_break_goes_and_the_break_stays() {
    let xml = "<d><p><t>hun</t><br/><t>ter2</t></p></d>";
    assert_eq!(replaced(xml, "hunter2"), "<d><p><t>[SECRET:01]</t><br/><t></t></p></d>");
    let cell = "<tbl><tr><tc><p><t>hun</t></p><p><t>ter2</t></p></tc></tr></tbl>";
    assert_eq!(replaced(cell, "hunter2"), cell.replace("hun", "[SECRET:01]").replace("ter2", ""));
}

#[test]
fn entities_and_cdata_go_as_a_whole() {
    let xml = "<d><p><t>x hun&#116;er&amp;2 y</t><t><![CDATA[hunter&2]]></t></p></d>";
    let expected = "<d><p><t>x [SECRET:01] y</t><t><![CDATA[[SECRET:01]]]></t></p></d>";
    assert_eq!(replaced(xml, "hunter&2"), expected);
}

#[test]
fn both_sides_of_a_tracked_change_are_read() {
    let xml = "<d><p><t>key hun</t><del><t>old</t></del><ins><t>ter2</t></ins><t> end</t></p></d>";
    assert!(!replaced(xml, "hunter2").contains("hun"));
    assert!(!replaced(xml, "hunold").contains("old"));
}

#[test]
fn a_field_code_does_not_part_the_words_around_it() {
    let xml = "<d><p><t>hun</t><code><t> LINK </t><t>abc</t></code><t>ter2</t></p></d>";
    assert!(!replaced(xml, "hunter2").contains("ter2"));
    assert!(!replaced(xml, "LINK abc").contains("abc"));
}

#[test]
fn a_text_box_does_not_part_the_words_around_it() {
    let xml = "<d><p><t>hun</t><box><p><t>inside</t></p></box><t>ter2</t></p></d>";
    assert_eq!(text(xml), "inside\nhunter2");
    assert!(replaced(xml, "hunter2").contains("inside"));
}

#[test]
fn an_attribute_is_shown_once_and_changed_wherever_it_stands() {
    let xml =
        "<d x='4' y='center' xmlns='urn:words'><p v='hunter2'/><q v='hunter2'/><q v=\"a hunter2\"/></d>";
    assert_eq!(text(xml), "hunter2\na hunter2");
    assert_eq!(replaced(xml, "hunter2"), xml.replace("hunter2", "[SECRET:01]"));
}

#[test]
fn comments_instructions_and_loose_text_are_read() {
    let xml = "<?xml version=\"1.0\"?><!--hunter2--><d><?pi hunter2?><pos>12</pos><x> hunter2 </x></d>";
    assert_eq!(text(xml), "hunter2\npi hunter2\nhunter2");
}

#[test]
fn cells_stand_under_their_headings_and_beside_their_labels() {
    let cell = |t: &str| format!("<tc><p><t>{t}</t></p></tc>");
    let row = |cells: &[&str]| format!("<tr>{}</tr>", cells.iter().map(|c| cell(c)).collect::<String>());
    let table = |rows: &[&[&str]]| format!("<tbl>{}</tbl>", rows.iter().map(|r| row(r)).collect::<String>());
    let wide = table(&[&["Host", "", "Password"], &["a", "b", "hunter2"]]);
    assert_eq!(text(&wide), "Host\t\tPassword\na\tb\thunter2");
    let found = fields(&wide);
    assert_eq!(found[..2], [("Host".into(), "a".into()), ("Password".into(), "hunter2".into())]);
    let pairs = table(&[&["User:", "jdoe"], &["Password:", "hunter2"]]);
    let of = |key: &str| fields(&pairs).into_iter().find(|f| f.0.starts_with(key)).map(|f| f.1);
    assert_eq!((of("User"), of("Password")), (Some("jdoe".into()), Some("hunter2".into())));
    let sideways =
        table(&[&["", "db1", "db2"], &["Password", "hunter2", "hunter3"], &["State", "in use", "old"]]);
    let found = fields(&sideways);
    assert!(found.contains(&("Password".into(), "hunter3".into())), "{found:?}");
    assert!(!found.contains(&("State".into(), "old".into())), "{found:?}");
    let placed = "<tbl><tr><c r='A1'>a</c><c r='C1'>Password</c></tr><tr><c r='C2'>hunter2</c></tr></tbl>";
    assert_eq!(fields(placed), [("Password".into(), "hunter2".into())]);
}

#[test]
fn an_attribute_is_named_by_the_one_beside_it() {
    let found = fields("<d><v name='Password' val='hunter2'/></d>");
    assert!(found.contains(&("Password < val".into(), "hunter2".into())));
}

#[test]
fn the_name_of_a_style_is_no_field_and_still_text() {
    let xml = "<d><style name='Dark List'/><font typeface='Times New Roman'/></d>";
    assert!(fields(xml).is_empty());
    assert_eq!(text(xml), "Dark List\nTimes New Roman");
}

#[test]
fn a_part_in_utf16_is_edited_in_utf16() {
    let utf16 =
        |s: &str| [0xFEFF].into_iter().chain(s.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let document = open_bytes(utf16("<d><p><t>hun</t><t>ter2</t></p></d>"));
    let placeholder = Placeholder { kind: Kind::known("SECRET"), number: 1 };
    let edit = Edit { span: Span::new(0, 7).expect("not empty"), placeholder };
    let written = document.write(&[edit]).expect("structure is kept");
    assert_eq!(written.into_exposed(), utf16("<d><p><t>[SECRET:01]</t><t></t></p></d>"));
}

#[test]
fn what_is_not_well_formed_or_defines_entities_is_withheld() {
    for xml in ["<d>", "<d/><d/>", "<!DOCTYPE d [<!ENTITY a \"b\">]><d>&a;</d>", "no markup", ""] {
        let bytes = RawBytes::new(xml.as_bytes().to_vec());
        let name = RawName::new("part.xml");
        assert!(Document::open_as(Reading::Xml(&WORDS), &name, bytes, &Limits::default()).is_err());
    }
}

#[test]
fn nesting_without_end_is_read_in_linear_time() {
    let deep = |n: usize| format!("{}x{}", "<p><tc><del>".repeat(n), "</del></tc></p>".repeat(n));
    assert_eq!(text(&deep(100_000)), "x");
    // Were the cells around it values of their own, the text would be read as often as it is deep.
    let (open, close) = ("<tbl><tr><tc>", "</tc></tr></tbl>");
    let line = format!("<p><t>{}</t></p>", "word ".repeat(400));
    let nested = format!("{}{}{}", open.repeat(5000), line.repeat(50), close.repeat(5000));
    let mut shown = 0;
    open_bytes(nested.into_bytes()).for_each_field(&mut |field| shown += field.value.bytes().len());
    assert!(shown < 1 << 20, "{shown}");
}
