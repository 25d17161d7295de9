//! Why something is not done, in the officer's language; the name of the variant is the code for programs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checklist::{Closed, Exit};

/// Why a command is refused. The sentence says what stands against it and what to do next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The post has passed to somebody else since (I-20).
    #[error("本窗口已由{holder}接管，此操作未生效；您所录内容保留在屏上")]
    StaleFence {
        /// Present holder.
        holder: String,
    },
    /// Somebody changed it in between.
    #[error("内容已被更新，请核对最新内容后再操作")]
    VersionConflict,
    /// The officer does not hold the post.
    #[error("您未在岗，不能办理；请先上岗或接管本窗口")]
    NotHolder,
    /// The role does not allow it.
    #[error("您的岗位无此权限：{what}")]
    NotAllowed {
        /// What.
        what: String,
    },
    /// The post is held.
    #[error("本窗口由{holder}在岗；请由其发起交接（F6），或由窗口负责人批准接管")]
    PostHeld {
        /// Holder.
        holder: String,
    },
    /// Not of the pair.
    #[error("您不在本窗口的A、B岗名单中")]
    NotOfThePair,
    /// Something is still on the window.
    #[error("窗口还有未了事项，不能空岗离开：{what}；请先办结或交接（F6）")]
    NotEmpty {
        /// What.
        what: String,
    },
    /// A handover is already on offer.
    #[error("交接已发起，正等待{to}确认")]
    AlreadyOffered {
        /// To whom.
        to: String,
    },
    /// No handover is on offer to the officer.
    #[error("没有等待您确认的交接")]
    NoOffer,
    /// Lines are not confirmed.
    #[error("还有{count}项未确认，须逐项确认后才能接岗")]
    Unconfirmed {
        /// How many.
        count: usize,
    },
    /// Confirmed already, or not on the sheet.
    #[error("交接单上没有这一项，或已经确认过")]
    NoSuchLine,
    /// The sheet no longer says what is on the window.
    #[error("发起后窗口事项有变动，请先更新交接单，再确认变动的各项")]
    SheetOutdated,
    /// A critical line is said back, not waved through.
    #[error("此项要紧，请先回答：{question}")]
    ReadBackFirst {
        /// The question.
        question: String,
    },
    /// The answer was not what the record says.
    #[error("与记录不符，请看清这一项再回答：{question}")]
    WrongReadBack {
        /// The question.
        question: String,
    },
    /// The post cannot go to this person.
    #[error("{to}不是本窗口当日的A、B岗，也不是窗口负责人，不能接岗")]
    NotAReceiver {
        /// Who.
        to: String,
    },
    /// The two minutes for what was forgotten are over, or somebody else handed over.
    #[error("交接后两分钟内可以补充；现在请当面或者电话告知接岗人")]
    HandoverOver,
    /// The officer sits at another window.
    #[error("您正在{window}号窗口在岗；请先在该窗口交接或者挂牌暂离，一人不能占两个岗位")]
    HoldsAnother {
        /// Which.
        window: String,
    },
    /// Nobody holds the post.
    #[error("本窗口现在无人在岗，直接上岗即可")]
    NothingToTakeOver,
    /// Nobody asked, or somebody answered already.
    #[error("没有等待处理的请求，或者已经有人处理")]
    NothingAsked,
    /// Only a lead.
    #[error("{what}须由窗口负责人操作")]
    LeadOnly {
        /// What.
        what: String,
    },
    /// The sign is up.
    #[error("您已挂牌暂离，请先返岗（F6）")]
    AwayNow,
    /// The sign is not up.
    #[error("本窗口没有挂暂离牌")]
    NotAway,
    /// The window on the sign cannot receive.
    #[error("不能请{window}号窗口代接：{why}")]
    BadCover {
        /// Which.
        window: String,
        /// Why.
        why: String,
    },
    /// Another window's sign points here.
    #[error("正在替{window}号窗口接待，其返岗前不能离开")]
    Covering {
        /// Which.
        window: String,
    },
    /// Nothing has changed that would have to be noted.
    #[error("没有需要记录的变化")]
    NothingToNote,
    /// No place in the reserved time.
    #[error("不能预约：{why}")]
    NoPlace {
        /// Why.
        why: String,
    },
    /// Called a moment ago.
    #[error("{ticket}号刚叫过，请{seconds}秒后再叫")]
    JustCalled {
        /// Ticket.
        ticket: String,
        /// How long still.
        seconds: i64,
    },
    /// The officer has not been authorised for the item (F56, S181).
    #[error("{officer}未获授权办理“{item}”，请转由有授权的窗口人员办理，或者挂起")]
    ItemNotYours {
        /// Who.
        officer: String,
        /// Item.
        item: String,
    },
    /// The lease is alive.
    #[error("{holder}仍在线；请先申请，由窗口负责人批准后接管，或者待其离线")]
    LeaseAlive {
        /// Holder.
        holder: String,
    },

    /// Nobody waits.
    #[error("当前没有等候的号票")]
    QueueEmpty,
    /// Somebody is being served (S049).
    #[error("{ticket}号正在办理，请先办结或挂起")]
    Busy {
        /// Which ticket.
        ticket: String,
    },
    /// The ticket is not in the state for this.
    #[error("{ticket}号现为“{state}”，不能{what}")]
    TicketState {
        /// Ticket.
        ticket: String,
        /// Its state in words.
        state: String,
        /// What was wanted.
        what: String,
    },
    /// Not known.
    #[error("找不到{what}")]
    NotFound {
        /// What.
        what: String,
    },
    /// No such window, or the same one.
    #[error("不能转到{window}号窗口：{why}")]
    BadRedirect {
        /// Window.
        window: String,
        /// Why.
        why: String,
    },
    /// Nothing told to the person (S072, J04).
    #[error("{case}还在审查中，须有结论（受理、一次性告知等）后才能办结号票；或先挂起")]
    CaseUnfinished {
        /// Case.
        case: String,
    },

    /// The window has no power for the item (J08).
    #[error("本窗口未获授权办理“{item}”，请转其他窗口")]
    ItemNotHere {
        /// Item.
        item: String,
    },
    /// No edition of the item is in force yet (S050).
    #[error("“{item}”自{from}起办理，今天还不能收件；请告知申请人届时再来")]
    ItemNotYet {
        /// Item.
        item: String,
        /// First day.
        from: Date,
    },
    /// The item is no longer handled (停办, S016).
    #[error("“{item}”办理到{last}为止，现已停办，不能收件；{}", closing(.notice))]
    ItemClosed {
        /// Item.
        item: String,
        /// Last day it was handled.
        last: Date,
        /// What the catalogue says to applicants (停办告示); may be empty.
        notice: String,
    },
    /// The applicant kind does not fit.
    #[error("“{item}”不面向这类申请人")]
    WrongApplicant {
        /// Item.
        item: String,
    },
    /// A particular is wrong.
    #[error("{field}：{problem}")]
    BadField {
        /// Field.
        field: String,
        /// What is wrong.
        problem: String,
    },
    /// The case is kept by another window.
    #[error("本件在{window}号窗口办理；申请人在您窗口时，请先叫号再按 F7 取回本件")]
    OtherWindow {
        /// Which.
        window: String,
    },
    /// The stage is another.
    #[error("办件现为“{stage}”，不能{what}")]
    CaseStage {
        /// Stage in words.
        stage: String,
        /// What was wanted.
        what: String,
    },
    /// The case exists already.
    #[error("这件办件已经建立")]
    CaseExists,
    /// No such question or choice.
    #[error("情形选项不在本事项的清单中")]
    NoSuchChoice,
    /// A number outside the range of the question.
    #[error("请填{min}至{max}之间的整数（{unit}）")]
    OutOfRange {
        /// Least answer.
        min: u32,
        /// Greatest answer.
        max: u32,
        /// Of what.
        unit: String,
    },
    /// The situation cannot change after a notice (told once).
    #[error("已一次性告知，情形不能再改；情形确有变化的，请撤回后重新收件")]
    AnswersPinned,
    /// The material is not asked for in this situation (J02).
    #[error("本情形不收“{material}”，不得超出办事指南要求")]
    NotAsked {
        /// Material.
        material: String,
    },
    /// The verdict is not possible for this material.
    #[error("“{material}”不能{verdict}：{why}")]
    VerdictNotPossible {
        /// Material.
        material: String,
        /// Verdict in words.
        verdict: String,
        /// Why.
        why: String,
    },
    /// Told once (行政许可法 32.1(4), J01).
    #[error("首次告知未列“{material}”，不得再次要求补正；确有必要的，请窗口负责人写明理由处理")]
    ToldOnce {
        /// Material.
        material: String,
    },
    /// What the acceptance would rest on was not promised in writing, or for other materials and days.
    #[error("请先按“其他文书”开具{paper}，由申请人签名后再受理；容缺、承诺的材料有变动的，重新开具")]
    PromiseFirst {
        /// The paper.
        paper: String,
    },
    /// A defect that was told still stands, and another is added (I-07).
    #[error("“{material}”此前告知的缺陷仍在，不得再添新的缺陷；确有必要的，请窗口负责人写明理由处理")]
    ToldDefect {
        /// Material.
        material: String,
    },
    /// A paper with nothing to say.
    #[error("本件没有需要写入{paper}的内容")]
    NothingToPaper {
        /// Paper.
        paper: String,
    },
    /// The limit cannot be extended, or not once more.
    #[error("{}", if *.again { "本件已经延期一次，不能再延" } else { "本事项的依据没有规定延期" })]
    NoExtension {
        /// Whether it was extended already.
        again: bool,
    },
    /// The limit has run out.
    #[error("办理期限至{due}，已过期；请报窗口负责人按逾期处理")]
    LimitOver {
        /// Last day.
        due: Date,
    },
    /// The paper is void.
    #[error("{number}已作废")]
    PaperVoid {
        /// Number.
        number: String,
    },
    /// The paper came out of the printer before.
    #[error("{number}已打印；再打一份请按补打办理，写明原因")]
    PrintedAlready {
        /// Number.
        number: String,
    },
    /// The paper has not come out of the printer yet.
    #[error("{number}尚待打印，请先打印并确认")]
    NotPrinted {
        /// Number.
        number: String,
    },
    /// Nobody signs this kind of paper for the hall to keep.
    #[error("{number}不需要收回签名联")]
    NotSigned {
        /// Number.
        number: String,
    },
    /// The signed copy is here.
    #[error("{number}的签名联已经收回")]
    SignedAlready {
        /// Number.
        number: String,
    },
    /// No other case of the visit has what this one asks for (S063).
    #[error("本次来访的其他办件没有可以同收的材料，请逐项审查")]
    NothingToTake,
    /// A demand that names no material (S053).
    #[error("“{name}”不具体，申请人无从准备；请写明材料的全称，不用“其他”“有关”“等”")]
    CatchAll {
        /// As proposed.
        name: String,
    },
    /// The guide asks for it anyway.
    #[error("“{name}”已在本件的材料清单中或已提出，请直接审查")]
    DemandedAlready {
        /// As proposed.
        name: String,
    },
    /// Demands beyond the guide need a second person (S054, J02).
    #[error("超出办事指南的要求须由另一位窗口负责人决定，本人不能批准本人提出的要求")]
    DemandSecondPerson,
    /// Demanded only after the notice: a lead says why (J01).
    #[error("首次告知未列“{material}”，确须要求的，请写明理由")]
    DemandLate {
        /// Material.
        material: String,
    },
    /// The exit is closed.
    #[error("现在不能{}：{}", .exit.label(), .why.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))]
    ExitClosed {
        /// Exit.
        exit: Exit,
        /// Reasons.
        why: Vec<Closed>,
    },
    /// Needs a second person (S130).
    #[error("不予受理须由另一位窗口负责人确认，本人不能确认本人的拟办")]
    SecondPerson,
    /// Decided by the department.
    #[error("本事项由{department}决定，窗口不能代为决定")]
    NotOurs {
        /// Department.
        department: String,
    },
    /// No fee.
    #[error("本事项不收费")]
    NoFee,
    /// The amount cannot be made.
    #[error("{why}")]
    Fee {
        /// Why, in the words of the fee engine.
        why: String,
    },
    /// Nobody has worked out the fee.
    #[error("本事项有收费标准，请先按 F5 核算收费，再发放结果")]
    FeeOpen,
    /// A fee is open.
    #[error("缴款通知{number}尚未登记票据号")]
    Unpaid {
        /// Number of the payment notice.
        number: String,
    },
    /// A notice went out already.
    #[error("缴款通知{number}已经发出")]
    AlreadyCharged {
        /// Number.
        number: String,
    },
    /// The correction period ran out.
    #[error("补正期限至{due}，已过期；请核对是否重新申请")]
    CorrectionOver {
        /// Last day.
        due: Date,
    },
}

/// What an applicant is told of an item that has come to its end.
fn closing(notice: &str) -> &str {
    if notice.is_empty() { "请向申请人说明，并指引其咨询主管部门" } else { notice }
}
