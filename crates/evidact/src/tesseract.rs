//! The one program that evidact starts, and only if the policy names it: it reads text in pictures.

use crate::exit::Failure;
use evidact_redact::PictureReader;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A picture that takes longer is withheld.
const TIME: Duration = Duration::from_mins(1);
/// More text than this is not in a picture.
const MAX_TEXT_BYTES: u64 = 4 << 20;

/// Tesseract, or a program that takes its arguments: `PROGRAM stdin stdout`.
pub(crate) struct Tesseract {
    program: PathBuf,
}

impl Tesseract {
    /// Finds the program: a path as it is, a bare name in the folders of `PATH`.
    ///
    /// # Errors
    /// [`Failure`] if it is not there.
    pub(crate) fn find(name: &str) -> Result<Self, Failure> {
        let given = Path::new(name);
        #[expect(clippy::disallowed_methods, reason = "the program may read the environment")]
        let path = std::env::var("PATH").unwrap_or_default();
        let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
        let found = if given.components().count() > 1 {
            Some(given.to_owned()).filter(|p| p.is_file())
        } else {
            places.find(|p| p.is_file())
        };
        found.map(|program| Self { program }).ok_or_else(|| {
            Failure::usage(
                "the policy names a program under `images.ocr` that is not there; install it, or take the line out",
            )
        })
    }

    fn run(&self, picture: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the user's policy asks for it; nothing else is started"
        )]
        let mut child = Command::new(&self.program)
            .args(["stdin", "stdout"])
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let text = std::thread::scope(|scope| {
            scope.spawn(move || {
                // A program that does not want all of it closes its end; what it says then decides.
                let _ = stdin.map(|mut stdin| stdin.write_all(picture));
            });
            let reader = scope.spawn(move || {
                let mut text = Vec::new();
                let read = stdout.map(|stdout| stdout.take(MAX_TEXT_BYTES).read_to_end(&mut text));
                read.is_some_and(|r| r.is_ok()).then_some(text)
            });
            let deadline = Instant::now() + TIME;
            let ended = loop {
                match child.try_wait() {
                    Ok(Some(status)) => break status.success(),
                    Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(5)),
                    _ => {
                        let _ = child.kill();
                        let _ = child.wait();
                        break false;
                    }
                }
            };
            reader.join().ok().flatten().filter(|_| ended)
        });
        Ok(text)
    }
}

impl PictureReader for Tesseract {
    fn text(&self, picture: &[u8]) -> Option<Vec<u8>> {
        self.run(picture).ok().flatten()
    }
}
