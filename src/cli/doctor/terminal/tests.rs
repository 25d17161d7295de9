use super::*;
use crate::cli::doctor::Verdict::{self, Bad, Care, Good};

fn on_terminal(env: &[(&str, &str)]) -> Surroundings {
    Surroundings {
        env: env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        stdin: true,
        stdout: true,
        size: Some((120, 36)),
        probe: Some(Probe { narrow: 2, wide: 2 }),
        windows: false,
    }
}

fn verdicts(around: &Surroundings) -> Vec<Verdict> {
    examine(around).into_iter().map(|finding| finding.verdict).collect()
}

#[test]
fn a_good_terminal_is_good_throughout() {
    let around = on_terminal(&[("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8")]);
    assert_eq!(verdicts(&around), [Good; 6]);
    assert!(examine(&around).iter().all(|finding| finding.mend.is_none()));
}

#[test]
fn without_a_terminal_nothing_is_bad() {
    assert!(!verdicts(&Surroundings::default()).contains(&Bad));
}

#[test]
fn a_console_without_chinese_and_a_dumb_terminal_are_bad() {
    for term in ["linux", "dumb"] {
        assert_eq!(kind(&on_terminal(&[("TERM", term)])).verdict, Bad);
    }
    let piped = Surroundings { stdout: false, ..on_terminal(&[("TERM", "linux")]) };
    assert!(kind(&piped).found.starts_with("标准输出不是终端"));
}

#[test]
fn a_small_window_is_bad() {
    for (size, verdict) in [((79, 24), Bad), ((80, 23), Bad), ((80, 24), Good), ((200, 60), Good)] {
        let around = Surroundings { size: Some(size), ..on_terminal(&[]) };
        assert_eq!(super::size(&around).verdict, verdict, "{size:?}");
    }
}

#[test]
fn colours_follow_the_usual_variables() {
    let found = |env: &[(&str, &str)]| colours(&on_terminal(env)).found;
    assert!(found(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]).contains("NO_COLOR"));
    assert_eq!(found(&[("NO_COLOR", ""), ("COLORTERM", "24bit")]), "真彩色");
    assert_eq!(found(&[("TERM", "screen-256color")]), "256 色");
    assert_eq!(found(&[("TERM", "xterm")]), "16 色");
    assert_eq!(colours(&on_terminal(&[])).verdict, Care);
}

#[test]
fn the_locale_is_the_first_that_is_set() {
    let verdict = |env: &[(&str, &str)]| encoding(&on_terminal(env)).verdict;
    assert_eq!(verdict(&[("LC_ALL", ""), ("LANG", "zh_CN.utf8")]), Good);
    assert_eq!(verdict(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Bad);
    assert_eq!(verdict(&[("LANG", "zh_CN.GB18030")]), Bad);
    assert_eq!(verdict(&[]), Care);
}

#[test]
fn wide_dots_recommend_the_ascii_theme() {
    let measured =
        |narrow, wide| widths(&Surroundings { probe: Some(Probe { narrow, wide }), ..on_terminal(&[]) });
    assert!(measured(3, 2).mend.unwrap().contains("theme = \"ascii\""));
    assert_eq!(measured(4, 2).verdict, Care);
    assert_eq!(measured(2, 1).verdict, Bad);
    let silent = Surroundings { probe: None, ..on_terminal(&[]) };
    assert_eq!(widths(&silent).verdict, Care);
}
