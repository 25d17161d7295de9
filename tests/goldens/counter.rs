//! A counter of the shipped hall, with a door that decides, numbers, proves and folds as the service does.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use insta::{Settings, assert_snapshot};
use jiff::Timestamp;
use jiff::civil::time;
use yichuang::catalogue::{Place, load_from};
use yichuang::document;
use yichuang::domain::checklist::{self, Verdict};
use yichuang::domain::command::{Command, Order};
use yichuang::domain::decide::{self, Context};
use yichuang::domain::fee::FeeInputs;
use yichuang::domain::ids::{CaseId, Fence, MaterialCode, OfficerId, TicketNo};
use yichuang::domain::numbering;
use yichuang::domain::paper::{Paper, PaperKind, PaperNumber};
use yichuang::domain::person::{Agent, Applicant};
use yichuang::domain::queue::TicketSeed;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, evolve};
use yichuang::domain::ticket::{Ticket, TicketEvent};
use yichuang::text::Clean;

static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let shipped = load_from(Place::Shipped).expect("the shipped files are clean");
    let qinghe = shipped.rulebooks().into_iter().find(|rules| rules.hall.id.as_str() == "qinghe");
    qinghe.expect("青河县 is shipped")
});

const WINDOW: &str = "07";

pub fn clean(text: &str) -> Clean {
    Clean::new(text)
}

/// The one case of every golden text.
pub fn the_case() -> CaseId {
    "c1".into()
}

/// The number its applicant was called with.
pub fn the_ticket() -> TicketNo {
    "A019".into()
}

/// A material every restaurant hands in.
pub fn material() -> String {
    "layout".to_owned()
}

pub fn golden(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

/// Monday 2026-11-23 at window 07: 王敏 (A), 李强 (B), 周岚 (L), the department (D).
pub struct Counter {
    state: State,
    counters: BTreeMap<String, u32>,
    papers: Vec<Paper>,
    orders: u128,
}

impl Counter {
    /// The window is open and somebody sits in front of it.
    pub fn opens() -> Self {
        let mut counter =
            Self { state: State::default(), counters: BTreeMap::new(), papers: Vec::new(), orders: 0 };
        let seed = TicketSeed {
            hall: "qinghe".into(),
            no: "A019".into(),
            class: "A".into(),
            taken_at: time(9, 12, 0, 0),
            item: Some("food-licence.new".into()),
            applicant: None,
            agent: None,
            reservation: None,
            green: None,
            note: String::new(),
        };
        let ticket = Box::new(Ticket::issued(seed, jiff::civil::date(2026, 11, 23)));
        counter.fold(&Event::Ticket { ticket: "A019".into(), what: TicketEvent::Issued { ticket } });
        counter.orders("A", Command::TakePost);
        counter.orders("A", Command::CallNext);
        counter.orders("A", Command::Begin { ticket: "A019".into() });
        counter
    }

    fn fold(&mut self, event: &Event) {
        self.state = evolve(std::mem::take(&mut self.state), event);
    }

    fn officer(who: &str) -> OfficerId {
        let role = |name: &str| {
            let mut staff = RULES.hall.officers.iter();
            staff.find(|officer| serde_json::to_value(officer.role).is_ok_and(|role| role == name))
        };
        match who {
            "A" => "Q0701".into(),
            "B" => "Q0702".into(),
            "L" => "Q0100".into(),
            _ => role("department").expect("a department answers").id.clone(),
        }
    }

    /// Carries an order out.
    pub fn orders(&mut self, who: &str, command: Command) {
        let actor = Self::officer(who);
        self.orders += 1;
        let order = Order {
            id: uuid::Uuid::from_u128(self.orders),
            window: WINDOW.into(),
            fence: self.state.posts.get(&WINDOW.into()).map_or(Fence(0), |post| post.value.fence),
            expect: BTreeMap::new(),
            command,
        };
        let now: Timestamp = "2026-11-23T01:30:00Z".parse().expect("a moment");
        let context = Context { rules: &RULES, actor: &actor, now, lease_lapsed: false };
        let events = decide::decide(&self.state, &order, &context);
        for mut event in events.unwrap_or_else(|refusal| panic!("{:?}: {refusal}", order.command)) {
            while let Some(series) = numbering::wanted(&event) {
                let serial = self.counters.entry(series.key()).or_default();
                *serial += 1;
                numbering::assign(&mut event, &RULES.hall.number_prefix, *serial);
            }
            self.papers.extend(numbering::paper(&event).cloned());
            self.fold(&event);
        }
    }

    /// Opens a case of a company with an agent of a minority name, and answers its situation.
    pub fn case(&mut self, item: &str, answers: &[(&str, &str)]) {
        let item = RULES.item_on(&item.into(), jiff::civil::date(2026, 11, 23)).expect("in force");
        let applicant = if item.applicants.legal { company() } else { person() };
        let command = Command::OpenCase {
            case: the_case(),
            ticket: Some(the_ticket()),
            item: item.code.clone(),
            applicant: Some(applicant),
            agent: Some(agent()),
        };
        self.orders("A", command);
        for (question, choice) in answers {
            let (question, choice) = ((*question).into(), (*choice).into());
            self.orders("A", Command::Answer { case: the_case(), question, choice });
        }
        // What is still asked gets its first choice.
        while let Some((question, choice)) = self.open_question() {
            self.orders("A", Command::Answer { case: the_case(), question, choice });
        }
    }

    fn open_question(
        &self,
    ) -> Option<(yichuang::domain::ids::QuestionCode, yichuang::domain::ids::ChoiceCode)> {
        let case = self.state.case(&the_case())?;
        let item = RULES.edition(&case.item, &case.edition)?;
        if checklist::diversion(item, &case.answers).is_some() {
            return None;
        }
        let question = checklist::open_question(item, &case.answers)?;
        let number = question.number.as_ref().map(|range| range.min.to_string().as_str().into());
        Some((question.code.clone(), number.or_else(|| Some(question.choices.first()?.code.clone()))?))
    }

    /// The materials asked for, in the order of the guide.
    pub fn lines(&self) -> Vec<MaterialCode> {
        let case = self.state.case(&the_case()).expect("a case");
        let item = RULES.edition(&case.item, &case.edition).expect("in the catalogue");
        case.lines(item).iter().map(|line| line.material.code.clone()).collect()
    }

    pub fn finds(&mut self, material: &str, verdict: Verdict) {
        let material = material.into();
        self.orders("A", Command::Examine { case: the_case(), material, verdict, reason: None });
    }

    pub fn all_conform(&mut self) {
        for code in self.lines() {
            self.finds(code.as_str(), Verdict::Conforming);
        }
    }

    /// An item the window only receives, complete and received.
    pub fn case_received(&mut self) {
        self.case("sewage-permit.new", &[]);
        self.all_conform();
        self.orders("A", Command::Receive { case: the_case() });
    }

    /// An item with a material that may be replaced by a commitment; which one.
    pub fn case_with_commitment(&mut self) -> MaterialCode {
        self.case("hr-service.new", &[]);
        self.all_conform();
        let case = self.state.case(&the_case()).expect("a case");
        let item = RULES.edition(&case.item, &case.edition).expect("in the catalogue");
        let lines = case.lines(item);
        lines.iter().find(|line| line.material.committable).expect("one is committable").material.code.clone()
    }

    /// A house sold, registered and to be paid for: four certificates.
    pub fn estate_granted(&mut self) {
        self.case("real-estate.transfer-sale", &[]);
        self.all_conform();
        self.orders("A", Command::Accept { case: the_case() });
        self.orders("D", Command::Decide { case: the_case(), granted: true });
        let inputs: FeeInputs = [("usage", "住宅"), ("units", "1"), ("certificates", "4")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        self.orders("A", Command::IssuePayment { case: the_case(), inputs });
    }

    /// A tobacco licence accepted: it can be extended, and a hearing may be held.
    pub fn tobacco_accepted(&mut self) {
        self.case("tobacco-retail.new", &[]);
        self.all_conform();
        self.orders("A", Command::Accept { case: the_case() });
    }

    pub fn renames(&mut self, name: &str) {
        let mut applicant = company();
        if let Applicant::Legal { name: own, .. } = &mut applicant {
            *own = clean(name);
        }
        self.orders("A", Command::RecordApplicant { case: the_case(), applicant });
    }

    pub fn hand_over(&mut self) {
        let post = self.state.post(&WINDOW.into());
        let offer = post.offer.expect("on offer");
        for line in &offer.lines {
            self.orders(
                "B",
                Command::ConfirmLine {
                    line: line.id.clone(),
                    remark: None,
                    answer: line.read_back.as_ref().map(|asked| asked.right),
                },
            );
        }
        self.orders("B", Command::AcceptHandover);
    }

    fn newest(&self, kind: PaperKind) -> &Paper {
        self.papers.iter().rev().find(|paper| paper.kind == kind).expect("a paper of the kind")
    }

    pub fn number(&self, kind: PaperKind) -> PaperNumber {
        self.newest(kind).number.clone().expect("numbered")
    }

    /// The newest paper of a kind as it is printed in a hall that is no demonstration.
    pub fn last(&self, kind: PaperKind) -> String {
        let paper = self.newest(kind);
        let mut words = document::compose(paper, &RULES.hall, &RULES.phrases, false);
        document::prove(&mut words, &serde_json::to_string(paper).expect("JSON"));
        document::plain_text(&words, document::CELLS)
    }

    pub fn slip(&self) -> String {
        let ticket = self.state.ticket(&"A019".into()).expect("a ticket");
        let item = ticket.item.as_ref().and_then(|code| RULES.name_on(code, ticket.day));
        let slip = document::Slip { ticket, item, ahead: Some(3) };
        document::plain_text(&document::slip(&slip, &RULES.hall, &RULES.phrases, false), 32)
    }
}

fn company() -> Applicant {
    Applicant::Legal {
        name: clean("青河县好滋味餐饮有限公司"),
        credit_code: clean("91110000600037341L"),
        contact: clean("郑一鸣"),
        phone: clean("13900000001"),
    }
}

fn person() -> Applicant {
    Applicant::Natural {
        name: clean("阿依古丽·买买提"),
        id_number: clean("11010519491231002X"),
        phone: clean("13900000002"),
    }
}

fn agent() -> Agent {
    Agent {
        name: clean("阿依古丽·买买提"),
        id_number: clean("11010519491231002X"),
        phone: clean("13900000002"),
    }
}
