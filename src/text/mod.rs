//! Text as a window needs it: scrubbed ([`Clean`]), measured in terminal cells, cut with a mark, wrapped by
//! the rules of Chinese lines, folded from full width, masked, and found by what somebody types ([`Spelling`]).

mod clean;
mod cut;
mod fold;
mod mask;
mod spelling;
mod width;
mod wrap;

pub use clean::{Clean, is_hidden};
pub use cut::{cut, pad, pad_start};
pub use fold::{fold, fold_char};
pub use mask::{mask_id, mask_name, mask_phone};
pub use spelling::Spelling;
pub use width::width;
pub use wrap::{wrap, wrap_by, wrap_first};
