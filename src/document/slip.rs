//! The ticket of the queue (排队号票), for the narrow printer of the guide desk.

use super::model::{Block, Document, Fixed};
use super::wording::Words;
use crate::domain::hall::Hall;
use crate::domain::phrases::{Phrase, Phrases};
use crate::domain::ticket::Ticket;

/// What a ticket says besides its number.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Name of the item chosen, if one was.
    pub item: Option<&'a str>,
    /// How many wait before it, while it waits itself.
    pub ahead: Option<usize>,
}

/// The document of a ticket. It names nobody: what lies about in a hall must not. It is no paper of the record, and
/// promises no check against one.
pub fn slip(slip: &Slip<'_>, hall: &Hall, phrases: &Phrases, demonstration: bool) -> Document {
    let (words, ticket) = (Words(phrases), slip.ticket);
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    let slot = ticket.slot.as_ref().map(|slot| format!("{}—{}", time(slot.from), time(slot.to)));
    let green = ticket.green.map(|green| green.label().to_owned());
    Document {
        masthead: hall.name.clone(),
        title: words.text(Phrase::TitleTicket),
        number: ticket.no.to_string(),
        draft: false,
        addressee: None,
        blocks: vec![
            words.fields([
                (Phrase::LabelItem, slip.item.unwrap_or_default().to_owned()),
                (Phrase::LabelTaken, time(ticket.taken)),
                (
                    Phrase::LabelAhead,
                    slip.ahead
                        .map(|ahead| words.say(Phrase::CountPeople, &[("n", &ahead.to_string())]))
                        .unwrap_or_default(),
                ),
                (Phrase::LabelSlot, slot.unwrap_or_default()),
                (Phrase::LabelGreen, green.unwrap_or_default()),
            ]),
            Block::Paragraph(words.text(Phrase::TicketWait)),
            Block::Paragraph(words.text(Phrase::TicketMissed)),
        ],
        issuer: hall.name.clone(),
        sealed: false,
        date: ticket.day,
        signatures: Vec::new(),
        copies: String::new(),
        demonstration,
        fixed: Fixed { issuer: hall.name.clone(), ..words.fixed() },
        proof: None,
        marks: Vec::new(),
    }
    .scrubbed()
}
