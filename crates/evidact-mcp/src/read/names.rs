//! What paths and words tell: which grammar, which client, whether a file claims to be metadata.

use crate::tree::Grammar;

/// Names of files that hold metadata and little else, and the client that reads them.
const FILES: &[(&str, Option<&str>)] = &[
    ("claude_desktop_config.json", Some("Claude Desktop")),
    (".claude.json", Some("Claude Code")),
    (".mcp.json", Some("Claude Code")),
    (".cursor/mcp.json", Some("Cursor")),
    (".vscode/mcp.json", Some("VS Code")),
    (".kiro/settings/mcp.json", Some("Kiro")),
    (".amazonq/mcp.json", Some("Amazon Q")),
    (".amazonq/default.json", Some("Amazon Q")),
    (".roo/mcp.json", Some("Roo Code")),
    ("cline_mcp_settings.json", Some("Cline")),
    ("mcp_settings.json", Some("Roo Code")),
    (".junie/mcp/mcp.json", Some("JetBrains")),
    (".ai/mcp/mcp.json", Some("JetBrains")),
    (".air/mcp.json", Some("JetBrains")),
    ("llm.mcpservers.xml", Some("JetBrains")),
    ("github-copilot/intellij/mcp.json", Some("Copilot")),
    (".lmstudio/mcp.json", Some("LM Studio")),
    (".copilot/mcp-config.json", Some("Copilot")),
    ("mcp_config.json", Some("Windsurf")),
    ("opencode.json", Some("opencode")),
    ("opencode.jsonc", Some("opencode")),
    ("mcp-config.json", None),
    ("mcp-servers.json", None),
    ("mcp_servers.json", None),
    ("mcp.json", None),
    ("mcp.yaml", None),
    ("mcp.yml", None),
    ("mcp.toml", None),
];

/// Folders and names of settings that hold other things too.
const SETTINGS: &[(&str, &str)] = &[
    (".claude/settings.json", "Claude Code"),
    (".claude/settings.local.json", "Claude Code"),
    ("managed-mcp.json", "Claude Code"),
    (".gemini/settings.json", "Gemini CLI"),
    (".codex/config.toml", "Codex"),
    ("codex.toml", "Codex"),
    (".vscode/settings.json", "VS Code"),
    (".code-workspace", "VS Code"),
    ("zed/settings.json", "Zed"),
    (".zed/settings.json", "Zed"),
    (".continue/config.yaml", "Continue"),
    (".continue/config.json", "Continue"),
    ("goose/config.yaml", "Goose"),
];

/// Ends of names under which lists of tools are kept.
const LISTS: &[&str] =
    &["tools-list", "tools_list", "list-tools", "list_tools", "toolslist", "mcp-tools", "mcp_tools"];

/// Says whether the path ends with `name` as whole parts of it, whatever its case.
fn ends_with(path: &str, name: &str) -> bool {
    path.strip_suffix(name).is_some_and(|rest| {
        rest.is_empty() || name.starts_with(['.', '_']) || rest.ends_with(['/', '-', '.', '_', ' '])
    })
}

/// Returns the client whose file this is, if the path tells.
pub(crate) fn client_of(path: &str) -> Option<&'static str> {
    let path = path.to_ascii_lowercase().replace('\\', "/");
    // Junie reads every file of the folder.
    let folder = path.rsplit_once('/').and_then(|(folder, name)| name.strip_suffix(".json").map(|_| folder));
    if folder.is_some_and(|folder| ends_with(folder, ".junie/mcp")) {
        return Some("JetBrains");
    }
    let named = FILES.iter().find(|(name, _)| ends_with(&path, name)).and_then(|(_, client)| *client);
    named.or_else(|| SETTINGS.iter().find(|(name, _)| ends_with(&path, name)).map(|(_, client)| *client))
}

/// Says whether a path claims to be metadata, so that a file that gives nothing must be named.
pub(crate) fn is_named_like_metadata(path: &str) -> bool {
    let path = path.to_ascii_lowercase().replace('\\', "/");
    let name = path.rsplit('/').next().unwrap_or(&path);
    let stem = name.split('.').next().unwrap_or(name);
    let is_data = [".json", ".jsonc", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".xml"]
        .iter()
        .any(|e| name.ends_with(e));
    is_data
        && (FILES.iter().any(|(file, _)| ends_with(&path, file))
            || LISTS.iter().any(|list| stem.ends_with(list)))
}

/// Words of which at least one stands in any file of metadata.
const MARKS: &[&str] = &[
    "mcp",
    "Mcp",
    "MCP",
    "inputSchema",
    "input_schema",
    "context_servers",
    "serverUrl",
    "httpUrl",
    "\"tools\"",
    "tools:",
    "modelcontextprotocol",
    "serverInfo",
    "\"command\"",
    "cmd:",
    "\"remotes\"",
    "\"servers\"",
    "\"permission\"",
    "\"permissions\"",
    "\"prompts\"",
    "\"resources\"",
    "resourceTemplates",
    "approval",
    "GOOSE_MODE",
    "registryType",
    "dxt_version",
    "manifest_version",
];

/// What each server is called in the settings of an IDE, which are XML.
const SERVER_ELEMENT: &str = "<McpServer";

/// Says whether a text is XML, by its first character.
pub(crate) fn is_markup(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Says whether a text may be metadata, at the price of a search for some words.
pub(crate) fn mentions_metadata(text: &str) -> bool {
    if is_markup(text) {
        return text.contains(SERVER_ELEMENT);
    }
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Returns the grammar of a file, by its name first and by its first characters second.
pub(crate) fn grammar_of(path: &str, text: &str) -> Grammar {
    let path = path.to_ascii_lowercase();
    let ends = |extensions: &[&str]| extensions.iter().any(|e| path.ends_with(e));
    if ends(&[".jsonl", ".ndjson", ".log"]) {
        Grammar::JsonLines
    } else if ends(&[".toml"]) {
        Grammar::Toml
    } else if ends(&[".yaml", ".yml"]) {
        Grammar::Yaml
    } else if ends(&[".json", ".jsonc", ".json5", ".code-workspace"])
        || text.trim_start().starts_with(['{', '[', '/'])
    {
        Grammar::Json
    } else {
        Grammar::Yaml
    }
}

#[cfg(test)]
mod tests {
    use super::{client_of, grammar_of, is_named_like_metadata};
    use crate::tree::Grammar;

    #[test]
    fn knows_the_files_of_the_clients() {
        assert_eq!(client_of("home/.cursor/mcp.json"), Some("Cursor"));
        assert_eq!(client_of("Library/Claude/claude_desktop_config.json"), Some("Claude Desktop"));
        assert_eq!(client_of("a/.codex/config.toml"), Some("Codex"));
        assert_eq!(client_of("repo/.mcp.json"), Some("Claude Code"));
        assert_eq!(client_of("repo/.junie/mcp/ledger.json"), Some("JetBrains"));
        assert_eq!(client_of("repo/.ai/mcp/mcp.json"), Some("JetBrains"));
        assert_eq!(client_of("repo/junie/mcp/ledger.json"), None);
        assert_eq!(client_of("repo/mcp.json"), None);
        assert_eq!(client_of("repo/package.json"), None);
    }

    #[test]
    fn a_name_claims_metadata_only_if_it_can_be_nothing_else() {
        for claims in
            ["mcp.json", "a/b.mcp.json", "tools-list.json", "ledger-tools_list.jsonl", "x/.mcp.json"]
        {
            assert!(is_named_like_metadata(claims), "{claims}");
        }
        for silent in ["server.json", "manifest.json", "settings.json", "notes/mcp.md", "xmcp.json"] {
            assert!(!is_named_like_metadata(silent), "{silent}");
        }
    }

    #[test]
    fn takes_a_file_without_extension_by_its_first_character() {
        assert_eq!(grammar_of("dump", " {\"tools\": []}"), Grammar::Json);
        assert_eq!(grammar_of("dump", "tools:\n"), Grammar::Yaml);
        assert_eq!(grammar_of("calls.log", "x {}"), Grammar::JsonLines);
    }
}
