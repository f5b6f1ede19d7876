//! Harmless text that looks like something: ids, digests, versions, times, words. What fills the holes `«~kind»`.

use super::credentials::{WORDS, capital, uuid};
use crate::random::Random;

/// Makes a harmless piece of text; `None` for a kind that there is not.
pub(crate) fn make(kind: &str, random: &mut Random) -> Option<String> {
    Some(match kind {
        "word" => (*random.pick(WORDS)).to_owned(),
        "Word" => capital(random.pick(WORDS)),
        "service" => (*random.pick(&[
            "ledger-api",
            "billing-worker",
            "report-builder",
            "search-index",
            "mail-relay",
            "audit-sink",
        ]))
        .to_owned(),
        "noun" => (*random
            .pick(&["invoice", "session", "report", "tenant", "queue", "document", "batch", "widget"]))
        .to_owned(),
        "Noun" => (*random
            .pick(&["Invoice", "Session", "Report", "Tenant", "Queue", "Document", "Batch", "Widget"]))
        .to_owned(),
        "verb" => {
            (*random.pick(&["loaded", "stored", "rejected", "rebuilt", "merged", "archived"])).to_owned()
        }
        "level" => (*random.pick(&["DEBUG", "INFO", "WARN", "ERROR"])).to_owned(),
        "int" => random.between(2, 999).to_string(),
        "digit" => random.between(1, 9).to_string(),
        "int5" => random.between(10_000, 99_999).to_string(),
        "int8" => random.between(10_000_000, 99_999_999).to_string(),
        "int10" => format!("4{}", random.digits(9)),
        "int12" => format!("3{}", random.digits(11)),
        "int16" => format!("9{}", random.digits(15)),
        "port" => random.pick(&["8080", "8443", "5432", "3306", "6379", "9090"]).to_string(),
        "percent" => format!("{}.{}", random.below(100), random.below(10)),
        "date" => format!("2026-{:02}-{:02}", random.between(1, 12), random.between(1, 28)),
        "time" => format!("{:02}:{:02}:{:02}", random.below(24), random.below(60), random.below(60)),
        "iso" => format!(
            "2026-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            random.between(1, 12),
            random.between(1, 28),
            random.below(24),
            random.below(60),
            random.below(60),
            random.below(1000)
        ),
        "syslog-time" => format!(
            "{} {:2} {:02}:{:02}:{:02}",
            random.pick(&["Jan", "Mar", "Jun", "Oct"]),
            random.between(1, 28),
            random.below(24),
            random.below(60),
            random.below(60)
        ),
        "clf-time" => format!(
            "{:02}/{}/2026:{:02}:{:02}:{:02} +0000",
            random.between(1, 28),
            random.pick(&["Jan", "Mar", "Jun", "Oct"]),
            random.below(24),
            random.below(60),
            random.below(60)
        ),
        "epoch" => random.between(1_760_000_000, 1_790_000_000).to_string(),
        "epoch-ms" => random.between(1_760_000_000_000, 1_790_000_000_000).to_string(),
        "uuid" => uuid(random),
        "hex7" => random.hex(7),
        "hex8" => random.hex(8),
        "hex16" => random.hex(16),
        "hex32" => random.hex(32),
        "hex40" => random.hex(40),
        "hex64" => random.hex(64),
        "hex128" => random.hex(128),
        "fingerprint" => (0..20).map(|_| random.hex(2).to_uppercase()).collect::<Vec<_>>().join(":"),
        "b64-43" => random.text(BASE64, 43),
        "b64-86" => random.text(BASE64, 86),
        "b64-line" => random.text(BASE64, 76),
        "b64-lines" => (0..6).map(|_| random.text(BASE64, 64)).collect::<Vec<_>>().join("\n"),
        "ident24" => random.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 24),
        "UPPER8" => random.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8),
        "version" => format!("{}.{}.{}", random.between(0, 14), random.below(30), random.below(20)),
        "version4" => {
            format!("{}.{}.{}.{}", random.between(1, 14), random.below(30), random.below(9), random.below(9))
        }
        "colour" => random.hex(6),
        "path" => format!("/srv/{}/{}/{}.log", random.pick(WORDS), random.pick(WORDS), random.pick(WORDS)),
        "source-path" => {
            format!("src/{}/{}_{}.rs", random.pick(WORDS), random.pick(WORDS), random.pick(WORDS))
        }
        "host" => format!("{}.internal", random.pick(WORDS)),
        "slack-user" => format!("U{}", random.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8)),
        "public-host" => (*random.pick(&[
            "github.com",
            "registry.npmjs.org",
            "pypi.org",
            "docs.python.org",
            "www.w3.org",
            "schemas.xmlsoap.org",
        ]))
        .to_owned(),
        "account" => random.digits(12),
        _ => return None,
    })
}

const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
