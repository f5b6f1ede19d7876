//! From edits of an extracted text to changes of the markup.

use super::extract::Extract;
use crate::Edit;
use crate::write::{self, Splice};
use evidact_model::{Format, Withheld};

impl Extract {
    /// Works out the changes to the markup. Of what an edit covers, the first run of character data gets the
    /// placeholder and the others are emptied; elements and attributes between them stay.
    pub(crate) fn splices(&self, edits: &[Edit]) -> Result<Vec<Splice>, Withheld> {
        let mut out = Vec::new();
        for splice in write::splices(Format::Text, self.text(), edits)? {
            let mut put = splice.put;
            let mut placed = false;
            for source in self.text.sources(splice.start, splice.end) {
                let put = std::mem::take(&mut put);
                placed = true;
                self.copy(source.start, source.end, &put, &mut out);
                out.push(Splice { start: source.start, end: source.end, put });
            }
            if !placed {
                return Err(Withheld::Structure { at: None });
            }
        }
        out.sort_by_key(|s| (s.start, s.end));
        Ok(without_overlaps(out))
    }

    /// Does the same to every other place of a value that is shown once.
    fn copy(&self, start: usize, end: usize, put: &[u8], out: &mut Vec<Splice>) {
        let Some((first, copies)) = self.copies.range(..=start).next_back() else { return };
        for copy in copies.iter().filter(|c| end - first <= c.len()) {
            let base = copy.start;
            out.push(Splice { start: base + start - first, end: base + end - first, put: put.to_vec() });
        }
    }
}

/// Makes sorted changes disjoint: two edits may have met in one entity, which went with the first of them.
fn without_overlaps(splices: Vec<Splice>) -> Vec<Splice> {
    let mut out: Vec<Splice> = Vec::with_capacity(splices.len());
    for mut splice in splices {
        if let Some(last) = out.last_mut().filter(|l| l.end > splice.start) {
            if splice.end <= last.end {
                last.put.append(&mut splice.put);
                continue;
            }
            splice.start = last.end;
        }
        out.push(splice);
    }
    out
}
