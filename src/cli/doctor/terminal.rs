//! What the terminal can do. Looking is done once, in [`Surroundings::look`]; the rest judges what was seen.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write};

use crossterm::{cursor, execute, style, terminal};

use super::Finding;

/// Cells that sample characters take on this terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe {
    /// The middle dot and the box line `·─`: 2 where they are narrow.
    pub narrow: u16,
    /// The ideograph `一`: 2.
    pub wide: u16,
}

/// Everything the examination of the terminal depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surroundings {
    /// Environment variables.
    pub env: BTreeMap<String, String>,
    /// Whether standard input is a terminal.
    pub stdin: bool,
    /// Whether standard output is a terminal.
    pub stdout: bool,
    /// Columns and rows, where there is a terminal.
    pub size: Option<(u16, u16)>,
    /// What the width probe measured; none without a terminal, or where it does not answer.
    pub probe: Option<Probe>,
    /// Whether the system is Windows, whose console knows no locale.
    pub windows: bool,
}

impl Surroundings {
    /// Looks around. On a terminal, characters are written, measured and taken away again, and the caret is
    /// shown.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn look(out: &mut impl Write) -> io::Result<Self> {
        let (stdin, stdout) = (io::stdin().is_terminal(), io::stdout().is_terminal());
        let on_terminal = stdin && stdout;
        out.flush()?;
        let probe = if on_terminal { probe() } else { None };
        Ok(Self {
            env: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
            stdin,
            stdout,
            size: if stdout { terminal::size().ok() } else { None },
            probe,
            windows: cfg!(windows),
        })
    }

    /// A variable that is set and not empty.
    pub(super) fn var(&self, name: &str) -> Option<&str> {
        self.env.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Ends raw mode however the probe ends.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

/// Measures. The cursor is asked on standard output, so the characters go there too.
fn probe() -> Option<Probe> {
    terminal::enable_raw_mode().ok()?;
    let _raw = Raw;
    let mut out = io::stdout();
    let mut measure = |text: &str| -> Option<u16> {
        execute!(out, cursor::MoveToColumn(0), style::Print(text)).ok()?;
        let column = cursor::position().ok().map(|(column, _)| column);
        let line = terminal::ClearType::CurrentLine;
        execute!(out, cursor::MoveToColumn(0), terminal::Clear(line), cursor::Show).ok()?;
        column
    };
    Some(Probe { narrow: measure("·─")?, wide: measure("一")? })
}

/// All findings about the terminal.
pub(super) fn examine(around: &Surroundings) -> Vec<Finding> {
    vec![kind(around), size(around), colours(around), encoding(around), widths(around), caret(around)]
}

fn kind(around: &Surroundings) -> Finding {
    const TOPIC: &str = "终端";
    let name = around.var("TERM").unwrap_or(if around.windows { "Windows" } else { "未声明" });
    let graphical = "请在图形桌面的终端程序中运行";
    match (around.stdin, around.stdout) {
        (true, true) if name == "linux" => {
            Finding::bad(TOPIC, "Linux 文本控制台，不能显示和输入汉字", graphical)
        }
        (true, true) if name == "dumb" => Finding::bad(TOPIC, "TERM=dumb，不能定位光标", graphical),
        (true, true) if name == "未声明" => {
            Finding::care(TOPIC, "没有声明终端类型", "export TERM=xterm-256color")
        }
        (true, true) => Finding::good(TOPIC, name),
        (stdin, _) => {
            let which = if stdin { "标准输出" } else { "标准输入" };
            let found = format!("{which}不是终端，窗口界面不能启动；本次只检查其余项目");
            Finding::care(TOPIC, found, "在终端里直接运行，不要经管道或重定向")
        }
    }
}

fn size(around: &Surroundings) -> Finding {
    const TOPIC: &str = "终端大小";
    match around.size {
        None => Finding::care(TOPIC, "未检查：不在终端里", "在终端里再运行一次"),
        Some((columns, rows)) if columns < 80 || rows < 24 => {
            let mend = "把窗口放大到至少 80×24，或把字号调小";
            Finding::bad(TOPIC, format!("{columns}×{rows}，放不下界面"), mend)
        }
        Some((columns, rows)) if columns < 120 || rows < 36 => {
            Finding::good(TOPIC, format!("{columns}×{rows}，够用；120×36 更宽裕"))
        }
        Some((columns, rows)) => Finding::good(TOPIC, format!("{columns}×{rows}")),
    }
}

fn colours(around: &Surroundings) -> Finding {
    const TOPIC: &str = "颜色";
    let term = around.var("TERM").unwrap_or_default();
    if around.var("NO_COLOR").is_some() {
        Finding::good(TOPIC, "已按 NO_COLOR 关闭；状态另有文字和符号，不影响使用")
    } else if matches!(around.var("COLORTERM"), Some("truecolor" | "24bit")) {
        Finding::good(TOPIC, "真彩色")
    } else if term.contains("256color") || around.windows {
        Finding::good(TOPIC, "256 色")
    } else if term.is_empty() || term == "dumb" || term.ends_with("-mono") {
        Finding::care(TOPIC, "可能只有单色", "状态另有文字和符号；要颜色请设 TERM=xterm-256color")
    } else {
        Finding::good(TOPIC, "16 色")
    }
}

fn encoding(around: &Surroundings) -> Finding {
    const TOPIC: &str = "字符编码";
    if around.windows {
        return Finding::good(TOPIC, "Windows 控制台，Unicode");
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| around.var(name));
    let mend = "export LANG=zh_CN.UTF-8；没有这个语言环境时用 C.UTF-8";
    match locale {
        Some(locale) if matches_utf8(locale) => Finding::good(TOPIC, locale),
        Some(locale) => Finding::bad(TOPIC, format!("{locale}，不是 UTF-8，汉字会成乱码"), mend),
        None => Finding::care(TOPIC, "没有设置语言环境，汉字可能显示不出", mend),
    }
}

fn matches_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn widths(around: &Surroundings) -> Finding {
    const TOPIC: &str = "字符宽度";
    match around.probe {
        None if around.stdin && around.stdout => {
            Finding::care(TOPIC, "终端不回答光标位置，未能测量", "如边框错位，请改用 theme = \"ascii\"")
        }
        None => Finding::care(TOPIC, "未检查：不在终端里", "在终端里再运行一次"),
        Some(Probe { wide, .. }) if wide != 2 => {
            let found = format!("汉字占 {wide} 格（应为 2 格），表格会错位");
            Finding::bad(TOPIC, found, "换等宽中文字体，或换终端程序")
        }
        Some(Probe { narrow: 2, .. }) => Finding::good(TOPIC, "汉字 2 格，“·”和框线 1 格"),
        Some(_) => {
            let mend = "在配置文件写 theme = \"ascii\"，或在终端设置里把“宽度不明确的字符”设为窄";
            Finding::care(TOPIC, "“·”或框线占 2 格，边框会错位", mend)
        }
    }
}

fn caret(around: &Surroundings) -> Finding {
    const TOPIC: &str = "光标";
    if around.stdin && around.stdout {
        Finding::good(TOPIC, "已请终端显示光标；如下面提示符处看不到，请在终端设置里打开")
    } else {
        Finding::care(TOPIC, "未检查：不在终端里", "在终端里再运行一次")
    }
}

#[cfg(test)]
mod tests;
