//! Scripts that are handed over encoded: `powershell -EncodedCommand …`, base64 of UTF-16 (RFC 4648, RFC 2781).

use super::value::{Place, quoted, unquoted};
use super::{Form, Scan};
use crate::bytes::{base64_bytes, contains_folded, cut, is_base64};
use evidact_model::Confidence;

const SCRIPT: Form = Form { id: "generic.command-line", kind: "CREDENTIAL:secret" };
/// The shortest argument that is decoded.
const LEAST: usize = 24;

/// What a script that logs in speaks of.
const CUES: [&[u8]; 10] = [
    b"pass",
    b"pwd",
    b"secret",
    b"credential",
    b"token",
    b"net use",
    b"net user",
    b"/user:",
    b"login",
    b"apikey",
];

/// Takes the whole argument if the script in it handles a credential: no part of it could be replaced alone.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_script(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let Some(value) = quoted(text, from).or_else(|| unquoted(text, from, Place::Token)) else { return };
    let bytes = cut(text, value.start, value.end);
    let digits = bytes.strip_suffix(b"==").or_else(|| bytes.strip_suffix(b"=")).unwrap_or(bytes);
    if bytes.len() < LEAST || !digits.iter().all(|&b| is_base64(b)) {
        return;
    }
    // Of UTF-16 in Latin letters, the letters.
    let script: Vec<u8> = base64_bytes(digits).filter(|&b| b != 0).collect();
    if CUES.iter().any(|cue| contains_folded(&script, cue)) {
        scan.report(SCRIPT, Confidence::Medium, value.start, value.end);
    }
}
