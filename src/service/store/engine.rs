//! What a statement is told to: one connection of either database.
//!
//! Statements are written once (`statements`), in SQL that SQLite and PostgreSQL both understand: placeholders are
//! `$1`, columns named like words of SQL stand in quotes, yes and no are 1 and 0.

use std::future::Future;

use sqlx::{AssertSqlSafe, Row, SqlSafeStr, SqlStr};

use super::StoreError;

/// A value bound to a placeholder.
#[derive(Debug)]
pub enum Bind<'a> {
    /// Text.
    Text(&'a str),
    /// Text made for the statement.
    Made(String),
    /// Text, or nothing.
    Maybe(Option<&'a str>),
    /// Text made for the statement, or nothing.
    MaybeMade(Option<String>),
    /// A number, or yes and no as 1 and 0.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl<'a> From<&'a str> for Bind<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Bind<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Bind<'_> {
    fn from(text: String) -> Self {
        Self::Made(text)
    }
}

impl<'a> From<&'a Option<String>> for Bind<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Maybe(text.as_deref())
    }
}

impl<'a> From<Option<&'a str>> for Bind<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Maybe(text)
    }
}

impl From<i64> for Bind<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Bind<'_> {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<Option<String>> for Bind<'_> {
    fn from(text: Option<String>) -> Self {
        Self::MaybeMade(text)
    }
}

impl From<Vec<u8>> for Bind<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// A change that is told together with others.
#[derive(Debug)]
pub struct Change {
    /// The statement.
    pub sql: &'static str,
    /// Its values.
    pub binds: Vec<Bind<'static>>,
}

/// The values of a statement, in the order of its placeholders.
macro_rules! binds {
    ($($value:expr),* $(,)?) => { vec![$($crate::service::store::engine::Bind::from($value)),*] };
}
pub(in crate::service) use binds;

/// One connection.
pub trait Engine: Send {
    /// A row as this database gives it.
    type Row: Cells;

    /// Asks, and takes every row.
    fn ask(
        &mut self,
        sql: SqlStr,
        binds: Vec<Bind<'_>>,
    ) -> impl Future<Output = Result<Vec<Self::Row>, StoreError>> + Send;

    /// Asks, and takes every row.
    fn all(
        &mut self,
        sql: &'static str,
        binds: Vec<Bind<'_>>,
    ) -> impl Future<Output = Result<Vec<Self::Row>, StoreError>> + Send {
        self.ask(sql.into_sql_str(), binds)
    }

    /// Asks for one row, or none.
    fn one(
        &mut self,
        sql: &'static str,
        binds: Vec<Bind<'_>>,
    ) -> impl Future<Output = Result<Option<Self::Row>, StoreError>> + Send {
        async move { Ok(self.all(sql, binds).await?.into_iter().next()) }
    }

    /// Asks for the row that is always there.
    fn sure(
        &mut self,
        sql: &'static str,
        binds: Vec<Bind<'_>>,
    ) -> impl Future<Output = Result<Self::Row, StoreError>> + Send {
        async move {
            let row = self.one(sql, binds).await?;
            row.ok_or_else(|| StoreError::Unreadable("a row that is always there is not".to_owned()))
        }
    }

    /// Changes several things in one exchange; each is a row of its own.
    fn change(&mut self, changes: Vec<Change>) -> impl Future<Output = Result<(), StoreError>> + Send {
        async move {
            if changes.is_empty() {
                return Ok(());
            }
            let (sql, binds) = Self::together(changes);
            self.ask(AssertSqlSafe(sql).into_sql_str(), binds).await.map(drop)
        }
    }

    /// Several changes as one statement; their placeholders are numbered through.
    fn together(changes: Vec<Change>) -> (String, Vec<Bind<'static>>);

    /// Changes something.
    fn run(
        &mut self,
        sql: &'static str,
        binds: Vec<Bind<'_>>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        async move { self.all(sql, binds).await.map(drop) }
    }
}

/// The texts of changes, numbered through, and all their values.
pub fn through(changes: Vec<Change>) -> (Vec<String>, Vec<Bind<'static>>) {
    let (mut texts, mut values) = (Vec::new(), Vec::new());
    for Change { sql, binds } in changes {
        texts.push(renumbered(sql, values.len()));
        values.extend(binds);
    }
    (texts, values)
}

/// The statement with every `$n` higher by `by`. A `$` stands for nothing else in our statements.
fn renumbered(sql: &str, by: usize) -> String {
    let mut parts = sql.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (digits, rest) = part.split_at(end);
        let number = digits.parse::<usize>().unwrap_or(0) + by;
        text.push('$');
        text.push_str(&number.to_string());
        text.push_str(rest);
    }
    text
}

/// A row, read by the names of its columns.
pub trait Cells: Send + Sync {
    /// Text.
    fn text(&self, column: &str) -> Result<&str, StoreError>;
    /// Text, or nothing.
    fn maybe(&self, column: &str) -> Result<Option<&str>, StoreError>;
    /// A number.
    fn int(&self, column: &str) -> Result<i64, StoreError>;
    /// Bytes.
    fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError>;

    /// A count: a number that is never negative.
    fn count(&self, column: &str) -> Result<u64, StoreError> {
        let number = self.int(column)?;
        u64::try_from(number).map_err(|_| StoreError::Unreadable(format!("{column} is {number}")))
    }
}

/// Both drivers speak through the same crate, so both are told in the same words.
macro_rules! speaks {
    ($connection:ty, $database:ty, $row:ty, $together:expr) => {
        impl Engine for $connection {
            type Row = $row;

            async fn ask(&mut self, sql: SqlStr, binds: Vec<Bind<'_>>) -> Result<Vec<$row>, StoreError> {
                let mut query = sqlx::query::<$database>(sql);
                for bind in binds {
                    query = match bind {
                        Bind::Text(text) => query.bind(text),
                        Bind::Made(text) => query.bind(text),
                        Bind::Maybe(text) => query.bind(text),
                        Bind::MaybeMade(text) => query.bind(text),
                        Bind::Int(number) => query.bind(number),
                        Bind::Bytes(bytes) => query.bind(bytes),
                    };
                }
                Ok(query.fetch_all(self).await?)
            }

            fn together(changes: Vec<Change>) -> (String, Vec<Bind<'static>>) {
                let (texts, values) = through(changes);
                (($together)(texts), values)
            }
        }

        impl Cells for $row {
            fn text(&self, column: &str) -> Result<&str, StoreError> {
                Ok(self.try_get(column)?)
            }

            fn maybe(&self, column: &str) -> Result<Option<&str>, StoreError> {
                Ok(self.try_get(column)?)
            }

            fn int(&self, column: &str) -> Result<i64, StoreError> {
                Ok(self.try_get(column)?)
            }

            fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
                Ok(self.try_get(column)?)
            }
        }
    };
}

// SQLite takes one statement after the other.
speaks!(sqlx::SqliteConnection, sqlx::Sqlite, sqlx::sqlite::SqliteRow, |texts: Vec<String>| texts
    .join(";\n"));
// PostgreSQL takes one: all but the last stand before it as named parts, which are carried out whether anybody looks at
// them or not.
speaks!(sqlx::PgConnection, sqlx::Postgres, sqlx::postgres::PgRow, |mut texts: Vec<String>| {
    let last = texts.pop().unwrap_or_default();
    let parts: Vec<String> =
        texts.iter().enumerate().map(|(at, text)| format!("part_{at} AS ({text})")).collect();
    if parts.is_empty() { last } else { format!("WITH {} {last}", parts.join(", ")) }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_told_together_keep_their_own_values() {
        let one = |binds| Change { sql: "UPDATE a SET b = $2 WHERE c = $1", binds };
        let (texts, values) = through(vec![one(binds![1_i64, 2_i64]), one(binds![3_i64, 4_i64])]);
        assert_eq!(texts, ["UPDATE a SET b = $2 WHERE c = $1", "UPDATE a SET b = $4 WHERE c = $3"]);
        assert_eq!(values.len(), 4);
    }
}
