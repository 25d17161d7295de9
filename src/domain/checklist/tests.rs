//! DESIGN 4.2 and 行政许可法 32: which exits are open. Each property names the fault it catches.

use proptest::prelude::*;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::*;
use crate::domain::calendar::tests::published;
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::item::{Basis, CaseKind, IntakeMode};
use crate::domain::testing::rules::{FORWARDED, LICENCE, rulebook};
use crate::domain::testing::{World, answer, defective, examine};
use crate::text::Clean;

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
    of(item, answers, verdicts, &[], true)
}

/// Thursday 19 November 2026. Five working days later is Thursday the 26th, before the promised eight.
const TODAY: Date = date(2026, 11, 19);
const LAST: Date = date(2026, 11, 26);

fn of(
    item: &ServiceItem,
    answers: &Answers,
    verdicts: &BTreeMap<MaterialCode, Verdict>,
    extras: &[ExtraDemand],
    applicant_known: bool,
) -> Assessment {
    let calendar = &published();
    assess(Intake { item, answers, verdicts, extras, applicant_known, today: TODAY, calendar })
}

fn unexamined(names: &[&str]) -> Closed {
    Closed::Unexamined {
        count: names.len(), lines: names.iter().map(|name| format!("材料{name}")).collect()
    }
}

fn wanting(names: &[&str]) -> Closed {
    Closed::Wanting { count: names.len(), lines: names.iter().map(|name| format!("材料{name}")).collect() }
}

fn deferred(day: Date) -> Verdict {
    Verdict::Deferred { due: day, promised: true }
}

fn extra(state: DemandState) -> ExtraDemand {
    let basis = Basis { document: "示例条例".into(), clause: "第九条".into() };
    let words = ["产权证明", "到登记中心查询", "权属有争议"].map(Clean::new);
    let [name, obtain, reason] = words;
    let proposed = ExtraDemand::proposed("extra-1".into(), &name, &obtain, basis, reason, "A1".into());
    ExtraDemand { state, ..proposed }
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
        1 => (18_i8..=28, prop::bool::weighted(0.9)).prop_map(|(day, promised)| {
            Verdict::Deferred { due: date(2026, 11, day), promised }
        }),
        1 => Just(Verdict::Taken { from: "20261119-0001".into() }),
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

fn any_extra() -> impl Strategy<Value = Vec<ExtraDemand>> {
    let by = || "L1".into();
    prop_oneof![
        4 => Just(Vec::new()),
        1 => Just(vec![extra(DemandState::Proposed)]),
        1 => Just(vec![extra(DemandState::Allowed { by: by() })]),
        1 => Just(vec![extra(DemandState::Rejected { by: by() })]),
    ]
}

/// Everything asked, everything looked at, nothing waiting, and every deferral carried by the main materials.
fn is_examined(item: &ServiceItem, answers: &Answers, lines: &[Line<'_>], asked: &[ExtraDemand]) -> bool {
    let open = |line: &Line<'_>| matches!(line.verdict, Verdict::Unexamined | Verdict::SharingFailed);
    let holds = |line: &Line<'_>| match line.verdict {
        Verdict::Deferred { due, promised } => {
            *promised && line.material.deferrable && (TODAY..=LAST).contains(due)
        }
        _ => true,
    };
    let deferring = lines.iter().any(|line| matches!(line.verdict, Verdict::Deferred { .. }));
    let mut main = lines.iter().filter(|line| !line.material.deferrable);
    let carried =
        main.clone().any(|line| line.verdict.is_in_hand()) && !main.any(|line| line.verdict.is_wanting());
    open_question(item, answers).is_none()
        && !lines.iter().any(open)
        && !asked.iter().any(|extra| extra.state == DemandState::Proposed)
        && lines.iter().all(holds)
        && (!deferring || carried)
}

proptest! {
    /// 行政许可法 32. Catches: two exits open at once, none although everything is examined, one before it is, one
    /// closed without a word. What "examined" means is said here in full, beside the rule and not by it.
    #[test]
    fn exactly_one_exit_is_open_once_all_is_examined_and_none_before(
        answers in any_answers(), verdicts in any_verdicts(), known: bool, receive: bool, asked in any_extra(),
    ) {
        let mut item = item(LICENCE);
        if receive {
            item.intake_mode = IntakeMode::Receive;
        }
        let assessment = of(&item, &answers, &verdicts, asked.as_slice(), known);
        let lines = lines(&item, &answers, &verdicts, asked.as_slice());
        let diverted = diversion(&item, &answers).is_some();
        let wanting = lines.iter().any(|line| line.verdict.is_wanting());
        let expected = match (known && (diverted || is_examined(&item, &answers, &lines, &asked)), diverted, wanting) {
            (false, ..) => None,
            (true, true, _) => Some(Exit::Refuse),
            (true, false, true) => Some(Exit::Correct),
            (true, false, false) => Some(if receive { Exit::Receive } else { Exit::Accept }),
        };
        let open: Vec<_> = assessment.exits.iter().filter(|state| state.is_open()).map(|state| state.exit).collect();
        prop_assert_eq!(open, expected.into_iter().collect::<Vec<_>>(), "{:?}", assessment);
        prop_assert_eq!(assessment.exits.len(), 4);
        for state in &assessment.exits {
            prop_assert_eq!(state.is_open(), assessment.against(state.exit).is_empty());
            let words: Vec<_> = state.closed.iter().map(ToString::to_string).collect();
            let distinct: BTreeSet<_> = words.iter().collect();
            prop_assert!(words.iter().all(|why| !why.is_empty()) && distinct.len() == words.len(), "{words:?}");
        }
    }

    /// S058. Catches: a material asked twice, or fewer of it than the item that asks for most.
    #[test]
    fn a_merged_list_asks_for_everything_once(counts in prop::collection::vec((0_u8..4, 0_u8..4), 1..5)) {
        let items: Vec<ServiceItem> = counts.iter().map(|(originals, copies)| {
            let mut item = item(LICENCE);
            for material in &mut item.materials {
                (material.originals, material.copies) = (*originals, *copies);
            }
            item
        }).collect();
        let none = verdicts(&[]);
        let retail = answers(&[("venue", "retail")]);
        let lists: Vec<_> = items.iter().map(|item| lines(item, &retail, &none, &[])).collect();
        let merged = merge(&lists);
        // Of the five materials of a retailer only the identity card is one that items share.
        prop_assert_eq!(merged.len(), 1 + 4 * items.len());
        let asked: usize = merged.iter().map(|line| line.asked.len()).sum();
        prop_assert_eq!(asked, 5 * items.len(), "nothing is lost");
        let identity = merged.iter().find(|line| line.material.code.as_str() == "identity").unwrap();
        prop_assert_eq!(identity.originals, counts.iter().map(|count| count.0).max().unwrap());
        prop_assert_eq!(identity.copies, counts.iter().map(|count| count.1).max().unwrap());
        let order: Vec<_> = merged.iter().take(5).map(|line| line.material.code.as_str()).collect();
        prop_assert_eq!(order, ["form", "identity", "business", "health", "rules"]);
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
    let unknown = of(&item, &home, &verdicts(&[]), &[], false);
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
    let failed = Closed::SharingFailed { count: 1, lines: vec!["材料business".into()] };
    assert_eq!(assessment.open(), None);
    assert_eq!(assessment.against(Exit::Accept), std::slice::from_ref(&failed));
    assert_eq!(assessment.against(Exit::Correct), [failed, Closed::NothingWanting]);
}

#[test]
fn the_reasons_count() {
    let item = item(LICENCE);
    let retail = answers(&[("venue", "retail")]);
    let found = verdicts(&[("form", Verdict::Missing), ("identity", defective(&["seal"]))]);
    let assessment = judged(&item, &retail, &found);
    assert_eq!(
        assessment.against(Exit::Accept),
        [unexamined(&["business", "health", "rules"]), wanting(&["form", "identity"])]
    );
    assert_eq!(assessment.against(Exit::Correct), [unexamined(&["business", "health", "rules"])]);
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
    assert_eq!(world.case("c1").assess(&item(LICENCE), TODAY, &published()).open(), Some(Exit::Accept));
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

/// Every closed exit says which lines are meant: the first in full, the rest cut.
#[test]
fn a_reason_names_the_lines_as_far_as_there_is_room() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let two = Closed::Unexamined { count: 2, lines: names(&["布局图", "设备清单"]) };
    assert_eq!(two.to_string(), "还有2项未审：布局图、设备清单");
    let many = ["食品经营许可申请书", "营业执照", "设备设施清单", "操作流程说明", "规章制度目录"];
    let many = Closed::Wanting { count: 5, lines: names(&many) };
    assert_eq!(many.to_string(), "有5项缺或不符：食品经营许可申请书、营业执照、设备设施清单等");
    let old: Closed = serde_json::from_str(r#"{"why":"unexamined","count":3}"#).unwrap();
    assert_eq!(old.to_string(), "还有3项未审", "a refusal of an earlier edition");
}

/// S088, domain-facts 1.2. Catches: a day counted from elsewhere, or one past the promised decision.
#[test]
fn a_deferral_ends_with_its_days_and_never_after_the_promised_decision() {
    let calendar = published();
    let mut item = item(LICENCE);
    let last = |item: &ServiceItem| last_deferral_day(item, TODAY, &calendar);
    assert_eq!(last(&item), Some(LAST), "five working days");
    item.deferral_days = Some(20);
    assert_eq!(last(&item), Some(date(2026, 12, 1)), "the promised eight working days");
    item.promised = Limit { n: 0, unit: LimitUnit::OnTheSpot };
    assert_eq!(last(&item), None, "decided on the spot");
    item = super::tests::item(LICENCE);
    item.deferral_days = None;
    assert_eq!(last(&item), None);
}

fn deferring(health: Verdict, form: Verdict) -> Assessment {
    let item = item(LICENCE);
    let mut found = verdicts(&[("health", health), ("form", form)]);
    for code in ["identity", "business", "rules"] {
        found.insert(code.into(), Verdict::Conforming);
    }
    judged(&item, &answers(&[("venue", "retail")]), &found)
}

/// S088. Catches: a promise that has run out, or is nobody's, accepted all the same.
#[test]
fn a_deferral_is_checked_again_when_it_is_accepted() {
    assert_eq!(deferring(deferred(LAST), Verdict::Conforming).open(), Some(Exit::Accept));
    let invalid = Closed::DeferralInvalid { count: 1, lines: vec!["材料health".into()] };
    for stale in [
        deferred(date(2026, 11, 18)),
        deferred(date(2026, 11, 27)),
        Verdict::Deferred { due: LAST, promised: false },
    ] {
        let assessment = deferring(stale, Verdict::Conforming);
        assert_eq!(assessment.open(), None);
        assert_eq!(assessment.against(Exit::Accept), std::slice::from_ref(&invalid));
    }
}

/// 主要材料齐全: catches a deferral beside a main material that is wanting, which would be told in two notices.
#[test]
fn nothing_is_deferred_while_a_main_material_is_wanting() {
    let assessment = deferring(deferred(LAST), Verdict::Missing);
    let main = Closed::MainIncomplete { lines: vec!["材料health".into()] };
    assert_eq!(assessment.open(), None);
    assert_eq!(assessment.against(Exit::Correct), std::slice::from_ref(&main));
    assert_eq!(deferring(Verdict::Missing, Verdict::Missing).open(), Some(Exit::Correct));

    let mut all = item(LICENCE);
    all.kind = CaseKind::Promised;
    for material in &mut all.materials {
        material.deferrable = true;
    }
    let found = ["form", "identity", "business", "health", "rules"].map(|code| (code, deferred(LAST)));
    let assessment = judged(&all, &answers(&[("venue", "retail")]), &verdicts(&found));
    assert!(
        matches!(assessment.against(Exit::Accept), [Closed::MainIncomplete { lines }] if lines.len() == 5)
    );
}

/// J02. Catches: a proposal that already demands, a rejected one that still does.
#[test]
fn an_extra_demand_joins_the_list_only_when_a_lead_has_allowed_it() {
    let item = item(LICENCE);
    let retail = answers(&[("venue", "retail")]);
    let codes = ["form", "identity", "business", "health", "rules"];
    let found = verdicts(&codes.map(|code| (code, Verdict::Conforming)));
    let with = |state| {
        let extras = [extra(state)];
        (of(&item, &retail, &found, &extras, true), lines(&item, &retail, &found, &extras).len())
    };
    let (waiting, count) = with(DemandState::Proposed);
    let why = Closed::DemandWaiting { count: 1, lines: vec!["产权证明".into()] };
    assert_eq!(count, 5);
    assert_eq!(waiting.against(Exit::Accept), std::slice::from_ref(&why));
    assert_eq!(waiting.against(Exit::Correct), [why, Closed::NothingWanting]);
    let (allowed, count) = with(DemandState::Allowed { by: "L1".into() });
    assert_eq!(count, 6);
    assert!(matches!(allowed.against(Exit::Accept), [Closed::Unexamined { count: 1, .. }]));
    let (rejected, count) = with(DemandState::Rejected { by: "L1".into() });
    assert_eq!((rejected.open(), count), (Some(Exit::Accept), 5));
}

/// S053; 河南条例 28: 不得含有“其他”“有关”等兜底条款.
#[test]
fn catch_all_wording_is_known() {
    for name in [
        "其他材料",
        "其他 材料",
        "有关证明文件",
        "与申请相关材料",
        "身份证等材料",
        "房产证等",
        "材料",
        "窗口要求提供的文件",
    ] {
        assert!(is_catch_all(name), "{name}");
    }
    for name in [
        "房屋所有权证",
        "法定代表人身份证明",
        "其他股东同意转让的声明",
        "等离子体设备检测报告",
        "相关利害关系人同意书",
    ] {
        assert!(!is_catch_all(name), "{name}");
    }
}
