//! Credentials in the files in which servers keep them and below the commands that print them, by the manuals of both, and
//! the lines beside them that hold none. A `~` joins the parts of a value.

mod common;

use common::check;

#[test]
fn servers_keep_passwords_in_lines_of_their_own_form() {
    check(&[
        ("fl", "192.0.2.1 192.0.2.2 : PSK \"willowPond44\"", &["willowPond44"]),
        ("fl", "kb : EAP \"willowPond44\"", &["willowPond44"]),
        ("fl", "kb : XAUTH willowPond44", &["willowPond44"]),
        ("fpl", "[smtp.example.org]:587 ledger:garnetDune26", &["garnetDune26"]),
        ("fpl", "kb:{PLAIN}basaltPond57::::::", &["basaltPond57"]),
        ("f", "createUser kb SHA \"garnetPond38\" AES \"garnetHawk39\"", &["garnetPond38", "garnetHawk39"]),
        ("f", "KafkaServer {\n user_admin=\"garnetRook97\"\n};", &["garnetRook97"]),
        (
            "d",
            "{\"password_hash\":\"Kw7Ixpn8KRvKNxvi~X5Fvj5Tsiw75Up0WHD5MJAJ5Ebhi80K\"}",
            &["Kw7Ixpn8KRvKNxvi~X5Fvj5Tsiw75Up0WHD5MJAJ5Ebhi80K"],
        ),
        ("fl", "password=[harborFox82]", &["harborFox82"]),
        ("f", "password=[a, b]\ntokens=[one]", &[]),
        ("pl", "Access: EAP is used, a psk is not, : psk may be empty", &[]),
        ("pl", "see [mx.example.org]:25 for help: none", &[]),
        ("d", "{\"password_hash\":\"sha512\"}", &[]),
    ]);
}

#[test]
fn commands_print_a_secret_on_the_next_line() {
    check(&[
        ("pl", "$ pass show ledger/prod\nthistleHawk65\nuser: kb", &["thistleHawk65"]),
        ("pl", "$ gcloud secrets versions access latest --secret=x\nbasaltRook38", &["basaltRook38"]),
        ("pl", "$ kubectl get secret x -o jsonpath={.data.x} | base64 -d\nsaddlePond24", &["saddlePond24"]),
        ("pl", "$ openssl rand -base64 18\n/5bfRNyPIXICa~+0A2eVjQzhd", &["/5bfRNyPIXICa~+0A2eVjQzhd"]),
        ("pl", "$ pwgen 14 1\n9VjUPC94TNWLAV", &["9VjUPC94TNWLAV"]),
        (
            "pl",
            "$ vault read secret/x\nKey    Value\n---    -----\nvalue  nIChtP8HKQDL~M7ToThwNScgr\n",
            &["nIChtP8HKQDL~M7ToThwNScgr"],
        ),
        ("pl", "redis 192.0.2.9:6379> AUTH default garnetPond35", &["garnetPond35"]),
        ("pl", "> db.auth(\"kb\", \"juniperPond39\")", &["juniperPond39"]),
        ("pl", "$ kubectl get secret x\nNAME TYPE DATA AGE\nx Opaque 1 3d", &[]),
        ("pl", "$ pass show ledger/prod\nError: ledger/prod is not in the password store.", &[]),
        ("pl", "Run `vault read secret/x`, then `openssl rand 32`.\nThe result is stored.", &[]),
        ("pl", "$ pwgen 14 1\ncommand not found", &[]),
    ]);
}

#[test]
fn a_sentence_names_the_password_before_or_behind() {
    check(&[
        ("pl", "TODO rotate MoraineMoon#649, it was the deploy password", &["MoraineMoon#649"]),
        ("pl", "change password for svc-ledger (currently basaltRook89) by Friday", &["basaltRook89"]),
        ("p", "enter \"admin\" and \"willowRook96\" on the portal", &["willowRook96"]),
        ("pl", "The string \"saddleHawk39\" is hard-coded as password in `Login.java`.", &["saddleHawk39"]),
        ("pl", "Found hard-coded credential `willowPond25` in config.", &["willowPond25"]),
        ("pl", "From Kai: use this: FalkeRegen#835\nFrom Mia: thx, password works", &["FalkeRegen#835"]),
        ("p", "the groups \"admin\" and \"auditors\" share a password", &[]),
        ("pl", "change the password (currently weak) by Friday", &[]),
        ("pl", "OpenSSH-9, it was the newest; it was the password policy", &[]),
    ]);
}

#[test]
fn a_table_of_collected_credentials_has_a_column_for_them() {
    let table = "host       origin     service  public  private      realm  private_type\n\
                 ----       ------     -------  ------  -------      -----  ------------\n\
                 192.0.2.9  192.0.2.9  ssh      root    cometDune82         Password\n\nend private_type x\n";
    check(&[("pl", table, &["cometDune82"]), ("pl", "a private_type and a private one", &[])]);
}
