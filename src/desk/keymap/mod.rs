//! Keys as data: what can be asked ([`Action`]), where ([`Context`]), with which key ([`Keymap`]). The keys
//! themselves stand in `keymaps/*.toml` and nowhere else.

mod action;
mod card;
mod docs;
mod key;
mod load;
pub mod problem;
mod table;
mod words;

pub use action::{Action, Context, UnknownName};
pub use card::{Group, card, card_text};
pub use docs::markdown;
pub use key::{Code, Key, KeyError};
pub use load::{Loaded, Preset, load};
pub use problem::{Problem, Source};
pub use table::{Bind, Hint, Keymap, Resolution, Sequence};
