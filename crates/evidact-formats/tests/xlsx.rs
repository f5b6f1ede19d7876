//! Excel workbooks: every layer is shown, and what is written says the same in fewer of them.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_collect,
    clippy::ok_expect,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

#[path = "support/swap.rs"]
mod swap;

use evidact_model::{Format, Lost, Withheld};
use swap::{NEEDLE, copy, package, parts, read};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet, with these rows, strings and further parts.
fn workbook(data: &str, behind: &str, strings: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let rel = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELS}/{kind}\" Target=\"{target}\"/>")
    };
    let rels = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let root = rels(&rel("r1", "officeDocument", "xl/workbook.xml"));
    let book_rels = rels(
        &[
            rel("r1", "worksheet", "worksheets/sheet1.xml"),
            rel("r2", "sharedStrings", "sharedStrings.xml"),
            rel("r3", "styles", "styles.xml"),
        ]
        .concat(),
    );
    let sheet_rels = rels(
        &[
            rel("c1", "comments", "../comments1.xml"),
            format!("<Relationship Id=\"l1\" Type=\"{RELS}/hyperlink\" TargetMode=\"External\" Target=\"https://example.com/a\"/>"),
            format!("<Relationship Id=\"l2\" Type=\"{RELS}/hyperlink\" TargetMode=\"External\" Target=\"https://example.com/?k={NEEDLE}\"/>"),
        ]
        .concat(),
    );
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"Data {NEEDLE}\" sheetId=\"1\" state=\"veryHidden\" r:id=\"r1\"/></sheets>\
         <definedNames><definedName name=\"Secret\">\"{NEEDLE}\"</definedName><definedName name=\"Area\">$A$1:$B$2</definedName></definedNames></workbook>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><cols><col min=\"1\" max=\"1\" width=\"20\" customWidth=\"1\"/></cols>\
         <sheetData>{data}</sheetData>{behind}</worksheet>"
    );
    let strings = format!("<sst xmlns=\"{MAIN}\">{strings}</sst>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"&quot;{NEEDLE}&quot;0\"/></numFmts>\
         <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let comments = format!(
        "<comments xmlns=\"{MAIN}\"><authors><author>{NEEDLE}</author></authors><commentList>\
         <comment ref=\"B2\" authorId=\"0\"><text><r><t>see {first}</t></r><r><t>{rest} there</t></r></text></comment></commentList></comments>",
        first = &NEEDLE[..4],
        rest = &NEEDLE[4..]
    );
    let mut all = vec![
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", book.as_str()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_str()),
        ("xl/sharedStrings.xml", strings.as_str()),
        ("xl/styles.xml", styles.as_str()),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
        ("xl/worksheets/_rels/sheet1.xml.rels", sheet_rels.as_str()),
        ("xl/comments1.xml", comments.as_str()),
    ];
    all.extend(more);
    package(&all)
}

fn sheet_of(book: &[u8]) -> String {
    parts(book).remove("xl/worksheets/sheet1.xml").unwrap()
}

#[test]
fn no_layer_of_a_workbook_keeps_a_value() {
    let data = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
         <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>\"hunter\"&amp;\"2Zx9\"</f><v>{NEEDLE}</v></c>\
         <c r=\"B2\" t=\"inlineStr\"><is><t>x _x0068_unter2Zx9</t></is></c><c r=\"C2\"><f>LEN(\"{NEEDLE}\")</f><v>10</v></c>\
        <c r=\"D2\"><f>CONCATENATE(\"hunt\",\"er2Zx9\")</f></c></row>"
    );
    let behind = format!(
        "<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"1\"><formula>A1=\"{NEEDLE}\"</formula></cfRule></conditionalFormatting>\
         <dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"A1\" prompt=\"{NEEDLE}\"><formula1>\"a,{NEEDLE}\"</formula1></dataValidation></dataValidations>\
         <hyperlinks><hyperlink ref=\"A1\" r:id=\"l1\" tooltip=\"{NEEDLE}\"/><hyperlink ref=\"A2\" r:id=\"l2\"/></hyperlinks>\
         <headerFooter><oddHeader>{NEEDLE}</oddHeader></headerFooter><!-- {NEEDLE} -->\
         <extLst><ext uri=\"{NEEDLE}\"><x14:id xmlns:x14=\"urn:x\">{NEEDLE}</x14:id></ext></extLst>"
    );
    let strings = format!(
        "<si><r><t>hun</t></r><r><t>ter2Zx9</t></r><rPh sb=\"0\" eb=\"1\"><t>{NEEDLE}</t></rPh></si><si><t>plain</t></si><si><t>{NEEDLE} orphan</t></si>"
    );
    let dropped = format!("<a>{NEEDLE}</a>");
    let more = [
        ("docProps/core.xml", dropped.as_str()),
        ("xl/connections.xml", &dropped),
        ("xl/vbaProject.bin", NEEDLE),
        ("xl/printerSettings/p.bin", NEEDLE),
        ("customXml/item1.xml", &dropped),
        ("xl/pivotCache/pivotCacheDefinition1.xml", &dropped),
    ];
    let source = workbook(&data, &behind, &strings, &more);
    let (out, format, swap) = copy("a.xlsx", &source).unwrap();
    assert_eq!(format, Format::Xlsx);
    for (name, part) in parts(&out) {
        assert!(!part.contains("hunter") && !part.contains("2Zx9"), "{name}: {part}");
    }
    let sheet = sheet_of(&out);
    assert!(sheet.contains("<t xml:space=\"preserve\">plain</t>") && sheet.contains("[SECRET:01]"));
    assert!(sheet.contains("<v>10</v>") && !sheet.contains("<f>"));
    for what in
        [Lost::Properties, Lost::Link, Lost::Program, Lost::CustomData, Lost::Setting, Lost::CellTable]
    {
        assert!(swap.lost.contains(&what), "{what:?}");
    }
    let seen = read("a.xlsx", &source).unwrap();
    assert!(
        seen.dropped.iter().any(|d| d.contains("orphan")) && seen.dropped.iter().any(|d| d.contains("<a>"))
    );
}

#[test]
fn numbers_are_shown_as_people_read_them_and_stay_numbers() {
    let data = "<row r=\"1\"><c r=\"A1\"><v>4.111111111111111E15</v></c><c r=\"B1\"><v>12.5</v></c>\
        <c r=\"C1\" s=\"1\"><v>45415</v></c><c r=\"D1\" t=\"b\"><v>1</v></c><c r=\"E1\" t=\"e\"><v>#N/A</v></c>\
        <c r=\"F1\"><f>SUM(B1:B1)</f><v>12.5</v></c></row>";
    let source = workbook(data, "", "", &[]);
    let (out, _, swap) = copy("a.xlsx", &source).unwrap();
    let shown = &swap.shown.iter().find(|s| s.0 == "sheet1").unwrap().1;
    // The comments of the sheet stand below its cells.
    let (cells, _) = shown.split_once("\n\t\n").unwrap();
    assert_eq!(cells, "4111111111111111\t12.5\t2024-05-03\tTRUE\t#N/A\t12.5");
    let sheet = sheet_of(&out);
    for cell in [
        "<c r=\"A1\" t=\"n\"><v>4111111111111111</v></c>",
        "<c r=\"B1\" t=\"n\"><v>12.5</v></c>",
        "<c r=\"C1\" s=\"1\" t=\"n\"><v>45415</v></c>",
        "<c r=\"D1\" t=\"b\"><v>1</v></c>",
        "<c r=\"E1\" t=\"e\"><v>#N/A</v></c>",
        "<c r=\"F1\" t=\"n\"><f>SUM(B1:B1)</f><v>12.5</v></c>",
    ] {
        assert!(sheet.contains(cell), "{sheet}");
    }
}

#[test]
fn cells_come_under_their_headings_and_beside_their_labels() {
    let text = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let data = format!(
        "<row r=\"2\">{}{}{}</row><row r=\"3\">{}{}{}</row><row r=\"6\">{}{}</row>",
        text("B2", "User"),
        text("C2", "Password"),
        text("D2", "Since"),
        text("B3", "alice"),
        text("C3", "letmein77"),
        text("D3", "May"),
        text("A6", "PIN:"),
        text("B6", "4711")
    );
    let (_, _, swap) = copy("a.xlsx", &workbook(&data, "", "", &[])).unwrap();
    for field in ["User=alice", "Password=letmein77", "Since=May", "PIN=4711"] {
        assert!(swap.fields.iter().any(|f| f == field), "{:?}", swap.fields);
    }
}

#[test]
fn a_sheet_whose_name_goes_takes_its_formulas_with_it() {
    let data = format!(
        "<row r=\"1\"><c r=\"A1\"><f>'Data {NEEDLE}'!B1+1</f><v>3</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><f>B1+1</f><v>3</v></c>\
         <c r=\"D1\"><f>[1]Other!A1</f><v>7</v></c></row>"
    );
    let (out, _, _) = copy("a.xlsx", &workbook(&data, "", "", &[])).unwrap();
    let all = parts(&out);
    assert!(
        all["xl/workbook.xml"].contains("name=\"Sheet 1\"") && all["xl/workbook.xml"].contains("$A$1:$B$2")
    );
    let sheet = &all["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<c r=\"A1\" t=\"n\"><v>3</v></c>") && sheet.contains("<f>B1+1</f>"));
    assert!(sheet.contains("<c r=\"D1\" t=\"n\"><v>7</v></c>"));
}

#[test]
fn links_that_say_nothing_stay_and_comments_lose_their_authors() {
    let behind =
        "<hyperlinks><hyperlink ref=\"A1\" r:id=\"l1\"/><hyperlink ref=\"A2\" r:id=\"l2\"/></hyperlinks>";
    let (out, _, _) = copy("a.xlsx", &workbook("", behind, "", &[])).unwrap();
    let all = parts(&out);
    let rels = &all["xl/worksheets/_rels/sheet1.xml.rels"];
    assert!(rels.contains("https://example.com/a") && !rels.contains("?k="));
    assert!(all["xl/comments1.xml"].contains("<author>Author</author>"));
    assert!(all["xl/comments1.xml"].contains("see [SECRET:01] there"));
    assert!(all["xl/drawings/comments1.vml"].contains("<x:Row>1</x:Row><x:Column>1</x:Column>"));
}

#[test]
fn comments_are_read_with_the_cells_of_their_sheet() {
    let data = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Hesper Quillfeather</t></is></c></row>";
    let (out, _, swap) = copy("a.xlsx", &workbook(data, "", "", &[])).unwrap();
    let sheet = swap.shown.iter().find(|(name, _)| name == "sheet1").map(|(_, text)| text.as_str()).unwrap();
    // A name that stands in a cell is then known in what a comment says.
    let lines: Vec<&str> = sheet.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let author = format!("author\t{NEEDLE}");
    assert_eq!(lines, ["Hesper Quillfeather", author.as_str(), format!("see {NEEDLE} there").as_str()]);
    assert!(parts(&out)["xl/comments1.xml"].contains("see [SECRET:01] there"));
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let source = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "", "", &[]);
    let once = copy("a.xlsx", &source).unwrap().0;
    assert!(once == copy("a.xlsx", &source).unwrap().0);
    assert!(copy("a.xlsx", &once).unwrap().0 == once);
}

#[test]
fn withholds_what_is_broken_or_made_to_mislead() {
    let row = |cells: &str| workbook(&format!("<row r=\"1\">{cells}</row>"), "", "<si><t>a</t></si>", &[]);
    for broken in [
        row("<c r=\"A1\" t=\"s\"><v>7</v></c>"),
        row("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"),
        row("<c r=\"B9\"><v>1</v></c>"),
        row("<c r=\"A1\"><v>1</c>"),
        row("<c r=\"A1\"><v>&x;</v></c>"),
        workbook("<row r=\"2\"/><row r=\"1\"/>", "", "", &[]),
    ] {
        assert!(matches!(copy("a.xlsx", &broken), Err(Withheld::Damaged)));
    }
    let entities = workbook("", "", "", &[]);
    let mut all: Vec<(String, String)> = parts(&entities).into_iter().collect();
    for part in &mut all {
        if part.0 == "xl/workbook.xml" {
            part.1 = format!("<!DOCTYPE w [<!ENTITY a \"b\">]>{}", part.1);
        }
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert!(matches!(copy("a.xlsx", &package(&all)), Err(Withheld::Structure { .. })));
    let binary = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x")];
    assert!(matches!(copy("a.xlsb", &package(&binary)), Err(Withheld::UnsupportedFormat { .. })));
}

#[test]
fn a_string_named_a_million_times_does_not_fill_the_memory() {
    let long = format!("<si><t>{}</t></si>", "a".repeat(32_000));
    let cells: String =
        (1..=9_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>")).collect();
    let reason = copy("a.xlsx", &workbook(&cells, "", &long, &[])).err();
    assert!(reason.is_some_and(|reason| reason.is_of_whole_source()));
}

#[test]
fn a_workbook_with_two_parts_that_differ_by_case_alone_is_withheld() {
    let twin = format!("<a>{NEEDLE}</a>");
    let source = workbook("", "", "", &[("xl/Workbook.xml", twin.as_str())]);
    assert_eq!(copy("a.xlsx", &source).err(), Some(Withheld::Damaged));
}

const SHEET_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

fn relationships(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.starts_with("https:") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{RELS}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

/// A workbook with a theme, and with a chart, a text box, a picture and a control on its sheet.
fn drawn() -> Vec<u8> {
    let (a, b) = NEEDLE.split_at(3);
    let anchor = |inner: &str| {
        format!("<xdr:twoCellAnchor><xdr:from/><xdr:to/>{inner}<xdr:clientData/></xdr:twoCellAnchor>")
    };
    let drawing = [
        anchor(&format!(
            "<xdr:graphicFrame macro=\"{NEEDLE}\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"Chart 1\" descr=\"of {NEEDLE}\"/></xdr:nvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"{CHART}\"><c:chart r:id=\"d1\"/></a:graphicData></a:graphic></xdr:graphicFrame>"
        )),
        anchor(&format!(
            "<xdr:sp textlink=\"{NEEDLE}!A1\"><xdr:txBody><a:p><a:r><a:t>ask {a}</a:t></a:r><a:r><a:t>{b} about it</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        )),
        anchor("<xdr:pic><xdr:blipFill><a:blip r:embed=\"d2\"/></xdr:blipFill></xdr:pic>"),
        anchor(&format!(
            "<xdr:graphicFrame><a:graphic><a:graphicData uri=\"{CHART}\"><c:chart r:id=\"gone\"/></a:graphicData></a:graphic></xdr:graphicFrame>"
        )),
    ]
    .concat();
    let drawing = format!(
        "<xdr:wsDr xmlns:xdr=\"{SHEET_DRAWING}\" xmlns:a=\"{DRAWING}\" xmlns:c=\"{CHART}\" xmlns:r=\"{RELS}\">{drawing}</xdr:wsDr>"
    );
    let chart = format!(
        "<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\"><c:pivotSource><c:name>[{NEEDLE}.xlsx]S!P</c:name></c:pivotSource><c:chart>\
         <c:title><c:tx><c:rich><a:p><a:r><a:t>Costs of {NEEDLE}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>\
         <c:tx><c:strRef><c:f>'Data {NEEDLE}'!$A$1</c:f><c:strCache><c:pt idx=\"0\"><c:v>Series {NEEDLE}</c:v></c:pt></c:strCache></c:strRef></c:tx>\
         <c:cat><c:strRef><c:f>Other!$A$2:$A$3</c:f><c:strCache><c:pt idx=\"0\"><c:v>plain</c:v></c:pt></c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:numCache><c:pt idx=\"0\"><c:v>{NEEDLE}</c:v></c:pt><c:pt idx=\"1\"><c:v>12.5</c:v></c:pt></c:numCache></c:numRef></c:val>\
         </c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    );
    let theme = format!(
        "<a:theme xmlns:a=\"{DRAWING}\" name=\"{NEEDLE}\"><a:themeElements><a:clrScheme name=\"Office\"><a:accent1><a:srgbClr val=\"4F81BD\"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"
    );
    let more = [
        (
            "xl/_rels/workbook.xml.rels",
            relationships(&[
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r4", "theme", "theme/theme1.xml"),
            ]),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relationships(&[("x", "drawing", "../drawings/drawing1.xml")]),
        ),
        (
            "xl/drawings/_rels/drawing1.xml.rels",
            relationships(&[("d1", "chart", "../charts/chart1.xml"), ("d2", "image", "../media/image1.png")]),
        ),
        ("xl/drawings/drawing1.xml", drawing),
        ("xl/charts/chart1.xml", chart),
        ("xl/charts/style1.xml", format!("<a>{NEEDLE}</a>")),
        ("xl/theme/theme1.xml", theme),
        ("xl/media/image1.png", NEEDLE.to_owned()),
    ];
    let given: Vec<(&str, &str)> = more.iter().map(|(name, content)| (*name, content.as_str())).collect();
    let data = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let mut all = parts(&workbook(data, "<drawing r:id=\"x\"/>", "", &[]));
    for unused in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/comments1.xml"] {
        all.remove(unused);
    }
    all.extend(given.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())));
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    package(&all)
}

#[test]
fn charts_and_text_boxes_stay_on_their_sheet_without_the_value() {
    let (out, _, swap) = copy("a.xlsx", &drawn()).unwrap();
    let all = parts(&out);
    for (name, part) in &all {
        assert!(!part.contains("hunter") && !part.contains("2Zx9"), "{name}: {part}");
    }
    let sheet = &all["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<drawing r:id=\"rId1\"/></worksheet>"), "{sheet}");
    assert!(all["xl/worksheets/_rels/sheet1.xml.rels"].contains("Target=\"/xl/drawings/drawing1.xml\""));
    let drawing = &all["xl/drawings/drawing1.xml"];
    assert!(
        drawing.contains("<a:t>ask [SECRET:01]</a:t>") && drawing.contains("<a:t> about it</a:t>"),
        "{drawing}"
    );
    assert!(drawing.contains("descr=\"of [SECRET:01]\"") && !drawing.contains("textlink"), "{drawing}");
    // An anchor without what it places would be repaired away by Excel.
    assert_eq!(drawing.matches("<xdr:twoCellAnchor>").count(), 3, "{drawing}");
    let chart = &all["xl/charts/chart1.xml"];
    for text in [
        "Costs of [SECRET:01]",
        "Series [SECRET:01]",
        "<c:v>plain</c:v>",
        "<c:v>12.5</c:v>",
        "<c:v>#N/A</c:v>",
    ] {
        assert!(chart.contains(text), "{text}: {chart}");
    }
    assert!(chart.contains("<c:f>#REF!</c:f>") && chart.contains("<c:f>Other!$A$2:$A$3</c:f>"), "{chart}");
    assert!(all["xl/theme/theme1.xml"].contains("val=\"4F81BD\""));
    let types = &all["[Content_Types].xml"];
    for (part, kind) in
        [("drawings/drawing1", "drawing"), ("charts/chart1", "drawingml.chart"), ("theme/theme1", "theme")]
    {
        assert!(
            types.contains(&format!(
                "/xl/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml"
            )),
            "{types}"
        );
    }
    assert_eq!(swap.lost, [Lost::Image]);
    assert_eq!(copy("a.xlsx", &drawn()).unwrap().0, out);
}

#[test]
fn a_sheet_that_is_a_chart_stays_one() {
    let mut all = parts(&drawn());
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"Big\" sheetId=\"1\" r:id=\"r2\"/><sheet name=\"Data\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>"
    );
    all.insert("xl/workbook.xml".into(), book);
    let book = [("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "chartsheet", "chartsheets/sheet1.xml")];
    all.insert("xl/_rels/workbook.xml.rels".into(), relationships(&book));
    let links = all.remove("xl/worksheets/_rels/sheet1.xml.rels").unwrap();
    all.insert("xl/chartsheets/_rels/sheet1.xml.rels".into(), links);
    all.insert("xl/chartsheets/sheet1.xml".into(), format!("<chartsheet xmlns=\"{MAIN}\"/>"));
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    let out = parts(&copy("a.xlsx", &package(&all)).unwrap().0);
    assert!(out["xl/workbook.xml"].contains("name=\"Big\""), "{}", out["xl/workbook.xml"]);
    assert!(out["xl/chartsheets/sheet1.xml"].contains("<drawing r:id=\"rId1\"/>"));
    assert!(out["xl/chartsheets/_rels/sheet1.xml.rels"].contains("/xl/drawings/drawing1.xml"));
    assert!(out["xl/charts/chart1.xml"].contains("Costs of [SECRET:01]"));
}

#[test]
fn a_formula_that_spells_a_text_becomes_the_text() {
    // What comes of them is no finding; still nobody could read what they say.
    let formulas = [
        ("CHAR(104)&amp;CHAR(117)&amp;CHAR(110)&amp;B9", "hun"),
        ("\"plain \"&amp;\"text\"", "plain text"),
        ("MID(\"xxplainxx\",3,5)&amp;B9", "plain"),
        ("_xlfn.TEXTJOIN(\"-\",TRUE,\"a\",\"b\",\"c\")", "a-b-c"),
    ];
    let cell = |(i, (formula, value)): (usize, &(&str, &str))| {
        format!("<c r=\"A{n}\" t=\"str\"><f>{formula}</f><v>{value}</v></c>", n = i + 1)
    };
    let row = |(i, cell): (usize, String)| format!("<row r=\"{}\">{cell}</row>", i + 1);
    let cells: Vec<String> = formulas.iter().enumerate().map(cell).collect();
    let rows: String = cells.into_iter().enumerate().map(row).collect();
    let kept = "<row r=\"5\"><c r=\"A5\" t=\"str\"><f>SUBSTITUTE(B9,\"-\",\"\")&amp;CHAR(10)&amp;B8</f><v>x</v></c></row>";
    let (out, _, swap) = copy("a.xlsx", &workbook(&format!("{rows}{kept}"), "", "", &[])).unwrap();
    let sheet = sheet_of(&out);
    for (_, value) in formulas {
        assert!(sheet.contains(&format!("<t xml:space=\"preserve\">{value}</t>")), "{value}: {sheet}");
    }
    assert_eq!(sheet.matches("<f>").count(), 1, "{sheet}");
    assert!(sheet.contains("<f>SUBSTITUTE(B9,"), "{sheet}");
    assert!(swap.lost.contains(&Lost::Formula));
}

#[test]
fn a_formula_that_always_comes_to_the_same_goes_whatever_value_is_kept_of_it() {
    let cells = "<row r=\"1\"><c r=\"A1\"><f>CHOOSE(1,\"hun\")&amp;CHOOSE(2,\"q\",\"ter\")</f><v>0</v></c></row>\
                 <row r=\"2\"><c r=\"A2\"><f>INDEX({\"hun\",\"ter\"},1)</f></c></row>\
                 <row r=\"3\"><c r=\"A3\"><f>IF(1=1,\"hun\",\"\")&amp;B9</f><v>0</v></c></row>\
                 <row r=\"4\"><c r=\"A4\"><f>1+2</f><v>3</v></c></row>";
    let all = parts(&workbook(cells, "", "", &[]));
    let name = "\"hun\"&amp;\"ter\"";
    let book = all["xl/workbook.xml"].replace(&format!("\"{NEEDLE}\""), name);
    let mut all = all;
    all.insert("xl/workbook.xml".into(), book);
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    let out = parts(&copy("a.xlsx", &package(&all)).unwrap().0);
    let sheet = &out["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains("hun") && sheet.contains("<f>1+2</f>"), "{sheet}");
    assert!(!out["xl/workbook.xml"].contains("hun"));
}

#[test]
fn codes_in_the_middle_of_a_header_hide_nothing() {
    let (a, b) = NEEDLE.split_at(5);
    let behind = format!(
        "<headerFooter><oddHeader>&amp;LPage &amp;P &amp;Bof&amp;B &amp;N</oddHeader>\
         <oddFooter>&amp;L&amp;8left&amp;C{a}&amp;\"Arial,Bold\"{b} a&amp;&amp;b</oddFooter></headerFooter>"
    );
    let (out, ..) = copy("a.xlsx", &workbook("", &behind, "", &[])).unwrap();
    let sheet = sheet_of(&out);
    assert!(!sheet.contains(a) && !sheet.contains(b), "{sheet}");
    assert!(sheet.contains("<oddHeader>&amp;LPage &amp;P &amp;Bof&amp;B &amp;N</oddHeader>"), "{sheet}");
    assert!(sheet.contains("<oddFooter>&amp;Lleft&amp;C[SECRET:01] a&amp;&amp;b</oddFooter>"), "{sheet}");
}

#[test]
fn formulas_beside_cells_are_read_for_what_they_put_together() {
    let (a, b) = NEEDLE.split_at(5);
    let behind = format!(
        "<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"1\"><formula>A1=\"{a}\"&amp;\"{b}\"</formula></cfRule></conditionalFormatting>\
         <dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"A1\"><formula1>CONCATENATE(\"{a}\",\"{b}\")</formula1></dataValidation></dataValidations>"
    );
    let mut all = parts(&workbook("", &behind, "", &[]));
    let book = all["xl/workbook.xml"].replace(&format!("\"{NEEDLE}\""), &format!("\"{a}\"&amp;\"{b}\""));
    all.insert("xl/workbook.xml".into(), book);
    let all: Vec<(&str, &str)> =
        all.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    let out = parts(&copy("a.xlsx", &package(&all)).unwrap().0);
    let sheet = &out["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains(a) && !sheet.contains(b), "{sheet}");
    assert!(sheet.contains("<formula>FALSE</formula>"), "{sheet}");
    assert!(!out["xl/workbook.xml"].contains(b) && out["xl/workbook.xml"].contains("$A$1:$B$2"));
}
