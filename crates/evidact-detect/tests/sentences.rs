//! What is found of credentials in sentences, chats and commands. A `~` joins the parts of a value that would look
//! like a real token.

mod common;

use common::check;

#[test]
fn prose_is_read_inside_data() {
    check(&[
        (
            "d",
            "{\"source\":[\"Password of the notebook server: Marble-Saddle-6491\\n\"]}",
            &["Marble-Saddle-6491"],
        ),
        (
            "d",
            "{\"msg\":\"token issued: HNtUga2cQ~w8ZrXk1Lm3PvB7nT5yJdS9e\"}",
            &["HNtUga2cQ~w8ZrXk1Lm3PvB7nT5yJdS9e"],
        ),
        ("d", "1,password is Violet-Marble-6390!,x", &["Violet-Marble-6390!"]),
        ("d", "1,\"password is Violet-Marble-6390!\",x", &["Violet-Marble-6390!"]),
        ("d", "{\"msg\":\"the password is required\",\"b\":\"password must be long\"}", &[]),
    ]);
}

#[test]
fn commands_take_credentials_from_words_and_pipes() {
    check(&[
        ("cl", "zip -P violet6q a.zip b", &["violet6q"]),
        ("cl", "openssl pkcs12 -in a.p12 -passin pass:violet6q", &["violet6q"]),
        ("cl", "echo \"root:Violet-6q\" | chpasswd", &["Violet-6q"]),
        ("cl", "echo 'Violet-6q' | docker login --password-stdin reg", &["Violet-6q"]),
        ("cl", "sudo -S ls <<< \"Violet-6q\"", &["Violet-6q"]),
        ("cl", "htpasswd -b f admin Violet-6q", &["Violet-6q"]),
        ("cl", "smbclient //fs/s -U 'corp\\svc%Violet-6q'", &["Violet-6q"]),
        ("cl", "net use Z: \\\\fs\\s /user:c\\s Violet-6q", &["Violet-6q"]),
        ("cl", "sqlcmd -S h -U sa -P Violet-6q", &["Violet-6q"]),
        ("cl", "unzip -P Violet-6q x.zip", &["Violet-6q"]),
        ("cl", "printf '%s' \"Violet-6q\" | podman login --password-stdin", &["Violet-6q"]),
        ("cl", "echo -n \"Violet-6q\" | docker login -u u --password-stdin", &["Violet-6q"]),
        ("cl", "net use \\\\fs\\s Violet-6q /user:c\\s", &["Violet-6q"]),
    ]);
}

#[test]
fn chat_speaks_of_credentials() {
    check(&[
        ("pl", "Credentials: reviewer / Falcon-Orchid-1749!", &["Falcon-Orchid-1749!"]),
        ("pl", "the creds are bob:Falcon-Orchid-1749!", &["Falcon-Orchid-1749!"]),
        ("pl", "admin:Autumn2024! worked", &["Autumn2024!"]),
        ("pl", "default login (admin/violet1x)", &["violet1x"]),
        ("pl", "admin login for grafana: svc-view / Plover!S~tone-418", &["Plover!S~tone-418"]),
        ("pl", "the login for visitors: see the wiki / intranet", &[]),
        ("pl", "log in as svc with Thunder-T~hunder-5181", &["Thunder-T~hunder-5181"]),
        ("pl", "password of the box was set to \"Biscuit2019!\"", &["Biscuit2019!"]),
        ("pl", "pass Winter-Comet-1327!", &["Winter-Comet-1327!"]),
        ("pl", "try password Winter-Comet-1327", &["Winter-Comet-1327"]),
        ("pl", "Sending password Winter-Comet-1327", &["Winter-Comet-1327"]),
        ("pl", "the secret key used was Winter-Comet-1327", &["Winter-Comet-1327"]),
        ("pl", "The Wi-Fi key is maple-sad~dle-orchid-pirate-36", &["maple-sad~dle-orchid-pirate-36"]),
        ("p", "*password*: _Winter-Comet-1327_", &["Winter-Comet-1327"]),
        (
            "p",
            "Passwords:\n- Winter-Comet-1327\n- Winter-Comet-1328",
            &["Winter-Comet-1327", "Winter-Comet-1328"],
        ),
        ("pl", "api key - abc9q8Zr1~xw0Lm3kv7Yt2qp9", &["abc9q8Zr1~xw0Lm3kv7Yt2qp9"]),
        ("pl", "Token(qlWyq8Zr1~xw0Lm3kv7Yt2qp9abcDEF12)", &["qlWyq8Zr1~xw0Lm3kv7Yt2qp9abcDEF12"]),
        (
            "pl",
            "changed the password from Winter-Comet-1327 to Winter-Comet-1328",
            &["Winter-Comet-1327", "Winter-Comet-1328"],
        ),
        ("pl", "new password → Winter-Comet-1327", &["Winter-Comet-1327"]),
        ("p", "The Wi-Fi key is maple-sad~dle-orchid-pirate", &["maple-sad~dle-orchid-pirate"]),
        ("pl", "WiFi key: maple-sad~dle-orchid-pirate-36", &["maple-sad~dle-orchid-pirate-36"]),
        ("p", "The temporary password, Winter-Comet-1327, expires soon", &["Winter-Comet-1327"]),
        ("c", "ssh-keygen -t rsa -N Winter-Comet-1327 -f x", &["Winter-Comet-1327"]),
        ("c", "openssl enc -k Winter-Comet-1327", &["Winter-Comet-1327"]),
        (
            "f",
            "//reg.example/:_password~=YWJjZGVmZ2hpamtsbW5vcA==\n//reg.example/:_auth=dXN~lcjpQYXNzMTIzNDU=\n",
            &["YWJjZGVmZ~2hpamtsbW5vcA==", "dXNlcjpQY~XNzMTIzNDU="],
        ),
        ("p", "The OTP 2024 release and PIN 13 of GPIO", &[]),
        ("pl", "key feature-branch-12 merged; user root: Ubuntu-22.04 host-12", &[]),
        (
            "d",
            "{\"args\":[\"--user\",\"x\",\"--password\",\"Magnet-Walnut-3405!\"]}",
            &["Magnet-Walnut-3405!"],
        ),
        ("pl", "Contraseña: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "La contraseña es Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "Das Passwort lautet Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "Passwort für den Server: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "пароль от сервера: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "Senha: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("c", "new UsernameP~asswordCredentials(\"svc\", \"tulip2q\")", &["tulip2q"]),
        ("c", "new PDO('mysql:host=db', 'root', 'tulip2q')", &["tulip2q"]),
        ("c", "mysql.createConnection({host: \"db\", user: \"root\", password: \"tulip2q\"})", &["tulip2q"]),
        ("c", "parser.add_option('--api-key', type=str, default='tulip2qx')", &["tulip2qx"]),
        ("c", "@click.option(\"--password\", default=\"Svenja1969\")", &["Svenja1969"]),
        ("c", "flag.String(\"password\", \"Svenja1969\", \"the password\")", &["Svenja1969"]),
        ("c", "viper.SetDefault(\"db.password\", \"Svenja1969\")", &["Svenja1969"]),
        ("c", "val password: String by lazy { \"Svenja1969\" }", &[]),
        ("d", "{\"text\":\"Hi,\\nlogin is admin / Falcon-1749!\\nbye\"}", &["Falcon-1749!"]),
        ("d", "{\"text\":\"pw: Falcon-1749!\\nbye\"}", &["Falcon-1749!"]),
        ("d", "{\"text\":\"the api key is q8Zr1xw0L~m3kv7Yt2qp9\\\\nuse it\"}", &["q8Zr1xw0L~m3kv7Yt2qp9"]),
        ("d", "bob,\"Password: Falcon-1749!, user bob\",3", &["Falcon-1749!"]),
        ("cl", "echo Violet-6q | sudo -S apt update", &["Violet-6q"]),
        ("cl", "echo $PASS | sudo -S apt update", &[]),
        ("pl", "creds: admin / admin1234!", &["admin1234!"]),
        ("pl", "root / Toor-1234 works", &["Toor-1234"]),
        ("pl", "root:Toor-1234 works", &["Toor-1234"]),
        ("pl", "use password Toor-1234 or Toor-5678", &["Toor-1234", "Toor-5678"]),
        ("pl", "password changed to Toor-1234", &["Toor-1234"]),
        ("pl", "new pw is Toor-1234, old was x", &["Toor-1234"]),
        ("pl", "Backup codes: 1234-5678, 2345-6789", &["1234-5678", "2345-6789"]),
        ("p", "Recovery codes:\n1. ab12-cd34\n2. ef56-gh78", &["ab12-cd34", "ef56-gh78"]),
        ("l", "server=tcp:db;user=sa;password=ladder2z;database=crm", &["ladder2z"]),
        ("f", "enable secret 5 $1$mERr$hx5rVt7rP~NoS4wqbXKX7m0", &["$1$mERr$hx5rVt7rP~NoS4wqbXKX7m0"]),
        ("f", "enable password Violet6q", &["Violet6q"]),
        ("f", "neighbor 10.0.0.1 password Violet6q", &["Violet6q"]),
        (
            "f",
            "A_KEY=5o4~qq8Zr1xw0Lm3kv7Yt2qp9abcDEF125o4qq8Zr\naws_session_token = abcq8Zr1x~w0Lm3kv7Yt2qp9",
            &["5o4qq8Zr1~xw0Lm3kv7Yt2qp9abcDEF125o4qq8Zr", "abcq8Zr1x~w0Lm3kv7Yt2qp9"],
        ),
    ]);
}

#[test]
fn short_codes_have_names() {
    check(&[
        ("p", "recovery codes: ab12-cd34 ef56-gh78", &["ab12-cd34", "ef56-gh78"]),
        ("f", "pins = [345953, 239233]", &["345953", "239233"]),
        ("d", "{\"cvv\":\"3784\"}", &["3784"]),
        ("d", "{\"cvv\":3784}", &["3784"]),
        ("pl", "CVV: 392", &["392"]),
        ("pl", "security code 392", &["392"]),
        ("pl", "otp 642949 sent", &["642949"]),
        ("pl", "MFA code 642946", &["642946"]),
        (
            "l",
            "Authorization: Digest username=\"bob\", realm=\"x\", response=\"6629fae49~393a05397450978507c4ef1\"",
            &["6629fae49~393a05397450978507c4ef1"],
        ),
        ("l", "{\"pin\":\"4821\",\"cvv\":\"392\"}", &["4821", "392"]),
    ]);
}

#[test]
fn sentences_about_credentials_stay() {
    check(&[
        ("pld", "Passwords must contain 8 characters. The password policy is documented in SEC-1234.", &[]),
        ("pl", "Reset your password in Section-4.2 or via OAuth2 and SHA-256.", &[]),
        ("pl", "The token expired at 2024-01-01. password hashing uses PBKDF2-SHA256.", &[]),
        ("c", "def f(password=None, token=self.token1):", &[]),
        ("c", "x.password = y.password2", &[]),
        ("pl", "Contact the credentials team: John / Sales-Dept", &[]),
        ("pl", "We moved the password from Vault to AWS.", &[]),
        ("pld", "password reset requested: user 12345", &[]),
    ]);
}

#[test]
fn a_name_beside_its_password_is_part_of_the_credential() {
    check(&[
        ("plcf", "see https://deploy:Violet6q@a.example/x", &["deploy:Violet6q"]),
        ("c", "see https://${USER}:Violet6q@a.example/x", &["Violet6q"]),
        ("cl", "curl -u 'svc:Violet6q' https://a.example", &["svc:Violet6q"]),
        ("c", "curl -u $USER:$PASS https://a.example", &[]),
        ("c", "curl -sL --user \"$1:$2\" \"$3\"", &[]),
        ("pl", "use postgres://user:password@localhost:5432/db or http://username:pass@proxy", &[]),
    ]);
}

#[test]
fn words_beside_a_name_may_make_it_something_else() {
    check(&[
        ("fcd", "\"progressToken\": \"abc123\"", &[]),
        ("fcd", "\"nextPageToken\": \"CAoQAAxk92\"", &[]),
        ("fc", "eos_token = \"im_end1\"", &[]),
        ("fcd", "\"refreshToken\": \"CAoQAAxk92\"", &["CAoQAAxk92"]),
        ("f", "password.encoding.char=UTF-8", &[]),
        ("c", "// pass access_type=offline to get one", &[]),
        ("c", "jwtProperties.setKey(\"7302847610471285\");", &["7302847610471285"]),
        ("c", "cipherBean.setKeyAlias(\"aes128\"); map.setKey(\"row1\");", &[]),
        ("cf", "@Value(\"${app.jwt.secret:Harbor7xQuill}\")", &["Harbor7xQuill"]),
        ("cf", "@Value(\"${app.jwt.secret:}\") @Value(\"${app.jwt.secret}\")", &[]),
        ("c", "int CLIENT_LONG_PASSWORD = 0x00000001;", &[]),
    ]);
}
