//! One JSON object a line in, one a line out, in order, with the same `id`: the rules for other programs.
//!
//! A line that cannot be answered gets `{"id", "error"}` in its place, and the run goes on. Blank lines and the
//! byte order mark that some editors put first are passed over.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// Longest line taken, in bytes; a longer one is a fault of its own and is not kept in memory.
const LONGEST: u64 = 1 << 20;
/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Answers every line of the input.
///
/// # Errors
/// Input or output breaks off.
pub(super) fn run<A: Serialize>(
    mut input: impl BufRead,
    mut output: impl Write,
    answer: impl Fn(Map<String, Value>) -> Result<A, String>,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if io::Read::take(&mut input, LONGEST).read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let whole = line.ends_with(b"\n") || (line.len() as u64) < LONGEST;
        if !whole {
            skip_line(&mut input)?;
        }
        let asked = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&line).trim_ascii();
        if asked.is_empty() {
            continue;
        }
        let answered = if whole { one(asked, &answer) } else { Err(too_long()) };
        write(&mut output, id(asked), answered)?;
    }
}

fn too_long() -> String {
    format!("一行超过{LONGEST}字节，请拆开")
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = input.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let (used, done) = match held.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (held.len(), false),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn one<A>(line: &[u8], answer: impl Fn(Map<String, Value>) -> Result<A, String>) -> Result<A, String> {
    match serde_json::from_slice::<Value>(line) {
        Ok(Value::Object(mut asked)) => {
            asked.remove("id");
            answer(asked)
        }
        Ok(_) => Err("每行应当是一个 JSON 对象".to_owned()),
        Err(error) => {
            let before = line.get(..error.column()).unwrap_or(line);
            let at = String::from_utf8_lossy(before).chars().count();
            Err(format!("不是有效的 JSON（第{at}个字符附近）"))
        }
    }
}

/// The id as it is written: a number that no machine number holds comes back with every digit. None where the
/// line is no object, or has none, or two.
fn id(line: &[u8]) -> Option<&RawValue> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: Option<&'a RawValue>,
    }
    // Serde would take a list for the fields in their order.
    let named = line.starts_with(b"{").then(|| serde_json::from_slice::<Named>(line).ok()).flatten();
    named.and_then(|named| named.id)
}

/// One line of the output: the id first, as it came.
#[derive(Serialize)]
struct Answered<'a, T> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    answer: T,
}

#[derive(Serialize)]
struct Fault {
    error: String,
}

fn write<A: Serialize>(
    mut output: impl Write,
    id: Option<&RawValue>,
    answered: Result<A, String>,
) -> io::Result<()> {
    match answered {
        Ok(answer) => serde_json::to_writer(&mut output, &Answered { id, answer })?,
        Err(error) => serde_json::to_writer(&mut output, &Answered { id, answer: Fault { error } })?,
    }
    output.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn through(input: &str) -> Vec<String> {
        let mut output = Vec::new();
        run(input.as_bytes(), &mut output, |asked| {
            asked
                .get("n")
                .and_then(Value::as_i64)
                .map(|n| json!({ "twice": 2 * n }))
                .ok_or("缺少“n”".to_owned())
        })
        .unwrap();
        String::from_utf8(output).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_line_is_answered_in_its_place_with_its_id() {
        let answers = through("{\"id\":7,\"n\":2}\n\n[1]\n{\"id\":\"a\"}\nnonsense\n{\"n\":3,\"id\":null}");
        assert_eq!(
            answers,
            [
                r#"{"id":7,"twice":4}"#,
                r#"{"id":null,"error":"每行应当是一个 JSON 对象"}"#,
                r#"{"id":"a","error":"缺少“n”"}"#,
                r#"{"id":null,"error":"不是有效的 JSON（第2个字符附近）"}"#,
                r#"{"id":null,"twice":6}"#,
            ]
        );
    }

    #[test]
    fn an_id_comes_back_as_it_was_written() {
        for id in
            ["123456789012345678901234567890", "1.10", "1E2", "-0", r#""\u4e00""#, r#"{"a":[1.50,null]}"#]
        {
            assert_eq!(
                through(&format!("{{\"n\":1,\"id\":{id}}}")),
                [format!("{{\"id\":{id},\"twice\":2}}")]
            );
        }
    }

    #[test]
    fn a_byte_order_mark_and_foreign_line_ends_are_passed_over() {
        let answers = through("\u{feff}{\"id\":1,\"n\":1}\r\n\r\n{\"id\":2,\"n\":2}\r");
        assert_eq!(answers, [r#"{"id":1,"twice":2}"#, r#"{"id":2,"twice":4}"#]);
    }

    #[test]
    fn the_place_of_a_fault_is_counted_in_characters() {
        assert_eq!(
            through("{\"案件\":?}\n{\n"),
            [
                r#"{"id":null,"error":"不是有效的 JSON（第7个字符附近）"}"#,
                r#"{"id":null,"error":"不是有效的 JSON（第1个字符附近）"}"#,
            ]
        );
    }

    #[test]
    fn a_line_without_end_is_a_fault_and_the_run_goes_on() {
        let long = "x".repeat(3 << 20);
        let answers = through(&format!("{long}\n{{\"id\":1,\"n\":1}}\n"));
        assert_eq!(answers.len(), 2);
        assert!(answers[0].contains("拆开"));
        assert_eq!(answers[1], r#"{"id":1,"twice":2}"#);
    }

    #[test]
    fn bytes_that_are_no_text_are_a_fault() {
        let mut output = Vec::new();
        run(&b"{\"id\":1,\"n\":\"\xff\"}\n"[..], &mut output, |_| Ok(json!({}))).unwrap();
        assert!(String::from_utf8(output).unwrap().contains("error"));
    }
}
