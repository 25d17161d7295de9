//! What a key can ask for ([`Action`]) and where ([`Context`]). The names are those of the keymap files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::problem::nearest;

/// A word in a keymap file that names nothing, with the closest name that would.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such name: {name}")]
pub struct UnknownName {
    /// The word as written.
    pub name: String,
    /// The closest known name, if one is close.
    pub nearest: Option<&'static str>,
}

macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl $type {
            /// Every one, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in keymap files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|one| one.name() == name).ok_or_else(|| UnknownName {
                    name: name.to_owned(),
                    nearest: nearest(name, Self::ALL.iter().map(|one| one.name())),
                })
            }
        }
    };
}

named! {
    /// Something an officer can ask the desk to do.
    Action {
        /// Call the next ticket of the queue.
        CallNext = "call-next",
        /// Call the same ticket once more.
        Recall = "recall",
        /// The person did not come (过号).
        NoShow = "no-show",
        /// Put the ticket aside, keeping its owner.
        Park = "park",
        /// Send the ticket to another window; it keeps its number.
        Redirect = "redirect",
        /// Take up a parked ticket again.
        ResumeParked = "resume-parked",
        /// The person sits down: start serving.
        Begin = "begin",
        /// End the ticket.
        Finish = "finish",
        /// Search a service item.
        SearchItem = "search-item",
        /// Find a case by number or applicant.
        FindCase = "find-case",
        /// Enter or change the applicant.
        EditApplicant = "edit-applicant",
        /// Go through the situation questions again (情形).
        Situation = "situation",
        /// Enter or change the agent (代理人).
        EditAgent = "edit-agent",
        /// The material is complete and conforms.
        VerdictConforming = "verdict-conforming",
        /// The material is missing.
        VerdictMissing = "verdict-missing",
        /// The material has defects.
        VerdictDefective = "verdict-defective",
        /// The applicant corrects it at the window (当场更正).
        VerdictOnTheSpot = "verdict-on-the-spot",
        /// To be supplied later (容缺).
        VerdictDeferred = "verdict-deferred",
        /// Replaced by a written commitment (告知承诺).
        VerdictCommitted = "verdict-committed",
        /// Obtained by sharing (免提交).
        VerdictShared = "verdict-shared",
        /// Back to unexamined.
        VerdictClear = "verdict-clear",
        /// Take over what another case of the visit has received (同收).
        TakeOverMaterials = "take-over-materials",
        /// Show what all cases of the visit ask for.
        VisitList = "visit-list",
        /// Propose a material beyond the guide, for a lead to decide.
        ProposeDemand = "propose-demand",
        /// Open the notices pane: the draft that fits, and what was issued.
        Notice = "notice",
        /// Issue the draft that is shown.
        Issue = "issue",
        /// Choose one of the other papers of the case.
        PapersMenu = "papers-menu",
        /// Print an issued paper; once it came out, print it again with a reason.
        Print = "print",
        /// The paper came out of the printer.
        ConfirmPrint = "confirm-print",
        /// The signed copy came back (签名联).
        RecordSigned = "record-signed",
        /// Declare a paper void (作废).
        VoidPaper = "void-paper",
        /// Accept the application (受理).
        Accept = "accept",
        /// Receive only (收件).
        Receive = "receive",
        /// Draft a refusal (不予受理).
        Refuse = "refuse",
        /// Decide on the spot (即办件).
        Decide = "decide",
        /// Show what is to be paid.
        Fee = "fee",
        /// Record the receipt of a payment.
        FeeReceipt = "fee-receipt",
        /// Show the clocks of the case and how each date came about (期限).
        Clocks = "clocks",
        /// Show what expires today, tomorrow, this week, of all cases (期限总览).
        Agenda = "agenda",
        /// Compose or take a handover.
        Handover = "handover",
        /// The menu of the post: short absence, what lies on the desk, tickets and reservations.
        PostMenu = "post-menu",
        /// All windows of the hall: who is there, who calls.
        Hall = "hall",
        /// Call the lead to the window.
        AskHelp = "ask-help",
        /// A remark on the line of the handover sheet.
        Remark = "remark",
        /// Write the handover sheet anew.
        RefreshSheet = "refresh-sheet",
        /// Close the window for the day.
        CloseWindow = "close-window",
        /// Take over a post whose holder is away.
        TakeOver = "take-over",
        /// Yes, go on.
        Confirm = "confirm",
        /// No, go back.
        Cancel = "cancel",
        /// A second person does not agree: back to whoever proposed it.
        SendBack = "send-back",
        /// One line up.
        Up = "up",
        /// One line down.
        Down = "down",
        /// One page up.
        PageUp = "page-up",
        /// One page down.
        PageDown = "page-down",
        /// To the first line.
        Home = "home",
        /// To the last line.
        End = "end",
        /// To the next pane.
        NextPane = "next-pane",
        /// To the previous pane.
        PreviousPane = "previous-pane",
        /// The first choice.
        Choose1 = "choose-1",
        /// The second choice.
        Choose2 = "choose-2",
        /// The third choice.
        Choose3 = "choose-3",
        /// The fourth choice.
        Choose4 = "choose-4",
        /// The fifth choice.
        Choose5 = "choose-5",
        /// The sixth choice.
        Choose6 = "choose-6",
        /// The seventh choice.
        Choose7 = "choose-7",
        /// The eighth choice.
        Choose8 = "choose-8",
        /// The ninth choice.
        Choose9 = "choose-9",
        /// Hand out a result (出件).
        Deliver = "deliver",
        /// Show the neutral invitation to rate (好差评).
        Invite = "invite-rating",
        /// The applicant withdraws.
        Withdraw = "withdraw",
        /// Show a masked field, with a reason.
        Unmask = "unmask",
        /// Show the help.
        Help = "help",
        /// Search among all actions.
        Palette = "palette",
        /// Write the paper shown to a text file.
        SavePaper = "save-paper",
        /// Show what was entered and did not take effect (未生效的录入).
        HeldEntries = "held-entries",
        /// Drop the entry under the cursor: it is not needed any more.
        DropEntry = "drop-entry",
        /// Leave the post and sign out.
        SignOut = "sign-out",
        /// Cover the screen until the password is said again.
        Lock = "lock",
        /// Leave the program.
        Quit = "quit",
        /// Ask the service again and draw anew.
        Refresh = "refresh",
        /// Choose among the themes, each seen while the cursor is on it.
        Look = "look",
    }
}

named! {
    /// Where the officer is; the same key can mean different things in different places.
    Context {
        /// Everywhere, asked last.
        Global = "global",
        /// The queue and the ticket at the window.
        Queue = "queue",
        /// The checklist of a case.
        Case = "case",
        /// A question that decides which materials are needed.
        Question = "question",
        /// A question answered with a number.
        Number = "number",
        /// The defects of one material.
        Defects = "defects",
        /// An issued paper in the notices pane.
        Notice = "notice",
        /// A draft in the notices pane: an act with legal effect.
        Draft = "draft",
        /// The fee pane.
        Fee = "fee",
        /// The clocks of a case.
        Clocks = "clocks",
        /// What expires when, of all cases.
        Agenda = "agenda",
        /// The handover sheet.
        Handover = "handover",
        /// What was entered and did not take effect.
        Held = "held",
        /// Any pick list.
        List = "list",
        /// Text fields.
        Form = "form",
        /// The dialog before an act with legal effect.
        Confirm = "confirm",
        /// Signing in.
        Login = "login",
        /// The locked desk.
        Locked = "locked",
        /// The help.
        Help = "help",
    }
}

impl Action {
    /// The digit of `choose-1` to `choose-9`.
    pub const fn choice(self) -> Option<usize> {
        Some(match self {
            Self::Choose1 => 1,
            Self::Choose2 => 2,
            Self::Choose3 => 3,
            Self::Choose4 => 4,
            Self::Choose5 => 5,
            Self::Choose6 => 6,
            Self::Choose7 => 7,
            Self::Choose8 => 8,
            Self::Choose9 => 9,
            _ => return None,
        })
    }
}

impl Context {
    /// Whether characters are text here: they are typed, never commands.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Form | Self::Login | Self::Locked | Self::Number | Self::Help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways_and_through_serde() {
        for &action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(action));
            assert_eq!(serde_json::to_string(&action).unwrap(), format!("\"{action}\""));
        }
        for &context in Context::ALL {
            assert_eq!(context.name().parse(), Ok(context));
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_closest_name() {
        assert_eq!("call-nxt".parse::<Action>().unwrap_err().nearest, Some("call-next"));
        assert_eq!("xyzzyx".parse::<Action>().unwrap_err().nearest, None);
    }

    #[test]
    fn choices_are_digits() {
        let digits: Vec<_> = Action::ALL.iter().filter_map(|a| a.choice()).collect();
        assert_eq!(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
}
