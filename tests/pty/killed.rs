//! C4, I-34, I-35, I-26: the desk is killed at any key, and everything that was drawn is there again.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use portable_pty::CommandBuilder;
use yichuang::client::Client;
use yichuang::wire::Login;

use crate::terminal::{Terminal, USUAL, home, program, yichuang};

/// Kills in CI.
const RUNS: usize = 6;
/// Kills in the long run.
const MANY: usize = 500;
/// What is said after a restart.
const RESTORED: &str = "已恢复上次未提交的录入";

/// The service of a demonstration, gone with the test.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn starts(home: &Path) -> Self {
        let mut child = Command::new(program())
            .args(["demo", "--service-only", "--port", "0"])
            .env("HOME", home)
            .env_remove("RUST_LOG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once("--server ")?.1.to_owned()));
        Self { child, address: address.expect("it says where it is") }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// From the seed of the run, or one of today: `YICHUANG_SEED` repeats a run.
struct Throw(u64);

impl Throw {
    fn begin() -> Self {
        let given = std::env::var("YICHUANG_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| uuid::Uuid::now_v7().as_u64_pair().1);
        println!("YICHUANG_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    /// A text nobody has typed before.
    fn text(&mut self) -> String {
        const SIGNS: &[char] =
            &['公', '章', '取', '回', '照', '证', '补', '等', 'k', 'q', 'x', 'z', '7', '4', '。', '，'];
        (0..10 + self.below(12)).map(|_| SIGNS[self.below(SIGNS.len())]).collect()
    }
}

fn desk(home: &Path, service: &Service, officer: &str) -> CommandBuilder {
    let arguments = ["desk", "--server", &service.address, "--window", "07", "--officer", officer];
    let mut command = yichuang(home, &arguments);
    command.env("YICHUANG_TEST_VAULT", home.join("vault.json"));
    command
}

fn logs_in(home: &Path, service: &Service, officer: &str) -> Terminal {
    let mut terminal = Terminal::start(USUAL, desk(home, service, officer));
    terminal.sees(&["口令", "在线"]);
    terminal.type_in("yichuang");
    terminal.press("Enter");
    terminal
}

/// How much of a text stands on a screen.
fn drawn(text: &str, screen: &str) -> usize {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.filter(|end| screen.contains(&text[..*end]))
        .map(|end| text[..end].chars().count())
        .max()
        .unwrap_or(0)
}

/// Kills the desk without a warning; the last whole screen.
fn kill(mut terminal: Terminal) -> String {
    terminal.signal("KILL");
    terminal.ends();
    terminal.screen()
}

/// A ticket at the window, served, with nothing typed.
fn serving(terminal: &mut Terminal) {
    terminal.sees(&["在岗", "按 F2 叫下一号"]);
    terminal.press("F2");
    terminal.sees(&["已叫1次"]);
    terminal.press("Enter");
    terminal.sees(&["办理中"]);
}

fn killed_while_typing(runs: usize) {
    let home = home();
    let service = Service::starts(home.path());
    let mut throw = Throw::begin();
    let mut terminal = logs_in(home.path(), &service, "王敏");
    serving(&mut terminal);
    let (mut keys, mut shown) = (0, 0);
    for run in 0..runs {
        let text = throw.text();
        let (count, at) = (text.chars().count(), throw.below(text.chars().count()));
        terminal.press("Ctrl-K");
        terminal.sees(&["挂起号票", "原因"]);
        let (first, rest) = text.split_at(text.char_indices().nth(at).map_or(0, |(byte, _)| byte));
        terminal.type_in(first);
        terminal.wait_for("what was typed", |screen| drawn(&text, screen) >= at);
        // Killed with keys under way: some are drawn, some are read, some are not.
        terminal.type_in(rest);
        let before = drawn(&text, &kill(terminal));
        terminal = logs_in(home.path(), &service, "王敏");
        let screen = terminal.sees(&[RESTORED, "挂起号票"]);
        let after = drawn(&text, &screen);
        println!("run {run}: {count} typed, {before} drawn, {after} there again");
        assert!(after >= before, "drawn and lost: {text:?}\n{screen}");
        (keys, shown) = (keys + count, shown + before);
        terminal.press("Esc");
        terminal.sees_but(&["办理中"], &["挂起号票"]);
    }
    println!("{runs} kills, {keys} characters typed, {shown} drawn before a kill, 0 lost");
}

#[test]
fn at_any_key_nothing_drawn_is_lost() {
    killed_while_typing(RUNS);
}

#[test]
#[ignore = "a long run: cargo test --test pty -- --ignored at_any_key"]
fn at_any_key_nothing_drawn_is_lost_in_a_long_run() {
    killed_while_typing(MANY);
}

/// Verdicts by single keys, killed among them: what was shown as done is done, once.
#[test]
fn orders_under_way_are_done_once() {
    let home = home();
    let service = Service::starts(home.path());
    let mut throw = Throw::begin();
    let mut terminal = logs_in(home.path(), &service, "王敏");
    serving(&mut terminal);
    terminal.press("Enter");
    terminal.sees(&["主体业态是哪一种？"]);
    terminal.press("2");
    terminal.sees_but(&["情形"], &["主体业态是哪一种？"]);
    terminal.press("1");
    terminal.sees(&["已审0/7"]);
    terminal.press("1");
    terminal.sees(&["审查要点"]);
    let at = throw.below(5);
    terminal.type_in("112111");
    let examined =
        |screen: &str| (0..=7).rev().find(|count| screen.contains(&format!("已审{count}/7"))).unwrap_or(0);
    terminal.wait_for("some of the verdicts", |screen| examined(screen) >= at);
    let before = examined(&kill(terminal));
    let terminal = logs_in(home.path(), &service, "王敏");
    let screen = terminal.sees(&["王敏 A岗在岗", "当前办件"]);
    let after = examined(&screen);
    println!("{before} verdicts drawn, {after} there again");
    assert!(after >= before, "{screen}");
    let record = the_case(&service);
    let verdicts = usize::try_from(record).unwrap();
    assert!(verdicts <= 6 && verdicts >= before, "{verdicts} recorded, {before} drawn");
    assert_eq!(verdicts, after, "each once");
}

/// How many verdicts the service has recorded: the version of the case but for its opening and its three answers.
fn the_case(service: &Service) -> u64 {
    let desk = asked(service, |client| async move { client.desk(&"07".into()).await });
    let case = desk.state.cases.values().next().expect("one case");
    let given = case.value.verdicts.values().count();
    assert_eq!(case.version, 4 + u64::try_from(given).unwrap(), "an event for each verdict, and none twice");
    u64::try_from(given).unwrap()
}

/// Asks the service as 李强.
fn asked<T, F>(service: &Service, ask: impl Fn(Client) -> F) -> T
where
    F: Future<Output = Result<T, yichuang::client::ClientError>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = Client::new(&service.address).unwrap();
        let login = Login {
            hall: None,
            officer: "李强".to_owned(),
            password: "yichuang".to_owned(),
            window: "07".into(),
        };
        client.login(&login).await.unwrap();
        ask(client).await.unwrap()
    })
}

/// What A typed reaches the service by itself; B finds it after A's machine is gone.
#[test]
fn b_finds_what_a_had_typed() {
    let home = home();
    let service = Service::starts(home.path());
    let mut terminal = logs_in(home.path(), &service, "王敏");
    serving(&mut terminal);
    terminal.press("Ctrl-K");
    terminal.type_in("等候赵师傅取公章");
    terminal.sees(&["等候赵师傅取公章"]);
    asked(&service, |client| async move {
        // The answer to each question is waited for; there is no other clock here.
        loop {
            let drafts = client.desk(&"07".into()).await?.drafts;
            if drafts
                .iter()
                .any(|draft| draft.typed.fields.iter().any(|(_, text)| text == "等候赵师傅取公章"))
            {
                return Ok(());
            }
        }
    });
    kill(terminal);
    let b_home = crate::terminal::home();
    let mut b = logs_in(b_home.path(), &service, "李强");
    b.sees(&["只读（王敏在岗）", "有未提交录入1"]);
    b.send(b"\x1b[17;2~");
    b.sees(&["王敏未提交的录入", "等候赵师傅取公章"]);
    // Nothing of A's journal is on B's screen, and A finds everything.
    let a = logs_in(home.path(), &service, "王敏");
    a.sees(&[RESTORED, "等候赵师傅取公章"]);
}

/// The control: a desk whose journal is in memory loses what was drawn, and says beforehand that it would.
#[test]
fn without_a_keyring_it_is_said_and_lost() {
    let home = home();
    let service = Service::starts(home.path());
    let without = |home: &Path| {
        let arguments = ["desk", "--server", &service.address, "--window", "07", "--officer", "王敏"];
        let mut terminal = Terminal::start(USUAL, yichuang(home, &arguments));
        terminal.sees(&["口令", "在线"]);
        terminal.type_in("yichuang");
        terminal.press("Enter");
        terminal
    };
    let mut terminal = without(home.path());
    serving(&mut terminal);
    terminal.press("Ctrl-K");
    terminal.type_in("等候取公章");
    terminal.sees(&["等候取公章"]);
    kill(terminal);
    let mut terminal = without(home.path());
    let screen = terminal.sees(&["办理中"]);
    assert!(!screen.contains("等候取公章"), "{screen}");
    // The standing remark is seen once nothing else is said.
    terminal.press("Esc");
    terminal.sees(&["断电或程序被终止时，未提交的录入会丢失"]);
}
