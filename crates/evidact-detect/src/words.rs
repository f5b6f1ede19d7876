//! Everyday words that are names of people, too: alone they mean nobody.

use crate::identifiers;
use std::sync::LazyLock;

/// Says whether a word (any case) is an everyday word, so that it may stand for a name only with more around it.
#[must_use]
pub fn is_everyday_word(word: &[u8]) -> bool {
    let mut lower = [0; 24];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    for (slot, b) in lower.iter_mut().zip(word) {
        *slot = b.to_ascii_lowercase();
    }
    let lower: &[u8] = lower;
    std::str::from_utf8(lower).is_ok_and(|w| SORTED.binary_search(&w).is_ok())
        || identifiers::is_common(lower)
}

/// Endings that nouns and adjectives have and names hardly do.
const ABSTRACT: [&[u8]; 12] = [
    b"tion", b"tions", b"sion", b"sions", b"ment", b"ments", b"ness", b"ity", b"ities", b"ship", b"ware",
    b"able",
];
/// Shorter words may be names in spite of their ending.
const MIN_ABSTRACT: usize = 7;

/// Says whether a word (any case) hardly stands in a name: an everyday word or its plural, or one that ends as
/// abstract nouns do. "Trust Boundaries" and "Severity Remediation" are headings.
#[must_use]
pub fn is_no_name(word: &[u8]) -> bool {
    let lower = word.to_ascii_lowercase();
    let one = match lower.as_slice() {
        [head @ .., b'i', b'e', b's'] if head.len() >= 4 => [head, b"y"].concat(),
        [head @ .., b's'] if head.len() >= 4 => head.to_vec(),
        _ => lower.clone(),
    };
    is_everyday_word(&lower)
        || is_everyday_word(&one)
        || word.len() >= MIN_ABSTRACT
            && ABSTRACT.iter().any(|end| lower.ends_with(end))
            && !identifiers::is_given(&lower)
}

/// Says whether a word (any case) is a given name, and no word besides.
#[must_use]
pub fn is_given_name(word: &[u8]) -> bool {
    identifiers::is_given(&word.to_ascii_lowercase())
}

/// Says whether a word (any case) is a family name by our lists, or ends as such names do.
#[must_use]
pub fn is_family_name(word: &[u8]) -> bool {
    identifiers::is_family(word)
}

/// Says whether a word (any case) means a thing in one of the languages we carry: `Sommer`, `Markt`.
#[must_use]
pub fn is_noun(word: &[u8]) -> bool {
    identifiers::is_common_noun(word)
}

/// Returns a word in small letters without marks: `Kratochvíl` as `kratochvil`, as names of files are often typed.
///
/// # Exposure
/// Returns the word.
#[must_use]
pub fn plain_letters(word: &[u8]) -> Vec<u8> {
    identifiers::plain_letters(word)
}

static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = WORDS.split_ascii_whitespace().collect();
    words.sort_unstable();
    words
});

/// Words of prose and of code. General knowledge, written for this project.
const WORDS: &str = "
    able about above access account across act action active actual add after again age agent ago ahead aid aim air alarm alert all allow
    almost alone along already also alter always amber amend among amount and angel angle another answer any apart app apple apply area arise arm army
    around array arrow art as ash aside ask asset at atom attach author auto avenue away axis baby back bacon bad bag bail baker balance ball
    band bank banks bar bare bark barn baron base bases basic basis bass batch bath bay be beach beacon bead beam bean bear beat beaver become bed
    been beer before begin behind bell below belt bench bend best better between beyond big bill bin bind bird birth bishop bit black blank
    blast blaze blind block blocked blood bloom blow blue board boat body bold bolt bond bone book boot border born both bottle bottom
    bounce bound bow bowl box boy brace branch brand brass brave bread break breeze brick bridge bridges brief bright bring broad
    broker brook brooks broom brother brown browser brush buck bud build builder bull bunch burn bus bush but butcher butler buy by cab cable cage
    cain call camp can candle cane cap cape car card care career carpenter carrier carry cart carter carver case cases cash cast castle cat catch
    cause cell center chain chair chamber chambers chance chandler change channel chapel chapman char charge chart chase check chief child
    church circle city claim clash class clay clean clear clerk click cliff climb clock close cloth cloud clouds coal coast coat cobb code coffin
    cold cole collar collect collier column come comfort common con cook cool cooper copper copy cord core corn corner cost cotton couch count
    counter country couple course court cover cow craft crane crash crawl create creek crew crisp cross crow crown cry cube cup current
    curve cut cycle daily dale dancer danger dark dart dash data date dates dawn day days dead deal dean dear debt deck deep deer deny depth desk dial
    diamond dice did diff digest dim dip dirt disk dive do dock doctor does dog door dot double dove down draft drain drake draw dream dress drew drift
    drink drive driver drop drum dry duck due duke dust duty each eagle early earth ease east easter easy eat echo edge eight either elder
    element else empty end engine english enough enter entry equal era error even event ever every exact exit extra eye face fact fade fail
    fair faith fall fallen false family fan far farm farmer farrow fast fat father fault favor fear feed feel feet fell fence few fiber field fields
    fifth fight file fill film final find fine finger finish fire first fish fisher fit five fix flag flame flash flat fleet flight flint floor
    flow flower flowers fly focus fog fold folk foot for force ford fore foreman forest fork form fort forth forward foster four fowler fox frame
    frank free freed freeman french fresh friend from front frost fruit fuel full fun fund fuse gain gale game gap garden gardener gas gate gates
    gather gave gene general gentle gentry get giant gift girl give given glass glover go goal gold golden good goode goodman gore grace
    grade grain grand grant grape graph grass grave graves gray great green greet grid grip gross ground group grove grow guard guess
    guest guide gulf gun guy had hair half hall ham hammer hancock hand handle handler hands handy hang happen happy harbor hard hardy harm hart harvest has
    hash hat have haven hawk hay hazel head heads heap hear heart heat heath heavy height held hell help her herb here hero hide high
    hill hills him hint hip his hit hobby hold holder hole holiday hollow holly holm home homes honey hood hook hope hopper horn horse host hot hound hour
    house how huge hunt hunter hurt ice icon idea ideal if image in inch index info inner input insert inside into iron island issue
    item items ivory ivy jack jar jay jewel job jobs join joiner joint jolly joy judge july jump june junior just justice keen keep keeper kettle key keys
    kid kill kind king kings kirk kit kitchen knife knight know lab labor lace lack lady lake lamb lambert land lane lang language large lark last late later
    laugh law lawn lay layer lead leader leaf league lean learn least leather leave ledger lee left leg lemon length less let letter level library lid
    lie life lift light like lily limb lime limit line lines link lion list listen little live load loader loaf loan local lock lodge log logic
    logs long look loop lord loss lost lot lots loud love low lower luck lucky lunch mac mace machine made magic mail main major make maker
    male mall man manager many map maple march mare mark marker market markets marks marsh marshal mart mask mason mass master match mate math may mayor me
    meadow meadows mean meat meet meeting member mental merchant mercy merge merit message messenger metal mice middle might mile miles mill miller mind mine miner mint
    minor minute miss mist mix mode model moment monday money monk month moody moon moor moral more morning moss most mother motor mound mount mountain
    mouse mouth move much mud music must myself nail name names nape narrow nation near neck need nest net network never new newman next nice
    night nine no noble node noise none noon nor normal north nose not note notes nothing now number nurse nut oak oath object ocean odd of off offer office
    often oil old olive on once one only open operator opposite option or orange order organ other our out outer over owl own owner oxford pace pack
    page paint painter pair palace pale palm palmer pan panel paper paradise parent parish park parker parks parse part partner parts party pass past
    paste patch path pause pay peace peach peak pear pearl peer pen penn penny people pepper per period person pert pet phase phone photo phrase
    pick piece pier pike pile pin pine pink pint pipe piper pit pitch place plain plan plane plant plate play player please plot
    plow plug plum plus pocket point poll pond pool poor pop pope port porter pose post potter pound powder power powers prayer present
    president press pretty price pride priest prime prince print prior prize process produce profit prompt proof proper proud
    prove public pull pulse pump pure purse push put queen query quest quick quiet quill quite race radio rail rain rainbow raise ram ran ranch
    range ranger rank rare rate raven raw ray reach read reader ready real reason record red reed reef register reign rent reply rest result
    return rhodes rice rich ride rider ridge right ring ripple rise risk river rivers road roads robin robust rock rocks rod role roll roman roof room root
    rope rose ross round route row royal rub ruby rude rule run runner rush rust sad safe sage sail sailor saint sale salmon salt same sample
    sand sands sat satin save savage saw sawyer say scale scan scar scene school score scott scout screen script sea seal search season seat second
    secret see seed self sell send sense series serve server set seven sew shade shadow shaft shake shall shape share sharp she sheep sheet shelf
    shell shelter shepherd shield shift shine ship shoe shop shore short shot should show sick side sight sign silence silk silver simple since sing singer
    single sir sister sit site six size skill skin skip skipper sky slack slate slaughter sleep slice slide sling slip slow small smart smile smith
    smoke smooth snap snow so soap social sock soft soil sold solid some somers son song soon sort sound soup source south space spare spark sparks
    speak spear speed spell spencer spend spice spike spin split spoke sport spot sprague spread spring square squire stable stack staff stage stair
    stake stamp stand standard stanza star stark start state states station stay steal steam steel steer stem step steps stern stick still
    stock stocks stone stones stood stool stop store storm story stout strain strand strange strap straw stream street strength stress strike string
    strings strip stroke strong struck stub study style such sudden sue sugar suit sum summer summers sun sunday sung sure surf swan sweep sweet
    swift swim swing switch sword table tail tailor take talk tall tanner tap tape target task taste tax taylor tea teach team tear
    tell temple ten tenant tend tent term test text than that thatcher the their them then there these thick thing things think third this thorn
    those thought thread three through throw thunder tick ticket tide tie tiger tight tile till timber time times tin tip title to
    today token told toll tomb tone tool top total touch tough tour tower towers town track trade train trap travel travers travis tree trench trend trial
    trick trim trip troop trouble true trust truth try tube tucker turn turner turtle twin two type uncle under union unit up upper use user usual vale
    valley value vane varied very vice victor view villa village vine violet vision visit voice void vote wade wagon wait wake wales walk walker wall
    waller walls walsh want ward warm warner warren wash watch water waters watt watts wave way we weak wealth weather weaver web weed week weeks weight
    boundary glossary headline heading observation remediation severity summary appendix overview placeholder withheld
    published redacted redaction reviewer verified classification compose config quote
    weird well wells went west wet whale what wheat wheel wheeler when where which while whisper white who whole whose why wide width wife wild wilder will willing
    willow win wind window wine wing wings winner winter winters wire wise wish with within wolf woman wonder wood woods woodman wool word words
    work worker workman works world worth wrap wren wright write writer wrong yard yarn year years yellow yes yet yield you young your youth zero zone
";

#[cfg(test)]
mod tests {
    use super::{is_everyday_word, is_no_name};

    #[test]
    fn tells_headings_from_names() {
        for word in ["Boundaries", "Severity", "remediation", "Requirements", "Readiness", "Walls"] {
            assert!(is_no_name(word.as_bytes()), "{word}");
        }
        for name in ["Brannigan", "Clement", "Davies", "Felicity", "Ronsardy", "Fleming"] {
            assert!(!is_no_name(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn tells_words_from_names() {
        for word in [&b"Price"[..], b"long", b"MAY", b"will", b"target"] {
            assert!(is_everyday_word(word), "{}", String::from_utf8_lossy(word));
        }
        for name in [&b"Ronsardy"[..], b"Kestrel", b"Zielinska", b""] {
            assert!(!is_everyday_word(name), "{}", String::from_utf8_lossy(name));
        }
    }
}
