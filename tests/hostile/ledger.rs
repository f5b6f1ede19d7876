//! Cases 43, 45, 46, 54, 55 and 59: many values, values in values, placeholders that were there before, and what a
//! package tells of what it no longer holds.

use crate::common::{package, password, token};
use crate::support::{Folder, run};

#[test]
fn case_43_a_million_hits_and_ten_thousand_known_values() {
    // That the time grows with the input alone is measured by `cargo xtask bench`; here it has to end and be right.
    let address = |i: u32| format!("person{i}@example{}.org", i % 7);
    let list: String = (0..10_000).map(|i| format!("{}\n", address(i))).collect();
    let log: String = (0..100_000).map(|i| format!("mail to {} ok\n", address(i % 10_000))).collect();
    let package = package("c43", &[("list.txt", list), ("mail.log", log)], &[]).expect(0);
    let text = package.text("mail.log");
    assert!(
        !text.contains("person")
            && text.lines().all(|l| l.starts_with("mail to [EMAIL:") && l.ends_with("] ok"))
    );
    assert_eq!(package.manifest()["totals"]["values"]["personal-data"], 10_000);
}

#[test]
fn case_45_values_in_values_and_overlapping_hits() {
    let folder = Folder::new("c45");
    folder.write(
        "in/a.txt",
        format!(
            "password: {p}\ntoken: {p}-{t}\nurl https://u:{p}@host.example/{t}\n",
            p = password(),
            t = token()
        ),
    );
    folder.write("evidact.toml", format!("schema = 1\n[[term]]\nvalue = \"{}\"\n", &password()[..12]));
    let package = crate::common::package_of(folder, &[]).expect(0);
    package.expect_gone(&[&password(), &password()[..12], &token(), &token()[8..], "7731"]);
}

#[test]
fn case_45_a_known_value_that_is_too_common_is_refused() {
    for value in ["test", "tmp", "a", "12"] {
        let folder = Folder::new("c45-common");
        folder.write("in/a.txt", "a test in /tmp\n");
        folder.write("evidact.toml", format!("schema = 1\n[[term]]\nvalue = \"{value}\"\n"));
        let ran = run(folder.path(), &["batch", "in", "--out", "out"]).expect(2);
        assert!(ran.stderr.contains("term"), "{value}: {}", ran.stderr);
        assert!(!folder.join("out").exists());
    }
}

#[test]
fn case_46_input_that_holds_placeholders_already() {
    // A forged placeholder stays what it is: text. Its number is not given to any value, so it stands for none.
    let text = format!(
        "was [CREDENTIAL:password:01] and [EMAIL:01]\npassword: {}\nmail a.b@example.com\n",
        password()
    );
    let first = package("c46", &[("a.txt", text)], &[]).expect(0);
    first.expect_gone(&[&password(), "a.b@example.com"]);
    let once = first.text("a.txt");
    assert!(once.starts_with("was [CREDENTIAL:password:01] and [EMAIL:01]\n"), "{once}");
    assert_eq!(
        (once.matches("[CREDENTIAL:password:01]").count(), once.matches("[EMAIL:01]").count()),
        (1, 1)
    );
    let again = package("c46-again", &[("a.txt", &once)], &[]).expect(0);
    assert_eq!(again.text("a.txt"), once);
}

#[test]
fn case_54_a_manifest_gives_nothing_to_try_values_against() {
    // Two packages that differ in nothing but a value, and in its length, have the same manifest.
    let of = |value: &str| {
        let text = format!("header\npassword: {value}\nfooter\n");
        let package = package("c54", &[("a.txt", text)], &[]).expect(0);
        (package.manifest(), package.text("a.txt"))
    };
    assert_eq!(of(&password()), of("Quarry+Lantern-4419-and-more"));
}

#[test]
fn case_55_placeholders_of_two_packages_say_nothing_of_each_other() {
    // There is no vault: numbers follow the sources of each package alone.
    let other = password().replace("Kestrel", "Osprey");
    let lone = package("c55-a", &[("a.txt", format!("password: {other}\n"))], &[]).expect(0);
    let files = [("a.txt", format!("password: {}\n", password())), ("b.txt", format!("password: {other}\n"))];
    let both = package("c55-b", &files, &[]).expect(0);
    assert!(lone.text("a.txt").contains(":01]") && both.text("a.txt").contains(":01]"));
    assert!(both.text("b.txt").contains(":02]"), "the same value, another number");
}

#[test]
fn case_59_a_known_value_in_other_cases_and_separators() {
    let ip = ["203.0.113", ".77"].concat();
    let files = [
        ("known.txt", format!("password: {}\nserver address {ip}\nmail: jane.doe@example.com\n", password())),
        ("case.txt", format!("as {} and {} said\n", password().to_uppercase(), password().to_lowercase())),
        ("host.txt", format!("ip-{}.compute.internal and {}\n", ip.replace('.', "-"), ip.replace('.', "_"))),
        ("mail.txt", "see JANE.DOE@EXAMPLE.COM and jane.doe_example.com\n".to_owned()),
        ("dash.txt", format!("or {} with another dash\n", password().replace('-', "_"))),
    ];
    let package = package("c59", &files, &[]).expect(0);
    package.expect_gone(&[
        &password(),
        &password().to_uppercase(),
        &password().to_lowercase(),
        &ip.replace('.', "-"),
        &ip.replace('.', "_"),
        "JANE.DOE",
        "jane.doe_example",
        &password().replace('-', "_"),
    ]);
}
