//! The rulebook: the reference data a decision rests on. The service keeps it, the desk has a copy, both decide
//! by it (DESIGN 2.1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use super::fee::FeeStandard;
use super::hall::Hall;
use super::ids::ItemCode;
use super::item::ServiceItem;
use super::phrases::Phrases;

/// Hall, catalogue, fees and calendar as they are in force.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rulebook {
    /// The hall.
    pub hall: Hall,
    /// Items of the catalogue, every edition of each.
    pub items: Vec<ServiceItem>,
    /// Fee standards.
    pub fees: Vec<FeeStandard>,
    /// Working days.
    pub calendar: WorkCalendar,
    /// The words of the papers.
    #[serde(default)]
    pub phrases: Phrases,
}

impl Rulebook {
    /// The edition of an item under which a case was received, whether or not it is still in force (S050).
    pub fn edition(&self, code: &ItemCode, edition: &str) -> Option<&ServiceItem> {
        self.editions(code).find(|item| item.edition == edition)
    }

    /// The edition of an item in force on the day: what a new case is received under.
    pub fn item_on(&self, code: &ItemCode, on: Date) -> Option<&ServiceItem> {
        self.editions(code).find(|item| item.holds_on(on))
    }

    /// An item as it is called on the day, also where no edition is in force: then by its newest.
    pub fn name_on(&self, code: &ItemCode, on: Date) -> Option<&str> {
        let newest = || self.editions(code).max_by_key(|item| item.valid_from);
        self.item_on(code, on).or_else(newest).map(|item| item.name.as_str())
    }

    /// All editions of an item, in the order of the catalogue.
    pub fn editions(&self, code: &ItemCode) -> impl Iterator<Item = &ServiceItem> {
        self.items.iter().filter(move |item| &item.code == code)
    }
}
