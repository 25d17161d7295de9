//! `yichuang audit` and `yichuang backup` with the real program, on a record the real service has written: nothing
//! wrong with it, and everything that somebody with the file in hand could do to it is found (I-42, C22).
#![cfg(all(feature = "service", feature = "desk"))]
#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

#[path = "audit/attacks.rs"]
mod attacks;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use attacks::ATTACKS;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use tempfile::TempDir;

fn yichuang(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yichuang"));
    command.args(args).env_remove("RUST_LOG").stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// A record that three busy desks have written; made once.
fn record() -> &'static Path {
    static RECORD: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, file) = RECORD.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hall.db");
        let load = ["load", "--desks", "3", "--seconds", "3", "--listeners", "0", "--database", &url(&file)];
        let output = yichuang(&load);
        assert!(output.status.success(), "{}", said(&output));
        (folder, file)
    });
    file
}

/// A copy somebody may do anything to.
fn copy() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hall.db");
    let output = yichuang(&["backup", "--database", &url(record()), "--to", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    (folder, file)
}

/// Does this to a file, whatever the triggers of the tables say.
fn attack(file: &Path, sql: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(file);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        let all = format!("DROP TRIGGER events_stay; DROP TRIGGER events_remain; {sql}");
        sqlx::raw_sql(AssertSqlSafe(all)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

#[test]
fn what_the_service_wrote_is_right() {
    let output = yichuang(&["audit", "--database", &url(record())]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("核查无误"), "{}", said(&output));
}

/// Each attack is found, by the law it breaks.
#[test]
fn whatever_is_done_to_the_record_is_found() {
    for (name, sql, law) in ATTACKS {
        let (_folder, file) = copy();
        attack(&file, sql);
        let output = yichuang(&["audit", "--database", &url(&file)]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{name} was not found: {said}");
        assert!(said.contains(law), "{name} was found, but not by {law}: {said}");
    }
}

/// A tail cut off cleanly, or an old backup put in the place of the record, is right in itself: only a head that
/// somebody kept elsewhere finds it. The control: the record that went on holds the older head.
#[test]
fn a_tail_cut_off_is_found_by_the_saved_head() {
    let ((folder, short), (_other, long)) = (copy(), copy());
    let head = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (short, long) = (url(&short), url(&long));
    let saved = |database: &str, head: &str| {
        let output = yichuang(&["audit", "--database", database, "--save-head", head]);
        assert!(output.status.success(), "{}", said(&output));
    };
    saved(&short, &head("old"));
    let on =
        ["load", "--desks", "3", "--seconds", "1", "--listeners", "0", "--seed", "2", "--database", &long];
    let output = yichuang(&on);
    assert!(output.status.success(), "{}", said(&output));
    saved(&long, &head("new"));

    let extends = yichuang(&["audit", "--database", &long, "--against", &head("old")]);
    assert!(extends.status.success(), "{}", said(&extends));
    let cut = yichuang(&["audit", "--database", &short, "--against", &head("new")]);
    assert_eq!(cut.status.code(), Some(1), "{}", said(&cut));
    assert!(said(&cut).contains("记录比它短"), "{}", said(&cut));
}

#[test]
fn a_backup_is_never_written_over() {
    let (_folder, file) = copy();
    let output = yichuang(&["backup", "--database", &url(record()), "--to", file.to_str().unwrap()]);
    assert!(!output.status.success());
    assert!(said(&output).contains("已存在"), "{}", said(&output));
}

/// What applicants have told is for the owner of the file alone, whatever the umask; and a copy that failed is none.
#[cfg(unix)]
#[test]
fn a_backup_is_for_its_owner_and_whole_or_not_there() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, file) = copy();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let (broken, to) = (folder.path().join("broken.db"), folder.path().join("broken-copy.db"));
    std::fs::write(&broken, [7; 8192]).unwrap();
    let output = yichuang(&["backup", "--database", &url(&broken), "--to", to.to_str().unwrap()]);
    assert!(!output.status.success(), "{}", said(&output));
    assert!(!to.exists(), "half a copy was left");
}

#[test]
fn another_database_is_backed_up_by_its_own_tools() {
    let output = yichuang(&["backup", "--database", "postgres://localhost/x", "--to", "x"]);
    assert!(!output.status.success());
    assert!(said(&output).contains("pg_dump"), "{}", said(&output));
}

/// The server of `YICHUANG_TEST_POSTGRES`, and a database of it.
struct Server(String);

impl Server {
    fn given() -> Self {
        Self(std::env::var("YICHUANG_TEST_POSTGRES").unwrap())
    }

    fn database(&self, name: &str) -> String {
        let (server, _) = self.0.rsplit_once('/').unwrap();
        format!("{server}/{name}")
    }

    fn run(url: &str, sql: String) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    }
}

/// The same record, the same audit, the same attacks. Copies are made by the server.
#[test]
#[ignore = "needs PostgreSQL; .ci/run"]
fn postgres_is_audited_as_well() {
    let server = Server::given();
    let whole = format!("audit_{}", uuid::Uuid::now_v7().simple());
    Server::run(&server.0, format!("CREATE DATABASE {whole}"));
    let record = server.database(&whole);
    let load = ["load", "--desks", "3", "--seconds", "3", "--listeners", "0", "--database", &record];
    let output = yichuang(&load);
    assert!(output.status.success(), "{}", said(&output));
    let output = yichuang(&["audit", "--database", &record]);
    assert!(output.status.success() && said(&output).contains("核查无误"), "{}", said(&output));
    for (at, (name, sql, law)) in ATTACKS.iter().enumerate() {
        let copy = format!("{whole}_{at}");
        Server::run(&server.0, format!("CREATE DATABASE {copy} TEMPLATE {whole}"));
        let url = server.database(&copy);
        Server::run(&url, format!("ALTER TABLE events DISABLE TRIGGER ALL; {}", attacks::in_postgres(sql)));
        let output = yichuang(&["audit", "--database", &url]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{name} was not found: {said}");
        assert!(said.contains(law), "{name} was found, but not by {law}: {said}");
        Server::run(&server.0, format!("DROP DATABASE {copy}"));
    }
    Server::run(&server.0, format!("DROP DATABASE {whole}"));
}
