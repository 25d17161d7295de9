//! The calls of the service (DESIGN 5), typed.

use std::time::Duration;

use jiff::civil::Date;
use reqwest::header::{ETAG, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};

use super::{Client, ClientError};
use crate::domain::case::Case;
use crate::domain::command::Order;
use crate::domain::ids::{Fence, ItemCode, WindowId};
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Versioned;
use crate::wire::{
    Agenda, CaseList, DeskSnapshot, Health, Lease, LeaseState, Login, Password, PutDraft, Receipt,
    RegisterAsked, RegisterPage, RegisterReport, Session, StoredPaper, WindowCoverage,
};

/// The rulebook is much larger than everything else.
const RULEBOOK: u32 = 8;

/// The answer to a question for the rulebook.
#[derive(Clone, PartialEq, Debug)]
pub enum Rules {
    /// The copy the desk has is in force.
    Unchanged,
    /// A new one.
    Changed {
        /// The rulebook.
        rulebook: Box<Rulebook>,
        /// Its tag as given, to ask with the next time; none where the service gave none. The same as
        /// [`DeskSnapshot::rules_tag`] made under it.
        tag: Option<String>,
    },
}

impl Client {
    /// Asks whether the service is there, and whether it is this one.
    ///
    /// # Errors
    /// As for every call: see [`ClientError`].
    pub async fn health(&self) -> Result<Health, ClientError> {
        let health: Health = self.call(self.request(Method::GET, &["health"])).await?;
        if health.service == "yichuang" { Ok(health) } else { Err(self.not_yichuang("别的服务")) }
    }

    /// Logs in; later calls use the session.
    ///
    /// # Errors
    /// [`ClientError::Unauthenticated`] where name or password is wrong.
    pub async fn login(&self, login: &Login) -> Result<Session, ClientError> {
        let session: Session = self.call(self.request(Method::POST, &["sessions"]).json(login)).await?;
        self.set_token(Some(session.token.clone()));
        Ok(session)
    }

    /// Who the token kept from before belongs to. The answer carries no token.
    ///
    /// # Errors
    /// [`ClientError::Unauthenticated`] where the session is over.
    pub async fn me(&self) -> Result<Session, ClientError> {
        self.call(self.request(Method::GET, &["me"])).await
    }

    /// Whether this is the password of the session's officer.
    ///
    /// # Errors
    /// [`ClientError::Refused`] where it is not, or too many were tried.
    pub async fn prove(&self, password: &str) -> Result<(), ClientError> {
        let typed = Password { password: password.to_owned() };
        let request = self.request(Method::POST, &["sessions", "current", "password"]).json(&typed);
        self.answer(request).await.map(drop)
    }

    /// Ends the session. The token is dropped here whatever the service answers.
    ///
    /// # Errors
    /// The service could not be told; the session then ends there by its age.
    pub async fn logout(&self) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, &["sessions", "current"]).timeout(self.options.request);
        self.set_token(None);
        match self.answer(request).await {
            Ok(_) | Err(ClientError::Unauthenticated(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The rulebook, unless the one with this tag is still in force.
    ///
    /// # Errors
    /// As for every call.
    pub async fn rulebook(&self, tag: Option<&str>) -> Result<Rules, ClientError> {
        let long: Duration = self.options.request.saturating_mul(RULEBOOK);
        let mut request = self.request(Method::GET, &["catalogue"]).timeout(long);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        let response = self.answer(request).await?;
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(Rules::Unchanged);
        }
        let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
        let limit = self.options.body.saturating_mul(RULEBOOK as usize);
        Ok(Rules::Changed { rulebook: self.read(response, limit).await?, tag })
    }

    /// All a desk needs at start.
    ///
    /// # Errors
    /// As for every call.
    pub async fn desk(&self, window: &WindowId) -> Result<DeskSnapshot, ClientError> {
        self.call(self.request(Method::GET, &["windows", window.as_str(), "desk"])).await
    }

    /// Sends an order once. The [`Outbox`](super::Outbox) sends it until it is answered.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with the rule that stands against it; see also
    /// [`ClientError::outcome_unknown`].
    pub async fn send(&self, order: &Order) -> Result<Receipt, ClientError> {
        let receipt: Receipt = self.call(self.request(Method::POST, &["commands"]).json(order)).await?;
        if receipt.id == order.id { Ok(receipt) } else { Err(self.not_yichuang("别的操作的回执")) }
    }

    /// Finds cases by number, name or item.
    ///
    /// # Errors
    /// As for every call.
    pub async fn cases(&self, query: &str) -> Result<CaseList, ClientError> {
        self.call(self.question("cases", "q", query)).await
    }

    /// The case with this number.
    ///
    /// # Errors
    /// As for every call.
    pub async fn case(&self, number: &str) -> Result<Versioned<Case>, ClientError> {
        self.call(self.request(Method::GET, &["cases", number])).await
    }

    /// What expires when, of a window or of the hall.
    ///
    /// # Errors
    /// As for every call.
    pub async fn agenda(&self, window: Option<&WindowId>) -> Result<Agenda, ClientError> {
        self.call(self.questions(&["clocks"], &[("window", window.map(WindowId::as_str))])).await
    }

    /// A page of the register of cases.
    ///
    /// # Errors
    /// As for every call.
    pub async fn register(&self, asked: &RegisterAsked) -> Result<RegisterPage, ClientError> {
        let (from, to) = (asked.from.map(|day| day.to_string()), asked.to.map(|day| day.to_string()));
        let given = [
            ("q", Some(asked.text.as_str())),
            ("item", asked.item.as_ref().map(ItemCode::as_str)),
            ("from", from.as_deref()),
            ("to", to.as_deref()),
            ("before", asked.before.as_deref()),
        ];
        self.call(self.questions(&["register"], &given)).await
    }

    /// What a span of days came to; today where nothing is named.
    ///
    /// # Errors
    /// As for every call.
    pub async fn register_report(
        &self,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<RegisterReport, ClientError> {
        let (from, to) = (from.map(|day| day.to_string()), to.map(|day| day.to_string()));
        let given = [("from", from.as_deref()), ("to", to.as_deref())];
        self.call(self.questions(&["reports", "register"], &given)).await
    }

    /// A paper as issued, by the number printed on it.
    ///
    /// # Errors
    /// As for every call.
    pub async fn document(&self, number: &str) -> Result<StoredPaper, ClientError> {
        self.call(self.request(Method::GET, &["documents", number])).await
    }

    /// The refusal register (否定备案) of a year; of this one without a year.
    ///
    /// # Errors
    /// As for every call.
    pub async fn refusals(&self, year: Option<i16>) -> Result<Vec<StoredPaper>, ClientError> {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let request = self.request(Method::GET, &["refusals"]);
        self.call(if year.is_empty() { request } else { self.question("refusals", "year", &year) }).await
    }

    /// Who was at the windows on a day: today and all windows where nothing is named.
    ///
    /// # Errors
    /// As for every call.
    pub async fn coverage(
        &self,
        day: Option<Date>,
        window: Option<&WindowId>,
    ) -> Result<Vec<WindowCoverage>, ClientError> {
        let day = day.map(|day| day.to_string());
        let given = [("day", day.as_deref()), ("window", window.map(WindowId::as_str))];
        self.call(self.questions(&["reports", "coverage"], &given)).await
    }

    /// Tells the service that the holder's desk is alive.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `stale_fence` where the post has passed on.
    pub async fn renew(&self, window: &WindowId, fence: Fence) -> Result<LeaseState, ClientError> {
        let request = self.request(Method::PUT, &["windows", window.as_str(), "lease"]);
        self.call(request.json(&Lease { fence })).await
    }

    /// Tells the service what is typed and not yet sent, for whoever takes the post over; it is no order.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `stale_fence` where the post has passed on.
    pub async fn draft(&self, window: &WindowId, draft: &PutDraft) -> Result<(), ClientError> {
        let request = self.request(Method::PUT, &["windows", window.as_str(), "draft"]);
        self.answer(request.json(draft).timeout(self.options.request)).await.map(drop)
    }
}
