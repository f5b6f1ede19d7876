//! Texts that would be more than text if they could: each line tries one way into a page.
#![allow(dead_code, reason = "each of those who share this file uses a part of it")]

use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFile, MetadataFinding, MetadataStatement, Stance, UnreadFile};
use evidact_model::report::Report;
use evidact_model::review::{Contradiction, Field, Suppression};

/// A paragraph, a list and a heading in Arabic and Hebrew, with Latin words and a placeholder among them.
pub(crate) const RIGHT_TO_LEFT: &str = "خادم الملفات يقرأ docs/policy.md ثم [CREDENTIAL:github:01] مرة واحدة.\n\n\
    - שרת הקבצים\n- `read_file` נקרא פעם אחת\n\n## עברית";

/// Returns the texts. Whatever one of them does in a page, it does by `canary()`.
pub(crate) fn all() -> Vec<String> {
    let handlers =
        ["onerror", "onload", "onfocus", "ontoggle", "onbegin", "onanimationstart", "onpointerover"];
    let mut texts: Vec<String> = handlers
        .iter()
        .flat_map(|handler| {
            [
                format!("<img src=x {handler}=canary()>"),
                format!("<svg><animate {handler}=canary() attributeName=x dur=1s></svg>"),
                format!("\"><details open {handler}=canary()>x</details>"),
                format!("' autofocus tabindex=1 {handler}='canary()"),
            ]
        })
        .collect();
    texts.extend(
        [
            "<script>canary()</script>",
            "</script><script>canary()</script>",
            "</style><script>canary()</script><style>",
            "</title><script>canary()</script>",
            "</textarea></noscript></template></caption></table><script>canary()</script>",
            "<!--><script>canary()</script>-->",
            "<![CDATA[<script>canary()</script>]]>",
            "<?xml-stylesheet href=\"javascript:canary()\"?>",
            "<iframe srcdoc=\"<script>canary()</script>\"></iframe>",
            "<object data=\"data:text/html,<script>canary()</script>\"></object>",
            "<embed src=\"https://fetch.example/x\">",
            "<link rel=stylesheet href=https://fetch.example/x.css>",
            "<base href=https://fetch.example/>",
            "<meta http-equiv=refresh content=\"0;url=https://fetch.example/\">",
            "<form action=https://fetch.example/><button>x</button></form>",
            "<math><mtext></mtext><mglyph><style><img src=x onerror=canary()></style></mglyph></math>",
            "<video poster=https://fetch.example/p src=https://fetch.example/v autoplay></video>",
            "<div style=\"background:url(https://fetch.example/b)\">x</div>",
            "<style>@import url(https://fetch.example/i.css);*{background:url(https://fetch.example/s)}</style>",
            "<a href=\"javascript:canary()\" id=report name=contents>x</a>",
            "![x](https://fetch.example/pixel.png)",
            "![x](data:image/svg+xml,<svg onload=canary()>)",
            "[x](javascript:canary())",
            "[x](JaVaScRiPt:canary())",
            "[x](java&#x0A;script:canary())",
            "[x](java\tscript:canary())",
            "[x](&#106;avascript:canary())",
            "[x](<javascript:canary()>)",
            "[x](data:text/html;base64,PHNjcmlwdD4)",
            "[x](vbscript:canary())",
            "[x](//fetch.example/relative)",
            "[x](file:///etc/hosts)",
            "[x](https://docs.example/\"onmouseover=canary\\(\\))",
            "[x](https://docs.example/ 'onmouseover=canary()')",
            "<javascript:canary()>",
            "<https://docs.example/a\"onclick=canary()>",
            "[x]: javascript:canary() \"onclick=canary()\"",
            "[x][y]\n\n[y]: https://docs.example/<script>canary()</script>",
            "`<script>canary()</script>`",
            "```<script>canary()</script>\n</code></pre><script>canary()</script>\n```",
            "    </pre><script>canary()</script>",
            "| <script>canary()</script> | b |\n|---|---|\n| </td></tr></table><img src=x onerror=canary()> | |",
            "&lt;script&gt;canary()&lt;/script&gt; &#60;script&#62;canary()&#60;/script&#62; &amp;lt;",
            "{{constructor.constructor('canary()')()}} ${canary()} <%= canary() %>",
            "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{e0041}f\u{0}g\u{8}h\u{ffff}i",
            "+ADw-script+AD4-canary()+ADw-/script+AD4-",
            "\u{feff}<script>canary()</script>",
            "<scr\u{0}ipt>canary()</scr\u{0}ipt>",
            "[CREDENTIAL:github:01]\"><script>canary()</script>[EMAIL:02]",
            "</main></body></html><script>canary()</script>",
            "]]><script>canary()</script>",
            "<plaintext>",
            "<xmp><script>canary()</script>",
            "<template><script>canary()</script>",
        ]
        .map(str::to_owned),
    );
    texts
}

/// Returns a report with a text wherever text of the note, of names or of metadata stands.
pub(crate) fn filled(report: &Report, text: &str) -> Report {
    let mut report = report.clone();
    let clean = || CleanText::attest(text.to_owned());
    let fill = |fields: &mut Vec<Field>| {
        if let Some(first) = fields.first().cloned() {
            fields.push(first);
        }
        for field in fields {
            field.text = clean();
            field.origin.label = clean();
        }
    };
    report.meta.id = clean();
    report.meta.version = Some(clean());
    report.meta.date = Some(clean());
    report.meta.classification = clean();
    let review = &mut report.review;
    review.title = Some(clean());
    let parts = [&mut review.objective, &mut review.scope, &mut review.method, &mut review.limits];
    parts.into_iter().for_each(fill);
    let parts = [&mut review.summary, &mut review.reviewer, &mut review.governance, &mut review.unfilled];
    parts.into_iter().for_each(fill);
    review.record.rows.iter_mut().for_each(|row| fill(&mut row.value));
    let finding = MetadataFinding {
        check: "S01".to_owned(),
        path: clean(),
        line: 3,
        place: clean(),
        server: Some(clean()),
        detail: clean(),
        remark: None,
        stance: Stance::Contradicts,
        items: Vec::new(),
    };
    for row in &mut review.boundaries {
        [&mut row.expected, &mut row.observed, &mut row.uncertainty].into_iter().for_each(fill);
        row.contradictions.push(Contradiction {
            item: "IDN-01".to_owned(),
            title: "Name".to_owned(),
            said: row.expected.clone(),
            finding: finding.clone(),
        });
    }
    for observation in &mut review.observations {
        text.clone_into(&mut observation.id);
        observation.title = clean();
        let parts = [&mut observation.objective, &mut observation.scope, &mut observation.expected];
        parts.into_iter().for_each(fill);
        let parts = [&mut observation.observed, &mut observation.uncertainty, &mut observation.remediation];
        parts.into_iter().for_each(fill);
        if let Some(written) = &mut observation.severity_as_written {
            written.text = clean();
        }
        observation.more.iter_mut().for_each(|(_, field)| field.text = clean());
    }
    review.unplaced.iter_mut().for_each(|stretch| stretch.text = clean());
    review.suppressions.push(Suppression { rule: "N07".to_owned(), reason: clean(), line: 4 });
    report.evidence.iter_mut().for_each(|item| item.path = clean());
    report.redaction.withheld.iter_mut().for_each(|(name, _)| *name = clean());
    report.metadata = Some(MetadataStatement {
        files: vec![MetadataFile {
            path: clean(),
            kind: vec!["list".into()],
            servers: vec![clean()],
            tools: 2,
        }],
        unread: vec![UnreadFile { path: clean(), reason: "too large".into() }],
        findings: vec![finding],
    });
    report
}
