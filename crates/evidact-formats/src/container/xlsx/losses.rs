//! What of a workbook does not get into its copy, and what that betrays.

use super::Reader;
use crate::container::{Role, pack, properties};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::Blob;
use std::collections::BTreeSet;

/// Tells of every part that was not read, and shows those that are text for the values in them.
pub(super) fn tell(
    reader: &mut Reader<'_, '_, '_>,
    other_sheets: u64,
    drawn: &BTreeSet<String>,
) -> Result<(), Withheld> {
    if other_sheets > 0 {
        reader.walk.visitor.lost(Loss { what: Lost::ForeignPart, page: None, count: other_sheets });
    }
    let names: Vec<String> = reader.pack.names().map(str::to_owned).collect();
    for name in names {
        if name.ends_with('/') || reader.seen.contains(&name) {
            continue;
        }
        let lower = name.to_ascii_lowercase();
        if drawn.contains(&lower) {
            continue;
        }
        if let Some(what) = lost(&lower).filter(|_| !reader.boxes.contains(&lower)) {
            reader.walk.visitor.lost(Loss { what, page: None, count: 1 });
        }
        // Fonts and colours say nothing, and the names of fonts look like those of people.
        if lower.starts_with("xl/theme/") {
            continue;
        }
        let is_text = pack::has_ending(&lower, &["xml", "rels", "vml"]);
        if is_text && reader.walk.output.is_none() && !lower.starts_with("[content_types]") {
            let Some(part) = reader.pack.bytes(&name, reader.walk.budget)? else { continue };
            let part = properties::shown(&name, Blob::new(part))?;
            reader.walk.part(format!("{name}.txt"), part, Role::Dropped)?;
        }
    }
    Ok(())
}

/// Says what a part is by where it stands; nothing if its content is written anew in another way.
fn lost(path: &str) -> Option<Lost> {
    const PLACES: [(&str, Lost); 27] = [
        ("docprops/thumbnail", Lost::Thumbnail),
        ("docprops/", Lost::Properties),
        ("xl/persons/", Lost::Properties),
        ("customxml/", Lost::CustomData),
        ("xl/media/", Lost::Image),
        ("xl/embeddings/", Lost::Attachment),
        ("xl/drawings/vmldrawing", Lost::Annotation),
        ("xl/drawings/", Lost::Drawing),
        ("xl/charts/", Lost::Drawing),
        ("xl/diagrams/", Lost::Drawing),
        ("xl/threadedcomments/", Lost::Annotation),
        ("xl/externallinks/", Lost::Link),
        ("xl/connections", Lost::Link),
        ("xl/querytables/", Lost::Link),
        ("xl/vba", Lost::Program),
        ("xl/activex/", Lost::Form),
        ("xl/ctrlprops/", Lost::Form),
        ("_xmlsignatures/", Lost::Signature),
        ("xl/tables/", Lost::CellTable),
        ("xl/pivottables/", Lost::CellTable),
        ("xl/pivotcache/", Lost::CellTable),
        ("xl/slicers/", Lost::CellTable),
        ("xl/slicercaches/", Lost::CellTable),
        ("xl/timelines/", Lost::CellTable),
        ("xl/printersettings/", Lost::Setting),
        ("xl/featurepropertybag/", Lost::Setting),
        ("xl/theme/", Lost::Setting),
    ];
    // What programs write by themselves, and how a chart was coloured before anybody chose its colours.
    const PLUMBING: [&str; 7] = [
        "customxml/itemprops",
        "[content_types]",
        "xl/calcchain",
        "xl/chartsheets/",
        "xl/charts/colors",
        "xl/charts/style",
        "xl/metadata.xml",
    ];
    if pack::has_ending(path, &["rels"]) || PLUMBING.iter().any(|place| path.starts_with(place)) {
        return None;
    }
    Some(PLACES.iter().find(|(place, _)| path.starts_with(place)).map_or(Lost::ForeignPart, |p| p.1))
}
