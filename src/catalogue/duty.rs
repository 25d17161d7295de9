//! Who is on duty when, in `hall/*.toml`: turns at a window (轮岗), noon (午间轮值), times to reserve (预约时段).

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::names::Names;
use super::problem::Problem;
use super::source::Source;
use crate::domain::hall::{Noon, PostSide, SlotPlaces, Turn};
use crate::domain::ids::OfficerId;
use crate::domain::queue::Slot;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TurnShape {
    post: PostSide,
    #[schemars(with = "String")]
    officer: Spanned<String>,
    #[schemars(with = "Date")]
    from: Spanned<Date>,
    to: Date,
}

impl TurnShape {
    pub(super) fn into_turn(self) -> Turn {
        Turn {
            side: self.post,
            officer: OfficerId::new(self.officer.into_inner()),
            from: self.from.into_inner(),
            to: self.to,
        }
    }
}

/// Turns of people who exist, one at a time on each side.
pub(super) fn check_turns(
    source: &Source,
    turns: &[TurnShape],
    officers: &Names,
    problems: &mut Vec<Problem>,
) {
    for (at, turn) in turns.iter().enumerate() {
        officers.check(source, &turn.officer, "工号", problems);
        if turn.to < *turn.from.get_ref() {
            problems.push(source.problem(turn.from.span(), "轮岗的最后一天早于第一天"));
        }
        let meets = |other: &TurnShape| {
            other.post == turn.post && *other.from.get_ref() <= turn.to && *turn.from.get_ref() <= other.to
        };
        if turns.iter().take(at).any(meets) {
            problems.push(source.problem(turn.from.span(), "同一岗位的轮岗日期重叠"));
        }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoonShape {
    #[schemars(with = "Time")]
    from: Spanned<Time>,
    change: Time,
    to: Time,
    #[schemars(with = "Vec<String>")]
    first: Vec<Spanned<String>>,
}

impl NoonShape {
    /// Noon as it is kept; `officers` where all of them could be read.
    pub(super) fn into_noon(
        self,
        source: &Source,
        officers: Option<&Names>,
        problems: &mut Vec<Problem>,
    ) -> Noon {
        if *self.from.get_ref() >= self.change || self.change >= self.to {
            problems.push(source.problem(self.from.span(), "午间轮值的时间须依次为 from、change、to"));
        }
        for (officers, officer) in
            officers.into_iter().flat_map(|known| self.first.iter().map(move |o| (known, o)))
        {
            officers.check(source, officer, "工号", problems);
        }
        Noon {
            from: self.from.into_inner(),
            change: self.change,
            to: self.to,
            first: self.first.into_iter().map(|officer| OfficerId::new(officer.into_inner())).collect(),
        }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotShape {
    #[schemars(with = "String")]
    class: Spanned<String>,
    from: Time,
    to: Time,
    places: u32,
}

/// Times to reserve, of classes that some window calls.
pub(super) fn slots(
    source: &Source,
    shapes: Vec<SlotShape>,
    classes: &Names,
    problems: &mut Vec<Problem>,
) -> Vec<SlotPlaces> {
    let mut slots = Vec::with_capacity(shapes.len());
    for shape in shapes {
        classes.check(source, &shape.class, "叫号类别", problems);
        if shape.to <= shape.from {
            problems.push(source.problem(shape.class.span(), "预约时段的结束不晚于开始"));
        }
        let slot = Slot { from: shape.from, to: shape.to };
        slots.push(SlotPlaces { class: shape.class.into_inner(), slot, places: shape.places });
    }
    slots
}
