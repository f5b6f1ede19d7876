//! The sentences of a note, as words with their lines. Code, quotations and comments say nothing in the author's name.

use super::sheet::{Part, Passage};
use evidact_model::Placeholder;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A word of the author's, in lower case.
    Word,
    /// Code, an address or a placeholder, as it stands there.
    Code,
    /// Something in quotation marks, left out.
    Quote,
    /// A comma, colon, parenthesis or the like.
    Sign,
}

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: u32,
    pub(super) token: Token,
}

impl Word {
    /// Says whether this is one of some words, given in lower case.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        self.token == Token::Word && words.contains(&self.text.as_str())
    }
}

/// One sentence, list item or table cell.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) part: Part,
    pub(super) words: Vec<Word>,
}

impl Sentence {
    /// Returns where a phrase stands: the numbers of its first word and of the one behind its last.
    ///
    /// A phrase is slots separated by blanks, a slot alternatives separated by `|`; `?` before a slot makes it
    /// optional.
    pub(super) fn find(&self, phrase: &str) -> Option<(usize, usize)> {
        (0..self.words.len()).find_map(|at| Some((at, self.at(at, phrase)?)))
    }

    /// Returns the number of the word behind a phrase that stands here.
    pub(super) fn at(&self, at: usize, phrase: &str) -> Option<usize> {
        let Some((slot, rest)) = phrase.split_once(' ').or((!phrase.is_empty()).then_some((phrase, "")))
        else {
            return Some(at);
        };
        let (slot, optional) = slot.strip_prefix('?').map_or((slot, false), |slot| (slot, true));
        let word = self.words.get(at).filter(|word| word.token != Token::Code && word.token != Token::Quote);
        if word.is_some_and(|word| slot.split('|').any(|one| one == word.text))
            && let Some(end) = self.at(at + 1, rest)
        {
            return Some(end);
        }
        if optional { self.at(at, rest) } else { None }
    }

    /// Says whether one of some words stands in a range.
    pub(super) fn has_any(&self, words: &[&str], range: std::ops::Range<usize>) -> bool {
        self.words.get(range).is_some_and(|range| range.iter().any(|word| word.is_any(words)))
    }

    /// Says whether one of some words stands anywhere.
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| word.is_any(words))
    }

    /// Returns the line of a word.
    pub(super) fn line(&self, at: usize) -> u32 {
        self.words.get(at).or(self.words.last()).map_or(1, |word| word.line)
    }
}

/// Reads the sentences of a passage.
pub(super) fn sentences(passage: &Passage<'_>) -> Vec<Sentence> {
    let mut reader = Reader { part: passage.part, ..Reader::default() };
    for (line, text) in (passage.line..).zip(passage.text.as_str().split('\n')) {
        reader.line = line;
        reader.read(text);
    }
    reader.end();
    reader.done
}

/// Dots behind these end no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g", "i.e", "z.b", "d.h", "u.a", "bzw", "ca", "nr", "no", "etc", "vs", "cf", "vgl", "inkl"];

#[derive(Default)]
struct Reader {
    part: Part,
    line: u32,
    done: Vec<Sentence>,
    words: Vec<Word>,
    fence: Option<char>,
    in_comment: bool,
    quote_ends: Option<char>,
}

impl Reader {
    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.iter().any(|word| word.token != Token::Sign) {
            self.done.push(Sentence { part: self.part, words });
        }
    }

    fn break_block(&mut self) {
        self.end();
        self.quote_ends = None;
    }

    fn push(&mut self, text: String, token: Token) {
        self.words.push(Word { text, line: self.line, token });
    }

    fn read(&mut self, line: &str) {
        let text = line.trim_start();
        let fence = ['`', '~'].into_iter().find(|c| text.chars().take_while(|d| d == c).count() >= 3);
        if let Some(open) = self.fence {
            if fence == Some(open) {
                self.fence = None;
            }
            return;
        }
        if fence.is_some() {
            self.fence = fence;
            self.break_block();
            return;
        }
        if text.is_empty() || text.starts_with('>') {
            self.break_block();
            return;
        }
        let is_heading = text.starts_with('#');
        let marker = item_marker(text);
        if is_heading || marker > 0 {
            self.break_block();
        }
        self.scan(text.get(marker..).unwrap_or_default());
        if is_heading {
            self.break_block();
        }
    }

    fn scan(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.step(rest).max(1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Reads what stands at the beginning of a text and returns how many bytes that are.
    fn step(&mut self, rest: &str) -> usize {
        if self.in_comment {
            let end = rest.find("-->");
            self.in_comment = end.is_none();
            return end.map_or(rest.len(), |end| end + 3);
        }
        let Some(first) = rest.chars().next() else { return 1 };
        if let Some(close) = self.quote_ends {
            let end = rest.find(close);
            if let Some(end) = end {
                self.quote_ends = None;
                self.push(String::new(), Token::Quote);
                return end + close.len_utf8();
            }
            return rest.len();
        }
        if rest.starts_with("<!--") {
            self.in_comment = true;
            return 4;
        }
        if let Some((_, length)) = Placeholder::at_start(rest.as_bytes()) {
            self.push(rest.get(..length).unwrap_or_default().to_owned(), Token::Code);
            return length;
        }
        if rest.starts_with("](") {
            return window(rest).find(')').map_or(2, |end| end + 1);
        }
        match first {
            '`' => self.code(rest),
            '"' | '“' | '„' | '«' | '»' => {
                self.quote_ends = Some(match first {
                    '“' => '”',
                    '„' => '“',
                    '«' => '»',
                    '»' => '«',
                    other => other,
                });
                first.len_utf8()
            }
            c if c.is_alphanumeric() || c == '_' => self.word(rest),
            '.' | '!' | '?' => {
                let ends =
                    rest.get(1..).and_then(|rest| rest.chars().next()).is_none_or(|c| !c.is_alphanumeric());
                let short = self.words.last().is_some_and(|word| word.is_any(&ABBREVIATIONS)) && first == '.';
                if ends && !short {
                    self.end();
                }
                1
            }
            ';' | '|' => {
                self.end();
                1
            }
            ',' | ':' | '(' | ')' | '–' | '—' | '%' | '…' => {
                self.push(first.to_string(), Token::Sign);
                first.len_utf8()
            }
            other => other.len_utf8(),
        }
    }

    fn code(&mut self, rest: &str) -> usize {
        let ticks = rest.bytes().take_while(|b| *b == b'`').count();
        let fence = rest.get(..ticks).unwrap_or_default();
        let inner = window(rest.get(ticks..).unwrap_or_default());
        let Some(end) = inner.find(fence) else { return ticks };
        self.push(inner.get(..end).unwrap_or_default().trim().to_owned(), Token::Code);
        ticks + end + ticks
    }

    fn word(&mut self, rest: &str) -> usize {
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next_is_letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() || *next == '/');
            let inner = matches!(c, '.' | '/' | ':' | '@' | '-' | '\'' | '’' | '\\' | '+') && next_is_letter;
            if !(c.is_alphanumeric() || c == '_' || inner) {
                break;
            }
            end = at + c.len_utf8();
        }
        let raw = rest.get(..end).unwrap_or_default();
        let text = raw.trim_matches('_');
        if text.contains("://") || super::n08::is_file(text) {
            self.push(text.to_owned(), Token::Code);
        } else if !text.is_empty() {
            self.push(text.to_lowercase().replace('’', "'"), Token::Word);
        }
        end
    }
}

/// Code and addresses of links are looked for this far: what nothing closes must not cost the rest of the line.
const MAX_INLINE: usize = 2000;

fn window(text: &str) -> &str {
    crate::note::floor(text, MAX_INLINE)
}

/// Returns the length of the bullet or number of a list item, with the blank behind it.
fn item_marker(text: &str) -> usize {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let marks: &[&str] = if digits == 0 { &["- ", "* ", "+ ", "• "] } else { &[". ", ") "] };
    marks.iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| digits + mark.len())
}

#[cfg(test)]
mod tests {
    use super::{Sentence, Token, sentences};
    use crate::lint::sheet::{Part, Passage};
    use evidact_model::CleanText;

    fn read(text: &'static str) -> Vec<Sentence> {
        let text = CleanText::literal(text);
        sentences(&Passage { part: Part::Unplaced, text: &text, line: 10 })
    }

    fn words(sentence: &Sentence) -> Vec<&str> {
        sentence.words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn sentences_go_over_lines_and_words_know_theirs() {
        let found = read("We read the\nmanifest, e.g. v2.4.1. Then we stopped.");
        assert_eq!(found.len(), 2);
        assert_eq!(words(&found[0]), ["we", "read", "the", "manifest", ",", "e.g", "v2.4.1"]);
        assert_eq!((found[0].line(0), found[0].line(3)), (10, 11));
    }

    #[test]
    fn code_quotations_and_comments_are_not_the_author() {
        let found =
            read("It says \"no risk\" in `README.md`<!-- no risk -->.\n> no risk\n```\nno risk\n```\nEnd");
        assert!(found.iter().all(|sentence| sentence.find("no risk").is_none()));
        let kinds: Vec<Token> = found[0].words.iter().map(|word| word.token).collect();
        assert_eq!(kinds, [Token::Word, Token::Word, Token::Quote, Token::Word, Token::Code]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_phrase_has_alternatives_and_optional_words() {
        let found = read("There is no residual risk here");
        assert_eq!(found[0].find("no|zero ?residual risk"), Some((2, 5)));
        assert_eq!(found[0].find("no|zero risk"), None);
    }

    #[test]
    fn items_and_cells_are_sentences_of_their_own() {
        assert_eq!(read("- one\n- two | three; four\n1. five").len(), 5);
    }
}
