//! Databases, keys and pictures: rows 37, 40 and 41, and key files.

#[path = "../../crates/evidact-formats/tests/support/database.rs"]
mod database;

use crate::common::{package, password, token};
use crate::support::{Folder, holds, run, tool};
use database::{Builder, V, text};

/// A database with a password in a row, and another one in free pages and between cells.
fn database(deleted: &str) -> Vec<u8> {
    let sql = "CREATE TABLE accounts(id INTEGER PRIMARY KEY, login TEXT, password TEXT, card INTEGER, theme)";
    let row = |login: &str, password: &str| {
        vec![V::Null, text(login), text(password), V::Int(4_111_111_111_111_111), text("dark mode")]
    };
    let rows = [row("jane.doe@example.com", &password()), row("ops@example.org", "Blue-Heron!5521")];
    Builder::new()
        .large_pages()
        .slack(&format!("deleted row, password={deleted} "))
        .table("accounts", sql, &rows)
        .with(
            "view",
            "v",
            &format!("CREATE VIEW v AS SELECT * FROM accounts WHERE password = '{}'", password()),
        )
        .build()
}

#[test]
fn a_database_becomes_redacted_sql_without_its_deleted_rows() {
    let deleted = ["Deleted-", "Osprey!", "9917"].concat();
    let log = [&b"\x37\x7F\x06\x82"[..], &[0; 28], format!("password={deleted}").as_bytes()].concat();
    let made = database(&deleted);
    assert!(holds(&made, &deleted));
    let files = [("app.db", made.as_slice()), ("app.db-wal", &log)];
    let package = package("hostile-database", &files, &[]).expect(4);
    package.expect_gone(&[
        &password(),
        &deleted,
        "Blue-Heron!5521",
        "jane.doe@example.com",
        "4111111111111111",
    ]);
    let sql = package.text("app.db.sql");
    assert!(
        sql.contains("INSERT INTO \"accounts\"") && sql.contains("'dark mode'") && sql.contains("[CARD:01]")
    );
    assert!(!package.path("app.db").exists() && !package.path("app.db-wal").exists());
    let manifest = package.manifest().to_string();
    assert!(manifest.contains("\"database\"") && manifest.contains("write-ahead log"));
    let path = package.path("app.db.sql");
    let program = "import sqlite3, sys\n\
                   db = sqlite3.connect(':memory:')\n\
                   db.executescript(open(sys.argv[1], encoding='utf-8').read())\n\
                   print(db.execute('select count(*), min(theme) from accounts').fetchone())";
    if let Some(ran) = tool("python3", &["-c", program, path.to_str().unwrap()]) {
        assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), "(2, 'dark mode')");
    }
}

#[test]
fn an_encrypted_database_is_withheld() {
    let mut state = 7_u32;
    let noise: Vec<u8> = (0..8192)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let package = package("hostile-encrypted-db", &[("vault.db", noise)], &[]).expect(4);
    assert!(package.manifest().to_string().contains("\"binary\""));
    assert!(!package.path("vault.db").exists() && !package.path("vault.db.sql").exists());
}

#[test]
fn a_database_that_ends_too_early_is_withheld() {
    let whole = database("x");
    let package = package("hostile-short-db", &[("app.db", &whole[..whole.len() - 4096])], &[]).expect(4);
    assert!(package.manifest().to_string().contains("\"damaged\""));
    package.expect_gone(&[&password()]);
}

#[test]
fn of_a_key_file_a_line_is_left() {
    let body = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v".repeat(3);
    let pem = ["-----BEGIN PRIVATE", " KEY-----\n", &body, "\n-----END PRIVATE", " KEY-----\n"].concat();
    let mut der = vec![0x30, 0x82, 0x01, 0x00, 0x02, 0x01, 0x00];
    der.extend(body.bytes().cycle().take(253));
    let noted = format!("the key of the server\n{pem}");
    let files = [("a/server.key", pem.as_bytes()), ("a/server.der", &der), ("notes.txt", noted.as_bytes())];
    let package = package("hostile-keys", &files, &[]).expect(0);
    package.expect_gone(&[&body]);
    for name in ["a/server.key", "a/server.der.txt"] {
        assert_eq!(package.text(name), "evidact: a private key stood here; it must not be shared at all.\n");
    }
    assert!(package.text("notes.txt").starts_with("the key of the server\n[CREDENTIAL:private-key:"));
}

/// A picture of one pixel, with a comment in a chunk and bytes behind its end.
pub(crate) fn picture(comment: &str, behind: &str) -> Vec<u8> {
    const HEAD: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89";
    const REST: &[u8] = b"\0\0\0\x0DIDAT\x78\xDA\x63\x64\xF8\xCF\x50\x0F\0\x03\x86\x01\x80\x5A\x34\x7D\x6B\0\0\0\0IEND\xAE\x42\x60\x82";
    let data = [b"tEXtComment\0", comment.as_bytes()].concat();
    let step = |crc: u32, b: &u8| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| if c & 1 == 1 { 0xEDB8_8320 ^ c >> 1 } else { c >> 1 })
    };
    let crc = !data.iter().fold(u32::MAX, step);
    let length = u32::try_from(data.len() - 4).unwrap().to_be_bytes();
    [HEAD, &length, &data, &crc.to_be_bytes(), REST, behind.as_bytes()].concat()
}

#[test]
fn a_picture_is_withheld_and_what_it_betrays_is_gone_elsewhere() {
    let planted = picture(&format!("password: {}", password()), &token());
    let log = format!("harmless line\nseen: {} once\n", password());
    let files = [("shot.png", planted.as_slice()), ("app.log", log.as_bytes())];
    let package = package("hostile-picture", &files, &[]).expect(4);
    package.expect_gone(&[&password(), &token()]);
    assert!(!package.path("shot.png").exists());
    assert!(package.text("app.log").starts_with("harmless line\nseen: [CREDENTIAL"));
    let folder = Folder::new("hostile-picture-scan");
    folder.write("shot.png", &planted);
    let scanned = run(folder.path(), &["scan", "shot.png"]);
    let shown = scanned.text() + &scanned.stderr;
    assert!(shown.contains("shot.png!/metadata.txt") && shown.contains("is an image"), "{shown}");
    assert!(!holds(shown.as_bytes(), &password()) && !holds(shown.as_bytes(), &token()));
}

#[test]
fn an_allowed_picture_is_its_pixels_alone() {
    let folder = Folder::new("hostile-allowed-picture");
    folder.write("in/shot.png", picture(&format!("password: {}", password()), &token()));
    let slip = "[[images.paint]]\nfile = \"shots/*.png\"\nx = 0\ny = 0\nwidth = 1\nheight = 1\n";
    let policy = folder.write("policy.toml", format!("schema = 1\n[images]\nallow = true\n{slip}"));
    let package = crate::common::package_of(folder, &["--policy", policy.to_str().unwrap()]).expect(0);
    package.expect_gone(&[&password(), &token()]);
    assert!(package.ran.stderr.contains("images.paint 1"), "an area that met no image is said");
    let copy = package.file("shot.png");
    assert!(copy.starts_with(b"\x89PNG") && !holds(&copy, "tEXt") && copy.ends_with(b"IEND\xAE\x42\x60\x82"));
    assert!(package.manifest().to_string().contains("\"image-metadata\""));
    let index = std::fs::read_to_string(package.folder.join("out/index.md")).unwrap();
    assert!(index.contains("## Images: look at each") && index.contains("- shot.png"), "{index}");
}

#[test]
fn a_picture_that_is_painted_over_is_so_wherever_it_stands() {
    let made = |name: &str, paint: &str| {
        let folder = Folder::new(name);
        folder.write("in/shots/a.png", picture("one comment", ""));
        // The same pixels in another file: what stands beside them is not the same.
        folder.write("in/mail/other name.png", picture("another", "behind"));
        let policy = format!("schema = 1\n[images]\nallow = true\n{paint}");
        let policy = folder.write("policy.toml", policy);
        crate::common::package_of(folder, &["--policy", policy.to_str().unwrap()]).expect(0)
    };
    let paint = "[[images.paint]]\nfile = \"shots/*.png\"\nx = 0\ny = 0\nwidth = 1\nheight = 1\n";
    let (painted, plain) = (made("painted-twice", paint), made("painted-never", ""));
    assert_eq!(painted.file("shots/a.png"), painted.file("mail/other name.png"));
    assert_ne!(painted.file("shots/a.png"), plain.file("shots/a.png"));
    let index = std::fs::read_to_string(painted.folder.join("out/index.md")).unwrap();
    assert!(index.contains("- mail/other name.png (1 area painted over)"), "{index}");
    let index = std::fs::read_to_string(plain.folder.join("out/index.md")).unwrap();
    assert!(index.contains("- mail/other name.png\n"), "{index}");
}

#[test]
fn copies_without_an_index_say_on_the_terminal_what_they_lack() {
    let folder = Folder::new("redact-says-losses");
    folder.write("in/shot.png", picture("comment", "behind"));
    folder.write("in/notes.txt", "harmless\n");
    let policy = folder.write("policy.toml", "schema = 1\n[images]\nallow = true\n");
    let policy = policy.to_str().unwrap();
    let ran =
        run(folder.path(), &["redact", "in/shot.png", "in/notes.txt", "--out", "out", "--policy", policy]);
    assert!(ran.stderr.contains("not carried over: shot.png: image metadata ("), "{}", ran.stderr);
    assert!(!ran.stderr.contains("notes.txt"), "{}", ran.stderr);
    let ran = run(folder.path(), &["redact", "in/shot.png", "--out", "none"]);
    assert!(ran.stderr.contains("every source was withheld"), "{}", ran.stderr);
}

#[test]
fn an_area_that_lies_outside_of_its_picture_is_an_error_that_is_shown() {
    let folder = Folder::new("hostile-painted-picture");
    folder.write("in/shot.png", picture("x", ""));
    let policy = "schema = 1\n[images]\nallow = true\n[[images.paint]]\nfile = \"*.png\"\nx = 0\ny = 0\nwidth = 2\nheight = 1\n";
    let policy = folder.write("policy.toml", policy);
    let package = crate::common::package_of(folder, &["--policy", policy.to_str().unwrap()]).expect(4);
    assert!(package.ran.stderr.contains("images.paint") && !package.path("shot.png").exists());
}
