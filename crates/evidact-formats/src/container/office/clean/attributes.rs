//! What the attributes of an element say in the copy: relationships by their new ids, no authors, no foreign identities.

use super::{Cleaner, Verdict, names};
use crate::container::office::guids::is_foreign as is_foreign_guid;
use crate::event::Broken;
use crate::xml::{Attribute, Attributes, Tag, local};

impl Cleaner<'_> {
    /// Writes the attributes of an element, or says what becomes of it.
    pub(super) fn attributes(
        &mut self,
        tag: &Tag,
        element: &[u8],
    ) -> Result<Result<Vec<u8>, Verdict>, Broken> {
        let mut out = Vec::new();
        let mut attributes = Attributes::of(self.xml, tag);
        while let Some(Attribute { name, value }) = attributes.next()? {
            let name = self.xml.get(name).unwrap_or_default();
            let value = self.xml.get(value).unwrap_or_default();
            if name == b"xmlns" || name.starts_with(b"xmlns:") {
                continue;
            }
            let local = local(name);
            let namespace = self.resolve(name, false);
            let has_prefix = local.len() < name.len();
            let prefix = match namespace.written(self.variant) {
                Some(written) => {
                    self.used.insert(written);
                    Some(written.0)
                }
                None if name == b"xml:space" => Some("xml"),
                None if has_prefix => continue,
                None => None,
            };
            if names::is_dropped_attribute(local) {
                continue;
            }
            let is_id = namespace.is_relationships() || prefix == Some("o") && local == b"relid";
            let value = match self.value(element, local, value, is_id) {
                Ok(value) => value,
                Err(verdict) => return Ok(Err(verdict)),
            };
            if is_id && value.is_empty() && names::reads_without(element) {
                continue;
            }
            out.push(b' ');
            if let Some(prefix) = prefix {
                out.extend_from_slice(prefix.as_bytes());
                out.push(b':');
            }
            out.extend_from_slice(local);
            out.extend_from_slice(b"=\"");
            quote(&value, &mut out);
            out.push(b'"');
        }
        Ok(Ok(out))
    }

    /// Returns what an attribute says in the copy.
    fn value(&mut self, element: &[u8], local: &[u8], value: &[u8], is_id: bool) -> Result<Vec<u8>, Verdict> {
        if is_id {
            return match self.ids.get(value) {
                _ if value.is_empty() => Ok(Vec::new()),
                Some(Some(id)) => Ok(id.as_bytes().to_vec()),
                _ if names::reads_without(element) => Ok(Vec::new()),
                _ if names::fills_frame(element) => Err(Verdict::DropFrame),
                _ => Err(Verdict::Drop),
            };
        }
        let of_author = element == b"cmAuthor";
        if local == b"author" || of_author && local == b"name" {
            self.shared.authors.insert(value.to_vec());
            return Ok(b"Author".to_vec());
        }
        if local == b"initials" {
            return Ok(b"A".to_vec());
        }
        if is_foreign_guid(value) {
            return Ok(self.counted(value));
        }
        Ok(value.to_vec())
    }

    /// Returns the identity that stands for another one all over the copy.
    pub(super) fn counted(&mut self, guid: &[u8]) -> Vec<u8> {
        let next = self.shared.guids.len() as u64 + 1;
        let number = *self.shared.guids.entry(guid.to_ascii_uppercase()).or_insert(next);
        format!("{{00000000-0000-0000-0000-{number:012}}}").into_bytes()
    }
}

/// Writes an attribute's value, which has its entities, for double quotes.
pub(in super::super) fn quote(value: &[u8], out: &mut Vec<u8>) {
    for &b in value {
        if b == b'"' {
            out.extend_from_slice(b"&quot;");
        } else {
            out.push(b);
        }
    }
}
