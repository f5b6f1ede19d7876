//! Texts that are hard to set: what is longer, wider, taller or nested deeper than any page.
#![allow(dead_code, reason = "each of those who share this file uses a part of it")]

/// A text, and what must still be found of it, without white space.
pub(crate) struct Hostile {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) wanted: String,
}

/// Returns all of them.
pub(crate) fn all() -> Vec<Hostile> {
    let long_word = "x".repeat(200_000);
    let paragraph = "a word and another one ".repeat(9_000);
    let squeezed = paragraph.split_whitespace().collect();
    let wide = format!("|{}\n|{}\n|{}", "h|".repeat(400), "-|".repeat(400), "cell|".repeat(400));
    let tall = format!("| a | b |\n|---|---|\n| {} | end of row |", "tall ".repeat(8_000));
    let head = format!("| {} |\n|---|\n{}", "head ".repeat(4_000), "| row |\n".repeat(200));
    let code = format!("```\n{}\n{}\n```", "z".repeat(50_000), "line\n".repeat(3_000));
    let nested = format!("{}deep", "> - ".repeat(60));
    let quotes = format!("{}bottom", ">".repeat(40_000));
    let spaces = format!("`a{}b` end", " ".repeat(20_000));
    let letters: String = ('\u{20}'..'\u{3000}').filter(|c| !c.is_control()).collect();
    let hostile = |name, text, wanted: String| Hostile { name, text, wanted };
    vec![
        hostile("long-word", long_word.clone(), long_word),
        hostile("paragraph", paragraph, squeezed),
        hostile("wide-table", wide, "cell".to_owned()),
        hostile("tall-row", tall, "endofrow".to_owned()),
        hostile("tall-head", head, "row".to_owned()),
        hostile("code", code, "z".repeat(50_000)),
        hostile("nested", nested, "deep".to_owned()),
        hostile("quotes", quotes, "bottom".to_owned()),
        hostile("spaces", spaces, "end".to_owned()),
        hostile("letters", letters, "abcdefghijklmnopqrstuvwxyz".to_owned()),
    ]
}
