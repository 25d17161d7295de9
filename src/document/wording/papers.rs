//! The words of the other papers: which sentence is said, with which values.

use rust_decimal::Decimal;

use super::{Words, basis, date, figure, sentence};
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::hall::Hall;
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{Handed, Handing, Paper, PaperNumber, Subject};
use crate::domain::phrases::Phrase;
use crate::domain::post::Occasion;
use crate::text::Clean;

/// N-01 受理通知书.
impl Words<'_> {
    pub(in crate::document) fn accepted(
        self,
        subject: &Subject,
        materials: &[Handed],
        regime: Option<CorrectionRegime>,
    ) -> String {
        let deferred = materials.iter().any(|material| matches!(material.how, Handing::Deferred { .. }));
        let committed = materials.iter().any(|material| material.how == Handing::Committed);
        let except = match (deferred, committed) {
            (true, true) => self.text(Phrase::AcceptedExceptBoth),
            (true, false) => self.text(Phrase::AcceptedExceptDeferred),
            (false, true) => self.text(Phrase::AcceptedExceptCommitted),
            (false, false) => String::new(),
        };
        // The law named speaks of materials that are complete; 容缺 and 承诺 rest on the guide.
        let basis = match regime.filter(|_| !deferred && !committed) {
            Some(CorrectionRegime::Licence) => self.text(Phrase::AcceptedByLicence),
            Some(CorrectionRegime::RealEstate) => self.text(Phrase::AcceptedByRealEstate),
            Some(CorrectionRegime::MarketEntity) => self.text(Phrase::AcceptedByMarketEntity),
            Some(CorrectionRegime::Plain) | None => String::new(),
        };
        let opening = self.opening(subject);
        self.say(Phrase::Accepted, &[("opening", &opening), ("except", &except), ("basis", &basis)])
    }

    /// What is special about a material that was handed in, or was not.
    pub(in crate::document) fn handing(self, how: &Handing) -> String {
        match how {
            Handing::AsAsked => String::new(),
            Handing::Compared => self.text(Phrase::HandedCompared),
            Handing::Corrected => self.text(Phrase::HandedCorrected),
            Handing::Shared => self.text(Phrase::HandedShared),
            Handing::Taken { from } => self.say(Phrase::HandedTaken, &[("case", from)]),
            Handing::Deferred { until } => self.say(Phrase::HandedDeferred, &[("until", &date(*until))]),
            Handing::Committed => self.text(Phrase::HandedCommitted),
            Handing::Waived { basis: law } => {
                self.say(Phrase::HandedWaived, &[("basis", &basis(std::slice::from_ref(law)))])
            }
        }
    }

    pub(in crate::document) fn decision_by(
        self,
        subject: &Subject,
        promised: Limit,
        due_text: &str,
    ) -> String {
        let department = ("department", subject.department.as_str());
        if promised.unit == LimitUnit::OnTheSpot {
            self.say(Phrase::AcceptedDecidedAtOnce, &[department])
        } else {
            self.say(Phrase::AcceptedDecidedBy, &[department, ("due", due_text)])
        }
    }

    pub(in crate::document) fn not_counted(self, procedures: &[String]) -> String {
        self.say(Phrase::AcceptedNotCounted, &[("procedures", &procedures.join("、"))])
    }

    pub(in crate::document) fn collect(self, hall: &Hall) -> String {
        self.say(Phrase::AcceptedCollect, &[("hall", &hall.name)])
    }
}

/// N-04 不予受理通知书.
impl Words<'_> {
    pub(in crate::document) fn refused(
        self,
        subject: &Subject,
        ground: DiversionGround,
        regime: Option<CorrectionRegime>,
    ) -> String {
        let licence = regime == Some(CorrectionRegime::Licence);
        let why = self.text(match (ground, licence) {
            (DiversionGround::NotNeeded, true) => Phrase::RefusedNotNeededLicence,
            (DiversionGround::NotNeeded, false) => Phrase::RefusedNotNeeded,
            (DiversionGround::NotThisBody, true) => Phrase::RefusedNotThisBodyLicence,
            (DiversionGround::NotThisBody, false) => Phrase::RefusedNotThisBody,
            (DiversionGround::NotAdmissible, _) => Phrase::RefusedNotAdmissible,
        });
        self.say(Phrase::Refused, &[("opening", &self.opening(subject)), ("why", &why)])
    }

    pub(in crate::document) fn reason(self, reason: &str) -> String {
        self.say(Phrase::RefusedReason, &[("reason", &sentence(reason))])
    }

    pub(in crate::document) fn basis_line(self, basis_of: &[Basis]) -> String {
        self.say(Phrase::RefusedBasis, &[("basis", &basis(basis_of))])
    }

    /// A refusal that is issued names its place in the register.
    pub(in crate::document) fn confirmed(self, by: &str, record: Option<&PaperNumber>) -> String {
        match record {
            Some(record) => self.say(Phrase::RefusedRecorded, &[("by", by), ("record", &record.to_string())]),
            None => self.say(Phrase::RefusedConfirmed, &[("by", by)]),
        }
    }

    pub(in crate::document) fn rights(self, hall: &Hall) -> String {
        self.say(Phrase::Rights, &[("review_body", &hall.review_body), ("court", &hall.court)])
    }
}

/// N-05 材料接收告知单.
impl Words<'_> {
    pub(in crate::document) fn received(self, subject: &Subject) -> String {
        self.on_days(subject, Phrase::ReceiptReceived, Phrase::ReceiptReceivedCorrected)
    }

    pub(in crate::document) fn next_steps(
        self,
        subject: &Subject,
        regime: Option<CorrectionRegime>,
    ) -> String {
        let licence = regime == Some(CorrectionRegime::Licence);
        let next = if licence { Phrase::ReceiptNextLicence } else { Phrase::ReceiptNext };
        self.say(next, &[("department", &subject.department)])
    }
}

/// N-10 缴款通知书.
impl Words<'_> {
    pub(in crate::document) fn to_pay(self, subject: &Subject) -> String {
        self.say(Phrase::PaymentDue, &[("item", &subject.item)])
    }

    pub(in crate::document) fn total(self, total: Decimal, in_words: &str) -> String {
        self.say(Phrase::PaymentTotal, &[("words", in_words), ("total", &figure(total))])
    }

    pub(in crate::document) fn exempted(self, why: &str) -> String {
        self.say(Phrase::PaymentExempted, &[("why", &sentence(why))])
    }
}

/// 岗位交接单.
impl Words<'_> {
    pub(in crate::document) fn handed_over(self, paper: &Paper, from: &str, to: &str) -> String {
        let (day, number) = (date(paper.on), paper.window.as_str());
        self.say(Phrase::HandedOver, &[("day", &day), ("number", number), ("from", from), ("to", to)])
    }

    pub(in crate::document) fn taken_over(self, count: usize, urgent: usize) -> String {
        let (count, urgent) = (count.to_string(), urgent.to_string());
        self.say(Phrase::HandoverTakenOver, &[("count", &count), ("urgent", &urgent)])
    }

    /// Why the post was handed over; of a leave also where its approval is found.
    pub(in crate::document) fn occasion(self, occasion: &Occasion) -> String {
        let said = self.say(Phrase::HandoverOccasion, &[("occasion", occasion.label())]);
        match occasion {
            Occasion::Leave { until, approver, reference } => {
                let until = date(*until);
                let values = [
                    ("until", until.as_str()),
                    ("approver", approver.shown()),
                    ("reference", reference.shown()),
                ];
                said + &self.say(Phrase::HandoverLeave, &values)
            }
            _ => said,
        }
    }

    pub(in crate::document) fn remark(self, line: &str, remark: &Clean) -> String {
        self.say(Phrase::HandoverRemark, &[("line", line), ("remark", remark.shown())])
    }
}
