//! Cases 28, 56, 57 and 58: what a folder holds besides files, and what happens to it meanwhile.

use crate::common::{package, package_of, password};
use crate::support::{Folder, run, tree};

#[cfg(unix)]
#[test]
fn case_28_links_loops_pipes_devices_and_sockets_are_listed_and_never_opened() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = Folder::new("c28");
    folder.write("in/a.txt", "plain\n");
    folder.write("outside/secret.txt", format!("password: {}\n", password()));
    symlink("/etc/passwd", folder.join("in/system.txt")).unwrap();
    symlink("../outside/secret.txt", folder.join("in/out-of-it.txt")).unwrap();
    symlink("../outside", folder.join("in/folder")).unwrap();
    symlink("..", folder.join("in/parent")).unwrap();
    symlink("me", folder.join("in/me")).unwrap();
    symlink("/dev/zero", folder.join("in/zeros.log")).unwrap();
    std::fs::hard_link(folder.join("outside/secret.txt"), folder.join("in/hard.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.join("in/socket"));
    let pipe = folder.join("in/pipe");
    // Nobody ever writes to the pipe: a program that opened it would wait for ever.
    let piped = crate::support::tool("mkfifo", &[pipe.to_str().unwrap()]).is_some_and(|o| o.status.success());
    assert!(!piped || std::fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    let package = package_of(folder, &[]).expect(4);
    package.expect_gone(&[&password(), "root:"]);
    for name in ["system.txt", "out-of-it.txt", "folder", "parent", "me", "zeros.log"] {
        assert!(package.ran.stderr.contains(&format!("withheld: {name} ")), "{name}: {}", package.ran.stderr);
    }
    assert!(!piped || package.ran.stderr.contains("withheld: pipe "), "{}", package.ran.stderr);
    // A hard link is a file like any other.
    assert!(package.text("hard.txt").starts_with("password: [CREDENTIAL:"));
    let scan = run(package.folder.path(), &["scan", "in", "--profile", "redact"]);
    assert!(scan.text().contains("not read"), "{}", scan.text());
}

#[test]
fn case_56_places_of_output_that_would_touch_something_are_refused_before_reading() {
    let folder = Folder::new("c56");
    folder.write("in/a.txt", "plain\n");
    folder.write("full/keep.txt", "keep\n");
    folder.write("file", "keep\n");
    let before = tree(folder.path());
    for out in ["in/out", "in", ".", "full", "file", "in/../in/deeper/out", "/"] {
        let ran = run(folder.path(), &["batch", "in", "--out", out]).expect(2);
        assert!(!ran.stderr.is_empty(), "{out}");
    }
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn case_57_a_file_that_changes_meanwhile_is_never_published_half() {
    let folder = Folder::new("c57");
    for i in 0..40 {
        folder.write(
            &format!("in/{i:02}.log"),
            "2026-01-01 INFO harmless request 17 took 23 ms\n".repeat(3_000),
        );
    }
    let growing = folder.write("in/zz-growing.log", "begin\n".repeat(1_000));
    let stop = std::sync::atomic::AtomicBool::new(false);
    let package = std::thread::scope(|scope| {
        scope.spawn(|| {
            use std::io::Write as _;
            let mut file = std::fs::File::options().append(true).open(&growing).unwrap();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all(b"one more line\n").unwrap();
                std::thread::sleep(std::time::Duration::from_micros(200));
            }
        });
        let package = package_of(folder, &[]);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        package
    })
    .expect(4);
    assert!(
        package.ran.stderr.contains("zz-growing.log changed while it was being read"),
        "{}",
        package.ran.stderr
    );
    assert!(!package.path("zz-growing.log").exists() && package.path("00.log").exists());
}

#[cfg(unix)]
#[test]
fn case_58_times_modes_and_droppings_of_desktops_are_not_carried_over() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let folder = Folder::new("c58");
    let old = folder.write("in/old.txt", "plain\n");
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(86_400 * 365);
    std::fs::File::options().write(true).open(&old).unwrap().set_modified(time).unwrap();
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o4755)).unwrap();
    let _ = crate::support::tool("setfattr", &["-n", "user.owner", "-v", &password(), old.to_str().unwrap()]);
    folder.write("in/.DS_Store", [b"\0\0\0\x01Bud1".as_slice(), &[0; 64], password().as_bytes()].concat());
    folder.write("in/Thumbs.db", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 64]].concat());
    folder.write("in/desktop.ini", "[.ShellClassInfo]\r\nIconIndex=0\r\n");
    let package = package_of(folder, &[]).expect(4);
    package.expect_gone(&[&password()]);
    let copy = std::fs::metadata(package.path("old.txt")).unwrap();
    assert!(copy.modified().unwrap() > time + std::time::Duration::from_secs(86_400));
    assert_eq!(copy.mode() & 0o7111, 0, "neither set-uid nor executable");
    for name in [".DS_Store", "Thumbs.db"] {
        assert!(!package.path(name).exists() && package.ran.stderr.contains(name), "{name}");
    }
}

#[test]
fn ten_thousand_small_files_go_through() {
    let folder = Folder::new("many");
    for i in 0..10_000_u32 {
        let text = if i % 100 == 0 { format!("password: {}\n", password()) } else { format!("line {i}\n") };
        folder.write(&format!("in/{}/{i}.txt", i / 250), text);
    }
    let package = package_of(folder, &[]).expect(0);
    let totals = &package.manifest()["totals"];
    assert_eq!((totals["sources"].as_u64(), totals["redacted"].as_u64()), (Some(10_000), Some(100)));
    assert!(package.text("0/0.txt").starts_with("password: [CREDENTIAL:"));
}

#[test]
fn an_empty_file_and_one_without_findings_go_through_the_same_writer() {
    // Case 60: "no finding" is what is said of it, never "clean".
    let package = package("c60", &[("empty.txt", ""), ("plain.md", "# Plain\n")], &[]).expect(0);
    assert_eq!((package.file("empty.txt"), package.text("plain.md")), (Vec::new(), "# Plain\n".to_owned()));
    let index = std::fs::read_to_string(package.folder.join("out/index.md")).unwrap();
    assert!(index.contains("no finding"));
    for text in [&index, &package.ran.stderr] {
        assert!(!text.to_lowercase().replace("cleaned", "").contains("clean"), "{text}");
    }
    assert_eq!(package.manifest()["totals"]["unchanged"], 2);
}
