//! The tools that a package lists, to hold two packages against each other.

use crate::Metadata;
use crate::checks::s08_tool_list::server_of;
use crate::facts::{ParameterKind, Schema, Source, Tool};
use evidact_model::CleanText;
use std::collections::BTreeMap;

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

    /// Returns its description, if the list gives one.
    pub fn description(&self) -> Option<&'a CleanText> {
        self.tool.description.as_ref().map(|spot| &spot.text)
    }

    /// Returns its parameters by name with the sort of value that each takes, if the list holds schemas.
    pub fn parameters(&self) -> Option<BTreeMap<&'a str, &'static str>> {
        match &self.tool.schema {
            Schema::NotListed => None,
            Schema::Object { parameters, .. } => {
                Some(parameters.iter().map(|p| (p.name.as_str(), sort(p.kind))).collect())
            }
        }
    }

    /// Returns its annotations that are true or false, if the list holds any.
    pub fn annotations(&self) -> Option<BTreeMap<&'a str, bool>> {
        let hints = self.tool.annotations.as_ref()?;
        Some(hints.iter().map(|hint| (hint.name.as_str(), hint.value)).collect())
    }
}

const fn sort(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Untyped => "any value",
        ParameterKind::FreeText => "any text",
        ParameterKind::Bounded => "bounded",
    }
}

impl Metadata {
    /// Returns the tools that are listed, in the order of the files.
    pub fn listed_tools(&self) -> Vec<ListedTool<'_>> {
        let sources = self.sources.iter();
        sources.flat_map(|source| source.tools.iter().map(move |tool| ListedTool { source, tool })).collect()
    }
}
