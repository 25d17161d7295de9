//! After acceptance: extension (N-12), special procedure, delivery (N-11); and a department's notice passed on.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Entry, Signature, Table};
use super::wording::{basis, date, sentence};
use crate::domain::clock::Due;
use crate::domain::ids::MaterialCode;
use crate::domain::paper::{DeliveredPaper, Extended};
use crate::domain::phrases::Phrase;
use crate::text::Clean;

pub(super) fn extension(frame: &Frame<'_>, told: &Extended) -> Vec<Block> {
    let words = frame.words;
    let (accepted, reason) = (date(told.accepted), sentence(told.reason.shown()));
    let opening = [("accepted", accepted.as_str()), ("item", &frame.subject.item), ("reason", &reason)];
    let limit = words.limit(told.limit);
    let (approver, limit) = (("approver", told.approver.as_str()), ("limit", limit.as_str()));
    let by_law = if told.licence {
        words.say(Phrase::ExtensionLicence, &[approver, limit])
    } else {
        words.say(Phrase::ExtensionOther, &[approver, limit, ("basis", &basis(&told.basis))])
    };
    let dates = [("original", date(told.original.date)), ("due", words.due(&told.due))];
    let [original, due] = &dates;
    vec![
        paragraph(words.say(Phrase::ExtensionOpening, &opening)),
        paragraph(by_law),
        paragraph(words.say(Phrase::ExtensionDates, &[(original.0, &original.1), (due.0, &due.1)])),
        paragraph(words.say(Phrase::ExtensionRecorded, &[("by", &told.approved_by)])),
        paragraph(words.text(Phrase::ExtensionSorry)),
        frame.case(),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]
}

/// A special procedure as it is told.
pub(super) struct Procedure<'a> {
    pub(super) accepted: Date,
    pub(super) name: &'a str,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) original: &'a Due,
    pub(super) due: &'a Due,
}

pub(super) fn procedure(frame: &Frame<'_>, told: &Procedure<'_>) -> Vec<Block> {
    let words = frame.words;
    let accepted = date(told.accepted);
    let opening = [("accepted", accepted.as_str()), ("item", &frame.subject.item), ("procedure", told.name)];
    let days = (told.from.duration_until(told.to).as_hours() / 24 + 1).to_string();
    let (from, to) = (date(told.from), date(told.to));
    let (original, due) = (date(told.original.date), words.due(told.due));
    vec![
        paragraph(words.say(Phrase::ProcedureOpening, &opening)),
        paragraph(words.say(Phrase::ProcedureTime, &[("from", &from), ("to", &to), ("days", &days)])),
        paragraph(words.say(Phrase::ProcedureDates, &[("original", &original), ("due", &due)])),
        frame.case(),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]
}

pub(super) fn delivery(
    frame: &Frame<'_>,
    papers: &[DeliveredPaper],
    receiver: &Clean,
    by_agent: bool,
) -> Vec<Block> {
    let words = frame.words;
    let proxy = if by_agent { words.text(Phrase::DeliveryProxy) } else { String::new() };
    let row = |paper: &DeliveredPaper| {
        vec![paper.title.clone(), paper.number.clone().unwrap_or_default(), words.sheets(paper.copies)]
    };
    vec![
        paragraph(words.say(Phrase::DeliveryOpening, &[("item", &frame.subject.item)])),
        Block::Table(Table {
            columns: vec![
                Column::wide(words.text(Phrase::ColumnDocument), 2),
                Column::wide(words.text(Phrase::ColumnNumber), 1),
                Column::narrow(words.text(Phrase::ColumnSheets), Align::Right),
            ],
            rows: papers.iter().map(row).collect(),
        }),
        words.fields([
            (Phrase::LabelAddressee, frame.subject.applicant.shown().to_owned()),
            (Phrase::LabelReceiver, receiver.shown().to_owned()),
            (Phrase::LabelProxy, proxy),
            (Phrase::LabelWay, words.text(Phrase::DeliveryWay)),
            (Phrase::LabelPlace, words.window(frame.paper, frame.hall.window(&frame.paper.window))),
            (Phrase::LabelDay, date(frame.paper.on)),
        ]),
        paragraph(words.text(Phrase::DeliveryCheck)),
        frame.case(),
    ]
}

/// Who takes and who hands over sign.
pub(super) fn receivers(frame: &Frame<'_>) -> Vec<Signature> {
    let words = frame.words;
    vec![Signature { who: words.text(Phrase::SignReceiver), name: None, phone: true }, frame.handler()]
}

/// The words of the department stand as they are, paragraph by paragraph (requirements C2).
pub(super) fn relay(
    frame: &Frame<'_>,
    number: &Clean,
    text: &Clean,
    named: &BTreeMap<MaterialCode, String>,
    due: &Due,
) -> Vec<Block> {
    let words = frame.words;
    let department = ("department", frame.subject.department.as_str());
    let opening = [department, ("item", frame.subject.item.as_str()), ("number", number.shown())];
    let mut blocks = vec![
        paragraph(words.say(Phrase::Relayed, &opening)),
        frame.case(),
        heading(words.text(Phrase::RelayedText)),
    ];
    blocks.extend(text.original().lines().filter(|line| !line.trim().is_empty()).map(paragraph));
    let entry = |name: &String| Entry { text: name.clone(), inner: Vec::new() };
    blocks.extend([
        heading(words.text(Phrase::RelayedNamed)),
        Block::Numbered(named.values().map(entry).collect()),
        paragraph(words.say(Phrase::RelayedUntil, &[("due", &words.due(due))])),
        frame.contact(),
        paragraph(words.say(Phrase::RelayedOnly, &[department])),
    ]);
    blocks
}
