//! Whether the numbers of a record are as they must be (I-14): in every series 1 to n, each once, growing with the
//! order of the events.

use std::collections::BTreeMap;

use yichuang::domain::numbering;
use yichuang::domain::paper::{Paper, PaperNumber};
use yichuang::wire::Receipt;

/// What is wrong with the numbers given, each with the place of its event in the record.
pub fn faults(given: &[(u64, PaperNumber)]) -> Vec<String> {
    let mut series: BTreeMap<(String, i16), Vec<(u64, u32)>> = BTreeMap::new();
    for (seq, number) in given {
        series.entry((number.prefix.clone(), number.year)).or_default().push((*seq, number.serial));
    }
    let mut faults = Vec::new();
    for ((prefix, year), mut given) in series {
        given.sort_unstable();
        let in_order: Vec<u32> = given.iter().map(|(_, serial)| *serial).collect();
        let mut sorted = in_order.clone();
        sorted.sort_unstable();
        for pair in sorted.windows(2).filter(|pair| pair[0] == pair[1]) {
            faults.push(format!("{prefix}〔{year}〕: {} was given twice", pair[0]));
        }
        let last = sorted.last().copied().unwrap_or_default();
        for serial in (1..=last).filter(|serial| sorted.binary_search(serial).is_err()) {
            faults.push(format!("{prefix}〔{year}〕: {serial} is missing"));
        }
        for pair in in_order.windows(2).filter(|pair| pair[0] > pair[1]) {
            faults.push(format!("{prefix}〔{year}〕: {} comes after {}", pair[1], pair[0]));
        }
        if sorted.first() == Some(&0) {
            faults.push(format!("{prefix}〔{year}〕: begins with 0"));
        }
    }
    faults
}

/// The papers a receipt tells of, each with the place of its event.
pub fn papers(receipt: &Receipt) -> Vec<(u64, &Paper)> {
    let events = receipt.events.iter();
    events.filter_map(|recorded| Some((recorded.seq, numbering::paper(&recorded.event)?))).collect()
}

/// The one numbered paper of a receipt.
pub fn number(receipt: &Receipt) -> (u64, PaperNumber) {
    let [(seq, paper)] = papers(receipt)[..] else { panic!("one paper: {receipt:?}") };
    (seq, paper.number.clone().expect("numbered"))
}

fn given(series: &[(&str, &[u32])]) -> Vec<(u64, PaperNumber)> {
    let mut seq = 0;
    let mut numbers = Vec::new();
    for (mark, serials) in series {
        for serial in *serials {
            seq += 3;
            let prefix = format!("青政{mark}");
            numbers.push((seq, PaperNumber { prefix, year: 2026, serial: *serial }));
        }
    }
    numbers
}

/// Seeded faults: a doctored list is found out, whatever one thing was done to it.
#[test]
fn a_gap_a_double_and_a_wrong_order_are_reported() {
    let sound = given(&[("告", &[1, 2, 3, 4, 5]), ("引", &[1, 2, 3])]);
    assert_eq!(faults(&sound), [""; 0]);
    let mut shuffled = sound.clone();
    shuffled.reverse();
    assert_eq!(faults(&shuffled), [""; 0], "the order of the record counts, not that of the list");
    for (serials, says) in [
        (&[1, 2, 4, 5][..], "3 is missing"),
        (&[2, 3, 4][..], "1 is missing"),
        (&[1, 2, 2, 3][..], "2 was given twice"),
        (&[1, 3, 2][..], "2 comes after 3"),
        (&[0, 1, 2][..], "begins with 0"),
    ] {
        assert_eq!(faults(&given(&[("引", &[1, 2]), ("告", serials)])).len(), 1, "{serials:?}");
        assert!(faults(&given(&[("告", serials)]))[0].ends_with(says), "{serials:?}");
    }
    for at in 0..sound.len() {
        let mut twice = sound.clone();
        twice.push(twice[at].clone());
        assert!(!faults(&twice).is_empty(), "{at} twice");
        let mut other_year = sound.clone();
        other_year[at].1.year = 2027;
        let alone = other_year[at].1.serial == 1;
        let last = [5, 3].contains(&sound[at].1.serial) && at != 2;
        assert_eq!(faults(&other_year).is_empty(), alone && last, "{at} in another year");
    }
}
