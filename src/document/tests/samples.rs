//! Invented people, papers and a hall.

use std::collections::BTreeSet;

use jiff::civil::date;

use crate::domain::clock::{Due, Limit, LimitUnit};
use crate::domain::hall::{Hall, Window, WindowKind};
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{
    Demand, DemandedDefect, Handed, Handing, Paper, PaperBody, PaperKind, PaperNumber, Subject,
};
use crate::domain::phrases::{self, Phrases};
use crate::domain::post::{Occasion, SheetLine, SheetMatter};
use crate::text::Clean;

/// A company name of sixty characters.
pub(in crate::document) const LONG_NAME: &str = "青河县大河北岸新农村综合开发与冷链物流供应链管理一体化服务示范性基地第一分公司暨城乡居民食品安全保障中心管理有限责任公司";

pub(in crate::document) fn hall() -> Hall {
    Hall {
        id: "qinghe".into(),
        name: "青河县政务服务中心".into(),
        address: "青河县人民路18号".into(),
        hours: "工作日9:00—12:00，13:00—17:00".into(),
        phone: "0444-5550101".into(),
        supervision_phone: "0444-5550199".into(),
        number_prefix: "青政".into(),
        correction_title: "补正材料通知书".into(),
        correction_issuer: crate::domain::hall::Issuer::Department,
        payee: "青河县财政局".into(),
        payment: "扫描缴款码，或者持本通知到代收银行缴款".into(),
        rating_url: String::new(),
        review_body: "青河县人民政府".into(),
        court: "青河县人民法院".into(),
        windows: vec![Window {
            id: "07".into(),
            name: "综合受理".into(),
            kind: WindowKind::General,
            place: "一楼东区".into(),
            post_a: "Q0701".into(),
            post_b: "Q0702".into(),
            rota: Vec::new(),
            items: BTreeSet::new(),
            classes: vec!["A".into()],
        }],
        departments: Vec::new(),
        officers: Vec::new(),
        noon: None,
        slots: Vec::new(),
    }
}

/// The words that go with the program.
pub(in crate::document) fn phrases() -> Phrases {
    phrases::shipped::phrases()
}

pub(in crate::document) fn paper(kind: PaperKind, body: PaperBody) -> Paper {
    Paper {
        kind,
        number: Some(PaperNumber { prefix: format!("青政{}", kind.mark()), year: 2026, serial: 12 }),
        on: date(2026, 1, 5),
        window: "07".into(),
        officer: "李明".into(),
        acting_for: None,
        subject: Some(Subject {
            case_number: "20260105-0007".into(),
            applicant: Clean::new("青河县好滋味餐饮有限公司"),
            agent: Some(Clean::new("阿依古丽·买买提")),
            item: "食品经营许可（新办）".into(),
            department: "青河县市场监督管理局".into(),
            received: date(2026, 1, 5),
            corrected: None,
        }),
        body,
        snapshot: None,
        wording: String::new(),
        replaces: None,
        seal: None,
    }
}

pub(in crate::document) fn basis(document: &str, clause: &str) -> Vec<Basis> {
    vec![Basis { document: document.into(), clause: clause.into() }]
}

pub(in crate::document) fn due() -> Due {
    Due { date: date(2026, 1, 19), provisional: None, trace: Vec::new() }
}

pub(in crate::document) fn defect(text: &str, remedy: &str) -> DemandedDefect {
    DemandedDefect { code: text.into(), text: text.into(), remedy: remedy.into() }
}

pub(in crate::document) fn demands() -> Vec<Demand> {
    vec![
        Demand {
            material: "form".into(),
            name: "食品经营许可申请书".into(),
            originals: 1,
            copies: 0,
            defects: vec![
                defect("末页未加盖公章", "申请书末页加盖与营业执照名称一致的公章"),
                defect(
                    "“经营场所”填写为“人民路12号”，与营业执照住所不一致",
                    "经营场所按营业执照住所完整填写到门牌号；确有两处场所的，分别申请",
                ),
            ],
            obtain: "窗口免费领取空白表，或者在政务服务网下载；填写有困难的，窗口工作人员可以协助".into(),
            basis: basis("食品经营许可和备案管理办法", ""),
            approved_by: None,
        },
        Demand {
            material: "layout".into(),
            name: "与食品经营相适应的主要设备设施、经营布局、操作流程等文件".into(),
            originals: 1,
            copies: 0,
            defects: Vec::new(),
            obtain: "申请人自行绘制，图上标明功能间、面积、清洗消毒和冷藏设施；样图见窗口示范文本".into(),
            basis: basis("食品经营许可和备案管理办法", ""),
            approved_by: None,
        },
        Demand {
            material: "agent".into(),
            name: "授权委托书及代理人身份证明".into(),
            originals: 1,
            copies: 1,
            defects: vec![defect(
                "委托书未写明委托期限",
                "写明委托事项、权限和起止日期，由委托人签字或者盖章",
            )],
            obtain: "委托书由申请人自备，样式见窗口示范文本".into(),
            basis: basis("中华人民共和国行政许可法", "第二十九条"),
            approved_by: None,
        },
    ]
}

pub(in crate::document) fn correction(demands: Vec<Demand>, regime: CorrectionRegime, round: u32) -> Paper {
    paper(PaperKind::Correction, PaperBody::Correction { demands, regime, days: 10, due: due(), round })
}

pub(in crate::document) fn materials() -> Vec<Handed> {
    let handed = |name: &str, originals, copies, how| Handed { name: name.into(), originals, copies, how };
    vec![
        handed("食品经营许可申请书", 1, 0, Handing::AsAsked),
        handed("营业执照", 0, 0, Handing::Shared),
        handed("与食品经营相适应的主要设备设施、经营布局、操作流程等文件", 1, 0, Handing::AsAsked),
        handed(
            "食品安全自查、从业人员健康管理、进货查验记录、事故处置等规章制度目录清单",
            0,
            0,
            Handing::Deferred { until: date(2026, 1, 12) },
        ),
    ]
}

pub(in crate::document) fn acceptance() -> Paper {
    let body = PaperBody::Acceptance {
        materials: materials(),
        regime: Some(CorrectionRegime::Licence),
        promised: Limit { n: 8, unit: LimitUnit::WorkingDays },
        statutory: Some(Limit { n: 20, unit: LimitUnit::WorkingDays }),
        due: Due { date: date(2026, 1, 15), provisional: None, trace: Vec::new() },
        special_procedures: vec!["检验".into(), "专家评审".into()],
        result: "食品经营许可证".into(),
    };
    Paper { acting_for: Some("王敏".into()), ..paper(PaperKind::Acceptance, body) }
}

pub(in crate::document) fn refusal() -> Paper {
    let body = PaperBody::Refusal {
        record: Some(PaperNumber { prefix: "青政备".into(), year: 2026, serial: 3 }),
        ground: DiversionGround::NotNeeded,
        regime: Some(CorrectionRegime::Licence),
        reason: "仅销售预包装食品的，不需要取得食品经营许可，按规定备案即可".into(),
        instead: "请到本中心一楼东区08号窗口办理仅销售预包装食品备案，材料当日可以办结".into(),
        basis: basis("中华人民共和国食品安全法", "第三十五条第一款"),
        confirmed_by: "赵强".into(),
        contact: Some("19900000009".into()),
    };
    paper(PaperKind::Refusal, body)
}

pub(in crate::document) fn handover() -> Paper {
    let line = |id: &str, matter, who: &str, text: &str, critical| SheetLine {
        id: id.into(),
        matter,
        who: Clean::new(who),
        text: text.into(),
        critical,
        read_back: None,
    };
    let lines = vec![
        line(
            "ticket-A012",
            SheetMatter::Serving { ticket: "A012".into() },
            "𠮷田花",
            "A012号在窗口前：社会保障卡申领",
            true,
        ),
        line(
            "case-7",
            SheetMatter::Correcting { case: "case-7".into() },
            LONG_NAME,
            "20260105-0007，2026年1月19日前补正，补正后回本窗口审查",
            false,
        ),
    ];
    let body = PaperBody::Handover {
        from: "王敏".into(),
        to: "李明".into(),
        occasion: Occasion::Leave {
            until: date(2026, 1, 8),
            approver: Clean::new("孙丽"),
            reference: Clean::new("假2026-3"),
        },
        lines,
        remarks: [("ticket-A012".into(), Clean::new("本人在窗口前，已核对"))].into(),
        note: Clean::new("空白受理通知书剩余三十份，在左侧抽屉。\n打印机缺墨，已报修。"),
    };
    Paper { subject: None, ..paper(PaperKind::Handover, body) }
}
