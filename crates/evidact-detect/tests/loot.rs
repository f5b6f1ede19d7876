//! Credentials in the output of tools that guess, crack or dump them, in the forms of their manuals, and what else such
//! tools print. A `~` joins the parts of a value.

mod common;

use common::check;

const NT: &str = "2014b3ce107f80e2~22f828767efc2f91";

#[test]
fn scanners_print_what_they_guessed() {
    check(&[
        ("pl", "|   Accounts: \n|     ops:harborFox82 - Valid credentials\n", &["harborFox82"]),
        ("d", "<script id=\"snmp-brute\" output=\"\n  quill44x - Valid credentials\"/>", &["quill44x"]),
        (
            "pld",
            "| http-default-accounts: \n|   [Apache Tomcat] at /manager/html/\n|_    tomcat:copperMoon82\n",
            &["copperMoon82"],
        ),
        ("pl", "[+] 192.0.2.9:22 - Success: 'kb:harborField98' 'uid=0(root)'", &["harborField98"]),
        ("pl", "SMB  192.0.2.9  445  DC01  [+] corp.example\\kb:meadowMoon25 (Pwn3d!)", &["meadowMoon25"]),
        ("pl", "[+] VALID LOGIN:\t kb@corp.example:meadowMoon25", &["meadowMoon25"]),
        ("pld", "The remote SNMP server replies to the community string : nduzcvbwg", &["nduzcvbwg"]),
        ("d", "credentials worked :\n  - root / walnutMoon35\n", &["walnutMoon35"]),
        ("pl", "[+] Loaded 12 modules, see C:\\Temp\\x:1", &[]),
        ("pl", "| http-title: x - Valid certificates\n[+] http://192.0.2.9:8080/", &[]),
        ("pl", "the community string is weak and the community strings differ", &[]),
    ]);
}

#[test]
fn hashes_that_open_something_are_credentials() {
    let dumped = format!("Administrator:500:aad3b435b51404ee~aad3b435b51404ee:{NT}:::");
    let challenged = format!("kb::CORP:1122334455667788:{NT}:0101000000000000c0653150de09d201");
    let answered = format!("{NT}:0101000000000000c0653150de09d201");
    let ticket = format!("$krb5tgs$23$*svc$CORP$x*$~{NT}$8319478da6bd0c62");
    check(&[
        ("pl", &dumped, &[NT]),
        ("pl", &challenged, &[&answered]),
        ("pl", &ticket, &[&ticket]),
        ("pl", &format!("\t * NTLM     : {NT}"), &[NT]),
        ("pl", &format!("md5 {NT}  release.tar.gz\n{NT}:release-2.tar.gz"), &[]),
        ("pl", &format!("sha256:{}", NT.repeat(2)), &[]),
    ]);
}

#[test]
fn crackers_print_the_password_itself() {
    check(&[
        ("pl", "8846f7eaee8fb117~ad06bdd830b7586c:walnutMoon39", &["walnutMoon39"]),
        ("pl", "kb:velvetFox29:1001:1001::/home/kb:/bin/sh", &["velvetFox29"]),
        ("pl", "[+] WPA PSK found: harborField72", &["harborField72"]),
        ("pl", "KEY FOUND! [ copperMoon32 ]", &["copperMoon32"]),
        ("pl", "root:x:0:0:root:/root:/bin/bash\ndaemon:*:1:1::/:/usr/sbin/nologin", &[]),
        ("pl", "PATH=/usr/local/bin:/bin/x:/usr/bin", &[]),
    ]);
}

#[test]
fn files_of_a_review_name_their_credentials_in_many_ways() {
    check(&[
        ("fl", "password: \"{{ 'velvetGate58' | password_hash('sha512') }}\"", &["velvetGate58"]),
        ("pl", "Das Archiv ist mit FalkeTiger-538 verschlüsselt.", &["FalkeTiger-538"]),
        ("l", "Run env\n  DEPLOY_SECRET: lanternMoon94\n  CI: true", &["lanternMoon94"]),
        ("pl", "The password <b>copperGate99</b> was submitted", &["copperGate99"]),
        (
            "d",
            "<preferenceName>HTTP password</preferenceName><selectedValue>lantern79</selectedValue>",
            &["lantern79"],
        ),
        ("d", "{\"title\":\"Password\",\"value\":\"lanternField73\",\"short\":true}", &["lanternField73"]),
        ("p", "creds for the jump host:\n> kb\n> KestrelTiger-483\n", &["KestrelTiger-483"]),
        ("pl", "Die Platte ist mit LUKS verschlüsselt, die Seite mit TLS1.3 geschützt.", &[]),
        ("p", "The password <b>must</b> be long. Credentials:\n- name\n- role\n", &[]),
        ("d", "<settingName>HTTP port</settingName><selectedValue>8080</selectedValue>", &[]),
    ]);
}
