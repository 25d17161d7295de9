//! A knowledge card: what the guide says to the officer, the material that was looked for first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::detail::basis;
use super::dialog::boxed;
use crate::desk::app::{CardView, Model};
use crate::desk::theme::Role;
use crate::desk::widgets::Scroll;
use crate::desk::wording as words;
use crate::domain::item::{Material, ServiceItem};

pub(super) fn draw(
    model: &Model,
    view: &CardView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let wide = (area.width * 9 / 10).clamp(76, 120);
    let inner = boxed(ui, words::CARD, Role::BorderFocus, area, (wide, area.height), buf);
    let rules = model.rules.as_ref()?;
    let item = rules.item_on(&view.item, model.today())?;
    let page = Page { ui, cells: inner.width.into() };
    let wanted = view.material.as_ref().and_then(|code| item.material(code));
    let mut lines = wanted.map(|material| page.material(material)).unwrap_or_default();
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines.extend(page.item(item));
    for material in item.materials.iter().filter(|one| wanted.is_none_or(|wanted| wanted.code != one.code)) {
        lines.push(Line::default());
        lines.extend(page.material(material));
    }
    Scroll::new(ui.theme, &lines, view.top).draw(inner, buf);
    None
}

/// Lines for a card of some width.
struct Page<'a> {
    ui: &'a Ui<'a>,
    cells: usize,
}

impl Page<'_> {
    fn text(&self, text: &str, role: Role) -> Vec<Line<'static>> {
        self.ui.paragraph(text, self.cells, 2, role)
    }

    fn points(&self, head: &str, points: impl Iterator<Item = String>) -> Vec<Line<'static>> {
        let mut lines: Vec<_> =
            points.flat_map(|point| self.text(&format!("{}{point}", words::BULLET), Role::Text)).collect();
        if !lines.is_empty() {
            lines.insert(0, self.ui.line(head.to_owned(), Role::Accent));
        }
        lines
    }

    fn item(&self, item: &ServiceItem) -> Vec<Line<'static>> {
        let mut lines = self.text(&item.name, Role::Title);
        lines.push(self.ui.line(words::card_kind(item), Role::Dim));
        lines.extend(self.points(words::CARD_CONDITIONS, item.conditions.iter().cloned()));
        let elsewhere = item.diversions.iter().map(|one| words::card_diversion(&one.reason, &one.instead));
        lines.extend(self.points(words::CARD_NOT_HERE, elsewhere));
        lines.extend(self.points(words::CARD_STANDARD, item.review_standard.iter().cloned()));
        lines.extend(self.points(words::CARD_STEPS, item.steps.iter().cloned()));
        let questions = item.questions.iter().map(|question| question.text.clone());
        lines.extend(self.points(words::CARD_QUESTIONS, questions));
        lines.extend(self.text(&words::basis(&basis(&item.basis)), Role::Dim));
        for line in words::card_where(item) {
            lines.extend(self.text(&line, Role::Dim));
        }
        lines
    }

    fn material(&self, material: &Material) -> Vec<Line<'static>> {
        let mut lines = self.text(&words::card_material(&material.name), Role::Title);
        lines.extend(self.points(words::CARD_CHECKPOINTS, material.checkpoints.iter().cloned()));
        let defects = material.defects.iter().map(|defect| words::card_defect(&defect.text, &defect.remedy));
        lines.extend(self.points(words::CARD_DEFECTS, defects));
        lines.extend(self.text(&words::obtain(&material.obtain), Role::Dim));
        lines.extend(self.text(&words::basis(&basis(&material.basis)), Role::Dim));
        lines
    }
}
