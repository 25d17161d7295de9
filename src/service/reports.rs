//! Reports a hall reads: who was at each window, and when nobody was (S184, G5).

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::answer::{Failure, ok};
use super::app::{App, day};
use super::session::Caller;
use crate::domain::clock::day_begins;
use crate::domain::coverage::Coverage;
use crate::domain::ids::WindowId;
use crate::domain::state::Event;
use crate::wire::WindowCoverage;

/// Which day, which window.
#[derive(Debug, Deserialize)]
pub struct Asked {
    day: Option<Date>,
    window: Option<WindowId>,
}

/// `GET /v1/reports/coverage?day=&window=`: today and all windows where nothing is named.
pub async fn coverage(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let hall = &app.hall(&caller.hall)?.rules.hall;
    let now = app.clock.now();
    let on = asked.day.unwrap_or_else(|| day(now));
    let (from, to) = (midnight(on)?, midnight(on.tomorrow().map_err(|_| Failure::internal())?)?);
    let windows = hall.windows.iter().filter(|w| asked.window.as_ref().is_none_or(|asked| asked == &w.id));
    let mut report = Vec::new();
    for window in windows {
        let events = app.store.attendance(&caller.hall, &window.id).await?;
        let posts = events.iter().filter_map(|(at, event)| match event {
            Event::Post { what, .. } => Some((*at, what)),
            Event::Ticket { .. } | Event::Case { .. } => None,
        });
        let coverage = Coverage::of(posts, from, to);
        let until = now.min(to);
        let empty_seconds = coverage.empty_seconds(until);
        let holders = coverage.spans.iter().filter_map(|span| hall.officer(&span.holder));
        report.push(WindowCoverage {
            window: window.id.clone(),
            name: window.name.clone(),
            day: on,
            until,
            officers: holders.map(|officer| (officer.id.clone(), officer.name.clone())).collect(),
            coverage,
            empty_seconds,
        });
    }
    if report.is_empty() {
        let window = asked.window.map_or_else(String::new, |window| window.to_string());
        return Err(Failure::not_found(&format!("{window}号窗口")));
    }
    ok(&report)
}

fn midnight(day: Date) -> Result<jiff::Timestamp, Failure> {
    day_begins(day).ok_or_else(|| Failure::of_status(axum::http::StatusCode::BAD_REQUEST))
}
