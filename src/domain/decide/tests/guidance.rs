//! What is told before, or instead of, an application (S108, S070; 首问负责).

use crate::domain::command::Command;
use crate::domain::condition::Answers;
use crate::domain::paper::{Guide, Paper, PaperBody, PaperKind, Place};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, person};
use crate::text::Clean;

fn answers(told: &[(&str, &str)]) -> Answers {
    told.iter().map(|(question, choice)| ((*question).into(), (*choice).into())).collect()
}

fn ask(item: &str, told: &[(&str, &str)]) -> Command {
    Command::IssueGuidance { item: item.into(), answers: answers(told), who: Some(Clean::new("赵小明")) }
}

fn paper(events: &[Event]) -> &Paper {
    events.iter().find_map(crate::domain::numbering::paper).unwrap()
}

fn guide(world: &mut World, told: &[(&str, &str)]) -> Guide {
    let events = world.at("01", "A1", ask(LICENCE, told));
    match &paper(&events).body {
        PaperBody::Guidance { guide, .. } => (**guide).clone(),
        other => panic!("{other:?}"),
    }
}

/// Each material with the questions it hangs on.
fn materials(guide: &Guide) -> Vec<(&str, Vec<&str>)> {
    let told = guide.materials.iter();
    told.map(|told| (told.name.as_str(), told.depends.iter().map(String::as_str).collect())).collect()
}

/// S108. Catches: a guide that needs a case, a ticket or an applicant; one without a number.
#[test]
fn anybody_is_told_all_about_an_item_without_a_case() {
    let mut world = World::new();
    assert_eq!(world.refused("01", "A1", ask(LICENCE, &[])), Refusal::NotHolder);
    world.at("01", "A1", Command::TakePost);
    let events = world.at("01", "A1", ask(LICENCE, &[("venue", "retail")]));
    assert!(world.state.cases.is_empty());
    let paper = paper(&events);
    assert_eq!(paper.number.as_ref().unwrap().to_string(), "某政告〔2026〕1号");
    assert_eq!((paper.concerns().original(), &paper.subject), ("赵小明", &None));
    assert_eq!(world.post("01").papers.len(), 1);
    // A consulting window that takes no cases tells all the same (首问负责).
    world.at("03", "A3", Command::TakePost);
    world.at("03", "A3", ask(LICENCE, &[]));
}

/// S108, S053. Catches: a material left out because its question is open, or told to who will never need it.
#[test]
fn an_open_question_is_told_with_what_hangs_on_it() {
    let mut world = World::serving();
    let always = ["材料form", "材料identity", "材料business", "材料health", "材料rules"];
    let with = |more: &[(&'static str, Vec<&'static str>)]| {
        always.into_iter().map(|name| (name, vec![])).chain(more.iter().cloned()).collect::<Vec<_>>()
    };
    let nothing = guide(&mut world, &[]);
    assert_eq!(
        materials(&nothing),
        with(&[("材料plan", vec!["kitchen？"]), ("材料gas-report", vec!["gas？"])]),
        "nothing said: everything that may be asked"
    );
    assert_eq!(nothing.open, ["venue？"]);
    let retail = guide(&mut world, &[("venue", "retail")]);
    assert_eq!((materials(&retail), retail.open.len()), (with(&[]), 0));
    let kitchen = guide(&mut world, &[("venue", "catering"), ("kitchen", "yes")]);
    let plan = with(&[("材料plan", vec![]), ("材料gas-report", vec!["gas？"])]);
    assert_eq!((materials(&kitchen), kitchen.open.as_slice()), (plan, ["gas？".to_owned()].as_slice()));
    let all = guide(&mut world, &[("venue", "catering"), ("kitchen", "yes"), ("gas", "no")]);
    assert_eq!(materials(&all), with(&[("材料plan", vec![])]));
    assert_eq!(all.situation.len(), 3);
    let home = guide(&mut world, &[("venue", "home")]);
    assert_eq!(home.diversion.unwrap().reason, "自用不需要许可");
}

/// Catches: an answer nobody asked for, printed as if it counted; an item that is not there.
#[test]
fn only_what_the_guide_asks_is_answered() {
    let mut world = World::serving();
    for told in [[("moon", "yes")].as_slice(), &[("kitchen", "yes")], &[("venue", "moon")]] {
        assert_eq!(world.refused("01", "A1", ask(LICENCE, told)), Refusal::NoSuchChoice, "{told:?}");
    }
    assert!(matches!(world.refused("01", "A1", ask("nothing", &[])), Refusal::NotFound { .. }));
    assert!(world.papers().is_empty(), "what is refused takes no number");
}

/// S016, S050. Catches: a guide of an edition no longer in force.
#[test]
fn a_closed_item_is_not_told_as_if_it_were_open() {
    let mut world = World::serving();
    for item in &mut world.rules.items {
        item.valid_to = Some(jiff::civil::date(2026, 11, 18));
    }
    assert!(matches!(world.refused("01", "A1", ask(COPY, &[])), Refusal::ItemClosed { .. }));
}

fn refer(ticket: Option<&str>, matter: &str, to: &str, why: &str) -> Command {
    Command::Refer {
        ticket: ticket.map(Into::into),
        matter: Clean::new(matter),
        to: Place { name: Clean::new(to), address: Clean::new("三号路"), phone: Clean::default() },
        why: Clean::new(why),
    }
}

/// 首问负责. Catches: a referral that does not say what for, where to or why; one with the name of somebody at
/// another window.
#[test]
fn who_is_asked_first_says_where_to_go_in_writing() {
    let mut world = World::serving();
    for (matter, to, why) in
        [(" ", "派出所", "由其办理"), ("开具证明", "", "由其办理"), ("开具证明", "派出所", "")]
    {
        let refused = world.refused("01", "A1", refer(Some("A001"), matter, to, why));
        assert!(matches!(refused, Refusal::BadField { .. }), "{refused}");
    }
    world.take_ticket("B001");
    for other in ["B001", "Z999"] {
        let refused = world.refused("01", "A1", refer(Some(other), "开具证明", "派出所", "由其办理"));
        assert!(matches!(refused, Refusal::TicketState { .. } | Refusal::NotFound { .. }), "{refused}");
    }
    world.at("01", "A1", refer(None, "开具证明", "派出所", "由其办理"));
    let events = world.at("01", "A1", refer(Some("A001"), "开具证明", "派出所", "由其办理"));
    let PaperBody::Referral { ticket, to, .. } = &paper(&events).body else { panic!() };
    assert_eq!((ticket, to.name.original()), (&None, "派出所"), "our ticket does not hold there");
    assert_eq!(paper(&events).number.as_ref().unwrap().serial, 2);
}

/// S070, S071. Catches: somebody sent to another window with nothing in hand, or made to say everything again.
#[test]
fn a_redirected_ticket_takes_its_paper_along() {
    let mut world = World::serving();
    let mut ticket = world.state.tickets[&"A001".into()].clone();
    ticket.value.applicant = Some(person());
    ticket.value.item = Some(COPY.into());
    world.state.tickets.insert("A001".into(), ticket);
    let why = Clean::new("档案复制在2号窗口办理");
    let events =
        world.at("01", "A1", Command::Redirect { ticket: "A001".into(), to: "02".into(), why: why.clone() });
    let referral = paper(&events);
    let PaperBody::Referral { who, ticket, matter, to, why: told } = &referral.body else { panic!() };
    assert_eq!(referral.kind, PaperKind::Referral);
    assert_eq!(who.as_ref().unwrap().original(), "赵小明");
    assert_eq!(ticket, &Some("A001".into()), "it keeps its number");
    assert_eq!((matter.original(), told), ("档案复制", &why));
    assert_eq!(to.name.original(), "02号窗口（综合受理）");
    assert_eq!(world.post("01").papers.len(), 1, "it lies in the printer of the window that sends");
    let refused = Command::Redirect { ticket: "A001".into(), to: "02".into(), why: Clean::default() };
    world.refused("01", "A1", refused);
    assert_eq!(world.post("01").papers.len(), 1);
}
