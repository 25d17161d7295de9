//! The writing of a phrase: text with `{name}` where a value goes; `{{` and `}}` are braces.

/// A part of a phrase, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text as it is.
    Text(&'a str),
    /// The place of a value.
    Name(&'a str),
    /// A brace without its other, or around what is no name.
    Stray(&'a str),
}

/// The parts of a phrase.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    Pieces { rest: text }
}

struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let text = self.rest;
        let brace = text.find(['{', '}']).unwrap_or(text.len());
        let (piece, rest) = if brace > 0 {
            let (before, rest) = text.split_at(brace);
            (Piece::Text(before), rest)
        } else if let Some(rest) = text.strip_prefix("{{") {
            (Piece::Text("{"), rest)
        } else if let Some(rest) = text.strip_prefix("}}") {
            (Piece::Text("}"), rest)
        } else if let Some((name, rest)) = name(text) {
            (Piece::Name(name), rest)
        } else {
            let (stray, rest) = text.split_at_checked(1)?;
            (Piece::Stray(stray), rest)
        };
        self.rest = rest;
        Some(piece)
    }
}

/// The name at the start of a text, and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('{')?.split_once('}')?;
    let sound = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    sound.then_some((name, rest))
}
