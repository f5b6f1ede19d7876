//! The parameters of a tool, from its JSON Schema.

use crate::facts::{Parameter, ParameterKind, Schema, Spot};
use crate::tree::At;

/// Parameters stand no deeper than this in a schema.
const MAX_DEPTH: usize = 6;

/// Keywords by which a text is bounded.
const BOUNDS: &[&str] = &["enum", "const", "pattern", "format", "maxLength"];

/// Keywords that say what a value may be without `type`.
const OTHER_TYPES: &[&str] = &["anyOf", "oneOf", "allOf", "$ref", "enum", "const", "properties", "items"];

/// Returns the schema of a tool's input.
pub(super) fn of<'t>(tool: &At<'t>) -> Option<At<'t>> {
    ["inputSchema", "input_schema", "parameters"].iter().filter_map(|key| tool.get(key)).find(At::is_map)
}

/// Reads the parameters, and adds their descriptions to what a model reads.
pub(super) fn read(tool: &At<'_>, texts: &mut Vec<Spot>) -> Schema {
    let Some(schema) = of(tool) else { return Schema::NotListed };
    let mut parameters = Vec::new();
    properties(&schema, 0, &mut parameters, texts);
    let extra = schema.get("additionalProperties").and_then(|at| at.scalar());
    let open = extra.is_some_and(|word| word.as_str() == "true");
    Schema::Object { parameters, open }
}

fn properties(schema: &At<'_>, depth: usize, parameters: &mut Vec<Parameter>, texts: &mut Vec<Spot>) {
    for (name, at) in schema.get("properties").iter().flat_map(At::entries) {
        for key in ["title", "description"] {
            texts.extend(at.get(key).as_ref().and_then(Spot::of));
        }
        texts.push(Spot { text: name.clone(), place: at.place.clone(), line: at.line });
        for word in ["enum", "examples"]
            .iter()
            .filter_map(|key| at.get(key))
            .flat_map(|l| l.items().collect::<Vec<_>>())
        {
            texts.extend(Spot::of(&word));
        }
        parameters.push(Parameter {
            name: name.clone(),
            place: at.place.clone(),
            line: at.line,
            kind: kind(&at),
        });
        if depth < MAX_DEPTH {
            properties(&at, depth + 1, parameters, texts);
            if let Some(items) = at.get("items") {
                properties(&items, depth + 1, parameters, texts);
            }
        }
    }
}

fn kind(parameter: &At<'_>) -> ParameterKind {
    let types: Vec<_> = match parameter.get("type") {
        Some(at) if at.is_list() => at.items().filter_map(|i| i.text().cloned()).collect(),
        Some(at) => at.text().cloned().into_iter().collect(),
        None => Vec::new(),
    };
    if types.is_empty() {
        let other = OTHER_TYPES.iter().any(|key| parameter.has(key));
        return if other { ParameterKind::Bounded } else { ParameterKind::Untyped };
    }
    let is_text = types.iter().any(|t| t.as_str() == "string");
    if is_text && !BOUNDS.iter().any(|key| parameter.has(key)) {
        ParameterKind::FreeText
    } else {
        ParameterKind::Bounded
    }
}
