//! S01 finds a credential in each of the fourteen places where configurations hold one, replaced or not, and leaves
//! references alone.

mod support;

use support::{found, statement};

/// Where a credential may stand: the place in a configuration, and the server around it with `@` for the value.
const PLACES: &[(&str, &str, &str)] = &[
    ("variable", "env.API_TOKEN", r#"{"command": "ledger", "env": {"API_TOKEN": "@"}}"#),
    (
        "header",
        "headers.Authorization",
        r#"{"url": "https://m.example.com", "headers": {"Authorization": "Bearer @"}}"#,
    ),
    ("option, apart", "args[1]", r#"{"command": "ledger", "args": ["--api-key", "@"]}"#),
    ("option, joined", "args[0]", r#"{"command": "ledger", "args": ["--api-key=@"]}"#),
    ("before the host", "url", r#"{"url": "https://svc:@@m.example.com/mcp"}"#),
    ("path", "url", r#"{"url": "https://m.example.com/s/@/mcp"}"#),
    ("query", "url", r#"{"url": "https://m.example.com/mcp?token=@"}"#),
    ("fragment", "url", r#"{"url": "https://m.example.com/mcp#access_token=@"}"#),
    (
        "connection string",
        "args[0]",
        r#"{"command": "pg-mcp", "args": ["postgres://svc:@@db.example.com/ledger"]}"#,
    ),
    ("user and password", "args[1]", r#"{"command": "curl-mcp", "args": ["-u", "svc:@"]}"#),
    (
        "header as an argument",
        "args[2]",
        r#"{"command": "npx", "args": ["mcp-remote@0.1.0", "--header", "X-Api-Key: @"]}"#,
    ),
    (
        "variable of a container",
        "args[2]",
        r#"{"command": "docker", "args": ["run", "-e", "API_TOKEN=@", "a/b:1.0"]}"#,
    ),
    ("shell line", "args[1]", r#"{"command": "sh", "args": ["-c", "API_TOKEN=@ ledger --stdio"]}"#),
    (
        "table of a client",
        "oauth.clientSecret",
        r#"{"url": "https://m.example.com", "oauth": {"clientSecret": "@"}}"#,
    ),
];

/// A value of no provider, long and mixed as they are.
fn literal() -> String {
    ["q7Rk2", "Zx9Lm4", "Tv8Bn3", "Yw6Pc1Ha"].concat()
}

fn placeholder() -> String {
    ["[CREDENTIAL", ":generic:01]"].concat()
}

/// Addresses carry the form without brackets.
fn in_address() -> String {
    ["CREDENTIAL", "-generic-01"].concat()
}

fn configuration(server: &str, value: &str) -> String {
    // The first `@` of a pair is the value, the second the sign.
    let server = server.replace("@@", "\u{1}").replace("mcp-remote@", "mcp-remote\u{2}");
    let server = server.replace('@', value).replace('\u{1}', &format!("{value}@")).replace('\u{2}', "@");
    format!(r#"{{"mcpServers": {{"ledger": {server}}}}}"#)
}

#[test]
fn finds_what_the_redaction_took_out_in_all_fourteen_places() {
    for (what, place, server) in PLACES {
        for value in [placeholder(), in_address()] {
            let lines = found("S01", &[("mcp.json", &configuration(server, &value))]);
            assert_eq!(lines.len(), 1, "{what}: {lines:?}");
            assert!(lines[0].starts_with(&format!("mcpServers.ledger.{place} - ")), "{what}: {lines:?}");
            assert!(lines[0].contains(&value), "{what}: {lines:?}");
        }
    }
}

#[test]
fn finds_what_the_redaction_left_in_all_fourteen_places_and_does_not_repeat_it() {
    for (what, place, server) in PLACES {
        let lines = found("S01", &[("mcp.json", &configuration(server, &literal()))]);
        assert_eq!(lines.len(), 1, "{what}: {lines:?}");
        assert!(lines[0].starts_with(&format!("mcpServers.ledger.{place} - ")), "{what}: {lines:?}");
        assert!(!lines[0].contains(&literal()), "{what}");
    }
}

#[test]
fn leaves_references_and_blanks_alone_in_all_fourteen_places() {
    for value in ["${env:LEDGER}", "${input:ledger}", "${LEDGER}", "YOUR_TOKEN_1234", "<token>"] {
        for (what, _, server) in PLACES {
            let lines = found("S01", &[("mcp.json", &configuration(server, value))]);
            assert!(lines.is_empty(), "{what}: {value}: {lines:?}");
        }
    }
}

#[test]
fn finds_a_credential_in_every_format_under_the_key_that_its_documentation_gives() {
    let (p, a) = (placeholder(), in_address());
    let files: &[(&str, &str, String)] = &[
        (
            "claude_desktop_config.json",
            "client configuration (Claude Desktop)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"K": "{p}"}}}}}}}}"#),
        ),
        (
            ".claude.json",
            "client configuration (Claude Code)",
            format!(
                r#"{{"projects": {{"/srv/app": {{"mcpServers": {{"a": {{"type": "http", "url": "https://m.example.com", "headers": {{"X-Key": "{p}"}}}}}}}}}}}}"#
            ),
        ),
        (
            ".cursor/mcp.json",
            "client configuration (Cursor)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "args": ["--token", "{p}"]}}}}}}"#),
        ),
        (
            ".vscode/mcp.json",
            "client configuration (VS Code)",
            format!(
                "{{ // pilot\n\"inputs\": [{{\"type\": \"promptString\", \"id\": \"pin\", \"default\": \"{p}\"}},],\n\"servers\": {{\"a\": {{\"type\": \"stdio\", \"command\": \"x\"}},}} }}"
            ),
        ),
        (
            ".vscode/settings.json",
            "client configuration (VS Code)",
            format!(
                r#"{{"editor.tabSize": 2, "mcp": {{"servers": {{"a": {{"command": "x", "args": [], "env": {{"K": "{p}"}}}}}}}}}}"#
            ),
        ),
        (
            "windsurf/mcp_config.json",
            "client configuration (Windsurf)",
            format!(r#"{{"mcpServers": {{"a": {{"serverUrl": "https://m.example.com/{a}/sse"}}}}}}"#),
        ),
        (
            ".gemini/settings.json",
            "client configuration (Gemini CLI)",
            format!(
                r#"{{"mcpServers": {{"a": {{"httpUrl": "https://m.example.com", "oauth": {{"clientSecret": "{p}"}}}}}}}}"#
            ),
        ),
        (
            ".codex/config.toml",
            "client configuration (Codex)",
            format!(
                "[mcp_servers.a]\nurl = \"https://m.example.com\"\nhttp_headers = {{ \"X-Key\" = \"{p}\" }}\n"
            ),
        ),
        (
            "opencode.json",
            "client configuration (opencode)",
            format!(
                r#"{{"mcp": {{"a": {{"type": "local", "command": ["x", "--token={p}"], "environment": {{}}}}}}}}"#
            ),
        ),
        (
            ".kiro/settings/mcp.json",
            "client configuration (Kiro)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"K": "{p}"}}}}}}}}"#),
        ),
        (
            ".amazonq/mcp.json",
            "client configuration (Amazon Q)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"K": "{p}"}}}}}}}}"#),
        ),
        (
            "cline_mcp_settings.json",
            "client configuration (Cline)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "args": ["{p}"]}}}}}}"#),
        ),
        (
            ".roo/mcp.json",
            "client configuration (Roo Code)",
            format!(
                r#"{{"mcpServers": {{"a": {{"type": "streamable-http", "url": "https://m.example.com", "headers": {{"X-Key": "{p}"}}}}}}}}"#
            ),
        ),
        (
            ".zed/settings.json",
            "client configuration (Zed)",
            format!(
                r#"{{"context_servers": {{"a": {{"command": {{"path": "x", "args": [], "env": {{"K": "{p}"}}}}}}}}}}"#
            ),
        ),
        (
            ".junie/mcp/mcp.json",
            "client configuration (JetBrains)",
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"K": "{p}"}}}}}}}}"#),
        ),
        (
            ".lmstudio/mcp.json",
            "client configuration (LM Studio)",
            format!(
                r#"{{"mcpServers": {{"a": {{"url": "https://m.example.com", "headers": {{"Authorization": "Bearer {p}"}}}}}}}}"#
            ),
        ),
        (
            ".continue/config.yaml",
            "client configuration (Continue)",
            format!("name: x\nmcpServers:\n  - name: a\n    command: x\n    env:\n      K: \"{p}\"\n"),
        ),
        (
            "goose/config.yaml",
            "client configuration (Goose)",
            format!("extensions:\n  a:\n    type: stdio\n    cmd: x\n    envs:\n      K: \"{p}\"\n"),
        ),
        (
            "server.json",
            "server description (registry)",
            format!(
                r#"{{"name": "com.example/a", "version": "1.0.0", "remotes": [{{"type": "streamable-http", "url": "https://m.example.com", "headers": [{{"name": "X-Key", "isSecret": true, "value": "{p}"}}]}}]}}"#
            ),
        ),
        (
            "manifest.json",
            "bundle manifest",
            format!(
                r#"{{"manifest_version": "0.3", "name": "a", "version": "1.0.0", "server": {{"type": "node", "entry_point": "s.js", "mcp_config": {{"command": "node", "args": []}}}}, "user_config": {{"key": {{"type": "string", "sensitive": true, "default": "{p}"}}}}}}"#
            ),
        ),
        (
            "server.yaml",
            "server description (Docker)",
            format!(
                "name: a\nimage: mcp/a\ntype: server\nmeta:\n  category: x\nconfig:\n  env:\n    - name: K\n      value: \"{p}\"\n"
            ),
        ),
        (
            "docker-compose.yml",
            "container services",
            format!("services:\n  mcp-a:\n    image: example/a:1.0\n    environment:\n      - K={p}\n"),
        ),
    ];
    for (path, kind, text) in files {
        let statement = statement(&[(path, text)]);
        assert_eq!(statement.files.first().map(|f| f.kind[0].as_str()), Some(*kind), "{path}");
        let count = statement.findings.iter().filter(|f| f.check == "S01").count();
        assert_eq!(count, 1, "{path}: {:?}", statement.findings);
    }
}

#[test]
fn a_password_that_a_person_chose_counts_without_digits() {
    let text = r#"{"mcpServers": {"a": {"command": "x", "env": {"DB_PASSWORD": "ledger-dev-door", "API_TOKEN": "development"}}}}"#;
    let lines = found("S01", &[("mcp.json", text)]);
    assert_eq!(lines, ["mcpServers.a.env.DB_PASSWORD - DB_PASSWORD …"]);
}

#[test]
fn what_stands_beside_a_credential_is_none() {
    let text = r#"{"mcpServers": {"a": {"command": "x", "args": ["--port", "8080", "--user", "1000:1000"], "env": {
        "TOKEN_FILE": "/run/secrets/a1b2c3d4", "TOKEN_URL": "https://a.example.com/oauth/token", "MAX_TOKENS": "20000a1b2",
        "MODEL": "gpt-99-turbo-2026", "COMMIT": "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", "API_KEY_NAME": "ledger-prod-1"
    }}}}"#;
    assert_eq!(found("S01", &[("mcp.json", text)]), Vec::<String>::new());
}

#[test]
fn what_a_file_declares_to_be_secret_is_one_whatever_its_name_and_looks() {
    let chosen = ["sun", "flower"].concat();
    let files = [
        (
            "server.json",
            format!(
                r#"{{"name": "com.example/a", "version": "1.0.0", "packages": [{{"registryType": "npm", "identifier": "a", "version": "1.0.0", "environmentVariables": [{{"name": "LEDGER", "isSecret": true, "default": "{chosen}"}}]}}]}}"#
            ),
        ),
        (
            "server.json",
            format!(
                r#"{{"name": "com.example/a", "version": "1.0.0", "remotes": [{{"type": "streamable-http", "url": "https://m.example.com", "headers": [{{"name": "X-Door", "value": "{{door}}", "variables": {{"door": {{"isSecret": true, "default": "{chosen}"}}}}}}]}}]}}"#
            ),
        ),
        (
            "manifest.json",
            format!(
                r#"{{"manifest_version": "0.3", "name": "a", "version": "1.0.0", "server": {{"type": "node", "entry_point": "s.js"}}, "user_config": {{"door": {{"type": "string", "sensitive": true, "default": "{chosen}"}}}}}}"#
            ),
        ),
        (
            ".vscode/mcp.json",
            format!(
                r#"{{"inputs": [{{"type": "promptString", "id": "door", "password": true, "default": "{chosen}"}}], "servers": {{"a": {{"type": "stdio", "command": "x"}}}}}}"#
            ),
        ),
        (
            "server.yaml",
            format!(
                "name: a\nimage: mcp/a\ntype: server\nmeta:\n  category: x\nconfig:\n  secrets:\n    - name: a.door\n      env: DOOR\n      value: {chosen}\n"
            ),
        ),
    ];
    for (path, text) in &files {
        let said = found("S01", &[(path, text)]);
        assert!(said.len() == 1 && said[0].ends_with('…') && !said[0].contains(&chosen), "{path}: {said:?}");
        for harmless in ["", "${DOOR}", "op://infra/door/key", "<your-door>", "••••••"] {
            assert!(
                found("S01", &[(path, &text.replace(&chosen, harmless))]).is_empty(),
                "{path} {harmless}"
            );
        }
        // The same value without the flag is somebody's word.
        let open = text.replace("\"isSecret\": true", "\"isSecret\": false");
        let open = open.replace("\"sensitive\": true", "\"sensitive\": false");
        let open = open.replace("\"password\": true", "\"password\": false").replace("  secrets:", "  env:");
        assert!(found("S01", &[(path, &open)]).is_empty(), "{path}");
    }
}

#[test]
fn what_refers_to_a_secret_is_none() {
    let references = [
        "ENC[AES256_GCM,data:p673w7==,iv:YY=,aad:UQ=,tag:A1==,type:str]",
        "••••••••a1",
        "********a1b2",
        "<your-key-1>",
        "${input:ledger-1}",
        "!cmd",
        "!secret ledger_token_1",
        "op://infra/ledger-1/token",
        "vault:secret/data/ledger#t0ken",
        "aws-sm://prod/ledger-1",
        "gcp-sm://projects/1/secrets/ledger1",
        "azure-kv://ledger1/token",
        "keychain:ledger-t0ken",
        "ssm:/prod/ledger/t0ken",
        "arn:aws:secretsmanager:eu-west-1:000000000000:secret:ledger-1",
        "@Microsoft.KeyVault(SecretUri=https://a1.vault.example.com/secrets/x)",
        "{{ledger.token1}}",
    ];
    for reference in references {
        for text in [
            format!(
                r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"API_TOKEN": "{reference}"}}}}}}}}"#
            ),
            format!(r#"{{"mcpServers": {{"a": {{"command": "x", "args": ["--api-key", "{reference}"]}}}}}}"#),
        ] {
            assert_eq!(found("S01", &[("mcp.json", &text)]), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn what_stands_in_place_of_a_variable_that_is_not_set_is_a_value() {
    let server = |value: &str| {
        format!(r#"{{"mcpServers": {{"a": {{"command": "x", "env": {{"CONSOLE_PASS": "{value}"}}}}}}}}"#)
    };
    let chosen = ["adm", "in123"].concat();
    assert_eq!(found("S01", &[("mcp.json", &server(&format!("${{PASS:-{chosen}}}")))]).len(), 1);
    for open in ["${PASS}", "${PASS:-}", "${PASS:-$OTHER}"] {
        assert!(found("S01", &[("mcp.json", &server(open))]).is_empty(), "{open}");
    }
}
