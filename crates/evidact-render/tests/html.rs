//! The HTML report as a reader of XML sees it: what it says, and that no text of a note gets out of its place.
//!
//! How a browser and those who use one by ear, by keyboard or on a small screen get on with it: `cargo xtask browser`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by it")]

#[path = "../examples/golden/report.rs"]
mod golden;
#[path = "../examples/sample/hostile.rs"]
mod hostile;
#[path = "../examples/sample/markup.rs"]
mod markup;
#[path = "../examples/sample/report.rs"]
mod report;

use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_model::review::{Field, Presence};
use evidact_render::theme::Section;
use evidact_render::{Theme, only_observation, render_html, render_markdown};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{prop_assert_eq, prop_oneof, proptest, sample::select};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use report::sample;
use std::collections::BTreeSet;

/// What a reader makes of a page.
#[derive(Debug, Default)]
struct Seen {
    /// Every element with its attributes, in order.
    elements: Vec<(String, Vec<(String, String)>)>,
    /// The text of the body, squeezed.
    text: String,
    /// The text of every heading, with its level.
    headings: Vec<(u8, String)>,
}

impl Seen {
    fn of(page: &str) -> Self {
        let page = page.strip_prefix("<!DOCTYPE html>\n").expect("a document type first");
        let mut reader = Reader::from_str(page);
        reader.config_mut().check_end_names = true;
        let mut seen = Self::default();
        let (mut open, mut heading, mut depth): (Vec<String>, Option<(u8, String)>, usize) =
            (Vec::new(), None, 0);
        loop {
            let mut say = |text: &str, open: &[String]| {
                if let Some((_, words)) = &mut heading {
                    words.push_str(text);
                }
                if !open.iter().any(|name| name == "style" || name == "title") {
                    seen.text.push_str(text);
                }
            };
            match reader.read_event().expect("well-formed") {
                Event::Eof => break,
                Event::Start(start) => {
                    let name = seen.element(&start);
                    if let Some(level) = name.strip_prefix('h').and_then(|n| n.parse().ok()) {
                        heading = Some((level, String::new()));
                    }
                    open.push(name);
                    depth = depth.max(open.len());
                }
                Event::Empty(start) => {
                    seen.element(&start);
                }
                Event::End(_) => {
                    let name = open.pop().expect("an element is open");
                    if name.strip_prefix('h').is_some_and(|n| n.parse::<u8>().is_ok()) {
                        seen.headings.extend(heading.take());
                    }
                }
                Event::Text(text) => say(&text.xml10_content(), &open),
                Event::GeneralRef(entity) => {
                    let name = entity.xml10_content();
                    let sign = match entity.resolve_char_ref().unwrap() {
                        Some(sign) => sign.to_string(),
                        None => {
                            quick_xml::escape::resolve_xml_entity(&name).expect("a known entity").to_owned()
                        }
                    };
                    say(&sign, &open);
                }
                other => panic!("a report holds no {other:?}"),
            }
        }
        assert!(open.is_empty() && depth < 200);
        seen.text = squeeze(&seen.text);
        seen
    }

    fn element(&mut self, start: &BytesStart<'_>) -> String {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let name = text(start.name().as_ref().as_bytes());
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("quoted, and not given twice");
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
            (text(attribute.key.as_ref().as_bytes()), value)
        });
        self.elements.push((name.clone(), attributes.collect()));
        name
    }

    fn attribute(&self, wanted: &str) -> Vec<&str> {
        let attributes = self.elements.iter().flat_map(|(_, attributes)| attributes);
        attributes.filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
    }

    fn count(&self, wanted: &str) -> usize {
        self.elements.iter().filter(|(name, _)| name == wanted).count()
    }

    fn titles(&self, wanted: u8) -> Vec<&str> {
        let headings = self.headings.iter().filter(|(level, _)| *level == wanted);
        headings.map(|(_, title)| title.as_str()).collect()
    }
}

/// Returns the letters and digits of a text.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn render(report: &Report) -> String {
    render_html(report, &Theme::default())
}

/// Elements that run, fetch, send, embed or take over.
const ACTIVE: &[&str] = &[
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "input",
    "button",
    "img",
    "image",
    "video",
    "audio",
    "source",
    "picture",
    "template",
    "math",
    "animate",
    "set",
    "use",
    "foreignObject",
    "details",
    "noscript",
    "portal",
    "frame",
    "frameset",
    "applet",
    "xmp",
    "plaintext",
    "textarea",
    "select",
    "slot",
    "dialog",
];

/// Says what of a page could do more than stand there.
fn active(seen: &Seen) -> Vec<String> {
    let mut found = Vec::new();
    for (name, attributes) in &seen.elements {
        if ACTIVE.contains(&name.as_str()) {
            found.push(name.clone());
        }
        for (key, value) in attributes {
            let address =
                value.starts_with('#') || value.starts_with("https://") || value.starts_with("http://");
            let sound = match key.as_str() {
                "href" => address && value.is_ascii() && !value.contains(['"', '<', '>', ' ']),
                "style" | "src" | "srcset" | "srcdoc" | "action" | "formaction" | "data" | "poster"
                | "ping" | "background" | "target" | "xmlns" => false,
                key => !key.starts_with("on") && !key.contains(':'),
            };
            if !sound {
                found.push(format!("{name} {key}={value}"));
            }
        }
    }
    found
}

#[test]
fn writes_the_golden_report() {
    let found = render(&golden::report());
    assert!(
        found == include_str!("golden/report.html"),
        "run `cargo xtask golden` and look at the difference"
    );
}

#[test]
fn writes_the_same_bytes_again() {
    assert_eq!(render(&sample(7)), render(&sample(7)));
}

#[test]
fn stands_alone() {
    let page = render(&sample(7));
    let seen = Seen::of(&page);
    assert_eq!(active(&seen), Vec::<String>::new());
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    for fetching in ["url(", "@import", "@font-face", "expression", "src:"] {
        assert!(!style.contains(fetching), "{fetching}");
    }
    let policy = seen.attribute("content").into_iter().find(|c| c.contains("default-src")).unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"));
}

#[test]
fn has_one_title_sections_without_gaps_and_ids_that_are_its_own() {
    for report in [golden::report(), sample(7), sample(0), markup::filled(&golden::report(), "")] {
        let seen = Seen::of(&render(&report));
        assert_eq!(seen.headings.first().map(|(level, _)| *level), Some(1));
        assert_eq!(seen.titles(1).len(), 1);
        for pair in seen.headings.windows(2) {
            assert!(pair[1].0 <= pair[0].0 + 1, "{pair:?}");
        }
        assert!(seen.headings.iter().all(|(_, title)| !title.trim().is_empty()));
        let ids = seen.attribute("id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        let targets = seen.attribute("href").into_iter().filter_map(|href| href.strip_prefix('#'));
        assert!(targets.chain(seen.attribute("aria-labelledby")).all(|target| ids.contains(&target)));
        for landmark in ["header", "nav", "main", "footer"] {
            assert_eq!(seen.count(landmark), 1, "{landmark}");
        }
        assert_eq!(seen.count("caption"), seen.count("thead"));
    }
}

#[test]
fn shows_the_sections_of_the_markdown_in_its_order() {
    let theme = Theme::default();
    let report = sample(3);
    let markdown = render_markdown(&report, &theme);
    let titles: Vec<&str> = markdown.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let seen = Seen::of(&render_html(&report, &theme));
    assert_eq!(seen.titles(2).first(), Some(&theme.section_title(Section::Contents)));
    assert_eq!(seen.titles(2)[1..], titles);
}

#[test]
fn follows_the_order_of_the_theme() {
    let theme = Theme::overlaid("schema = 1\nsections = [\"evidence\", \"summary\"]\n").unwrap();
    let seen = Seen::of(&render_html(&golden::report(), &theme));
    assert_eq!(seen.titles(1), ["Trust review of files-mcp"]);
    assert_eq!(seen.titles(2)[..2], ["Evidence index", "Summary"]);
    assert!(!seen.titles(2).contains(&"Glossary"));
    assert_eq!(seen.count("nav"), 0);
}

/// Checks every line of a text of the note: its letters and digits stand in the page in their order.
fn stands(seen: &Seen, text: &CleanText) {
    for line in text.as_str().lines() {
        // The numbers of a list are written by the browser, a box is drawn.
        let line = line.replace("[x]", "").replace('\u{202e}', "U+202E");
        let line = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        assert!(seen.text.contains(&squeeze(line)), "{line}");
    }
}

#[test]
fn says_everything_that_the_report_says() {
    for report in [sample(7), golden::report()] {
        let seen = Seen::of(&render(&report));
        for text in texts(&report) {
            stands(&seen, &text);
        }
    }
}

/// Returns every text of a report that comes from the note, the catalog, the metadata or the evidence.
fn texts(report: &Report) -> Vec<CleanText> {
    let review = &report.review;
    let mut fields: Vec<&Field> = Vec::new();
    let mut texts: Vec<CleanText> = Vec::new();
    let wording = |text: &str| CleanText::wording(text.to_owned());
    for part in [&review.objective, &review.scope, &review.method, &review.limits, &review.summary] {
        fields.extend(part);
    }
    for part in [&review.governance, &review.unfilled, &review.reviewer] {
        fields.extend(part);
    }
    fields.extend(review.record.rows.iter().flat_map(|row| &row.value));
    for boundary in &review.boundaries {
        for part in [&boundary.expected, &boundary.observed, &boundary.uncertainty] {
            fields.extend(part);
        }
        for control in &boundary.controls {
            texts.push(wording(&control.title));
            // One that nobody speaks of is named by its title alone.
            if !(control.said.is_empty() && control.metadata.is_empty()) {
                texts.push(wording(&control.statement));
            }
            fields.extend(&control.said);
            texts.extend(control.metadata.iter().map(|finding| finding.detail.clone()));
        }
        for contradiction in &boundary.contradictions {
            fields.extend(&contradiction.said);
            texts.push(contradiction.finding.place.clone());
        }
    }
    for observation in &review.observations {
        texts.push(observation.title.clone());
        for part in [&observation.objective, &observation.scope, &observation.expected, &observation.observed]
        {
            fields.extend(part);
        }
        fields.extend(observation.uncertainty.iter().chain(&observation.remediation));
        // A boundary or a certainty that is written as we write it is not repeated.
        let more = observation.more.iter().filter(|(key, _)| key != "boundary" && key != "certainty");
        fields.extend(more.map(|(_, field)| field));
    }
    for step in review.checklists.iter().flat_map(|checklist| &checklist.steps) {
        texts.push(wording(&step.statement));
        fields.extend(&step.said);
    }
    for pattern in &review.unsafe_patterns {
        texts.push(wording(&pattern.title));
        if pattern.presence == Presence::Seen {
            texts.push(wording(&pattern.statement));
        }
    }
    if let Some(statement) = &report.metadata {
        texts.extend(statement.files.iter().map(|file| file.path.clone()));
        texts.extend(statement.unread.iter().map(|file| file.path.clone()));
        texts.extend(statement.findings.iter().map(|finding| finding.place.clone()));
    }
    texts.extend(review.unplaced.iter().map(|stretch| stretch.text.clone()));
    texts.extend(review.suppressions.iter().map(|suppression| suppression.reason.clone()));
    texts.extend(report.evidence.iter().flat_map(|item| [item.path.clone(), wording(&item.sha256)]));
    texts.extend(report.redaction.withheld.iter().map(|(name, _)| name.clone()));
    texts.extend(fields.into_iter().map(|field| field.text.clone()));
    texts
}

#[test]
fn shows_what_the_note_does_not_say() {
    let page = render(&golden::report());
    let (_, expected) =
        page.rsplit_once("F-02 ·").unwrap().1.split_once("<h4>Expected control</h4>").unwrap();
    assert!(expected.split_once("</div>").unwrap().0.contains("not stated in the note"));
    let row = page.split_once(">Revocation path</th>").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(row.contains("not stated in the note"), "{row}");
}

#[test]
fn reads_placeholders_aloud_and_keeps_them_as_they_are() {
    let page = render(&golden::report());
    let chip = ["[CREDENTIAL:", "github:01]"].concat();
    let spoken = "aria-label=\"redacted credential github 1\"";
    assert!(
        page.contains(&format!(
            "<code class=\"placeholder\" role=\"img\" {spoken} dir=\"ltr\">{chip}</code>"
        ))
    );
    let german = render_html(&golden::report(), &Theme::named("german").unwrap());
    assert!(german.contains("<html lang=\"de\" dir=\"ltr\">") && !german.contains(spoken));
}

#[test]
fn copies_code_as_it_was_written() {
    let mut report = sample(1);
    let code = "a  <b>\n\tc && d\n\n  \"e\" 'f'";
    report.review.observations[0].observed = report::fields(&format!("```sh\n{code}\n```"), 1);
    let page = render(&report);
    let (_, shown) =
        page.split_once("<figcaption dir=\"auto\">sh</figcaption>\n<pre dir=\"auto\">\n<code>").unwrap();
    let shown = shown.split_once("</code>").unwrap().0;
    assert_eq!(quick_xml::escape::unescape(shown).unwrap(), code);
}

#[test]
fn spells_out_what_hides_and_lets_scripts_run_their_own_way() {
    let page = render(&sample(7));
    assert!(page.contains("⟦U+202E⟧") && !page.contains('\u{202e}'));
    let page = render(&markup::filled(&golden::report(), markup::RIGHT_TO_LEFT));
    assert!(page.contains("<p dir=\"auto\">"));
    // A title in Arabic runs its own way, although the id before it begins from left to right.
    let mut report = golden::report();
    report.review.observations[0].title = CleanText::literal("خادم الملفات");
    let page = render(&report);
    let title = page.split("id=\"observation-1-title\"").nth(1).unwrap();
    assert!(title.starts_with(" dir=\"rtl\">F-01 · <bdi>"));
}

#[test]
fn shows_one_observation_alone() {
    let (report, theme) = only_observation(&golden::report(), &Theme::default(), "F-01").unwrap();
    let seen = Seen::of(&render_html(&report, &theme));
    assert_eq!(seen.titles(2), ["Observations", "Redaction statement"]);
    assert_eq!(seen.titles(3).len(), 2, "the observation, and the withheld inputs: {:?}", seen.titles(3));
}

#[test]
fn lets_nothing_of_a_note_run_or_fetch() {
    for text in markup::all() {
        let report = markup::filled(&golden::report(), &text);
        let seen = Seen::of(&render(&report));
        assert_eq!(active(&seen), Vec::<String>::new(), "{text}");
        let wanted = if text.contains("canary") { "canary" } else { "" };
        assert!(seen.text.contains(wanted), "{text}");
    }
}

#[test]
fn takes_what_no_page_can_hold() {
    for hostile in hostile::all() {
        let mut report = sample(1);
        report.review.observations[0].observed = report::fields(&hostile.text, 1);
        let seen = Seen::of(&render(&report));
        assert!(seen.text.contains(&squeeze(&hostile.wanted)), "{}", hostile.name);
    }
}

/// Lines that try to get out.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = [
        "# a",
        "===",
        "- ",
        "> ",
        "1. ",
        "999999999. ",
        "```",
        "~~~~",
        "`",
        "<",
        ">",
        "\"",
        "'",
        "&",
        "&lt;",
        "&#60;",
        "&#x3c;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "</style>",
        "</pre>",
        "</td>",
        "]]>",
        "<![CDATA[",
        "<?",
        "<img src=x onerror=x>",
        "|",
        "| a | b |",
        "|---|---|",
        "\\",
        "[a](javascript:x)",
        "[a](https://example.org/a)",
        "![a](https://example.org/a)",
        "[a]: javascript:x",
        "](",
        ")",
        "<javascript:x>",
        "<https://example.org/a>",
        "\t",
        "    ",
        "\u{202e}",
        "\u{0}",
        "\u{ffff}",
        "\r",
        "x",
        "word ",
        "**",
        "_",
        "~~",
        "[EMAIL:01]",
        "[x] ",
        "\u{5e9}",
        "\u{1f525}",
    ];
    let line = vec(select(pieces.to_vec()), 0..7).prop_map(|pieces| pieces.concat());
    let lines = vec(line, 0..8).prop_map(|lines| lines.join("\n"));
    prop_oneof![4 => lines, 2 => "[`\\\\<>&\"'a|\n !\\[\\]():#=~-]{0,40}", 1 => "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lets_no_text_out_of_its_place(text in hostile_text()) {
        let calm = Seen::of(&render(&markup::filled(&golden::report(), "x")));
        let seen = Seen::of(&render(&markup::filled(&golden::report(), &text)));
        prop_assert_eq!(active(&seen), Vec::<String>::new());
        // Of level 4 there are more or fewer: what is short is a fact at a glance, what is long a field.
        let outline = |seen: &Seen| -> Vec<u8> {
            seen.headings.iter().map(|(level, _)| *level).filter(|level| *level < 4).collect()
        };
        prop_assert_eq!(outline(&seen), outline(&calm));
        for name in ["section", "article", "main", "caption", "thead", "svg", "style", "meta", "title"] {
            prop_assert_eq!(seen.count(name), calm.count(name), "{}", name);
        }
    }
}
