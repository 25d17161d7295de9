//! A service item (事项) with its guide (办事指南): what is asked of whom, on which basis, in which time.
//!
//! Guide elements follow S051/S052. The edition is pinned to a case when it is received (S050).

mod material;
mod question;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clock::{Limit, LimitUnit};
use super::condition::{Answers, Condition};
use super::fee::FeeInputs;
use super::identifier;
use super::ids::{DepartmentId, FeeCode, ItemCode, MaterialCode, QuestionCode};

pub use material::{DefectKind, Material, MaterialForm, MaterialKind, MaterialSource};
pub use question::{Choice, NumberRange, Question};

/// A basis in law: a document and the place in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The document's name, without book-title marks: `行政许可法`.
    pub document: String,
    /// The place: `第三十二条第一款`.
    #[serde(default)]
    pub clause: String,
}

/// Which of the window's exits the item takes after examination (requirements C1, S006).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntakeMode {
    /// The window accepts on the spot: 受理通知书.
    Accept,
    /// The window only receives and passes on: 材料接收告知单.
    Receive,
    /// The window receives; an approver confirms acceptance.
    ReceiveThenConfirm,
}

/// The four kinds of case (S123).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 即办件: decided by the window on the spot.
    Immediate,
    /// 承诺件: decided by the department within the promised limit.
    Promised,
    /// 联办件: one lead department, several decide.
    Joint,
    /// 上报件: reported to the upper level.
    Forwarded,
}

/// What happens when materials are not complete: the rule is not the same everywhere (domain-facts 0.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionRegime {
    /// 行政许可法 32: told once, on the spot or within five working days, otherwise deemed accepted.
    Licence,
    /// 不动产登记暂行条例 17: told in writing on the spot, otherwise deemed accepted.
    RealEstate,
    /// 市场主体登记管理条例 19: materials handed back and told once.
    MarketEntity,
    /// Told once; the law names no deemed acceptance.
    Plain,
}

/// A service item (事项).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ServiceItem {
    /// Code of the item in this catalogue.
    pub code: ItemCode,
    /// Edition of the guide, e.g. `2026-03`.
    pub edition: String,
    /// First day this edition holds.
    #[serde(default = "long_ago")]
    pub valid_from: Date,
    /// Last day this edition holds; none while it does.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// What is told from the day after the last day (停办告示, S016): since when, and where to turn instead.
    #[serde(default)]
    pub closing: String,
    /// Codes in the registers outside; opaque (domain-facts 6.4).
    #[serde(default)]
    pub codes: ItemCodes,
    /// Full name as it stands in notices.
    pub name: String,
    /// Other names people use; only for search.
    pub aliases: Vec<String>,
    /// Type of the item: 行政许可, 行政确认, 公共服务.
    pub nature: String,
    /// The department that decides.
    pub department: DepartmentId,
    /// Basis of the item as a whole (设立依据).
    pub basis: Vec<Basis>,
    /// Conditions of acceptance (受理条件), one sentence each.
    pub conditions: Vec<String>,
    /// Who may apply.
    pub applicants: ApplicantKinds,
    /// What the window may end the intake with.
    pub intake_mode: IntakeMode,
    /// Kind of case.
    pub kind: CaseKind,
    /// Rule for incomplete materials.
    pub correction: CorrectionRegime,
    /// Days the applicant has to bring what the correction notice names; working days.
    pub correction_days: u16,
    /// Statutory limit (法定时限); none where the law names none.
    pub statutory: Option<Limit>,
    /// Promised limit (承诺时限); every item promises one (S138).
    pub promised: Limit,
    /// By how much the limit of the decision may be extended, and who approves (行政许可法 42).
    #[serde(default)]
    pub extension: Option<Extension>,
    /// Working days within which a deferred material (容缺) is brought; none where nothing is deferred.
    #[serde(default)]
    pub deferral_days: Option<u16>,
    /// Why no commitment (告知承诺) is taken for this item: national security, ecology, personal safety, major
    /// property, or a decision made on the spot (S091). Empty where commitments are allowed.
    #[serde(default)]
    pub no_commitment: String,
    /// Special procedures (特别程序) whose time does not count (行政许可法 45).
    pub special_procedures: Vec<String>,
    /// Name of the result, e.g. `食品经营许可证`.
    pub result: String,
    /// Sample of the result with invented data (结果样本): a file or a place.
    #[serde(default)]
    pub result_sample: String,
    /// Points by which the application is examined (审查标准), one sentence each.
    #[serde(default)]
    pub review_standard: Vec<String>,
    /// Ways in which the item is handled (办理形式).
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Where else it can be applied for (通办范围): `全县`, `全省`, `跨省`.
    #[serde(default)]
    pub scope: String,
    /// Whether a time can be reserved (预约).
    #[serde(default)]
    pub reservation: bool,
    /// Whether a fee can be paid online (网上支付).
    #[serde(default)]
    pub online_payment: bool,
    /// How the result reaches the applicant (S165–S168).
    #[serde(default)]
    pub delivery: Vec<Delivery>,
    /// Fee standard, if any; without one nothing is charged and `free_basis` says why.
    pub fee: Option<FeeCode>,
    /// Inputs of the fee standard that follow from the item itself, e.g. `type = 转移登记`.
    #[serde(default)]
    pub fee_inputs: FeeInputs,
    /// Inputs of the fee standard that a situation question has answered already: nothing is asked twice. The
    /// choices carry the codes of the standard.
    #[serde(default)]
    pub fee_answers: BTreeMap<String, QuestionCode>,
    /// Situation questions in the order they are asked.
    pub questions: Vec<Question>,
    /// All materials; which apply is a matter of the answers.
    pub materials: Vec<Material>,
    /// Answers under which no application is needed or another body is competent (行政许可法 32.1(1)(2)).
    pub diversions: Vec<Diversion>,
    /// Process steps in words.
    pub steps: Vec<String>,
    /// Where the item is handled.
    pub place: String,
    /// Opening hours in words.
    pub hours: String,
    /// Phone for questions.
    pub phone: String,
    /// Phone for supervision and complaints.
    pub supervision_phone: String,
    /// Where the content was taken from, and how sure it is.
    pub source: String,
}

fn long_ago() -> Date {
    Date::MIN
}

/// Codes of an item in the registers outside this hall. Provinces differ: opaque, with optional validators.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemCodes {
    /// 基本编码.
    #[serde(default)]
    pub basic: String,
    /// 实施编码: begins with the credit code of the implementing body where it has 31 characters.
    #[serde(default)]
    pub implementing: String,
}

impl ItemCodes {
    /// What is wrong with the codes, in Chinese. Provinces differ: a code of another length is left alone
    /// (domain-facts 6.4). 实施编码 has 31 characters, 业务办理项编码 33; both begin with the credit code of the
    /// implementing body and contain 基本编码, which has 12.
    ///
    /// ```
    /// use yichuang::domain::item::ItemCodes;
    /// let codes = |basic: &str, implementing: &str| ItemCodes { basic: basic.into(), implementing: implementing.into() };
    /// assert!(codes("000117051000", "11440232MB2D06811W4000117051000").problems().is_empty());
    /// assert!(codes("", "511A0138000000-511602000000-000-1151-1-00").problems().is_empty());
    /// assert_eq!(codes("", "11440232MB2D06811X4000117051000").problems().len(), 1);
    /// ```
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        if !matches!(self.implementing.chars().count(), 31 | 33) {
            return found;
        }
        let body: String = self.implementing.chars().take(18).collect();
        if let Err(problem) = identifier::check_credit_code(&body) {
            let why = problem.message();
            found.push(format!("实施编码的前十八位“{body}”不是有效的统一社会信用代码：{why}"));
        }
        let within: String = self.implementing.chars().skip(19).take(12).collect();
        if self.basic.chars().count() == 12 && self.basic != within {
            found.push(format!("实施编码里的基本编码是“{within}”，与所写的“{}”不一致", self.basic));
        }
        found
    }
}

/// An extension of the decision (延长) and who approves it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How long.
    pub limit: Limit,
    /// Whose approval: `本机关负责人`.
    pub approver: String,
    /// The rule that allows it, where it is not 行政许可法 42 for a licence or the basis of the item.
    #[serde(default)]
    pub basis: Vec<Basis>,
}

/// A way in which an item is handled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 窗口办理.
    Window,
    /// 网上办理.
    Online,
    /// 自助终端.
    SelfService,
    /// 邮寄申请.
    Post,
}

/// How a result reaches the applicant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// 窗口领取.
    Window,
    /// 邮寄送达.
    Post,
    /// 自助取件柜.
    Cabinet,
    /// 电子证照.
    Electronic,
}

impl ServiceItem {
    /// Whether this edition holds on the day; both ends are inside.
    pub fn holds_on(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    /// Whether it is decided at the counter: no deferral and no commitment can come before the decision then.
    pub fn decides_on_the_spot(&self) -> bool {
        self.kind == CaseKind::Immediate || self.promised.unit == LimitUnit::OnTheSpot
    }

    /// The material with this code.
    pub fn material(&self, code: &MaterialCode) -> Option<&Material> {
        self.materials.iter().find(|material| &material.code == code)
    }

    /// The inputs of the fee standard that item and situation settle.
    pub fn settled_inputs(&self, answers: &Answers) -> FeeInputs {
        let mut settled = self.fee_inputs.clone();
        for (input, question) in &self.fee_answers {
            if let Some(choice) = answers.get(question) {
                settled.insert(input.clone(), choice.as_str().to_owned());
            }
        }
        settled
    }

    /// The question with this code.
    pub fn question(&self, code: &QuestionCode) -> Option<&Question> {
        self.questions.iter().find(|question| &question.code == code)
    }
}

/// Which kinds of applicant (服务对象, S001) an item is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicantKinds {
    /// 自然人.
    #[serde(default)]
    pub natural: bool,
    /// 法人.
    #[serde(default)]
    pub legal: bool,
    /// 其他组织.
    #[serde(default)]
    pub other: bool,
}

/// A situation in which the item is not the right way (行政许可法 32.1(1), (2)).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diversion {
    /// When it applies.
    pub when: Condition,
    /// Why the item cannot be accepted, as it is told.
    pub reason: String,
    /// Where or how to go on.
    pub instead: String,
    /// Whether no licence is needed, or another body is competent.
    pub ground: DiversionGround,
    /// Basis.
    pub basis: Vec<Basis>,
}

/// The grounds on which an application is not taken (行政许可法 32.1(1), (2), or what the item's own law says).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiversionGround {
    /// 依法不需要取得许可.
    NotNeeded,
    /// 不属于本机关职权范围.
    NotThisBody,
    /// 依法不予受理: the law of the item closes it to this applicant or this matter.
    NotAdmissible,
}
