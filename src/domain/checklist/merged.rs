//! One list for the items of a visit (一件事, S058, S093): the same material is asked for once.

use super::Line;
use super::verdict::Verdict;
use crate::domain::item::Material;

/// A material of one or several lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedLine<'a> {
    /// The material as the first list that asks for it words it.
    pub material: &'a Material,
    /// The greatest number of originals any of the lists asks for (份).
    pub originals: u8,
    /// The greatest number of copies any of the lists asks for (份).
    pub copies: u8,
    /// Which lists ask for it, in their order; at least one.
    pub asked: Vec<Asked<'a>>,
}

/// That a list asks for a material, and how far it is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked<'a> {
    /// Index of the list.
    pub list: usize,
    /// What was found there.
    pub verdict: &'a Verdict,
}

/// Merges checklists. Lines are the same material where both name the same shared one ([`Material::common`]);
/// everything else stands by itself. The order is that of the guides, first list first.
pub fn merge<'a>(lists: &[Vec<Line<'a>>]) -> Vec<MergedLine<'a>> {
    let mut merged: Vec<MergedLine<'a>> = Vec::new();
    for (list, lines) in lists.iter().enumerate() {
        for line in lines {
            let asked = Asked { list, verdict: line.verdict };
            let same = merged.iter_mut().find(|one| same(one.material, line.material));
            if let Some(one) = same {
                one.originals = one.originals.max(line.material.originals);
                one.copies = one.copies.max(line.material.copies);
                one.asked.push(asked);
            } else {
                merged.push(MergedLine {
                    material: line.material,
                    originals: line.material.originals,
                    copies: line.material.copies,
                    asked: vec![asked],
                });
            }
        }
    }
    merged
}

/// Whether two items ask for the same paper.
pub(super) fn same(one: &Material, other: &Material) -> bool {
    one.common.is_some() && one.common == other.common
}

/// Whether what was handed in as `given` is enough for `asked`: the same paper, in as many originals and copies.
pub(super) fn serves(given: &Material, asked: &Material) -> bool {
    same(given, asked) && given.originals >= asked.originals && given.copies >= asked.copies
}

/// Which of the unexamined lines were received for another list already; with the index of that list.
pub fn already_received<'a>(lines: &[Line<'a>], others: &[Vec<Line<'a>>]) -> Vec<(&'a Material, usize)> {
    let unexamined = lines.iter().filter(|line| *line.verdict == Verdict::Unexamined);
    unexamined
        .filter_map(|line| {
            let given =
                |other: &&Line<'_>| other.verdict.is_in_hand() && serves(other.material, line.material);
            let list = others.iter().position(|other| other.iter().any(|line| given(&line)))?;
            Some((line.material, list))
        })
        .collect()
}
