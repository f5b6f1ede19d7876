//! Names that are words, months, places or products as well, in any of the languages of the list of everyday words:
//! they count only beside a name that is none.

/// Ambiguous names, folded.
pub(in crate::identifiers) const MORE: &str = "
    aad ada akin alexa alpine alto apollo argo arrow artemis aspire athena atlas aud avalon awa banks beacon beau bell bento berry bin binder bison
    black blanche blast blessing bliss bloom bolt bond bor borg brandy brave briar bridges brooks bubble buddy buster buzz cache calypso camel
    camellia candy canon canvas carbon case castle cedar chai champion charity chef chi christ clarity clio cobalt coffee columbus com comet compass
    concord constant constante cook copper coral core cosmos crane crest cross cuba curt cypress cyrus dag dagger dart darwin dash dat deep deja delta
    denver desire dev diesel dolly dom dove drone dune dusty earnest echo eclipse eddy efe efi elastic elba elif elm ember emerald ena ender engine
    epic era esi ether event fable fae fair falcon felt fiddler fields finder fire flash fleur flint flo florence florida florin fluent fork fortune
    foster franc frost fusion galaxy garden gates gazebo gen genesis geneva genie georgia ghost giga glass glen glide gold golden gopher granite gray
    green griffin gro grove gul gun hall hammer hand hands hang harbor harbour harm harsh hay hayden heck helix helm henna hermes herring hilton
    holland homer honey hong hood horizon hudson hue hydra hyper iceberg ignite imara indigo ines innocent ion iron isa isis italo ja jamaica jest jet
    job joke journey jupiter justo kali karma kenya kernel keys kibana kingston kitty kobe kong kube lady lala lam lambda lana lang lark laser lattice
    lava lea leaf leap legend lens liberty lies lima line lira lite little liv live loan loc logan logi lore lorraine lotus lou love lu lund lux ly
    lynx macro madonna magenta magma maj malaysia malta mana mango maple mar marina marks marlin marquis marry mars marvel maryland mate maven
    maverick max maxima mellow mercurial mercury merry mesa mesh meteor milan mile mine minor mint mira miracle mirage mocha mode modest mojave mona
    monarch monroe moon mor moss mouse mozilla nada nan navy nebula neo neon nero nevada nexus nile nim nimbus nitro noble nomad novel oasis obi ocean
    octave octavia odd odessa ole olen olympia omega onyx opal optimus ora orbit orca origin orion osprey otter outlaw oxide oxygen pace pal palm
    palma pandora pansy panther paradise park parks parrot pascal patriot peer pegasus penny pepper perfect perfecto perl phantom phoenix photon pico
    pierce pilar pilot pine pink pinkie pinot pioneer pit pivot pixel plasma polaris pollen poole portal power powers practicas prime princess prism
    process proton providence prudence pub puck pulsar puma puppet pure purple quantum quartz quasar queen quest radar rain ram rancher ranger rapid
    raptor real red redwood reef regal regina regis rein relay remedy rhino rhythm rice rico rider ring rio rivers roar rock rocket roll roma roman
    rome rosette rover royal ruler rustic salsa salt salud salute samba sand santa santana sapphire sari sassy saturn scala scarab scarlet season sens
    sentinel sentry sequoia serenity serpent shell shin shore siena sierra sigma signs silva silver sim sincere singer sinh siri skype slate slim
    solar solaris soma sonar song sonic space spark sparrow spectrum speed sphinx spider splunk squid stack stark starling steel stella stellar still
    storm stormy stratus strong sugar summit sun sunder sunshine suse swan sweet swift sycamore sydney synapse synergy tai taiga talon tang tango
    taurus tawny teddy temple tempo tensor tera terrier thor thumb thunder tiara tiger till tin tiny titan toledo ton topaz tor tore tower
    traceability tram travel travis treasure trent trenton tri trinidad triton trojan truc trust tulip tundra turbo tyre umbra unique unity universe
    upper uranus urban vagrant val vale valencia valkyrie valor vanguard vapor vault vector vega velvet venice venom venture venus verity verona
    vertex vesta via victor victoria vida vienna viper virgin vista vit vita vito viva vivid volt vortex vulcan vulture wall warden warner warp wave
    wharf wild willow win wind windy wing winner winter wise wish wit wizard wonder wood woods word work xenon yam yarn yaw yer young zephyr zeppelin
    zetta zeus zinc zion zodiac zola link lo min self early do long read fine page peek register parent pool driver hooks public means held hurt land
    parker harness won day deal mock bunch mount holder quick strand freed burden heard hurd topic light fish bird shorter worth he lane colon pounds
    modi li deb grant law peak weeks caron sharp thorn smart price grey story lamb joiner stone fox scales bae session cope west oh singleton bright
    clair ditto favors blake belt conn givens shook kitchen stock worthy struck bal lay goto gross craft peel butt kerns ferris pleasant sessions campos
    childs hatch younger lemon smiley flood harden lackey keen cardinal plaza
    tage darin davon davor jene nur avis marge elle maximo zona alli ante durante esa catena gia nella nelle nello versie onder tod oma gage gala
    heide juste latina libero lupe martial porsche pura rehab reine remedios sang severo severa tal tuba uma virgen fares dieu diep chien corona
    cristal bonita bonne bebe basel alta armas garnet jihad lexus mall minerva dulce placide";
