//! What the records of a file hold besides the field that is looked at.

use crate::identifiers;

/// Whose records they are. The number of an order is a customer's beside one, and a count of things beside none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Nothing is known of the other fields.
    Any,
    /// Rows of a table with a column for somebody.
    OfCustomers,
    /// Rows of a table without one.
    OfThings,
}

impl Record {
    /// Tells what the rows of a table hold by its first line.
    ///
    /// # Exposure
    /// Reads the line; returns one bit of it.
    #[must_use]
    pub fn of_table(text: &[u8]) -> Self {
        let line = text.split(|&b| b == b'\n').next().unwrap_or_default();
        let header = line.get(..line.len().min(MAX_HEADER)).unwrap_or_default();
        if identifiers::names_customers(header) { Self::OfCustomers } else { Self::OfThings }
    }
}

/// Bytes of the longest header that is read.
const MAX_HEADER: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn orders_are_somebodys_only_beside_a_column_for_them() {
        for header in
            ["order_id,email,total\n", "order_id;customer_id\n", "Bestellnummer\tVorname\tNachname\n"]
        {
            assert_eq!(Record::of_table(header.as_bytes()), Record::OfCustomers, "{header}");
        }
        for header in ["order_id,total\n", "invoice;amount;currency\n", ""] {
            assert_eq!(Record::of_table(header.as_bytes()), Record::OfThings, "{header}");
        }
    }
}
