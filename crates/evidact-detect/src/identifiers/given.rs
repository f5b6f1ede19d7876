//! Common given and family names, and words that are never names. General knowledge, written for this
//! project; far from complete on purpose: the lists only support what shape and cue suggest.

use super::lists::{self, nouns};
use super::names::Listed::{self, Ambiguous, Family, Given, Never};
use super::words::{Words, hash, seed, step};

/// The first list that names a word counts.
static LIST: Words<Listed, 32768> = Words::new(Never)
    .with(NEVER, Never)
    .with(AMBIGUOUS, Ambiguous)
    .with(lists::ambiguous::MORE, Ambiguous)
    .with(GIVEN, Given)
    .with(FAMILY, Family)
    .with(lists::given::MORE, Given)
    .with(lists::family::MORE, Family);

/// Looks up a folded word.
pub(super) fn lookup(word: &[u8]) -> Option<Listed> {
    LIST.get(hash(word))
}

/// Everyday words, and German words that others are put before.
static NOUNS: Words<(), 16384> = Words::new(())
    .with(nouns::GERMAN, ())
    .with(nouns::ENGLISH, ())
    .with(nouns::FRENCH, ())
    .with(nouns::SPANISH, ())
    .with(nouns::ITALIAN, ())
    .with(nouns::DUTCH, ());
static HEADS: Words<(), 1024> = Words::new(()).with(nouns::HEADS, ());

/// Says whether a folded word is an everyday word of the languages we carry.
pub(super) fn is_noun(word: &[u8]) -> bool {
    NOUNS.get(hash(word)).is_some()
}

/// Says whether a folded word ends as nouns do and names do not: by a suffix, or by a word that others are put
/// before ("Zugangsdaten").
pub(super) fn has_noun_ending(word: &[u8]) -> bool {
    let shortest = SUFFIXES.iter().find(|(suffix, _)| word.ends_with(suffix.as_bytes()));
    shortest.is_some_and(|(_, least)| word.len() >= *least) || is_compound(word)
}

/// Endings of nouns, and the fewest letters of a word that has one. Shorter words may be names: "Jung", "Clement".
const SUFFIXES: [(&str, usize); 23] = [
    ("ung", 7),
    ("ungen", 8),
    ("heit", 7),
    ("heiten", 9),
    ("keit", 7),
    ("keiten", 9),
    ("schaft", 9),
    ("schaften", 11),
    ("itat", 7),
    ("ismus", 8),
    ("tion", 7),
    ("tions", 8),
    ("tionen", 9),
    ("ciones", 8),
    ("cion", 7),
    ("zione", 8),
    ("zioni", 8),
    ("ement", 9),
    ("ements", 9),
    ("ility", 8),
    ("idad", 8),
    ("miento", 9),
    ("heid", 8),
];

/// Letters before the last word of a compound, at least.
const MIN_HEAD: usize = 4;
/// Letters of the longest last word of a compound.
const MAX_TAIL: usize = 16;

fn is_compound(word: &[u8]) -> bool {
    let mut tail = seed();
    word.iter().enumerate().rev().take(MAX_TAIL).any(|(at, &b)| {
        tail = step(tail, b);
        at >= MIN_HEAD && word.len() - at >= MIN_HEAD && HEADS.get(tail).is_some()
    })
}

/// Says whether a folded word ends as family names of several languages do and common words do not.
pub(super) fn has_family_ending(word: &[u8]) -> bool {
    const ENDINGS: [&str; 50] = [
        "sson", "ssen", "sdottir", "ovic", "evic", "ovich", "evich", "owski", "ewski", "inski", "ynski",
        "owska", "ewska", "inska", "ynska", "czyk", "ovski", "evski", "opoulos", "akis", "idis", "enko",
        "chuk", "czuk", "yan", "dze", "shvili", "escu", "eanu", "ova", "eva", "ikova", "kova", "berg",
        "strom", "quist", "gren", "lund", "dahl", "stein", "mann", "bauer", "meyer", "huber", "inen",
        "ainen", "oglu", "wicz", "rigues", "nandez",
    ];
    word.len() >= 6 && ENDINGS.iter().any(|e| word.ends_with(e.as_bytes()))
}

const GIVEN: &str = "
    aaron abby abdul abdullah abel abigail abraham ada adam adela adele adelaide adele adriana adrian adrien agata agathe agnes agnieszka
    ahmad ahmed aidan aiden aileen aino aisha aitor aiko akira alain alan alana alba albert alberto aldo alec alejandra
    alejandro aleksander aleksandra aleksandr alessandra alessandro alessia alex alexa alexander alexandra alexandre alexandria alexei
    alexis alfie alfonso alfred alfredo ali alicia alice alina alisa alison alistair allan allen allison alma alok alvaro alvin
    alyssa amal amanda amara amber ambre amelia amelie amin amina amir amit amy ana anais anastasia anders andre andrea andreas
    andrei andres andrew andrey andrzej andy aneta angela angelica angelika angelina angelique angelo angus anil anita anja anjali
    ankit ann anna annabel annabelle annalisa anne anneke annelies annemarie annette annie annika ansel anselm anthony antje
    antoine anton antonella antonia antonio antony anu anup anya april archie ariana ariane ariel arjen arjun armando armin arnaud
    arne arnold arthur arturo arun arvid asa asher ashley ashok asif astrid athena aubrey audrey august augustin augusto aurelie
    aurora ava avery axel ayesha aysha ayse ayumi babak barbara barry bartosz beata beatrice beatriz bella ben benedict benedikt benjamin
    bernadette bernard bernardo bernd bernhard bernice bert bertha bertrand beth bethany betsy betty beverly bianca birgit bjarne bjorn
    blanca bob bobby bogdan boris bozena bradley brandon brenda brendan brent brett brian briana bridget brigitte britta brittany
    bronwyn bruce bruno bryan bryce byron caitlin caleb calvin cameron camila camilla camille candice cara carina carl carla carlo
    carlos carlotta carmen carol carole carolina caroline carolyn carsten casey cassandra catalina catarina caterina cath catherine
    cathy cecile cecilia cedric celeste celia celine cesar chad chantal charlene charles charlie charlotte chelsea cheryl chiara
    chidi chiyo chloe chris christa christel christelle christiane christie christina christine christoph christophe christopher christy chuck cindy
    claire clara clarence clarissa claude claudia claudine claudio claus clement clementine clifford clint clive clyde colette colin
    colleen connie connor conor conrad constance consuelo cora corey corinna corinne cornelia cory cosimo courtney craig cristian cristina
    cristiano curtis cynthia cyril dagmar daisuke damian damien dan dana danica daniel daniela daniele danielle danilo danny daphne darius
    darlene darrell darren daryl dave david davide deanna debbie deborah debra deepak deirdre delia delphine denis denise dennis derek dereck
    derrick desmond devon diana diane dieter diego dietrich dimitri dimitrios dina dinesh dirk dmitri dmitry dolores dominic dominik
    dominique don donald donna doreen doris dorothea dorothy doug douglas duncan dustin dwayne dwight dylan eamon earl ebony eddie edgar
    edith edmund edna eduard eduardo edward edwin effie egon eileen ekaterina elaine eleanor elena eleni eleonora elfriede eli elias
    elif elijah elin elina elinor elisa elisabeth elise eliza elizabeth elke ella ellen ellie elliot elliott elmer eloise elsa elsie
    elvira emanuel emanuele emeka emil emilia emilie emilio emily emma emmanuel emmanuelle enrico enrique eric erica erich erik erika erin
    ernest ernesto ernst erwin esme esperanza esteban estelle esther ethan etienne eugen eugene eugenia eugenio eva evan evangelos evelyn evgeny
    ewa ewan fabian fabien fabienne fabio fabrice faisal farah farid farida fatima fatma federica federico felicia felicity
    felipe felix ferdinand fernanda fernando filip filippo filippa finn fiona flavia flavio flora florence florian floyd fran frances
    francesca francesco francis francisca francisco franco francois francoise franz franziska fred freda freddie frederic
    frederick frederik fredrik freya frida frieda friedrich fritz gabriel gabriela gabriele gabriella gabrielle gaetano gail gareth gary
    gavin gemma genevieve geoff geoffrey george georges georgia georgina georgios gerald geraldine gerard gerardo gerd gerhard
    gerrit gertrude giacomo gianluca gianni gilbert gilles gillian gina ginger giorgia giorgio giovanna giovanni gisela giulia giuliano giulio giuseppe
    gladys glen glenda glenn gloria goncalo gonzalo gordon graciela graeme graham greg gregor gregory greta gretchen grzegorz guadalupe
    gudrun guido guilherme guillaume guillermo gunnar gunter gunther gustav gustavo guy gwen gwendolyn hamid hana hanna hannah hannelore hannes
    hans hanspeter hao haruka haruki harald hari harold harriet harrison harry harvey hassan hassim heather hector heidi heike heiko
    heiner heinrich heinz helen helena helene helga helmut hendrik henri henriette henrik henrique henry herbert herman hermann hermine
    hester hilary hilda hilde hildegard hillary hiro hiroshi hiroko holger holly hubert hugh hugo humberto hussein ian ibrahim ida ignacio igor ilaria
    ilse imran ines inga inge ingeborg ingo ingrid irene irina iris irma isaac isabel isabella isabelle isaiah isidora ismael ivan ivana ivo
    ivor ivy iwona jaap jacek jacinta jackie jackson jacky jacob jacqueline jacques jaime jake jakob jakub james jamie jan jana jane janet
    janice janina janine janis janna janusz jared jarek jaroslav jason javier jay jayden jayne jean jeanette jeanne jeannette jeff jeffery jeffrey jelena
    jenna jennifer jenny jens jeremiah jeremy jerome jerry jerzy jesper jess jesse jessica jessie jesus jill jim jimmy jiri jo joachim
    joan joana joanna joanne joao joaquin jocelyn jochen jodie joe joel joelle joerg johan johann johanna johannes john johnny
    jolanda jolanta jon jonah jonas jonathan jonathon joost jorge jorg jorn joris jose josef josefa josefina joseph josephine josh joshua josiane
    josie joyce juan juana judith judy juha julia julian juliana juliane julie julien juliet julieta juliette julio julius jurgen justin justine justyna
    jutta kaitlyn kamal kamala kamil karan karel karen karim karin karina karl karla karolina karsten kasia kasper kate katarina katarzyna
    kate katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin katrina kay kayla kazimierz kazuo keiko keith kelley kelly
    kelvin kenji kenneth kenny kerry kerstin kevin khadija khalid kieran kimberley kimberly kirill kirsten kirsty kiyoko klara klaus konrad konstantin
    konstantinos kristen kristian kristina kristine kristof kristoffer krystyna krzysztof kunal kurt kwame kyle kylie lachlan ladislav lara larissa
    larry lars latisha latoya laura laure laurel lauren laurence laurent lauri laurie lawrence lea leah leandro leanne leila lena leni lennart
    leo leon leona leonard leonardo leonie leonor leopold leroy lesley leslie leticia levi lewis liam lidia liesbeth lieselotte lila lillian lilly
    lily lina linda lindsay lindsey linus lionel lisa lise lisbeth liv livia lloyd logan lois lola lora lorena lorenz lorenzo loretta lori lorna
    lorraine lothar lou louis louisa louise luc luca lucas lucia lucian luciana luciano lucie lucien lucille lucinda lucy ludmila ludovic ludwig luigi luis
    luisa lukas lukasz luke lydia lyle lynda lynn lynne maciej maddie madeleine madeline madison mads magda magdalena maggie magnus mahmoud maike
    maja makoto malcolm malik malgorzata manfred manoj manon manuel manuela mara marc marcel marcela marcelo marcin marcia marco
    marcos marcus marek margaret margarete margarita margot margrit marguerite mari maria mariam marian mariana marianne marie mariella marietta marija marijke
    marilyn marina mario marion marisa marius marjorie markus marlene marlies marta martha martin martina martine marty marvin mary maryam masako
    mateo mateus mateusz mathew mathias mathieu mathilde matias matilda matteo matthew matthias matthieu matti mattias maureen mauricio maurice maurizio max
    maxim maxime maximilian maximiliano maya meera megan mehdi mehmet mei meike melanie melinda melissa melody melvin mercedes meredith merle merrick
    mia micah michael michaela michal michel michela michele michelle mick miguel mihai mikael mike mikhail mikko milan milena milos mina minh mira
    miranda mirco mireille miriam mirjam mirko miroslav mischa misty mitchell mohamed mohammad mohammed mohan moira mona monica monika
    monique morgane moritz mortimer moses muhammad muriel mustafa myriam myrtle nadia nadine nadja nancy naomi nasser natalia natalie natasha nathalie
    nathan nathaniel neha neil nell nelly nelson nestor ngozi nicholas nick nico nicola nicolai nicolas nicole nicoletta niels nigel nikita niklas
    nikola nikolai nikolaj nikolaos nikolaus nils nina nisha noah noel noelle noemi nora norbert noreen norma norman nuria octavia olaf oleg olena olga
    olivia olivier oliver olive omar orlando oscar oskar oswald otto owen pablo pamela paola paolo pascal pascale pat patrice patricia patrick patrik
    patrizia patty paul paula paulina pauline paulo pavel pawel pedro peggy penelope penny per percy petar pete peter petr petra petros phil philip
    philipp philippa philippe phillip phoebe phyllis pia pierre pieter pietro pilar piotr polly pooja prakash pranav preeti priscilla priya priyanka
    quentin quincy rachael rachel raewyn rafael rafaela raffaele rahul rainer raj rajesh rajiv ralf ralph ramon ramona ramesh randall
    randolph randy raoul raphael raquel rashid raul ravi raymond rebecca rebekka regina reginald reinhard reinhold remi remy renata renate renato rene
    renee reuben rhonda ricardo riccardo richard rick ricky rita rob robbie robert roberta roberto robyn rocio roderick rodolfo rodrigo roger rohan rohit
    roland rolf roman romain romina ron ronald ronan ronja ronnie rosa rosalia rosalind rosalinda rosanna rosario rosemarie rosemary rosie ross roswitha
    roxanne roy ruben rudi rudolf rudolph rufus rune rupert russell ruth ryan rylan ryszard sabina sabine sabrina sachin said salma salvador salvatore sam samantha
    samir samira sammy samuel samuele sandra sandrine sandro sandy sanjay santiago sara sarah sascha saskia saul scott sean sebastian sebastiano
    sebastien selena selina serena serge sergei sergey sergio seth shane shannon sharon shaun shawn sheila shelby shelley sheng sherry shirley
    shreya sibylle sidney siegfried sigrid silas silke silvana silvia simon simona simone siobhan sofia sofie sofija solveig sonia sonja sonya
    sophia sophie soren stacey stacy stan stanislav stanislaw stanley stefan stefania stefanie stefano steffen stella sten stephan stephane stephanie stephen
    steve steven stewart stuart sue suki sunil suresh susan susana susanna susanne susie suzanne suzie suzuki sven svenja svetlana sybille sylvain sylvia sylvie tabea
    tabitha takashi takeshi tamar tamara tammy tania tanja tanya tara tariq tatiana tatjana ted terence teresa teri terrance terri terry tess tessa thabo thea
    thelma theo theodor theodora theodore theresa therese thibault thierry thilo thomas thorsten tiago tibor tiffany tim timo timothy tina tobias toby
    todd tom tomas tomasz tomislav tommy toni tony torben torsten tracey tracy travis trevor tricia trisha tristan troy trudy tyler tyrone udo ulf ulla
    ulrich ulrike umberto ursula ute uwe valentina valentin valeria valerie vanessa vasily vassilis vera verena veronica veronika veronique vicki vicky victor victoria
    vijay vikram viktor viktoria vilma vincent vincenzo viola violet virginie vittoria vittorio vivek vivian viviana vivien vivienne vladimir vlad volker
    waldemar wallace walter walther wanda warren wayne wei wendy werner wesley wiebke wilfred wilhelm willem william willie wilma winifred winona winston
    wojciech wolfgang xavier ximena yan yann yannick yara yasmin yasmine yasuko yolanda yosef yoshi yuki yuko yulia yuri yusuf yves yvette yvonne zachary
    zahra zainab zara zbigniew zdenek zelda zeynep zina zita zoe zofia zoltan zuzana
    aaliyah abena adebayo adaeze adwoa aigerim akiko akua alemayehu amina anh aoife arash aryan asha ayodele babajide bao bilal boubacar caoimhe chika chinedu
    chioma chukwuemeka cuong deepika dhruv duc eoin esra fatoumata femi folake gaurav giang hamza hanh hien hieu huong hyun ifeoma iman ishaan jamal jamila jaspreet jing
    joon kavita kavya kehinde khanh kiran kofi kwabena kwasi lakshmi lan laszlo lei linh mahesh mamadou manisha mariama meena mei ming mukesh musa
    nadeem nam naveed neelam nia niamh nikhil nneka nnamdi obinna olumide oluwaseun padraig phuong pradeep pratik quan quynh rakesh rania rashida ritu
    rukhsana sadia saeed salim sana sandeep sanjeev seamus seung shanthi shivani shreyas sinead siddharth sneha sunita surya swati taiwo tanvi tariq temitope
    thandi thao thi thu tien trang tuan usha uzma vidya viet vinod wanjiru xiao xin yaw yemi ying yong yoon youssef yuan yumi yun yusuke zainab
    zawadi zhang zhen";

const AMBIGUOUS: &str = "
    angel art ash august autumn aurora austin bailey basil bill blake brad brook brooke brooklyn carter cash chance chase chelsea chin christian clay
    cliff cole cooper crystal daisy dakota dale dallas dawn dean destiny diamond dick dixie drew dot duke earl eden eve faith fay fern ford forest frank gale
    gene glory grace grant guy hank harmony hazel heath heaven herb honor hope hunter iris israel ivory ivy jack jade jasmine jasper jewel jordan joy june justice
    ken kim king lance lane laurel lee london lucky luna mark mason may melody mercy merit miles misty myles nat nova ollie page paige paris parker patience pearl perry peyton piper
    porter precious prince pop ray raven ray reed reese rex rich ridge river riley rob robin rocky rod rose ruby rusty sage sandy savannah scout september shay sherlock skip sky skylar sol
    spencer star sterling stone summer sunny taylor terra trinity troy tucker tyson ty van vance vernon virginia wade walker ward will wren wolf woody xi ali an anh bo da duy hai ha hoa hung jin khan lan le
    li long mai ming minh my ngoc pat phuc quang son tam tan thanh thuy trung tu vi yen yi yu zen ava amber kay gill faye jo kit bud ruth violet rosemary olive flora viola";

const FAMILY: &str = "
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez
    thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
    campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz
    morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez
    castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons
    romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray
    ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson
    porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black robertson boyd stone salazar fox warren mills meyer rice schmidt
    garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott
    cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter
    lawrence sandoval guerrero george chapman rios estrada ortega watkins greene nunez wheeler valdez harper burke larson santiago maldonado morrison franklin carlson austin
    dominguez carr lawson jacobs obrien lynch singh vega bishop montgomery oliver jensen harvey williamson gilbert dean sims espinoza howell li wong reid hanson le mccoy
    garrett burton fuller wang weber welch rojas lucas marquez fields park yang little banks padilla day walsh bowman schultz luna fowler mejia
    davidson acosta brewer may holland juarez newman pearson curtis cortez douglas schneider joseph barrett navarro figueroa keller avila wade molina stanley hopkins campos
    barnett bates chambers caldwell beck lambert miranda byrd craig ayala lowe frazier powers neal leonard gregory carrillo sutton fleming rhodes shelton schwartz
    norris jennings rhodes watts duran walters cohen mcdaniel moran parks steele vaughn becker holt deleon barker terry hale leon hail benson haynes horton miles lyons pham graves
    bush thornton wolfe warner cabrera mckinney mann zimmerman dawson lara fletcher page mccarthy love robles cervantes solis erickson reeves chang klein salinas fuentes baldwin daniel
    simon velasquez hardy higgins aguirre lin cummings chandler sharp barber bowen ochoa dennis robbins liu ramsey francis griffith paul blair oconnor cardenas pacheco cross calderon
    quinn moss swanson chan rivas khan rodgers serrano fitzgerald rosales stevenson christensen manning gill curry mclaughlin harmon mcgee gross doyle garner newton burgess reese walton
    blake trujillo adkins brady goodman roman webster goodwin fischer huang potter delacruz montoya todd wu hines mullins castaneda malone cannon tate mack sherman hubbard hodges zhang
    guerra wolf valencia saunders franco rowe gallagher farmer hammond hampton townsend ingram wise gallegos clarke barton schroeder maxwell waters logan camacho strickland norman
    novak horvath rossi doe roe bloggs public
    muller schulz hoffmann schafer koch bauer richter wolff schroder neumann zimmermann braun kruger hofmann hartmann lange schmitt krause meier lehmann schmid schulze maier kohler herrmann konig walter mayer
    huber kaiser fuchs peters lang scholz moller weiss jung hahn schubert vogel friedrich keller gunther frank berger winkler roth beck lorenz baumann albrecht simon ludwig bohm winter kraus schumacher vogt
    martin bernard dubois durand leroy simon laurent lefebvre michel roux bertrand fournier girard bonnet dupont lefevre faure rousseau blanc guerin muller boyer garnier chevalier legrand gauthier perrin robin clement morin
    nicolas roussel mathieu gautier masson marchand duval denis dumont marie lemaire noel meyer dufour meunier brun blanchard giraud joly riviere brunet gaillard barbier arnaud renard
    ferrari russo bianchi romano colombo ricci marino greco bruno gallo conti costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale
    gonzalez fernandez alonso gutierrez navarro dominguez vazquez ramos gil serrano blanco molina suarez castro ortega rubio marin sanz iglesias medina garrido santos castillo cortes lozano guerrero cano prieto mendez cruz calvo gallego vidal leon marquez herrera pena
    silva oliveira souza rodrigues ferreira alves pereira lima gomes ribeiro carvalho almeida lopes soares vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso ramos goncalves santana teixeira araujo pinto
    jong jansen vries berg bakker visser smit meijer boer mulder groot bos vos peters hendriks dekker brouwer wit dijkstra smits graaf meer kok jacobs haan vermeulen veenstra
    nowak kowalski kowalska wisniewski wojcik kowalczyk kaminski lewandowski zielinski zielinska szymanski wozniak dabrowski kozlowski jankowski mazur kwiatkowski krawczyk kaczmarek piotrowski grabowski
    johansson andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen nielsen rasmussen jorgensen madsen christiansen korhonen virtanen nieminen
    ivanov petrov sidorov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov volkov ivanova petrova kim lee park choi jung kang cho yoon jang lim tanaka sato suzuki takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki
    chen li zhang liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly
    patel shah kumar sharma gupta singh khan mehta reddy iyer joshi desai nair rao verma agarwal kapoor malhotra chopra banerjee mukherjee das ghosh chatterjee pillai menon bhat naidu hussain ahmed malik sheikh
    okonkwo okafor adeyemi mensah diallo traore keita nkosi dlamini mwangi otieno abebe tesfaye haile hassan hussein mohammed ibrahim ali omar abdullah al-farsi haddad mansour yilmaz kaya demir celik sahin yildiz ozturk aydin
    delgado vasquez murphy kelly walsh obrien byrne ryan oconnor oneill reilly doyle mccarthy gallagher doherty kennedy lynch murray quinn moore mclaughlin carroll connolly daly connell wilson dunne brennan burke collins campbell clarke johnston hughes farrell fitzgerald";

const NEVER: &str = "
    board advisory change automated automatic scan scanner certified shorthand reporter registered licensed scheduler automation
    pipeline crew squad guild taskforce workgroup panel bureau authority directorate desk robot monte
    perfect law world language apply ignore harvard yale oxford cambridge prepare send receive option step plan type vitamin install parallel
    concurrent humongous letter transcript encounter clinical referral register sentry getting started
    sre devops ops infra infrastructure backend frontend fullstack qa hr finance marketing sales engineering legal networking dba secops appsec soc noc helpdesk billing payments identity iam tooling observability research logistics procurement operations everybody somebody self-service vendor helpline unassigned
    january february march april june july september october november december monday tuesday wednesday thursday friday saturday sunday
    januar februar marz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier fevrier avril juin juillet aout
    the a an and or of to in on at by for with from as is are was were be been this that these those it its he she they we you i not no yes if then else when while where who what why how
    inc corp ltd llc gmbh ag co plc sa srl bv nv company corporation limited group holdings bank university college school hospital clinic institute department ministry agency council committee office
    team teams support service services system systems platform project product customer customers client clients user users admin administrator root guest test testing tester demo example sample default
    unknown none null nil true false undefined anonymous nobody everyone anyone someone various multiple all any other others tbd pending redacted removed hidden confidential empty blank missing required optional
    error warning info debug trace fatal critical notice alert success failed failure status state result results report reports review reviews summary details description comment comments note notes message messages
    street avenue road boulevard lane drive court place square highway parkway terrace circle suite apartment floor building unit box room north south east west northern southern eastern western
    new old first second third last next previous total number date time year month week day today tomorrow yesterday morning evening night
    america american americans europe european africa african asia asian england english france french germany german spain spanish italy italian china chinese japan japanese india indian russia russian canada canadian mexico brazil australia australian kingdom states united republic
    york angeles vegas jersey hampshire dakota zealand london berlin madrid tokyo boston chicago houston seattle
    please thank thanks regards sincerely best kind warm yours cheers hello hi dear welcome sorry also just only very more most some many few
    google microsoft apple amazon facebook meta twitter github gitlab bitbucket linux windows ubuntu debian android ios macos docker kubernetes python java javascript typescript rust ruby node react angular vue django flask spring oracle mysql postgres postgresql redis mongodb elasticsearch kafka nginx apache jenkins terraform ansible azure aws gcp slack zoom teams jira confluence notion salesforce servicenow okta stripe paypal visa mastercard openai anthropic claude gemini copilot chrome firefox safari edge adobe intel nvidia amd ibm sap cisco dell hp lenovo samsung huawei sony tesla ford toyota honda
    complete text button click select open close save cancel delete edit update create add remove view show hide set get put post patch run start stop build deploy release merge push pull commit branch tag issue ticket task feature bug fix request response server client database table column row field value key name type string integer boolean float object array list map
    manager director engineer developer analyst consultant specialist coordinator assistant officer president chairman chief executive senior junior lead head vice founder owner partner associate representative technician nurse doctor physician surgeon pathologist attorney lawyer counsel judge clerk secretary accountant auditor reviewer approver
    security privacy compliance policy access control data information technology network software hardware application api cloud internet web mobile desktop
    insurance medical health patient diagnosis treatment therapy disease disorder syndrome infection syndrome chronic acute normal laboratory radiology surgery emergency
    section chapter article page table figure appendix part title version revision draft final copy original annual quarterly monthly weekly daily
    street st ave rd blvd ln dr ct pl sq hwy pkwy apt ste fl rm po
    inbox subject from sent cc bcc re fw fwd attachment
    contract agreement invoice receipt order payment balance account credit debit transfer deposit withdrawal transaction statement tax fee price cost amount currency
    one two three four five six seven eight nine ten hundred thousand million
    can could would should may must shall do does did has have had will let use see check make made go come take
    my your his her our their me him us them here there about after before between during through over under above below up down out off again further once
    high low medium large small big long short good bad great main central international national federal state local public private general special common standard basic advanced
    class method function module package library import export return const var public static void async await throw catch try finally interface enum struct trait impl
    der die das und oder mit von zu im am ist sind war ein eine einen nicht fur auf bei nach aus uber unter
    le la les des et ou avec pour dans sur est sont un une ne pas par
    el los las y o con para en es son una por
    il gli e per con nel che di
    het een en van op met voor aan bij
    mr mrs ms dr prof sir madam herr frau monsieur madame";
