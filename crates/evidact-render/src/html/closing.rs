//! The end of a report: what was taken out, the evidence, what found no place, terms, and how it was made.

use super::Page;
use super::table::Caption;
use crate::theme::{Section, Word};
use evidact_model::Class;
use evidact_model::review::Field;

impl Page<'_> {
    pub(super) fn redaction(&mut self) {
        let statement = &self.report().redaction;
        self.open_section(Section::Redaction, |page| {
            let intro = page.word(Word::RedactionIntro);
            page.leaf("p", &[], intro);
            let of = |counts: &[(Class, u64)], class| {
                counts.iter().find(|(other, _)| *other == class).map_or(0, |(_, count)| *count)
            };
            let caption = Caption::Unseen(page.word(Word::Replacements));
            let head = page.heads([Word::Class, Word::Replacements, Word::DistinctValues]);
            page.table(caption, &head, |page| {
                for (class, count) in &statement.redactions {
                    page.row(|page| {
                        page.row_head(page.theme().class(*class));
                        page.number_cell(*count);
                        page.number_cell(of(&statement.values, *class));
                    });
                }
            });
            let verification = page.theme().say(&statement.verification);
            page.facts(|page| {
                page.fact(page.word(Word::SourcesRead), |page| page.words(&statement.sources.to_string()));
                page.fact(page.word(Word::RulesInForce), |page| page.words(&statement.rules.to_string()));
                page.fact(page.word(Word::Packs), |page| page.words(&statement.packs));
                page.whole_fact(page.word(Word::Verification), |page| page.words(&verification));
            });
            page.withheld();
        });
    }

    fn withheld(&mut self) {
        let withheld = &self.report().redaction.withheld;
        let title = self.word(Word::Withheld);
        if withheld.is_empty() {
            let none = self.word(Word::WithheldNone);
            self.leaf("h3", &[], title);
            return self.leaf("p", &[], none);
        }
        let head = self.heads([Word::WithheldName, Word::WithheldReason]);
        self.table(Caption::Heading(title), &head, |page| {
            for (name, reason) in withheld {
                page.row(|page| {
                    page.row_head(name.as_str());
                    page.cell(|page| page.short_markdown(&page.theme().say(reason)));
                });
            }
        });
    }

    pub(super) fn evidence(&mut self) {
        let evidence = &self.report().evidence;
        self.open_section(Section::Evidence, |page| {
            if evidence.is_empty() {
                let none = page.word(Word::EvidenceNone);
                return page.leaf("p", &[], none);
            }
            let head = [Word::File, Word::Bytes, Word::Replacements, Word::Structure, Word::Digest];
            page.table(Caption::Unseen(page.word(Word::Evidence)), &page.heads(head), |page| {
                for item in evidence {
                    let verified = item.structure_verified;
                    let structure =
                        if verified { Word::StructureVerified } else { Word::StructureUnverified };
                    page.row(|page| {
                        page.row_head(item.path.as_str());
                        page.number_cell(item.bytes);
                        page.number_cell(item.redactions);
                        page.text_cell(page.word(structure));
                        page.wide_cell(|page| page.element("code", &[], |page| page.words(&item.sha256)));
                    });
                }
            });
        });
    }

    pub(super) fn unplaced(&mut self) {
        let review = &self.report().review;
        self.open_section(Section::Unplaced, |page| {
            let none = review.unplaced.is_empty();
            let intro = page.word(if none { Word::UnplacedNone } else { Word::UnplacedIntro });
            page.leaf("p", &[], intro);
            for stretch in &review.unplaced {
                let title = page.said.lines(stretch.first_line, stretch.last_line);
                page.leaf("h3", &[], &title);
                page.verbatim(stretch.text.as_str());
            }
            if !review.unfilled.is_empty() {
                let intro = page.word(Word::UnfilledIntro);
                page.leaf("p", &[], intro);
                page.labelled_fields(Caption::Unseen(intro), &review.unfilled);
            }
            page.suppressions();
        });
    }

    /// Writes fields with their labels as written.
    fn labelled_fields(&mut self, caption: Caption<'_>, fields: &[Field]) {
        self.table(caption, &self.heads([Word::Label, Word::Value, Word::Source]), |page| {
            for field in fields {
                page.row(|page| {
                    page.row_head(field.origin.label.as_str());
                    page.wide_cell(|page| page.short_markdown(field.text.as_str()));
                    page.cell(|page| page.sources(std::slice::from_ref(field)));
                });
            }
        });
    }

    pub(super) fn glossary(&mut self) {
        self.open_section(Section::Glossary, |page| {
            page.block("dl", &[("class", "terms")], |page| {
                page.line_break();
                for (term, meaning) in page.theme().glossary() {
                    page.leaf("dt", &[], term);
                    page.leaf("dd", &[], meaning);
                }
            });
        });
    }

    pub(super) fn governance(&mut self) {
        let stated = &self.report().review.governance;
        self.open_section(Section::Governance, |page| {
            let intro = page.word(Word::GovernanceIntro);
            page.leaf("p", &[], intro);
            page.block("ul", &[], |page| {
                page.line_break();
                page.theme().governance().iter().for_each(|flag| page.leaf("li", &[], flag));
            });
            if !stated.is_empty() {
                page.labelled_fields(Caption::Heading(page.word(Word::GovernanceNote)), stated);
            }
        });
    }
}
