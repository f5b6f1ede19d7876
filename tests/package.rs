//! The main job on the sample evidence: a package that verifies, holds nothing planted, and stays readable.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use std::path::{Path, PathBuf};
use support::{Folder, has_extension, holds, run, tree};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> PathBuf {
    root().join("samples/mcp-server-review")
}

/// Makes the package of the samples.
fn package(name: &str, more: &[&str]) -> (Folder, PathBuf) {
    let f = Folder::new(name);
    let (input, list) = (samples(), root().join("samples/customers.csv"));
    let mut args =
        vec!["batch", input.to_str().unwrap(), "--out", "package", "--identifiers", list.to_str().unwrap()];
    args.extend(more);
    let ran = run(f.path(), &args).expect(4);
    assert!(ran.stderr.contains("verified and published"), "{}", ran.stderr);
    let package = f.join("package");
    (f, package)
}

/// One planted value of the truth file.
struct Planted {
    value: String,
    in_a_name: bool,
}

fn truth() -> (Vec<Planted>, Vec<String>) {
    let text = std::fs::read_to_string(root().join("samples/mcp-server-review.truth.toml")).unwrap();
    let truth: toml::Table = toml::from_str(&text).unwrap();
    let parts = |v: &toml::Value| match v {
        toml::Value::Array(parts) => parts.iter().map(|p| p.as_str().unwrap()).collect::<String>(),
        v => v.as_str().unwrap().to_owned(),
    };
    let planted = truth["planted"].as_array().unwrap().iter().collect::<Vec<_>>();
    let planted = planted
        .into_iter()
        .flat_map(|p| {
            let in_a_name = p.get("where").and_then(toml::Value::as_str) == Some("name");
            let decoded = p.get("decoded").map(|d| Planted { value: parts(d), in_a_name });
            std::iter::once(Planted { value: parts(&p["value"]), in_a_name }).chain(decoded)
        })
        .collect();
    let harmless =
        truth["harmless"].as_array().unwrap().iter().map(|h| h.as_str().unwrap().to_owned()).collect();
    (planted, harmless)
}

/// All text of a package: files (UTF-16 read as text), names, and the text of the PDFs.
fn readable(package: &Path) -> String {
    let mut out = String::new();
    for (path, bytes) in tree(package) {
        out.push_str(&path);
        out.push('\n');
        if let [0xFF, 0xFE, rest @ ..] = bytes.as_slice() {
            let units: Vec<u16> = rest.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
            out.push_str(&String::from_utf16_lossy(&units));
        } else if has_extension(&path, &["pdf"]) {
            let pdf = package.join(&path);
            if let Some(text) = support::tool("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]) {
                out.push_str(&String::from_utf8_lossy(&text.stdout));
            }
        } else {
            out.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    out
}

#[test]
fn nothing_planted_is_left_and_what_is_harmless_stays() {
    let (_f, package) = package("samples", &[]);
    let text = readable(&package);
    let (planted, harmless) = truth();
    let left: Vec<&str> = planted.iter().map(|p| p.value.as_str()).filter(|v| text.contains(v)).collect();
    assert!(left.is_empty(), "{} of {} planted values are left: {left:?}", left.len(), planted.len());
    let lost: Vec<&String> = harmless.iter().filter(|h| !text.contains(h.as_str())).collect();
    assert!(
        lost.len() * 20 <= harmless.len(),
        "{} of {} harmless strings are lost: {lost:?}",
        lost.len(),
        harmless.len()
    );
}

#[test]
fn the_input_is_byte_identical_afterwards() {
    let before = tree(&samples());
    let (_f, _package) = package("untouched", &[]);
    assert!(before == tree(&samples()), "the input was changed");
}

#[test]
fn the_package_is_the_same_twice_and_with_one_thread() {
    let (_a, first) = package("twice-a", &["--threads", "4"]);
    let (_b, second) = package("twice-b", &["--threads", "1"]);
    let (first, second) = (tree(&first), tree(&second));
    let names = |t: &[(String, Vec<u8>)]| t.iter().map(|(n, _)| n.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for ((name, a), (_, b)) in first.iter().zip(&second) {
        assert!(a == b, "{name} differs");
    }
}

#[test]
fn a_package_verifies_and_any_change_is_detected() {
    let (f, package) = package("verify", &[]);
    run(f.path(), &["verify", "package"]).expect(0);
    for (name, bytes) in tree(&package) {
        let path = package.join(&name);
        let mut changed = bytes.clone();
        match changed.last_mut() {
            Some(last) => *last ^= 1,
            None => changed.push(b'x'),
        }
        std::fs::write(&path, &changed).unwrap();
        assert_eq!(
            run(f.path(), &["verify", "package", "--quiet"]).code,
            5,
            "a change of {name} went unseen"
        );
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            run(f.path(), &["verify", "package", "--quiet"]).code,
            5,
            "the loss of {name} went unseen"
        );
        std::fs::write(&path, &bytes).unwrap();
    }
    std::fs::write(package.join("evidence/extra.txt"), "x").unwrap();
    let ran = run(f.path(), &["verify", "package"]).expect(5);
    assert!(ran.stderr.contains("extra.txt"), "{}", ran.stderr);
    std::fs::remove_file(package.join("evidence/extra.txt")).unwrap();
    run(f.path(), &["verify", "package"]).expect(0);
}

#[test]
fn other_tools_accept_the_package() {
    let (_f, package) = package("foreign", &[]);
    let sums = support::tool(
        "sh",
        &["-c", &format!("cd '{}' && sha256sum --quiet -c SHA256SUMS", package.display())],
    );
    assert!(sums.unwrap().status.success());
    let pdfs: Vec<_> = tree(&package).into_iter().filter(|(n, _)| has_extension(n, &["pdf"])).collect();
    assert!(pdfs.len() >= 3, "a report for each of the three notes");
    for (name, _) in pdfs {
        let pdf = package.join(&name);
        if let Some(check) = support::tool("qpdf", &["--check", pdf.to_str().unwrap()]) {
            assert!(check.status.success(), "{name}: {}", String::from_utf8_lossy(&check.stdout));
        }
    }
    for (name, bytes) in tree(&package.join("evidence")) {
        if has_extension(&name, &["json", "har"]) && !name.contains(".vscode") {
            assert!(
                serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
                "{name} is not JSON any more"
            );
        }
        if has_extension(&name, &["toml"]) {
            assert!(toml::from_str::<toml::Table>(std::str::from_utf8(&bytes).unwrap()).is_ok(), "{name}");
        }
    }
}

#[test]
fn a_second_run_over_the_package_changes_nothing() {
    let (f, package) = package("again", &[]);
    let evidence = package.join("evidence");
    run(f.path(), &["redact", evidence.to_str().unwrap(), "--out", "again"]).expect(0);
    for ((name, a), (again, b)) in tree(&evidence).iter().zip(tree(&f.join("again"))) {
        assert_eq!(name, &again);
        assert!(*a == b, "{name} was redacted again");
    }
}

#[test]
fn no_value_is_on_the_terminal() {
    let f = Folder::new("terminal");
    let input = samples();
    let (planted, _) = truth();
    for args in [
        &["scan", input.to_str().unwrap(), "--profile", "redact", "--format", "text"][..],
        &["scan", input.to_str().unwrap(), "--profile", "redact", "--format", "json"],
        &["scan", input.to_str().unwrap(), "--profile", "redact", "--format", "sarif"],
        &["batch", input.to_str().unwrap(), "--out", "p", "--dry-run"],
    ] {
        let ran = run(f.path(), args);
        // A name may hold a customer's; the path of the user's own file is shown to the user.
        let values = planted.iter().filter(|p| p.value.len() > 12 && !p.in_a_name);
        for p in values {
            assert!(!holds(&ran.stdout, &p.value) && !ran.stderr.contains(&p.value), "{args:?}");
        }
    }
    assert!(!f.join("p").exists(), "a dry run publishes nothing");
}

#[test]
fn a_manifest_cannot_point_outside_of_the_package() {
    let (f, package) = package("outside", &[]);
    let manifest = std::fs::read_to_string(package.join("manifest.json")).unwrap();
    std::fs::rename(package.join("evidence/config/.env"), f.join("outside.env")).unwrap();
    std::fs::write(package.join("manifest.json"), manifest.replace("evidence/config/.env", "../outside.env"))
        .unwrap();
    let ran = run(f.path(), &["verify", "package"]).expect(5);
    assert!(ran.stderr.contains("outside"), "{}", ran.stderr);
}

#[test]
fn digests_of_harmless_files_never_stop_a_package() {
    let f = Folder::new("digests");
    for i in 0..1200 {
        f.write(&format!("in/{i}.txt"), format!("nothing here {i}, plain words\n"));
    }
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
}

#[test]
fn a_version_in_a_cell_of_its_own_does_not_stop_a_report() {
    let f = Folder::new("version");
    f.write(
        "in/note.md",
        "# Review of the ledger server\n\n## Server\n\n| Field | Value |\n| --- | --- |\n| Version | 5.11.2.0 |\n\n## Observed gap\n\nThe server of version 5.11.2.0 runs as root.\n",
    );
    run(f.path(), &["batch", "in", "--out", "out", "--format", "md,pdf,html"]).expect(0);
    run(f.path(), &["report", "in/note.md", "--out", "one", "--format", "md,pdf,html"]).expect(0);
}

#[test]
fn a_package_of_a_package_is_made_and_changes_hardly_anything() {
    let (f, _) = package("again", &[]);
    run(f.path(), &["batch", "package", "--out", "again"]).expect(0);
    run(f.path(), &["batch", "package/reports", "--out", "reports"]).expect(0);
    let (before, after) = (f.join("package"), f.join("again/evidence"));
    for (path, bytes) in tree(&before.join("reports")) {
        if !has_extension(&path, &["md"]) {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let again = std::fs::read_to_string(after.join("reports").join(&path)).unwrap();
        for line in text.lines().filter(|line| line.starts_with('#') || line.starts_with("| ")) {
            assert!(again.contains(line), "{path}: {line}");
        }
    }
}

#[test]
fn where_a_line_of_the_report_breaks_never_stops_a_package() {
    let url = ["postgres://ledger:", "kestrel-pass-88", "@db.example.com"].concat();
    for indent in [30, 36, 42, 48] {
        let words = "lorem ipsum dolor sit amet ".repeat(2).chars().take(indent).collect::<String>();
        let gap = format!("{words} {url} for x\n\n{words} wrote to support@example.com");
        let folder = Folder::new("line-breaks");
        folder.write("in/n.md", note(&gap));
        folder.write(
            "evidact.toml",
            "schema = 1\n[[allow]]\nvalue = \"support@example.com\"\nreason = \"a public address\"\n",
        );
        let ran = run(folder.path(), &["batch", "in", "--out", "out", "--format", "pdf,html"]).expect(0);
        for name in ["n.pdf", "n.html"] {
            assert!(folder.join("out/reports").join(name).exists(), "{name}: {}", ran.stderr);
        }
    }
}

#[test]
fn what_looks_like_a_label_and_its_value_in_html_never_stops_a_package() {
    let encoded = ["dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBv", "dmVyIHRoZSBsYXp5IGRvZw=="].concat();
    let rows: Vec<String> = ["Password", "Token", "API key", "Card number", "Account", "Secret"]
        .iter()
        .flat_map(|label| {
            [
                "none stated",
                "rotated weekly",
                "`env:LEDGER_TOKEN`",
                "5.11.2.0",
                "see kv/prod/ledger",
                &encoded,
            ]
            .map(|value| format!("| {label} | {value} |\n"))
        })
        .collect();
    let gap = format!(
        "| Field | Value |\n|---|---|\n{}\n\n<https://docs.example.com/a?token=x&b=2>, a@b, <b>bold</b>",
        rows.concat()
    );
    let folder = Folder::new("labels");
    folder.write("in/n.md", note(&gap));
    let versions =
        "| Build | 6.12.4.0 |\n| Firmware | 6.12.4.1 |\n\nversion \"6.12.4.0\", version >=6.12.4.0";
    folder.write("in/v.md", note(&format!("| Field | Value |\n|---|---|\n{versions}")));
    let ran = run(folder.path(), &["batch", "in", "--out", "out", "--format", "md,html"]).expect(0);
    for name in ["n.html", "v.html"] {
        assert!(folder.join("out/reports").join(name).exists(), "{name}: {}", ran.stderr);
    }
    let page = std::fs::read_to_string(folder.join("out/reports/v.html")).unwrap();
    assert!(page.contains("6.12.4.0</td>") && page.contains("6.12.4.1</td>"));
    run(folder.path(), &["verify", "out"]).expect(0);
}

/// A note with this gap.
fn note(gap: &str) -> String {
    format!(
        "# Review: a server\n\n## Objective\n\nSee.\n\n## Scope\n\nOne server.\n\n## Expected control\n\nTokens expire.\n\n\
         ## Observed gap\n\n{gap}\n\n## Remediation\n\nLet them.\n"
    )
}
