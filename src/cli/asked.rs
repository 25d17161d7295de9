//! The fields of one line that another program asks, taken one by one: a wrong, missing or unknown one is named.

use std::fmt::Display;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde_json::{Map, Value};

/// The fields still to be taken.
pub(super) struct Asked(Map<String, Value>);

impl Asked {
    pub(super) fn new(fields: Map<String, Value>) -> Self {
        Self(fields)
    }

    /// Takes a text.
    ///
    /// # Errors
    /// Missing or no text, as a sentence; so with all that follow.
    pub(super) fn text(&mut self, name: &str) -> Result<String, String> {
        match self.0.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(format!("“{name}”应为文本")),
            None => Err(missing(name)),
        }
    }

    /// Takes a day.
    pub(super) fn date(&mut self, name: &str) -> Result<Date, String> {
        day(&self.text(name)?, name)
    }

    /// Takes a day that may be left out.
    pub(super) fn date_if_any(&mut self, name: &str) -> Result<Option<Date>, String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => day(&text, name).map(Some),
            Some(_) => Err(format!("“{name}”应为文本")),
        }
    }

    /// Takes named values that may be left out.
    pub(super) fn named(&mut self, name: &str) -> Result<Map<String, Value>, String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(named)) => Ok(named),
            Some(_) => Err(format!("“{name}”应为 {{\"名称\":\"值\",…}}")),
        }
    }

    /// Takes a whole number inside a range.
    pub(super) fn whole(&mut self, name: &str, range: RangeInclusive<u16>) -> Result<u16, String> {
        let value = self.0.remove(name).ok_or_else(|| missing(name))?;
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        number.filter(|number| range.contains(number)).ok_or_else(|| {
            format!("“{name}”应为{}至{}的整数，现为{}", range.start(), range.end(), short(&value))
        })
    }

    /// Takes a yes or no that may be left out.
    pub(super) fn flag(&mut self, name: &str, otherwise: bool) -> Result<bool, String> {
        match self.0.remove(name) {
            Some(Value::Bool(flag)) => Ok(flag),
            None | Some(Value::Null) => Ok(otherwise),
            Some(_) => Err(format!("“{name}”应为 true 或 false")),
        }
    }

    /// Takes stretches of days, `[["from","to"],…]` with both ends inside, that may be left out.
    pub(super) fn stretches(&mut self, name: &str) -> Result<Vec<(Date, Date)>, String> {
        let wrong = || format!("“{name}”应为 [[\"起\",\"止\"],…]");
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(stretches)) => stretches
                .iter()
                .map(|stretch| match stretch.as_array().map(Vec::as_slice) {
                    Some([Value::String(from), Value::String(to)]) => {
                        stretch_of(day(from, name)?, day(to, name)?, name)
                    }
                    _ => Err(wrong()),
                })
                .collect(),
            Some(_) => Err(wrong()),
        }
    }

    /// Nothing may be left.
    pub(super) fn done(self) -> Result<(), String> {
        match self.0.keys().next() {
            Some(name) => Err(format!("没有“{}”这个字段，请删去", cut(name))),
            None => Ok(()),
        }
    }
}

/// A day written as `2026-02-02`, and no other way.
///
/// # Errors
/// Another form, or a day that does not exist.
pub(super) fn day(text: &str, name: impl Display) -> Result<Date, String> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    text.parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| format!("“{name}”的“{}”不是日期，应写作 2026-02-02，且当日存在", cut(text)))
}

/// A stretch whose end does not lie before its start.
///
/// # Errors
/// It does.
pub(super) fn stretch_of(from: Date, to: Date, name: impl Display) -> Result<(Date, Date), String> {
    if from > to {
        return Err(format!("“{name}”起止颠倒：{from} 晚于 {to}"));
    }
    Ok((from, to))
}

fn missing(name: &str) -> String {
    format!("缺少“{name}”")
}

fn cut(text: &str) -> String {
    crate::text::cut(crate::text::Clean::new(text).shown(), 40).into_owned()
}

fn short(value: &Value) -> String {
    cut(&value.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn asked(value: &Value) -> Asked {
        Asked::new(value.as_object().unwrap().clone())
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut one = asked(&json!({ "a": 1.5, "b": "2026-02-30", "c": "20260202", "d": [["2026-02-02"]],
            "e": [["2026-02-03", "2026-02-02"]], "f": "yes", "g": 7, "h": 1, "i": "2026-02-02T10:00" }));
        assert_eq!(one.whole("a", 1..=9).unwrap_err(), "“a”应为1至9的整数，现为1.5");
        assert_eq!(one.date("b").unwrap_err(), "“b”的“2026-02-30”不是日期，应写作 2026-02-02，且当日存在");
        assert!(one.date("c").is_err() && one.date("i").is_err());
        assert_eq!(one.date("x").unwrap_err(), "缺少“x”");
        assert_eq!(one.stretches("d").unwrap_err(), "“d”应为 [[\"起\",\"止\"],…]");
        assert_eq!(one.stretches("e").unwrap_err(), "“e”起止颠倒：2026-02-03 晚于 2026-02-02");
        assert_eq!(one.flag("f", true).unwrap_err(), "“f”应为 true 或 false");
        assert_eq!(one.text("g").unwrap_err(), "“g”应为文本");
        assert_eq!(one.done().unwrap_err(), "没有“h”这个字段，请删去");
    }

    #[test]
    fn a_day_and_named_values_may_be_left_out() {
        let mut none = asked(&json!({ "on": null }));
        assert_eq!((none.date_if_any("on"), none.named("inputs")), (Ok(None), Ok(Map::new())));
        let mut wrong = asked(&json!({ "on": 20_260_202, "inputs": ["units"] }));
        assert_eq!(wrong.date_if_any("on").unwrap_err(), "“on”应为文本");
        assert_eq!(wrong.named("inputs").unwrap_err(), "“inputs”应为 {\"名称\":\"值\",…}");
        let mut right = asked(&json!({ "on": "2026-02-02", "inputs": { "units": 1 } }));
        assert_eq!(right.date_if_any("on"), Ok(Some(date(2026, 2, 2))));
        assert_eq!(right.named("inputs").unwrap().len(), 1);
    }

    #[test]
    fn what_is_right_is_taken() {
        let mut one = asked(&json!({ "n": 9, "d": "2026-02-02", "s": [["2026-02-02", "2026-02-02"]] }));
        assert_eq!(one.whole("n", 1..=9), Ok(9));
        assert_eq!(one.date("d"), Ok(date(2026, 2, 2)));
        assert_eq!(one.stretches("s"), Ok(vec![(date(2026, 2, 2), date(2026, 2, 2))]));
        assert_eq!(one.stretches("s"), Ok(Vec::new()));
        assert_eq!(one.flag("roll", true), Ok(true));
        assert_eq!(one.done(), Ok(()));
    }
}
