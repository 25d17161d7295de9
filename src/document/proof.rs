//! What shows that a paper and the record agree (F38): a digest of the content with the snapshot it came from, and a
//! verification code over the words. Both are printed on the paper; anybody who has the record can reckon them
//! anew, without the service and years later.
//!
//! The labels here are no wording of a hall: the check looks for them.

use sha2::{Digest, Sha256};

use super::model::{Document, Proof};
use super::plain::{CELLS, plain_text};
pub(super) use super::wording::{CODE, DIGEST};
use crate::text::fold;

/// What encloses a mark set over the paper after its issue.
pub(super) const MARK: (char, char) = ('【', '】');

/// Crockford's base 32: no letter that is read as a figure.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: eighty bits.
const LENGTH: usize = 16;

/// Why a paper and the record do not agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disagreement {
    /// The code is no verification code: characters, or their number.
    NoCode,
    /// The record is another paper's.
    OtherPaper,
    /// The record carries no digest.
    NoDigest,
    /// The words of the record give another code.
    OtherWords,
    /// The content of the record gives another digest than its words name.
    OtherContent,
    /// The words kept to be set are not those of the record.
    OtherDocument,
}

/// The digest of a paper's content: sixteen hexadecimal digits.
pub fn digest(content: &str) -> String {
    let hash = Sha256::digest(content.as_bytes());
    let bits = hash.iter().take(8).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    format!("{bits:016x}")
}

/// Writes digest and code into a numbered document. `content` is the content the document was composed from, as it
/// is stored.
pub fn prove(document: &mut Document, content: &str) {
    // A code in the right place, so that its line is the one left out, whatever the paper itself says.
    document.proof = Some(Proof { code: "0".repeat(LENGTH), digest: digest(content) });
    let code = code_of(&document.number, &plain_text(document, CELLS));
    if let Some(proof) = &mut document.proof {
        proof.code = code;
    }
}

/// Whether number and code of a paper fit the words of a record; on success the digest the words name.
///
/// # Errors
/// What does not agree.
pub fn check_words(number: &str, code: &str, text: &str) -> Result<String, Disagreement> {
    let code = normal_code(code).ok_or(Disagreement::NoCode)?;
    let number = normal_number(number);
    let says = |line: &&str| line.trim() == number || line.split_whitespace().any(|word| word == number);
    text.lines().find(says).ok_or(Disagreement::OtherPaper)?;
    let labelled =
        |line: &str| line.trim().strip_prefix(DIGEST)?.strip_prefix('：').map(|text| text.trim().to_owned());
    let digest = text.lines().rev().find_map(labelled).ok_or(Disagreement::NoDigest)?;
    if code_of(&number, text) == code { Ok(digest) } else { Err(Disagreement::OtherWords) }
}

/// Whether the content of a record is the one its words came from.
///
/// # Errors
/// [`Disagreement::OtherContent`].
pub fn check_content(named: &str, content: &str) -> Result<(), Disagreement> {
    if digest(content) == named { Ok(()) } else { Err(Disagreement::OtherContent) }
}

/// Whether the words kept to be set are those of the record: pages are set from them for ever.
///
/// # Errors
/// [`Disagreement::OtherDocument`].
pub fn check_document(document: &Document, text: &str) -> Result<(), Disagreement> {
    let unmarked = Document { marks: Vec::new(), ..document.clone() };
    let same = plain_text(&unmarked, CELLS).lines().eq(marked(text).1);
    if same { Ok(()) } else { Err(Disagreement::OtherDocument) }
}

/// A code as it is reckoned with: groups joined, letters large, what Crockford reads alike made one.
pub fn normal_code(code: &str) -> Option<String> {
    let letters: String = fold(code)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    let known = letters.bytes().all(|letter| LETTERS.contains(&letter));
    (known && letters.len() == LENGTH).then_some(letters)
}

/// A number as it is printed, however its brackets were typed.
pub fn normal_number(number: &str) -> String {
    let bracket = |c| match c {
        '[' | '(' | '【' | '［' => '〔',
        ']' | ')' | '】' | '］' => '〕',
        c => c,
    };
    fold(number).chars().filter(|c| !c.is_whitespace()).map(bracket).collect()
}

/// The code over number and words: white space does not count, nor the line of the code itself, which is the last of
/// its kind, nor what was set over the paper since.
fn code_of(number: &str, text: &str) -> String {
    let own = |line: &str| line.trim_start().strip_prefix(CODE).is_some_and(|rest| rest.starts_with('：'));
    let lines = marked(text).1;
    let last = lines.iter().rposition(|line| own(line));
    let mut hash = Sha256::new();
    hash.update("yichuang-paper-1\n");
    hash.update(number.split_whitespace().collect::<String>());
    hash.update("\n");
    let issued = lines.iter().enumerate().filter(|(at, _)| Some(*at) != last);
    for word in issued.flat_map(|(_, line)| line.split_whitespace()) {
        hash.update(word);
    }
    base32(&hash.finalize())
}

/// The marks that stand over the words of a paper, and the lines of the paper itself. Only what this program sets over
/// papers is a mark; anything else above the words belongs to them, and changes the code.
pub fn marked(text: &str) -> (Vec<String>, Vec<&str>) {
    let mut lines: Vec<&str> = text.lines().skip_while(|line| line.trim().is_empty()).collect();
    let mut marks = Vec::new();
    while let Some((mark, many)) = mark_of(&lines) {
        marks.push(mark);
        lines.drain(..many);
    }
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.drain(..blank);
    (marks, lines)
}

/// The mark at the head of the lines, if one stands there, and how many lines it takes: a long reason is broken.
fn mark_of(lines: &[&str]) -> Option<(String, usize)> {
    lines.first().filter(|line| line.trim_start().starts_with(MARK.0))?;
    let last = lines.iter().position(|line| line.trim_end().ends_with(MARK.1))?;
    let mark: String = lines.iter().take(last + 1).map(|line| line.trim()).collect();
    let mark = mark.strip_prefix(MARK.0)?.strip_suffix(MARK.1)?.to_owned();
    super::marks::is_mark(&mark).then_some((mark, last + 1))
}

/// The first eighty bits, five to a letter.
fn base32(bytes: &[u8]) -> String {
    let bits = bytes.iter().take(10).fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let letter = |at: usize| {
        let five = (bits >> (5 * (LENGTH - 1 - at))) & 31;
        LETTERS.get(usize::try_from(five).unwrap_or_default()).map_or('0', |letter| char::from(*letter))
    };
    (0..LENGTH).map(letter).collect()
}
