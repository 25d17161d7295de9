//! A finding and how it is written.

use std::fmt;

use unicode_width::UnicodeWidthStr as _;

use crate::text::Clean;

/// How bad it is; the worst is the greatest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// 好.
    Good,
    /// 注意: works, with a limit.
    Care,
    /// 不行: does not work.
    Bad,
}

impl Verdict {
    /// The word in the report, four cells wide.
    fn word(self) -> &'static str {
        match self {
            Self::Good => "好  ",
            Self::Care => "注意",
            Self::Bad => "不行",
        }
    }

    /// Exit code of `yichuang doctor`: 1 only where something does not work.
    pub fn exit_code(self) -> u8 {
        u8::from(self == Self::Bad)
    }
}

/// One line of the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How bad it is.
    pub verdict: Verdict,
    /// What was looked at.
    pub topic: &'static str,
    /// What was found.
    pub found: String,
    /// What to do about it.
    pub mend: Option<String>,
}

impl Finding {
    /// As it should be.
    pub fn good(topic: &'static str, found: impl Into<String>) -> Self {
        Self { verdict: Verdict::Good, topic, found: found.into(), mend: None }
    }

    /// Works, with a limit.
    pub fn care(topic: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { verdict: Verdict::Care, topic, found: found.into(), mend: Some(mend.into()) }
    }

    /// Does not work.
    pub fn bad(topic: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { verdict: Verdict::Bad, topic, found: found.into(), mend: Some(mend.into()) }
    }
}

/// Cells for the topic and the gap behind it.
const TOPIC: usize = 12;

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gap = TOPIC.saturating_sub(self.topic.width());
        let found = Clean::new(&self.found);
        writeln!(f, "{}  {}{:gap$}{}", self.verdict.word(), self.topic, "", found.shown())?;
        if let Some(mend) = &self.mend {
            writeln!(f, "{:1$}→ {2}", "", TOPIC + 6, Clean::new(mend).shown())?;
        }
        Ok(())
    }
}
