//! Redacts a container: every part by itself, then the whole anew from what came of them.

use crate::guard::guarded;
use crate::names::NamePlan;
use crate::pictures;
use crate::redactor::{Applied, Redacted, Redactor, Unsettled};
use crate::sighting::{Sighting, Subject};
use evidact_formats::{Budget, Container, Layer, Output, Part, Replaced, Role, Visitor};
use evidact_model::manifest::{Member, Notice};
use evidact_model::{Format, Loss, Outcome, Structure, Withheld, add_loss};
use evidact_raw::{RawName, SecretBuf, Spool};
use std::collections::BTreeSet;

/// Redacts a container.
pub(crate) fn redact(
    redactor: &Redactor<'_>,
    container: &Container,
    spool: &Spool,
    budget: &mut Budget,
) -> Result<Redacted, Unsettled> {
    let mut parts = Parts::new(redactor, container, spool);
    let mut output = spool.writer();
    let written = walk(&mut parts, container, budget, Some(&mut output));
    if let Some(new) = parts.new_values() {
        return Err(Unsettled::New(new));
    }
    written.map_err(Unsettled::Withheld)?;
    let source = output.finish().map_err(|_| Unsettled::Withheld(Withheld::NoSpace))?;
    if container.format().is_image() {
        pictures::check(redactor.engine(), redactor.ledger(), &source).map_err(Unsettled::Withheld)?;
    }
    parts.settle_notices();
    Ok(Redacted { source, applied: parts.applied, noticed: Vec::new() })
}

fn walk(
    parts: &mut Parts<'_>,
    container: &Container,
    budget: &mut Budget,
    output: Option<&mut dyn Output>,
) -> Result<(), Withheld> {
    let limits = parts.redactor.engine().limits();
    container.walk(limits, budget, parts, output)
}

struct Parts<'a> {
    redactor: &'a Redactor<'a>,
    spool: &'a Spool,
    names: NamePlan,
    applied: Applied,
    /// Places in the texts of the document that a reviewer should look at, and what stands there.
    noticed: Vec<(Notice, (SecretBuf, Layer))>,
    /// Values that the ledger lacks. With any, what is written is thrown away.
    new: Vec<Sighting>,
}

impl<'a> Parts<'a> {
    fn new(redactor: &'a Redactor<'a>, container: &Container, spool: &'a Spool) -> Self {
        Self {
            redactor,
            spool,
            names: NamePlan::new(),
            applied: Applied {
                extension: container.extension(),
                ..Applied::new(container.format(), Structure::Sound)
            },
            noticed: Vec::new(),
            new: Vec::new(),
        }
    }

    /// Lists what a reviewer should look at once, where people read it; in another reading only if it says more.
    fn settle_notices(&mut self) {
        let in_text = |layer: Layer| layer == Layer::Text;
        let texts = self.noticed.iter().filter(|(_, (_, layer))| in_text(*layer));
        let mut known: BTreeSet<SecretBuf> = texts.map(|(_, (value, _))| value.clone()).collect();
        let noticed = std::mem::take(&mut self.noticed).into_iter();
        let once = noticed.filter(|(_, (value, layer))| in_text(*layer) || known.insert(value.clone()));
        self.applied.notices.splice(0..0, once.map(|(notice, _)| notice));
    }

    fn new_values(&mut self) -> Option<Vec<Sighting>> {
        Some(std::mem::take(&mut self.new)).filter(|new| !new.is_empty())
    }

    /// A file of its own.
    fn file(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let Part { name, source, .. } = part;
        let mut attempt = None;
        let guarded = guarded(|| {
            attempt = Some(self.redactor.source(&name, source, self.spool, budget));
            Ok(())
        });
        let result = match (guarded, attempt) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Unsettled::Withheld(Withheld::Internal)),
            (Err(reason), _) => Err(Unsettled::Withheld(reason)),
        };
        let result = result.and_then(|redacted| self.alone(redacted));
        let extension = result.as_ref().ok().and_then(|redacted| redacted.applied.extension);
        let path = self.publish(&name, extension)?;
        match result {
            Ok(redacted) => {
                self.take_file(&path, &redacted.applied);
                Ok(Some(Replaced { name: path, source: redacted.source }))
            }
            Err(Unsettled::New(new)) => {
                self.new.extend(new);
                Ok(None)
            }
            // A budget that is used up, or a full disk, is that of the whole source.
            Err(Unsettled::Withheld(reason))
                if reason.is_of_whole_source() || reason == Withheld::NoSpace =>
            {
                Err(reason)
            }
            Err(Unsettled::Withheld(reason)) => {
                self.withhold(path, reason);
                Ok(None)
            }
        }
    }

    /// Verifies a message of a mailbox by itself: one that may not be published costs only itself.
    fn alone(&self, redacted: Redacted) -> Result<Redacted, Unsettled> {
        if self.applied.format != Format::Mbox {
            return Ok(redacted);
        }
        let (engine, ledger) = (self.redactor.engine(), self.redactor.ledger());
        match crate::verify::check(engine, Some(ledger), &redacted.source) {
            Some(leak) => Err(Unsettled::Withheld(Withheld::NotClean { found: leak.to_string() })),
            None => Ok(redacted),
        }
    }

    fn withhold(&mut self, path: String, reason: Withheld) {
        let outcome = Outcome::Withheld { reason };
        self.applied.parts.push(Member { path, outcome, format: None, losses: Vec::new() });
    }

    /// A piece of the document.
    fn inner(&mut self, part: Part, reading: evidact_formats::Reading) -> Result<Replaced, Withheld> {
        let name = part.name.expose().to_string_lossy().into_owned();
        match self.redactor.inner(reading, &part.name, part.source, &part.place) {
            Ok(redacted) => {
                self.count(&redacted.applied);
                self.noticed.extend(redacted.applied.notices.into_iter().zip(redacted.noticed));
                redacted.applied.losses.into_iter().for_each(|loss| add_loss(&mut self.applied.losses, loss));
                Ok(Replaced { name, source: redacted.source })
            }
            Err(Unsettled::New(new)) => {
                self.new.extend(new);
                Err(Withheld::Internal)
            }
            Err(Unsettled::Withheld(reason)) => Err(reason),
        }
    }

    /// Returns the published path of a file, and takes in what its name betrays.
    fn publish(&mut self, name: &RawName, extension: Option<&str>) -> Result<String, Withheld> {
        let (engine, ledger) = (self.redactor.engine(), self.redactor.ledger());
        let unknown = |s: &Sighting| {
            matches!(s.subject, Subject::Value(_)) && engine.replaces(s) && ledger.index_of(s).is_none()
        };
        self.new.extend(NamePlan::find(engine, name).into_iter().filter(unknown));
        let path = self.names.publish(engine, ledger, name, extension);
        let clean = crate::verify::attest_text(engine, ledger, &path);
        clean.map(|path| path.to_string()).map_err(|leak| Withheld::NotClean { found: leak.to_string() })
    }

    fn take_file(&mut self, path: &str, applied: &Applied) {
        self.count(applied);
        let at = |inner: &str| format!("{path}!/{inner}");
        self.applied.notices.extend(applied.notices.iter().map(|notice| Notice {
            part: Some(notice.part.as_ref().map_or_else(|| path.to_owned(), |inner| at(inner))),
            ..notice.clone()
        }));
        let (outcome, losses) = (applied.outcome(), applied.losses.clone());
        self.applied.parts.push(Member {
            path: path.to_owned(),
            outcome,
            format: Some(applied.format),
            losses,
        });
        let inner = applied.parts.iter().map(|m| Member { path: at(&m.path), ..m.clone() });
        self.applied.parts.extend(inner);
    }

    fn count(&mut self, applied: &Applied) {
        self.applied.redactions += applied.redactions;
        for (rule, count) in &applied.by_rule {
            *self.applied.by_rule.entry(rule.clone()).or_insert(0) += count;
        }
        for (class, count) in &applied.by_class {
            *self.applied.by_class.entry(*class).or_insert(0) += count;
        }
        for (reason, count) in &applied.kept {
            *self.applied.kept.entry(reason.clone()).or_insert(0) += count;
        }
        if applied.structure == Structure::Unverified {
            self.applied.structure = Structure::Unverified;
        }
    }
}

impl Visitor for Parts<'_> {
    fn part(&mut self, part: Part, budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        match part.role {
            Role::File => self.file(part, budget),
            Role::Inner(reading) => self.inner(part, reading).map(Some),
            Role::Dropped => Ok(None),
        }
    }

    fn unread(&mut self, name: RawName, reason: Withheld) -> Result<(), Withheld> {
        let path = self.publish(&name, None)?;
        self.withhold(path, reason);
        Ok(())
    }

    fn lost(&mut self, loss: Loss) {
        add_loss(&mut self.applied.losses, loss);
    }
}
