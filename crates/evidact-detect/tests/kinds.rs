//! What is found by kind of place: options, passphrases, other languages, arrays, rows, tags, calls, declarations,
//! sentences. A `~` joins the parts of a value that would look like a real token.

mod common;

use common::{DETECTOR, check};
use evidact_model::TextKind;

#[test]
fn options_in_any_text_are_no_code() {
    check(&[
        ("c", "mysql --passwor~d=Falcon-Tulip-9106 crm", &["Falcon-Tulip-9106"]),
        ("c", "wget --http-pa~ssword=violet6q https://a.example/x", &["violet6q"]),
        (
            "c",
            "kubectl create secret generic x --from-li~teral=password=River-River-5367",
            &["River-River-5367"],
        ),
        ("c", "helm install x --set auth.password=~Falcon-Tulip-9127", &["Falcon-Tulip-9127"]),
        ("c", "tool --password=$PASS --token=${TOKEN}", &[]),
        ("c", "git commit --author=Foo-Bar-12 --token-file=x.txt --keyword=alpha-1", &[]),
        ("c", "docker run -e DB_PASSWO~RD=Violet-6q img", &["Violet-6q"]),
        ("c", "docker run -e \"DB_PASSWO~RD=Violet-6q\" img", &["Violet-6q"]),
        ("c", "export X=\"a b\" && password=~Falcon-Tulip-9106", &["Falcon-Tulip-9106"]),
        ("d", "{\"cmd\":\"mysql --passwor~d=Falcon-Tulip-9106 crm\"}", &["Falcon-Tulip-9106"]),
        ("f", "command: mysql --passwor~d=Falcon-Tulip-9106 crm", &["Falcon-Tulip-9106"]),
    ]);
}

#[test]
fn passphrases_stand_in_quotes_or_alone() {
    check(&[
        ("c", "DB_PASS=\"thunder biscuit lantern autumn\"", &["thunder biscuit lantern autumn"]),
        ("fd", "{\"password\": \"comet river falcon timber\"}", &["comet river falcon timber"]),
        ("f", "password: comet river falcon timber", &["comet river falcon timber"]),
        ("f", "password = \"comet river falcon timber\"", &["comet river falcon timber"]),
        ("f", "password = \"\"\"comet river falcon timber\"\"\"", &["comet river falcon timber"]),
        ("p", "My password is \"velvet comet tulip rocket\"", &["velvet comet tulip rocket"]),
        ("p", "My password is very easy to remember", &[]),
        ("fd", "{\"password\": \"please enter your password\"}", &[]),
        ("fd", "{\"password\": \"Forgot your password?\"}", &[]),
        ("f", "password = \"\"\"\ncomet river falcon timber\n\"\"\"", &["comet river falcon timber"]),
        ("f", "passphrase: 'comet river falcon timber nine'", &["comet river falcon timber nine"]),
        ("c", "const password = \"comet river falcon timber\";", &["comet river falcon timber"]),
        ("p", "password: \"comet river falcon timber\"", &["comet river falcon timber"]),
        ("p", "**Password:** `comet river falcon timber`", &["comet river falcon timber"]),
    ]);
}

#[test]
fn other_languages_name_passwords() {
    check(&[
        ("plf", "Mot de passe : Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "Le mot de passe est Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("fd", "mot_de_passe: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "parola d'ordine: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("plf", "Пароль: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("pl", "PASSWORT Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
        ("plf", "WLAN-Schlüssel: Harbor-Orchid-7898", &["Harbor-Orchid-7898"]),
    ]);
}

#[test]
fn arrays_of_arguments_have_their_values() {
    check(&[
        ("cd", "[\n  \"--password\",\n  \"Magnet-Walnut-3405!\"\n]", &["Magnet-Walnut-3405!"]),
        ("f", "args:\n- --password\n- Magnet-Walnut-3403!\n", &["Magnet-Walnut-3403!"]),
        ("f", "args:\n  - \"--password\"\n  - \"Magnet-Walnut-3403!\"\n", &["Magnet-Walnut-3403!"]),
    ]);
}

#[test]
fn rows_of_sql_have_columns() {
    check(&[
        (
            "c",
            "INSERT INTO users (id, password) VALUES (17, 'Magnet-Violet-3384'), (18, 'Magnet-Violet-3385');",
            &["Magnet-Violet-3384", "Magnet-Violet-3385"],
        ),
        (
            "cl",
            "UPDATE config SET value='Magnet-Violet-3384' WHERE name='api_token';",
            &["Magnet-Violet-3384"],
        ),
    ]);
}

#[test]
fn tags_may_stand_before_a_value() {
    check(&[
        ("p", "<p>Password: <code>Velvet-Copper-9720!</code></p>", &["Velvet-Copper-9720!"]),
        ("p", "<b>Password:</b> Velvet-Copper-9720!", &["Velvet-Copper-9720!"]),
        (
            "p",
            "<li><strong>Password</strong>: <span class=\"x\">Velvet-Copper-9720!</span></li>",
            &["Velvet-Copper-9720!"],
        ),
        ("p", "<td>Password</td><td><b>Velvet-Copper-9720!</b></td>", &["Velvet-Copper-9720!"]),
        ("p", "<dt>Password</dt>\n<dd>Velvet-Copper-9720!</dd>", &["Velvet-Copper-9720!"]),
        ("p", "The password is <b>Velvet-Copper-9720!</b>.", &["Velvet-Copper-9720!"]),
    ]);
}

#[test]
fn calls_take_credentials_at_a_position() {
    check(&[
        ("c", "HTTPBasicAuth('svc','V-4607')", &["V-4607"]),
        ("c", "requests.get(url, auth=(\"svc\",\"tulip5k\"))", &["tulip5k"]),
        ("c", "requests.get(url, auth=('svc', 'tulip5k'))", &["tulip5k"]),
        ("c", "req.SetBasicAuth(\"svc\",\"tulip5k\")", &["tulip5k"]),
        ("c", "DriverManager.getConnection(url,\"mcp\",\"tulip2q\")", &["tulip2q"]),
        ("c", "new NetworkCredential(\"svc\",\"tulip2q\")", &["tulip2q"]),
        ("c", "new mysqli(\"localhost\",\"root\",\"tulip2q\",\"crm\")", &["tulip2q"]),
        ("c", "DBI->connect($dsn,\"root\",\"tulip2q\")", &["tulip2q"]),
        ("c", "new PasswordA~uthentication(\"svc\", \"tulip2q\".toCharArray())", &["tulip2q"]),
        ("c", "keyStore.load(in, \"tulip2q\".toCharArray());", &["tulip2q"]),
        ("c", "auth=(user, password)", &[]),
        ("c", "session.auth = HTTPBasicAuth(\"svc\", \"V-4607x\")", &["V-4607x"]),
        ("c", "smtp.PlainAuth(\"\", \"svc\", \"tulip2q\", \"mail\")", &["tulip2q"]),
    ]);
}

#[test]
fn declarations_have_defaults() {
    check(&[
        ("c", "parser.add_argument(\"--password\", default=\"Svenja1969\")", &["Svenja1969"]),
        ("c", "parser.add_argument(\"--password\", help=\"x\", default=\"Svenja1969\")", &["Svenja1969"]),
        ("c", "SECRET = (\"Canyon-Violet-4670\"", &["Canyon-Violet-4670"]),
        ("c", "public string Pwd { get; set; } = \"biscui7k\";", &["biscui7k"]),
        ("c", "Dim password As String = \"biscui7k\"", &["biscui7k"]),
        ("c", "variable \"db_password\" {\n  default = \"biscui7k\"\n}", &["biscui7k"]),
        (
            "c",
            "variable \"db_password\" {\n  type = string\n  description = \"The database password\"\n  default = \"biscui7k\"\n}",
            &["biscui7k"],
        ),
        ("cf", "X=${ADMIN_PASSWORD:-pepper2x}", &["pepper2x"]),
        ("f", "password: ${ADMIN_PASSWORD:-pepper2x}", &["pepper2x"]),
        ("c", "DB_PASSWORD ?= Glacier-Cactus-4600", &["Glacier-Cactus-4600"]),
        ("c", "DB_PASSWORD := Glacier-Cactus-4600", &["Glacier-Cactus-4600"]),
        ("c", "ENV DB_PASSWORD Glacier-Cactus-4600", &["Glacier-Cactus-4600"]),
        ("c", "ENV DB_PASSWO~RD=Glacier-Cactus-4600", &["Glacier-Cactus-4600"]),
        ("c", "ARG DB_PASSWO~RD=glacier9", &["glacier9"]),
        ("cf", "pw: {{ .Values.pw | default \"Maple-Tpl-2018\" }}", &["Maple-Tpl-2018"]),
        ("cf", "password: {{ .Values.password | default \"Maple-Tpl-2018\" | quote }}", &["Maple-Tpl-2018"]),
        ("c", "private String password { get; set; }", &[]),
        ("f", "PASSWORD=${PASSWORD:-pepper2x}", &["pepper2x"]),
        ("c", "PASSWORD=\"${PASSWORD:-pepper2x}\"", &["pepper2x"]),
        ("c", "PASSWORD=${PASSWORD:-$DEFAULT}", &[]),
    ]);
}

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
fn values_without_digits_are_found() {
    check(&[
        ("pl", "GET /a?key=DPAaS~MwuiqxfOHJXTGLNDKENPONFJgb HTTP", &["DPAaSMwui~qxfOHJXTGLNDKENPONFJgb"]),
        ("pl", "Use the API key ULXLUwXQm~TyYGxBkrvITgOpzRPULrb now", &["ULXLUwXQm~TyYGxBkrvITgOpzRPULrb"]),
        ("plc", "https://a.example/x?token=Maple-Md-2033&b=1", &["Maple-Md-2033"]),
        ("plc", "https://a.example/x?access_to~ken=Maple-Md-2033", &["Maple-Md-2033"]),
        ("d", "{\"FOO_AUTH\":\"Saddle-Orchid-1562\"}", &["Saddle-Orchid-1562"]),
        ("f", "SMTP_AUTH=mailer:233iXTGq8Zr1xw", &["233iXTGq8Zr1xw"]),
        ("f", "psk=\"maple-sad~dle-orchid-pirate\"", &["maple-sad~dle-orchid-pirate"]),
        ("f", "secrets:\n  - timber-ti~mber-anchor-timber\n", &["timber-ti~mber-anchor-timber"]),
        ("f", "secrets:\n  - db_password\n  - api-token", &[]),
    ]);
}

#[test]
fn a_sign_among_letters_of_both_cases_makes_a_value() {
    check(&[
        ("pl", "The password is qANVOWer%Ha~TRsYK", &["qANVOWer%HaTRsYK"]),
        ("pl", "The password is qANVOWer!Ha~TRsYK", &["qANVOWer!HaTRsYK"]),
        ("pl", "The password is isOpen!hasKey, or so.", &[]),
        ("pl", "The password is Work-In-Progress now.", &[]),
    ]);
}

#[test]
fn the_type_of_an_input_speaks_for_its_value() {
    check(&[
        ("p", "<input type=password value=\"Quince-31-Velvet\">", &["Quince-31-Velvet"]),
        ("p", "<input type=\"password\" class=\"wide\" value=\"Quince-31-Velvet\">", &["Quince-31-Velvet"]),
        ("p", "<input type=\"password\" placeholder=\"Password\">", &[]),
        ("p", "<input type=text value=\"Quince-31-Velvet\">", &[]),
    ]);
}

#[test]
fn data_sources_and_devices_have_forms_of_their_own() {
    check(&[
        ("c", "sql.Open(\"mysql\", \"user:ladder9k@tcp(127.0.0.1:3306)/crm\")", &["ladder9k"]),
        ("clf", "jdbc:oracle:thin:scott/M@rble2017!@//ora:1521/X", &["M@rble2017!"]),
        ("f", "proxy_set_header X-Api-Key 863dq8Zr1~xw0Lm3kv7Yt2qp9;", &["863dq8Zr1~xw0Lm3kv7Yt2qp9"]),
        ("fl", "username ops password Violet6q", &["Violet6q"]),
        ("fl", "username ops privilege 15 password 0 Violet6q", &["Violet6q"]),
        ("fl", "snmp-server community Violet6q RO", &["Violet6q"]),
        ("fl", "tacacs-server key Violet6q", &["Violet6q"]),
        ("fl", "userPassword:: SGFyYm9yL~U9yY2hpZC0x", &["SGFyYm9yL~U9yY2hpZC0x"]),
    ]);
}

#[test]
fn a_value_ends_where_it_ends() {
    check(&[
        (
            "f",
            "JWT_SECRE~T=5o4qq8Zr1xw0Lm3kv7Yt2qp9abcDEF125mm=\nPORT_NUMBER=8080\nB=2",
            &["5o4qq8Zr1~xw0Lm3kv7Yt2qp9abcDEF125mm="],
        ),
        (
            "f",
            "a.password: Violet6q\njasypt.encryptor.password Re1Lm3kv7Yt2\n",
            &["Violet6q", "Re1Lm3kv7Yt2"],
        ),
        ("cfl", "psql \"host=db user=u password=ladder2z dbname=crm\"", &["ladder2z"]),
        ("cl", "curl -u deploy:Violet6q https://a.example", &["deploy:Violet6q"]),
        ("l", "(Cookie: sid=abcq8Zr1xw0Lm)", &["abcq8Zr1xw0Lm"]),
        (
            "f",
            "APP_KEY=base64:q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8Zr1xw0Lm3kv7Y=",
            &["q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8Zr1xw0Lm3kv7Y="],
        ),
        (
            "plfcd",
            "bot MTIzNDU2N~zg5MDEyMzQ1Njc4.GaBcDe.q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8 here",
            &["MTIzNDU2N~zg5MDEyMzQ1Njc4.GaBcDe.q8Zr1xw0L~m3kv7Yt2qp9abcDEF12q8"],
        ),
        (
            "d",
            "{\"node_modu~les/js-tokens\":{\"integrity\":\"sha512-Rd~JUflcE3cUzKiMqQgsCu06FPu9UdIJO0beYbPhHN4k6apgJtifcoCtT9bcxOpYBtpD2kCM6Sbzg4CausW/PKQ==\"}}",
            &[],
        ),
        ("cl", "psql postgresql://u:ladder2z@h/db", &["u:ladder2z"]),
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
fn jumbles_of_symbols_are_values_under_every_strong_key() {
    check(&[
        ("fc", "api_key = \"k(q]z{w)$v#p\"", &["k(q]z{w)$v#p"]),
        ("f", "secret: k(q]z{w)$v#p", &["k(q]z{w)$v#p"]),
        ("c", "if (\"k(q]z{w)$v#p\" == secret) {", &["k(q]z{w)$v#p"]),
        ("c", "secret = items[0](x){y}", &[]),
        ("f", "token_pattern: ^[a-z]{3}(x|y)$", &[]),
    ]);
}

#[test]
fn lengths_and_alphabets_stand_for_a_prefix() {
    let seed = "ACSU3Q6LTLBVLGAQUONAGXJHVNWGSKKAUA7IY5TB4Z7PLEKSR5O6JTGR";
    let (nats, other) = (format!("SU{seed}"), format!("SZ{seed}"));
    check(&[
        ("plcfd", "x AC4d2f64e2a1~08cd72f648b1984c3b5a13 y", &["AC4d2f64e2a1~08cd72f648b1984c3b5a13"]),
        ("plcfd", "x 4d2f64e2a108cd72f648b1984c3b5a13 y", &[]),
        ("plcfd", &format!("run {nats} now"), &[&nats]),
        ("plcfd", &format!("run {other} now"), &[]),
        (
            "pl",
            "/rest/OTI2NjA3NjU1~NTI2Oh2DOnASdOHoIhEGyqIuYrdkYaQZ",
            &["OTI2NjA3NjU1~NTI2Oh2DOnASdOHoIhEGyqIuYrdkYaQZ"],
        ),
        ("pl", "/rest/TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsuIE1hbnkg", &[]),
        (
            "pld",
            "x 05dc4a53d525f9bc803dcc4df~008d786-3af70d4e-277ec7a2 y",
            &["05dc4a53d525f9bc803dcc4df~008d786-3af70d4e-277ec7a2"],
        ),
        ("pld", "x 05dc4a53-d525-49bc-803d-cc4df008d786 y", &[]),
    ]);
}

#[test]
fn statements_about_users_need_no_quotes() {
    check(&[
        ("pc", "SQL> alter user sys identified by Harbor7x container=all;", &["Harbor7x"]),
        ("pc", "CREATE ROLE app WITH LOGIN PASSWORD harbor_quill;", &["harbor_quill"]),
        ("pc", "# CREATE USER app WITH PASSWORD 'harborquill';", &["harborquill"]),
        ("c", "ALTER USER 'a'@'b' IDENTIFIED WITH mysql_native_password BY 'Harbor7x';", &["Harbor7x"]),
        ("p", "Each row is identified by the number in front of it.", &[]),
        ("p", "The user is identified by email.", &[]),
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

#[test]
fn what_stands_for_a_value_is_none() {
    check(&[
        ("f", "api_key: 00000000-0000-0000-0000-000000000000", &[]),
        ("f", "token: XXXXXXXXXX_PUT_YOUR_TOKEN_HERE_XXXXXXXX9", &[]),
        ("f", "jwt_secret: secret_with_at_least_32_characters", &[]),
        ("f", "jwt-secret = \"@/run/secrets/jwt\"", &[]),
        ("f", "DOCKER_PASS=\"${DOCKER_PASS:?it is required}\"", &[]),
        ("pf", "token: 留空即可", &[]),
        ("f", "password = \",.:-¨@*¿?!\"", &[]),
        ("f", "password = \"A,.:-¨@*¿?!\"", &["A,.:-¨@*¿?!"]),
        ("p", "Authorization: Bearer eyJhbGciOiJIUzI1NiIs...", &[]),
        ("pc", "no --password option is given", &[]),
    ]);
}

#[test]
fn schemes_may_be_of_two_words() {
    check(&[
        (
            "cl",
            "curl -H \"Authorization: Api-Token 22cb987851~bc5659229114c62e60c79abd0d2c08\"",
            &["22cb987851~bc5659229114c62e60c79abd0d2c08"],
        ),
        ("cl", "curl -H \"Authorization: Api-Token $TOKEN\"", &[]),
        ("d", "{\"auth\": \"qHXtBK7rwhog~kJEstiKgSgg=\"}", &["qHXtBK7rwhog~kJEstiKgSgg="]),
        ("d", "{\"auth\": \"required\"}", &[]),
    ]);
}

#[test]
fn a_row_that_does_not_end_is_read_once() {
    let flood = "insert into a(password) values ('x".repeat(4000);
    let mut hits = Vec::new();
    DETECTOR.scan_text(flood.as_bytes(), TextKind::Code, &mut hits);
    check(&[("c", "INSERT INTO a (password) VALUES ('Magnet-Violet-3384'", &["Magnet-Violet-3384"])]);
}
