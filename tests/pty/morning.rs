//! The whole main job at one window, on two terminals, as the officers see it.

use std::path::Path;

use crate::terminal::{Terminal, USUAL, home, yichuang};

/// Keys from calling the ticket to the issued correction notice, at most (7 materials, 2 defects).
const KEYS: usize = 25;
const PASSWORD: &str = "yichuang";
/// The firm with a reservation, whose application lacks something.
const FIRM: &str = "青河县拾光咖啡有限公司";

#[test]
fn a_morning_at_the_window() {
    let home = home();
    let papers = home.path().join("papers");
    let (mut a, address) = begin(home.path(), &papers);
    log_in_blind(&mut a, "王敏 A岗在岗");

    let case = correction(&mut a, &papers);
    come_back(&mut a, &papers, &case);
    fee(&mut a, &papers, &case);
    counter(&mut a);
    half_done(&mut a);
    offer(&mut a);

    let mut b = Terminal::start(USUAL, yichuang(home.path(), &["desk", "--server", &address]));
    take_over(&mut b);
    superseded(&mut a, &mut b);

    b.press("Ctrl-Q");
    assert!(b.ends().status.success());
    a.press("Ctrl-Q");
    assert!(a.ends().status.success());
}

/// Step 1: one command, and the screen says what it is and how a second terminal joins.
fn begin(home: &Path, papers: &Path) -> (Terminal, String) {
    let papers = papers.to_str().unwrap();
    let a = Terminal::start(USUAL, yichuang(home, &["demo", "--port", "0", "--papers", papers]));
    let screen = a.sees(&["演示", "均为虚构，不产生法律效力", "登录", "07", "王敏", "在线"]);
    let address = word_after(&screen, "yichuang desk --server ");
    assert!(address.starts_with("http://127.0.0.1:"), "{screen}");
    let printed = String::from_utf8_lossy(&a.raw()).into_owned();
    assert!(printed.contains(&format!("演示服务已启动。另一终端加入演示：yichuang desk --server {address}")));
    (a, address)
}

/// Step 3: what is typed is not shown, not even its length.
fn log_in_blind(a: &mut Terminal, standing: &str) {
    let before = a.sees(&["口令", "输入时不显示"]);
    a.type_in(PASSWORD);
    // The answer to the next key shows that the password was taken in.
    a.press("F1");
    a.sees(&["按键（直接输入可查找"]);
    a.press("Esc");
    let after = a.sees_but(&["口令", "输入时不显示"], &["按键（直接输入可查找"]);
    assert_eq!(after.trim_end(), before.trim_end(), "the password left a trace");
    a.press("Enter");
    let screen = a.sees(&["演示", "青河县政务服务中心", "07号窗口", standing, "等候", "没有在办件"]);
    assert!(!screen.contains("口令"), "{screen}");
}

/// Steps 4 to 7: the call, the checklist and the correction notice. Gives the number of the case.
fn correction(a: &mut Terminal, papers: &Path) -> String {
    let before = a.sees(&["按 F2 叫下一号", "A019"]);
    assert!(pane(&before, "A019").contains("预约"), "the reason is not shown\n{before}");
    assert!(before.find("A019") < before.find("A002"), "a reservation in time comes first\n{before}");
    assert!(pane(&before, "A002").contains("绿色·老"), "{before}");
    let from = a.keys;
    a.press("F2");
    a.sees(&["A019号 预约  已叫1次", FIRM, "食品经营许可（新办）"]);
    a.press("Enter");
    a.sees(&["A019号 预约  办理中"]);
    a.press("Enter");
    let opened = a.sees(&["当前办件", "审查中", FIRM, "91659999MAY000113Q", "主体业态是哪一种？", "已审0/6"]);
    let case = word_after(&opened, "编号 ");
    a.press("2");
    a.sees_but(&["情形", "已审0/7", "操作流程说明"], &["主体业态是哪一种？"]);
    a.press("1");
    a.press_on("1", &["> --     1. 食品经营许可申请书", "主体业态、经营项目已勾选且相符", "依据", "原件1份"]);
    verdicts_from(a, &["1", "2"], 0, 7);
    a.press_on("3", &["哪里不符：法定代表人（负责人）身份证明", "身份证已过有效期"]);
    a.press_on("1", &["已审3/7", "还有4项未审："]);
    verdicts_from(a, &["1", "1", "1", "1"], 3, 7);
    let judged = a.sees(&["受理：不可，有2项缺或不符", "一次性告知：可以，按 F4"]);
    for (line, verdict) in [
        ("1. 食品经营许可申请书", "齐全"),
        ("2. 营业执照", "缺"),
        ("3. 法定代表", "不符"),
        ("7. 食品安全规章制度目录清单", "齐全"),
    ] {
        assert!(pane(&judged, line).contains(verdict), "{line} is not {verdict}\n{judged}");
    }
    a.press("F4");
    let preview = read_through(a, &["补正材料通知书，签发前请通读", "草稿（未编号，不得交付）"]);
    let year = &case[..4];
    let wanted = [
        FIRM,
        &case,
        "一、需要补正的内容（共2项材料、2处）",
        "1．营业执照或者其他主体资格证明",
        "缺少该材料，请补交",
        "2．法定代表人（负责人）身份证明",
        "不是营业执照登记的法定代表人（负责人）的证件",
        "正确形式：",
        "需提交份数：复印件1份",
        "依据：",
        "二、补正的时间和地点",
        "期限为5个工作日",
        "07号窗口",
        "经办人：王敏",
        "监督电话",
        "逾期未补正的",
        "申请人（代理人）签名",
        "本件一式两份",
    ];
    complete(&preview, &wanted);
    let number = format!("青政补〔{year}〕1号");
    a.confirms(&["待补正", &number, "补正材料通知书", "已存入文件夹", "待打印1", "等待补正"]);
    let used = a.keys - from;
    a.press_on("Ctrl-Y", &["青政补〔", "已记为打印"]);
    println!("keys from the call to the issued correction notice: {used}");
    assert!(used <= KEYS, "{used} keys from the call to the issued notice");

    let text = paper(papers, &format!("补正材料通知书 {number}.txt"));
    complete(&text, &wanted);
    complete(&text, &[number.as_str(), "演示 样张 无效"]);
    assert!(!text.contains("草稿"), "{text}");
    a.press("F9");
    let free = a.sees(&["A019号本次办理结束", "按 F2 叫下一号", "1件"]);
    assert!(pane(&free, "待补正").contains(&case[case.len() - 4..]), "{free}");
    case
}

/// Step 7, the second visit: found by the number on the notice, two lines, accepted with the promised date.
fn come_back(a: &mut Terminal, papers: &Path, case: &str) {
    a.press("F2");
    a.sees(&["A002号 绿色·老  已叫1次"]);
    a.press("Ctrl-R");
    a.press_on("Ctrl-R", &["A002号刚叫过，请"]);
    a.press("Enter");
    a.sees(&["A002号 绿色·老  办理中"]);
    a.press("F7");
    a.sees(&["查办件（编号、身份号码、信用代码、姓名）"]);
    a.type_in(case);
    a.sees(&[&format!("{case} {FIRM}"), "待补正 食品经营许可（新办）"]);
    a.press("Enter");
    let opened = a.sees(&["号票登记的不是本件申请人或代理人，请核对身份和委托", case, "审查中", "已审5/7"]);
    assert!(pane(&opened, "2. 营业执照").contains("> --") && pane(&opened, "1. 食品经营").contains("齐全"));
    verdicts_from(a, &["1", "1"], 5, 7);
    a.sees(&["受理：可以，按 F8", "没有缺或不符的材料"]);
    a.press("F8");
    let preview = read_through(a, &["受理通知书，签发前请通读", "草稿（未编号，不得交付）"]);
    complete(&preview, &[FIRM, case, "决定予以受理", "实收材料共7项，原件5份，复印件2份", "二、办理期限"]);
    let number = format!("青政受〔{}〕1号", &case[..4]);
    let accepted = a.confirms(&["已受理", "部门承诺", &number, "已存入文件夹"]);
    let promised = word_after(&accepted, "部门承诺 ");
    let [year, month, day] = promised.split('-').map(|n| n.parse::<u16>().unwrap()).collect::<Vec<_>>()[..]
    else {
        panic!("no date: {promised}")
    };
    let received = word_after(&accepted, "收件 ");
    assert!(promised > received, "{promised} is not after {received}");
    let date = format!("将于{year}年{month}月{day}日前（含当日）作出决定");
    complete(&preview, &[&date]);
    complete(&paper(papers, &format!("受理通知书 {number}.txt")), &[&date, &number, FIRM]);
    a.press("F9");
    a.sees(&["A002号本次办理结束", "按 F2 叫下一号"]);
    // The demonstration's department answers by itself.
    let granted = a.sees(&[&format!("{case} {FIRM}：部门已准予"), "已准予"]);
    assert!(pane(&granted, "已准予 ").contains(&case[case.len() - 4..]), "{granted}");
}

/// Step 8: decided on the spot, the fee with its proof, the payment notice, the receipt; and the department's
/// answer to the application before.
fn fee(a: &mut Terminal, papers: &Path, earlier: &str) {
    let year = &earlier[..4];
    a.press("F2");
    a.sees(&["A003号 绿色·孕  已叫1次", "林晓棠", "社会保障卡补领、换领"]);
    a.press("Enter");
    a.sees(&["A003号 绿色·孕  办理中"]);
    a.press("Enter");
    let opened = a.sees(&["社会保障卡补领、换领  即办件", "为什么补换？", "659***********9262"]);
    assert!(!opened.contains("659999199511209262"), "an identity number is masked\n{opened}");
    a.press_on("1", &["持卡人满十六周岁吗？"]);
    a.press_on("1", &["谁来办理？", "已审0/3"]);
    a.press_on("1", &["审查要点", "受理：不可，还有3项未审"]);
    verdicts_from(a, &["1", "1", "1"], 0, 3);
    a.press_on("F8", &["受理通知书，签发前请通读", "当场作出决定"]);
    a.confirms(&["已受理", &format!("青政受〔{year}〕2号"), "即办件，核对无误后按 Ctrl-G 当场办结"]);
    a.press_on("Ctrl-G", &["当场办结", "确认后作出准予决定"]);
    a.confirms(&["已准予", "已作出决定"]);

    // Why the card is replaced was asked at the intake: it is not asked again.
    let proof = [
        "收费：社会保障卡补领、换领",
        "张数",
        "应缴 20.00 元",
        "贰拾元整",
        "1张 × 20元",
        "[1] 《本省社会保障卡工本费标准（演示）》",
    ];
    let fee = a.press_on("F5", &proof);
    assert!(!fee.contains("补换原因"), "{fee}");
    a.press_on("Enter", &["签发缴款通知书", "应缴20.00元（贰拾元整）", "由申请人缴入代收机构"]);
    let number = format!("青政缴〔{year}〕1号");
    a.confirms(&["缴款通知书已签发", &number, "已存入文件夹"]);
    let text = paper(papers, &format!("缴款通知书 {number}.txt"));
    complete(&text, &["林晓棠", &number, "20.00", "贰拾元整", "社会保障卡补换卡工本费"]);
    a.press_on("F5", &["登记缴费票据：20.00元", "票据号"]);
    a.type_in("3708812345");
    a.press_on("Enter", &["票据号 3708812345", "记为已缴清"]);
    a.confirms(&["票据号已登记", "核对领取人后按 Ctrl-F 发放结果"]);
    a.press_on("Ctrl-F", &["发放结果", "林晓棠"]);
    a.confirms(&["领取（送达）回证", "已存入文件夹", "本件已办结"]);
    a.press_on("F9", &["A003号本次办理结束", "按 F2 叫下一号", "1件"]);
}

/// Step 4, the rest: who does not come, who has to wait, and who is at the wrong window.
fn counter(a: &mut Terminal) {
    a.press_on("F2", &["A013号 绿色·军人  已叫1次", "卫国强"]);
    a.press_on("Ctrl-N", &["A013号已记为过号", "按 F2 叫下一号"]);
    a.press_on("F2", &["A016号 绿色·残  已叫1次"]);
    a.press_on("Enter", &["A016号 绿色·残  办理中"]);
    a.press_on("Ctrl-K", &["挂起号票", "原因"]);
    a.type_in("回家取身份证");
    a.press_on("Enter", &["A016号已挂起", "按 F2 叫下一号"]);
    a.press_on("F2", &["A001号", "已叫1次"]);
    a.press_on("Enter", &["A001号", "办理中"]);
    a.press_on("Ctrl-T", &["01", "Enter 选定"]);
    a.press_on("Enter", &["A001号转01号窗口", "原因"]);
    a.type_in("居住证请到这个窗口");
    a.press_on("Enter", &["引导单 青政引〔", "已存入文件夹", "按 F2 叫下一号"]);
    a.press_on("Ctrl-U", &["A016", "回家取身份证", "A013", "过号"]);
    a.press("Esc");
    a.sees_but(&["按 F2 叫下一号"], &["回家取身份证"]);
}

/// Steps 5 and 6 on another item, found by its initials, with numbers checked as they are typed; left half done.
fn half_done(a: &mut Terminal) {
    a.press_on("F2", &["A004号", "已叫1次", "代理人 司徒清"]);
    a.press_on("Enter", &["A004号", "办理中"]);
    a.press_on("F3", &["查找", "Enter 选定"]);
    a.type_in("spjy");
    // The first found is chosen; nothing else is left in the list.
    a.sees_but(&["> 食品经营许可（新办）", "食品经营许可（变更）"], &["动物防疫条件"]);
    a.press_on("Enter", &["当前办件", "食品经营许可（新办）  承诺件", "主体业态是哪一种？"]);
    // A credit code with a wrong check digit is told from a right one.
    a.press_on("Ctrl-E", &["申请人（法人、其他组织）", "信用代码", "91659999MAY000025A"]);
    a.press("Down");
    a.press("Backspace");
    a.press_on("B", &["校验位"]);
    a.press("Backspace");
    a.type_in("Ａ");
    a.sees_but(&["申请人（法人、其他组织）"], &["校验位"]);
    a.press("Esc");
    a.sees_but(&["主体业态是哪一种？"], &["申请人（法人、其他组织）"]);
    a.press("2");
    a.sees_but(&["情形"], &["主体业态是哪一种？"]);
    a.press("1");
    a.press_on("2", &["审查要点", "8. 授权委托书", "已审0/8"]);
    a.press_on("1", &["已审1/8"]);
    a.press_on("2", &["已审2/8"]);
    a.press_on("3", &["哪里不符：法定代表人（负责人）身份证明"]);
    a.press_on("1", &["已审3/8"]);
}

/// Step 9, the A post: the sheet has written itself.
fn offer(a: &mut Terminal) {
    let sheet = a.press_on("F6", &["岗位交接单", "在岗人王敏", "A004号在窗口前"]);
    complete(&sheet, &["已审3项，共8项", "A016号挂起：回家取身份证", "已作出决定，待领取结果"]);
    a.press_on("Enter", &["交接事由", "1 换班", "2 午间轮值"]);
    a.press_on("1", &["发起交接：换班", "交接说明"]);
    a.type_in("其余五项未审");
    // Four matters, five papers nobody has confirmed to have come out, and one copy that is still to be signed.
    a.press_on("Enter", &["交接单共10项", "对方接岗前，您仍是在岗人"]);
    let offered = a.confirms(&["交接已发起，等待对方确认", "在岗，交接待确认"]);
    as_left(&offered);
}

/// Step 9, the B post on a second terminal: line by line, then the post.
fn take_over(b: &mut Terminal) {
    b.sees(&["登录", "窗口", "在线", "演示"]);
    for value in ["07", "李强", PASSWORD] {
        b.type_in(value);
        b.press("Enter");
    }
    b.sees(&["待接王敏的岗", "岗位交接单", "其余五项未审", "还有10项"]);
    // Who is at the counter is said back, not waved through.
    let asked = b.press_on("Enter", &["此项要紧，请先回答：窗口前是几号？"]);
    let answer = digit_of(&asked, "窗口前是几号？", "A004");
    for open in (1..10).rev() {
        let key = if open == 9 { answer.as_str() } else { "Enter" };
        let sheet = b.press_on(key, &[&format!("还有{open}项")]);
        assert_eq!(sheet.matches("[x]").count(), 10 - open, "{sheet}");
        let chosen = sheet.lines().find(|line| line.contains("> [")).unwrap_or_default();
        assert!(chosen.contains("> [ ]"), "the cursor is not on the next open line\n{sheet}");
    }
    let last = b.press_on("Enter", &["各项均已确认"]);
    assert_eq!(last.matches("[x]").count(), 10, "{last}");
    b.press_on("Enter", &["接岗后本窗口由您负责", "原在岗人的操作不再生效"]);
    let taken = b.confirms(&["李强 B岗在岗（代王敏）", "A004号", "岗位交接单", "已存入文件夹"]);
    as_left(&taken);
}

/// The digit before an answer on the line of its question.
fn digit_of(screen: &str, question: &str, answer: &str) -> String {
    let line = screen.lines().rev().find(|line| line.contains(question) && line.contains(answer));
    let line = line.unwrap_or_else(|| panic!("{question} {answer} is not asked\n{screen}"));
    let before = line.split(answer).next().unwrap_or_default();
    before.chars().rev().find(char::is_ascii_digit).map(String::from).unwrap_or_default()
}

/// Step 9, the end: the window is the B post's, and the A post's terminal only looks on.
fn superseded(a: &mut Terminal, b: &mut Terminal) {
    let told = a.sees(&["本窗口已由李强接管"]);
    as_left(&told);
    for key in ["1", "F9", "Ctrl-K"] {
        let refused = a.press_on(key, &["本窗口由李强在岗，您只能查看"]);
        as_left(&refused);
        a.press_on("Ctrl-X", &["申请材料"]);
    }
    b.press_on("1", &["已审4/8"]);
    // And what the B post does is seen there.
    a.sees(&["已审4/8"]);
}

/// The half-done checklist, exactly as the A post left it.
#[track_caller]
fn as_left(screen: &str) {
    assert!(screen.contains("已审3/8"), "{screen}");
    for (line, verdict) in [
        ("1. 食品经营许可申请书", "齐全"),
        ("2. 营业执照", "缺"),
        ("3. 法定代表", "不符"),
        ("4. 主要设备设施清单", "--"),
        ("8. 授权委托书", "--"),
    ] {
        assert!(pane(screen, line).contains(verdict), "{line} is not {verdict}\n{screen}");
    }
}

impl Terminal {
    /// Presses a key and waits for what it brings.
    #[track_caller]
    fn press_on(&mut self, key: &str, all: &[&str]) -> String {
        self.press(key);
        self.sees(all)
    }
}

/// Gives verdicts that need no more than their digit; each must show before the next.
#[track_caller]
fn verdicts_from(a: &mut Terminal, digits: &[&str], done: usize, of: usize) {
    for (at, digit) in digits.iter().enumerate() {
        a.press_on(digit, &[&format!("已审{}/{of}", done + at + 1)]);
    }
}

/// Reads a paper in a dialog from its first line to its last, and gives all that was seen.
#[track_caller]
fn read_through(a: &mut Terminal, head: &[&str]) -> String {
    let mut screen = a.sees(head);
    a.reads();
    let mut seen = screen.clone();
    while let Some((last, all)) = position(&screen)
        && last < all
    {
        a.press("PageDown");
        screen = a.wait_for("the next page", |now| position(now).is_some_and(|(now, _)| now > last));
        seen.push_str(&screen);
    }
    seen
}

/// The last line shown and how many there are: `v 1-29/57`.
fn position(screen: &str) -> Option<(usize, usize)> {
    screen.split_whitespace().find_map(|word| {
        let (range, all) = word.split_once('/')?;
        let (_, last) = range.split_once('-')?;
        Some((last.parse().ok()?, all.parse().ok()?))
    })
}

#[track_caller]
fn complete(text: &str, wanted: &[&str]) {
    // Lines are broken by the width: the words are what counts.
    let words = |text: &str| text.replace(|c: char| c.is_whitespace() || c == '│', "");
    let text_words = words(text);
    for part in wanted {
        assert!(text_words.contains(&words(part)), "“{part}” is missing:\n{text}");
    }
}

#[track_caller]
fn paper(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        let there: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().collect();
        panic!("{}: {error}; there are {there:?}", path.display())
    })
}

/// The word after a mark.
#[track_caller]
fn word_after(screen: &str, mark: &str) -> String {
    let at = screen.find(mark).unwrap_or_else(|| panic!("no {mark:?}\n{screen}"));
    let rest = &screen[at + mark.len()..];
    rest.split(|c: char| c.is_whitespace() || c == '│').next().unwrap().to_owned()
}

/// What stands in one pane on the line where `part` stands.
#[track_caller]
fn pane<'a>(screen: &'a str, part: &str) -> &'a str {
    screen.lines().flat_map(|line| line.split('│')).find(|pane| pane.contains(part)).unwrap_or_else(|| {
        panic!("no {part:?}\n{screen}");
    })
}
