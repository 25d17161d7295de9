//! What a person is told before they apply (N-03, S108): the guide of an item as it is for their situation.

use serde::{Deserialize, Serialize};

use crate::domain::clock::Limit;
use crate::domain::item::{Basis, CorrectionRegime, Delivery, Diversion, MaterialForm, MaterialSource};

/// The guide of an item for one situation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Guide {
    /// Item.
    pub item: String,
    /// Edition.
    pub edition: String,
    /// Department that decides.
    pub department: String,
    /// Basis of the item.
    pub basis: Vec<Basis>,
    /// Conditions of acceptance.
    pub conditions: Vec<String>,
    /// The situation as it was answered.
    pub situation: Vec<Chosen>,
    /// Questions nobody has answered yet: materials that hang on them are told with their condition.
    pub open: Vec<String>,
    /// Where the situation leads away from the item.
    pub diversion: Option<Diversion>,
    /// All materials of the situation.
    pub materials: Vec<GuideMaterial>,
    /// Steps of the procedure.
    pub steps: Vec<String>,
    /// Statutory limit.
    pub statutory: Option<Limit>,
    /// Promised limit.
    pub promised: Limit,
    /// Procedures whose time does not count.
    pub special_procedures: Vec<String>,
    /// What the item's law says about incomplete materials.
    pub regime: CorrectionRegime,
    /// The fee; none where nothing is charged.
    pub fee: Option<GuideFee>,
    /// What the applicant will get.
    pub result: String,
    /// How the result reaches the applicant.
    pub delivery: Vec<Delivery>,
    /// Where.
    pub place: String,
    /// When.
    pub hours: String,
    /// Phone for questions.
    pub phone: String,
    /// Phone for supervision and complaints.
    pub supervision_phone: String,
}

/// A question with the answer given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// The question.
    pub question: String,
    /// The answer in words.
    pub answer: String,
}

/// A material of a guide.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GuideMaterial {
    /// Name.
    pub name: String,
    /// Form.
    pub form: MaterialForm,
    /// Originals (份).
    pub originals: u8,
    /// Copies (份).
    pub copies: u8,
    /// Who makes it.
    pub source: MaterialSource,
    /// Where and how to get it.
    pub obtain: String,
    /// Points by which it is examined.
    pub points: Vec<String>,
    /// Basis of the demand.
    pub basis: Vec<Basis>,
    /// May be brought later (可容缺).
    pub deferrable: bool,
    /// May be replaced by a commitment (可告知承诺).
    pub committable: bool,
    /// The hall obtains it itself with consent (免提交).
    pub shareable: bool,
    /// The open questions it hangs on; empty where it is asked for in any case.
    pub depends: Vec<String>,
}

/// What a guide says of the fee.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GuideFee {
    /// The standard.
    pub title: String,
    /// Its basis.
    pub basis: Vec<Basis>,
    /// The amount in yuan, where the situation settles it.
    pub total: Option<rust_decimal::Decimal>,
    /// Why nothing, or less, is charged, where the situation settles it.
    pub exempted: Option<String>,
}
