//! The guard of the guide (S054, J02): nothing is demanded beyond it, unless an officer names a basis and a lead
//! allows it.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{MaterialCode, OfficerId};
use crate::domain::item::{Basis, DefectKind, Material};
use crate::domain::wording::open_wording;
use crate::text::Clean;

/// A material demanded beyond the guide.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtraDemand {
    /// The material as it joins the checklist once allowed.
    pub material: Material,
    /// Why the officer asks for it.
    pub reason: Clean,
    /// Who proposed it.
    pub by: OfficerId,
    /// What became of it.
    pub state: DemandState,
}

/// What became of a proposed demand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DemandState {
    /// 待负责人决定.
    Proposed,
    /// 已批准.
    Allowed {
        /// The lead.
        by: OfficerId,
    },
    /// 未批准.
    Rejected {
        /// The lead.
        by: OfficerId,
    },
}

/// The one defect an extra material can have: nobody has coded what may be wrong with it.
pub const GENERIC_DEFECT: &str = "not-as-required";

impl ExtraDemand {
    /// A proposal. Name, way to get it and basis are as they will stand in the notice.
    pub fn proposed(
        code: MaterialCode,
        name: &Clean,
        obtain: &Clean,
        basis: Basis,
        reason: Clean,
        by: OfficerId,
    ) -> Self {
        let remedy = format!("按《{}》{}的要求提交", basis.document, basis.clause);
        let material = Material {
            defects: vec![DefectKind {
                code: GENERIC_DEFECT.into(),
                text: "内容或者形式不符合要求".to_owned(),
                remedy,
                on_the_spot: false,
            }],
            ..Material::plain(code, name.shown(), obtain.shown(), vec![basis])
        };
        Self { material, reason, by, state: DemandState::Proposed }
    }

    /// Whether a lead has still to decide.
    pub fn is_waiting(&self) -> bool {
        self.state == DemandState::Proposed
    }

    /// Whether it belongs to the checklist.
    pub fn is_allowed(&self) -> bool {
        matches!(self.state, DemandState::Allowed { .. })
    }
}

/// Words that are no name at all, and those of an officer who has not said what is wanted.
const BARE: [&str; 6] = ["材料", "资料", "证明", "文件", "其他", "其它"];
const ASKED: [&str; 3] = ["要求提供的", "需要提供的", "所需的材料"];

/// Whether a name is catch-all wording: the applicant could not know what is meant (S053).
pub fn is_catch_all(name: &str) -> bool {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    BARE.contains(&name.as_str())
        || ASKED.iter().any(|word| name.contains(word))
        || open_wording(&name).is_some()
}
