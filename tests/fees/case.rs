//! What the second evaluator knows of a standard.

use jiff::civil::Date;

use crate::draw::{Draw, Given};
use crate::number::Ratio;

/// One standard, computed a second time.
pub struct Case {
    pub code: &'static str,
    /// Draws inputs that must be quoted.
    pub draw: fn(&mut Draw<'_>),
    /// The fee before rounding; none where the facts say nothing of these inputs.
    pub amount: fn(&Given<'_>, Date) -> Option<Ratio>,
    /// Inputs that are quoted, each once wrong and once missing.
    pub sample: &'static [Sample],
    /// Which of the sample may be missing.
    pub optional: &'static [&'static str],
}

/// Name, a good value, and of what kind it is.
pub struct Sample(pub &'static str, pub &'static str, pub Kind);

/// Kinds of inputs, by what is wrong with them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Money,
    Count,
    Choice,
    Flag,
    Rate,
    List,
}

impl Kind {
    /// Values that must be refused. An empty one is as good as none.
    pub fn wrong(self) -> Vec<&'static str> {
        let huge = "99999999999999999999999999999999";
        let number = vec!["-1", "abc", "1.2.3", "1,000", "1e3", "NaN", "五", "-0.01", "0x10", huge];
        let more: &[&str] = match self {
            Self::Money => &["1e30", "+-1", "10%", "1,2"],
            Self::Count => &["1.5", "2.0001", "100000000000000000", "10%", "1,2"],
            Self::Choice => return vec!["没有这一种", "1"],
            Self::Flag => return vec!["也许", "2", "TRUE!"],
            Self::Rate => return vec!["-3%", "abc", "%", "三%", "3%%", "99999%"],
            Self::List => return vec![",", "12,", "a,b", "-1,2", "1.5", "12;8", huge],
        };
        [number, more.to_vec()].concat()
    }
}
