//! The first line: hall, window, who is on duty, the mark of a demonstration, the time and the line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Ui;
use crate::desk::app::{Link, Model, Standing, attention, is_lead, unprinted};
use crate::desk::theme::Role;
use crate::desk::wording as words;
use crate::text::width;

pub(super) fn draw(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, ui.style(Role::BarText));
    let mut left = vec![ui.span(format!(" {} ", words::PRODUCT), Role::Title)];
    let mut hall = None;
    if model.demonstration {
        left.push(ui.span(format!(" {} ", words::DEMONSTRATION), Role::Demo));
    }
    if let Some(rules) = &model.rules {
        hall = Some(left.len());
        left.push(ui.span(format!(" {}", rules.hall.name), Role::BarText));
        let name = rules.hall.window(&model.window).map_or("", |window| window.name.as_str());
        left.push(ui.span(format!(" {}", words::window(&model.window, name)), Role::Title));
    }
    if let Some((text, role)) = duty(model) {
        left.push(ui.span(format!(" {text} "), role));
    }
    let mut right = Vec::new();
    let unprinted = unprinted(model);
    if unprinted > 0 && model.session.is_some() {
        right.push(ui.span(format!(" {} ", words::to_print(unprinted)), Role::Warning));
    }
    let wanted = attention(model);
    if wanted > 0 && is_lead(model) {
        right.push(ui.span(format!(" {} ", words::attention(wanted)), Role::Danger));
    }
    let (held, drafts) = (model.held.len(), model.drafts.len());
    if held + drafts > 0 && model.session.is_some() {
        right.push(ui.span(format!(" {} ", words::held_count(held, drafts)), Role::Danger));
    }
    let waiting = model.record.unanswered();
    let (text, role) = match &model.link {
        _ if model.is_unknown() => (words::unknown(waiting), Role::Danger),
        // The live stream knows nothing of orders, the record knows all.
        Link::Offline { unsent } => (words::offline((*unsent).max(waiting)), Role::Danger),
        Link::Online if model.session.is_some() && waiting > 0 => (words::sending(waiting), Role::Warning),
        Link::Online => (words::ONLINE.to_owned(), Role::Good),
    };
    right.push(ui.span(format!(" {text} "), role));
    right.push(ui.span(format!("{} ", model.time().strftime("%H:%M")), Role::BarText));
    let room: usize = right.iter().map(|span| width(&span.content)).sum();
    let x = area.right().saturating_sub(u16::try_from(room).unwrap_or(area.width));
    // Who is on duty is never cut; everybody in the hall knows its name.
    let taken: usize = left.iter().map(|span| width(&span.content)).sum();
    if let Some(hall) = hall.filter(|_| taken > usize::from(x.saturating_sub(area.x))) {
        left.remove(hall);
    }
    buf.set_line(area.x, area.y, &Line::from(left), x.saturating_sub(area.x));
    buf.set_line(x, area.y, &Line::from(right), area.right().saturating_sub(x));
}

/// Who is on duty, seen from this terminal.
fn duty(model: &Model) -> Option<(String, Role)> {
    let session = model.session.as_ref()?;
    if !model.loaded {
        return Some((words::LOADING.to_owned(), Role::Dim));
    }
    let me = &session.officer.name;
    let holder = model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
    let hall = model.rules.as_ref().map(|rules| &rules.hall);
    let side = hall.and_then(|hall| hall.side(&model.window, &session.officer.id, model.today()));
    let for_whom = hall.and_then(|hall| {
        let a = hall.window(&model.window)?.post_a(model.today());
        (a != &session.officer.id).then(|| model.name_of(a))
    });
    let away = model.post().away;
    Some(match model.standing() {
        Standing::Mine if away.is_some() => {
            (away.as_ref().map(words::away_line).unwrap_or_default(), Role::Warning)
        }
        Standing::Mine => (words::on_duty(me, side, for_whom.as_deref()), Role::Good),
        Standing::Offered => (words::on_duty_offered(me), Role::Warning),
        Standing::OfferedToMe => (words::offered_to(me, &holder), Role::Warning),
        Standing::Others => (words::read_only(me, &holder), Role::Danger),
        Standing::Vacant => (words::vacant(me), Role::Warning),
    })
}
