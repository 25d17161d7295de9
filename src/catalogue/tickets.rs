//! `scenarios/*.toml`: the tickets of a morning in one hall.

use jiff::civil::Time;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::halls::Halls;
use super::items::Items;
use super::names::{Names, Once};
use super::problem::Problem;
use super::source::Source;
use crate::domain::ids::{HallId, ItemCode, TicketNo};
use crate::domain::person::{Agent, Applicant};
use crate::domain::queue::{GreenReason, Slot, TicketSeed};
use crate::text::Clean;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioShape {
    #[schemars(with = "String")]
    hall: Spanned<String>,
    /// For the reader of the file.
    #[serde(rename = "title", default)]
    _title: String,
    #[serde(rename = "ticket", default)]
    #[schemars(with = "Vec<TicketShape>")]
    _ticket: IgnoredAny,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TicketShape {
    #[schemars(with = "String")]
    no: Spanned<String>,
    #[schemars(with = "String")]
    class: Spanned<String>,
    taken_at: Time,
    #[schemars(with = "Option<String>")]
    item: Option<Spanned<String>>,
    #[schemars(with = "Option<NaturalShape>")]
    natural: Option<Spanned<NaturalShape>>,
    #[schemars(with = "Option<BodyShape>")]
    legal: Option<Spanned<BodyShape>>,
    #[schemars(with = "Option<BodyShape>")]
    other: Option<Spanned<BodyShape>>,
    agent: Option<AgentShape>,
    #[schemars(with = "Option<Slot>")]
    reservation: Option<Spanned<Slot>>,
    green: Option<GreenReason>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NaturalShape {
    #[schemars(with = "String")]
    name: Clean,
    #[schemars(with = "String")]
    id_number: Clean,
    #[schemars(with = "String")]
    phone: Clean,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BodyShape {
    #[schemars(with = "String")]
    name: Clean,
    #[schemars(with = "String")]
    credit_code: Clean,
    #[schemars(with = "String")]
    contact: Clean,
    #[schemars(with = "String")]
    phone: Clean,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgentShape {
    #[schemars(with = "String")]
    name: Clean,
    #[schemars(with = "String")]
    id_number: Clean,
    #[schemars(with = "String")]
    phone: Clean,
}

/// Reads the folder.
pub(super) fn read(
    sources: &[Source],
    halls: &Halls,
    items: &Items<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<TicketSeed> {
    let mut tickets = Vec::new();
    for source in sources {
        let Some(mut document) = source.parse(problems) else { continue };
        let values = document.take("ticket");
        let Some(file) = document.rest::<ScenarioShape>(problems) else { continue };
        halls.ids.check(source, &file.hall, "大厅", problems);
        let classes = halls.classes.get(file.hall.get_ref());
        let mut once = Once::new("号票");
        for value in values {
            let Some(shape) = source.read::<TicketShape>(value, problems) else { continue };
            once.check(source, &shape.no, problems);
            if let Some(item) = &shape.item {
                items.codes.check(source, item, "事项", problems);
            }
            tickets.push(ticket(shape, HallId::new(file.hall.get_ref().clone()), source, classes, problems));
        }
    }
    tickets
}

fn ticket(
    shape: TicketShape,
    hall: HallId,
    source: &Source,
    classes: Option<&Names>,
    problems: &mut Vec<Problem>,
) -> TicketSeed {
    if let Some(classes) = classes {
        classes.check(source, &shape.class, "叫号类别", problems);
    }
    if let Some(slot) = &shape.reservation
        && slot.get_ref().to < slot.get_ref().from
    {
        problems.push(source.problem(slot.span(), "预约时段的结束早于开始"));
    }
    TicketSeed {
        hall,
        no: TicketNo::new(shape.no.into_inner()),
        class: shape.class.into_inner(),
        taken_at: shape.taken_at,
        item: shape.item.map(|item| ItemCode::new(item.into_inner())),
        applicant: applicant(
            [
                shape.natural.map(|n| (n.span(), Applicant::from(n.into_inner()))),
                shape.legal.map(|l| (l.span(), l.into_inner().legal())),
                shape.other.map(|o| (o.span(), o.into_inner().other())),
            ],
            source,
            problems,
        ),
        agent: shape.agent.map(|AgentShape { name, id_number, phone }| Agent { name, id_number, phone }),
        reservation: shape.reservation.map(Spanned::into_inner),
        green: shape.green,
        note: shape.note,
    }
}

fn applicant(
    written: [Option<(std::ops::Range<usize>, Applicant)>; 3],
    source: &Source,
    problems: &mut Vec<Problem>,
) -> Option<Applicant> {
    let mut written = written.into_iter().flatten();
    let first = written.next();
    for (span, _) in written {
        problems.push(source.problem(span, "一张号票只写一位申请人（natural、legal、other 选一）"));
    }
    first.map(|(_, applicant)| applicant)
}

impl From<NaturalShape> for Applicant {
    fn from(NaturalShape { name, id_number, phone }: NaturalShape) -> Self {
        Self::Natural { name, id_number, phone }
    }
}

impl BodyShape {
    fn legal(self) -> Applicant {
        let Self { name, credit_code, contact, phone } = self;
        Applicant::Legal { name, credit_code, contact, phone }
    }

    fn other(self) -> Applicant {
        let Self { name, credit_code, contact, phone } = self;
        Applicant::Other { name, credit_code, contact, phone }
    }
}
