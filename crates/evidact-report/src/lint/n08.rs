//! N08: cited evidence that is not there, or is not what it was.

use super::prose::{Sentence, Token};
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Passage, Presence, Sheet};
use crate::catalog::FieldKey;
use evidact_model::CleanText;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "N08",
    title: "cited evidence missing or changed",
    reason: "A statement rests on the file that it cites; if nobody can open it, or it has changed since, it rests on nothing.",
    weight: Weight::Wrong,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let Some(evidence) = sheet.note.evidence else { return };
    let mut seen = BTreeSet::new();
    let of_evidence = |sentence: &&Sentence| sentence.part == Part::Field(FieldKey::Evidence);
    let mut cited: Vec<Cited> = sheet.sentences().iter().filter(of_evidence).flat_map(files).collect();
    let elsewhere = sheet.sentences().iter().filter(|sentence| sentence.part.asserts());
    cited.extend(elsewhere.flat_map(referred));
    cited.extend(sheet.passages().iter().flat_map(links));
    cited.sort_by_key(|cited| cited.line);
    for Cited { path, line, sha256 } in cited {
        let (what, help) = match evidence.presence(&path, sha256.as_deref()) {
            Presence::There => continue,
            Presence::Missing => (
                format!("`{path}` is cited, and is not among the evidence"),
                "put the file into the evidence folder, name the folder with --evidence, or correct the path",
            ),
            Presence::Changed => (
                format!("`{path}` is not the file whose SHA-256 was written down"),
                "look at the file again, correct what the note says of it, and write the new SHA-256",
            ),
        };
        if seen.insert((line, path)) {
            out.push(Found::new(line, RULE.weight, sheet.words(what), CleanText::literal(help)));
        }
    }
}

/// A file that the note cites.
struct Cited {
    path: String,
    line: u32,
    sha256: Option<String>,
}

/// Returns the files that a sentence of evidence names, each with the digest behind it.
fn files(sentence: &Sentence) -> Vec<Cited> {
    let mut out: Vec<Cited> = Vec::new();
    for word in &sentence.words {
        if word.token == Token::Code
            && let Some(path) = file(&word.text)
        {
            out.push(Cited { path: path.to_owned(), line: word.line, sha256: None });
        } else if let Some(last) = out.last_mut()
            && let Some(digest) = digest(&word.text)
        {
            last.sha256.get_or_insert(digest);
        }
    }
    out
}

/// Returns the files that a sentence sends its reader to: `see ev/a.json`, `Evidence: ev/a.json`, `(ev/a.json)`.
fn referred(sentence: &Sentence) -> Vec<Cited> {
    const SENDS: [&str; 10] =
        ["see", "cf", "vgl", "siehe", "evidence", "source", "nachweis", "nachweise", "beleg", "quelle"];
    let is_sent = |at: usize| {
        let before = |back: usize| at.checked_sub(back).and_then(|at| sentence.words.get(at));
        let is_sign =
            |back: usize, sign: &str| before(back).is_some_and(|w| w.token == Token::Sign && w.text == sign);
        let sends = |back: usize| before(back).is_some_and(|word| word.is_any(&SENDS));
        let closed = sentence.words.get(at + 1).is_some_and(|w| w.token == Token::Sign && w.text == ")");
        sends(1) || (is_sign(1, ":") && sends(2)) || (is_sign(1, "(") && closed)
    };
    let words =
        sentence.words.iter().enumerate().filter(|(at, word)| word.token == Token::Code && is_sent(*at));
    let paths = words.filter_map(|(_, word)| file(&word.text).map(|path| (path, word.line)));
    // A bare name is code that is spoken of as often as it is a file of the evidence.
    paths
        .filter(|(path, _)| path.contains('/'))
        .map(|(path, line)| Cited { path: path.to_owned(), line, sha256: None })
        .collect()
}

/// Returns the files that links and pictures of a passage point to.
fn links(passage: &Passage<'_>) -> Vec<Cited> {
    let mut out = Vec::new();
    let mut fenced = false;
    for (line, text) in (passage.line..).zip(passage.text.as_str().split('\n')) {
        fenced ^= text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        if fenced {
            continue;
        }
        for target in text.split("](").skip(1) {
            let target = target.split([')', ' ', '#', '?']).next().unwrap_or_default();
            if let Some(path) = file(target.trim_matches(['<', '>'])) {
                out.push(Cited { path: path.to_owned(), line, sha256: None });
            }
        }
    }
    out
}

/// Endings of names by which a word is taken for a file.
const ENDINGS: [&str; 66] = [
    "json",
    "jsonl",
    "jsonc",
    "yaml",
    "yml",
    "toml",
    "md",
    "txt",
    "log",
    "csv",
    "tsv",
    "har",
    "xml",
    "html",
    "htm",
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "doc",
    "xls",
    "rtf",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "zip",
    "tar",
    "gz",
    "tgz",
    "eml",
    "msg",
    "mbox",
    "py",
    "js",
    "ts",
    "tsx",
    "rs",
    "go",
    "sh",
    "ps1",
    "bat",
    "ini",
    "conf",
    "cfg",
    "env",
    "properties",
    "sql",
    "db",
    "sqlite",
    "pem",
    "crt",
    "jks",
    "java",
    "rb",
    "php",
    "cs",
    "tf",
    "ipynb",
    "pcap",
    "evtx",
    "lock",
];

/// Says whether a word looks like the path of a file.
pub(super) fn is_file(text: &str) -> bool {
    file(text).is_some()
}

/// Returns the path in a citation, without line numbers; nothing if it is none that can be looked up.
fn file(text: &str) -> Option<&str> {
    let text = text.strip_prefix("./").unwrap_or(text);
    let path = text.split(['#', ' ']).next()?;
    // `app.log:12`, `app.log:12-20`
    let path = match path.split_once(':') {
        Some((path, rest)) if rest.starts_with(|c: char| c.is_ascii_digit()) => path,
        Some(_) => return None,
        None => path,
    };
    // A placeholder in a path stands for a name that is another one in the folder.
    let odd = path.contains(['*', '<', '>', '{', '}', '$', '~', '[', ']', '%', '\\', '"', '(', '|', '…']);
    if odd || path.starts_with(['/', '-', '@']) || path.contains("://") || path.len() > MAX_PATH {
        return None;
    }
    let name = path.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_named = !stem.is_empty() || path.contains('/');
    let replaced = name.split(['-', '.', '_']).any(is_kind);
    (is_named && !replaced && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())).then_some(path)
}

/// Longer ones are no paths.
const MAX_PATH: usize = 300;

/// Kinds of placeholders as they stand in names of files: `PERSON-01`.
fn is_kind(word: &str) -> bool {
    ["PERSON", "EMAIL", "PHONE", "CUSTOMER", "COMPANY", "CREDENTIAL", "ADDRESS", "ACCOUNT"].contains(&word)
}

/// Returns a SHA-256 in lower case.
fn digest(text: &str) -> Option<String> {
    let bare = text.strip_prefix("sha256:").unwrap_or(text);
    (bare.len() == 64 && bare.bytes().all(|b| b.is_ascii_hexdigit())).then(|| bare.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::file;
    use crate::lint::sheet::{Evidence, Presence};
    use crate::lint::trial::with;
    use crate::lint::{Message, Profile};

    struct Folder(&'static [&'static str]);

    impl Evidence for Folder {
        fn presence(&self, cited: &str, sha256: Option<&str>) -> Presence {
            match (self.0.contains(&cited), sha256) {
                (false, _) => Presence::Missing,
                (true, Some(digest)) if digest.starts_with('0') => Presence::Changed,
                (true, _) => Presence::There,
            }
        }
    }

    fn said(note: &str) -> Vec<(u32, String)> {
        let told = with("N08", note, Profile::Normal, &[], Some(&Folder(&["config/mcp.json", "app.log"])));
        told.into_iter().map(|Message { line, what, .. }| (line, what.to_string())).collect()
    }

    #[test]
    fn cited_files_that_are_not_there_are_named() {
        let note = "### F-1 Log\n\n**Observed:** tokens are logged\n**Evidence:** `app.log:12`, `audit.log` and config/old.json\n\nSee [the capture](captures/s.har) of it.\n";
        let said = said(note);
        let lines: Vec<u32> = said.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 4, 6], "{said:?}");
        assert!(said[0].1.contains("`audit.log`"));
    }

    #[test]
    fn files_that_a_sentence_sends_to_are_cited() {
        let note = |words: &str| format!("### F-1 Log\n\n**Observed:** {words}\n");
        for cites in [
            "tokens, see logs/gone.log",
            "tokens (logs/gone.log).",
            "siehe logs/gone.log",
            "x. Evidence: logs/gone.log",
        ] {
            assert_eq!(said(&note(cites)).len(), 1, "{cites}");
        }
        for fine in ["see config/mcp.json", "`src/gone.py` (old) writes it", "(README.md)", "see the log"] {
            assert!(said(&note(fine)).is_empty(), "{fine}");
        }
    }

    #[test]
    fn a_file_with_another_digest_has_changed() {
        let zeros = "0".repeat(64);
        let ones = "1".repeat(64);
        let note = |digest: &str| {
            format!("### F-1 Log\n\n**Observed:** x\n**Evidence:** `app.log` (SHA-256 {digest})\n")
        };
        assert!(said(&note(&zeros))[0].1.contains("is not the file"));
        assert!(said(&note(&ones)).is_empty());
    }

    #[test]
    fn what_is_no_file_or_cannot_be_looked_up_is_left_alone() {
        for fine in [
            "`app.log#L3`",
            "`tools/list`",
            "https://example.org/a.json",
            "`/etc/hosts.conf`",
            "`*.log`",
            "e.g. none",
            "`tickets/TCK-1-PERSON-01.md`",
            "version 2.4.1",
            "`config/mcp.json`, line 4",
        ] {
            let note = format!("### F-1 Log\n\n**Observed:** x\n**Evidence:** {fine}\n");
            assert!(said(&note).is_empty(), "{fine}");
        }
        let elsewhere = "### F-1 Log\n\n**Observed:** `src/gone.py` writes it\n";
        assert!(said(elsewhere).is_empty(), "code that is spoken of is not cited");
    }

    #[test]
    fn line_numbers_are_no_part_of_a_path() {
        assert_eq!(file("./logs/app.log:12-20"), Some("logs/app.log"));
        assert_eq!(file("config/.env"), Some("config/.env"));
        assert_eq!(file("example.com"), None);
        assert_eq!(file("v2.4.1"), None);
    }
}
