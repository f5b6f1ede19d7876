//! What a key says about its value: `DB_PASSWORD` names a secret, `passwordField` does not.

/// How strongly a key names a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Perhaps: only a value that looks generated counts (`key`, `auth`, `sig`).
    Weak,
    /// Likely: a value that is not a word counts (`token`, `cred`, `password` with unknown words after it).
    Medium,
    /// Surely: any value counts (`password`, `clientSecret`, `api_key`).
    Strong,
}

/// What kind of credential a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Password,
    Secret,
    Token,
    Key,
    /// The value of an HTTP header with a scheme of its own.
    Authorization,
    Cookie,
    /// A few digits may be the value.
    Pin,
    Signature,
    /// One value may hold a name and a password.
    Credentials,
}

/// A key that names a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) strength: Strength,
    pub(crate) family: Family,
}

const MAX_WORDS: usize = 12;
const MAX_WORD: usize = 28;

/// The lower-case words of a key, on the stack.
pub(crate) struct Words {
    words: [[u8; MAX_WORD]; MAX_WORDS],
    lens: [usize; MAX_WORDS],
    count: usize,
}

impl Words {
    /// Splits at case changes, digits' ends and everything that is no letter.
    pub(crate) fn of(key: &[u8]) -> Self {
        let mut words = Self { words: [[0; MAX_WORD]; MAX_WORDS], lens: [0; MAX_WORDS], count: 0 };
        let mut open = false;
        for (i, &b) in key.iter().enumerate() {
            let previous = i.checked_sub(1).and_then(|j| key.get(j)).copied().unwrap_or(0);
            let next = key.get(i + 1).copied().unwrap_or(0);
            let letter = b.is_ascii_alphanumeric() || b >= 0x80;
            let hump = b.is_ascii_uppercase()
                && (previous.is_ascii_lowercase()
                    || previous.is_ascii_digit()
                    || (previous.is_ascii_uppercase() && next.is_ascii_lowercase() && next != b's'));
            if !letter || hump {
                open = false;
            }
            if letter {
                words.push(b.to_ascii_lowercase(), &mut open);
            }
        }
        words
    }

    fn push(&mut self, b: u8, open: &mut bool) {
        if !*open {
            if self.count == MAX_WORDS {
                // A key of so many words is decided by its last ones.
                self.words.rotate_left(1);
                self.lens.rotate_left(1);
                self.count -= 1;
            }
            self.lens[self.count] = 0;
            self.count += 1;
            *open = true;
        }
        let n = self.count - 1;
        if self.lens[n] < MAX_WORD {
            self.words[n][self.lens[n]] = b;
            self.lens[n] += 1;
        }
    }

    fn get(&self, i: usize) -> &[u8] {
        self.words.get(i).and_then(|w| w.get(..self.lens[i])).unwrap_or(&[])
    }

    /// Returns the word without digits at its end: `password2` is a password.
    fn bare(&self, i: usize) -> &[u8] {
        let word = self.get(i);
        let end = word.iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |e| e + 1);
        word.get(..end).unwrap_or(word)
    }
}

fn holds(list: &[&[u8]], word: &[u8]) -> bool {
    list.contains(&word)
}

/// Classifies a key: an identifier, a header name, a dotted path or a few words.
///
/// # Exposure
/// Reads the key.
pub(crate) fn classify(key: &[u8]) -> Option<Key> {
    let words = Words::of(key);
    let mut last = words.count;
    while last > 0 && holds(NEUTRAL, words.bare(last - 1)) {
        last -= 1;
    }
    // Nothing but neutral words: `value`, `data`.
    let last = last.checked_sub(1)?;
    if holds(NEGATIVE, words.bare(last)) && !is_session_id(&words, last) {
        return None;
    }
    if (0..=last).any(|i| holds(PUBLIC, words.bare(i))) {
        return None;
    }
    for i in (0..=last).rev().take(4) {
        if let Some(mut key) = word_key(&words, i) {
            if i < last {
                if last - i > 3 || key.strength == Strength::Weak {
                    return None;
                }
                key.strength =
                    if key.strength == Strength::Strong { Strength::Medium } else { Strength::Weak };
            }
            return Some(key);
        }
    }
    None
}

fn is_session_id(words: &Words, last: usize) -> bool {
    words.bare(last) == b"id" && last > 0 && holds(SESSION, words.bare(last - 1))
}

/// What one word, with the word before it, names.
fn word_key(words: &Words, i: usize) -> Option<Key> {
    let word = words.bare(i);
    let previous = if i > 0 { words.bare(i - 1) } else { &[] };
    let key = |strength, family| Some(Key { strength, family });
    if holds(PASSWORD, word) {
        return key(Strength::Strong, Family::Password);
    }
    match word {
        b"secret" | b"secretkey" | b"clientsecret" | b"appsecret" | b"secretaccesskey" => {
            return key(Strength::Strong, Family::Secret);
        }
        b"secrets" => return key(Strength::Medium, Family::Secret),
        b"token" | b"authtoken" | b"accesstoken" | b"apitoken" | b"jwt" | b"bearer" | b"oauthtoken"
        | b"pat" => {
            return key(Strength::Strong, Family::Token);
        }
        b"tokens" => return key(Strength::Medium, Family::Token),
        b"apikey" | b"apikeys" | b"accesskey" | b"privatekey" | b"authkey" | b"masterkey" | b"signingkey"
        | b"encryptionkey" | b"sharedkey" | b"psk" | b"accountkey" | b"sharedaccesskey" | b"mnemonic"
        | b"storagekey" | b"licensekey" | b"sessionkey" | b"servicekey" | b"deploykey" | b"hmackey" => {
            return key(Strength::Strong, Family::Key);
        }
        b"key" | b"keys" => return key(key_strength(previous), Family::Key),
        b"authorization" | b"authorisation" => return key(Strength::Strong, Family::Authorization),
        b"auth" | b"oauth" => return key(Strength::Weak, Family::Authorization),
        b"cookie" | b"cookies" => return key(Strength::Medium, Family::Cookie),
        b"sid" | b"sessid" | b"sessionid" | b"phpsessid" | b"jsessionid" | b"session" => {
            return key(Strength::Weak, Family::Token);
        }
        b"id" if holds(SESSION, previous) => return key(Strength::Medium, Family::Token),
        b"code" if holds(CODES, previous) => return key(Strength::Medium, Family::Pin),
        b"passcode" | b"pincode" => return key(Strength::Strong, Family::Pin),
        b"pin" | b"otp" | b"totp" | b"mfa" => return key(Strength::Medium, Family::Pin),
        b"sig" | b"signature" | b"salt" | b"seed" | b"hmac" | b"nkey" => {
            return key(Strength::Weak, Family::Signature);
        }
        b"cred" | b"creds" | b"credential" | b"credentials" => {
            return key(Strength::Medium, Family::Credentials);
        }
        b"string" if holds(&[b"connection", b"conn"], previous) => {
            return key(Strength::Weak, Family::Secret);
        }
        _ => {}
    }
    STEMS
        .iter()
        .find(|(stem, _, _)| word.len() > stem.len() && word.ends_with(stem))
        .map(|&(_, strength, family)| Key { strength, family })
}

fn key_strength(qualifier: &[u8]) -> Strength {
    if holds(QUALIFIERS, qualifier) { Strength::Strong } else { Strength::Weak }
}

/// Says whether a word makes a following `key` a credential, for keys of two words (`api key`).
pub(crate) fn is_qualifier(word: &[u8]) -> bool {
    let mut lower = [0u8; MAX_WORD];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    holds(QUALIFIERS, lower) || holds(CODES, lower) || holds(SESSION, lower) || holds(PUBLIC, lower)
}

/// Compounds written as one word: `dbpassword`, `vaulttoken`.
const STEMS: &[(&[u8], Strength, Family)] = &[
    (b"password", Strength::Strong, Family::Password),
    (b"passwd", Strength::Strong, Family::Password),
    (b"passphrase", Strength::Strong, Family::Password),
    (b"passwort", Strength::Strong, Family::Password),
    (b"kennwort", Strength::Strong, Family::Password),
    (b"pwd", Strength::Strong, Family::Password),
    (b"secret", Strength::Strong, Family::Secret),
    (b"token", Strength::Strong, Family::Token),
    (b"apikey", Strength::Strong, Family::Key),
    (b"secretkey", Strength::Strong, Family::Key),
    (b"accesskey", Strength::Strong, Family::Key),
    (b"privatekey", Strength::Strong, Family::Key),
    (b"credentials", Strength::Medium, Family::Credentials),
    (b"pass", Strength::Medium, Family::Password),
    (b"passwords", Strength::Medium, Family::Password),
    (b"tokens", Strength::Medium, Family::Token),
    (b"secrets", Strength::Medium, Family::Secret),
];

const PASSWORD: &[&[u8]] = &[
    b"password",
    b"passwd",
    b"pwd",
    b"pass",
    b"passphrase",
    b"pw",
    b"pword",
    b"passwrd",
    b"pswd",
    b"psw",
    b"passwords",
    b"passcode",
    b"passw",
    b"userpass",
    b"userpwd",
    b"dbpass",
    b"passwort",
    b"kennwort",
    "contraseña".as_bytes(),
    b"contrasena",
    b"contrase",
    b"clave",
    b"senha",
    b"wachtwoord",
    "hasło".as_bytes(),
    b"haslo",
    "heslo".as_bytes(),
    b"parola",
    b"lozinka",
    b"sifre",
    "şifre".as_bytes(),
    "jelszó".as_bytes(),
    b"salasana",
    "lösenord".as_bytes(),
    b"losenord",
    b"adgangskode",
    b"passord",
    b"motdepasse",
    b"mdp",
    "пароль".as_bytes(),
    "密码".as_bytes(),
    "密碼".as_bytes(),
    "口令".as_bytes(),
    "パスワード".as_bytes(),
    "비밀번호".as_bytes(),
    "암호".as_bytes(),
    b"requirepass",
    b"masterauth",
    b"sshpass",
    b"pgpassword",
];

/// Words after which a key is the name of something about a credential, not of the credential.
const NEGATIVE: &[&[u8]] = &[
    b"id",
    b"ids",
    b"name",
    b"names",
    b"file",
    b"files",
    b"filename",
    b"path",
    b"paths",
    b"url",
    b"urls",
    b"uri",
    b"endpoint",
    b"length",
    b"len",
    b"size",
    b"count",
    b"type",
    b"types",
    b"policy",
    b"policies",
    b"expires",
    b"expiry",
    b"expiration",
    b"expired",
    b"ttl",
    b"lifetime",
    b"hash",
    b"hashes",
    b"hashed",
    b"digest",
    b"checksum",
    b"version",
    b"label",
    b"placeholder",
    b"prompt",
    b"hint",
    b"regex",
    b"pattern",
    b"format",
    b"min",
    b"max",
    b"limit",
    b"timeout",
    b"enabled",
    b"disabled",
    b"required",
    b"valid",
    b"invalid",
    b"validity",
    b"manager",
    b"provider",
    b"handler",
    b"generator",
    b"changed",
    b"date",
    b"age",
    b"header",
    b"headers",
    b"dir",
    b"directory",
    b"location",
    b"scope",
    b"scopes",
    b"issuer",
    b"audience",
    b"algorithm",
    b"alg",
    b"encoding",
    b"column",
    b"index",
    b"prefix",
    b"suffix",
    b"status",
    b"error",
    b"errors",
    b"message",
    b"msg",
    b"input",
    b"form",
    b"strength",
    b"field",
    b"fields",
    b"store",
    b"factory",
    b"class",
    b"util",
    b"utils",
    b"helper",
    b"service",
    b"validator",
    b"validation",
    b"complexity",
    b"history",
    b"rotation",
    b"attempts",
    b"retries",
    b"mode",
    b"method",
    b"description",
    b"title",
    b"button",
    b"link",
    b"page",
    b"view",
    b"screen",
    b"dialog",
    b"req",
    b"parser",
    b"encoder",
    b"decoder",
    b"bucket",
    b"budget",
    b"usage",
    b"cost",
    b"price",
    b"board",
    b"word",
    b"selector",
    b"callback",
    b"response",
    b"request",
    b"resp",
    b"res",
    b"err",
    b"fingerprint",
    b"thumbprint",
    b"integrity",
    b"kind",
    b"at",
    b"time",
    b"timestamp",
    b"interval",
    b"period",
    b"window",
    b"exists",
    b"set",
    b"info",
    b"meta",
    b"metadata",
    b"ref",
    b"reference",
    b"arn",
    b"owner",
    b"group",
    b"role",
    b"region",
    b"port",
    b"host",
    b"server",
    b"domain",
    b"user",
    b"username",
    b"email",
    b"space",
    b"map",
    b"list",
    b"array",
    b"dict",
    b"json",
    b"xml",
    b"reader",
    b"writer",
    b"stream",
    b"buffer",
    b"position",
    b"pos",
    b"offset",
    b"start",
    b"end",
    b"line",
    b"level",
    b"rule",
    b"rules",
    b"option",
    b"options",
    b"config",
    b"configuration",
    b"settings",
    b"setting",
    b"cache",
    b"client",
    b"api",
    b"app",
    b"test",
    b"tests",
    b"spec",
    b"plugin",
    b"module",
    b"driver",
    b"backend",
    b"source",
    b"target",
    b"schema",
    b"model",
    b"table",
    b"entity",
    b"object",
    b"context",
    b"event",
    b"state",
    b"action",
    b"flow",
    b"grant",
    b"login",
    b"register",
    b"reset",
    b"recovery",
    b"change",
    b"update",
    b"delete",
    b"create",
    b"check",
    b"verify",
    b"verification",
    b"confirm",
    b"confirmation",
    b"match",
    b"compare",
    b"agent",
];

/// Words that make a key public wherever they stand.
const PUBLIC: &[&[u8]] = &[
    b"public",
    b"publickey",
    b"pubkey",
    b"pub",
    b"fingerprint",
    b"thumbprint",
    b"checksum",
    b"integrity",
    b"foreign",
    b"keyboard",
    b"keyword",
    b"publishable",
];

/// Words at the end that say nothing about what the key names.
const NEUTRAL: &[&[u8]] = &[
    b"",
    b"value",
    b"val",
    b"values",
    b"data",
    b"text",
    b"str",
    b"string",
    b"plain",
    b"plaintext",
    b"raw",
    b"default",
    b"old",
    b"new",
    b"current",
    b"prod",
    b"production",
    b"staging",
    b"stage",
    b"dev",
    b"env",
    b"b64",
    b"base",
    b"base64",
    b"clear",
    b"cleartext",
    b"a",
    b"b",
    b"x",
    b"enc",
    b"encoded",
    b"again",
    b"repeat",
    b"local",
    b"live",
    b"one",
    b"two",
    b"content",
    b"contents",
    b"bytes",
];

const SESSION: &[&[u8]] = &[b"session", b"sess", b"sessions", b"sid", b"csrf", b"xsrf"];

const CODES: &[&[u8]] = &[
    b"pin",
    b"access",
    b"auth",
    b"authorization",
    b"security",
    b"verification",
    b"otp",
    b"mfa",
    b"recovery",
    b"backup",
    b"unlock",
    b"door",
    b"authentication",
    b"sms",
    b"confirmation",
    b"2fa",
    b"login",
    b"activation",
];

/// Words that make a following `key` a credential.
const QUALIFIERS: &[&[u8]] = &[
    b"api",
    b"access",
    b"secret",
    b"private",
    b"priv",
    b"auth",
    b"authentication",
    b"authorization",
    b"encryption",
    b"encrypt",
    b"encrypted",
    b"decryption",
    b"signing",
    b"sign",
    b"signature",
    b"master",
    b"account",
    b"storage",
    b"shared",
    b"license",
    b"licence",
    b"admin",
    b"app",
    b"application",
    b"client",
    b"consumer",
    b"session",
    b"webhook",
    b"hmac",
    b"jwt",
    b"crypto",
    b"cipher",
    b"aes",
    b"des",
    b"ssh",
    b"deploy",
    b"host",
    b"root",
    b"subscription",
    b"functions",
    b"instrumentation",
    b"ingest",
    b"ingestion",
    b"security",
    b"rsa",
    b"ecdsa",
    b"symmetric",
    b"preshared",
    b"wep",
    b"wpa",
    b"wifi",
    b"tls",
    b"ssl",
    b"cert",
    b"certificate",
    b"sas",
    b"service",
    b"integration",
    b"write",
    b"read",
    b"server",
    b"developer",
    b"merchant",
    b"personal",
    b"recovery",
    b"session",
    b"token",
    b"oauth",
    b"user",
    b"gpg",
    b"pgp",
    b"wallet",
    b"seed",
    b"activation",
    b"product",
    b"registration",
    b"maps",
    b"stripe",
    b"openai",
    b"sendgrid",
    b"google",
    b"aws",
    b"azure",
    b"github",
    b"gitlab",
    b"slack",
    b"twilio",
    b"mailgun",
    b"shard",
];

#[cfg(test)]
mod tests {
    use super::{Family, Strength, classify};

    #[test]
    fn strong_keys_in_every_spelling() {
        for key in [
            "password",
            "DB_PASSWORD",
            "dbPassword",
            "spring.datasource.password",
            "client-secret",
            "apiKey",
            "API_KEY",
            "access_token",
            "userpwd",
            "PASSWORD_2",
            "accountKey",
            "SharedAccessKey",
            "Passwort",
            "new_password",
        ] {
            assert_eq!(classify(key.as_bytes()).map(|k| k.strength), Some(Strength::Strong), "{key}");
        }
    }

    #[test]
    fn keys_about_credentials_are_not_credentials() {
        for key in [
            "password_file",
            "tokenType",
            "secretName",
            "public_key",
            "publicKeyToken",
            "passwordPolicy",
            "monkey",
            "keyboard",
            "author",
            "compass",
            "token_count",
            "user",
            "password_reset_url",
        ] {
            assert_eq!(classify(key.as_bytes()), None, "{key}");
        }
    }

    #[test]
    fn weak_keys_stay_weak() {
        assert_eq!(classify(b"key").map(|k| k.strength), Some(Strength::Weak));
        assert_eq!(classify(b"session_id").map(|k| k.family), Some(Family::Token));
        assert_eq!(classify(b"my_password_secure").map(|k| k.strength), Some(Strength::Medium));
    }
}
