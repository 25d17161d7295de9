//! The hands of the desk: they carry out effects and bring back messages.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::client::journal::Entry;
use crate::client::{
    self, Account, Client, ClientError, Kept, Live, Outbox, Pace, Proof, Report, Rules, TokenStore,
};
use crate::desk::app::{
    Effect, Link, LoggedIn, Message, Model, Outlet, PaperRead, PrintJob, Printed, Saved, Typing,
};
use crate::desk::wording as words;
use crate::domain::command::Order;
use crate::domain::ids::{Fence, HallId, OfficerId, WindowId};
use crate::domain::rulebook::Rulebook;
use crate::printing::{self, Press};
use crate::text::Clean;
use crate::wire::{Login, Typed};

use super::drafts::{self, Drafts};

use super::journal::{self, Journals};
use super::looks;

/// How often a desk renews the lease of its post; a third of the service's shortest patience.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How long leaving waits for what was not answered.
const PARTING: Duration = Duration::from_secs(2);

/// The rulebook as last fetched, with its tag.
type KeptRules = Arc<tokio::sync::Mutex<Option<(Arc<Rulebook>, Option<String>)>>>;

/// Who is logged in at this terminal, and what a locked desk is opened by.
struct Seated {
    account: Account,
    token: String,
    /// None where the session was taken up from the keyring: then the service knows the password.
    proof: Option<Proof>,
}

/// What carries out effects.
pub(super) struct Hands {
    client: Client,
    tokens: TokenStore,
    papers: PathBuf,
    press: Press,
    messages: mpsc::UnboundedSender<Message>,
    journals: Journals,
    pace: Pace,
    /// What is being typed, for the service.
    typed: Option<Typed>,
    drafts: Option<Drafts>,
    outbox: Option<Outbox>,
    rules: KeptRules,
    seated: Arc<tokio::sync::Mutex<Option<Seated>>>,
    following: Option<JoinHandle<()>>,
    lease: Option<((WindowId, Fence), JoinHandle<()>)>,
    settings: Option<PathBuf>,
}

impl Hands {
    pub(super) fn new(
        client: Client,
        tokens: TokenStore,
        papers: PathBuf,
        press: Press,
        journals: Option<PathBuf>,
        messages: mpsc::UnboundedSender<Message>,
    ) -> Self {
        let journals = Journals::new(journals, messages.clone());
        // The random part of an id is as good a throw as any.
        let pace = Pace::drawn(uuid::Uuid::now_v7().as_u64_pair().1);
        Self {
            journals,
            pace,
            typed: None,
            drafts: None,
            client,
            tokens,
            papers,
            press,
            messages,
            outbox: None,
            rules: Arc::default(),
            seated: Arc::default(),
            following: None,
            lease: None,
            settings: None,
        }
    }

    /// With the file a chosen look is kept in.
    pub(super) fn with_settings(self, settings: Option<PathBuf>) -> Self {
        Self { settings, ..self }
    }

    /// Asks who is there, and takes up a session kept from before where the place names whose.
    pub(super) fn greet(&self, model: &Model) {
        let client = self.client.clone();
        self.bring(async move { Message::Greeted(client.health().await.map_err(sentence)) });
        let (Some(hall), Some(officer)) =
            (model.hall.clone(), model.login.as_ref().map(|form| form.value(1)))
        else {
            return;
        };
        if officer.is_empty() {
            return;
        }
        let account = self.account(hall, OfficerId::new(officer), model.window.clone());
        let (client, tokens, messages) = (self.client.clone(), self.tokens.clone(), self.messages.clone());
        let seated = Arc::clone(&self.seated);
        tokio::spawn(async move {
            let Some(token) = tokens.recall(&account).await else { return };
            client.set_token(Some(token.clone()));
            if let Ok(session) = client.me().await {
                *seated.lock().await = Some(Seated { account, token, proof: None });
                let _ = messages.send(Message::LoggedIn(Ok(LoggedIn { session, token_in_memory: None })));
            } else {
                client.set_token(None);
                // An old token is of no use; that it stays in the keyring hurts nobody.
                let _ = tokens.erase(&account).await;
            }
        });
    }

    pub(super) fn carry_out(&mut self, effect: Effect) {
        let client = self.client.clone();
        match effect {
            Effect::LogIn(login) => self.log_in(login),
            Effect::LogOut { hall, officer, window } => self.log_out(hall, officer, window),
            Effect::OpenJournal { hall, officer, window } => {
                // A new session: an outbox of the one before has stopped.
                self.outbox = None;
                self.journals.open(self.account(hall, officer, window), self.tokens.clone());
            }
            Effect::Keep(typing) => self.keep(typing.as_deref()),
            Effect::Settle { id, held } => {
                if let Some(held) = held {
                    self.journals.note(Entry::Held(Box::new(journal::held(*held))));
                }
                self.journals.note(Entry::Settled(id));
            }
            Effect::Hold(held) => self.journals.note(Entry::Held(Box::new(journal::held(*held)))),
            Effect::Clear(id) => self.journals.note(Entry::Cleared(id)),
            Effect::DropDraft(of) => {
                if let Some(drafts) = &self.drafts {
                    drafts.drop_of(of);
                }
            }
            Effect::LoadRules => self.load_rules(),
            Effect::LoadDesk(window) => self.bring(async move {
                Message::Desk(client.desk(&window).await.map(Box::new).map_err(sentence))
            }),
            Effect::Follow(seq) => self.follow(seq),
            Effect::KeepLease(post) => self.keep_lease(post),
            Effect::Send(order) => self.send(*order),
            Effect::FindCases { seq, query } => self.bring(async move {
                Message::Found { seq, result: client.cases(&query).await.map_err(sentence) }
            }),
            Effect::LoadAgenda { seq } => self.bring(async move {
                Message::Agenda { seq, result: client.agenda(None).await.map_err(sentence) }
            }),
            Effect::LoadCase { seq, number } => self.bring(async move {
                let result = client.case(&number).await.map(Box::new).map_err(sentence);
                Message::Case { seq, result }
            }),
            Effect::Print { job } => self.print(*job),
            Effect::LoadPaper(number) => self.bring(async move {
                let result = client.document(&number.to_string()).await;
                let result = result.map(|stored| Box::new(PaperRead::from(stored))).map_err(sentence);
                Message::Paper { number, result }
            }),
            Effect::SavePaper { name, text } => {
                let folder = self.papers.clone();
                self.bring(async move {
                    let written =
                        tokio::task::spawn_blocking(move || write_paper(&folder, &name, &text)).await;
                    Message::Saved(written.unwrap_or_else(|error| Err(words::not_saved(&error.to_string()))))
                });
            }
            Effect::KeepLook(name) => self.keep_look(name),
            Effect::Lock => self.lock(),
            Effect::Unlock(password) => self.unlock(password),
            Effect::Quit => {}
        }
    }

    /// Writes the chosen look to the settings, where there are any.
    fn keep_look(&self, name: String) {
        let path = self.settings.clone();
        self.bring(async move {
            let Some(path) = path else { return Message::LookKept(Ok(false)) };
            let written = tokio::task::spawn_blocking(move || looks::keep(&path, &name)).await;
            let written = written.unwrap_or_else(|error| Err(Clean::new(error.to_string())));
            Message::LookKept(written.map(|()| true))
        });
    }

    /// Prints a paper on the press of this machine.
    fn print(&self, job: PrintJob) {
        let press = self.press.clone();
        self.bring(async move {
            let result = press.print(&job.document, &job.name, job.copies, job.slip).await;
            let result = result.map(|out| Printed { name: job.name, to: out_of(out) });
            Message::Printed { paper: job.paper, result: result.map_err(|why| Clean::new(why.to_string())) }
        });
    }

    /// Waits a little for what was not answered; an officer who quits also ends the session.
    pub(super) async fn finish(mut self, model: &Model, quit: bool) {
        self.keep_lease(None);
        if let Some(following) = self.following.take() {
            following.abort();
        }
        if let Some(outbox) = self.outbox.take() {
            let _ = outbox.close(PARTING).await;
        }
        self.journals.close().await;
        if let (true, Some(session)) = (quit, &model.session) {
            let account = Account {
                server: self.client.server().to_owned(),
                hall: session.hall.clone(),
                window: session.window.clone(),
                officer: session.officer.id.clone(),
            };
            let _ = tokio::time::timeout(PARTING, self.client.logout()).await;
            let _ = self.tokens.erase(&account).await;
        }
    }

    fn bring(&self, work: impl Future<Output = Message> + Send + 'static) {
        let messages = self.messages.clone();
        tokio::spawn(async move {
            // The desk has ended when nobody listens.
            let _ = messages.send(work.await);
        });
    }

    fn account(&self, hall: HallId, officer: OfficerId, window: WindowId) -> Account {
        Account { server: self.client.server().to_owned(), hall, window, officer }
    }

    fn log_in(&self, login: Login) {
        let (client, tokens, seated) = (self.client.clone(), self.tokens.clone(), Arc::clone(&self.seated));
        self.bring(async move {
            let session = match client.login(&login).await {
                Ok(session) => session,
                Err(error) => return Message::LoggedIn(Err(sentence(error))),
            };
            let account = Account {
                server: client.server().to_owned(),
                hall: session.hall.clone(),
                window: session.window.clone(),
                officer: session.officer.id.clone(),
            };
            let token_in_memory = match tokens.keep(&account, &session.token).await {
                Kept::Keyring => None,
                kept @ Kept::Memory(_) => Some(Clean::new(kept.to_string())),
            };
            let (token, proof) = (session.token.clone(), Proof::of(&login.password).ok());
            *seated.lock().await = Some(Seated { account, token, proof });
            Message::LoggedIn(Ok(LoggedIn { session, token_in_memory }))
        });
    }

    fn log_out(&mut self, hall: HallId, officer: OfficerId, window: WindowId) {
        if let Some(following) = self.following.take() {
            following.abort();
        }
        let outbox = self.outbox.take();
        let (client, tokens) = (self.client.clone(), self.tokens.clone());
        let account = self.account(hall, officer, window);
        tokio::spawn(async move {
            if let Some(outbox) = outbox {
                let _ = outbox.close(PARTING).await;
            }
            // The session ends by its age where the service cannot be told.
            let _ = client.logout().await;
            let _ = tokens.erase(&account).await;
        });
    }

    /// Nothing on this machine lets anybody in without the password from now on.
    fn lock(&self) {
        let (tokens, seated) = (self.tokens.clone(), Arc::clone(&self.seated));
        tokio::spawn(async move {
            if let Some(seated) = &*seated.lock().await {
                let _ = tokens.erase(&seated.account).await;
            }
        });
    }

    fn unlock(&self, password: String) {
        let (client, tokens, seated) = (self.client.clone(), self.tokens.clone(), Arc::clone(&self.seated));
        self.bring(async move {
            let mut seated = seated.lock().await;
            let known = seated.as_mut().and_then(|seated| seated.proof.as_mut()?.is_right(&password));
            let result = match known {
                Some(true) => Ok(()),
                Some(false) => Err(Clean::new(words::WRONG_PASSWORD)),
                None => client.prove(&password).await.map_err(sentence),
            };
            if let (Ok(()), Some(seated)) = (&result, seated.as_mut()) {
                seated.proof = Proof::of(&password).ok();
                let _ = tokens.keep(&seated.account, &seated.token).await;
            }
            Message::Unlocked(result)
        });
    }

    fn load_rules(&self) {
        let (client, kept) = (self.client.clone(), Arc::clone(&self.rules));
        self.bring(async move {
            let mut kept = kept.lock().await;
            let tag = kept.as_ref().and_then(|(_, tag)| tag.clone());
            match (client.rulebook(tag.as_deref()).await, kept.as_ref()) {
                (Ok(Rules::Changed { rulebook, tag }), _) => {
                    let rules = Arc::new(*rulebook);
                    *kept = Some((Arc::clone(&rules), tag));
                    Message::Rules(Ok(rules))
                }
                (Ok(Rules::Unchanged), Some((rules, _))) => Message::Rules(Ok(Arc::clone(rules))),
                (Ok(Rules::Unchanged), None) => Message::Rules(Err(Clean::new(words::NO_RULES))),
                (Err(error), _) => Message::Rules(Err(sentence(error))),
            }
        });
    }

    fn follow(&mut self, seq: u64) {
        if let Some(following) = self.following.take() {
            following.abort();
        }
        let (client, messages, pace) = (self.client.clone(), self.messages.clone(), self.pace);
        self.following = Some(tokio::spawn(async move {
            let mut live = std::pin::pin!(client.live(seq, pace));
            while let Some(live) = live.next().await {
                let message = match live {
                    Live::Connected => Message::Link(Link::Online),
                    Live::Happened(recorded) => Message::Happened(recorded),
                    Live::Lost(ClientError::Unauthenticated(problem)) => {
                        Message::SessionOver(sentence(ClientError::Unauthenticated(problem)))
                    }
                    Live::Lost(_) => Message::Link(Link::Offline { unsent: 0 }),
                };
                if messages.send(message).is_err() {
                    break;
                }
            }
        }));
    }

    fn keep_lease(&mut self, post: Option<(WindowId, Fence)>) {
        if self.lease.as_ref().map(|(held, _)| held) == post.as_ref() {
            return;
        }
        if let Some((_, task)) = self.lease.take() {
            task.abort();
        }
        self.drafts = None;
        let Some((window, fence)) = post else { return };
        let told = Drafts::start(self.client.clone(), window.clone(), fence, self.typed.clone());
        self.drafts = Some(told);
        let (client, messages, held) = (self.client.clone(), self.messages.clone(), (window.clone(), fence));
        let task = tokio::spawn(async move {
            loop {
                // A heartbeat that fails is told by the live stream and the outbox.
                if client.renew(&window, fence).await.is_ok() && messages.send(Message::Tick).is_err() {
                    break;
                }
                tokio::time::sleep(HEARTBEAT).await;
            }
        });
        self.lease = Some((held, task));
    }

    /// What is being typed is in the journal before the next key is read, and with the service soon after.
    fn keep(&mut self, typing: Option<&Typing>) {
        self.journals.note(Entry::Typed(typing.and_then(journal::value)));
        self.typed = drafts::told(typing);
        if let Some(drafts) = &self.drafts {
            drafts.typed(self.typed.clone());
        }
    }

    fn send(&mut self, order: Order) {
        if !journal::holds(&self.journals.present(), &order) {
            self.journals.note(Entry::Sent(Box::new(order.clone())));
        }
        if self.outbox.is_none() {
            self.open_outbox();
        }
        let Some(outbox) = &self.outbox else { return };
        if outbox.push(order).is_err() {
            // It has stopped because the session is over, and said so; another officer must not send it.
            tracing::warn!("an order came after the end of the session");
        }
    }

    fn open_outbox(&mut self) {
        let (reports, mut from_outbox) = mpsc::channel(64);
        let journal = self.journals.present();
        self.outbox = Some(Outbox::over(journal, self.client.clone(), self.pace, reports, Vec::new()));
        let messages = self.messages.clone();
        tokio::spawn(async move {
            while let Some(report) = from_outbox.recv().await {
                let message = match report {
                    Report::Answered(outcome) => Message::Answered { id: outcome.id, result: outcome.result },
                    Report::Link(client::Link::Online) => Message::Link(Link::Online),
                    Report::Link(client::Link::Offline { unsent, first, why, .. }) => {
                        if why.outcome_unknown() && messages.send(Message::Unsettled(first)).is_err() {
                            break;
                        }
                        Message::Link(Link::Offline { unsent })
                    }
                    Report::Stopped { why, unsent } => {
                        Message::SessionOver(words::session_over(&why.to_string(), unsent.len()))
                    }
                };
                if messages.send(message).is_err() {
                    break;
                }
            }
        });
    }
}

#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn sentence(error: ClientError) -> Clean {
    Clean::new(error.to_string())
}

/// Where a paper went, for the words of the desk.
fn out_of(out: printing::Printed) -> Outlet {
    match out {
        printing::Printed::Command(command) => Outlet::Command(command),
        printing::Printed::File(path) => Outlet::File(path.display().to_string()),
        printing::Printed::Words { path, why } => Outlet::Words { file: path.display().to_string(), why },
    }
}

/// Writes a paper as text.
fn write_paper(folder: &Path, name: &str, text: &str) -> Result<Saved, Clean> {
    let kept = printing::folder::keep(folder, name, "txt", text.as_bytes());
    kept.map_err(|error| words::not_saved(&error.to_string()))?;
    Ok(Saved { name: name.to_owned(), folder: folder.display().to_string() })
}
