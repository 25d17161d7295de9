//! Who may import whom: the table of `docs/ARCHITECTURE.md`, and the reading of it off the sources.

use super::source::{Placed, Source, Token};

/// What a room may import besides itself and `std`.
pub struct Room {
    /// Its module.
    pub name: &'static str,
    /// Modules of this package; a longer path allows only what is below it.
    pub ours: &'static [&'static str],
    /// Crates.
    pub crates: &'static [&'static str],
    /// Whether it is pure: no clock, no files, no network, no threads, not even those of `std`.
    pub pure: bool,
}

/// The table.
pub const ROOMS: &[Room] = &[
    Room {
        name: "text",
        ours: &[],
        crates: &["pinyin", "serde", "unicode_normalization", "unicode_segmentation", "unicode_width"],
        pure: true,
    },
    Room {
        name: "domain",
        ours: &["text"],
        crates: &["jiff", "rust_decimal", "schemars", "serde", "thiserror", "uuid"],
        pure: true,
    },
    Room {
        name: "catalogue",
        ours: &["domain", "text"],
        crates: &[
            "include_dir",
            "jiff",
            "pinyin",
            "rust_decimal",
            "schemars",
            "serde",
            "serde_json",
            "thiserror",
            "toml",
            "unicode_normalization",
        ],
        pure: false,
    },
    Room {
        name: "document",
        ours: &["domain", "text"],
        crates: &[
            "jiff",
            "krilla",
            "percent_encoding",
            "qrcode",
            "rust_decimal",
            "serde",
            "sha2",
            "skrifa",
            "thiserror",
            "unicode_segmentation",
            "unicode_width",
        ],
        pure: true,
    },
    Room {
        name: "printing",
        ours: &["document", "text"],
        crates: &["fontdb", "shell_words", "skrifa", "tempfile", "thiserror", "tokio"],
        pure: false,
    },
    Room { name: "export", ours: &["text"], crates: &["rust_xlsxwriter", "thiserror"], pure: false },
    Room {
        name: "wire",
        ours: &["domain", "text"],
        crates: &["jiff", "serde", "serde_json", "uuid"],
        pure: true,
    },
    Room {
        name: "client",
        ours: &["wire", "domain", "text"],
        crates: &[
            "chacha20poly1305",
            "eventsource_stream",
            "futures_util",
            "getrandom",
            "jiff",
            "keyring",
            "reqwest",
            "rustix",
            "rustls",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "tokio",
            "tracing",
            "uuid",
        ],
        pure: false,
    },
    Room {
        name: "service",
        ours: &["wire", "domain", "document", "catalogue", "printing", "text"],
        crates: &[
            "argon2",
            "axum",
            "futures_util",
            "jiff",
            "prometheus_client",
            "serde",
            "serde_json",
            "sha2",
            "sqlx",
            "thiserror",
            "tokio",
            "tower_http",
            "tracing",
            "uuid",
        ],
        pure: false,
    },
    Room {
        name: "desk::app",
        ours: &[
            "domain",
            "wire",
            "document",
            "catalogue",
            "text",
            "desk::wording",
            "desk::keymap::Action",
            "desk::keymap::Context",
        ],
        // serde: what is being typed goes into the journal and comes back.
        crates: &["jiff", "rust_decimal", "serde", "tui_input", "uuid"],
        pure: true,
    },
    Room {
        name: "desk::wording",
        ours: &["domain", "wire", "text", "desk::app"],
        crates: &["jiff"],
        pure: true,
    },
    Room {
        name: "desk::keymap",
        ours: &["text"],
        crates: &["crossterm", "serde", "thiserror", "toml"],
        pure: true,
    },
    Room {
        name: "desk::theme",
        ours: &["text", "desk::keymap::problem", "desk::keymap::Problem", "desk::keymap::Source"],
        // unicode_width: marks whose width is ambiguous are refused, which `text::width` cannot tell.
        crates: &["ratatui", "serde", "toml", "unicode_width"],
        pure: true,
    },
    Room {
        name: "desk::widgets",
        ours: &["text", "desk::theme", "desk::keymap"],
        crates: &["ratatui", "tui_input", "unicode_segmentation", "unicode_width"],
        pure: true,
    },
    Room {
        name: "desk::view",
        // Of the domain only what the model shows; never `decide`, `state`, `command` or `rulebook`.
        ours: &[
            "desk::app",
            "desk::theme",
            "desk::keymap",
            "desk::wording",
            "desk::widgets",
            "text",
            "document",
            "domain::agenda",
            "domain::case",
            "domain::checklist",
            "domain::clock::beijing",
            "domain::clocks",
            "domain::fee",
            "domain::item",
            "domain::money",
            "domain::paper",
            "domain::person",
            "domain::post",
            "domain::ticket",
        ],
        crates: &["jiff", "ratatui", "tui_input"],
        pure: true,
    },
    Room { name: "desk::terminal", ours: &["desk::widgets"], crates: &["crossterm", "ratatui"], pure: false },
    Room {
        name: "desk::runtime",
        ours: &["desk", "client", "printing", "wire", "domain", "text"],
        crates: &["crossterm", "futures_util", "jiff", "ratatui", "serde_json", "tokio", "tracing", "uuid"],
        pure: false,
    },
    Room { name: "board::app", ours: &["wire", "domain", "text"], crates: &["jiff"], pure: true },
    Room {
        name: "board::runtime",
        ours: &["board", "client", "desk::runtime", "desk::terminal", "desk::theme", "domain", "text"],
        crates: &["crossterm", "futures_util", "jiff", "tokio", "uuid"],
        pure: false,
    },
    Room {
        // Of the domain only names and times: there is nothing else to be shown.
        name: "board",
        ours: &["desk::theme", "desk::widgets", "wire", "domain::clock", "domain::ids", "text"],
        crates: &["jiff", "ratatui"],
        pure: true,
    },
    // Wiring: anything public.
    Room { name: "cli", ours: &["*"], crates: &["*"], pure: false },
    // The program itself only starts the command line.
    Room { name: "main", ours: &["cli"], crates: &["tokio"], pure: false },
];

/// What tests may import besides: tools of tests, and what their examples are written in. One test of `text`
/// compares its count of cells with ratatui's.
const FOR_TESTS: &[&str] = &[
    "flate2",
    "insta",
    "jiff",
    "portable_pty",
    "proptest",
    "ratatui",
    "serde_json",
    "tempfile",
    "toml",
    "vt100",
    "write_fonts",
];

/// What of `std` a pure room does not touch.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

/// One import that the table does not allow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    pub file: String,
    pub line: usize,
    pub room: String,
    pub path: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "src/{}:{}: {} must not import {}", self.file, self.line, self.room, self.path)
    }
}

/// The imports of a source the table does not allow. `crates` are the names of all dependencies.
pub fn faults(source: &Source, crates: &[String]) -> Vec<Fault> {
    let module = source.module.join("::");
    let Some(room) = ROOMS.iter().find(|room| below(&module, room.name)) else {
        // `lib.rs` and `desk/mod.rs` only say which rooms there are.
        return paths(source, crates)
            .into_iter()
            .map(|(path, line, _)| fault(source, line, "a list of rooms", path))
            .collect();
    };
    paths(source, crates)
        .into_iter()
        .filter(|(path, _, test)| !allowed(room, path, *test))
        .map(|(path, line, _)| fault(source, line, room.name, path))
        .collect()
}

fn fault(source: &Source, line: usize, room: &str, path: String) -> Fault {
    Fault { file: source.file.clone(), line, room: room.to_owned(), path }
}

fn allowed(room: &Room, path: &str, test: bool) -> bool {
    if let Some(ours) = path.strip_prefix("crate::") {
        return below(ours, room.name) || room.ours.iter().any(|one| *one == "*" || below(ours, one));
    }
    let head = path.split("::").next().unwrap_or_default();
    if head == "std" {
        return test || !room.pure || !IMPURE.iter().any(|one| below(path, one));
    }
    room.crates.iter().any(|one| *one == "*" || *one == head) || (test && FOR_TESTS.contains(&head))
}

/// Whether a path is `prefix` or below it.
fn below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Every path of a source that leaves it, with its line and whether it is in a test: `crate::…`, `std::…` and
/// those of dependencies, in `use` lines and inline.
fn paths(source: &Source, crates: &[String]) -> Vec<(String, usize, bool)> {
    let mut found = Vec::new();
    // The names of inline modules that are open, with the depth of braces they opened at.
    let mut inside: Vec<(String, usize)> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(placed) = source.tokens.get(at) {
        let rest = source.tokens.get(at..).unwrap_or_default();
        if let [one, name, open, ..] = rest
            && one.token.word() == Some("mod")
            && open.token.is('{')
            && let Some(name) = name.token.word()
        {
            depth += 1;
            inside.push((name.to_owned(), depth));
            at += 3;
            continue;
        }
        if placed.token.is('{') {
            depth += 1;
        } else if placed.token.is('}') {
            inside.retain(|(_, opened)| *opened < depth);
            depth = depth.saturating_sub(1);
        }
        let here = source.module.iter().chain(inside.iter().map(|(name, _)| name));
        let here: Vec<&str> = here.map(String::as_str).collect();
        let after_use = at.checked_sub(1).and_then(|before| source.tokens.get(before));
        let after_use = after_use.is_some_and(|before| before.token.word() == Some("use"));
        let continued = at.checked_sub(1).and_then(|before| source.tokens.get(before));
        let continued = continued.is_some_and(|before| before.token == Token::Sep || before.token.is('$'));
        let mut ends = at + 1;
        if placed.token.word().is_some() && !continued {
            let mut written = Vec::new();
            ends = at + tree(rest, &[], &mut written).max(1);
            for path in written.into_iter().filter(|path| path.len() > 1 || after_use) {
                if let Some(path) = resolved(&path, &here, crates) {
                    found.push((path, placed.line, placed.test));
                }
            }
        }
        // Braces of a tree come in pairs: the depth is the same behind it.
        at = ends;
    }
    found
}

/// Reads a path or a tree of paths (`a::{b, c::d}`) and gives the number of tokens read.
fn tree(tokens: &[Placed], before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    while let Some(placed) = tokens.get(at) {
        if let Some(word) = placed.token.word() {
            if word != "self" || path.is_empty() {
                path.push(word.to_owned());
            }
            at += 1;
        } else if placed.token.is('{') {
            at += 1;
            while let Some(inner) = tokens.get(at) {
                if inner.token.is('}') {
                    at += 1;
                    break;
                }
                if inner.token.is(',') {
                    at += 1;
                } else if inner.token.word() == Some("as") {
                    // The new name.
                    at += 2;
                } else {
                    at += tree(tokens.get(at..).unwrap_or_default(), &path, found).max(1);
                }
            }
            return at;
        } else {
            break;
        }
        if tokens.get(at).is_some_and(|next| next.token == Token::Sep) {
            at += 1;
        } else {
            break;
        }
    }
    found.push(path);
    at
}

/// A path from the root: `crate::…`, `std::…` or a dependency's; nothing for what is near by.
fn resolved(path: &[String], here: &[&str], crates: &[String]) -> Option<String> {
    let head = path.first()?.as_str();
    let rest: Vec<&str> = path.iter().skip(1).map(String::as_str).collect();
    match head {
        "crate" => Some(["crate"].into_iter().chain(rest).collect::<Vec<_>>().join("::")),
        "super" => {
            let more = rest.iter().take_while(|word| **word == "super").count();
            let base = here.len().checked_sub(1 + more)?;
            let whole = ["crate"].into_iter().chain(here.iter().take(base).copied());
            Some(whole.chain(rest.into_iter().skip(more)).collect::<Vec<_>>().join("::"))
        }
        "std" | "core" | "alloc" => Some(["std"].into_iter().chain(rest).collect::<Vec<_>>().join("::")),
        _ if crates.iter().any(|name| name == head) => Some(path.join("::")),
        _ => None,
    }
}
