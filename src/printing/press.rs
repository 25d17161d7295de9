//! The press of a machine: its fonts and its outlets.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fonts::FontShelf;
use super::outlet::{Outlet, PrintError, Printed, Sheet};
use crate::document::{self, Document, pdf};

/// How a machine prints, as its settings say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PrintSettings {
    /// Print command for A4; `folder`; none for `lp` where the system has it.
    pub printer: Option<String>,
    /// Print command of the ticket printer; none prints slips where papers are printed.
    pub slips: Option<String>,
    /// Font file for running text, before those of the system.
    pub font: Option<PathBuf>,
}

/// What prints papers.
#[derive(Clone, Debug)]
pub struct Press {
    fonts: Arc<FontShelf>,
    papers: Outlet,
    slips: Option<Outlet>,
}

/// Cells of a line of a ticket printer (80 mm paper).
pub const SLIP: usize = 32;

impl Press {
    /// A press by its settings; `folder` is where papers go without a printer.
    ///
    /// # Errors
    /// [`PrintError::Setting`].
    pub fn new(settings: &PrintSettings, folder: &Path) -> Result<Self, PrintError> {
        let slips = settings.slips.as_deref().map(|slips| Outlet::of(Some(slips), folder)).transpose()?;
        Ok(Self {
            fonts: Arc::new(FontShelf::new(settings.font.clone())),
            papers: Outlet::of(settings.printer.as_deref(), folder)?,
            slips,
        })
    }

    /// Sets a document on A4. Looks for fonts the first time, and for one that has a rare character when it comes.
    ///
    /// # Errors
    /// No font, or [`PrintError::Page`].
    pub fn pages(&self, document: &Document) -> Result<Vec<u8>, PrintError> {
        pages(document, &self.fonts)
    }

    /// Prints a document: on A4, or as a slip on the ticket printer where there is one.
    ///
    /// # Errors
    /// [`PrintError`].
    pub async fn print(
        &self,
        document: &Document,
        name: &str,
        copies: u8,
        slip: bool,
    ) -> Result<Printed, PrintError> {
        let name = name.to_owned();
        if let (true, Some(slips)) = (slip, &self.slips) {
            let bytes = document::plain_text(document, SLIP).into_bytes();
            return slips.let_out(&Sheet { name, ending: "txt", bytes, copies }).await;
        }
        let (document, fonts) = (document.clone(), Arc::clone(&self.fonts));
        let set = document.clone();
        let set = tokio::task::spawn_blocking(move || pages(&set, &fonts))
            .await
            .map_err(|error| PrintError::Page(error.to_string()))?;
        if matches!(self.papers, Outlet::Folder(_)) {
            // The words beside the page: they are what `verify` reads, and what there is where no font is.
            let bytes = document::plain_text(&document, document::CELLS).into_bytes();
            let sheet = Sheet { name: name.clone(), ending: "txt", bytes, copies };
            let kept = self.papers.let_out(&sheet).await?;
            if let (Err(PrintError::Fonts(why)), Printed::File(path)) = (&set, kept) {
                return Ok(Printed::Words { path, why: why.to_string() });
            }
        }
        self.papers.let_out(&Sheet { name, ending: "pdf", bytes: set?, copies }).await
    }
}

/// Sets a document on A4 with the fonts of a shelf.
///
/// # Errors
/// No font, or [`PrintError::Page`].
pub fn pages(document: &Document, shelf: &FontShelf) -> Result<Vec<u8>, PrintError> {
    let found = shelf.get()?;
    let failed = |error: pdf::PdfError| PrintError::Page(error.to_string());
    let missing = pdf::missing(document, &found.fonts).map_err(failed)?;
    if missing.is_empty() {
        return pdf::pdf(document, &found.fonts).map_err(failed);
    }
    pdf::pdf(document, &found.for_missing(&missing)).map_err(failed)
}
