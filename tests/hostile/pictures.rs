//! Text in pictures: a program that the policy names may withhold a picture, and clears none.

use crate::common::{Package, package_of, password};
use crate::media::picture;
use crate::support::{Folder, run, tool};

/// Makes a package of a picture in which a made-up reader sees a text.
#[cfg(unix)]
fn package_seen(name: &str, script: &str) -> Package {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new(name);
    let reader = folder.write("reader.sh", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&reader, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder.write("in/shot.png", picture("plain", ""));
    folder.write("in/notes.txt", format!("password: {}\n", password()));
    let policy = format!("schema = 1\n[images]\nallow = true\nocr = \"{}\"\n", reader.display());
    folder.write("evidact.toml", policy);
    package_of(folder, &[])
}

#[cfg(unix)]
#[test]
fn a_picture_that_shows_a_known_or_a_new_value_is_withheld() {
    for (name, seen) in [
        ("seen-known", format!("cat >/dev/null; echo 'as {} said'", password())),
        ("seen-new", "cat >/dev/null; echo 'db_password = Quarry+Lantern-4419'".to_owned()),
    ] {
        let package = package_seen(name, &seen).expect(4);
        package.expect_gone(&[&password(), "Quarry+Lantern-4419"]);
        assert!(package.ran.stderr.contains("shot.png") && !package.path("shot.png").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_fails_withholds_and_one_that_sees_nothing_does_not() {
    let failed = package_seen("seen-failed", "cat >/dev/null; exit 3").expect(4);
    assert!(!failed.path("shot.png").exists());
    let nothing = package_seen("seen-nothing", "cat >/dev/null; echo 'plain words'").expect(0);
    assert!(nothing.path("shot.png").exists());
    // The list of what to look at does not get shorter by it.
    let index = std::fs::read_to_string(nothing.folder.join("out/index.md")).unwrap();
    assert!(index.contains("- shot.png"), "{index}");
}

#[test]
fn a_reader_that_is_not_there_is_an_error_before_anything_is_read() {
    let folder = Folder::new("seen-missing");
    folder.write("in/shot.png", picture("plain", ""));
    folder.write("evidact.toml", "schema = 1\n[images]\nallow = true\nocr = \"no-such-reader-here\"\n");
    let ran = run(folder.path(), &["batch", "in", "--out", "out"]).expect(2);
    assert!(ran.stderr.contains("images.ocr"), "{}", ran.stderr);
    assert!(!folder.join("out").exists());
}

/// Draws lines of text as a picture with `pdftoppm`; `None` if it is not there.
fn drawn(folder: &Folder, lines: &[&str]) -> Option<Vec<u8>> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    let page = format!("BT /F 20 Tf 30 TL 20 160 Td\n{shown}ET");
    let objects = format!(
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{page}\nendstream endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
        page.len()
    );
    // Without a table of places: a reader that draws pages finds the objects by themselves.
    let pdf = folder.write("page.pdf", format!("%PDF-1.4\n{objects}trailer<</Root 1 0 R/Size 6>>\n"));
    let page = folder.join("page");
    let (pdf, to) = (pdf.to_string_lossy(), page.to_string_lossy());
    let drawn = tool("pdftoppm", &["-png", "-r", "150", "-singlefile", &pdf, &to])?;
    assert!(drawn.status.success());
    Some(std::fs::read(folder.join("page.png")).unwrap())
}

#[test]
fn tesseract_itself_sees_a_password_in_a_screenshot() {
    // Commands under test get no environment, so the policy says where it is.
    let places = std::env::var_os("PATH").unwrap_or_default();
    let Some(reader) = std::env::split_paths(&places).map(|f| f.join("tesseract")).find(|p| p.is_file())
    else {
        eprintln!("SKIPPED: tesseract is not installed, what it would check was not checked");
        return;
    };
    let folder = Folder::new("seen-by-tesseract");
    let secret = ["Quarry77", "Lantern42"].concat();
    let said = format!("password: {secret}");
    let Some(told) = drawn(&folder, &["Settings of the gateway", &said]) else { return };
    let Some(plain) = drawn(&folder, &["Settings of the gateway", "nothing else"]) else { return };
    folder.write("in/told.png", told);
    folder.write("in/plain.png", plain);
    let policy = format!("schema = 1\n[images]\nallow = true\nocr = \"{}\"\n", reader.display());
    folder.write("evidact.toml", policy);
    let package = package_of(folder, &[]).expect(4);
    assert!(!package.path("told.png").exists() && package.path("plain.png").exists());
    assert!(package.ran.stderr.contains("told.png"), "{}", package.ran.stderr);
}
