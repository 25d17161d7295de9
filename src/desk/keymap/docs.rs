//! The table of keys as a page, for `docs/keys.md`.

use std::fmt::Write as _;

use super::action::Context;
use super::table::{Keymap, Sequence};

/// The whole keymap as a Markdown page, context by context, in the order of the files.
pub fn markdown(keymap: &Keymap) -> String {
    let mut page = String::from("# 键位表\n\n由 `keymaps/` 生成，请勿手改。\n");
    for &context in Context::ALL {
        let mut binds =
            keymap.binds().iter().filter(|bind| bind.context == context && !bind.keys.is_empty()).peekable();
        if binds.peek().is_none() {
            continue;
        }
        // Writing to a String cannot fail.
        let _ = write!(
            page,
            "\n## {}（`{context}`）\n\n| 操作 | 名称 | 键 | 底栏 |\n|---|---|---|---|\n",
            context.title()
        );
        for bind in binds {
            let keys: Vec<_> = bind.keys.iter().map(code).collect();
            let label = bind.label.as_ref().map(ToString::to_string).unwrap_or_default();
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
