//! What may not be written as the words of a paper.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalogue::problem::{Problem, nearest};
use crate::catalogue::source::Source;
use crate::domain::phrases::{Phrase, Piece, pieces};
use crate::text::is_hidden;

/// Nobody reads a longer sentence, and no paper has room for it.
const MOST_CHARACTERS: usize = 500;

/// Something wrong with a text.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
}

impl Fault {
    pub(super) fn at(self, source: &Source, span: Range<usize>) -> Problem {
        Problem { suggestion: self.suggestion, ..source.problem(span, self.message) }
    }
}

fn fault(message: impl Into<String>) -> Fault {
    Fault { message: message.into(), suggestion: None }
}

/// Everything wrong with the words of a phrase.
pub(super) fn faults(phrase: Phrase, text: &str) -> impl Iterator<Item = Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    if text.trim().is_empty() {
        faults.push(fault("文字是空的；不用改的，把这一行删去，仍用程序的原文"));
        return faults.into_iter();
    }
    faults.extend(hidden(text));
    let length = text.chars().count();
    if length > MOST_CHARACTERS {
        faults.push(fault(format!("这一句有{length}字，最多{MOST_CHARACTERS}字，请写短")));
    }
    let known: Vec<&str> = phrase.placeholders().collect();
    let written: BTreeSet<&str> = pieces(text).filter_map(|piece| name(&piece)).collect();
    let unknown = written.iter().filter(|name| !known.contains(name));
    faults.extend(unknown.map(|name| Fault {
        message: format!("这一句里没有“{{{name}}}”可填，{}", usable(&known)),
        suggestion: nearest(name, known.iter().copied()).map(|near| format!("{{{near}}}")),
    }));
    let missing = phrase.required().iter().filter(|name| !written.contains(*name));
    faults.extend(missing.map(|name| fault(format!("这一句必须写出“{{{name}}}”，由程序填写"))));
    if pieces(text).any(|piece| matches!(piece, Piece::Stray(_))) {
        let names = "要填写的地方写作 {…}，里面只用英文字母和“_”；花括号本身写两遍";
        faults.push(fault(format!("花括号写得不对：{names}")));
    }
    faults.into_iter()
}

/// Everything wrong with a word that names an edition or a hall.
pub(super) fn name_faults(text: &str) -> impl Iterator<Item = Fault> {
    let empty = text.trim().is_empty().then(|| fault("不能是空的"));
    empty.into_iter().chain(hidden(text))
}

fn hidden(text: &str) -> Option<Fault> {
    let c = text.chars().find(|c| is_hidden(*c))?;
    let message = format!("有换行或者看不见的控制字符（U+{:04X}），请删去，一句写成一行", u32::from(c));
    Some(fault(message))
}

fn name<'t>(piece: &Piece<'t>) -> Option<&'t str> {
    if let Piece::Name(name) = piece { Some(name) } else { None }
}

fn usable(known: &[&str]) -> String {
    if known.is_empty() {
        return "这一句没有要填写的内容".to_owned();
    }
    let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
    format!("可以用：{}", known.join("、"))
}
