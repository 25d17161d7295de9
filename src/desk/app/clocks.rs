//! The clocks of the case in hand, and how each date came about (DESIGN 4.4).

use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{ClocksView, Overlay};
use super::{moved, scrolled};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::clocks::{self, CaseClock};

/// The clocks that run for the case in hand; while it is examined, also those that would start today.
pub fn clocks(model: &Model) -> Vec<CaseClock> {
    let (Some(rules), Some(item), Some(case)) = (&model.rules, model.item(), model.case()) else {
        return Vec::new();
    };
    let mut found = clocks::clocks(case, item, &rules.calendar);
    found.extend(clocks::if_today(case, item, model.today(), &rules.calendar));
    found
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    match model.case() {
        Some(_) => model.overlay = Some(Overlay::Clocks(ClocksView::default())),
        None => model.say(Tone::Plain, words::NO_CASE),
    }
    Vec::new()
}

pub(super) fn act(model: &mut Model, view: ClocksView, action: Action) -> Vec<Effect> {
    let view = match action {
        Action::Cancel | Action::Confirm | Action::Clocks => return Vec::new(),
        Action::Up | Action::Down => ClocksView { at: moved(view.at, clocks(model).len(), action), top: 0 },
        other => ClocksView { top: scrolled(view.top, other), ..view },
    };
    model.overlay = Some(Overlay::Clocks(view));
    Vec::new()
}
