//! More given names: of the twentieth and this century, by the region where they are most common.
//!
//! General knowledge, written down for this project. Names that are words as well stand in the list of
//! ambiguous ones beside this module's.

/// Given names, folded: small letters, no diacritics. Other scripts stand as they are written.
pub(in crate::identifiers) const MORE: &str = "
    doerte ekkehard enno fenja fiete finja gesche goetz griet hauke hinnerk imogen insa isla joern bjoern juergen keno liselotte malte mareike nele
    pjotr ruediger soeren svea swantje tijs tjark tomke ubbo wencke wenke
    freja tove oceane niccolo iker aitana akosua antti marloes saoirse cillian oisin orla fionnuala rhys carys angharad ffion
    dave carol dina dora iva ida ivar levent
    aabid aafke aaliya aaltje aantje aapo aarav aarne aarni aaro aart aarti aase aashish aatu abbas abbey abbie abbigail abdel abdelaziz abdelkader
    abdelrahman abdiel abdulaziz abdulkarim abdulla abdulrahman abeer abelardo abhay abhijit abhinav abhishek abilio abram abril achille achim
    adalbert adalberto adalheidur adalsteinn adama adamantios adan adarsh addie addison adel adelheid adelina adelino adelle adelphe ademar ademir
    aden adham adib adil adina aditi aditya adnan adolf adolfo adolph adonis adorjan adriaan adrianna adrianne adriano adrienne afaf afonso afra
    afroditi agapito agatha aggelos agnar agostinho agoston agot agueda agust agustin ahlam ahmet ahti aida aikaterini aimee aimo ainsley aisling
    aissatou aita aivar aja ajay ajit ajoke akanksha akari akash akbar akemi akhil aki akihiko akihiro akihito akil akinyi akio akis akito akos akram
    akshara akshay aku alaa aladar alaina alani alannah alayna alberico alberta alberte albertina albertine albertus albino albrecht alcide alcides
    alda alden aldina aleah aleandro alejo aleksandar aleksei aleksey aleksi alena alenka ales alesha alethea alexandrea alexandrine alexandro
    alexandros alexey alexia alexios alf alfhild alfio alfons alfonsina alfonzo alfreda alfredia algot alicja alie alighiero alin aline alipio alisha
    alisia alissa alivia alix aliya aliyah aliza alka alkis allegra alli allie allyson almas almeda almeida almudena almut alois aloisia alojz alondra
    alonso alonzo alparslan alper alphonse alphonsine alphonso alpo alta althea alva alwin alya alyce alycia alyson amada amadeo amadis amado amadou
    amalia amalie aman amancio amandine amani amany amardeep amari amarildo amarjeet amauri amaury amaya amberly ambika ambroise ambrose ambrosio
    amedee amedeo amer amerigo amie aminata amintore amira amitabh amiya amjad ammar ammie amos amparo amrit amrita ana-maria anabel anabelle anacleto
    anahi analia analisa anan anand anandi ananias ananya anas anastacia anastasios anastasiya anatole anatolii anatoly anca anderson andjela andor
    andra andraz andree andreea andreia andreina andrej andri andria andrii andriy andromachi androniki andrus anett anette angele angelena angelia
    angeliki angeline angelino angelita anghel angie anicet aniceto anika aniket aniko anirudh anisa anisha anisoara anissa anitta aniya aniyah anjana
    anju anke ankita ankur anna-lena anna-maria annabell annalee annamarie anne-marie anne-sophie annegret anneli annelie annelien anneliese annelise
    annemiek annet annett annetta anni annice annick annita annmarie annukka annunziata anoop anouk anselme anselmo ansgar anshul ansley antal ante
    anthi antigoni antoinette antone antonette antoni antonietta antonino antonis antonius ants antun antwan antwon anuj anunciacion anupama anuradha
    anurag anushka anwar anze aparecida aparecido aparna apolinar apolline apoorva apostolos aquilino araceli aracely aranzazu arcangelo archana
    archibald archontia arda ardell arden ardis ardith arduino areej arend areti argyris ari ariadna arianna arie ariella arif arild aris aristea
    aristeidis aristides aristotelis arja arjan arkady arlene arletta arlie arline arlo armand armande armani armann armas armel armelle armida arna
    arnaldo arnar arnd arndt arnfinn arni arno arnoldo arnstein arnt arnulfo aron arpad arpit arpita arrigo arron arsene arsenio arseny artem artemio
    artie arto arttu artur aruna arvind arvo arwa asaad asad asami asante asbjorn ascension asdis asgeir asgerdur ashanti ashish ashlee ashleigh
    ashlie ashlyn ashlynn ashton ashwin ashwini asim asimina askild asko aslak aslaug aslihan asma asmaa aspasia assad assunta asta asthildur astor
    astride asuka asuman asuncion atanasio athanasia athanasios athina atif atilla atle atli atsuko atsushi attila aubree aubrie aude audie audra
    audrie audur augusta auguste augustine augustus aukje auli aulis aune aurea aurel aurelia aurelian aurelien aurelio auriane austyn autum
    auxiliadora avani avelina avelino aviana avinash avis awad axelle ayaan ayaka ayako ayana ayane ayanna aydan ayden ayla aylin ayman aymeric aynur
    ayodeji ayoub aysegul aysun ayush azahara azalea azhar aziz aziza azucena azusa azza azzurra babatunde babette badr bahaa bahar bakr balazs
    baldassarre baldomero baldur baldvin balint baljeet baltasar balthasar balvinder balwinder bamidele banu baptiste baptistine barb barbel barbie
    barbka barbra barend baris barkha barna barnabas barnabe barrett barrie bart barthelemy bartholomew bartlomiej bartolome bartolomeo basel basem
    bashar bashir basilio basim basma bassam bastiaan bastian bastien batool batuhan baudouin bautista bayram bea beate beatrix bebe becca beckett
    becky bedirhan bedrich begona begum behcet bekir bela belen belinda belisario belmiro bence bendik benedek benedicte benedita benedito bengt
    benicio benigno benita benito bennie benno benny benoit bente bentley beppe berangere beren berend berenger berenice berglind bergljot bergthora
    bergur berit berk berkay berke berna bernabe bernadine bernardina bernardita bernardus bernie bernita bertalan berthe berthold bertie bertille
    bertus bessie bethann bethel betsey bette bettie bettina bettye betul beulah bev beverley beyza bhagyashree bharat bharati bhaskar bhavana bhavesh
    bhavna bhavya bhumika bhuvan biagio bibiana bice bienvenido biljana billie billy bindu binh bintou bipin birdie birger birgir birgitta birgitte
    birkir birna birsen birte bjarki bjarney bjarni bjorg bjorgvin bjork blahoslav blaine blair blaise blandine blane blanka blas blaz blazenka bobbi
    bobbie bodil bodo bodvar bogdana boglarka bogumil bogumila bogusia boguslaw bohdan bohumil bohumila bohuslav bojan bojana boldizsar boleslaw
    bongani boniface bonifacio bonifacy bonita bonne bonnie bonnieprice bonny bora borek borge borghild borislav borja borna boro borut bostjan
    bouchra boyan boyd boze bozhena bozidar bradford bradly brady braeden bragi bram brandee brandi brandie brandt branimir branislav branka branko
    brant brantley braulio braxton brayan brayden breana breanna breanne brecht brenden brendon brenna brennan breno brenton bret bretislav breyana
    brianna brianne brice bridgett bridgette brielle brigida brijesh briley brit britney britni britt brittani brittanie brittney brittni brock
    broderick brodie brody bronislav bronislaw bronson brunella brunetto brunhild bryana bryanna bryant bryndis brynja brynjar brynjolfur bryson
    buford bulent burak burcu burkhard burkhart burl burt burton bushra busisiwe busra byung-hun cade caden cael cagla caglar caiden caio caitlyn cali
    calista calisto calixte calixto callie callum calogero cam camden camelia camillo camilo camren camron canan candace candela candelaria candelas
    candi candida candide candis caner capucine caren caridad carin carine carisa carissa carlee carleen carlene carleton carley carli carlie carlin
    carlita carlota carlton carly carlyn carma carmel carmela carmelita carmelo carmine carola carolann carolee carolien carolin carolynn carrie
    carrol carroll carson cary caryl caryn casandra casiano casie casimir casimiro cason cassia cassidy cassie cassio cassius catalin catena catharine
    cathern cathey cathi cathie cathleen cathrin cathryn cayetana cayetano cecelia cecil cecila cecily cedrick cees ceferino celedonio celena celestin
    celestina celestine celestino celina celso cemal cemile ceren cesaire cesare cettina ceyda cezar cezary chadwick chaim chaitanya chana chanda
    chandan chandni chandra chandrakant chanel chanelle chang-min chantel chantelle chara charalampos charis charissa charisse charla charleen
    charlena charlette charley charline charlize charlotta charolette charu chau chauncey chaya cheikh chelsey chelsie cherelle cheri cherie cherise
    cherri cherrie cheryle chetan cheyanne cheyenne chibuzo chidiebere chidinma chiel chien chihiro chimamanda chinatsu chinonso chinua chinwe
    chiquita chirag chisom chitra chiyoko christal christeen christen christena christene christer christi christiaan christiana christin christinia
    christl christodoulos christof christoffer christoforos christoper christos chrysa chrysanthi chrysoula chrystal chukwudi chul-soo chunhua chynna
    ciara cicero ciera cierra cihan cinda cinderella cindi cinthia cinzia cipriano ciriaco cirila ciro clair clancy clarabelle clare clarice clarine
    clarisa clarisse claritza clark clasina claudemir claudete claudette claudie claudiu clayton cleber cleide cleiton clelia clemence clemencia
    clemens clemente clementina cleo cleon cleopatra cleora cletus cleveland clifton clotilde clovis coby codey codi codrin codruta cody coen colby
    coleen coletta coline collette collin colten colter colton conceicao concepcion concetta conchi conchita cong consolacion constanta constantin
    constantino constanze contessa coralie cordelia cordula coreen corene corentin coretta corie corina corine cornel cornelio cornelis cornelius
    cornell corona corrado corrie corrina corrine corry cortez cortney cosima cosme cosmin costante costantino costanza costel costin coty coy crispin
    cristal cristen cristi cristiane cristie cristin cristobal cristoforo cristovao cristy cruz crysta csaba csanad csilla ctibor cullen custodio
    cyndi cyndy cyprien cyrielle cyrille czeslaw daan dabney dacia dacian dafni dagbjort dagfinn dagmara dagny dagur dahlia daiane daichi daigo daija
    daiki daine daisaku daisha daksh dakshesh dalal dalia dalibor dalila dallin dalmacio dalton dalva damaris damaso dameon damiano damion damir
    damjana damla damon danae dandre danelle dangelo dania danial danijel danijela danika danita dannie dannielle dante danuse danut danyel danyelle
    danylo dapo darby darci darcie darcy darell daria darien darin dario dariusz darko darla darleen darlena darline darnell daron darrel darrick
    darrin darrion darron darryl darshan darshana darya daryle dashawn datha davi davin davina davion davis davon davor davorka davut dawna dayana
    dayanand dayna dayton deana deandra deandre deangelo deann deanne debbi debbra debby debora deedee deena deepa deepali deepti deidra deidre deion
    deise deivid dejan delbert delcie delfin delfina delila delilah delinda delisa delma delmar delmer delora delores deloris delphia demarcus
    demetria demetrio demetrius demi denes denice denilson denisa denisha denisse denita deniz denny denys denzel deon deonte derick derrek derya
    deshaun deshawn desiderio desirae desiree despina destin detlef detlev devan devansh deven devendra devesh devi devika devin devonte dewayne dewey
    dezso dhananjay dharmendra dhiraj dhruva diaa diandra dianna dianne didier diederik diedra diem diep diethelm dietlinde dietmar dieu dieudonne
    dieuwke digna diksha dilara dilek dilip dillan dillon dimitra dimitris dimos dimple dineke dinh dino dinu diogo dion dionisia dionisio dionne
    dionysia dionysis dipak dipali dipika dirceu dirkje diva divya diya diyar djalma dmytro doan dobromil dobroslav dobroslaw dogan doina domenech
    domenic domenica domenick domenico dominga domingo domingos dominick dominika dominque domitila donatella donatello donatien donato donavan donell
    dong-hyun dongmei donita donnell donnie donny donovan dorcas doretha dorian doriane dorin dorina dorinda dorle dorota dorotea dorotha dorothee
    dorottya dorris dorsey dorte dortha dorthe dorthea dorthy doru dottie dotty douwe doyle dragan dragana drago dragomir dragos drahomir drazen drema
    dries drusilla duane duarte dubravka dudley duilio dulce dulcie dumitra dumitru dung dunja duong durante durga durval dusan dusanka duyen duygu
    earle earlene earline earnestine eartha easton ebba ebele ebere eberhard ebonie ebru ecaterina eckart eckhard edda edelmira edelmiro edeltraud
    edeltraut eder edgardo edie edilson edin edinaldo edison edivaldo edmee edmond edmundo edoardo edouard edra edris edson eduarda edvard edvin
    edwardo edwina edythe eefje eelco eeli eemeli eerik eero eeva eevi efisio efrain efren efstathios efstratios efthymia efthymios efua egbert egidio
    egle ehab ehrenfried eigil eija eiji eike eiko eila eilif einar einari eino eirik eirikur eirini ejaz ekene ekow ekta ektor ela eladia eladio
    elaina elana elanor elbert elda elden eldon eldora eldridge elea eleanora eleanore elease elefteria eleftheria eleftherios elek elemer elenice
    elenor elenora eleonor eleonore eleuterio elfreda elfrieda eliana eliane elicia elida elie eliel eliete eligio eline elinore elio eliot elisabet
    elisabeta elisabete elisabetta elisangela elisavet eliseo elisha eliska elissa elizaveta elizbeth elizete elle ellena elli ellinor ellis ellsworth
    elly elma elmar elmeri elmira elmo elna elnora elodia elodie eloi eloisa elouise eloy elpida elpidio elroy elsbeth elton elva elvera elvia elvin
    elvire elvis elwanda elwin elwood elwyn elyse elyssa elza elzbieta ema emad eman emanuela embla emel emelia emelina emeline emely emeric emerson
    emery emese emeterio emiel emigdio emiko emile emilee emilian emiliano emilien emilienne emin emina emine emmalee emmaline emmanouil emmett emmi
    emmie emmitt emogene emoke emory emre encarna encarnacion endre enea enes engelbert engin enguerrand enid eniola enn enoch enola enora ensio enver
    enzo epameinondas epifania epifanio eraldo erasmia erasmo eray erdal erdem erdogan eren erhan erhard erick ericka erinn erivaldo erja erkan erki
    erkki erla erlend erlendur erlinda erling erlingur erma erman ermanno ermelinda ermenegildo erminia erna ernesta ernestina ernestine ernie erno
    ernst-august erol errikos errol ersilia ersin ertan ertugrul ervin eryn erzsebet esa esam esha esin eskil esko esma esmee esmeralda espartaco
    espen essi essie estanislao estefana estefania estela estell estella esten ester estevan estevao estrella eszter etelka etha ethel ethelyn ethem
    ethyl etsuko etta ettore eudes eufemia eufrasia eugenie eula eulah eulalia eulalie eulalio eun eun-ji eun-jung eunice eunji eura eusebio eustaquio
    eustolia eva-maria evagelia evalyn evandro evangelia evangelina evangeline evanthia evariste evaristo evelia evelien eveliina evelin evelina
    evelyne evelynn everardo everett evert everton evette evgenia evgenii evgeniya evie evita evon evonne evren evy ewald ewelina exie eydis eyjolfur
    eylul eysteinn eythor ezekiel ezequiel ezio ezra fabiana fabiano fabiola fabricio fabrizio facundo fadel fadi fadia fadime fahad fahd fahri fairuz
    faithe faiyaz faiz faiza fakhri falguni falk fallon famke fani fannar fanney fanni fannie fanny fares farhan farhana farouk farrah fartein faruk
    fathi fatih fatin fatou faustina faustine faustino fausto fawaz fawzi fayez fayza fedde fedele federigo fedor felecia feliciano felicidad felicie
    felicien felicita felicitas feliks felipa felisa felisha felton femke fengying feras ferdinando ferenc ferhat feride ferit fermin fermina fernand
    fernande fernao ferruccio feyza fiamma fiammetta fidel fidela fidele fidelia fikret filemon filiberto filipa filipe filippos filiz filomena finley
    finnbogi finnur fiorella fiorenza fiorenzo firat firmin flaminia flaminio flavie flavien flaviu fletcher flor florance florencia florencio florene
    florent florentin florentina florentino floretta floria floriana floriane florica florina florinda florine floris florrie flossie fokke folasade
    fonda foppe forrest fortunata fortunato fosca fotini fotios fotis fouad franca francene francette franchesca franci francie francina francine
    franciszek franck franjo frankie franklin franklyn franny frans frantisek frantiska franz-josef frauke fredda freddy fredericka frederique fredia
    fredric fredrick fredricka fredrika freek freeman freida freyja freyr fridolin fridrik fridtjof friederike friedhelm friedrich-wilhelm frithjof
    frode frouke fruzsina fuad fulgencio fulvia fulvio fulya fumihiro fumiko fumio funmilayo furkan fuyuko gabi gabin gabor gael gaelle gaetan gaetane
    gage gala galeazzo galen galina galo gamze ganesh garance gardar garfield garima garland garnet garret garrett garrick garth gaspar gaspard
    gaspare gasper gaston gastone gauri gautam gauthier gavril gayatri gaye gayla gayle gaylene gaylord gaynell gbemisola gearldine gebhard geert
    geertje geertruida geeta geetha geir gema gena genaro genevie genevive genia genilda genna gennady gennaro gennie genny genoveva genowefa geoffroy
    georg georgann georgeann georgeanna georgene georgeta georgetta georgette georgiana georgianna georgianne georgie georgine georgy geovana geraldo
    geralyn gerasimos gerben gerbrand gerda gergely gergo gerhild geri gerlinde germain germaine gerold geronimo gerri gerrie gerry gerson gertha
    gertie gertraud gertrud gertrudis gervais gervasio gesa gesine gestur geza ghada ghassan ghazi gheorghe gheorghita gherardo ghislain ghislaine gia
    giada giampaolo giana giancarlo gianfranco gianmarco gianna giannis gianpaolo gianpiero giap gica gideon gidget gigel gigi gijs gijsbert
    gijsbrecht gil gilberte gilberto gilda gillette gillis gilma gilmar gilson ginette ginevra gino gioacchino gioele gionata giordano giorgos giosue
    giovana giovanbattista giovani giovanny girish girolamo gisele gisella giselle gisle gisleine gisli gita gitta gitte giuditta giuliana giuseppina
    gizella gizem gjermund gladis glady glaucia glayds gleice glendora glenna glennie glennis glinda glynda glynis godefroy godofredo goffredo gokce
    gokhan golda goldie gonca gontran gonul gopal gopi goran goranka gordana goro gottfried gotthard gotthilf govert govind graca gracia graciano
    gracie grady graig grayson grazia graziano graziela graziella grazyna greetje grega gregg gregoire gregoria gregorio grete gretta grettir gricelda
    grigore grigoris grigory grimur grisel griselda grit grover gudbjorg gudbrandur gudfinna gudjon gudlaug gudlaugur gudmund gudmundur gudni gudny
    gudridur gudveig guenter guenther guglielmo gugu guilhem guillemette guillermina guiying gulay gulcan gulden gulsah gulsen gulsum gumersindo gunay
    gunbritt gunda gundula gunhild gunilla gunjan gunn gunnhildur gunnlaugur gunnthora gunvor guofeng guohua guoqiang gurdeep gurkan gurpreet gus
    gussie gustaf gustave gusztav gutierre guus guven gwenaelle gwenda gwendoline gwenn gwenola gwyn gwyneth gwynne gyala gyeong-hui gylfi gyorgy
    gyozo gyula ha-eun ha-joon haakon habib habiba hacer hadeel hadi hadiza haeun hafdis hafez hafsa hafsteinn hafthor haifa hailee hailey hailie
    haitham haiyan hajime hajna hajnalka hakan hakeem hakon hala haldun haleigh haley halfdan halil halima halimatou halime halina halla halldor
    halldora halley hallgerdur hallgrimur hallie haluk halvar halvard halvor hamad hamdan hamdi hameed hamida hamzah hanadi hanan hande hani hania
    hanif hanne hannele hanno hannu hans-dieter hans-georg hans-joachim hans-jorg hans-jurgen hans-peter hans-petter hans-werner haoran haraldur
    hardik haris harish harjit harlan harland harleen harley harman harmen haroon harpreet harri harrie harriett harriette harris harrold harsha
    harshad harshita harshvardhan hartmut hartwig haru harumi harun haruo haruto hasan hashim hassanein hassie hatem hatice hatim hattie hau haukur
    haya hayato haydar haydee haylee hayley hayoon haytham haywood hazem heberto hedda hedinn hedvig hedwig hedy heena hege heida heide heidemarie
    heidrun heidur heidy heiki heikki heimir hein heini heino heinz-peter heitor helaine helder heleen helge helgi heli helina helio heliodoro helju
    hella helle hellen helmi helmuth heloisa heloise hema hemant hemlata hendrika hendrikje hendrikus henk hennie henning henrietta henrike henryk
    heraclio herberto herborg herdis heribert heriberto hermelinda hermenegildo hermila hermina herminia herminio hernan hernando herschel hershel
    herta hertha herve hessel hettie hiba hidde hideaki hideki hideko hideo hideyuki higinio hikari hikaru hilal hilaria hilario hildegarde hildred
    hildur hilkka hilla hille hilma hilmar hiltrud himani himanshu himari hinata hind hinrich hipolito hippolyte hiram hiroaki hirofumi hiroki hiromi
    hirono hironori hirotaka hiroto hiroyuki hisako hisashi hisham hitesh hitomi hitoshi hjalmar hjalti hjordis hjortur hlynur hoai hoan hoang holley
    holli hollie hollis holmfridur hongmei honoka honore honorine horace horacio horatiu hordur horia horst hortencia hortense hortensia hosea howard
    hoyt hrafn hrafnhildur hrefna hreinn hrithik hronn hrvoje huan hubertus huda huey hugrun hugues huguette huib huimin hulda hulya hunor huriye
    husam huseyin husni hussain huyen hye-jin hyejin hyman hynek hyo hyun-woo hyunjin hyunwoo iago iakovos iboly ibolya ibrahima ibtisam ichiro
    ida-marie idar idella idil idris idun iesha ifeanyi ifeyinwa ignace ignacia ignacy ignazio ihab ihsan iida iiris iiro iivari ike ikenna ikram ila
    ilan ilana ilari ilayda ilda ildefonso ildiko ileana ileen ilene ilham ilhan iliana ilias ilie ilinca ilka ilkay ilker ilkka ilknur illa ilmar
    ilmari ilona ilpo iluminada ilya ilyas imad imane imani imanol imbi imelda imke immacolata immanuel imogene imola imre ina inaam inacio inci inder
    indira indrek indu ineke inell inez ingbert inger ingi ingibjorg ingimar ingmar ingolf ingolfur ingunn ingvald ingvar ingvild inigo inken inkeri
    inmaculada inna innokenty inocencia inocencio insaf intisar ioan ioana ioanna ioannis iola iolanda iona ione ionel ionela ionut iosif ipek
    ippolita ippolito iqbal ira iracema iraci iraida iraklis irem iren irena irenee ireneusz irenke irfan irini irja irmgard irmtraud irvin irving
    irwin iryna isabela isabell isacco isadora isaias isak isam isamu isaura isela isha ishan ishaq ishita ishwar isiah isidore isidoro isidra isidro
    isik isleifur ismail ismet ismini isobel isolde isreal issa issac issouf isto istvan itsuki itziar iulia iulian iuliana iustin ivanilda ivanka
    ivano ivelisse ivete ivett ivette ivica ivka ivona ivone ivonne iyad izabel izabela izabella izaiah izetta izola iztok izumi izzat jaagup jaak
    jaakko jaan jaanika jaanus jabari jaber jabir jabu jacalyn jacco jace jacelyn jacey jacinda jacinthe jacinto jackeline jackelyn jacki jacklyn
    jackqueline jaclyn jacoba jacobo jacobus jacomina jacopo jacqualine jacque jacquelin jacquelyn jacquelyne jacquelynn jacqui jacquie jacquiline
    jacquline jada jaden jadranka jadson jadwiga jadyn jaelyn jafar jaffar jagdish jagjit jagoda jagruti jai jaida jaideep jaiden jaidyn jailene
    jaimee jaimie jair jairo jakab jakayla jakobina jalal jalen jalil jalisa jaliyah jalmari jamaal jamar jamarcus jame jamee jamel jamey jami jamika
    jamil jamison jammie jan-erik janae janaina janan janay jancy jandira janean janeen janek janel janell janella janelle janene janessa janett
    janetta janette janey janez jani janie janiece janika janiya janiyah janka jannah janne jannes jannet jannette jannie jannik jannis janos jantje
    jaquan jaqueline jari jarkko jarle jarmil jarmila jarmo jarno jarod jaromir jaroslava jaroslaw jarred jarrett jarrod jarvis jasmin jasmina jasmyn
    jasna jaswinder jatin jaume jaunita javiera javon jawad jaxon jaxson jaya jayanti jayce jaycee jaycob jayda jaydon jayesh jayla jaylah jaylan
    jaylee jayleen jaylen jaylin jaylon jaylynn jaymie jayna jayshree jayson jayvon jazlyn jazmin jazmine jazmyn jean-baptiste jean-claude
    jean-francois jean-jacques jean-louis jean-luc jean-marc jean-marie jean-michel jean-paul jean-philippe jean-pierre jean-yves jeane jeanelle
    jeanene jeanett jeanetta jeanice jeanie jeanine jeanmarie jeanna jeannie jeannine jed jedidiah jeet jeferson jefferson jeffry jelani jelle jelmer
    jenae jenaro jene jenee jenell jenelle jenette jeni jenifer jeniffer jenine jenise jennefer jennell jennette jenni jennie jenniffer jeno
    jens-christian jensen jerald jeraldine jeramy jere jeremie jeri jerica jerilyn jerlene jermaine jernej jerneja jeroen jerold jeromy jeronimo
    jerrell jerri jerrica jerrie jerrod jerrold jesica jessenia jessi jessia jessika jestine jesusa jesusita jetta jettie jewell ji-hoon ji-hyun
    ji-min ji-won ji-woo jiahao jianguo jianhua jianjun jianping jiaqi jiawei jiayi jignesh jihad jihan jihoon jihyun jillian jimena jimin jimmie
    jindrich jindriska jingjing jinhua jirina jiro jisoo jitendra jitka jivan jiwon jiwoo joakim joane joanie joann joannie joaquina jobst jocelia
    jocelyne jocelynn jochem jodee jodi jody joeann joella joellen joep joesph joetta joette joey johana johanne johna johnathan johnathon johnetta
    johnette johnie johnna johnnie johnpaul johnsie johnson joi joie jokull jolan joleen jolene jolie joline jolyn jolynn jona jonatan jonatas jonell
    jonelle jong jong-su joni jonie jonina jonna jonnie jonny jooa joon-ho joona joonas joop joosep joram jordi jordon jordyn jorgen jorma jorunn
    josee josefine joselito joseluis joselyn josep josephina josette josiah josien josip josipa joslyn josselin jostein josue jouko jouni jovan jovana
    jovani jovanka jovanny jovita joya joycelyn joye joze jozef jozica jozsef juanita juanjo jucelino jucilene jude judicael judie judit judson juhan
    juhani juho jukka jule julee julene jules juliann julianna julianne julieann julienne julietta julika julisa julissa julita juma jumana jun jun-ho
    jung-hee junho junichi junji junjie junko jure jurema juri jurre jussara jussi justa juste justen justina justino juston justyn juwan jyothi jyoti
    jyotsna jyrki kaan kaare kaarina kaarlo kabir kacey kaci kacie kacper kacy kade kaden kadence kadi kadir kadri kadriye kaede kaela kagiso kai kaia
    kaido kaie kaija kaila kailash kailee kailey kailyn kaisa kaitlin kaitlynn kaito kaj kaja kajal kala kaleb kaleigh kalervo kalev kalevi kaley
    kalie kaliroi kalju kalle kallie kalliopi kalman kalpana kalyani kalyn kamaljeet kamari kamau kamel kameron kamila kamilah kamini kamran kamron
    kamuran kanako kanchan kandace kandi kandice kandis kandy kanika kanisha kanon kaori kaoru kapil karam kare kareem kareen karena karey kari
    kari-anne karie karima karine karisa karissa karitas karl-heinz karlee karlene karley karlheinz karli karlie karly karlyn karmen karol karole
    karoliina karoline karoly karolyn karon karren karri karrie karry karthik kartik karuna kary karyl karyn kasandra kasey kashish kashvi kasi kasie
    kasim kason kaspar kassandra kassidy kassie katalin katariina katelin katelyn katelynn kateri katerina kateryna katharyn kathe katheleen katherin
    katherina kathern katheryn kathi kathie kathlyn kathrine kathryne kathyrn kati katica katina katla katlin katlyn katlynn katri katrice katrijn
    katrine katsu katsumi katsuo kattie kaua kauko kaushal kaushik kawthar kaycee kayden kaydence kaye kaylah kaylee kayleen kayleigh kaylen kayley
    kayli kaylie kaylin kaylyn kaylynn kazim kazimiera kazue kazuhiko kazuhiro kazuki kazuko kazumi kazunori kazuya kazuyuki keagan keanu keaton
    keegan keeley keely keena keenan keerthi kees keesha keigo keiichi keiji keira keisha keisuke keitha kelechi keli kelle kellee kelli kellie kellye
    kelsea kelsey kelsi kelsie kelton kemal kemberly kena kenan kendal kendall kendra kendrick kenia kenichi kenisha kenna kennedi kennedy kennith
    kenta kentaro kenton kenyatta kenyetta kenyon keon kerem keri kerim kermit kerri kerrie kersten kersti kert kerttu keshaun keshav keshawn ketaki
    ketan ketil ketty keturah keven keya keyla keyon keyonna keyshawn khadijah khadijatou khadim khai khaldoun khaled khalidah khalifa khalil khang
    khawla khloe khoa khoi khulood khushboo khushi kia kiana kianna kiara kiera kierra kiersten kiesha kiet kieth kieu kiley kilian kimber kimberely
    kimberlee kimberli kimberlie kimberlyn kimbery kimbra kimi kimiko kimmo kincso kinga kinsey kip kipchoge kira kirby kirk kirsi kirsti kirstie
    kirstin kirti kishor kishore kittie kizzie kizzy kjartan kjell kjersti kjetil klaas klas klaske klaudia klaus-dieter klaus-peter klavdija
    kleanthis kleio klemen knud knut koby kody koen kohei koichi koji kojo kolbeinn kolbjorn kolbrun kolby kole kolton komal kondwani konstantia
    konstantina konstanze koos koray korbin korbinian korey kori korkut kornel kornelia kortney kory kostas kostiantyn kostis kota kotaro kouki
    kourtney kozue kraig kresimir kris krish krishna krishnan krissy krista kristal kristan kristbjorg kristel kristi kristie kristiina kristijan
    kristin kristinn kristjan kristjana kristle kristofer kristopher kristrun kristy kristyn kristyna krisztian krisztina krithika kriti krutika
    krysta krystal krysten krystian krystin krystina krystle ksenia ksenija kseniya kshitij kubilay kubra kudzai kulbir kuldar kuldeep kulli kulno
    kumari kumi kumiko kumud kunibert kunigunde kunio kuno kursat kurtis kusum kutay kvetoslava kwadwo kwaku kyla kylee kyleigh kyler kyllikki
    kymberly kyohei kyoko kyosti kyosuke kyra kyree kyriaki kyriakos kyrie kyung-hee lacey laci lacie lacresha lacy ladawn ladislava ladonna lael
    laercio laerte laetitia lahoma laila laine lainey lais laith lajos lajuana lakeisha lakendra lakesha lakeshia lakia lakiesha lakisha lakita lalit
    lalita lalo lamar lambert lamberto lambros lamia lamis lammert lamonica lamont landerico landon landry lanell lanelle lanette lani lanie lanita
    lannie lanny laquanda laquita laraine laree larhonda larisa larita laronda larraine larue larysa lasandra lashanda lashandra lashaun lashaunda
    lashawn lashawna lashawnda lashay lashell lashon lashonda lashunda lasonya lasse lata latanya latarsha latasha latashia latesha latia laticia
    latika latina latonia latonya latosha latoyia latrice latricia latrina latrisha launa lauralee lauran laureano laureen laureline laurena laurene
    laurentiu lauretta laurette laurice laurinda laurine lauro lauryn lavada lavanya lavelle lavenia lavera lavern laverna laverne laveta lavette
    lavina lavinia lavon lavonda lavone lavonia lavonna lavonne lawana lawanda lawanna lawerence layan layla layne layton lazare lazaro lazaros leana
    leandra leandre leann leanna leanora leatha leatrice lecia leda leeann leeanna leeanne leela leen leena leesa leevi lefteris leho lehte leia leida
    leif leigha leighann leilani leire leisa lejla lela leland lelia lembit lempi lemuel lenard lenira lenita lenka lenke lenna lennard lennie lenny
    lenora lenore lenuta leocadia leola leoma leonarda leonce leoncio leone leonel leonhard leonia leonid leonida leonidas leonila leonora leonore
    leontin leontine leonzio leopoldo leora leota leovigildo lera lerato lesa lesha lesia lesli lessie lester leszek leta letha letisha letitia
    letizia lettie letty levente lexi lexie lexus leyla lezlie lia liana liane lianne libbie libby libero libor libuse licia lida lidiane lidiya
    liduvina lieke lien liesel lieve ligia lihua liina liis liisa liisi lijuan lili lilia lilian liliana liliane lilja lilla lilli lillia lilliam
    lilliana lillie lilou lilyana lim liming lindiwe lindsy lindy linette lingling linn linnea linnie lino linsey lisabeth lisandra lisandro lisanne
    lisbet lisette lisha lissa lissette lita litzy liviana livio liviu lizabeth lizbeth lizeth lizette lizzette lizzie ljerka ljiljana ljubica ljubo
    ljubomir loay lodewijk loftur loic loida lojze lolita loma lona londa loni lonna lonnie lonny lope loraine loralee lorand lorant lorean loredana
    loredano loree loreen lorelei lorella loren lorene lorenza loreta loreto lorette loria loriann lorie lorilee lorina lorinda lorine loris lorita
    lorretta lorri lorriane lorrie lorrine lory lotta lotte lottie louane louann louanne louella louetta louie louis-philippe louka loukas loukia
    loura lourdes lourenco lourie louvenia lovro loyce luan luana luann luanna luanne luba lubin lubna lubomir lubos lucero lucette luchino luciene
    lucienne lucila lucile lucimar lucina lucio lucius lucretia lucrezia ludek ludie ludivine ludovica ludovico ludwik lue luella luetta luigina luise
    luiz luiza lujain luka lula lulu luminita lungile luong lupe lupita lura lurlene lurline luther lutz luuk luvenia luz luzia lwazi lyda lydie lyla
    lyman lyndia lyndon lyndsay lyndsey lynell lynelle lynetta lynette lynna lynnette lynsey lynwood lyse lyubov lyudmila maaike maarja maarten
    maartje mabel mabelle mable macarena macario machiko machteld macie mackenzie macy madalena madalene madalina madalyn madan maddison maddox
    madelaine madelene madelief madelyn madelynn madge madhav madhavi madhu madhukar madhuri madie madilyn madisyn madlyn madoka mae maegan mael
    maelle maelys maeve mafalda magali magalie magaly magan magaret magdalene magdolna magen magne magnea magnhild magni magnolia maha mahalia mahdi
    mahendra maher mahima mahir mahmut maia maiara maicon maida maie maija maija-liisa maik maiken maiko maile maira maire maisa maisha maisie maite
    majda majed majid majida majorie makayla makeda makenna makenzie maki makiko makis maksim maksym maksymilian malachi malak malati malcom malek
    malena malia malika malin malinda malini malisa malissa malka mall mallie mallory malorie malvina mamadi mami mamie mamoru mamta manabu manal
    manami manasi manda mandar mandeep mandi mandie mandla mandy manfredi manh manie manik manish manja manju manjula manjunath manlio manmohan manoel
    manole manolis manolo mansi mansoor manu mao maragaret maragret maranda marc-antoine marceau marcelene marcelina marceline marcelino marcell
    marcella marcelle marcellin marcello marcellus marcene marchelle marci marcial marciano marcie marcio marcy mardell mare maren marg margareta
    margarethe margaretta margarette margarida margarito margart margaux marge margeret margert margery marget margherita margie margit margo margorie
    margret margrethe margrett margriet marguerita margurite margus margy marhta maria-grazia mariah marianela mariangela mariangeles mariann marianna
    mariano marianthi maribel maribeth marica maricarmen maricela maricruz marie-christine marie-claire marie-claude marie-france marie-helene
    marie-jose marie-laure marie-louise marie-luise marie-noelle marie-odile marie-pierre marie-therese marieke mariela marielle mariette marijan
    marijana marijn marika mariko marilda marilee marilene marilia marilou marilu mariluz marilyne marilynn marin marinalva marinda marine marinela
    mariola marios maris marisela marisha marisol marissa maristella marit marita maritta maritza mariusz marivel mariya mariza marja marjan marjana
    marjatta marjeta marjetka marjo marjolaine marjolein marjory marju markell marketa marketta markita markku marko markos marla marlana marleen
    marlen marlena marley marli marline marlis marlo marlon marlyn marlys marna marni marnie marquerite marquetta marquise marquita marquitta marsha
    marshall mart marth marthe marti martial martijn martim martirio martti maruska marva marvella marvis marwa marwan maryalice maryann maryanna
    maryanne marybelle marybeth maryellen maryetta maryjane maryjo marylee marylin maryln marylou marylouise marylyn marylynn maryna maryrose marzena
    masaaki masae masahiko masahiro masaki masami masanori masao masaru masashi masato masaya masayoshi masayuki massimiliano massimo masumi matei
    matej mateja matevz mathijs mathilda mathis mati matija matilde matina matjaz matous mats matt matthijs matthildur matthis mattia mattie matvei
    matyas maud maude maudie mauno maura mauri maurine maurita maurits mauro mavis maxence maxie maximilien maximina maximino maximo maxine maxwell
    maxx mayank mayara maybell maybelle maye mayme maynard mayola mayra maysoon mayu mayuko mayumi mayur mazen mazie mckayla mckenna mckenzie mckinley
    meagan meaghan mechelle mechthild meda mederic mee meelis meenakshi meenal meeri meg meggan meghan meghana meghann megumi mehtap mehul meihua
    meiling meindert meinhard meinolf melaine melani melania melany melba melchiorre melchor melda melek melia melida melih meliha melike melina melis
    melisa melissia melita mellie mellisa mellissa melodee melodi melodie melonie melony meltem melva melvina melynda mendy menelaos mengyao menno
    mercedez merel merete meri merideth meridith merike merilyn merissa meritxell merja merlene merlin merlyn merna merri merrie merrilee merrill mert
    mertie mervat merve mervi mervin meryem meryl mesut metin metka mette mevlut mica micaela micha michail michale michalina micheal michelangelo
    michelina micheline michell michelotto michiko michio mickael mickey micki mickie midori mieczyslaw mieke mieko miesha migdalia mignon miguelangel
    mihaela mihail mihaita mihaly miharu mihhail mihkel miho mihoko miia miikka mijail mika mikaela mikaila mikako mikayla mikel miki mikio mikk
    mikkel mikki miklos mikolaj miksa mila milada milagro milagros milagrosa milda mildred milford milica milind milissa milja miljenko milka millan
    millard millicent millie milly milo milorad miloslav miloslava milosz miltiadis milton miluse milvi mimi min-ji min-jun min-seo min-su minako
    minal minami minda mindi mindy minerva minghui minho minji minjun minna minnie minoru minseo minta mio miquel mircea mireia mirela mirella mireya
    mirian mirja mirjana mirna miro miroslava miroslaw mirta mirtha mirthe miruna mirva misael misaki misako misha mislav missy misti mitali mitesh
    mithat mithun mitja mitsuko mitsuo mitsuru mittie mitzi mitzie miyako miyoko miyu miyuki mizuki mladen moacir modesta modeste modesto modibo moe
    mogens mohanlal mohini mohit mohsen moises mojca mollie molly momir momoka momoko moneer monir monisha monnie monserrate monte montserrat monty
    moonika mora morgan moriah morris morten morton mose moshe motoki mounir mounira mourad moussa moustafa mozell mozella mozelle mpho mridul mthunzi
    muammer muath muge muhammet muhannad muharrem mujahid mujde mukadder mukhtar muko mukta mukul mukund muna muneer munir munira murad murali murat
    murilo murray murrell musab muserref mutsumi muzaffer mwanajuma mya myah mykhailo mykola mylene myong myra myranda myrl myrle myrna myron myrta
    myrtice myrtie myrtis myrto myung myung-hee nabeel nabil nabila naci nadege nadene nader nadezhda nadim nael nagisa nahed nahel naida naif naim
    naima naina najat najib najla najwa nakesha nakia nakisha nakita nalan nalini naman namita namrata nanako nanami nancee nancey nanci nancie nanda
    nandi nandini nandor nanette nanna nannette nannie nao naoki naoko naoma naomichi naoto napoleon napoleone narayan narcis narcisa narciso narcisse
    narendra naresh narottam narumi nasim nasir nasrin nassim natacha nataliia natalina nataliya natalya natanael natasa natashia natasja nathalia
    nathanael nathanial natisha natividad natosha natsuki natsuko natsumi naveen navin navneet navya nawaf nawal nayara nayef nayeli nazan nazaret
    nazario nazih nazli ndidi nea neal nebojsa necati necla necole neculai ned neda nedda nedeljko nedra neelima neeltje neely neeme neeraj neeru
    neeta neetu nefeli neida neide nejat nejc nektarios nelda nelia nelida nella nelle nelleke nelli nellie nello nels nelu nemanja nemesio nena nenad
    nenada nenita neoma neomi nerea nereida neriman nerissa nermin nery nesreen nesrin nettie neusa neuza neva nevaeh nevena neville nevin newton
    nezih nezka nga ngan nghi nghia nguyet nhan nhi nhu nhung nicanor nicasio nichelle nichol nichole nicholle nicki nickie nickolas nickole nicky
    nicodemo nicolae nicolasa nicoleta nicolette nicolle nicolo niculina nicusor nida nidhi nidia niek niels-erik nienke niesha nieves nihal nihar
    nihat niilo niina nikhila niki nikia nikiforos nikitas nikki niko nikole nikoleta nikoletta nikolina nikos nila nilam nilda nilesh nilgun
    nils-erik nilsa nilson nilton nilufer nilza nimisha ninfa ningning nino ninon niraj niranjan nirmal nirmala nirupama nisarg nishant nishi nishita
    nita nitesh nitin nitya nivedita nizar njall njeri nkechi nkem nkosana noa nobuaki nobuhiro nobuko nobuo nobuyuki nodoka noe noelia noeline noella
    noemia noemie nohemi nola nolan noma nomsa nomvula nona nonhlanhla noor noora noortje norah norberto norene nori noriaki noriko norine noriyuki
    normand norris nosipho noura novella nozomi ntombi nubia nuha nuno nunzia nunzio nur nuran nuray nurcan nurdan nurgul nuri nurten nyambura nydia
    nyla nyokabi oana oanh obdulia obdulio obiageli ocie octavian octavio oda oddbjorn oddgeir oddny oddur oddvar odelia odell odete odette odile
    odilia odilon odis odon odysseas ofeigur ofelia ogechi ognjen ojas okan oksana oktay ola olabisi oladele olafia olafur olajumoke olalla olamide
    olanrewaju olav olavi olavo olayinka olcay oldrich olegario oleksandr oleksandra oleksii olene oleta olev olevia olha olimpia olin olinda oline
    oliva olivera oliwia olli olof oluf olufemi olusegun oluwadamilare oluwatosin olympe oma omaima omari ombretta omer omkar omnia omolara omotola
    ona onder ondrej oneida onie onita onni onno onur onyeka onyinye oona opeyemi ophelia ophelie oralee oralia orazio orcun oren oreste orestis
    oretha orfeas orfeo orhan oriane orietta oriol orjan ornella orpha orri orsola orsolina orsolya ortrud ortrun ortwin orval orville osamu oskari
    osman osmar osmo osvaldo oswaldo oszkar otakar otavia otavio otelia otha othilie othman otilia otis otso ottar ottavia ottavio ottilie ottmar
    ouida oumaima ousmane outi ove ovidio ovidiu oya oystein oytun oyvind ozan ozcan ozell ozella ozge ozgur ozie ozkan ozlem paap paavo pacome padma
    padmini pagona paivi palesa pall pallavi palle palmer palmi palmira paloma pam pamala pamelia pamella pamila pamula panagiota panagiotis
    panayiotis pancracio panfilo pankaj pankhuri pantelis panu paolina paquita parag paraschiva paraskevi paresh paride parminder parth parthenia
    particia parul parvati pascaline paschalis pascual pascuala pasi pasqua pasqual pasquale pastora pasty patria patrica patricio patrizio patrycja
    patsy patti pattie paule paulene pauletta paulette pauli paulien paulita pavan pavithra pavla pavlina pavlo pavlos paxton payal payton paz pearle
    pearlene pearlie pearline pearly peep peet peeter peggie pekka pelagia pelayo pelin pelle pellegrino penda pengfei penha penney penni pennie
    pentti per-erik perihan periklis perla pernell pernille perrette perrine pertti petre petri petrica petrina petrona petronela petronila petroula
    petru petter petteri petur phat phebe philibert philomena philomene phong phu phung phuoc phylicia phylis phyliss piedad pierangelo piergiorgio
    pierina pierluigi pierpaolo pierre-yves pierrette piet pieternel pietra piia pim pina pinar pinja pio piret pirjo pirkko pirmin piroska piyush
    placide placido polat polina polona polonca polydoros polyxeni pompeo ponciano poonam porfirio porsche porsha portia poul prabha prabhakar prabhat
    prabhu prachi pradnya pragati pragya prajakta prakriti pramod pranali pranay pranita prasad prasanna prashant prateek pratibha pratiksha pratima
    praveen pravin preben predrag preetam preethi prem premysl prerna presley preston pricilla priit primoz priscila pritam prithvi priti prity
    priyansh prodromos prosper providencia prudencia prudencio przemyslaw puccio puja pulkit puneet pura purificacion purnima purvi pushpa qais qasem
    qasim qiana qiang qiuyue queenie quiana quinn quinten quintin quinton quirin quirino quiteria quitterie quoc quy quyen raafat rabab rabia rabih
    rachal racheal rachelle racquel radek radha radhika radim radka radmila radomir radoslav radoslaw radovan radu radwan rae raeann raed raegan
    raelene raelynn rafail rafal raffaella raffaello rafiq raghad raghav ragheb raghu raghunath ragini ragna ragnar ragnheidur ragnhild ragnvald
    raguel rahaf rahim rahma rahmi raija raili raimo raimond raimondo raimund raimunda raimundo raina raisa raivo raja rajab rajani rajat rajeev
    rajendra rajeshwari rajinder rajkumar rajni raju rakel rakhi raleigh rallou raluca rama ramakant raman ramandeep ramazan rami ramiro ramiz
    ramonita ramy ramya ramzi rana ranae randa randal randee randell randi ranjan ranjana ranjeet ranjit ranko rannveig raphaelle rasha rashad rashed
    rasheeda rashi rashmi rasim raslan rasmus ratan ratko rauha rauno ravindra rayan raye rayford raylene raymon raymonda raymonde raymundo rayna
    razan razvan rea reagan reanna reatha reba rebbeca rebbecca rebeca rebecka rebeka rebekah recep reda reece reem reema reena reet reeta refik
    refilwe refugia refugio regan regenia reggie regiane reginaldo regine reginia rehab reham reid reidar reidun reijo reiko reima reina reinaldo
    reinder reine reiner reinhardt reinhilde reinier reinout reita reka rekha rema remco remedios remington remo remona remzi ren rena renae renaldo
    renan renaud renay renda renea renetta renita renna rens renske renu renuka renzo reshma resi restituto resul reta retha rethabile retta reva
    revathi rey reyes reyhan reyna reynald reynalda reynaldo reynir rezso rhea rheba rhett rhiannon rhoda rhona ria rianna rianne ricarda riccarda
    richa richelle richie rickey ricki rickie riddhi ridhi ridvan rigoberto riho riikka riina riitta rik rikki riku rikuto rim rima rin rina rinaldo
    rino rinse risa risto ritesh ritika ritva ritvik riva rivaldo rivka riya riza rizwan roald robbi robbin robby robbyn robena roberte roberval
    robson robt rocco roch rochel rochell rochelle rodanthi rodger rodica rodney rodoljub rodolphe rodrick rodrigue roel roelof rogelio rogerio rogier
    rohini rok roksana rola rolanda rolande rolando rolland romaine romana romane romaric romario romelia romeo romeu romica romilda romolo romona
    romuald romualdo romy rona ronaldo ronda roni ronna ronny roopa roope roos roosevelt roque rory rosalba rosalee rosalie rosalina rosaline rosalva
    rosalyn rosamaria rosamond rosana rosangela rosann rosanne rosaria rosaura roscoe roseann roseanna roseanne rosel roselee roselia roseline rosella
    roselle rosely roselyn roselyne rosena rosenda rosendo rosetta roshan roshni rosi rosia rosilene rosimeire rosina rosine rosio rosita roslyn
    rossana rossella rossie rostislav rosy rowan rowena roxana roxane roxann roxanna roxie roxy royce roza rozalia rozanne rozella ruba rubens rubi
    rubie rubin rubye ruchi ruchika rudiger rudy rueben rufina rufino ruggero ruggiero rui runar ruolan ruoxi rupa rupal rupali ruperta ruperto rupesh
    ruqayya rushikesh ruslan russ russel rut rutger ruthann ruthanne ruthe ruthie ruud ruya ruza ruzena ruzica ryann ryder ryker ryo ryohei ryoichi
    ryoji ryoko ryosuke ryota ryu ryuichi ryuji ryunosuke saad saadet saana saara sabah sabahattin sabas sabatino saber sabir sabra sabri sacha
    sachiko sadao sade sadhana sadie sadik sadiq sadye saemundur safa safaa safia safiya safiye safwan sagar sahar sahil saif saija sait sajid sajida
    sakari saket saki sakshi sakura sakurako saladin saleem saleh saleha salena salih salina salka salley sallie sally salome saloni saloua salvadora
    salvatora salvi sama samah samar samara samarth samatha sameer sameh samella samer sami samia samih samiha samiksha sammie sampada samridhi samu
    samual samuli sanaa sancho sanda sander sandhya sandi sandie sandor sanford sang sang-hoon sangeeta sangita sania sanika sanja sanjana sanjuana
    sanjuanita sanket sanna sanne sanora santeri santiaga santina santo santos santosh sanziana saoud sarab sarai saran saravanan sarika sarina sarita
    saritha sarka sarla saroj sarolta sasa sasha saso satish satoko satomi satoru satoshi satsuki satu saturnina saturnino satyam saulo saundra
    saurabh saurav savanna saverio savita savvas sawsan sawyer sayaka sayed sayid sayuri scarlett scot scottie scotty sebastiaan sebastiana sebastiao
    sebnem sebrina seda sedat sedef seema sefa segolene seiichi seija seiji seiko selahattin selami selcan selcuk selda selene selim selin selma semih
    semra semyon sena senad senaida senay seo-jun seo-yeon seo-yun seojun seoyeon seppo septimiu serafina serafino serap seraphina serban sercan
    serdar sergiu serhat serhii serhiy serina serita serkan serpil setsuko seung-hoon seung-min sevda severiano severin severina severine severino
    severo sevgi sevil sevim sevinc seydou seyma sezen sezer sezgin shad shadi shadia shae shafiq shailaja shailendra shailesh shaima shaina shakia
    shakir shakira shakita shakti shakuntala shala shalanda shalini shalon shalonda shalu shamar shambhavi shameka shamika shamim shan shana shanae
    shanda shandi shandra shaneka shanel shanell shanelle shani shanice shanika shaniqua shanita shankar shanna shannan shanon shanta shantae shantanu
    shantay shante shantel shantell shantelle shanti shaquana shaquille shaquita shara sharad sharada sharan sharda sharee sharell sharen shari
    sharice sharie sharif sharika sharilyn sharita sharla sharleen sharlene sharmaine sharmila sharolyn sharonda sharri sharron sharvari sharyl sharyn
    shashank shashi shasta shatha shauna shaunak shaunda shaunna shaunta shaunte shavon shavonda shavonne shawana shawanda shawanna shawna shawnda
    shawnee shawnna shawnta shayla shayna shayne shaza shea sheba sheena sheetal shefali sheilah shela shelba shelia shella shelli shellie shelly
    shelton shemeka shemika shena shenika shenita shenna shera sheree sherell sheri sherice sheridan sherie sherif sherika sherill sherilyn sherine
    sherise sherita sherlene sherley sherly sherlyn sheron sherrell sherri sherrie sherril sherrill sherron sherwood sheryl sheryll shiela shigeko
    shigeo shigeru shigeyuki shiho shikha shila shiloh shilpa shingo shinichi shinji shinjiro shinobu shinsuke shinya shiori shira shireen shirely
    shirl shirlee shirleen shirlene shirly shiv shivam shizue shizuka shizuko sho shobha shobhit shogo shohei shoichi shoji shon shona shonda shondra
    shonna shonta shoshana shota shraddha shravan shreeya shriya shruti shubha shubham shubhangi shufen shuhei shuichi shuji shukri shun shunsuke
    shuta shweta shyam shyann shyanne shyla sibel sibongile sibusiso sibyl sid siddhi sidnei sidonie siebe siegbert sieglinde siegmar siegmund siegrid
    siem sienna sietse sigbjorn sigfrido sigfus sighvatur sigmar sigmund sigmundur signe signy sigridur sigrun sigurbjorn sigurd sigurdur sigurjon
    sigurlaug sigurveig sigvard sigve siham siim siiri silja silje siloe silvano silverio silvestre silvestro silvie silvio silviu sima simao simge
    simonetta simonne simran simranjeet sina sinan sindre sindri sindy sinem sinforosa sini sinikka sinisa sipho siraj siret sirin sirje sirkka sirlei
    sirpa sissel siu siv sivert siw sixte siyabonga siyanda siyu sizwe sjaak sjef sjoerd sjors skarphedinn skuli skye skyler slavica slavka slavko
    slavomir slawomir slobodan slyvia smaranda smari smiljana smita smriti snaebjorn snaedis snehal snezana snjezana snorri so-yeon socorro soffia
    sofiane sofus soha sohail sohan soila soile sointu soizic sokratis solange soledad solene solenne solfrid solomon solrun solvi somer somesh     somnath sona sonal sonali sonam sondra songul sonni sonny sonu soo soo-jin sora soraia soraya sorayda sorin sorina sota sotiria sotiris souad
    soumya sourabh sparsh spela spomenka spyridon spyridoula spyros srdan srdjan sreeja sridevi sridhar srikanth srinivas srinivasan staci stacia
    stacie staffan stamatia stamatis stana stane stanislas stanislava stanislawa stanko starla starr stasia stathis stavros stavroula stefani stefanos
    stefany steffanie steffi stefka steinar steingrimur steinn steinthor steinunn stela stelian stelios steluta stepan stepanie stepanka
    stephaine stephani stephania stephany stephenie stephine stephnie stetson stevan stevie stian stig stijn stine stipe stjepan sture sturla stuti
    styliani stylianos styrmir suad suat subaru subhash subramanian suchitra sudha sudhakar sudhanshu sudheer sudhir sudie sueann suelen sueli suellen
    sugandha suha suhail suhana suhas sujata sujatha sukhdev sulaiman sule suleiman sulema sulev suleyman sully sultan suman sumaya sumeet sumeyye
    sumiko sumire sumit sumitra sun-hee sunaina suncica sundar sung-ho sunghoon sungmin sunni sunniva surabhi suraj surendra surinder susann susannah
    sushil sushila sushma susumu susy suvarna suvi suzan suzana suzann suzanna suze suzette suzi svandis svanhildur svante svatava svatopluk svava
    svein sveinn sveinung sven-erik sverre sverrir svetislav svitlana swapna swapnil swarnima swetha sybil syble sybren syd sylas sylvaine sylvester
    sylvestre sylvette sylviane sylwester sylwia synne synnove synthia syreeta szabina szabolcs szilard szilvia szonja szymon taavetti taavi tabatha
    tabetha tad tadashi tadej tadeja tadeo tadeu tadeusz tafadzwa tage taha taher tahir taichi taiki taimi taina tainara taisha taisto tajuana
    takafumi takahiro takaki takako takanori takao takato takayuki takehiko takeo takeru takis takisha takuma takumi takuro takuya talal talia talib
    talisha talita talitha tamala tamas tamatha tambra tameika tameka tamekia tamela tamer tamera tamesha tami tamica tamie tamika tamiko tamim
    tammara tammera tammi tammie tamotsu tamra tana tanase tanay tandra tandy taneka tanel taneli taner tanesha tangela tanguy tanika tanisha tanmay
    tanna tanner tanuja tanushree tapan tapani tapio tarah taras taren tari tarik tarja tarjei tarkan tarmo taro tarra tarsha tarun taruna taryn tasha
    tashia tashina tasia tasos tasoula tatiane tatsuo tatsuro tatsuya tatu tatum tatyana taunya tawana tawanda tawanna tawfiq tawna tawnya tayfun
    tayla tayna tayyip teemu teena tegan teija teisha teja tejal tejas tejaswini tekin telesforo telma telmo temeka temika tempie tena tendai tenesha
    tenisha tennie tennille teo teodor teodora teodoro teofila teofilo teoman teppo tequila tereasa terese teresia teresita teressa terez tereza
    terezinha terhi terica terina terisa terje tero terrell terrence terresa terrie terrilyn terttu teruko teruo tessie tetsuo tetsuro tetsuya teun
    teunis teuntje thabiso thad thaddeus thaina thais thaleia thales thalia thalita tham thamer thanasis thandeka thandiwe thang theda thekla themba
    thembi themis themistoklis theodoros theofanis theola theologos theoni theophile theresia theressa theron thersa theunis thiago thibaud thijs
    thinh thoa thodoris thomasena thomasina thomasine thomaz thong thora thorarinn thorbjorg thorbjorn thordis thordur thorgeir thorgerdur thorhallur
    thorir thorleifur thorsteinn thorunn thorvald thorvaldur throstur thuan thuc thuli thuong thuraya thurman thyra tia tiana tianna tiberiu tiburcio
    tiera tierra tiesha tifany tiffaney tiffani tiffanie tiffiny tihamer tihomil tihomila tihomir tiia tiina tiit tiiu tijmen tijuana tilda tilen
    tillie tilman timea timeo timika timmy timofey timoteo timothee timotheos tinashe tineke tingting tinh tinisha tinna tiril tisa tish tisha tito
    titouan titus tivadar tiziana tiziano tjalling tjeerd toader toan tobechukwu tobi tobie toccara tod toivo tokiko tolga tolulope tomasa tomaz
    tomeka tomi tomika tomiko tomio tommaso tommi tommie tomoaki tomohiro tomoka tomoko tomomi tomonori tomoyuki tona toney tonia tonie tonis tonisha
    tonita tonja tonje tonu tonya toomas toon topi tora torbjorn tord torfi torgeir torgrim tori toribio torie torill tormod torquato torri torrie
    torstein toru torunn torvald tory tosha toshia toshiaki toshihiko toshihiro toshiko toshio toshiyuki toussaint tova towanda toya toyoko tracee
    traci tracie trai traian traudel traugott trausti traute treasa treena trena tresa tressa tressie treva trevon trey triantafyllia triantafyllos
    trifon triin trijntje trina trine trinh trista tristen triston triveni trond trong trude trudi trudie trula truman truong trupti truus tryggvi
    trygve tsubasa tsukasa tsutomu tsuyoshi tuba tudor tudorel tugba tugce tuija tuire tula tulay tulin tullia tullio tulsi tumelo tuncay tuncer tunde
    tung tuomas tuomo turan turgay turgut turkan tushar tuukka tuula tuuli tuva tuyen tuyet twan twana twanda twanna twila twyla tyesha tyisha tylor
    tynisha tyra tyree tyrell tyrese tyyne tzeni tzigane ubaid ubaldo ubul uche uchenna uday ufuk ugo ugochi ugur ujjwal ujwala ula ulbe ulderico
    ulfar uli ulises ulisse ulisses ulku ulla-britt ulle ulrik ulysse ulysses uma umair umang umar umeko umesh umit umran umut unathi unni unnur
    upasana urbain urbano urho uriel urijah urmas urmila uros urpo ursel urska ursule urszula urvashi urve usama usko usman utku uttam uuno uyen uzoma
    vaclav vadim vagner vaibhav vaidehi vaike vaios vaishali vaishnavi valda valdeci valdemar valdimar valdir valdirene valdis valdur valene valente
    valentijn valentim valentine valentino valentyn valere valeri valeriano valerii valerio valeriu valeriy valery valgardur valgerdur valmir valorie
    valrie valter valto valtteri valur vanda vandana vanderlei vanderleia vanesa vanetta vangelis vani vania vanita vanna vannesa vannessa vappu
    varsha varun varvara vasant vasanti vasco vashti vasile vasileios vasili vasilica vasiliki vasilis vasja vasudha vasundhara vasyl vaughn vazul
    veda vedat vedis vedran vedrana veena veera veerle vegard veijo veikko veiko veit velda veli velia velimir veljko vella velma velva vena venancio
    venanzio vencel venceslas vendula venessa venetia venetta venita venkat venkatesh vennie ventura veola verda verdell verdie vergie verla verlene
    verlie verline verna vernell vernetta vernia vernice vernie vernita versie vertie vesa vesna veta veysel viacheslav vianney vibeke vibha vicenta
    vicente vickey vickie victoire victoriano victorien victorina victorine vidal vidar vidhi vidyut vieno vigdis viggo vignir vihaan viive viivi
    vijaya vijayalakshmi vikas vikash viki vikki vikrant viktorie vilborg vilde vilfredo vilhelm vilhjalmur vilho vilja viljami viljem villads ville
    villem vilmos vilmundur vimal vimala vina vinay vinayak vince vincenza vineet vineeta vinh vinicius vinita vinka vinko vinnie vinzenz violaine
    violeta violette viorel viorica vipin vipul virag viraj virat virendra virgen virgie virgil virgile virgilio virgiliu virgina virginio virtudes
    virve viseslav vishakha vishal vishnu vishwas visitacion vitale vitalii vitaliy vitaly vitor vitoria vittore vivaan vivan viviane vjekoslav vladan
    vladimira vladimiro vladislav vlado vladut vladyslav vlasis vlasta vlastimil vlatka vlatko voitto vojislav vojtech volkan volkmar volodymyr
    voncile vonda vonnie vratislav vsevolod vuk vukasin vuokko vuong vusi vyacheslav waad waclaw wael wafa wafaa wagner wahid wajdi wakana walburga
    waldir waldo waldtraut waleed walid wally walmir walton waltraud wambui wandrille waneta wanetta wangari wanita wanjiku waqar washington wasim
    wava waylon weidong weiming weiwei weldon wellington wenbin wenceslao wenche wendelin wendell wendi wendie wendolyn wenhao wenjie wenjing wenona
    wenzel weronika wessel weston whitley whitney wibo widad wieger wieland wieslaw wietske wigbert wijnand wiktoria wilbert wilbur wilburn wilda
    wiley wilford wilfredo wilfried wilhelmina wilhelmine wilhelmus wilhemina willa willard willeke willemijn willena willene willetta willette willia
    willian williemae willis willodean willy wilson wilton wim winford winfred winfried winnie winnifred wissam witold wladyslaw wlodzimierz
    wolf-dieter wolfram woo-jin woodrow wouter wulf wyatt wynell wynona xander xanthippi xaver xavi xaviere xenia xenofon xiaofeng xiaohong xiaohui
    xiaojun xiaolan xiaoling xiaoming xiaoyan xiomara xiulan xiumei xiuying xochitl xose xuan xuemei yaa yadira yael yagmur yago yahaira yahir yahya
    yaiza yajaira yakov yakup yalcin yamini yana yanet yanira yanling yannis yareli yaritza yaroslav yasar yasemin yash yashika yashoda yashraj
    yashwant yasin yasir yasmeen yasmina yasser yasuhiro yasuo yasushi yasuyuki yating yavuz yayoi yazan yazid yazmin ye-jun yee yegor yejin yelena
    yeliz yelizaveta yeon-woo yeongsu yesenia yesim yessenia yetta yetunde yevette yevgen yevgeny yiannis yichen yifan yigit yihan yildiray yilmaz
    yingying yiorgos yiran yiting ymir yngvar yngve yoann yogesh yogita yohan yoichi yoji yoko yolande yolando yolonda yonca yongqiang yori yoselin
    yoshiaki yoshie yoshihiro yoshiko yoshimi yoshinori yoshio yoshito yoshiyuki yosuke yota youlanda youna younes young-hee young-ho young-soo
    youngjae younis yousef youssra yrsa yu-jin yua yucel yuchen yudai yuette yufei yuhan yui yuichi yuichiro yuika yuina yuito yuji yuka yukari
    yukihiro yukiko yukina yukio yuksel yulan yulanda yuliia yuliya yuma yumeko yumika yumiko yuming yuna yung yunseo yunus yuonne yurika yuriko yuriy
    yusra yuta yutaka yuto yutong yuuki yuuna yuuto yuvraj yuxin yuxuan yuya yuzuki yvon yvone zacarias zachariah zacharias zacharie zachery zack
    zackary zada zafeiris zafer zaharia zaid zaida zaiden zain zaira zaire zakaria zaki zakia zala zama zamfir zana zandra zane zanele zaria zariah
    zayd zayed zaynab zbynek zdenka zdenko zdravka zdravko zdzislaw zeenat zeger zehra zeina zeki zelia zelie zeliha zeljka zeljko zella zelma zena
    zenaida zenaide zenia zeno zenobia zenon zephyrin zerrin zhanna zhihao zhiming zhiqiang zhiwei ziad ziga zihan zilda zimo zinaida zinhle zinovia
    zisis zitong zivko zixuan ziyi zizi zlata zlatan zlatica zlatko zoey zoila zona zonia zora zoraida zoran zorana zorica zoubida zsigmond zsofia
    zsolt zsombor zsuzsa zsuzsanna zubair zubeyde zuhair zukile zula zulema zulfiqar zulma zuzanna zvezdana zvonimir zygmunt Άννα
    Αλέξανδρος Αναστασία Ανδρέας Αντώνης Βασίλης Βασιλική Γεωργία Γεώργιος
    Γιάννης Γιώργος Δήμητρα Δημήτρης Ειρήνη Ελένη Ευαγγελία Θανάσης Ιωάννα
    Ιωάννης Κατερίνα Κωνσταντίνος Κώστας Μαρία Μιχάλης Νίκος Νικόλαος Πέτρος
    Παναγιώτης Παύλος Σοφία Σπύρος Στέφανος Χρήστος Ірина Александр Алексей Алиса
    Алла Алёна Анастасия Анатолий Андрей Андрій Анна Антон Аркадий Арсений Артем
    Артём Богдан Борис Вадим Валентин Валентина Валерий Варвара Василий Василь
    Вера Вероника Виктор Виктория Виталий Владимир Владислав Володимир Всеволод
    Вячеслав Галина Геннадий Георгий Григорий Дарья Денис Дмитрий Дмитро Евгений
    Евгения Егор Екатерина Елена Елизавета Иван Игорь Илья Инна Ирина Кирилл
    Константин Ксения Лариса Лев Леонид Лидия Любовь Людмила Максим Маргарита
    Марина Мария Матвей Микола Михаил Михайло Надежда Наталия Наталья Наталія
    Никита Николай Оксана Олег Олександр Олексій Олена Олеся Ольга Павел Петр
    Полина Пётр Раиса Роман Руслан Светлана Семён Сергей Сергій Снежана София
    Станислав Степан Тамара Тарас Татьяна Тетяна Тимофей Тимур Ульяна Федор Фёдор
    Юлия Юрий Яна Ярослав";
