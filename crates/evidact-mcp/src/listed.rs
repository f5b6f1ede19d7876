//! The tools that a package lists, to hold two packages against each other.

use crate::Metadata;
use crate::checks::s08_tool_list::{differs, server_of};
use crate::facts::{Source, Tool};
use evidact_model::CleanText;

/// A tool in a list.
#[derive(Debug, Clone, Copy)]
pub struct ListedTool<'a> {
    source: &'a Source,
    tool: &'a Tool,
}

impl<'a> ListedTool<'a> {
    /// Returns its name.
    pub fn name(&self) -> &'a CleanText {
        &self.tool.name
    }

    /// Returns the server that lists it, as far as the file says so.
    pub fn server(&self) -> Option<&'a CleanText> {
        server_of(self.source, self.tool)
    }

    /// Returns the published path of the list.
    pub fn path(&self) -> &'a CleanText {
        &self.source.path
    }

    /// Says whether description or parameters are others, as far as both lists tell them.
    pub fn differs_from(&self, other: &ListedTool<'_>) -> bool {
        differs(self.tool, other.tool)
    }
}

impl Metadata {
    /// Returns the tools that are listed, in the order of the files.
    pub fn listed_tools(&self) -> Vec<ListedTool<'_>> {
        let sources = self.sources.iter();
        sources.flat_map(|source| source.tools.iter().map(move |tool| ListedTool { source, tool })).collect()
    }
}
