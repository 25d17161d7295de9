//! What is handed in, and what may be wrong with it (S052, S053, S082).

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::domain::condition::Condition;
use crate::domain::ids::{DefectCode, MaterialCode};

/// How a material comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaterialForm {
    /// 原件.
    Original,
    /// 复印件.
    Copy,
    /// 原件核验、收复印件.
    OriginalAndCopy,
    /// 电子证照: looked up, nothing is handed in.
    Electronic,
}

/// Who makes the material (来源渠道, S052).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaterialSource {
    /// 申请人自备.
    Applicant,
    /// 政府部门核发.
    Government,
    /// 其他 (an intermediary or another body).
    Other,
}

/// Kinds of material.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    /// 申请表单: a form to fill in.
    Form,
    /// 证照.
    Licence,
    /// 证明事项: in the list of proofs kept (S061, 优化营商环境条例 44).
    Proof,
    /// Any other document: plans, contracts, reports.
    #[default]
    Document,
}

/// A material (材料) of an item.
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no of its own in the guide (S052)")]
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Code of the material, unique in the item.
    pub code: MaterialCode,
    /// Full name.
    pub name: String,
    /// In which situations it is asked for.
    #[serde(default)]
    pub when: Condition,
    /// Form of the material.
    pub form: MaterialForm,
    /// Number of originals handed in (份).
    #[serde(default)]
    pub originals: u8,
    /// Number of copies handed in (份).
    #[serde(default)]
    pub copies: u8,
    /// Who makes it.
    pub source: MaterialSource,
    /// Where and how to get it, told to the applicant in the correction notice.
    pub obtain: String,
    /// May be brought later (可容缺, S088).
    #[serde(default)]
    pub deferrable: bool,
    /// May be replaced by a commitment (可告知承诺, S090).
    #[serde(default)]
    pub committable: bool,
    /// May be obtained by sharing with consent (免提交, S062).
    #[serde(default)]
    pub shareable: bool,
    /// What kind of paper it is.
    #[serde(default)]
    pub kind: MaterialKind,
    /// The material shared by several items that this one is; the same in several cases of a visit is asked for
    /// once (DESIGN 4.2).
    #[serde(default)]
    pub common: Option<MaterialCode>,
    /// Whether an electronic copy is needed (S052).
    #[serde(default)]
    pub electronic: bool,
    /// Blank form (空白表格), where there is one: a file or a place.
    #[serde(default)]
    pub blank: String,
    /// Filled-in sample (示范文本), with invented data.
    #[serde(default)]
    pub sample: String,
    /// The qualification an intermediary needs that makes it; never the name of one (S060).
    #[serde(default)]
    pub intermediary: String,
    /// Points of formal examination (形式审查要点), shown beside the line.
    #[serde(default)]
    pub checkpoints: Vec<String>,
    /// Basis of the demand (S053).
    pub basis: Vec<Basis>,
    /// The coded defects an officer may find; at most nine (one digit each).
    #[serde(default)]
    pub defects: Vec<DefectKind>,
}

impl Material {
    /// A material of which one original is handed in by the applicant, asked for in every situation, without
    /// flags, checkpoints and coded defects.
    pub(crate) fn plain(
        code: MaterialCode,
        name: impl Into<String>,
        obtain: impl Into<String>,
        basis: Vec<Basis>,
    ) -> Self {
        Self {
            code,
            name: name.into(),
            when: Condition::Always,
            form: MaterialForm::Original,
            originals: 1,
            copies: 0,
            source: MaterialSource::Applicant,
            obtain: obtain.into(),
            deferrable: false,
            committable: false,
            shareable: false,
            kind: MaterialKind::Document,
            common: None,
            electronic: false,
            blank: String::new(),
            sample: String::new(),
            intermediary: String::new(),
            checkpoints: Vec::new(),
            basis,
            defects: Vec::new(),
        }
    }

    /// The coded defect with this code.
    pub fn defect(&self, code: &DefectCode) -> Option<&DefectKind> {
        self.defects.iter().find(|defect| &defect.code == code)
    }
}

/// A coded defect (缺陷) in an officer's words, with the form that would be right.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefectKind {
    /// Code, unique in the material.
    pub code: DefectCode,
    /// What is wrong: `未加盖公章`.
    pub text: String,
    /// The form that would be right: `申请书末页加盖与执照一致的公章`.
    pub remedy: String,
    /// Can be mended at the counter (当场更正, 行政许可法 32.1(3)).
    #[serde(default)]
    pub on_the_spot: bool,
}
