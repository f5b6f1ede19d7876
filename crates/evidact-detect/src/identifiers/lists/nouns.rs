//! Everyday words of six languages, as reviews, offices and machine rooms use them: no name of a person has them.
//! General knowledge, written down for this project. A word that is a name as well stands in the lists of names,
//! which count first, and only its place here keeps it from standing for somebody alone.

/// German.
pub(in crate::identifiers) const GERMAN: &str = "
    abbild abbruch abfrage abfragen abgleich abhilfe ablage ablauf ablaufe ablehnung abnahme abnahmen absatz absatze abschluss abschnitt
    abschnitte absicht absprache abstand abteil abteilung abwehr abweichung acht adresse adressen akte akten aktion aktionen aktiv aktive aktuelle
    aktueller alarm alarme alles allgemein allgemeine als alte alten altes altlast altlasten ampel amt amter analyse analysen anbau anbieter
    andere anderer anderes anderung anfang anfrage anfragen angabe angaben angebot angebote angriff angriffe anhang anhange anlage anlagen anlass
    anleitung anmeldung annahme annahmen anruf anrufe ansatz ansatze anschluss anschlusse ansicht ansichten anspruch anteil antrag antrage antwort
    antworten anweisung anwender anwendung anzahl anzeige anzeigen apparat archiv archive art arten artikel aspekt aspekte auch aufbau aufgabe
    aufgaben auflage auflagen auflosung aufnahme aufsicht auftrag auftrage auftraggeber auftragnehmer aufwand aufwande aufzug ausbau ausdruck
    ausfall ausfalle ausgabe ausgaben ausgang ausgange auskunft auskunfte ausloser ausnahme ausnahmen aussage aussagen ausschnitt ausstand
    austausch austritt auswahl ausweis ausweise auszug auszuge automat autor autoren bahn bald band bandbreite bander basis baustein bausteine
    beamte beauftragte beauftragter bedarf bedenken befehl befehle befugnis befund befunde begriff begriffe begrundung behorde behorden beide beim
    beispiel beispiele beitrag beitrage bekannt bekannte beleg belege bemerkung benutzer benutzerin berater beraterin bereich bereiche bereits
    bericht berichte beruf beschaftigte beschaftigter bescheid beschluss besondere bestand bestande bestandteil besuch besuche besucher betrag
    betrage betreff betreiber betrieb betriebe betrieblich betriebs betroffene beute beweis beweise bewerber bezug bezuge bild bilder bildschirm
    bis bitte blatt blatter blaue blocke brandschutz brief briefe browser bruch brucke bucher budget bund buro buros chef chefin client clients
    cloud cluster code codes computer container da dabei dach dadurch dafur dagegen daher damit danach daneben dann daran darauf daraus darf
    daruber darum datei dateien daten datum dauer dauern dazu dein deine dem demo den denen denn deren des deshalb dessen detail details dienst
    dienstag dienste diensten dienstleister dies diese diesem diesen dieser dieses ding dinge doch dokument dokumente domain domane domanen dort
    drei dreisig drohne drohung druck drucker durch durchgang durchlauf durchsicht durfen eben ebene ebenen ebenso eigene eigener eigentum
    eigentumer eigner eignung einbruch einem einen einer eines einfach einfache einfluss eingabe eingaben eingang eingange eingriff einheit einige
    einiger einkauf einlass einmal einsatz einsatze einsicht einspruch einstieg eintrag eintrage eintritt einwand einwande einzel einzelne element
    elemente elf empfang empfanger empfangs enden endgerat engpass entscheid entweder entwickler entwicklerin entwurf entwurfe er ereignis
    ereignisse erfolg erfolge ergebnis ergebnisse erlaubnis ersatz erst erste ersten erster erwerb es etage etwa etwas euer export exporte extern
    externe externer fach fachbereich faktor faktoren fall falle familie farbe farben fassung fast fehlend fehlende fehler feiertag feld fenster
    ferien ferner fernwartung fernzugriff feststellung feuer filiale filialen filter finanzen firma firmen flache flachen flotte flur folge folgen
    folgende folgender form format formate formen formular formulare forschung fortschritt frage fragebogen fragen freigabe freigaben
    freischaltung freitag fremd fremdfirma frist fristen fruher fuhrung fund funde funf funktion funktionen ganz ganze gar garage garantie
    garantien gaste gateway gebaude gebiet gebiete gebot gebuhr gebuhren gefahr gefahren gegen gehalt geheim geheimnis geheimnisse gelande gelb
    geld gelder gemas genau genehmigung geplant geplante gerat gerate gericht gesamt gesamte geschaft geschafte geschaftsfuhrer gesetz gesetze
    gesetzlich gesetzliche gesprach gesprache gewahr gewerk gewicht gibt gleich grad grenze grenzen grunde grundlage grundlagen grundsatz
    grundschutz grune gruppe gruppen gultig gultige gultigkeit gutachten gute haben haftung halle hallen handbuch handler handlung hat hatte
    hatten hauptsitz haushalt hausmeister heft helfer hersteller hier hilfe hilfen hingegen hinter hinterlegt hinweis hinweise hoch hohe hohem
    hoher host hundert hurde ich idee ideen identitat ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer import in inbetriebnahme indem index indiz
    inhaber inhalt inhalte innerhalb ins insgesamt instanz instanzen institut intern interne interner intervall inventar ist ja jahr jahre jahren
    jahres jahresende jahrgang jahrlich jahrliche jede jedem jeden jeder jedes jedoch jetzt job jobs jubilaum kabel kabine kaffee kalender kamera
    kameras kampagne kanal kanale kann kantine kapazitat kapitel karte karten kasse kassen katalog kataloge kategorie kategorien kauf kaum kein
    keine keinem keinen keiner kenntnis kenntnisse kennwort kennworter kennzahl kennzahlen kette ketten kiste klage klasse klassen klausel
    klauseln klima knoten kollege kollegen kollegin komponente komponenten konfiguration konnen konsole konten konto kontrolle kontrollen konzept
    konzepte kopie kopien kosten kraft krise krisen krisenstab kriterien kriterium kritisch kritische kuche kunde kunden kundigung kundin kunftig
    kurzel lage lagen lager lagerort land laufe laufwerk laufzeit laufzeiten laut leben leck lecks lediglich leer leider leihgerat leistung leiter
    leiterin leitfaden leitlinie leitlinien leitung leitungen letzte letzten letzter lieferant lieferanten lieferkette lieferschein lieferung
    liste listen lizenz lizenzen loschfrist loschkonzept loschung losung lucke lucken mahnlauf mail mails makro man manche mandant mandanten
    manuell manuelle mappe marke marken markt markte mas maschine maschinen mase masgabe maske masnahme masnahmen massnahme massnahmen masstab
    material mechanismus medien medium mehr mehrere mehrheit meilenstein mein meine meist meldung menge mengen merkmal merkmale messe messung
    methode methoden miete mindestens minute minuten mit mitarbeitende mitarbeiter mitarbeiterin mitglied mitglieder mittag mitte mittel mittlere
    mittwoch mobil modell modelle modul module moglich moment monat monate monaten monatlich montag morgen motor motoren muss mussen nachdem
    nachfrage nachname nachricht nachrichten nachste nachsten nachster nacht nachte nachtrag nachtschicht nachweis nachweise name namen natur
    neben netz netze netzwerk netzwerke neu neue neuen neuer neues neun nichts nie niedrig niedrige niemand nirgends niveau noch nord norden
    nordost norm normen not notbetrieb notfall notfalle notfallplan notiz notizen notwendig nummer nummern nun nutzen nutzer nutzerin ob oben
    oberflache objekt objekte obwohl offen offene offener offentlich offentliche oft ohne ordner ordnung organ organe organisatorisch original ort
    orte ost osten paket pakete papier papiere parameter parkplatz partei parteien partner passwort passworter pause pausen person personal
    personen pfad pfade pflege pflicht pflichten pforte pfortner phase phasen plan plane platte platten plattform plattformen platze police
    politik pool portal portale position postfach postfacher praxis preis preise prinzip prioritat privat pro probe proben problem probleme
    produkt produkte produktion profil profile programm programme projekt projekte protokoll protokolle prozess prozesse prufer pruferin prufling
    prufpfad prufplan prufpunkt prufzeitraum puffer punkt punkte qualitat quartal quartale quelle quellen quelltext quote rabatt rahmen
    rahmenvertrag rand rang rat rate raten raum raume rechenzentrum rechner rechnung rechnungen recht rechte rechts reden referat referate
    referent regel regelmasig regelmasige regeln regelwerk region register reihe reihen reise reisen reserve reste revision richtlinie richtlinien
    risiken risiko rolle rollen rote router ruckfrage ruckfragen ruckgabe rucknahme ruckruf ruckstand ruckstande rufbereitschaft rund runde runden
    sache sachen sachstand satz satze scanner schadcode schaden schalter schema schicht schichten schleuse schliesanlage schluss schlussel
    schnelle schnitt schnittstelle schnittstellen schon schrank schranke schreiben schrift schritte schuld schule schulung schutzbedarf schutzziel
    schwach schwachstelle schwachstellen schwarze schwelle schwere sechs sehr sei sein seine seinem seinen seiner seit seite seiten sektor sekunde
    sekunden selbst sensor server service shop sich sicher sichere sicherheit sicherung sicht sie sieben siehe signal signatur sind sitz sitze
    sitzung skript skripte so sobald sofern sofort sogar solche soll sollen sollte sollten somit sondern sonst sonstige soweit sowie spater
    speicher sperre sperren spitze spitzen sprache sprachen spur spuren stab stadt stadte stadtwerke stammdaten stand standard standards stande
    standort standorte start station stationen status steckbrief stelle stellen stellvertreter stets steuer steuern stichprobe stichproben
    stichtag stil stimme stimmen stoff storfall storung strafe strafen strategie strecke strecken struktur strukturen stuck stucke stufe stufen
    stunde stunden suche sud suden sudwest summe summen support system systeme szenarien szenario tabelle tabellen tafel tag tagen tages
    tagesordnung taglich takt tat tatsache tausend technisch technische technischer tee teil teile teilnehmer teilweise telefon tempo termin
    termine test tests text texte thema themen ticket tickets tiefe tiefgarage titel token ton treffen treffer trend trennung treppe tresor
    treuhand trotz tur turen typ typen uberall uberblick ubergabe ubergang uberhaupt uberlauf ubersicht ubertrag ubrige ubrigens ubung um umfang
    umfeld umfrage umgang umgebung umgesetzt umlauf umsatz umsetzung umstand umwelt umzug unfall unklar uns unser unsere unserer unsicher unten
    unter unterlage unterlagen unterlieferant unternehmen unterschied unterschrift untersuchung unzureichend urkunde urlaub ursache ursachen
    urteil variante varianten veraltet verbot verbund verdacht verein verfahren verfall vergabe vergabestelle vergleich verhalten verkauf verkehr
    verlauf verlust verluste vermerk vermogen vermutung versand verschluss version versionen verstos verstose verstoss versuch versuche verteiler
    vertrag vertrage vertrauen vertraulich vertrauliche vertreter vertrieb verwalter verwaltung verweis verweise verzeichnis verzicht verzug video
    viel viele vielen vielleicht vier voll vollmacht vollstandig vollzug vom vor vorbehalt vorbereitung vordruck vorerst vorfall vorfalle vorgabe
    vorgaben vorgang vorgange vorgehen vorhaben vorhanden vorher vorlage vorlagen vorlauf vorname vorrat vorschlag vorschlage vorschrift vorsicht
    vorstand vorstandssitzung vorteil vortrag vorwand vorwurf wachdienst wache wahl wahrend wahrung wande wann ware waren wartezeit wartung warum
    was wasser wechsel weder weg wege wegen weil weisung weiter weitere weiteren weiterer welche welcher welches welle wem wenig wenige weniger
    wenn wer werbung werden werk werke werkzeug werkzeuge wert werte wesen weshalb west westen wettbewerb wichtig wichtige wichtigkeit widerruf
    widerspruch wie wieder wieso wiki wir wird wirksam wirkung wirtschaft wissen wo woche wochen wochenende woher wohin wort worte worter wunsche
    wurde wurden zahl zahlen zahlung zehn zeichen zeile zeilen zeit zeiten zeitpunkt zeitraum zelle zellen zentral zentrale zentraler zentrum
    zertifikat zertifikate zettel zeuge ziel ziele ziffer zimmer zoll zone zonen zudem zuerst zufall zugang zugange zugangsdaten zugriff zugriffe
    zukunft zulage zulassig zulauf zuletzt zum zumindest zunachst zur zuruck zusage zusagen zusammen zusammenfassung zusatz zusatzlich zuschlag
    zustand zustande zustandig zustimmung zutritt zutritte zutrittskontrolle zuwachs zwanzig zwar zweck zwecke zwei zweifel zweige zwischen zwolf";

/// English.
pub(in crate::identifiers) const ENGLISH: &str = "
    abstract abuse acceptance accepted accepting accounting accuracy acquisition across activity adapter addendum adoption advice affairs affected
    again agenda agent agents aggregation agreement alert alerts algorithm allocation allowlist almost along already although always amendment
    among analysis analytics annex anomaly answer antivirus appliance applicant application applied approach approval approvals approved approving
    archives area areas argument around arrangement artefact artifact artifacts aspect assessment assessments asset assets assigned assignment
    assumption assumptions assurance attack attacker attempt attempts attestation audit audits authentication authorisation authority
    authorization automated availability awareness backed backend backlog backup backups badge badges based baseline baselines batch because
    behavior behaviour behind below benchmark benefit beside beyond blacklist blocked blocker boundary breach breaches briefing broken broker
    bucket buckets buffer builder bulk bundle business button bypass cache calendar callback called campaign canteen capability capacity capture
    career carrier case cases catalog catalogue category cause causes center centre certificate certificates certification chain chains challenge
    changed changelog changes channel channels chart charter chat check checked checking checklist checkout checks checksum choice cipher circuit
    citation claim claims class clause cleaner cleanup clearance closed closing clusters cockpit collected collection collector command commands
    comparison compensation compiler completed completion compliant component components computing concept concern concerns conclusion conclusions
    condition conditions conduct config configuration configured confirmed connected connection connector consent consistency console constraint
    consultancy consumer contained containers content contents context continuity contract contractor contractors contribution control controller
    controls conversion cookie cookies copied copies correction correlation counter coverage created creation credential credentials crisis
    criteria criterion cryptography culture cursor custody custom cutover cycle daemon dashboard dataset datasets deadline deadlines debris
    decision decisions decommissioning decryption defect defects defence defense defined definition definitions degradation delay delays
    delegation deleted deletion delivered delivery demand dependencies dependency deployed deployment deployments deposit deprecation derivation
    described design designed despite destination detected detection deviation deviations device devices diagram dialog diff directive directory
    disabled disclaimer disclosure discovery discussion disk dispatch disposal distribution division document documentation documents domains
    download downstream downtime draft drift drill driver drivers duration duties duty dynamic economy edition editor effect effort elements
    elevator emergency enabled encoder encrypted encryption endpoint endpoints enforced enforcement engagement engine engines ensured enterprise
    entities entitlement entity entry environment environments equipment escalation escrow estate estimate estimation evaluation event events
    evidence examination example except exception exceptions exchange exclusion execution exemption exercise exit expectation expected expired
    expiry explanation exploit exported exports exposed exposure expression extended extension extent external extract extraction facilities
    facility factor failed failing failover failures family fault features federation feedback fetch fiber figure figures file files filesystem
    filters finding findings firewall firmware fixed flag flags flaw fleet flow folder folders follow followed followup footer force forecast
    forensics formats forum forwarding found foundation fragment framework frameworks fraud frequency frontend fulfilment function functions
    funding furthermore gap gaps gems generated generation generator glossary goal goals governance granted graph grid guard guardrail guidance
    guideline guidelines handbook handled handling handover hardened hardening hash headcount header headers health helper hence hierarchy
    highlights history hook hooks hosted hosting hosts hourly housekeeping however hub hygiene hypervisor icon idea identified identifier
    identifiers identities identity impact implementation implemented imported imports improved improvement improvements inbound incident
    incidents included inclusion indeed indicator induction industry inference ingestion ingress inline input inputs inquiry inside inspection
    installation installed installer instance instances instead instruction instructions instrument integrated integration integrity intelligence
    intent interaction interest interface interfaces internal interruption interval interview introduction intrusion inventory investigation
    investment invoice invoices isolated issued issuer issues item items iteration journal jurisdiction justification kept kernel keyboard
    keychain keystore knowledge known label labelled labels landing language latency launch layer layers layout leaver leavers legacy legislation
    lesson lessons levels liability libraries library licence licensing lifecycle likewise limit limitation limitations limited limits line
    lineage linked linter list listed listing lists load loader located location lock locked log logged logger logging login logins logout logs
    loop loss machine machines mailbox mailboxes maintained maintainer maintenance malware managed management mandate mandatory manifest manual
    mapped mapping margin marked market master matrix maturity maybe meanwhile measure measured measurement measures mechanism media meeting
    meetings member memory menu merge metadata method methodology methods metric metrics middleware migrated migration milestone minutes mirror
    missing mission misuse mitigated mitigation mitigations mobility mode model models modification modules monitor monitored monitoring moreover
    mount moved named namespace native navigation near need needed needs negotiation nested never nightly node nodes nonconformity notebook noted
    notice notices notification notifications now object objection objective objectives objects obligation obligations observation observations
    observed observer obtained occurrence offboarding offer offered office offline often onboarding online opened opening operation operator
    operators opinion opportunity option optional options orchestration organisation organization origin otherwise outage outages outbound outcome
    outcomes outdated output outputs outside outsourcing overhead override overview owned owner owners ownership owning package packages packaging
    packet page pages paper paragraph parameters parser partial parties partition party passed passing passphrase password passwords patch patched
    patches patching path paths pattern patterns payload payment payments payroll penalty penetration people percentage performance performed
    perhaps perimeter period periods permanent permission permissions persistence personnel perspective phases phishing phone pipeline pipelines
    placeholder planned planner planning plans plugin plugins policies population port portfolio ports posture practice practices precaution
    precondition preparation prepared presence presentation prevented prevention preview primary principle principles printer priorities priority
    procedure procedures process processed processes processing processor procurement production profiles progress projects promotion prompt
    prompts proof properties property proposal protected protection protocol protocols proved provided provider providers provision provisioning
    proxy publication published publisher purchase purchasing purpose quality quantity quarantine quarter queries query question questionnaire
    questions queue queues quota raised range ranges ranking rarely rates rating ratio rationale reached reader readers readiness ready reality
    reason reasons received recipient recommendation recommendations reconciliation record recorded records recovery recruiting recurrence
    redaction redirected reduced reduction redundancy reference references refresh refund refusal regime regions registration registry regression
    regulation regulations regulator rehearsal rejected rejecting rejection relation relationship release released releases reliability remainder
    remaining remark remarks remediation reminder removal removed renamed render renderer renewal renewed repair repeated replaced replacement
    replica replication reported repositories repository representation reproduction reputation request requested requester requests requirement
    requirements rescue resilience resolution resolved resolver resource resources respondent responsibilities responsibility restoration restore
    restored restricted restriction restrictions result retained retention retirement retries retry return returned reuse revenue reversal
    reviewed reviewers reviewing revocation revoked rework right rights risk risks roadmap robot robustness rogue role roles rollback rollout rota
    rotated rotation routes routine routing rule rules ruleset runbook runbooks runner runtime safeguard safeguards safety sample samples sampling
    sandbox scale scanned scanners scenario scenarios schedule scheduled scheduler schedules schemas scope scoped score scores screen screens
    screenshot script scripts search secondary secret secrets sector seen segment segmentation segregation seldom selected selection
    selfassessment seminar sent sentence separated separation sequence series serverless session sessions setting settings setup severity share
    shared shares sharing sheet shell shift shown shutdown sign signals signature signatures signed signoff since site sites size sketch skill
    skills skipped snapshot snapshots snippet socket solution solutions solved sometimes source sources specification sponsor sprint staff stage
    stages staging stakeholder stakeholders started stated statement statements statistics step steps stopped storage store stored stores strategy
    stream structure subdomain subject submission submitted subnet subnets subscription subsection subset substitution suite sum supplier
    suppliers supply supported surface surveillance survey suspended suspension switch symbol symptom synchronisation syntax tables tagged
    takeaway target targets taxonomy technique telemetry template templates temporary tenancy tenant tenants term terminal termination terminology
    terms testbed tested than theme theory therefore thread threat threats threshold thresholds throughput thus tier tiers timeline timeout
    timeouts timestamp tip tips together toggle tokens tool toolkit tools topic topics topology toward towards tracked tracker tracking traffic
    trail trails trained training transaction transactions transcript transferred transition translation transmission transparency transport
    treatment trends triage trigger triggered triggers trust trusted tunnel tutorial type types uncertainty understood unit units unknown unless
    until unused updated upgrade upgrades upload uploaded uploads upon upstream uptime usage used using usually utilities utility validated
    validation validator valuation value values variable variables variance variation vault vaults vector vendors verbose verification verified
    versions via viability viewed viewer violation violations virtualisation visibility visit visitor visitors visualisation volume volumes
    voucher vulnerabilities vulnerability waiver walkthrough warehouse warranty weakness weaknesses webhook webhooks website weekend whereas
    whether whitelist window windows withdrawn within without wizard wording workaround worker workers workflow workflows workforce workload
    workloads workplace workshop workspace workstation workstations writer written";

/// French.
pub(in crate::identifiers) const FRENCH: &str = "
    absence acces accord accueil accueillir achat achats acte acteur acteurs action actions activite activites affaire affaires agence ainsi
    alerte alertes alors analyses annee annees annexe annexes annuelle anomalie appareil appareils appel appels applications approbation approche
    apres assez atelier attaque attaques atteinte attente aucun aucune aujourd auquel aussi auteur autorisation autorite autre autres avant
    avantage base bases beaucoup besoin besoins bien biens bientot bilan blanche bleu boite bonnes brute bureau bureaux but cadre caisse
    calendrier camera campagne canal capacite car carte cartes cas ce ceci cela celle celles cellule celui cent cependant certain certaine
    certaines certains certificat certificats ces cet cette ceux chaine champ champs changement changements chapitre chaque charge chargee charte
    chemin chez chiffre chiffrement choix classement cle clef cles cliente collaborateur collaborateurs collecte collegue combien comite commande
    commandes comme comment commentaire commercial commerciale commission competence complete composant comptabilite compte comptes conduite
    confiance confidentialite conformite connexion connexions conseil consentement consequence conservation constat constats contenu contexte
    contrat contrats contre controle controles copie coupure cout couts crise critere criteres critique danger dans date dates davantage debut
    defaut defauts definitive degat deja delai delais demande demandes departement depot depuis derogation derriere desactivation description
    destinataire dette deux devant developpement developpeur diagramme difference difficulte diffusion directeur direction disponibilite
    dispositif domaine domaines donc donnee donnees dont dossier dossiers droit droits duree eau ecart ecarts echange echanges echantillon
    echeance echec echecs ecran ecrit effet elevee elles emplacement employe employes employeur encore enfin enjeu enjeux enquete enregistrement
    ensuite entite entre entree entreprise entreprises entretien environ environnement equipe equipement equipes erreur erreurs espace essai
    essais est etape etapes etat etats etre etude eux evenement evenements evolution examen exemple exemples exercice exigence exigences
    expiration exploitation exposition externes extrait facon faible faille failles fait faut faute fermeture feuille fiche fiches fichier
    fichiers filtre fin flux fois fonction fonctionnement fonctions fond formation forme formulaire fournisseur fournisseurs fraude frequence
    fuite fuites general generale gestion gestionnaire gouvernance groupe groupes guichet guide habilitation habilitations hebdomadaire
    hebergement hebergeur heure heures hierarchie historique hors hypothese ici identifiant identifiants identite il ils image impacts indicateur
    indicateurs indice information informations informatique infrastructure ingenieur initiative inscription integrite interet internes
    intervention inventaire jalon jamais jaune jeton jetons jeu jour journalisation journaux journee jours jusque justificatif la laquelle lecture
    legal legale lequel lesquels lettre leur leurs liaison liens lieu lieux ligne lignes limite limites listes livrable livraison locale locaux
    logiciel logiciels loi lors lorsque lot lui magasin maintenant mais maison maitre maitrise majeure malgre maniere manque manquement marchande
    marche marque materiel matiere meme memes memoire menace menaces mensuelle merci message messagerie messages mesure mesuree mesures methodes
    mieux mineure mise missions modalite modele modeles modifications moins mois mon mondiale mot mots moyen moyenne moyens nationale navigateur
    nette ni niveaux noir nom nombre non norme normes nos note notes notre nous nouveau nouvelle nuage numero objectif objectifs objet objets on
    operations ordinateur ordre organisme origine ou ouest oui outil outils ouverture panne par paragraphe parametre parametres parc parce parefeu
    parfois parmi part partage partenaire partenaires partie partielle passage passe patrimoine pays pendant perimetre periode periodes personne
    personnes perte pertes peu peut piece pieces pilotage piste place plainte plateforme plateformes plus plusieurs point points politique
    politiques portail porte portee poste postes pourquoi pratique pratiques pres present presents presque prestataire prestataires prestation
    preuve preuves principal principale principe principes priorite priorites problemes processus produit produits profils projet projets
    proposition proprietaire proprietaires protocole provisoire public puis puisque qualite quand quantite quatre que quel quelles quels qui quoi
    quoique quotidien quotidienne raison raisons rappel rapport rapports reception recommandation recommandations recours recueil recuperation
    referentiel refus regionale registre registres regle reglement regles regroupement rejet relecture remarque remise remplacement rencontre
    renfort renouvellement renseignement repertoire reponse reponses reprise reseau reseaux respect responsabilite ressource ressources
    restauration restitution resultat resultats resume retard retards retour retours retrait reunion reunions revue revues risque risques rouge
    rupture sa salaire salarie salaries sans sante sauf sauvegarde sauvegardes se seance secteur securite selon semaine semaines sensibilisation
    sera serrure serveur serveurs services ses seuil seuils si siege signalement sinon situation social sociale sociaux societe soit son sont
    sorte sortie sous soustraitant soustraitants souvent stockage suivant suivante suivi suivis sujet sujets suppression synthese systemes tableau
    tableaux tache taches tant taux techniques tel teletravail telle tels temps tenue terme termes textes titre titres tous tout toute toutefois
    toutes trace traces trafic traitement traitements transfert travail travaux tres trois trop unite urgence usager usages utilisateur
    utilisateurs utilisation valeur valeurs vehicule veille vente ventes verifications vers vert verte vie virus visibilite visite visiteur
    visiteurs voici voie voila vol votre vous vraiment vue vulnerabilite vulnerabilites zones";

/// Spanish.
pub(in crate::identifiers) const SPANISH: &str = "
    abierta abierto acceso accesos accion acciones acta actas actividad actividades activo activos acuerdo acuerdos ademas adjunto administracion
    administrador adonde agente ahi ahora aislamiento ajuste ajustes alcance alerta alertas algo alguien algun alguna algunas alguno algunos
    almacenamiento amarillo ambiente ambito ambos amenaza amenazas analisis anexo anexos anomalia antes anual aparte aplicacion aplicaciones apoyo
    aprobacion aquel aquella aqui archivo archivos asi aspecto asunto asuntos ataque ataques atencion auditor auditoria auditorias aun aunque
    autenticacion autorizacion aviso avisos ayuda azul baja bajo bastante bloque bloqueo borrado borrador brecha brechas cada cambio cambios
    campos capa capacidad capitulo carga cargo carpeta carpetas casi caso casos catalogo causa causas centro cerrada cerrado certificado
    certificados ciclo cifrado clase clausula clave claves clientes codigo codigos comentario comentarios como completa completo componente
    componentes compra compras comprobacion comunicacion conclusiones condicion condiciones conexion conexiones confianza configuracion conjunto
    consejo consentimiento consulta consultas contenido contexto continuidad contrasena contrasenas contrato contratos copia copias correccion
    correo correos costes creacion credencial credenciales criterio criterios critica critico cuadro cual cuales cualquier cuando cuanto cuatro
    cuenta cuentas cuestion cumplimiento dano danos dato datos debe deben debilidad decisiones declaracion defecto definicion dentro departamento
    derecho derechos desarrollo descarga descripcion desde despues desviacion detalle detalles deteccion dia diaria diario diferencia direccion
    director directriz disco diseno disponibilidad dispositivo dispositivos documentacion documento documentos dominio dominios donde dos dueno
    duracion edicion edificio efecto ejecucion ejemplo ejemplos ejercicio elemento elementos ellas ello ellos emergencia empleado empleados
    empresa empresas encargada encargado enlace ensayo entidad entidades entonces entorno entornos entrada entradas entrega envio equipo equipos
    era eran error errores esas escenario escritorio ese eso esos espacio esta estacion estado estados estan estandar estas este esto estos
    estrategia estructura estudio etapa etapas evaluacion evento eventos evidencia evidencias excepcion excepciones exigencia expediente
    experiencia exposicion externa externas externo externos extrema extremo factura facturas fallo fallos falta fase fases fecha fechas fichero
    ficheros filtro final firmas flujo formacion formato formulario frecuencia fue fuente fuera fueron fuga funcion funciones garantia gasto
    generales gerente gestor gobierno grado grafico grupo grupos guardia guia ha habil habiles hace hacia hallazgo hallazgos hasta hay herramienta
    herramientas historial hoja horario horas hueco identidad identificacion identificador imagen impacto incidencia incidencias incidente
    incidentes incluso indicador indicadores informacion informe informes infraestructura ingeniero inicio instalacion instruccion integridad
    intento intentos interfaz interna internas interno internos intervalo inventario investigacion invitado jefa jefatura jefe jornada juicio
    junto las lectura legales legislacion lenguaje ley leyes licencia licencias linea lineas lista listas llamada llave llaves lo local luego
    lugar lugares mal mandato manejo manera mantenimiento maquina maquinas marca materia mecanismo mediante medida medidas medio medios mejora
    mejoras memoria menor menos mensaje mensajes mensual menudo mes meses meta metodo metodos metrica mi mientras migracion minimo misma mismo
    mitigacion modelo modelos modificacion modulo momento monitorizacion motivo motivos mucha muchas mucho muchos muy nacional nada nadie
    navegador necesidad negocio negra negro ningun ninguna ninguno nivel niveles no nombres normas normativa norte nosotros nota notas
    notificacion novedad nube nuestra nuestro nueva nuevas nuevo nuevos numeros nunca objetivo objetivos objeto objetos obligacion obligaciones
    obra observacion observaciones oeste oficina oficinas opcion opciones operacion operaciones operador oportunidad orden organizacion origen
    otra otras otro otros pagina paginas palabra palabras panel pantalla papel paquete parche parches parcial parte partes paso pasos patron
    perdida perfil perfiles perimetro periodo periodos permiso permisos pero persona personas peticion planes plantilla plataforma plazo plazos
    poblacion pocas poco pocos politica politicas porque posicion practica practicas presencia presupuesto prevencion primer primera primero
    principales principio principios prioridad privada privado problema problemas procedimiento procedimientos proceso procesos produccion
    producto productos programa programas propia propiedad propietario propietarios propio proposito propuesta propuestos proteccion protocolo
    proveedor proveedores provisional proyecto proyectos prueba pruebas publica publicacion publico puede pueden puerta puerto puertos pues puesto
    punto puntos queja quien quienes ramo rango razon recepcion recomendacion recomendaciones recorrido recuperacion recurso recursos redes
    reduccion referencia regional registro registros regla reglamento reglas relacion remediacion rendimiento renovacion repositorio requisito
    requisitos reserva resguardo respaldo respaldos responsabilidad respuesta respuestas restauracion resultado resultados resumen retencion
    retraso reuniones revisiones revocacion riesgo riesgos roja rol rotacion ruta rutas salida sea seccion segmento seguimiento segun segunda
    segundo seguridad semana semanal semanas senal sensibilizacion ser servicio servicios servidor servidores sesion sesiones severidad sido
    siempre siguiente simulacro sin sino sistema sistemas sitio sitios situacion sobre sociales software solicitud solicitudes solo solucion
    soluciones soporte subcontratista sujeto superficie supervision supuesto sur sus tabla tablas tambien tampoco tan tanto tarea tareas tarjeta
    tasa tecnica tecnicas tecnico tecnicos telefono tema temas temporal tercera tercero termino terminos texto textos tiempo tienda tiene tienen
    tipo tipos titulo titulos toda todas todavia todo todos trabajador trabajo trabajos trafico transferencia transito tras traspaso tratamiento
    tratamientos tu turno ubicacion ultima ultimo umbral umbrales unas unidad unidades unos uso usos usted ustedes usuario usuarios utilizacion
    validacion valor valores varias varios veces vencimiento venta ventana ventas verificacion versiones viaje vigencia vigilancia vinculo visita
    visitante visitas vista voz vulnerabilidad vulnerabilidades ya zonas";

/// Italian.
pub(in crate::identifiers) const ITALIAN: &str = "
    abbiamo accessi accesso accordo adesso aggiornamento alcune alcuni allarme allegati allegato allora altre altri ambienti amministratore
    analisi anche ancora anno annuale anzi aperta aperto appena applicazione approvazione archivio aree argomento assai assenza attacco attivita
    attrezzatura autore avviso azienda aziendale aziende azione azioni bassa bene bozza capitolo caricamento carta cartella cartelle certificati
    certificato certo che chiave chiavi chiusa chiuso ciascuno cio clienti codice codici collegamento comando come commento compito comportamento
    comunicazione conclusione condizione conferma configurazione conformita conoscenza consegna conservazione contenuto contesto conto contratti
    contratto contro controlli controllo correzione cosi costi costo credenziali criteri cui dai dal dalla dalle dallo danno data dati debolezza
    decisione degli dei del dell della delle dello deve devono difesa difetto dipartimento dipendente dipendenti direttore direzione dirigente
    diritti diritto disponibilita dispositivi documenti dopo dove dunque durata ecco elementi elenco emergenza ente errore errori esame esempio
    esercizio esito essere esterna esterne esterni esterno eventi evidenza evidenze fasi fattura fine finestra fino flusso foglio formazione
    fornitore fornitori fra frequenza funzione funzioni furto garanzia gestione gestore giallo giornaliero giornata giorni giorno gli governo
    grave gruppi gruppo guasto identita ieri immagine impatto impianto impiegato incarico incidenti indagine indirizzo infatti informazione
    informazioni inizio inoltre insieme intanto integrita interfaccia interni intervallo intervento invece lavoro legali legge leggi lettura
    licenza limiti linee livelli livello logica loro luogo macchina magazzino mai mancanza manuale manutenzione materiale meno mensile mentre mese
    mesi messaggi messaggio minacce minaccia misura misure modello modifica modifiche modo molta molte molti molto nazionale negozio nel nera nero
    nessun nessuna nessuno niente nodo nome nomi nostra nostro notifica nulla numeri nuova nuove nuovi nuovo obbligo obiettivi obiettivo oggetto
    oggi ogni ognuno operatore operazione oppure ordine organizzazione ormai ospite osservazione osservazioni ovest pacchetto pagamento pagine
    parametro parola parole parti parziale passaggio passo perche percorso perdita permessi permesso personale persone piani piano piattaforma piu
    poca pochi poi posizione posta prassi pratica presenti presenza prestazione prima primo priorita privata privato problemi procedura processi
    processo prodotti prodotto profilo progetti progetto programma proposta proprieta proprietario proprio protezione protocollo prova prove
    pubblica pubblico punti puo quadro qualche qualcosa qualcuno quale quali qualita quando quanto quasi quella quelli quello questa queste questi
    questione questo quindi raccolta raccomandazione rapporti rapporto reato recupero regione registri regola regolamento regole relazione reparto
    requisiti rete reti revisione ricerca richiesta richieste riepilogo rischi rischio riserva risorsa risorse risposta risultati risultato
    ritardo riunione rossa ruoli ruolo salvataggio scadenza scadenze scelta scopo sede segnalazione segreto sempre senza serie servizi servizio
    sessione settimana settimanale settimane settore sezione sia siamo siccome sicurezza sistemi sito situazione sociali societa soglia soltanto
    soluzione sono sopra sorveglianza sotto spazio specifica sta stata state stati stato stessa stesso strategia strumenti strumento struttura sua
    subito sul sulla suo suoi sviluppo tabella tale tali tasso tecniche tecnici tempi termini terza terzo testo tipi titolo tra tracce traccia
    traffico tranne trasferimento trattamento tre troppo tutta tuttavia tutte tutti tutto uffici ufficio unita urgenza uscita utente utenti
    utilizzo valore valori valutazione vendita verifica verifiche versione verso vicino vigilanza vincolo violazione visitatore voce voi vostra
    vostro vulnerabilita";

/// Dutch.
pub(in crate::identifiers) const DUTCH: &str = "
    aan aanbeveling aandacht aanpak aantal aanval aanvraag aanvragen aanwezig aanwezigen accountant achter actie acties adres af afbeelding
    afdeling afdelingen afspraak afwijking afwijkingen al alleen altijd ander antwoord apparaat apparaten archief auteurs bedreiging bedrijf
    bedrijven beheer beheerd beheerder beheerders behoefte belang beleid beperking berichten bescherming beschikbaarheid beschrijving besluit
    bestanden bestuur beveiliging bevinding bevindingen bewaartermijn bewijs bewijzen bezoek bezoeker bezoekers bij bijlage bijlagen boven bron
    bronnen buiten categorie certificaat certificaten conclusie configuratie contracten daar daarna daarom daarvoor dag dagelijks dagen dat deel
    deur deze dezelfde directie dit documenten doel doelen domein door drempel dus duur echter eens eerst eerste eigenaar eigenaren eind einde eis
    eisen elk enige enkele ergens fout fouten functie gebouw gebruik gebruiker gebruikers geen gegeven gegevens gemiddeld gesprek gevaar geval
    gevallen gevolg goedkeuring grens groep groepen haar handleiding hebben heeft hem hen herstel hij hoe hoofdstuk hulp hun iedere iedereen
    iemand iets ik incidenten indien informatie inhoud inkoop inlog inschatting installatie jaar jaarlijks jaren jij jullie kaart kan kans kantoor
    keten keuze klacht klant klanten kon koppeling kritiek kunnen kwaliteit kwartaal kwetsbaarheden kwetsbaarheid laag laatste lek lekken
    leverancier leveranciers licentie lijst lijsten locatie logboek maand maandelijks maanden maar maatregel maatregelen mag magazijn manager
    medewerker medewerkers meerdere meest melding meldingen men middel middelen mij mijn minder minuut misschien moet moeten na naam naar naast
    netwerk netwerken niet niets nieuw nieuwe nog noodgeval nooit nu of om omdat onderdeel onderwerp onderzoek ongeval ongeveer ons ontwerp
    ontwikkelaar ontwikkeling onze ook oorzaak oost opdracht opdrachtgever openbaar opleiding oplossing opmerking opmerkingen opslag opvolging
    organisatie over overal overleg overzicht pand partij partijen pas personeel persoon plaats plannen praktijk prioriteit probleem problemen
    proces processen product project projecten punt punten rapportage rapporten reactie rechten reeds regels resultaat resultaten risico risicos
    ruimte ruit samenvatting scherm sinds slechts sleutel sleutels soms soort standaard stap stappen steeds steekproef storing structuur systeem
    systemen taak taken te team tegen tekst telefoon termijn terwijl testen tijd tijden toch toegang toegangsrechten toen toestel toestemming
    toezicht tot tussen twee uit uitgang uitkomst uitleg uitvoering uitzondering uren uur vaak vakantie veel venster verantwoordelijkheid
    verbetering verbinding verder vereiste vergadering vergunning verkoop verlies verloop vermoeden verschil versies verslag vertraging
    vertrouwelijk vertrouwen verwerker verwerking verzoek verzoeken volgende volgens voor vooral voorbeeld voordat voorstel vraag vragen waar
    waarde waarden waarom waarschuwing wachttijd wachtwoord wachtwoorden wanneer wat week weer weken wel welke werd werking werknemer werkplek wet
    wetgeving wettelijk wij wijzigen wijziging wijzigingen woord woorden wordt zaak zaken zal ze zeer zelf zelfs zich zij zijn zo zoals zonder
    zouden zuid";

/// German words that others are put before: "Aufbewahrungsfrist", "Zugangsdaten". None of them ends a family name.
pub(in crate::identifiers) const HEADS: &str = "
    abfrage abfragen ablage ablagen abteil adresse adressen analyse analysen anbieter angabe angaben anlage anlagen antrag antrage auftrag
    auftrage ausfall ausweis ausweise beauftragte beauftragten beauftragter benutzer bericht berichte berichts betrieb betriebs datei dateien
    daten dienst dienste dienstleister dokument dokumente ebene ebenen eintrag eintrage einzelfall element elemente falle falls freigabe freigaben
    frist fristen gebuhr gebuhren gerat gerate gesetz gesetze grund grunde grundlage gruppe gruppen hardware jahr jahre jahres karte karten
    kennwort klasse klassen konten konto kontos kontrolle kontrollen konzept konzepte kosten kunde kunden leiter leiterin lieferant lieferanten
    linie linien liste listen management manager mangel masnahme masnahmen matrix matrizen mittel modell modelle monat monate nachweis nachweise
    netze netzwerk notfall notiz notizen notstand nummer nummern nutzer objekt objekte ordner partner passwort phase phasen plan plane plans
    portal portale profil profile programm programme projekt projekte protokoll protokolle protokolls prozess prozesse prufer pruferin punkt
    punkte quelle quellen raum raume raums rechte regel regelfall regeln richtlinie richtlinien risiken risiko rolle rollen satz satze schlussel
    schnittstelle schutz schutzes seite seiten server servers software stelle stellen storfall stufe stufen system systeme systems tabelle
    tabellen tage tagen tages team teams termin termine test tests umgebung unterlage unterlagen verantwortliche verantwortlicher verfahren
    verfahrens vertrag vertrage vertrags verwalter vorfall vorfall vorfalle vorgabe vorgaben vorlage vorlagen wert werte woche wochen zeit zeiten
    zentren zentrum zentrums ziele zugang zugange zugangs zugriff zugriffe zustand zweck zwecke";
