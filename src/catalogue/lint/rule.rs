//! The rules of the linter: a stable code for each, how much it weighs, and the law or requirement behind it.

use serde::{Serialize, Serializer};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: against the law, or somebody at the window will be led wrong.
    Error,
    /// 问题: the guide is not what it should be.
    Warning,
    /// 提示: worth knowing; it fails nothing.
    Hint,
}

impl Severity {
    /// The severity in one word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "问题",
            Self::Hint => "提示",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $severity:ident $code:literal),+ $(,)?) => {
        /// What the linter looks for.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Rule {
            $($(#[$doc])* $name,)+
        }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code, for people and programs.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// How much a finding of this rule weighs.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)+
                }
            }
        }
    };
}

rules! {
    /// The files cannot be read: what the reader says.
    Unreadable Error "unreadable",
    /// Wording that leaves open what is asked for (S053; 广东 29, 河南 28, 北京 31).
    CatchAll Error "catch-all",
    /// An item without basis (S050, 行政许可法 30).
    ItemNoBasis Error "item-no-basis",
    /// A material without basis (S053).
    MaterialNoBasis Error "material-no-basis",
    /// A material of which nobody says where to get it (来源渠道, S052).
    MaterialNoSource Error "material-no-source",
    /// A material without points of examination or without coded defects (S082).
    MaterialUnexaminable Warning "material-unexaminable",
    /// An intermediary is named where its qualification belongs (优化营商环境条例 43).
    IntermediaryNamed Hint "intermediary-named",
    /// Guide elements are missing (S051).
    GuideIncomplete Warning "guide-incomplete",
    /// Place, hours or phones are missing (S051).
    NoContact Warning "no-contact",
    /// An 实施编码 whose credit code fails its check, or that holds another 基本编码 (domain-facts 6.4, GB 32100-2015).
    CodeCredit Error "code-credit",
    /// No promised limit (S138).
    LimitMissing Error "limit-missing",
    /// The promised limit can end after the statutory one (S138, 优化营商环境条例 36).
    LimitBeyondLaw Error "limit-beyond-law",
    /// 即办件 and 当场 belong together (S123).
    ImmediateLimit Error "immediate-limit",
    /// A deferrable material without days to bring it (S088).
    DeferralNoDays Error "deferral-no-days",
    /// Days for deferral, and nothing to defer (S089).
    DeferralUnused Warning "deferral-unused",
    /// Deferral beyond the promised limit (domain-facts 1.5).
    DeferralBeyondLimit Error "deferral-beyond-limit",
    /// A situation in which everything may be deferred: no main material (主要材料, S088).
    DeferralAll Error "deferral-all",
    /// Commitment on an excluded class or a decision made on the spot (S091).
    CommitmentExcluded Error "commitment-excluded",
    /// No combination of answers asks the question (S081).
    QuestionUnreachable Error "question-unreachable",
    /// A question nobody can answer.
    QuestionUnanswerable Error "question-unanswerable",
    /// Nothing depends on the answer.
    QuestionUnused Warning "question-unused",
    /// No combination of answers asks for the material.
    MaterialUnreachable Error "material-unreachable",
    /// No combination of answers leads to the diversion.
    DiversionUnreachable Error "diversion-unreachable",
    /// A part of a condition that no combination of answers satisfies.
    ConditionContradictory Error "condition-contradictory",
    /// A condition that always holds although it is written.
    ConditionAlways Warning "condition-always",
    /// A situation that asks for nothing and is not diverted.
    ListEmpty Error "list-empty",
    /// Two diversions at once: two reasons, two ways on (行政许可法 32.1(1), (2)).
    DiversionsClash Error "diversions-clash",
    /// An item without a fee standard: nobody can say that it is free, or why (S051, 行政许可法 59).
    FeeMissing Warning "fee-missing",
    /// No standard is in force on the day.
    FeeNotInForce Error "fee-not-in-force",
    /// A standard without basis (行政许可法 58, 优化营商环境条例 25).
    FeeNoBasis Error "fee-no-basis",
    /// The guide says free and the standard charges, or the reverse.
    FeeFreeMismatch Warning "fee-free-mismatch",
    /// Two standards of one code in force at once.
    FeeOverlap Error "fee-overlap",
    /// Days without a standard between two of one code.
    FeeGap Hint "fee-gap",
    /// Bands that leave gaps, overlap, or that no quantity can reach.
    FeeBands Error "fee-bands",
    /// Anything else wrong with a standard.
    FeeFlawed Error "fee-flawed",
    /// Inputs for which a charging standard says nothing.
    FeeUnregulated Warning "fee-unregulated",
    /// The item settles an input or value that the standard does not have.
    FeeInputUnknown Error "fee-input-unknown",
    /// An input is to come from an answer that no situation gives.
    FeeInputNever Error "fee-input-never",
    /// The year of the day is not published: every date is provisional (DESIGN 4.4).
    CalendarUnpublished Warning "calendar-unpublished",
    /// Dates of an item rest on a year not yet published.
    CalendarProvisional Hint "calendar-provisional",
    /// A notice of holidays that cannot be right (domain-facts 5).
    CalendarFlawed Error "calendar-flawed",
    /// A sentence of a paper that cites no longer the law that the program's own cites (行政许可法 32, 38; S107).
    WordingLawDropped Warning "wording-law-dropped",
    /// Words that blame, or 你 for 您, on a paper for the public.
    WordingBlames Warning "wording-blames",
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_words() {
        let mut codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Rule::ALL.len());
    }
}
