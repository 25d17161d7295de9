//! `hall/*.toml`: one hall per file with its windows and departments; `staff/*.toml`: the staff of one hall.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::StaffRecord;
use super::duty::{self, NoonShape, SlotShape, TurnShape};
use super::items::Items;
use super::names::{Names, Once};
use super::problem::Problem;
use super::source::{Source, text_of};
use crate::domain::hall::{Department, Hall, Issuer, Officer, Role, Window, WindowKind};
use crate::domain::ids::{DepartmentId, HallId, ItemCode, OfficerId, WindowId};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HallShape {
    #[schemars(with = "String")]
    id: Spanned<String>,
    name: String,
    address: String,
    hours: String,
    phone: String,
    supervision_phone: String,
    number_prefix: String,
    correction_title: String,
    #[serde(default)]
    correction_issuer: Issuer,
    #[serde(default)]
    payee: String,
    #[serde(default)]
    payment: String,
    #[serde(default)]
    #[schemars(with = "String")]
    rating_url: Option<Spanned<String>>,
    review_body: String,
    court: String,
    noon: Option<NoonShape>,
    #[serde(rename = "slot", default)]
    slots: Vec<SlotShape>,
    #[serde(rename = "window", default)]
    #[schemars(with = "Vec<WindowShape>")]
    _window: IgnoredAny,
    #[serde(rename = "department", default)]
    #[schemars(with = "Vec<DepartmentShape>")]
    _department: IgnoredAny,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DepartmentShape {
    #[schemars(with = "String")]
    id: Spanned<String>,
    name: String,
    phone: String,
    address: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WindowShape {
    #[schemars(with = "String")]
    id: Spanned<String>,
    name: String,
    kind: WindowKind,
    place: String,
    #[schemars(with = "String")]
    post_a: Spanned<String>,
    #[schemars(with = "String")]
    post_b: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    items: Vec<Spanned<String>>,
    classes: Vec<String>,
    #[serde(default)]
    rota: Vec<TurnShape>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffShape {
    #[schemars(with = "String")]
    hall: Spanned<String>,
    #[serde(rename = "officer", default)]
    #[schemars(with = "Vec<OfficerShape>")]
    _officer: IgnoredAny,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfficerShape {
    #[schemars(with = "String")]
    id: Spanned<String>,
    name: String,
    role: Role,
    password_hash: String,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    items: Vec<Spanned<String>>,
}

/// Staff as read, with what other files may name.
#[derive(Default)]
pub(super) struct Staff {
    pub(super) records: Vec<StaffRecord>,
    officers: BTreeMap<String, Names>,
    partial: bool,
}

/// Halls as read, with what other files may name.
#[derive(Default)]
pub(super) struct Halls {
    pub(super) read: Vec<Hall>,
    pub(super) ids: Names,
    /// Ticket classes the windows of each hall call.
    pub(super) classes: BTreeMap<String, Names>,
}

/// Reads the staff folder. Whether the halls exist is told by [`staff_halls`] once they are read.
pub(super) fn staff<'a>(
    sources: &'a [Source],
    items: &Items<'_>,
    problems: &mut Vec<Problem>,
) -> (Staff, Vec<(&'a Source, Spanned<String>)>) {
    let mut staff = Staff::default();
    let mut halls = Vec::new();
    let mut once: BTreeMap<String, Once> = BTreeMap::new();
    for source in sources {
        let Some(mut document) = source.parse(problems) else {
            staff.partial = true;
            continue;
        };
        let officers = document.take("officer");
        let Some(file) = document.rest::<StaffShape>(problems) else {
            staff.partial = true;
            continue;
        };
        let hall = file.hall.get_ref().clone();
        let names = staff.officers.entry(hall.clone()).or_default();
        let once = once.entry(hall.clone()).or_insert_with(|| Once::new("工号"));
        for value in officers {
            match text_of(&value, "id") {
                Some(id) => names.add(id),
                None => names.partial(),
            }
            let Some(shape) = source.read::<OfficerShape>(value, problems) else { continue };
            once.check(source, &shape.id, problems);
            if shape.id.get_ref() == OfficerId::MACHINE {
                problems.push(source.problem(shape.id.span(), "这个工号留给系统自动记录，请换一个"));
            }
            let items = item_codes(source, &shape.items, items, problems);
            staff.records.push(StaffRecord {
                hall: HallId::new(hall.clone()),
                officer: Officer {
                    id: OfficerId::new(shape.id.into_inner()),
                    name: shape.name,
                    role: shape.role,
                    items,
                },
                password_hash: shape.password_hash,
            });
        }
        halls.push((source, file.hall));
    }
    (staff, halls)
}

/// Reads the hall folder and gives each hall its staff.
pub(super) fn halls(
    sources: &[Source],
    staff: &Staff,
    items: &Items<'_>,
    problems: &mut Vec<Problem>,
) -> Halls {
    let mut found = Halls::default();
    let mut once = Once::new("大厅");
    for source in sources {
        let Some(mut document) = source.parse(problems) else {
            found.ids.partial();
            continue;
        };
        let (departments, windows) = (document.take("department"), document.take("window"));
        let shape = document.rest::<HallShape>(problems);
        let hall = shape.as_ref().map_or("", |shape| shape.id.get_ref().as_str());

        let mut reader = HallReader { source, problems };
        let departments = reader.each::<DepartmentShape, _>(
            departments,
            "部门",
            |d| &d.id,
            |shape, _, _| Department {
                id: DepartmentId::new(shape.id.into_inner()),
                name: shape.name,
                phone: shape.phone,
                address: shape.address,
            },
        );
        let none = Names::default();
        let officers = staff.officers.get(hall).unwrap_or(&none);
        let check_officers = shape.is_some() && !staff.partial;
        let windows = reader.each::<WindowShape, _>(
            windows,
            "窗口",
            |w| &w.id,
            |shape, source, problems| {
                if check_officers {
                    officers.check(source, &shape.post_a, "工号", problems);
                    officers.check(source, &shape.post_b, "工号", problems);
                    duty::check_turns(source, &shape.rota, officers, problems);
                }
                window(shape, source, items, problems)
            },
        );

        let Some(shape) = shape else {
            found.ids.partial();
            continue;
        };
        once.check(source, &shape.id, problems);
        found.ids.add(shape.id.get_ref().clone());
        let classes = found.classes.entry(shape.id.get_ref().clone()).or_default();
        windows.iter().flat_map(|window| &window.classes).for_each(|class| classes.add(class.clone()));
        if let Some(url) = &shape.rating_url {
            check_rating(source, url, problems);
        }
        let known = (!staff.partial).then_some(officers);
        let noon = shape.noon.map(|noon| noon.into_noon(source, known, problems));
        let slots = duty::slots(source, shape.slots, classes, problems);
        let id = HallId::new(shape.id.into_inner());
        let officers =
            staff.records.iter().filter(|record| record.hall == id).map(|record| record.officer.clone());
        found.read.push(Hall {
            officers: officers.collect(),
            id,
            name: shape.name,
            address: shape.address,
            hours: shape.hours,
            phone: shape.phone,
            supervision_phone: shape.supervision_phone,
            number_prefix: shape.number_prefix,
            correction_title: shape.correction_title,
            correction_issuer: shape.correction_issuer,
            payee: shape.payee,
            payment: shape.payment,
            rating_url: shape.rating_url.map(Spanned::into_inner).unwrap_or_default(),
            review_body: shape.review_body,
            court: shape.court,
            windows,
            departments,
            noon,
            slots,
        });
    }
    found
}

/// Tells an address of rating nobody's phone would open.
fn check_rating(source: &Source, url: &Spanned<String>, problems: &mut Vec<Problem>) {
    let text = url.get_ref();
    let filled = text.replace("{number}", "").replace("{code}", "");
    let web = text.starts_with("https://") || text.starts_with("http://");
    let message = if !text.is_empty() && !web {
        "评价网址以 https:// 或者 http:// 开头"
    } else if filled.contains(['{', '}']) {
        "评价网址里可填的只有 {number} 文号、{code} 验证码"
    } else {
        return;
    };
    problems.push(source.problem(url.span(), message));
}

/// Tells staff of halls that do not exist, and items whose department is missing in a hall that takes them.
pub(super) fn check(
    halls: &Halls,
    staff: &[(&Source, Spanned<String>)],
    items: &Items<'_>,
    problems: &mut Vec<Problem>,
) {
    for (source, hall) in staff {
        halls.ids.check(source, hall, "大厅", problems);
    }
    if halls.read.is_empty() {
        return;
    }
    for (item, (source, department)) in items.read.iter().zip(&items.departments) {
        let lacking: Vec<&Hall> = halls
            .read
            .iter()
            .filter(|hall| hall.windows.iter().any(|window| window.may_take(&item.code)))
            .filter(|hall| hall.department(&item.department).is_none())
            .collect();
        if !lacking.is_empty() {
            let names: Vec<&str> = lacking.iter().map(|hall| hall.name.as_str()).collect();
            let message = format!("{}没有这个部门“{}”", names.join("、"), department.get_ref());
            let known = lacking.iter().flat_map(|hall| &hall.departments).map(|known| known.id.as_str());
            problems.push(source.unknown(department.span(), message, department.get_ref(), known));
        }
    }
}

fn window(shape: WindowShape, source: &Source, items: &Items<'_>, problems: &mut Vec<Problem>) -> Window {
    if shape.post_a.get_ref() == shape.post_b.get_ref() {
        problems.push(source.problem(shape.post_b.span(), "A岗、B岗是同一个人，无人可以顶岗"));
    }
    let items = item_codes(source, &shape.items, items, problems);
    Window {
        id: WindowId::new(shape.id.into_inner()),
        name: shape.name,
        kind: shape.kind,
        place: shape.place,
        post_a: OfficerId::new(shape.post_a.into_inner()),
        post_b: OfficerId::new(shape.post_b.into_inner()),
        items,
        classes: shape.classes,
        rota: shape.rota.into_iter().map(TurnShape::into_turn).collect(),
    }
}

/// Codes of items as listed; unknown ones are told.
fn item_codes(
    source: &Source,
    listed: &[Spanned<String>],
    items: &Items<'_>,
    problems: &mut Vec<Problem>,
) -> BTreeSet<ItemCode> {
    for item in listed {
        items.codes.check(source, item, "事项", problems);
    }
    listed.iter().map(|item| item.get_ref().as_str().into()).collect()
}

struct HallReader<'s, 'p> {
    source: &'s Source,
    problems: &'p mut Vec<Problem>,
}

impl HallReader<'_, '_> {
    /// Reads each table, tells repeated keys, and makes the value.
    fn each<S: serde::de::DeserializeOwned, T>(
        &mut self,
        values: Vec<Spanned<toml::de::DeValue<'_>>>,
        what: &'static str,
        key: impl Fn(&S) -> &Spanned<String>,
        mut make: impl FnMut(S, &Source, &mut Vec<Problem>) -> T,
    ) -> Vec<T> {
        let mut once = Once::new(what);
        let mut all = Vec::new();
        for value in values {
            if let Some(shape) = self.source.read::<S>(value, self.problems) {
                once.check(self.source, key(&shape), self.problems);
                all.push(make(shape, self.source, self.problems));
            }
        }
        all
    }
}
