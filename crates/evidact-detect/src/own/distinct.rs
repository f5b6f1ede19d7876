//! The word of a company's name that tells it from others: "Wexley" of "Wexley Logistics Ltd".
//!
//! It stands alone where people talk, and in hosts, buckets, packages and files. It counts alone if it means nothing
//! else: no everyday word of the languages we carry, no place, no trade, no product of somebody else.

use super::tokens::{Cutter, Gram, GramKind, Run};
use crate::words::is_no_name;
use crate::{identifiers, is_given_name};
use std::sync::LazyLock;

/// Letters of a word that counts alone; shorter ones are abbreviations of many things.
const MIN_LETTERS: usize = 5;

/// What a word of a company's name is worth alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Worth {
    /// It means this company and is replaced.
    Distinct,
    /// It may mean it: a reviewer looks.
    Doubtful,
    /// It is in half of all names, or too short.
    Common,
}

/// Judges a word of a name: `word` as it is written in the list, and its run.
fn judge(word: &[u8], run: Run) -> Worth {
    let letters = word.iter().filter(|b| (**b & 0xC0) != 0x80).count();
    let plain = word.iter().all(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    if !plain || letters < MIN_LETTERS || is_generic(run) || identifiers::is_common_noun(word) {
        Worth::Common
    } else if is_no_name(word) || is_given_name(word) {
        Worth::Doubtful
    } else {
        Worth::Distinct
    }
}

/// Words of a name that are looked at, in search of the first that is not common: "The Wexley Company".
const MAX_WORDS: usize = 3;

/// Returns the first word of a company's name that is not in half of all names, and what it is worth.
pub(super) fn of_name<'g>(cell: &[u8], core: &'g [Gram]) -> Option<(&'g [Gram], Worth)> {
    let mut rest = core;
    for place in 0..MAX_WORDS {
        // Tokens that touch are one word: `PayFlux` is two of them.
        let joined = rest.windows(2).take_while(|w| matches!(w, [a, b] if a.end == b.start)).count();
        let (word, behind) = rest.split_at_checked(joined + 1)?;
        rest = behind;
        let (first, last) = (word.first()?, word.last()?);
        let written = cell.get(first.start..last.end)?;
        let run = word.iter().fold(Run::default(), |run, gram| run.then(gram.run));
        let lettered = word.iter().all(|gram| gram.kind == GramKind::Letters);
        match if lettered { judge(written, run) } else { Worth::Common } {
            Worth::Common => {}
            // "Autohaus Schmidt" has a name that many have.
            Worth::Distinct if place > 0 && identifiers::is_listed_name(written) => {
                return Some((word, Worth::Doubtful));
            }
            worth => return Some((word, worth)),
        }
    }
    None
}

fn is_generic(run: Run) -> bool {
    GENERIC.binary_search(&run.hash).is_ok()
}

static GENERIC: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let words = [PLACES, TRADES, PRODUCTS].into_iter().flat_map(str::split_ascii_whitespace);
    let run =
        |word: &str| Cutter::new(word.as_bytes()).fold(Run::default(), |run, gram| run.then(gram.run)).hash;
    let mut hashes: Vec<u64> = words.map(run).collect();
    hashes.sort_unstable();
    hashes
});

/// Countries, regions and towns that companies are named after, and what comes from them.
const PLACES: &str = "aachen adriatic africa african alpine alsace america american amsterdam antwerp antwerpen aragon arctic argentina asian
    atlantic atlantica augsburg australia australian austria austrian baden balkan baltic barcelona basel basque bavaria bavarian bayern bayerische
    belgian belgium belgrade bergen berlin berliner bielefeld bilbao birmingham bochum bologna bonner bordeaux boston brandenburg brasil brazil bremen
    bremer bretagne bristol britain british brno brussels bruxelles brussel bucharest budapest bulgaria california cambridge canada canadian cardiff
    catalunya caribbean celtic chemnitz chicago china chinese cologne columbia copenhagen cordoba cottbus croatia cyprus dallas danish danmark danube
    darmstadt delft denmark denver detroit deutsche deutscher deutsches deutschland donau dortmund dresden dresdner dublin duisburg dusseldorf dutch
    eastern edinburgh egypt eindhoven england english erfurt espana essen essener estonia europa europe european europaische finland finnish firenze
    flanders florence florida france francaise francais franken frankfurt frankfurter freiburg french galicia geneva geneve genova georgia german
    germania germany ghent glasgow gothenburg granada greece greek groningen hamburg hamburger hannover hanover hawaii heidelberg helsinki hessen
    hessische holland hollandse houston hungary iberia iberica iceland india indian indonesia innsbruck ireland irish israel istanbul italia italian
    italiana italiano italy japan japanese jersey karlsruhe kassel kiel kieler koln kolner korea krakow kyoto latvia leeds leiden leipzig leipziger
    lisboa lisbon lithuania liverpool ljubljana london lothian luzern lyonnaise madrid magdeburg mainz mainzer malaga manchester mannheim marseille
    mediterranean melbourne mexico miami midwest milano montreal moscow mumbai munchen munchner munich munster munsteraner napoli nederland
    nederlandse newcastle nigeria nordic nordische norddeutsche normandie norway norwegian nottingham nurnberg nurnberger ohio oldenburger ontario oregon
    oslo osnabruck oxford pacific palermo paris parisienne pfalz philadelphia poland polish polska portland porto portugal potsdam praha prague
    regensburg rhein rheinische rhine riga roma romania rostock rotterdam russia russian saarland sachsen sachsische salzburg savoy saxony scandinavia
    scandinavian schleswig schwaben schwabische schweiz schweizer scotland scottish seattle serbia sevilla sheffield siberia singapore slovakia
    slovenia sofia southern spain spanish stockholm strasbourg stuttgart stuttgarter suisse sweden swedish swiss sydney taiwan tallinn texas thailand
    thuringen tokyo torino toronto toulouse trieste trier tubingen turin turkey turkish tyrol tirol tiroler ukraine ulmer utrecht valencia vancouver
    venezia vienna vietnam vilnius virginia wales warsaw warszawa washington weimar western westfalen westfalische wiener wiesbaden winnipeg wolfsburg
    wurttemberg wurzburg yorkshire zagreb zaragoza zurich zurcher zwolle northern";

/// Words that half of all companies have in their names, in several languages.
const TRADES: &str = "academy accounting acoustic active adler advanced adventure aerospace agentur agency agencia agence agrar agricultural airline
    airlines airport airways albergo allied alliance alpha ambulance analytics angel antique apex apotheke appliance aqua architects architecture
    architekten ascent assekuranz assicurazioni associates assurance assurances atelier atlas auction audio aurora autohaus automation automobile
    automotive auto avenue azienda backerei bakery banco banque baustoffe baugesellschaft beauty beratung beverage bibliothek biotech blue bluebird
    boutique bouwbedrijf brauerei brewery bridge brothers builders buchhandlung cafe capital cargo casino catering centro central century charity
    chemical chemicals chemie chocolate cinema citizen city classic clinic clinica clinique coastal coffee college comercial commercial commerce
    community compagnie company concept concrete confectionery connect construcciones construction constructions consult consulting consultants
    continental cooperative cosmetics creative credit crown cuisine custom dairy data deli dental design designs developers diagnostics digital direct
    discount distillery distributors diversified drogerie druckerei dynamic dynamics easy eco edeka edilizia education educational einzelhandel electric
    electrical electronic electronics elektro elektronik elite empire energia energie energies energy engineering engineers enterprise enterprises
    entertainment environmental equipment equity essential estate estates evergreen excel excellence executive express exports fabrik factory fahrrad
    fahrschule falcon farmacia farms fashion fertility festival fiduciary finance financial finanz fitness fleischerei florist flowers food foods
    footwear forestry foundation foundry freedom freight friends frontier fruit fuel furniture fusion future galerie galleria gallery garage garden
    gardens gasthaus gastronomie gebruder general genetics genossenschaft gesundheit getranke glass global gold golden gourmet grafik grand graphic
    graphics great green greenfield grocery group gruppo grupo guardian gymnasium handels handelsgesellschaft handwerk harbor harbour hardware harmony haustechnik
    health healthcare heritage hills holding holdings holiday home homes horizon hospitality hotel hotels household housing human icecream ideal
    immobilien immobiliare immo imperial impuls independence independent industria industrial industrie industries industry infinity informatik
    ingenieur ingenieure ingenieurburo inmobiliaria innovations innovative insight institute insurance integrated interactive interior interiors
    international internet invest investment investments investors jewellery jewelry journal juwelier kanzlei kinder kitchen klinik klinikum
    konditorei konzern krankenhaus kultur kunst labor laboratories laboratory labs landscape laundry leather legacy legal leisure liberty library
    lifestyle light lighthouse lighting living logistica logistics logistik logistique lotus luxury machinery magazine magic maler manufacturing
    maritime market marketing markets masters material materials matrix media medical medicine medien medizin medizintechnik menuiserie merchants
    metal metall metallbau metals metro metropolitan metzgerei micro milk millennium mining mobile mobility mobel modern momentum motion motor
    motors mountain movers museum music musik mutual national natural nature network networks neue noble nova nutrition obst omega omni optic
    optics optik optimum organic orient original orthopadie outdoor oxygen packaging papeterie paradigm paradise paramount partners pastry patriot
    peak performance personal petroleum pharma pharmaceutical pharmaceuticals pharmacy phoenix photo photography physio pinnacle pioneer pizza
    pizzeria plastic plastics platinum plumbing plus polymer ports post power praxis precision preferred premier premium prestige prime print
    printing private produce production productions produkte professional professionals progress progressive project properties property prosper
    protection provident prudential public publishers publishing quality quantum quest radio rail railway rapid rechtsanwalte recording recovery
    recruitment recycling regal regional reinigung reisen reisebro reliable reliance rental rentals republic research residence resort resources
    restaurant retail river robotics roofing royal rubber safari safety sailing salon sanitar satellite savings schlosserei school schools schreinerei
    science sciences scientific secure security seguros select semiconductor senior service services shipping shop shops signature silver sistemas
    skyline smart social societe societa society software solar solution solutions sound source space sparkasse spedition spectrum spirit sport sports
    staffing standard star state steel sterling steuerberatung stiftung stiftungen stone storage store strategic strategies street studio studios
    summit sunrise sunshine superior supermarket supplies supply support supreme surgical sustainable synergy system systeme systems talent target
    tech technic technical technik technological technologie technologies technology telecom telecommunications telekom textile textiles theater theatre therapy
    thermal tiefbau timber tischlerei titan total tourism tourist tours toys trade traders trading training transatlantic transport transporte
    transportation transports travel travels treuhand triumph tropical trust ultimate ultra unified union unique unite united unity universal university urban
    utility valley value vanguard vector velocity venture ventures verein vereinigte verlag vermogensverwaltung versicherung versicherungen
    veterinary victory video village vineyard vineyards vision visions vista visual vital warehouse waste watch water wealth wellness weltweit
    werbeagentur werkstatt wholesale wind window wine wines winery wireless wohnbau wohnungsbau women wood works world worldwide youth zahnarzt zentral
    zimmerei zukunft association federal federation cooperativa confederation consortium council county district ministry municipal parish";

/// Products and projects of the trade that other companies are not, but reviews are full of.
const PRODUCTS: &str = "airflow algolia amplify android angular ansible anthropic apache apigee argocd arduino artifactory asana atlassian auth0 avast azure
    backstage bamboo bedrock bitwarden blender bluetooth bootstrap buildkite cassandra celery chromium circleci citrix clickhouse cloudera cloudflare
    cloudformation cloudfront cloudtrail cloudwatch codex cognito composer confluence consul copilot couchbase crowdstrike cucumber cursor cypress
    databricks datadog debian dependabot django docker dockerhub drupal dynamodb dynatrace eclipse elastic elasticsearch electron envoy eslint ethereum
    excel exchange fargate fastapi fedora figma firebase firefox flask flutter fortinet gemini gerrit gitea github gitlab gitleaks gmail google
    gradle grafana graphite graphql grype hadoop haproxy hashicorp helm heroku hibernate hubspot huggingface ingress intellij istio jaeger javascript jenkins
    jetbrains joomla jupyter kafka kerberos kibana kotlin kubernetes lambda langchain langfuse laravel lastpass ldap linkerd linux llama logstash magento
    mailchimp mariadb mattermost maven memcached metabase metasploit microsoft minio mistral mongodb mozilla nagios nessus netlify netsuite nginx nodejs
    nomad notion nvidia okta ollama openai opensearch openshift openssl openstack openvpn oracle outlook pagerduty paypal pendo phpmyadmin pinecone
    playwright podman postfix postgres postgresql postman powershell prisma prometheus pulsar pulumi puppet pytest python pytorch qualys rabbitmq
    rancher react redhat redis redshift renovate route53 samba salesforce sapphire selenium semgrep sendgrid sentinel sentry servicenow sharepoint
    shopify sidekiq signal skype slack snowflake snyk solaris sonarqube splunk spring sqlite stripe supabase suricata symantec symfony syslog tableau tailscale
    teams telegram tempo tenable terraform tomcat traefik travis trello trivy twilio twitter typescript ubuntu unifi vagrant vault veeam vercel vertex
    visual vmware wazuh webpack whatsapp windows wireguard wireshark wordpress workday xcode youtube zabbix zendesk zookeeper zscaler";

#[cfg(test)]
mod tests {
    use super::{Worth, judge};
    use crate::own::tokens::{Cutter, Run};

    fn judged(word: &str) -> Worth {
        judge(
            word.as_bytes(),
            Cutter::new(word.as_bytes()).fold(Run::default(), |run, gram| run.then(gram.run)),
        )
    }

    #[test]
    fn a_word_that_means_nothing_else_is_distinct() {
        for word in ["Kesselhaus", "Wexley", "Harborline", "Zephyrion", "PayFlux", "Müllerhof"] {
            assert_eq!(judged(word), Worth::Distinct, "{word}");
        }
    }

    #[test]
    fn places_trades_products_and_short_words_are_common() {
        for word in [
            "Berliner",
            "München",
            "Global",
            "Logistik",
            "Kubernetes",
            "Acme",
            "Prüfung",
            "Verwaltung",
            "Société",
            "Gestión",
            "Nordic",
        ] {
            assert_eq!(judged(word), Worth::Common, "{word}");
        }
    }

    #[test]
    fn words_and_given_names_that_may_be_meant_are_doubtful() {
        for word in ["Hermann", "Thunder", "Rainbow"] {
            assert_eq!(judged(word), Worth::Doubtful, "{word}");
        }
    }
}
