//! Bounds on what readers may use, and what they may publish.

use evidact_raw::RawName;
use globset::{Glob, GlobMatcher};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bounds on what readers may use.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest text, document or member of an archive that is read into memory, in bytes.
    pub max_bytes: u64,
    /// How deep decoders may nest in a text.
    pub max_view_depth: u8,
    /// How deep containers may nest: a document in an archive in an archive.
    pub max_container_depth: u8,
    /// How many members the containers of one source may have, all in all.
    pub max_members: u64,
    /// How many bytes the containers of one source may expand to, all in all.
    pub max_expanded_bytes: u64,
    /// How many times its size a container may expand to; small ones may expand more.
    pub max_ratio: u64,
    /// What becomes of images.
    pub images: Images,
    /// Areas of images that are painted over.
    pub paint: Vec<Paint>,
}

impl Limits {
    /// Says whether areas are meant for an image of this name.
    pub(crate) fn paints(&self, name: &RawName) -> bool {
        self.paint.iter().any(|p| p.files.is_match(name.expose()))
    }

    /// Remembers what an image of this name shows: the areas that are meant for it are meant for that wherever else
    /// it stands.
    pub(crate) fn learn(&self, name: &RawName, shows: Shows) {
        for paint in self.paint.iter().filter(|p| p.files.is_match(name.expose())) {
            paint.shown().insert(shows);
        }
    }

    /// The areas to paint over in an image of this name, or one that shows the same.
    pub(crate) fn areas(&self, name: &RawName, shows: Option<Shows>) -> Vec<Area> {
        let mut areas = Vec::new();
        for paint in &self.paint {
            let is_named = paint.files.is_match(name.expose());
            if is_named {
                paint.met.store(true, Ordering::Relaxed);
            }
            if is_named || shows.is_some_and(|shows| paint.shown().contains(&shows)) {
                areas.push(paint.area);
            }
        }
        areas
    }

    /// Returns the areas that no image has met so far, by their number from 1: perhaps a slip in a pattern.
    pub fn unmet_areas(&self) -> Vec<usize> {
        let unmet = (1..).zip(&self.paint).filter(|(_, p)| !p.met.load(Ordering::Relaxed));
        unmet.map(|(number, _)| number).collect()
    }
}

/// An area that is painted over in some images.
#[derive(Clone)]
pub struct Paint {
    files: GlobMatcher,
    area: Area,
    /// Whether an image of such a name was written.
    met: Arc<AtomicBool>,
    /// What images of such names show.
    shown: Arc<Mutex<BTreeSet<Shows>>>,
}

/// What an image shows: its size, and a hash of its pixels.
pub(crate) type Shows = (u32, u32, u64);

impl Paint {
    /// Takes the area, and which files it is meant for: those whose path matches, or whose path within the archive
    /// or document that holds them.
    ///
    /// # Errors
    /// If the pattern is none.
    pub fn new(files: &str, area: Area) -> Result<Self, NotAPattern> {
        let glob = Glob::new(files).map_err(|_| NotAPattern)?;
        Ok(Self { files: glob.compile_matcher(), area, met: Arc::default(), shown: Arc::default() })
    }

    fn shown(&self) -> MutexGuard<'_, BTreeSet<Shows>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The pattern names files of the user's, so it is not shown.
impl std::fmt::Debug for Paint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paint").field("area", &self.area).finish_non_exhaustive()
    }
}

/// A pattern for file names that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPattern;

/// An area of an image, in pixels from its upper left corner as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// How far from the left it begins.
    pub x: u32,
    /// How far from the top it begins.
    pub y: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// What becomes of images, whose pixels may show what no search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Images {
    /// They are withheld until a person has looked at them.
    #[default]
    Withhold,
    /// Their pixels are decoded and written anew, without anything else that the file held.
    Reencode,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 1 << 30,
            max_view_depth: 4,
            max_container_depth: 6,
            max_members: 200_000,
            max_expanded_bytes: 16 << 30,
            max_ratio: 300,
            images: Images::Withhold,
            paint: Vec::new(),
        }
    }
}
