//! The people in front of the counter: applicants (服务对象) and their agents (代理人).

use serde::{Deserialize, Serialize};

use crate::text::{Clean, mask_name};

/// Who applies (S001).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Applicant {
    /// 自然人.
    Natural {
        /// Name as on the document.
        name: Clean,
        /// Resident identity number (居民身份号码), 18 characters.
        id_number: Clean,
        /// Mobile phone.
        phone: Clean,
    },
    /// 法人.
    Legal {
        /// Registered name.
        name: Clean,
        /// Unified social credit code (统一社会信用代码), 18 characters.
        credit_code: Clean,
        /// Person to reach.
        contact: Clean,
        /// Phone.
        phone: Clean,
    },
    /// 其他组织.
    Other {
        /// Name.
        name: Clean,
        /// Unified social credit code.
        credit_code: Clean,
        /// Person to reach.
        contact: Clean,
        /// Phone.
        phone: Clean,
    },
}

impl Applicant {
    /// The name under which the application is made.
    pub fn name(&self) -> &Clean {
        match self {
            Self::Natural { name, .. } | Self::Legal { name, .. } | Self::Other { name, .. } => name,
        }
    }

    /// The name for a list: a person's is masked, a firm's is public (DESIGN 6, reliability.md 2.5).
    pub fn listed(&self) -> String {
        let name = self.name().shown();
        if self.is_natural() { mask_name(name) } else { name.to_owned() }
    }

    /// Identity number or credit code.
    pub fn number(&self) -> &Clean {
        match self {
            Self::Natural { id_number, .. } => id_number,
            Self::Legal { credit_code, .. } | Self::Other { credit_code, .. } => credit_code,
        }
    }

    /// Phone to reach the applicant.
    pub fn phone(&self) -> &Clean {
        match self {
            Self::Natural { phone, .. } | Self::Legal { phone, .. } | Self::Other { phone, .. } => phone,
        }
    }

    /// Whom an organisation named; none for a natural person.
    pub fn contact(&self) -> Option<&Clean> {
        match self {
            Self::Natural { .. } => None,
            Self::Legal { contact, .. } | Self::Other { contact, .. } => Some(contact),
        }
    }

    /// Whether this is a natural person.
    pub fn is_natural(&self) -> bool {
        matches!(self, Self::Natural { .. })
    }
}

/// Somebody who acts for the applicant (行政许可法 29, S101).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Agent {
    /// Name.
    pub name: Clean,
    /// Resident identity number.
    pub id_number: Clean,
    /// Phone.
    pub phone: Clean,
}
