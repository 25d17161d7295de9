//! Wording that leaves open what is asked for (兜底, S053).

use super::{Found, Rule};
use crate::domain::item::ServiceItem;
use crate::domain::wording::open_wording;

/// Looks at everything an applicant is asked for or told to do.
pub(super) fn check(item: &ServiceItem, found: &mut Found<'_>) {
    let told = |wording: &str, text: &str| format!("“{text}”里的“{wording}”没有说清要什么，请逐项写明");
    let conditions = item.conditions.iter().map(|text| ("conditions", text));
    for (field, text) in std::iter::once(("name", &item.name)).chain(conditions) {
        if let Some(wording) = open_wording(text) {
            found.item(Rule::CatchAll, item, field, told(&wording, text));
        }
    }
    for material in &item.materials {
        let one = |field: &'static str, text: &str| (field, text.to_owned());
        let defects = material.defects.iter().flat_map(|defect| [&defect.text, &defect.remedy]);
        let texts = [one("name", &material.name), one("obtain", &material.obtain)]
            .into_iter()
            .chain(material.checkpoints.iter().map(|text| one("checkpoints", text)))
            .chain(defects.map(|text| one("defects", text)));
        for (field, text) in texts {
            if let Some(wording) = open_wording(&text) {
                found.material(Rule::CatchAll, (item, material), field, told(&wording, &text));
            }
        }
    }
}
