//! The Markdown report: the golden one, and that no text of a note gets out of its place.

#[path = "../examples/golden/report.rs"]
mod golden;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_model::review::Field;
use evidact_render::{Theme, render_markdown};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest, sample::select};

#[test]
fn writes_the_golden_report() {
    let found = render_markdown(&golden::report(), &Theme::default());
    assert!(found == include_str!("golden/report.md"), "run `cargo xtask golden` and look at the difference");
}

#[test]
fn writes_the_same_bytes_again() {
    let theme = Theme::default();
    assert_eq!(render_markdown(&golden::report(), &theme), render_markdown(&golden::report(), &theme));
}

#[test]
fn follows_the_order_of_the_theme() {
    let theme = Theme::overlaid("schema = 1\nsections = [\"evidence\", \"cover\"]\n").expect("a sound theme");
    let found = render_markdown(&golden::report(), &theme);
    let titles: Vec<&str> =
        found.lines().filter(|line| line.starts_with("# ") || line.starts_with("## ")).collect();
    assert_eq!(titles[..2], ["## Evidence index", "# Trust review of files-mcp"]);
    assert!(titles.contains(&"## Observations") && !titles.contains(&"## Glossary"), "{titles:?}");
}

#[test]
fn shows_what_the_note_does_not_say() {
    let found = render_markdown(&golden::report(), &Theme::default());
    let (_, second) = found.split_once("### F-02").expect("the second observation");
    let (_, expected) = second.split_once("#### Expected control\n\n").expect("the field is there");
    assert!(expected.starts_with("*not stated in the note*"));
    assert!(found.contains("| Revocation path | *not stated in the note* |"));
}

#[test]
fn shows_the_version_of_the_server_and_no_digest_of_nothing() {
    let mut report = golden::report();
    report.evidence.clear();
    let found = render_markdown(&report, &Theme::default());
    assert!(found.contains("| Server | files-mcp, version 1.4.2 |"));
    assert!(found.contains("*no evidence in this report*") && !found.contains(&report.meta.evidence_digest));
}

#[test]
fn keeps_placeholders_byte_for_byte() {
    let found = render_markdown(&golden::report(), &Theme::default());
    for placeholder in ["[CREDENTIAL:github:01]", "[EMAIL:01]", "[IP:01]", "[PERSON:01]"] {
        assert!(found.contains(placeholder), "{placeholder}");
    }
}

/// What a reader of Markdown makes of a report.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    headings: Vec<u8>,
    tables: Vec<(usize, usize)>,
    html: Vec<String>,
    links: Vec<String>,
    images: usize,
}

fn seen(markdown: &str) -> Seen {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    let mut seen = Seen::default();
    for node in parse_document(&arena, markdown, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Heading(heading) => seen.headings.push(heading.level),
            NodeValue::Table(table) => seen.tables.push((table.num_columns, node.children().count())),
            NodeValue::HtmlBlock(html) => seen.html.push(html.literal.clone()),
            NodeValue::HtmlInline(html) if html != "<br>" => seen.html.push(html.clone()),
            NodeValue::Link(link) => seen.links.push(link.url.clone()),
            NodeValue::Image(_) => seen.images += 1,
            _ => {}
        }
    }
    seen
}

/// Puts a text wherever a report has text of the note or of file names.
fn filled(text: &str) -> Report {
    let mut report = golden::report();
    let clean = || CleanText::attest(text.to_owned());
    let fill = |fields: &mut Vec<Field>| {
        for field in fields {
            field.text = clean();
            field.origin.label = clean();
        }
    };
    let review = &mut report.review;
    review.title = Some(CleanText::attest(format!("T {text}")));
    fill(&mut review.objective);
    fill(&mut review.governance);
    fill(&mut review.unfilled);
    review.record.rows.iter_mut().for_each(|row| fill(&mut row.value));
    for row in &mut review.boundaries {
        fill(&mut row.expected);
        fill(&mut row.observed);
    }
    for observation in &mut review.observations {
        text.clone_into(&mut observation.id);
        observation.title = clean();
        fill(&mut observation.observed);
        fill(&mut observation.remediation);
        for (_, field) in &mut observation.more {
            field.text = clean();
        }
    }
    review.unplaced.iter_mut().for_each(|u| u.text = clean());
    report.evidence.iter_mut().for_each(|item| item.path = clean());
    report
}

/// Lines that try to get out.
fn hostile() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "# a",
            "## a",
            "===",
            "---",
            "- ",
            "> ",
            "1. ",
            "```",
            "~~~~",
            "``",
            "`",
            "<img src=x>",
            "<!--",
            "-->",
            "<b>",
            "</div>",
            "<script>",
            "|",
            "| a | b |",
            "|---|---|",
            "\\",
            "\\\\",
            "[a](javascript:x)",
            "![a](https://example.org/a)",
            "[a]: javascript:x",
            "[a]",
            "[^1]",
            "[^1]: x",
            "](",
            ")",
            "<javascript:x>",
            "&lt;b&gt;",
            "&#60;",
            "\t",
            "    ",
            "\u{202e}",
            "x",
            "word ",
            "**",
            "_",
            "[EMAIL:01]",
            "https://example.org/a",
            "$$",
            "]:",
            "<![CDATA[",
            "<?",
            "<a href='`'>",
            "!",
            "*",
            "+ ",
        ][..],
    );
    let line = vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let signs = "[`\\\\<>a|\n !\\[\\]():#=~-]{0,30}";
    prop_oneof![4 => vec(line, 0..8).prop_map(|lines| lines.join("\n")), 2 => signs, 1 => "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lets_no_text_out_of_its_place(text in hostile()) {
        let theme = Theme::default();
        let calm = seen(&render_markdown(&filled(&"x".repeat(text.len())), &theme));
        let shown = render_markdown(&filled(&text), &theme);
        let found = seen(&shown);
        prop_assert_eq!(&found.headings, &calm.headings, "{}", shown);
        prop_assert!(found.html.is_empty(), "{:?}\n{}", found.html, shown);
        prop_assert_eq!(found.images, 0);
        for link in &found.links {
            let target = link.to_lowercase();
            let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
            let known = ["http:", "https:", "mailto:"].contains(&scheme) || target.starts_with("mailto:") || !scheme.contains(':');
            prop_assert!(known, "{link}\n{shown}");
        }
        prop_assert!(found.tables.len() >= calm.tables.len());
        if text.contains("[EMAIL:01]") {
            prop_assert!(shown.contains("[EMAIL:01]"));
        }
        let turned = shown.contains('\u{202e}');
        prop_assert!(!turned);
    }
}

#[test]
fn the_governance_statement_says_that_it_speaks_of_the_program_and_not_of_the_reviewers() {
    for (theme, whose) in [("default", "not of the reviewers"), ("german", "nicht von den Prüfenden")] {
        let found = render_markdown(&golden::report(), &Theme::named(theme).expect("a theme of the program"));
        assert!(found.contains(whose), "{theme}");
        // No flag about data says less than what was not done: files with such data may have been read.
        let bare = |line: &&str| {
            ["- Customer data access", "- Zugriff auf Kundendaten"].iter().any(|flag| line.starts_with(flag))
        };
        let flag = found.lines().find(bare).expect("the flag");
        assert!(flag.ends_with(')'), "{flag}");
    }
}
