//! Learn, then redact: two passes over the sources, and more while values keep coming up.

use crate::input::Input;
use crate::observer::Observer;
use crate::reports::{NoText, Reporter};
use crate::{BatchError, parallel};
use evidact_model::manifest::NoReport;
use evidact_model::{CleanText, Event, Format, Outcome, Profile, SourceId, Stage, Withheld};
use evidact_raw::{Blob, RawName, Spool};
use evidact_redact::leaves::{self, Leaf};
use evidact_redact::{
    Applied, Betrayed, Engine, Ledger, NamePlan, Redactor, Reserved, Sighting, Unsettled, Verified, guarded,
    still_found,
};

/// Takes redacted and verified sources until their names are known.
pub(crate) trait Staging: Sync {
    /// Takes what is to be published of a source, a second time if it was redacted again, and returns its
    /// SHA-256.
    ///
    /// # Errors
    /// [`BatchError::Write`].
    fn stage(&self, number: usize, source: &Blob) -> Result<String, BatchError>;

    /// Makes room for what is being written.
    fn spool(&self) -> &Spool;
}

/// Runs the passes.
pub(crate) struct Pipeline<'a> {
    /// Finds, and knows the policy.
    pub engine: &'a Engine,
    /// How many sources are worked on at once.
    pub threads: usize,
    /// Is told what happens.
    pub observer: &'a dyn Observer,
    /// Makes reports of some of the texts, if any are wanted.
    pub reporter: Option<&'a dyn Reporter>,
}

/// What the passes made.
pub(crate) struct PipelineOutput {
    /// The ledger with every value of the run.
    pub ledger: Ledger,
    /// Every source once, in the order of the inputs.
    pub pieces: Vec<Piece>,
}

/// One source after the passes.
pub(crate) struct Piece {
    /// Its published path.
    pub path: CleanText,
    /// What became of it.
    pub outcome: Outcome,
    /// What was done to it, unless withheld.
    pub applied: Option<Applied>,
    /// SHA-256 of its verified bytes, unless withheld.
    pub sha256: Option<String>,
    /// What reports may need of it.
    pub text: Kept,
}

/// What is kept of a source for the reports.
pub(crate) enum Kept {
    /// Nothing.
    Nothing,
    /// Its verified text, which could be a note.
    Note(CleanText),
    /// The beginning of its verified text, which could be a note if it could be read.
    Unread(NoReport, CleanText),
    /// Its verified text, which the reporter wants beside the notes.
    Companion(CleanText),
    /// Not its text, though the reporter might want it.
    Missing(NoText),
}

/// So much is kept of all texts beside the notes; what comes later is named, not read.
const MAX_COMPANION_BYTES: usize = 64 << 20;

/// After so many rounds of new values a source is withheld.
const MAX_ROUNDS: usize = 5;

struct Learned {
    betrayed: Betrayed,
    reserved: Reserved,
    withheld: Option<Withheld>,
}

enum Attempt {
    Settled { applied: Box<Applied>, sha256: String, text: Kept },
    New(Vec<Sighting>),
    Withheld(Withheld),
    Failed(BatchError),
}

impl Pipeline<'_> {
    /// Runs the passes over the inputs and hands the redacted sources to `stage`, by number.
    pub(crate) fn run(&self, inputs: &[Input], stage: &dyn Staging) -> Result<PipelineOutput, BatchError> {
        let numbered: Vec<(usize, &Input)> = inputs.iter().enumerate().collect();
        let learned = self.learn(&numbered)?;
        let mut reserved = Reserved::default();
        for source in &learned {
            reserved.merge(source.reserved.clone());
        }
        let mut ledger = Ledger::new(self.engine, reserved);
        ledger.absorb(learned.iter().map(|l| &l.betrayed));
        let mut attempts: Vec<Attempt> = learned
            .into_iter()
            .map(|l| l.withheld.map_or_else(|| Attempt::New(Vec::new()), Attempt::Withheld))
            .collect();
        self.settle(&numbered, &mut ledger, &mut attempts, stage)?;
        let pieces = self.pieces(&numbered, &ledger, attempts)?;
        Ok(PipelineOutput { ledger, pieces })
    }

    fn learn(&self, inputs: &[(usize, &Input)]) -> Result<Vec<Learned>, BatchError> {
        self.start(Stage::Learn, inputs);
        let learned = parallel::map(inputs, self.threads, |(_, input)| {
            let learned = if self.observer.stopped() { None } else { Some(self.learn_one(input)) };
            self.observer.event(Event::Advanced { stage: Stage::Learn, done: input.bytes() });
            learned
        });
        learned.into_iter().collect::<Option<_>>().ok_or(BatchError::Interrupted)
    }

    fn learn_one(&self, input: &Input) -> Learned {
        let mut learned = Learned {
            betrayed: Betrayed::of(self.engine, &NamePlan::find(self.engine, &input.name)),
            reserved: Reserved::default(),
            withheld: None,
        };
        let result = guarded(|| {
            let source = input.blob(self.engine.limits().max_bytes)?;
            let mut texts = Texts { engine: self.engine, learned: &mut learned };
            leaves::read(self.engine, &input.name, source, &mut texts)
        });
        learned.withheld = result.err();
        learned
    }

    /// Redacts until no source brings up a new value. A new value may stand bare in any source, so all of
    /// them are done again; this is rare.
    fn settle(
        &self,
        inputs: &[(usize, &Input)],
        ledger: &mut Ledger,
        attempts: &mut [Attempt],
        stage: &dyn Staging,
    ) -> Result<(), BatchError> {
        for round in 1..=MAX_ROUNDS {
            let pending: Vec<(usize, &Input)> = inputs
                .iter()
                .filter(|(i, _)| !matches!(attempts[*i], Attempt::Withheld(_)))
                .copied()
                .collect();
            self.start(Stage::Redact, &pending);
            let results = parallel::map(&pending, self.threads, |(number, input)| {
                let attempt = self.redact_one(*number, input, ledger, stage);
                self.observer.event(Event::Advanced { stage: Stage::Redact, done: input.bytes() });
                attempt
            });
            for ((number, _), attempt) in pending.iter().zip(results) {
                if let Attempt::Failed(error) = attempt {
                    return Err(error);
                }
                attempts[*number] = attempt;
            }
            if round == MAX_ROUNDS {
                // What still brings up new values is withheld; all others were redacted with this very ledger.
                break;
            }
            let mut betrayed = Betrayed::default();
            for attempt in &*attempts {
                if let Attempt::New(sightings) = attempt {
                    betrayed.take(self.engine, sightings);
                }
            }
            if !ledger.absorb(std::iter::once(&betrayed)) {
                return Ok(());
            }
        }
        Ok(())
    }

    fn redact_one(&self, number: usize, input: &Input, ledger: &Ledger, stage: &dyn Staging) -> Attempt {
        if self.observer.stopped() {
            return Attempt::Failed(BatchError::Interrupted);
        }
        let outcome = guarded(|| {
            let source = input.blob(self.engine.limits().max_bytes)?;
            match redact_source(self.engine, ledger, &input.name, source, stage.spool()) {
                Ok(_) if !input.is_unchanged() => Err(Withheld::ChangedMeanwhile),
                Ok(verified) => Ok(Ok(verified)),
                Err(Unsettled::New(sightings)) => Ok(Err(sightings)),
                Err(Unsettled::Withheld(reason)) => Err(reason),
            }
        });
        match outcome {
            Err(reason) => Attempt::Withheld(reason),
            Ok(Err(sightings)) => Attempt::New(sightings),
            Ok(Ok(verified)) => {
                let sha256 = match stage.stage(number, verified.source()) {
                    Ok(sha256) => sha256,
                    Err(error) => return Attempt::Failed(error),
                };
                let text = self.kept(&verified);
                Attempt::Settled { applied: Box::new(verified.applied().clone()), sha256, text }
            }
        }
    }

    /// Returns what reports may need of a source.
    fn kept(&self, verified: &Verified) -> Kept {
        let Some(reporter) = self.reporter else { return Kept::Nothing };
        let format = verified.applied().format;
        let is_small = verified.source().len() <= reporter.max_text_bytes();
        match format {
            Format::Text | Format::Markdown | Format::KeyValue => match verified.clean_text() {
                None => Kept::Nothing,
                Some(text) if !is_small => Kept::Unread(NoReport::TooLarge, beginning(&text)),
                Some(text) if is_wide(text.as_str()) => {
                    let narrow = beginning(&text).derive(|text| text.replace('\0', ""));
                    Kept::Unread(NoReport::Utf16WithoutMark, narrow)
                }
                Some(text) => Kept::Note(with_lines(text)),
            },
            Format::Json | Format::JsonLines | Format::Yaml | Format::Toml | Format::Xml => {
                match is_small.then(|| verified.clean_text()).flatten() {
                    None => Kept::Missing(NoText::TooLarge),
                    Some(text) if reporter.keeps(format, &text) => Kept::Companion(text),
                    Some(_) => Kept::Nothing,
                }
            }
            _ => Kept::Nothing,
        }
    }

    fn pieces(
        &self,
        inputs: &[(usize, &Input)],
        ledger: &Ledger,
        attempts: Vec<Attempt>,
    ) -> Result<Vec<Piece>, BatchError> {
        let mut names = NamePlan::new();
        let mut pieces = Vec::new();
        let mut room = MAX_COMPANION_BYTES;
        for ((number, input), attempt) in inputs.iter().zip(attempts) {
            let extension = match &attempt {
                Attempt::Settled { applied, .. } => applied.extension,
                _ => None,
            };
            let path = names.publish(self.engine, ledger, &input.name, extension);
            let path = evidact_redact::verify::attest_text(self.engine, ledger, &path).map_err(|leak| {
                BatchError::Leak { path: format!("the name of source {}", number + 1), leak }
            })?;
            let mut piece = Piece {
                path,
                outcome: withheld(Withheld::Internal),
                applied: None,
                sha256: None,
                text: Kept::Missing(NoText::Withheld),
            };
            match attempt {
                Attempt::Settled { applied, sha256, text } => {
                    piece = Piece {
                        outcome: applied.outcome(),
                        applied: Some(*applied),
                        sha256: Some(sha256),
                        text: within(&mut room, text),
                        ..piece
                    };
                }
                Attempt::Withheld(reason) => piece.outcome = withheld(reason),
                Attempt::New(new) => {
                    piece.outcome = withheld(Withheld::NotClean { found: still_found(&new) });
                }
                Attempt::Failed(error) => return Err(error),
            }
            let source = SourceId(u32::try_from(*number).unwrap_or(u32::MAX));
            self.observer.event(Event::SourceDone { source, outcome: piece.outcome.clone() });
            pieces.push(piece);
        }
        Ok(pieces)
    }

    fn start(&self, stage: Stage, inputs: &[(usize, &Input)]) {
        let total = inputs.iter().map(|(_, input)| input.bytes()).sum();
        self.observer.event(Event::StageStarted { stage, total });
    }
}

/// Redacts one source with a ledger and verifies the result.
///
/// # Errors
/// [`Unsettled`] if it must be withheld, or if values came up that the ledger lacks.
fn redact_source(
    engine: &Engine,
    ledger: &Ledger,
    name: &RawName,
    source: Blob,
    spool: &Spool,
) -> Result<Verified, Unsettled> {
    let redacted = Redactor::new(engine, ledger).redact(name, source, spool)?;
    Verified::check(engine, ledger, redacted)
        .map_err(|leak| Unsettled::Withheld(Withheld::NotClean { found: leak.to_string() }))
}

/// So much of a text that cannot be read as a note tells whether it is one.
const HEAD_BYTES: usize = 64 << 10;

fn beginning(text: &CleanText) -> CleanText {
    text.derive(|text| text.get(..text.floor_char_boundary(HEAD_BYTES)).unwrap_or_default().to_owned())
}

/// Says whether a text was UTF-16 before each of its bytes was taken for a sign.
fn is_wide(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD_BYTES)).unwrap_or_default();
    let zeros = head.bytes().filter(|b| *b == 0).count();
    zeros > 0 && zeros * 3 >= head.len()
}

/// Ends lines as notes are read: some programs end them with a carriage return alone.
fn with_lines(text: CleanText) -> CleanText {
    if text.as_str().contains('\n') || !text.as_str().contains('\r') {
        return text;
    }
    text.derive(|text| text.replace('\r', "\n"))
}

/// Takes a text out of the room that is left for those beside the notes.
fn within(room: &mut usize, kept: Kept) -> Kept {
    match kept {
        Kept::Companion(text) => match room.checked_sub(text.as_str().len()) {
            Some(left) => {
                *room = left;
                Kept::Companion(text)
            }
            None => Kept::Missing(NoText::TooLarge),
        },
        other => other,
    }
}

fn withheld(reason: Withheld) -> Outcome {
    Outcome::Withheld { reason }
}

/// Learns from every text of a source.
struct Texts<'a> {
    engine: &'a Engine,
    learned: &'a mut Learned,
}

impl leaves::Reader for Texts<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        self.learned.reserved.collect(leaf.document.text());
        let found = self.engine.find(leaf.name, leaf.document, Profile::Redact);
        self.learned.betrayed.take(self.engine, &found);
    }

    fn name(&mut self, _parts: &[RawName], sightings: Vec<Sighting>) {
        self.learned.betrayed.take(self.engine, &sightings);
    }

    fn unread(&mut self, _parts: &[RawName], _reason: Withheld) {}
}
