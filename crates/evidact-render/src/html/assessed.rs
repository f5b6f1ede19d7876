//! The sections in which note and metadata are held against the catalog: controls, contradictions, static metadata,
//! checklists, unsafe patterns, suppressions.

use super::Page;
use super::table::Caption;
use crate::findings::by_item;
use crate::said::{is_silent, is_unseen};
use crate::theme::{Section, Word};
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::review::{Field, ItemRow, Presence, UnsafePattern};

impl Page<'_> {
    /// Writes where metadata disagrees with the note or with a control.
    pub(super) fn contradictions(&mut self) {
        let boundaries = &self.report().review.boundaries;
        if boundaries.iter().all(|boundary| boundary.contradictions.is_empty()) {
            return;
        }
        let head = self.heads([Word::Boundary, Word::Item, Word::NoteSays, Word::MetadataSays]);
        self.table(Caption::Heading(self.word(Word::Contradictions)), &head, |page| {
            for boundary in boundaries {
                for (contradiction, found) in by_item(&boundary.contradictions) {
                    let title = page.theme().title(&contradiction.item, &contradiction.title);
                    page.row(|page| {
                        page.row_head(&boundary.id);
                        page.text_cell(&format!("{} {title}", contradiction.item));
                        page.cell(|page| page.cell_fields(&contradiction.said));
                        page.wide_cell(|page| found.iter().for_each(|finding| page.finding(finding)));
                    });
                }
            }
        });
    }

    /// Writes the controls of all boundaries.
    pub(super) fn controls(&mut self) {
        let boundaries = &self.report().review.boundaries;
        if boundaries.iter().all(|boundary| boundary.controls.is_empty()) {
            return;
        }
        let controls = || boundaries.iter().flat_map(|boundary| &boundary.controls);
        let title = self.word(Word::ControlsTitle);
        let theme = self.theme();
        let open = self.said.open_items(controls(), |row| theme.title(&row.id, &row.title));
        let head = [Word::Id, Word::Control, Word::Responsible, Word::State, Word::Basis];
        if controls().all(is_silent) {
            self.leaf("h3", &[], title);
            return self.open_items(open);
        }
        self.table(Caption::Heading(title), &self.heads(head), |page| {
            for row in controls().filter(|row| !is_silent(row)) {
                page.row(|page| {
                    page.row_head(&row.id);
                    page.wide_cell(|page| page.control(row));
                    page.text_cell(page.theme().responsible(row.responsible));
                    page.cell(|page| page.state_mark(row.state));
                    page.wide_cell(|page| page.item_basis(row));
                });
            }
        });
        self.open_items(open);
    }

    fn control(&mut self, row: &ItemRow) {
        self.titled(self.theme().title(&row.id, &row.title), self.theme().statement(&row.id, &row.statement));
        if let Some(status) = self.said.spec_status(row) {
            self.leaf("p", &[("class", "gap")], &status);
        }
    }

    /// Writes a title, and below it what it stands for.
    fn titled(&mut self, title: &str, statement: &str) {
        self.block("p", &[], |page| page.element("strong", &[], |page| page.words(title)));
        self.leaf("p", &[], statement);
    }

    fn item_basis(&mut self, row: &ItemRow) {
        self.basis(&row.said, &row.metadata);
        match self.said.attested_only(row) {
            Some(words) => self.leaf("p", &[("class", "gap")], words),
            None if row.said.is_empty() && row.metadata.is_empty() => self.words("\u{2014}"),
            None => {}
        }
    }

    /// Writes what note and metadata say of an item.
    fn basis(&mut self, said: &[Field], metadata: &[MetadataFinding]) {
        for field in said {
            self.markdown(&field.text);
        }
        for group in self.findings.groups(metadata, self.theme()) {
            self.block("p", &[], |page| {
                page.stance(group.stance);
                page.words(&format!(": {}", group.told));
            });
            group.findings.iter().for_each(|finding| self.finding(finding));
        }
    }

    /// Writes a finding of the static checks within a cell.
    fn finding(&mut self, finding: &MetadataFinding) {
        let title = self.theme().title(&finding.check, &finding.check);
        let id = self.findings.id(finding);
        self.block("p", &[("dir", "auto")], |page| {
            page.element("strong", &[], |page| page.words(&id));
            page.words(&format!(" {title}: "));
            page.place(finding);
            page.out.push(' ');
            page.element("code", &[], |page| page.literal(finding.place.as_str()));
            if !finding.detail.is_blank() {
                page.words(": ");
                page.literal(&page.said.detail(finding));
            }
        });
    }

    /// Writes file and line, the way to the value, and the server, below each other.
    fn place_in_full(&mut self, finding: &MetadataFinding) {
        self.block("p", &[], |page| page.place(finding));
        if !finding.place.is_blank() {
            self.block("p", &[], |page| {
                page.element("code", &[], |page| page.literal(finding.place.as_str()));
            });
        }
        if let Some(server) = finding.server.as_ref().filter(|server| !server.is_blank()) {
            self.block("p", &[("class", "muted"), ("dir", "auto")], |page| page.literal(server.as_str()));
        }
    }

    fn place(&mut self, finding: &MetadataFinding) {
        self.literal(&format!("{}:{}", finding.path, finding.line));
    }

    pub(super) fn metadata(&mut self) {
        let Some(statement) = &self.report().metadata else { return };
        self.open_section(Section::Metadata, |page| {
            let intro = page.said.metadata_intro(statement);
            page.leaf("p", &[], &intro);
            page.findings(statement);
            page.files(statement);
        });
    }

    fn findings(&mut self, statement: &MetadataStatement) {
        if statement.findings.is_empty() {
            return;
        }
        let head = [Word::Id, Word::CheckLabel, Word::Stance, Word::Place, Word::Detail];
        self.table(Caption::Heading(self.word(Word::MetadataFindings)), &self.heads(head), |page| {
            for finding in &statement.findings {
                page.row(|page| {
                    let title = page.theme().title(&finding.check, &finding.check);
                    page.row_head(&page.findings.id(finding));
                    page.text_cell(title);
                    page.cell(|page| page.stance(finding.stance));
                    page.wide_cell(|page| page.place_in_full(finding));
                    page.wide_cell(|page| page.literal(&page.said.detail(finding)));
                });
            }
        });
    }

    fn stance(&mut self, stance: Stance) {
        let class = match stance {
            Stance::Contradicts => "state critical",
            Stance::Supports => "state met",
            Stance::Notes => "state info",
        };
        let word = self.theme().stance(stance);
        self.element("span", &[("class", class)], |page| page.words(word));
    }

    fn files(&mut self, statement: &MetadataStatement) {
        if !statement.files.is_empty() {
            let head = self.heads([Word::File, Word::Kind, Word::Servers, Word::Tools]);
            self.table(Caption::Heading(self.word(Word::MetadataFiles)), &head, |page| {
                for file in &statement.files {
                    page.row(|page| {
                        page.row_head(file.path.as_str());
                        page.text_cell(&page.said.kind(file));
                        let servers: Vec<&str> = file.servers.iter().map(CleanText::as_str).collect();
                        page.text_cell(&servers.join("\n"));
                        page.number_cell(file.tools);
                    });
                }
            });
        }
        if !statement.unread.is_empty() {
            let head = self.heads([Word::File, Word::WithheldReason]);
            self.table(Caption::Heading(self.word(Word::MetadataUnread)), &head, |page| {
                for file in &statement.unread {
                    page.row(|page| {
                        page.row_head(file.path.as_str());
                        page.text_cell(&page.theme().say(&file.reason));
                    });
                }
            });
        }
    }

    pub(super) fn checklists(&mut self) {
        if !self.is_shown(Section::Checklists) {
            return;
        }
        let review = &self.report().review;
        self.open_section(Section::Checklists, |page| {
            for checklist in &review.checklists {
                let title = page.theme().title(&checklist.key, &checklist.title);
                let head = page.heads([Word::Id, Word::Step, Word::State, Word::Basis]);
                let theme = page.theme();
                if checklist.steps.iter().all(is_silent) {
                    page.leaf("h3", &[], title);
                } else {
                    page.table(Caption::Heading(title), &head, |page| {
                        checklist.steps.iter().filter(|row| !is_silent(row)).for_each(|row| page.step(row));
                    });
                }
                let open =
                    page.said.open_items(checklist.steps.iter(), |r| theme.statement(&r.id, &r.statement));
                page.open_items(open);
            }
            page.patterns(&review.unsafe_patterns);
        });
    }

    fn step(&mut self, row: &ItemRow) {
        self.row(|page| {
            page.row_head(&row.id);
            page.wide_cell(|page| page.literal(page.theme().statement(&row.id, &row.statement)));
            page.cell(|page| page.state_mark(row.state));
            page.wide_cell(|page| page.item_basis(row));
        });
    }

    fn patterns(&mut self, patterns: &[UnsafePattern]) {
        if patterns.is_empty() {
            return;
        }
        let head = self.heads([Word::Id, Word::Pattern, Word::State, Word::Basis]);
        let title = self.word(Word::UnsafePatterns);
        if patterns.iter().all(is_unseen) {
            self.leaf("h3", &[], title);
        } else {
            self.table(Caption::Heading(title), &head, |page| {
                patterns.iter().filter(|pattern| !is_unseen(pattern)).for_each(|p| page.pattern(p));
            });
        }
        self.open_items(self.said.unseen_patterns());
        let intro = self.word(Word::PatternsIntro);
        self.leaf("p", &[("class", "muted")], intro);
    }

    fn pattern(&mut self, pattern: &UnsafePattern) {
        let class = match pattern.presence {
            Presence::Seen => "state critical",
            Presence::NotSeen => "state info",
        };
        let theme = self.theme();
        self.row(|page| {
            page.row_head(&pattern.id);
            page.wide_cell(|page| {
                let title = theme.title(&pattern.id, &pattern.title);
                page.titled(title, theme.statement(&pattern.id, &pattern.statement));
            });
            page.cell(|page| {
                let word = theme.presence(pattern.presence);
                page.element("span", &[("class", class)], |page| page.words(word));
            });
            page.wide_cell(|page| {
                page.basis(&pattern.said, &pattern.metadata);
                match page.said.gaps_of(pattern) {
                    Some(gaps) => page.leaf("p", &[], &gaps),
                    None if pattern.said.is_empty() && pattern.metadata.is_empty() => page.words("\u{2014}"),
                    None => {}
                }
            });
        });
    }

    /// Writes which rules of the linter the author switched off.
    pub(super) fn suppressions(&mut self) {
        let suppressions = &self.report().review.suppressions;
        if suppressions.is_empty() {
            return;
        }
        let head = self.heads([Word::Rule, Word::Reason, Word::Source]);
        self.table(Caption::Heading(self.word(Word::Suppressions)), &head, |page| {
            for suppression in suppressions {
                page.row(|page| {
                    page.row_head(&suppression.rule);
                    page.text_cell(suppression.reason.as_str());
                    page.text_cell(&page.said.line(suppression.line));
                });
            }
        });
    }
}
