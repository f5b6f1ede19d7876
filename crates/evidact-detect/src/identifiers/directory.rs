//! Directories and address books: distinguished names (RFC 4514), vCard (RFC 6350), iCalendar (RFC 5545).
//!
//! Their keys are one or two letters long and mean other things elsewhere, so the form around them must fit.

use super::bytes::{before, byte, is_word, part, run};
use super::names::{self, Listed};
use super::pass::Scan;
use super::username;
use super::what::What;
use evidact_model::Confidence::{Low, Medium};

/// Looks at the word `start..end` as a key of a directory; says whether it was one.
pub(super) fn at(scan: &mut Scan<'_>, start: usize, end: usize) -> bool {
    let text = scan.text;
    match (part(text, start, end).to_ascii_lowercase().as_slice(), byte(text, end)) {
        (b"n", b':' | b';') => card(scan, start, end),
        (b"uid", b'=') => account(scan, start, end + 1),
        (b"cn", b'=' | b':') => common_name(scan, start, end + 1),
        _ => false,
    }
}

/// `N:Doe;Jane;;;` and `N;CHARSET=UTF-8:Doe;Jane`: family and given names, at the start of a line.
fn card(scan: &mut Scan<'_>, start: usize, end: usize) -> bool {
    let text = scan.text;
    let open = run(text, end, 60, |b| b != b':' && b != b'\n') + 1;
    let first = run(text, open, 60, |b| !matches!(b, b';' | b'\n' | b'\r' | b'\\'));
    if !matches!(before(text, start), b'\n') || byte(text, first) != b';' || first == open {
        return false;
    }
    let mut at = open;
    for _ in 0..3 {
        let stop = run(text, at, 60, |b| !matches!(b, b';' | b'\n' | b'\r' | b'\\'));
        let name = part(text, at, stop);
        if name.len() >= 2 && names::is_name_like(name) {
            scan.add(at, stop, What::Person, Medium);
        }
        if byte(text, stop) != b';' {
            break;
        }
        at = stop + 1;
    }
    true
}

/// `uid=jdoe,ou=people,dc=example`: the account in a distinguished name.
fn account(scan: &mut Scan<'_>, start: usize, at: usize) -> bool {
    let text = scan.text;
    let end = run(text, at, 64, |b| is_word(b) || matches!(b, b'.' | b'-' | b'@'));
    let next = run(text, end, 2, |b| matches!(b, b',' | b' '));
    let key = run(text, next, 4, |b| b.is_ascii_alphabetic());
    let joined = byte(text, end) == b',' && byte(text, key) == b'=' && key > next;
    let first = matches!(before(text, start), b' ' | b'"' | b'\'' | b'\n' | b'(' | b',' | b'=');
    let name = part(text, at, end);
    if !joined || !first {
        return false;
    }
    if name.len() >= 3 && !name.contains(&b'@') && !username::names_nobody(name) {
        scan.add(at, end, What::Username, Low);
    }
    true
}

/// `CN=Jane Doe`: the common name of a person, if the lists know one of its words; hosts and authorities have
/// common names too.
fn common_name(scan: &mut Scan<'_>, start: usize, at: usize) -> bool {
    let text = scan.text;
    let attendee = before(text, start) == b';';
    let at = run(text, at, 2, |b| matches!(b, b' ' | b'"' | b'\''));
    let Some(name) = names::read(text, at, text.len().min(at + 80)) else { return false };
    let first = names::word_at(text, at).map_or(Listed::Unknown, |w| names::listed(part(text, at, w.end)));
    let known = name.known_given || (name.words >= 2 && (name.known_family || first == Listed::Ambiguous));
    let closed =
        matches!(byte(text, name.end), b',' | b'\n' | b'\r' | b'"' | b'\'' | b'/' | b':' | b';' | b'+');
    // `ATTENDEE;CN=…:mailto:…`: parameters of calendars name people only.
    let attends = attendee && name.words >= 2;
    let person = (known || attends) && closed;
    if person {
        scan.add(at, name.end, What::Person, Medium);
    }
    person
}

/// `CORP\\jdoe42`: the account behind a domain in capitals, as systems log it.
pub(super) fn logon(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    /// Keys of the registry and the words of systems that a backslash follows.
    const OTHERS: [&[u8]; 12] = [
        b"HKLM",
        b"HKCU",
        b"HKCR",
        b"HKU",
        b"BUILTIN",
        b"AUTHORITY",
        b"SERVICE",
        b"APPPOOL",
        b"SOFTWARE",
        b"SYSTEM",
        b"HARDWARE",
        b"SECURITY",
    ];
    let domain = part(text, start, end);
    let opens = matches!(
        before(text, start),
        b'\n' | b' ' | b'"' | b'\'' | b'(' | b'=' | b':' | b',' | b'[' | b'`' | b'>' | b'|' | b'\t'
    );
    // Two backslashes are one that was escaped.
    let at = end + 1 + usize::from(byte(text, end + 1) == b'\\');
    let stop = run(text, at, 32, |b| is_word(b) || matches!(b, b'.' | b'-'));
    let stop = if matches!(before(text, stop), b'.' | b'-') { stop - 1 } else { stop };
    let name = part(text, at, stop);
    let goes_on = matches!(byte(text, stop), b'\\' | b'/' | b'$' | b'(' | b'+' | b'*' | b'{' | b':' | b'<');
    if !opens
        || !(2..=15).contains(&domain.len())
        || !domain.first().is_some_and(u8::is_ascii_uppercase)
        || OTHERS.contains(&domain)
        || !(3..=24).contains(&name.len())
        || goes_on
        || !name.first().is_some_and(u8::is_ascii_alphabetic)
        || !name.iter().any(u8::is_ascii_lowercase)
        || username::names_nobody(name)
    {
        return None;
    }
    // `FAILED\next line`, `'ERROR\sfailed'`: an escape and a word, unless a word for an account stands before, or the word
    // of who did it, or behind the name what somebody did. Of the rarer escapes a digit or a dot tells the account, too.
    let ahead = part(text, start.saturating_sub(ACCOUNT_REACH), start).to_ascii_lowercase();
    let account = last_of(&ahead, &ACCOUNTS);
    // `the user folder EXPORT\Invoices`: the nearer word says what it is.
    if last_of(&ahead, &FILES).is_some_and(|file| account.is_none_or(|word| word < file)) {
        return None;
    }
    let told = account.is_some();
    let acts = told || is_behind_doer(&ahead) || is_before_deed(text, stop);
    let reads = match name.first() {
        _ if is_everyday(domain) => told || is_behind_doer(&ahead),
        Some(b'n' | b'r' | b't') => told,
        Some(b'a' | b'b' | b'd' | b'e' | b'f' | b's' | b'u' | b'v' | b'w' | b'x') => acts || is_marked(name),
        _ => acts || is_marked(name) || is_lower(name) || is_spelled(name),
    };
    reads.then_some((at, stop))
}

/// Words in capitals that are folders, levels of a log or states, and no domain.
const EVERYDAY: &str = "ABLAGE ARCHIVE BACKUP BIN BUILD COMMON CONFIG DATA DATEN DEBUG DIST DOC DOCS DONE DOWNLOAD DOWNLOADS ERROR \
    EXPORT EXPORTE EXPORTS FAIL FAILED FATAL FILES HOME IMPORT IMPORTS INFO INPUT LIB LOG LOGS MEDIA NOTE OK OUT OUTPUT PASS \
    PATTERN PRIVATE PROJECTS PROJEKTE PUBLIC REGEX RELEASE REPORTS RESULT SCRIPTS SHARE SOURCE SRC STATUS TEMP TEST TESTS \
    TMP TODO TOOLS TRACE UPLOAD UPLOADS USERS WARN WARNING WINDOWS";

fn is_everyday(domain: &[u8]) -> bool {
    EVERYDAY.split_ascii_whitespace().any(|word| word.as_bytes() == domain)
}

/// Says whether the word behind a name is what somebody does: `CORP\\bkowalski opened a session`.
fn is_before_deed(text: &[u8], stop: usize) -> bool {
    const DEEDS: &str = "accessed added approved authenticated changed closed connected copied created deleted denied disabled \
        downloaded enabled executed failed has installed is joined logged mounted moved opened ran read removed requested \
        restarted signed started stopped tried used was wrote hat ist war wurde meldete";
    let from = stop + usize::from(byte(text, stop) == b' ');
    let word = part(text, from, run(text, from, 16, |b| b.is_ascii_lowercase()));
    from > stop && DEEDS.split_ascii_whitespace().any(|deed| deed.as_bytes() == word)
}

/// `JaneDoe`: a given name and another word with a capital.
fn is_spelled(name: &[u8]) -> bool {
    let Some(hump) = name.iter().skip(1).position(u8::is_ascii_uppercase).map(|i| i + 1) else {
        return false;
    };
    matches!(names::listed(part(name, 0, hump)), Listed::Given | Listed::Ambiguous)
        && name.iter().all(u8::is_ascii_alphabetic)
}

/// How far before a domain the word for an account may stand.
const ACCOUNT_REACH: usize = 32;
/// Words for an account, and those for what is no account behind a backslash either, folded.
const ACCOUNTS: [&[u8]; 7] = [b"user", b"account", b"benutzer", b"logon", b"logged", b"login", b"runas"];
const FILES: [&[u8]; 12] = [
    b"folder",
    b"file",
    b"directory",
    b"share",
    b"path",
    b"pattern",
    b"regex",
    b"grep",
    b"ordner",
    b"datei",
    b"verzeichnis",
    b"pfad",
];

/// Where the last of some words stands in a text.
fn last_of(folded: &[u8], words: &[&[u8]]) -> Option<usize> {
    words.iter().filter_map(|word| memchr::memmem::rfind(folded, word)).max()
}

/// Says whether a digit, a dot or a low line within a name tells that it is an account; the end of a file does not.
fn is_marked(name: &[u8]) -> bool {
    const ENDS: [&[u8]; 14] = [
        b"csv", b"txt", b"pdf", b"doc", b"docx", b"xls", b"xlsx", b"xml", b"json", b"log", b"zip", b"exe",
        b"dll", b"ps1",
    ];
    let end = name.iter().rposition(|b| *b == b'.').and_then(|dot| name.get(dot + 1..)).unwrap_or_default();
    !ENDS.iter().any(|known| end.eq_ignore_ascii_case(known))
        && name.iter().any(|b| b.is_ascii_digit() || matches!(b, b'.' | b'_'))
}

/// Says whether a name is written as accounts are, in small letters.
fn is_lower(name: &[u8]) -> bool {
    name.len() >= 4 && name.iter().all(|b| b.is_ascii_lowercase() || *b == b'-')
}

/// Says whether the last word before a domain is one that somebody stands behind: `started by CORP\sweber`.
fn is_behind_doer(folded: &[u8]) -> bool {
    let word = folded.trim_ascii_end().rsplit(|b| !b.is_ascii_alphabetic()).next().unwrap_or_default();
    [&b"as"[..], b"by", b"als", b"von", b"durch"].contains(&word)
}

/// Says whether the word `start..end` is the key of a card, which no list of phrases holds: one letter.
pub(super) fn starts_card(text: &[u8], start: usize, end: usize) -> bool {
    end == start + 1
        && byte(text, start) == b'N'
        && matches!(byte(text, end), b':' | b';')
        && before(text, start) == b'\n'
}

#[cfg(test)]
mod tests {
    use super::logon;

    fn found(text: &str) -> Option<&str> {
        let slash = text.find('\\')?;
        let start = text.get(..slash)?.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |i| i + 1);
        logon(text.as_bytes(), start, slash).and_then(|(from, to)| text.get(from..to))
    }

    #[test]
    fn an_account_stands_behind_its_domain() {
        assert_eq!(found("CORP\\pschmitz71 logged on"), Some("pschmitz71"));
        assert_eq!(found("as VOLTWERK\\\\j.grossmann."), Some("j.grossmann"));
        assert_eq!(found("user CORP\\nschmitz logged on"), Some("nschmitz"));
        assert_eq!(found("ran as CORP\\pschmitz"), Some("pschmitz"));
        assert_eq!(found("started by CORP\\sweber"), Some("sweber"));
        assert_eq!(found("seen CORP\\pschmitz yesterday"), Some("pschmitz"));
        assert_eq!(found("CORP\\j_doe"), Some("j_doe"));
        assert_eq!(found("closed by CORP\\JaneDoe"), Some("JaneDoe"));
        assert_eq!(found("CORP\\Jane.Doe"), Some("Jane.Doe"));
        assert_eq!(found("login CORP\\JaneDoe"), Some("JaneDoe"));
        assert_eq!(found("CORP\\JaneDoe deleted the share"), Some("JaneDoe"));
        assert_eq!(found("ACME\\bkowalski opened a session"), Some("bkowalski"));
        assert_eq!(found("user EXPORT\\kowalski"), Some("kowalski"));
        assert_eq!(found("the file is of user CORP\\JaneDoe"), Some("JaneDoe"));
    }

    #[test]
    fn paths_escapes_and_accounts_of_nobody_are_left() {
        for text in [
            "HKLM\\software",
            "C:\\Data",
            "\\\\SRV\\share",
            "CORP\\docs\\a.txt",
            "NT AUTHORITY\\SYSTEM",
            "BUILTIN\\Administrators",
            "FAILED\\nnext",
            "STATUS\\tdone",
            "ID\\d+",
            "DOMAIN\\user",
            "1234L\\n56",
            "DONE\\n12 items",
            "SOFTWARE\\Microsoft",
            "the folder EXPORT\\Invoices is readable",
            "the folder EXPORT\\invoices is readable",
            "the user folder EXPORT\\invoices",
            "see EXPORT\\Invoices",
            "see EXPORT\\invoices.csv",
            "the pattern 'ERROR\\sfailed'",
            "grep ERROR\\wfailed",
            "ERROR\\dfailed",
            "EXPORT\\invoices",
            "ERROR\\s404",
            "LOGS\\archive is full",
            "DATA\\InvoicesOld",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
