//! `evidact new`: a blank note.

use crate::args::NewArgs;
use crate::exit::{Exit, Failure};
use crate::{terminal, wording};
use evidact_redact::ReportPolicy;
use evidact_report::blank_note;
use std::io::Write as _;

pub(crate) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    let policy = ReportPolicy::default();
    let theme = wording::theme(args.theme.as_deref(), args.language.as_deref(), &policy)?;
    let catalog = wording::catalog(Some(&args.catalog), &policy)?.into_owned().reworded(
        |id, title| theme.title(id, title).to_owned(),
        |id, question| theme.question(id, question).to_owned(),
    );
    let note = blank_note(&catalog, args.name.as_deref());
    let Some(path) = &args.out else {
        terminal::out(&note).map_err(|e| Failure::write("the note", &e))?;
        return Ok(Exit::Done);
    };
    let written = std::fs::File::create_new(path).and_then(|mut file| file.write_all(note.as_bytes()));
    match written {
        Ok(()) => Ok(Exit::Done),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Failure::usage(format!("{} exists; nothing is overwritten", terminal::path(path))))
        }
        Err(e) => {
            // Ours and incomplete; it would only stop the next try.
            let _ = std::fs::remove_file(path);
            Err(Failure::write(&terminal::path(path), &e))
        }
    }
}
