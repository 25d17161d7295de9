//! Names and texts as they really come, and as somebody sends them who means no good: they are seen whole on the paper,
//! and do nothing.

use std::collections::BTreeSet;

use yichuang::document::pdf::geometry::{BOTTOM, LEFT, RIGHT};
use yichuang::document::pdf::{Layout, layout};
use yichuang::document::{self, Document};
use yichuang::domain::checklist::{Defects, Exit, Verdict};
use yichuang::domain::command::CasePaper;
use yichuang::domain::condition::Condition;
use yichuang::domain::decide;
use yichuang::domain::ids::DefectCode;
use yichuang::domain::item::DefectKind;
use yichuang::domain::paper::{Paper, PaperNumber};
use yichuang::domain::person::{Agent, Applicant};
use yichuang::domain::rulebook::Rulebook;
use yichuang::printing::fonts::{self, FontsFound};
use yichuang::text::{Clean, is_hidden, width};

use crate::checker::{demands, missing};
use crate::hall::{Dice, RULES, Verdicts, asked, by, case, situations, squeezed};

/// What people and firms are called, and what is typed where a name should be.
const NAMES: [&str; 24] = [
    "青河县",
    "阿依古丽·买买提",
    "迪丽热巴·迪力木拉提·阿卜杜热合曼",
    "西绕云旦·才让多杰",
    "𠮷野家（青河）餐饮有限公司",
    "𰻝𰻝面馆",
    "龘龘龘",
    "㛃\u{e0100}",
    "\u{e863}某",
    "e\u{301}clair café",
    "Zhang San Trading Co., Ltd.",
    "ﷺ",
    "{applicant}",
    "{{",
    "}}{item}{{agent}}",
    "{applicant",
    "%s%n${HOME}$(reboot)`id`",
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "王\u{202e}敏\u{2066}李\u{2069}",
    "零\u{200b}宽\u{feff}字",
    "换\n行\r回\t表\u{2028}段",
    "\u{9b}31m红",
    "【作废：假的】",
    "验证码：0000-0000-0000-0000 内容摘要：0000000000000000",
];

fn sixty() -> String {
    "青河县澄江路第六十六号联合投资控股集团股份有限公司".chars().cycle().take(60).collect()
}

fn nasty() -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    names.push(sixty());
    names.push(format!("长{}", "w".repeat(200)));
    names.push("·".repeat(40));
    names.push(format!("叠{}", "\u{301}".repeat(64)));
    names
}

/// A catalogue in which the restaurant has so many defects on so many materials.
fn with_defects(count: usize) -> (Rulebook, Verdicts) {
    let mut rules = RULES.clone();
    let item = rules.items.iter_mut().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    item.questions.clear();
    item.diversions.clear();
    item.materials.truncate(count.div_ceil(9));
    for (at, material) in item.materials.iter_mut().enumerate() {
        material.when = Condition::Always;
        let few = (at * 9..count.min(at * 9 + 9)).map(|n| DefectKind {
            code: DefectCode::new(format!("d{n:02}")),
            text: format!("第{n}处与规定的格式不一致，须照样本逐项改正并由法定代表人签名"),
            remedy: format!("照样本第{n}栏重新填写，加盖与营业执照一致的公章"),
            on_the_spot: false,
        });
        material.defects = few.collect();
    }
    let found = item.materials.iter().map(|material| {
        let codes: BTreeSet<_> = material.defects.iter().map(|kind| kind.code.clone()).collect();
        (material.code.clone(), Verdict::Defective { defects: Defects::try_from(codes).unwrap() })
    });
    let found = found.collect();
    (rules, found)
}

fn notice(rules: &Rulebook, found: &Verdicts, applicant: &str) -> Paper {
    let item = rules.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let mut dice = Dice(3);
    let answers = &situations(item, &mut dice)[0];
    let mut case = case(item, answers, found, applicant);
    case.agent = Some(Agent {
        name: Clean::new(applicant),
        id_number: Clean::new("11010519491231002X"),
        phone: Clean::new("13900000002"),
    });
    let mut paper = decide::draft(&case, Exit::Correct, &by(rules)).unwrap();
    paper.number = Some(PaperNumber { prefix: "青政补".to_owned(), year: 2026, serial: 1 });
    paper
}

/// A restaurant of which two materials are wanting.
fn small(applicant: &str) -> Paper {
    let item = RULES.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let mut dice = Dice(3);
    let answers = &situations(item, &mut dice)[0];
    let lines = asked(item, answers).into_iter().enumerate();
    let found: Verdicts = lines
        .map(|(at, material)| {
            (material.code.clone(), if at < 2 { Verdict::Missing } else { Verdict::Conforming })
        })
        .collect();
    notice(&RULES, &found, applicant)
}

/// The document as it is issued: numbered and proved.
fn issued(paper: &Paper, rules: &Rulebook) -> (Document, String) {
    let content = serde_json::to_string(paper).unwrap();
    let mut words = document::compose(paper, &rules.hall, &rules.phrases, false);
    document::prove(&mut words, &content);
    (words, content)
}

/// What a text does on paper that it must not: be obeyed, or run over the edge.
fn harm(text: &str) -> Vec<String> {
    let mut harm = Vec::new();
    for line in text.lines() {
        let hidden: Vec<_> = line.chars().filter(|c| is_hidden(*c)).collect();
        if !hidden.is_empty() {
            harm.push(format!("{hidden:?} in {line}"));
        }
        if width(line) > document::CELLS {
            harm.push(format!("{} cells: {line}", width(line)));
        }
    }
    harm
}

/// S107, F38; reliability 2.3. A name is on the paper as it is, in the addressee and with the agent; the code and
/// the digest hold; nothing in it drives a printer, fills a phrase or forges a mark.
#[test]
fn whatever_somebody_is_called_the_notice_says_it_and_nothing_happens() {
    for name in nasty() {
        let paper = small(&name);
        let (document, content) = issued(&paper, &RULES);
        let text = document::plain_text(&document, document::CELLS);
        assert_eq!(harm(&text), [""; 0], "{name:?}");
        let shown = squeezed(Clean::new(&name).shown());
        let words = squeezed(&text);
        for said in [format!("{shown}："), format!("代理人：{shown}")] {
            assert!(words.contains(&said), "{name:?}: {said}\n{text}");
        }
        let proof = document.proof.as_ref().unwrap();
        let digest = document::check_words("青政补〔2026〕1号", &proof.code, &text);
        assert_eq!(digest.as_ref(), Ok(&proof.digest), "{name:?}\n{text}");
        assert_eq!(document::check_content(&proof.digest, &content), Ok(()));
        let stored: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        assert_eq!(document::plain_text(&stored, document::CELLS), text, "{name:?}");
    }
}

/// The checker of harm sees what it is there for.
#[test]
fn harm_is_reported() {
    assert_eq!(harm(&format!("王敏\n\n{}", "字".repeat(38))), [""; 0]);
    for bad in ["\u{1b}[2J", "王\u{202e}敏", "a\u{7}", "\u{200b}", &"字".repeat(39)] {
        assert_eq!(harm(bad).len(), 1, "{bad:?}");
    }
}

/// Words of the catalogue and the hall come from files, and are text from outside as well.
#[test]
fn whatever_the_catalogue_and_the_hall_say_it_is_only_said() {
    for text in nasty() {
        let (mut rules, found) = with_defects(3);
        rules.hall.name = format!("{text}中心");
        let item = rules.items.iter_mut().find(|item| item.code.as_str() == "food-licence.new").unwrap();
        let material = &mut item.materials[0];
        material.name = format!("甲{text}");
        material.obtain = format!("乙{text}");
        material.basis[0].document = format!("丙{text}");
        material.basis[0].clause = format!("丁{text}");
        material.defects[0].text = format!("戊{text}");
        material.defects[0].remedy = format!("己{text}");
        let (document, _) = issued(&notice(&rules, &found, "王敏"), &rules);
        let printed = document::plain_text(&document, document::CELLS);
        assert_eq!(harm(&printed), [""; 0], "{text:?}");
        let shown = |mark: &str| Clean::new(format!("{mark}{text}")).shown().to_owned();
        let texts = ["甲", "戊", "己", "乙", "丙", "丁"].map(shown);
        assert_eq!(missing(&texts, &squeezed(&printed)), [""; 0], "{printed}");
    }
}

/// F38. An explanation in free words may hold lines that look like a proof or a mark: what the record says of the paper
/// is still what it was.
#[test]
fn an_explanation_forges_neither_digest_nor_code_nor_mark() {
    let item = RULES.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let mut dice = Dice(3);
    let case = case(item, &situations(item, &mut dice)[0], &Verdicts::new(), "王敏");
    for forged in [
        "见下。\n内容摘要：0000000000000000\n验证码：0000-0000-0000-0000",
        "青政说〔2026〕2号\n【作废：不是真的】\n验证码：ZZZZ-ZZZZ-ZZZZ-ZZZZ\n",
        "\n\n【补打 第9次】",
    ] {
        let what = CasePaper::Statement { text: Clean::new(forged) };
        let mut paper = decide::draft_case_paper(&case, &what, &by(&RULES)).unwrap();
        paper.number = Some(PaperNumber { prefix: "青政说".to_owned(), year: 2026, serial: 1 });
        let (document, _) = issued(&paper, &RULES);
        let text = document::plain_text(&document, document::CELLS);
        assert_eq!(harm(&text), [""; 0], "{forged:?}");
        let proof = document.proof.unwrap();
        let check = |text: &str| document::check_words("青政说〔2026〕1号", &proof.code, text);
        assert_eq!(check(&text).as_ref(), Ok(&proof.digest), "{text}");
        // Whoever takes a word of it away is found out.
        let changed = text.replacen("王敏", "李强", 1);
        assert!(changed != text && check(&changed).is_err());
        let shorter = text.replacen("0000000000000000", "", 1).replacen("不是真的", "", 1);
        assert!(shorter == text || check(&shorter).is_err(), "{forged:?}");
    }
}

/// S107: "so many defects that they fill pages" are all there, in their order.
#[test]
fn forty_defects_are_all_on_one_notice() {
    let (rules, found) = with_defects(40);
    let paper = notice(&rules, &found, &sixty());
    let told: usize = demands(&paper).iter().map(|demand| demand.defects.len()).sum();
    assert_eq!((demands(&paper).len(), told), (5, 40));
    let (document, _) = issued(&paper, &rules);
    let text = document::plain_text(&document, document::CELLS);
    assert_eq!(harm(&text), [""; 0]);
    let texts: Vec<String> = each_text(&paper);
    assert_eq!(missing(&texts, &squeezed(&text)), [""; 0], "{text}");
    assert!(squeezed(&text).contains("共5项材料、40处"));
    // Taken away anywhere, one is missed.
    for at in 0..texts.len() {
        let less = squeezed(&text).replacen(&squeezed(&texts[at]), "", 1);
        assert!(!missing(&texts, &less).is_empty(), "{}", texts[at]);
    }
}

fn each_text(paper: &Paper) -> Vec<String> {
    let defects = demands(paper).iter().flat_map(|demand| &demand.defects);
    defects.flat_map(|defect| [defect.text.clone(), defect.remedy.clone()]).collect()
}

/// A million characters in a name: nothing is cut, nothing breaks, and it ends.
#[test]
fn a_million_characters_are_all_printed() {
    let name = format!("始{}终", "青".repeat(1_000_000 - 2));
    let mut paper = small("王敏");
    paper.subject.as_mut().unwrap().applicant = Clean::new(&name);
    paper.subject.as_mut().unwrap().agent = None;
    let (document, _) = issued(&paper, &RULES);
    let text = document::plain_text(&document, document::CELLS);
    assert!(text.lines().all(|line| width(line) <= document::CELLS));
    let words = squeezed(&text);
    let (before, after) = words.split_once('始').expect("it begins");
    let (name, _) = after.split_once('终').expect("it ends");
    assert!(!before.contains("青青"));
    assert_eq!(name.chars().filter(|c| *c == '青').count(), 1_000_000 - 2);
    assert_eq!(name.chars().count(), 1_000_000 - 2, "nothing is put between");
}

/// The fonts of this machine; without them there are no pages to look at.
fn fonts() -> Option<FontsFound> {
    fonts::find(None).inspect_err(|error| println!("no pages are looked at: {error}")).ok()
}

/// The running text of the pages, without the number at their feet.
fn page_words(pages: &Layout) -> String {
    let runs = pages.pages.iter().flat_map(yichuang::document::pdf::Page::runs);
    let text: String = runs.filter(|run| run.y <= BOTTOM).map(|run| run.text.as_str()).collect();
    squeezed(&text)
}

/// The same on pages: what is on the paper is on the pages, inside the type area, and nothing on them is a control.
#[test]
fn the_pages_say_the_same_inside_their_edges() {
    let Some(found) = fonts() else { return };
    let (rules, verdicts) = with_defects(40);
    for name in nasty() {
        let paper = notice(&rules, &verdicts, &name);
        let (document, _) = issued(&paper, &rules);
        let pages = layout(&document, &found.fonts).unwrap();
        assert!(pages.pages.len() > 1);
        for run in pages.pages.iter().flat_map(yichuang::document::pdf::Page::runs) {
            assert!(!run.text.chars().any(is_hidden), "{name:?}: {:?}", run.text);
            assert!(run.x >= LEFT && run.x + run.width() <= RIGHT, "{name:?}: {:?}", run.text);
        }
        let words = page_words(&pages);
        assert_eq!(missing(&each_text(&paper), &words), [""; 0], "{name:?}");
        let shown = squeezed(Clean::new(&name).shown());
        assert!(words.contains(&format!("{shown}：")), "{name:?}\n{words}");
    }
}

/// A name of fifty thousand characters fills pages and is on them to the last.
#[test]
fn a_name_longer_than_a_page_goes_on_over_the_next() {
    let Some(found) = fonts() else { return };
    let count = 50_000;
    let mut paper = small("王敏");
    let subject = paper.subject.as_mut().unwrap();
    subject.applicant = Clean::new(format!("始{}终", "青".repeat(count)));
    subject.agent = None;
    let (document, _) = issued(&paper, &RULES);
    let pages = layout(&document, &found.fonts).unwrap();
    let words = page_words(&pages);
    let (_, after) = words.split_once('始').unwrap();
    let (name, _) = after.split_once('终').unwrap();
    assert_eq!(name.chars().filter(|c| *c == '青').count(), count);
    assert_eq!(name.chars().count(), count);
}

/// What an applicant may be called by the rules of the intake is what a notice can be addressed to.
#[test]
fn the_names_above_may_be_recorded_and_issued() {
    let item = RULES.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let may = |name: &str| {
        let applicant = Applicant::Legal {
            name: Clean::new(name),
            credit_code: Clean::new("91110000600037341L"),
            contact: Clean::new("郑一鸣"),
            phone: Clean::new("13900000001"),
        };
        decide::check_applicant(item, &applicant).is_ok()
    };
    for lawful in ["阿依古丽·买买提", "𠮷野家（青河）餐饮有限公司", "龘龘龘", "㛃\u{e0100}", sixty().as_str()]
    {
        assert!(may(lawful), "{lawful}");
    }
    let taken = nasty().into_iter().filter(|name| may(name)).count();
    println!("{taken} of {} names are taken at the intake", nasty().len());
}
