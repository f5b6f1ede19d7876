//! Databases: what a table holds comes through, what no table holds does not.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod support;

use evidact_formats::Limits;
use evidact_model::{Format, Lost, Withheld};
use support::database::{Builder, V, text};
use support::{Replacing, container, copy, holds};

const CANARY: &str = "Kestrel-Canary-77";

fn write(bytes: &[u8]) -> (String, Replacing) {
    let (written, visitor) = copy("app.db", bytes, &Limits::default(), CANARY).unwrap();
    (String::from_utf8(written).unwrap(), visitor)
}

/// The lines that a reader of SQL acts on.
fn statements(sql: &str) -> Vec<&str> {
    sql.lines().filter(|line| !line.starts_with("--")).collect()
}

fn people() -> Builder {
    Builder::new().table(
        "people",
        "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, size REAL, note, data BLOB)",
        &[
            vec![V::Null, text("Ada"), V::Real(1.5), text("it's \"quoted\", here"), V::Null],
            vec![V::Null, text("two\nlines"), V::Int(2), V::Int(-7), V::Blob(b"text".to_vec())],
        ],
    )
}

#[test]
fn rows_come_through_as_they_were() {
    let (sql, visitor) = write(&people().build());
    assert_eq!(
        statements(&sql).join("\n"),
        "BEGIN TRANSACTION;\n\
         CREATE TABLE \"people\"(\"id\" INTEGER, \"name\" TEXT, \"size\" REAL, \"note\", \"data\");\n\
         INSERT INTO \"people\"(\"id\", \"name\", \"size\", \"note\", \"data\") VALUES(1, 'Ada', 1.5, 'it''s \"quoted\", here', NULL);\n\
         INSERT INTO \"people\"(\"id\", \"name\", \"size\", \"note\", \"data\") VALUES(2, 'two\nlines', 2, -7, 'text');\n\
         COMMIT;"
    );
    assert_eq!(visitor.count_lost(Lost::Database), 1);
    assert!(visitor.dropped().is_empty());
}

#[test]
fn a_database_is_known_by_its_first_bytes_and_its_copy_by_its_name() {
    let container = container("x.txt", &people().build(), &Limits::default()).unwrap();
    assert_eq!((container.format(), container.extension()), (Format::Sqlite, Some(".sql")));
}

#[test]
fn nothing_planted_is_left_in_any_layer() {
    let (before, after) = ("x".repeat(9000), "y".repeat(9000));
    let long = format!("{before} {CANARY} {after}");
    for encoding in [1, 2, 3] {
        let row = || vec![text(CANARY), V::Null, V::Blob([&[0, 1, 2, 255][..], CANARY.as_bytes()].concat())];
        let bytes = Builder::new()
            .large_pages()
            .encoding(encoding)
            .slack(CANARY)
            .table(
                CANARY,
                &format!("CREATE TABLE \"{CANARY}\"(a, \"{CANARY}\" TEXT DEFAULT '{CANARY}', b)"),
                &[row()],
            )
            .table("long", "CREATE TABLE long(t)", &[vec![text(&long)]])
            .with("view", "v", &format!("CREATE VIEW v AS SELECT '{CANARY}'"))
            .build();
        assert!(holds(&bytes, CANARY));
        let (sql, visitor) = write(&bytes);
        assert!(!holds(sql.as_bytes(), CANARY), "{sql}");
        assert!(sql.contains(
            "INSERT INTO \"[GONE:01]\"(\"a\", \"[GONE:01]\", \"b\") VALUES('[GONE:01]', NULL, NULL);"
        ));
        assert!(sql.contains(&format!("'{before} [GONE:01] {after}'")));
        // The bytes that are no text are read for what they betray, and left out.
        assert!(visitor.dropped().len() == 1 && holds(visitor.dropped()[0], CANARY));
        assert_eq!(visitor.count_lost(Lost::Attachment), 1);
    }
}

#[test]
fn rows_over_many_pages_and_overflowing_ones_keep_their_order() {
    let rows: Vec<Vec<V>> = (0..200).map(|n| vec![text(&format!("row {n} {}", "z".repeat(n * 7)))]).collect();
    let bytes = Builder::new().large_pages().table("t", "CREATE TABLE t(a TEXT)", &rows).build();
    let (sql, _) = write(&bytes);
    let values: Vec<String> = sql
        .lines()
        .filter_map(|l| Some(l.split_once("VALUES('")?.1.strip_suffix("');")?.to_owned()))
        .collect();
    let expected: Vec<String> = (0..200).map(|n| format!("row {n} {}", "z".repeat(n * 7))).collect();
    assert!(values == expected);
}

#[test]
fn a_table_without_row_numbers_has_its_columns_in_their_places() {
    let rows = [vec![text("key"), V::Int(1), text("rest")]];
    let sql = "CREATE TABLE t(a, b, c, PRIMARY KEY(c)) WITHOUT ROWID";
    let (sql, _) = write(&Builder::new().table_without_ids("t", sql, &rows).build());
    assert!(sql.contains("(\"a\", \"b\", \"c\") VALUES(1, 'rest', 'key');"), "{sql}");
}

#[test]
fn a_row_older_than_a_column_has_its_default() {
    let sql = "CREATE TABLE t(a, b TEXT DEFAULT 'Kestrel-Canary-77', c DEFAULT -2)";
    let (sql, _) = write(&Builder::new().table("t", sql, &[vec![text("old")]]).build());
    assert!(sql.contains("VALUES('old', '[GONE:01]', -2);"), "{sql}");
}

#[test]
fn names_that_redaction_makes_equal_stay_apart() {
    let sql = format!("CREATE TABLE t(\"{CANARY}\", \"[GONE:01]\")");
    let (sql, _) = write(&Builder::new().table("t", &sql, &[vec![V::Int(1), V::Int(2)]]).build());
    assert!(sql.contains("(\"[GONE:01]\", \"[GONE:01]_2\") VALUES(1, 2);"), "{sql}");
}

/// What the schema says is a comment: a reader of the copy acts on nothing that stood in the source.
#[test]
fn statements_of_the_source_are_comments() {
    let bytes = people()
        .with("trigger", "tr", "CREATE TRIGGER tr AFTER INSERT ON people BEGIN\n DELETE FROM people;\r END")
        .with("view", "v", "CREATE VIEW v AS SELECT 1; ATTACH 'elsewhere' AS e")
        .build();
    let (sql, _) = write(&bytes);
    assert!(sql.contains("-- CREATE TRIGGER"));
    let acts = |s: &&str| {
        !s.starts_with("BEGIN TR") && !s.starts_with("CREATE TABLE \"") && !s.starts_with("INSERT INTO \"")
    };
    let rest: Vec<&str> = statements(&sql).into_iter().filter(acts).collect();
    assert_eq!(rest, ["lines', 2, -7, 'text');", "COMMIT;"]);
}

#[test]
fn the_index_of_a_virtual_table_is_left_out_and_its_content_is_not() {
    let bytes = Builder::new()
        .with("table", "docs", "CREATE VIRTUAL TABLE docs USING fts5(body)")
        .table(
            "docs_data",
            "CREATE TABLE docs_data(id INTEGER PRIMARY KEY, block BLOB)",
            &[vec![V::Null, text(CANARY)]],
        )
        .table(
            "docs_content",
            "CREATE TABLE docs_content(id INTEGER PRIMARY KEY, c0)",
            &[vec![V::Null, text("a body")]],
        )
        .build();
    let (sql, _) = write(&bytes);
    assert!(sql.contains("VALUES(1, 'a body');") && !sql.contains("INSERT INTO \"docs_data\""));
}

#[test]
fn a_log_beside_the_database_is_said_to_be_missing() {
    let (_, visitor) = write(&people().with_log().build());
    assert_eq!(visitor.count_lost(Lost::WriteAheadLog), 1);
    let (_, visitor) = write(&people().build());
    assert_eq!(visitor.count_lost(Lost::WriteAheadLog), 0);
}

#[test]
fn the_same_database_gives_the_same_bytes() {
    let bytes = people().build();
    assert_eq!(write(&bytes).0, write(&bytes).0);
}

#[test]
fn damage_anywhere_is_an_answer_and_not_a_panic() {
    let rows: Vec<Vec<V>> = (0..20).map(|n| vec![text(&"w".repeat(n * 60)), V::Int(n as i64)]).collect();
    let good = people().table("t", "CREATE TABLE t(a TEXT, b)", &rows).build();
    let limits = Limits::default();
    for cut in (100..good.len()).step_by(37) {
        assert!(copy("a.db", &good[..cut], &limits, CANARY).is_err(), "{cut}");
    }
    let mut withheld = 0;
    for (at, bits) in (16..good.len()).zip([0x01, 0x80, 0xFF].into_iter().cycle()).step_by(5) {
        let mut bad = good.clone();
        bad[at] ^= bits;
        withheld += usize::from(copy("a.db", &bad, &limits, CANARY).is_err());
    }
    assert!(withheld > 20);
}

#[test]
fn pages_that_lead_in_a_circle_are_damage() {
    let rows: Vec<Vec<V>> = (0..60).map(|n| vec![text(&format!("{n:040}"))]).collect();
    let mut bytes = Builder::new().table("t", "CREATE TABLE t(a TEXT)", &rows).build();
    let root = bytes.chunks(512).rposition(|page| page[0] == 5).unwrap();
    let number = u32::try_from(root + 1).unwrap().to_be_bytes();
    bytes[root * 512 + 8..root * 512 + 12].copy_from_slice(&number);
    assert!(copy("a.db", &bytes, &Limits::default(), CANARY).err() == Some(Withheld::Damaged));
}

/// Thousands of columns and rows of no bytes would become gigabytes of SQL.
#[test]
fn a_table_that_expands_beyond_the_budget_is_withheld() {
    let columns: Vec<String> = (0..90).map(|n| format!("c{n}")).collect();
    let sql = format!("CREATE TABLE t({})", columns.join(","));
    let rows: Vec<Vec<V>> = (0..2000).map(|_| vec![V::Null]).collect();
    let bytes = Builder::new().table("t", &sql, &rows).build();
    let limits = Limits { max_expanded_bytes: 20_000, ..Limits::default() };
    assert!(copy("a.db", &bytes, &limits, CANARY).err().is_some_and(|r| r.is_of_whole_source()));
    assert!(copy("a.db", &bytes, &Limits::default(), CANARY).is_ok());
}
