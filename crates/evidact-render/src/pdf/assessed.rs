//! Note and metadata held against the catalog: controls, contradictions, static metadata, checklists, unsafe patterns.

use super::compose::GAP;
use super::display::DestId;
use super::flow::keep_card;
use super::report::Composer;
use super::rich::{self, Block, Look, Run};
use super::table::{Cell, CellLook, Table};
use super::tree::{ElemId, Kind};
use crate::findings::by_item;
use crate::said::{is_silent, is_unseen};
use crate::theme::{Section, Theme, Word};
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::review::{Contradiction, Field, ItemRow, UnsafePattern};

/// Tables of no more rows stay on one page.
const KEPT_ROWS: usize = 4;

impl Composer<'_> {
    /// Sets where metadata disagrees, and the controls of all boundaries.
    pub(crate) fn controls(&mut self, sect: ElemId) {
        let boundaries = &self.report.review.boundaries;
        let items =
            boundaries.iter().flat_map(|b| by_item(&b.contradictions).into_iter().map(move |c| (&b.id, c)));
        let rows =
            items.map(|(boundary, (item, found))| self.contradiction(boundary, item, &found)).collect();
        let head = [Word::Boundary, Word::Item, Word::NoteSays, Word::MetadataSays];
        self.table_part(Word::Contradictions, &head, &[0.12, 0.2, 0.22, 0.46], rows, sect);
        let controls = || boundaries.iter().flat_map(|b| &b.controls);
        if controls().next().is_none() {
            return;
        }
        let rows = controls().filter(|row| !is_silent(row)).map(|row| self.control(row)).collect();
        let head = [Word::Id, Word::Control, Word::Responsible, Word::State, Word::Basis];
        let theme = self.kit.theme;
        let open = self.told().open_items(controls(), |row| theme.title(&row.id, &row.title));
        let part = self.kit.tree.add(Kind::Sect, sect);
        let atoms = self.told_and_open((&head, &[0.15, 0.3, 0.13, 0.155, 0.265]), rows, &open, part);
        self.part(self.word(Word::ControlsTitle), atoms, part);
    }

    /// Sets a table of what is told, if anything is, and below it what is not.
    fn told_and_open(
        &mut self,
        (head, shares): (&[Word], &[f32]),
        rows: Vec<Vec<Cell>>,
        open: &[String],
        part: ElemId,
    ) -> Vec<super::flow::Atom> {
        let mut atoms = Vec::new();
        if !rows.is_empty() {
            atoms = self.assessed_table(head, shares, rows, part);
        }
        for sentence in open {
            let mut more = self.open_items(sentence, part);
            super::flow::space_before(&mut more, if atoms.is_empty() { 0.0 } else { GAP });
            atoms.append(&mut more);
        }
        atoms
    }

    /// Places a heading and a table below it, unless the table has no rows.
    fn table_part(&mut self, title: Word, head: &[Word], shares: &[f32], rows: Vec<Vec<Cell>>, sect: ElemId) {
        if rows.is_empty() {
            return;
        }
        let part = self.kit.tree.add(Kind::Sect, sect);
        let short = rows.len() <= KEPT_ROWS;
        let mut atoms = self.assessed_table(head, shares, rows, part);
        if short {
            keep_card(&mut atoms, self.flow.frame);
        }
        self.part(self.word(title), atoms, part);
    }

    fn assessed_table(
        &mut self,
        head: &[Word],
        shares: &[f32],
        rows: Vec<Vec<Cell>>,
        part: ElemId,
    ) -> Vec<super::flow::Atom> {
        let head = head.iter().map(|word| Cell::text(self.word(*word), CellLook::Plain)).collect();
        let widths = shares.iter().map(|share| share * self.width()).collect();
        let small = self.kit.small();
        self.kit.table(&Table { head, rows, widths }, small, part)
    }

    fn contradiction(
        &self,
        boundary: &str,
        contradiction: &Contradiction,
        found: &[&MetadataFinding],
    ) -> Vec<Cell> {
        let title = self.kit.theme.title(&contradiction.item, &contradiction.title);
        vec![
            Cell::text(boundary, CellLook::RowHead),
            Cell::text(&format!("{} {title}", contradiction.item), CellLook::Plain),
            self.said_or_gap(&contradiction.said),
            Cell::blocks(found.iter().map(|finding| self.finding(finding)).collect()),
        ]
    }

    fn said_or_gap(&self, fields: &[Field]) -> Cell {
        if fields.iter().all(|field| field.text.is_blank()) {
            let gap = format!("\u{2014} {}", self.word(Word::Gap));
            return Cell::text(&gap, CellLook::Gap);
        }
        Cell::blocks(said(fields))
    }

    fn control(&self, row: &ItemRow) -> Vec<Cell> {
        let theme = self.kit.theme;
        let mut control = titled(theme.title(&row.id, &row.title), theme.statement(&row.id, &row.statement));
        if let Some(status) = self.told().spec_status(row) {
            control.push(Block::Para(vec![Run::new(status, Look::Emphasis)]));
        }
        vec![
            Cell::text(&row.id, CellLook::RowHead),
            Cell::blocks(control),
            Cell::text(theme.responsible(row.responsible), CellLook::Plain),
            Cell::text(theme.state(row.state), CellLook::Plain),
            Cell::blocks(self.basis(row)),
        ]
    }

    /// Returns what note and metadata say of an item.
    fn basis(&self, row: &ItemRow) -> Vec<Block> {
        let mut blocks = said(&row.said);
        blocks.extend(self.found(&row.metadata));
        if let Some(words) = self.told().attested_only(row) {
            blocks.push(Block::Para(vec![Run::new(words, Look::Emphasis)]));
        }
        or_dash(blocks)
    }

    /// Returns what static metadata says of an item, check by check.
    fn found(&self, findings: &[MetadataFinding]) -> Vec<Block> {
        let theme = self.kit.theme;
        let mut blocks = Vec::new();
        for group in self.findings.groups(findings, theme) {
            let told = Run::new(format!(": {}", group.told), Look::Plain);
            blocks.push(Block::Para(vec![stance(theme, group.stance), told]));
            blocks.extend(group.findings.iter().map(|finding| self.finding(finding)));
        }
        blocks
    }

    /// Returns a finding of the static checks as one paragraph.
    fn finding(&self, finding: &MetadataFinding) -> Block {
        let title = self.kit.theme.title(&finding.check, &finding.check);
        let id = Run::new(self.findings.id(finding), Look::Strong);
        let mut runs = vec![id, Run::new(format!(" {title} · "), Look::Plain)];
        let place = format!("{}:{} {}", finding.path.as_str(), finding.line, finding.place.as_str());
        runs.extend(rich::literal(&place, Look::Code));
        if !finding.detail.is_blank() {
            runs.push(Run::new(": ", Look::Plain));
            runs.extend(rich::literal(&self.told().detail(finding), Look::Code));
        }
        Block::Para(runs)
    }

    pub(crate) fn metadata(&mut self, dest: DestId) {
        let Some(statement) = &self.report.metadata else { return };
        let sect = self.open_below(Section::Metadata, dest);
        let (body, width) = (self.kit.body(), self.width());
        let intro = self.kit.para(&self.told().metadata_intro(statement), body, width, sect);
        self.flow.place(intro);
        let rows = statement.findings.iter().map(|finding| self.finding_row(finding)).collect();
        let head = [Word::Id, Word::CheckLabel, Word::Stance, Word::Place, Word::Detail];
        self.table_part(Word::MetadataFindings, &head, &[0.1, 0.18, 0.14, 0.31, 0.27], rows, sect);
        let rows = statement.files.iter().map(|file| {
            let servers = file.servers.iter().map(|name| literal(name.as_str()));
            vec![
                Cell::text(file.path.as_str(), CellLook::Mono),
                Cell::text(&self.told().kind(file), CellLook::Plain),
                Cell::blocks(servers.collect()),
                Cell::number(file.tools),
            ]
        });
        let head = [Word::File, Word::Kind, Word::Servers, Word::Tools];
        self.table_part(Word::MetadataFiles, &head, &[0.4, 0.28, 0.22, 0.1], rows.collect(), sect);
        let rows = statement.unread.iter().map(|file| {
            let reason = self.kit.theme.say(&file.reason);
            vec![Cell::text(file.path.as_str(), CellLook::Mono), Cell::text(&reason, CellLook::Plain)]
        });
        let head = [Word::File, Word::WithheldReason];
        self.table_part(Word::MetadataUnread, &head, &[0.45, 0.55], rows.collect(), sect);
    }

    fn finding_row(&self, finding: &MetadataFinding) -> Vec<Cell> {
        let theme = self.kit.theme;
        let file = format!("{}:{}", finding.path.as_str(), finding.line);
        let mut place = vec![Block::Para(rich::literal(&file, Look::Code))];
        if !finding.place.is_blank() {
            place.push(Block::Para(rich::literal(finding.place.as_str(), Look::Code)));
        }
        let server = finding.server.as_ref().filter(|server| !server.is_blank());
        place.extend(server.map(|server| Block::Para(rich::literal(server.as_str(), Look::Muted))));
        vec![
            Cell::text(&self.findings.id(finding), CellLook::RowHead),
            Cell::text(theme.title(&finding.check, &finding.check), CellLook::Plain),
            Cell::blocks(vec![Block::Para(vec![stance(theme, finding.stance)])]),
            Cell::blocks(place),
            Cell::text(&self.told().detail(finding), CellLook::Mono),
        ]
    }

    pub(crate) fn checklists(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Checklists, dest);
        let review = &self.report.review;
        for checklist in &review.checklists {
            let part = self.kit.tree.add(Kind::Sect, sect);
            let told = checklist.steps.iter().filter(|row| !is_silent(row));
            let rows = told.map(|row| self.step(row)).collect();
            let head = [Word::Id, Word::Step, Word::State, Word::Basis];
            let theme = self.kit.theme;
            let open =
                self.told().open_items(checklist.steps.iter(), |r| theme.statement(&r.id, &r.statement));
            let atoms = self.told_and_open((&head, &[0.13, 0.4, 0.155, 0.315]), rows, &open, part);
            self.part(self.kit.theme.title(&checklist.key, &checklist.title), atoms, part);
        }
        if review.unsafe_patterns.is_empty() {
            return;
        }
        let part = self.kit.tree.add(Kind::Sect, sect);
        let (body, width) = (self.kit.body(), self.width());
        let mut atoms = self.kit.para(self.word(Word::PatternsIntro), body, width, part);
        let seen = review.unsafe_patterns.iter().filter(|pattern| !is_unseen(pattern));
        let rows = seen.map(|pattern| self.pattern(pattern)).collect();
        let head = [Word::Id, Word::Pattern, Word::State, Word::Basis];
        let unseen: Vec<String> = self.told().unseen_patterns().into_iter().collect();
        let mut table = self.told_and_open((&head, &[0.13, 0.4, 0.155, 0.315]), rows, &unseen, part);
        super::flow::space_before(&mut table, GAP);
        atoms.append(&mut table);
        self.part(self.word(Word::UnsafePatterns), atoms, part);
    }

    fn step(&self, row: &ItemRow) -> Vec<Cell> {
        let theme = self.kit.theme;
        vec![
            Cell::text(&row.id, CellLook::RowHead),
            Cell::text(theme.statement(&row.id, &row.statement), CellLook::Plain),
            Cell::text(theme.state(row.state), CellLook::Plain),
            Cell::blocks(self.basis(row)),
        ]
    }

    fn pattern(&self, pattern: &UnsafePattern) -> Vec<Cell> {
        let theme = self.kit.theme;
        let mut basis = said(&pattern.said);
        basis.extend(self.found(&pattern.metadata));
        basis.extend(self.told().gaps_of(pattern).map(|gaps| literal(&gaps)));
        let title = theme.title(&pattern.id, &pattern.title);
        vec![
            Cell::text(&pattern.id, CellLook::RowHead),
            Cell::blocks(titled(title, theme.statement(&pattern.id, &pattern.statement))),
            Cell::text(theme.presence(pattern.presence), CellLook::Plain),
            Cell::blocks(or_dash(basis)),
        ]
    }

    /// Sets which rules of the linter the author switched off.
    pub(crate) fn suppressions(&mut self, sect: ElemId) {
        let rows = self.report.review.suppressions.iter().map(|suppression| {
            let line = self.kit.theme.fill(Word::Line, &[("line", &suppression.line.to_string())]);
            vec![
                Cell::text(&suppression.rule, CellLook::RowHead),
                Cell::text(suppression.reason.as_str(), CellLook::Plain),
                Cell::text(&line, CellLook::Muted),
            ]
        });
        let rows = rows.collect();
        let head = [Word::Rule, Word::Reason, Word::Source];
        self.table_part(Word::Suppressions, &head, &[0.13, 0.66, 0.21], rows, sect);
    }
}

/// Returns what the note says, field below field.
fn said(fields: &[Field]) -> Vec<Block> {
    fields.iter().flat_map(|field| rich::parse(field.text.as_str())).collect()
}

fn literal(text: &str) -> Block {
    Block::Para(rich::literal(text, Look::Plain))
}

/// Returns a title with what it means below.
fn titled(title: &str, statement: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Para(rich::literal(title, Look::Strong))];
    if !statement.trim().is_empty() && statement != title {
        blocks.push(literal(statement));
    }
    blocks
}

/// Returns the word for what a finding says. What contradicts stands out, since it is looked for.
fn stance(theme: &Theme, stance: Stance) -> Run {
    let look = if stance == Stance::Contradicts { Look::Alarm } else { Look::Plain };
    Run::new(theme.stance(stance), look)
}

/// Returns what stands in a cell; one that says nothing says so.
fn or_dash(mut blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        blocks.push(Block::Para(vec![Run::new("\u{2014}", Look::Muted)]));
    }
    blocks
}
