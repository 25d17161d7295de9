//! Lists with a search line: items, cases, windows, tickets, actions.

use tui_input::Input as Line;

use super::form::{Form, Purpose};
use super::message::{Edit, Effect};
use super::model::{Model, Tone};
use super::overlay::{Overlay, Picker, Row, RowValue, What};
use super::{Step, case, counter, duty, guidance, hall, handover, looks, moved, order, palette, papers_menu};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::ids::TicketNo;
use crate::domain::person::Applicant;
use crate::domain::ticket::TicketState;
use crate::text::{Clean, Spelling, fold};
use crate::wire::CaseList;

/// Rows a list holds at most; the search narrows it.
const ROWS: usize = 200;

pub(super) fn tickets(model: &mut Model) -> Vec<Effect> {
    let effects = open(model, What::Tickets);
    if let Some(Overlay::Pick(picker)) = &model.overlay
        && picker.rows.is_empty()
    {
        model.overlay = None;
        model.say(Tone::Plain, words::NO_PARKED);
    }
    effects
}

pub(super) fn open(model: &mut Model, what: What) -> Vec<Effect> {
    let picker =
        Picker { what, line: Line::default(), rows: Vec::new(), at: 0, looking: false, problem: None };
    model.overlay = Some(Overlay::Pick(picker));
    look(model)
}

pub(super) fn edit(model: &mut Model, edit: &Edit) -> Vec<Effect> {
    let Some(Overlay::Pick(picker)) = &mut model.overlay else { return Vec::new() };
    super::form::edit_line(&mut picker.line, edit);
    picker.at = 0;
    look(model)
}

/// Looks once more where an answer was still out, and at the hall, which moves.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Pick(picker)) if picker.looking || picker.what == What::Hall => look(model),
        _ => Vec::new(),
    }
}

/// Fills the list for what is typed: at once from the desk's own data, cases by the service.
fn look(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Pick(picker)) = &model.overlay else { return Vec::new() };
    let (what, query) = (picker.what.clone(), fold(picker.line.value().trim()));
    if what == What::Cases {
        model.asked += 1;
        let seq = model.asked;
        if let Some(Overlay::Pick(picker)) = &mut model.overlay {
            picker.looking = true;
            picker.problem = None;
        }
        return vec![Effect::FindCases { seq, query }];
    }
    let rows = match what {
        What::Items => items(model, &query),
        What::Windows => hall_windows(model, &query),
        What::Tickets => parked(model, &query),
        What::Papers => papers_menu::rows(model, &query),
        What::Actions => palette::rows(model, &query),
        What::Looks => looks::rows(model),
        What::Post => duty::rows(model),
        What::Hall => hall::rows(model),
        What::Occasions => handover::occasion_rows(model),
        What::Help => duty::help_rows(),
        What::Green(no) => duty::green_rows(model, &no),
        What::Cases => Vec::new(),
    };
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.rows = rows;
    }
    Vec::new()
}

pub(super) fn items(model: &Model, query: &str) -> Vec<Row> {
    let (Some(index), Some(rules)) = (&model.index, &model.rules) else { return Vec::new() };
    index
        // Editions not in force take no row from those that are.
        .search(query, usize::MAX)
        .into_iter()
        .filter_map(|hit| Some((rules.edition(&hit.code, &hit.edition)?, hit.alias)))
        .filter(|(item, _)| item.holds_on(model.today()))
        .take(ROWS)
        .map(|(item, alias)| {
            let department = rules.hall.department(&item.department).map_or("", |d| d.name.as_str());
            let department = words::without_place(&rules.hall, department);
            // Where the name fits as well it says enough.
            let alias = alias.filter(|_| Spelling::new(&item.name).rank(query).is_none());
            Row {
                text: item.name.clone(),
                detail: words::item_detail(item.kind, department, alias.as_deref()),
                value: RowValue::Item(item.code.clone()),
            }
        })
        .collect()
}

fn hall_windows(model: &Model, query: &str) -> Vec<Row> {
    let Some(rules) = &model.rules else { return Vec::new() };
    rules
        .hall
        .windows
        .iter()
        .filter(|window| window.id != model.window)
        .filter(|window| window.id.as_str().contains(query) || window.name.contains(query))
        .map(|window| {
            let holder = model.state().post(&window.id).holder.map(|holder| model.name_of(&holder));
            Row {
                text: words::window_row(window),
                detail: format!("{} {}", window.place, holder.as_deref().unwrap_or(words::NOBODY)),
                value: RowValue::Window(window.id.clone()),
            }
        })
        .collect()
}

fn parked(model: &Model, query: &str) -> Vec<Row> {
    let tickets = model.state().tickets.values().map(|ticket| &ticket.value);
    tickets
        .filter_map(|ticket| {
            let detail = match &ticket.state {
                TicketState::Parked { window, why } if window == &model.window => words::parked(why),
                TicketState::NoShow { window } if window == &model.window => words::MISSED.to_owned(),
                _ => return None,
            };
            let name = ticket.applicant.as_ref().map(Applicant::listed);
            let text = words::ticket_row(&ticket.no, &name.unwrap_or_default());
            Some(Row { text, detail, value: RowValue::Ticket(ticket.no.clone()) })
        })
        .filter(|row| row.text.contains(query))
        .collect()
}

/// Cases arrived; only the newest question counts.
pub(super) fn found(model: &mut Model, seq: u64, result: Result<CaseList, Clean>) {
    if seq != model.asked {
        return;
    }
    let Some(rules) = model.rules.clone() else { return };
    let Some(Overlay::Pick(picker)) = &mut model.overlay else { return };
    picker.looking = false;
    match result {
        Err(why) => picker.problem = Some(why),
        Ok(list) => {
            picker.rows = list
                .cases
                .into_iter()
                .map(|found| {
                    let case = &found.value;
                    let item = rules
                        .edition(&case.item, &case.edition)
                        .map_or(case.item.as_str(), |item| &item.name);
                    Row {
                        text: format!(
                            "{} {}",
                            case.number_text(),
                            case.applicant.as_ref().map(Applicant::listed).unwrap_or_default()
                        ),
                        detail: format!("{} {item}", case.stage.label()),
                        value: RowValue::Case(Box::new(found)),
                    }
                })
                .collect();
            picker.at = 0;
        }
    }
}

pub(super) fn act(model: &mut Model, step: Step, mut picker: Picker, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => return Vec::new(),
        digit if picker.what.is_menu() && digit.choice().is_some() => {
            let at = digit.choice().unwrap_or_default();
            if let Some(row) = picker.rows.get(at.saturating_sub(1)) {
                let value = row.value.clone();
                return take(model, step, value);
            }
        }
        Action::Confirm => match picker.rows.get(picker.at).map(|row| row.value.clone()) {
            Some(RowValue::Paper(offered)) => return papers_menu::take(model, picker, &offered),
            Some(RowValue::Item(item)) if picker.what == What::Actions => {
                return palette::item(model, step, item);
            }
            Some(value) => return take(model, step, value),
            None => {}
        },
        Action::Notice => {
            if let Some(RowValue::Item(item)) = picker.rows.get(picker.at).map(|row| row.value.clone()) {
                return guidance::open(model, item);
            }
        }
        other => picker.at = moved(picker.at, picker.rows.len(), other),
    }
    model.overlay = Some(Overlay::Pick(picker));
    Vec::new()
}

fn take(model: &mut Model, step: Step, value: RowValue) -> Vec<Effect> {
    match value {
        RowValue::Item(item) => case::open(model, step, item),
        RowValue::Case(found) => {
            let id = found.value.id.clone();
            model.record.adopt(*found);
            case::take_up(model, id.clone());
            come_back(model, step, id)
        }
        RowValue::Window(to) => {
            if let Some(no) = model.ticket().map(|ticket| ticket.no.clone()) {
                let title = words::redirect_title(&no, &to);
                let form = Form::one(Purpose::Redirect(no, to), title, words::REASON_FIELD);
                model.overlay = Some(Overlay::Form(Box::new(form)));
            }
            Vec::new()
        }
        RowValue::Paper(_) => Vec::new(),
        RowValue::Post(act) => duty::take(model, step, act),
        RowValue::HallWindow(window) => hall::take(model, step, window),
        RowValue::Occasion(occasion) => handover::offer_form(model, &occasion),
        RowValue::Help(why) => order::place(model, step, Command::AskHelp { why }),
        RowValue::Green(ticket, reason) => order::place(model, step, Command::Prioritise { ticket, reason }),
        RowValue::Ticket(no) => resume(model, step, no),
        RowValue::Look(at) => looks::take(model, at),
        RowValue::Action(action) => palette::perform(model, step, action),
        RowValue::CaseHere(case) => palette::case_here(model, step, case),
        RowValue::Issued(paper) => palette::paper(model, &paper),
        RowValue::Card(card) => palette::card(model, card),
    }
}

/// A case brought back by the applicant goes on at this window; one that is only looked at stays as it is.
pub(super) fn come_back(model: &mut Model, step: Step, case: crate::domain::ids::CaseId) -> Vec<Effect> {
    let serving = model.state().serving(&model.window).map(|ticket| ticket.no.clone());
    let wants = model.case().is_some_and(|case| {
        !case.stage.is_closed() && (case.ticket != serving || case.window != model.window)
    });
    if wants && serving.is_some() {
        let effects = order::place(model, step, Command::ReturnCase { case, ticket: serving });
        model.go_to(case::first_unexamined(model).unwrap_or(0));
        return effects;
    }
    Vec::new()
}

/// Whether the ticket names a person who is neither the applicant nor the agent of the case in hand.
pub(super) fn is_somebody_else(model: &Model) -> bool {
    let (Some(case), Some(ticket)) = (model.case(), model.state().serving(&model.window)) else {
        return false;
    };
    let known =
        [case.applicant.as_ref().map(Applicant::number), case.agent.as_ref().map(|agent| &agent.id_number)];
    let read = [
        ticket.applicant.as_ref().map(Applicant::number),
        ticket.agent.as_ref().map(|agent| &agent.id_number),
    ];
    let mut read = read.into_iter().flatten().peekable();
    read.peek().is_some() && !read.any(|number| known.into_iter().flatten().any(|known| known == number))
}

fn resume(model: &mut Model, step: Step, ticket: TicketNo) -> Vec<Effect> {
    let missed = model.state().ticket(&ticket).is_some_and(|t| matches!(t.state, TicketState::NoShow { .. }));
    let command = if missed { Command::Reinsert { ticket } } else { Command::Begin { ticket } };
    let effects = order::place(model, step, command);
    if let Some(id) = counter::served_case(model) {
        case::take_up(model, id);
    }
    effects
}
