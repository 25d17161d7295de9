use std::fmt::Write as _;

use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::*;
use crate::board::app::tests::moment;
use crate::board::app::{GRACE, Message, update};
use crate::desk::theme::Preset;
use crate::desk::widgets::sweep;
use crate::text::{Clean, width};
use crate::wire::{BoardCall, BoardClass, BoardWindow, Doing};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

fn doing(at: usize) -> Doing {
    let (ticket, since) = (format!("A{at:03}").as_str().into(), moment("09:25:00"));
    match at {
        3 | 6 => Doing::Free,
        4 | 9 => Doing::Serving { ticket, since },
        5 => Doing::Away { cover: "06".into(), back_by: moment("09:50:00") },
        7 => Doing::Called { ticket: "A012".into(), since: moment("09:41:00"), again: false },
        8 => Doing::Called { ticket: "A008".into(), since: moment("09:40:30"), again: true },
        10 => Doing::Handover,
        11 => Doing::Waiting,
        _ => Doing::Closed,
    }
}

fn board(windows: usize) -> Board {
    let names = ["综合咨询", "帮办代办", "绿色通道", "企业开办", "不动产登记", "办不成事反映"];
    let window = |at: usize| BoardWindow {
        window: format!("{at:02}").as_str().into(),
        name: names[at % names.len()].to_owned(),
        place: if at.is_multiple_of(2) { "一楼西区" } else { "一楼大厅入口" }.to_owned(),
        doing: doing(at),
    };
    let call = |ticket: &str, window: &str, at: &str, again| BoardCall {
        ticket: ticket.into(),
        window: window.into(),
        at: moment(at),
        again,
    };
    let class = |class: &str, waiting, windows: &[&str]| BoardClass {
        class: class.to_owned(),
        waiting,
        windows: windows.iter().map(|id| (*id).into()).collect(),
    };
    Board {
        hall: "qinghe".into(),
        name: "青河县政务服务中心".to_owned(),
        now: moment("09:41:00"),
        seq: 7,
        demonstration: true,
        windows: (1..=windows).map(window).collect(),
        waiting: vec![
            class("A", 12, &["07", "08", "09"]),
            class("B", 0, &[]),
            class("R", 3, &["06"]),
            class("S", 1, &[]),
        ],
        calls: vec![
            call("A012", "07", "09:41:00", false),
            call("A008", "08", "09:40:30", true),
            call("A009", "09", "09:25:00", false),
            call("A004", "04", "09:24:00", false),
            call("R001", "06", "09:10:00", false),
        ],
    }
}

/// The board a few seconds after the call, and a minute later.
fn model(board: Board, now: Timestamp) -> Model {
    let mut model = Model::new(false, moment("09:41:00"));
    update(&mut model, moment("09:41:00"), Message::Changed(Box::new(board)));
    update(&mut model, now, Message::Tick);
    model
}

fn lost(mut model: Model) -> Model {
    let why = Clean::new("连不上服务 http://127.0.0.1:7810；请检查网线和服务地址，或联系运维");
    let now = model.now;
    update(&mut model, now, Message::Lost(why));
    model
}

fn drawn(model: &Model, theme: &Theme, (columns, rows): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut swept = 0;
    terminal
        .draw(|frame| {
            draw(model, theme, frame);
            swept = sweep(frame.buffer_mut());
        })
        .unwrap();
    assert_eq!(swept, 0, "a view let hidden characters through");
    terminal.backend().buffer().clone()
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y: u16| {
        let (mut row, mut x) = (String::new(), 0);
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        assert_eq!(width(&row), usize::from(area.width), "a glyph hangs over the edge: {row}");
        row.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}

fn text(model: &Model, preset: Preset) -> String {
    let mut out = String::new();
    for size in SIZES {
        writeln!(out, "══ {}×{}", size.0, size.1).unwrap();
        for row in rows(&drawn(model, &Theme::preset(preset), size)) {
            writeln!(out, "{row}").unwrap();
        }
    }
    out
}

fn snapshot(name: &str, model: &Model, preset: Preset) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text(model, preset));
    });
}

#[test]
fn a_call_as_it_comes() {
    let model = model(board(13), moment("09:41:02"));
    snapshot("called", &model, Preset::Standard);
    snapshot("called-ascii", &model, Preset::Ascii);
}

#[test]
fn a_quiet_board_and_one_that_has_lost_its_service() {
    let quiet = model(board(13), moment("09:41:30"));
    snapshot("quiet", &quiet, Preset::Standard);
    let mut broken = lost(quiet);
    assert!(rows(&drawn(&broken, &Theme::preset(Preset::Standard), (80, 24)))[0].contains("正在重连"));
    let later = moment("09:41:30").saturating_add(GRACE).unwrap();
    update(&mut broken, later, Message::Tick);
    snapshot("old", &broken, Preset::Standard);
    snapshot("old-ascii", &broken, Preset::Ascii);
}

#[test]
fn before_anything_is_known() {
    let first = Model::new(false, moment("09:41:00"));
    let said = |model: &Model, words: &str| {
        let screen = rows(&drawn(model, &Theme::preset(Preset::Standard), (80, 24))).join("\n");
        assert!(screen.contains(words), "{screen}");
    };
    said(&first, "正在连接服务");
    said(&lost(first), "09:41起连不上服务，正在重连；请听现场叫号");
    let empty = Board { calls: Vec::new(), waiting: Vec::new(), ..board(13) };
    let empty = model(empty, moment("09:41:30"));
    said(&empty, "请您在座位上稍候");
    said(&empty, "现在无人等候");
}

/// Without any colour a new call, an ordinary one and an old board still look different.
#[test]
fn nothing_is_said_by_colour_alone() {
    let theme = Theme::preset(Preset::Standard).without_color();
    let words = |model: &Model| rows(&drawn(model, &theme, (120, 36))).join("\n");
    let calling = words(&model(board(13), moment("09:41:02")));
    let quiet = model(board(13), moment("09:41:30"));
    assert!(calling.contains(">> 正在叫号") && calling.contains("> 请到窗口"));
    assert!(words(&quiet).contains("最近叫号") && !words(&quiet).contains("> 请到窗口"));
    let mut old = lost(quiet);
    update(&mut old, moment("09:42:00"), Message::Tick);
    assert!(words(&old).contains("叫号显示已于09:41中断"));
    for size in SIZES {
        let screen = rows(&drawn(&old, &theme, size)).join("\n");
        assert!(!screen.contains('█'), "a number that may be wrong is not shown large");
    }
}

#[test]
fn no_size_and_no_hall_is_too_much() {
    for preset in [Preset::Standard, Preset::Ascii] {
        let theme = Theme::preset(preset);
        for windows in [0, 1, 13, 40, 99] {
            let model = model(board(windows), moment("09:41:02"));
            for size in
                [(1, 1), (7, 3), (20, 5), (40, 12), (80, 24), (100, 30), (120, 36), (200, 60), (300, 90)]
            {
                rows(&drawn(&model, &theme, size));
            }
        }
    }
    // Whoever is called keeps a place, and what has none is counted.
    let model = model(board(40), moment("09:41:02"));
    for size in [(80, 24), (120, 36)] {
        let screen = rows(&drawn(&model, &Theme::preset(Preset::Standard), size)).join("\n");
        assert!(screen.contains("07 ") && screen.contains("另有"), "{screen}");
    }
}

#[test]
fn text_of_the_service_cannot_drive_the_terminal() {
    let mut hostile = board(2);
    hostile.name = "青河\u{1b}[2J\u{202e}".to_owned();
    hostile.windows[1].name = "\u{9b}31m综合".to_owned();
    hostile.calls[0].ticket = "A\u{1b}]0;x\u{7}".into();
    let model = model(hostile, moment("09:41:02"));
    for size in SIZES {
        let screen = rows(&drawn(&model, &Theme::preset(Preset::Standard), size)).join("\n");
        assert!(!screen.chars().any(|c| c.is_control() && c != '\n'), "{screen}");
    }
}
