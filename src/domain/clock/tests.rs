use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::tests::published;
use crate::domain::item::CorrectionRegime;

fn limit(n: u16, unit: LimitUnit) -> Limit {
    Limit { n, unit }
}

fn working(n: u16) -> Limit {
    limit(n, LimitUnit::WorkingDays)
}

fn stop(from: Date, to: Date, why: &str) -> Suspension {
    Suspension { from, to, why: why.into() }
}

#[test]
fn limits_read_as_in_the_guide() {
    assert_eq!(limit(0, LimitUnit::OnTheSpot).to_string(), "当场");
    assert_eq!(working(20).to_string(), "20个工作日");
    assert_eq!(limit(15, LimitUnit::NaturalDays).to_string(), "15日");
    assert_eq!(limit(3, LimitUnit::Months).to_string(), "3个月");
}

#[test]
fn the_trace_is_stretches_and_says_why() {
    let due = due(date(2026, 2, 2), working(20), &[], &published());
    assert_eq!(due.date, date(2026, 3, 6));
    let words: Vec<String> = due.trace.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "2026-02-02 起算，当日不计",
            "2026-02-07至2026-02-08 周末，不计",
            "2026-02-14 补班，计入",
            "2026-02-15至2026-02-23 春节，不计",
            "2026-02-28 补班，计入",
            "2026-03-01 周末，不计",
            "2026-03-06 为第20个工作日",
        ]
    );
}

#[test]
fn suspensions_overlap_once_and_carry_both_reasons() {
    let stops = [
        stop(date(2026, 3, 4), date(2026, 3, 6), "检验"),
        stop(date(2026, 3, 3), date(2026, 3, 5), "现场核查"),
        stop(date(2026, 3, 20), date(2026, 3, 1), "颠倒"),
    ];
    let due = due(date(2026, 3, 2), working(2), &stops, &published());
    assert_eq!(due.date, date(2026, 3, 10));
    assert_eq!(due.trace[1].to_string(), "2026-03-03至2026-03-06 中止（现场核查、检验），不计");
}

#[test]
fn natural_days_and_months_roll_over_only_from_a_day_off() {
    let calendar = published();
    let days = |start, n| due(start, limit(n, LimitUnit::NaturalDays), &[], &calendar).date;
    let months = |start, n| due(start, limit(n, LimitUnit::Months), &[], &calendar).date;
    assert_eq!(days(date(2026, 9, 16), 15), date(2026, 10, 8), "10-01 is a holiday");
    assert_eq!(days(date(2026, 2, 13), 15), date(2026, 2, 28), "a make-up Saturday does not roll");
    assert_eq!(months(date(2026, 4, 9), 1), date(2026, 5, 9), "a make-up Saturday does not roll");
    assert_eq!(months(date(2025, 11, 30), 3), date(2026, 2, 28), "no corresponding day: last of the month");
    assert_eq!(months(date(2026, 1, 31), 2), date(2026, 3, 31));
    assert_eq!(months(date(2026, 5, 20), 1), date(2026, 6, 22), "Saturday of 端午");
}

#[test]
fn a_suspended_month_runs_on_by_the_suspended_days() {
    let stops = [stop(date(2026, 3, 10), date(2026, 3, 12), "公示")];
    let due = due(date(2026, 3, 2), limit(1, LimitUnit::Months), &stops, &published());
    assert_eq!(due.date, date(2026, 4, 7), "04-05 is a holiday until 04-06");
    assert!(
        matches!(due.trace.last(), Some(TraceStep::RolledOver { from, .. }) if *from == date(2026, 4, 5))
    );
}

#[test]
fn what_rests_on_an_unpublished_year_says_so() {
    let calendar = published();
    assert_eq!(due(date(2026, 12, 30), working(1), &[], &calendar).provisional, None);
    assert_eq!(due(date(2026, 12, 30), working(2), &[], &calendar).provisional, Some(2027));
    let ten = limit(10, LimitUnit::NaturalDays);
    assert_eq!(due(date(2026, 12, 30), ten, &[], &calendar).provisional, Some(2027));
    assert_eq!(due(date(2026, 12, 1), ten, &[], &calendar).provisional, None);
}

#[test]
fn on_the_spot_is_the_day_itself_and_the_end_of_time_is_an_end() {
    let calendar = published();
    assert_eq!(due(date(2026, 2, 7), limit(0, LimitUnit::OnTheSpot), &[], &calendar).date, date(2026, 2, 7));
    for unit in [LimitUnit::WorkingDays, LimitUnit::NaturalDays, LimitUnit::Months] {
        assert_eq!(due(date(9999, 12, 1), limit(9999, unit), &[], &calendar).date, Date::MAX);
    }
    let forever = [stop(date(2026, 3, 3), Date::MAX, "中止")];
    assert_eq!(due(date(2026, 3, 2), working(5), &forever, &calendar).date, Date::MAX);
}

#[test]
fn remaining_days_count_to_the_last_and_below() {
    let calendar = published();
    let today = date(2026, 2, 13);
    assert_eq!(remaining_working_days(today, today, &calendar), 0);
    assert_eq!(remaining_working_days(today, date(2026, 2, 24), &calendar), 2, "补班 and the 24th");
    assert_eq!(remaining_working_days(today, date(2026, 2, 12), &calendar), -1);
    assert_eq!(next_working_day(date(2026, 2, 14), &calendar), date(2026, 2, 24));
    assert_eq!(next_working_day(date(2026, 2, 13), &calendar), date(2026, 2, 14));
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..900).prop_map(|n| date(2024, 1, 1) + n.days())
}

fn any_stops() -> impl Strategy<Value = Vec<Suspension>> {
    let one = (any_day(), 0i64..20).prop_map(|(from, n)| stop(from, from + n.days(), "特别程序"));
    prop::collection::vec(one, 0..4)
}

proptest! {
    #[test]
    fn a_due_day_is_worked_and_the_count_agrees(start in any_day(), n in 1u16..80) {
        let calendar = published();
        let due = due(start, working(n), &[], &calendar).date;
        prop_assert!(calendar.is_working_day(due));
        prop_assert_eq!(remaining_working_days(start, due, &calendar), i32::from(n));
        prop_assert_eq!(remaining_working_days(due, start, &calendar), -i32::from(n));
    }

    #[test]
    fn a_suspension_of_k_working_days_shifts_by_k(start in any_day(), n in 1u16..60, at in 1i64..10, len in 0i64..30) {
        let calendar = published();
        let from = start + at.days();
        let to = from + len.days();
        prop_assume!(from <= due(start, working(n), &[], &calendar).date);
        let k = remaining_working_days(from.yesterday().unwrap(), to, &calendar);
        let shifted = due(start, working(n), &[stop(from, to, "检测")], &calendar).date;
        let expected = due(start, working(n + u16::try_from(k).unwrap()), &[], &calendar).date;
        prop_assert_eq!(shifted, expected);
    }

    #[test]
    fn more_days_a_later_start_or_a_suspension_never_end_earlier(
        start in any_day(), later in 0i64..9, n in 0u16..60, more in 0u16..9, stops in any_stops(), months in any::<bool>(),
    ) {
        let calendar = published();
        let unit = if months { LimitUnit::Months } else { LimitUnit::NaturalDays };
        for (short, long) in [(working(n), working(n + more)), (limit(n / 6, unit), limit(n / 6 + more, unit))] {
            let base = due(start, short, &stops, &calendar).date;
            prop_assert!(base <= due(start, long, &stops, &calendar).date);
            // Not so for months: 01-30 and 01-31 end on the same day, and a stop on 01-31 holds up only one.
            if short.unit != LimitUnit::Months {
                prop_assert!(base <= due(start + later.days(), short, &stops, &calendar).date);
            }
            prop_assert!(due(start, short, &[], &calendar).date <= base);
        }
    }

    #[test]
    fn the_order_of_suspensions_does_not_matter(start in any_day(), n in 0u16..60, stops in any_stops()) {
        let calendar = published();
        let mut turned = stops.clone();
        turned.reverse();
        prop_assert_eq!(due(start, working(n), &stops, &calendar), due(start, working(n), &turned, &calendar));
    }

    #[test]
    fn friday_saturday_and_sunday_end_alike(week in 0i64..200, n in 1u16..90) {
        let plain = WorkCalendar::default();
        let friday = date(2024, 1, 5) + (week * 7).days();
        let ends = [0i64, 1, 2].map(|n_days| due(friday + n_days.days(), working(n), &[], &plain).date);
        prop_assert_eq!(ends[0], ends[1]);
        prop_assert_eq!(ends[1], ends[2]);
    }

    #[test]
    fn skipped_stretches_account_for_every_day(start in any_day(), n in 1u16..60, stops in any_stops()) {
        let calendar = published();
        let due = due(start, working(n), &stops, &calendar);
        let skipped: i64 = due.trace.iter().map(|step| match step {
            TraceStep::Skipped { from, to, .. } => from.duration_until(*to).as_hours() / 24 + 1,
            _ => 0,
        }).sum();
        prop_assert_eq!(start.duration_until(due.date).as_hours() / 24, skipped + i64::from(n));
    }
}

fn licence(received: Date) -> (Due, Deemed) {
    match correction_clock(CorrectionRegime::Licence, received, limits::DECISION, &published()) {
        CorrectionClock::Licence { notify_by, deemed } => (notify_by, deemed),
        other => panic!("{other:?}"),
    }
}

/// 行政许可法 32.1(4), 42, 82.
#[test]
fn silence_of_five_working_days_accepts_from_the_day_of_receipt() {
    let (notify_by, deemed) = licence(date(2026, 3, 6));
    assert_eq!(notify_by.date, date(2026, 3, 13));
    assert_eq!(deemed.accepted, date(2026, 3, 6));
    assert_eq!(deemed.first_day, date(2026, 3, 14), "a Saturday: the period ended on Friday at 24:00");
    assert_eq!(deemed.decision.date, date(2026, 4, 3));
}

/// 不动产登记暂行条例 17; 市场主体登记管理条例 19.
#[test]
fn the_other_regimes_have_clocks_of_their_own() {
    let clock = |regime| correction_clock(regime, date(2026, 3, 6), Limit::working_days(30), &published());
    let CorrectionClock::RealEstate { notify_by, deemed } = clock(CorrectionRegime::RealEstate) else {
        panic!()
    };
    assert_eq!((notify_by.date, deemed.accepted), (date(2026, 3, 6), date(2026, 3, 6)));
    assert_eq!((deemed.first_day, deemed.decision.date), (date(2026, 3, 7), date(2026, 4, 20)));
    assert_eq!(notify_by.trace[0].to_string(), "2026-03-06 当场办结，当日届满");
    let CorrectionClock::MarketEntity { on_the_spot, within, extended } =
        clock(CorrectionRegime::MarketEntity)
    else {
        panic!()
    };
    assert_eq!(
        [on_the_spot.date, within.date, extended.date],
        [date(2026, 3, 6), date(2026, 3, 11), date(2026, 3, 16)]
    );
    assert_eq!(clock(CorrectionRegime::Plain), CorrectionClock::Plain);
}

#[test]
fn an_extension_may_have_another_unit() {
    let calendar = published();
    let month = limit(1, LimitUnit::Months);
    let dates = extended(date(2026, 4, 9), month, working(2), &[], &calendar);
    assert_eq!(dates.original.date, date(2026, 5, 9));
    assert_eq!(dates.extended.date, date(2026, 5, 12));
    let dates = extended(date(2026, 4, 9), month, Limit::ON_THE_SPOT, &[], &calendar);
    assert_eq!(dates.original, dates.extended);
    let joint = extended(date(2026, 3, 2), limits::JOINT_DECISION, limits::JOINT_EXTENSION, &[], &calendar);
    assert_eq!(remaining_working_days(date(2026, 3, 2), joint.original.date, &calendar), 45);
    assert_eq!(remaining_working_days(date(2026, 3, 2), joint.extended.date, &calendar), 60);
}

#[test]
fn the_trace_names_the_missing_year_where_the_count_meets_it() {
    let due = due(date(2026, 12, 30), working(3), &[], &published());
    let words: Vec<String> = due.trace.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "2026-12-30 起算，当日不计",
            "2027年放假安排尚未公布或未导入，暂以周一至周五为工作日，日期可能变动",
            "2027-01-02至2027-01-03 周末，不计",
            "2027-01-04 为第3个工作日",
        ]
    );
}

/// What is stored may have been written before the trace had names and counts.
#[test]
fn a_trace_written_earlier_is_read() {
    let stored = r#"{"date":"2026-03-06","trace":[{"step":"start","date":"2026-02-02"},
        {"step":"skipped","from":"2026-02-15","to":"2026-02-23","why":"holiday"}]}"#;
    let due: Due = serde_json::from_str(stored).unwrap();
    assert_eq!(due.trace[1].to_string(), "2026-02-15至2026-02-23 节假日，不计");
    assert_eq!(due.last_counted(), due.date);
}

proptest! {
    #[test]
    fn an_extension_is_the_sum_and_never_earlier(start in any_day(), n in 1u16..60, by in 0u16..30, stops in any_stops()) {
        let calendar = published();
        let dates = extended(start, working(n), working(by), &stops, &calendar);
        prop_assert_eq!(&dates.original, &due(start, working(n), &stops, &calendar));
        prop_assert_eq!(&dates.extended, &due(start, working(n + by), &stops, &calendar));
        prop_assert!(dates.original.date <= dates.extended.date);
    }

    /// Whoever is told in time is told before anything is deemed, and the decision comes after both.
    #[test]
    fn telling_comes_before_deeming_and_deeming_before_the_decision(received in any_day()) {
        let (notify_by, deemed) = licence(received);
        prop_assert!(received < notify_by.date && notify_by.date < deemed.first_day);
        prop_assert!(deemed.first_day <= deemed.decision.date);
        prop_assert_eq!(deemed.accepted, received);
        prop_assert_eq!(remaining_working_days(received, notify_by.date, &published()), 5);
    }

    #[test]
    fn a_deferral_never_outlives_the_promise(accepted in any_day(), days in 1u16..30, promised in 1u16..30) {
        let calendar = published();
        let promised = due(accepted, working(promised), &[], &calendar);
        let deferral = deferral_due(accepted, days, &promised, &calendar);
        prop_assert!(deferral.date <= promised.date);
        prop_assert_eq!(deferral.date, promised.date.min(due(accepted, working(days), &[], &calendar).date));
    }

    /// The drawing says what the count says.
    #[test]
    fn the_days_of_a_period_are_its_count(start in any_day(), n in 1u16..60, unit in 0_usize..3, stops in any_stops()) {
        let calendar = published();
        let unit = [LimitUnit::WorkingDays, LimitUnit::NaturalDays, LimitUnit::Months][unit];
        let n = if unit == LimitUnit::Months { n.div_ceil(12) } else { n };
        let due = due(start, limit(n, unit), &stops, &calendar);
        let days = due.days();
        prop_assert_eq!(days.first().map(|day| day.date), Some(start));
        prop_assert_eq!(days.last().map(|day| day.date), Some(due.date));
        let mut expected = 0;
        for day in &days {
            match &day.role {
                DayRole::Counted { nth, make_up } => {
                    expected += 1;
                    prop_assert_eq!(*nth, expected);
                    if unit == LimitUnit::WorkingDays {
                        prop_assert!(calendar.is_working_day(day.date));
                        prop_assert_eq!(*make_up, calendar.is_make_up(day.date));
                    }
                }
                DayRole::GaveWay { nth, .. } => {
                    expected += 1;
                    prop_assert_eq!(*nth, expected);
                    prop_assert_eq!(day.date, due.last_counted());
                }
                DayRole::RolledTo => prop_assert_eq!(day.date, due.date),
                DayRole::Skipped(Skip::Suspended(_)) => {
                    prop_assert!(stops.iter().any(|stop| stop.from <= day.date && day.date <= stop.to));
                }
                DayRole::Skipped(_) => prop_assert!(!calendar.is_working_day(day.date)),
                DayRole::Start => prop_assert_eq!(day.date, start),
            }
        }
        if unit != LimitUnit::Months {
            prop_assert_eq!(expected, u32::from(n));
        }
    }
}
