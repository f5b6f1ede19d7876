//! What a `CREATE TABLE` says about how the rows of its table are stored.

use super::tokens::{Kind, Token, tokens};

/// A table as its statement describes it.
pub(super) struct Table {
    /// Its columns, in the order of the statement.
    pub(super) columns: Vec<Column>,
    /// Which column stands at each place of a record.
    pub(super) stored: Vec<usize>,
    /// The column that is another name for the number of the row.
    pub(super) row_id: Option<usize>,
}

/// A column.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) affinity: Affinity,
    /// What a row holds that was written before the column was added.
    pub(super) initial: Initial,
    /// Its declared type, in capitals.
    declared: String,
    is_key: bool,
    /// Its values are worked out and not stored.
    is_virtual: bool,
}

/// How a column is declared that may be another name for the number of the row, to the letter.
const INTEGER: &str = "INTEGER";

/// What values of a column are turned into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

impl Affinity {
    /// <https://sqlite.org/datatype3.html>, section 3.1.
    fn of(declared: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
        if has(&["INT"]) {
            Self::Integer
        } else if has(&["CHAR", "CLOB", "TEXT"]) {
            Self::Text
        } else if has(&["BLOB"]) || declared.is_empty() {
            Self::Blob
        } else if has(&["REAL", "FLOA", "DOUB"]) {
            Self::Real
        } else {
            Self::Numeric
        }
    }

    /// A declared type that has this affinity.
    pub(super) fn as_sql(self) -> &'static str {
        match self {
            Self::Integer => " INTEGER",
            Self::Text => " TEXT",
            Self::Blob => "",
            Self::Real => " REAL",
            Self::Numeric => " NUMERIC",
        }
    }
}

/// A default value that is a literal; what is none stands for nothing.
#[derive(Default, Clone, PartialEq, Debug)]
pub(super) enum Initial {
    #[default]
    Null,
    Number(String),
    Text(String),
}

/// Reads a `CREATE TABLE`; `None` if it is none.
pub(super) fn table(sql: &str) -> Option<Table> {
    let all = tokens(sql);
    let open = all.iter().position(|t| t.is("("))?;
    let close = closing(&all, open)?;
    let is_create = all.first()?.word() == "CREATE" && all.iter().take(open).any(|t| t.word() == "TABLE");
    if !is_create {
        return None;
    }
    let without = |w: &[Token<'_>]| matches!(w, [a, b] if a.word() == "WITHOUT" && b.word() == "ROWID");
    let has_ids = !all.get(close..)?.windows(2).any(without);
    let mut columns: Vec<Column> = Vec::new();
    let mut key: Vec<String> = Vec::new();
    let mut row_id = None;
    for item in split(all.get(open + 1..close)?) {
        let first = item.first()?;
        if first.kind == Kind::Word && is_table_constraint(&first.word()) {
            if let Some(names) = primary_key(item) {
                key = names;
            }
            continue;
        }
        let (column, is_integer_key) = column(item);
        if is_integer_key {
            row_id = Some(columns.len());
        }
        columns.push(column);
    }
    let place = |name: &String| columns.iter().position(|c| c.name.eq_ignore_ascii_case(name));
    let mut first: Vec<usize> = key.iter().filter_map(place).collect();
    if let [only] = first.as_slice()
        && columns.get(*only).is_some_and(|c| c.declared == INTEGER)
    {
        row_id = Some(*only);
    }
    if has_ids {
        first.clear();
    } else {
        row_id = None;
        if first.is_empty() {
            first.extend(columns.iter().position(|c| c.is_key));
        }
    }
    let mut stored = Vec::new();
    // The key of a table without row numbers stands first.
    for at in first.into_iter().chain(0..columns.len()) {
        if !columns.get(at).is_none_or(|c| c.is_virtual) && !stored.contains(&at) {
            stored.push(at);
        }
    }
    Some(Table { columns, stored, row_id }).filter(|t| !t.columns.is_empty())
}

fn is_table_constraint(word: &str) -> bool {
    matches!(word, "CONSTRAINT" | "PRIMARY" | "UNIQUE" | "CHECK" | "FOREIGN")
}

fn is_column_constraint(word: &str) -> bool {
    matches!(
        word,
        "CONSTRAINT"
            | "PRIMARY"
            | "NOT"
            | "NULL"
            | "UNIQUE"
            | "CHECK"
            | "DEFAULT"
            | "COLLATE"
            | "REFERENCES"
            | "GENERATED"
            | "AS"
    )
}

/// Reads the definition of a column; says also whether it is declared `INTEGER PRIMARY KEY`.
fn column(item: &[Token<'_>]) -> (Column, bool) {
    let name = item.first().map(Token::name).unwrap_or_default();
    let is_start = |t: &Token<'_>| t.kind == Kind::Word && is_column_constraint(&t.word());
    let end = item.iter().skip(1).position(is_start).map_or(item.len(), |n| n + 1);
    let declared = item.get(1..end).unwrap_or_default();
    let words: Vec<String> = declared.iter().map(|t| t.text.to_uppercase()).collect();
    let declared = words.join(" ");
    let rest = item.get(end..).unwrap_or_default();
    let at = |words: &[&str]| {
        rest.windows(words.len()).position(|w| w.iter().zip(words).all(|(t, word)| t.word() == *word))
    };
    let key = at(&["PRIMARY", "KEY"]);
    let is_computed = rest.windows(2).any(|w| matches!(w, [a, b] if a.word() == "AS" && b.is("(")));
    let is_stored = rest.iter().any(|t| t.word() == "STORED");
    let falling = key.is_some_and(|n| rest.get(n + 2).is_some_and(|t| t.word() == "DESC"));
    let is_integer_key = key.is_some() && !falling && declared == INTEGER;
    let column = Column {
        name,
        affinity: Affinity::of(&declared),
        initial: at(&["DEFAULT"]).map(|n| initial(rest.get(n + 1..).unwrap_or_default())).unwrap_or_default(),
        declared,
        is_key: key.is_some(),
        is_virtual: is_computed && !is_stored,
    };
    (column, is_integer_key)
}

fn initial(tokens: &[Token<'_>]) -> Initial {
    let sign = tokens.first().filter(|t| t.is("-") || t.is("+"));
    let Some(value) = tokens.get(usize::from(sign.is_some())) else { return Initial::Null };
    match value.kind {
        Kind::Number => {
            let minus = if sign.is_some_and(|t| t.is("-")) { "-" } else { "" };
            Initial::Number(format!("{minus}{}", value.text))
        }
        Kind::Quoted => Initial::Text(value.name()),
        Kind::Word if value.word() == "TRUE" => Initial::Number("1".into()),
        Kind::Word if value.word() == "FALSE" => Initial::Number("0".into()),
        Kind::Word | Kind::Mark => Initial::Null,
    }
}

/// The columns of `PRIMARY KEY (…)`, if that is what the constraint is.
fn primary_key(item: &[Token<'_>]) -> Option<Vec<String>> {
    let at =
        item.windows(2).position(|w| matches!(w, [a, b] if a.word() == "PRIMARY" && b.word() == "KEY"))?;
    let open = at + 2;
    let close = closing(item, open).filter(|_| item.get(open).is_some_and(|t| t.is("(")))?;
    let names = split(item.get(open + 1..close)?);
    Some(names.iter().filter_map(|name| name.first().map(Token::name)).collect())
}

/// Returns where the bracket that opens at `open` closes.
fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Cuts at the commas that stand in no bracket.
fn split<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<&'a [Token<'t>]> {
    let (mut depth, mut start, mut out) = (0_usize, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.is(",") {
            out.extend(tokens.get(start..at));
            start = at + 1;
        }
    }
    out.extend(tokens.get(start..));
    out
}

#[cfg(test)]
mod tests {
    use super::{Affinity, Initial, table};

    fn names(sql: &str) -> Vec<String> {
        table(sql).map(|t| t.columns.into_iter().map(|c| c.name).collect()).unwrap_or_default()
    }

    #[test]
    fn columns_are_told_from_constraints_and_quotes_are_undone() {
        let sql = "CREATE TABLE \"my t\" (id INTEGER PRIMARY KEY, [first name] VARCHAR(20) NOT NULL DEFAULT 'a,b',\n\
                   `c``d` -- remark, with comma\n TEXT CHECK(length(x) IN (1, 2)), CONSTRAINT u UNIQUE(id, x), FOREIGN KEY(x) REFERENCES y(z))";
        assert_eq!(names(sql), ["id", "first name", "c`d"]);
        let table = table(sql).expect("a table");
        assert_eq!(table.row_id, Some(0));
        assert_eq!(table.columns[1].initial, Initial::Text("a,b".into()));
        assert_eq!(table.columns[1].affinity, Affinity::Text);
    }

    #[test]
    fn the_key_of_a_table_without_row_numbers_is_stored_first() {
        let stored = |sql: &str| table(sql).map(|t| (t.stored, t.row_id));
        let sql = "CREATE TABLE t(a, b INTEGER, c, PRIMARY KEY(c COLLATE nocase, a)) WITHOUT ROWID";
        assert_eq!(stored(sql), Some((vec![2, 0, 1], None)));
        let inline = "CREATE TABLE t(a, b TEXT PRIMARY KEY) STRICT, WITHOUT ROWID";
        assert_eq!(stored(inline), Some((vec![1, 0], None)));
    }

    #[test]
    fn only_a_column_declared_integer_is_the_number_of_the_row() {
        let row_id = |sql: &str| table(sql).and_then(|t| t.row_id);
        assert_eq!(row_id("CREATE TABLE t(a INT PRIMARY KEY)"), None);
        assert_eq!(row_id("CREATE TABLE t(a INTEGER PRIMARY KEY DESC)"), None);
        assert_eq!(row_id("CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)"), Some(0));
        assert_eq!(row_id("CREATE TABLE t(x, a integer, PRIMARY KEY(a))"), Some(1));
        assert_eq!(row_id("CREATE TABLE t(x, a bigint, PRIMARY KEY(a))"), None);
    }

    #[test]
    fn values_that_are_worked_out_are_not_stored() {
        let sql = "CREATE TABLE t(a, b AS (a + 1), c GENERATED ALWAYS AS (a) STORED, d DEFAULT -1.5)";
        let table = table(sql).expect("a table");
        assert_eq!(table.stored, [0, 2, 3]);
        assert_eq!(table.columns[3].initial, Initial::Number("-1.5".into()));
    }

    #[test]
    fn what_is_no_table_is_none() {
        for sql in
            ["", "CREATE INDEX i ON t(a)", "CREATE TABLE t", "CREATE TABLE t(", "CREATE TABLE t(a,,b)", "((("]
        {
            assert!(table(sql).is_none(), "{sql}");
        }
    }
}
