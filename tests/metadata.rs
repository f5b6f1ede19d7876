//! Metadata of MCP clients through the whole program: credentials in fourteen places are taken out of the copies, and the
//! report names each place.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run, tree};

/// Where a credential may stand in a configuration, with `@` for the value.
const PLACES: [(&str, &str); 14] = [
    ("env.API_TOKEN", r#"{"command": "ledger", "env": {"API_TOKEN": "@"}}"#),
    (
        "headers.Authorization",
        r#"{"url": "https://m.example.com", "headers": {"Authorization": "Bearer @"}}"#,
    ),
    ("args[1]", r#"{"command": "ledger", "args": ["--api-key", "@"]}"#),
    ("args[0]", r#"{"command": "ledger", "args": ["--api-key=@"]}"#),
    ("url", r#"{"url": "https://svc:@\u0040m.example.com/mcp"}"#),
    ("url", r#"{"url": "https://m.example.com/s/@/mcp"}"#),
    ("url", r#"{"url": "https://m.example.com/mcp?token=@"}"#),
    ("url", r#"{"url": "https://m.example.com/mcp#access_token=@"}"#),
    ("args[0]", r#"{"command": "pg-mcp", "args": ["postgres://svc:@\u0040db.example.com/ledger"]}"#),
    ("args[1]", r#"{"command": "curl-mcp", "args": ["-u", "svc:@"]}"#),
    ("args[2]", r#"{"command": "npx", "args": ["mcp-remote", "--header", "X-Api-Key: @"]}"#),
    ("args[2]", r#"{"command": "docker", "args": ["run", "-e", "API_TOKEN=@", "a/b:1.0"]}"#),
    ("args[1]", r#"{"command": "sh", "args": ["-c", "API_TOKEN=@ ledger --stdio"]}"#),
    ("oauth.clientSecret", r#"{"url": "https://m.example.com", "oauth": {"clientSecret": "@"}}"#),
];

/// A value of its own for each place, so that none is known from another.
fn value(number: usize) -> String {
    ["q7Rk2", "Zx9Lm4", "Tv8Bn3", "Yw6Pc1"].concat() + &(number + 10).to_string()
}

#[test]
fn a_credential_in_any_of_fourteen_places_is_taken_out_and_named() {
    let folder = Folder::new("metadata");
    folder.write(
        "in/note.md",
        "# Review\n\nOwner: Ledger team\n\n## Observed\n\nSeen.\n\n## Remediation\n\nFix.\n",
    );
    for (number, (_, server)) in PLACES.iter().enumerate() {
        let server = server.replace('@', &value(number)).replace("\\u0040", "@");
        let text = format!("{{\"mcpServers\": {{\"ledger\": {server}}}}}\n");
        folder.write(&format!("in/{number:02}/mcp.json"), text);
    }
    run(folder.path(), &["batch", "in", "--out", "out", "--format", "json"]).expect(0);

    for (path, bytes) in tree(&folder.join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        for number in 0..PLACES.len() {
            assert!(!text.contains(&value(number)), "{path}: place {number}");
        }
    }
    let report = std::fs::read(folder.join("out/reports/note.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let findings = report["report"]["metadata"]["findings"].as_array().unwrap();
    for (number, (place, _)) in PLACES.iter().enumerate() {
        let path = format!("{number:02}/mcp.json");
        let places: Vec<&str> = findings
            .iter()
            .filter(|f| f["check"] == "S01" && f["path"] == path.as_str())
            .map(|f| f["place"].as_str().unwrap())
            .collect();
        assert_eq!(places, [format!("mcpServers.ledger.{place}")], "{path}");
    }
}

#[test]
fn servers_in_the_settings_of_an_ide_are_named_in_the_report() {
    let f = Folder::new("metadata-ide");
    let secret = value(42);
    f.write(
        "in/note.md",
        "# Review\n\nName: ledger\n\n## Findings\n\n### F-01: x\n\n**Observed:** y\n\n**Remediation:** z\n",
    );
    f.write(
        "in/options/llm.mcpServers.xml",
        format!(
            "<application>\n  <component name=\"McpApplicationServerCommands\">\n    <McpServerCommand>\n      <option name=\"name\" value=\"ledger\" />\n      \
             <envs><env name=\"API_TOKEN\" value=\"{secret}\" /></envs>\n    </McpServerCommand>\n  </component>\n</application>\n"
        ),
    );
    f.write(
        "in/.junie/mcp/mcp.json",
        r#"{"mcpServers": {"ledger": {"command": "npx", "args": ["-y", "@acme/ledger"]}}}"#,
    );
    run(f.path(), &["batch", "in", "--out", "p", "--format", "md"]).expect(0);
    let report = std::fs::read_to_string(f.join("p/reports/note.md")).unwrap();
    let line =
        report.lines().find(|line| line.contains("llm.mcpServers.xml") && line.contains("not read")).unwrap();
    assert!(line.contains("as JSON"), "{line}");
    assert!(report.contains("JetBrains") && !report.contains(&secret));
}
