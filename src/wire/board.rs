//! The public board (公示大屏): what hangs in the hall for everybody to read (S036, S046, S048).
//!
//! No type here has a field for a person, a matter, a note or a reason, and none is ever to get one: whoever waits is
//! a number (reliability.md 2.5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{HallId, TicketNo, WindowId};

/// `GET /v1/board`: the hall as everybody in it may see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Board {
    /// The hall.
    pub hall: HallId,
    /// Its name.
    pub name: String,
    /// Clock of the service when this was written.
    pub now: Timestamp,
    /// Sequence number of the last event in it: the id on the live feed.
    pub seq: u64,
    /// Whether this is a demonstration: the board says so.
    pub demonstration: bool,
    /// Every window of the hall, in its order.
    pub windows: Vec<BoardWindow>,
    /// How many wait, by class.
    pub waiting: Vec<BoardClass>,
    /// The last calls of the day, newest first; each ticket once.
    pub calls: Vec<BoardCall>,
}

/// A window on the board.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BoardWindow {
    /// Its number.
    pub window: WindowId,
    /// Its name: `综合受理`.
    pub name: String,
    /// Where it stands: `一楼东区`.
    pub place: String,
    /// What it does now.
    pub doing: Doing,
}

/// What a window does now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Doing {
    /// 未开窗.
    Closed,
    /// 空闲.
    Free,
    /// 请到窗口: somebody is called to it.
    Called {
        /// Who.
        ticket: TicketNo,
        /// When, the last time.
        since: Timestamp,
        /// Whether it was not the first time.
        again: bool,
    },
    /// 办理中.
    Serving {
        /// Who.
        ticket: TicketNo,
        /// Since when.
        since: Timestamp,
    },
    /// 暂离, with the sign: another window receives.
    Away {
        /// The window on the sign.
        cover: WindowId,
        /// When somebody is expected back.
        back_by: Timestamp,
    },
    /// 交接中: it goes on in a moment.
    Handover,
    /// 请稍候: it is open, and nobody is there (空岗).
    Waiting,
}

/// A class of the queue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BoardClass {
    /// Its letters.
    pub class: String,
    /// How many wait.
    pub waiting: u32,
    /// The windows that call it.
    pub windows: Vec<WindowId>,
}

/// A ticket called to a window.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BoardCall {
    /// The ticket.
    pub ticket: TicketNo,
    /// To which window.
    pub window: WindowId,
    /// When.
    pub at: Timestamp,
    /// Whether it was called there before (再次呼叫).
    pub again: bool,
}
