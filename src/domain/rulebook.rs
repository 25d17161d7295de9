//! The rulebook: the reference data a decision rests on. The service keeps it, the desk has a copy, both decide
//! by it (DESIGN 2.1).

use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use super::fee::FeeStandard;
use super::hall::Hall;
use super::ids::ItemCode;
use super::item::ServiceItem;

/// Hall, catalogue, fees and calendar as they are in force.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rulebook {
    /// The hall.
    pub hall: Hall,
    /// Items of the catalogue.
    pub items: Vec<ServiceItem>,
    /// Fee standards.
    pub fees: Vec<FeeStandard>,
    /// Working days.
    pub calendar: WorkCalendar,
}

impl Rulebook {
    /// The item with this code.
    pub fn item(&self, code: &ItemCode) -> Option<&ServiceItem> {
        self.items.iter().find(|item| &item.code == code)
    }
}
