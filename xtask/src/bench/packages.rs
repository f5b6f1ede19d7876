//! What a package costs: `batch` over the ordinary texts, one by one and all in an archive, and `verify` of the result.

use super::measure::{Cost, best};
use super::texts::{Text, length};
use super::{Bench, DONE, failed, mib};
use crate::process::{Failure, Result, find, program};
use std::fmt::Write;
use std::path::{Path, PathBuf};

impl Bench {
    /// The table of packages.
    pub(super) fn packages(&self, texts: &[Text]) -> Result<String> {
        let mut out = String::from(
            "\n## Packages, one thread\n\n`batch` learns from every source, redacts each until nothing is found, and verifies what it wrote with \
             readers of its own; `verify` by itself is the last of these.\n\n\
             | evidence | MiB | `batch`: CPU ns a byte | peak MiB | `verify`: CPU ns a byte | peak MiB |\n\
             | --- | ---: | ---: | ---: | ---: | ---: |\n",
        );
        for text in texts {
            let folder = self.evidence(text)?;
            self.row(&mut out, text.name, text.bytes, &folder)?;
        }
        if let Some(tar) = find("tar") {
            let archive = self.archive(&tar, texts)?;
            let bytes = texts.iter().map(|text| text.bytes).sum();
            self.row(&mut out, "all of these in one `.tar.gz`, by what it holds", bytes, &archive)?;
        }
        Ok(out)
    }

    fn row(&self, out: &mut String, name: &str, bytes: u64, folder: &Path) -> Result {
        let (batch, verify) = self.package(folder)?;
        let per_byte = |cost: &Cost| cost.seconds() * 1e9 / bytes as f64;
        let _ = writeln!(
            out,
            "| {name} | {:.0} | {:.0} | {} | {:.0} | {} |",
            bytes as f64 / f64::from(1 << 20),
            per_byte(&batch),
            mib(&batch),
            per_byte(&verify),
            mib(&verify)
        );
        Ok(())
    }

    /// The cheapest of some runs of `batch`, each into a new place, and of `verify`.
    fn package(&self, folder: &Path) -> Result<(Cost, Cost)> {
        let target = self.folder.join("package");
        let (from, to) = (folder.to_string_lossy(), target.to_string_lossy());
        let mut cheapest: Option<Cost> = None;
        for _ in 0..self.options.runs {
            clear(&target)?;
            let arguments = ["batch", "--quiet", "--threads", "1", &*from, "--out", &*to];
            let cost = best(&self.evidact, &arguments, DONE, 1)?;
            if cheapest.as_ref().is_none_or(|c| cost.seconds() < c.seconds()) {
                cheapest = Some(cost);
            }
        }
        let batch = cheapest.ok_or_else(|| Failure::usage("--runs must be at least 1"))?;
        let arguments = ["verify", "--quiet", "--threads", "1", &*to];
        let verify = best(&self.evidact, &arguments, DONE, self.options.runs)?;
        clear(&target)?;
        Ok((batch, verify))
    }

    /// A folder that holds this text and nothing else.
    fn evidence(&self, text: &Text) -> Result<PathBuf> {
        if text.path.is_dir() {
            return Ok(text.path.clone());
        }
        let folder = self.empty("evidence")?;
        let name = text.path.file_name().unwrap_or_default();
        std::fs::copy(&text.path, folder.join(name)).map_err(|e| failed("copy a text", &e))?;
        Ok(folder)
    }

    /// A folder that holds an archive of these texts.
    fn archive(&self, tar: &Path, texts: &[Text]) -> Result<PathBuf> {
        let folder = self.empty("evidence")?;
        let archive = folder.join("texts.tar.gz");
        let names = texts.iter().filter_map(|text| text.path.file_name());
        let ended = program(tar)
            .arg("-czf")
            .arg(&archive)
            .arg("-C")
            .arg(&self.folder)
            .args(names)
            .status()
            .map_err(|e| failed("start tar", &e))?;
        if !ended.success() || length(&archive)? == 0 {
            return Err(Failure::new("bench: tar wrote no archive".to_owned()));
        }
        Ok(folder)
    }

    /// A new folder of this name.
    fn empty(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        clear(&folder)?;
        std::fs::create_dir(&folder).map_err(|e| failed("create a folder", &e))?;
        Ok(folder)
    }
}

fn clear(folder: &Path) -> Result {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed("empty a folder", &error)),
        _ => Ok(()),
    }
}
