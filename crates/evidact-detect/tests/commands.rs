//! Credentials on the command lines of well-known programs, as their manuals show them, and what stands there harmless.

mod common;

use common::check;

#[test]
fn a_tool_that_stores_a_secret_is_given_it_behind_an_option_or_as_an_operand() {
    check(&[
        (
            "pcfl",
            "az keyvault secret set --vault-name v -n n --value q5paFVRYEHErEEr2~gJEM586f",
            &["q5paFVRYEHErEEr2~gJEM586f"],
        ),
        (
            "pcfl",
            "aws ssm put-parameter --name /db/x --value wCaKWlrdpe~fa0OU0Wew8 --type SecureString",
            &["wCaKWlrdpe~fa0OU0Wew8"],
        ),
        ("pcfl", "aws ssm put-parameter --name /db/password --type String --value Hk7!pWq2", &["Hk7!pWq2"]),
        (
            "pcl",
            "aws ssm put-parameter \\\n  --type SecureString \\\n  --name /x \\\n  --value wCaKWlrdpe~fa0OU0Wew8",
            &["wCaKWlrdpe~fa0OU0Wew8"],
        ),
        (
            "pcfl",
            "npm config set //registry.example.com/:_authToken lzhCy4kEoBkU0G0H~e3512Ai5Pmd2BsPYWHCw",
            &["lzhCy4kEoBkU0G0H~e3512Ai5Pmd2BsPYWHCw"],
        ),
        ("pcfl", "npm config set _auth lzhCy4kEoBkU0G0H~e3512Ai5", &["lzhCy4kEoBkU0G0H~e3512Ai5"]),
        ("pcfl", "gh secret set X -bHk7pWq2mZx81", &["Hk7pWq2mZx81"]),
        ("pcfl", "yarn config set npmAuthToken lzhCy4kEoBkU0G0H~e3512Ai5", &["lzhCy4kEoBkU0G0H~e3512Ai5"]),
        ("pcfl", "reg add HKLM\\X /v DefaultPassword /t REG_SZ /d Sommer-1327 /f", &["Sommer-1327"]),
        ("pcfl", "pulumi config set --secret dbx Hk7!pWq2", &["Hk7!pWq2"]),
        ("pcfl", "composer config http-basic.repo.example.org ci Hk7!pWq2", &["Hk7!pWq2"]),
        ("pcfl", "poetry config pypi-token.pypi Hk7pWq2mZx81", &["Hk7pWq2mZx81"]),
        ("pcfl", "rabbitmqctl add_user ledger Hk7!pWq2", &["Hk7!pWq2"]),
        ("pcfl", "mosquitto_pub -u a -P JCxnkz!5258Rz5 -t x", &["JCxnkz!5258Rz5"]),
        ("pcfl", "mosquitto_passwd -b /etc/mosquitto/p ledger Hk7!pWq2", &["Hk7!pWq2"]),
        ("pcfl", "cqlsh -u a -p Hk7pWq2", &["Hk7pWq2"]),
        (
            "pcfl",
            "heroku config:set LEDGER=GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj",
            &["GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj"],
        ),
        ("pcfl", "security add-generic-password -a kb -s ledger -w Hk7!pWq2", &["Hk7!pWq2"]),
        ("pcfl", "vault login hvx.CAESIJqz8Zr1xw0Lm3kPq", &["hvx.CAESIJqz8Zr1xw0Lm3kPq"]),
        ("pcfl", "useradd -p $(openssl passwd -6 -salt a1b2 FZmtzt*8992CLX) x", &["FZmtzt*8992CLX"]),
        ("pcfl", "consul kv put app/db/password Hk7!pWq2", &["Hk7!pWq2"]),
    ]);
}

#[test]
fn a_tool_that_logs_in_at_a_target_has_the_password_within_it() {
    check(&[
        ("pcfl", "impacket-psexec corp/a:HSsjcj!682q4d7@db1", &["HSsjcj!682q4d7"]),
        ("pcfl", "secretsdump.py corp.example/svc:Pa@ss-82kq@192.0.2.7 -outputfile x", &["Pa@ss-82kq"]),
        ("pcfl", "GetUserSPNs.py corp.example/svc -dc-ip 192.0.2.7 -request", &[]),
        ("pcl", "impacket-wmiexec 'corp.example/adm:EBebcc%252hB2u'@192.0.2.9", &["EBebcc%252hB2u"]),
        ("pcfl", "impacket-psexec corp/a@db1", &[]),
    ]);
}

#[test]
fn what_is_printed_into_a_tool_that_asks_for_a_secret_is_one() {
    check(&[
        (
            "pcfl",
            "gh auth login --with-token <<< GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj",
            &["GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj"],
        ),
        (
            "pcfl",
            "echo GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj | gh auth login --with-token",
            &["GFlGmapnG2XIf4aC~emXUwqkQH29hyvoj"],
        ),
        (
            "pcfl",
            "gcloud secrets versions add x --data-file=- <<< \"bw1WYPmXMMF5q4~rTRCua5zlY\"",
            &["bw1WYPmXMMF5q4~rTRCua5zlY"],
        ),
        ("pcfl", "printf '%s' 'AYnjss%393r3UL' | docker secret create x -", &["AYnjss%393r3UL"]),
        ("pcfl", "echo AYnjss%393r3UL|gh auth login --with-token", &["AYnjss%393r3UL"]),
        ("pcfl", "gh secret set X < <(echo AYnjss%393r3UL)", &["AYnjss%393r3UL"]),
        ("pcfl", "pass insert x <<< AYnjss%393r3UL", &["AYnjss%393r3UL"]),
        ("pcfl", "read -s PW <<< \"SMwcdr$773YZ2c\"", &["SMwcdr$773YZ2c"]),
        ("pcfl", "rsync --password-file=<(echo WYyfpz?526wOaf) x", &["WYyfpz?526wOaf"]),
        ("pcfl", "rsync --password-file <(printf '%s' WYyfpz?526wOaf) x", &["WYyfpz?526wOaf"]),
    ]);
}

#[test]
fn the_same_commands_with_harmless_values_stay() {
    check(&[
        ("pcfl", "aws ssm put-parameter --name /app/replicas --value 3 --type String", &[]),
        ("pcfl", "aws ssm put-parameter --name /app/region --value eu-central-1 --type String", &[]),
        ("pcfl", "az keyvault secret set --vault-name v -n n --value $VALUE", &[]),
        ("pcfl", "az keyvault secret show --vault-name v -n n", &[]),
        ("pcfl", "npm config set registry https://registry.example.com/", &[]),
        ("pcfl", "npm config set //registry.example.com/:_authToken ${NPM_TOKEN}", &[]),
        ("pcfl", "gh issue create --title x --body \"fixes #12\"", &[]),
        ("pcfl", "gh release create v1.2.3 --notes \"see changes\"", &[]),
        ("pcfl", "reg add HKLM\\X /v AutoAdminLogon /t REG_SZ /d 1 /f", &[]),
        ("pcfl", "reg add HKLM\\X /v Wallpaper /t REG_SZ /d C:\\images\\a.png /f", &[]),
        ("pcfl", "composer config repositories.ledger vcs https://git.example.com/ledger", &[]),
        ("pcfl", "pulumi config set aws:region eu-central-1", &[]),
        ("pcfl", "cargo login --registry ledger-crates", &[]),
        ("pcfl", "vault login -method=oidc role=reader", &[]),
        ("pcfl", "heroku config:set NODE_ENV=production WEB_CONCURRENCY=4", &[]),
        ("pcfl", "heroku config:set COMMIT=3e671687395b41f5a30fb58921a69b79aabbccdd", &[]),
        ("pcfl", "echo done | gh run list", &[]),
        ("pcfl", "diff <(echo a1b2c3d4e5) <(sort b)", &[]),
        ("pcfl", "git config user.name Ledger", &[]),
        ("pcfl", "mosquitto_sub -h broker.example.com -p 1883 -t a/b", &[]),
        ("pcfl", "rabbitmqctl list_users ledger", &[]),
        ("pcfl", "openssl passwd -6 -in words.txt", &[]),
    ]);
}

#[test]
fn a_value_glued_to_its_option_leaves_the_next_word_to_be_read() {
    check(&[
        ("pcfl", "xfreerdp /p:Hk7pWq2m /gp:Gw8kLm2x", &["Hk7pWq2m", "Gw8kLm2x"]),
        ("pcfl", "xfreerdp /u:kb /p:Hk7pWq2m /gp:Gw8kLm2x", &["Hk7pWq2m", "Gw8kLm2x"]),
        ("pcfl", "snmpget -AHk7pWq2mZx -X Privpw92kk", &["Hk7pWq2mZx", "Privpw92kk"]),
        ("pcfl", "snmpget -A Hk7pWq2mZx -X Privpw92kk host", &["Hk7pWq2mZx", "Privpw92kk"]),
    ]);
}
