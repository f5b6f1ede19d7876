//! Files inside the file: the report as Markdown, and the index of the evidence that it is about.
//!
//! The package's manifest names the digest of the report and can therefore not be inside of it. What is inside is what
//! the manifest says of the evidence: the same paths, digests and counts, under the digest of the whole.

use super::post::text;
use super::shaper::Shaper;
use crate::error::RenderError;
use evidact_model::report::Report;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A file to embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: &'static str,
    /// The media type.
    pub kind: &'static str,
    /// What it is to the report, in the words of PDF/A-3.
    pub relation: &'static str,
    /// What it is, for people.
    pub description: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// Returns the report as Markdown: what the pages say, in another form.
    pub(crate) fn markdown(markdown: String, description: &str) -> Self {
        Self {
            name: "report.md",
            kind: "text/markdown",
            relation: "Alternative",
            description: description.to_owned(),
            bytes: markdown.into_bytes(),
        }
    }

    /// Returns the index of the evidence, and the fonts that the report is set in.
    ///
    /// # Errors
    /// [`RenderError::Write`], if it cannot be written as JSON.
    pub(crate) fn evidence(
        report: &Report,
        shaper: &Shaper<'_>,
        description: &str,
    ) -> Result<Self, RenderError> {
        let fonts = shaper.codes().keys().map(
            |face| serde_json::json!({ "name": shaper.book.name(*face), "sha256": shaper.book.sha256(*face) }),
        );
        let index = serde_json::json!({
            "schema": 1,
            "report": report.meta.id,
            "evidact": report.meta.tool_version,
            "evidence_sha256": report.meta.evidence_digest,
            "evidence": report.evidence,
            "withheld": report.redaction.withheld.iter().map(|(name, reason)| {
                serde_json::json!({ "path": name, "reason": reason })
            }).collect::<Vec<_>>(),
            "fonts": fonts.collect::<Vec<_>>(),
        });
        let mut bytes = serde_json::to_vec_pretty(&index).map_err(|_| RenderError::Write)?;
        bytes.push(b'\n');
        let (name, kind, relation) = ("evidence.json", "application/json", "Data");
        Ok(Self { name, kind, relation, description: description.to_owned(), bytes })
    }
}

/// Adds the files to the document and names them in its catalog. `date` is that of the report, as PDF writes dates.
pub(crate) fn attach(
    document: &mut Document,
    files: &[Attachment],
    date: Option<&str>,
) -> Result<(), RenderError> {
    let mut sorted: Vec<&Attachment> = files.iter().collect();
    // A tree of names is searched by halving.
    sorted.sort_by_key(|file| file.name);
    let (mut associated, mut names): (Vec<Object>, Vec<Object>) = (Vec::new(), Vec::new());
    for file in sorted {
        let mut parameters = dictionary! { "Size" => file.bytes.len() as i64 };
        if let Some(date) = date {
            parameters.set("ModDate", text(date));
        }
        let dict = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(file.kind.as_bytes().to_vec()),
            "Params" => parameters,
        };
        let stream = document.add_object(Stream::new(dict, file.bytes.clone()));
        let id = document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text(file.name),
            "UF" => text(file.name),
            "AFRelationship" => file.relation,
            "Desc" => text(&file.description),
            "EF" => dictionary! { "F" => stream, "UF" => stream },
        });
        associated.push(Object::Reference(id));
        names.extend([text(file.name), Object::Reference(id)]);
    }
    let catalog = document.catalog_mut().map_err(|_| RenderError::Write)?;
    catalog.set("AF", associated);
    let mut tree = Dictionary::new();
    tree.set("EmbeddedFiles", dictionary! { "Names" => names });
    catalog.set("Names", tree);
    Ok(())
}
