//! What configurations of clients look like where people keep them: orders of keys, whole lines, bare maps, and the
//! settings by which each client lets tools run unasked. The shapes are those of the clients' documentation.

mod support;

use support::{found, statement};

fn servers(path: &str, text: &str) -> Vec<String> {
    statement(&[(path, text)]).files.iter().flat_map(|f| &f.servers).map(ToString::to_string).collect()
}

#[test]
fn the_program_stands_first_whatever_the_order_of_the_keys() {
    let json = r#"{"mcpServers": {"ledger": {"args": ["-y", "@acme/ledger"], "command": "npx"}}}"#;
    assert_eq!(found("S04", &[("mcp.json", json)]), ["mcpServers.ledger.args[1] - @acme/ledger"]);
    let yaml =
        "extensions:\n  ledger:\n    args:\n    - -y\n    - acme-ledger-mcp\n    cmd: npx\n    type: stdio\n";
    assert_eq!(found("S04", &[("goose/config.yaml", yaml)]), ["extensions.ledger.args[1] - acme-ledger-mcp"]);
}

#[test]
fn a_whole_line_beside_an_empty_list_is_taken_apart() {
    let line = r#"{"mcpServers": {"flows": {"command": "docker run --rm -p 3000:8000 flows", "args": []}}}"#;
    assert_eq!(found("S03", &[("mcp.json", line)]), ["mcpServers.flows.command - 3000:8000"]);
    assert_eq!(found("S04", &[("mcp.json", line)]), ["mcpServers.flows.command - flows"]);
    let path =
        r#"{"mcpServers": {"flows": {"command": "C:\\Program Files\\npx runner\\flows.exe", "args": []}}}"#;
    assert!(found("S04", &[("mcp.json", path)]).is_empty());
}

#[test]
fn a_file_that_is_nothing_else_may_leave_the_name_of_the_map_out() {
    let text = r#"{"vision": {"command": "npx", "args": ["-y", "vision@latest"]}}"#;
    assert_eq!(servers("repo/.mcp.json", text), ["vision"]);
    assert!(servers("repo/package.json", text).is_empty());
}

#[test]
fn the_older_transport_is_worth_a_look_on_the_own_machine_too() {
    let text = r#"{"mcpServers": {"portal": {"url": "http://localhost:8080/o/mcp/sse"}}}"#;
    assert_eq!(
        found("S02", &[("settings.json", text)]),
        ["mcpServers.portal.url ? deprecated transport (HTTP with SSE): http://localhost:8080/o/mcp/sse"]
    );
}

#[test]
fn certificates_may_be_unchecked_in_a_connection_string_or_by_a_switch() {
    let server = |env: &str| format!(r#"{{"mcpServers": {{"db": {{"command": "db", "env": {{{env}}}}}}}}}"#);
    for env in [
        r#""CONNECTION": "Server=db.example.org;Database=erp;TrustServerCertificate=True""#,
        r#""DATABASE_URL": "postgresql://db.example.org/erp?sslmode=disable""#,
        r#""LEDGER_VERIFY_SSL": "false""#,
        r#""LEDGER_SKIP_TLS_VERIFY": "1""#,
    ] {
        assert_eq!(found("S02", &[("mcp.json", &server(env))]).len(), 1, "{env}");
    }
    for env in [
        r#""CONNECTION": "Server=db.example.org;Database=erp;TrustServerCertificate=False""#,
        r#""LEDGER_VERIFY_SSL": "true""#,
        r#""SSL_CERT_FILE": "/etc/ssl/ca.pem""#,
        r#""MODE": "insecure""#,
    ] {
        assert!(found("S02", &[("mcp.json", &server(env))]).is_empty(), "{env}");
    }
}

#[test]
fn uv_fetches_what_stands_behind_with() {
    let run = |word: &str| {
        format!(
            r#"{{"servers": {{"fw": {{"type": "stdio", "command": "uv", "args": ["run", "--with", "{word}", "mcp", "run", "a.py"]}}}}}}"#
        )
    };
    assert_eq!(found("S04", &[("mcp.json", &run("mcp"))]), ["servers.fw.args[2] - mcp"]);
    assert_eq!(found("S04", &[("mcp.json", &run("mcp==1.9.2"))]), ["servers.fw.args[2] + mcp==1.9.2"]);
    let project = r#"{"servers": {"fw": {"type": "stdio", "command": "uv", "args": ["run", "mcp-server"]}}}"#;
    assert!(found("S04", &[("mcp.json", project)]).is_empty());
}

#[test]
fn a_browser_without_its_sandbox_has_lost_a_wall() {
    let text = r#"{"mcpServers": {"web": {"command": "web", "args": ["--chrome-arg=--no-sandbox"]}}}"#;
    assert_eq!(found("S07", &[("mcp.json", text)]), ["mcpServers.web.args[0] - --chrome-arg=--no-sandbox"]);
}

#[test]
fn tools_that_run_unasked_are_told_by_the_verb_behind_the_name_of_the_server() {
    let text = r#"{"mcpServers": {"web": {"command": "web", "autoApprove": ["web_click", "web_get_text", "post_titles", "fork_repository"]}}}"#;
    assert_eq!(
        found("S06", &[("mcp.json", text)]),
        [
            "mcpServers.web.autoApprove[0] - autoApprove: web_click",
            "mcpServers.web.autoApprove[1] ? autoApprove: web_get_text",
            "mcpServers.web.autoApprove[2] - autoApprove: post_titles",
            "mcpServers.web.autoApprove[3] - autoApprove: fork_repository",
        ]
    );
}

#[test]
fn each_client_has_its_own_word_for_running_unasked() {
    let all: &[(&str, &str)] = &[
        ("opencode.json", r#"{"$schema": "https://opencode.ai/config.json", "permission": {"*": "allow"}}"#),
        (
            "opencode.json",
            r#"{"$schema": "https://opencode.ai/config.json", "permission": {"bash": {"*": "allow"}}}"#,
        ),
        (
            ".codex/config.toml",
            "[mcp_servers.a]\ncommand = \"a\"\ndefault_tools_approval_mode = \"approve\"\n",
        ),
        ("goose/config.yaml", "GOOSE_MODE: auto\nextensions:\n  a:\n    cmd: a\n    type: stdio\n"),
        (
            ".gemini/settings.json",
            r#"{"general": {"defaultApprovalMode": "yolo"}, "mcpServers": {"a": {"command": "a"}}}"#,
        ),
        (
            ".amazonq/cli-agents/a.json",
            r#"{"mcpServers": {"git": {"command": "git-mcp"}}, "allowedTools": ["@git"]}"#,
        ),
    ];
    for (path, text) in all {
        let said = found("S06", &[(path, text)]);
        assert!(said.len() == 1 && said[0].contains(" - "), "{path}: {said:?}");
    }
    let asked: &[(&str, &str)] = &[
        (
            "opencode.json",
            r#"{"$schema": "https://opencode.ai/config.json", "permission": {"bash": {"*": "ask", "ls": "allow"}}}"#,
        ),
        (
            ".codex/config.toml",
            "[mcp_servers.a]\ncommand = \"a\"\ndefault_tools_approval_mode = \"writes\"\n",
        ),
        ("goose/config.yaml", "GOOSE_MODE: approve\nextensions:\n  a:\n    cmd: a\n    type: stdio\n"),
    ];
    for (path, text) in asked {
        assert!(found("S06", &[(path, text)]).is_empty(), "{path}");
    }
}

#[test]
fn services_of_containers_listen_inside_and_are_known_by_the_name_of_the_container() {
    let text = "services:\n  store:\n    image: store/store:latest\n    container_name: acme-mcp-store\n    ports:\n      - \"6333:6333\"\n  \
                console:\n    build: .\n    environment:\n      - MCP_CONFIG=/app/c.yml\n    command: [\"serve\", \"--host\", \"0.0.0.0\"]\n";
    assert_eq!(
        found("S03", &[("compose.yml", text)]),
        ["services.console.command[2] ? 0.0.0.0", "services.store.ports[0] - 6333:6333"]
    );
    assert_eq!(found("S04", &[("compose.yml", text)]), ["services.store.image - store/store:latest"]);
}
