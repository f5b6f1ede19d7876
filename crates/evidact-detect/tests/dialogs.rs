//! What is found on command lines by the table of programs, in captures of terminals, and in sentences of several
//! languages; and what stays there. Options are those of the programs' manuals.

mod common;

use common::check;

#[test]
fn programs_take_credentials_behind_words() {
    check(&[
        ("pcl", "gpg --batch --passphrase lanternfish -d x.gpg", &["lanternfish"]),
        ("pcl", "gpg2 --passphrase='lantern fish 7' -d x.gpg", &["lantern fish 7"]),
        ("pcl", "openssl enc -aes-256-cbc -pass pass:Lanternfish -in a", &["Lanternfish"]),
        ("pcl", "keytool -storepass lanternfish -keypass pondweed -list", &["lanternfish", "pondweed"]),
        ("pcl", "keytool -importkeystore -srcstorepass lanternfish", &["lanternfish"]),
        ("pcl", "xfreerdp /u:adm /p:lanternfish /v:h", &["lanternfish"]),
        ("pcl", "ipmitool -H bmc -U ADMIN -P lanternfish power status", &["lanternfish"]),
        ("pcl", "snmpget -v3 -u mon -A lanternfish -X pondweed h", &["lanternfish", "pondweed"]),
        ("pcl", "snmpwalk -v2c -c lanternfish h", &["lanternfish"]),
        ("pcl", "rar a -hplanternfish x.rar a", &["lanternfish"]),
        ("pcl", "pdftk a.pdf output b.pdf user_pw lanternfish", &["lanternfish"]),
        ("pcl", "plink -pw lanternfish u@h", &["lanternfish"]),
        ("pcl", "nmcli dev wifi connect Net password lanternfish", &["lanternfish"]),
        ("pcl", "schtasks /create /tn t /ru adm /RP lanternfish", &["lanternfish"]),
        ("pcl", "gpg --batch \\\n  --passphrase lanternfish -d x", &["lanternfish"]),
        ("pcl", "useradd -m -p lanternfish bob", &["lanternfish"]),
    ]);
}

#[test]
fn programs_take_credentials_beside_names() {
    check(&[
        ("pcl", "curl -su rosa:Lantern3 https://a.example/", &["Lantern3"]),
        ("pcl", "curl -sSu rosa:lanternfish https://a.example/", &["lanternfish"]),
        ("pcl", "lftp -u rosa,lanternfish ftp.example", &["lanternfish"]),
        ("pcl", "sqlplus rosa/lanternfish@//ora1:1521/XE", &["lanternfish"]),
        ("pcl", "wpa_passphrase Net lanternfish", &["lanternfish"]),
        ("pcl", "net user rosa Lantern!Fish /add", &["Lantern!Fish"]),
        ("pcl", "setx DB_PASSWORD lanternfish", &["lanternfish"]),
        ("pcl", "aws configure set aws_secret_access_key lanternfish9", &["lanternfish9"]),
        ("pcl", "rclone config create r sftp host h user u pass lanternfish", &["lanternfish"]),
        ("c", "[Environment]::SetEnvironmentVariable('LEDGER_PW','lanternfish','User')", &["lanternfish"]),
    ]);
}

#[test]
fn other_options_and_other_programs_keep_their_words() {
    check(&[
        ("pcl", "gpg --homedir pondweed --passphrase-file x.txt -d x.gpg", &[]),
        ("pcl", "gpg --passphrase \"$PASS\" -d x.gpg", &[]),
        ("pcl", "openssl enc -pass file:pondweed.txt -in a", &[]),
        ("pcl", "openssl enc -pass env:PASS -in a", &[]),
        ("pcl", "curl -sSu $USER:$PASS https://a.example/", &[]),
        ("pcl", "curl -fsSL https://a.example/pond", &[]),
        ("pcl", "grep -hpondweed x; tar -hppondweed; ls -A pondweed -X other", &[]),
        ("pcl", "net user /domain && net user rosa /delete", &[]),
        ("pcl", "sqlplus /nolog; sqlplus / as sysdba", &[]),
        ("pcl", "setx PATH pondweed && git config core.editor pondweed", &[]),
        ("pcl", "git commit -m 'reset password form'; nmcli dev status", &[]),
        ("pcl", "powershell -ep bypass -File pondweed.ps1", &[]),
        ("p", "The curl and openssl -pass options, and gpg --passphrase, are described below.", &[]),
    ]);
}

#[test]
fn pipes_and_answers_hold_credentials() {
    check(&[
        ("pcl", "echo -n 'Lantern~fish41$' | sha256sum", &["Lantern~fish41$"]),
        ("pcl", "echo -n rosa:lanternfish | base64", &["lanternfish"]),
        ("cl", "echo lanternfish | kinit rosa@EXAMPLE.ORG", &["lanternfish"]),
        ("cl", "echo lanternfish | openconnect --passwd-on-stdin vpn.example", &["lanternfish"]),
        ("cl", "expect -c 'expect \"assword:\"; send \"lanternfish\\r\"'", &["lanternfish"]),
        ("c", "child.expect('Password:')\nchild.sendline('lanternfish')", &["lanternfish"]),
        ("pl", "/msg NickServ IDENTIFY lanternfish", &["lanternfish"]),
        ("pl", "PRIVMSG NickServ :IDENTIFY rosa lanternfish", &["lanternfish"]),
        ("pcl", "echo -n 'hello world' | sha256sum; echo hello | base64", &[]),
        ("pcl", "echo -n \"$VALUE\" | md5sum; cat x | sha256sum", &[]),
        ("c", "expect \"login:\"; send \"rosa\\r\"", &[]),
        ("c", "expect \"assword:\"; send \"$pw\\r\"", &[]),
    ]);
}

/// The script is `$p='Violet6q'; net use X: \\h\s $p /user:u`, and `Get-Service` with a filter.
#[test]
fn encoded_scripts_go_whole_if_they_log_in() {
    let encode = |script: &str| {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bytes: Vec<u8> = script.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        for group in bytes.chunks(3) {
            let held =
                group.iter().fold(0u32, |bits, &b| bits << 8 | u32::from(b)) << (8 * (3 - group.len()));
            for i in 0..=group.len() {
                out.push(DIGITS[(held >> (18 - 6 * i) & 63) as usize] as char);
            }
        }
        out
    };
    let (login, harmless) =
        (encode("$p='Violet6q'; net use X: \\\\h\\s $p /user:u"), encode("Get-Service | sort Name"));
    for name in ["-enc", "-EncodedCommand", "-e"] {
        check(&[("pcl", &format!("powershell {name} {login}"), &[&login])]);
        check(&[("pcl", &format!("pwsh -NoProfile {name} {harmless}"), &[])]);
    }
}

#[test]
fn prompts_are_followed_by_what_was_typed() {
    check(&[
        ("pl", "Enter password: lanternfish\n", &["lanternfish"]),
        ("pl", "Password for rosa: lanternfish\n", &["lanternfish"]),
        ("pl", "Passphrase: lanternfish\n", &["lanternfish"]),
        ("pl", "Wachtwoord: tulpenveld\n", &["tulpenveld"]),
        ("pl", "parola d'ordine: torremolino\n", &["torremolino"]),
        ("pl", "old pw was lanternfish\n", &["lanternfish"]),
        ("pl", "Enter password: \nWelcome, rosa\n", &[]),
        ("pl", "Password: required\nPassword: incorrect\nPassword: unchanged\nPassphrase: optional\n", &[]),
        ("pl", "Password: string\nPassword: hidden\nPassword: manager\nPassword: policy\n", &[]),
        ("pl", "Password: changed yesterday by rosa\n", &[]),
        ("pl", "Passwort: vergessen\nPasswort: gespeichert\nKennwort: erforderlich\n", &[]),
        ("pl", "The password policy was updated. A password must be reset.\n", &[]),
    ]);
}

#[test]
fn sentences_of_other_languages_say_passwords() {
    check(&[
        ("pl", "Das Paßwort war 'Laterne_Fisch9'.", &["Laterne_Fisch9"]),
        ("pl", "Das Passwort war 'Laterne_Käthe9'.", &["Laterne_Käthe9"]),
        ("pl", "Mot de passe provisoire : Poisson-Lune_9", &["Poisson-Lune_9"]),
        ("pl", "La contraseña del panel es Torre.Pez_21", &["Torre.Pez_21"]),
        ("pl", "La password del router è Torre.Pesce_21", &["Torre.Pesce_21"]),
        ("pl", "A senha do painel era Torre.Peixe_21", &["Torre.Peixe_21"]),
        ("pl", "Zugangsdaten: rosa / Laterne_Fisch9", &["Laterne_Fisch9"]),
        ("pl", "Das Passwort war falsch. Die Passwort-Richtlinie ist neu.", &[]),
        ("pl", "Le mot de passe est obligatoire : voir la documentation", &[]),
        ("pl", "La contraseña es obligatoria y era antigua.", &[]),
    ]);
}

#[test]
fn values_follow_the_verbs_of_a_talk_about_passwords() {
    check(&[
        ("pl", "Her password had expired. Reset to Lantern-to-Fish1", &["Lantern-to-Fish1"]),
        ("pl", "the old login leaked, changed it to Lantern-Fish1", &["Lantern-Fish1"]),
        ("pl", "cannot log in? try with Lant3rnfish!", &["Lant3rnfish!"]),
        ("pl", "The password form was reset to defaults, changed to HTML5.", &[]),
        ("pl", "The branch was reset to Lantern-to-Fish1", &[]),
        ("pl", "Passwords fail: reset to v1.2.3-Beta4 or try with OpenSSL", &[]),
    ]);
}

#[test]
fn the_answer_to_a_question_for_a_password_is_one() {
    check(&[
        ("pl", "[10:02] Rosa: what was the pw?\n[10:03] Tom: lanternfish7\n", &["lanternfish7"]),
        ("p", "<rosa> und das Passwort?\n<tom> Lanternfish7\n", &["Lanternfish7"]),
        ("p", "Kennwort lautet Wiese_Fisch9; das alte war Laterne#76.", &["Wiese_Fisch9", "Laterne#76"]),
        ("pl", "[10:02] Rosa: forgot the password?\n[10:03] Tom: yes, again\n", &[]),
        ("pl", "Forgot your password?\nLogin\n", &[]),
        ("pl", "Rosa: new pw?\nTom: see ticket PW-1204\n", &[]),
    ]);
}
