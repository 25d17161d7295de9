//! Cases of the shipped catalogue in every situation, and a door that decides, numbers and folds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use yichuang::catalogue::{Place, load_from};
use yichuang::document;
use yichuang::domain::case::{Case, Stage};
use yichuang::domain::checklist::{self, Defects, Verdict};
use yichuang::domain::command::{Command, Order};
use yichuang::domain::condition::{Answers, Condition};
use yichuang::domain::decide::{self, Context, Draft};
use yichuang::domain::ids::{CaseId, ChoiceCode, Fence, MaterialCode};
use yichuang::domain::item::{Material, Question, ServiceItem};
use yichuang::domain::numbering;
use yichuang::domain::paper::Paper;
use yichuang::domain::person::Applicant;
use yichuang::domain::post::Post;
use yichuang::domain::refusal::Refusal;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, Versioned, evolve};
use yichuang::text::Clean;

pub static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let shipped = load_from(Place::Shipped).expect("the shipped files are clean");
    let mut halls = shipped.rulebooks().into_iter();
    halls.find(|rules| rules.hall.id.as_str() == "qinghe").expect("青河县 is shipped")
});

/// A working Monday without a holiday near.
pub const TODAY: Date = date(2026, 11, 23);
/// More situations than these are sampled.
const MOST: usize = 64;

/// Throws that repeat: the same seed gives the same throws (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides.max(1)).unwrap()).unwrap()
    }
}

/// The situations of an item in which it is applied for here: all of them, or a sample of these throws.
pub fn situations(item: &ServiceItem, dice: &mut Dice) -> Vec<Answers> {
    let mut whole = Vec::new();
    let mut open = vec![Answers::new()];
    while let Some(answers) = open.pop() {
        if whole.len() + open.len() > MOST {
            return (0..MOST).filter_map(|_| walk(item, dice)).collect();
        }
        if checklist::diversion(item, &answers).is_some() {
            continue;
        }
        match checklist::open_question(item, &answers) {
            None => whole.push(answers),
            Some(question) => open.extend(choices(item, question).into_iter().map(|choice| {
                let mut answers = answers.clone();
                answers.insert(question.code.clone(), choice);
                answers
            })),
        }
    }
    whole
}

/// One situation at random; none where it leads away from the item.
fn walk(item: &ServiceItem, dice: &mut Dice) -> Option<Answers> {
    let mut answers = Answers::new();
    while let Some(question) = checklist::open_question(item, &answers) {
        let choices = choices(item, question);
        answers.insert(question.code.clone(), choices[dice.throw(choices.len())].clone());
        if checklist::diversion(item, &answers).is_some() {
            return None;
        }
    }
    Some(answers)
}

/// What can be answered; of a number its ends, and the ends at which the guide turns.
fn choices(item: &ServiceItem, question: &Question) -> Vec<ChoiceCode> {
    let Some(range) = &question.number else {
        return question.choices.iter().map(|choice| choice.code.clone()).collect();
    };
    let conditions = item.materials.iter().map(|material| &material.when);
    let conditions = conditions.chain(item.diversions.iter().map(|diversion| &diversion.when));
    let mut ends = BTreeSet::from([range.min, range.max]);
    for (_, (least, most)) in
        conditions.flat_map(Condition::ranges).filter(|(code, _)| *code == &question.code)
    {
        ends.extend([least.saturating_sub(1), least, most, most.saturating_add(1)]);
    }
    let inside = ends.into_iter().filter(|end| (range.min..=range.max).contains(end));
    inside.map(|end| ChoiceCode::new(end.to_string())).collect()
}

/// Whether a material is asked for: the words of the guide read a second time.
pub fn holds(condition: &Condition, answers: &Answers) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Is(wanted) => {
            !wanted.iter().any(|(question, choice)| answers.get(question) != Some(choice))
        }
        Condition::OneOf(wanted) => !wanted
            .iter()
            .any(|(question, choices)| !choices.iter().any(|choice| answers.get(question) == Some(choice))),
        Condition::Between(wanted) => wanted.iter().all(|(question, (least, most))| {
            let count = answers.get(question).map(|count| count.as_str().parse::<u32>().unwrap());
            count.is_some_and(|count| *least <= count && count <= *most)
        }),
        Condition::All(parts) => parts.iter().filter(|part| holds(part, answers)).count() == parts.len(),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, answers)),
        Condition::Not(part) => !holds(part, answers),
    }
}

/// The materials asked for, in the order of the guide.
pub fn asked<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Material> {
    item.materials.iter().filter(|material| holds(&material.when, answers)).collect()
}

/// Any of the coded defects, at least one; none where the material has none coded.
pub fn some_defects(material: &Material, dice: &mut Dice) -> Option<Defects> {
    let mut codes: BTreeSet<_> =
        material.defects.iter().filter(|_| dice.throw(2) == 0).map(|kind| kind.code.clone()).collect();
    if codes.is_empty() {
        codes.insert(material.defects.get(dice.throw(material.defects.len()))?.code.clone());
    }
    Defects::try_from(codes).ok()
}

/// What an officer may find on a material, now and then nothing yet.
pub fn finding(material: &Material, dice: &mut Dice) -> Verdict {
    match dice.throw(8) {
        0 | 1 => Verdict::Missing,
        2..=4 => {
            some_defects(material, dice).map_or(Verdict::Missing, |defects| Verdict::Defective { defects })
        }
        5 if material.shareable => Verdict::Shared,
        6 if material.committable => Verdict::Committed,
        6 => {
            some_defects(material, dice).map_or(Verdict::Conforming, |defects| Verdict::Corrected { defects })
        }
        _ => Verdict::Conforming,
    }
}

pub type Verdicts = BTreeMap<MaterialCode, Verdict>;

pub fn findings(item: &ServiceItem, answers: &Answers, dice: &mut Dice) -> Verdicts {
    let asked = asked(item, answers).into_iter();
    asked.map(|material| (material.code.clone(), finding(material, dice))).collect()
}

/// A firm of this name with everything but the materials.
pub fn case(item: &ServiceItem, answers: &Answers, verdicts: &Verdicts, applicant: &str) -> Case {
    let applicant = Applicant::Legal {
        name: Clean::new(applicant),
        credit_code: Clean::new("91110000600037341L"),
        contact: Clean::new("郑一鸣"),
        phone: Clean::new("13900000001"),
    };
    Case {
        id: id(),
        number: Some("20261123-0001".to_owned()),
        window: "07".into(),
        ticket: None,
        item: item.code.clone(),
        edition: item.edition.clone(),
        applicant: Some(applicant),
        agent: None,
        answers: answers.clone(),
        verdicts: verdicts.clone(),
        extras: Vec::new(),
        told: None,
        stage: Stage::Examining,
        papers: Vec::new(),
        tracks: BTreeMap::new(),
        extended: None,
        suspensions: Vec::new(),
        fee: None,
        exempt: None,
        received: TODAY,
        corrected: None,
        first_officer: "Q0701".into(),
    }
}

pub fn id() -> CaseId {
    "c1".into()
}

/// 王敏 at window 07, today.
pub fn by(rules: &Rulebook) -> Draft<'_> {
    Draft { rules, on: TODAY, officer: "王敏".to_owned(), acting_for: None }
}

/// The words of a paper without white space, as a hall prints them that is no demonstration.
pub fn words(paper: &Paper, rules: &Rulebook) -> String {
    let words = document::compose(paper, &rules.hall, &rules.phrases, false);
    squeezed(&document::plain_text(&words, document::CELLS))
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Window 07 held by 王敏, with one case on it.
pub struct Desk<'a> {
    rules: &'a Rulebook,
    state: State,
    orders: u128,
    serial: u32,
}

impl<'a> Desk<'a> {
    pub fn with(rules: &'a Rulebook, case: Case) -> Self {
        let post = Post { holder: Some("Q0701".into()), fence: Fence(1), ..Post::vacant("07".into()) };
        let mut state = State::default();
        state.posts.insert("07".into(), Versioned { version: 1, value: post });
        state.cases.insert(id(), Versioned { version: 1, value: case });
        Self { rules, state, orders: 0, serial: 0 }
    }

    pub fn case(&self) -> &Case {
        self.state.case(&id()).unwrap()
    }

    /// Carries an order out, or says why not; the papers it issued.
    pub fn orders(&mut self, command: Command) -> Result<Vec<Paper>, Refusal> {
        self.orders += 1;
        let order = Order {
            id: uuid::Uuid::from_u128(self.orders),
            window: "07".into(),
            fence: Fence(1),
            expect: BTreeMap::new(),
            command,
        };
        let now: Timestamp = "2026-11-23T01:30:00Z".parse().unwrap();
        let actor = "Q0701".into();
        let context = Context { rules: self.rules, actor: &actor, now, lease_lapsed: false };
        let mut papers = Vec::new();
        for mut event in decide::decide(&self.state, &order, &context)? {
            papers.extend(numbering::paper(&event).cloned());
            while numbering::wanted(&event).is_some() {
                self.serial += 1;
                numbering::assign(&mut event, "青政", self.serial);
            }
            self.fold(&event);
        }
        Ok(papers)
    }

    fn fold(&mut self, event: &Event) {
        self.state = evolve(std::mem::take(&mut self.state), event);
    }

    pub fn finds(&mut self, material: &MaterialCode, verdict: Verdict) -> Result<(), Refusal> {
        let examine = Command::Examine { case: id(), material: material.clone(), verdict, reason: None };
        self.orders(examine).map(|_| ())
    }

    pub fn issues(&mut self) -> Result<Paper, Refusal> {
        self.orders(Command::IssueCorrection { case: id() }).map(|mut papers| papers.remove(0))
    }
}
