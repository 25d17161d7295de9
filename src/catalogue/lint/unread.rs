//! Where part of a hall cannot be read: which findings about the rest still hold.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Finding, Problem, Rule};

/// The files and folders of which something could not be read.
pub(super) struct Unread<'p> {
    files: BTreeSet<&'p str>,
    folders: BTreeSet<&'p str>,
    /// Whether what several items take was among it.
    common: bool,
}

impl<'p> Unread<'p> {
    pub(super) fn of(problems: &'p [Problem]) -> Self {
        let files: BTreeSet<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
        let common = files.iter().any(|file| name(file).is_some_and(|name| name.starts_with('_')));
        // A folder that is missing is told under its own name.
        let folders = files.iter().flat_map(|file| [name(file), folder(file)]).flatten().collect();
        Self { files, folders, common }
    }

    /// Whether a finding holds whatever stands in what could not be read.
    pub(super) fn leaves(&self, finding: &Finding) -> bool {
        let file = finding.place.file.as_str();
        let of_item = folder(file) == Some("catalogue");
        let rests_on_fees = matches!(
            finding.rule,
            Rule::FeeNotInForce | Rule::FeeInputUnknown | Rule::FeeInputNever | Rule::FeeFreeMismatch
        );
        let rests_on_days = matches!(finding.rule, Rule::CalendarUnpublished | Rule::CalendarProvisional);
        !(self.files.contains(file)
            || of_item && self.common
            || of_item && rests_on_fees && self.folders.contains("fees")
            || rests_on_days && self.folders.contains("calendar"))
    }
}

fn name(file: &str) -> Option<&str> {
    Path::new(file).file_name()?.to_str()
}

fn folder(file: &str) -> Option<&str> {
    Path::new(file).parent()?.file_name()?.to_str()
}
