//! Every word of the desk's screen, in one place. Short, exact, courteous; towards the officer no blame, always
//! the next step.

mod agenda;
mod card;
mod case;
mod clocks;
mod counter;
mod duty;
mod exits;
mod form;
mod handover;
mod held;
mod list;
mod money;
mod notices;
mod other_papers;
mod paper;

pub use agenda::*;
pub use card::*;
pub use case::*;
pub use clocks::*;
pub use counter::*;
pub use duty::*;
pub use exits::*;
pub use form::*;
pub use handover::*;
pub use held::*;
pub use list::*;
pub use money::*;
pub use notices::*;
pub use other_papers::*;
pub use paper::*;

use crate::desk::app::Model;
use crate::domain::case::CaseEvent;
use crate::domain::command::Command;
use crate::domain::hall::{Hall, PostSide};
use crate::domain::ids::WindowId;
use crate::domain::state::Event;
use crate::text::Clean;
use crate::wire::Recorded;

/// Lines a page key moves.
pub const PAGE: usize = 10;

/// Name of the product.
pub const PRODUCT: &str = "一窗";

/// The mark of a demonstration.
pub const DEMONSTRATION: &str = "演示";

/// The long mark of a demonstration.
pub const DEMONSTRATION_LONG: &str = "演示 · 人物、号码、文书均为虚构，不产生法律效力";

/// What is said when an order was carried out; nothing where the screen shows it anyway.
pub fn done(command: &Command) -> Option<String> {
    Some(match command {
        Command::TakePost => "已上岗，按 F2 叫号".to_owned(),
        Command::ClosePost => "窗口已关闭".to_owned(),
        Command::OfferHandover { .. } => "交接已发起，等待对方确认；接岗前请勿离开".to_owned(),
        Command::WithdrawHandover => "交接已撤回，您继续在岗".to_owned(),
        Command::AcceptHandover | Command::TakeOver { .. } => "您已接岗".to_owned(),
        Command::RefreshSheet => "交接单已更新，请确认变动的各项".to_owned(),
        Command::AddToHandover { .. } => "已补充，接岗人可以看到".to_owned(),
        Command::AskTakeOver { .. } => "已申请，请等窗口负责人批准".to_owned(),
        Command::AllowTakeOver { .. } => "已批准接管".to_owned(),
        Command::StepAway { cover, .. } => format!("已挂牌暂离，由{cover}号窗口代接；回来后按 F6 返岗"),
        Command::StepBack => "已返岗，按 F2 叫号".to_owned(),
        Command::AskHelp { .. } => "已呼叫窗口负责人".to_owned(),
        Command::AnswerHelp => "已应答呼叫".to_owned(),
        Command::SetTide { classes } if classes.is_empty() => "潮汐窗口已结束".to_owned(),
        Command::SetTide { .. } => "已加叫，排队人员随即可被叫到".to_owned(),
        Command::KeepThing { .. } => "已登记，交接时逐件点交".to_owned(),
        Command::GiveBackThing { .. } => "已离台".to_owned(),
        Command::Remind { .. } => "已记下，交接单上会列出".to_owned(),
        Command::SettleReminder { .. } => "提醒已办结".to_owned(),
        Command::Arrive { ticket } => format!("{ticket}号已报到"),
        Command::Prioritise { ticket, .. } => format!("{ticket}号已调整，记入日志"),
        Command::NoShow { ticket } => format!("{ticket}号已记为过号"),
        Command::Park { ticket, .. } => format!("{ticket}号已挂起"),
        Command::Redirect { ticket, to, .. } => format!("{ticket}号已转{to}号窗口，请告知群众前往"),
        Command::Finish { ticket } => format!("{ticket}号本次办理结束。请提示带齐证件和文书"),
        Command::Recall { ticket } => format!("已再次呼叫{ticket}号"),
        Command::ReturnCase { .. } => "办件已重新打开，请审查补正的材料".to_owned(),
        Command::DraftRefusal { .. } => "已拟不予受理，待窗口负责人确认后方可告知".to_owned(),
        Command::RejectRefusal { .. } => "已退回经办人继续审查".to_owned(),
        Command::ProposeDemand { .. } => "已提出，待窗口负责人决定；决定前不受理、不告知".to_owned(),
        Command::AllowDemand { .. } => "已批准，材料列入本件清单".to_owned(),
        Command::RejectDemand { .. } => "未批准，已告知经办人".to_owned(),
        Command::TakeOverMaterials { .. } => "已同收本次来访交过的材料".to_owned(),
        Command::ConfirmPrint { paper } => format!("{}已记为打印", paper.number),
        Command::RecordSigned { paper } => format!("{}的签名联已收回", paper.number),
        Command::VoidPaper { paper, .. } => format!("{}已作废", paper.number),
        Command::Decide { .. } => "已作出决定".to_owned(),
        Command::IssuePayment { .. } => "收费已核定".to_owned(),
        Command::RecordReceipt { .. } => "票据号已登记".to_owned(),
        Command::Deliver { .. } => "结果已发放".to_owned(),
        Command::Withdraw { .. } => "申请已撤回".to_owned(),
        _ => return None,
    })
}

/// What somebody else did to a case of this window.
pub fn news(recorded: &Recorded, model: &Model) -> Option<String> {
    let Event::Case { case, what } = &recorded.event else { return None };
    let case = model.state().case(case).filter(|case| case.window == model.window)?;
    let mine = model.session.as_ref().is_some_and(|session| session.officer.id == recorded.actor);
    match what {
        CaseEvent::Decided { granted, .. } if !mine => Some(format!(
            "{} {}：部门已{}",
            case.number_text(),
            case.applicant_name(),
            if *granted { "准予，可收费或发放结果" } else { "作出不予许可决定" }
        )),
        CaseEvent::RefusalRejected { reason } if !mine => {
            Some(format!("{} 负责人退回不予受理拟办：{reason}", case.number_text()))
        }
        CaseEvent::DemandAllowed { .. } if !mine => {
            Some(format!("{} 负责人已批准超指南要求，材料列入清单", case.number_text()))
        }
        CaseEvent::DemandRejected { reason, .. } if !mine => {
            Some(format!("{} 负责人未批准超指南要求：{reason}", case.number_text()))
        }
        _ => None,
    }
}

/// A name without the hall's own county before it, which all names of a list share: for narrow columns.
pub fn without_place<'a>(hall: &Hall, name: &'a str) -> &'a str {
    let place = hall.name.split_once("政务").map_or("", |(place, _)| place);
    match name.strip_prefix(place) {
        Some(rest) if rest.chars().count() > 2 => rest,
        _ => name,
    }
}

/// Below the least size.
pub fn too_small(width: u16, height: u16) -> String {
    format!("终端窗口现为{width}列{height}行，至少需要80列24行。请放大窗口或缩小字号，内容不会丢失。")
}

/// The line is good.
pub const ONLINE: &str = "在线";

/// Something is being fetched.
pub const LOADING: &str = "正在取得数据…";

/// An order is on its way.
pub const WAITING_SHORT: &str = "正在等待服务答复…";

/// The window in the head line.
pub fn window(id: &WindowId, name: &str) -> String {
    format!("{id}号窗口 {name}")
}

/// Not answered for a while.
pub fn offline(unsent: usize) -> String {
    if unsent == 0 { "离线".to_owned() } else { format!("离线，{unsent}项未送达") }
}

/// On its way.
pub fn sending(count: usize) -> String {
    format!("送达中 {count}")
}

/// On duty.
pub fn on_duty(me: &str, side: Option<PostSide>, for_whom: Option<&str>) -> String {
    match (side, for_whom) {
        (Some(PostSide::A), _) => format!("{me} A岗在岗"),
        (Some(PostSide::B), Some(a)) => format!("{me} B岗在岗（代{a}）"),
        (_, Some(a)) => format!("{me} 在岗（代{a}）"),
        _ => format!("{me} 在岗"),
    }
}

/// On duty, with an offer out.
pub fn on_duty_offered(me: &str) -> String {
    format!("{me} 在岗，交接待确认")
}

/// An offer waits for me.
pub fn offered_to(me: &str, holder: &str) -> String {
    format!("{me} 待接{holder}的岗")
}

/// Somebody else is on duty.
pub fn read_only(me: &str, holder: &str) -> String {
    format!("{me} 只读（{holder}在岗）")
}

/// Nobody is on duty.
pub fn vacant(me: &str) -> String {
    format!("{me} 未上岗")
}

/// The service says unchanged, but there is no copy.
pub const NO_RULES: &str = "未能取得规则库，请按 Ctrl-L 重试";

/// The session is over.
pub fn session_over(why: &str, unsent: usize) -> Clean {
    Clean::new(if unsent == 0 {
        why.to_owned()
    } else {
        format!("{why}。有{unsent}项操作未送达，重新登录后请核对")
    })
}
