//! More family names, by the region where they are most common. General knowledge, written down for this
//! project. A family name counts only behind another word of a name.

/// Family names, folded: small letters, no diacritics. Other scripts stand as they are written.
pub(in crate::identifiers) const MORE: &str = "
    amelung hartung hornung nebelung sommer stein oldenburg
    halvorsen nygaard blackwood ostergaard ibanez khoury almasri kjeldsen sjoberg bakken juhl vestergaard
    huff kern lim orr su thompson wynn
    miller turner weaver bishop decker drake abbasi abbott abdi abdo abrams abubakar acheampong achieng achterberg ackerman acquah adamczyk adamson
    adeleke adeyinka adjei afolabi agarwala aggarwal agrawal ahluwalia ahn ahrens aiello aiken akerman akhtar akintola alam albers alberts albertson
    albescu albrechtsen alcantara aldrich alexandrov alfaro alford alhassan aliyev allard allred almasi almond alston altman altmann amadi amaral
    amato ambani ambrus ames ampofo ananda andreou angelou angulo ansah antall antonopoulos antunes aoki apel apodaca applegate arai araki archer
    archuleta arellano arendt armijo arnett arora arrington arroyo arslan asare ashby ashraf aslan atkins atkinson atwood auer avalos ayers babcock
    babic bach bachmann badenhorst badger baek baer baez bagley bailly bain baird bajic bajwa balakrishnan baldridge ballard balogh baltazar banda
    banfi bangura bankston baptista baranyay barbee barclay barfield barger barham barkley barlow barnard barnette barnhart barr barragan barrera
    barrios barrios-gomez barron barros barrow bartlett bartley basu bateman batista batra batts bauman baumgartner baxter bayer beal bean beard
    beasley beattie beatty beaty beaumont beaver becerra bechtel beckman bedford bedi beebe beeler bekker belcher belic bello benavides bender
    benedetti beneventi bengtsson benitez benner benton bergmann bergstrom berlusconi berman bernal bernardi bernstein berryman bertolini bertram
    betancourt betts beyer bhagat bhalla bhandari bharadwaj bhardwaj bhargava bhattacharya bhattacharyya bianco biggs bilek billings bingham biswas
    bivens blackburn blackman blackmon blackwell blakely blalock blankenship blanton blazek blazevic bledsoe blevins blom blount blum boateng
    boatwright bodnar bogdanov boggs bolden boli bolton bonds bone bonilla bonner booker boone booth borah borden borisov borowski bosch bostic
    boswell botha bottoms bouchard boucher boudreau bourassa bourgeois bowden bowens bowers bowie bowles bowling bowser boyce boykin bozic brabec
    bracamonte bracken brackett bradshaw braga bragg brandl brandstetter branham brankovic brannon branson braswell bratton bray breaux brenner breuer
    brewster briggs brink brinkmann briscoe brito britton brkic broadway broch brockman brookins broughton broussard browder brower browning brownlee
    broyles bruckner bruni brunner brunson brzezinski buchanan buchholz buck buckley buckner bueno buhari buhler bukowski bulgakov bullard bullock
    bumgarner bunn burch burgos burkett burkhardt burks burleson burnett burnette burney burnham burr burris burrows busby busch buss bustamante
    bustos butcher butts byers bynum byrnes byun caballero cabral cahill cain calabrese caldeira caldera calhoun callahan callaway camara camargo
    campana canales cannady cantrell cantu caputo cardoza cardwell carey carlisle carlsen carlucci carmichael carmona carnes carney carpentier carpio
    carranza carrasco carrera carriere carrington carrion carver casas casper castellano castellanos castelli catalano cattaneo caudill causey
    cavallaro cavanaugh cave ceballos centeno cermak cerna cerny cha chadha chaffin chakrabarti chakraborty chamberlain chambliss chaney chapa
    chappell charpentier chatman chaudhary chaudhry chaudhuri chauhan chavan cheatham cheek cheema cheng cheung chiang chiba chiesa childers childress
    chisholm chism chiu chlebek chmiel choate chong choudhary choudhury chow chowdhury christman christoffersen chu chung church ciesla cieslak cihak
    cintron cisneros cizek clanton clausen clements cline clinton coates cobb coble cochran coe coelho coetzee coffey coffin coffman cohn coker colas
    colbert colburn colic collet colley collier colvin combs comer compton conley connelly conner conners constantinou conway cooke cooley coombs coon
    copeland coppens coppola corbeil corbett corbin corcoran cordeiro cordero cordova corley cormier cornett coronado corradi corral correa correia
    corrigan cosentino cosic cosmescu coste costello cote cotter cotton couch coughlin coulibaly coulter couto covaci covarrubias covington cowan
    coward cowles crabtree crain cramer crandall craven creech creel crenshaw crews crisp crocker crockett cromwell crosby crosley crouch crow crowder
    crowe crowell crowley crum crump cruse csizmar culbertson culp culpepper culver cummins cunha cupp curran currie curtin cyganek cyr czarnecki
    czernik dahl dahlberg dahlgren dailey dalca damico damjanovic damron danielson danilov dansby danso darden darling dasgupta datta daud daugherty
    davenport davey davies davila davila-ruiz davison dawkins dearing deaton debnath deboer decroix dedic dees degroot dejesus dejong delacroix
    delagarza delaney delarosa delatorre delattre delaunay delong delorme deluca demarco demetriou dempsey denisov denney dennison denson denton deol
    derosa desantis desaulniers deshmukh deshpande devine devlin devore devries dewitt dhaliwal dhawan dhillon dhingra diab diaw dickens dickerson
    dickey dickinson dickson diehl dietz diggs dill dillard dimitriou dimitrov dingle diop dittrich dixit djokovic djordjevic djuric dobbins dobbs
    dobre dobson dockery dodd dodge dodson dolan dolezal domingues donahue donaldson donati donnelly donohue dooley dorman dorsch doss dostal dotson
    doty dougherty dowd dowdy dowell dowling downey downing downs dozier draganov drapeau draper driscoll drozd drummond dube dubey dubose duchesne
    dudek duff duffy dugan duggan dukes dumas dunaway dunbar dunham dunlap dunning dupree dupuis dupuy durant durbin durham dusek dutta dutton dvorak
    dwyer dye dyer dykes dyrek dyson dziedzic eads easley eason easter eastman eaton ebbesen eberhardt eberle ebert echeverria eckl edmonds edmondson
    egan egger ehlers eichhorn eide ekberg eklund ekstrom elbaz elkins eller ellington elmore elrod elsayed ely embry endo engel engle engstrom ennis
    enriquez epps epstein ericson ericsson erkkila escamilla escobar escobedo eskridge esparza espinosa esposito esquivel essien estep estes esteves
    estevez eubanks evers ewing eze ezell faber fabijanic fabre fagan faganello fahey fain fairbanks fairchild fanning fanucci faria farias faris
    farkas farley farnsworth farooq farr farrar farris farrow faulk faulkner faust fedorov feeney felder feldman feng fenner fenton ferrante ferraro
    ferrell ferrer ferry fiala fiedler fiedlerova figueiredo filemonsen filipovic filippov finch findley fink finke finnegan finney fiore fiorentino
    fioretti fischbach fiser fitch fitzpatrick flagg flaherty flanagan flanders flannery fleck flowers flynn fofanah foley follett folsom fong
    fontaine fontenot foote forbes foreman forman forrester forsberg forster forsythe fort fortier fortin fortner foss fountain foust foy fraley
    franks frantz fraser frasier fredriksson freedman freire fricke friedman friis fritsch frohlich frolov frolova fry frye fugate fujii fujimoto
    fujita fukuda fukunaga fulks fulton funk furman furukawa gable gaddis gaertner gaffney gagliardi gagne gagnon gaines gaither galarneau galarza
    galic galindo gallardo galvan galvez gambino gamble gamboa gamez gandy ganesan gann gannon gant garay garber gardiner garg garris garrison garvey
    garvin gaskins gatlin gatti gay gaytan gebhardt gee geiger geisler gelencser genovesi gentry georgiou gerber gerlach gerste ghani gherman giannini
    gibbons gibbs gifford giles gillespie gilliam gilliland gilman gilmore giordani gipson giroux giuliani gladden glaser gleason glover glowacki
    godfrey godinez godwin goebel goff gogoi goh goins goldberg goldman goldsmith goldstein golovin golubev gomulka gonsalves goode gooden goodrich
    goodson gore gorman gorski goss gossett goswami gouin gould gove grabowska graf gragg grandi granger granholm grantham grau greathouse greenberg
    greenfield greenwood greer greguric grewal grgic grice grier griffiths griggs grigoriev grigsby grimes grimm grissom griswold grogan grossi groves
    grubb grubbs gruber grujic grunwald guajardo guan guernon guevara guffey guidi guidry guillen guillory guimaraes gunasekara gunawan gunnarsson
    gurung gustafson gustavsson guthrie gutmann gyamfi haas hackett hackney haddock hadjiev hagan hagen hager haggard haider haines hairston hajdu
    hajek hakimi hakkinen halcomb halim hallman halsey hamada hamby hamlin hamm hammad hammonds hamrick han hanak hancock handa hankins hanks hanley
    hannon hanrahan hanus hanzlik haque hara harada hardin harding hardwick hare hargrove harker harlow harms harp harrell harrelson harrington
    hartley hartman hartwell harwell harwood hasegawa hasek hashemi hashimoto haskell haskins hass hastings hatcher hatchett hatfield hathaway haugen
    hauser hautala havel havens hawk hawley hawthorne hayashi hayward healey healy hearn hearne hebert hedin hedlund hedrick heffner hefner hegedus
    heikkila heikkinen heinrichs helland heller hellstrom helmer helms helton hemphill hendricks hendrickson hendriksen hendrix henley hennessy hennig
    henriksen henriques henriquez hensley henson hentschel hernad hernandes herndon herrick herrington herron hess heuer hewitt heyward hibbard hickey
    hickman hickson hidalgo higginbotham higgs hightower hilbert hildebrand hildreth hilliard hillman hinds hinkle hinojosa hinson hinton hinz hirai
    hirano hirose hirsch hitchcock hite hlavac hlavacek hobbs hobson hodge hodgson hoekstra hofer hoff hofmeister hogan hogue hohmann holbrook holcomb
    holden holguin holik holinka hollander holliday holliman hollingsworth hollins holloman holloway holm holman holmberg holmgren holstein holton
    honeycutt hooker hooper hoover hopper hopson hora horak horn horne horner horsky horvat hosek hoskins hosseini hostetler houben houck hough
    houghton householder houser howe hoyle hribar hruska hsiao hsieh hsu hua hubbell huckabee hudak huddleston huerta hughey huhtala huisman hulett
    hull hume humphrey humphreys humphries huovinen hurley hurst hurtado husak hutcherson hutchins hutchinson hutchison hutson hutton hwang hyatt hyde
    iancu ibarra ibe ibrahimovic igwe ilic iliev ilievski illes imamura ingebrigtsen ingle ingraham inman inoue iordache irby ireland irvine isaksen
    isaksson ishii ishikawa islam ison ivancic ivankovic ivanovic ivey iwasaki iwata izaguirre jaatinen jabbar jablonski jacobsen jacobson jacquet
    jaeger jafari jahn jain jakobsen jakovljevic jakubik jakubowski jameson janacek jancic janda janecek janik jankovic janowski jansky janssen
    jansson jaramillo jarrell jarvi jarvinen jaskolski jasso jauhiainen jaworski jeffers jeffries jelinek jenks jensson jerabek jerkovic jernigan
    jeter jezek jha jiles jimenez-ruiz jobe johns jokinen jolly jonasson jones-smith jonsson jovanovic jovic joyner judd juhasz juric jurkovic kadam
    kadlec kahn kainulainen kakar kallio kalra kamara kamath kaminska kane kangas kanwar kapadia kaplan karimi karjalainen karki karlic karlsen karr
    kashyap kasparov kataria katz kauffman kaufman kaufmann kaur kazlauskas kazmi keating keck kee keefe keene keeton kelemen kell kellogg kelso kemp
    kenney kent kerr kertesz kessler ketchum kettunen khanna khatib khatri khatun khosla khurana kidd kiefer kilgore killian kimani kimball kimble
    kimbrough kimura kincaid kinder kinney kinnunen kirchner kirkland kirkpatrick kirkwood kirsch kis kiser kiss kitchens klemm klima klimek klimova
    kling klinger klobucar knapp knezevic knott knowles knowlton knox knudsen knudson knutson koci kocian koehler koenig kohl kohli kohn kohut
    koivisto kokkonen kolar kolaric kolb kolesnikov koljonen komar kondo konecny konya koponen koroma korpela kos kosir koskinen kostic kostov
    kotilainen kotze kouba kovac kovacevic kovacs kovalcik kovalenko kovar kovarik kowal kozak koziol kraft krajnc kral kramer krantz kratochvil kratz
    kravchenko krebs krejci kremer kristensen kristiansson kristjansson kristoffersen krivec kriz krueger krupa kruse kubat kubiak kubik kucera kudrna
    kuhlmann kuhn kuisma kulhanek kulkarni kundu kuntz kunz kunze kupka kurek kurtz kurz kuznetsova kwan kwok kwon laaksonen labarbera labelle lacroix
    ladd lafleur lahiri lahtela lahtinen laitinen lake lakhani lal lambertson lamovec lampinen lancaster landau lander landers landis landrum langdon
    langer langford langley langlois langston lanham lanier lankford lantos lapointe laporte lappalainen larocque larose lasley lassiter latham
    latimer latkovic lau laughlin lauridsen laursen lavigne lavoie lawler lawless lawton lazar lazarevic lazic leach leahy leake leal leary leavitt
    lebatelier leblanc lebron leclerc leclercq lecomte ledbetter ledesma ledford leduc leger leggett legros lehman lehtinen lehto lehtola lehtonen
    leigh leighton leinonen leitgeb leitner lemay lemke lemons lemus lengyel lenz lepage leppanen lerma lerner leroux lesage lesjak lettiere leung
    levasseur levesque levin levine levy lian liang liao liberman lightfoot ligon liles lind lindberg linden lindgren lindholm lindley lindner
    lindquist lindqvist lindstrom ling linna linton lippert lippmann lisiecki liska lister litvin lively livingston livingstone locatelli loch locke
    lockett lockhart lockwood loera loftin lofton loftus lombard lombardo longoria looney loper lord lorenzen lott lotz loureiro lovejoy lovelace
    lovell lovett lovric lowenstein lowery lowry loy loyd lucchese luce lugo lukacs lukic lum lumpkin lundberg lundgren lundin lundquist lunsford lusk
    lustig luttrell lyles lyon lysenko lytle maatta mabe mabry macdonald machacek macias mackay mackey maclean macleod madrigal maes magana magee
    magnusson mahajan mahan mahmood mahoney majer majors majumdar makarov makela makinen malinowski mallick malloy maloney maly mandic maness mangum
    manley manna mannila manninen mansfield manzo maples marais marble marchetti marcil marcum margolis marincic marinelli marini marinov mariscal
    markham markov markovic marlow marr marrero marriott marsh marsik marte martel martens marthinsen martikainen martino martinovic martins martinsen
    maslow massey masters mastin mata matejka mather mathews mathur matlock matos matsuda matsui matsumoto matsuo mattila mattinen mattingly mattson
    matula maurer mavric maxey maxfield mayberry mayes mayfield mayhew mayo mayr mays mazzanti mazzi mazzini mazzoni mbeki mcadams mcafee mcalister
    mcallister mcarthur mcbride mccabe mccaffrey mccain mccall mccallister mccallum mccann mccarter mccarty mccauley mcclain mcclanahan mcclellan
    mcclelland mcclendon mcclintock mccloskey mccloud mcclung mcclure mccollum mccombs mcconnell mccord mccormack mccormick mccown mccracken mccrary
    mccray mccreary mcculloch mccullough mccune mccurdy mccutcheon mcdade mcdermott mcdonough mcdougal mcdowell mcduffie mcelroy mcewen mcfadden
    mcfarland mcfarlane mcgehee mcghee mcgill mcginnis mcgovern mcgowan mcgrath mcgraw mcgregor mcgrew mcgriff mcguire mchugh mcinnis mcintire
    mcintosh mcintyre mckay mckee mckeever mckeown mckinnon mcknight mclain mclaurin mclean mclemore mclendon mcleod mcmahan mcmahon mcmanus mcmichael
    mcmillan mcmillen mcmillian mcmillon mcmullen mcmurray mcnabb mcnair mcnally mcnamara mcnamee mcneal mcneely mcneese mcneil mcneill mcnulty
    mcpherson mcqueen mcrae mcswain mcvay mcvey meacham mead meade meador meadows mears medeiros medley medlin medrano medved meeker meeks mehra
    meissner meister mejias melendez mello melnik melnyk melton mena menard menchaca menezes mercado mercer merchant mercier merkel merlino merrell
    merritt mertens messer messick messina metcalf metz metzger meyers meza michaels michaud michels mickens middleton mihailov mikaelsen mikesell
    mikkelsen mikkola mikkonen milam milburn milic miljkovic milligan millikan milosevic mims miner minter minton mintz mireles mishra misic misra
    mitra mitrovic mittal miura miyazaki mlakar mlynar mobley moeller moen moffett moffitt mohammadi mohr moilanen molinari molnar monahan monk
    montague montalvo montana montanari montanez montano monteiro montero montes monti moody mooney moorman moravec moreau morehouse morel moreland
    morello morey morita morley morrell morrill morrow morse mortensen moseley moser mosher mosley mota motley mott moulton mowery moya moyer moyo
    mraz mrozek mueller mukherji mull mullen mulligan mullis mundy munguia muniz munn munro munson murata murdock murillo murphree murthy muse
    musgrave musil muslija musser mustonen mwale myer myrick nadeau nador nagai nagel nagle nagy naik najera nakajima nakano nakashima nambiar nance
    napolitani narang narayanan nash nason nation naumann nava navratil navratilova nayak naylor neagu nedved neff negi negrete negron neilson nemcova
    nemec nemeth nenadic nesbitt neto nettles neubauer nevalainen nevarez neves nevins newberry newby newcomb newell newkirk newsom newsome ngcobo
    ngwenya nicholson nickel nickels nickerson nicolescu nielson niemann niemi nieto niinisto nikolaev nikolaidis nikolic nikolov nikolova nishimura
    niskanen nixon noack nogueira noland noles nomura noonan norberg nord nordin nordstrom norfleet noronha northcutt norton norwood novacek novakova
    novic novotny nowicki nowlin noyes ntuli nugent nunn nurmi nutt nwosu nyberg nye nyman nystrom oakes oakley oates oberg obradovic ocampo oconnell
    oconner odhiambo odom odonnell oduya ofori ogawa ogden oglesby ogrady ogunleye ohara ohlsson ojha okada okamoto okeefe okeke okoro okoye oksanen
    olah olaru olds oleary olejnik olivares olivas oliveri ollis olmstead olofsson olsak olszewski olvera omalley omondi ondrejka oneal ono onofre
    onyango oosthuizen opoku oquinn oravec orban ordonez ornelas oros orosco orozco osborn osborne osei oshea osorio osteen osterman ostrander
    ostrowski otero otoole ott ottosson ouellet overby overton owensby owusu oxford oyelaran ozaki ozer paavolainen pacheco-ruiz packard paddock
    padgett pagan pai paine paiz pakkanen palacios palermo palko palme palomino palsson palumbi palumbo panda pandey pandit pang papadakis
    papadopoulou pape papp pappas paquette pardo paredes parham parikh parish parkinson parkkinen parmar parmer parnell parr parra parris parrish
    parrott parson parsons partida partridge paschal pascoal pasquier passos paszek pate patil patino patry patton pauley paulsen paulson pavelka
    pavic pavicic pavlov pavlovic pavon pawar pawlak peace peacock pearce peck peebles peeters pek pekkala pellegrini pelletier pelto peltola peltonen
    pemberton pendergrass pendleton peng penn pennington peoples peralta perdomo perdue perea perera peretz peric perko perrault perreault perron
    perrot pers peschke pesek pesonen petersdotter petersen petersson petit petkov petkovic petrak petrescu petrie petrovic petrovski petry pettit
    petty pfeiffer pfister phelan phelps philpot piazza piccolo pichler pickard pickens pickering pickett pierson pietersen piirainen pike pilgrim
    pillay pimentel pinckney pineda pinheiro pinkerton pino pinson pirc pires pirinen pitman pitre pittman pitts plante platt plaza plummer plunkett
    poe pogue pohl poindexter poirier pokorny polacek polak poland poljak polk pollack pollard pollock polonen ponce pond poore popa pope popescu
    popovic popp porras portela portillo pospisil poston potgieter potocnik potts poulin poulsen powe prajapati prater pratt preis prelog prescott
    pressley pretorius pride priest prindle pringle pritchard pritchett probst prochazka proctor prokop prosser provost pruett pruitt prusa pryor
    puckett puente pugh pulido pulkkinen pullen pulliam purcell purdy puri purvis pusa puskas pusnik putman putnam pyle pyysalo qiu quach quarles
    quezada quigley quintana quintanilla quintero quiroz qureshi raatikainen rac rader radic radovic raghavan ragland rahman rai rainey rains rajala
    rajan rajput rakic raley ralston ramachandran ramaswamy rambo ramey ramsay randle ranganathan rangel rankin ransom ranta rantanen rapp rastogi
    ratcliff rathore ratliff rau rauch rautio ravenscroft rawat rawlings rawls rayburn razavi razo reardon rebelo rector redd reddick redding redlich
    redman redmon redmond redwine reeder reedy rehm reich reichel reichert reimann reinders reis reiter renfro renner reno renteria repnik resende
    resendez reynoso rezaei rhoads rhoden riaz richey richmond ricketts ricks riddell riddick riddle ridenour ridgeway ridley riegel riggins riggs
    riihimaki rinehart ringer rinne rintanen ripley ritchey ritchie ritter rivero roach roark robb roberge roberson robey robison robitaille roby
    rocca roche rockwell roden rodriquez roebuck rogan rohde rohr rojo rokkonen roldan rollins rolon romo rooney roper rosado rosas rosen rosenbaum
    rosenberg rosenblum rosenthal rossell rosser rossetti rostas rothe rothstein rouse roush rousset rowell rowland rowley royer rozhkov ruan rucker
    rudd rueda ruff ruffin ruhl ruoho rupp ruppert rush rushing rusu rutherford rutledge ruvalcaba ruzicka rydberg ryhanen rzepka saari saarinen
    sabbagh sabo sachdeva sadek sadler sadowski saenz saez sager saha sahni sahu saini saito sakai sakamoto saldana saldivar salem salgado salisbury
    salman salminen salmon salo salonen salter saltykov saltzman salvatierra samoylova sampson samson samuels samuelsen samuelson sanborn sandberg
    sanderson sandhu sandlin sands sandstrom sanger sankar sano santacruz santini sapp sargent sarkar sarkozi sartori sasser satterfield saucedo sauer
    savage savic saville savoie savolainen savoy saxena saxton sayers saylor scanlon scarborough schaefer schaeffer schaffer scheffer schenk scherer
    schiavone schick schiller schilling schindler schlegel schmitz schnell schofield scholl schott schovanec schrader schreiber schrock schroeter
    schuler schulte schultze schuster schutz schwab schwarz schweitzer scoggins scruggs seaman searcy sears seay sedlacek sedlak seeley sego segovia
    segura seibert seidel seifert seiler selby sellars sellers sen sengupta senter seo sepp seppala seppanen serna serra serrato setia sevcik severson
    sewell sexton seymour shackelford shafer shaffer shaikh shanahan shank shanks shapiro sharpe shearer sheehan sheets sheffield sheldon shen shepard
    shephard shepherd sheppard sherrod sheth shetty shi shields shimizu shinde shinn shipley shipman shipp shockley shoemaker showalter shrader
    shrestha shukla shuler shull shultz shuman shumate sibley siddique siddiqui sidhu sieber siegel siegler sifuentes sigler sikora siler silverman
    silvers silvestri simek simic simko simmonds simms simonsen simonson sinclair singletary sinha sipes siqueira sirois sisk sisson sitko sitnikov
    sizemore skaggs skala skelton skidmore skiles skinner skoglund skorik skov skovgaard slade slagle slama slater slaton slattery slaughter sloan
    slocum slovak smalley smalls smallwood smetana smid smolenski smoot smyth smythe snead sneed snell snider snodgrass snow snowden sobczak sobotka
    soderberg sodhi soini sokolowski solano solares solberg soler solheim soliz solorio somers somerville sommers somogyi sood sorensen sorenson
    soriano soros sosa sotelo soukup sousa southard southerland sowell spacek spangler spann sparkman sparks spasic spears specht speer spence
    spengler sperry spicer spiegel spinelli spivey spooner spradlin sprague springer sprouse spurlock squires srivastava staats stadler stadnik
    stafford stahl staley stallings stallworth stam stamm stamper stanek stanfield stanford stanic stankovic stanton staples stapleton starks stastny
    staton stauffer stearns steed steen stefanescu stefanov steffens steffensen stegall stehlik steinbach steinberg steiner steinmetz stepanov stepp
    stern stiles stinson stockton stoddard stoica stojanovic stojkovic stokes stoll stoltz stolz stoner storey stout stovall stover stoyanov strain
    stratton straub strauss streeter strickler stringer strnad strobel stroud strunk stubblefield stubbs stuchlik stuckey stull sturgeon sturgill
    sturm subramaniam sucha suchy suggs sugiyama suh summers sumner sumpter sundaram sundberg sung suominen suri sustar sutherland sutter svoboda
    swain swamy swank swann swartz swearingen sweat sweeney swenson swisher switzer sykes szabo szalai szanto szasz szczepanski sze szekely szekeres
    szewczyk szilagyi szolosi szucs taber tabor tackett taft takacs takada takagi takeda talbert talbot talbott talley talvitie talwar tamm tamura
    tandon taneja tapia tarver tasic tavares tavarez taveras tay teague tejada tejeda teller templeton tennant terrazas tervo tessier tetreault
    thacker thakkar thakur thapa tharp thayer theriault thibodeau thibodeaux thiel thiele thigpen thomason thompkins thomsen thomson thorne thorp
    thorpe thorsen thrasher thurston tibbs tichy tidwell tierney tijerina tikkanen tillery tilley tillman timm timmerman timmons tindall tinsley
    tipton tirado tisdale tisler tiwari tkachenko tkalcic tobin todorov toivonen tolbert tolentino toliver tolliver toma tomar tomek tomic tomlin
    tomlinson tompkins toomey torma toro torok torrence torrez toth toure tovar tow townes towns toy trahan trammell trapp trask travers treadway
    treadwell trejo tremblay treto trevino tribble trimble tripathi tripp trivedi trnka trombley trotter trout troutman trtnik truax tsai tsang tse
    tubbs tucci tully tuominen turcotte turek turgeon turk turley turnbull turney turunen tuttle tyagi uddin ueda ueno uhlir underhill underwood unger
    upadhyay upchurch upshaw upton urbancic urbanek urbina uribe ussery utomo uusitalo vaananen vaclavik vaidya vainio valadez valdes valdivia
    valdovinos valek valenta valenzuela valle vallejo valles valverde van-dyk vana vanderberg vanderbilt vandyke vanek vang vanhala vanhorn vanmeter
    vann varela varga varghese varma varner vas vasic vasilev vasiliev vasilyev vaught vavra vaz veal veiga velarde velasco velez velic venegas
    venkatesan venter verdugo verduzco verhoeven verner vesely vetter vick vickers vickery vidic vidmar vidrine viera vigil viitanen viljanen villa
    villalba villalobos villanueva villar villareal villarreal villasenor villegas vincze vines vinson virk virrankoski virtanen-laine vitorovic
    vizirov vlasak vlcek vleugels voigt voinea volk volz vondra vorobyov voss vrana vukovic vuorinen wachter wada waddell wadhwa wagener wagoner
    waheed wahl wahlberg waite wakefield walczak wald walden waldman waldron waldrop waller wallin walls walston waltz wampler wan ware warfield
    waring warrick washburn wasson waterman watt weatherford weatherly weathers webber weddle weed wegener wegner weigel weiland weinberg weiner
    weinstein weintraub weir weis weisman welborn welker weller wellman welsh wen wendel wendt wenger wentworth wertz wessels westbrook wester
    westerlund westfall westmoreland whalen whaley wharton wheat wheatley whelan whipple whisenant whitacre whitaker whitcomb whited whitehead
    whitehouse whitehurst whiteside whitfield whiting whitlock whitlow whitman whitmire whitmore whitson whitt whittaker whitten whittington whittle
    whitworth wicker wieczorek wieczorkowski wiegand wiese wiesner wiggins wight wijaya wilander wilbanks wilcox wilczek wilde wilder wiles wilhite
    wilk wilke wilkerson wilkes wilkie wilkins wilkinson willett willey willhite williford willingham willoughby wills wilmoth wimberly winchester
    windham winfield winfrey wingate wingfield winn winslow winstead winters winther wirth witherspoon witkowski witt witte wofford wojciechowski
    wolcott wolford wolski wolters womack woo woodard woodbury woodcock wooddell wooden woodley woodring woodruff woodson woodward woodworth woolard
    wooten worden workman worley worrell wortham worthington wray wrobel wrona wrzesinski wylie wyman wynne xie xiong xue yadav yamaguchi yamashita
    yancey yankov yao yarbrough yardley yates yau yazzie yeager yeh yeo yeung yin yip yocum yoder yoho yokoi yoo yost youngblood yousaf yousefi yuen
    zahradnik zaidi zajac zajic zak zaman zamarripa zambrano zamora zanetti zapata zapletal zaragoza zarate zavala zayas zaytsev zeigler zelenka zelic
    zelinka zeller zeman zeng zepeda zhai zhan zheng zhong ziegler zikmund zima zimak zimmer zinn zito zivkovic zorko zou zsoldos zuber zuniga zupan
    zwick Белов Беляев Богданов Бондаренко Васильев Васильева Виноградов Волков
    Волкова Воробьёв Голубев Зайцев Зайцева Иванов Иванова Коваленко Козлов
    Козлова Кравченко Кузнецов Кузнецова Лебедев Лебедева Мельник Михайлов
    Морозов Морозова Новиков Новикова Павлов Павлова Петров Петрова Попов Попова
    Семёнов Сидоров Смирнов Смирнова Соколов Соколова Тарасов Ткаченко Фёдоров
    Шевченко";
