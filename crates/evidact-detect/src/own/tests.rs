//! What the list finds: spellings, companions, oddities of CSV files, and what it must leave alone.

use super::{OwnError, OwnIdentifiers};
use evidact_raw::RawBytes;

fn list(csv: &str) -> OwnIdentifiers {
    OwnIdentifiers::from_csv(&RawBytes::new(csv.as_bytes().to_vec())).expect("the list is sound")
}

fn found<'t>(own: &OwnIdentifiers, text: &'t str) -> Vec<&'t str> {
    let mut hits = Vec::new();
    own.scan(text.as_bytes(), &mut hits);
    hits.iter().filter_map(|h| text.get(h.span.range())).collect()
}

const CUSTOMERS: &str = "customer_no,first_name,last_name,email,phone,city\n\
    40123,Zelda,Ronsárdy,z.ronsardy@example.org,+49 30 5550 1084,Lyon\n\
    C-10293,Jane,Doe,jane.doe@example.com,+1 212 555 0149,Bonn\n\
    77310,Jörg,Müllerhof,j.mh@example.org,+49 89 5550 1422,Ulm\n";

const COMPANIES: &str = "company;domain;login\n\
    Harborline Freight GmbH;harborline.example.com;hf-admin7\n\
    Zephyrion Sp. z o.o.;www.zephyrion.test;zjanik\n\
    Open Systems AG;;\n";

fn finds(own: &OwnIdentifiers, texts: &[&str]) {
    for text in texts {
        let line = format!("row: {text} end");
        assert_eq!(found(own, &line), [*text], "{text}");
    }
}

fn leaves(own: &OwnIdentifiers, texts: &[&str]) {
    for text in texts {
        assert!(found(own, text).is_empty(), "{text}: {:?}", found(own, text));
    }
}

#[test]
fn finds_every_spelling_of_a_strong_value() {
    finds(
        &list(CUSTOMERS),
        &[
            "Zelda Ronsardy",
            "ZELDA RONSARDY",
            "Ronsardy, Zelda",
            "zelda_ronsardy",
            "ronsardy.zelda",
            "ZeldaRonsardy",
            "zeldaronsardy",
            "RonsardyZelda",
            "Z. Ronsardy",
            "Ronsardy, Z",
            "ZRonsardy",
            "z.ronsardy",
            "zelda.ronsardy2",
            "Zelda  Ronsárdy",
            "Jörg Müllerhof",
            "Joerg Muellerhof",
            "Jorg Mullerhof",
            "JOERG MÜLLERHOF",
            "z.ronsardy@example.org",
            "Z.Ronsardy@EXAMPLE.ORG",
            "+49 30 55501084",
            "4930 5550-1084",
            "030 5550 1084",
            "0049 30 5550 1084",
            "C-10293",
            "c10293",
            "C_10293",
            "40123",
        ],
    );
}

#[test]
fn a_name_in_mixed_case_is_the_same_in_any() {
    for given in ["McDonaghue,Zelda", "MCDONAGHUE,ZELDA", "mcdonaghue,zelda"] {
        let own = list(&format!("last_name,first_name\n{given}\n"));
        finds(
            &own,
            &[
                "Zelda McDonaghue",
                "McDonaghue, Zelda",
                "zelda mcdonaghue",
                "ZELDA MCDONAGHUE",
                "zeldaMcDonaghue",
                "Z. McDonaghue",
            ],
        );
    }
    let own = list("company\nPayFlux Sea-Tech Solutions Inc\nBLUEGRAIN HOLDING NORTH\n");
    finds(
        &own,
        &[
            "Payflux SeaTech solutions",
            "PAYFLUX SEATECH SOLUTIONS INC",
            "payfluxseatechsolutions",
            "BlueGrain Holding North",
        ],
    );
}

#[test]
fn finds_names_in_code_columns_and_over_line_ends() {
    let own = list(CUSTOMERS);
    assert_eq!(found(&own, "sendToJaneDoe()"), ["JaneDoe"]);
    assert_eq!(found(&own, "> call Zelda\n> Ronsardy now"), ["Zelda\n> Ronsardy"]);
    assert_eq!(found(&own, "1,40123,x"), ["40123"]);
}

#[test]
fn finds_names_that_a_line_breaks_behind_a_hyphen() {
    let own = list("company,name\nSaltmarsh Catering,Zelda Ronsardy\n");
    for text in [
        "Salt-\nmarsh Catering",
        "Salt-\r\n  marsh Catering",
        "Salt-\n> marsh Catering",
        "Saltmarsh Cater-\ning",
        "Zelda Ron-\nsardy",
    ] {
        assert_eq!(found(&own, &format!("asked {text} for it")), [text], "{text}");
    }
    leaves(&own, &["a salt-\nand marsh", "Zelda - Ron sardy"]);
}

#[test]
fn a_value_ends_with_its_cell_item_or_string() {
    let own = list("name,email,phone\nJane Doe,jane.doe@example.com,+49 30 5550 1084\n");
    let (name, email) = ("Jane Doe", "jane.doe@example.com");
    for row in [
        "Jane Doe,jane.doe@example.com,admin",
        "Jane Doe, jane.doe@example.com, admin",
        "Jane Doe\tjane.doe@example.com\tadmin",
        "Jane Doe|jane.doe@example.com|admin",
        "Jane Doe;jane.doe@example.com;admin",
        "\"Jane Doe\",\"jane.doe@example.com\"",
        "print([\"Jane Doe\", \"jane.doe@example.com\"])",
        "VALUES(1, 'Jane Doe', 'jane.doe@example.com', 7)",
        "VALUES(1,'Jane Doe','jane.doe@example.com',7)",
        "| Jane Doe | jane.doe@example.com |",
    ] {
        assert_eq!(found(&own, row), [name, email], "{row}");
    }
    let phone = "+49 30 5550 1084";
    assert_eq!(found(&own, &format!("jane.doe@example.com,Jane Doe,{phone}")), [email, name, phone]);
    assert_eq!(found(&own, "7;Doe;Jane;x"), ["Doe", "Jane"]);
    assert_eq!(found(&own, "'Jane','Doe'"), ["Jane", "Doe"]);
    assert_eq!(found(&own, "Doe, Jane"), ["Doe, Jane"]);
    assert!(found(&own, "30,5550,1084").is_empty());
}

#[test]
fn finds_companies_with_and_without_their_legal_form() {
    finds(
        &list(COMPANIES),
        &[
            "Harborline Freight",
            "Harborline Freight GmbH",
            "Harborline Freight Ltd.".trim_end_matches('.'),
            "HarborlineFreight",
            "harborlinefreight",
            "harborline-freight",
            "HARBORLINE_FREIGHT",
            "Zephyrion",
            "Zephyrion Sp. z o.o",
            "harborline.example.com",
            "Open Systems",
            "Open Systems AG",
        ],
    );
    let own = list(COMPANIES);
    assert_eq!(found(&own, "https://api.harborlinefreight.test/"), ["harborlinefreight"]);
    assert_eq!(found(&own, "OpenHarborlineFreightTicket"), ["HarborlineFreight"]);
    leaves(&own, &["open systems like these", "the systems are open", "harborlines freight"]);
}

#[test]
fn finds_user_names_where_one_is_expected() {
    let own = list(COMPANIES);
    for text in ["user=zjanik action=login", "/home/zjanik/.ssh", "zjanik@db-1", "\"owner\": \"zjanik\""] {
        assert_eq!(found(&own, text), ["zjanik"], "{text}");
    }
    let own = list(CUSTOMERS);
    for text in ["user=jdoe", "login: jdoe", "/home/jdoe/x", "assigned_by=\"jdoe\""] {
        assert_eq!(found(&own, text), ["jdoe"], "{text}");
    }
    leaves(&own, &["the jdoe thing", "zjdoe"]);
}

#[test]
fn leaves_weak_values_alone_and_parts_of_words() {
    leaves(
        &list(CUSTOMERS),
        &[
            "Jane",
            "Doe",
            "the city of Lyon",
            "XC-10293",
            "C-102934",
            "xjane.doe2",
            "Jane from Lyon",
            "1.40123",
            "40123.55",
            "janedoes",
            "1700000000123",
        ],
    );
}

#[test]
fn leaves_words_that_are_names_as_words() {
    let own = list("first_name,last_name\nWill,Power\nAnna,Long\nGrant,Access\nAl,So\nSam,Mall\nBo,Li\n");
    leaves(
        &own,
        &[
            "will power",
            "a long way",
            "grant access",
            "also",
            "small",
            "e.long = 3",
            "willpower",
            "A Long Way",
            "boli",
        ],
    );
    finds(&own, &["Will Power", "A. Long", "Bo Li", "Anna Long"]);
}

#[test]
fn finds_weak_values_beside_another_of_the_same_row() {
    let own = list(CUSTOMERS);
    assert_eq!(found(&own, "Jane called from Bonn"), ["Jane", "Bonn"]);
    assert_eq!(found(&own, "jane.doe@example.com, then Jane"), ["jane.doe@example.com", "Jane"]);
    assert_eq!(found(&own, "Zelda (40123) paid"), ["Zelda", "40123"]);
    assert!(found(&own, "Bertha (C-10293)") == ["C-10293"]);
}

#[test]
fn finds_names_in_scripts_without_spaces() {
    let own = list("name,email\n田中太郎,x@example.com\n");
    assert_eq!(found(&own, "昨日田中太郎さんが来た"), ["田中太郎"]);
}

#[test]
fn reads_any_delimiter_quotes_and_a_byte_order_mark() {
    for csv in [
        "\u{feff}name;email\n\"Doe; Jane\";x@example.com\n",
        "name\temail\nJane Doe\tx@example.com\r\n",
        "Kunde|Telefon|E-Mail\n\"Doe,\nJane\"||x@example.com|\n\n",
        "Dr. Jane Doe,x@example.com\n\"Roe, Richard\",r@example.com\n",
        "1,Jane,Doe,x@example.com\n2,Richard,Roe,r@example.com\n",
    ] {
        let own = list(csv);
        assert_eq!(found(&own, "to Jane Doe"), ["Jane Doe"], "{csv}");
        assert_eq!(found(&own, "x@example.com"), ["x@example.com"]);
    }
}

#[test]
fn rows_that_stand_twice_and_empty_columns_change_nothing() {
    let row = "Jane,Doe,,jane.doe@example.com\n";
    let own = list(&format!("first_name,last_name,phone,email\n{}", row.repeat(5000)));
    assert_eq!(own.len(), 5000);
    assert_eq!(found(&own, "Jane Doe <jane.doe@example.com>"), ["Jane Doe", "jane.doe@example.com"]);
}

#[test]
fn says_the_line_and_not_the_content_of_an_error() {
    let error = |csv: &str| OwnIdentifiers::from_csv(&RawBytes::new(csv.as_bytes().to_vec())).err();
    assert!(error("").is_some_and(|e| e.line == 1));
    assert_eq!(error("email\na@example.com\n\"b").map(|e| e.line), Some(3));
    assert_eq!(error("email\na@example.com,c\n").map(|e| e.line), Some(2));
    let shown = error("color\nred\n").map(|e: OwnError| e.to_string());
    assert!(shown.is_some_and(|s| !s.contains("red")));
}

#[test]
fn a_list_that_changes_between_the_passes_is_refused() {
    let mut turn = 0;
    let own = OwnIdentifiers::read(|| {
        turn += 1;
        Ok(if turn == 3 { &b"email\nb@example.com\n"[..] } else { b"email\na@example.com\n" })
    });
    assert!(own.is_err());
}

#[test]
fn what_is_no_list_is_refused_and_says_what_a_list_looks_like() {
    let log =
        "2026-03-14T10:00:11Z INFO req=00000000 user=ops ip=10.20.30.0 tool=run_sql dur=0ms\n".repeat(70);
    let note = "# Review of a server\n\nIt was looked at in March.\nNothing was found.\n";
    for text in [log.as_bytes(), note.as_bytes(), b"color\nred\n", &[0xD1, 0xD6, 0x05, b'\n', 0x01, 0xFF]] {
        let said = OwnIdentifiers::from_csv(&RawBytes::new(text.to_vec())).err().map(|e| e.to_string());
        assert!(said.is_some_and(|said| said.contains("a list is a CSV")));
    }
    for text in ["contact\njane.doe@example.com\n", "ref;who\nAB-100200;x\nAB-100201;y\n", "k,v\n"] {
        assert!(OwnIdentifiers::from_csv(&RawBytes::new(text.as_bytes().to_vec())).is_ok(), "{text}");
    }
}

const TRADERS: &str = "name,e-mail,company,customer number\n\
    Annika Voss,annika.voss@kesselhaus.example,Kesselhaus Kaffee GmbH,KH-40012\n\
    Henrike Brandt,h.brandt@wexley-logistics.example,Wexley Logistics Ltd,WX-8810\n\
    ,,PayFlux Solutions Inc,\n\
    ,,Berliner Verwaltungsdienst GmbH,\n\
    ,,Global Logistics Ltd,\n\
    ,,Rainbow Freight Ltd,\n\
    ,,Stadtwerke Musterau,\n\
    ,,Autohaus Hoffmann GmbH,\n";

#[test]
fn the_word_that_tells_a_company_from_others_counts_alone() {
    let own = list(TRADERS);
    for (text, word) in [
        ("the Kesselhaus shop", "Kesselhaus"),
        ("https://shop.kesselhaus.example/login", "kesselhaus"),
        ("s3://kesselhaus-assets/logo.png", "kesselhaus"),
        ("npm i @wexley/parcel-core", "wexley"),
        ("cluster wexley-prod", "wexley"),
        ("wexley_db", "wexley"),
        ("nothing leaves Wexley.", "Wexley"),
        ("WEXLEY", "WEXLEY"),
        ("exports/wexley.csv", "wexley"),
        ("class WexleyClient", "Wexley"),
        ("payflux-api", "payflux"),
        ("PayFlux went live", "PayFlux"),
        ("vpn.musterau.example", "musterau"),
    ] {
        assert_eq!(found(&own, text), [word], "{text}");
    }
    assert_eq!(found(&own, "with Wexley Logistics Ltd today"), ["Wexley Logistics Ltd"]);
    leaves(&own, &["kesselhauses", "bewexley", "pay flux", "logistics", "Kaffee"]);
}

#[test]
fn a_first_word_that_means_something_else_does_not_count_alone() {
    let own = list(TRADERS);
    leaves(
        &own,
        &[
            "the Berliner office",
            "Global settings",
            "the Stadtwerke",
            "Herr Hoffmann",
            "a rainbow table",
            "the Rainbow table",
        ],
    );
    let suggested = |text: &str| {
        let mut hits = Vec::new();
        own.suggest(text.as_bytes(), &mut hits);
        hits.iter().filter_map(|h| text.get(h.span.range()).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(suggested("the Rainbow rollout, a rainbow table"), ["Rainbow"]);
    for text in ["Rainbow tables are old.", "the Global rollout", "the Berliner office", "my Rainbow-Table"] {
        assert!(suggested(text).is_empty(), "{text}");
    }
}

#[test]
fn a_company_of_a_few_letters_is_found_as_it_is_written_and_the_rest_of_them_is_named() {
    let own = list("name,company\nJane Doe,SAP\nJil Roe,IKEA\nMia May,Visa\nA Q,UBS\nE L,ZF AG\nT N,Otto\n");
    let text = "Review at SAP, IKEA and UBS. SAP-System of ZF. IKEA GmbH signed; Visa Inc. too.";
    assert_eq!(found(&own, text), ["SAP", "IKEA", "UBS", "SAP", "ZF", "IKEA GmbH", "Visa Inc"]);
    leaves(
        &own,
        &["a visa is needed", "Visa needed", "sap of a tree", "ZFS pool", "XSAP", "ÖSAP", "Sap", "Otto came"],
    );
    assert_eq!(own.left_out().lines, [4, 7]);
    assert_eq!(own.left_out().more, 0);
}

#[test]
fn a_list_of_short_companies_alone_is_a_list() {
    let own = list("company\nSAP\nVisa\n");
    assert_eq!((own.len(), own.left_out().lines.as_slice()), (2, &[3][..]));
}
