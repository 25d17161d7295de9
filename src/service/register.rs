//! The register of cases (登记簿) of a hall, page by page, and what a span of days came to.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::answer::{Failure, ok};
use super::app::{App, day};
use super::session::Caller;
use super::store::RegisterQuery;
use crate::domain::clock::day_begins;
use crate::domain::hall::Role;
use crate::domain::ids::ItemCode;
use crate::domain::register::{MOST_DAYS, Row, report};
use crate::wire::{RegisterPage, RegisterReport};

/// Rows of a page.
const PAGE: usize = 100;

/// What is looked for; nothing means everything.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    item: Option<ItemCode>,
    from: Option<Date>,
    to: Option<Date>,
    before: Option<String>,
}

/// `GET /v1/register?q=&item=&from=&to=&before=`: newest first. `q` is the beginning of a number, an identity number or
/// credit code or its last four, or a part of a name; `before` is the number of the last row of the page before.
pub async fn register(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    may_read(&caller)?;
    let hall = app.hall(&caller.hall)?;
    let query = RegisterQuery {
        text: asked.q.trim().to_owned(),
        item: asked.item,
        from: asked.from.unwrap_or(date(1, 1, 1)),
        to: asked.to.unwrap_or(Date::MAX),
        before: asked.before,
        limit: u32::try_from(PAGE + 1).unwrap_or(u32::MAX),
    };
    let cases = app.store.register(&caller.hall, &query).await?;
    let more = cases.len() > PAGE;
    let rows = cases.iter().take(PAGE).map(|case| Row::of(case, &hall.rules)).collect();
    ok(&RegisterPage { rows, more })
}

/// From which day to which.
#[derive(Debug, Default, Deserialize)]
pub struct Span {
    from: Option<Date>,
    to: Option<Date>,
}

/// `GET /v1/reports/register?from=&to=`: what each day came to and how long items took; today where nothing is named.
pub async fn report_of(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(asked): Query<Span>,
) -> Result<Response, Failure> {
    may_read(&caller)?;
    let hall = app.hall(&caller.hall)?;
    let today = day(app.clock.now());
    let from = asked.from.or(asked.to).unwrap_or(today);
    let to = asked.to.unwrap_or(from.max(today).min(from.saturating_add((MOST_DAYS - 1).days())));
    if to < from || (to - from).get_days() >= MOST_DAYS {
        let why = format!("起止日期应先早后晚，并且不超过{MOST_DAYS}天；请改好后再查");
        return Err(Failure::new(StatusCode::BAD_REQUEST, "bad_span", why));
    }
    let bad = || Failure::of_status(StatusCode::BAD_REQUEST);
    let begins = day_begins(from).ok_or_else(bad)?;
    let ends = to.tomorrow().ok().and_then(day_begins).ok_or_else(bad)?;
    let happened = app.store.happened(&caller.hall, begins, ends).await?;
    ok(&RegisterReport { from, to, report: report(&happened, &hall.rules) })
}

/// The register is for those who answer for cases at the windows.
fn may_read(caller: &Caller) -> Result<(), Failure> {
    match caller.officer.role {
        Role::Officer | Role::Assistant | Role::Lead | Role::Trainer | Role::Supervisor => Ok(()),
        Role::Engineer | Role::Department => {
            let why = "登记簿由窗口人员、窗口负责人和监督人员查阅；请用相应的账号登录";
            Err(Failure::new(StatusCode::FORBIDDEN, "not_allowed", why))
        }
    }
}
