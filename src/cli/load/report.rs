//! The report of a load, for people and as JSON.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::tally::{Sorted, Tally, Times};
use crate::text::width;

/// What came of a load.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// Desks.
    pub(super) desks: u16,
    /// Seed.
    pub(super) seed: u64,
    /// How long the desks worked.
    pub(super) lasted: Duration,
    /// What they counted.
    pub(super) tally: Tally,
}

/// The columns of latency: name, and how many of a thousand were answered within it.
const WITHIN: [(&str, usize); 5] = [("p50", 500), ("p90", 900), ("p99", 990), ("p99.9", 999), ("max", 1000)];

impl Report {
    /// Whether every answer was right.
    pub(super) fn is_right(&self) -> bool {
        self.tally.wrongs == 0
    }

    fn per_second(&self, count: usize) -> f64 {
        let seconds = self.lasted.as_secs_f64();
        let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if seconds > 0.0 { count / seconds } else { 0.0 }
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let tally = &self.tally;
        let orders = tally.orders();
        let (desks, seconds) = (self.desks, self.lasted.as_secs_f64());
        let rate = self.per_second(orders.count());
        // Writing to a String cannot fail.
        let _ = writeln!(out, "工作台{desks}个，{seconds:.1}秒，种子{}", self.seed);
        let _ = writeln!(out, "操作{}个，每秒{rate:.0}个；接待{}人次", orders.count(), tally.visits);
        let _ = writeln!(out, "\n毫秒{}{}", " ".repeat(22), heads());
        out.push_str(&row("全部操作", &orders));
        for (name, times) in &tally.done {
            out.push_str(&row(name, times));
        }
        for (name, times) in &tally.refused {
            out.push_str(&row(&format!("{name}（未准）"), times));
        }
        for (name, times) in &tally.asked {
            out.push_str(&row(name, times));
        }
        if !tally.codes.is_empty() {
            out.push_str("\n未准的原因\n");
            for (code, count) in &tally.codes {
                let _ = writeln!(out, "  {code}  {count}");
            }
        }
        let _ = writeln!(
            out,
            "\n重复发送{}个，回执均相同；无应答重发{}次；实时通道收到事件{}个，中断{}次",
            tally.replayed, tally.again, tally.heard, tally.breaks
        );
        if self.is_right() {
            out.push_str("没有错误的应答\n");
        } else {
            let _ = writeln!(out, "错误{}处：", tally.wrongs);
            for wrong in &tally.wrong {
                let _ = writeln!(out, "  {wrong}");
            }
        }
        out
    }

    /// For programs; times in milliseconds.
    pub(super) fn json(&self) -> String {
        let tally = &self.tally;
        let kinds = |kinds: &std::collections::BTreeMap<String, Times>| -> Value {
            kinds
                .iter()
                .map(|(name, times)| (name.clone(), figures(times)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        let orders = tally.orders();
        let report = json!({
            "desks": self.desks, "seed": self.seed, "seconds": self.lasted.as_secs_f64(),
            "orders": orders.count(), "per_second": self.per_second(orders.count()),
            "latency_ms": figures(&orders),
            "done": kinds(&tally.done), "refused": kinds(&tally.refused), "asked": kinds(&tally.asked),
            "codes": tally.codes, "visits": tally.visits, "replayed": tally.replayed, "again": tally.again,
            "events_heard": tally.heard, "stream_breaks": tally.breaks,
            "wrong": tally.wrongs, "wrong_first": tally.wrong,
        });
        format!("{report}\n")
    }
}

fn heads() -> String {
    let count = format!("{:>9}", "次数");
    WITHIN.iter().fold(count, |mut line, (name, _)| {
        let _ = write!(line, "{name:>10}");
        line
    })
}

fn row(name: &str, times: &Times) -> String {
    let sorted = times.sorted();
    let pad = " ".repeat(24_usize.saturating_sub(width(name)));
    let mut line = format!("  {name}{pad}{:>9}", times.count());
    for (_, per_mille) in WITHIN {
        let _ = write!(line, "{:>10.2}", sorted.at(per_mille));
    }
    line.push('\n');
    line
}

fn figures(times: &Times) -> Value {
    let sorted: Sorted = times.sorted();
    let mut figures = json!({ "count": times.count() });
    if let Some(figures) = figures.as_object_mut() {
        for (name, per_mille) in WITHIN {
            figures.insert(name.to_owned(), sorted.at(per_mille).into());
        }
    }
    figures
}
