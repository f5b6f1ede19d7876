//! N07: a live call described: `I called the tool`, `wir haben den Server gestartet`.

use super::prose::{Sentence, Token};
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet};
use super::words::NEGATIONS;
use crate::catalog::FieldKey;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N07",
    title: "a live call described",
    reason: "The review is static: who reads that a tool was called has to ask what it changed and whose data came back.",
    weight: Weight::Wrong,
    run,
};

/// What may be called or queried.
const CALLABLE: [&str; 24] = [
    "tool",
    "tools",
    "tools/call",
    "tools/list",
    "endpoint",
    "endpoints",
    "api",
    "apis",
    "server",
    "servers",
    "method",
    "methods",
    "service",
    "database",
    "production",
    "prod",
    "werkzeug",
    "werkzeuge",
    "endpunkt",
    "schnittstelle",
    "methode",
    "dienst",
    "datenbank",
    "produktion",
];

/// What may be started or connected to.
const RUNNABLE: [&str; 22] = [
    "server",
    "servers",
    "tool",
    "tools",
    "client",
    "service",
    "endpoint",
    "api",
    "instance",
    "container",
    "production",
    "prod",
    "database",
    "cluster",
    "inspector",
    "dienst",
    "werkzeug",
    "container",
    "datenbank",
    "produktion",
    "instanz",
    "produktivsystem",
];

/// Behind these words a thing is only named: `called the server owner`, `started the server list`.
const NAMED: [&str; 24] = [
    "owner",
    "owners",
    "team",
    "teams",
    "maintainer",
    "maintainers",
    "vendor",
    "author",
    "description",
    "descriptions",
    "list",
    "lists",
    "name",
    "names",
    "schema",
    "schemas",
    "manifest",
    "config",
    "configuration",
    "contact",
    "operator",
    "review",
    "documentation",
    "misleading",
];

/// Between subject and verb.
const BETWEEN: [&str; 24] = [
    "then",
    "also",
    "just",
    "only",
    "briefly",
    "even",
    "once",
    "have",
    "had",
    "has",
    "and",
    ",",
    "successfully",
    "first",
    "later",
    "again",
    "manually",
    "actually",
    "quickly",
    "finally",
    "simply",
    "still",
    "(",
    "both",
];

/// Conditions that make a call one of the mind. `when I called it` is none.
const IMAGINED: [&str; 15] = [
    "if", "unless", "would", "could", "should", "might", "imagine", "suppose", "wenn", "falls", "würde",
    "würden", "könnte", "sollte", "wäre",
];

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for sentence in sheet.sentences().iter().filter(|sentence| may_tell(sentence.part)) {
        let Some(at) = call(sentence) else { continue };
        let what = "this tells of a live call; the review is to read only";
        let help = "write which file or log shows it, and from whom it came; or say in `Method` who ran it, with whose consent";
        out.push(Found::new(
            sentence.line(at),
            RULE.weight,
            CleanText::literal(what),
            CleanText::literal(help),
        ));
    }
}

const fn may_tell(part: Part) -> bool {
    !matches!(
        part,
        Part::Field(
            FieldKey::Expected
                | FieldKey::Remediation
                | FieldKey::Objective
                | FieldKey::Title
                | FieldKey::References
        )
    )
}

/// Returns where a sentence tells of a call that its author made.
fn call(sentence: &Sentence) -> Option<usize> {
    if sentence.speaks_of(&IMAGINED) {
        return None;
    }
    english(sentence)
        .or_else(|| after_deed(sentence))
        .or_else(|| answered(sentence))
        .or_else(|| german(sentence))
}

fn english(sentence: &Sentence) -> Option<usize> {
    let denied =
        sentence.words.iter().position(|word| word.is_any(&NEGATIONS)).unwrap_or(sentence.words.len());
    (0..denied).find(|&at| is_own(sentence, at) && does(sentence, at))
}

/// Says whether the verb here is the author's own deed: `I called`, `we read it and called`, `Called` at the beginning.
fn is_own(sentence: &Sentence, at: usize) -> bool {
    let mut before = at;
    while before > 0
        && sentence.words.get(before - 1).is_some_and(|word| BETWEEN.contains(&word.text.as_str()))
    {
        before -= 1;
    }
    let subject = before.checked_sub(1).and_then(|at| sentence.words.get(at));
    let Some(subject) = subject else { return before == 0 };
    let joined = before < at
        && sentence.words.get(before).is_some_and(|word| matches!(word.text.as_str(), "and" | "," | "then"))
        && sentence.words.first().is_some_and(|word| word.is_any(&["i", "we"]));
    subject.is_any(&["i", "we", "i've", "we've"]) || joined
}

/// Says whether the verb here calls, starts or connects to something.
fn does(sentence: &Sentence, at: usize) -> bool {
    let near = |verb: &str, objects: &[&str], code: bool| {
        sentence.at(at, verb).is_some_and(|end| reaches(sentence, end, objects, code))
    };
    near("called|invoked|triggered|queried|exercised|fuzzed|curled|hit|probed|pinged|poked", &CALLABLE, true)
        || near("called|queried|hit|probed|pinged|poked", &["callback", "webhook", "route"], false)
        || sentence.at(at, "opened|established a|an|one ?new ?live session|connection to|with|against").is_some()
        || near("started|launched|restarted|spawned|booted", &RUNNABLE, false)
        || near("spun|fired|brought|stood up", &RUNNABLE, false)
        || near("ran|executed", &RUNNABLE, false)
        || sentence.at(at, "ran|executed").is_some_and(|end| names_tool(sentence, end))
        || near("connected|authenticated to|with|against|mit|zu", &RUNNABLE, false)
        || near("logged|signed in|into ?to|on|at", &RUNNABLE, false)
        || near("logged|signed in|into ?to|on|at", &["console", "portal", "dashboard", "account", "shell"], false)
        || near("tested|tried|ran ?it ?this ?that on ?a|the", &["live", "production", "real", "actual"], false)
        || near("tested|tried|ran ?it ?this ?that against ?the", &["live", "production", "prod", "running", "staging", "sandbox"], false)
        || sentence.at(at, "sent|issued|fired ?off").is_some_and(|end| is_code_call(sentence, end))
        || goes_through(sentence, at)
        || asks(sentence, at)
        || sentence.at(at, "sent|made|issued|posted ?a|an|one|two|three|some|several|the|real|live|test|few ?real|live|test api|http|https|get|post|tool|live|test|json-rpc request|requests|call|calls").is_some()
}

/// Says whether the next word is the name of a tool: `executed update_zone`.
fn names_tool(sentence: &Sentence, at: usize) -> bool {
    sentence.words.get(at).is_some_and(|word| word.token == Token::Word && word.text.contains('_'))
}

/// Says whether the verb here sends what a server answers: `sent a couple of requests`, `issued three queries`.
fn asks(sentence: &Sentence, at: usize) -> bool {
    const ASKED: [&str; 10] = [
        "request", "requests", "query", "queries", "call", "calls", "payload", "payloads", "prompt",
        "prompts",
    ];
    /// A request to people is none of a client.
    const PEOPLE: [&str; 17] = [
        "owner",
        "owners",
        "team",
        "vendor",
        "maintainer",
        "maintainers",
        "author",
        "operator",
        "board",
        "office",
        "desk",
        "support",
        "for",
        "about",
        "him",
        "her",
        "them",
    ];
    const MANY: [&str; 22] = [
        "a", "an", "one", "two", "three", "four", "five", "ten", "some", "several", "few", "couple",
        "handful", "number", "of", "the", "real", "live", "test", "more", "first", "many",
    ];
    let Some(from) = sentence.at(at, "sent|issued|fired|submitted ?off") else { return false };
    let skipped = sentence.words.iter().skip(from).take(6).take_while(|word| word.is_any(&MANY)).count();
    let object = from + skipped;
    let asked = sentence.words.get(object).is_some_and(|word| word.is_any(&ASKED));
    asked && !sentence.has_any(&PEOPLE, object + 1..(object + 6).min(sentence.words.len()).max(object + 1))
}

/// Says whether a name in code follows, and where it was sent from or to: ``issued `lights.set` from the inspector``.
fn is_code_call(sentence: &Sentence, at: usize) -> bool {
    sentence.words.get(at).is_some_and(|word| word.token == Token::Code && !word.text.starts_with('['))
        && sentence.words.iter().skip(at + 1).take(REACH).any(|word| word.is_any(&RUNNABLE))
}

/// Says whether the verb here changed something through what runs: `changed the volume through the tool`.
fn goes_through(sentence: &Sentence, at: usize) -> bool {
    let deed = "changed|set|moved|deleted|created|added|removed|switched|updated|wrote|renamed|uploaded|booked|ordered";
    let Some(end) = sentence.at(at, deed) else { return false };
    (end..end + REACH).any(|at| {
        sentence
            .at(at, "through|via|using|with ?the tool|tools|server|api|endpoint|inspector|client")
            .is_some()
    })
}

/// Returns where a call tells of itself: `a GET against the endpoint came back with 401`.
fn answered(sentence: &Sentence) -> Option<usize> {
    let (at, end) = sentence.find(
        "a|one|our|my|another ?quick ?single ?live ?test ?real ?first get|post|put|request|call|query",
    )?;
    let aimed = sentence.at(end, "against|to|at|on ?the endpoint|server|tool|api|instance|service")?;
    let back = sentence
        .at(aimed, "came|comes back")
        .or_else(|| sentence.at(aimed, "returned|answered|gave|succeeded|worked|failed"));
    (back.is_some() && !sentence.speaks_of(&NEGATIONS)).then_some(at)
}

/// Returns where a sentence tells of a call by what came after it: `after starting the container we saw`.
fn after_deed(sentence: &Sentence) -> Option<usize> {
    let at = sentence.words.iter().position(|word| word.is_any(&["after", "upon"]))?;
    let end = sentence.at(at + 1, "starting|launching|running|calling|invoking|querying|executing")?;
    let calls =
        sentence.words.get(at + 1).is_some_and(|word| word.is_any(&["calling", "invoking", "querying"]));
    let objects: &[&str] = if calls { &CALLABLE } else { &RUNNABLE };
    let own = sentence.speaks_of(&["i", "we", "my", "our"]);
    (own && reaches(sentence, end, objects, calls) && !sentence.speaks_of(&NEGATIONS)).then_some(at)
}

/// Says whether an object follows within a few words, and is not merely part of a name.
fn reaches(sentence: &Sentence, from: usize, objects: &[&str], code: bool) -> bool {
    // `Called by the client` is not the author's call.
    if sentence
        .words
        .get(from)
        .is_some_and(|word| word.is_any(&["by", "from", "via", "when", "in", "as", "out"]))
    {
        return false;
    }
    let window = sentence.words.iter().enumerate().skip(from).take(REACH);
    for (at, word) in window {
        // `The owner of the server` is not the server.
        let turns =
            word.is_any(&["of", "for", "who", "which", "whose", "about", "that", "from", "before", "after"]);
        if word.token == Token::Sign || turns {
            return false;
        }
        let is_code = code && word.token == Token::Code && !word.text.starts_with('[');
        if is_code || word.is_any(objects) {
            let next = sentence.words.get(at + 1);
            return !next.is_some_and(|next| next.is_any(&NAMED));
        }
    }
    false
}

/// An object stands within so many words behind its verb.
const REACH: usize = 5;

fn german(sentence: &Sentence) -> Option<usize> {
    const OWN: [&str; 4] = ["ich habe", "wir haben", "habe ich", "haben wir"];
    const DONE: [&str; 16] = [
        "aufgerufen",
        "gestartet",
        "ausgeführt",
        "abgefragt",
        "angemeldet",
        "eingeloggt",
        "verbunden",
        "ausgelöst",
        "getestet",
        "ausprobiert",
        "angesprochen",
        "laufen",
        "abgesetzt",
        "geschickt",
        "gesendet",
        "hochgefahren",
    ];
    const DID: [&str; 3] =
        ["ich rief|startete|befragte", "wir riefen|starteten|befragten", "ich|wir führte|führten"];
    let denied = sentence.speaks_of(&NEGATIONS);
    let touches = || {
        let things = CALLABLE.iter().chain(&RUNNABLE).copied().collect::<Vec<_>>();
        sentence.words.iter().any(|word| word.token == Token::Code || word.is_any(&things))
    };
    // `Über die Schnittstelle gedruckt`: whatever it was, it went through what runs.
    let through =
        ["über|gegen|per ?die|den|das|dem|eine|einen api|schnittstelle|server|dienst|endpunkt|werkzeug"];
    if let Some((at, _)) = OWN.iter().find_map(|own| sentence.find(own))
        && !denied
        && through.iter().any(|phrase| sentence.find(phrase).is_some())
        && sentence.words.last().is_some_and(|word| is_participle(&word.text))
    {
        return Some(at);
    }
    let asked =
        sentence.find("auf unseren|meinen aufruf").or_else(|| sentence.find("auf unsere|meine anfrage"));
    if let Some((at, _)) = asked.filter(|(_, end)| {
        !denied && sentence.at(*end, "an ?den ?die ?das hersteller|betreiber|team").is_none()
    }) {
        return Some(at);
    }
    let perfect = OWN.iter().find_map(|own| sentence.find(own)).filter(|_| sentence.speaks_of(&DONE));
    let past = || DID.iter().find_map(|did| sentence.find(did));
    let (at, _) = perfect.or_else(past)?;
    (!denied && touches()).then_some(at)
}

/// Says whether a German word has the form of what was done: `gedruckt`, `abgerufen`, `angelegt`. Reading is no deed.
fn is_participle(word: &str) -> bool {
    const READING: [&str; 8] =
        ["gelesen", "gesehen", "geschrieben", "gesprochen", "gefunden", "gehört", "gewusst", "nachgelesen"];
    word.contains("ge") && word.ends_with(['t', 'n']) && word.chars().count() > 5 && !READING.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    #[test]
    fn calls_that_the_author_made_are_named() {
        for told in [
            "I called the search tool with a customer number.",
            "We ran the server locally.",
            "We cloned the repository and started the server.",
            "I invoked `ledger.search` twice.",
            "Called `tools/list` and got nine tools.",
            "We connected to the production database.",
            "Then we sent a test request.",
            "I made two API calls.",
            "I tested it against production.",
            "We spun up the server on a laptop.",
            "Hit the /mcp endpoint with curl and got a 200.",
            "Our test showed: we executed update_zone against the sandbox.",
            "I logged into the staging console and flipped the flag.",
            "After starting the container I sent a fax.",
            "Sent a couple of requests through the inspector.",
            "Ich habe das Werkzeug aufgerufen.",
            "Danach haben wir den Server gestartet.",
            "Wir riefen die Schnittstelle auf.",
            "We poked the callback with a handful of requests.",
            "I took the inspector, opened a session against the meter and read three values.",
            "We tried it on the real pump.",
            "We issued `lights.set` from the inspector and the lamp went on.",
            "During the session I changed the volume through the tool.",
            "A quick GET against the endpoint came back with 401.",
            "Auf unseren Aufruf hin kam der Pegel sofort zurück.",
            "Testweise haben wir ein Etikett über die Schnittstelle gedruckt.",
        ] {
            let note = format!(
                "**Expected:** reading only\n\n**Observed:** the manifest lists two tools.\n{told}\n"
            );
            assert_eq!(lines("N07", &note), [4], "{told}");
        }
    }

    #[test]
    fn what_others_did_what_nobody_did_and_other_calls_are_no_live_calls() {
        for fine in [
            "No tool was called.",
            "We did not start the server.",
            "We never called the tool.",
            "I called the owner of the server on Monday.",
            "We called the server owner.",
            "The client called the tool twice, says `app.log`.",
            "We saw that the client called the tool.",
            "The host calls `ledger.search` by itself.",
            "If we called the tool, it would write.",
            "We ran the scanner over the export.",
            "We started with the tool list.",
            "We sent a request to the owner for the log.",
            "We sent three queries to the team about it.",
            "After reading the manifest we called this finding F-2.",
            "The vendor starts the container by running the script.",
            "We executed on the plan.",
            "We hit a wall there.",
            "I started the review on Monday.",
            "Dana, who called the tool, sent us the log.",
            "It is called `search`.",
            "A tool called `search` is listed.",
            "Es wurde kein Werkzeug aufgerufen.",
            "Wir haben den Server nicht gestartet.",
            "Wir haben das Manifest gelesen.",
            "Wir haben über die Schnittstelle gesprochen.",
            "We opened a ticket with the vendor.",
            "We added the tool to the list with the names of tools.",
            "We issued `F-2` as a finding.",
            "The way we do this is by invoking the method.",
            "The client sent a GET to the endpoint, says `app.log`.",
            "The client opened a session against the meter, says `app.log`.",
        ] {
            let note = format!("**Expected:** reading only\n\n**Observed:** {fine}\n");
            assert!(lines("N07", &note).is_empty(), "{fine}");
        }
    }

    #[test]
    fn what_should_be_done_is_no_call() {
        let note =
            "**Expected:** I called the tool\n**Observed:** no list\n**Remediation:** we ran the server\n";
        assert!(lines("N07", note).is_empty());
    }
}
