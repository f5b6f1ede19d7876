//! The address of an MCP server, which may be the credential itself: who knows the path may call it.

use super::{is_any, is_of_server};
use crate::Hit;
use crate::grammar::quality::{Quality, is_value_like};
use crate::grammar::{Form, Scan, veto};
use evidact_model::{Confidence, TextKind};
use evidact_raw::KeyPath;

const CAPABILITY: Form = Form { id: "generic.url-query", kind: "CREDENTIAL:token" };

/// The shortest segment of a path that is a credential; shorter ones name things, unless they are letters of both cases
/// and digits without order.
const LEAST_SEGMENT: usize = 32;
/// The shortest fragment or value of a query.
const LEAST_VALUE: usize = 20;

/// Finds generated parts of the address of a server: segments of its path, values of its query, its fragment.
///
/// # Exposure
/// Reads keys and value; hits span within the value.
pub(super) fn scan_field(path: &KeyPath, value: &[u8], hits: &mut Vec<Hit>) {
    if !is_address(path) {
        return;
    }
    let Some(scheme) = memchr::memmem::find(value, b"://").filter(|&at| at <= 8) else { return };
    let host = scheme + 3;
    let rest = value.get(host..).unwrap_or_default();
    let Some(mut at) = rest.iter().position(|b| matches!(b, b'/' | b'?' | b'#')).map(|n| host + n) else {
        return;
    };
    let mut scan = Scan::new(value, TextKind::Data, hits);
    let mut in_path = true;
    while let Some(sign) = value.get(at) {
        in_path &= *sign == b'/';
        let start = at + 1;
        let part = value.get(start..).unwrap_or_default();
        let len =
            part.iter().position(|b| matches!(b, b'/' | b'?' | b'#' | b'&' | b'=')).unwrap_or(part.len());
        let (least, end) = (if in_path { LEAST_SEGMENT } else { LEAST_VALUE }, start + len);
        let part = crate::bytes::cut(value, start, end);
        if len >= least && is_generated(part) || is_unordered(part) {
            scan.report(CAPABILITY, Confidence::Medium, start, end);
        }
        at = end;
    }
}

/// `mcpServers.NAME.url`, `servers.NAME.serverUrl`, `remotes[].url`.
fn is_address(path: &KeyPath) -> bool {
    const ADDRESSES: [&[u8]; 4] = [b"url", b"serverurl", b"httpurl", b"sseurl"];
    let mut keys = path.innermost_first();
    // A server's name may stand between the value of a list of names and values.
    keys.next().is_some_and(|key| is_any(key, &ADDRESSES)) && is_of_server(keys.take(3))
}

/// Says whether a part was generated: a UUID too, which elsewhere is a name.
fn is_generated(part: &[u8]) -> bool {
    let plain = part
        .iter()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'%' | b':'));
    let hexadecimal = part.len() >= LEAST_SEGMENT && part.iter().all(u8::is_ascii_hexdigit);
    plain
        && !veto::is_placeholder(part)
        && (hexadecimal || veto::is_uuid(part) || Quality::of(part).is_random())
}

/// Says whether a shorter part is one unbroken run of letters in both cases and digits, as tools make them.
fn is_unordered(part: &[u8]) -> bool {
    let cased = part.iter().any(u8::is_ascii_uppercase) && part.iter().any(u8::is_ascii_lowercase);
    let plain = part.len() >= LEAST_VALUE && part.iter().all(u8::is_ascii_alphanumeric);
    cased && plain && Quality::of(part).is_random() && is_value_like(part)
}

#[cfg(test)]
mod tests {
    use super::scan_field;
    use evidact_raw::KeyPath;

    fn found<'v>(keys: &[&str], value: &'v str) -> Vec<&'v str> {
        let mut path = KeyPath::new();
        for key in keys {
            path.push(key.as_bytes());
        }
        let mut hits = Vec::new();
        scan_field(&path, value.as_bytes(), &mut hits);
        hits.iter().filter_map(|h| value.get(h.span.range())).collect()
    }

    const SERVER: [&str; 3] = ["mcpServers", "ledger", "url"];

    #[test]
    fn a_generated_part_of_the_address_of_a_server_is_a_credential() {
        let secret = ["PliIX6meolEmA61e", "QjOMtei1jeZo3JOoJ37h"].concat();
        for url in [
            format!("https://mcp.example.com/u/{secret}/mcp"),
            format!("https://mcp.example.com/mcp#{secret}"),
            format!("https://mcp.example.com/mcp?a=b&k={secret}"),
        ] {
            assert_eq!(found(&SERVER, &url), [secret.as_str()], "{url}");
            assert_eq!(found(&["servers", "x", "serverUrl"], &url), [secret.as_str()], "{url}");
        }
        let short = ["GhyDBYxjzbf", "WtxPkvEbpOG"].concat();
        for short in [short, ["fbCWdvMvySJ", "GcT6acENJfw"].concat()] {
            assert_eq!(found(&SERVER, &format!("https://mcp.example.com/s/{short}/sse")), [short.as_str()]);
        }
        let uuid = "5f0c2a9e-7b1d-4c3e-9a52-6d8e1f4b7c20";
        assert_eq!(found(&SERVER, &format!("https://mcp.example.com/partner/{uuid}/mcp")), [uuid]);
    }

    #[test]
    fn a_path_of_words_and_an_address_elsewhere_are_left() {
        for url in [
            "https://mcp.example.com/mcp",
            "https://mcp.example.com/api/v2/payments-platform-ledger-tools/sse",
            "https://mcp.example.com/InternalLedgerPlatform2026/mcp",
            "https://mcp.example.com/PaymentsPlatformLedgerTools/mcp",
            "https://mcp.example.com/mcp?profile=read-only&region=eu-central-1#getting-started-with-it",
            "https://mcp.example.com/u/[CREDENTIAL:url:01]/mcp",
            "https://mcp.example.com/u/${input:workspace_capability_path}/mcp",
        ] {
            assert!(found(&SERVER, url).is_empty(), "{url}: {:?}", found(&SERVER, url));
        }
        let secret = ["PliIX6meolEmA61e", "QjOMtei1jeZo3JOoJ37h"].concat();
        assert!(found(&["documentation", "url"], &format!("https://example.com/{secret}")).is_empty());
    }
}
