//! What a journal holds, and how its entries fold into it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::command::{Command, Order};

/// One entry of a journal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", content = "what", rename_all = "snake_case")]
pub enum Entry {
    /// The file begins; it opens with the key of its owner.
    Begun,
    /// An order that is to be sent until it is answered.
    Sent(Box<Order>),
    /// An order was answered.
    Settled(Uuid),
    /// Something typed that did not take effect: it stays until the officer clears it.
    Held(Box<Held>),
    /// The officer cleared it.
    Cleared(Uuid),
    /// What is being typed now, in the form of the desk; none when nothing is.
    Typed(Option<Value>),
}

/// Something that was entered and did not take effect.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Held {
    /// Of the order, or made for it.
    pub id: Uuid,
    /// When it came to nothing.
    pub at: Timestamp,
    /// Why, as the officer was told.
    pub why: String,
    /// What was ordered, if it came to an order.
    pub command: Option<Command>,
    /// The form as it stood, in the form of the desk.
    pub typed: Option<Value>,
}

/// What is in a journal at a moment.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Kept {
    /// Orders not answered, the oldest first. Whether one was carried out is unknown; its id keeps it from being done
    /// twice.
    pub orders: Vec<Order>,
    /// What did not take effect, the oldest first.
    pub held: Vec<Held>,
    /// What was being typed.
    pub typed: Option<Value>,
}

impl Kept {
    /// Folds an entry in. The same entry twice is once.
    pub fn fold(&mut self, entry: Entry) {
        match entry {
            Entry::Begun => {}
            Entry::Sent(order) => {
                if self.orders.iter().all(|one| one.id != order.id) {
                    self.orders.push(*order);
                }
            }
            Entry::Settled(id) => self.orders.retain(|order| order.id != id),
            Entry::Held(held) => {
                self.held.retain(|one| one.id != held.id);
                self.held.push(*held);
            }
            Entry::Cleared(id) => self.held.retain(|held| held.id != id),
            Entry::Typed(typed) => self.typed = typed,
        }
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty() && self.held.is_empty() && self.typed.is_none()
    }

    /// The shortest entries that fold into this.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> {
        let orders = self.orders.iter().map(|order| Entry::Sent(Box::new(order.clone())));
        let held = self.held.iter().map(|held| Entry::Held(Box::new(held.clone())));
        let typed = self.typed.iter().map(|typed| Entry::Typed(Some(typed.clone())));
        std::iter::once(Entry::Begun).chain(orders).chain(held).chain(typed)
    }
}
