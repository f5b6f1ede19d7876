//! Chooses the reader of a format and derives from its events what the rest needs.

use crate::event::{Broken, Event, Sink, Token};
use crate::{Syntax, csv, json, key_value, markup, toml, yaml};
use evidact_model::{Format, Structure};

/// Says whether a format has a grammar that writing could break.
pub(crate) fn has_grammar(format: Format) -> bool {
    !matches!(format, Format::Text | Format::Markdown | Format::KeyValue)
}

/// Shows the events of a text.
pub(crate) fn read(format: Format, text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    match format {
        Format::Json => json::read(text, sink),
        Format::JsonLines => {
            json::read_lines(text, sink);
            Ok(())
        }
        Format::Yaml => yaml::read(text, sink),
        Format::Toml => toml::read(text, sink),
        Format::Csv | Format::Tsv => csv::read(format, text, sink),
        Format::Xml => markup::read(markup::Dialect::Xml, text, sink),
        Format::Html => markup::read(markup::Dialect::Html, text, sink),
        Format::KeyValue => {
            key_value::read(text, sink);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Shows the events of a text that breaks its grammar: those before the break and, where lines speak for
/// themselves, those after it.
pub(crate) fn read_tolerant(format: Format, text: &[u8], sink: &mut Sink<'_>) {
    match format {
        Format::Csv | Format::Tsv => csv::read_lines(format, text, sink),
        Format::Toml => toml::read_tolerant(text, sink),
        _ => {
            let _ = read(format, text, sink);
        }
    }
}

/// Says whether a text holds to a grammar.
pub(crate) fn verify(format: Format, text: &[u8]) -> Result<Structure, Broken> {
    if format == Format::JsonLines {
        return json::verify_lines(text);
    }
    read(format, text, &mut |_| {}).map(|()| Structure::Sound)
}

/// Shows what may be edited, in order.
pub(crate) fn segments(format: Format, text: &[u8], visit: &mut dyn FnMut(Token)) {
    if !has_grammar(format) {
        visit(Token::new(0, text.len(), Syntax::Plain));
        return;
    }
    // The text was verified when it was opened, so it does not break here.
    let _ = read(format, text, &mut |event| match event {
        Event::Key(token) | Event::Value(token) | Event::Other(token) => visit(token),
        Event::Open(_) | Event::Close | Event::Name(_) | Event::Again(_) => {}
    });
}

/// Returns a digest of what a text is built like: containers, keys and values, without what they say.
pub(crate) fn shape(format: Format, text: &[u8]) -> Result<u64, Broken> {
    let markup = matches!(format, Format::Xml | Format::Html);
    let mut digest = 0xCBF2_9CE4_8422_2325_u64;
    if matches!(format, Format::Csv | Format::Tsv) {
        // Whether the first record names columns depends on what it says, which an edit may change.
        csv::widths(format, text, |width| {
            digest = (digest ^ width as u64).wrapping_mul(0x0000_0100_0000_01B3);
        })?;
        return Ok(digest);
    }
    read(format, text, &mut |event| {
        let kind = match event {
            Event::Open(_) => 1,
            Event::Close => 2,
            Event::Key(_) | Event::Name(_) => 3,
            // A text node that an edit emptied is gone; that harms nothing.
            Event::Value(_) if !markup => 4,
            Event::Value(_) | Event::Again(_) | Event::Other(_) => return,
        };
        digest = (digest ^ kind).wrapping_mul(0x0000_0100_0000_01B3);
    })?;
    Ok(digest)
}
