//! How the PDF is set: the fonts that the user adds, and what becomes of characters that no font has.

use crate::args::{GlyphsArg, PageArg, ReportLook};
use crate::exit::Failure;
use crate::setup::read_file;
use crate::terminal;
use evidact_model::CleanText;
use evidact_render::{Cover, Fonts, MissingGlyphs, PageSize, PdfOptions};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What files of fonts are named.
const EXTENSIONS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
/// So many characters are named in a warning.
const NAMED: usize = 12;

/// Page, fonts, and the characters that had to be spelt out so far.
pub(crate) struct Typography {
    page: PageSize,
    fonts: Fonts,
    missing_glyphs: MissingGlyphs,
    /// By the path of the note.
    spelt_out: Mutex<BTreeMap<String, Vec<char>>>,
}

impl Typography {
    /// Reads the fonts.
    ///
    /// # Errors
    /// [`Failure`] naming the folder or file that is of no use, and why.
    pub(crate) fn new(look: &ReportLook) -> Result<Self, Failure> {
        let mut fonts = Fonts::default();
        for folder in &look.font_dirs {
            for file in font_files(folder)? {
                let bytes = read_file(&file, "the font")?;
                let wrong = |e| Failure::usage(format!("--font-dir: {} {e}", terminal::path(&file)));
                fonts.add(bytes).map_err(wrong)?;
            }
        }
        let page = match look.page {
            PageArg::A4 => PageSize::A4,
            PageArg::Letter => PageSize::Letter,
        };
        let missing_glyphs = match look.missing_glyphs {
            GlyphsArg::Spell => MissingGlyphs::Spell,
            GlyphsArg::Fail => MissingGlyphs::Fail,
        };
        Ok(Self { page, fonts, missing_glyphs, spelt_out: Mutex::default() })
    }

    /// Returns how a report is rendered that begins so.
    pub(crate) fn options(&self, cover: Cover) -> PdfOptions<'_> {
        PdfOptions::default()
            .with_page_size(self.page)
            .with_cover(cover)
            .with_fonts(&self.fonts)
            .with_missing_glyphs(self.missing_glyphs)
    }

    /// Remembers the characters that no font has for the report of a note.
    pub(crate) fn remember(&self, note: &CleanText, missing: Vec<char>) {
        if let Ok(mut spelt_out) = self.spelt_out.lock()
            && !missing.is_empty()
        {
            spelt_out.insert(note.as_str().to_owned(), missing);
        }
    }

    /// Says which characters were spelt out in which report.
    pub(crate) fn warn(&self) {
        let Ok(spelt_out) = self.spelt_out.lock() else { return };
        for (note, missing) in spelt_out.iter() {
            let named: Vec<String> =
                missing.iter().take(NAMED).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
            let more = if missing.len() > NAMED { " …" } else { "" };
            terminal::note(&format!(
                "the PDF of {}: no font has {}{more}; spelt out. Name a folder with fonts that have them: --font-dir",
                terminal::safe(note),
                named.join(", ")
            ));
        }
    }
}

/// Returns the font files of a folder, by their names.
fn font_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = terminal::path(folder);
    let unreadable = |e: std::io::Error| {
        Failure::usage(format!("--font-dir: could not list {shown}: {}", terminal::reason(e.kind())))
    };
    let (mut files, mut folders) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str())) && path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            folders += 1;
        }
    }
    if files.is_empty() {
        let inside = match folders {
            0 => String::new(),
            n => format!(
                " itself; its {} not searched: name the one with the fonts, and repeat --font-dir for more",
                terminal::count(n, "folder is", "folders are")
            ),
        };
        return Err(Failure::usage(format!(
            "--font-dir: {shown} holds no .ttf, .otf, .ttc or .otc file{inside}"
        )));
    }
    files.sort();
    Ok(files)
}
