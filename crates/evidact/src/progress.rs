//! Progress on a terminal, and the wish to stop.

use evidact_batch::Observer;
use evidact_model::{Event, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shows a bar while work goes on, if standard error is a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
}

impl Progress {
    /// Listens for Ctrl-C (and termination) and shows progress unless `quiet`.
    pub(crate) fn start(quiet: bool) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        // The second Ctrl-C finds the flag set; the run ends at the next source either way. If no handler can
        // be installed, the system's own one ends the program and the next run cleans up.
        let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
        let shown = !quiet && std::io::stderr().is_terminal();
        let target =
            if shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        Self { bar: ProgressBar::with_draw_target(None, target), stop }
    }

    /// Takes the bar away, before a message is written.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn event(&self, event: Event) {
        match event {
            Event::StageStarted { stage, total } => {
                self.bar.set_position(0);
                self.bar.set_length(total);
                let in_bytes = matches!(stage, Stage::Learn | Stage::Redact);
                let template = if in_bytes {
                    "{msg:<10} {bar:30} {bytes}/{total_bytes} {eta}"
                } else {
                    "{msg:<10} {bar:30} {pos}/{len}"
                };
                if let Ok(style) = ProgressStyle::with_template(template) {
                    self.bar.set_style(style);
                }
                self.bar.set_message(match stage {
                    Stage::List => "listing",
                    Stage::Learn => "scanning",
                    Stage::Redact => "redacting",
                    Stage::Report => "reporting",
                    Stage::Verify => "verifying",
                });
            }
            Event::Advanced { done, .. } => self.bar.inc(done),
            _ => {}
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
