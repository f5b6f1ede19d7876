//! Tables on a page: cells, rows and headings.

use super::*;

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
fn a_cell_that_runs_under_the_next_one_is_not_mixed_with_it() {
    let mut pdf = Pdf::new();
    pdf.page(&format!("{}{}", show(50, 700, NEEDLE), show(80, 700, "Storage room")));
    let (_, text, _) = copy(&pdf);
    assert!(text.contains(MARK) && text.contains("Storage room"), "{text}");
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
