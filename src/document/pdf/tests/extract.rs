//! The text of a written PDF, read back as a viewer would: glyph codes through the ToUnicode maps of the fonts.

use std::collections::BTreeMap;
use std::io::Read as _;

/// The objects of a file: dictionary, and stream where there is one.
fn objects(file: &[u8]) -> BTreeMap<u32, (String, Vec<u8>)> {
    let mut objects = BTreeMap::new();
    let mut rest = file;
    while let Some(at) = find(rest, b" 0 obj\n") {
        let number = rest[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let number = String::from_utf8_lossy(&rest[at - number..at]).parse().unwrap();
        rest = &rest[at + 7..];
        let stream = find(rest, b"stream\n");
        let end = find(rest, b"endobj").unwrap();
        let (head, data) = match stream.filter(|stream| *stream < end) {
            Some(stream) => {
                let head = String::from_utf8_lossy(&rest[..stream]).into_owned();
                let length = entry(&head, "/Length ").unwrap().parse::<usize>().unwrap();
                let data = rest[stream + 7..stream + 7 + length].to_vec();
                rest = &rest[stream + 7 + length..];
                (head.clone(), if head.contains("FlateDecode") { inflated(&data) } else { data })
            }
            None => (String::from_utf8_lossy(&rest[..end]).into_owned(), Vec::new()),
        };
        objects.insert(number, (head, data));
    }
    objects
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn inflated(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut out).unwrap();
    out
}

/// The word after a key of a dictionary.
fn entry<'a>(head: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = head.split_once(key)?;
    rest.split(['/', ' ', '>', '\n', ']']).next()
}

/// The entries of a ToUnicode map.
fn unicode(map: &[u8]) -> BTreeMap<u16, String> {
    let map = String::from_utf8_lossy(map).into_owned();
    let mut found = BTreeMap::new();
    let mut inside = false;
    for line in map.lines() {
        inside = (inside || line.ends_with("beginbfchar")) && line != "endbfchar";
        let mut words = line.split(['<', '>']).filter(|word| !word.trim().is_empty());
        if inside && let (Some(code), Some(text)) = (words.next(), words.next()) {
            let Ok(code) = u16::from_str_radix(code, 16) else { continue };
            found.insert(code, utf16(&bytes_of(text)));
        }
    }
    found
}

/// The text of all pages, a line for each run.
pub(super) fn text(file: &[u8]) -> String {
    let objects = objects(file);
    let mut out = String::new();
    let pages = objects.values().filter(|(head, _)| head.contains("/Type/Page/"));
    for (head, _) in pages {
        let number = |key| entry(head, key).unwrap().parse::<u32>().unwrap();
        let resources = &objects[&number("/Resources ")].0;
        let fonts: BTreeMap<String, BTreeMap<u16, String>> = resources
            .split("/f")
            .skip(1)
            .map(|font| {
                let mut words = font.split([' ', '>']);
                let (name, at) = (words.next().unwrap(), words.next().unwrap());
                let font = &objects[&at.parse::<u32>().unwrap()].0;
                let map = entry(font, "/ToUnicode ").unwrap().parse::<u32>().unwrap();
                (format!("/f{name}"), unicode(&objects[&map].1))
            })
            .collect();
        shown(&objects[&number("/Contents ")].1, &fonts, &mut out);
    }
    out
}

/// What the text operators of a content stream show. An `ActualText` stands for the glyphs it spans.
fn shown(content: &[u8], fonts: &BTreeMap<String, BTreeMap<u16, String>>, out: &mut String) {
    let (mut at, mut font, mut word) = (0, None, String::new());
    let (mut actual, mut spans) = (None, Vec::new());
    while at < content.len() {
        match content[at] {
            byte if byte == b'(' || (byte == b'<' && content[at + 1] != b'<' && !word.ends_with('<')) => {
                let (bytes, end) =
                    if byte == b'(' { literal(content, at + 1) } else { hexadecimal(content, at + 1) };
                at = end;
                if word.ends_with("/ActualText") {
                    actual = Some(utf16(&bytes));
                } else if !spans.contains(&true) {
                    let map: &BTreeMap<u16, String> = font.unwrap();
                    for code in bytes.chunks(2) {
                        out.push_str(&map[&u16::from_be_bytes([code[0], code[1]])]);
                    }
                }
                word.clear();
            }
            byte if byte.is_ascii_whitespace()
                || b"[]".contains(&byte)
                || (byte == b'/' && !word.is_empty() && !word.contains("ActualText")) =>
            {
                match word.as_str() {
                    mark if mark.ends_with("BDC") || mark == "BMC" => {
                        out.push_str(&actual.clone().unwrap_or_default());
                        spans.push(actual.take().is_some());
                    }
                    "EMC" => drop(spans.pop()),
                    "ET" => out.push('\n'),
                    name if fonts.contains_key(name) => font = fonts.get(name),
                    _ => {}
                }
                word.clear();
                if byte == b'/' {
                    word.push('/');
                }
                at += 1;
            }
            byte => {
                word.push(char::from(byte));
                at += 1;
            }
        }
    }
}

/// A hexadecimal string, and where it ends.
fn hexadecimal(content: &[u8], at: usize) -> (Vec<u8>, usize) {
    let length = find(&content[at..], b">").unwrap();
    (bytes_of(&String::from_utf8_lossy(&content[at..at + length])), at + length + 1)
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digit = |c: u8| u8::try_from(char::from(c).to_digit(16).unwrap()).unwrap();
    hex.as_bytes().chunks(2).map(|two| digit(two[0]) * 16 + digit(two[1])).collect()
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap().trim_start_matches('\u{feff}').to_owned()
}

/// A literal string with its escapes, and where it ends.
fn literal(content: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut depth) = (Vec::new(), 0);
    loop {
        match content[at] {
            b'\\' => {
                at += 1;
                let digits = content[at..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b)).count();
                if digits > 0 {
                    let octal = String::from_utf8_lossy(&content[at..at + digits]).into_owned();
                    bytes.push(u8::from_str_radix(&octal, 8).unwrap());
                    at += digits;
                    continue;
                }
                bytes.push(match content[at] {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
            }
            b')' if depth == 0 => return (bytes, at + 1),
            b')' => {
                depth -= 1;
                bytes.push(b')');
            }
            b'(' => {
                depth += 1;
                bytes.push(b'(');
            }
            other => bytes.push(other),
        }
        at += 1;
    }
}
