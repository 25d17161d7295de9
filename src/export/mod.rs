//! Tables for other programs: CSV and XLSX as bytes. What comes from people never becomes a formula there: a
//! spreadsheet would carry it out on the machine of whoever opens the file (CWE-1236).

mod csv;
mod xlsx;

pub use csv::csv;
pub use xlsx::{NotWritten, xlsx};

/// A value of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Words; never reckoned with.
    Text(String),
    /// A count.
    Count(u32),
    /// A figure with one decimal.
    Tenth(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

/// A table with its name.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Name: up to 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// What stands over the columns.
    pub head: Vec<&'static str>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}
