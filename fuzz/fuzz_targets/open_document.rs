//! Any bytes as the content of an OpenDocument file: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run open_document`.

#![no_main]

use libfuzzer_sys::fuzz_target;

const MANIFEST: &[u8] = b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.KIND\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";

const KINDS: [(&str, &str); 3] = [("a.odt", "text"), ("a.ods", "spreadsheet"), ("a.odp", "presentation")];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, content)) = data.split_first() else { return };
    let (name, kind) = KINDS[usize::from(pick) % KINDS.len()];
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let manifest = String::from_utf8_lossy(MANIFEST).replace("KIND", kind);
    let members = [
        ("mimetype", mimetype.as_bytes()),
        ("content.xml", content),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ];
    let _ = evidact_fuzz::round_trip(name, &evidact_fuzz::zip(&members));
});
