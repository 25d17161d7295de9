//! What a paper costs: `cargo bench --bench papers`. A notice of two pages is to be a PDF within 50 ms, with fonts at
//! hand. The fonts of the machine are taken, a made-up one where it has none.
#![expect(clippy::unwrap_used, reason = "a bench stops at what is wrong; its functions are its names")]

#[path = "../src/document/pdf/tests/font.rs"]
mod font;

use std::sync::LazyLock;

use divan::Bencher;
use jiff::civil::date;
use yichuang::document::pdf::{Fonts, Typeface, layout, pdf};
use yichuang::document::{
    Align, Block, CELLS, Column, Document, Entry, Field, Fixed, Proof, Signature, Table, plain_text, qr_rows,
};
use yichuang::domain::phrases::Phrase;
use yichuang::printing::fonts::find;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| match find(None) {
    Ok(found) => found.fonts,
    Err(_) => Fonts::one(&Typeface::new("made up", font::bytes("made up", &font::paper()), 0).unwrap()),
});

fn main() {
    divan::main();
}

/// The whole way from the content to the bytes.
#[divan::bench]
fn notice_of_two_pages(bencher: Bencher<'_, '_>) {
    let notice = notice();
    assert_eq!(layout(&notice, &FONTS).unwrap().pages.len(), 2);
    bencher.bench(|| pdf(&notice, &FONTS));
}

/// Breaking and placing alone.
#[divan::bench]
fn layout_of_two_pages(bencher: Bencher<'_, '_>) {
    let notice = notice();
    LazyLock::force(&FONTS);
    bencher.bench(|| layout(&notice, &FONTS));
}

/// The same words for a screen.
#[divan::bench]
fn plain_text_of_the_notice(bencher: Bencher<'_, '_>) {
    let notice = notice();
    bencher.bench(|| plain_text(&notice, CELLS));
}

/// A name nobody has.
#[divan::bench(sample_count = 5)]
fn layout_of_a_million_characters(bencher: Bencher<'_, '_>) {
    let hostile = Document { addressee: Some("名".repeat(1_000_000)), ..notice() };
    LazyLock::force(&FONTS);
    bencher.bench(|| layout(&hostile, &FONTS));
}

/// The same, written.
#[divan::bench(sample_count = 3)]
fn a_million_characters(bencher: Bencher<'_, '_>) {
    let hostile = Document { addressee: Some("名".repeat(1_000_000)), ..notice() };
    LazyLock::force(&FONTS);
    bencher.bench(|| pdf(&hostile, &FONTS));
}

/// The squares of a QR code.
#[divan::bench]
fn qr_code(bencher: Bencher<'_, '_>) {
    let text = notice().qr().unwrap();
    bencher.bench(|| qr_rows(&text));
}

/// Looking for the fonts of the machine and reading them: once in the life of a program.
#[divan::bench(sample_count = 5)]
fn fonts_found(bencher: Bencher<'_, '_>) {
    bencher.bench(|| find(None).map(|found| found.fangsong));
}

fn fixed() -> Fixed {
    let phrases = yichuang::catalogue::phrases();
    let say = |phrase| phrases.say(phrase, &[]);
    Fixed {
        demonstration: say(Phrase::Demonstration),
        draft: say(Phrase::Draft),
        issuer: "青河县市场监督管理局（专用印章）".into(),
        draft_mark: say(Phrase::DraftMark),
        seal: say(Phrase::SealHere),
        number: say(Phrase::LabelNumber),
        verify: say(Phrase::Verify),
        row: say(Phrase::ColumnRow),
        phone: say(Phrase::SignPhone),
        blank: say(Phrase::SignBlank),
        day: say(Phrase::SignDay),
    }
}

fn notice() -> Document {
    let field = |label: &str, value: &str| Field { label: label.into(), value: value.into() };
    let entry = |text: &str| Entry {
        text: text.into(),
        inner: vec![Block::Fields(vec![
            field("正确形式", "申请书末页加盖与营业执照名称一致的公章"),
            field("依据", "《食品经营许可和备案管理办法》"),
        ])],
    };
    let column = |head: &str, grow| Column { head: head.into(), align: Align::Left, grow };
    let rows = ["食品经营许可申请书", "营业执照", "与食品经营相适应的主要设备设施、经营布局、操作流程等文件"];
    Document {
        masthead: "青河县政务服务中心".into(),
        title: "补正材料通知书".into(),
        number: "青政补〔2026〕12号".into(),
        draft: false,
        addressee: Some("青河县好滋味餐饮有限公司".into()),
        blocks: vec![
            Block::Paragraph(
                "您申请办理的“食品经营许可（新办）”，申请材料已于2026年1月5日收到。经审查，申请材料不齐全，\
                 现将需要补正的全部内容一次告知您。"
                    .into(),
            ),
            Block::Heading("一、需要补正的内容".into()),
            Block::Numbered(vec![entry("食品经营许可申请书末页未加盖公章"), entry("委托书未写明委托期限")]),
            Block::Table(Table {
                columns: vec![column("材料名称", 3), column("份数", 0)],
                rows: rows.iter().map(|name| vec![(*name).into(), "1份".into()]).collect(),
            }),
            Block::Heading("二、补正的时间和地点".into()),
            Block::Paragraph(
                "请您于2026年1月19日前（含当日）补正，期限为10个工作日，自本通知作出之日的次日起计算。"
                    .into(),
            ),
            Block::Fields(vec![field("办理地点", "青河县政务服务中心"), field("咨询电话", "0999-5550101")]),
        ],
        issuer: "青河县市场监督管理局".into(),
        sealed: true,
        date: date(2026, 1, 5),
        signatures: vec![Signature { who: "申请人（代理人）签名".into(), name: None, phone: true }],
        copies: "本件一式两份，一份交申请人，一份由窗口存档。".into(),
        demonstration: true,
        fixed: fixed(),
        proof: Some(Proof { code: "7K3M9QWERTYXABCD".into(), digest: "0123456789abcdef".into() }),
        marks: Vec::new(),
    }
}
