//! Made-up people and what identifies them: names, mail and postal addresses, phones, dates of birth, papers, and the
//! numbers of machines. Mail is at domains and phones are in ranges that are kept for documentation and fiction.

use super::numbers::NUMBERS;
use crate::random::Random;

/// A person; all that is made of one fits together.
#[derive(Clone)]
pub(crate) struct Person {
    given: &'static str,
    family: &'static str,
    number: u64,
    domain: &'static str,
}

impl Person {
    /// Makes one up.
    pub(crate) fn new(random: &mut Random) -> Self {
        let (givens, families) = *random.pick(PEOPLE);
        Self {
            given: random.pick(givens),
            family: random.pick(families),
            number: random.between(2, 97),
            domain: random.pick(DOMAINS),
        }
    }

    /// Returns something about the person; `None` for a kind that there is not.
    pub(crate) fn say(&self, kind: &str) -> Option<String> {
        let (given, family) = (ascii(self.given), ascii(self.family));
        let initial: String = given.chars().take(1).collect();
        Some(match kind {
            "person" => format!("{} {}", self.given, self.family),
            "person-reversed" => format!("{}, {}", self.family, self.given),
            "person-initial" => format!("{}. {}", self.given.chars().next()?, self.family),
            "given" => self.given.to_owned(),
            "family" => self.family.to_owned(),
            "username" => format!("{initial}{family}"),
            "email" => match self.number % 4 {
                0 => format!("{given}.{family}@{}", self.domain),
                1 => format!("{initial}{family}{}@{}", self.number, self.domain),
                2 => format!("{given}_{family}+ledger@{}", self.domain),
                _ => format!("{family}.{given}@mail.{}", self.domain),
            },
            _ => return None,
        })
    }
}

/// Lower case without accents, as in user names.
fn ascii(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'ã' | 'â' | 'ä' | 'å' => "a".to_owned(),
        'é' | 'è' | 'ê' | 'ë' | 'ę' => "e".to_owned(),
        'í' | 'ï' => "i".to_owned(),
        'ó' | 'ö' | 'ø' | 'ô' => "o".to_owned(),
        'ú' | 'ü' => "u".to_owned(),
        'ñ' | 'ń' => "n".to_owned(),
        'ç' | 'ć' => "c".to_owned(),
        'ł' => "l".to_owned(),
        'ś' | 'ß' => "ss".to_owned(),
        c if c.is_ascii_alphanumeric() => c.to_string(),
        _ => String::new(),
    };
    name.to_lowercase().chars().map(plain).collect()
}

/// Makes an identifier that belongs to no person of the text; `None` for a kind that there is not.
pub(crate) fn plain(kind: &str, random: &mut Random) -> Option<String> {
    if let Some((_, _, make)) = NUMBERS.iter().find(|(name, _, _)| *name == kind) {
        return Some(make(random));
    }
    Some(match kind {
        "phone" => phone(random),
        "phone-us" => format!("({}) 555-01{}", random.between(201, 989), random.digits(2)),
        "phone-e164" => format!("+1{}55501{}", random.between(201, 989), random.digits(2)),
        "address" => address(random),
        "dob" => dob(random),
        "passport" => format!(
            "{}{}",
            random.text("CFGHJKLMNPRTVWXYZ", 1),
            random.text("0123456789CFGHJKLMNPRTVWXYZ", 8)
        ),
        "passport-us" => random.digits(9),
        "licence" => format!("{}{}", random.text("ABCDEFGHJKLMNPRSTVWXYZ", 1), random.digits(8)),
        "plate" => match random.below(3) {
            0 => format!(
                "{}-{} {}",
                random.pick(&["B", "M", "HH", "K"]),
                random.text("ABCDEFGHJKLMNPRSTUVWXYZ", 2),
                random.between(100, 9999)
            ),
            1 => format!(
                "{}{} {}",
                random.text("ABCDEFGHJKLMNOPRSTUVWXY", 2),
                random.between(51, 75),
                random.text("ABCDEFGHJKLMNOPRSTUVWXY", 3)
            ),
            _ => format!(
                "{}-{}-{}",
                random.text("ABCDEFGHJKLMNPQRSTVWXYZ", 2),
                random.digits(3),
                random.text("ABCDEFGHJKLMNPQRSTVWXYZ", 2)
            ),
        },
        "customer-id" => format!("{}-{}", random.pick(&["C", "CUST", "KD", "ACME"]), random.digits(6)),
        "account" => random.digits(10),
        "ipv4" => {
            format!("{}.{}", random.pick(&["192.0.2", "198.51.100", "203.0.113"]), random.between(1, 254))
        }
        "ipv4-private" => match random.below(3) {
            0 => format!("10.{}.{}.{}", random.below(256), random.below(256), random.between(1, 254)),
            1 => format!("172.{}.{}.{}", random.between(16, 31), random.below(256), random.between(1, 254)),
            _ => format!("192.168.{}.{}", random.below(256), random.between(1, 254)),
        },
        "ipv6" => format!("2001:db8:{}:{}::{}", random.hex(4), random.hex(4), random.between(1, 99)),
        "mac" => format!("00:00:5e:00:53:{}", random.hex(2)),
        "eth" => format!("0x{}", random.hex(40)),
        "coordinates" => format!(
            "{}.{}, {}.{}",
            random.between(36, 59),
            random.digits(5),
            random.between(2, 29),
            random.digits(5)
        ),
        _ => return None,
    })
}

fn phone(random: &mut Random) -> String {
    match random.below(12) {
        0 => format!("+1 {}-555-01{}", random.between(201, 989), random.digits(2)),
        1 => format!("{}-555-01{}", random.between(201, 989), random.digits(2)),
        2 => format!("+44 20 7946 0{}", random.digits(3)),
        3 => format!("07700 900{}", random.digits(3)),
        4 => format!("+49 30 23125 {}", random.digits(3)),
        5 => format!("030 23125{}", random.digits(3)),
        6 => format!("+33 6 39 98 {} {}", random.digits(2), random.digits(2)),
        7 => format!("01 99 00 {} {}", random.digits(2), random.digits(2)),
        8 => format!("+61 491 570 {}", random.digits(3)),
        9 => format!("+91 98{} {}", random.digits(3), random.digits(5)),
        10 => format!("+55 11 9{}-{}", random.digits(4), random.digits(4)),
        _ => format!("+34 6{} {} {}", random.digits(2), random.digits(3), random.digits(3)),
    }
}

fn address(random: &mut Random) -> String {
    let number = random.between(1, 240);
    match random.below(8) {
        0 => format!(
            "{number}{} {} {}, {}",
            random.digits(1),
            random.pick(&["Oak", "Maple", "Cedar", "Elm"]),
            random.pick(&["Street", "Ave", "Drive", "Lane"]),
            random.pick(&["Springfield, IL 62704", "Austin, TX 78701", "Salem, OR 97301"])
        ),
        1 => format!(
            "{number} {} {}, {}",
            random.pick(&["Church", "Station", "Mill"]),
            random.pick(&["Road", "Lane", "Street"]),
            random.pick(&["Leeds LS1 4AP", "Bristol BS1 5TR", "London SW1A 2AA"])
        ),
        2 => format!(
            "{} {number}, {}",
            random.pick(&["Lindenstraße", "Hauptstraße", "Gartenweg", "Am Markt"]),
            random.pick(&["10969 Berlin", "80331 München", "50667 Köln"])
        ),
        3 => format!(
            "{number} {}, {}",
            random.pick(&["rue de la Paix", "avenue Victor Hugo", "boulevard Voltaire"]),
            random.pick(&["75002 Paris", "69003 Lyon", "13001 Marseille"])
        ),
        4 => format!(
            "{} {number}, {}",
            random.pick(&["Keizersgracht", "Dorpsstraat", "Kerkweg"]),
            random.pick(&["1016 EG Amsterdam", "3511 LX Utrecht"])
        ),
        5 => format!(
            "{} {number}, {}",
            random.pick(&["Calle de Alcalá", "Calle Mayor", "Avenida Diagonal"]),
            random.pick(&["28014 Madrid", "08019 Barcelona"])
        ),
        6 => format!(
            "{} {number}, {}",
            random.pick(&["Via Garibaldi", "Corso Italia", "Via Roma"]),
            random.pick(&["20121 Milano", "00184 Roma"])
        ),
        _ => format!(
            "{number} {} {}, {}",
            random.pick(&["George", "Collins", "King"]),
            random.pick(&["Street", "St"]),
            random.pick(&["Sydney NSW 2000", "Melbourne VIC 3000"])
        ),
    }
}

fn dob(random: &mut Random) -> String {
    let (day, month, year) = (random.between(1, 28), random.between(1, 12), random.between(1938, 2006));
    match random.below(4) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day:02}.{month:02}.{year}"),
        2 => format!("{month:02}/{day:02}/{year}"),
        _ => format!(
            "{day} {} {year}",
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December"
            ][month as usize - 1]
        ),
    }
}

const DOMAINS: &[&str] = &["example.com", "example.org", "example.net", "northwind.test", "ledger.test"];

type Names = &'static [&'static str];

/// Given and family names that go together.
const PEOPLE: &[&(Names, Names)] = &[
    &(
        &["Jane", "Michael", "Rebecca", "Thomas", "Olivia", "Daniel"],
        &["Whitfield", "Carter", "Hughes", "Thornton", "Blackwood", "Ellis"],
    ),
    &(
        &["Marisol", "José", "Lucía", "Álvaro", "Begoña"],
        &["Quintero", "Fernández", "Ibáñez", "Castellanos", "Núñez"],
    ),
    &(
        &["Jürgen", "Annegret", "Lukas", "Heike", "Matthias"],
        &["Schröder", "Wiesner", "Kowalski", "Vogt", "Baumgärtner"],
    ),
    &(&["Chloé", "Thibault", "Aurélie", "Gaël"], &["Lefèvre", "Moreau", "Dubois", "Chevalier"]),
    &(&["Giulia", "Lorenzo", "Chiara", "Matteo"], &["Bianchi", "Ferrara", "Moretti", "Santoro"]),
    &(&["Łukasz", "Agnieszka", "Paweł", "Zofia"], &["Wiśniewski", "Zając", "Kamińska", "Wójcik"]),
    &(&["Søren", "Ingrid", "Håkon", "Freja"], &["Lindqvist", "Østergaard", "Nygaard", "Halvorsen"]),
    &(&["Priya", "Arjun", "Ananya", "Rohan"], &["Raghavan", "Chatterjee", "Iyer", "Deshpande"]),
    &(&["Haruka", "Kenji", "Yuki", "Daichi"], &["Tanaka", "Watanabe", "Nakamura", "Kobayashi"]),
    &(&["Amara", "Kwame", "Chidi", "Zanele"], &["Okafor", "Mensah", "Adeyemi", "Dlamini"]),
    &(&["Layla", "Omar", "Yasmin", "Tariq"], &["Haddad", "Al-Masri", "Khoury", "Rahman"]),
    &(&["Minh", "Linh", "Wei", "Mei"], &["Nguyen", "Zhang", "Huang", "Tran"]),
];

#[cfg(test)]
mod tests {
    use super::{Person, plain};
    use crate::random::Random;

    #[test]
    fn all_that_is_said_of_a_person_fits_together() {
        let person = Person::new(&mut Random::new(11));
        let (given, whole) = (person.say("given").unwrap(), person.say("person").unwrap());
        assert!(whole.starts_with(&given));
        let mail = person.say("email").unwrap();
        assert!(mail.is_ascii() && mail.contains('@'));
        assert!(person.say("shoe-size").is_none());
    }

    #[test]
    fn addresses_of_machines_are_in_ranges_for_documentation() {
        let address = plain("ipv4", &mut Random::new(2)).unwrap();
        assert!(["192.0.2.", "198.51.100.", "203.0.113."].iter().any(|range| address.starts_with(range)));
        assert!(plain("ipv6", &mut Random::new(2)).unwrap().starts_with("2001:db8:"));
    }
}
