//! Metadata: what the document says about itself, as an XMP packet that agrees with the information dictionary.

/// What the document says about itself.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// The title of the report.
    pub title: String,
    /// What it comes to, in a sentence.
    pub subject: String,
    /// The program and its version.
    pub creator: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// Year, month and day, if a real date was given.
    pub date: Option<[String; 3]>,
}

/// Returns year, month and day of `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Option<[String; 3]> {
    let mut parts = text.trim().split('-');
    let mut next = |digits: usize, from: u32, to: u32| {
        let part = parts.next()?;
        let number: u32 = part.parse().ok()?;
        let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        (fits && (from..=to).contains(&number)).then(|| part.to_owned())
    };
    let date = [next(4, 1, 9999)?, next(2, 1, 12)?, next(2, 1, 31)?];
    parts.next().is_none().then_some(date)
}

/// Returns the packet. It claims PDF/A-3a and PDF/UA-1; the latter's property has to be described in the packet
/// itself, because PDF/A does not know it.
pub(crate) fn packet(info: &Info) -> String {
    let date = info.date.as_ref().map_or(String::new(), |[year, month, day]| {
        let stamp = format!("{year}-{month}-{day}T00:00:00Z");
        format!(
            "<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>\
             <xmp:MetadataDate>{stamp}</xmp:MetadataDate>"
        )
    });
    let [title, subject, creator, language] =
        [&info.title, &info.subject, &info.creator, &info.language].map(|text| escape(text));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
         <pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>{creator}</xmp:CreatorTool>{date}\n\
         <pdf:Producer>{creator}</pdf:Producer>\n\
         </rdf:Description>\n{EXTENSION}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// Describes the property `pdfuaid:part`.
const EXTENSION: &str = "<rdf:Description rdf:about=\"\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// Escapes text for XML; characters that XML cannot hold become a replacement character.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Info, date, packet};

    #[test]
    fn reads_real_dates_only() {
        assert_eq!(date("2026-03-09").map(|d| d.concat()), Some("20260309".to_owned()));
        for bad in ["", "2026-3-9", "2026-13-01", "2026-01-32", "2026-01-01-01", "+026-01-01", "soon"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn escapes_what_xml_reserves() {
        let packet = packet(&Info { title: "a <b> & \u{1}".to_owned(), ..Info::default() });
        assert!(packet.contains("a &lt;b&gt; &amp; \u{fffd}"));
    }
}
