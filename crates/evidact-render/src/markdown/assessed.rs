//! The sections in which note and metadata are held against the catalog: controls, contradictions, static metadata,
//! checklists, unsafe patterns.

use super::{Page, safe};
use crate::findings::by_item;
use crate::said::{is_silent, is_unseen};
use crate::theme::{Section, Word};
use evidact_model::metadata::MetadataFinding;
use evidact_model::review::{Contradiction, ItemRow, UnsafePattern};

impl Page<'_> {
    /// Writes where metadata disagrees, and the controls of all boundaries.
    pub(super) fn controls(&mut self) {
        let review = &self.report.review;
        let contradictions: Vec<Vec<String>> = review
            .boundaries
            .iter()
            .flat_map(|boundary| {
                by_item(&boundary.contradictions).into_iter().map(move |c| (&boundary.id, c))
            })
            .map(|(boundary, (contradiction, found))| self.contradiction(boundary, contradiction, &found))
            .collect();
        if !contradictions.is_empty() {
            let title = self.word(Word::Contradictions);
            self.heading(3, &title);
            let header = [Word::Boundary, Word::Item, Word::NoteSays, Word::MetadataSays];
            self.table(&header.map(|word| self.word(word)), &contradictions);
        }
        let controls = || review.boundaries.iter().flat_map(|b| &b.controls);
        if controls().next().is_some() {
            let title = self.word(Word::ControlsTitle);
            self.heading(3, &title);
            let told: Vec<_> =
                controls().filter(|row| !is_silent(row)).map(|row| self.control(row)).collect();
            let header = [Word::Id, Word::Control, Word::Responsible, Word::State, Word::Basis];
            self.told_table(&header, &told);
            let theme = self.theme;
            self.open_items(self.said().open_items(controls(), |row| theme.title(&row.id, &row.title)));
        }
    }

    /// Writes a table, unless it has no rows.
    fn told_table(&mut self, header: &[Word], rows: &[Vec<String>]) {
        if !rows.is_empty() {
            let header: Vec<String> = header.iter().map(|word| self.word(*word)).collect();
            self.table(&header, rows);
        }
    }

    fn contradiction(
        &self,
        boundary: &str,
        contradiction: &Contradiction,
        found: &[&MetadataFinding],
    ) -> Vec<String> {
        let title = self.theme.title(&contradiction.item, &contradiction.title);
        vec![
            safe::cell(boundary),
            safe::cell(&format!("{} {title}", contradiction.item)),
            self.cell(&contradiction.said),
            found.iter().map(|finding| self.finding(finding)).collect::<Vec<_>>().join("<br>"),
        ]
    }

    fn control(&self, row: &ItemRow) -> Vec<String> {
        let title = safe::cell(self.theme.title(&row.id, &row.title));
        let statement = safe::cell(self.theme.statement(&row.id, &row.statement));
        let status = self.said().spec_status(row).map(|status| safe::cell(&status));
        let status = status.map_or_else(String::new, |status| format!("<br>*{status}*"));
        vec![
            safe::cell(&row.id),
            format!("**{title}**<br>{statement}{status}"),
            safe::cell(self.theme.responsible(row.responsible)),
            safe::cell(self.theme.state(row.state)),
            self.basis(row),
        ]
    }

    /// Returns what note and metadata say of an item.
    fn basis(&self, row: &ItemRow) -> String {
        let mut parts: Vec<String> = row.said.iter().map(|field| safe::cell(field.text.as_str())).collect();
        parts.extend(self.found(&row.metadata));
        parts.extend(self.said().attested_only(row).map(|words| format!("*{}*", safe::cell(words))));
        or_dash(&parts)
    }

    /// Returns what static metadata says of an item, check by check.
    fn found(&self, findings: &[MetadataFinding]) -> Vec<String> {
        let mut parts = Vec::new();
        for group in self.findings.groups(findings, self.theme) {
            let stance = safe::cell(self.theme.stance(group.stance));
            parts.push(format!("**{stance}**: {}", safe::cell(&group.told)));
            parts.extend(group.findings.iter().map(|finding| self.finding(finding)));
        }
        parts
    }

    /// Returns a finding of the static checks as one cell.
    fn finding(&self, finding: &MetadataFinding) -> String {
        let title = safe::cell(self.theme.title(&finding.check, &finding.check));
        let id = safe::cell(&self.findings.id(finding));
        let place = safe::plain_cell(finding.place.as_str());
        let path = safe::plain_cell(finding.path.as_str());
        let detail = safe::plain_cell(&self.said().detail(finding));
        let detail = if detail.is_empty() { detail } else { format!(": {detail}") };
        format!("{id} {title} · {path}:{} {place}{detail}", finding.line)
    }

    pub(super) fn metadata(&mut self) {
        let Some(statement) = &self.report.metadata else { return };
        self.section(Section::Metadata);
        let intro = safe::inline(&self.said().metadata_intro(statement));
        self.paragraph(&intro);
        if !statement.findings.is_empty() {
            let title = self.word(Word::MetadataFindings);
            self.heading(3, &title);
            let rows: Vec<Vec<String>> = statement.findings.iter().map(|f| self.finding_row(f)).collect();
            let header = [
                Word::Id,
                Word::CheckLabel,
                Word::Stance,
                Word::File,
                Word::Place,
                Word::Server,
                Word::Detail,
            ];
            self.table(&header.map(|word| self.word(word)), &rows);
        }
        if !statement.files.is_empty() {
            let title = self.word(Word::MetadataFiles);
            self.heading(3, &title);
            let rows: Vec<Vec<String>> = statement
                .files
                .iter()
                .map(|file| {
                    let servers: Vec<String> =
                        file.servers.iter().map(|name| safe::plain_cell(name.as_str())).collect();
                    vec![
                        safe::plain_cell(file.path.as_str()),
                        safe::cell(&self.said().kind(file)),
                        servers.join("<br>"),
                        file.tools.to_string(),
                    ]
                })
                .collect();
            let header = [Word::File, Word::Kind, Word::Servers, Word::Tools];
            self.table(&header.map(|word| self.word(word)), &rows);
        }
        if !statement.unread.is_empty() {
            let title = self.word(Word::MetadataUnread);
            self.heading(3, &title);
            let rows: Vec<Vec<String>> = statement
                .unread
                .iter()
                .map(|file| {
                    vec![safe::plain_cell(file.path.as_str()), safe::cell(&self.theme.say(&file.reason))]
                })
                .collect();
            let header = [Word::File, Word::WithheldReason];
            self.table(&header.map(|word| self.word(word)), &rows);
        }
    }

    fn finding_row(&self, finding: &MetadataFinding) -> Vec<String> {
        let title = safe::cell(self.theme.title(&finding.check, &finding.check));
        let server = finding.server.as_ref().map_or_else(String::new, |s| safe::plain_cell(s.as_str()));
        vec![
            safe::cell(&self.findings.id(finding)),
            title,
            safe::cell(self.theme.stance(finding.stance)),
            format!("{}:{}", safe::plain_cell(finding.path.as_str()), finding.line),
            safe::plain_cell(finding.place.as_str()),
            server,
            safe::plain_cell(&self.said().detail(finding)),
        ]
    }

    pub(super) fn checklists(&mut self) {
        let review = &self.report.review;
        if review.checklists.is_empty() && review.unsafe_patterns.is_empty() {
            return;
        }
        self.section(Section::Checklists);
        for checklist in &review.checklists {
            let title = safe::inline(self.theme.title(&checklist.key, &checklist.title));
            self.heading(3, &title);
            let told = checklist.steps.iter().filter(|row| !is_silent(row));
            let told: Vec<_> = told.map(|row| self.step(row)).collect();
            self.told_table(&[Word::Id, Word::Step, Word::State, Word::Basis], &told);
            let theme = self.theme;
            let open =
                self.said().open_items(checklist.steps.iter(), |r| theme.statement(&r.id, &r.statement));
            self.open_items(open);
        }
        if !review.unsafe_patterns.is_empty() {
            let title = self.word(Word::UnsafePatterns);
            self.heading(3, &title);
            let intro = self.word(Word::PatternsIntro);
            self.paragraph(&intro);
            let seen = review.unsafe_patterns.iter().filter(|pattern| !is_unseen(pattern));
            let seen: Vec<_> = seen.map(|pattern| self.pattern(pattern)).collect();
            self.told_table(&[Word::Id, Word::Pattern, Word::State, Word::Basis], &seen);
            self.open_items(self.said().unseen_patterns());
        }
    }

    fn step(&self, row: &ItemRow) -> Vec<String> {
        vec![
            safe::cell(&row.id),
            safe::cell(self.theme.statement(&row.id, &row.statement)),
            safe::cell(self.theme.state(row.state)),
            self.basis(row),
        ]
    }

    fn pattern(&self, pattern: &UnsafePattern) -> Vec<String> {
        let mut basis: Vec<String> =
            pattern.said.iter().map(|field| safe::cell(field.text.as_str())).collect();
        basis.extend(self.found(&pattern.metadata));
        basis.extend(self.said().gaps_of(pattern).map(|gaps| safe::cell(&gaps)));
        let title = safe::cell(self.theme.title(&pattern.id, &pattern.title));
        let statement = safe::cell(self.theme.statement(&pattern.id, &pattern.statement));
        vec![
            safe::cell(&pattern.id),
            format!("**{title}**<br>{statement}"),
            safe::cell(self.theme.presence(pattern.presence)),
            or_dash(&basis),
        ]
    }

    /// Writes which rules of the linter the author switched off.
    pub(super) fn suppressions(&mut self) {
        let suppressions = &self.report.review.suppressions;
        if suppressions.is_empty() {
            return;
        }
        let title = self.word(Word::Suppressions);
        self.heading(3, &title);
        let rows: Vec<Vec<String>> = suppressions
            .iter()
            .map(|s| {
                let line = self.said().line(s.line);
                vec![safe::cell(&s.rule), safe::cell(s.reason.as_str()), safe::cell(&line)]
            })
            .collect();
        let header = [Word::Rule, Word::Reason, Word::Source];
        self.table(&header.map(|word| self.word(word)), &rows);
    }
}

/// Joins the parts of a cell; one that says nothing says so.
fn or_dash(parts: &[String]) -> String {
    if parts.is_empty() { "\u{2014}".to_owned() } else { parts.join("<br>") }
}
