//! One fault for each rule, and the place where it must be told. The faults are planted in the values that were
//! read, so that each is judged by itself, whatever the reader refuses.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use yichuang::catalogue::Fixtures;
use yichuang::catalogue::lint::Rule;
use yichuang::domain::calendar::{CalendarYear, WorkCalendar};
use yichuang::domain::clock::{Limit, LimitUnit};
use yichuang::domain::condition::Condition;
use yichuang::domain::fee::{Band, FeeRule, FeeStandard};
use yichuang::domain::item::{Material, Question, ServiceItem};
use yichuang::domain::phrases::Phrase;

use crate::DAY;

/// A fault.
pub struct Seed {
    /// The rule that must find it.
    pub rule: Rule,
    /// What is planted.
    pub what: &'static str,
    pub plant: fn(&mut Fixtures),
    /// File and a text on the line; none where nothing of the kind is written.
    pub at: Option<(&'static str, &'static str)>,
    /// The day of the examination.
    pub on: Date,
}

const ITEMS: &str = "catalogue/items.toml";
const SHARED: &str = "catalogue/_materials.toml";
const FEES: &str = "fees/fees.toml";
const WORDS: &str = "wording/hall.toml";
const YEAR: &str = "calendar/2026.toml";
const NEW: &str = "code = \"stall.new\"";
const HEALTH: &str = "code = \"health\"";

fn item<'f>(fixtures: &'f mut Fixtures, code: &str) -> &'f mut ServiceItem {
    fixtures.items.iter_mut().find(|item| item.code.as_str() == code).expect("the item")
}

fn new(fixtures: &mut Fixtures) -> &mut ServiceItem {
    item(fixtures, "stall.new")
}

fn material<'f>(fixtures: &'f mut Fixtures, code: &str) -> &'f mut Material {
    new(fixtures).materials.iter_mut().find(|material| material.code.as_str() == code).expect("the material")
}

fn health(fixtures: &mut Fixtures) -> &mut Material {
    material(fixtures, "health")
}

fn question<'f>(fixtures: &'f mut Fixtures, code: &str) -> &'f mut Question {
    new(fixtures).questions.iter_mut().find(|question| question.code.as_str() == code).expect("the question")
}

fn fee<'f>(fixtures: &'f mut Fixtures, title: &str) -> &'f mut FeeStandard {
    fixtures.fees.iter_mut().find(|standard| standard.title == title).expect("the standard")
}

fn bands(fixtures: &mut Fixtures) -> &mut Vec<Band> {
    match &mut fee(fixtures, "摊位费（新）").lines[1].rule {
        FeeRule::Progressive { bands, .. } => bands,
        other => panic!("{other:?}"),
    }
}

fn is(question: &str, choice: &str) -> Condition {
    Condition::Is(BTreeMap::from([(question.into(), choice.into())]))
}

fn days(n: u16) -> Limit {
    Limit { n, unit: LimitUnit::WorkingDays }
}

fn say(fixtures: &mut Fixtures, phrase: Phrase, text: &str) {
    fixtures.wordings[0].phrases.set(phrase, text);
}

fn calendar(fixtures: &mut Fixtures, change: impl Fn(&mut CalendarYear)) {
    let mut years: Vec<CalendarYear> = fixtures.calendar.clone().into();
    years.iter_mut().for_each(change);
    fixtures.calendar = WorkCalendar::new(years);
}

fn seed(rule: Rule, what: &'static str, at: (&'static str, &'static str), plant: fn(&mut Fixtures)) -> Seed {
    Seed { rule, what, plant, at: Some(at), on: DAY }
}

/// All of them; several for rules with several sides.
pub fn all() -> Vec<Seed> {
    let mut all = texts();
    all.extend(limits());
    all.extend(situations());
    all.extend(fees());
    all.extend(dates());
    all.extend(papers());
    all
}

fn texts() -> Vec<Seed> {
    vec![
        seed(Rule::CatchAll, "name, S053", (ITEMS, "name = \"从业人员健康证明\""), |f| {
            health(f).name = "健康证明等材料".into();
        }),
        seed(Rule::CatchAll, "condition", (ITEMS, "conditions = [\"摊位在划定的区域内\"]"), |f| {
            new(f).conditions.push("法律、法规规定的其他条件".into());
        }),
        seed(Rule::CatchAll, "shared material, told once", (SHARED, "checkpoints = "), |f| {
            for item in &mut f.items {
                for material in item.materials.iter_mut().filter(|material| material.common.is_some()) {
                    material.checkpoints = vec!["与有关材料一致".into()];
                }
            }
        }),
        seed(Rule::CatchAll, "remedy", (ITEMS, "text = \"已过有效期\""), |f| {
            health(f).defects[0].remedy = "提交相关证明".into();
        }),
        seed(Rule::CatchAll, "obtain", (ITEMS, "obtain = \"体检后复印一份\""), |f| {
            health(f).obtain = "向有关部门申请".into();
        }),
        seed(Rule::ItemNoBasis, "S050", (ITEMS, "basis = [\"示例条例 第三条\"]"), |f| {
            new(f).basis.clear();
        }),
        seed(Rule::MaterialNoBasis, "S053", (ITEMS, "basis = [\"示例条例 第五条\"]"), |f| {
            health(f).basis.clear();
        }),
        seed(Rule::MaterialNoSource, "S052", (ITEMS, "obtain = \"体检后复印一份\""), |f| {
            health(f).obtain = " ".into();
        }),
        seed(Rule::MaterialUnexaminable, "S082", (ITEMS, HEALTH), |f| health(f).checkpoints.clear()),
        seed(Rule::MaterialUnexaminable, "S082", (ITEMS, HEALTH), |f| health(f).defects.clear()),
        seed(Rule::IntermediaryNamed, "条例 43", (ITEMS, "intermediary = "), |f| {
            health(f).intermediary = "某县康宁体检中心".into();
        }),
        seed(Rule::GuideIncomplete, "S051", (ITEMS, NEW), |f| {
            new(f).result_sample.clear();
            new(f).channels.clear();
            new(f).delivery.clear();
        }),
        seed(Rule::NoContact, "S051", (ITEMS, NEW), |f| new(f).hours.clear()),
        seed(Rule::CodeCredit, "facts 6.4, 31", (ITEMS, "codes = "), |f| {
            new(f).codes.implementing = "11440232MB2D06811A4000117051000".into();
        }),
        seed(Rule::CodeCredit, "facts 6.4, 33", (ITEMS, "codes = "), |f| {
            new(f).codes.implementing = "11440232MB2D06811A400011705100001".into();
        }),
        seed(Rule::CodeCredit, "facts 6.4, another 基本编码", (ITEMS, "codes = "), |f| {
            new(f).codes.basic = "000117051001".into();
        }),
    ]
}

fn limits() -> Vec<Seed> {
    let promised = (ITEMS, "promised = { n = 8");
    vec![
        seed(Rule::LimitMissing, "S138", promised, |f| new(f).promised = days(0)),
        seed(Rule::LimitBeyondLaw, "same unit", promised, |f| new(f).promised = days(21)),
        seed(Rule::LimitBeyondLaw, "20 working days over 春节 are longer than a month", promised, |f| {
            new(f).promised = days(20);
            new(f).statutory = Some(Limit { n: 1, unit: LimitUnit::Months });
        }),
        seed(Rule::ImmediateLimit, "S123", (ITEMS, "promised = { n = 0"), |f| {
            item(f, "stall.copy").promised = days(1);
        }),
        seed(Rule::DeferralNoDays, "S088", (ITEMS, "deferrable = true"), |f| new(f).deferral_days = None),
        seed(Rule::DeferralUnused, "S089", (ITEMS, "deferral_days = 5"), |f| health(f).deferrable = false),
        seed(Rule::DeferralBeyondLimit, "facts 1.5", (ITEMS, "deferral_days = 5"), |f| {
            new(f).deferral_days = Some(9);
        }),
        seed(Rule::DeferralAll, "S088", (ITEMS, "deferral_days = 5"), |f| {
            for material in &mut new(f).materials {
                material.deferrable = material.when.is_always();
            }
        }),
        seed(Rule::CommitmentExcluded, "S091, class", (ITEMS, "committable = true"), |f| {
            new(f).no_commitment = "直接涉及人身安全".into();
        }),
        seed(Rule::CommitmentExcluded, "S091, on the spot", (ITEMS, "# copy"), |f| {
            let copy = item(f, "stall.copy");
            copy.no_commitment.clear();
            copy.materials[0].committable = true;
        }),
    ]
}

fn situations() -> Vec<Seed> {
    let staff_when = (ITEMS, "# staff");
    let health_when = (ITEMS, "between = { staff = [3, 50] }");
    let agent_when = (ITEMS, "when = { is = { agent = \"yes\" } }");
    vec![
        seed(Rule::QuestionUnreachable, "contradictory", staff_when, |f| {
            question(f, "staff").when = Condition::All(vec![is("goods", "food"), is("goods", "wares")]);
            health(f).when = is("goods", "food");
        }),
        seed(Rule::QuestionUnreachable, "diverted before it is asked", staff_when, |f| {
            question(f, "staff").when = is("goods", "drugs");
            health(f).when = is("goods", "food");
        }),
        seed(Rule::QuestionUnanswerable, "no number", (ITEMS, "number = "), |f| {
            let range = question(f, "staff").number.as_mut().expect("a number");
            (range.min, range.max) = (9, 8);
            health(f).when = is("goods", "food");
        }),
        seed(Rule::QuestionUnused, "no condition left", (ITEMS, "code = \"staff\""), |f| {
            health(f).when = is("goods", "food");
        }),
        seed(Rule::MaterialUnreachable, "outside the range of the number", health_when, |f| {
            health(f).when = Condition::All(vec![
                is("goods", "food"),
                Condition::Between([("staff".into(), (51, 99))].into()),
            ]);
        }),
        seed(Rule::MaterialUnreachable, "only where the answers divert", agent_when, |f| {
            material(f, "power").when = Condition::All(vec![is("goods", "own"), is("agent", "yes")]);
        }),
        seed(
            Rule::DiversionUnreachable,
            "contradictory",
            (ITEMS, "when = { is = { goods = \"drugs\" } }"),
            |f| {
                new(f).diversions[1].when = Condition::All(vec![is("goods", "wares"), is("goods", "food")]);
            },
        ),
        seed(Rule::ConditionContradictory, "one part of any", health_when, |f| {
            let clash = Condition::All(vec![is("goods", "wares"), is("goods", "food")]);
            let old = health(f).when.clone();
            health(f).when = Condition::Any(vec![old, clash]);
        }),
        seed(Rule::ConditionAlways, "written for nothing", agent_when, |f| {
            material(f, "power").when =
                Condition::Any(vec![is("agent", "yes"), Condition::Not(Box::new(is("agent", "yes")))]);
        }),
        seed(Rule::ListEmpty, "nothing is asked of one alone", (ITEMS, NEW), |f| {
            for material in new(f).materials.iter_mut().filter(|material| material.when.is_always()) {
                material.when = is("agent", "yes");
            }
            health(f).deferrable = false;
            new(f).deferral_days = None;
        }),
        seed(
            Rule::DiversionsClash,
            "two reasons for one answer",
            (ITEMS, "when = { is = { goods = \"drugs\" } }"),
            |f| {
                let both = vec!["own".into(), "drugs".into()];
                new(f).diversions[1].when = Condition::OneOf([("goods".into(), both)].into());
            },
        ),
    ]
}

fn fees() -> Vec<Seed> {
    let stall = (FEES, "valid_from = \"2025-01-01\"");
    let new_fee = (FEES, "code = \"stall\" # new");
    let progressive = (FEES, "rule = { progressive");
    let inputs = (ITEMS, "fee_inputs = ");
    let answers = (ITEMS, "fee_answers = ");
    vec![
        seed(Rule::FeeMissing, "S051", (ITEMS, "code = \"stall.copy\""), |f| {
            item(f, "stall.copy").fee = None;
        }),
        seed(Rule::FeeNotInForce, "expired", (ITEMS, "fee = \"stall.copy\""), |f| {
            fee(f, "许可证补发").valid_to = Some(date(2025, 12, 31));
        }),
        seed(Rule::FeeNoBasis, "行政许可法 58", (FEES, "clause = \"第二条\""), |f| {
            fee(f, "摊位费（新）").basis.clear();
        }),
        seed(Rule::FeeFreeMismatch, "steps say pay", (ITEMS, "steps = [\"受理\", \"补发\"]"), |f| {
            item(f, "stall.copy").steps.push("缴费".into());
        }),
        seed(Rule::FeeFreeMismatch, "steps say free", (ITEMS, "steps = [\"受理\", \"审查\""), |f| {
            new(f).steps.push("领证不收费".into());
        }),
        seed(Rule::FeeFreeMismatch, "nothing to pay online", (ITEMS, "code = \"stall.copy\""), |f| {
            item(f, "stall.copy").online_payment = true;
        }),
        seed(Rule::FeeFreeMismatch, "note says free", new_fee, |f| {
            fee(f, "摊位费（新）").note = "本项不收费".into();
        }),
        seed(Rule::FeeOverlap, "one day", stall, |f| fee(f, "摊位费").valid_to = Some(date(2025, 1, 1))),
        seed(Rule::FeeOverlap, "no end", stall, |f| fee(f, "摊位费").valid_to = None),
        seed(Rule::FeeGap, "one day", stall, |f| fee(f, "摊位费").valid_to = Some(date(2024, 12, 30))),
        seed(Rule::FeeBands, "overlap", progressive, |f| bands(f)[1].upto = bands(f)[0].upto),
        seed(Rule::FeeBands, "gap at the top", progressive, |f| {
            bands(f).pop();
        }),
        seed(Rule::FeeBands, "beyond the input", progressive, |f| {
            fee(f, "摊位费（新）").inputs[2].max = Some(40.into());
            bands(f)[1].upto = Some(40.into());
        }),
        seed(Rule::FeeFlawed, "a reduction of lines that are not there", new_fee, |f| {
            let line = fee(f, "摊位费（新）").lines[0].clone();
            fee(f, "摊位费（新）").lines.push(line);
        }),
        seed(Rule::FeeUnregulated, "one choice without line", new_fee, |f| {
            fee(f, "摊位费（新）").lines.remove(0);
        }),
        seed(Rule::FeeInputUnknown, "input", inputs, |f| {
            new(f).fee_inputs.insert("zone".into(), "county".into());
        }),
        seed(Rule::FeeInputUnknown, "choice", inputs, |f| {
            new(f).fee_inputs.insert("area".into(), "village".into());
        }),
        seed(Rule::FeeInputUnknown, "choices of the question", answers, |f| {
            fee(f, "摊位费（新）").inputs[1].choices.remove(1);
        }),
        seed(Rule::FeeInputNever, "no such question", answers, |f| {
            new(f).fee_answers.insert("square".into(), "area".into());
        }),
    ]
}

fn dates() -> Vec<Seed> {
    vec![
        Seed {
            rule: Rule::CalendarUnpublished,
            what: "the year after",
            // Standards and items still hold.
            plant: |_| {},
            at: None,
            on: date(2027, 3, 2),
        },
        Seed {
            rule: Rule::CalendarProvisional,
            what: "20 working days in December",
            plant: |f| f.items.truncate(1),
            at: Some((ITEMS, NEW)),
            on: date(2026, 12, 15),
        },
        seed(Rule::CalendarProvisional, "the last day of the edition", (ITEMS, NEW), |f| {
            new(f).valid_to = Some(date(2026, 12, 31));
        }),
        seed(Rule::CalendarFlawed, "a Monday", (YEAR, "make_up = "), |f| {
            calendar(f, |year| {
                year.make_up.insert(date(2026, 3, 9));
            });
        }),
        seed(Rule::CalendarFlawed, "off and worked", (YEAR, "make_up = "), |f| {
            calendar(f, |year| {
                year.make_up.insert(date(2026, 2, 15));
            });
        }),
        seed(Rule::CalendarFlawed, "no number", (YEAR, "document = "), |f| {
            calendar(f, |year| year.document.clear());
        }),
    ]
}

fn papers() -> Vec<Seed> {
    vec![
        seed(Rule::WordingLawDropped, "no law", (WORDS, "told_licence = "), |f| {
            say(f, Phrase::ToldLicence, "现将要补正的内容一次告知您。");
        }),
        seed(Rule::WordingLawDropped, "another law", (WORDS, "told_licence = "), |f| {
            say(f, Phrase::ToldLicence, "按照《行政许可法释义》，现将要补正的内容一次告知您。");
        }),
        seed(Rule::WordingBlames, "blame", (WORDS, "late = "), |f| {
            say(f, Phrase::CorrectLate, "逾期没有补正的，后果自负。");
        }),
        seed(Rule::WordingBlames, "你", (WORDS, "late = "), |f| {
            say(f, Phrase::CorrectLate, "逾期没有补正的，请你重新申请。");
        }),
    ]
}
