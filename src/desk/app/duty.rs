//! The menu of the post: going for a moment, what lies on the desk, what is owed, tickets and reservations
//! (S036–S049). One list, each row an act; what it needs is asked for in a form.

use super::form::{Form, Purpose, Sort};
use super::message::Effect;
use super::model::{Model, Standing};
use super::overlay::{Overlay, Row, RowValue, What};
use super::{Step, order, pick, verdict};
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::ids::{ReminderId, ThingId, TicketNo, WindowId};
use crate::domain::person::Applicant;
use crate::domain::post::{HelpReason, Reminder, ReminderKind, Thing, ThingKind};
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::ticket::{Ticket, TicketState};
use crate::text::{Clean, fold};

/// Something that can be done about the post or its queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PostAct {
    /// Put up the sign.
    StepAway,
    /// Take it down.
    StepBack,
    /// Put something on the desk.
    Keep(Sort),
    /// It leaves the desk.
    GiveBack(ThingId),
    /// Note what must not be forgotten.
    Remind(ReminderKind),
    /// It is done.
    Settle(ReminderId),
    /// Give out a ticket of a class.
    TakeTicket(String),
    /// Reserve a time for a class.
    Reserve(String),
    /// Who reserved is here.
    Arrive(TicketNo),
    /// Move a ticket forward.
    Forward(TicketNo),
    /// Call other classes too (a lead).
    Tide,
}

/// The rows of the menu, those of the moment first.
pub(super) fn rows(model: &Model) -> Vec<Row> {
    let row = |text: String, detail: String, act: PostAct| Row { text, detail, value: RowValue::Post(act) };
    let plain = |act: PostAct| row(words::post_act(&act).to_owned(), String::new(), act);
    let post = model.post();
    let mine = matches!(model.standing(), Standing::Mine | Standing::Offered);
    let mut rows = Vec::new();
    if mine && post.away.is_some() {
        rows.push(plain(PostAct::StepBack));
    } else if mine {
        rows.push(plain(PostAct::StepAway));
        rows.extend(ReminderKind::BOTH.map(|kind| plain(PostAct::Remind(kind))));
        rows.extend(Sort::ALL.map(|sort| plain(PostAct::Keep(sort))));
        rows.extend(post.reminders.values().map(|reminder| {
            let text = words::settle_row(reminder);
            row(text, words::until(reminder.by), PostAct::Settle(reminder.id.clone()))
        }));
        rows.extend(post.things.values().map(|thing| {
            let text = words::give_back_row(thing);
            row(text, thing.whose.shown().to_owned(), PostAct::GiveBack(thing.id.clone()))
        }));
    }
    rows.extend(reserved(model).map(|ticket| {
        let slot = ticket.slot.map(words::slot).unwrap_or_default();
        row(words::arrive_row(&ticket.no, &name(ticket)), slot, PostAct::Arrive(ticket.no.clone()))
    }));
    if let Some(hall) = model.rules.as_ref().map(|rules| &rules.hall) {
        let mut classes = hall.classes().into_iter().collect::<Vec<_>>();
        let own = hall.window(&model.window).map(|window| window.classes.clone()).unwrap_or_default();
        classes.sort_by_key(|class| !own.iter().any(|own| own == class));
        rows.extend(classes.iter().map(|class| {
            row(words::take_ticket_row(class), String::new(), PostAct::TakeTicket((*class).to_owned()))
        }));
        let offered = classes.iter().filter(|class| hall.slots.iter().any(|slot| slot.class == **class));
        rows.extend(offered.map(|class| {
            row(words::reserve_row(class), String::new(), PostAct::Reserve((*class).to_owned()))
        }));
    }
    rows.extend(model.waiting().iter().map(|ticket| {
        let why = words::priority(ticket.priority(model.time()));
        row(words::forward_row(&ticket.no, &name(ticket)), why, PostAct::Forward(ticket.no.clone()))
    }));
    if verdict::is_lead(model) {
        rows.push(plain(PostAct::Tide));
    }
    rows
}

fn name(ticket: &Ticket) -> String {
    ticket.applicant.as_ref().map(Applicant::listed).unwrap_or_default()
}

/// Reservations of today whose bearers are not here yet, the nearest first.
pub fn reserved(model: &Model) -> impl Iterator<Item = &Ticket> {
    let mut reserved: Vec<&Ticket> = model
        .state()
        .tickets
        .values()
        .map(|ticket| &ticket.value)
        .filter(|ticket| ticket.state == TicketState::Reserved && ticket.day == model.today())
        .collect();
    reserved.sort_by_key(|ticket| (ticket.slot.map(|slot| slot.from), ticket.no.clone()));
    reserved.into_iter()
}

/// A row was chosen.
pub(super) fn take(model: &mut Model, step: Step, act: PostAct) -> Vec<Effect> {
    let today = model.today();
    let form = match act {
        PostAct::StepBack => return order::place(model, step, Command::StepBack),
        PostAct::TakeTicket(class) => return order::place(model, step, take_ticket(class)),
        PostAct::Arrive(ticket) => return order::place(model, step, Command::Arrive { ticket }),
        PostAct::Forward(ticket) => return pick::open(model, What::Green(ticket.as_str().into())),
        PostAct::StepAway => Form::step_away(suggested_cover(model).as_ref()),
        PostAct::Keep(sort) => Form::keep(key(step).as_str().into(), sort),
        PostAct::Remind(kind) => Form::remind(key(step).as_str().into(), kind),
        PostAct::GiveBack(thing) => {
            Form::one(Purpose::GiveBack(thing), words::GIVE_BACK_TITLE, words::WHERE_TO_FIELD)
        }
        PostAct::Settle(reminder) => {
            Form::one(Purpose::Settle(reminder), words::SETTLE_TITLE, words::OUTCOME_FIELD)
        }
        PostAct::Reserve(class) => Form::reserve(class, today),
        PostAct::Tide => Form::one(Purpose::Tide, words::TIDE_TITLE, words::CLASSES_FIELD),
    };
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}

fn take_ticket(class: String) -> Command {
    Command::TakeTicket {
        class,
        item: None,
        applicant: None,
        agent: None,
        green: None,
        note: Clean::default(),
    }
}

/// A key nobody else makes: the id of this step.
fn key(step: Step) -> String {
    step.id.simple().to_string()
}

/// The first other window where somebody sits and the same classes are called, else any where somebody sits.
fn suggested_cover(model: &Model) -> Option<WindowId> {
    let hall = &model.rules.as_ref()?.hall;
    let own = hall.window(&model.window)?;
    let me = model.session.as_ref().map(|session| &session.officer.id);
    let mut there: Vec<_> = hall
        .windows
        .iter()
        .filter(|window| window.id != own.id)
        .filter(|window| {
            let post = model.state().post(&window.id);
            post.is_attended() && post.holder.as_ref() != me
        })
        .collect();
    there.sort_by_key(|window| !window.classes.iter().any(|class| own.classes.contains(class)));
    there.first().map(|window| window.id.clone())
}

/// Why the lead is called.
pub(super) fn help_rows() -> Vec<Row> {
    let row = |why: HelpReason| Row {
        text: why.label().to_owned(),
        detail: String::new(),
        value: RowValue::Help(why),
    };
    HelpReason::ALL.map(row).into()
}

/// Why a ticket moves forward; last, out of the green channel again.
pub(super) fn green_rows(model: &Model, no: &TicketNo) -> Vec<Row> {
    let row = |reason: Option<GreenReason>| Row {
        text: words::green_row(reason),
        detail: String::new(),
        value: RowValue::Green(no.clone(), reason),
    };
    let now = model.state().ticket(no).and_then(|ticket| ticket.green);
    let mut rows: Vec<Row> = GreenReason::ALL.into_iter().map(Some).map(row).collect();
    if now.is_some() {
        rows.push(row(None));
    }
    rows
}

/// What a form of the post asks for.
pub(super) fn command(model: &Model, purpose: &Purpose, form: &Form) -> Command {
    match purpose {
        Purpose::StepAway => Command::StepAway {
            cover: WindowId::new(fold(&form.value(0))),
            minutes: u32::try_from(form.number(1)).unwrap_or(u32::MAX),
            why: form.clean(2),
        },
        Purpose::Keep(id, sort) => Command::KeepThing { thing: thing(id, *sort, form) },
        Purpose::GiveBack(thing) => Command::GiveBackThing { thing: thing.clone(), how: form.clean(0) },
        Purpose::Remind(id, kind) => {
            let (id, who, what) = (id.clone(), form.clean(0), form.clean(1));
            Command::Remind { reminder: Reminder { id, kind: *kind, who, what, by: form.time(2) } }
        }
        Purpose::Settle(reminder) => {
            Command::SettleReminder { reminder: reminder.clone(), outcome: form.clean(0) }
        }
        Purpose::Reserve(class) => reserve(model, class, form),
        Purpose::Tide => {
            let letters = fold(&form.value(0)).to_uppercase();
            let classes = letters.split(|c: char| !c.is_ascii_alphabetic()).filter(|class| !class.is_empty());
            Command::SetTide { classes: classes.map(str::to_owned).collect() }
        }
        Purpose::AddToHandover => Command::AddToHandover { note: form.clean(0) },
        // The login and remarks make no command; everything else has its arm where forms are sent.
        _ => Command::AskTakeOver { reason: form.clean(0) },
    }
}

fn thing(id: &ThingId, sort: Sort, form: &Form) -> Thing {
    let name = || form.clean(0);
    let (what, whose) = match sort {
        Sort::Original => (ThingKind::Original { name: name() }, form.clean(1)),
        Sort::Seal => (ThingKind::Seal { name: name() }, Clean::default()),
        Sort::Blanks => {
            let (first, last) = (form.number(1), form.number(2));
            (ThingKind::Blanks { name: name(), first, last }, Clean::default())
        }
        Sort::Cash => (ThingKind::Cash { amount: form.amount(0) }, form.clean(1)),
    };
    Thing { id: id.clone(), what, whose, case: None }
}

/// The slot is named by its beginning.
fn reserve(model: &Model, class: &str, form: &Form) -> Command {
    let from = form.time(1).unwrap_or_else(|| model.time());
    let offered = model.rules.iter().flat_map(|rules| &rules.hall.slots);
    let slot =
        offered.filter(|slot| slot.class == class).map(|slot| slot.slot).find(|slot| slot.from == from);
    Command::Reserve {
        day: form.date(0).unwrap_or_else(|| model.today()),
        slot: slot.unwrap_or(Slot { from, to: from }),
        class: class.to_owned(),
        item: None,
        applicant: Applicant::Natural { name: form.clean(2), id_number: form.clean(3), phone: form.clean(4) },
        note: Clean::default(),
    }
}
