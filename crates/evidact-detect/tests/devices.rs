//! Credentials in the configuration of network devices, as the command references of their makers write them, and the
//! lines beside them that hold none.

mod common;

use common::check;

#[test]
fn cisco_writes_a_number_for_the_kind_of_key() {
    check(&[
        ("fpl", " wpa-psk ascii 0 Violet6quill", &["Violet6quill"]),
        ("fl", "wpa-psk hex 0 9f86d081884c7d659a2feaa0c55ad015", &["9f86d081884c7d659a2feaa0c55ad015"]),
        ("fpl", " key-string 7 0822455D0A16", &["0822455D0A16"]),
        ("fl", "  key-string harborquill", &["harborquill"]),
        ("fl", "crypto isakmp key 6 Violet6q address 192.0.2.1", &["Violet6q"]),
        ("fl", "ikev2 remote-authentication pre-shared-key Violet6q", &["Violet6q"]),
        ("fl", " key 7 0822455D0A16", &["0822455D0A16"]),
        ("fl", "line vty 0 4\n password 7 0822455D0A16", &["0822455D0A16"]),
        ("fl", "username ops privilege 15 password 0 harbor", &["harbor"]),
        ("fl", "R1(config)#enable secret Violet6q", &["Violet6q"]),
        ("fl", "ip ospf message-digest-key 1 md5 Violet6q", &["Violet6q"]),
        ("fl", "ntp authentication-key 5 md5 0822455D0A16 7", &["0822455D0A16"]),
        ("fl", "standby 1 authentication Violet6q", &["Violet6q"]),
        ("fl", "radius server main\n key Violet6q", &["Violet6q"]),
        ("fl", "no ip ftp password Violet6q", &["Violet6q"]),
        ("fl", "tacacs-server host 192.0.2.1 key 0 Violet,6q", &["Violet,6q"]),
    ]);
}

#[test]
fn snmp_has_communities_and_users_with_keys() {
    check(&[
        ("fpl", "snmp-server community harbor RO", &["harbor"]),
        ("fl", "snmp-server host 192.0.2.1 version 2c Violet6q", &["Violet6q"]),
        (
            "fl",
            "snmp-server user ops team v3 auth sha Violet6q priv aes 128 Quill44x",
            &["Violet6q", "Quill44x"],
        ),
        ("fl", "set snmp community Violet6q authorization read-only", &["Violet6q"]),
        ("fl", "snmp {\n    community Violet6q {\n        authorization read-only;", &["Violet6q"]),
        ("fl", "snmp-agent community read cipher Violet6q", &["Violet6q"]),
        ("fl", "config system snmp community\n edit 1\n  set name \"harbor\"\n next\nend\n", &["harbor"]),
        ("fl", "/snmp community set [ find default=yes ] name=harbor disabled=no", &["harbor"]),
    ]);
}

#[test]
fn other_makers_have_words_of_their_own() {
    check(&[
        (
            "fl",
            "set psksecret ENC tMt3O4163qS08u8J~IWWOH1th5FUvhyrkE1Tpv0h62OyL",
            &["tMt3O4163qS08u8J~IWWOH1th5FUvhyrkE1Tpv0h62OyL"],
        ),
        ("fl", "set passwd ENC tMt3O4163qS08u8J~IWWOH1th5FUv", &["tMt3O4163qS08u8J~IWWOH1th5FUv"]),
        ("fl", "set security ike policy p pre-shared-key ascii-text \"Violet6q\"", &["Violet6q"]),
        ("fl", "set system root-authentication plain-text-password-value Violet6q", &["Violet6q"]),
        ("fl", "local-user ops password irreversible-cipher $1c$9uGK9q~GMYJJyTu$", &["$1c$9uGK9q~GMYJJyTu$"]),
        ("fl", "radius-server shared-key cipher %^%#2ybsOg~oSdBJQ%^%#", &["%^%#2ybsOg~oSdBJQ%^%#"]),
        ("fl", "add system user ops Violet6q", &["Violet6q"]),
        ("fl", "ltm monitor http m { password Violet6q }", &["Violet6q"]),
        ("fl", "password manager user-name \"ops\" plaintext \"Violet6q\"", &["Violet6q"]),
    ]);
}

#[test]
fn commands_about_keys_hold_none() {
    check(&[
        ("fpl", "crypto key generate rsa modulus 2048", &[]),
        ("fpl", "aaa authentication login default group tacacs+ local", &[]),
        ("fpl", "service password-encryption", &[]),
        ("fpl", "password encryption aes", &[]),
        ("fpl", "security passwords min-length 10", &[]),
        ("fpl", "key chain ospf\n key 1", &[]),
        ("fpl", "ip ospf authentication message-digest", &[]),
        ("fpl", "ntp server 192.0.2.1 key 5", &[]),
        ("fpl", "set community 65000:100", &[]),
        ("fpl", "community local-routes members 65000:1;", &[]),
        ("fpl", "ip http authentication local", &[]),
        ("fpl", "set password-policy minimum-length 12", &[]),
        ("fpl", "snmp-server enable traps snmp authentication", &[]),
        ("pl", "`snmp-server user … auth sha … priv aes 128 …`, `snmp-server host … version 2c …`, x", &[]),
        ("fpl", "ip ssh server algorithm encryption aes256-ctr", &[]),
    ]);
}

#[test]
fn sentences_that_begin_like_commands_hold_none() {
    check(&[
        ("pl", "add key rotation to the plan", &[]),
        ("pl", "set password rules for the new service", &[]),
        ("pl", "create secret stores for both teams", &[]),
        ("pl", "user password resets are logged", &[]),
        ("pl", "the community is large and the key 7 times as long", &[]),
        ("pl", "password 8 characters", &[]),
    ]);
}

/// Lines with every word that a value follows, blanks as `_`, and the value.
const LINES: &[(&str, &str, &str)] = &[
    ("fl", "username_ops_password_0_Violet6q", "Violet6q"),
    ("fl", "username_ops_password_harbor", "harbor"),
    ("f", "set_passwd_ENC_Violet6quill", "Violet6quill"),
    ("f", "set_system_root-authentication_plain-text-password-value_Violet6q", "Violet6q"),
    ("f", "wpa_passphrase_Violet6q", "Violet6q"),
    ("f", "ip_ftp_pwd_Violet6q", "Violet6q"),
    ("fl", "enable_secret_5_$1$mERr$hx5rVt7rPNoS4wqbXKX7m0", "$1$mERr$hx5rVt7rPNoS4wqbXKX7m0"),
    ("fl", "radius-server_key_7_0822455D0A16", "0822455D0A16"),
    ("fl", "radius-server_host_192.0.2.1_key_harborQuill", "harborQuill"),
    ("fl", "tacacs-server_key_harbor", "harbor"),
    ("f", "crypto_isakmp_key_harbor_address_192.0.2.1", "harbor"),
    ("fl", "authentication-key_5_md5_Violet6q", "Violet6q"),
    ("f", "key_7_0822455D0A16", "0822455D0A16"),
    ("fl", "key-string_7_0822455D0A16", "0822455D0A16"),
    ("f", "wlan_security_psk_set-key_ascii_0_Violet6q", "Violet6q"),
    ("f", "set_psksecret_ENC_Violet6quill", "Violet6quill"),
    ("f", "wlan_pmk_Violet6quill", "Violet6quill"),
    ("f", "config_phash_Violet6quill", "Violet6quill"),
    ("f", "set_radkey_ENC_Violet6quill", "Violet6quill"),
    ("fl", "standby_1_authentication_Violet6q", "Violet6q"),
    ("fl", "password-manager_ops_plaintext_Violet6q", "Violet6q"),
    ("fl", "snmp-server_community_harbor_RO", "harbor"),
    ("fl", "no_snmp-server_community_harbor", "harbor"),
    ("fl", "snmp-agent_community_read_cipher_Violet6q", "Violet6q"),
    ("fl", "snmp_community_harbor_ro", "harbor"),
    ("f", "set_snmp_community_harbor_authorization_read-only", "harbor"),
    ("fl", "snmp-server_host_192.0.2.1_version_2c_harbor", "harbor"),
    ("fl", "snmp-server_host_192.0.2.1_community_harbor", "harbor"),
    ("fl", "snmp-server_user_ops_team_v3_auth_sha_Violet6q", "Violet6q"),
    ("fl", "config_system_snmp_community\nedit 1\n_set_name_harbor\nnext\nend\n", "harbor"),
    ("fl", "/snmp_community_add_name=harbor", "harbor"),
    ("fl", "add_system_user_ops_Violet6q", "Violet6q"),
    ("fl", "community_harbor_{\n", "harbor"),
];

#[test]
fn any_blanks_and_tabs_part_the_words_of_a_line() {
    for blanks in [" ", "\t", "\t\t", " \t  "] {
        for (kinds, line, value) in LINES {
            check(&[(kinds, &line.replace('_', blanks), &[value])]);
        }
    }
}

#[test]
fn a_plain_word_is_a_value_among_lines_of_devices_alone() {
    check(&[
        ("pl", "hostname R1\n!\nenable secret harbor\n!\n", &["harbor"]),
        ("pl", "```\nenable secret harbor\n```", &["harbor"]),
        ("pfl", "R1(config)#enable secret harbor", &["harbor"]),
        ("pfl", "router bgp 65000\n neighbor 192.0.2.1 password harbor", &["harbor"]),
        ("f", "config user local\nedit \"ops\"\nset passwd harbor\nnext", &["harbor"]),
        ("f", "line vty 0 4\n password harbor\n login", &["harbor"]),
        ("f", "enable secret harbor", &["harbor"]),
        ("pl", "The plan covers\nenable secret scanning\nand others.", &[]),
        ("pfl", "enable secret harbor\nusername ops secret quill", &["harbor", "quill"]),
        ("pfl", "snmp community harbor\nsnmp trap-host 192.0.2.1", &["harbor"]),
        ("pl", "enable password rotation", &[]),
        ("pl", "enable password rotation group policy 2", &[]),
        ("pl", "ospf authentication key missing", &[]),
        ("pl", "enable password protection\nenable secret detection", &[]),
        ("pl", "neighbor password missing", &[]),
        ("pl", "username and password combinations", &[]),
        ("pfl", "add password hint", &[]),
        ("pfl", "user password reset", &[]),
        ("pfl", "create secret rotation", &[]),
        ("pfl", "set secret lifetime", &[]),
        ("pfl", "admin password expires", &[]),
    ]);
}

#[test]
fn a_community_of_people_is_none_of_snmp() {
    check(&[
        ("pfl", "Disable default snmp community strings", &[]),
        ("pfl", "The snmp community guidelines changed.", &[]),
        ("pl", "the snmp community\nguidelines changed", &[]),
        ("pl", "ask the snmp community guidelines\nand snmp mailing list community members", &[]),
        ("pl", "snmp community guidelines", &[]),
        ("pfl", "we found `snmp-server community harbor` there", &["harbor"]),
        ("pl", "it has snmp-server community harbor RW set", &["harbor"]),
        ("pl", "the snmp community \"harbor\" is known", &["harbor"]),
        ("pl", "the snmp community Violet6quill is known", &["Violet6quill"]),
    ]);
}
