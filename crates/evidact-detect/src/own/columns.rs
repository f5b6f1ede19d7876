//! What a column of the list holds: by its header, or by its values if there is no header.

use crate::identifiers;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    Email,
    Phone,
    Number,
    FullName,
    Given,
    Family,
    Company,
    Username,
    Host,
    Address,
    Town,
    Unknown,
}

/// Words of headers that the vocabulary of identifiers tells less finely; folded, without separators.
const WORDS: &[(&str, Column)] = &[
    ("company", Column::Company),
    ("companyname", Column::Company),
    ("organisation", Column::Company),
    ("organization", Column::Company),
    ("organisationname", Column::Company),
    ("organizationname", Column::Company),
    ("employer", Column::Company),
    ("businessname", Column::Company),
    ("legalname", Column::Company),
    ("tenant", Column::Company),
    ("tenantname", Column::Company),
    ("firma", Column::Company),
    ("firmenname", Column::Company),
    ("unternehmen", Column::Company),
    ("arbeitgeber", Column::Company),
    ("societe", Column::Company),
    ("entreprise", Column::Company),
    ("raisonsociale", Column::Company),
    ("empresa", Column::Company),
    ("razonsocial", Column::Company),
    ("compania", Column::Company),
    ("azienda", Column::Company),
    ("societa", Column::Company),
    ("ragionesociale", Column::Company),
    ("bedrijf", Column::Company),
    ("bedrijfsnaam", Column::Company),
    ("foretag", Column::Company),
    ("virksomhed", Column::Company),
    ("yritys", Column::Company),
    ("username", Column::Username),
    ("user", Column::Username),
    ("login", Column::Username),
    ("loginname", Column::Username),
    ("userid", Column::Username),
    ("uid", Column::Username),
    ("handle", Column::Username),
    ("nickname", Column::Username),
    ("samaccountname", Column::Username),
    ("benutzer", Column::Username),
    ("benutzername", Column::Username),
    ("utilisateur", Column::Username),
    ("identifiant", Column::Username),
    ("usuario", Column::Username),
    ("gebruikersnaam", Column::Username),
    ("domain", Column::Host),
    ("domainname", Column::Host),
    ("website", Column::Host),
    ("web", Column::Host),
    ("url", Column::Host),
    ("homepage", Column::Host),
    ("host", Column::Host),
    ("hostname", Column::Host),
    ("siteweb", Column::Host),
    ("address", Column::Address),
    ("street", Column::Address),
    ("streetaddress", Column::Address),
    ("addressline1", Column::Address),
    ("adresse", Column::Address),
    ("anschrift", Column::Address),
    ("strasse", Column::Address),
    ("rue", Column::Address),
    ("direccion", Column::Address),
    ("calle", Column::Address),
    ("indirizzo", Column::Address),
    ("endereco", Column::Address),
    ("adres", Column::Address),
    ("straat", Column::Address),
    ("givenname", Column::Given),
    ("firstname", Column::Given),
    ("forename", Column::Given),
    ("first", Column::Given),
    ("given", Column::Given),
    ("vorname", Column::Given),
    ("rufname", Column::Given),
    ("prenom", Column::Given),
    ("nombres", Column::Given),
    ("primernombre", Column::Given),
    ("voornaam", Column::Given),
    ("fornamn", Column::Given),
    ("fornavn", Column::Given),
    ("etunimi", Column::Given),
    ("imie", Column::Given),
    ("jmeno", Column::Given),
    ("primeironome", Column::Given),
    ("familyname", Column::Family),
    ("lastname", Column::Family),
    ("surname", Column::Family),
    ("last", Column::Family),
    ("family", Column::Family),
    ("nachname", Column::Family),
    ("familienname", Column::Family),
    ("zuname", Column::Family),
    ("nom", Column::Family),
    ("nomdefamille", Column::Family),
    ("apellido", Column::Family),
    ("apellidos", Column::Family),
    ("cognome", Column::Family),
    ("achternaam", Column::Family),
    ("efternamn", Column::Family),
    ("efternavn", Column::Family),
    ("etternavn", Column::Family),
    ("sukunimi", Column::Family),
    ("nazwisko", Column::Family),
    ("prijmeni", Column::Family),
    ("sobrenome", Column::Family),
    ("apelido", Column::Family),
];

/// Tells what a column holds by its header.
pub(super) fn by_header(header: &[u8]) -> Column {
    let folded = folded(header);
    if let Some((_, column)) = WORDS.iter().find(|(word, _)| word.as_bytes() == folded) {
        return *column;
    }
    match identifiers::column(header) {
        identifiers::Column::Email => Column::Email,
        identifiers::Column::Phone => Column::Phone,
        identifiers::Column::Number => Column::Number,
        identifiers::Column::FullName => Column::FullName,
        identifiers::Column::Given => Column::Given,
        identifiers::Column::Family => Column::Family,
        identifiers::Column::Town => Column::Town,
        identifiers::Column::Unknown => Column::Unknown,
    }
}

/// Small letters and digits of a header, without diacritics of the western languages.
fn folded(header: &[u8]) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization as _;
    let text = String::from_utf8_lossy(header.get(..header.len().min(64)).unwrap_or_default());
    let plain = text.nfkd().flat_map(|c| match c {
        'ß' => ['s', 's'],
        'ł' | 'Ł' => ['l', ' '],
        'ø' | 'Ø' => ['o', ' '],
        c => [c, ' '],
    });
    plain.filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase() as u8).collect()
}

/// Says whether the first row holds values and no headers: an address or a long number names no column.
pub(super) fn is_data<'c>(cells: impl Iterator<Item = &'c [u8]>) -> bool {
    cells.into_iter().any(|cell| {
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        let host = cell.split(|&b| b == b'@').nth(1).unwrap_or_default();
        host.contains(&b'.') || (digits >= 5 && digits * 2 > cell.len())
    })
}

/// A value of more words is a sentence.
const MAX_WORDS: usize = 6;

/// What the values of a column without a header look like.
#[derive(Clone, Copy, Default)]
pub(super) struct Guess {
    rows: u32,
    addresses: u32,
    phones: u32,
    numbers: u32,
    words: u32,
    phrases: u32,
}

impl Guess {
    /// Looks at a value.
    pub(super) fn add(&mut self, cell: &[u8]) {
        if cell.is_empty() {
            return;
        }
        self.rows += 1;
        // A line of a log or of a text is no value.
        if cell.split(|&b| b == b' ').count() > MAX_WORDS {
            return;
        }
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = cell.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        let spaced = cell.contains(&b' ');
        match () {
            () if cell.contains(&b'@') => self.addresses += 1,
            () if letters == 0
                && digits >= 7
                && (spaced || cell.starts_with(b"+") || cell.starts_with(b"0")) =>
            {
                self.phones += 1;
            }
            () if digits >= 4 && digits >= letters => self.numbers += 1,
            () if digits == 0 && letters >= 2 && spaced => self.phrases += 1,
            () if digits == 0 && letters >= 2 => self.words += 1,
            () => {}
        }
    }

    /// Says whether no value was looked at.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    fn column(self) -> Column {
        let most = |n: u32| n * 2 > self.rows;
        match () {
            () if self.rows == 0 => Column::Unknown,
            () if most(self.addresses) => Column::Email,
            () if most(self.phones) => Column::Phone,
            () if most(self.numbers) => Column::Number,
            () if most(self.phrases) => Column::FullName,
            // One word a cell: a part of a name, if another such column stands beside it.
            () if most(self.words + self.phrases) => Column::Given,
            () => Column::Unknown,
        }
    }
}

/// Tells the columns of a list without a header. Of two columns of single words side by side the first is
/// taken for the given name; names are looked for in both orders anyway.
pub(super) fn guessed(guesses: &[Guess]) -> Vec<Column> {
    let mut columns: Vec<Column> = guesses.iter().map(|g| g.column()).collect();
    let mut i = 0;
    while i < columns.len() {
        if columns.get(i) == Some(&Column::Given) {
            let two = columns.get(i + 1) == Some(&Column::Given);
            if let (true, Some(family)) = (two, columns.get_mut(i + 1)) {
                *family = Column::Family;
            } else if let Some(single) = columns.get_mut(i) {
                *single = Column::Company;
            }
            i += 1;
        }
        i += 1;
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::Column::{self, Email, Family, FullName, Given, Number, Phone};
    use super::{Guess, by_header, guessed, is_data};

    #[test]
    fn knows_headers_of_several_languages() {
        for (header, column) in [
            ("First Name", Column::Given),
            ("Vorname", Column::Given),
            ("Prénom", Column::Given),
            ("Imię", Column::Given),
            ("last_name", Column::Family),
            ("Nachname", Column::Family),
            ("NOM", Column::Family),
            ("Apellidos", Column::Family),
            ("Firma", Column::Company),
            ("Raison sociale", Column::Company),
            ("E-Mail", Column::Email),
            ("correo electrónico", Column::Email),
            ("Telefon", Column::Phone),
            ("Customer No.", Column::Number),
            ("Kundennummer", Column::Number),
            ("Straße", Column::Address),
            ("Domain", Column::Host),
            ("color", Column::Unknown),
        ] {
            assert_eq!(by_header(header.as_bytes()), column, "{header}");
        }
    }

    #[test]
    fn tells_columns_without_a_header_by_their_values() {
        let row: [&[u8]; 6] =
            [b"40123", b"Jane", b"Doe", b"jane.doe@example.com", b"+49 30 5550 1084", b"Harborline Freight"];
        assert!(is_data(row.into_iter()));
        assert!(!is_data([&b"customer_no"[..], b"e-mail", b"address 1"].into_iter()));
        let guesses: Vec<Guess> = row
            .iter()
            .map(|cell| {
                let mut guess = Guess::default();
                guess.add(cell);
                guess
            })
            .collect();
        assert_eq!(guessed(&guesses), [Number, Given, Family, Email, Phone, FullName]);
    }
}
