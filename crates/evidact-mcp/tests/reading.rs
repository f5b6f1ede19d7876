//! What is read, what is listed as unread, and what is left alone.

mod support;

use evidact_mcp::{Metadata, Missing, checks, may_be_metadata};
use evidact_model::CleanText;
use evidact_model::metadata::MetadataFinding;
use evidact_model::review::Review;
use proptest::prelude::*;
use support::statement;

#[test]
fn what_claims_to_be_metadata_and_cannot_be_read_is_listed_without_a_word_of_it() {
    let secret = ["hunter", "2hunter", "2"].concat();
    let broken = format!("{{\n\"mcpServers\": {{\n{secret}\n}}");
    let statement = statement(&[
        (".mcp.json", &broken),
        ("tools-list.json", "{\"mcp\": 1}"),
        ("x/.mcp.json", &"[".repeat(9_000)),
    ]);
    assert!(statement.files.is_empty());
    let reasons: Vec<&str> = statement.unread.iter().map(|u| u.reason.as_str()).collect();
    assert_eq!(reasons.len(), 3);
    assert_eq!(reasons[0], "It breaks the grammar of its format on line 3.");
    assert!(reasons.iter().all(|r| !r.contains(&secret)));
}

#[test]
fn what_was_withheld_or_is_too_large_is_listed_if_its_name_claims_metadata() {
    let path = |p: &'static str| CleanText::literal(p);
    let missing = [
        (path("a/mcp.json"), Missing::Withheld),
        (path("b/rows.json"), Missing::TooLarge),
        (path("tools_list.jsonl"), Missing::TooLarge),
    ];
    let statement = Metadata::read(&[], &missing).statement_for(&Review::default());
    let paths: Vec<&str> = statement.unread.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(paths, ["a/mcp.json", "tools_list.jsonl"]);
}

#[test]
fn servers_in_the_settings_of_an_ide_are_named_and_not_read() {
    let component = |servers: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project version=\"4\">\n  <component name=\"McpProjectServerCommands\">{servers}</component>\n</project>\n"
        )
    };
    let server = "<McpServerCommand><option name=\"name\" value=\"ledger\" /><option name=\"programPath\" value=\"npx\" /></McpServerCommand>";
    let remote =
        "<urls><McpServerURL><option name=\"url\" value=\"https://m.example.com\" /></McpServerURL></urls>";
    let statement = statement(&[
        ("options/llm.mcpServers.xml", &component(server)),
        ("repo/.idea/workspace.xml", &component(remote)),
        ("other/.idea/workspace.xml", &component("<commands /><urls />")),
        ("pom.xml", "<project><artifactId>mcp-ledger</artifactId></project>"),
    ]);
    let unread: Vec<&str> = statement.unread.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(unread, ["options/llm.mcpServers.xml", "repo/.idea/workspace.xml"]);
    assert!(statement.unread.iter().all(|u| u.reason.as_str().contains("as JSON")));
    assert!(statement.files.is_empty());
}

#[test]
fn the_files_of_the_jetbrains_clients_are_read() {
    let json = r#"{"mcpServers": {"ledger": {"command": "npx", "args": ["-y", "@acme/ledger"]}}}"#;
    // Without a name for the map, as the assistant reads it too.
    let bare = r#"{"ledger": {"command": "npx", "args": ["-y", "@acme/ledger"]}}"#;
    let files = [
        (".junie/mcp/mcp.json", json),
        (".junie/mcp/ledger.json", json),
        ("repo/.ai/mcp/mcp.json", bare),
        (".air/mcp.json", json),
    ];
    for file in files {
        let statement = statement(&[file]);
        let read: Vec<_> =
            statement.files.iter().map(|f| (f.kind[0].as_str(), f.servers[0].as_str())).collect();
        assert_eq!(read.len(), 1, "{}", file.0);
        assert!(read[0].0.contains("JetBrains") && read[0].1 == "ledger", "{read:?}");
    }
}

#[test]
fn other_files_of_the_same_formats_are_left_alone() {
    for (path, text) in [
        (
            "package.json",
            r#"{"name": "mcp-ledger", "version": "1.0.0", "scripts": {"start": "node ."}, "repository": {"type": "git", "url": "https://git.example.com"}}"#,
        ),
        (
            "manifest.json",
            r#"{"manifest_version": 3, "name": "An extension", "version": "1.0", "background": {}}"#,
        ),
        ("tasks.json", r#"{"tasks": [{"label": "mcp", "command": "npm", "args": ["run"]}]}"#),
        ("openapi.json", r#"{"openapi": "3.1.0", "servers": [{"url": "https://api.example.com/mcp"}]}"#),
        ("compose.yaml", "services:\n  db:\n    image: postgres:16\n"),
        ("languages.toml", "[language-server.x]\ncommand = \"x\"\nargs = []\n"),
        (
            "deploy.yaml",
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: mcp\n      image: a\n      command: [a]\n",
        ),
        (
            "answers.json",
            r#"{"tools": ["hammer", "saw"], "servers": {"web": {"url": "https://a.example.com"}}}"#,
        ),
    ] {
        let statement = statement(&[(path, text)]);
        assert!(statement.files.is_empty() && statement.unread.is_empty(), "{path}: {statement:?}");
    }
}

#[test]
fn reads_lists_of_tools_bare_wrapped_and_in_logs() {
    let tool = r#"{"name": "a", "inputSchema": {"type": "object"}}"#;
    for (path, text) in [
        ("a.json", format!("[{tool}]")),
        ("b.json", format!(r#"{{"tools": [{tool}]}}"#)),
        (
            "c.json",
            format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": {{"tools": [{tool}], "nextCursor": null}}}}"#),
        ),
        (
            "d.jsonl",
            format!(
                "{{\"direction\": \"in\", \"message\": {{\"result\": {{\"tools\": [{tool}]}}}}}}\n{{\"method\": \"ping\"}}\n"
            ),
        ),
        ("e.log", format!("12:00:01 recv {{\"result\": {{\"tools\": [{tool}]}}}}\n12:00:02 done\n")),
    ] {
        let statement = statement(&[(path, &text)]);
        assert_eq!(statement.files.first().map(|f| f.tools), Some(1), "{path}: {statement:?}");
        assert_eq!(statement.files[0].kind[0].as_str(), "list of tools");
    }
}

#[test]
fn a_list_belongs_to_the_server_that_its_dump_names() {
    let tool = r#"{"name": "delete_a", "inputSchema": {"type": "object"}}"#;
    for named in [
        r#""server": "ledger""#,
        r#""server": {"name": "ledger", "version": "1.0.0"}"#,
        r#""serverInfo": {"name": "ledger"}"#,
    ] {
        let statement = statement(&[("dump.json", &format!(r#"{{{named}, "tools": [{tool}]}}"#))]);
        let servers: Vec<_> =
            statement.findings.iter().filter(|f| f.check == "S09").map(|f| f.server.clone()).collect();
        assert_eq!(servers, [Some(CleanText::literal("ledger"))], "{named}");
    }
}

#[test]
fn a_map_of_servers_without_a_name_is_a_configuration_if_it_speaks_of_the_protocol() {
    let bare = r#"{"ledger": {"command": "npx", "args": ["-y", "@acme/ledger-mcp"]}}"#;
    assert_eq!(statement(&[("plugin.json", bare)]).files[0].kind[0].as_str(), "client configuration");
    let other = r#"{"rust": {"command": "rust-analyzer", "args": []}}"#;
    assert!(statement(&[("lsp.json", other)]).files.is_empty());
}

#[test]
fn the_order_of_files_does_not_matter_and_places_keep_their_lines() {
    let a =
        "{\"mcpServers\": {\n \"x\": {\n  \"command\": \"npx\",\n  \"args\": [\n   \"-y\",\n   \"p\"\n  ]}}}";
    let (one, two) = (
        statement(&[("a/mcp.json", a), ("b/mcp.json", a)]),
        statement(&[("b/mcp.json", a), ("a/mcp.json", a)]),
    );
    assert_eq!(one, two);
    let lines: Vec<(&str, u32)> =
        one.findings.iter().filter(|f| f.check == "S04").map(|f| (f.path.as_str(), f.line)).collect();
    assert_eq!(lines, [("a/mcp.json", 6), ("b/mcp.json", 6)]);
}

#[test]
fn there_are_seventeen_checks_each_with_a_source_that_is_an_address() {
    let ids: Vec<&str> = checks().iter().map(|c| c.id).collect();
    let expected: Vec<String> = (1..=17).map(|n| format!("S{n:02}")).collect();
    assert_eq!(ids, expected);
    assert!(checks().iter().all(|c| c.source.starts_with("https://") && c.looks_at.ends_with('.')));
}

#[test]
fn a_flood_of_findings_is_named_in_part_and_counted_in_whole() {
    let tools: Vec<String> =
        (0..500).map(|n| format!(r#"{{"name": "run_{n}", "inputSchema": {{"type": "object", "properties": {{"command": {{"type": "string"}}}}}}}}"#)).collect();
    let text = format!("[{}]", tools.join(","));
    let statement = statement(&[("tools.json", &text)]);
    let found: Vec<&str> =
        statement.findings.iter().filter(|f| f.check == "S11").map(|f| f.detail.as_str()).collect();
    assert_eq!(found.len(), 26);
    assert!(found.contains(&"475 more in this file"), "{found:?}");
}

#[test]
fn what_is_counted_names_the_servers_concerned() {
    let servers: Vec<String> =
        (10..40).map(|n| format!(r#""s{n}": {{"command": "npx", "args": ["-y", "pkg{n}"]}}"#)).collect();
    let text = format!(r#"{{"mcpServers": {{{}}}}}"#, servers.join(", "));
    let statement = statement(&[("mcp.json", &text)]);
    let more: Vec<&MetadataFinding> =
        statement.findings.iter().filter(|f| f.detail.as_str().contains("more in this file")).collect();
    assert_eq!(more.len(), 1, "{more:?}");
    assert_eq!(more[0].detail.as_str(), "5 more in this file: s35, s36, s37, s38, s39");
    assert_eq!((more[0].check.as_str(), more[0].server.as_ref()), ("S04", None));
    assert_eq!(more[0].items, ["IDN-04"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_it_panic(
        path in prop_oneof![Just("mcp.json"), Just("a.yaml"), Just("config.toml"), Just("tools-list.jsonl")],
        words in prop::collection::vec(
            prop_oneof![
                Just("\"mcpServers\": {"), Just("\"tools\": ["), Just("{"), Just("}"), Just("]"), Just("["), Just(","), Just("\n"),
                Just("\"command\": \"docker\","), Just("\"args\": ["), Just("\"-p\", \":\","), Just("\"inputSchema\": {"),
                Just("\"url\": \"://@[\""), Just("mcp_servers.a"), Just("  a: *b"), Just("&b"), Just("\"x\": null"), Just("\u{200b}"),
                Just("\"serverInfo\": {}"), Just("= '''"), Just("- "), Just(": "), Just("\"é[CREDENTIAL\""),
            ],
            0..60,
        ),
    ) {
        let text = words.concat();
        let statement = statement(&[(path, &text)]);
        prop_assert!(statement.findings.iter().all(|f| f.line >= 1 && !f.items.is_empty()));
        let _ = may_be_metadata(&CleanText::attest(text));
    }
}
