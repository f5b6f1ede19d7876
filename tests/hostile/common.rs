//! What the cases share: values to plant, a package made of planted files, and the search for what is left.

use crate::support::{Folder, Ran, evidact, holds, tree};
use std::path::PathBuf;

/// A password that no rule knows by its form.
pub(crate) fn password() -> String {
    ["Kestrel-", "Moraine!", "7731"].concat()
}

/// A token that its form betrays, put together so that no scanner takes this file for a leak.
pub(crate) fn token() -> String {
    ["ghp", "_", "9fKq2LmZx7Wc4TnV", "b8RyHd3PsJe6UgA1", "0oQi"].concat()
}

/// A note that is recognised as one.
pub(crate) fn note(title: &str, gap: &str) -> String {
    format!(
        "# Review: {title}\n\n## Objective\n\nSee what it does.\n\n## Scope\n\nOne server.\n\n## Expected control\n\n\
         Tokens expire.\n\n## Observed gap\n\n{gap}\n\n## Remediation\n\nLet them expire.\n"
    )
}

/// A package that was made of some files.
pub(crate) struct Package {
    pub(crate) folder: Folder,
    pub(crate) ran: Ran,
}

/// Makes a package of files, with the highest verbosity of the system around it.
pub(crate) fn package<B: AsRef<[u8]>>(name: &str, files: &[(&str, B)], args: &[&str]) -> Package {
    let folder = Folder::new(name);
    for (path, bytes) in files {
        folder.write(&format!("in/{path}"), bytes);
    }
    package_of(folder, args)
}

/// Makes a package of the folder `in`.
pub(crate) fn package_of(folder: Folder, args: &[&str]) -> Package {
    let output = evidact(folder.path())
        .args(["batch", "in", "--out", "out"])
        .args(args)
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
    Package { ran: Ran::from(output), folder }
}

impl Package {
    /// Fails the test unless the run ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        Self { ran: self.ran.expect(code), ..self }
    }

    /// Returns a published file.
    #[track_caller]
    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        let bytes = std::fs::read(self.path(name));
        assert!(bytes.is_ok(), "{name} is not there: {}", self.ran.stderr);
        bytes.unwrap()
    }

    /// Returns a published file as text.
    #[track_caller]
    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.file(name)).unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join("out/evidence").join(name)
    }

    /// Returns the manifest.
    pub(crate) fn manifest(&self) -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(self.folder.join("out/manifest.json")).unwrap()).unwrap()
    }

    /// Fails the test if a value is anywhere: on the terminal, in a file or a name of the package, also in two-byte
    /// characters.
    #[track_caller]
    pub(crate) fn expect_gone(&self, values: &[&str]) {
        for value in values {
            assert!(!holds(&self.ran.stdout, value), "standard output shows it");
            assert!(!holds(self.ran.stderr.as_bytes(), value), "standard error shows it");
            for (name, bytes) in tree(&self.folder.join("out")) {
                let narrow: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
                let shown = String::from_utf8_lossy(&bytes);
                assert!(!holds(&bytes, value) && !holds(&narrow, value), "{name} holds {value}: {shown}");
                assert!(!holds(name.as_bytes(), value), "a name holds {value}: {name}");
            }
        }
    }
}
