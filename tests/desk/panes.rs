//! Every pane at the four sizes and in two themes, with long names: what a hall's smallest screen and its largest show.
//! The ascii theme is the second: it has no colour and no drawn lines to say anything with.

use ratatui::style::{Color, Modifier};
use yichuang::desk::theme::{Preset, Theme};

use crate::main_job::{examining, with_two_defects};
use crate::screen;
use crate::script::Script;

/// A terminal of old, a small window, a comfortable one, a large screen.
const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 36), (200, 60)];

/// A company of sixty characters at the window, everything asked, nothing examined.
fn long_name() -> Script {
    let mut script = Script::with_tickets(&["A004", "A010"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "2"]);
    script
}

/// The same, everything in order.
fn ready() -> Script {
    let mut script = long_name();
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script
}

fn with(mut script: Script, keys: &[&str]) -> Script {
    script.keys(keys);
    script
}

/// A paper by its title, from the menu of papers.
fn paper(mut script: Script, title: &str) -> Script {
    script.key("Ctrl-S");
    script.type_text(title);
    script.key("Enter");
    script
}

fn charged() -> Script {
    let mut script = Script::with_tickets(&["A003"]);
    script.keys(&["F2", "Enter", "Enter", "1", "1", "1", "1", "1", "1", "F8"]);
    script.confirm();
    script.key("Ctrl-G");
    script.confirm();
    script.keys(&["F5", "Right"]);
    script
}

fn offered() -> Script {
    let mut script = with(ready(), &["F6", "Enter", "1"]);
    script.type_text("赵师傅回家取公章，十一点前回来");
    script.key("Enter");
    script.confirm();
    script.terminal("07");
    script.log_in("李强");
    script
}

fn panes() -> Vec<(&'static str, Script)> {
    let mut panes = vec![
        ("pane-login", Script::at_login()),
        ("pane-queue", Script::on_duty()),
        ("pane-called", with(Script::with_tickets(&["A004", "A010"]), &["F2"])),
        ("pane-question", with(Script::with_tickets(&["A004"]), &["F2", "Enter", "Enter"])),
        ("pane-checklist", long_name()),
        ("pane-checklist-examined", with_two_defects()),
        ("pane-defects", with(examining(), &["1", "1", "1", "3"])),
        ("pane-notice-draft", with(with_two_defects(), &["F4"])),
        ("pane-acceptance", with(ready(), &["F8"])),
        ("pane-clocks", with(ready(), &["F12"])),
        ("pane-fee", charged()),
        ("pane-handover-of-a", with(ready(), &["F6"])),
        ("pane-handover-to-b", offered()),
        ("pane-items", with(Script::on_duty(), &["F3"])),
        ("pane-cases", with(long_name(), &["F7"])),
        ("pane-applicant", with(long_name(), &["Ctrl-E"])),
        ("pane-papers-menu", with(long_name(), &["Ctrl-S"])),
        ("pane-statement", paper(long_name(), "情况说明")),
        ("pane-post-menu", with(Script::on_duty(), &["Shift-F5"])),
        ("pane-hall", with(Script::on_duty(), &["Shift-F7"])),
        ("pane-held", with(Script::on_duty(), &["Shift-F6"])),
        ("pane-help", with(long_name(), &["F1"])),
    ];
    for (_, script) in &mut panes {
        script.hush();
    }
    panes
}

#[test]
fn every_pane_at_every_size_in_two_themes() {
    for (name, script) in panes() {
        let mut text = String::new();
        for preset in [Preset::Standard, Preset::Ascii] {
            let theme = Theme::preset(preset);
            text += &screen::text(script.model(), &theme, script.keymap(), &SIZES);
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

/// No pane at any size cuts a name in two without a mark: what is cut ends in the mark of the theme.
#[test]
fn what_is_cut_is_marked() {
    let name = "澄江新区万里同风供应链管理与冷链仓储配送暨中央厨房餐饮服务及食品安全检测技术咨询产业发展集团东风餐饮业有限责任公司";
    let mut cut = 0;
    for (pane, script) in panes() {
        for size in SIZES {
            let (buffer, _) =
                screen::draw(script.model(), &Theme::preset(Preset::Standard), script.keymap(), size);
            for row in screen::rows(&buffer) {
                let Some((_, rest)) = row.split_once("澄江新区") else { continue };
                let same = rest.chars().zip(name.chars().skip(4)).take_while(|(a, b)| a == b).count();
                let next = rest.chars().nth(same);
                let whole = same + 4 == name.chars().count();
                // A line of a paragraph goes on below; what lies over the desk covers some of it.
                let wraps = next.is_some_and(|next| next.is_whitespace() || "│┌└├".contains(next));
                assert!(whole || wraps || next == Some('…') || next.is_none(), "{pane} {size:?}: {row}");
                cut += usize::from(next == Some('…'));
            }
        }
    }
    assert!(cut > 0, "nothing was cut: the name is too short for this test");
}

/// The usual values of the named colours (xterm); a terminal may show others, as its user likes.
fn channels(color: Color) -> [u8; 3] {
    match color {
        Color::Black => [0, 0, 0],
        Color::Red => [205, 0, 0],
        Color::Green => [0, 205, 0],
        Color::Yellow => [205, 205, 0],
        Color::Blue => [0, 0, 238],
        Color::Magenta => [205, 0, 205],
        Color::Cyan => [0, 205, 205],
        Color::Gray => [229, 229, 229],
        Color::DarkGray => [127, 127, 127],
        Color::LightRed => [255, 0, 0],
        Color::LightGreen => [0, 255, 0],
        Color::LightYellow => [255, 255, 0],
        Color::LightBlue => [92, 92, 255],
        Color::LightMagenta => [255, 0, 255],
        Color::LightCyan => [0, 255, 255],
        Color::White => [255, 255, 255],
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Reset | Color::Indexed(_) => panic!("{color:?} has no colour of its own"),
    }
}

/// WCAG 2: the relative luminance of a colour, and the contrast of two.
fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |color| {
        let [r, g, b] = channels(color).map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Whatever stands on whatever, in every pane: AA (4.5:1), and AAA (7:1) for tired eyes. The control: grey on white
/// is found.
#[test]
fn everything_that_is_shown_can_be_read() {
    assert!(contrast(Color::Gray, Color::White) < 4.5);
    let wanted =
        [(Preset::Standard, 4.5), (Preset::Light, 4.5), (Preset::HighContrast, 7.0), (Preset::Ascii, 4.5)];
    for (pane, script) in panes() {
        for (preset, wanted) in wanted {
            let theme = Theme::preset(preset);
            let (buffer, _) = screen::draw(script.model(), &theme, script.keymap(), (120, 36));
            for cell in buffer.content().iter().filter(|cell| !cell.symbol().trim().is_empty()) {
                assert!(!cell.modifier.contains(Modifier::DIM), "{pane} {preset:?}: {cell:?}");
                let found = contrast(cell.fg, cell.bg);
                assert!(found >= wanted, "{pane} {preset:?}: {found:.2} {cell:?}");
            }
        }
    }
}
