//! Cases 26, 27, 48 and 49: what names of files carry, and what they could break.

use crate::common::{note, package, package_of, password, token};
use crate::support::{Folder, run, tool, tree};

#[test]
fn case_26_a_value_in_a_name_is_renamed_the_same_way_everywhere() {
    let files = [
        (format!("{}/login of jane.doe@example.com.txt", token()), "see the other file\n".to_owned()),
        ("b/jane.doe@example.com.log".to_owned(), "plain\n".to_owned()),
        ("notes.md".to_owned(), "The log is [here](b/jane.doe@example.com.log).\n".to_owned()),
    ];
    let files: Vec<(&str, &String)> = files.iter().map(|(name, text)| (name.as_str(), text)).collect();
    let package = package("c26", &files, &[]).expect(0);
    package.expect_gone(&[&token(), "jane.doe@example.com"]);
    let names: Vec<String> =
        tree(&package.folder.join("out/evidence")).into_iter().map(|(name, _)| name).collect();
    let renamed = names.iter().find_map(|n| n.strip_prefix("b/")).unwrap();
    assert!(
        names.iter().any(|n| n.ends_with(&format!("login of {}", renamed.replace(".log", ".txt")))),
        "{names:?}"
    );
    // The reference in the note leads to the file under its new name.
    assert!(package.text("notes.md").contains(&format!("b/{renamed}")), "{}", package.text("notes.md"));
}

#[test]
fn case_27_names_that_become_the_same_stay_apart() {
    let folder = Folder::new("c27");
    let values = [token(), token().replace("9fKq", "7dTr")];
    for (i, value) in values.iter().enumerate() {
        folder.write(&format!("in/{i}/{value}.txt"), format!("file {i}\n"));
        folder.write(&format!("in/x-{value}.txt"), format!("file x{i}\n"));
    }
    folder.write("in/Name.txt", "upper\n");
    folder.write("in/name.txt", "lower\n");
    folder.write("in/mail a@example.com/f.txt", "one\n");
    let sources = tree(&folder.join("in")).len();
    let package = package_of(folder, &[]).expect(0);
    package.expect_gone(&[&values[0], &values[1]]);
    let names: Vec<String> =
        tree(&package.folder.join("out/evidence")).into_iter().map(|(name, _)| name.to_lowercase()).collect();
    let mut distinct = names.clone();
    distinct.dedup();
    assert_eq!((names.len(), distinct.len()), (sources, sources), "{names:?}");
}

#[test]
fn case_48_a_cell_that_a_spreadsheet_would_run_is_neutral_in_our_csv() {
    let folder = Folder::new("c48");
    folder.write("in/=HYPERLINK(1).txt", format!("password: {}\n", password()));
    folder.write("in/@SUM(1).txt", format!("password: {}\n", password()));
    let csv = run(folder.path(), &["scan", "in", "--format", "csv"]).expect(1).text();
    for line in csv.lines().skip(1) {
        let cell = line.trim_start_matches('"');
        assert!(!cell.starts_with(['=', '@', '+', '-']), "{line}");
    }
    let inside = run(&folder.join("in"), &["scan", "=HYPERLINK(1).txt", "--format", "csv"]).expect(1).text();
    let second = inside.lines().nth(1).unwrap();
    assert!(!second.trim_start_matches('"').starts_with('='), "{second}");
}

#[cfg(unix)]
#[test]
fn case_49_markup_links_and_terminal_codes_in_names() {
    let folder = Folder::new("c49");
    let hostile = [
        "<img src=x onerror=alert(1)>.md",
        "[x](javascript:alert(1)).txt",
        "red\u{1B}[31m\u{7}.txt",
        "rtl\u{202E}txt.exe",
    ];
    for name in hostile {
        folder.write(&format!("in/{name}"), note("plain", "They do not."));
    }
    let package = package_of(folder, &[]).expect(0);
    assert!(!package.ran.stderr.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{:?}", package.ran.stderr);
    for (name, bytes) in tree(&package.folder.join("out")) {
        assert!(!name.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{name:?}");
        if std::path::Path::new(&name).extension().is_some_and(|e| e == "md")
            && !name.starts_with("evidence/")
        {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("<img src") && !text.contains("](javascript:"), "{name}");
            assert!(!text.contains(['\u{1B}', '\u{202E}']), "{name}");
        }
    }
    for (name, _) in tree(&package.folder.join("out/reports")).iter().filter(|(n, _)| n.ends_with(".pdf")) {
        let path = package.folder.join("out/reports").join(name);
        if let Some(ran) = tool("qpdf", &["--check", path.to_str().unwrap()]) {
            assert!(ran.status.success(), "{name}");
        }
    }
    let scan = run(package.folder.path(), &["scan", "in", "--profile", "redact"]);
    assert!(!scan.text().contains(['\u{1B}', '\u{202E}']) && !scan.stderr.contains(['\u{1B}', '\u{202E}']));
}
