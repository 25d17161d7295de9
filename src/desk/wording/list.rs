//! Words of lists and the help.

use crate::desk::app::{RowValue, What};
use crate::domain::hall::Window;
use crate::domain::ids::TicketNo;
use crate::domain::item::CaseKind;
use crate::text::Clean;

/// A parked ticket.
pub fn parked(why: &Clean) -> String {
    format!("挂起：{why}")
}

/// What stands beside an item in a list; an alias where that was what was typed.
pub fn item_detail(kind: CaseKind, department: &str, alias: Option<&str>) -> String {
    let alias = alias.map(|alias| format!(" 又称{alias}")).unwrap_or_default();
    format!("{} {department}{alias}", super::kind(kind))
}

/// Pane.
pub const HELP: &str = "按键（直接输入可查找，Esc 返回）";

/// Nothing in the help fits.
pub const HELP_NOTHING: &str = "没有找到这个操作或键，请换个词，或输拼音首字母、键名（如 F4）";

/// Column of the actions.
pub const COLUMN_ACTION: &str = "操作";

/// Column of the actions.
pub const COLUMN_KEY: &str = "键";

/// Column of the palette, where it found more than actions.
pub const COLUMN_FOUND: &str = "名称";

/// Column of the palette: the key of an action, or what else it is.
pub const COLUMN_KIND: &str = "键、类别";

/// Column of the papers.
pub const COLUMN_OTHER_PAPER: &str = "文书";

/// Column of the actions: why an action cannot be done now.
pub const COLUMN_NOT_NOW: &str = "现在不能办的原因";

/// Search line.
pub const SEARCH_FIELD: &str = "查找";

/// The service is looking.
pub const LOOKING: &str = "正在查找…";

/// At the top of the help.
pub const HELP_INTRO: &[&str] = &[
    "主线：F2 叫号，Enter 请群众入座并收件，数字选情形，数字给每项材料结论，F4 告知文书或 F8 受理，F10 签发，出纸后 Ctrl-Y，F5 收费，F9 结束本号，F6 交接。",
    "审查：1 齐全　2 缺　3 不符　4 当场更正　5 容缺　6 承诺　7 免提交",
    "　　　8 同收　9 重选情形　0 清除",
    "有法律效力的操作先显示全文或后果，按 F10 才生效。",
];

/// Over a list.
pub fn picker_title(what: &What) -> &'static str {
    match what {
        What::Items => "选事项（名称、拼音、首字母、编码）",
        What::Cases => "查办件（编号、身份号码、信用代码、姓名）",
        What::Windows => "转到哪个窗口",
        What::Tickets => "取回挂起或过号的号票",
        What::Papers => "开具其他文书",
        What::Looks => "外观：移动时就看到，Enter 采用，Esc 不改",
        What::Actions => "操作、事项、办件、文书、知识卡",
        What::Post => "岗位和号票",
        What::Hall => "全厅窗口",
        What::Occasions => "交接事由",
        What::Help => "呼叫窗口负责人：什么情况",
        What::Green(_) => "优先：什么原因",
    }
}

/// An empty list.
pub fn nothing_found(what: &What) -> &'static str {
    match what {
        What::Items => "没有找到，请换个说法或只输首字母",
        What::Cases => "没有找到办件，请核对编号或身份号码",
        What::Windows => "没有这个窗口",
        What::Tickets => "没有这个号票",
        What::Papers => "没有这种文书",
        What::Actions => "没有找到，请换个词，或输拼音首字母、编号",
        What::Post | What::Hall | What::Occasions | What::Help | What::Green(_) | What::Looks => {
            "现在没有可办的"
        }
    }
}

/// What a row of the palette is, beside its name; actions have their key there.
pub fn kind_of_row(value: &RowValue) -> Option<&'static str> {
    Some(match value {
        RowValue::Item(_) => "事项",
        RowValue::Case(_) | RowValue::CaseHere(_) => "办件",
        RowValue::Issued(_) => "文书",
        RowValue::Card(_) => "知识卡",
        _ => return None,
    })
}

/// A window in a list.
pub fn window_row(window: &Window) -> String {
    format!("{}号 {}", window.id, window.name)
}

/// A ticket in a list.
pub fn ticket_row(no: &TicketNo, name: &str) -> String {
    format!("{no}号 {name}")
}

/// The person at the window is not the one of the case.
pub const SOMEBODY_ELSE: &str = "办件已重新打开；号票登记的不是本件申请人或代理人，请核对身份和委托";

/// The look in force.
pub const LOOK_IN_FORCE: &str = "现用";

/// A look was taken and written down.
pub const LOOK_KEPT: &str = "外观已更换，已写入配置文件，下次启动仍用";

/// A look was taken where there are no settings to write to.
pub const LOOK_FOR_NOW: &str = "外观已更换，只在本次使用";

/// There are no looks to choose from.
pub const NO_LOOKS: &str = "没有可选的外观";

/// The settings are no TOML.
pub const SETTINGS_BROKEN: &str = "配置文件写法有误，请先运行 yichuang doctor 查看";

/// The look could not be written down.
pub fn look_not_kept(path: &str, why: &str) -> Clean {
    Clean::new(format!("外观只在本次使用：不能写入 {path}（{why}）"))
}

/// A look in the list; a file by its path.
pub fn look_name(name: &str) -> String {
    match name {
        "standard" => "标准：深底浅字".to_owned(),
        "light" => "浅色：浅底深字".to_owned(),
        "high-contrast" => "高对比：字迹最清楚".to_owned(),
        "ascii" => "字符：终端画不好线条时用".to_owned(),
        file => format!("自定：{file}"),
    }
}

/// Over a menu.
pub const MENU_HINT: &str = "数字直接选，或上下键选、Enter 确定";

/// A row of a menu with its digit; from the tenth on it is reached with the arrows.
pub fn numbered(at: usize, text: &str) -> String {
    if at < 9 { format!("{} {text}", at + 1) } else { format!("  {text}") }
}
