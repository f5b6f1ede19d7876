//! Bounds on what readers may use.

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
        }
    }
}
