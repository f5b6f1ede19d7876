//! Words that are no people in the languages of reviews, beside people in the same sentences.

use super::{names_customers, scan_field, scan_text};
use crate::{Reach, Record};
use evidact_model::TextKind;
use evidact_raw::KeyPath;

fn found(text: &str) -> Vec<&str> {
    let mut hits = Vec::new();
    scan_text(text.as_bytes(), TextKind::Prose, Reach::All, &mut hits);
    let mut values: Vec<&str> = hits.iter().filter_map(|h| text.get(h.span.range())).collect();
    values.dedup();
    values
}

fn nobody(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn spans_of_time_are_nobody_in_german() {
    nobody(&[
        "drei Tage Urlaub",
        "30 Tage Aufbewahrungsfrist",
        "Mehrere Tage Verzug",
        "drei Tage alt",
        "Die Tage Montag bis Freitag sind vollständig.",
        "Backup läuft alle drei Tage Nachts",
        "Nach zehn Tage Wartezeit und 14 Tage Kündigungsfrist",
    ]);
}

#[test]
fn a_noun_that_stood_behind_a_name_is_not_taken_again_alone() {
    let text = "Es waren 30 Tage Zugangsdaten. Protokolle enthalten keine Zugangsdaten.";
    nobody(&[text]);
    let text = "Prüferin: Lena Kraft\n\nDie Kraft der Vorgabe ist gering. Kraft wird gebraucht.\n";
    assert_eq!(found(text), ["Lena Kraft"]);
}

#[test]
fn departments_are_no_people() {
    for label in ["Verantwortlich", "Owner", "Kontakt", "Ansprechpartner", "Responsable", "Reviewer"] {
        for department in [
            "Leitung Betrieb",
            "Einkauf Nord",
            "Leiter Rechenzentrum",
            "Zentrale Vergabestelle",
            "Team Nord",
            "Support Süd",
            "Fachabteilung Finanzen",
            "Équipe Réseau",
            "Service Achats",
            "Equipo Seguridad",
            "Jefatura Sistemas",
            "Ufficio Acquisti",
            "Afdeling Inkoop",
            "Facilities Management",
            "Vendor Risk",
        ] {
            nobody(&[&format!("{label}: {department}\n"), &format!("- {label}: {department}\n")]);
        }
        let person = format!("{label}: Mareike Oldenburg\n");
        assert_eq!(found(&person), ["Mareike Oldenburg"], "{person}");
    }
}

#[test]
fn given_names_before_everyday_words_are_words() {
    nobody(&[
        "Der Ernst der Lage wurde erkannt.",
        "Ernst der Lage erkannt",
        "Lasse Prüfung weg, wenn nichts offen ist.",
        "Rosa Markierung heißt: offen.",
        "Otto Motor",
        "Red Hat ROSA Cluster",
        "Tools: Ansible, Rosa Cluster, Heroku",
        "IDA Pro",
        "Die Rune Zeichen",
        "Karl Kasse, Claus Vertrag",
        "Norma Técnica, Marco Legal",
        "Nur Testdaten wurden verwendet. Reine Textdateien sind erlaubt.",
        "Nella Sezione tre. Libero Accesso alla sala.",
        "Elle Vérifie chaque semaine. Avis Technique joint.",
        "Onder Toezicht van de directie",
    ]);
}

#[test]
fn the_same_given_names_before_a_family_name_are_people() {
    for name in [
        "Ernst Hoffmann",
        "Lasse Petersen",
        "Rosa Wittkampen",
        "Otto Brandmaier",
        "Ida Lindström",
        "Claire Berthier",
        "Manuel Sotelo",
        "Marco Rinaldi",
        "Kai Vogel",
    ] {
        let text = format!("Die Prüfung wurde von {name} verlängert.");
        assert_eq!(found(&text), [name], "{text}");
    }
}

#[test]
fn half_a_name_is_never_left() {
    for text in [
        "Then Frank Sommer said yes.",
        "Frank Sommer\n",
        "seen by Frank Sommer (lead)",
        "He and Frank Sommer left.",
    ] {
        assert_eq!(found(text), ["Frank Sommer"], "{text}");
    }
    // A word before somebody stays a word.
    assert_eq!(found("Hope Kevin is well."), ["Kevin"]);
}

#[test]
fn a_noun_is_a_family_name_behind_a_title_and_behind_a_labelled_given_name() {
    assert_eq!(found("Das hat Frau Markt gesagt, und Herr Zweck auch."), ["Markt", "Zweck"]);
    for label in ["Verantwortlich", "Owner", "Responsable"] {
        let text = format!("{label}: Lena Zweck\n");
        assert_eq!(found(&text), ["Lena Zweck"], "{text}");
    }
    nobody(&["Hallo Team, liebe Kunden", "Hallo Abteilung Einkauf"]);
}

#[test]
fn a_name_below_a_wish_and_behind_a_roll_call_is_a_person() {
    for text in [
        "Have a nice weekend\nZorvine Brandelmo\n",
        "Have a nice weekend!\n\nZorvine Brandelmo",
        "Schönes Wochenende\nZorvine Brandelmo\n",
        "Mit freundlichen Grüßen\nZorvine Brandelmo\n",
        "Present: Zorvine Brandelmo\n",
        "**Anwesend:** Zorvine Brandelmo\n",
        "- Présents : Zorvine Brandelmo\n",
    ] {
        assert_eq!(found(text), ["Zorvine Brandelmo"], "{text}");
    }
    assert_eq!(
        found("Present: Mareike Oldenburg, Frank Sommer, Zorvine Brandelmo\n"),
        ["Mareike Oldenburg", "Frank Sommer", "Zorvine Brandelmo"]
    );
    nobody(&["Best practices\nRelease Cadence\n", "Present: yes\n", "Kind of data\nCadence Zorvine\n"]);
}

#[test]
fn the_header_of_a_table_holds_no_values() {
    for header in [
        "| user | path | 2FA |",
        "| user | endpoint | 2FA |",
        "| user | shell | S3 |",
        "| Benutzer | Pfad | 2FA |",
        "| owner (login) | path | age > 30d |",
    ] {
        let columns = header.matches('|').count() - 1;
        let text = format!("{header}\n{}|\n{}|\n", "| --- ".repeat(columns), "| x ".repeat(columns));
        nobody(&[&text]);
    }
    let text = "| user | path | 2FA |\n| --- | --- | --- |\n| zronsard | /srv | yes |\n";
    assert_eq!(found(text), ["zronsard"]);
    assert_eq!(found("| user | zronsard |\n| role | admin |\n"), ["zronsard"]);
}

#[test]
fn numbers_of_orders_in_a_table_are_somebodys_only_beside_people() {
    nobody(&[
        "order_id,total\n100234,12.50\n1002367,9.00\n",
        "| order_id | total |\n| --- | --- |\n| 100234 | 5 |\n",
    ]);
    assert_eq!(found("order_id,email\n100234,jane@example.com\n"), ["100234", "jane@example.com"]);
    assert_eq!(found("Bestellnummer: 100234\n"), ["100234"]);
    let field = |record| {
        let mut path = KeyPath::new();
        path.push(b"order_id");
        let mut hits = Vec::new();
        scan_field(&path, b"100234", record, Reach::All, &mut hits);
        hits.len()
    };
    assert_eq!([Record::OfThings, Record::OfCustomers, Record::Any].map(field), [0, 1, 1]);
    assert!(names_customers(b"order_id;customer_id;total") && !names_customers(b"order_id;total"));
}

#[test]
fn a_family_name_that_is_a_noun_is_taken_under_its_key() {
    for (key, value, taken) in [
        ("last_name", "Markt", 1),
        ("Nachname", "Zweck", 1),
        ("customer_name", "Lena Markt", 1),
        ("owner", "Leitung Betrieb", 0),
        ("last_name", "null", 0),
    ] {
        let mut path = KeyPath::new();
        path.push(key.as_bytes());
        let mut hits = Vec::new();
        scan_field(&path, value.as_bytes(), Record::Any, Reach::All, &mut hits);
        assert_eq!(hits.len(), taken, "{key} {value}");
    }
}

/// Sentences as reviews have them, put together from parts: no two capitalised nouns of them are a person.
#[test]
fn prose_of_reviews_holds_nobody() {
    let german = |unit: &str, noun: &str| {
        format!("Gefordert sind 90 {unit} {noun}, gemessen wurden mehrere {unit} {noun}. Die {noun} fehlt.\n")
    };
    for unit in ["Tage", "Wochen", "Monate", "Jahre", "Stunden"] {
        for noun in [
            "Aufbewahrung",
            "Wartezeit",
            "Verzug",
            "Rückstand",
            "Archivierung",
            "Löschfrist",
            "Wartung",
            "Urlaub",
            "Rufbereitschaft",
            "Protokollierung",
            "Kündigungsfrist",
            "Bearbeitungszeit",
            "Sperre",
            "Vorlauf",
        ] {
            nobody(&[&german(unit, noun)]);
        }
    }
    for lead in ["La revue couvre", "El informe cubre", "Il rapporto copre"] {
        for pair in [
            "Gestion Accès",
            "Contrôle Interne",
            "Durée Conservation",
            "Gestión Incidentes",
            "Lista Blanca",
            "Plan Contingencia",
            "Norma Interna",
            "Controllo Accessi",
            "Registro Eventi",
        ] {
            nobody(&[&format!("{lead} la {pair} et la {pair}.\n")]);
        }
    }
}
