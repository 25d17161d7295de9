//! What comes from outside: answers, live events, the clock. A late answer never changes what is newer.

use std::sync::Arc;

use super::card::Cards;
use super::message::{Effect, Link, LoggedIn, Message};
use super::model::{Model, Standing, Tone};
use super::overlay::Overlay;
use super::record::Absorbed;
use super::{
    Step, agenda, case, counter, held, issue, lock, looks, notices, order, pick, print, submit, typing,
    verdict,
};
use crate::catalogue::search::Index;
use crate::desk::wording as words;
use crate::domain::clock::beijing;
use crate::domain::command::Command;
use crate::domain::ids::WindowId;
use crate::domain::numbering;
use crate::domain::post::PostEvent;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;
use crate::domain::ticket::TicketEvent;
use crate::text::Clean;
use crate::wire::{DeskSnapshot, Draft, Problem, Receipt, Recorded};

pub(super) fn arrive(model: &mut Model, step: Step, message: Message) -> Vec<Effect> {
    match message {
        Message::Do(_) | Message::Edit(_) | Message::Tick => Vec::new(),
        Message::Shown => {
            issue::shown(model);
            Vec::new()
        }
        Message::Greeted(result) => {
            greeted(model, result);
            Vec::new()
        }
        Message::LoggedIn(result) => logged_in(model, result),
        Message::Restored(restored) => {
            model.restored = Some(*restored);
            vec![Effect::LoadRules]
        }
        Message::Unkept(why) => {
            model.notes.push(why.clone());
            model.remark = Some(why.clone());
            model.say(Tone::Bad, why);
            Vec::new()
        }
        Message::Unsettled(id) => {
            model.unsettled = Some(id);
            Vec::new()
        }
        Message::Rules(result) => rules(model, result),
        Message::Desk(result) => desk(model, step, result),
        Message::Answered { id, result: Ok(receipt) } => carried_out(model, id, &receipt),
        Message::Answered { id, result: Err(problem) } => refused(model, id, &problem),
        Message::Happened(recorded) => happened(model, step, &recorded),
        Message::Found { seq, result } => {
            pick::found(model, seq, result);
            Vec::new()
        }
        Message::Agenda { seq, result } => {
            agenda::arrived(model, seq, result);
            Vec::new()
        }
        Message::Case { seq, result } => {
            agenda::opened(model, seq, result);
            Vec::new()
        }
        Message::Printed { paper, result } => {
            print::answered(model, paper, result);
            Vec::new()
        }
        Message::Paper { number, result } => print::arrived(model, &number, result),
        Message::LookKept(result) => {
            looks::kept(model, result);
            Vec::new()
        }
        Message::Saved(Ok(saved)) => {
            model.say(Tone::Good, words::saved(&saved));
            Vec::new()
        }
        Message::Saved(Err(why)) => {
            model.say(Tone::Bad, why);
            Vec::new()
        }
        Message::Link(link) => {
            if model.link != link && link == Link::Online && model.loaded {
                model.say(Tone::Good, words::BACK_ONLINE);
            }
            model.link = link;
            Vec::new()
        }
        Message::Unlocked(result) => {
            lock::answered(model, result);
            Vec::new()
        }
        Message::SessionOver(why) => over(model, why),
    }
}

fn greeted(model: &mut Model, result: Result<crate::wire::Health, Clean>) {
    match result {
        Ok(health) => {
            model.link = Link::Online;
            model.demonstration = health.demonstration;
            model.join = health.join;
            if model.hall.is_none() {
                model.hall = health.halls.first().map(|(id, _)| id.clone());
            }
        }
        Err(why) => {
            model.link = Link::Offline { unsent: 0 };
            if let Some(form) = &mut model.login {
                form.refusal = Some(why);
            }
        }
    }
}

fn logged_in(model: &mut Model, result: Result<LoggedIn, Clean>) -> Vec<Effect> {
    match result {
        Ok(LoggedIn { session, token_in_memory }) => {
            model.login = None;
            (model.lock, model.touched) = (None, model.now);
            model.link = Link::Online;
            model.window = session.window.clone();
            model.hall = Some(session.hall.clone());
            let (hall, officer) = (session.hall.clone(), session.officer.id.clone());
            model.session = Some(session);
            model.remark = token_in_memory;
            vec![Effect::OpenJournal { hall, officer, window: model.window.clone() }]
        }
        Err(why) => {
            if let Some(form) = &mut model.login {
                form.sent = false;
                form.refusal = Some(why);
            }
            Vec::new()
        }
    }
}

fn rules(model: &mut Model, result: Result<Arc<Rulebook>, Clean>) -> Vec<Effect> {
    match result {
        Ok(rules) => {
            model.index = Some(Arc::new(Index::new(&rules.items)));
            model.cards = Arc::new(Cards::new(&rules.items));
            model.rules = Some(rules);
            vec![Effect::LoadDesk(model.window.clone())]
        }
        Err(why) => {
            model.say(Tone::Bad, why);
            Vec::new()
        }
    }
}

/// The state of the window. Logging in at an unopened window of one's own opens it (S002).
fn desk(model: &mut Model, step: Step, result: Result<Box<DeskSnapshot>, Clean>) -> Vec<Effect> {
    let snapshot = match result {
        Ok(snapshot) => *snapshot,
        Err(why) => {
            model.say(Tone::Bad, why);
            return Vec::new();
        }
    };
    let first = !model.loaded;
    let held_post = matches!(model.standing(), Standing::Mine | Standing::Offered);
    let typing = typing::capture(model);
    model.demonstration = snapshot.demonstration;
    model.join = snapshot.join;
    model.lease_lapsed = snapshot.lease_lapsed;
    model.loaded = true;
    model.drafts = others(model, snapshot.drafts);
    let seq = snapshot.seq;
    let kept = model.case().cloned();
    model.record.load(snapshot.state, seq);
    if let Some(case) = kept
        && model.case().is_none()
    {
        model.record.adopt(crate::domain::state::Versioned { version: 0, value: case });
    }
    follow_ticket(model);
    let mut effects = vec![lease(model)];
    if held_post && model.standing() == Standing::Others {
        // The post passed on while this desk heard nothing.
        effects.extend(held::superseded(model, step, typing));
        model.overlay = None;
        say_superseded(model);
    }
    if first {
        effects.push(Effect::Follow(seq));
        effects.extend(held::resume(model, step));
        if model.record.unanswered() > 0 {
            // What was under way goes first; the post keeps its holder meanwhile.
        } else if order::preview(model, &Command::TakePost).is_ok() {
            effects.extend(order::place(model, step, Command::TakePost));
        } else if model.standing() == Standing::OfferedToMe && model.overlay.is_none() {
            model.overlay = Some(Overlay::Handover(super::HandoverView::default()));
        }
    }
    effects
}

/// The drafts of the window without what stands on this desk anyway.
fn others(model: &Model, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let me = model.session.as_ref().map(|session| &session.officer.id);
    let typed_here = model.kept.is_some() || model.restored.as_ref().is_some_and(|one| one.typing.is_some());
    drafts.retain(|draft| Some(&draft.officer) != me || !typed_here);
    drafts
}

/// The holder's desk keeps the lease, nobody else's.
fn lease(model: &Model) -> Effect {
    let held = matches!(model.standing(), Standing::Mine | Standing::Offered);
    Effect::KeepLease(held.then(|| (model.window.clone(), model.post().fence)))
}

/// The case of the person at the window is the one in hand.
fn follow_ticket(model: &mut Model) {
    if model.case().is_none()
        && let Some(id) = counter::served_case(model)
    {
        case::take_up(model, id);
    }
}

fn carried_out(model: &mut Model, id: uuid::Uuid, receipt: &Receipt) -> Vec<Effect> {
    let done = model.record.confirm(id, &receipt.events);
    model.unsettled.take_if(|unsettled| *unsettled == id);
    model.on_its_way.take_if(|(order, _)| *order == id);
    let mut effects: Vec<Effect> = Vec::new();
    for recorded in &receipt.events {
        effects.extend(after(model, recorded));
    }
    let Some(done) = done else { return effects };
    let done_so_far = submit::done(model, &done.command);
    match &done.command {
        Command::OpenCase { case, applicant, .. } => case::opened(model, case, applicant.is_some()),
        Command::ReturnCase { case, .. } => {
            case::take_up(model, case.clone());
            if pick::is_somebody_else(model) {
                model.say(Tone::Bad, words::SOMEBODY_ELSE);
            }
        }
        // Whoever is called is seen at the window, whatever case lay on the desk.
        Command::CallNext
        | Command::Finish { .. }
        | Command::Redirect { .. }
        | Command::Park { .. }
        | Command::NoShow { .. } => {
            model.case = None;
            model.go_to(0);
        }
        Command::ConfirmLine { .. } => super::handover::next_open(model),
        Command::Reprint { paper, .. } => effects.extend(print::again(model, paper.clone())),
        Command::AcceptHandover | Command::TakeOver { .. } => {
            model.overlay = None;
            model.case = None;
            follow_ticket(model);
            // What the officer before had typed and not sent comes with the state of the window.
            effects.push(Effect::LoadDesk(model.window.clone()));
        }
        _ => {}
    }
    for recorded in &receipt.events {
        if let Event::Ticket { what: TicketEvent::Issued { ticket }, .. } = &recorded.event {
            model.say(Tone::Good, words::given_out(ticket));
            effects.extend(print::given_out(model, ticket));
        }
        let Some(paper) = numbering::paper(&recorded.event) else { continue };
        if let Some(number) = &paper.number {
            model.say(Tone::Good, words::issued_after(done_so_far.as_deref(), paper.kind, number));
        }
        effects.extend(print::issued(model, recorded, paper));
    }
    effects
}

/// A refused order takes its preview back; what was typed stays where it is. After a conflict the newest state
/// is loaded.
fn refused(model: &mut Model, id: uuid::Uuid, problem: &Problem) -> Vec<Effect> {
    let refused = model.record.refuse(id);
    model.unsettled.take_if(|unsettled| *unsettled == id);
    model.say(Tone::Bad, problem.title.clone());
    if problem.status == 401 {
        return over(model, Clean::new(problem.title.clone()));
    }
    let over = model.on_its_way.take_if(|(order, _)| *order == id).map(|(_, over)| over);
    // A rule stands against it: the form comes back, and the text is there. A conflict shows both sides besides.
    let comes_back = over.is_some() && model.overlay.is_none() && problem.status == 422;
    let mut effects = if comes_back {
        vec![Effect::Settle { id, held: None }]
    } else {
        let typing = over.as_deref().and_then(|over| typing::form_of(model, over));
        held::refused(model, id, refused.map(|refused| refused.command), typing, problem)
    };
    effects.push(Effect::LoadDesk(model.window.clone()));
    if is_passed_on(problem) && model.standing() == Standing::Others {
        say_superseded(model);
    }
    if let Some(mut over) = over
        && model.overlay.is_none()
        && !is_passed_on(problem)
    {
        match &mut *over {
            Overlay::Form(form) => form.refusal = Some(Clean::new(problem.title.clone())),
            Overlay::Notices(view) => view.armed = None,
            _ => {}
        }
        model.overlay = Some(*over);
    }
    effects
}

/// Who holds the post now. Where something was kept from taking effect that is said as long as it is there, with the
/// key to it.
fn say_superseded(model: &mut Model) {
    model.toast = None;
    if model.held.is_empty()
        && let Some(holder) = model.post().holder
    {
        let (name, since) = (model.name_of(&holder), model.post().since.unwrap_or(model.now));
        model.say(Tone::Bad, words::taken_over(&name, beijing(since).time()));
    }
}

/// Whether the post is another's: nothing that was typed can be sent from here any more.
fn is_passed_on(problem: &Problem) -> bool {
    matches!(problem.code.as_str(), "stale_fence" | "not_holder")
}

fn happened(model: &mut Model, step: Step, recorded: &Recorded) -> Vec<Effect> {
    match model.record.absorb(recorded) {
        Absorbed::Known => Vec::new(),
        Absorbed::Gap => vec![Effect::LoadDesk(model.window.clone())],
        Absorbed::News => {
            let mut effects = after(model, recorded);
            effects.extend(own_copy(model, recorded));
            notices::disarm(model, &recorded.event);
            effects.extend(tell(model, step, recorded));
            let _ = pick::again(model);
            effects
        }
    }
}

/// Both sides print the sheet: the outgoer's copy comes out where the outgoer sits (S178).
fn own_copy(model: &Model, recorded: &Recorded) -> Option<Effect> {
    let handed = super::handover::may_add(model)?;
    let paper = numbering::paper(&recorded.event).filter(|paper| paper.number == handed.number)?;
    print::copy(model, paper)
}

/// What follows from an event whoever caused it.
fn after(model: &mut Model, recorded: &Recorded) -> Vec<Effect> {
    match &recorded.event {
        Event::Post { window, what: PostEvent::HolderChanged { .. } | PostEvent::Closed { .. } }
            if window == &model.window =>
        {
            model.lease_lapsed = false;
            vec![lease(model)]
        }
        Event::Post { window, what } if window == &model.window => {
            match what {
                PostEvent::FellSilent { .. } => model.lease_lapsed = true,
                PostEvent::HeardAgain { .. } => model.lease_lapsed = false,
                _ => {}
            }
            Vec::new()
        }
        // The next person is not invited to rate the paper of the last.
        Event::Ticket { what: TicketEvent::Begun { window, .. }, .. } if window == &model.window => {
            model.newest = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// What somebody else did and this officer must know at once.
fn tell(model: &mut Model, step: Step, recorded: &Recorded) -> Vec<Effect> {
    if let Event::Post { window, what } = &recorded.event
        && window != &model.window
        && verdict::is_lead(model)
        && let Some(warning) = warning(model, window, what)
    {
        model.say(Tone::Bad, warning);
        return Vec::new();
    }
    let mine = model.session.as_ref().is_some_and(|session| session.officer.id == recorded.actor);
    let Event::Post { window, what } = &recorded.event else {
        if let Some(text) = words::news(recorded, model) {
            model.say(Tone::Plain, text);
        }
        return Vec::new();
    };
    if window != &model.window || mine {
        return Vec::new();
    }
    match what {
        PostEvent::HolderChanged { to, .. } => {
            let typing = typing::capture(model);
            let effects = held::superseded(model, step, typing);
            model.overlay = None;
            let name = model.name_of(to);
            model.say(Tone::Bad, words::taken_over(&name, beijing(recorded.at).time()));
            return effects;
        }
        PostEvent::FellSilent { .. } if model.standing() == Standing::Others => {
            let holder = model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
            model.say(Tone::Bad, words::may_take_over(&holder));
        }
        PostEvent::HelpAnswered { by, .. } => {
            let name = model.name_of(by);
            model.say(Tone::Good, words::help_answered(&name));
        }
        PostEvent::TakeoverAllowed { by, .. } => {
            let name = model.name_of(by);
            model.say(Tone::Good, words::take_over_allowed(&name));
        }
        PostEvent::TakeoverAsked { by, .. } => {
            let name = model.name_of(by);
            model.say(Tone::Bad, words::warning::asked(window, &name));
        }
        PostEvent::HandoverAdded { note } if model.standing() == Standing::Mine => {
            let name = model.name_of(&recorded.actor);
            model.say(Tone::Plain, words::added(&name, note));
        }
        PostEvent::Offered { .. } if model.standing() == Standing::OfferedToMe => {
            let name = model.name_of(&recorded.actor);
            model.say(Tone::Plain, words::offered(&name));
        }
        _ => {}
    }
    Vec::new()
}

/// What a lead must know of another window at once (S184).
fn warning(model: &Model, window: &WindowId, what: &PostEvent) -> Option<String> {
    let holder = || {
        let holder = model.state().post(window).holder;
        holder.map(|holder| model.name_of(&holder)).unwrap_or_default()
    };
    Some(match what {
        PostEvent::HelpAsked { help } => words::warning::help(window, help.why),
        PostEvent::FellSilent { .. } => words::warning::silent(window, &holder()),
        PostEvent::AwayOverdue { .. } => words::warning::overdue(window, &holder()),
        PostEvent::TakeoverAsked { by, .. } => words::warning::asked(window, &model.name_of(by)),
        _ => return None,
    })
}

fn over(model: &mut Model, why: Clean) -> Vec<Effect> {
    let place = super::Place {
        server: model.server.clone(),
        window: model.window.clone(),
        hall: model.hall.clone(),
        officer: model.session.as_ref().map(|session| session.officer.id.to_string()),
    };
    *model = model.anew(place);
    if let Some(form) = &mut model.login {
        form.refusal = Some(why);
    }
    vec![Effect::KeepLease(None)]
}
