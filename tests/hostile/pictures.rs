//! Text in pictures: a program that the policy names may withhold a picture, and clears none.

use crate::common::{Package, package_of, password};
use crate::media::picture;
use crate::support::{Folder, run};

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
