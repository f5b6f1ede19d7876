//! Writes the XML parts of a document anew, one after another.

use super::clean::{self, Shared};
use super::graph::{Graph, Part};
use super::parts::{self, Contents, Target};
use super::{blob, charts, kinds, text_of, vocabulary};
use crate::Reading;
use crate::container::pack::Pack;
use crate::container::{Role, Walk};
use evidact_model::Withheld;
use evidact_raw::Blob;

/// What the parts of a document are written with.
pub(super) struct Writing<'d, 's> {
    pub(super) package: &'d Pack<'s>,
    pub(super) graph: &'d Graph,
    pub(super) contents: &'d Contents,
    /// Says whether a reference to cells can stay in a chart.
    pub(super) is_kept: &'d dyn Fn(&[u8]) -> bool,
    pub(super) shared: Shared,
}

impl Writing<'_, '_> {
    /// Shows a part, and returns it as it is in the copy with the part that holds its relationships; nothing if nobody
    /// wants a copy.
    pub(super) fn part(&mut self, part: &Part, walk: &mut Walk<'_>) -> Result<Vec<(String, Blob)>, Withheld> {
        let targets: Vec<Target> =
            part.edges.iter().map(|edge| self.contents.target(edge, part, self.graph)).collect();
        let xml = text_of(self.package.read(&part.source, walk.budget)?)?;
        let ids = parts::ids(part, &targets);
        let cleaned = clean::clean(xml.expose(), &ids, self.graph.variant, &mut self.shared)?;
        drop(xml);
        let vocabulary = if part.names_styles() {
            &vocabulary::STYLES
        } else if part.says_looks() {
            &vocabulary::LOOKS
        } else {
            &vocabulary::DOCUMENT
        };
        let place = kinds::place(&part.name, part.names_styles() || part.says_looks());
        let role = Role::Inner(Reading::Xml(vocabulary));
        let replaced = walk.part_at(&part.name, blob(cleaned), role, place)?;
        let relationships = parts::relationships(part, &targets, self.graph.variant, walk)?;
        let Some(replaced) = replaced else { return Ok(Vec::new()) };
        let mut source = replaced.source;
        if part.is_chart() {
            let xml = source.into_memory().map_err(|_| Withheld::Unreadable)?;
            source = blob(charts::settle(xml.expose(), self.is_kept)?);
        }
        let mut all = vec![(part.name.clone(), source)];
        all.extend(relationships.map(|(name, xml)| (name, Blob::new(xml))));
        Ok(all)
    }
}
