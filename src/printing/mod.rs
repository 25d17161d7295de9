//! A paper on its way out: the fonts of the machine, the press, the printer or the folder.

pub mod folder;
pub mod fonts;
mod outlet;
mod press;

pub use outlet::{Outlet, PrintError, Printed, Sheet, is_there};
pub use press::{Press, PrintSettings, SLIP, pages};
