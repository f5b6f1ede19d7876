//! Values whose parts stand in elements, strings or encoded lines of their own.

use crate::common::{package, package_of, token};
use crate::support::Folder;

fn expect_none(text: &str, gone: &[&str]) {
    for piece in gone {
        assert!(!text.contains(piece), "{piece} is left: {text}");
    }
}

#[test]
fn a_name_or_a_number_whose_parts_stand_in_inline_elements_is_gone() {
    let page = "<p>Dear Ms <b>Delphine</b> <b>Aschenbrenner</b>,</p><p>Customer: <span>Hyacinth</span> \
                <span>Oberl\u{e4}nder</span></p><p>card <span>4111</span> <span>1111</span> <span>1111</span> \
                <span>1111</span></p><p>IBAN: <b>DE89 3704</b> <b>0440 0532</b> <b>0130 00</b></p><p>The end of it</p>";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>card <tspan>4111</tspan> <tspan>1111</tspan> \
                   <tspan>1111</tspan> <tspan>1111</tspan></text><text>kept words</text></svg>";
    let files = [("a.html", page), ("b.svg", drawing)];
    let package = package("inline-elements", &files, &[]).expect(0);
    let text = package.text("a.html");
    expect_none(
        &text,
        &["Delphine", "Aschenbrenner", "Hyacinth", "Oberl", "4111", "1111", "DE89", "3704", "0440", "0130"],
    );
    assert!(text.contains("<p>Dear Ms <b>[PERSON:") && text.contains("<p>The end of it</p>"), "{text}");
    let text = package.text("b.svg");
    expect_none(&text, &["4111", "1111"]);
    assert!(text.contains("kept words"), "{text}");
}

#[test]
fn a_known_number_in_blocks_of_a_page_is_gone_and_the_page_stays() {
    let page = "<p>Card: 4111 1111 1111 1111</p><div><div>4111</div><div>1111</div><div>1111</div><div>1111</div></div>\
                <p>The end of it</p>";
    let package = package("inline-blocks", &[("a.html", page)], &[]).expect(0);
    let text = package.text("a.html");
    expect_none(&text, &["4111", "1111"]);
    assert!(text.contains("<p>The end of it</p>"), "{text}");
}

#[test]
fn a_customer_whose_names_stand_in_cells_or_lines_is_gone() {
    let row = "<table><tr><td>17</td>\n<td>Vunade</td>\n<td>Kezobubu</td><td>open</td></tr></table>";
    let files = [
        ("a.html", row),
        ("b.html", "<p>Vunade<br>Kezobubu</p><p>kept words</p>"),
        ("c.xml", "<r><a>Vunade</a><b>Kezobubu</b><c>kept words</c></r>"),
    ];
    for (name, page) in files {
        let folder = Folder::new(&format!("inline-customer-{}", &name[..1]));
        folder.write(&format!("in/{name}"), page.as_bytes());
        folder.write("customers.csv", b"customer_id,given_name,family_name\nC-900001,Vunade,Kezobubu\n");
        let package = package_of(folder, &["--identifiers", "customers.csv"]).expect(0);
        let text = package.text(name);
        expect_none(&text, &["Vunade", "Kezobubu"]);
        assert_eq!(text.matches("[CUSTOMER:01]").count(), 2, "each cell keeps a placeholder: {text}");
        assert!(name == "a.html" && text.contains("open") || text.contains("kept words"), "{text}");
    }
}

#[test]
fn a_token_over_two_strings_of_a_notebook_is_gone() {
    let whole = token();
    let (start, end) = whole.split_at(18);
    let notebook = format!(
        "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [\"tok = '{start}\", \"{end}'\\n\", \"x = 1\"], \
         \"outputs\": [{{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [\"is {start}\", \"{end}\"]}}], \
         \"metadata\": {{}}, \"execution_count\": 1}}], \"metadata\": {{}}, \"nbformat\": 4, \"nbformat_minor\": 5}}"
    );
    let package = package("inline-notebook", &[("a.ipynb", notebook)], &[]).expect(0);
    let text = package.text("a.ipynb");
    expect_none(&text, &[start, end]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["cells"][0]["source"][2], "x = 1");
}

#[test]
fn a_card_in_quoted_printable_keeps_no_name_and_no_token() {
    let whole = token();
    let (start, end) = whole.split_at(10);
    let card = format!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=4A=C3=B6=72=67;;;\r\n\
         NOTE;ENCODING=QUOTED-PRINTABLE:Token {start}=\r\n{}={:02X}{}\r\nTITLE:Reviewer\r\nEND:VCARD\r\n",
        &end[..5],
        end.as_bytes()[5],
        &end[6..]
    );
    let mail = format!(
        "From: ops@example.org\r\nSubject: card\r\nMIME-Version: 1.0\r\nContent-Type: text/vcard\r\n\r\n\
         BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:{start}=\r\n{end}\r\nEND:VCARD\r\n"
    );
    let package = package("inline-card", &[("a.vcf", card), ("b.eml", mail)], &[]).expect(0);
    let text = package.text("a.vcf");
    expect_none(&text, &["=4D", "=4A", "=72", start, &end[..5], &end[6..]]);
    assert!(text.contains("TITLE:Reviewer"), "{text}");
    expect_none(&package.text("b.eml"), &[start, end]);
}

#[test]
fn a_header_keeps_its_names_and_no_token_that_is_folded() {
    let whole = token();
    let (start, end) = whole.split_at(20);
    let mail = format!(
        "From: ops@example.org\r\nX-Mailer: tool ({whole})\r\nSubject: a note {start}\r\n {end}\r\n of the review\r\n\r\n\
         Words.\r\n"
    );
    let package = package("inline-header", &[("a.eml", mail)], &[]).expect(0);
    let text = package.text("a.eml");
    expect_none(&text, &[start, end]);
    assert!(text.contains("X-Mailer: tool") && text.contains("] of the review"), "{text}");
}
