//! DESIGN 4.2 and 行政许可法 32: which exits are open. Each property names the fault it catches.

use proptest::prelude::*;

use super::*;
use crate::domain::testing::rules::{FORWARDED, LICENCE, rulebook};
use crate::domain::testing::{World, answer, defective, examine};

fn item(code: &str) -> ServiceItem {
    rulebook().edition(&code.into(), "2026-03").unwrap().clone()
}

fn answers(given: &[(&str, &str)]) -> Answers {
    given.iter().map(|(question, choice)| ((*question).into(), (*choice).into())).collect()
}

fn verdicts(given: &[(&str, Verdict)]) -> BTreeMap<MaterialCode, Verdict> {
    given.iter().map(|(material, verdict)| ((*material).into(), verdict.clone())).collect()
}

fn codes(materials: &[&Material]) -> Vec<String> {
    materials.iter().map(|material| material.code.to_string()).collect()
}

fn judged(item: &ServiceItem, answers: &Answers, verdicts: &BTreeMap<MaterialCode, Verdict>) -> Assessment {
    assess(Intake { item, answers, verdicts, applicant_known: true })
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        1 => Just(Verdict::Unexamined),
        4 => Just(Verdict::Conforming),
        1 => Just(Verdict::Missing),
        1 => Just(defective(&["seal", "stale"])),
        1 => Just(Verdict::Corrected { defects: Defects::one("seal".into()) }),
        1 => Just(Verdict::Waived { basis: Basis { document: "示例法".into(), clause: String::new() } }),
        1 => Just(Verdict::Shared),
        1 => Just(Verdict::SharingFailed),
        1 => Just(Verdict::Deferred { due: jiff::civil::date(2026, 12, 1) }),
        1 => Just(Verdict::Committed),
    ]
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let of = |choices: &'static [&'static str]| prop::option::of(prop::sample::select(choices));
    (of(&["catering", "retail", "home"]), of(&["yes", "no"]), of(&["yes", "no"])).prop_map(
        |(venue, kitchen, gas)| {
            [("venue", venue), ("kitchen", kitchen), ("gas", gas)]
                .into_iter()
                .filter_map(|(question, choice)| Some((question.into(), choice?.into())))
                .collect()
        },
    )
}

fn any_verdicts() -> impl Strategy<Value = BTreeMap<MaterialCode, Verdict>> {
    let codes = item(LICENCE).materials.into_iter().map(|material| material.code).collect::<Vec<_>>();
    prop::collection::vec(any_verdict(), codes.len())
        .prop_map(move |verdicts| codes.iter().cloned().zip(verdicts).collect())
}

proptest! {
    /// Catches: acceptance open beside the notice (wanting lines not counted), an exit closed without a word.
    #[test]
    fn at_most_one_exit_is_open_and_the_closed_ones_say_why(
        answers in any_answers(), verdicts in any_verdicts(), known: bool, receive: bool,
    ) {
        let mut item = item(LICENCE);
        if receive {
            item.intake_mode = IntakeMode::Receive;
        }
        let assessment =
            assess(Intake { item: &item, answers: &answers, verdicts: &verdicts, applicant_known: known });
        let open = assessment.exits.iter().filter(|state| state.is_open()).count();
        prop_assert!(open <= 1, "{assessment:?}");
        prop_assert_eq!(assessment.exits.len(), 4);
        for state in &assessment.exits {
            prop_assert_eq!(state.is_open(), assessment.against(state.exit).is_empty());
        }
        prop_assert!(known || open == 0, "nothing is decided about nobody");
    }

    /// Catches: an exit that forgets to look at the unexamined lines or unanswered questions (DESIGN 4.2).
    #[test]
    fn nothing_is_decided_before_everything_is_examined(answers in any_answers(), verdicts in any_verdicts()) {
        let item = item(LICENCE);
        let lines = lines(&item, &answers, &verdicts);
        let unexamined = lines.iter().any(|line| *line.verdict == Verdict::Unexamined);
        let diverted = diversion(&item, &answers).is_some();
        let open = judged(&item, &answers, &verdicts).open();
        if diverted {
            prop_assert_eq!(open, Some(Exit::Refuse));
        } else if unexamined || open_question(&item, &answers).is_some() {
            prop_assert_eq!(open, None);
        } else {
            let wanting = lines.iter().any(|line| line.verdict.is_wanting());
            let failed = lines.iter().any(|line| *line.verdict == Verdict::SharingFailed);
            let expected = match (wanting, failed) {
                (true, _) => Some(Exit::Correct),
                (false, true) => None,
                (false, false) => Some(Exit::Accept),
            };
            prop_assert_eq!(open, expected);
        }
    }

    /// A line is settled, wanting, or still somebody's work: never two of them.
    #[test]
    fn a_verdict_is_wanting_or_settled_never_both(verdict in any_verdict()) {
        prop_assert!(!(verdict.is_wanting() && verdict.is_settled()));
        let text = serde_json::to_string(&verdict).unwrap();
        prop_assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict);
    }
}

/// Catches: deriving `Deserialize` past the constructor.
#[test]
fn defects_are_never_empty_not_even_from_outside() {
    assert_eq!(Defects::try_from(BTreeSet::new()), Err(NoDefect));
    assert!(serde_json::from_str::<Defects>("[]").is_err());
    assert!(serde_json::from_str::<Verdict>(r#"{"is":"defective","defects":[]}"#).is_err());
    assert!(serde_json::from_str::<Verdict>(r#"{"is":"corrected","defects":[]}"#).is_err());
    let defects: Defects = serde_json::from_str(r#"["stale","seal","seal"]"#).unwrap();
    assert_eq!(defects.count(), 2);
    assert!(defects.has(&"seal".into()) && !defects.has(&"other".into()));
}

#[test]
fn questions_come_up_one_after_the_other() {
    let item = item(LICENCE);
    let next = |given: &[(&str, &str)]| open_question(&item, &answers(given)).map(|q| q.code.to_string());
    assert_eq!(next(&[]).as_deref(), Some("venue"));
    assert_eq!(next(&[("venue", "catering")]).as_deref(), Some("kitchen"));
    assert_eq!(next(&[("venue", "catering"), ("kitchen", "yes")]).as_deref(), Some("gas"));
    assert_eq!(next(&[("venue", "catering"), ("kitchen", "no")]), None);
    assert_eq!(next(&[("venue", "retail")]), None);
}

#[test]
fn the_situation_chooses_the_materials_in_the_order_of_the_guide() {
    let item = item(LICENCE);
    let always = ["form", "identity", "business", "health", "rules"];
    assert_eq!(codes(&resolve(&item, &answers(&[("venue", "retail")]))), always);
    let all = resolve(&item, &answers(&[("venue", "catering"), ("kitchen", "yes"), ("gas", "yes")]));
    assert_eq!(all.len(), 7);
    assert_eq!(codes(&all[5..]), ["plan", "gas-report"]);
}

#[test]
fn a_diversion_leads_to_refusal_without_examination_and_to_nothing_else() {
    let item = item(LICENCE);
    let home = answers(&[("venue", "home")]);
    let assessment = judged(&item, &home, &verdicts(&[]));
    assert_eq!(assessment.open(), Some(Exit::Refuse));
    assert_eq!(assessment.against(Exit::Accept), [Closed::Diverted]);
    assert_eq!(assessment.against(Exit::Correct), [Closed::Diverted]);
    let unknown =
        assess(Intake { item: &item, answers: &home, verdicts: &verdicts(&[]), applicant_known: false });
    assert_eq!(unknown.against(Exit::Refuse), [Closed::NoApplicant]);
}

#[test]
fn without_a_lawful_ground_nothing_is_refused() {
    let item = item(LICENCE);
    let retail = answers(&[("venue", "retail")]);
    assert_eq!(judged(&item, &retail, &verdicts(&[])).against(Exit::Refuse), [Closed::NoGround]);
}

/// What the hall could not obtain is never the applicant's defect (S062).
#[test]
fn failed_sharing_closes_acceptance_and_is_no_demand() {
    let item = item(LICENCE);
    let retail = answers(&[("venue", "retail")]);
    let mut found = verdicts(&[("business", Verdict::SharingFailed)]);
    for code in ["form", "identity", "health", "rules"] {
        found.insert(code.into(), Verdict::Conforming);
    }
    let assessment = judged(&item, &retail, &found);
    assert_eq!(assessment.open(), None);
    assert_eq!(assessment.against(Exit::Accept), [Closed::SharingFailed { count: 1 }]);
    assert_eq!(assessment.against(Exit::Correct), [Closed::NothingWanting]);
}

#[test]
fn the_reasons_count() {
    let item = item(LICENCE);
    let retail = answers(&[("venue", "retail")]);
    let found = verdicts(&[("form", Verdict::Missing), ("identity", defective(&["seal"]))]);
    let assessment = judged(&item, &retail, &found);
    assert_eq!(
        assessment.against(Exit::Accept),
        [Closed::Unexamined { count: 3 }, Closed::Wanting { count: 2 }]
    );
    assert_eq!(assessment.against(Exit::Correct), [Closed::Unexamined { count: 3 }]);
}

/// Requirements C1: the item says whether the window accepts or only receives.
#[test]
fn a_forwarded_item_is_received_and_not_accepted() {
    let item = item(FORWARDED);
    let found = verdicts(&[("form", Verdict::Conforming)]);
    let assessment = judged(&item, &answers(&[]), &found);
    assert_eq!(assessment.open(), Some(Exit::Receive));
    assert_eq!(assessment.against(Exit::Accept), [Closed::OnlyReceived]);
}

#[test]
fn verdicts_on_lines_not_asked_for_do_not_count() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "catering"));
    world.at("01", "A1", answer("c1", "kitchen", "yes"));
    world.at("01", "A1", examine("c1", "plan", Verdict::Missing));
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.all_conform("c1");
    assert_eq!(world.case("c1").assess(&item(LICENCE)).open(), Some(Exit::Accept));
}

/// Catches: dropping only the questions that fall away at the first look. A stale answer further down the
/// chain would go on demanding its materials (J02).
#[test]
fn answers_fall_away_down_the_whole_chain() {
    let mut world = World::with_case(LICENCE);
    for (question, choice) in [("venue", "catering"), ("kitchen", "yes"), ("gas", "yes")] {
        world.at("01", "A1", answer("c1", question, choice));
    }
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let case = world.case("c1");
    assert_eq!(case.answers, answers(&[("venue", "retail")]));
    assert_eq!(resolve(&item(LICENCE), &case.answers).len(), 5);
}
