//! What expires when: the clocks of the open cases of a hall or a window.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::answer::{Failure, ok};
use super::app::{App, day};
use super::session::Caller;
use super::store::Want;
use crate::domain::agenda::agenda;
use crate::domain::ids::WindowId;
use crate::wire::Agenda;

/// The most clocks that are sent: more than one looks through in a day.
const MOST: usize = 1000;

/// Of which window.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    window: Option<WindowId>,
}

/// `GET /v1/clocks?window=`: the clocks of open cases, the nearest first; of the hall where no window is named.
pub async fn clocks(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let hall = app.hall(&caller.hall)?;
    let want = match asked.window {
        Some(window) if hall.rules.hall.window(&window).is_none() => {
            return Err(Failure::not_found(&format!("{window}号窗口")));
        }
        Some(window) => Want::OpenCases(window),
        None => Want::AllOpenCases,
    };
    let view = app.store.view(&caller.hall, day(app.clock.now()), &[want]).await?;
    let mut entries = agenda(view.state.cases.values().map(|case| &case.value), &hall.rules);
    let more = entries.len() > MOST;
    entries.truncate(MOST);
    ok(&Agenda { entries, more })
}
