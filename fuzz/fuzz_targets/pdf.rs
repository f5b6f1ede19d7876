//! Any bytes as a PDF: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run pdf`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = evidact_fuzz::round_trip("a.pdf", data);
    // Most of what breaks readers of PDF stands in the stream of a page.
    let mut page = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n".to_vec();
    page.extend(format!("4 0 obj<</Length {}>>stream\n", data.len()).bytes());
    page.extend([data, b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n"].concat());
    let _ = evidact_fuzz::round_trip("a.pdf", &page);
});
