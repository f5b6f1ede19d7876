//! `rules`: the rules by themselves.

use clap::{Args, Subcommand, ValueEnum};
use evidact_model::Class;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// Lists every id that a finding may carry, rules of packs and detectors: id, class, confidence, title
    List(RulesListArgs),
    /// Shows one rule or detector: what it looks for, cues, checks, profiles, how to switch it off
    Show {
        /// The id, e.g. github.pat-classic or generic.assignment
        id: String,
        /// A folder with pattern packs of your own
        #[arg(long, value_name = "DIR")]
        patterns: Option<PathBuf>,
    },
    /// Makes a pack of a rule file of gitleaks or betterleaks, and says what could not be taken over
    #[command(
        after_help = "Example:\n  evidact rules import .gitleaks.toml --out packs\n  evidact scan . --patterns packs"
    )]
    Import(RulesImportArgs),
    /// Checks pattern packs: files or folders; without any, the built-in ones
    Check {
        /// Packs (`*.toml`) and folders of them
        paths: Vec<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct RulesListArgs {
    /// Only rules of this class
    #[arg(long, value_enum)]
    pub(crate) class: Option<ClassArg>,
    /// Only rules of this provider; detectors have `generic`, `file`, `identifier`, `own` and `evidact`
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
    /// A folder with pattern packs of your own
    #[arg(long, value_name = "DIR")]
    pub(crate) patterns: Option<PathBuf>,
    /// Lists the kinds of placeholders instead, as --only, --skip and a policy name them
    #[arg(long, conflicts_with = "json")]
    pub(crate) kinds: bool,
    /// Writes JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RulesImportArgs {
    /// The rule file (TOML)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The folder for the pack; the pack is named after the provider and must not exist yet
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The provider in ids and placeholders [default: the name of the file]
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ClassArg {
    /// Grants access
    Credential,
    /// Says something about a natural person
    PersonalData,
    /// Names a customer
    CustomerIdentifier,
    /// Names a machine or network
    NetworkIdentifier,
}

impl ClassArg {
    /// The class that is meant.
    pub(crate) const fn class(self) -> Class {
        match self {
            Self::Credential => Class::Credential,
            Self::PersonalData => Class::PersonalData,
            Self::CustomerIdentifier => Class::CustomerIdentifier,
            Self::NetworkIdentifier => Class::NetworkIdentifier,
        }
    }
}
