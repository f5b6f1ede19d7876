//! Cases 13, 20, 22, 23 and 25: look-alike letters, HTML, compressed text, tokens, pictures.

use crate::common::{Package, package, password};
use crate::mail::base64;
use crate::support::holds;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::Write as _;

#[track_caller]
fn copy_of(name: &str, file: &str, bytes: impl AsRef<[u8]>) -> (Package, String) {
    let package = package(name, &[(file, bytes)], &[]).expect(0);
    let text = package.text(file);
    (package, text)
}

fn gzip(text: &str) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

/// A small PNG with nothing in it that a search could find.
fn picture() -> String {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend((0..300_u32).map(|i| (i * 37 % 251) as u8));
    base64(&bytes)
}

#[test]
fn case_13_look_alike_letters_in_a_known_value() {
    // Cyrillic e and o, Greek omicron, Armenian n.
    let cyrillic = password().replace('e', "\u{435}").replace('o', "\u{43E}");
    let greek = password().replace('o', "\u{3BF}").replace('n', "\u{578}");
    let text = format!("password: {}\nthen {cyrillic} and {greek}\nПривет, как дела\n", password());
    let (package, copy) = copy_of("c13", "a.txt", text);
    package.expect_gone(&[&password(), &cyrillic, &greek, "7731"]);
    assert!(copy.contains("Привет, как дела"), "{copy}");
}

#[test]
fn case_20_html_that_splits_a_value() {
    let password = password();
    let (head, tail) = password.split_at(8);
    let html = format!(
        "<!doctype html><html><head><meta name=\"api-password\" content=\"{password}\"><title>kept title</title>\
         <style>/* password: {password} */ p {{ color: red }}</style>\
         <script>var kept = 1; var password = \"{password}\";</script></head>\
         <body onload=\"login('admin', password='{password}')\"><!-- password: {password} -->\
         <!--[if IE]><p>password: {password}</p><![endif]-->\
         <p>password: {head}<b>{tail}</b></p><p>password: {}</p><p>the password: {head}&shy;{tail}</p>\
         <input type=\"hidden\" name=\"password\" value=\"{password}\">\
         <template><p>{password}</p></template><noscript>{password}</noscript>\
         <img src=\"data:image/png;base64,{}\" srcset=\"data:image/png;base64,{} 2x\" alt=\"kept alt\">\
         <svg><metadata>{password}</metadata><text>kept {head}<tspan>{tail}</tspan></text>\
         <image href=\"data:image/png;base64,{}\"/><foreignObject><p>{password}</p></foreignObject></svg>\
         <p>kept text</p></body></html>",
        password.replace('-', "&#45;").replace('!', "&#x21;"),
        picture(),
        picture(),
        picture(),
    );
    let (package, copy) = copy_of("c20", "a.html", html);
    package.expect_gone(&[&password, head, tail, &picture()[..40]]);
    for kept in ["kept title", "var kept = 1", "color: red", "kept alt", "kept text", "<text>kept "] {
        assert!(copy.contains(kept), "{kept} in {copy}");
    }
    assert_eq!(copy.matches("data:,image-left-out").count(), 3, "{copy}");
    assert!(package.manifest().to_string().contains("\"image\""), "the pictures are listed");
}

#[test]
fn case_22_compressed_text_in_base64() {
    let secret = format!("{{\"password\": \"{}\", \"more\": \"words and words\"}}", password());
    let zipped = base64(&gzip(&secret));
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(secret.as_bytes()).unwrap();
    let zlib = base64(&zlib.finish().unwrap());
    let saml = format!(
        "<samlp:AuthnRequest><saml:NameID>edda.quellmann@kunde.example.org</saml:NameID><x>{}</x></samlp:AuthnRequest>",
        "text ".repeat(8)
    );
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(saml.as_bytes()).unwrap();
    let saml = base64(&deflate.finish().unwrap());
    let in_url = saml.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let helm = base64(zipped.as_bytes());
    let har = format!(
        "{{\"log\": {{\"entries\": [{{\"request\": {{\"url\": \"https://idp.example.org/sso?SAMLRequest={in_url}&RelayState=kept\"}}, \
         \"response\": {{\"content\": {{\"mimeType\": \"application/json\", \"encoding\": \"base64\", \"text\": \"{zipped}\"}}, \
         \"picture\": {{\"mimeType\": \"image/png\", \"encoding\": \"base64\", \"text\": \"{}\"}}, \"zlib\": \"{zlib}\"}}}}]}}}}",
        picture()
    );
    let harmless = base64(&gzip("nothing in it but plain words, and a few more of them"));
    let yaml = format!(
        "apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata:\n  name: kept\ndata:\n  release: {helm}\nother: {harmless}\n"
    );
    let package =
        package("c22", &[("a.har", har), ("b.yaml", yaml), ("c.txt", format!("x {zipped} y\n"))], &[])
            .expect(0);
    package.expect_gone(&[&zipped, &zlib, &saml, &in_url, &helm, &picture()[..40]]);
    assert!(package.text("a.har").contains("RelayState=kept"), "{}", package.text("a.har"));
    assert!(package.text("b.yaml").contains("name: kept"));
    serde_json::from_str::<serde_json::Value>(&package.text("a.har")).unwrap();
}

#[test]
fn case_22_a_bomb_in_base64_is_withheld() {
    let bomb = base64(&gzip(&"0".repeat(90 << 20)));
    let package =
        package("c22b", &[("a.txt", format!("x {bomb}\n")), ("b.txt", "plain\n".to_owned())], &[]).expect(4);
    assert!(!package.path("a.txt").exists() && package.path("b.txt").exists());
}

#[test]
fn case_23_a_token_whose_claims_hold_an_address() {
    let url = |text: &str| base64(text.as_bytes()).replace('+', "-").replace('/', "_").replace('=', "");
    let header = url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    let claims = url("{\"sub\":\"1\",\"email\":\"edda.quellmann@kunde.example.org\",\"name\":\"x\"}");
    let signature = "q7Zt0hXv9KpLs3Dm2RwYbN8cJgFe5UaTi1oQ6xVzH4k";
    let token = format!("{header}.{claims}.{signature}");
    let (package, copy) = copy_of("c23", "a.log", format!("2026-01-01 request with {token} served\nkept\n"));
    package.expect_gone(&[&token, &header, &claims, signature]);
    assert!(copy.contains("request with") && copy.contains("served\nkept"), "{copy}");
}

#[test]
fn case_25_a_notebook_with_pictures() {
    let secret = password();
    let (head, tail) = secret.split_at(9);
    let notebook = format!(
        "{{\"cells\": [{{\"cell_type\": \"code\", \"metadata\": {{}}, \"execution_count\": 1, \"source\": [\"password = '{head}\\\\\\n\", \"{tail}'\\n\", \"print('kept')\"],\
         \"outputs\": [{{\"output_type\": \"display_data\", \"metadata\": {{}}, \"data\": {{\"image/png\": \"{}\\n\", \"text/plain\": [\"<kept figure>\"]}}}}]}},\
         {{\"cell_type\": \"markdown\", \"metadata\": {{}}, \"source\": [\"![plot](data:image/png;base64,{})\"]}}],\
         \"metadata\": {{}}, \"nbformat\": 4, \"nbformat_minor\": 4}}",
        picture(),
        picture()
    );
    let (package, copy) = copy_of("c25", "a.ipynb", notebook);
    package.expect_gone(&[&secret, head, tail, &picture()[..40]]);
    let value: serde_json::Value = serde_json::from_str(&copy).unwrap();
    assert_eq!(value["cells"][0]["outputs"][0]["data"]["text/plain"][0], "<kept figure>");
    assert_eq!(value["cells"][1]["source"][0], "![plot](data:,image-left-out)");
    assert!(holds(package.manifest().to_string().as_bytes(), "\"image\""));
}
