//! N05: certainty that no evidence can give: `fully secure`, `no risk`.

use super::prose::{Sentence, Token};
use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use super::words;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N05",
    title: "certainty that no evidence can give",
    reason: "Reading files shows what stands in them; that nothing can go wrong they cannot show.",
    weight: Weight::Wrong,
    run,
};

/// Claims that something is safe beyond doubt.
const SAFE: [&str; 20] = [
    "fully|completely|totally|entirely|absolutely|perfectly secure|safe|protected|sealed",
    "100 % secure|safe|sicher",
    "secure|safe beyond ?any ?all doubt",
    "guaranteed|guarantees ?to ?be ?full ?complete ?total secure|safe|security|safety",
    "unhackable|unbreakable|bulletproof|bullet-proof|fool-proof|foolproof|hack-proof|tamper-proof",
    "risk-free|risk free",
    "rest assured",
    "free of|from ?any|all risk|risks|vulnerabilities",
    "impossible to hack|exploit|bypass|attack|abuse|misuse|compromise|circumvent|evade|breach|defeat|leak|escape|forge",
    "impossible to get ?back around|past|through|into|out",
    "airtight|watertight|ironclad|iron-clad|rock-solid|wasserdicht|bombensicher|kugelsicher|unknackbar",
    "100 % guarantee|guaranteed|protected|protection|schutz|geschützt|dicht",
    "unmöglich zu umgehen|knacken|angreifen|missbrauchen|überwinden",
    "nicht zu knacken|überwinden",
    "vollständig|völlig|absolut|vollkommen|komplett|restlos|hundertprozentig|perfekt sicher|geschützt|abgesichert",
    "risikofrei|risikolos|unangreifbar|unhackbar",
    "frei von ?allen|jeglichen risiken|schwachstellen",
    "garantiert|garantiere sicher|sicherheit",
    "zweifelsfrei|zweifellos sicher",
    "absolute|vollständige|vollkommene|hundertprozentige sicherheit",
];

/// Claims that there is no risk at all, which are denials by themselves.
const RISKLESS: [&str; 16] = [
    "no|zero ?security ?residual ?remaining ?further risk|risks",
    "without any|all ?security risk|risks",
    "cannot|can't ?possibly ?ever be exploited|hacked|bypassed|attacked|abused|misused|compromised|circumvented|breached|leaked",
    "can|could|will never ?ever ?be exploited|hacked|bypassed|attacked|abused|misused|compromised|circumvented|breached|leaked|leak",
    "nothing can|could ?ever ?possibly go|happen ?wrong",
    "nothing can|could|will ?ever ?possibly leak|escape ?out ?from ?of ?here|it|there|this",
    "no|zero chance|possibility|room of|for ?any ?data ?privilege abuse|misuse|attack|attacks|bypass|compromise|escalation|escape|exploitation|leak|leakage|leaks|exfiltration",
    "no|zero way|possibility|means ?for ?anyone|anybody|attackers|an ?attacker to abuse|attack|bypass|circumvent|escape|exploit|leak|misuse|compromise|break|evade",
    "no way in",
    "no attack surface ?at ?all ?left",
    "no vulnerabilities exist|remain",
    "kein|keine|keinerlei ?verbleibendes ?verbleibenden risiko|risiken",
    "ohne jedes|jegliches risiko",
    "kann|können nicht|nie|niemals ausgenutzt|umgangen|angegriffen|missbraucht werden",
    "kann nichts|nie|niemals ?etwas passieren|schiefgehen|geschehen|schief",
    "kann nichts abfließen|entweichen|nach",
];

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for sentence in sheet.sentences().iter().filter(|sentence| sentence.part.asserts()) {
        let Some((from, to)) = claim(sentence) else { continue };
        let said: Vec<&str> =
            sentence.words.iter().take(to).skip(from).map(|word| word.text.as_str()).collect();
        let what = format!("`{}` says more than files can show", said.join(" "));
        let help = "write what was looked at and what was seen there, and under `Uncertainty` what could not be seen";
        out.push(Found::new(sentence.line(from), RULE.weight, sheet.words(what), CleanText::literal(help)));
    }
}

fn claim(sentence: &Sentence) -> Option<(usize, usize)> {
    let safe = SAFE.iter().find_map(|phrase| sentence.find(phrase));
    // `100 % safe Rust` is about a language.
    let is_kind = |to: usize| sentence.has_any(&["rust", "code", "api", "subset", "language"], to..to + 1);
    let safe = safe.filter(|(from, to)| !is_kind(*to) && !words::is_denied(sentence, *from));
    let riskless =
        || RISKLESS.iter().find_map(|phrase| sentence.find(phrase)).filter(|at| !is_bounded(sentence, *at));
    let found = safe.or_else(riskless).or_else(|| unthinkable(sentence)).or_else(|| nobody_can(sentence))?;
    // `Rest assured` is the author's own word for it, not somebody else's.
    let own = sentence.find("rest assured").is_some();
    (own || !words::is_hedged(sentence)).then_some(found)
}

/// Harm that somebody may call impossible.
const HARM: [&str; 36] = [
    "hacking",
    "bypass",
    "bypassing",
    "exploiting",
    "exploitation",
    "attack",
    "attacks",
    "abuse",
    "abusing",
    "misuse",
    "tampering",
    "tampered",
    "leak",
    "leaks",
    "leakage",
    "leaking",
    "escape",
    "escaping",
    "breach",
    "breaches",
    "compromise",
    "compromised",
    "escalation",
    "exfiltration",
    "circumvention",
    "abused",
    "missbrauch",
    "angriff",
    "angriffe",
    "abfluss",
    "datenabfluss",
    "umgehung",
    "manipulation",
    "manipulationen",
    "ausnutzung",
    "einbruch",
];

/// Returns where harm is called impossible: `hacking this is impossible`, `ein Abfluss ist ausgeschlossen`.
fn unthinkable(sentence: &Sentence) -> Option<(usize, usize)> {
    let (from, to) = sentence
        .find(
            "is|are|remains|ist|sind|bleibt ?simply ?completely ?absolut ?völlig \
         impossible|inconceivable|unthinkable|ausgeschlossen|undenkbar|unmöglich",
        )
        .or_else(|| sentence.find("is|are out of the question"))
        .or_else(|| {
            sentence.find("is|are|ist|sind ?simply ?technically ?technisch not|nicht possible|möglich")
        })?;
    // `It is impossible to see whether` is about what could not be seen.
    let sees = sentence.at(to, "to|zu").is_some();
    (!sees && sentence.speaks_of(&HARM) && !words::is_denied(sentence, from)).then_some((from, to))
}

/// Returns where nobody is said to be able to do harm: `no process can ever break out`.
fn nobody_can(sentence: &Sentence) -> Option<(usize, usize)> {
    let nobody = sentence
        .words
        .iter()
        .position(|w| w.is_any(&["no", "nobody", "no-one", "nothing", "none", "niemand"]))?;
    let deeds = [
        "can|could|will ?ever ?possibly ?ever bypass|circumvent|escape|exploit|abuse|misuse|compromise|hack|leak|tamper",
        "can|could|will ?ever ?possibly ?ever break|get out|through|around|past",
        "kann|wird ?je ?jemals ausbrechen|umgehen|missbrauchen|eindringen",
    ];
    let found = deeds.iter().find_map(|deed| sentence.find(deed))?;
    (nobody < found.0 && found.0 - nobody <= REACH).then_some((nobody, found.1))
}

/// Who cannot do it stands so many words before.
const REACH: usize = 6;

/// Says whether `no risk` is part of something smaller: `no risk register`, `no risk of data loss`, `no risk was recorded`,
/// `accepts no risk`, `cannot be bypassed without the key`, `does not mean that there is no risk`.
fn is_bounded(sentence: &Sentence, (from, to): (usize, usize)) -> bool {
    /// What may stand before a risk that is said not to be there.
    const THERE: [&str; 42] = [
        "absolutely",
        "definitely",
        "certainly",
        "simply",
        "literally",
        "leaves",
        "leave",
        "hier",
        "is",
        "are",
        "there's",
        "was",
        "were",
        "poses",
        "pose",
        "carries",
        "carry",
        "presents",
        "present",
        "bears",
        "has",
        "have",
        "with",
        "at",
        "remains",
        "and",
        "so",
        "thus",
        "therefore",
        "hence",
        "means",
        "besteht",
        "bestehen",
        "birgt",
        "bergen",
        "gibt",
        "es",
        "damit",
        "somit",
        "also",
        "und",
        "that",
    ];
    /// What may stand behind it without making it smaller.
    const WHOLE: [&str; 28] = [
        "to",
        "for",
        "here",
        "whatsoever",
        "left",
        "remains",
        "remain",
        "anymore",
        "now",
        "any",
        "at",
        "and",
        "or",
        "since",
        "because",
        "so",
        "für",
        "mehr",
        "besteht",
        "bestehen",
        "vorhanden",
        "und",
        "oder",
        "da",
        "weil",
        "mit",
        "beim",
        "bei",
    ];
    const DENIALS: [&str; 12] = [
        "not", "doesn't", "don't", "isn't", "didn't", "wasn't", "never", "nobody", "nicht", "nie", "niemals",
        "weder",
    ];
    let open = |at: Option<usize>, words: &[&str]| {
        let word = at.and_then(|at| sentence.words.get(at));
        word.is_none_or(|word| word.token == Token::Sign || word.is_any(words))
    };
    // `Cannot be bypassed` has its subject before it, whatever that is.
    let is_deed = sentence.words.get(from).is_some_and(|word| {
        word.is_any(&["cannot", "can't", "can", "could", "will", "kann", "können", "nothing"])
    });
    // `No findings, no risk` denies twice, and not itself.
    let denied = sentence.has_any(&DENIALS, 0..from);
    let stands_free = (is_deed || open(from.checked_sub(1), &THERE)) && open(Some(to), &WHOLE);
    denied || !stands_free
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::{lines, whats};

    #[test]
    fn claims_of_safety_beyond_doubt_are_named() {
        for claim in [
            "The server is fully secure.",
            "After the fix this is 100% safe.",
            "There is no risk.",
            "There is no residual risk for the tenants.",
            "The token cannot be abused.",
            "Overall: no findings, no residual risk.",
            "The mount poses no risk to other tenants.",
            "Die Schnittstelle ist vollständig sicher.",
            "Es besteht kein Risiko.",
            "It is impossible to get around the allow list.",
            "Absolutely no chance of privilege escalation.",
            "Attackers have no way in.",
            "The jail is watertight.",
            "The session can never be bypassed.",
            "Nothing can ever leak from here.",
            "There is a 100% guarantee that history is kept.",
            "Da kann nichts passieren.",
            "No process in the container can ever break out of it.",
            "Hacking this is impossible.",
            "Tampering with the log is not possible under any circumstances.",
            "You can rest assured that this is secure.",
            "Manipulation ist technisch nicht möglich.",
            "There's simply no attack surface left.",
            "It is out of the question that clocks are tampered with.",
            "Patient data is perfectly protected.",
            "Ein Abfluss ist ausgeschlossen.",
            "Der Schutz kann nicht umgangen werden.",
        ] {
            let note = format!("**Expected:** a check\n\n**Observed:** a check is there. {claim}\n");
            assert_eq!(lines("N05", &note), [3], "{claim}");
        }
        assert_eq!(
            whats("N05", "Observed: all in all\nabsolutely safe\n"),
            ["`absolutely safe` says more than files can show"]
        );
    }

    #[test]
    fn what_is_denied_conditional_quoted_or_bounded_is_no_claim() {
        for fine in [
            "The server is not fully secure.",
            "We cannot say that the server is fully secure.",
            "There is no way to tell whether the host checks it.",
            "There is no way in the manifest to narrow it.",
            "There was no chance to look at the host.",
            "Nobody knows whether it is watertight.",
            "It is impossible to see abuse in these files.",
            "Abuse is not impossible.",
            "It was not possible to look for abuse.",
            "No file can be read without a token.",
            "Die Abrechnung ist ausgeschlossen.",
            "Nothing here makes it completely safe.",
            "The README calls itself \"100% safe\".",
            "The vendor claims that it is fully secure.",
            "It would be risk-free if the mount were dropped.",
            "No risk register was kept.",
            "No risk was identified in the two files.",
            "That the list is short does not mean that there is no risk.",
            "There is little to no risk register.",
            "There is no risk of data loss, since nothing is written.",
            "The closure accepted no residual risk.",
            "No residual risks are rated very high.",
            "The check cannot be bypassed without the key.",
            "The parser is written in 100% safe Rust.",
            "Kein Risiko ausgewählt",
            "Die Schnittstelle ist nicht vollständig sicher.",
            "Es wurde kein Risikoregister geführt.",
            "Laut Hersteller besteht kein Risiko.",
            "`no risk` is what the linter looks for",
            "The command is safe to read.",
        ] {
            let note = format!("**Expected:** a check\n\n**Observed:** {fine}\n");
            assert!(lines("N05", &note).is_empty(), "{fine}");
        }
    }

    #[test]
    fn what_should_be_is_no_claim() {
        let note = "**Expected:** the channel is fully secure\n**Observed:** it is open\n**Remediation:** make it fully secure\n";
        assert!(lines("N05", note).is_empty());
    }
}
