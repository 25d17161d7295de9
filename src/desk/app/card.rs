//! Knowledge cards (S245): what the guide of an item says to the officer, and of each material what is looked at and
//! what is often wrong. They are the item file itself, so that they are never older than the rules.

use super::message::Effect;
use super::model::Model;
use super::overlay::{Overlay, Row, RowValue};
use super::scrolled;
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::ids::{ItemCode, MaterialCode};
use crate::domain::item::ServiceItem;
use crate::text::Spelling;

/// A card on the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardView {
    /// The item.
    pub item: ItemCode,
    /// The material it begins with, where one was looked for.
    pub material: Option<MaterialCode>,
    /// First line shown.
    pub top: usize,
}

/// What cards there are, prepared for being looked for; made once for each rulebook.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    cards: Vec<Card>,
}

#[derive(Clone, Debug)]
struct Card {
    item: ItemCode,
    edition: String,
    material: Option<MaterialCode>,
    text: String,
    detail: String,
    spelling: Spelling,
}

impl Cards {
    /// The cards of these items: one of each item and one of each of its materials.
    pub fn new(items: &[ServiceItem]) -> Self {
        Self { cards: items.iter().flat_map(of_item).collect() }
    }

    /// The cards that fit, the best first. A word may be of the material, another of its item.
    pub(super) fn find(&self, query: &str, model: &Model, most: usize) -> Vec<Row> {
        let Some(rules) = &model.rules else { return Vec::new() };
        let holds = |card: &Card| {
            rules.edition(&card.item, &card.edition).is_some_and(|item| item.holds_on(model.today()))
        };
        let mut found: Vec<(u32, &Card)> =
            self.cards.iter().filter_map(|card| Some((card.spelling.rank(query)?, card))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, card)| card).filter(|card| holds(card)).take(most).map(Card::row).collect()
    }
}

fn of_item(item: &ServiceItem) -> Vec<Card> {
    let card = |material: Option<&MaterialCode>, text: &str, detail: String| Card {
        item: item.code.clone(),
        edition: item.edition.clone(),
        material: material.cloned(),
        text: text.to_owned(),
        spelling: Spelling::new(&format!("{text} {detail}")),
        detail,
    };
    let whole = card(None, &item.name, words::CARD_OF_ITEM.to_owned());
    let of_materials =
        item.materials.iter().map(|material| card(Some(&material.code), &material.name, item.name.clone()));
    std::iter::once(whole).chain(of_materials).collect()
}

impl Card {
    fn row(&self) -> Row {
        let view = CardView { item: self.item.clone(), material: self.material.clone(), top: 0 };
        Row { text: self.text.clone(), detail: self.detail.clone(), value: RowValue::Card(view) }
    }
}

pub(super) fn act(model: &mut Model, mut view: CardView, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Cancel | Action::Confirm) {
        view.top = scrolled(view.top, action);
        model.overlay = Some(Overlay::Card(view));
    }
    Vec::new()
}
