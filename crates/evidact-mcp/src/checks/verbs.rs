//! What the name of a tool says that it does.

use crate::facts::Source;
use crate::value::name_words;
use std::collections::BTreeSet;

/// What a tool does, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Reads,
    Changes,
    Destroys,
    Unknown,
}

const READS: &str = "\
    get list search read fetch find describe query count show view check validate lookup inspect explain \
    analyze analyse compare browse retrieve resolve preview status verify diff summarize summarise watch \
    tail poll lint parse estimate calculate compute convert download export discover";

const CHANGES: &str = "\
    create update write send execute exec put push merge move rename edit insert add upload deploy \
    publish approve transfer pay refund cancel close reset stop restart grant assign modify patch append \
    save submit reply invite archive enable disable install upsert replace navigate upgrade \
    downgrade failover switchover launch invoke register deregister configure provision setup attach detach \
    rotate restore rollback revert resize migrate promote subscribe unsubscribe withdraw reboot suspend \
    resume reopen duplicate unlock";

/// Words that change things where they lead a name, and are things elsewhere: `post_comment`, `get_post`.
const CHANGES_IN_FRONT: &str = "\
    post set copy run start manage fork click fill type press drag sync change trigger mark share buy \
    sell swap sign mint schedule block mute import apply commit clone pin ban lock control forward swipe \
    tap evaluate notify";

const DESTROYS: &str = "\
    delete remove drop destroy purge kill terminate revoke uninstall erase wipe truncate overwrite prune \
    unpublish shred";

/// What a tool is, rather than what it does: `update_notifications_reader` reads.
const READERS: &str = "\
    reader viewer finder getter lister fetcher inspector checker monitor explorer browser history \
    histories log logs report status summary preview";

/// The words that stand before the verb in the names of one list: the name of the server, or what all names share.
#[derive(Debug, Default)]
pub(super) struct Prefixes(BTreeSet<String>);

impl Prefixes {
    /// Returns the words before the verb in the tools of a file.
    pub(super) fn of_tools(source: &Source) -> Self {
        let mut out = Self::default();
        for server in source
            .servers
            .iter()
            .map(|s| &s.name)
            .chain(source.tools.iter().filter_map(|t| t.server.as_ref()))
        {
            out.add(server.as_str());
        }
        let mut firsts = source.tools.iter().map(|tool| first_word(tool.name.as_str()));
        if source.tools.len() > 1
            && let Some(first) = firsts.next()
            && firsts.all(|other| other == first)
            && known(&first) == Effect::Unknown
            && !holds(CHANGES_IN_FRONT, &first)
        {
            out.0.insert(first);
        }
        out
    }

    /// Returns the words of the name of one server.
    pub(super) fn of_server(name: &str) -> Self {
        let mut out = Self::default();
        out.add(name);
        out
    }

    fn add(&mut self, name: &str) {
        let words = name_words(name);
        self.0.extend(
            words.split('_').filter(|w| w.len() > 1 && known(w) == Effect::Unknown).map(str::to_owned),
        );
    }
}

/// Says whether a list of words, parted by blanks, holds this one.
fn holds(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|w| w == word)
}

fn first_word(name: &str) -> String {
    name_words(name).split('_').next().unwrap_or_default().to_owned()
}

fn known(word: &str) -> Effect {
    [(READS, Effect::Reads), (CHANGES, Effect::Changes), (DESTROYS, Effect::Destroys)]
        .iter()
        .find(|(words, _)| holds(words, word))
        .map_or(Effect::Unknown, |(_, effect)| *effect)
}

/// Returns the words of a name, and the first of them that is not one of the prefixes.
fn verb<'w>(words: &'w str, prefixes: &Prefixes) -> Option<&'w str> {
    words.split('_').filter(|w| !w.is_empty()).find(|word| !prefixes.0.contains(*word))
}

/// Says whether a name ends like that of something to read: its verb may be a part of what is read.
fn names_a_reader(words: &str) -> bool {
    words.rsplit_once('_').is_some_and(|(_, last)| holds(READERS, last))
}

/// Returns what the verb says that leads the name, behind the words that all names share. A word that is a thing as
/// often as a deed says nothing.
pub(super) fn leading(name: &str, prefixes: &Prefixes) -> Effect {
    let words = name_words(name);
    let effect = verb(&words, prefixes).map_or(Effect::Unknown, known);
    if names_a_reader(&words) && effect != Effect::Reads { Effect::Unknown } else { effect }
}

/// Returns what the leading verb says, else the first word that says anything: `github_delete_file` destroys.
pub(super) fn effect(name: &str, prefixes: &Prefixes) -> Effect {
    let words = name_words(name);
    match leading(name, prefixes) {
        Effect::Unknown if verb(&words, prefixes).is_some_and(|v| holds(CHANGES_IN_FRONT, v)) => {
            Effect::Changes
        }
        Effect::Unknown => {
            words.split('_').map(known).find(|e| *e != Effect::Unknown).unwrap_or(Effect::Unknown)
        }
        effect => effect,
    }
}

#[cfg(test)]
mod tests {
    use super::{Effect, Prefixes, effect, leading};

    #[test]
    fn the_first_verb_decides() {
        let none = Prefixes::default();
        assert_eq!(effect("get_updates", &none), Effect::Reads);
        assert_eq!(effect("github_delete_file", &none), Effect::Destroys);
        assert_eq!(effect("issueWrite", &none), Effect::Changes);
        assert_eq!(effect("listDeletedItems", &none), Effect::Reads);
        assert_eq!(effect("weather", &none), Effect::Unknown);
    }

    #[test]
    fn a_verb_leads_behind_the_name_of_the_server_alone() {
        let prefixes = Prefixes::of_server("example.com/mcp-playwright");
        assert_eq!(effect("playwright_click", &prefixes), Effect::Changes);
        assert_eq!(leading("playwright_click", &prefixes), Effect::Unknown);
        assert_eq!(leading("playwright_get_visible_text", &prefixes), Effect::Reads);
        assert_eq!(leading("user_update_log", &Prefixes::default()), Effect::Unknown);
        assert_eq!(leading("update_notifications_settings_reader", &Prefixes::default()), Effect::Unknown);
        assert_eq!(effect("post_comment", &Prefixes::default()), Effect::Changes);
        assert_eq!(effect("blog_post_titles", &Prefixes::default()), Effect::Unknown);
    }
}
