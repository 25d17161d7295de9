//! Coverage of a post (在岗报告): who held it when, and every second nobody was there (S179, S184; G5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::{OfficerId, WindowId};
use super::post::{Change, PostEvent};

/// How a holder came to the post.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// 开窗.
    Opened,
    /// 交接.
    Handover,
    /// 接管.
    Takeover,
}

impl How {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Opened => "开窗",
            Self::Handover => "交接",
            Self::Takeover => "接管",
        }
    }
}

/// A stretch with one holder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    /// Who.
    pub holder: OfficerId,
    /// How they came.
    pub how: How,
    /// Since when.
    pub from: Timestamp,
    /// Until when; none while it lasts.
    pub to: Option<Timestamp>,
}

/// A stretch without anybody at the window, though it was open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// Since when.
    pub from: Timestamp,
    /// Until when; none while it lasts.
    pub to: Option<Timestamp>,
    /// The window that received meanwhile; none for a post that was empty (空岗).
    pub covered_by: Option<WindowId>,
}

impl Gap {
    /// How long, in whole seconds, up to `now` while it lasts.
    pub fn seconds(&self, now: Timestamp) -> i64 {
        self.to.unwrap_or(now).duration_since(self.from).as_secs()
    }
}

/// What a post's record says about a stretch of time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Holders, in order; between two that follow each other there is no time at all.
    pub spans: Vec<Span>,
    /// Gaps, in order.
    pub gaps: Vec<Gap>,
}

impl Coverage {
    /// The coverage between two moments, from all that ever happened to the post in order, each with its time.
    pub fn of<'a>(
        events: impl IntoIterator<Item = (Timestamp, &'a PostEvent)>,
        from: Timestamp,
        to: Timestamp,
    ) -> Self {
        let mut coverage = Self::default();
        for (at, event) in events.into_iter().filter(|(at, _)| *at < to) {
            coverage.take(at, event);
        }
        coverage.spans.retain(|span| span.to.is_none_or(|end| end > from));
        coverage.gaps.retain(|gap| gap.to.is_none_or(|end| end > from));
        for span in &mut coverage.spans {
            span.from = span.from.max(from);
        }
        for gap in &mut coverage.gaps {
            gap.from = gap.from.max(from);
        }
        coverage
    }

    fn take(&mut self, at: Timestamp, event: &PostEvent) {
        match event {
            PostEvent::HolderChanged { to, change, .. } => {
                self.end(at);
                let how = match change {
                    Change::Opened => How::Opened,
                    Change::Handover { .. } => How::Handover,
                    Change::Takeover { .. } => How::Takeover,
                };
                self.spans.push(Span { holder: to.clone(), how, from: at, to: None });
            }
            PostEvent::Closed { .. } => self.end(at),
            PostEvent::SteppedAway { away } => self.begin_gap(at, Some(away.cover.clone())),
            PostEvent::FellSilent { since, .. } => self.begin_gap(*since, None),
            PostEvent::SteppedBack { .. } | PostEvent::HeardAgain { .. } => self.end_gap(at),
            _ => {}
        }
    }

    fn begin_gap(&mut self, from: Timestamp, covered_by: Option<WindowId>) {
        self.end_gap(from);
        self.gaps.push(Gap { from, to: None, covered_by });
    }

    fn end_gap(&mut self, at: Timestamp) {
        if let Some(gap) = self.gaps.last_mut().filter(|gap| gap.to.is_none()) {
            gap.to = Some(at);
        }
    }

    fn end(&mut self, at: Timestamp) {
        self.end_gap(at);
        if let Some(span) = self.spans.last_mut().filter(|span| span.to.is_none()) {
            span.to = Some(at);
        }
    }

    /// Seconds the post was empty: nobody there and nobody receiving for it.
    pub fn empty_seconds(&self, now: Timestamp) -> i64 {
        self.gaps.iter().filter(|gap| gap.covered_by.is_none()).map(|gap| gap.seconds(now)).sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::domain::command::Command;
    use crate::domain::ids::OfficerId;
    use crate::domain::state::Event;
    use crate::domain::testing::World;
    use crate::text::Clean;

    fn coverage(events: &[(Timestamp, PostEvent)], from: Timestamp, to: Timestamp) -> Coverage {
        Coverage::of(events.iter().map(|(at, event)| (*at, event)), from, to)
    }

    /// Does one thing at window 01 and notes when.
    fn one(world: &mut World, told: &mut Vec<(Timestamp, PostEvent)>, actor: &str, command: Command) {
        for event in world.at("01", actor, command) {
            if let Event::Post { what, .. } = event {
                told.push((world.now, what));
            }
        }
    }

    #[test]
    fn a_day_with_a_short_absence_a_silence_and_a_takeover() {
        let (mut world, mut told) = (World::new(), Vec::new());
        let start = world.now;
        world.at("02", "A2", Command::TakePost);
        one(&mut world, &mut told, "A1", Command::TakePost);
        let away = Command::StepAway { cover: "02".into(), minutes: 5, why: Clean::new("送件") };
        one(&mut world, &mut told, "A1", away);
        world.now += 2.minutes();
        one(&mut world, &mut told, "A1", Command::StepBack);
        world.lapsed = true;
        let since = world.now + 30.seconds();
        world.now += 31.seconds();
        one(&mut world, &mut told, OfficerId::MACHINE, Command::NoteSilence { since });
        one(&mut world, &mut told, "B1", Command::TakeOver { reason: Clean::new("离线") });
        let taken = world.now;
        one(&mut world, &mut told, "B1", Command::ClosePost);
        let whole = coverage(&told, start, world.now + 1.hour());
        let held: Vec<_> = whole.spans.iter().map(|span| (span.holder.as_str(), span.how)).collect();
        assert_eq!(held, [("A1", How::Opened), ("B1", How::Takeover)]);
        assert_eq!(whole.spans[0].to, Some(whole.spans[1].from), "in before out: no time between");
        assert_eq!(whole.gaps[0].covered_by, Some("02".into()));
        assert_eq!(whole.gaps[0].seconds(world.now), 180);
        assert_eq!(whole.empty_seconds(world.now), taken.duration_since(since).as_secs());
        // A later stretch sees only what reaches into it.
        let later = coverage(&told, taken, world.now + 1.hour());
        assert_eq!((later.spans.len(), later.gaps.len()), (1, 0));
    }
}
