//! A script: an officer at a desk, key by key. Time stands still unless it is told to pass, ids are counted.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use yichuang::desk::app::{
    Edit, Effect, Held, Input, Link, LoggedIn, Looks, Message, Model, Outlet, Overlay, Place, PrintJob,
    Printed, Restored, Saved, Typing, awaits_arming, contexts, update,
};
use yichuang::desk::keymap::{self, Action, Code, Key, Keymap, Resolution};
use yichuang::desk::theme::{self, Theme};
use yichuang::domain::command::{Command, Order};
use yichuang::domain::hall::Role;
use yichuang::domain::ids::WindowId;
use yichuang::domain::post::ReadBack;
use yichuang::wire::Problem;

use crate::hall::{Hall, PASSWORD};
use crate::screen;

/// One terminal: its model and what it sent while nothing was answered.
struct Seat {
    model: Model,
    pending: Vec<Key>,
    follows: bool,
    unsent: VecDeque<Order>,
    saved: Vec<String>,
    printed: Vec<PrintJob>,
    /// What its journal holds: the typing, and what did not take effect.
    kept: Option<Typing>,
    held: Vec<Held>,
    /// What it gives back at the next login.
    journal: Restored,
}

/// One or two terminals at a window, and the hall behind them.
pub struct Script {
    pub hall: Hall,
    seats: Vec<Seat>,
    at: usize,
    pub now: Timestamp,
    ids: u128,
    keymap: Keymap,
    theme: Theme,
    toasts: VecDeque<String>,
    /// Keys pressed since the last [`Script::count_keys`].
    keys: usize,
    /// Orders are not answered.
    pub silent: bool,
    /// Orders are not answered, and nobody knows yet that the line is down.
    slow: bool,
    refusals: VecDeque<Problem>,
    jams: VecDeque<String>,
    /// Every command that reached the hall, with the step that sent it.
    pub sent: Vec<Command>,
}

impl Script {
    /// The login of window 07 on a Monday at half past nine, the service having greeted.
    pub fn at_login() -> Self {
        let now = "2026-11-23T09:30:00+08:00".parse().unwrap();
        let mut script = Self {
            hall: Hall::open(now),
            seats: Vec::new(),
            at: 0,
            now,
            ids: 0,
            keymap: keymap::load(keymap::Preset::Default, None).keymap,
            theme: Theme::preset(theme::Preset::Standard),
            toasts: VecDeque::new(),
            keys: 0,
            silent: false,
            slow: false,
            refusals: VecDeque::new(),
            jams: VecDeque::new(),
            sent: Vec::new(),
        };
        script.terminal("07");
        script
    }

    /// 王敏 on duty at window 07.
    pub fn on_duty() -> Self {
        let mut script = Self::at_login();
        script.log_in("王敏");
        script.says("已上岗");
        script
    }

    /// 王敏 on duty; only these tickets wait.
    pub fn with_tickets(kept: &[&str]) -> Self {
        let mut script = Self::at_login();
        script.hall.keep_tickets(kept);
        script.log_in("王敏");
        script.says("已上岗");
        script
    }

    /// Another terminal at a window, sat down at.
    pub fn terminal(&mut self, window: &str) {
        let place = Place {
            server: "http://127.0.0.1:7810".to_owned(),
            window: WindowId::new(window),
            hall: None,
            officer: None,
        };
        self.seats.push(Seat {
            model: Model::new(place, self.now),
            pending: Vec::new(),
            follows: false,
            unsent: VecDeque::new(),
            saved: Vec::new(),
            printed: Vec::new(),
            kept: None,
            held: Vec::new(),
            journal: Restored::default(),
        });
        self.at = self.seats.len() - 1;
        let names = theme::Preset::ALL.iter().map(|preset| preset.name().to_owned()).collect();
        self.seats[self.at].model.looks = Looks { names, at: 0 };
        self.step(Message::Greeted(Ok(Hall::health(self.now))));
    }

    /// Goes to the first, the second terminal.
    pub fn go_to(&mut self, seat: usize) {
        self.at = seat;
    }

    pub fn model(&self) -> &Model {
        &self.seats[self.at].model
    }

    /// Names of the papers written to files here.
    pub fn saved(&self) -> &[String] {
        &self.seats[self.at].saved
    }

    /// What was sent to the printer here.
    pub fn printed(&self) -> &[PrintJob] {
        &self.seats[self.at].printed
    }

    pub fn theme(&mut self, preset: theme::Preset) {
        self.theme = Theme::preset(preset);
    }

    /// The desk locks after so many minutes without a key.
    pub fn locks_after(&mut self, minutes: i64) {
        self.seats[self.at].model.lock_after = Some(SignedDuration::from_mins(minutes));
    }

    /// Keys by another scheme from now on.
    pub fn keymap_of(&mut self, preset: keymap::Preset) {
        self.keymap = keymap::load(preset, None).keymap;
    }

    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// Goes to the officer's name at the login, with nothing typed.
    pub fn go_to_login(&mut self) {
        if self.model().overlay.is_some() {
            self.press(Action::Cancel);
        }
        while self.model().login.as_ref().is_some_and(|form| form.at != 2) {
            self.press(Action::Down);
        }
        self.clear_field();
        self.press(Action::Up);
        self.clear_field();
        self.press(Action::Up);
        self.clear_field();
        self.type_text("07");
        self.press(Action::Down);
    }

    /// What the desk shows of its window is what the hall has.
    pub fn agrees(&self) {
        if !self.model().loaded || self.silent {
            return;
        }
        for (id, case) in &self.model().state().cases {
            // A closed case is kept in hand without its version when the window is loaded anew.
            let here = self.hall.state.cases.get(id);
            if case.version == 0 {
                assert_eq!(Some(&case.value.stage), here.map(|here| &here.value.stage), "{id}");
            } else {
                assert_eq!(Some(case), here, "{id}");
            }
        }
        assert_eq!(self.model().post(), self.hall.state.post(&self.model().window));
    }

    pub fn log_in(&mut self, officer: &str) {
        self.type_text(officer);
        self.key("Enter");
        self.type_text(PASSWORD);
        self.key("Enter");
    }

    // ---- keys ----

    /// An action, by its name.
    pub fn press(&mut self, action: Action) {
        self.step(Message::Do(action));
        self.drawn();
    }

    /// A key, through the keymap, and the screen drawn after it.
    pub fn key(&mut self, key: &str) {
        self.strike(key);
        self.drawn();
    }

    /// Keys typed before anything is drawn. A dialog of a legal act throws away what came after the key that
    /// opened it, as the runtime does.
    pub fn at_once(&mut self, keys: &[&str]) {
        for key in keys {
            self.strike(key);
            if self.awaits_arming() {
                break;
            }
        }
        self.drawn();
    }

    /// Keys one after the other.
    pub fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            self.key(key);
        }
    }

    fn strike(&mut self, key: &str) {
        let key: Key = key.parse().unwrap_or_else(|error| panic!("{key}: {error:?}"));
        self.keys += 1;
        let seat = &mut self.seats[self.at];
        let contexts = contexts(&seat.model);
        let typing = contexts.iter().any(|context| context.is_text());
        let asked = if typing { key } else { key.folded() };
        let message = match self.keymap.resolve(&contexts, &seat.pending, asked) {
            Resolution::Action(action) => Some(Message::Do(action)),
            Resolution::Pending => {
                seat.pending.push(asked);
                return;
            }
            Resolution::None => edit(key).filter(|_| typing).map(Message::Edit),
        };
        seat.pending.clear();
        if let Some(message) = message {
            self.step(message);
        }
    }

    /// Characters into the field in focus.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.keys += 1;
            self.step(Message::Edit(Edit::Insert(c)));
        }
        self.drawn();
    }

    /// A paste; outside a text field nothing comes of it, as in the runtime.
    pub fn paste(&mut self, text: &str) {
        if contexts(self.model()).iter().any(|context| context.is_text()) {
            self.step(Message::Edit(Edit::Paste(text.to_owned())));
        }
        self.drawn();
    }

    /// Empties the field in focus.
    pub fn clear_field(&mut self) {
        self.key("End");
        for _ in 0..80 {
            self.step(Message::Edit(Edit::Backspace));
        }
    }

    /// Reads what the dialog says, and then confirms.
    pub fn confirm(&mut self) {
        self.wait_ms(400);
        self.key("F10");
    }

    /// Answers the question of the line under the cursor as somebody does who has read it.
    pub fn right_answer(&mut self) {
        let right = self.read_back().right;
        self.key(&(right + 1).to_string());
    }

    /// Answers it with a guess.
    pub fn wrong_answer(&mut self) {
        let asked = self.read_back();
        let wrong = (0..asked.choices.len()).find(|at| *at != asked.right).unwrap();
        self.key(&(wrong + 1).to_string());
    }

    fn read_back(&self) -> ReadBack {
        let offer = self.model().post().offer.unwrap();
        let line = offer.open_lines().find(|line| line.read_back.is_some()).unwrap();
        line.read_back.clone().unwrap()
    }

    /// Takes the row of the open list that begins so.
    pub fn pick_row(&mut self, text: &str) {
        let Some(Overlay::Pick(picker)) = &self.model().overlay else { panic!("no list is open") };
        let at = picker.rows.iter().position(|row| row.text.starts_with(text));
        for _ in 0..at.unwrap_or_else(|| panic!("{text} is not on the list")) {
            self.key("Down");
        }
        self.key("Enter");
    }

    /// How many keys were pressed since it was last asked.
    pub fn count_keys(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }

    // ---- time and the world ----

    pub fn wait_ms(&mut self, ms: i64) {
        self.now += SignedDuration::from_millis(ms);
    }

    pub fn minutes(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
        self.step(Message::Tick);
    }

    /// A message from outside.
    pub fn tell(&mut self, message: Message) {
        self.step(message);
        self.drawn();
    }

    /// The next order is refused by the service.
    pub fn refuse_next(&mut self, problem: Problem) {
        self.refusals.push_back(problem);
    }

    /// The line is cut: orders wait, the desk says so.
    pub fn cut_line(&mut self) {
        self.silent = true;
        self.tell(Message::Link(Link::Offline { unsent: 0 }));
    }

    /// Answers do not come, and nothing says why.
    pub fn slow_line(&mut self) {
        (self.silent, self.slow) = (true, true);
    }

    /// The line is back: what waited is answered.
    pub fn mend_line(&mut self) {
        (self.silent, self.slow) = (false, false);
        self.tell(Message::Link(Link::Online));
        while let Some(order) = self.seats[self.at].unsent.pop_front() {
            self.answer(&order);
        }
        self.drawn();
    }

    /// An order of the department, of a lead, of anybody, past the desks.
    pub fn elsewhere(&mut self, officer: &str, window: &str, command: Command) {
        let window = WindowId::new(window);
        let order = Order {
            id: self.id(),
            fence: self.hall.state.post(&window).fence,
            window,
            expect: std::collections::BTreeMap::new(),
            command,
        };
        let receipt = self.hall.carry_out(&officer.into(), &order, self.now).unwrap();
        self.spread(&receipt.events, None);
    }

    /// A lead takes the post over while this terminal hears nothing.
    pub fn hall_changes_hands(&mut self) {
        let window = WindowId::new("07");
        let order = Order {
            id: self.id(),
            fence: self.hall.state.post(&window).fence,
            window,
            expect: std::collections::BTreeMap::new(),
            command: Command::TakeOver { reason: "王敏突发不适".into() },
        };
        self.hall.carry_out(&"Q0100".into(), &order, self.now).unwrap();
    }

    /// What this terminal has typed has reached the hall, as the runtime tells it.
    pub fn drafts_reach_the_hall(&mut self, officer: &str) {
        let typing = self.seats[self.at].kept.clone().expect("something is typed");
        let form = typing.form().expect("a form is typed");
        let typed = yichuang::wire::Typed {
            title: form.title.clone(),
            case: form.purpose.case().cloned(),
            fields: form.told(),
            form: serde_json::to_value(&typing).unwrap(),
        };
        self.hall.drafts.push(yichuang::wire::Draft { officer: officer.into(), since: self.now, typed });
    }

    /// Who decides for the departments.
    pub fn department(&self) -> String {
        let officers = &self.hall.rules.hall.officers;
        officers.iter().find(|officer| officer.role == Role::Department).unwrap().id.to_string()
    }

    fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// One message through the one step, and what it asks for done at once.
    fn step(&mut self, message: Message) {
        let mut queue = VecDeque::from([message]);
        while let Some(message) = queue.pop_front() {
            let acted = matches!(message, Message::Do(_));
            let before = self.model().toast.clone().filter(|_| !acted);
            let input = Input { now: self.now, id: self.id(), message };
            let effects = update(&mut self.seats[self.at].model, input);
            if let Some(toast) = &self.seats[self.at].model.toast
                && Some(toast) != before.as_ref()
            {
                self.toasts.push_back(toast.text.shown().to_owned());
            }
            for effect in effects {
                queue.extend(self.carry_out(effect));
            }
        }
    }

    fn kept_in_journal(&mut self, id: Uuid, held: Option<Held>) {
        let seat = &mut self.seats[self.at];
        seat.held.retain(|one| one.id != id);
        seat.held.extend(held);
    }

    /// What the journal of this terminal holds.
    pub fn journal(&self) -> (Option<&Typing>, &[Held]) {
        (self.seats[self.at].kept.as_ref(), &self.seats[self.at].held)
    }

    /// The desk is killed and started again, with what its journal had; somebody has to log in again.
    pub fn restart(&mut self) {
        let seat = &mut self.seats[self.at];
        let orders = seat.unsent.drain(..).collect();
        seat.journal =
            Restored { orders, held: seat.held.clone(), typing: seat.kept.clone(), notes: Vec::new() };
        let place = Place {
            server: seat.model.server.clone(),
            window: seat.model.window.clone(),
            hall: None,
            officer: None,
        };
        seat.model = Model::new(place, self.now);
        seat.follows = false;
        let health = Hall::health(self.now);
        self.tell(Message::Greeted(Ok(health)));
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each effect")]
    fn carry_out(&mut self, effect: Effect) -> Option<Message> {
        let now = self.now;
        match effect {
            Effect::LogIn(login) => {
                let session = self.hall.log_in(&login, now);
                Some(Message::LoggedIn(session.map(|session| LoggedIn { session, token_in_memory: None })))
            }
            Effect::OpenJournal { .. } => {
                let restored = std::mem::take(&mut self.seats[self.at].journal);
                Some(Message::Restored(Box::new(restored)))
            }
            Effect::Keep(typing) => {
                self.seats[self.at].kept = typing.map(|typing| *typing);
                None
            }
            Effect::Settle { id, held } => {
                self.kept_in_journal(id, held.map(|held| *held));
                None
            }
            Effect::Hold(held) => {
                self.kept_in_journal(held.id, Some(*held));
                None
            }
            Effect::Clear(id) => {
                self.seats[self.at].held.retain(|held| held.id != id);
                None
            }
            Effect::DropDraft(of) => {
                self.hall.drafts.retain(|draft| draft.officer != of);
                None
            }
            Effect::LoadRules => Some(Message::Rules(Ok(self.hall.rules.clone()))),
            Effect::LoadDesk(window) => Some(Message::Desk(Ok(Box::new(self.hall.desk(&window, now))))),
            Effect::Follow(_) => {
                self.seats[self.at].follows = true;
                None
            }
            Effect::LogOut { .. } => {
                self.seats[self.at].follows = false;
                None
            }
            Effect::Send(order) if self.silent => {
                self.seats[self.at].unsent.push_back(*order);
                let unsent = self.seats[self.at].unsent.len();
                (!self.slow).then_some(Message::Link(Link::Offline { unsent }))
            }
            Effect::Send(order) => {
                self.answer(&order);
                None
            }
            Effect::FindCases { seq, query } => {
                (!self.silent).then(|| Message::Found { seq, result: Ok(self.hall.find(&query)) })
            }
            Effect::LoadAgenda { seq } => {
                (!self.silent).then(|| Message::Agenda { seq, result: Ok(self.hall.agenda()) })
            }
            Effect::LoadCase { seq, number } => {
                let result = self.hall.find(&number).cases.into_iter().next().map(Box::new);
                let result = result.ok_or_else(|| "没有这个办件".into());
                (!self.silent).then_some(Message::Case { seq, result })
            }
            Effect::Print { job } => Some(self.print(*job)),
            Effect::LoadPaper(_) if self.silent => None,
            Effect::LoadPaper(number) => {
                let result = self.hall.stored(&number).map(Box::new);
                Some(Message::Paper { number, result })
            }
            Effect::SavePaper { name, text } => {
                assert!(!text.trim().is_empty());
                self.seats[self.at].saved.push(name.clone());
                Some(Message::Saved(Ok(Saved { name, folder: "/home/q/一窗文书".to_owned() })))
            }
            Effect::Unlock(password) => {
                let right = password == PASSWORD;
                Some(Message::Unlocked(if right {
                    Ok(())
                } else {
                    Err("口令不对，请重新输入".into())
                }))
            }
            Effect::KeepLook(_) => Some(Message::LookKept(Ok(true))),
            Effect::KeepLease(_) | Effect::Quit | Effect::Lock => None,
        }
    }

    fn answer(&mut self, order: &Order) {
        self.sent.push(order.command.clone());
        let actor = self.model().session.as_ref().map(|session| session.officer.id.clone()).unwrap();
        let result = match self.refusals.pop_front() {
            Some(problem) => Err(problem),
            None => self.hall.carry_out(&actor, order, self.now),
        };
        let events = result.as_ref().map(|receipt| receipt.events.clone()).unwrap_or_default();
        self.step(Message::Answered { id: order.id, result });
        self.spread(&events, Some(self.at));
    }

    /// Tells the other terminals what happened.
    fn spread(&mut self, events: &[yichuang::wire::Recorded], but: Option<usize>) {
        let here = self.at;
        for seat in 0..self.seats.len() {
            if Some(seat) == but || !self.seats[seat].follows {
                continue;
            }
            self.at = seat;
            for recorded in events {
                self.step(Message::Happened(Box::new(recorded.clone())));
            }
        }
        self.at = here;
    }

    fn print(&mut self, job: PrintJob) -> Message {
        assert!(!job.document.draft && job.copies > 0, "{}", job.name);
        let (paper, name) = (job.paper.clone(), job.name.clone());
        let result = match self.jams.pop_front() {
            Some(why) => Err(why.into()),
            None => Ok(Printed { name, to: Outlet::Command("一楼西侧打印机".to_owned()) }),
        };
        self.seats[self.at].printed.push(job);
        Message::Printed { paper, result }
    }

    /// The next paper is not taken by the printer.
    pub fn jam(&mut self, why: &str) {
        self.jams.push_back(why.to_owned());
    }

    fn awaits_arming(&self) -> bool {
        awaits_arming(self.model())
    }

    /// The screen is drawn: a dialog of a legal act begins to arm.
    fn drawn(&mut self) {
        if self.awaits_arming() {
            self.step(Message::Shown);
        }
    }

    // ---- what is seen ----

    /// The oldest notice not yet acknowledged says this.
    pub fn says(&mut self, part: &str) {
        let toast = self.toasts.pop_front().unwrap_or_else(|| panic!("nothing was said; wanted: {part}"));
        assert!(toast.contains(part), "said: {toast}\nwanted: {part}");
    }

    /// Nothing was said that was not acknowledged.
    pub fn says_nothing(&self) {
        assert!(self.toasts.is_empty(), "said: {:?}", self.toasts);
    }

    /// Whatever was said is of no matter here.
    pub fn hush(&mut self) {
        self.toasts.clear();
    }

    /// The screen at both sizes, kept as a snapshot.
    pub fn screen(&self, name: &str) {
        self.screen_at(name, screen::SIZES);
    }

    pub fn screen_at(&self, name: &str, sizes: &[(u16, u16)]) {
        let text = screen::text(self.model(), &self.theme, &self.keymap, sizes);
        assert!(!text.contains("按  "), "a sentence names a key that no key map has here:\n{text}");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, text);
        });
    }

    /// The screen as text at one size.
    pub fn text(&self, size: (u16, u16)) -> String {
        screen::text(self.model(), &self.theme, &self.keymap, &[size])
    }

    /// Whether the screen at the least size says this.
    pub fn shows(&self, part: &str) {
        let text = self.text((80, 24));
        assert!(text.contains(part), "not on the screen: {part}\n{text}");
    }

    pub fn roles(&self, size: (u16, u16), wanted: &[theme::Role]) -> String {
        screen::roles(self.model(), &self.theme, &self.keymap, size, wanted)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.says_nothing();
        }
    }
}

/// What a key does in a text field.
fn edit(key: Key) -> Option<Edit> {
    if let Some(c) = key.text() {
        return Some(Edit::Insert(c));
    }
    Some(match key.code {
        Code::Backspace => Edit::Backspace,
        Code::Delete => Edit::Delete,
        Code::Left => Edit::Left,
        Code::Right => Edit::Right,
        Code::Home => Edit::Home,
        Code::End => Edit::End,
        _ => return None,
    })
}
