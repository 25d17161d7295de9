//! What is told before an application (N-03), and where to go (引导单).

use super::compose::{Frame, heading, paragraph};
use super::model::{Block, Column, Document, Entry, Fixed, Signature, Table};
use super::wording::{self, Words, basis, figure, sentence};
use crate::domain::item::{CorrectionRegime, Delivery, MaterialForm, MaterialSource};
use crate::domain::paper::{Guide, GuideFee, GuideMaterial, Place};
use crate::domain::phrases::Phrase;
use crate::text::Clean;

/// Sections that count themselves: a guide has only those it has something for.
struct Sections<'a> {
    words: Words<'a>,
    blocks: Vec<Block>,
    count: usize,
}

impl Sections<'_> {
    fn section(&mut self, head: &str, blocks: impl IntoIterator<Item = Block>) {
        let mut blocks = blocks.into_iter().peekable();
        if blocks.peek().is_none() {
            return;
        }
        self.count += 1;
        let ordinal = wording::ordinal(self.count);
        let text = self.words.say(Phrase::Heading, &[("ordinal", &ordinal), ("text", head)]);
        self.blocks.push(Block::Heading(text));
        self.blocks.extend(blocks);
    }
}

/// The frame of a paper that is handed out without an application: nobody's seal.
pub(super) fn handed_out(document: Document, frame: &Frame<'_>, who: Option<&Clean>) -> Document {
    let issuer = frame.hall.name.clone();
    Document {
        addressee: who.filter(|who| !who.is_blank()).map(|who| who.shown().to_owned()),
        fixed: Fixed { issuer: issuer.clone(), ..document.fixed },
        issuer,
        sealed: false,
        signatures: Vec::new(),
        ..document
    }
}

/// Who told and who was told sign a guide (S108).
pub(super) fn signatures(frame: &Frame<'_>) -> Vec<Signature> {
    let words = frame.words;
    vec![
        Signature {
            who: words.text(Phrase::SignTeller),
            name: Some(frame.paper.officer.clone()),
            phone: false,
        },
        Signature { who: words.text(Phrase::SignTold), name: None, phone: false },
    ]
}

pub(super) fn guidance(frame: &Frame<'_>, guide: &Guide) -> Vec<Block> {
    let words = frame.words;
    let opening = words.say(Phrase::Guidance, &[("item", &guide.item), ("edition", &guide.edition)]);
    let mut told = Sections { words, blocks: vec![paragraph(opening)], count: 0 };
    told.section(&words.text(Phrase::GuidanceSituation), situation(words, guide));
    if let Some(diversion) = &guide.diversion {
        let values = [("reason", sentence(&diversion.reason)), ("instead", sentence(&diversion.instead))];
        let [reason, instead] = &values;
        let said = words.say(Phrase::GuidanceInstead, &[(reason.0, &reason.1), (instead.0, &instead.1)]);
        let law = words.say(Phrase::StatementBasis, &[("basis", &basis(&diversion.basis))]);
        told.section(&words.text(Phrase::GuidanceElsewhere), [paragraph(said), paragraph(law)]);
        told.section(&words.text(Phrase::HeadingContact), [phones(frame, guide)]);
    } else {
        requirements(&mut told, guide);
        told.section(&words.text(Phrase::GuidanceWhere), [place(frame, guide)]);
    }
    told.blocks.push(paragraph(words.text(Phrase::GuidanceNoReceipt)));
    told.blocks
}

/// What is asked of whoever applies.
fn requirements(told: &mut Sections<'_>, guide: &Guide) {
    let words = told.words;
    let law = (!guide.basis.is_empty()).then(|| paragraph(sentence(&basis(&guide.basis))));
    told.section(&words.text(Phrase::GuidanceBasis), law);
    told.section(&words.text(Phrase::GuidanceConditions), list(&guide.conditions));
    told.section(&materials_head(words, guide), materials(words, guide));
    told.section(&words.text(Phrase::GuidanceSteps), list(&guide.steps));
    told.section(&words.text(Phrase::GuidanceTime), time(words, guide).into_iter().map(paragraph));
    told.section(&words.text(Phrase::GuidanceFee), fee(words, guide.fee.as_ref()).into_iter().map(paragraph));
    told.section(&words.text(Phrase::GuidanceResult), result(words, guide).map(paragraph));
}

fn list(sentences: &[String]) -> Option<Block> {
    let entry = |text: &String| Entry { text: sentence(text), inner: Vec::new() };
    (!sentences.is_empty()).then(|| Block::Numbered(sentences.iter().map(entry).collect()))
}

fn situation(words: Words<'_>, guide: &Guide) -> Vec<Block> {
    let chosen = guide.situation.iter().map(|one| {
        let text = words.say(Phrase::GuidanceChosen, &[("question", &one.question), ("answer", &one.answer)]);
        Entry { text: sentence(&text), inner: Vec::new() }
    });
    let chosen: Vec<Entry> = chosen.collect();
    let mut blocks = Vec::new();
    if !chosen.is_empty() {
        blocks.push(Block::Numbered(chosen));
    }
    if !guide.open.is_empty() && guide.diversion.is_none() {
        blocks.push(paragraph(words.say(Phrase::GuidanceOpen, &[("questions", &quoted(&guide.open))])));
    }
    blocks
}

fn materials_head(words: Words<'_>, guide: &Guide) -> String {
    words.say(Phrase::GuidanceMaterials, &[("count", &guide.materials.len().to_string())])
}

/// A table, so that seven materials with all that is said of them stay on two pages.
fn materials(words: Words<'_>, guide: &Guide) -> Vec<Block> {
    if guide.materials.is_empty() {
        return Vec::new();
    }
    let table = Table {
        columns: vec![
            Column::wide(words.text(Phrase::ColumnMaterial), 2),
            Column::wide(words.text(Phrase::ColumnSheets), 1),
            Column::wide(words.text(Phrase::ColumnObtain), 3),
            Column::wide(words.text(Phrase::ColumnPoints), 3),
        ],
        rows: guide.materials.iter().map(|one| row(words, one)).collect(),
    };
    let all = if guide.open.is_empty() { Phrase::GuidanceOnlyThese } else { Phrase::GuidanceOnlyTheseOpen };
    vec![Block::Table(table), paragraph(words.text(all))]
}

/// Questions inside a sentence.
fn quoted(questions: &[String]) -> String {
    let mut said = String::new();
    for question in questions {
        said.extend(["“", question.trim_end_matches(['？', '?']), "”"]);
    }
    said
}

fn row(words: Words<'_>, material: &GuideMaterial) -> Vec<String> {
    let source = words.text(match material.source {
        MaterialSource::Applicant => Phrase::SourceApplicant,
        MaterialSource::Government => Phrase::SourceGovernment,
        MaterialSource::Other => Phrase::SourceOther,
    });
    let points = Some(sentence(&material.points.join("；"))).filter(|points| !points.is_empty());
    let said: Vec<String> = notes(words, material).into_iter().chain(points).collect();
    vec![
        material.name.clone(),
        sheets(words, material),
        format!("{}{}", sentence(&source), sentence(&material.obtain)),
        said.concat(),
    ]
}

fn sheets(words: Words<'_>, material: &GuideMaterial) -> String {
    match material.form {
        MaterialForm::Electronic => words.text(Phrase::FormElectronic),
        _ => words.counts(material.originals, material.copies),
    }
}

fn notes(words: Words<'_>, material: &GuideMaterial) -> Vec<String> {
    let mut notes = Vec::new();
    if !material.depends.is_empty() {
        notes.push(words.say(Phrase::GuidanceDepends, &[("questions", &quoted(&material.depends))]));
    }
    let flags = [
        (material.form == MaterialForm::OriginalAndCopy, Phrase::FormBoth),
        (material.shareable, Phrase::GuidanceShareable),
        (material.deferrable, Phrase::GuidanceDeferrable),
        (material.committable, Phrase::GuidanceCommittable),
    ];
    notes.extend(flags.into_iter().filter(|(holds, _)| *holds).map(|(_, phrase)| words.text(phrase)));
    notes
}

fn time(words: Words<'_>, guide: &Guide) -> Vec<String> {
    let limit = |phrase, limit| words.say(phrase, &[("limit", &words.limit(limit))]);
    let mut told = vec![limit(Phrase::GuidancePromised, guide.promised)];
    told.extend(guide.statutory.map(|statutory| limit(Phrase::GuidanceStatutory, statutory)));
    if !guide.special_procedures.is_empty() {
        let procedures = guide.special_procedures.join("、");
        told.push(words.say(Phrase::GuidanceNotCounted, &[("procedures", &procedures)]));
    }
    told.push(words.text(match guide.regime {
        CorrectionRegime::Licence => Phrase::GuidanceToldOnceLicence,
        _ => Phrase::GuidanceToldOnce,
    }));
    told
}

fn fee(words: Words<'_>, fee: Option<&GuideFee>) -> Vec<String> {
    let Some(fee) = fee else { return vec![words.text(Phrase::GuidanceFree)] };
    let by = words.say(Phrase::GuidanceFeeBy, &[("title", &fee.title), ("basis", &basis(&fee.basis))]);
    let total = fee.total.map(|total| words.say(Phrase::GuidanceFeeTotal, &[("total", &figure(total))]));
    let exempted = fee.exempted.as_deref().map(|why| words.exempted(why));
    [Some(by), total, exempted].into_iter().flatten().collect()
}

fn result(words: Words<'_>, guide: &Guide) -> Option<String> {
    let way = |way: &Delivery| {
        words.text(match way {
            Delivery::Window => Phrase::WayWindow,
            Delivery::Post => Phrase::WayPost,
            Delivery::Cabinet => Phrase::WayCabinet,
            Delivery::Electronic => Phrase::WayElectronic,
        })
    };
    let ways = guide.delivery.iter().map(way).collect::<Vec<_>>().join("、");
    let said =
        || words.say(Phrase::GuidanceResultIs, &[("result", &guide.result), ("ways", &sentence(&ways))]);
    (!guide.result.is_empty()).then(said)
}

/// Where the item itself says nothing, the hall's.
fn place(frame: &Frame<'_>, guide: &Guide) -> Block {
    let (words, hall) = (frame.words, frame.hall);
    words.fields([
        (Phrase::LabelDepartment, guide.department.clone()),
        (Phrase::LabelPlace, or(&guide.place, words.place(hall))),
        (Phrase::LabelHours, or(&guide.hours, hall.hours.clone())),
        (Phrase::LabelPhone, or(&guide.phone, hall.phone.clone())),
        (Phrase::LabelSupervision, or(&guide.supervision_phone, hall.supervision_phone.clone())),
    ])
}

/// Whom to ask: where the item is not handled here, this hall is no place to go to.
fn phones(frame: &Frame<'_>, guide: &Guide) -> Block {
    let (words, hall) = (frame.words, frame.hall);
    words.fields([
        (Phrase::LabelPhone, or(&guide.phone, hall.phone.clone())),
        (Phrase::LabelSupervision, or(&guide.supervision_phone, hall.supervision_phone.clone())),
    ])
}

/// What the item says itself, or else the hall.
fn or(own: &str, halls: String) -> String {
    if own.trim().is_empty() { halls } else { own.to_owned() }
}

pub(super) fn referral(
    frame: &Frame<'_>,
    ticket: Option<&str>,
    matter: &Clean,
    to: &Place,
    why: &Clean,
) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![
        paragraph(words.say(Phrase::ReferralOpening, &[("matter", matter.shown())])),
        words.fields([
            (Phrase::LabelTo, to.name.shown().to_owned()),
            (Phrase::LabelAddress, to.address.shown().to_owned()),
            (Phrase::LabelTelephone, to.phone.shown().to_owned()),
            (Phrase::LabelWhy, why.shown().to_owned()),
        ]),
    ];
    if let Some(ticket) = ticket {
        blocks.push(paragraph(words.say(Phrase::ReferralTicket, &[("ticket", ticket)])));
    }
    let officer = words.handler(frame.paper);
    blocks.push(paragraph(words.say(Phrase::ReferralDuty, &[("officer", &officer)])));
    // Only one place stands on the paper: the one to go to.
    let (window, hall) = (frame.hall.window(&frame.paper.window), frame.hall);
    blocks.push(heading(words.text(Phrase::HeadingContact)));
    blocks.push(words.fields([
        (Phrase::LabelWrittenAt, words.window(frame.paper, window)),
        (Phrase::LabelPhone, hall.phone.clone()),
        (Phrase::LabelSupervision, hall.supervision_phone.clone()),
    ]));
    blocks
}
