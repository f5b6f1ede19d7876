//! What a workbook shares with other documents: its theme, and the drawings and charts on its sheets.

use super::clean::Shared;
use super::graph::Graph;
use super::losses::Losses;
use super::parts::{self, Contents};
use super::writing::Writing;
use crate::container::Walk;
use crate::container::pack::Pack;
use evidact_model::Withheld;
use evidact_raw::Blob;
use std::collections::BTreeSet;

/// The theme and the drawings of a workbook, with what belongs to them.
pub(in crate::container) struct Drawings {
    graph: Graph,
    contents: Contents,
}

impl Drawings {
    /// Follows parts of a workbook, each with the last step of the type of the relationship that leads to it, and shows
    /// the pictures that belong to them.
    pub(in crate::container) fn of(
        roots: &[(&str, String)],
        pack: &Pack<'_>,
        walk: &mut Walk<'_>,
    ) -> Result<Self, Withheld> {
        let graph = Graph::of_workbook(roots, pack, walk.budget)?;
        let mut losses = Losses::default();
        let contents = Contents::of("xl/", &graph, pack, walk, &mut losses)?;
        losses.tell(walk.visitor);
        Ok(Self { graph, contents })
    }

    /// Returns the name in the copy of a part of the workbook.
    pub(in crate::container) fn name_of(&self, source: &str) -> Option<&str> {
        let found = self.graph.parts.iter().find(|part| part.source.eq_ignore_ascii_case(source));
        found.map(|part| part.name.as_str())
    }

    /// Returns the names of all parts of the workbook that are in the copy in some form, in small letters.
    pub(in crate::container) fn reaches(&self) -> BTreeSet<String> {
        self.graph.reaches()
    }

    /// Returns what the parts are, for the part that says so.
    pub(in crate::container) fn types(&self) -> String {
        [parts::defaults(), parts::overrides(&self.graph)].concat()
    }

    /// Shows the parts and returns those of the copy, if one is wanted.
    pub(in crate::container) fn write(
        &mut self,
        pack: &Pack<'_>,
        is_kept: &dyn Fn(&[u8]) -> bool,
        walk: &mut Walk<'_>,
    ) -> Result<Vec<(String, Blob)>, Withheld> {
        let mut all = self.contents.take_leaves();
        let (graph, contents, shared) = (&self.graph, &self.contents, Shared::default());
        let mut writing = Writing { package: pack, graph, contents, is_kept, shared };
        for part in &graph.parts {
            all.append(&mut writing.part(part, walk)?);
        }
        Ok(all)
    }
}
