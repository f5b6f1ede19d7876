//! Writes an XML part anew with what copies keep: known namespaces under prefixes of our own, one of every set of
//! alternatives, relationships by their new ids, and neither comments nor identities.

mod attributes;

pub(super) use attributes::quote;

use super::guids::is_foreign as is_foreign_guid;
use super::kinds::Variant;
use super::names::{self, Namespace};
use super::signs;
use crate::event::Broken;
use crate::xml::{Attribute, Attributes, Item, Scanner, Tag, local};
use evidact_model::Withheld;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What all parts of a document share.
#[derive(Default)]
pub(super) struct Shared {
    guids: HashMap<Vec<u8>, u64>,
    /// Who wrote comments and changes. They are not carried over.
    pub(super) authors: BTreeSet<Vec<u8>>,
}

/// What a relationship is called in the copy; nothing if its target is not in it.
pub(super) type Ids = BTreeMap<Vec<u8>, Option<String>>;

/// Writes a part anew.
pub(super) fn clean(
    xml: &[u8],
    ids: &Ids,
    variant: Variant,
    shared: &mut Shared,
) -> Result<Vec<u8>, Withheld> {
    let mut cleaner = Cleaner {
        xml,
        ids,
        variant,
        shared,
        out: Vec::with_capacity(xml.len()),
        frames: Vec::new(),
        bindings: Vec::new(),
        used: BTreeSet::new(),
        skip: None,
        root: None,
    };
    cleaner.run().map_err(|_| Withheld::Structure { at: None })?;
    cleaner.finish().ok_or(Withheld::Structure { at: None })
}

/// More bindings of prefixes at one place are made to cost time.
const MAX_BINDINGS: usize = 128;

/// What becomes of an element that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Its tags are left out.
    Unwrapped,
    /// A set of alternatives: no tags; whether one of them was taken.
    Alternatives {
        taken: bool,
    },
}

struct Frame {
    fate: Fate,
    /// Whether there is something in it that a sheet can show.
    places: bool,
    name: (&'static str, Vec<u8>),
    /// Where it begins in the copy.
    start: usize,
    /// How many bindings there were around it.
    bindings: usize,
}

struct Binding {
    prefix: Vec<u8>,
    namespace: Namespace,
}

/// What becomes of an element by its attributes.
enum Verdict {
    Drop,
    /// The frame around it goes with it.
    DropFrame,
}

struct Cleaner<'c> {
    xml: &'c [u8],
    ids: &'c Ids,
    variant: Variant,
    shared: &'c mut Shared,
    out: Vec<u8>,
    frames: Vec<Frame>,
    bindings: Vec<Binding>,
    /// The namespaces that the copy declares.
    used: BTreeSet<(&'static str, &'static str)>,
    /// How many elements are open in one that is left out, itself included.
    skip: Option<usize>,
    /// Where the declarations go.
    root: Option<usize>,
}

impl Cleaner<'_> {
    fn run(&mut self) -> Result<(), Broken> {
        let mut scanner = Scanner::new(self.xml);
        while let Some(item) = scanner.next()? {
            match item {
                Item::Start(tag) => {
                    self.start(&tag)?;
                    if tag.empty {
                        self.end(true);
                    }
                }
                Item::End => self.end(false),
                Item::Text(range) if self.is_shown() => {
                    let text = self.xml.get(range).unwrap_or_default();
                    let counted = is_foreign_guid(text).then(|| self.counted(text));
                    self.out.extend_from_slice(counted.as_deref().unwrap_or(text));
                }
                Item::Data(range) if self.is_shown() => {
                    escape(self.xml.get(range).unwrap_or_default(), &mut self.out);
                }
                Item::Text(_) | Item::Data(_) | Item::Aside(_) => {}
            }
        }
        Ok(())
    }

    fn is_shown(&self) -> bool {
        self.skip.is_none() && !self.frames.is_empty()
    }

    fn finish(mut self) -> Option<Vec<u8>> {
        let root = self.root?;
        let mut declarations = Vec::new();
        for (prefix, name) in &self.used {
            declarations.extend_from_slice(format!(" xmlns:{prefix}=\"{name}\"").as_bytes());
        }
        let body = self.out.split_off(root);
        let mut out = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_vec();
        out.extend_from_slice(&self.out);
        out.extend_from_slice(&declarations);
        out.extend_from_slice(&body);
        Some(out)
    }

    fn start(&mut self, tag: &Tag) -> Result<(), Broken> {
        if let Some(open) = &mut self.skip {
            *open += 1;
            return Ok(());
        }
        let around = self.bindings.len();
        self.bind(tag)?;
        let name = self.xml.get(tag.name.clone()).unwrap_or_default();
        let namespace = self.resolve(name, true);
        let local = local(name);
        let fate = match namespace {
            Namespace::Compatibility => self.alternative(local, tag)?,
            Namespace::Kept(_) if names::is_dropped(local) => None,
            Namespace::Kept(_) if names::is_unwrapped(local) => Some(Fate::Unwrapped),
            Namespace::Kept(_) => Some(Fate::Kept),
            Namespace::Foreign => None,
        };
        // A root cannot be left out.
        let (Some(fate), true) = (fate, self.root.is_some() || fate == Some(Fate::Kept)) else {
            self.bindings.truncate(around);
            self.skip = Some(1);
            return if self.root.is_none() { Err(Broken::At(0)) } else { Ok(()) };
        };
        let written = namespace.written(self.variant);
        if let (Fate::Kept, b"sym", Some(words @ ("w", _))) = (fate, local, written)
            && let Some(sign) = signs::of(self.xml, tag)?
        {
            self.used.insert(words);
            // As text it is read with the text around it, and goes with it.
            self.out.extend_from_slice(b"<w:t xml:space=\"preserve\">");
            escape(sign.encode_utf8(&mut [0; 4]).as_bytes(), &mut self.out);
            self.out.extend_from_slice(b"</w:t>");
            self.bindings.truncate(around);
            self.skip = Some(1);
            return Ok(());
        }
        let start = self.out.len();
        let prefix = written.map_or("", |w| w.0);
        if let (Fate::Kept, Some(written)) = (fate, written) {
            match self.attributes(tag, local)? {
                Ok(attributes) => self.open_tag(written, local, &attributes),
                Err(Verdict::DropFrame) => {
                    self.bindings.truncate(around);
                    self.drop_frame();
                    return Ok(());
                }
                Err(Verdict::Drop) => {
                    self.bindings.truncate(around);
                    self.skip = Some(1);
                    return Ok(());
                }
            }
        }
        self.frames.push(Frame {
            fate,
            places: false,
            name: (prefix, local.to_vec()),
            start,
            bindings: around,
        });
        Ok(())
    }

    fn open_tag(&mut self, written: (&'static str, &'static str), local: &[u8], attributes: &[u8]) {
        self.used.insert(written);
        self.out.push(b'<');
        self.name(written.0, local);
        if self.root.is_none() {
            self.root = Some(self.out.len());
        }
        self.out.extend_from_slice(attributes);
        self.out.push(b'>');
    }

    fn name(&mut self, prefix: &str, local: &[u8]) {
        self.out.extend_from_slice(prefix.as_bytes());
        self.out.push(b':');
        self.out.extend_from_slice(local);
    }

    fn end(&mut self, empty: bool) {
        if let Some(open) = &mut self.skip {
            *open -= 1;
            if *open == 0 {
                self.skip = None;
            }
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        self.bindings.truncate(frame.bindings);
        if frame.fate != Fate::Kept {
            // What stands among alternatives stands where they do.
            if let Some(outer) = self.frames.last_mut() {
                outer.places |= frame.places;
            }
            return;
        }
        if names::is_anchor(&frame.name.1) && !frame.places {
            self.out.truncate(frame.start);
            return;
        }
        if let Some(outer) = self.frames.last_mut() {
            outer.places |= names::is_placed(&frame.name.1);
        }
        if empty {
            self.out.pop();
            self.out.extend_from_slice(b"/>");
        } else {
            self.out.extend_from_slice(b"</");
            self.name(frame.name.0, &frame.name.1);
            self.out.push(b'>');
        }
    }

    /// Leaves out the frame that is open, with all that was written of it.
    fn drop_frame(&mut self) {
        let frame = self.frames.iter().rposition(|f| f.fate == Fate::Kept && names::is_frame(&f.name.1));
        let Some(at) = frame.filter(|at| *at > 0) else {
            self.skip = Some(1);
            return;
        };
        // The element itself is open too, and has no frame.
        self.skip = Some(self.frames.len() - at + 1);
        if let Some(frame) = self.frames.get(at) {
            self.out.truncate(frame.start);
            self.bindings.truncate(frame.bindings);
        }
        self.frames.truncate(at);
    }

    fn bind(&mut self, tag: &Tag) -> Result<(), Broken> {
        let mut attributes = Attributes::of(self.xml, tag);
        while let Some(Attribute { name, value }) = attributes.next()? {
            let name = self.xml.get(name).unwrap_or_default();
            let prefix = match name.strip_prefix(b"xmlns:") {
                Some(prefix) => prefix,
                None if name == b"xmlns" => b"",
                None => continue,
            };
            let value = self.xml.get(value).unwrap_or_default();
            self.bindings.push(Binding { prefix: prefix.to_vec(), namespace: Namespace::of(value) });
        }
        if self.bindings.len() > MAX_BINDINGS { Err(Broken::At(0)) } else { Ok(()) }
    }

    /// Says which namespace a name is in. Attributes without a prefix are in none.
    fn resolve(&self, name: &[u8], default: bool) -> Namespace {
        let prefix = memchr::memchr(b':', name).and_then(|n| name.get(..n)).unwrap_or_default();
        if prefix.is_empty() && !default {
            return Namespace::Foreign;
        }
        self.bound(prefix)
    }

    fn bound(&self, prefix: &[u8]) -> Namespace {
        let found = self.bindings.iter().rev().find(|b| b.prefix == prefix);
        found.map_or(Namespace::Foreign, |b| b.namespace)
    }

    /// Decides on an element of a set of alternatives: the first that needs nothing but what is kept is taken.
    fn alternative(&mut self, local: &[u8], tag: &Tag) -> Result<Option<Fate>, Broken> {
        let fits = match local {
            b"AlternateContent" => return Ok(Some(Fate::Alternatives { taken: false })),
            b"Choice" => {
                let needs = self.attribute(tag, b"Requires")?.unwrap_or_default();
                let mut needs = needs.split(u8::is_ascii_whitespace).filter(|p| !p.is_empty());
                needs.all(|prefix| self.bound(prefix).is_choice())
            }
            b"Fallback" => true,
            _ => return Ok(None),
        };
        let Some(Frame { fate: Fate::Alternatives { taken }, .. }) = self.frames.last_mut() else {
            return Ok(None);
        };
        if *taken || !fits {
            return Ok(None);
        }
        *taken = true;
        Ok(Some(Fate::Unwrapped))
    }

    fn attribute(&self, tag: &Tag, name: &[u8]) -> Result<Option<&[u8]>, Broken> {
        let mut attributes = Attributes::of(self.xml, tag);
        while let Some(attribute) = attributes.next()? {
            if self.xml.get(attribute.name).is_some_and(|n| n == name) {
                return Ok(self.xml.get(attribute.value));
            }
        }
        Ok(None)
    }
}

/// Writes character data as text with entities.
fn escape(data: &[u8], out: &mut Vec<u8>) {
    for &b in data {
        match b {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            _ => out.push(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, Shared, Variant, clean};

    const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
        xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
        xmlns:x=\"http://example.com/x\"";

    /// Cleans what stands in a `w:d`, and returns what stands in it then.
    fn cleaned(inside: &str) -> String {
        let xml = format!("<w:d {NAMES}>{inside}</w:d>");
        let ids = Ids::from([(b"rId7".to_vec(), Some("rId1".into())), (b"rId8".to_vec(), None)]);
        let out =
            clean(xml.as_bytes(), &ids, Variant::Transitional, &mut Shared::default()).unwrap_or_default();
        let out = String::from_utf8(out).expect("is UTF-8");
        let (_, inside) = out.split_once("<w:d ").and_then(|(_, d)| d.split_once('>')).expect("has a root");
        inside.strip_suffix("</w:d>").expect("is closed").to_owned()
    }

    #[test]
    fn keeps_text_and_leaves_out_what_is_foreign() {
        let inside = "<w:p w:rsidR=\"00AB\" x:a=\"b\"><!-- c --><x:y>z</x:y><w:t xml:space='preserve'> \"a\" </w:t></w:p>";
        assert_eq!(cleaned(inside), "<w:p><w:t xml:space=\"preserve\"> \"a\" </w:t></w:p>");
    }

    #[test]
    fn settles_alternatives() {
        let choice = |needs: &str| format!("<mc:Choice Requires=\"{needs}\"><w:a/></mc:Choice>");
        let set = |needs: &str| {
            format!(
                "<mc:AlternateContent>{}<mc:Fallback><w:b/></mc:Fallback></mc:AlternateContent>",
                choice(needs)
            )
        };
        assert_eq!(cleaned(&set("wps")), "<w:a/>");
        assert_eq!(cleaned(&set("x")), "<w:b/>");
    }

    #[test]
    fn relationships_get_their_new_ids_and_elements_without_a_target_go() {
        assert_eq!(cleaned("<w:h r:id='rId7'>t</w:h><w:o r:id='rId8'/>"), "<w:h r:id=\"rId1\">t</w:h>");
        assert_eq!(
            cleaned("a<w:drawing><w:q><w:chart r:id='rId9'><w:z/></w:chart></w:q></w:drawing>b"),
            "ab"
        );
    }

    #[test]
    fn identities_are_counted_and_authors_go() {
        let a = "{12345678-1234-1234-1234-1234567890AB}";
        let inside = format!("<w:x w:id=\"{a}\" w:author='Jane' w:date='2020'/>");
        let expected = "<w:x w:id=\"{00000000-0000-0000-0000-000000000001}\" w:author=\"Author\"/>";
        assert_eq!(cleaned(&inside), expected);
    }

    #[test]
    fn a_sign_that_is_text_becomes_text() {
        let sign = |font: &str, code: &str| cleaned(&format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>"));
        let text = |sign: &str| format!("<w:t xml:space=\"preserve\">{sign}</w:t>");
        assert_eq!(sign("Symbol", "F02D"), text("-"));
        assert_eq!(sign("Arial", "0061"), text("a"));
        assert_eq!(sign("Calibri", "f026"), text("&amp;"));
        assert!(sign("Wingdings", "F0FC").starts_with("<w:sym "));
        assert!(sign("Arial", "hunter").starts_with("<w:sym "));
    }

    #[test]
    fn cdata_becomes_text() {
        assert_eq!(cleaned("<w:t><![CDATA[a<b&c]]></w:t>"), "<w:t>a&lt;b&amp;c</w:t>");
    }

    #[test]
    fn a_foreign_root_is_refused() {
        assert!(clean(b"<a/>", &Ids::new(), Variant::Transitional, &mut Shared::default()).is_err());
    }
}
