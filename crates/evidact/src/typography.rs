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
/// Folders within folders are searched so deep.
const MAX_DEPTH: usize = 4;
/// Fonts are held in memory: no more files and bytes of one folder than this.
const MOST_FILES: usize = 1_000;
const MOST_BYTES: usize = 512 << 20;
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
            add_folder(folder, &mut fonts)?;
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

/// Reads the fonts of a folder and of the folders in it. A file of no use is named and passed over, unless there is no
/// other.
fn add_folder(folder: &Path, fonts: &mut Fonts) -> Result<(), Failure> {
    let shown = terminal::path(folder);
    let mut files = Vec::new();
    list(folder, 0, &mut files).map_err(|e| {
        Failure::usage(format!("--font-dir: could not list {shown}: {}", terminal::reason(e.kind())))
    })?;
    if files.is_empty() {
        return Err(Failure::usage(format!(
            "--font-dir: {shown} holds no .ttf, .otf, .ttc or .otc file, nor do its folders down to the fourth"
        )));
    }
    let (mut useless, mut bytes, count) = (Vec::new(), 0_usize, files.len());
    for file in files {
        let font = read_file(&file, "the font")?;
        bytes += font.len();
        if count > MOST_FILES || bytes > MOST_BYTES {
            return Err(Failure::usage(format!(
                "--font-dir: {shown} holds more than {MOST_FILES} fonts or {} MiB; name a folder with those that the notes need",
                MOST_BYTES >> 20
            )));
        }
        if let Err(e) = fonts.add(font) {
            useless.push(format!("--font-dir: {} {e}", terminal::path(&file)));
        }
    }
    if useless.len() == count {
        return Err(Failure::usage(useless.remove(0)));
    }
    for line in useless {
        terminal::note(&format!("not used: {line}"));
    }
    Ok(())
}

/// Lists the font files of a folder by their names, then those of each folder in it, by theirs. Links to folders are not
/// followed: they may lead back.
fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let (mut here, mut folders) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = entry.path();
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str())) && path.is_file() {
            here.push(path);
        }
    }
    here.sort();
    files.append(&mut here);
    folders.sort();
    for inner in folders {
        if depth < MAX_DEPTH && files.len() <= MOST_FILES {
            list(&inner, depth + 1, files)?;
        }
    }
    Ok(())
}
