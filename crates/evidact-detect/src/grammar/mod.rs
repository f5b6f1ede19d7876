//! Grammars of credentials: hand-written scanners, each started by literals that the prefilter finds.

mod accounts;
mod assignment;
mod brackets;
mod calls;
mod carriers;
mod command;
mod decide;
mod der;
mod dialogs;
mod encoded;
mod followed;
pub(crate) mod header;
pub(crate) mod keys;
mod kubernetes;
mod lines;
pub(crate) mod opaque;
mod options;
pub(crate) mod own;
mod pem;
mod phrases;
mod piped;
mod programs;
mod prose;
pub(crate) mod quality;
mod runs;
mod separator;
mod shape;
mod source;
mod sql;
mod table;
mod url;
pub(crate) mod value;
pub(crate) mod veto;
pub(crate) mod words;

use crate::{Hit, bytes};
use evidact_model::{Class, Confidence, Kind, RuleId, Span, TextKind};
use lines::Lines;
use value::Place;

pub(crate) use decide::judge_field;

/// A grammar as reports name it.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    pub(crate) id: &'static str,
    pub(crate) kind: &'static str,
}

/// One text while the grammars go over it.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) kind: TextKind,
    pub(crate) lines: Lines,
    hits: &'a mut Vec<Hit>,
    /// The last key that was read; its other words do not start again.
    key: (usize, usize),
    /// The last long value and how it ended, so that keys inside of it need not look for its end again.
    tail: (usize, usize, Option<Place>),
    /// The last stretch that a state machine went over.
    block: (usize, usize),
    /// Up to where the objects of Kubernetes in JSON were read.
    json: usize,
    /// The last table, or the line that proved to be no header.
    table: (usize, usize),
    /// The header of that table, if its words are nothing but names of columns.
    header: (usize, usize),
    /// Where the last HTTP header began and ended that stood in no string.
    header_end: (usize, usize),
    /// Where the last row of SQL ended.
    rows: usize,
    /// Until where the private part of a file of `PuTTY` was looked for.
    putty: usize,
    /// The last URL, up to the end of its run.
    url: (usize, usize),
    /// The last stretch without a program that takes a credential, and without one that reads a password.
    no_program: (usize, usize),
    no_reader: (usize, usize),
    /// Until where no hash of a password can start: the run that was looked at holds none.
    no_hash: usize,
    /// Where a key word last stood, and how many before it stand in the same unbroken run.
    crowd: (usize, u32),
}

/// How close starts stand in a crowd.
const CROWD_GAP: usize = 64;
/// Key words in one unbroken run after which only those are looked at that announce a value of their own.
/// Each of the others would read the rest of the run again.
const CROWD: u32 = 16;
/// What a key word in a crowd must announce to be looked at.
const LEAST_VALUE: usize = 4;

impl<'a> Scan<'a> {
    /// Starts on a text.
    pub(crate) fn new(text: &'a [u8], kind: TextKind, hits: &'a mut Vec<Hit>) -> Self {
        Self {
            text,
            kind,
            lines: Lines::default(),
            hits,
            key: (0, 0),
            tail: (0, 0, None),
            block: (0, 0),
            json: 0,
            table: (0, 0),
            header: (0, 0),
            header_end: (0, 0),
            rows: 0,
            url: (0, 0),
            putty: 0,
            no_program: (0, 0),
            no_reader: (0, 0),
            no_hash: 0,
            crowd: (0, 0),
        }
    }

    /// Says whether the key word at `at` is one of too many in a run without anything that ends a value, and
    /// announces none itself.
    fn is_crowded(&mut self, at: usize) -> bool {
        let (last, count) = self.crowd;
        let between = self.text.get(last..at).filter(|between| between.len() <= CROWD_GAP);
        let parts = |b: &u8| b.is_ascii_whitespace() || b"\"'`&;,<>|(){}[]\\#".contains(b);
        let joined = at <= last || between.is_some_and(|between| !between.iter().any(parts));
        self.crowd = (at.max(last), if joined { count + u32::from(at > last) } else { 0 });
        self.crowd.1 > CROWD && !self.announces(at)
    }

    /// Says whether a sign and a value follow the name at `at`, and not another name with its sign.
    fn announces(&self, at: usize) -> bool {
        let name = bytes::run_end(self.text, at, CROWD_GAP, bytes::is_name);
        let sign = |b: u8| matches!(b, b'=' | b':');
        let value = bytes::run_end(self.text, name, 2, sign);
        let end = bytes::run_end(self.text, value, CROWD_GAP, |b| b.is_ascii_graphic() && !sign(b));
        value > name && end - value >= LEAST_VALUE && bytes::at(self.text, end) != b'='
    }

    /// Reports a credential, unless the range is empty or one of our own placeholders.
    pub(crate) fn report(&mut self, form: Form, confidence: Confidence, start: usize, end: usize) {
        let (start, end) = brackets::inside(self.text, start, end.min(self.text.len()));
        let Some(span) = Span::new(start, end) else { return };
        if own::touches_placeholder(self.text, span.start(), span.end()) {
            return;
        }
        self.hits.push(Hit {
            rule: RuleId::detector(form.id),
            class: Class::Credential,
            kind: Kind::known(form.kind),
            confidence,
            span,
        });
    }
}

/// What starts a grammar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trigger {
    Key,
    Scheme,
    ShortFlag,
    Letter,
    ArrayFlag,
    ArrayUser,
    ArrayLetter,
    Setting,
    Masked,
    Output,
    KubernetesJson,
    Login,
    Network,
    Query,
    HttpAuth,
    Pem,
    PemEnd,
    DerBase64,
    DerHexadecimal,
    Port,
    CookieLine,
    Sensitive,
    RandomPassword,
    Putty,
    Age,
    Jwk,
    Identified,
    User,
    SecureString,
    Kubernetes,
    Crypt,
    Jwt,
    Call,
    Characters,
    Insert,
    Update,
    DataSource,
    Oracle,
    Community,
    Reader,
    Here,
    Htpasswd,
    NetUse,
    Admin,
    Account,
    Slash,
    Use,
    Target,
    Program,
    Send,
    Services,
    Digest,
    Verb,
    Question,
    Variable,
}

/// The literals of the grammars, folded.
pub(crate) fn triggers() -> impl Iterator<Item = (&'static [u8], Trigger)> {
    const KEYS: &[&[u8]] = &[
        b"pass",
        b"pwd",
        b"pswd",
        b"secret",
        b"token",
        b"key",
        b"auth",
        b"cred",
        b"cookie",
        b"sess",
        b"sig",
        b"pin",
        b"otp",
        b"salt",
        b"kennwort",
        "paßwort".as_bytes(),
        b"zugangsdaten",
        b"contrase",
        b"senha",
        b"wachtwoord",
        "hasło".as_bytes(),
        b"haslo",
        b"heslo",
        b"parola",
        b"lozinka",
        b"sifre",
        "şifre".as_bytes(),
        "jelszó".as_bytes(),
        b"salasana",
        "lösenord".as_bytes(),
        b"losenord",
        b"adgangskode",
        b"kodeord",
        b"geheim",
        b"answer:",
        b"answer=",
        b"answer\"",
        b"mdp",
        b"clave",
        "пароль".as_bytes(),
        "密码".as_bytes(),
        "密碼".as_bytes(),
        "口令".as_bytes(),
        "パスワード".as_bytes(),
        "비밀번호".as_bytes(),
        "암호".as_bytes(),
        b"psk",
        b"jwt",
        b"pw:",
        b"pw=",
        b"pw\"",
        b"pw ",
        b"mnemonic",
        b"sid=",
        b"hmac",
        b"seed",
        b"psw",
        b"pword",
        b"code",
        b"pat=",
        b"pat:",
        b"mfa",
        b"motdepasse",
        b"mot de passe",
        b"connectionstring",
        b"mot_de_passe",
        b"mot-de-passe",
        "Пароль".as_bytes(),
        "ПАРОЛЬ".as_bytes(),
        "HASŁO".as_bytes(),
        "Şifre".as_bytes(),
        "ŞIFRE".as_bytes(),
        "JELSZÓ".as_bytes(),
        "LÖSENORD".as_bytes(),
        "schlüssel".as_bytes(),
        "SCHLÜSSEL".as_bytes(),
        b"schluessel",
        b"sleutel",
        b"cvv",
        b"cvc",
    ];
    const OTHERS: &[(&[u8], Trigger)] = &[
        (b"://", Trigger::Scheme),
        (b" -p", Trigger::ShortFlag),
        (b" -u", Trigger::ShortFlag),
        (b" -a", Trigger::ShortFlag),
        (b" -w", Trigger::ShortFlag),
        (b" -n ", Trigger::ShortFlag),
        (b" -k ", Trigger::ShortFlag),
        (b" -k=", Trigger::ShortFlag),
        (b" -t ", Trigger::ShortFlag),
        (b" -t=", Trigger::ShortFlag),
        (b"\"-p", Trigger::ArrayFlag),
        (b"\"-a", Trigger::ArrayFlag),
        (b"\"-w", Trigger::ArrayFlag),
        (b"\"-u", Trigger::ArrayFlag),
        (b"\"-k\"", Trigger::ArrayLetter),
        (b"\"-t\"", Trigger::ArrayLetter),
        (b"'-k'", Trigger::ArrayLetter),
        (b"'-t'", Trigger::ArrayLetter),
        (b" -e ", Trigger::Setting),
        (b" --env ", Trigger::Setting),
        (b" --env=", Trigger::Setting),
        (b" -h ", Trigger::Setting),
        (b" --header ", Trigger::Setting),
        (b" --header=", Trigger::Setting),
        (b"'-u", Trigger::ArrayFlag),
        (b"'-a", Trigger::ArrayFlag),
        (b"\"--user\"", Trigger::ArrayUser),
        (b"'--user'", Trigger::ArrayUser),
        (b"::add-mask::", Trigger::Masked),
        (b"issecret=true]", Trigger::Masked),
        (b"::set-output name=", Trigger::Output),
        (b"::save-state name=", Trigger::Output),
        (b"\"kind\": \"secret\"", Trigger::KubernetesJson),
        (b"\"kind\":\"secret\"", Trigger::KubernetesJson),
        (b" --k ", Trigger::Letter),
        (b" --k=", Trigger::Letter),
        (b" --t ", Trigger::Letter),
        (b" --t=", Trigger::Letter),
        (b"login", Trigger::Login),
        (b"log in", Trigger::Login),
        (b"sign in", Trigger::Login),
        (b"wifi", Trigger::Network),
        (b"wi-fi", Trigger::Network),
        (b"wlan", Trigger::Network),
        (b"?code=", Trigger::Query),
        (b"&code=", Trigger::Query),
        (b"bearer ", Trigger::HttpAuth),
        (b"basic ", Trigger::HttpAuth),
        (b"-----begin", Trigger::Pem),
        (b"-----end", Trigger::PemEnd),
        // `INTEGER 0` or `INTEGER 1` behind a length, in base64, and what follows it in each kind of key.
        (b"ibadanbgkqhkig9w0baq", Trigger::DerBase64),
        (b"ibaak", Trigger::DerBase64),
        (b"ageamb", Trigger::DerBase64),
        (b"mhccaqee", Trigger::DerBase64),
        (b"mhqcaqee", Trigger::DerBase64),
        (b"migkagebbd", Trigger::DerBase64),
        (b"mihcagebbe", Trigger::DerBase64),
        (b"mc4caqawbqydk2v", Trigger::DerBase64),
        (b"mfecaqewbqydk2v", Trigger::DerBase64),
        (b"mecaqawbqydk2v", Trigger::DerBase64),
        (b"0201000282", Trigger::DerHexadecimal),
        (b"020100300d06", Trigger::DerHexadecimal),
        (b"020100301306", Trigger::DerHexadecimal),
        (b"020100301006", Trigger::DerHexadecimal),
        (b"020100300506", Trigger::DerHexadecimal),
        (b"0201010420", Trigger::DerHexadecimal),
        (b"0201010430", Trigger::DerHexadecimal),
        (b":*:", Trigger::Port),
        (b":5432:", Trigger::Port),
        (b":5433:", Trigger::Port),
        (b":5434:", Trigger::Port),
        (b":5439:", Trigger::Port),
        (b":6432:", Trigger::Port),
        (b"\ttrue\t", Trigger::CookieLine),
        (b"\tfalse\t", Trigger::CookieLine),
        (b"\"sensitive\"", Trigger::Sensitive),
        (b"\"random_password\"", Trigger::RandomPassword),
        (b"putty-user-key", Trigger::Putty),
        (b"age-secret-key-1", Trigger::Age),
        (b"\"kty\"", Trigger::Jwk),
        (b"identified by", Trigger::Identified),
        (b" --user", Trigger::User),
        (b" --proxy-user", Trigger::User),
        (b"to-securestring", Trigger::SecureString),
        (b"kind: secret", Trigger::Kubernetes),
        (b"kind: \"secret", Trigger::Kubernetes),
        (b"kind: 'secret", Trigger::Kubernetes),
        (b"ntlm tlrm", Trigger::HttpAuth),
        (b"negotiate tlrm", Trigger::HttpAuth),
        (b"$1$", Trigger::Crypt),
        (b"$2a$", Trigger::Crypt),
        (b"$2b$", Trigger::Crypt),
        (b"$2y$", Trigger::Crypt),
        (b"$5$", Trigger::Crypt),
        (b"$6$", Trigger::Crypt),
        (b"$y$", Trigger::Crypt),
        (b"$apr1$", Trigger::Crypt),
        (b"$argon2", Trigger::Crypt),
        (b"$pbkdf2", Trigger::Crypt),
        (b"$scrypt$", Trigger::Crypt),
        (b"pbkdf2_sha256$", Trigger::Crypt),
        (b"{ssha}", Trigger::Crypt),
        (b"{ssha512}", Trigger::Crypt),
        (b"{sha}", Trigger::Crypt),
        (b"eyj", Trigger::Jwt),
        (b".tochararray(", Trigger::Characters),
        (b"insert into ", Trigger::Insert),
        (b"replace into ", Trigger::Insert),
        (b"update ", Trigger::Update),
        (b"@tcp(", Trigger::DataSource),
        (b"@unix(", Trigger::DataSource),
        (b"oracle:thin:", Trigger::Oracle),
        (b"oracle:oci:", Trigger::Oracle),
        (b"snmp-server community", Trigger::Community),
        (b"chpasswd", Trigger::Reader),
        (b"--password-stdin", Trigger::Reader),
        (b"passwd --stdin", Trigger::Reader),
        (b"sudo -s", Trigger::Reader),
        (b"<<<", Trigger::Here),
        (b"htpasswd ", Trigger::Htpasswd),
        (b"/user:", Trigger::NetUse),
        (b"admin:", Trigger::Admin),
        (b"root:", Trigger::Admin),
        (b"admin ", Trigger::Account),
        (b"root ", Trigger::Account),
        (b" / ", Trigger::Slash),
        (b"use ", Trigger::Use),
        (b" db: ", Trigger::Target),
        (b" database: ", Trigger::Target),
        (b" vpn: ", Trigger::Target),
        (b"logs in", Trigger::Login),
        (b"logged in", Trigger::Login),
        (b"logging in", Trigger::Login),
        (b"connect as", Trigger::Login),
        (b"connects as", Trigger::Login),
        (b"send \"", Trigger::Send),
        (b"send -- \"", Trigger::Send),
        (b"sendline(", Trigger::Send),
        (b"environmentvariable(", Trigger::Variable),
        (b"nickserv", Trigger::Services),
        (b"| base64", Trigger::Digest),
        (b"|base64", Trigger::Digest),
        (b"| md5sum", Trigger::Digest),
        (b"| sha1sum", Trigger::Digest),
        (b"| sha256sum", Trigger::Digest),
        (b"| sha512sum", Trigger::Digest),
        (b"|sha256sum", Trigger::Digest),
        (b"|md5sum", Trigger::Digest),
        (b"| kinit", Trigger::Reader),
        (b"--passwd-on-stdin", Trigger::Reader),
        (b"--passphrase-fd 0", Trigger::Reader),
        (b"cryptsetup ", Trigger::Reader),
        (b"smbpasswd ", Trigger::Reader),
    ];
    let calls = calls::CALLS.iter().map(|&(literal, _)| (literal, Trigger::Call));
    let programs = options::names().map(|literal| (literal, Trigger::Program));
    let keys = KEYS.iter().map(|&literal| (literal, Trigger::Key));
    let questions = followed::QUESTIONS.iter().map(|&literal| (literal, Trigger::Question));
    let verbs = followed::VERBS.iter().map(|&literal| (literal, Trigger::Verb));
    keys.chain(OTHERS.iter().copied()).chain(calls).chain(programs).chain(verbs).chain(questions)
}

/// Runs the grammar that a literal starts.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn run(scan: &mut Scan<'_>, trigger: Trigger, at: usize, literal: &[u8]) {
    if trigger == Trigger::Key && scan.is_crowded(at) {
        return;
    }
    match trigger {
        Trigger::Key => assignment::at_key(scan, at, literal.len()),
        Trigger::Scheme => url::at_scheme(scan, at),
        Trigger::ShortFlag => command::at_flag(scan, at),
        Trigger::Letter => command::at_letter(scan, at),
        Trigger::ArrayFlag => command::at_array_flag(scan, at, literal.len()),
        Trigger::ArrayLetter => command::at_array_flag(scan, at, literal.len() - 1),
        Trigger::Setting => command::at_setting(scan, at + literal.len()),
        Trigger::ArrayUser => command::at_array_flag(scan, at, literal.len() - 1),
        Trigger::Masked => carriers::at_masked(scan, at + literal.len()),
        Trigger::Output => carriers::at_output(scan, at + literal.len()),
        Trigger::KubernetesJson => kubernetes::at_json(scan, at),
        Trigger::Login => prose::at_login(scan, at + literal.len()),
        Trigger::Network => prose::at_network(scan, at + literal.len()),
        Trigger::Query => url::at_query(scan, at + literal.len()),
        Trigger::HttpAuth => header::at_scheme(scan, at),
        Trigger::Pem => pem::at_begin(scan, at),
        Trigger::PemEnd => pem::at_end(scan, at),
        Trigger::DerBase64 => der::at_base64(scan, at),
        Trigger::DerHexadecimal => der::at_hexadecimal(scan, at),
        Trigger::Port => carriers::at_port(scan, at),
        Trigger::CookieLine => carriers::at_cookie(scan, at),
        Trigger::Sensitive => carriers::at_sensitive(scan, at + literal.len()),
        Trigger::RandomPassword => carriers::at_random_password(scan, at + literal.len()),
        Trigger::Putty => pem::at_putty(scan, at),
        Trigger::Age => pem::at_age(scan, at),
        Trigger::Jwk => pem::at_jwk(scan, at),
        Trigger::Identified => command::at_identified(scan, at + literal.len()),
        Trigger::User => command::at_user(scan, at + literal.len()),
        Trigger::SecureString => command::at_secure_string(scan, at + literal.len()),
        Trigger::Kubernetes => kubernetes::at_kind(scan, at),
        Trigger::Crypt => shape::at_crypt(scan, at, literal.len()),
        Trigger::Jwt => shape::at_jwt(scan, at),
        Trigger::Call => calls::at_call(scan, at, literal),
        Trigger::Characters => calls::at_characters(scan, at),
        Trigger::Insert => sql::at_insert(scan, at + literal.len()),
        Trigger::Update => sql::at_update(scan, at + literal.len() - 1),
        Trigger::DataSource => source::at_network(scan, at),
        Trigger::Oracle => source::at_oracle(scan, at + literal.len()),
        Trigger::Community => source::at_community(scan, at + literal.len()),
        Trigger::Reader => piped::at_reader(scan, at, literal),
        Trigger::Here => piped::at_here(scan, at),
        Trigger::Htpasswd => piped::at_htpasswd(scan, at + literal.len()),
        Trigger::NetUse => piped::at_net_use(scan, at, at + literal.len()),
        Trigger::Admin => prose::at_account(scan, at, at + literal.len()),
        Trigger::Account => accounts::at_account(scan, at, at + literal.len()),
        Trigger::Slash => accounts::at_slash(scan, at),
        Trigger::Use => accounts::at_use(scan, at, at + literal.len()),
        Trigger::Target => accounts::at_target(scan, at, at + literal.len()),
        Trigger::Program => options::at_program(scan, at, literal),
        Trigger::Send => dialogs::at_send(scan, at, at + literal.len()),
        Trigger::Services => dialogs::at_services(scan, at + literal.len()),
        Trigger::Question => followed::at_question(scan, at + literal.len()),
        Trigger::Verb => followed::at_verb(scan, at, at + literal.len()),
        Trigger::Variable => calls::at_variable(scan, at + literal.len()),
        Trigger::Digest => piped::at_digest(scan, at),
    }
}

/// Finds tokens of vendors unknown to the rules: `[a-z]{2,8}_` and at least 24 letters and digits.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn run_shapes(scan: &mut Scan<'_>) {
    shape::unknown_vendors(scan);
}
