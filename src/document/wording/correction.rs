//! The words of the correction notice (N-02): which sentences each regime says.

use super::Words;
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::Subject;
use crate::domain::phrases::Phrase;

/// Whether materials are missing, defective, or both.
#[derive(Clone, Copy)]
pub(in crate::document) enum Wanting {
    Missing,
    Defective,
    Both,
}

impl Words<'_> {
    pub(in crate::document) fn title_of_round(self, title: String, round: u32) -> String {
        if round < 2 {
            return title;
        }
        self.say(Phrase::TitleAgain, &[("title", &title), ("round", &round.to_string())])
    }

    pub(in crate::document) fn to_correct(
        self,
        subject: &Subject,
        regime: CorrectionRegime,
        wanting: Wanting,
    ) -> String {
        let told = self.text(match regime {
            CorrectionRegime::Licence => Phrase::ToldLicence,
            CorrectionRegime::RealEstate => Phrase::ToldRealEstate,
            CorrectionRegime::MarketEntity => Phrase::ToldMarketEntity,
            CorrectionRegime::Plain => Phrase::ToldPlain,
        });
        let wanting = self.text(match wanting {
            Wanting::Missing => Phrase::WantingMissing,
            Wanting::Defective => Phrase::WantingDefective,
            Wanting::Both => Phrase::WantingBoth,
        });
        let opening = self.opening(subject);
        self.say(Phrase::ToCorrect, &[("opening", &opening), ("wanting", &wanting), ("told", &told)])
    }

    /// The rule of the one telling, in words that stay true where a lead has set it aside (J01).
    pub(in crate::document) fn again(self, round: u32) -> String {
        self.say(Phrase::ToldAgain, &[("round", &round.to_string())])
    }

    /// A demand beyond the guide says so, and who answers for it (J02).
    pub(in crate::document) fn approved(self, lead: &str) -> String {
        self.say(Phrase::CorrectApproved, &[("lead", lead)])
    }

    pub(in crate::document) fn what_to_correct(self, materials: usize, problems: usize) -> String {
        let (materials, problems) = (materials.to_string(), problems.to_string());
        self.say(Phrase::CorrectWhat, &[("materials", &materials), ("problems", &problems)])
    }

    pub(in crate::document) fn until(self, due_text: &str, days: u16) -> String {
        self.say(Phrase::CorrectUntil, &[("due", due_text), ("days", &days.to_string())])
    }

    /// What the law says of the corrected application, and what the hall does after the day: where the law names no
    /// consequence of a late correction, the hall's rule, told as such.
    pub(in crate::document) fn consequences(self, regime: CorrectionRegime) -> [String; 2] {
        let (complete, after) = match regime {
            CorrectionRegime::Licence => (Phrase::CompleteLicence, Phrase::CorrectLate),
            CorrectionRegime::RealEstate => (Phrase::CompleteRealEstate, Phrase::CorrectAnyTime),
            CorrectionRegime::MarketEntity => (Phrase::CompleteMarketEntity, Phrase::CorrectAnyTime),
            CorrectionRegime::Plain => (Phrase::CompletePlain, Phrase::CorrectLate),
        };
        [self.text(complete), self.text(after)]
    }

    /// What the law says of telling too late, where it says so.
    pub(in crate::document) fn told_late(self, regime: CorrectionRegime) -> Option<String> {
        match regime {
            CorrectionRegime::Licence => Some(self.text(Phrase::NotToldLicence)),
            CorrectionRegime::RealEstate => Some(self.text(Phrase::NotToldRealEstate)),
            CorrectionRegime::MarketEntity | CorrectionRegime::Plain => None,
        }
    }
}
