//! The rulebook of the made-up hall: three windows, a lead, a department officer, three items.

use std::collections::BTreeSet;

use crate::domain::calendar::tests::published;
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::condition::Condition;
use crate::domain::fee::{FeeInputs, FeeStandard};
use crate::domain::hall::{Department, Hall, Noon, Officer, Role, SlotPlaces, Window, WindowKind};
use crate::domain::ids::OfficerId;
use crate::domain::item::{
    ApplicantKinds, Basis, CaseKind, Channel, Choice, CorrectionRegime, DefectKind, Delivery, Diversion,
    DiversionGround, Extension, IntakeMode, ItemCodes, Material, MaterialForm, Question, ServiceItem,
};
use crate::domain::phrases;
use crate::domain::queue::Slot;
use crate::domain::rulebook::Rulebook;

/// 承诺件: a licence with seven materials, three questions (each asked only after the one before) and a
/// diversion.
pub(crate) const LICENCE: &str = "food.licence";
/// 即办件 with a fee.
pub(crate) const COPY: &str = "archive.copy";
/// An item that is only received.
pub(crate) const FORWARDED: &str = "water.permit";

/// A special procedure (行政许可法 45) of every item here but the copies.
pub(crate) const HEARING: &str = "听证";

/// A1/B1 hold window 01 (all items), A2/B2 window 02 (copies only; B2 is an assistant), A3/B3 window 03, which
/// only gives advice. L1 leads, D1 decides for the department, S1 supervises.
pub(crate) fn hall() -> Hall {
    let window = |id: &str, kind, a: &str, b: &str, items: &[&str], class: &str| Window {
        id: id.into(),
        name: "综合受理".into(),
        kind,
        place: "一楼".into(),
        post_a: a.into(),
        post_b: b.into(),
        rota: Vec::new(),
        items: items.iter().map(|item| (*item).into()).collect(),
        classes: vec![class.into()],
    };
    let staff = [
        ("A1", "王敏", Role::Officer),
        ("B1", "李强", Role::Officer),
        ("A2", "陈静", Role::Officer),
        ("B2", "周洋", Role::Assistant),
        ("A3", "吴芳", Role::Officer),
        ("B3", "郑伟", Role::Officer),
        ("L1", "孙丽", Role::Lead),
        ("D1", "钱进", Role::Department),
        ("S1", "冯涛", Role::Supervisor),
    ];
    Hall {
        id: "test".into(),
        name: "某县政务服务中心".into(),
        address: "一号路".into(),
        hours: "9:00—17:00".into(),
        phone: "0000-1".into(),
        supervision_phone: "0000-2".into(),
        number_prefix: "某政".into(),
        correction_title: "补正材料通知书".into(),
        correction_issuer: crate::domain::hall::Issuer::Department,
        payee: String::new(),
        payment: String::new(),
        rating_url: String::new(),
        review_body: "某县人民政府".into(),
        court: "某县人民法院".into(),
        windows: vec![
            window("01", WindowKind::General, "A1", "B1", &[], "A"),
            window("02", WindowKind::Field, "A2", "B2", &[COPY], "B"),
            window("03", WindowKind::Consulting, "A3", "B3", &[], "C"),
        ],
        departments: vec![Department {
            id: "market".into(),
            name: "某县市场监督管理局".into(),
            phone: "0000-3".into(),
            address: "二号路".into(),
        }],
        officers: staff
            .iter()
            .map(|(id, name, role)| Officer {
                id: (*id).into(),
                name: (*name).into(),
                role: *role,
                items: BTreeSet::new(),
            })
            .collect(),
        noon: Some(Noon {
            from: jiff::civil::time(12, 0, 0, 0),
            change: jiff::civil::time(12, 45, 0, 0),
            to: jiff::civil::time(13, 30, 0, 0),
            first: ["A1", "A2", "A3"].map(OfficerId::from).into(),
        }),
        slots: vec![SlotPlaces {
            class: "A".into(),
            slot: Slot { from: jiff::civil::time(10, 0, 0, 0), to: jiff::civil::time(10, 30, 0, 0) },
            places: 2,
        }],
    }
}

fn basis() -> Vec<Basis> {
    vec![Basis { document: "示例法".into(), clause: "第一条".into() }]
}

pub(crate) fn is(question: &str, choice: &str) -> Condition {
    Condition::Is([(question.into(), choice.into())].into())
}

/// A material with a defect `seal` that can be mended at the counter and `stale` that cannot.
fn material(code: &str, when: Condition) -> Material {
    let defect = |code: &str, on_the_spot| DefectKind {
        code: code.into(),
        text: format!("{code}不符"),
        remedy: format!("{code}应当"),
        on_the_spot,
    };
    Material {
        when,
        form: MaterialForm::OriginalAndCopy,
        copies: 1,
        defects: vec![defect("seal", true), defect("stale", false)],
        ..Material::plain(code.into(), format!("材料{code}"), "自备", basis())
    }
}

/// A material other items ask for, too.
fn shared(code: &str) -> Material {
    Material { common: Some(code.into()), ..material(code, Condition::Always) }
}

fn question(code: &str, when: Condition, choices: &[&str]) -> Question {
    let choice = |code: &&str| Choice { code: (*code).into(), text: (*code).into() };
    Question {
        code: code.into(),
        text: format!("{code}？"),
        when,
        choices: choices.iter().map(choice).collect(),
        number: None,
    }
}

fn licence() -> ServiceItem {
    ServiceItem {
        code: LICENCE.into(),
        edition: "2026-03".into(),
        valid_from: jiff::civil::date(2026, 3, 1),
        valid_to: None,
        codes: ItemCodes::default(),
        name: "食品经营许可".into(),
        aliases: Vec::new(),
        nature: "行政许可".into(),
        department: "market".into(),
        basis: basis(),
        conditions: Vec::new(),
        applicants: ApplicantKinds { natural: true, legal: true, other: false },
        intake_mode: IntakeMode::Accept,
        kind: CaseKind::Promised,
        correction: CorrectionRegime::Licence,
        correction_days: 5,
        statutory: Some(Limit { n: 20, unit: LimitUnit::WorkingDays }),
        promised: Limit { n: 8, unit: LimitUnit::WorkingDays },
        extension: Some(Extension {
            limit: Limit { n: 10, unit: LimitUnit::WorkingDays },
            approver: "本机关负责人".into(),
            basis: Vec::new(),
        }),
        deferral_days: Some(5),
        no_commitment: String::new(),
        result_sample: String::new(),
        closing: String::new(),
        review_standard: Vec::new(),
        channels: vec![Channel::Window],
        scope: "全县".into(),
        reservation: false,
        online_payment: false,
        delivery: vec![Delivery::Window],
        special_procedures: vec![HEARING.into(), "现场核查".into()],
        result: "食品经营许可证".into(),
        fee: None,
        fee_inputs: FeeInputs::new(),
        fee_answers: std::collections::BTreeMap::new(),
        questions: vec![
            question("venue", Condition::Always, &["catering", "retail", "home"]),
            question("kitchen", is("venue", "catering"), &["yes", "no"]),
            question("gas", is("kitchen", "yes"), &["yes", "no"]),
        ],
        materials: vec![
            material("form", Condition::Always),
            shared("identity"),
            Material { shareable: true, ..material("business", Condition::Always) },
            Material { deferrable: true, ..material("health", Condition::Always) },
            Material { committable: true, ..material("rules", Condition::Always) },
            material("plan", is("kitchen", "yes")),
            material("gas-report", is("gas", "yes")),
        ],
        diversions: vec![Diversion {
            when: is("venue", "home"),
            reason: "自用不需要许可".into(),
            instead: "无须办理".into(),
            ground: DiversionGround::NotNeeded,
            basis: basis(),
        }],
        steps: Vec::new(),
        place: "一楼".into(),
        hours: "9:00—17:00".into(),
        phone: "0000-1".into(),
        supervision_phone: "0000-2".into(),
        source: "示例".into(),
    }
}

pub(crate) fn rulebook() -> Rulebook {
    let copy = ServiceItem {
        code: COPY.into(),
        name: "档案复制".into(),
        kind: CaseKind::Immediate,
        promised: Limit { n: 0, unit: LimitUnit::OnTheSpot },
        extension: None,
        special_procedures: Vec::new(),
        fee: Some("copy".into()),
        applicants: ApplicantKinds { natural: true, legal: false, other: false },
        questions: Vec::new(),
        materials: vec![shared("identity")],
        diversions: Vec::new(),
        ..licence()
    };
    let forwarded = ServiceItem {
        code: FORWARDED.into(),
        name: "取水许可".into(),
        intake_mode: IntakeMode::Receive,
        questions: Vec::new(),
        materials: vec![material("form", Condition::Always)],
        diversions: Vec::new(),
        ..licence()
    };
    let fee: FeeStandard = toml::from_str(
        r#"
        code = "copy"
        title = "复制费"
        region = "全国"
        basis = [{ document = "示例收费文件", clause = "第二条" }]
        valid_from = "2020-01-01"
        inputs = [{ code = "pages", label = "页数", kind = "integer", unit = "页" }]
        lines = [{ code = "page", label = "复制", unit = "页", rule = { per_unit = { of = ["pages"], rate = "0.5" } } }]
        "#,
    )
    .unwrap();
    Rulebook {
        hall: hall(),
        items: vec![licence(), copy, forwarded],
        fees: vec![fee],
        calendar: published(),
        phrases: phrases::shipped::phrases(),
    }
}
