//! Makes packages, and walks them with a visitor that replaces a needle in every text.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use evidact_formats::{Budget, Document, Edit, Limits, Opened, Part, Replaced, Role, Visitor, open};
use evidact_model::{Format, Kind, Loss, Lost, Placeholder, Span, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

/// What is planted.
pub(crate) const NEEDLE: &str = "hunter2Zx9";

/// Makes a package of parts; one named `mimetype` is not compressed.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a name");
        writer.write_all(content.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// Returns the parts of a package.
pub(crate) fn parts(package: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut all = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("a sound part");
        let name = file.name().expect("a name").to_string();
        all.insert(name, String::from_utf8_lossy(&content).into_owned());
    }
    all
}

/// Replaces [`NEEDLE`] wherever it is shown.
#[derive(Default)]
pub(crate) struct Swap {
    /// All texts that were shown, with their names.
    pub(crate) shown: Vec<(String, String)>,
    /// Fields, as `key=value`.
    pub(crate) fields: Vec<String>,
    pub(crate) dropped: Vec<String>,
    pub(crate) lost: Vec<Lost>,
}

impl Swap {
    fn text(&mut self, name: &str, document: &Document) -> Blob {
        self.shown.push((name.into(), String::from_utf8_lossy(document.text()).into_owned()));
        document.for_each_field(&mut |field| {
            let key = String::from_utf8_lossy(field.path.innermost().unwrap_or_default()).into_owned();
            self.fields.push(format!("{key}={}", String::from_utf8_lossy(field.value.bytes())));
        });
        let mut edits = Vec::new();
        let placeholder = Placeholder { kind: Kind::known("SECRET"), number: 1 };
        for at in memchr::memmem::find_iter(document.text(), NEEDLE.as_bytes()) {
            let span = Span::new(at, at + NEEDLE.len()).expect("not empty");
            edits.push(Edit { span, placeholder: placeholder.clone() });
        }
        Blob::new(document.write(&edits).ok().expect("edits fit"))
    }

    fn file(&mut self, name: &RawName, source: Blob, budget: &mut Budget) -> Result<Blob, Withheld> {
        match open(name, source, &Limits::default())? {
            Opened::Text(document) => Ok(self.text("", &document)),
            Opened::Container(container) => {
                let mut out = Cursor::new(Vec::new());
                container.walk(&Limits::default(), budget, self, Some(&mut out))?;
                Ok(Blob::new(RawBytes::new(out.into_inner())))
            }
        }
    }
}

impl Visitor for Swap {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let name = part.name.expose().to_string_lossy().into_owned();
        match part.role {
            Role::Inner(reading) => {
                let document = Document::of_blob(reading, &part.name, part.source, &Limits::default())?;
                Ok(Some(Replaced { source: self.text(&name, &document), name }))
            }
            Role::File => {
                let source = self.file(&part.name, part.source, budget);
                Ok(source.ok().map(|source| Replaced { name, source }))
            }
            Role::Dropped => {
                let bytes = part.source.into_memory().map_err(|_| Withheld::Unreadable)?;
                self.dropped.push(String::from_utf8_lossy(bytes.expose()).into_owned());
                Ok(None)
            }
        }
    }

    fn lost(&mut self, loss: Loss) {
        self.lost.push(loss.what);
    }
}

/// Writes a copy of a document; returns it with what was seen on the way.
pub(crate) fn copy(name: &str, bytes: &[u8]) -> Result<(Vec<u8>, Format, Swap), Withheld> {
    let (limits, blob) = (Limits::default(), Blob::new(RawBytes::new(bytes.to_vec())));
    let mut budget = Budget::new(&limits, blob.len());
    let Opened::Container(container) = open(&RawName::new(name), blob, &limits)? else {
        return Err(Withheld::Binary);
    };
    let (mut swap, mut out) = (Swap::default(), Cursor::new(Vec::new()));
    container.walk(&limits, &mut budget, &mut swap, Some(&mut out))?;
    Ok((out.into_inner(), container.format(), swap))
}

/// Reads a document without writing it.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Swap, Withheld> {
    let (limits, blob) = (Limits::default(), Blob::new(RawBytes::new(bytes.to_vec())));
    let mut budget = Budget::new(&limits, blob.len());
    let Opened::Container(container) = open(&RawName::new(name), blob, &limits)? else {
        return Err(Withheld::Binary);
    };
    let mut swap = Swap::default();
    container.walk(&limits, &mut budget, &mut swap, None)?;
    Ok(swap)
}
