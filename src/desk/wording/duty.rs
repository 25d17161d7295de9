//! Words of the post's menu, of short absences, and of the hall as a whole.

use jiff::civil::Time;

use crate::desk::app::{Model, PostAct, Sort};
use crate::domain::clock::beijing;
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::post::{Away, Occasion, Post, Reminder, ReminderKind, Tally, Thing};
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::ticket::Ticket;
use crate::text::Clean;

/// Titles of forms and dialogs.
pub const GIVE_BACK_TITLE: &str = "物品离台";
/// Title.
pub const SETTLE_TITLE: &str = "办结提醒";
/// Title.
pub const TIDE_TITLE: &str = "潮汐窗口：加叫哪些类别（如 A,B；不填即结束）";
/// Title.
pub const AWAY_TITLE: &str = "挂牌暂离";
/// Title.
pub const REMARK_TITLE: &str = "对本项备注";
/// Title.
pub const ADD_TITLE: &str = "补充交接";
/// Title.
pub const ASK_TAKE_OVER_TITLE: &str = "申请接管";
/// Title.
pub const ALLOW_TAKE_OVER_TITLE: &str = "批准接管";

/// Field.
pub const WHERE_TO_FIELD: &str = "去向";
/// Field.
pub const OUTCOME_FIELD: &str = "结果";
/// Field.
pub const CLASSES_FIELD: &str = "叫号类别";
/// Field.
pub const COVER_FIELD: &str = "代接窗口";
/// Field.
pub const MINUTES_FIELD: &str = "离开时间";
/// Field.
pub const ERRAND_FIELD: &str = "事由";
/// Field.
pub const REMARK_FIELD: &str = "备注";
/// Field.
pub const ADD_FIELD: &str = "补充内容";
/// Field.
pub const THING_FIELD: &str = "名称";
/// Field.
pub const WHOSE_FIELD: &str = "谁的";
/// Field.
pub const FIRST_NUMBER_FIELD: &str = "起号";
/// Field.
pub const LAST_NUMBER_FIELD: &str = "止号";
/// Field.
pub const AMOUNT_FIELD: &str = "金额";
/// Field.
pub const WHO_WAITS_FIELD: &str = "对方和电话";
/// Field.
pub const ASKED_FIELD: &str = "问什么";
/// Field.
pub const BY_FIELD: &str = "几点前";
/// Field.
pub const DAY_FIELD: &str = "预约日期";
/// Field.
pub const SLOT_FIELD: &str = "时段起点";
/// Field.
pub const LEAVE_UNTIL_FIELD: &str = "请假至";
/// Field.
pub const APPROVER_FIELD: &str = "批准人";
/// Field.
pub const REFERENCE_FIELD: &str = "批准文号";

/// Not a number.
pub const NO_NUMBER: &str = "请填数字";
/// Not an amount.
pub const NO_AMOUNT: &str = "请填金额，最多两位小数";
/// Not a time.
pub const NO_TIME: &str = "请填时刻，如 1630 或 16:30";

/// Only a lead answers.
pub const LEAD_ANSWERS: &str = "呼叫和接管申请由窗口负责人处理";
/// Nothing to answer at this window.
pub const NOTHING_TO_ANSWER: &str = "这个窗口没有待您处理的事";
/// The reserved time is over and nobody was called.
pub const BREACHED: &str = "预约超时";
/// The sign is up.
pub const AWAY_NOW: &str = "已挂牌暂离，按 F6 返岗";

/// An act of the menu that needs no name.
pub fn post_act(act: &PostAct) -> &'static str {
    match act {
        PostAct::StepAway => "暂离：挂牌，请其他窗口代接",
        PostAct::StepBack => "返岗：取下暂离牌",
        PostAct::Keep(Sort::Original) => "登记在台原件",
        PostAct::Keep(Sort::Seal) => "登记印章",
        PostAct::Keep(Sort::Blanks) => "登记空白单证",
        PostAct::Keep(Sort::Cash) => "登记现金",
        PostAct::Remind(ReminderKind::CallBack) => "记来电待回",
        PostAct::Remind(ReminderKind::Question) => "记插问，稍后答复",
        PostAct::Tide => "潮汐窗口：加叫其他类别",
        _ => "",
    }
}

/// A reminder that can be settled.
pub fn settle_row(reminder: &Reminder) -> String {
    format!("办结{}：{} {}", reminder.kind.label(), reminder.who, reminder.what)
}

/// A thing that can leave.
pub fn give_back_row(thing: &Thing) -> String {
    format!("离台：{}", thing.what.words())
}

/// Until what time.
pub fn until(by: Option<Time>) -> String {
    by.map(|by| format!("{}前", by.strftime("%H:%M"))).unwrap_or_default()
}

/// A reserved time.
pub fn slot(slot: Slot) -> String {
    format!("{}—{}", slot.from.strftime("%H:%M"), slot.to.strftime("%H:%M"))
}

/// A ticket was given out, or a time reserved.
pub fn given_out(ticket: &Ticket) -> String {
    match ticket.slot {
        Some(reserved) => {
            format!("已预约{} {}，预约号{}", ticket.day, slot(reserved), ticket.no)
        }
        None => format!("已取号{}，请到等候区等候叫号", ticket.no),
    }
}

/// Who reserved and is here.
pub fn arrive_row(no: &TicketNo, name: &str) -> String {
    format!("预约报到：{no} {name}")
}

/// A ticket of a class.
pub fn take_ticket_row(class: &str) -> String {
    format!("取号：{class}类")
}

/// A reservation of a class.
pub fn reserve_row(class: &str) -> String {
    format!("预约：{class}类")
}

/// A ticket that can move.
pub fn forward_row(no: &TicketNo, name: &str) -> String {
    format!("优先：{no}号 {name}")
}

/// Why it moves.
pub fn green_row(reason: Option<GreenReason>) -> String {
    reason.map_or_else(|| "取消优先".to_owned(), |reason| format!("绿色通道·{}", reason.label()))
}

/// Over the form of a reservation.
pub fn reserve_title(class: &str) -> String {
    format!("预约{class}类号")
}

/// Over the form of a thing.
pub fn keep_title(sort: Sort) -> &'static str {
    match sort {
        Sort::Original => "在台原件",
        Sort::Seal => "印章",
        Sort::Blanks => "空白单证",
        Sort::Cash => "现金",
    }
}

/// Over the form of a reminder.
pub fn remind_title(kind: ReminderKind) -> &'static str {
    match kind {
        ReminderKind::CallBack => "来电待回",
        ReminderKind::Question => "插问",
    }
}

/// What a permission to take over does.
pub fn allow_take_over(by: &str, holder: &str, window: &WindowId, reason: &Clean) -> Vec<String> {
    vec![
        format!("{by}申请接管{window}号窗口，在岗人{holder}的终端仍在应答。原因：{reason}"),
        format!("批准后{by}十分钟内可以接管；接管后{holder}的操作不再生效，批准记入日志。"),
    ]
}

/// Why the post is handed over.
pub fn occasion_detail(occasion: &Occasion) -> &'static str {
    match occasion {
        Occasion::Shift => "交给本窗口另一岗",
        Occasion::Noon => "两组轮流，总有一组在岗",
        Occasion::Leave { .. } => "半天以上，须写明批准",
        Occasion::Rotation => "按轮岗表交接",
        Occasion::Return => "交还A岗",
    }
}

/// What a window does now, in one line.
pub fn post_state(model: &Model, post: &Post) -> String {
    let Some(holder) = post.holder.as_ref().map(|holder| model.name_of(holder)) else {
        return super::NOBODY.to_owned();
    };
    let mut said = vec![];
    if let Some(help) = &post.help {
        said.push(format!("呼叫：{}", help.why.label()));
    }
    if let Some(asked) = post.takeover.as_ref().filter(|asked| asked.allowed.is_none()) {
        said.push(format!("{}申请接管", model.name_of(&asked.by)));
    }
    if let Some(since) = post.silent_since {
        said.push(format!("{}起无人应答", beijing(since).strftime("%H:%M:%S")));
    }
    match &post.away {
        Some(away) => said.push(format!("{holder}{}", away_line(away))),
        None => said.push(format!("{holder}在岗")),
    }
    if let Some(tide) = &post.tide {
        let classes: Vec<&str> = tide.classes.iter().map(String::as_str).collect();
        said.push(format!("加叫{}类", classes.join("、")));
    }
    said.join("，")
}

/// A short absence.
pub fn away_line(away: &Away) -> String {
    let overdue = if away.overdue { "，已超时" } else { "" };
    format!("暂离，{}号窗口代接，{}前返岗{overdue}", away.cover, beijing(away.back_by).strftime("%H:%M"))
}

/// How the calls of the day were shared out.
pub fn tally(tally: &Tally) -> String {
    format!(
        "今日叫号：预约{}、优先{}、先到{}；越过先到者{}人次",
        tally.reserved, tally.green, tally.arrival, tally.overtaken
    )
}

/// Reservations still expected today.
pub fn expected(count: usize) -> String {
    format!("预约未到{count}人")
}

/// What a lead is told at once.
pub mod warning {
    use crate::domain::ids::WindowId;
    use crate::domain::post::HelpReason;

    /// A call.
    pub fn help(window: &WindowId, why: HelpReason) -> String {
        format!("{window}号窗口呼叫：{}（Shift-F7 应答）", why.label())
    }

    /// Silence.
    pub fn silent(window: &WindowId, holder: &str) -> String {
        format!("{window}号窗口无人应答：{holder}的终端失联，请安排接管")
    }

    /// An absence that lasts.
    pub fn overdue(window: &WindowId, holder: &str) -> String {
        format!("{window}号窗口{holder}暂离超时，未返岗")
    }

    /// Somebody wants to take over.
    pub fn asked(window: &WindowId, by: &str) -> String {
        format!("{by}申请接管{window}号窗口（Shift-F7 批准）")
    }
}

/// The lead has answered.
pub fn help_answered(name: &str) -> String {
    format!("{name}已应答，请稍候")
}

/// The lead allows.
pub fn take_over_allowed(name: &str) -> String {
    format!("{name}已批准，请按 F6 接管")
}

/// The outgoer added something.
pub fn added(name: &str, note: &Clean) -> String {
    format!("{name}补充交接：{note}")
}

/// How many windows want a lead.
pub fn attention(count: usize) -> String {
    format!("待处理{count}")
}
