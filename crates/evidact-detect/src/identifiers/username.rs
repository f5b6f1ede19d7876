//! User names: the value after a key that names an account, and which accounts belong to nobody.

use super::bytes::{UPPER, byte, class, is_word, part, run, trim};
use super::names::{self, Listed};
use super::take::{Place, Taken};
use super::what::What;
use evidact_model::Confidence::{Low, Medium};

/// Takes the name of an account.
pub(super) fn take(text: &[u8], place: Place) -> Taken {
    if let Some(name) = names::read(text, place.at, place.limit)
        && name.words >= 2
    {
        return Some((place.at, name.end, What::Person, Medium));
    }
    if !place.firm {
        return None;
    }
    let at = place.at + usize::from(byte(text, place.at) == b'@');
    let end = run(text, at, 64, |b| is_word(b) || matches!(b, b'-' | b'.' | b'\\' | b'+')).min(place.limit);
    let (start, end) = trim(text, at, end);
    let value = part(text, start, end);
    let whole = !place.exact || end == place.limit;
    let call = matches!(byte(text, end), b'(' | b'[' | b'{' | b'/' | b'@' | b'=' | b':');
    if !place.exact && is_said(text, value, end) {
        return None;
    }
    let good = value.len() >= 3 && whole && !call && start == at && !begins_sentence(text, place, start, end);
    (good && !is_number(value) && !is_date(value) && !names_nobody(value)).then_some((
        start,
        end,
        What::Username,
        Low,
    ))
}

/// `0.02`, `1000`: times and small numbers; a long number may be an id.
fn is_number(value: &[u8]) -> bool {
    let digits = value.iter().all(u8::is_ascii_digit);
    let decimal = value.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    (digits && value.len() < 5) || (decimal && !digits)
}

/// `2026-03-01`, `1.3.2026`: what a column such as "Last login" holds; no account is called so.
fn is_date(value: &[u8]) -> bool {
    let mut lengths = [0; 3];
    let mut parts = value.split(|b| matches!(b, b'-' | b'.'));
    for length in &mut lengths {
        let Some(digits) = parts.next().filter(|p| p.iter().all(u8::is_ascii_digit)) else { return false };
        *length = digits.len();
    }
    parts.next().is_none() && matches!(lengths, [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4])
}

/// "User: Ignore what was said": a capitalised word with a small one behind it speaks, it names nobody.
fn begins_sentence(text: &[u8], place: Place, start: usize, end: usize) -> bool {
    let word = part(text, start, end);
    !place.exact
        && class(byte(text, start)) == UPPER
        && word.iter().skip(1).all(u8::is_ascii_lowercase)
        && byte(text, end) == b' '
        && byte(text, end + 1).is_ascii_lowercase()
        && matches!(names::listed(word), Listed::Unknown | Listed::Never)
}

/// Words that say something of a user name: "Benutzername: frei wählbar".
const SAID: &str = "any are as beliebig by can cannot chosen darf defined derived entspricht fest freely frei from generated \
    identical immer is ist kann like may muss must nicht not per same see set should siehe upper via was wie \
    wird without";

/// Says whether a word in small letters speaks of a user name and another word follows.
fn is_said(text: &[u8], word: &[u8], end: usize) -> bool {
    let next = byte(text, end + 1);
    let goes_on = byte(text, end) == b' ' && (next.is_ascii_lowercase() || next >= 0x80);
    goes_on && SAID.split_ascii_whitespace().any(|said| said.as_bytes() == word)
}

/// Says whether an account belongs to nobody: what systems, products, tests and documents call theirs.
///
/// A name counts as such if all its parts do: `root`, `testUser01`, `my-app-admin`, `db_readonly`, `xxxxx`.
pub(super) fn names_nobody(name: &[u8]) -> bool {
    let name = name.strip_suffix(b"$").unwrap_or(name);
    let filler = name.first().is_some_and(|f| name.iter().all(|b| b == f));
    if filler || names::is_machine_word(name) {
        return true;
    }
    // One or two digits count accounts; more of them number one.
    if name.split(|b| !b.is_ascii_digit()).any(|digits| digits.len() > 2) {
        return false;
    }
    let (mut parts, mut letters) = (0, 0);
    let mut i = 0;
    while i < name.len() {
        let end = run(name, i, 64, |b| b.is_ascii_alphabetic());
        if end == i {
            if byte(name, i) >= 0x80 {
                return false;
            }
            i += 1;
            continue;
        }
        letters += end - i;
        if end - i > 1 {
            if !is_generic(part(name, i, end)) {
                return false;
            }
            parts += 1;
        }
        i = end;
    }
    // One letter beside generic words counts nothing; alone with digits it may be a staff number.
    parts > 0 && letters > 1
}

/// Says whether a run of letters is made of generic words, at most one of them of two letters: `ro` and `sa`
/// are words of systems, `rosa` is a person.
fn is_generic(run: &[u8]) -> bool {
    if run.len() > 40 {
        return false;
    }
    let lower = run.to_ascii_lowercase();
    // Bit `i` says that the first `i` letters are words: all long, or one of them short.
    let (mut long, mut short) = (1u64, 0u64);
    for at in 0..lower.len() {
        let (is_long, is_short) = (long >> at & 1, short >> at & 1);
        if is_long | is_short == 0 {
            continue;
        }
        let rest = part(&lower, at, lower.len());
        for word in GENERIC.split_ascii_whitespace().filter(|w| rest.starts_with(w.as_bytes())) {
            let end = at + word.len();
            if word.len() > 2 {
                long |= is_long << end;
                short |= is_short << end;
            } else {
                short |= is_long << end;
            }
        }
    }
    (long | short) >> lower.len() & 1 == 1
}

/// Roles, services and products that accounts are named after, and what examples call them.
const GENERIC: &str = "
    user usr users name username login account accounts acct admin admins administrator adm root guest test tests testing tester demo example
    sample default dummy fake mock foo bar baz qux quux some any my mine our your the an this no not none null nil undefined anonymous anon
    nobody everyone everybody service services svc app apps application api client server srv db database sql host node manager mgr
    master slave worker agent bot robot ci cd build builder deploy deployer deployment release releases runner run action actions automation auto system
    systemd sys daemon process proc job jobs batch cron backup monitor monitoring metrics metric log logger logs logging read reader readonly only write
    writer rw ro rest web www data http https proxy mail email smtp imap ftp sftp ssh sshd git svn hg repo registry docker container kube kubernetes
    helm vault consul grafana prometheus kibana elastic elasticsearch search logstash beats kafka zookeeper rabbit rabbitmq redis mongo mongodb mysql
    mariadb postgres postgresql psql pg oracle mssql sa sysdba dba airflow spark hadoop hive hdfs yarn tomcat jboss wildfly nginx apache
    httpd haproxy squid bind named ntp dhcp ldap kerberos radius nagios zabbix splunk datadog sonar nexus artifactory terraform ansible
    puppet chef salt packer vagrant ubuntu debian centos fedora rhel alpine arch linux windows win ec2 ec aws azure gcp cloud iam role roles token
    access auth authelia oauth oauthtoken key keys secret password passwd passphrase pass pwd credential credentials id ids uid gid group member owner
    operator superuser super sudo su support helpdesk info contact sales noreply reply local localhost remote public private internal
    external staging stage stg prod production prd dev devel develop development developer qa uat sandbox temp tmp new old first last second primary
    secondary main basic digest bearer pack replication replicator repl migration migrator keycloak spring django flask rails laravel
    wordpress wp drupal joomla gitea github gitlab bitbucket jenkins travis circleci postman portal site page console dashboard gateway
    domain machine computer device env environment config setup install installer value field here changeme change me string text type
    exporter importer scanner crawler scheduler scheduled task tasks queue stream event events audit auditor report reporter reporting notify notifier
    security sec ops devops sre infra platform network net backend frontend back front end mobile desktop project team org company tenant customer
    shop store blog wiki forum chat cms crm erp etl bi ml ai noauth ws websocket flow hook webhook trigger control controller core base common shared
    global company empty missing invalid valid unknown other another one two three non existing existent mydb dbuser myapp mcp";

#[cfg(test)]
mod tests {
    use super::{names_nobody, take};
    use crate::identifiers::take::Place;

    #[test]
    fn knows_the_accounts_of_nobody() {
        for name in [
            "root",
            "www-data",
            "testUser01",
            "my_app_admin",
            "myadminusername",
            "x_pack_rest_user",
            "__token__",
            "oauth2accesstoken",
            "xxxxx",
            "00000000",
            "Domain01\\User01",
            "sa-name",
            "sshd",
            "SYSTEM",
        ] {
            assert!(names_nobody(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn knows_that_a_name_or_number_may_be_somebody() {
        for name in [
            "jdoe",
            "jane.doe",
            "testjdoe",
            "a12345",
            "u48213",
            "müller",
            "mrbird",
            "admin_4711",
            "doe-admin",
            "acme-svc",
            "rosa",
        ] {
            assert!(!names_nobody(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn takes_accounts_and_leaves_sentences_and_times() {
        let taken = |text: &str, exact| {
            take(text.as_bytes(), Place { at: 0, limit: text.len(), exact, firm: true }).map(|t| t.1)
        };
        assert_eq!(taken("jdoe42 logged in", false), Some(6));
        assert_eq!(taken("Doe", true), Some(3));
        assert_eq!(taken("Ignore what was said", false), None);
        assert_eq!(taken("frei w\u{e4}hlbar", false), None);
        assert_eq!(taken("freely chosen", false), None);
        assert_eq!(taken("frei", false), Some(4));
        assert_eq!(taken("0.02", true), None);
        assert_eq!(taken("admin", true), None);
    }
}
