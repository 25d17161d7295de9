//! Samples of the papers beside the exits; between them they take every choice between sentences.

use std::collections::BTreeMap;

use jiff::civil::{date, time};

use super::samples::*;
use crate::document::{Document, Slip, slip};
use crate::domain::clock::{Due, Limit};
use crate::domain::item::{
    CorrectionRegime, Delivery, Diversion, DiversionGround, MaterialForm, MaterialSource,
};
use crate::domain::paper::{
    Chosen, Committed, DeliveredPaper, Extended, Guide, GuideFee, GuideMaterial, Paper, PaperBody, PaperKind,
    PaperNumber, Place, Pledged,
};
use crate::domain::phrases::Phrases;
use crate::domain::queue::{GreenReason, Slot, TicketSeed};
use crate::domain::ticket::Ticket;
use crate::text::Clean;

fn day(date: jiff::civil::Date) -> Due {
    Due { date, provisional: None, trace: Vec::new() }
}

fn guide_material(form: MaterialForm, source: MaterialSource) -> GuideMaterial {
    GuideMaterial {
        name: "布局图".into(),
        form,
        originals: 1,
        copies: 0,
        source,
        obtain: "自行绘制".into(),
        points: vec!["标明面积".into()],
        basis: basis("食品安全法", "第三十三条"),
        deferrable: true,
        committable: true,
        shareable: true,
        depends: vec!["谁来办理？".into()],
    }
}

pub(super) fn guide() -> Guide {
    use MaterialForm::{Copy, Electronic, Original, OriginalAndCopy};
    use MaterialSource::{Applicant, Government, Other};
    Guide {
        item: "食品经营许可（新办）".into(),
        edition: "2026-03".into(),
        department: "青河县市场监督管理局".into(),
        basis: basis("食品安全法", "第三十五条"),
        conditions: vec!["有相适应的场所".into()],
        situation: vec![Chosen {
            question: "主体业态是哪一种？".into(), answer: "餐饮服务经营者".into()
        }],
        open: vec!["谁来办理？".into()],
        diversion: None,
        materials: vec![
            guide_material(Original, Applicant),
            guide_material(Copy, Government),
            guide_material(OriginalAndCopy, Other),
            guide_material(Electronic, Other),
        ],
        steps: vec!["受理".into()],
        statutory: Some(Limit::working_days(10)),
        promised: Limit::working_days(8),
        special_procedures: vec!["听证".into()],
        regime: CorrectionRegime::Licence,
        fee: Some(GuideFee {
            title: "不动产登记费".into(),
            basis: basis("发改价格规〔2016〕2559号", ""),
            total: Some(80.into()),
            exempted: Some("小微企业".into()),
        }),
        result: "食品经营许可证".into(),
        delivery: vec![Delivery::Window, Delivery::Post, Delivery::Cabinet, Delivery::Electronic],
        place: String::new(),
        hours: String::new(),
        phone: String::new(),
        supervision_phone: String::new(),
    }
}

fn guides() -> Vec<Paper> {
    let guidance = |guide: Guide| {
        let body = PaperBody::Guidance { who: Some(Clean::new("热合曼")), guide: Box::new(guide) };
        Paper { subject: None, ..paper(PaperKind::Guidance, body) }
    };
    let settled = Guide { open: Vec::new(), fee: None, regime: CorrectionRegime::Plain, ..guide() };
    let diversion = Diversion {
        when: crate::domain::condition::Condition::Always,
        reason: "依法不需要取得许可".into(),
        instead: "请办理备案".into(),
        ground: DiversionGround::NotNeeded,
        basis: basis("食品安全法", "第三十五条"),
    };
    let elsewhere = Guide { diversion: Some(diversion), ..guide() };
    [guide(), settled, elsewhere].map(guidance).into()
}

fn extension(licence: bool) -> Paper {
    let body = PaperBody::Extension(Extended {
        accepted: date(2026, 1, 5),
        reason: Clean::new("需要实地核查"),
        limit: Limit::working_days(10),
        approver: "本机关负责人".into(),
        approved_by: "周岚".into(),
        original: day(date(2026, 1, 19)),
        due: day(date(2026, 2, 2)),
        basis: basis("社会救助暂行办法", "第十一条"),
        licence,
    });
    paper(PaperKind::Extension, body)
}

fn relay() -> Paper {
    let body = PaperBody::Relay {
        number: Clean::new("青水补〔2026〕7号"),
        text: Clean::new("申请表未填写排水水量。"),
        named: BTreeMap::from([("form".into(), "排水许可申请表".into())]),
        due: day(date(2026, 1, 19)),
        round: 1,
    };
    paper(PaperKind::Correction, body)
}

fn referral() -> Paper {
    let to = Place {
        name: Clean::new("12号窗口（不动产登记）"),
        address: Clean::new("一楼西区"),
        phone: Clean::new("0444-5550101"),
    };
    let (matter, why) = (Clean::new("不动产转移登记"), Clean::new("本窗口不办理"));
    let body = PaperBody::Referral { who: None, ticket: Some("A019".into()), matter, to, why };
    Paper { subject: None, ..paper(PaperKind::Referral, body) }
}

/// One of each kind beside the exits, and as many more as there are choices.
pub(super) fn papers() -> Vec<Paper> {
    let pledged = vec![Pledged {
        name: "规章制度目录清单".into(),
        originals: 1,
        copies: 0,
        obtain: "窗口提供样本".into(),
        due: date(2026, 1, 12),
    }];
    let committed = vec![Committed {
        name: "场所使用证明".into(),
        points: vec!["在租期内".into()],
        basis: basis("人力资源服务机构管理规定", "第六条"),
    }];
    let delivered = vec![DeliveredPaper { title: "食品经营许可证".into(), number: None, copies: 1 }];
    let bodies = [
        (PaperKind::FilingReceipt, PaperBody::FilingReceipt { materials: materials() }),
        (PaperKind::DeferralPledge, PaperBody::DeferralPledge { materials: pledged.clone() }),
        (PaperKind::DeferralNotice, PaperBody::DeferralNotice { materials: pledged }),
        (PaperKind::Commitment, PaperBody::Commitment { materials: committed }),
        (
            PaperKind::Statement,
            PaperBody::Statement {
                text: Clean::new("场所没有独立烟道。"),
                edition: "2026-03".into(),
                conditions: vec!["有相适应的场所".into()],
                basis: basis("食品安全法", "第三十五条"),
            },
        ),
        (
            PaperKind::Delivery,
            PaperBody::Delivery {
                papers: delivered,
                receiver: Clean::new("阿依古丽·买买提"),
                by_agent: true,
            },
        ),
        (
            PaperKind::SpecialProcedure,
            PaperBody::SpecialProcedure {
                accepted: date(2026, 1, 5),
                procedure: "听证".into(),
                from: date(2026, 1, 6),
                to: date(2026, 1, 8),
                original: day(date(2026, 1, 19)),
                due: day(date(2026, 1, 22)),
            },
        ),
    ];
    let mut papers: Vec<Paper> = bodies.map(|(kind, body)| paper(kind, body)).into();
    papers.extend(guides());
    papers.extend([extension(true), extension(false), relay(), referral()]);
    if let Some(first) = papers.first_mut() {
        first.replaces = Some(PaperNumber { prefix: "青政回".into(), year: 2026, serial: 11 });
    }
    papers.push(unrecorded());
    papers
}

/// A refusal that is still a draft has no place in the register yet.
fn unrecorded() -> Paper {
    let mut paper = refusal();
    if let PaperBody::Refusal { record, .. } = &mut paper.body {
        *record = None;
    }
    Paper { number: None, ..paper }
}

/// A ticket with everything a ticket can have.
pub(super) fn ticket(phrases: &Phrases) -> Document {
    let seed = TicketSeed {
        hall: "qinghe".into(),
        no: "A019".into(),
        class: "A".into(),
        taken_at: time(9, 12, 0, 0),
        item: None,
        applicant: None,
        agent: None,
        reservation: Some(Slot { from: time(9, 30, 0, 0), to: time(10, 0, 0, 0) }),
        green: Some(GreenReason::Soldier),
        note: String::new(),
    };
    let ticket = Ticket::issued(seed, date(2026, 1, 5));
    let told = Slip { ticket: &ticket, item: Some("食品经营许可（新办）"), ahead: Some(3) };
    slip(&told, &hall(), phrases, true)
}
