//! `evidact diff`: what changed from one review to the next.

mod chosen;
mod sides;
mod tools;

use crate::args::{DiffArgs, DiffFormat};
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::setup::Setup;
use crate::terminal;
use crate::wording;
use chosen::Chosen;
use evidact_batch::Preview;
use evidact_model::Profile;
use evidact_report::diff::{Numbers, compare};
use sides::{Reading, Side};

/// The folders under whose names the two sides go through the redaction, which is one for both: the same value has
/// the same placeholder on either side.
const SIDES: [&str; 2] = ["old", "new"];

pub(crate) fn run(args: &DiffArgs) -> Result<Exit, Failure> {
    let paths = [args.old.clone(), args.new.clone()];
    let setup = Setup::new(&args.common, &paths, Profile::Redact)?;
    let catalog = wording::catalog(args.catalog.as_deref(), &setup.engine.policy().report)?;
    let (old, mut inputs) = Chosen::below(&args.old, SIDES[0])?;
    let (new, of_new) = Chosen::below(&args.new, SIDES[1])?;
    let of_old = inputs.len();
    inputs.extend(of_new);
    let progress = Progress::start(args.common.quiet);
    let reader = Reading { catalog: &catalog };
    let previews =
        evidact_batch::preview_for(&setup.engine, &inputs, setup.threads, &progress, Some(&reader));
    progress.finish();
    let previews = previews?;
    let (of_old, of_new) = previews.sources.split_at_checked(of_old).unwrap_or_default();
    let (old, new) = (Side::read(of_old, &old, &catalog)?, Side::read(of_new, &new, &catalog)?);
    let numbers = if old.was_redacted || new.was_redacted { Numbers::Unrelated } else { Numbers::Related };
    let drift = tools::drift(&old.metadata, &new.metadata, numbers);
    let mut difference = compare(&old.reports(), &new.reports(), numbers, drift);
    difference.name_checks(|id| {
        evidact_mcp::checks().iter().find(|check| check.id == id).map(|check| check.title.to_owned())
    });
    let text = match args.format {
        DiffFormat::Text => difference.text(),
        DiffFormat::Json => difference.json(),
        DiffFormat::Md => difference.markdown(),
    };
    // What is shown was put together anew; it is searched like a report before it is.
    let shown = evidact_redact::verify::attest_text(&setup.engine, &previews.ledger, &text)
        .map_err(|leak| Failure { message: format!("the difference: {leak}"), exit: Exit::Leak })?;
    let shown: String = match args.format {
        DiffFormat::Text => shown.as_str().lines().map(|line| terminal::safe(line) + "\n").collect(),
        DiffFormat::Json | DiffFormat::Md => shown.to_string(),
    };
    terminal::out(&shown).map_err(|e| Failure::write("the difference", &e))?;
    let reads = |side: &Side| {
        let with = |report: &evidact_report::export::json::v1::Report<'_>| {
            report.metadata.as_ref().is_some_and(|metadata| !metadata.files.is_empty())
        };
        side.reports().iter().any(with)
    };
    if reads(&old) != reads(&new) {
        terminal::note("not compared: static findings: one side holds no files of metadata beside its notes");
    }
    for line in old.unread.iter().chain(&new.unread) {
        terminal::note(line);
    }
    let unread = !old.unread.is_empty() || !new.unread.is_empty();
    let withheld = say_withheld(&previews.sources);
    Ok(match (unread || withheld, args.fail_on_change && !difference.is_empty()) {
        (true, _) => Exit::Withheld,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

/// Names what was not read although it could have been compared. Pictures and the like never are.
fn say_withheld(sources: &[Preview]) -> bool {
    let mut any = false;
    for source in sources {
        let evidact_model::Outcome::Withheld { reason } = &source.outcome else { continue };
        if sides::is_comparable(source.path.as_str()) {
            let path = terminal::safe(source.path.as_str());
            terminal::note(&format!("withheld: {path} {}", reason.explain()));
            any = true;
        }
    }
    any
}
