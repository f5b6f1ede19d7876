//! What an identifier is: its rule, class and placeholder.

use crate::Hit;
use evidact_model::{Class, Confidence, Kind, RuleId, Span};

/// What was found. The names follow the placeholders.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Email,
    Phone,
    Card,
    Iban,
    Ssn,
    NationalId,
    TaxId,
    Person,
    Address,
    BirthDate,
    Passport,
    Licence,
    Ip,
    PrivateIp,
    Mac,
    Host,
    Imei,
    Vin,
    Wallet,
    Coordinates,
    CustomerId,
    Account,
    BankAccount,
    CloudAccount,
    Username,
    Plate,
}

impl What {
    const fn describe(self) -> (&'static str, Class, &'static str) {
        use Class::{CustomerIdentifier as Customer, NetworkIdentifier as Network, PersonalData as Person};
        match self {
            Self::Email => ("identifier.email", Person, "EMAIL"),
            Self::Phone => ("identifier.phone", Person, "PHONE"),
            Self::Card => ("identifier.card", Person, "CARD"),
            Self::Iban => ("identifier.iban", Person, "IBAN"),
            Self::Ssn => ("identifier.ssn", Person, "SSN"),
            Self::NationalId => ("identifier.national-id", Person, "NATIONAL-ID"),
            Self::TaxId => ("identifier.tax-id", Person, "TAX-ID"),
            Self::Person => ("identifier.person", Person, "PERSON"),
            Self::Address => ("identifier.address", Person, "ADDRESS"),
            Self::BirthDate => ("identifier.date-of-birth", Person, "DATE-OF-BIRTH"),
            Self::Passport => ("identifier.passport", Person, "PASSPORT"),
            Self::Licence => ("identifier.licence", Person, "LICENCE"),
            Self::Ip => ("identifier.ip", Network, "IP"),
            Self::PrivateIp => ("identifier.ip-private", Network, "IP"),
            Self::Mac => ("identifier.mac", Network, "MAC"),
            Self::Host => ("identifier.host", Network, "HOST"),
            Self::Imei => ("identifier.imei", Person, "IMEI"),
            Self::Vin => ("identifier.vin", Person, "VIN"),
            Self::Wallet => ("identifier.wallet", Person, "WALLET"),
            Self::Coordinates => ("identifier.coordinates", Person, "COORDINATES"),
            Self::CustomerId => ("identifier.customer-id", Customer, "CUSTOMER-ID"),
            Self::Account => ("identifier.account", Customer, "ACCOUNT"),
            Self::BankAccount => ("identifier.bank-account", Person, "ACCOUNT"),
            Self::CloudAccount => ("identifier.cloud-account", Customer, "ACCOUNT"),
            Self::Username => ("identifier.username", Person, "USERNAME"),
            Self::Plate => ("identifier.plate", Person, "PLATE"),
        }
    }
}

impl What {
    /// Says whether it is one of those that are looked for where only certain ones are, and sure enough.
    pub(super) fn is_certain(self, confidence: Confidence) -> bool {
        confidence == Confidence::High && crate::is_number_of_a_person(self.describe().2)
    }

    /// Returns a placeholder of the kind.
    pub(super) fn placeholder(self) -> String {
        format!("[{}:01]", self.describe().2)
    }
}

/// An identifier at a place, before overlaps are settled.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
    pub(super) confidence: Confidence,
}

/// Settles overlaps and appends what remains as hits, in order of start.
///
/// Of two of the same class the longer stays; different classes both stay, because a policy may keep one
/// class and replace the other. Two that overlap in part both stay: a value half covered is a value leaked.
pub(super) fn settle(mut found: Vec<Found>, hits: &mut Vec<Hit>) {
    found.sort_by_key(|f| (f.start, usize::MAX - f.end, std::cmp::Reverse(f.confidence), f.what));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for f in found {
        let class = f.what.describe().1;
        // Values are short; looking back over the last few kept ones finds every one that may hold this.
        let inside = kept.iter().rev().take(8).any(|k| f.end <= k.end && class == k.what.describe().1);
        if !inside {
            kept.push(f);
        }
    }
    hits.extend(kept.into_iter().filter_map(|f| {
        let (rule, class, kind) = f.what.describe();
        let span = Span::new(f.start, f.end)?;
        Some(Hit {
            rule: RuleId::detector(rule),
            class,
            kind: Kind::known(kind),
            confidence: f.confidence,
            span,
        })
    }));
}
