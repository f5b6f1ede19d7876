//! Values that a line end, a hyphen or the end of a page cuts in two, and words that stand far from each other.

use crate::common::{Package, package_of, token};
use crate::pdf::maker::{Pdf, show};
use crate::support::{Folder, tool};

const CUSTOMERS: &str = "customer_id,given_name,family_name,company\nC-105119,Aoife,Brannigan,\nC-105342,Devraj,Pillay,Saltmarsh Catering\n";

/// A password that is known from a file of settings.
fn known() -> String {
    ["Zx9-mal", "low-Krypt-55"].concat()
}

/// Makes a package of a file beside the settings, with a list of customers.
fn package(name: &str, file: &str, bytes: &[u8]) -> Package {
    let folder = Folder::new(name);
    folder.write(&format!("in/{file}"), bytes);
    folder.write("in/app.env", format!("DB_PASSWORD={}\n", known()).as_bytes());
    folder.write("customers.csv", CUSTOMERS.as_bytes());
    package_of(folder, &["--identifiers", "customers.csv"]).expect(0)
}

/// What a foreign reader makes of a published PDF.
fn read(package: &Package, file: &str) -> Option<String> {
    let path = package.path(file);
    let text = tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"])?;
    Some(String::from_utf8_lossy(&text.stdout).into_owned())
}

fn expect_none(text: &str, gone: &[&str]) {
    for piece in gone {
        assert!(!text.contains(piece), "{piece} is left: {text}");
    }
}

#[test]
fn a_text_keeps_no_name_that_a_line_end_or_a_hyphen_cuts() {
    let text = "then we used Zx9-ma-\nllow-Krypt-55 twice\nby Aoife\n  Brannigan yesterday, from Salt-\nmarsh \
                Catering\nand Saltmarsh     Catering said so in the hall - and\nleft\n";
    let package = package("wrapped-text", "a.txt", text.as_bytes());
    let text = package.text("a.txt");
    expect_none(&text, &["Zx9", "llow", "Aoife", "Brannigan", "Salt", "marsh", "Catering"]);
    for kept in ["then we used [", "] twice", "yesterday, from [", "said so in the hall - and\nleft\n"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_page_with_wide_gaps_between_words_keeps_no_name() {
    let mut pdf = Pdf::new();
    pdf.page(
        &[
            show(50, 700, "then we used Zx9-ma-"),
            show(50, 688, "llow-Krypt-55 twice, from Salt-"),
            show(50, 676, "marsh Catering in the hall"),
            "20 Tw ".to_owned() + &show(50, 600, "yesterday Aoife Brannigan of Saltmarsh Catering said so"),
        ]
        .concat(),
    );
    let package = package("wrapped-gaps", "a.pdf", &pdf.bytes());
    let Some(text) = read(&package, "a.pdf") else { return };
    expect_none(&text, &["Zx9", "llow", "Aoife", "Brannigan", "Salt", "marsh", "Catering"]);
    for kept in ["then we used", "twice, from", "in the hall", "yesterday", "said"] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_page_in_columns_loses_no_word_that_is_no_value() {
    let mut pdf = Pdf::new();
    let left = ["Bill to:", "Our client", "12 Harbour Lane", "Dover"];
    let right = ["Invoice 2026-113", "Date 2026-03-12", "Page 1", "Thanks"];
    let mut content = String::new();
    for (x, column) in [(40, left), (320, right)] {
        for (y, line) in (0..).zip(column) {
            content.push_str(&show(x, 700 - 14 * y, line));
        }
    }
    pdf.page(&content);
    let package = package("wrapped-columns", "a.pdf", &pdf.bytes());
    let losses = package.manifest()["entries"].to_string();
    assert!(!losses.contains("uncertain"), "{losses}");
    let Some(text) = read(&package, "a.pdf") else { return };
    expect_none(&text, &["Harbour", "(...)"]);
    for kept in right {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_sheet_whose_cells_are_cut_off_keeps_no_piece_of_a_password() {
    let mut pdf = Pdf::new();
    let cell = |x: i32, y: i32, width: i32, text: &str| {
        format!("q {x} {y} {width} 14 re W* n {} Q\n", show(x + 1, y + 3, text))
    };
    let mut content = show(50, 715, "User") + &show(100, 715, "Password") + &show(152, 715, "Note");
    for (y, secret) in [(700, "Plover00-G"), (685, "Plover01-G"), (670, "Plover02-G")] {
        content += &(cell(49, y, 50, "svc-one")
            + &cell(99, y, 52, secret)
            + &cell(151, y, 300, "The review was done"));
    }
    pdf.page(&content);
    let package = package("wrapped-sheet", "a.pdf", &pdf.bytes());
    let Some(text) = read(&package, "a.pdf") else { return };
    expect_none(&text, &["Plover"]);
    assert!(text.matches("The review was done").count() == 3 && text.contains("svc-one"), "{text}");
}

#[test]
fn a_token_over_the_end_of_a_page_or_column_leaves_neither_half() {
    let token = token();
    let (first, second) = token.split_at(18);
    let footer = show(280, 40, "Page of the review");
    let mut pdf = Pdf::new();
    pdf.page(
        &(show(50, 700, "A page of text")
            + &show(50, 686, &format!("The secret was token {first}"))
            + &footer),
    );
    pdf.page(&(show(50, 700, &format!("{second} and then it went on.")) + &footer));
    let mut columns = String::new();
    let prose = "words of a column that run on and on";
    let end = "then they wrote to greta.hol";
    let start = "mqvist@nordlund.example who read it";
    for y in 0..8 {
        columns.push_str(&show(50, 700 - 14 * y, if y == 7 { end } else { prose }));
    }
    for y in 0..8 {
        columns.push_str(&show(320, 700 - 14 * y, if y == 0 { start } else { prose }));
    }
    pdf.page(&columns);
    let package = package("wrapped-pages", "a.pdf", &pdf.bytes());
    let Some(text) = read(&package, "a.pdf") else { return };
    expect_none(&text, &[first, second, "greta", "mqvist", "nordlund"]);
    for kept in [
        "The secret was token",
        "and then it went on.",
        "who read it",
        "then they wrote to",
        "Page of the review",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn a_name_ends_with_its_sentence_item_or_paragraph() {
    let text = "Reviewed by Susan Whitcombe.\nSusan wrote the code.\n\n\
                Attendees: Susan Whitcombe, Peter Hammond\nPeter: we start.\n\n\
                Best regards,\nAnselm Karvonen\n\nAnselm signed this.\n\nLater by Aoife\nBrannigan again\n";
    let package = package("wrapped-sentences", "a.txt", text.as_bytes());
    let text = package.text("a.txt");
    expect_none(&text, &["Whitcombe", "Hammond", "Karvonen", "Aoife", "Brannigan"]);
    for kept in ["].\n", " wrote the code.\n\nAttendees: [", "]\n", ": we start.", "]\n\n", " signed this."] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(text.lines().count(), 12, "only the wrapped name takes a line end with it: {text}");
}

#[test]
fn tokens_that_are_wrapped_one_below_the_other_leave_nothing() {
    let second = token().replace("9fKq", "7dTr");
    let text =
        format!("{}\n{}\n{}\n{}\nthe end\n", &token()[..16], &token()[16..], &second[..18], &second[18..]);
    let package = package("wrapped-tokens", "a.txt", text.as_bytes());
    let text = package.text("a.txt");
    expect_none(&text, &["9fKq", &token()[16..], "7dTr", &second[18..]]);
    assert!(text.contains("the end\n"), "{text}");
}

#[test]
fn numbers_that_are_wrapped_between_their_groups_leave_nothing() {
    let card = ["4111 1111", "1111 1111"];
    let iban = ["DE89 3704", "0440 0532 0130 00"];
    let html = format!(
        "<p>the card {}\n{} was charged, paid to IBAN {}\n{} in March</p>",
        card[0], card[1], iban[0], iban[1]
    );
    let text = html.replace("<p>", "").replace("</p>", "\nfrom host 203.0.\n113.77 again\n");
    let folder = Folder::new("wrapped-groups");
    folder.write("in/a.html", html.as_bytes());
    folder.write("in/a.md", text.as_bytes());
    folder.write("in/a.txt", text.as_bytes());
    let package = package_of(folder, &[]).expect(0);
    for name in ["a.html", "a.md", "a.txt"] {
        let text = package.text(name);
        expect_none(&text, &["4111", "1111", "DE89", "3704", "0440", "203.0", "113.77"]);
        for kept in ["the card [", "] was charged", "] in March"] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
    }
}
