//! Messages and mailboxes: every layer is shown, and what is written reads back.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_push_string,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

use evidact_formats::{Budget, Document, Limits, Opened, Part, Reading, Replaced, Role, Visitor, open};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use std::io::Cursor;

/// Replaces a needle in every text by `[X:01]`, and withholds what cannot be opened.
struct Swap<'a> {
    needle: &'a str,
    parts: Vec<(String, Role)>,
    lost: Vec<Lost>,
}

impl<'a> Swap<'a> {
    fn new(needle: &'a str) -> Self {
        Self { needle, parts: Vec::new(), lost: Vec::new() }
    }

    fn text(&self, document: &Document) -> Blob {
        let text = String::from_utf8_lossy(document.text()).replace(self.needle, "[X:01]");
        Blob::new(RawBytes::new(text.into_bytes()))
    }

    fn file(&mut self, name: &RawName, source: Blob, budget: &mut Budget) -> Result<Blob, Withheld> {
        match open(name, source, &Limits::default())? {
            Opened::Text(document) => Ok(self.text(&document)),
            Opened::Container(container) => {
                let mut out = Cursor::new(Vec::new());
                container.walk(&Limits::default(), budget, self, Some(&mut out))?;
                Ok(Blob::new(RawBytes::new(out.into_inner())))
            }
        }
    }
}

impl Visitor for Swap<'_> {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let name = part.name.expose().to_string_lossy().into_owned();
        self.parts.push((name.clone(), part.role));
        let name = name.replace(self.needle, "X-01");
        match part.role {
            Role::Inner(reading) => {
                assert!(matches!(reading, Reading::Text(_)));
                let document = Document::of_blob(reading, &part.name, part.source, &Limits::default())?;
                Ok(Some(Replaced { name, source: self.text(&document) }))
            }
            Role::File => {
                let source = self.file(&part.name, part.source, budget);
                Ok(source.ok().map(|source| Replaced { name, source }))
            }
            Role::Dropped => Ok(None),
        }
    }

    fn lost(&mut self, loss: Loss) {
        self.lost.push(loss.what);
    }
}

/// Writes a source anew.
fn rewrite(name: &str, bytes: &[u8], swap: &mut Swap<'_>) -> Result<Vec<u8>, Withheld> {
    let mut budget = Budget::new(&Limits::default(), bytes.len() as u64);
    let blob = swap.file(&RawName::new(name), Blob::new(RawBytes::new(bytes.to_vec())), &mut budget)?;
    Ok(blob.into_memory().map_err(|_| Withheld::Unreadable)?.into_exposed())
}

fn mail(bytes: &str, needle: &str) -> String {
    String::from_utf8(rewrite("a.eml", bytes.as_bytes(), &mut Swap::new(needle)).ok().unwrap()).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        for i in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= group.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

const NEEDLE: &str = "Zx9-kanarie";

/// A message with the needle in every place that can hold one.
fn planted() -> String {
    let inner = format!(
        "From: {NEEDLE}@example.org\r\nSubject: inner {NEEDLE}\r\nMIME-Version: 1.0\r\n\r\ninner {NEEDLE}\r\n"
    );
    format!(
        "Received: from {NEEDLE}.example.org (198.51.100.1) by mx.example.org; Thu, 1 Jan 2026 00:00:00 +0000\r\n\
         From: =?utf-8?b?{b64}?= <a@example.org>\r\n\
         To: \"{NEEDLE}\" <b@example.org>\r\n\
         Subject: =?utf-8?q?Angebot_f=C3=BCr_Zx9?=\r\n =?utf-8?q?-kanarie?= und mehr\r\n\
         X-{NEEDLE}: 1\r\n\
         DKIM-Signature: v=1; d=example.org; b={NEEDLE}\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"{NEEDLE}\"; x-note=\"{NEEDLE}\"\r\n\
         \r\n\
         preamble {NEEDLE}\r\n\
         --{NEEDLE}\r\n\
         Content-Type: multipart/alternative; boundary=alt\r\n\
         \r\n\
         --alt\r\n\
         Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         \r\n\
         Gr=FC=DFe Zx9=2Dkan=\r\narie und Zx9-k=20\r\nanarie\r\n\
         --alt\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {html}\r\n\
         --alt--\r\n\
         --{NEEDLE}\r\n\
         Content-Type: application/x-{NEEDLE}; name=\"{NEEDLE}.csv\"\r\n\
         Content-Disposition: attachment; filename*0*=utf-8''Zx9%2Dkan; filename*1=\"arie.csv\"\r\n\
         Content-Description: {NEEDLE}\r\n\
         Content-ID: <{NEEDLE}@example.org>\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {csv}\r\n\
         --{NEEDLE}\r\n\
         Content-Type: message/rfc822\r\n\
         \r\n\
         {inner}\
         --{NEEDLE}\r\n\
         Content-Type: text/plain; charset=utf-7\r\n\
         \r\n\
         +AFoAeAA5-+AC0-kanarie\r\n\
         begin 644 {NEEDLE}\r\n#0V%T\r\n`\r\nend\r\n\
         --{NEEDLE}\r\n\
         Content-Type: application/octet-stream; name=noise.bin\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {noise}\r\n\
         --{NEEDLE}--\r\n\
         epilogue {NEEDLE}\r\n",
        b64 = base64(format!("Jörg {NEEDLE}").as_bytes()),
        html = base64(format!("<html><body><p>hallo {NEEDLE}</p></body></html>").as_bytes()),
        csv = base64(format!("name,id\r\n{NEEDLE},1\r\n").as_bytes()),
        noise = base64(&(0..=255).cycle().take(600).map(|b: u32| (b * 7 + b / 3) as u8).collect::<Vec<_>>()),
    )
}

#[test]
fn nothing_planted_is_left_in_any_layer() {
    let mut swap = Swap::new(NEEDLE);
    let written = rewrite("a.eml", planted().as_bytes(), &mut swap).ok().unwrap();
    let text = String::from_utf8(written.clone()).unwrap();
    assert!(!text.contains("kanarie") && !text.contains("Zx9"), "{text}");
    // Reading it again shows every layer decoded.
    let mut again = Swap::new("kanarie");
    assert!(rewrite("a.eml", &written, &mut again).is_ok_and(|second| second == written), "{text}");
    let names: Vec<&str> = swap.parts.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        names.contains(&"Zx9-kanarie.csv") && names.contains(&"body.html") && names.contains(&"message.eml")
    );
    assert!(swap.parts.iter().any(|(_, role)| *role == Role::Dropped), "the file in the text was not read");
    assert!(swap.lost.contains(&Lost::Signature) && swap.lost.contains(&Lost::Attachment));
    assert!(text.contains("Content-Disposition: attachment; filename=\"X-01.csv\"\r\n"), "{text}");
    assert!(text.contains("[this part of the message was withheld: a file]"), "{text}");
}

#[test]
fn what_is_harmless_reads_back_as_it_was() {
    let text = mail(&planted(), NEEDLE);
    for kept in [
        "Received: from [X:01].example.org (198.51.100.1) by mx.example.org; Thu,",
        "Grüße [X:01] und [X:01]\r\n",
        "<p>hallo [X:01]</p>",
        "Content-Type: message/rfc822",
        "Subject: inner [X:01]",
        "multipart/alternative; boundary=",
    ] {
        assert!(text.contains(kept), "{kept} in\n{text}");
    }
    assert!(text.lines().all(|line| line.len() <= 998));
}

#[test]
fn a_message_without_findings_says_the_same() {
    let source = "From: Jane <jane@example.org>\nTo: joe@example.org\nSubject: Plain\nMIME-Version: 1.0\n\
        Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7bit\n\nHello\n-- \nJane\n";
    assert_eq!(
        mail(source, "\0").replace("MIME-Version: 1.0\n", ""),
        source.replace("MIME-Version: 1.0\n", "")
    );
}

#[test]
fn the_same_message_is_written_the_same() {
    assert_eq!(mail(&planted(), NEEDLE), mail(&planted(), NEEDLE));
}

#[test]
fn hostile_messages_are_read_to_the_end_or_refused() {
    let whole = planted();
    for cut in (0..whole.len()).step_by(37) {
        let text = mail(&whole[..cut], NEEDLE);
        assert!(!text.contains("kanarie ") && !text.contains("Zx9-kanarie"), "cut at {cut}:\n{text}");
    }
    for (i, _) in whole.bytes().enumerate().step_by(11) {
        for b in [0, b'\r', b'\n', b'"', b'(', 0xFF] {
            let mut bytes = whole.clone().into_bytes();
            bytes[i] = b;
            let _ = rewrite("a.eml", &bytes, &mut Swap::new(NEEDLE));
        }
    }
    for odd in [
        &b""[..],
        b"\n",
        b":",
        b"A",
        b"\r\r\r",
        b"Content-Type: multipart/mixed; boundary=\n\n--\nx\n----\n",
        b"Content-Type: multipart/mixed\n\n--x\n",
        b"Content-Type: multipart/mixed; boundary=\"a\n\n--a\n--a--",
        b"Content-Type: ;;;=\"\n\nx",
        b"Subject: =?utf-8?b?/w==?= =?utf-8?q?=FF=?= =?x?y?z?=\n\n\xFF",
    ] {
        assert!(rewrite("a.eml", odd, &mut Swap::new(NEEDLE)).is_ok());
    }
}

#[test]
fn nesting_without_end_is_refused_and_much_of_everything_is_not_slow() {
    let mut deep = "MIME-Version: 1.0\nFrom: a\n".to_owned();
    for level in 0..500 {
        deep.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    assert!(rewrite("a.eml", deep.as_bytes(), &mut Swap::new(NEEDLE)) == Err(Withheld::Budget));
    let forwards = "Content-Type: message/rfc822\n\n".repeat(40);
    let budget = rewrite("a.eml", forwards.as_bytes(), &mut Swap::new(NEEDLE));
    assert!(budget.is_ok(), "what is nested too deep is withheld alone");
    for flood in [
        format!("Subject: {}\n\n", "=?".repeat(200_000)),
        format!("Subject: {}\n\n", "=?a?q?".repeat(100_000)),
        format!("To: {}\n\n", "a<b,".repeat(100_000)),
        format!("Content-Type: a/b; {}\n\n", "x*0*=1;".repeat(60_000)),
        format!("Content-Type: a/b; {}\n\n", "x*=1;y*=2;".repeat(60_000)),
        format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\n".repeat(20_000)),
        "A: b\n".repeat(100_000),
        format!("\n{}", "begin 644 x\n".repeat(20_000)),
        format!("\n{}", "=ybegin \n".repeat(20_000)),
    ] {
        assert!(rewrite("a.eml", flood.as_bytes(), &mut Swap::new(NEEDLE)).is_ok());
    }
}

#[test]
fn messages_of_a_mailbox_are_written_one_after_the_other() {
    let mailbox = format!(
        "From {NEEDLE}@example.org Thu Jan  1 10:00:00 2026\nFrom: a@example.org\nTo: b@example.org\n\n\
         >From the start\n{NEEDLE}\n\nFrom c@example.org Fri Jan  2 10:00:00 2026\nFrom: c@example.org\nSubject: two\n\n\
         second\n"
    );
    let written = rewrite("box", mailbox.as_bytes(), &mut Swap::new(NEEDLE)).ok().unwrap();
    let text = String::from_utf8(written).unwrap();
    assert_eq!(text.matches("From - Thu Jan  1 00:00:00 1970\n").count(), 2);
    assert!(text.contains("=46rom the start\n[X:01]\n") && text.contains("second\n"), "{text}");
    assert!(!text.contains(NEEDLE));
}

#[test]
fn encrypted_parts_are_withheld_and_signed_ones_lose_their_signature() {
    let signed = "MIME-Version: 1.0\nFrom: a@example.org\nContent-Type: multipart/signed; boundary=s; micalg=pgp-sha1\n\n\
        --s\nContent-Type: text/plain\n\nwhat was signed\n--s\nContent-Type: application/pgp-signature\n\n\
        -----BEGIN PGP SIGNATURE-----\nabc\n--s--\n";
    let mut swap = Swap::new(NEEDLE);
    let text = String::from_utf8(rewrite("a.eml", signed.as_bytes(), &mut swap).ok().unwrap()).unwrap();
    assert!(
        text.contains("what was signed") && !text.contains("SIGNATURE") && swap.lost == [Lost::Signature]
    );
    let armoured = format!("-----BEGIN PGP {}-----\n\nabc\n", "MESSAGE");
    let encrypted = format!(
        "MIME-Version: 1.0\nFrom: a@example.org\nContent-Type: multipart/encrypted; boundary=s\n\n\
         --s\nContent-Type: application/octet-stream\n\n{armoured}\n--s--\n"
    );
    let text = mail(&encrypted, NEEDLE);
    assert!(text.contains("was withheld: a file]") && !text.contains("abc"), "{text}");
}

#[test]
fn fields_that_end_in_a_lone_carriage_return_stay_apart() {
    let written =
        mail(&format!("From: a@example.org\rX-Mailer: {NEEDLE}\rComments: (kept)\r\rbody\r"), NEEDLE);
    assert!(written.contains("X-Mailer: [X:01]\nComments: (kept)\n"), "{written}");
    let written =
        mail(&format!("From: a@example.org\nX-Note: {NEEDLE}\rmore\nComments: kept\n\nbody\n"), NEEDLE);
    assert!(written.contains("X-Note: [X:01] more\n"), "{written}");
}
