//! What is wrong with the files of a hall, where, and what was probably meant.

use std::fmt;

/// One thing wrong in one place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file, as the folder was given.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong, in Chinese.
    pub message: String,
    /// The known name nearest to what was written.
    pub suggestion: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, " {}", self.message)?;
        match &self.suggestion {
            Some(name) => write!(f, "，是否要写“{name}”？"),
            None => Ok(()),
        }
    }
}

/// Everything wrong with the files of a hall, in the order of files and lines; never empty as an error.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The candidate nearest to what was written, if it is near enough to have been meant.
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let length = written.chars().count();
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(steps, candidate)| {
            *steps > 0 && *steps <= length.max(candidate.chars().count()).div_ceil(3)
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Edit distance (insert, delete, replace, swap of neighbours), in characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, a) in left.chars().enumerate() {
        let mut current = Vec::with_capacity(last.len());
        current.push(row + 1);
        for (column, b) in right.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut steps = (at(&last, column) + usize::from(a != *b))
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            if let Some(before) = column.checked_sub(1)
                && previous == Some(*b)
                && right.get(before) == Some(&a)
            {
                steps = steps.min(at(&before_last, before) + 1);
            }
            current.push(steps);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(a);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (left, right, steps) in
            [("name", "name", 0), ("nmae", "name", 1), ("nam", "name", 1), ("", "ab", 2), ("餐饮", "餐厅", 1)]
        {
            assert_eq!(distance(left, right), steps, "{left} {right}");
            assert_eq!(distance(right, left), steps, "{right} {left}");
        }
    }

    #[test]
    fn only_near_names_are_suggested() {
        assert_eq!(nearest("nmae", ["code", "name"]), Some("name".into()));
        assert_eq!(nearest("marekt", ["health", "market"]), Some("market".into()));
        assert_eq!(nearest("zzz", ["code", "name"]), None);
        assert_eq!(nearest("name", ["name"]), None);
    }
}
