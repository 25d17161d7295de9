//! The catalogue: a folder of TOML files becomes the halls, items, staff and tickets of the domain.
//!
//! Every fault of every file is told at once with file, line and column ([`Problems`]); a file that cannot
//! be read does not hide the faults of the others. The folder of a hall:
//!
//! | folder | content |
//! |---|---|
//! | `hall/` | one hall per file: `[[window]]`, `[[department]]` |
//! | `staff/` | the staff of one hall per file: `[[officer]]` |
//! | `catalogue/` | service items: `[[item]]` with `[[item.question]]`, `[[item.material]]`, `[[item.diversion]]`; shared materials in `_materials.toml` |
//! | `fees/` | fee standards: `[[standard]]` |
//! | `calendar/` | one year per file: days off and make-up days |
//! | `scenarios/` | tickets of a morning: `[[ticket]]`; may be absent |
//! | `wording/` | sentences of the papers that a hall words otherwise than the program; may be absent |

mod complaint;
mod duty;
mod halls;
mod items;
pub mod lint;
mod names;
mod problem;
mod rules;
pub mod schema;
pub mod search;
mod shipped;
mod source;
mod tickets;
mod trouble;
mod wording;

use std::path::Path;

pub use problem::{Problem, Problems, nearest};
pub use shipped::{SHIPPED, unpack};
pub use trouble::in_words;
pub use wording::{Wording, phrases};

use crate::domain::calendar::WorkCalendar;
use crate::domain::fee::FeeStandard;
use crate::domain::hall::{Hall, Officer};
use crate::domain::ids::HallId;
use crate::domain::item::ServiceItem;
use crate::domain::queue::TicketSeed;
use crate::domain::rulebook::Rulebook;

/// Everything a folder of a hall holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixtures {
    /// The halls with their windows, departments and staff.
    pub halls: Vec<Hall>,
    /// The service items, in the order of files.
    pub items: Vec<ServiceItem>,
    /// The staff of all halls with their password hashes.
    pub staff: Vec<StaffRecord>,
    /// The fee standards.
    pub fees: Vec<FeeStandard>,
    /// The working days.
    pub calendar: WorkCalendar,
    /// The tickets of the scenarios.
    pub tickets: Vec<TicketSeed>,
    /// What the halls word otherwise than the program, in the order of files.
    pub wordings: Vec<Wording>,
}

impl Fixtures {
    /// One rulebook for each hall.
    pub fn rulebooks(&self) -> Vec<Rulebook> {
        let shipped = phrases();
        let rulebook = |hall: &Hall| Rulebook {
            hall: hall.clone(),
            items: self.items.clone(),
            fees: self.fees.clone(),
            calendar: self.calendar.clone(),
            phrases: wording::of_hall(&shipped, &self.wordings, &hall.id),
        };
        self.halls.iter().map(rulebook).collect()
    }
}

/// A member of staff as the service keeps them.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRecord {
    /// The hall they work in.
    pub hall: HallId,
    /// Who.
    pub officer: Officer,
    /// Argon2 hash of the password, in PHC form.
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

/// Where the files of a hall lie.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// In a folder on disk.
    Folder(&'a Path),
    /// Inside the program: the demonstration hall.
    Shipped,
}

/// Reads the folder of a hall.
///
/// # Errors
/// All problems of all files, in the order of files and lines.
pub fn load(dir: &Path) -> Result<Fixtures, Problems> {
    load_from(Place::Folder(dir))
}

/// Reads the fee standards alone; a folder without a folder `fees` is taken for one of fee files.
///
/// # Errors
/// All problems of their files.
pub fn load_fees(place: Place<'_>) -> Result<Vec<FeeStandard>, Problems> {
    let mut problems = Vec::new();
    let name = match place {
        Place::Folder(dir) if !dir.join("fees").is_dir() => "",
        Place::Folder(_) | Place::Shipped => "fees",
    };
    let files = source::folder(place, name, true, &mut problems);
    let fees = rules::fees(&files, &items::Items::default(), &mut problems);
    told(fees, problems)
}

/// Reads the calendar alone.
///
/// # Errors
/// All problems of its files.
pub fn load_calendar(place: Place<'_>) -> Result<WorkCalendar, Problems> {
    let mut problems = Vec::new();
    let files = source::folder(place, "calendar", true, &mut problems);
    let calendar = rules::calendar(&files, &mut problems);
    told(calendar, problems)
}

fn told<T>(read: T, mut problems: Vec<Problem>) -> Result<T, Problems> {
    if problems.is_empty() {
        return Ok(read);
    }
    problems.sort();
    problems.dedup();
    Err(Problems(problems))
}

/// Reads the files of a hall wherever they lie.
///
/// # Errors
/// All problems of all files, in the order of files and lines. What may not be asked of people, for it has no basis
/// or is not said clearly (S053), is one of them.
pub fn load_from(place: Place<'_>) -> Result<Fixtures, Problems> {
    let (read, mut problems) = read(place);
    problems.extend(lint::inadmissible(place, &read, &problems));
    told(read, problems)
}

/// What can be read of the files of a hall, and what cannot.
fn read(place: Place<'_>) -> (Fixtures, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut folder = |name: &str, required: bool| source::folder(place, name, required, &mut problems);
    let (hall_files, staff_files) = (folder("hall", true), folder("staff", true));
    let (item_files, scenario_files) = (folder("catalogue", true), folder("scenarios", false));
    let (fee_files, calendar_files) = (folder("fees", true), folder("calendar", true));
    let wording_files = folder("wording", false);

    let items = items::read(&item_files, &mut problems);
    let (staff, staff_halls) = halls::staff(&staff_files, &items, &mut problems);
    let halls = halls::halls(&hall_files, &staff, &items, &mut problems);
    halls::check(&halls, &staff_halls, &items, &mut problems);
    let fees = rules::fees(&fee_files, &items, &mut problems);
    let calendar = rules::calendar(&calendar_files, &mut problems);
    let tickets = tickets::read(&scenario_files, &halls, &items, &mut problems);

    let wordings = wording::read(&wording_files, &halls, &mut problems);

    let (halls, items, staff) = (halls.read, items.read, staff.records);
    (Fixtures { halls, items, staff, fees, calendar, tickets, wordings }, problems)
}

#[cfg(test)]
mod tests;
