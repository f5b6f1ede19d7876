//! Everyday words that must never be searched everywhere, however they came into the ledger.

/// Says whether a value is an everyday word (any case).
pub(crate) fn is_common_word(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    std::str::from_utf8(&lower).is_ok_and(|word| WORDS.binary_search(&word).is_ok())
}

/// Sorted; words that stand in configuration, logs and notes without meaning anybody.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "abcdef", "access", "account", "active", "address", "admin", "administrator", "allowed", "analytics",
    "anonymous", "application", "approved", "archive", "authorization", "backend", "backup", "basic",
    "bearer", "boolean", "browser", "build", "cache", "certificate", "changeme", "client", "cluster",
    "company", "config", "configuration", "connection", "console", "container", "content", "control",
    "cookie", "count", "create", "created", "credential", "credentials", "customer", "customers", "data",
    "database", "debug", "default", "delete", "deleted", "demo", "deploy", "deployment", "description",
    "dev", "development", "disabled", "docker", "document", "domain", "email", "employee", "empty",
    "enabled", "encrypted", "endpoint", "engineering", "environment", "error", "example", "expected",
    "export", "external", "failed", "false", "feature", "field", "file", "files", "finance", "folder",
    "format", "frontend", "function", "gateway", "global", "group", "guest", "handler", "header", "health",
    "hidden", "host", "hostname", "http", "https", "image", "import", "index", "info", "information",
    "input", "integer", "internal", "issue", "javascript", "json", "key", "keys", "language", "latest",
    "letmein", "level", "library", "license", "linux", "list", "local", "localhost", "login", "logs",
    "machine", "main", "management", "manager", "marketing", "master", "memory", "message", "metadata",
    "method", "migration", "missing", "module", "monitor", "monitoring", "name", "namespace", "network",
    "node", "none", "normal", "note", "notes", "null", "number", "oauth", "object", "observed", "office",
    "optional", "options", "order", "output", "owner", "package", "page", "param", "parameter", "partner",
    "pass", "passphrase", "passwd", "password", "passwords", "path", "payload", "pending", "person",
    "phone", "placeholder", "platform", "plugin", "policy", "postgres", "postgresql", "prefix", "primary",
    "private", "prod", "product", "production", "profile", "project", "property", "protected", "protocol",
    "provider", "proxy", "public", "python", "query", "queue", "read", "readonly", "redacted", "redis",
    "reference", "region", "release", "remote", "report", "repository", "request", "required", "resource",
    "response", "result", "review", "role", "root", "route", "runtime", "sample", "schema", "scope",
    "script", "secondary", "secret", "secrets", "section", "security", "select", "server", "service",
    "services", "session", "settings", "shared", "simple", "source", "staging", "standard", "start",
    "state", "static", "status", "storage", "string", "subject", "submit", "success", "support", "system",
    "table", "target", "team", "temp", "template", "test", "tester", "testing", "text", "title", "tmp",
    "token", "tokens", "trace", "true", "type", "undefined", "unknown", "update", "updated", "user",
    "username", "users", "valid", "value", "values", "version", "view", "virtual", "volume", "warning",
    "webhook", "website", "window", "windows", "worker", "workspace", "write", "xxxxxx",
];

#[cfg(test)]
mod tests {
    use super::{WORDS, is_common_word};

    #[test]
    fn the_list_is_sorted() {
        assert!(WORDS.windows(2).all(|w| w[0] < w[1]), "{:?}", WORDS.windows(2).find(|w| w[0] >= w[1]));
    }

    #[test]
    fn case_does_not_matter() {
        assert!(is_common_word(b"Password"));
        assert!(!is_common_word(b"Tr0ub4dor"));
    }
}
