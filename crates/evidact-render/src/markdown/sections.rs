//! The sections of a report around its observations.

use super::{Page, safe};
use crate::theme::{Section, Word};
use evidact_model::CleanText;
use evidact_model::review::BoundaryRow;

impl Page<'_> {
    pub(super) fn cover(&mut self) {
        let meta = &self.report.meta;
        let review = &self.report.review;
        let untitled = self.word(Word::Untitled);
        let title = review.title.as_ref().map(|t| safe::inline(t.as_str())).filter(|t| !t.is_empty());
        self.heading(1, &title.unwrap_or(untitled));
        let banner = safe::inline(meta.classification.as_str());
        let banner = if banner.is_empty() { safe::inline(self.theme.classification()) } else { banner };
        self.paragraph(&format!("> **{banner}**"));
        let text = |text: &Option<CleanText>| text.as_ref().map(|t| safe::cell(t.as_str()));
        let no_date = self.word(Word::NoDate);
        let row = |key: &str| {
            self.said().cover_row(key).map_or_else(|| self.gap_text(), |row| self.cell(&row.value))
        };
        let server = self.said().server().map_or_else(|| self.gap_text(), |server| safe::cell(&server));
        let mut rows = vec![
            vec![self.word(Word::ReportId), safe::cell(meta.id.as_str())],
            vec![self.word(Word::Server), server],
            vec![self.word(Word::OwnerLabel), row("owner")],
            vec![self.word(Word::Date), text(&meta.date).or_else(|| text(&review.date)).unwrap_or(no_date)],
        ];
        for (word, fields) in self.said().stated_of_itself() {
            rows.push(vec![self.word(word), self.cell(fields)]);
        }
        if let Some(version) = text(&meta.version) {
            rows.push(vec![self.word(Word::Version), version]);
        }
        let digest = if self.report.evidence.is_empty() {
            format!("*{}*", self.word(Word::EvidenceDigestNone))
        } else {
            format!("`{}`", safe::cell(&meta.evidence_digest))
        };
        rows.push(vec![self.word(Word::EvidenceDigest), digest]);
        let (item, value) = (self.word(Word::Row), self.word(Word::ReportValue));
        self.table(&[item, value], &rows);
        let made = self.theme.fill(Word::MadeWith, &[("version", &meta.tool_version)]);
        self.paragraph(&safe::inline(&made));
    }

    pub(super) fn summary(&mut self) {
        self.section(Section::Summary);
        let verdict = safe::inline(&self.said().verdict_in_full());
        self.paragraph(&verdict);
        let review = &self.report.review;
        if !review.summary.is_empty() {
            let title = self.word(Word::AuthorSummary);
            self.heading(3, &title);
            self.fields(&review.summary);
        }
        let title = self.word(Word::SeverityChart);
        self.heading(3, &title);
        let counts = self
            .said()
            .severities()
            .map(|(severity, count)| vec![safe::cell(self.theme.severity(severity)), count.to_string()]);
        let header = [self.word(Word::Severity), self.word(Word::Count)];
        self.table(&header, &counts);
        if !review.boundaries.is_empty() {
            let title = self.word(Word::BoundaryStrip);
            self.heading(3, &title);
            let header: Vec<String> =
                review.boundaries.iter().map(|b| safe::cell(self.theme.title(&b.id, &b.title))).collect();
            let states: Vec<String> =
                review.boundaries.iter().map(|b| safe::cell(self.theme.state(b.state))).collect();
            self.table(&header, &[states]);
        }
    }

    pub(super) fn approach(&mut self) {
        self.section(Section::Approach);
        let (stated, open) = self.said().approach();
        for (word, fields) in stated.into_iter().chain(self.said().stated_of_itself()) {
            let title = self.word(word);
            self.heading(3, &title);
            self.fields(fields);
        }
        self.open_items(open);
    }

    /// Writes sentences that say what is not stated.
    pub(super) fn open_items(&mut self, sentences: impl IntoIterator<Item = String>) {
        for sentence in sentences {
            self.paragraph(&format!("*{}*", safe::inline(&sentence)));
        }
    }

    pub(super) fn record(&mut self) {
        self.section(Section::Record);
        if let Some(open) = self.said().open_record() {
            return self.open_items([open]);
        }
        let review = &self.report.review;
        let rows: Vec<Vec<String>> = review
            .record
            .rows
            .iter()
            .map(|row| {
                vec![
                    safe::cell(self.theme.title(&row.id, &row.title)),
                    self.cell(&row.value),
                    self.source(&row.value),
                ]
            })
            .collect();
        let header = [self.word(Word::Row), self.word(Word::Value), self.word(Word::Source)];
        self.table(&header, &rows);
    }

    pub(super) fn boundaries(&mut self) {
        self.section(Section::Boundaries);
        let review = &self.report.review;
        let rows: Vec<Vec<String>> = review.boundaries.iter().map(|row| self.boundary(row)).collect();
        let header = [
            self.word(Word::Id),
            self.word(Word::Boundary),
            self.word(Word::State),
            self.word(Word::Expected),
            self.word(Word::Observed),
            self.word(Word::Uncertainty),
        ];
        self.table(&header, &rows);
        self.controls();
    }

    fn boundary(&self, row: &BoundaryRow) -> Vec<String> {
        let observed = match self.said().see_observations(&row.id) {
            None => self.cell(&row.observed),
            Some(see) if row.observed.is_empty() => safe::cell(&see),
            Some(see) => format!("{}<br>{}", self.cell(&row.observed), safe::cell(&see)),
        };
        vec![
            safe::cell(&row.id),
            safe::cell(self.theme.title(&row.id, &row.title)),
            safe::cell(self.theme.state(row.state)),
            self.cell(&row.expected),
            observed,
            self.cell(&row.uncertainty),
        ]
    }

    pub(super) fn redaction(&mut self) {
        self.section(Section::Redaction);
        let intro = self.word(Word::RedactionIntro);
        self.paragraph(&intro);
        let statement = &self.report.redaction;
        let rows: Vec<Vec<String>> = statement
            .redactions
            .iter()
            .map(|(class, count)| {
                let values = statement.values.iter().find(|(other, _)| other == class).map_or(0, |(_, n)| *n);
                vec![safe::cell(self.theme.class(*class)), count.to_string(), values.to_string()]
            })
            .collect();
        let header = [self.word(Word::Class), self.word(Word::Replacements), self.word(Word::DistinctValues)];
        self.table(&header, &rows);
        let facts = [
            vec![self.word(Word::SourcesRead), statement.sources.to_string()],
            vec![self.word(Word::RulesInForce), statement.rules.to_string()],
            vec![self.word(Word::Packs), safe::cell(&statement.packs)],
            vec![self.word(Word::Verification), safe::cell(&self.theme.say(&statement.verification))],
        ];
        let header = [self.word(Word::Row), self.word(Word::ReportValue)];
        self.table(&header, &facts);
        let title = self.word(Word::Withheld);
        self.heading(3, &title);
        if statement.withheld.is_empty() {
            let none = self.word(Word::WithheldNone);
            self.paragraph(&none);
            return;
        }
        let rows: Vec<Vec<String>> = statement
            .withheld
            .iter()
            .map(|(name, reason)| vec![safe::cell(name.as_str()), safe::cell(&self.theme.say(reason))])
            .collect();
        let header = [self.word(Word::WithheldName), self.word(Word::WithheldReason)];
        self.table(&header, &rows);
    }

    pub(super) fn evidence(&mut self) {
        self.section(Section::Evidence);
        if self.report.evidence.is_empty() {
            let none = self.word(Word::EvidenceNone);
            self.paragraph(&none);
            return;
        }
        let rows: Vec<Vec<String>> = self
            .report
            .evidence
            .iter()
            .map(|item| {
                let structure =
                    if item.structure_verified { Word::StructureVerified } else { Word::StructureUnverified };
                vec![
                    safe::cell(item.path.as_str()),
                    item.bytes.to_string(),
                    item.redactions.to_string(),
                    self.word(structure),
                    format!("`{}`", safe::cell(&item.sha256)),
                ]
            })
            .collect();
        let header = [
            self.word(Word::File),
            self.word(Word::Bytes),
            self.word(Word::Replacements),
            self.word(Word::Structure),
            self.word(Word::Digest),
        ];
        self.table(&header, &rows);
    }

    pub(super) fn unplaced(&mut self) {
        self.section(Section::Unplaced);
        let review = &self.report.review;
        let intro = if review.unplaced.is_empty() { Word::UnplacedNone } else { Word::UnplacedIntro };
        let intro = self.word(intro);
        self.paragraph(&intro);
        for stretch in &review.unplaced {
            let title = self.said().lines(stretch.first_line, stretch.last_line);
            self.heading(3, &safe::inline(&title));
            self.paragraph(&safe::fenced(stretch.text.as_str(), "text"));
        }
        self.unfilled();
        self.suppressions();
    }

    /// Writes the labels with nothing behind them.
    fn unfilled(&mut self) {
        let review = &self.report.review;
        if review.unfilled.is_empty() {
            return;
        }
        let intro = self.word(Word::UnfilledIntro);
        self.paragraph(&intro);
        let rows: Vec<Vec<String>> = review
            .unfilled
            .iter()
            .map(|field| {
                vec![
                    safe::cell(field.origin.label.as_str()),
                    safe::cell(field.text.as_str()),
                    self.source(std::slice::from_ref(field)),
                ]
            })
            .collect();
        let header = [self.word(Word::Label), self.word(Word::Value), self.word(Word::Source)];
        self.table(&header, &rows);
    }

    pub(super) fn glossary(&mut self) {
        self.section(Section::Glossary);
        let rows: Vec<Vec<String>> = self
            .theme
            .glossary()
            .iter()
            .map(|(term, text)| vec![safe::cell(term), safe::cell(text)])
            .collect();
        let header = [self.word(Word::Term), self.word(Word::Meaning)];
        self.table(&header, &rows);
    }

    pub(super) fn governance(&mut self) {
        self.section(Section::Governance);
        let intro = self.word(Word::GovernanceIntro);
        self.paragraph(&intro);
        let flags: Vec<String> =
            self.theme.governance().iter().map(|flag| format!("- {}\n", safe::inline(flag))).collect();
        self.out.push_str(&flags.concat());
        self.out.push('\n');
        let stated = &self.report.review.governance;
        if stated.is_empty() {
            return;
        }
        let title = self.word(Word::GovernanceNote);
        self.heading(3, &title);
        let rows: Vec<Vec<String>> = stated
            .iter()
            .map(|field| {
                vec![
                    safe::cell(field.origin.label.as_str()),
                    safe::cell(field.text.as_str()),
                    self.source(std::slice::from_ref(field)),
                ]
            })
            .collect();
        let header = [self.word(Word::Label), self.word(Word::Value), self.word(Word::Source)];
        self.table(&header, &rows);
    }
}
