use std::collections::BTreeMap;
use std::fs;

use super::search::Index;
use super::*;
use crate::domain::condition::Answers;
use crate::domain::ids::ItemCode;
use crate::domain::queue::{GreenReason, TicketSeed};

fn shipped() -> Fixtures {
    load(Path::new("fixtures")).unwrap_or_else(|problems| panic!("{problems}"))
}

fn item<'f>(fixtures: &'f Fixtures, code: &str) -> &'f ServiceItem {
    fixtures.items.iter().find(|item| item.code.as_str() == code).unwrap()
}

/// How many materials the answers ask for.
fn asked(item: &ServiceItem, answers: &[(&str, &str)]) -> usize {
    let answers: Answers = answers.iter().map(|(q, c)| ((*q).into(), (*c).into())).collect();
    for question in &item.questions {
        assert_eq!(question.when.holds(&answers), answers.contains_key(&question.code), "{}", question.code);
    }
    item.materials.iter().filter(|material| material.when.holds(&answers)).count()
}

#[test]
fn the_shipped_fixtures_load_without_any_problem() {
    let fixtures = shipped();
    assert_eq!((fixtures.halls.len(), fixtures.tickets.len()), (2, 30));
    assert!(fixtures.items.len() >= 29, "{} items", fixtures.items.len());
    for hall in &fixtures.halls {
        assert!(hall.officers.iter().any(|officer| officer.role == crate::domain::hall::Role::Lead));
    }
}

#[test]
fn a_restaurant_without_agent_or_automatic_equipment_brings_seven_materials() {
    let fixtures = shipped();
    let food = item(&fixtures, "food-licence.new");
    assert_eq!(asked(food, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]), 7);
    assert_eq!(asked(food, &[("venue", "catering"), ("automatic", "yes"), ("agent", "yes")]), 9);
    assert_eq!(asked(food, &[("venue", "canteen"), ("agent", "no")]), 7);
    let change = item(&fixtures, "food-licence.change");
    assert_eq!(asked(change, &[("change", "name"), ("agent", "no")]), 4);
    assert_eq!(asked(item(&fixtures, "food-licence.renewal"), &[("state", "same"), ("agent", "no")]), 4);
    let house = item(&fixtures, "real-estate.transfer-sale");
    let new_house = [("house", "new"), ("notice", "no"), ("affordable", "no"), ("agent", "no")];
    assert_eq!(asked(house, &new_house), 5);
    let company = item(&fixtures, "enterprise.establishment");
    let common = [
        ("holders", "several"),
        ("kind", "natural"),
        ("premises", "lease"),
        ("approval", "no"),
        ("agent", "no"),
    ];
    assert_eq!(asked(company, &common), 5);
}

#[test]
fn every_material_of_every_item_can_be_judged() {
    for item in &shipped().items {
        for material in &item.materials {
            let place = format!("{} {}", item.code, material.code);
            assert!((3..=6).contains(&material.defects.len()), "{place}: defects");
            assert!(!material.checkpoints.is_empty() && !material.obtain.is_empty(), "{place}");
            assert!(!material.basis.is_empty(), "{place}: basis");
        }
        assert!(item.fee.is_some() && !item.source.is_empty(), "{}", item.code);
    }
}

fn priority(ticket: &TicketSeed) -> (bool, bool) {
    let in_slot = ticket.reservation.is_some_and(|slot| slot.contains(ticket.taken_at));
    (!in_slot, ticket.green.is_none())
}

#[test]
fn the_busy_morning_starts_pleasantly_and_has_every_kind_of_visitor() {
    let fixtures = shipped();
    let called = |key: fn(&TicketSeed) -> (bool, bool)| {
        let mut queue: Vec<_> = fixtures.tickets.iter().filter(|ticket| ticket.class == "A").collect();
        queue.sort_by_key(|ticket| (key(ticket), ticket.taken_at));
        queue[0].no.to_string()
    };
    // Whichever of reservation and green channel is asked first.
    assert_eq!(called(priority), "A002");
    assert_eq!(called(|ticket| (priority(ticket).1, priority(ticket).0)), "A002");
    for reason in GreenReason::ALL {
        assert!(fixtures.tickets.iter().any(|ticket| ticket.green == Some(reason)), "{}", reason.label());
    }
    assert!(
        fixtures.tickets.iter().filter_map(|t| t.applicant.as_ref()).any(|a| a
            .name()
            .original()
            .chars()
            .count()
            == 60)
    );
}

#[test]
fn numbers_pass_their_check_digits_except_where_they_fail_on_purpose() {
    let mut failing = Vec::new();
    for ticket in &shipped().tickets {
        let applicant = ticket.applicant.as_ref().map(|applicant| applicant.number().original());
        let agent = ticket.agent.as_ref().map(|agent| agent.id_number.original());
        for number in [applicant, agent].into_iter().flatten() {
            assert_eq!(number.chars().count(), 18, "{number}");
            let resident = number.starts_with("659999");
            if !(if resident { resident_number(number) } else { credit_code(number) }) {
                failing.push(ticket.no.to_string());
                assert!(ticket.note.contains("有意写错"), "{}", ticket.no);
            }
        }
    }
    failing.sort();
    assert_eq!(failing, ["A011", "E002"]);
}

fn resident_number(number: &str) -> bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(weights).map(|(c, w)| c.to_digit(10).unwrap() * w).sum();
    number.chars().last() == "10X98765432".chars().nth((sum % 11) as usize)
}

fn credit_code(code: &str) -> bool {
    let letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1;
    let mut sum = 0;
    for c in code.chars().take(17) {
        sum += letters.find(c).unwrap() * weight;
        weight = weight * 3 % 31;
    }
    code.chars().last() == letters.chars().nth((31 - sum % 31) % 31)
}

/// The shipped folder with some texts replaced.
fn shipped_with(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut changes: BTreeMap<&str, Vec<(&str, &str)>> =
        changes.iter().fold(BTreeMap::new(), |mut all, c| {
            all.entry(c.0).or_insert_with(Vec::new).push((c.1, c.2));
            all
        });
    for folder in ["hall", "staff", "catalogue", "fees", "calendar", "scenarios"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
        for entry in fs::read_dir(Path::new("fixtures").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            let mut text = fs::read_to_string(&path).unwrap();
            for (from, to) in changes.remove(name.as_str()).unwrap_or_default() {
                assert!(text.contains(from), "{name} does not contain {from}");
                text = text.replacen(from, to, 1);
            }
            fs::write(dir.path().join(name), text).unwrap();
        }
    }
    assert!(changes.is_empty(), "no such files: {changes:?}");
    dir
}

/// What is wrong with the shipped folder with some texts replaced.
fn spoiled(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let dir = shipped_with(changes);
    let prefix = format!("{}/", dir.path().display());
    let problems = load(dir.path()).err().unwrap_or_default();
    problems.to_string().lines().map(|line| line.replace(&prefix, "")).collect()
}

/// Asserts that exactly one problem is told, at the line where `place` stands, with this text.
fn one(file: &str, from: &str, to: &str, told: &str) {
    let problems = spoiled(&[(file, from, to)]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].starts_with(file) && problems[0].contains(told), "{problems:#?}");
}

/// As [`one`], where the change leaves others dangling too.
fn among(file: &str, from: &str, to: &str, told: &str) {
    let problems = spoiled(&[(file, from, to)]);
    assert!(problems.iter().any(|line| line.starts_with(file) && line.contains(told)), "{problems:#?}");
}

const FOOD: &str = "catalogue/food-licence.toml";
const DEFAULTS: &str = "catalogue/_defaults.toml";
const HALL: &str = "hall/qinghe.toml";
const QUEUE: &str = "scenarios/busy-morning.toml";

#[test]
fn misspelt_fields_are_told_with_their_place_and_the_likely_name() {
    let problems =
        spoiled(&[(FOOD, "valid_from = \"2026-03-01\"\nname =", "valid_from = \"2026-03-01\"\nnmae =")]);
    assert_eq!(problems, [format!("{FOOD}:7:1 不认识的字段“nmae”，是否要写“name”？")]);
    // Deeper, and several in one item, are all told.
    let problems = spoiled(&[
        (FOOD, "obtain = \"窗口免费", "obtian = \"窗口免费"),
        (FOOD, "[[item.question]]\ncode = \"venue\"\ntext", "[[item.question]]\ncode = \"venue\"\ntxet"),
        (FOOD, "[[item.question]]", "[[item.questoin]]\n[[item.question]]"),
    ]);
    let told: Vec<_> =
        problems.iter().filter_map(|line| line.split_once(' ')).map(|(_, told)| told).collect();
    assert_eq!(
        told,
        [
            "不认识的字段“questoin”，是否要写“question”？",
            "不认识的字段“txet”，是否要写“text”？",
            "不认识的字段“obtian”，是否要写“obtain”？",
        ]
    );
}

#[test]
fn wrong_values_types_and_missing_fields_are_told_in_chinese() {
    one(FOOD, "intake_mode = \"accept\"", "intake_mode = \"acept\"", "不认识的值“acept”，可以写：accept");
    one(FOOD, "correction_days = 5", "correction_days = \"五\"", "类型不对");
    one(FOOD, "result = \"食品经营许可证\"\n", "", "缺少字段“result”");
    one(HALL, "kind = \"general\"", "kind = \"genral\"", "是否要写“general”？");
    one(QUEUE, "green = \"elderly\"", "green = \"old\"", "不认识的值“old”");
    one(QUEUE, "taken_at = \"08:52\"", "taken_at = \"25:52\"", "不是日期或者时刻");
    one(FOOD, "valid_from = \"2026-03-01\"", "valid_from = 2026-03-01", "没有加引号的日期");
    // Several in one item are all told.
    let problems = spoiled(&[
        (FOOD, "correction_days = 5", "correction_days = -5"),
        (FOOD, "aliases = [", "aliases = [5, "),
        (FOOD, "kind = \"promised\"", "kind = \"promissed\""),
    ]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    one(HALL, "https://pj.", "pj.", "评价网址以 https:// 或者 http:// 开头");
    one(HALL, "{code}", "{window}", "评价网址里可填的只有 {number} 文号、{code} 验证码");
    one("staff/qinghe.toml", "role = \"lead\"", "role = \"laed\"", "是否要写“lead”？");
}

#[test]
fn a_syntax_error_does_not_hide_the_faults_of_other_files() {
    let problems = spoiled(&[
        ("catalogue/sewage-permit.toml", "[[item]]", "[[item]"),
        (FOOD, "intake_mode = \"accept\"", "intake_mode = \"acept\""),
        (HALL, "post_b = \"Q0702\"", "post_b = \"Q0709\""),
    ]);
    assert!(problems.iter().any(|p| p.starts_with("catalogue/sewage-permit.toml:3:") && p.contains("TOML")));
    assert!(problems.iter().any(|p| p.contains("不认识的值“acept”")), "{problems:#?}");
    assert!(problems.iter().any(|p| p.contains("没有这个工号“Q0709”")), "{problems:#?}");
    // The unreadable file may hold what others name.
    assert!(!problems.iter().any(|p| p.contains("没有这个事项")), "{problems:#?}");
    one(FOOD, "nature = \"行政许可\"", "nature = \"行政许可\"\nnature = \"重复\"", "同一个键写了两次");
}

#[test]
fn repeated_names_are_told() {
    among(
        FOOD,
        "code = \"food-licence.change\"",
        "code = \"food-licence.new\"",
        "事项“food-licence.new”的版本“2026-03”重复，前一处在",
    );
    among(FOOD, "code = \"layout\"", "code = \"equipment\"", "材料代码“equipment”重复");
    among(FOOD, "use = \"principal-id\"", "use = \"business-licence\"", "材料代码“business-licence”重复");
    among(FOOD, "code = \"old-form\"", "code = \"unsealed\"", "缺陷代码“unsealed”重复");
    among(FOOD, "code = \"goods\"", "code = \"venue\"", "情形代码“venue”重复");
    among(FOOD, "{ code = \"yes\", text = \"用（", "{ code = \"no\", text = \"用（", "选项代码“no”重复");
    among(HALL, "id = \"08\"", "id = \"07\"", "窗口“07”重复");
    among(HALL, "id = \"health\"", "id = \"market\"", "部门“market”重复");
    among("staff/qinghe.toml", "id = \"Q0006\"", "id = \"Q0702\"", "工号“Q0702”重复");
    among(QUEUE, "no = \"E001\"", "no = \"A001\"", "号票“A001”重复");
    among("hall/yunling.toml", "id = \"yunling\"", "id = \"qinghe\"", "大厅“qinghe”重复");
}

#[test]
fn references_into_the_void_are_told() {
    one(
        FOOD,
        "department = \"market\"",
        "department = \"marekt\"",
        "没有这个部门“marekt”，是否要写“market”？",
    );
    one(FOOD, "use = \"principal-id\"", "use = \"principal\"", "没有这个共用材料“principal”");
    one(
        FOOD,
        "{ is = { automatic = \"yes\" } }",
        "{ is = { automatik = \"yes\" } }",
        "是否要写“automatic”？",
    );
    one(
        FOOD,
        "{ is = { automatic = \"yes\" } }",
        "{ is = { automatic = \"yse\" } }",
        "没有选项“yse”，是否要写“yes”？",
    );
    one(
        FOOD,
        "when = { is = { venue = \"retail\" } }",
        "when = { is = { agent = \"no\" } }",
        "前面没有这个情形",
    );
    one(HALL, "post_a = \"Q0701\"", "post_a = \"Q0710\"", "没有这个工号“Q0710”");
    one(HALL, "\"social-card.replacement\"]", "\"social-card.replace\"]", "没有这个事项");
    one(QUEUE, "item = \"road-freight.new\"", "item = \"road-frieght.new\"", "是否要写“road-freight.new”？");
    one(QUEUE, "class = \"A\"", "class = \"Q\"", "没有这个叫号类别“Q”");
    one(QUEUE, "hall = \"qinghe\"", "hall = \"qingho\"", "没有这个大厅“qingho”，是否要写“qinghe”？");
}

#[test]
fn demands_that_may_not_be_made_are_told() {
    one(
        FOOD,
        "basis = [\"食品经营许可和备案管理办法 自动设备的规定\"]",
        "basis = []",
        "没有依据，不能要求提交",
    );
    one(FOOD, "basis = [\"食品经营许可和备案管理办法 自动设备的规定\"]\n", "", "没有依据，不能要求提交");
    one(FOOD, "name = \"操作流程说明\"", "name = \"操作流程等有关材料\"", "没有说清要什么");
    let ten = (0..5)
        .map(|n| format!("{{ code = \"x{n}\", text = \"x\", remedy = \"x\" }},\n"))
        .collect::<Vec<_>>()
        .concat();
    one(FOOD, "    { code = \"no-area\"", &format!("{ten}    {{ code = \"no-area\""), "缺陷有 10 个");
    let eight = (0..8).map(|n| format!("{{ code = \"x{n}\", text = \"x\" }}, ")).collect::<Vec<_>>().concat();
    one(
        FOOD,
        "choices = [{ code = \"no\", text = \"不用\" }",
        &format!("choices = [{eight}{{ code = \"no\", text = \"不用\" }}"),
        "选项有 10 个",
    );
    one(
        FOOD,
        "form = \"copy\"\nsource = \"other\"",
        "form = \"copy\"\noriginals = 1\nsource = \"other\"",
        "份数与形式不符",
    );
    one(FOOD, "promised = { n = 8", "promised = { n = 0", "时限的数与单位不符");
    one(HALL, "post_b = \"Q0702\"", "post_b = \"Q0701\"", "A岗、B岗是同一个人");
    one(QUEUE, "to = \"09:30\"", "to = \"08:30\"", "预约时段的结束早于开始");
}

#[test]
fn faults_of_shared_materials_are_told_where_they_stand() {
    let shared = "catalogue/_materials.toml";
    one(shared, "code = \"address-differs\"", "code = \"name-differs\"", "缺陷代码“name-differs”重复");
    one(shared, "form = \"copy\"", "form = \"copie\"", "是否要写“copy”？");
    one(shared, "form = \"copy\"", "form = \"copy\"\nwhen = \"always\"", "共用材料不写 use、when");
}

#[test]
fn what_fees_refer_to_must_exist() {
    let file = "catalogue/social-card.toml";
    one(
        file,
        "fee = \"social-card.replacement\"",
        "fee = \"social-card.replacment\"",
        "是否要写“social-card.replacement”？",
    );
    one(file, "{ reason = \"reason\" }", "{ reason = \"raeson\" }", "是否要写“reason”？");
}

/// Catches: a default that hides what an item says, a fault told at every item that takes it or at the wrong
/// place, and demands on people by default.
#[test]
fn defaults_are_taken_where_nothing_is_said_and_checked_where_they_stand() {
    let with = |changes: &[(&str, &str, &str)]| {
        let dir = shipped_with(changes);
        load(dir.path()).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let file = ("catalogue/food-licence.toml", "[[item]]", "[defaults]\nscope = \"全省\"\n\n[[item]]");
    let own = (FOOD, "edition = \"2026-03\"", "edition = \"2026-03\"\nscope = \"跨省\"");
    let fixtures = with(&[file, own]);
    let scope = |code| item(&fixtures, code).scope.as_str();
    assert_eq!(scope("food-licence.new"), "跨省", "an item before its file");
    assert_eq!(scope("food-licence.change"), "全省", "a file before the folder");
    assert_eq!(scope("road-freight.new"), "全县", "the folder for all others");

    one(DEFAULTS, "correction_days = 5", "correction_days = \"五\"", "_defaults.toml:11:19 类型不对");
    one(DEFAULTS, "scope =", "scpoe =", "“scpoe”不能作默认，请写在事项里，是否要写“scope”？");
    one(DEFAULTS, "scope =", "name =", "“name”不能作默认");
    one(DEFAULTS, "scope =", "basis =", "“basis”不能作默认");
    one(DEFAULTS, "delivery = [\"window\"", "delivery = [\"windwo\"", "是否要写“window”？");
    one(DEFAULTS, "[item]", "[[item]]", "写作 [item]");
    one(DEFAULTS, "[item]", "[itme]", "不认识的字段“itme”，是否要写“item”？");
    one(FOOD, "[[item]]", "[defaults]\npromised = 5\n\n[[item]]", "“promised”不能作默认");
}

/// S050. Catches: two editions in force on one day, and a day that is taken for two.
#[test]
fn editions_of_an_item_follow_one_another() {
    let second = |edition: &str, from: &str, to: &str| {
        let dates = format!("edition = \"{edition}\"\nvalid_from = \"{from}\"\n{to}");
        [
            (
                FOOD,
                "code = \"food-licence.change\"\nedition = \"2026-03\"\nvalid_from = \"2026-03-01\"\n"
                    .to_owned(),
                format!("code = \"food-licence.new\"\n{dates}"),
            ),
            (
                FOOD,
                "valid_from = \"2026-03-01\"\nname = \"食品经营许可（新办）\"".to_owned(),
                "valid_from = \"2026-03-01\"\nvalid_to = \"2026-11-30\"\nname = \"食品经营许可（新办）\""
                    .to_owned(),
            ),
        ]
    };
    let told = |edition: &str, from: &str, to: &str| {
        let changes = second(edition, from, to);
        let changes: Vec<_> = changes.iter().map(|(f, a, b)| (*f, a.as_str(), b.as_str())).collect();
        let problems = spoiled(&changes);
        problems.into_iter().filter(|told| !told.contains("没有这个事项")).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-12", "2026-12-01", ""), [""; 0]);
    assert_eq!(told("2027-02", "2027-02-01", ""), [""; 0], "a time without an edition");
    let overlap = told("2026-12", "2026-11-30", "");
    assert_eq!(overlap.len(), 1, "{overlap:#?}");
    let place = "前一处在";
    assert!(overlap[0].contains("有两个版本同时有效") && overlap[0].contains(place), "{overlap:#?}");
    assert!(overlap[0].contains("2026-03-01 至 2026-11-30") && overlap[0].contains("2026-11-30 起"));
    assert!(told("2026-03", "2026-12-01", "")[0].contains("版本“2026-03”重复"));
    assert!(told("2026-12", "2026-12-01", "valid_to = \"2026-11-01\"\n")[0].contains("有效期颠倒"));
}

/// Catches: a condition that can never hold because it asks a number for a choice, or beyond the range.
#[test]
fn conditions_on_numbers_and_choices_are_told_apart() {
    let beds = |min: u32, max: u32| {
        format!(
            "[[item.question]]\ncode = \"beds\"\ntext = \"几张床？\"\nnumber = {{ unit = \"张\", min = {min}, max = {max} }}\n\n[[item.question]]\ncode = \"goods\""
        )
    };
    let goods = "[[item.question]]\ncode = \"goods\"";
    let when = "when = { is = { automatic = \"yes\" } }";
    let with = |range: (u32, u32), condition: &str| {
        let beds = beds(range.0, range.1);
        let problems = spoiled(&[(FOOD, goods, &beds), (FOOD, when, &format!("when = {condition}"))]);
        problems
            .iter()
            .filter_map(|told| told.split_once(' '))
            .map(|(_, told)| told.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(with((1, 99), "{ between = { beds = [1, 99] } }"), [""; 0]);
    assert_eq!(with((1, 99), "{ between = { beds = [20, 20] } }"), [""; 0]);
    for (condition, told) in [
        ("{ between = { beds = [1, 100] } }", "between 的 1 至 100 超出情形“beds”的范围 1 至 99"),
        ("{ between = { beds = [0, 9] } }", "between 的 0 至 9 超出情形“beds”的范围 1 至 99"),
        ("{ between = { beds = [9, 1] } }", "between 的起止颠倒：9 至 1"),
        ("{ between = { beds = [9] } }", "个数不对：写了 1 个，应当是两个数，如 [1, 99]"),
        ("{ between = { bed = [1, 9] } }", "前面没有这个情形“bed”，是否要写“beds”？"),
        ("{ between = { venue = [1, 9] } }", "情形“venue”是选项，条件请写 is 或者 one_of，不写 between"),
        ("{ is = { beds = \"9\" } }", "情形“beds”填的是数，条件请写 between，不写 is、one_of"),
        (
            "{ not = { one_of = { beds = [\"9\"] } } }",
            "情形“beds”填的是数，条件请写 between，不写 is、one_of",
        ),
        ("{ all = [] }", "条件是空的，请写明情形和选项"),
        ("{ one_of = { venue = [] } }", "条件是空的，请写明情形和选项"),
    ] {
        assert_eq!(with((1, 99), condition), [told], "{condition}");
    }
    assert_eq!(with((9, 1), "\"always\""), ["数的范围至少有两个数，由小到大：写的是 9 至 1"]);
}

/// Catches: a file that ends early told line by line to its end.
#[test]
fn a_bracket_left_open_is_told_in_a_few_lines() {
    let problems = spoiled(&[(FOOD, "form = \"original\"", "form = [\"original\"")]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    assert!(problems[0].contains("各项之间缺少逗号"), "{problems:#?}");
}

#[test]
fn a_missing_folder_is_told() {
    let problems = load(Path::new("fixtures/nowhere")).unwrap_err();
    assert_eq!(problems.0.len(), 5);
    assert!(problems.to_string().starts_with("fixtures/nowhere/calendar 读不到文件夹"), "{problems}");
}

fn best(index: &Index, query: &str) -> String {
    index.search(query, 5).first().map(|hit| hit.code.to_string()).unwrap_or_default()
}

#[test]
fn items_are_found_by_name_alias_pinyin_initials_and_code() {
    let index = Index::new(&shipped().items);
    for (query, code) in [
        ("食品经营许可", "food-licence.new"),
        ("spjy", "food-licence.new"),
        ("SPJYXK", "food-licence.new"),
        ("ｓｐｊｙ", "food-licence.new"),
        ("spjyxkyx", "food-licence.renewal"),
        ("shipinjingying", "food-licence.new"),
        ("食品 变更", "food-licence.change"),
        ("sp bg", "food-licence.change"),
        ("过户", "real-estate.transfer-sale"),
        ("fcgh", "real-estate.transfer-sale"),
        ("road-freight.new", "road-freight.new"),
        ("跑货运", "road-freight.new"),
        ("sbkbb", "social-card.replacement"),
        ("居住证", "residence-permit.first"),
        ("jzzqz", "residence-permit.endorsement"),
        ("排水许可证", "sewage-permit.new"),
        ("gszc", "enterprise.establishment"),
        ("ggcs", "public-place-hygiene.new"),
    ] {
        assert_eq!(best(&index, query), code, "{query}: {:#?}", index.search(query, 3));
    }
    assert!(index.search("查无此事", 5).is_empty());
    assert_eq!(index.search("  ", 5).len(), 5);
    let hits = index.search("过户", 5);
    assert_eq!(hits[0].alias.as_deref(), Some("房产过户"));
}

#[test]
fn a_character_with_several_readings_is_found_by_each() {
    let mut item = item(&shipped(), "road-freight.new").clone();
    item.code = ItemCode::from("bank");
    item.name = "银行重新开户".into();
    item.aliases.clear();
    let index = Index::new(&[item]);
    for query in ["yhcxkh", "yxcxkh", "yhzxkh", "yinhangchongxin", "yinxingzhong"] {
        assert_eq!(best(&index, query), "bank", "{query}");
    }
}
