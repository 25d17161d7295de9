//! Days and numbers of lines as they are typed.

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

/// The day a text names: `2026-11-30`, `20261130`, or `1130`, of the year that brings it nearest to today.
pub(super) fn date(text: &str, today: Date) -> Option<Date> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 4 {
        return exact(text);
    }
    let (month, day) = (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?);
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let years = [today.year(), today.year() + 1, today.year() - 1];
    let far = |date: &Date| date.duration_since(today).as_hours().abs();
    years.into_iter().filter_map(in_year).min_by_key(far)
}

fn exact(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '/', '.']);
    let parsed = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => (year, month, day),
        (Some(whole), None, None, None) if whole.len() == 8 => {
            (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?)
        }
        _ => return None,
    };
    let (year, month, day) = parsed;
    let year = Some(year).filter(|year| year.len() == 4)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether what is typed may still become a day.
pub(super) fn may_become_date(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    // With eight digits, or two signs and a day of two, nothing more can come.
    let signs = text.chars().filter(|c| !c.is_ascii_digit()).count();
    let day = text.rsplit(['-', '/', '.']).next().map_or(0, str::len);
    let whole = digits >= 8 || (signs == 2 && day == 2);
    let any = Date::constant(2000, 1, 1).saturating_add(0.days());
    plain && digits <= 8 && signs <= 2 && (!whole || date(text, any).is_some())
}

/// The time of day a text names: `16:30`, `1630`, `9:00`.
pub(super) fn time(text: &str) -> Option<Time> {
    let (hour, minute) = match text.split_once([':', '：', '.']) {
        Some(parts) => parts,
        None => text.split_at_checked(text.len().checked_sub(2)?)?,
    };
    let plain = |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(hour) || !plain(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// Whether a text is an amount in 元, to the fen.
pub(super) fn is_amount(text: &str) -> bool {
    let parsed = text.parse::<rust_decimal::Decimal>();
    parsed.is_ok_and(|amount| !amount.is_sign_negative() && amount.scale() <= 2)
}

/// The numbers of lines in a text, in the order typed.
pub(super) fn lines(text: &str) -> Vec<usize> {
    parts(text).filter_map(|part| part.parse().ok()).collect()
}

/// The first part of the text that is no number of a line.
pub(super) fn wrong_line(text: &str, count: usize) -> Option<String> {
    let fits = |part: &str| part.parse().is_ok_and(|at: usize| (1..=count).contains(&at));
    parts(text).find(|part| !fits(part)).map(str::to_owned)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| ",，;；、/. ".contains(c)).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        let today = day("2026-11-23");
        for (typed, meant) in [
            ("2026-12-01", "2026-12-01"),
            ("2026/12/1", "2026-12-01"),
            ("20261201", "2026-12-01"),
            ("1201", "2026-12-01"),
            ("0105", "2027-01-05"),
            ("1110", "2026-11-10"),
        ] {
            assert_eq!(date(typed, today), Some(day(meant)), "{typed}");
        }
        for wrong in ["", "1", "113", "1131", "2026-13-01", "26-11-30", "2026-02-30", "20260230", "abc"] {
            assert_eq!(date(wrong, today), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_half_typed_is_not_wrong() {
        for length in 1..=10 {
            let typed: String = "2026-12-01".chars().take(length).collect();
            assert!(may_become_date(&typed), "{typed}");
        }
        for wrong in ["x", "2026-02-30", "20260230", "202612011", "1-2-3-4"] {
            assert!(!may_become_date(wrong), "{wrong}");
        }
    }

    #[test]
    fn lines_are_named_by_their_numbers() {
        assert_eq!(lines("1,3"), [1, 3]);
        assert_eq!(lines("1 3，5"), [1, 3, 5]);
        assert_eq!(wrong_line("1,3", 3), None);
        assert_eq!(wrong_line("1,4", 3), Some("4".into()));
        assert_eq!(wrong_line("0", 3), Some("0".into()));
    }

    #[test]
    fn times_and_amounts_as_they_are_typed() {
        for (text, is) in [("16:30", (16, 30)), ("1630", (16, 30)), ("930", (9, 30)), ("9：05", (9, 5))] {
            assert_eq!(time(text), Some(Time::constant(is.0, is.1, 0, 0)), "{text}");
        }
        for text in ["", "9", "25:00", "16:3a", "16:60", "16:"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert!(is_amount("45.50") && is_amount("0") && !is_amount("-1") && !is_amount("1.005"));
    }
}
