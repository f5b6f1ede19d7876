//! Case 24: messages and mailboxes.

use crate::common::{package, password, token};
use crate::support::tool;

/// Standard base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
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

fn quoted(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_lowercase() { char::from(b).to_string() } else { format!("={b:02X}") })
        .collect()
}

/// A message with a password, a token, an address and a name in every layer.
fn message() -> String {
    let (password, token) = (password(), token());
    let subject = base64(format!("Zugang: {token} für alle").as_bytes());
    let html =
        base64(format!("<p>Hello, the password: <b>{password}</b></p><p>harmless html</p>").as_bytes());
    let csv = base64(format!("name,password\r\nsvc,{password}\r\n").as_bytes());
    let inner = format!(
        "From: \"Edda Quellmann\" <edda.quellmann@kunde.example.org>\r\nSubject: again\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain\r\n\r\npassword: {password}\r\nharmless inner\r\n"
    );
    format!(
        "Received: from mail.example.org ([198.51.100.23]) by mx.example.com; Thu, 01 Jan 2026 10:00:00 +0000\r\n\
         DKIM-Signature: v=1; d=example.org; b=abcdef\r\n\
         From: =?iso-8859-1?Q?Edda_Quellmann?= <edda.quellmann@kunde.example.org>\r\n\
         To: ops@kunde.example.org\r\n\
         Subject: =?utf-8?b?{subject}?=\r\n\
         Message-ID: <one.two@kunde.example.org>\r\n\
         In-Reply-To: <one.two@kunde.example.org>\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"{token}\"\r\n\
         \r\n\
         {password}\r\n\
         --{token}\r\n\
         Content-Type: multipart/alternative; boundary=alt\r\n\
         \r\n\
         --alt\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         \r\n\
         the password: {quoted}\r\n\
         harmless plain\r\n\
         --alt\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {html}\r\n\
         --alt--\r\n\
         --{token}\r\n\
         Content-Type: text/csv; name=\"{token}.csv\"\r\n\
         Content-Disposition: attachment; filename*=utf-8''{token}.csv\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         {csv}\r\n\
         --{token}\r\n\
         Content-Type: message/rfc822\r\n\
         \r\n\
         {inner}\
         --{token}--\r\n\
         {password}\r\n",
        quoted = quoted(&password),
    )
}

/// What a program for mail shows of a message: structure, fields, bodies and attachments decoded.
const SHOW: &str = "
import email, email.policy, mailbox, sys
def show(m, depth=0):
    for k, v in m.items(): print('  ' * depth + k + ': ' + str(v))
    print('  ' * depth + '[' + m.get_content_type() + '] ' + str(m.get_filename()) + ' ' + str(len(m.defects)))
    if m.is_multipart():
        for p in m.iter_parts() if m.get_content_maintype() != 'message' else m.get_payload(): show(p, depth + 1)
    else:
        c = m.get_content()
        print(c if isinstance(c, str) else c.decode('utf-8', 'replace'))
path = sys.argv[1]
if path.endswith('.mbox'):
    for m in mailbox.mbox(path, factory=lambda f: email.message_from_binary_file(f, policy=email.policy.default)): show(m)
else:
    show(email.message_from_binary_file(open(path, 'rb'), policy=email.policy.default))
";

fn gone() -> Vec<String> {
    let password = password();
    vec![
        base64(password.as_bytes()),
        quoted(&password),
        password,
        token(),
        "Quellmann".to_owned(),
        "edda.quellmann".to_owned(),
        "one.two".to_owned(),
        "198.51.100.23".to_owned(),
    ]
}

#[test]
fn case_24_a_message_with_a_value_in_every_layer() {
    let package = package("c24", &[("a.eml", message())], &[]).expect(0);
    let gone = gone();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    package.expect_gone(&gone);
    let text = package.text("a.eml");
    assert!(text.contains("harmless plain") && text.contains("harmless inner"), "{text}");
    let path = package.path("a.eml");
    let Some(shown) = tool("python3", &["-c", SHOW, path.to_str().unwrap()]) else { return };
    assert!(shown.status.success(), "{}\n{text}", String::from_utf8_lossy(&shown.stderr));
    let shown = String::from_utf8(shown.stdout).unwrap();
    for value in &gone {
        assert!(!shown.contains(value), "{value} in\n{shown}");
    }
    for (kept, count) in [
        ("[multipart/mixed] None 0", 1),
        ("[multipart/alternative] None 0", 1),
        ("[text/plain] None 0", 2),
        ("[text/html] None 0", 1),
        ("[text/csv] ", 1),
        ("[message/rfc822] None 0", 1),
        ("harmless html", 1),
        ("name,password", 1),
        ("für alle", 1),
    ] {
        assert_eq!(shown.matches(kept).count(), count, "{kept} in\n{shown}");
    }
    let id = |name: &str| shown.lines().find_map(|l| l.strip_prefix(name)).unwrap().to_owned();
    assert_eq!(id("Message-ID: "), id("In-Reply-To: "), "ids stay consistent");
    let manifest = package.manifest().to_string();
    assert!(manifest.contains("\"signature\""), "{manifest}");
}

#[test]
fn case_24_a_mailbox_keeps_its_messages() {
    let mailbox = format!(
        "From edda.quellmann@kunde.example.org Thu Jan  1 10:00:00 2026\n{}\n\
         From ops@kunde.example.org Thu Jan  1 11:00:00 2026\nFrom: ops@kunde.example.org\nSubject: two\n\n\
         >From the second message, harmless.\npassword: {}\n\n",
        message().replace("\r\n", "\n"),
        password()
    );
    let package = package("c24b", &[("a.mbox", mailbox)], &[]).expect(0);
    let gone = gone();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    package.expect_gone(&gone);
    let path = package.path("a.mbox");
    let Some(shown) = tool("python3", &["-c", SHOW, path.to_str().unwrap()]) else { return };
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.matches("[multipart/mixed]").count(), 1, "{shown}");
    assert!(shown.contains("\nFrom the second message, harmless.\n"), "{shown}");
}

#[test]
fn case_24_addresses_with_comments_stay_addresses() {
    let message = "From: root@host.kunde.example.net (Cron Daemon)\nTo: edda at kunde.example.net (Edda Quellmann)\n\
        Cc: MAILER-DAEMON@kunde.example.net (Mail Delivery System), joe@kunde.example.net (Joe (home))\n\
        Sender: edda@kunde.example.net (Edda, at work)\nSubject: harmless\nMIME-Version: 1.0\n\
        Content-Type: text/plain\n\nharmless body\n";
    let package = package("c24c", &[("a.eml", message)], &[]).expect(0);
    package.expect_gone(&["kunde.example.net", "Quellmann", "edda"]);
    let text = package.text("a.eml");
    for kept in [
        "@redacted.invalid (Cron Daemon)",
        "@redacted.invalid (Mail Delivery System)",
        "(home)",
        "harmless body",
    ] {
        assert!(text.contains(kept), "{kept} in\n{text}");
    }
    let path = package.path("a.eml");
    let Some(shown) = tool("python3", &["-c", SHOW, path.to_str().unwrap()]) else { return };
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("[text/plain] None 0"), "{shown}");
}

#[test]
fn case_24_a_message_that_may_not_be_published_costs_only_itself() {
    let envelope = "From joe@kunde.example.net Thu Jan  1 10:00:00 2026\nFrom: MAILER DAEMON <>\n";
    // A card number in pieces.
    let card = "<p>Card number: <b>4539 1488</b> <b>0343 6467</b> thanks</p>";
    let mailbox = format!(
        "{envelope}Subject: one\n\nfirst harmless\n\n{envelope}Subject: two\nMIME-Version: 1.0\n\
         Content-Type: text/html\n\n{card}\n\n{envelope}Subject: three\n\nthird harmless\n"
    );
    let package = package("c24d", &[("a.mbox", mailbox)], &[]);
    let text = package.text("a.mbox");
    assert!(text.contains("first harmless") && text.contains("third harmless"), "{text}");
    package.expect_gone(&["<b>4539 1488</b>", "<b>0343 6467</b>"]);
}
