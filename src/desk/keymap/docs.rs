//! The table of keys as a page, for `docs/keys.md`.

use std::fmt::Write as _;

use super::action::Context;
use super::table::{Keymap, Sequence};
use super::words;

/// The whole keymap as a Markdown page, context by context, in the order of the files.
pub fn markdown(keymap: &Keymap) -> String {
    let mut page = String::from(words::PAGE_HEAD);
    for &context in Context::ALL {
        let mut binds =
            keymap.binds().iter().filter(|bind| bind.context == context && !bind.keys.is_empty()).peekable();
        if binds.peek().is_none() {
            continue;
        }
        page.push_str(&words::table_head(context));
        for bind in binds {
            let keys: Vec<_> = bind.keys.iter().map(code).collect();
            let label = bind.label.as_ref().map(ToString::to_string).unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(
                page,
                "| {} | `{}` | {} | {label} |",
                bind.action.title(),
                bind.action,
                keys.join(" ")
            );
        }
    }
    page
}

fn code(keys: &Sequence) -> String {
    format!("`{}`", keys.to_string().replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::{Preset, load};

    #[test]
    fn the_page_names_every_context_and_key() {
        let page = markdown(&load(Preset::Default, None).keymap);
        assert!(page.contains("| 呼叫下一号 | `call-next` | `F2` | 叫号 |"), "{page}");
        for context in Context::ALL {
            assert!(page.contains(&format!("（`{context}`）")), "{context}");
        }
    }
}
