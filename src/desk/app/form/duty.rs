//! The forms of the post: handover, short absence, things on the desk, reminders, reservations.

use jiff::civil::Date;

use super::{Field, Form, Kind, Purpose, Sort};
use crate::desk::wording as words;
use crate::domain::ids::{ReminderId, SheetLineId, ThingId, WindowId};
use crate::domain::post::{Occasion, ReminderKind};
use crate::text::Clean;

impl Form {
    /// A handover: its note, and of a leave where its approval is found.
    pub fn handover(occasion: &Occasion, today: Date) -> Self {
        let mut fields = vec![Field::new(words::NOTE_FIELD, Kind::Text, "")];
        if matches!(occasion, Occasion::Leave { .. }) {
            let leave = [
                Field::new(words::LEAVE_UNTIL_FIELD, Kind::Date(today), ""),
                Field::new(words::APPROVER_FIELD, Kind::Text, ""),
                Field::new(words::REFERENCE_FIELD, Kind::Text, ""),
            ];
            fields.splice(0..0, leave);
        }
        let title = format!("{}：{}", words::NOTE_TITLE, occasion.label());
        Self::new(Purpose::Handover(occasion.clone()), title, fields)
    }

    /// A remark on a line.
    pub fn remark(line: SheetLineId, known: Option<&Clean>) -> Self {
        let value = known.map_or("", Clean::original);
        let fields = vec![Field::new(words::REMARK_FIELD, Kind::Text, value)];
        Self::new(Purpose::Remark(line), words::REMARK_TITLE, fields)
    }

    /// The sign: who receives, for how long, why.
    pub fn step_away(cover: Option<&WindowId>) -> Self {
        let fields = vec![
            Field::new(words::COVER_FIELD, Kind::Text, cover.map_or("", WindowId::as_str)),
            Field::new(words::MINUTES_FIELD, Kind::Count, "10"),
            Field::new(words::ERRAND_FIELD, Kind::Text, ""),
        ];
        Self::new(Purpose::StepAway, words::AWAY_TITLE, fields)
    }

    /// Something on the desk.
    pub fn keep(id: ThingId, sort: Sort) -> Self {
        let name = || Field::new(words::THING_FIELD, Kind::Text, "");
        let whose = || Field::new(words::WHOSE_FIELD, Kind::Text, "");
        let fields = match sort {
            Sort::Original => vec![name(), whose()],
            Sort::Seal => vec![name()],
            Sort::Blanks => vec![
                name(),
                Field::new(words::FIRST_NUMBER_FIELD, Kind::Count, ""),
                Field::new(words::LAST_NUMBER_FIELD, Kind::Count, ""),
            ],
            Sort::Cash => vec![Field::new(words::AMOUNT_FIELD, Kind::Amount, ""), whose()],
        };
        Self::new(Purpose::Keep(id, sort), words::keep_title(sort), fields)
    }

    /// What must not be forgotten.
    pub fn remind(id: ReminderId, kind: ReminderKind) -> Self {
        let fields = vec![
            Field::new(words::WHO_WAITS_FIELD, Kind::Text, ""),
            Field::new(words::ASKED_FIELD, Kind::Text, ""),
            Field::new(words::BY_FIELD, Kind::Time, ""),
        ];
        Self::new(Purpose::Remind(id, kind), words::remind_title(kind), fields)
    }

    /// A reservation.
    pub fn reserve(class: String, today: Date) -> Self {
        let fields = vec![
            Field::new(words::DAY_FIELD, Kind::Date(today), ""),
            Field::new(words::SLOT_FIELD, Kind::Time, ""),
            Field::new(words::NAME_FIELD, Kind::Text, ""),
            Field::new(words::ID_FIELD, Kind::IdNumber, ""),
            Field::new(words::PHONE_FIELD, Kind::Phone, ""),
        ];
        let title = words::reserve_title(&class);
        Self::new(Purpose::Reserve(class), title, fields)
    }
}
