//! The store a run is on: SQLite in the folder of the test, or, when `YICHUANG_TEST_POSTGRES` is the URL of a server
//! where databases may be made, a PostgreSQL database of the test's own.

use std::path::Path;

use sqlx::postgres::{PgConnection, PgPool};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use sqlx::{AssertSqlSafe, Connection, Row};

/// The server, when this run is on PostgreSQL.
pub fn server() -> Option<String> {
    std::env::var("YICHUANG_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// Where the record of a test is kept: the same for the same folder.
pub async fn url(folder: &Path) -> String {
    let Some(server) = server() else { return format!("sqlite:{}", folder.join("record.db").display()) };
    let (base, _) = server.rsplit_once('/').expect("a URL that ends with a database");
    let name: String = folder.file_name().unwrap().to_str().unwrap().to_lowercase();
    // Names of folders differ by upper and lower case, names of databases do not.
    let case: String = folder
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .chars()
        .map(|c| if c.is_uppercase() { '1' } else { '0' })
        .collect();
    let name = format!("yichuang_test_{}_{case}", name.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    let mut connection = PgConnection::connect(&server).await.expect("the test server answers");
    let made = sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await;
    if let Err(error) = made {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
        assert_eq!(code, "42P04", "made before or not at all: {error}");
    }
    format!("{base}/{name}")
}

/// The record, looked at from outside.
pub enum Record {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Record {
    pub async fn open(folder: &Path) -> Self {
        let url = url(folder).await;
        if server().is_some() {
            return Self::at(&url).await;
        }
        let options = SqliteConnectOptions::new().filename(folder.join("record.db"));
        Self::Sqlite(SqlitePool::connect_with(options).await.unwrap())
    }

    /// The record in a PostgreSQL database.
    pub async fn at(url: &str) -> Self {
        Self::Postgres(PgPool::connect(url).await.unwrap())
    }

    /// Rows of texts; nothing is an empty text.
    pub async fn rows(&self, sql: &'static str) -> Vec<Vec<String>> {
        macro_rules! texts {
            ($rows:expr) => {
                $rows
                    .iter()
                    .map(|row| {
                        (0..row.len())
                            .map(|at| row.get::<Option<String>, _>(at).unwrap_or_default())
                            .collect()
                    })
                    .collect()
            };
        }
        match self {
            Self::Sqlite(pool) => texts!(sqlx::query(sql).fetch_all(pool).await.unwrap()),
            Self::Postgres(pool) => texts!(sqlx::query(sql).fetch_all(pool).await.unwrap()),
        }
    }

    /// The one number a statement gives as text.
    pub async fn number(&self, sql: &'static str) -> u64 {
        self.rows(sql).await[0][0].parse().unwrap()
    }

    /// Does something; the words of the refusal where it is refused.
    pub async fn run(&self, sql: &'static str) -> Result<(), String> {
        let done = match self {
            Self::Sqlite(pool) => sqlx::query(sql).execute(pool).await.map(drop),
            Self::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop),
        };
        done.map_err(|error| error.to_string())
    }
}

/// This run was on SQLite alone unless the variable was set; a run that leaves something out says so.
#[test]
#[ignore = "PostgreSQL was left out unless YICHUANG_TEST_POSTGRES gives a server (.ci/run starts one)"]
fn postgres_was_left_out_unless_a_server_was_given() {
    assert!(server().is_some(), "set YICHUANG_TEST_POSTGRES to the URL of a server");
}
