//! The reference data the service is started with, and the book it is looked up in.

use std::collections::BTreeMap;

use crate::domain::hall::{Officer, Role};
use crate::domain::ids::{HallId, OfficerId};
use crate::domain::rulebook::Rulebook;
use crate::domain::ticket::Ticket;

use super::store::seal;

/// Everything the service does not keep itself.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// One rulebook for each hall; the first is the hall of those who name none.
    pub rulebooks: Vec<Rulebook>,
    /// Who may log in.
    pub staff: Vec<StaffRecord>,
    /// Tickets the machine has given out, issued at start if they are not known.
    pub tickets: Vec<(HallId, Ticket)>,
}

/// The password of a member of staff.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRecord {
    /// Hall.
    pub hall: HallId,
    /// Staff number.
    pub officer: OfficerId,
    /// Argon2id hash in PHC form, as [`super::password_hash`] makes it.
    pub password_hash: String,
}

impl std::fmt::Debug for StaffRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StaffRecord")
            .field("hall", &self.hall)
            .field("officer", &self.officer)
            .finish_non_exhaustive()
    }
}

/// What is wrong with reference data.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReferenceError {
    /// There is no hall.
    #[error("没有任何大厅")]
    NoHall,
    /// Two rulebooks are of one hall.
    #[error("大厅{0}重复")]
    TwiceTheHall(HallId),
    /// A password belongs to nobody.
    #[error("口令记录{hall}/{officer}不对应任何人员")]
    UnknownOfficer {
        /// Hall.
        hall: HallId,
        /// Staff number.
        officer: OfficerId,
    },
    /// A rulebook does not serialise.
    #[error("规则库不能序列化：{0}")]
    Rulebook(String),
}

/// The book of a service.
pub struct Book {
    halls: BTreeMap<HallId, HallBook>,
    order: Vec<HallId>,
    passwords: BTreeMap<(HallId, OfficerId), String>,
}

/// The book of one hall.
pub struct HallBook {
    /// The rules in force.
    pub rules: Rulebook,
    /// The rules as they are sent.
    pub json: String,
    /// Their entity tag, with its quotation marks.
    pub tag: String,
}

impl Book {
    /// Puts the reference data in order.
    pub fn new(reference: Reference) -> Result<Self, ReferenceError> {
        let mut book = Self { halls: BTreeMap::new(), order: Vec::new(), passwords: BTreeMap::new() };
        for rules in reference.rulebooks {
            let id = rules.hall.id.clone();
            let json = serde_json::to_string(&rules).map_err(|e| ReferenceError::Rulebook(e.to_string()))?;
            let tag: String = seal::sha256(&json).chars().take(32).collect();
            let hall = HallBook { rules, json, tag: format!("\"{tag}\"") };
            if book.halls.insert(id.clone(), hall).is_some() {
                return Err(ReferenceError::TwiceTheHall(id));
            }
            book.order.push(id);
        }
        if book.order.is_empty() {
            return Err(ReferenceError::NoHall);
        }
        for StaffRecord { hall, officer, password_hash } in reference.staff {
            if book.hall(&hall).and_then(|hall| hall.rules.hall.officer(&officer)).is_none() {
                return Err(ReferenceError::UnknownOfficer { hall, officer });
            }
            book.passwords.insert((hall, officer), password_hash);
        }
        Ok(book)
    }

    /// The hall with this key.
    pub fn hall(&self, id: &HallId) -> Option<&HallBook> {
        self.halls.get(id)
    }

    /// Halls in the order they were given.
    pub fn halls(&self) -> impl Iterator<Item = &HallBook> {
        self.order.iter().filter_map(|id| self.halls.get(id))
    }

    /// The password hash of a member of staff.
    pub fn password(&self, hall: &HallId, officer: &OfficerId) -> Option<&str> {
        self.passwords.get(&(hall.clone(), officer.clone())).map(String::as_str)
    }
}

impl HallBook {
    /// The member of staff with this number, or with this name where nobody else has it.
    pub fn officer(&self, typed: &str) -> Option<&Officer> {
        let officers = &self.rules.hall.officers;
        officers.iter().find(|officer| officer.id.as_str() == typed).or_else(|| {
            let mut named = officers.iter().filter(|officer| officer.name == typed);
            named.next().filter(|_| named.next().is_none())
        })
    }

    /// The first member of staff in a role.
    pub fn first_in(&self, role: Role) -> Option<&Officer> {
        self.rules.hall.officers.iter().find(|officer| officer.role == role)
    }
}
