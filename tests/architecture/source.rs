//! Rust source as tokens: enough to see paths, string literals and what is test code. Not a compiler.

use std::path::{Path, PathBuf};

/// One token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token {
    /// A word: identifier or keyword.
    Word(String),
    /// `::`.
    Sep,
    /// Any other mark.
    Mark(char),
    /// The content of a string literal, as written.
    Text(String),
}

impl Token {
    pub fn is(&self, mark: char) -> bool {
        *self == Self::Mark(mark)
    }

    pub fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }
}

/// A token with its place.
#[derive(Clone, Debug)]
pub struct Placed {
    pub token: Token,
    /// Line, from 1.
    pub line: usize,
    /// Whether it stands in code that is compiled for tests only.
    pub test: bool,
}

/// One source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below `src/`.
    pub file: String,
    /// Path of its module: `desk::app::order`.
    pub module: Vec<String>,
    pub tokens: Vec<Placed>,
}

impl Source {
    /// Reads a text as the file at `file` below `src/`.
    pub fn new(file: &str, text: &str) -> Self {
        let mut tokens = tokens(text);
        mark_tests(&mut tokens);
        Self { file: file.to_owned(), module: module(file), tokens }
    }
}

/// Every source file below `src/`; files of modules declared under `cfg(test)` are marked as test code.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut sources: Vec<Source> = files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("a source file can be read");
            let file = path.strip_prefix(&root).expect("a file below src");
            Source::new(&file.to_string_lossy().replace('\\', "/"), &text)
        })
        .collect();
    let tested: Vec<Vec<String>> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        if tested.iter().any(|module| source.module.starts_with(module)) {
            source.tokens.iter_mut().for_each(|token| token.test = true);
        }
    }
    sources
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn module(file: &str) -> Vec<String> {
    let mut module: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod" || (module.len() == 1 && last == "lib")) {
        module.pop();
    }
    module
}

/// The modules a file declares as `#[cfg(test)] mod name;`.
fn test_modules(source: &Source) -> Vec<Vec<String>> {
    let tokens: Vec<&Placed> = source.tokens.iter().collect();
    tokens
        .windows(3)
        .filter_map(|three| match three {
            [one, name, end] if one.test && one.token.word() == Some("mod") && end.token.is(';') => {
                let name = name.token.word()?.to_owned();
                Some(source.module.iter().cloned().chain([name]).collect())
            }
            _ => None,
        })
        .collect()
}

/// Marks what an attribute `#[cfg(test)]` stands before: to the end of its block, or to its semicolon.
fn mark_tests(tokens: &mut [Placed]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(after) = after_cfg_test(tokens, at) else {
            at += 1;
            continue;
        };
        let mut depth = 0_usize;
        let mut end = after;
        for placed in tokens.iter().skip(after) {
            end += 1;
            if placed.token.is('{') {
                depth += 1;
            } else if placed.token.is('}') {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            } else if placed.token.is(';') && depth == 0 {
                break;
            }
        }
        tokens.iter_mut().take(end).skip(at).for_each(|placed| placed.test = true);
        at = end;
    }
}

/// Where the attribute `#[cfg(test)]` or `#[cfg(all(test, …))]` that begins at `at` ends, if one begins there.
fn after_cfg_test(tokens: &[Placed], at: usize) -> Option<usize> {
    let rest = tokens.get(at..)?;
    let begins =
        matches!(rest, [a, b, c, ..] if a.token.is('#') && b.token.is('[') && c.token.word() == Some("cfg"));
    if !begins {
        return None;
    }
    let length = rest.iter().position(|placed| placed.token.is(']'))? + 1;
    let words: Vec<&str> = rest.iter().take(length).filter_map(|placed| placed.token.word()).collect();
    let is_test = words.contains(&"test") && !words.contains(&"not") && !words.contains(&"any");
    is_test.then_some(at + length)
}

fn tokens(text: &str) -> Vec<Placed> {
    let mut reader = Reader { rest: text, line: 1 };
    let mut tokens = Vec::new();
    while let Some((token, line)) = reader.next_token() {
        tokens.push(Placed { token, line, test: false });
    }
    tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    fn next_token(&mut self) -> Option<(Token, usize)> {
        loop {
            let c = self.rest.chars().next()?;
            let line = self.line;
            if self.rest.starts_with("//") {
                self.take_until("\n");
            } else if self.rest.starts_with("/*") {
                self.comment();
            } else if let Some(end) = string_opening(self.rest) {
                return Some((Token::Text(self.string(&end)), line));
            } else if c == '\'' {
                self.quote();
            } else if c == '_' || c.is_alphanumeric() {
                let word: String =
                    self.rest.chars().take_while(|c| *c == '_' || c.is_alphanumeric()).collect();
                self.take(word.len());
                return Some((Token::Word(word), line));
            } else if self.rest.starts_with("::") {
                self.take(2);
                return Some((Token::Sep, line));
            } else {
                self.take(c.len_utf8());
                if !c.is_whitespace() {
                    return Some((Token::Mark(c), line));
                }
            }
        }
    }

    fn take(&mut self, bytes: usize) -> String {
        let (taken, rest) = self.rest.split_at(bytes);
        self.line += taken.matches('\n').count();
        let taken = taken.to_owned();
        self.rest = rest;
        taken
    }

    fn take_until(&mut self, end: &str) -> String {
        self.take(self.rest.find(end).unwrap_or(self.rest.len()))
    }

    /// A block comment; they nest.
    fn comment(&mut self) {
        let mut depth = 0_usize;
        while !self.rest.is_empty() {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.take(2);
            } else if self.rest.starts_with("*/") {
                depth = depth.saturating_sub(1);
                self.take(2);
                if depth == 0 {
                    return;
                }
            } else {
                self.take(self.rest.chars().next().map_or(0, char::len_utf8));
            }
        }
    }

    /// A lifetime, or a character literal: the quotation mark alone, or all of the literal.
    fn quote(&mut self) {
        let mut chars = self.rest.chars().skip(1);
        let (first, second) = (chars.next(), chars.next());
        if first == Some('\\') {
            self.take(3.min(self.rest.len()));
            let end = self.rest.find('\'').unwrap_or(0);
            self.take(end + 1);
        } else if second == Some('\'') {
            self.take(2 + first.map_or(0, char::len_utf8));
        } else {
            self.take(1);
        }
    }

    /// A string literal; `opening` is its prefix up to and with the quotation mark.
    fn string(&mut self, opening: &str) -> String {
        self.take(opening.len());
        let hashes = opening.matches('#').count();
        if opening.contains('r') {
            let end = format!("\"{}", "#".repeat(hashes));
            let text = self.take_until(&end);
            self.take(end.len().min(self.rest.len()));
            return text;
        }
        let mut text = String::new();
        while let Some(c) = self.rest.chars().next() {
            let taken = self.take(c.len_utf8());
            match c {
                '"' => break,
                '\\' => {
                    let escaped = self.rest.chars().next().map_or(0, char::len_utf8);
                    text.push_str(&taken);
                    text.push_str(&self.take(escaped));
                }
                _ => text.push_str(&taken),
            }
        }
        text
    }
}

/// The prefix of a string literal up to its quotation mark, where one begins here: `"`, `b"`, `r#"`, `br"`, `c"`.
fn string_opening(rest: &str) -> Option<String> {
    let letters: String = rest.chars().take_while(|c| matches!(c, 'b' | 'r' | 'c')).take(2).collect();
    let hashes: String = rest.chars().skip(letters.len()).take_while(|c| *c == '#').collect();
    if !hashes.is_empty() && !letters.contains('r') {
        return None;
    }
    let opening = format!("{letters}{hashes}\"");
    rest.starts_with(&opening).then_some(opening)
}
