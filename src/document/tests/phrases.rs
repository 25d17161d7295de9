//! The words of a hall on its papers.

use super::samples::{self, *};
use super::{later, payment, squeezed};
use crate::document::{CELLS, Document, compose, plain_text};
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::fee;
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{Handing, Paper, PaperBody, PaperKind};
use crate::domain::phrases::{Phrase, Phrases};
use crate::text::Clean;

/// Papers that take every choice between sentences.
fn papers() -> Vec<Paper> {
    use CorrectionRegime::{Licence, MarketEntity, Plain, RealEstate};
    let mut papers: Vec<Paper> =
        [Licence, MarketEntity, Plain, RealEstate].map(|regime| correction(demands(), regime, 2)).into();
    let (mut missing, mut defective) = (demands(), demands());
    for demand in &mut missing {
        demand.defects.clear();
    }
    missing[0].approved_by = Some("赵强".into());
    (missing[0].originals, missing[1].copies) = (0, 1);
    defective.remove(1);
    papers.extend([missing, defective].map(|demands| correction(demands, Plain, 1)));
    let deferred = Handing::Deferred { until: jiff::civil::date(2026, 1, 12) };
    for unit in [LimitUnit::OnTheSpot, LimitUnit::WorkingDays, LimitUnit::NaturalDays, LimitUnit::Months] {
        for how in [deferred.clone(), Handing::Committed, Handing::AsAsked] {
            let mut paper = acceptance();
            if let PaperBody::Acceptance { promised, materials, due, .. } = &mut paper.body {
                *promised = Limit { n: 2, unit };
                materials[0].how = deferred.clone();
                materials[3].how = Handing::AsAsked;
                if how == Handing::Committed {
                    due.provisional = Some(2027);
                }
                materials[1].how = how;
            }
            papers.push(paper);
        }
    }
    let waived = Handing::Waived {
        basis: Basis { document: "优化营商环境条例".into(), clause: String::new() },
    };
    let taken = Handing::Taken { from: "20260105-0001".into() };
    for (how, regime) in [
        (Handing::Committed, Licence),
        (Handing::Compared, Licence),
        (Handing::Corrected, RealEstate),
        (waived, MarketEntity),
        (taken, Plain),
    ] {
        let mut paper = acceptance();
        if let PaperBody::Acceptance { materials, regime: law, .. } = &mut paper.body {
            materials.truncate(1);
            (materials[0].how, *law) = (how, Some(regime));
        }
        papers.push(paper);
    }
    papers.extend(of_regimes());
    let mut empty = handover();
    if let PaperBody::Handover { lines, .. } = &mut empty.body {
        lines.clear();
    }
    let mut elsewhere =
        paper(PaperKind::Receipt, PaperBody::Receipt { materials: materials(), regime: None });
    (elsewhere.window, elsewhere.number) = ("99".into(), None);
    let (mut half, mut bare) = (payment(), payment());
    let paper_day = half.on;
    if let PaperBody::Payment { quote } = &mut half.body {
        let rules = crate::domain::testing::rules::rulebook();
        let pages = [("pages".into(), "3".to_owned())].into();
        *quote = fee::quote(&rules.fees, &"copy".into(), &pages, paper_day).unwrap();
        quote.lines[0].note = "双面".into();
        quote.exempted = Some("低保".into());
    }
    bare.subject = None;
    papers.extend([handover(), empty, elsewhere, half, bare]);
    papers.extend(later::papers());
    papers
}

/// Refusals on every ground and receipts, of a licence and of something else; what was corrected since.
fn of_regimes() -> Vec<Paper> {
    use CorrectionRegime::{Licence, Plain};
    use DiversionGround::{NotAdmissible, NotNeeded, NotThisBody};
    let mut papers = Vec::new();
    for regime in [Licence, Plain] {
        for why in [NotNeeded, NotThisBody, NotAdmissible] {
            let mut paper = refusal();
            if let PaperBody::Refusal { ground, regime: law, .. } = &mut paper.body {
                (*ground, *law) = (why, Some(regime));
            }
            papers.push(paper);
        }
        let body = PaperBody::Receipt { materials: materials(), regime: Some(regime) };
        let mut corrected = paper(PaperKind::Receipt, body);
        for mut one in [corrected.clone(), acceptance()] {
            if let Some(subject) = &mut one.subject {
                subject.corrected = Some(jiff::civil::date(2026, 1, 12));
            }
            papers.push(one);
        }
        corrected.window = "99".into();
        papers.push(corrected);
    }
    papers
}

/// Every text of a document, whatever holds it.
fn texts(document: &Document) -> String {
    serde_json::to_string(document).unwrap()
}

/// Catches: a value the code forgets to give, which would stay a `{name}` on the paper; a phrase without words.
#[test]
fn no_place_is_left_open() {
    let phrases = samples::phrases();
    for paper in papers() {
        let mut text = texts(&compose(&paper, &hall(), &phrases, true));
        text.retain(|c| !c.is_whitespace());
        for phrase in Phrase::ALL.iter().copied() {
            for name in phrase.placeholders() {
                assert!(!text.contains(&format!("{{{name}}}")), "{}: {{{name}}} is left", phrase.key());
            }
            assert!(!text.contains(&format!("〔{}〕", phrase.key())), "{}", phrase.key());
        }
    }
}

/// Catches: a phrase that no paper says, whatever the case; a sentence that is not the phrase's.
#[test]
fn every_phrase_reaches_a_paper() {
    let mut marked = samples::phrases();
    for phrase in Phrase::ALL.iter().copied() {
        let text = samples::phrases().get(phrase).unwrap().to_owned();
        marked.set(phrase, format!("〈{}〉{text}", phrase.key()));
    }
    let mut all: String =
        papers().iter().map(|paper| texts(&compose(paper, &hall(), &marked, true))).collect();
    all.push_str(&texts(&later::ticket(&marked)));
    for phrase in Phrase::ALL.iter().copied() {
        assert!(all.contains(&format!("〈{}〉", phrase.key())), "{} reaches no paper", phrase.key());
    }
}

#[test]
fn the_words_of_a_hall_stand_on_its_papers() {
    let mut own = Phrases::new("青河-7");
    own.set(Phrase::TitleReceipt, "材料收讫单");
    own.set(Phrase::LabelCase, "业务流水号");
    own.set(Phrase::SignBlank, "________");
    let words = samples::phrases().with(&own);
    let paper = paper(PaperKind::Receipt, PaperBody::Receipt { materials: materials(), regime: None });
    let text = plain_text(&compose(&paper, &hall(), &words, false), CELLS);
    assert!(text.contains("材料收讫单") && text.contains("业务流水号：20260105-0007"), "{text}");
    assert!(text.contains("申请人（代理人）签名：________  电话：________  "), "{text}");
}

/// What was issued reads the same years later, whatever became of the words.
#[test]
fn a_stored_document_needs_no_phrases() {
    for paper in papers() {
        let document = compose(&paper, &hall(), &samples::phrases(), true);
        let stored: Document = serde_json::from_str(&texts(&document)).unwrap();
        assert_eq!(stored, document);
        assert_eq!(plain_text(&stored, 48), plain_text(&document, 48));
    }
}

/// The injection every template engine is tried with.
#[test]
fn an_applicant_named_like_a_placeholder_keeps_the_name() {
    let name = "{applicant}{item}{{opening}}有限公司";
    let mut paper = correction(demands(), CorrectionRegime::Licence, 1);
    if let Some(subject) = &mut paper.subject {
        subject.applicant = Clean::new(name);
        subject.item = "{received}{wanting}".into();
    }
    let text = squeezed(&plain_text(&compose(&paper, &hall(), &samples::phrases(), false), CELLS));
    assert!(text.contains(&format!("{name}：")), "{text}");
    assert!(text.contains("您申请办理的“{received}{wanting}”，申请材料已于2026年1月5日收到。"), "{text}");
}
