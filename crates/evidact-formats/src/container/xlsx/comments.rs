//! Comments on cells. Who wrote them is not carried over; what they say is.

use super::names::{SPACES, place};
use super::strings::{put_string, rich_text};
use crate::container::nodes::{DECLARATION, Node, Xml};
use crate::container::place::cell_name;
use crate::container::table::{Shown, Table};
use evidact_model::Withheld;
use evidact_raw::RawBytes;

/// The comments of a sheet, in their order.
#[derive(Default)]
pub(super) struct Comments(Vec<(u32, u32, usize)>);

impl Comments {
    /// Reads the part; its texts go below the cells, so that somebody who has a name in a cell is known in a comment.
    pub(super) fn read(part: &RawBytes, table: &mut Table) -> Result<Self, Withheld> {
        let mut xml = Xml::new(part.expose(), SPACES);
        let mut all = Vec::new();
        // Rows without a cell end what stands above.
        table.end_row();
        let mut at = None;
        loop {
            match xml.next()? {
                // A name that is found here is looked for in all that the comments say.
                Node::Start(e) if e.name.is("x", "author") => {
                    let author = xml.inner_text()?;
                    table.push(b"author");
                    table.push(&author);
                    table.end_row();
                }
                Node::Start(e) if e.name.is("x", "comment") => at = e.get("", "ref").and_then(place),
                Node::Start(e) if e.name.is("x", "text") => {
                    let text = rich_text(&mut xml)?;
                    if let Some((column, row)) = at {
                        all.push((column, row, table.push(&text)));
                        table.end_row();
                    }
                }
                Node::Done => return Ok(Self(all)),
                _ => {}
            }
        }
    }

    /// Returns of each comment its number in the table, and row and column of its cell.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, u32, u32)> {
        self.0.iter().map(|(column, row, text)| (*text, *row, *column))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the part.
    pub(super) fn write(&self, shown: &Shown) -> Vec<u8> {
        let mut out = DECLARATION.to_vec();
        out.extend_from_slice(
            b"<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
              <authors><author>Author</author></authors><commentList>",
        );
        for (column, row, text) in &self.0 {
            out.extend_from_slice(b"<comment ref=\"");
            out.extend_from_slice(cell_name(*column, *row).as_bytes());
            out.extend_from_slice(b"\" authorId=\"0\"><text><t xml:space=\"preserve\">");
            put_string(&shown.get(*text), &mut out);
            out.extend_from_slice(b"</t></text></comment>");
        }
        out.extend_from_slice(b"</commentList></comments>");
        out
    }

    /// Writes the drawing that the comments are shown with.
    pub(super) fn drawing(&self) -> Vec<u8> {
        let mut out = b"<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
            xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" \
            o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"/>"
            .to_vec();
        for (i, (column, row, _)) in self.0.iter().enumerate() {
            let shape = format!(
                "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;width:144px;height:80px;visibility:hidden\" \
                 fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
                 <x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
                1025 + i,
                row - 1,
                column - 1
            );
            out.extend_from_slice(shape.as_bytes());
        }
        out.extend_from_slice(b"</xml>");
        out
    }
}
