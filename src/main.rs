//! 一窗: see the library for everything.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    yichuang::cli::run().await
}
