//! Where configurations of MCP clients keep credentials that no key names: in the address of a server, in the arguments of
//! its program, in its headers and its environment.

mod arguments;
mod url;
mod values;

use crate::Hit;
use evidact_raw::KeyPath;

/// Finds what the configuration of a server keeps in a value.
///
/// # Exposure
/// Reads keys and value; hits span within the value.
pub(crate) fn scan_field(path: &KeyPath, value: &[u8], hits: &mut Vec<Hit>) {
    if value.len() < LEAST_VALUE {
        return;
    }
    url::scan_field(path, value, hits);
    if arguments::scan_field(path, value, hits) || value.contains(&b' ') {
        return;
    }
    values::scan_field(path, value, hits);
}

/// A shorter value is no credential by its look.
const LEAST_VALUE: usize = 8;

/// Says whether one of the next few keys holds servers: `mcpServers.NAME`, `remotes[]`.
fn is_of_server<'k>(keys: impl Iterator<Item = &'k [u8]>) -> bool {
    const SERVERS: [&[u8]; 13] = [
        b"mcpservers",
        b"servers",
        b"mcp_servers",
        b"mcp-servers",
        b"mcp",
        b"mcp_config",
        b"remotes",
        b"packages",
        b"context_servers",
        b"mcp.servers",
        b"amp.mcpservers",
        b"extensions",
        b"mcps",
    ];
    keys.take(4).any(|key| is_any(key, &SERVERS))
}

/// Says whether a key is one of some names, in any case.
fn is_any(key: &[u8], names: &[&[u8]]) -> bool {
    names.iter().any(|name| key.eq_ignore_ascii_case(name))
}
