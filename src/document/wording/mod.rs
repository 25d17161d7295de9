//! From values to the words of the papers: which phrase is said, and how dates, limits, counts and lists read in
//! it. The sentences themselves are data ([`Phrases`], `wording/papers.toml`).

mod correction;
mod papers;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::model::{Block, Field, Fixed};
use crate::domain::clock::{Due, Limit, LimitUnit};
use crate::domain::fee::QuoteLine;
use crate::domain::hall::{Hall, Window};
use crate::domain::item::Basis;
use crate::domain::money::yuan;
use crate::domain::paper::{Handed, Handing, Paper, PaperKind, Subject};
use crate::domain::phrases::{Phrase, Phrases};

pub(super) use self::correction::Wanting;

/// Before the verification code; the check of a paper looks for it, so it is no wording of a hall.
pub(super) const CODE: &str = "验证码";
/// Before the digest, likewise.
pub(super) const DIGEST: &str = "内容摘要";

/// `2026年1月5日`.
pub(super) fn date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `《行政许可法》第三十二条、第八十二条；…`: several places of one document stand together; numbers of documents
/// stand without book-title marks.
pub(crate) fn basis(basis: &[Basis]) -> String {
    let named = |one: &Basis| {
        if one.document.contains(['《', '〔']) {
            one.document.clone()
        } else {
            format!("《{}》", one.document)
        }
    };
    let document = |same: &[Basis]| {
        let clauses = same.iter().map(|one| one.clause.as_str()).filter(|clause| !clause.is_empty());
        same.first().map_or_else(String::new, named) + &clauses.collect::<Vec<_>>().join("、")
    };
    let documents = basis.chunk_by(|one, next| one.document == next.document);
    documents.map(document).collect::<Vec<_>>().join("；")
}

/// A number as it will be, with room for the serial.
pub(super) fn draft_number(prefix: &str, mark: &str, year: i16) -> String {
    format!("{prefix}{mark}〔{year}〕　　号")
}

/// An amount in figures; a rate below the 分 keeps its digits.
pub(super) fn figure(amount: Decimal) -> String {
    let exact = amount.normalize();
    if exact.scale() > 2 { exact.to_string() } else { yuan(amount) }
}

/// What is charged per unit: of an amount of money a share, `1.5%`.
pub(super) fn rate(line: &QuoteLine) -> String {
    if line.unit == "元" { line.rate_in_words() } else { figure(line.rate) }
}

/// At the foot of each sheet of a paper of several pages.
pub(super) fn sheet_of(number: &str, page: usize, pages: usize) -> String {
    format!("{number}　第{page}页，共{pages}页")
}

/// Before the reason of a void paper; the check of a paper looks for it, so it is no wording of a hall.
pub(super) const VOID: &str = "作废：";
/// Before the count of a reprint, likewise.
pub(super) const REPRINT: &str = "补打 第";

/// `作废：重复开具`.
pub(super) fn void(reason: &str) -> String {
    format!("{VOID}{reason}")
}

/// `补打 第2次`.
pub(super) fn reprint(count: u32) -> String {
    format!("{REPRINT}{count}次")
}

/// `一`, `十二`: the number of a section, to ninety-nine.
pub(super) fn ordinal(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n % 10).copied().unwrap_or_default();
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// The text with a full stop, if it has none.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}

/// The words of a hall, said with values.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a Phrases);

impl Words<'_> {
    /// A phrase with its values.
    pub(super) fn say(self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        self.0.say(phrase, values)
    }

    /// A phrase that has none.
    pub(super) fn text(self, phrase: Phrase) -> String {
        self.say(phrase, &[])
    }

    /// Labels and values; fields without a value are left out.
    pub(super) fn fields<const N: usize>(self, fields: [(Phrase, String); N]) -> Block {
        let fields = fields.into_iter().filter(|(_, value)| !value.trim().is_empty());
        Block::Fields(fields.map(|(label, value)| Field { label: self.text(label), value }).collect())
    }

    /// The title of a kind of paper in this hall.
    pub(super) fn title(self, kind: PaperKind, hall: &Hall) -> String {
        match kind {
            PaperKind::Acceptance => self.text(Phrase::TitleAcceptance),
            PaperKind::Correction => hall.correction_title.clone(),
            PaperKind::Refusal => self.text(Phrase::TitleRefusal),
            PaperKind::Receipt => self.text(Phrase::TitleReceipt),
            PaperKind::Guidance => self.text(Phrase::TitleGuidance),
            PaperKind::FilingReceipt => self.text(Phrase::TitleFilingReceipt),
            PaperKind::DeferralPledge => self.text(Phrase::TitleDeferralPledge),
            PaperKind::DeferralNotice => self.text(Phrase::TitleDeferralNotice),
            PaperKind::Commitment => self.text(Phrase::TitleCommitment),
            PaperKind::Statement => self.text(Phrase::TitleStatement),
            PaperKind::Delivery => self.text(Phrase::TitleDelivery),
            PaperKind::Extension => self.text(Phrase::TitleExtension),
            PaperKind::SpecialProcedure => self.text(Phrase::TitleSpecialProcedure),
            PaperKind::Referral => self.text(Phrase::TitleReferral),
            PaperKind::Payment => self.text(Phrase::TitlePayment),
            PaperKind::Handover => self.text(Phrase::TitleHandover),
        }
    }

    /// What stands around a paper, whatever it says; who issues it is still to be said.
    pub(super) fn fixed(self) -> Fixed {
        Fixed {
            demonstration: self.text(Phrase::Demonstration),
            draft: self.text(Phrase::Draft),
            issuer: String::new(),
            draft_mark: self.text(Phrase::DraftMark),
            seal: self.text(Phrase::SealHere),
            number: self.text(Phrase::LabelNumber),
            verify: self.text(Phrase::Verify),
            row: self.text(Phrase::ColumnRow),
            phone: self.text(Phrase::SignPhone),
            blank: self.text(Phrase::SignBlank),
            day: self.text(Phrase::SignDay),
        }
    }

    /// The issuer with the place of the seal.
    pub(super) fn sealed(self, issuer: &str) -> String {
        self.say(Phrase::Sealed, &[("issuer", issuer)])
    }

    /// A due date.
    pub(super) fn due(self, due: &Due) -> String {
        self.due_date(due.date, due.provisional)
    }

    /// A date that rests on holidays not yet published says so.
    pub(super) fn due_date(self, day: Date, missing: Option<i16>) -> String {
        match missing {
            None => date(day),
            Some(year) => self.say(Phrase::Provisional, &[("day", &date(day)), ("year", &year.to_string())]),
        }
    }

    /// `10个工作日`.
    pub(super) fn limit(self, limit: Limit) -> String {
        let n = limit.n.to_string();
        let counted = |phrase| self.say(phrase, &[("n", &n)]);
        match limit.unit {
            LimitUnit::OnTheSpot => self.text(Phrase::LimitOnTheSpot),
            LimitUnit::WorkingDays => counted(Phrase::LimitWorkingDays),
            LimitUnit::NaturalDays => counted(Phrase::LimitNaturalDays),
            LimitUnit::Months => counted(Phrase::LimitMonths),
        }
    }

    /// `原件1份、复印件2份`.
    pub(super) fn counts(self, originals: u8, copies: u8) -> String {
        let part = |phrase, n: u8| (n > 0).then(|| self.say(phrase, &[("n", &n.to_string())]));
        let parts = [part(Phrase::CountOriginals, originals), part(Phrase::CountCopies, copies)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { self.text(Phrase::CountNone) } else { parts.join("、") }
    }

    /// `1份`; nothing for none.
    pub(super) fn sheets(self, n: u8) -> String {
        if n == 0 { String::new() } else { self.say(Phrase::CountSheets, &[("n", &n.to_string())]) }
    }

    /// The sum under a list of materials: what was handed in, and what of it was given back at once.
    pub(super) fn materials_total(self, materials: &[Handed]) -> String {
        let sum = |sheets: fn(&Handed) -> u8, counts: fn(&Handing) -> bool| {
            let counted = materials.iter().filter(|material| counts(&material.how));
            counted.map(|material| u32::from(sheets(material))).sum::<u32>()
        };
        let count = materials.iter().filter(|material| material.how.is_here()).count().to_string();
        let originals = sum(|material| material.originals, Handing::is_here).to_string();
        let copies = sum(|material| material.copies, Handing::is_here).to_string();
        let values = [("count", count.as_str()), ("originals", &originals), ("copies", &copies)];
        let total = self.say(Phrase::CountMaterials, &values);
        match sum(|material| material.originals, |how| *how == Handing::Compared) {
            0 => total,
            n => total + &self.say(Phrase::CountCompared, &[("n", &n.to_string())]),
        }
    }

    /// `青河县政务服务中心（青河县…号）`.
    pub(super) fn place(self, hall: &Hall) -> String {
        self.say(Phrase::PlaceOfHall, &[("hall", &hall.name), ("address", &hall.address)])
    }

    /// The window that issues a paper.
    pub(super) fn window(self, paper: &Paper, window: Option<&Window>) -> String {
        match window {
            Some(Window { id, name, place, .. }) => {
                let values = [("number", id.as_str()), ("name", name), ("place", place)];
                self.say(Phrase::WindowKnown, &values)
            }
            None => self.say(Phrase::WindowUnknown, &[("number", paper.window.as_str())]),
        }
    }

    /// `李明（代A岗王敏）`.
    pub(super) fn handler(self, paper: &Paper) -> String {
        match &paper.acting_for {
            Some(a) => self.say(Phrase::ActingFor, &[("officer", &paper.officer), ("resident", a)]),
            None => paper.officer.clone(),
        }
    }

    fn opening(self, subject: &Subject) -> String {
        self.on_days(subject, Phrase::Opening, Phrase::OpeningCorrected)
    }

    /// What was received on which day: at first, and what was corrected since.
    fn on_days(self, subject: &Subject, first: Phrase, corrected: Phrase) -> String {
        let (item, received) = (("item", subject.item.as_str()), date(subject.received));
        let received = ("received", received.as_str());
        match subject.corrected {
            None => self.say(first, &[item, received]),
            Some(day) => self.say(corrected, &[item, received, ("corrected", &date(day))]),
        }
    }
}
