//! The hall (政务服务大厅): its profile, windows, staff and departments. Data of the hall, changed by its engineer.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, HallId, ItemCode, OfficerId, WindowId};
use super::queue::Slot;

/// A hall with everything about it that rules and papers need.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hall {
    /// Key of the hall.
    pub id: HallId,
    /// Name as on the seal: `青河县政务服务中心`.
    pub name: String,
    /// Address told in notices.
    pub address: String,
    /// Opening hours in words.
    pub hours: String,
    /// Phone for questions.
    pub phone: String,
    /// Phone for supervision.
    pub supervision_phone: String,
    /// Prefix of document numbers: `青政` gives `青政补〔2026〕12号`.
    pub number_prefix: String,
    /// Title of the correction notice in this hall (requirements C2).
    pub correction_title: String,
    /// Who issues the correction notice in this hall (requirements C2).
    #[serde(default)]
    pub correction_issuer: Issuer,
    /// To whom fees are paid: `青河县财政局非税收入专户`; empty where the finance system alone says.
    #[serde(default)]
    pub payee: String,
    /// How fees are paid, in words.
    #[serde(default)]
    pub payment: String,
    /// Where a service is rated (好差评), `{number}` and `{code}` standing for the paper; empty where the QR code
    /// holds number and code alone.
    #[serde(default)]
    pub rating_url: String,
    /// Body for administrative reconsideration (行政复议机关).
    pub review_body: String,
    /// Court for administrative suits.
    pub court: String,
    /// Windows of the hall.
    pub windows: Vec<Window>,
    /// Departments behind the windows.
    pub departments: Vec<Department>,
    /// Staff.
    pub officers: Vec<Officer>,
    /// How noon is kept; none where the hall closes.
    #[serde(default)]
    pub noon: Option<Noon>,
    /// Times that can be reserved.
    #[serde(default)]
    pub slots: Vec<SlotPlaces>,
}

impl Hall {
    /// The window with this number.
    pub fn window(&self, id: &WindowId) -> Option<&Window> {
        self.windows.iter().find(|window| &window.id == id)
    }

    /// The member of staff with this number.
    pub fn officer(&self, id: &OfficerId) -> Option<&Officer> {
        self.officers.iter().find(|officer| &officer.id == id)
    }

    /// The department.
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments.iter().find(|department| &department.id == id)
    }

    /// Which side of the window's A/B pair the officer is on a day, if either.
    pub fn side(&self, window: &WindowId, officer: &OfficerId, day: Date) -> Option<PostSide> {
        let window = self.window(window)?;
        if window.post_a(day) == officer {
            Some(PostSide::A)
        } else if window.post_b(day) == officer {
            Some(PostSide::B)
        } else {
            None
        }
    }

    /// Letters of the classes that are called somewhere.
    pub fn classes(&self) -> BTreeSet<&str> {
        self.windows.iter().flat_map(|window| &window.classes).map(String::as_str).collect()
    }
}

/// Noon (午间): two groups of officers, of which one is always on duty (S185).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Noon {
    /// When the first group goes.
    pub from: Time,
    /// When it is back and the second group goes.
    pub change: Time,
    /// When the second group is back.
    pub to: Time,
    /// Who goes first; everybody else goes second.
    pub first: BTreeSet<OfficerId>,
}

impl Noon {
    /// Whether the officer is at lunch at a time of the day.
    pub fn is_off(&self, officer: &OfficerId, time: Time) -> bool {
        let (from, to) =
            if self.first.contains(officer) { (self.from, self.change) } else { (self.change, self.to) };
        from <= time && time < to
    }

    /// Whether it is noon.
    pub fn holds(&self, time: Time) -> bool {
        self.from <= time && time < self.to
    }
}

/// A time that can be reserved, and for how many.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SlotPlaces {
    /// Letter of the class.
    pub class: String,
    /// The time.
    pub slot: Slot,
    /// For how many people.
    pub places: u32,
}

/// Under whose name a notice goes out (requirements C2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Issuer {
    /// The department that decides.
    #[default]
    Department,
    /// The hall, for its departments.
    Hall,
}

/// A window (窗口).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Number on the board.
    pub id: WindowId,
    /// Name on the board: `综合受理`.
    pub name: String,
    /// Kind of window (S021–S025).
    pub kind: WindowKind,
    /// Where it stands: `一楼东区`.
    pub place: String,
    /// A post (A岗): the resident officer, where the rota names nobody else.
    pub post_a: OfficerId,
    /// B post (B岗): who covers (S175), where the rota names nobody else.
    pub post_b: OfficerId,
    /// Turns at this window (轮岗, S187).
    #[serde(default)]
    pub rota: Vec<Turn>,
    /// Items the window is authorised for (授权委托); empty means all of the catalogue.
    #[serde(default)]
    pub items: BTreeSet<ItemCode>,
    /// Letters of the ticket classes it calls, e.g. `["A"]`.
    pub classes: Vec<String>,
}

/// A turn at a window: for some days somebody else is its A or B post (S187).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Turn {
    /// Which post.
    pub side: PostSide,
    /// Who.
    pub officer: OfficerId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Window {
    /// The A post of a day.
    pub fn post_a(&self, day: Date) -> &OfficerId {
        self.turn(PostSide::A, day).unwrap_or(&self.post_a)
    }

    /// The B post of a day.
    pub fn post_b(&self, day: Date) -> &OfficerId {
        self.turn(PostSide::B, day).unwrap_or(&self.post_b)
    }

    fn turn(&self, side: PostSide, day: Date) -> Option<&OfficerId> {
        let turn = self.rota.iter().find(|turn| turn.side == side && turn.from <= day && day <= turn.to);
        turn.map(|turn| &turn.officer)
    }

    /// Whether the window may take this item (S005, J08).
    pub fn may_take(&self, item: &ItemCode) -> bool {
        self.kind.takes_applications() && (self.items.is_empty() || self.items.contains(item))
    }
}

/// Kinds of window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// 无差别综合窗口.
    General,
    /// 分领域综合窗口.
    Field,
    /// 综合咨询窗口.
    Consulting,
    /// 出件窗口.
    Delivery,
    /// 办不成事反映窗口.
    Unresolved,
    /// 帮办代办窗口.
    Assistance,
    /// 绿色通道 / 关爱窗口.
    Care,
}

impl WindowKind {
    /// Whether applications are examined here.
    pub fn takes_applications(self) -> bool {
        matches!(self, Self::General | Self::Field | Self::Care)
    }
}

/// A department (部门) that decides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Key.
    pub id: DepartmentId,
    /// Full name: `青河县市场监督管理局`.
    pub name: String,
    /// Phone of the person on duty for window staff (S013).
    pub phone: String,
    /// Where the public finds it.
    pub address: String,
}

/// A member of staff.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Officer {
    /// Staff number.
    pub id: OfficerId,
    /// Name.
    pub name: String,
    /// What the person may do (DESIGN 4.7).
    pub role: Role,
    /// Items the person may handle (已考核, S181); empty means all that the window may.
    #[serde(default)]
    pub items: BTreeSet<ItemCode>,
}

impl Officer {
    /// Whether the officer may handle the item (F56).
    pub fn may_handle(&self, item: &ItemCode) -> bool {
        self.items.is_empty() || self.items.contains(item)
    }
}

/// Roles (DESIGN 4.7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 窗口人员.
    Officer,
    /// 辅助人员: calls, records, prints; no refusals, no fees (S014).
    Assistant,
    /// 窗口负责人 / 首席代表 (S004).
    Lead,
    /// 带教.
    Trainer,
    /// 监督: reads only (S003).
    Supervisor,
    /// 运维.
    Engineer,
    /// 部门审批人员: answers for a department; in the demonstration the service plays it (S007).
    Department,
}

/// The two sides of a post (S175).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub enum PostSide {
    /// A岗.
    A,
    /// B岗.
    B,
}
