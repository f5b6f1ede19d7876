//! What the checks look at, whatever format it was written in: servers as flat lists of values with a role, and tools.

use crate::tree::At;
use evidact_model::{CleanText, Phrase};

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) text: CleanText,
    pub(crate) place: CleanText,
    pub(crate) line: u32,
}

impl Spot {
    /// Takes a text, number or truth value with the way to it.
    pub(crate) fn of(at: &At<'_>) -> Option<Self> {
        Some(Self { text: at.scalar()?, place: at.place.clone(), line: at.line })
    }

    pub(crate) fn str(&self) -> &str {
        self.text.as_str()
    }

    /// Returns a spot in the same place with another text made of this one.
    pub(crate) fn with(&self, text: &str) -> Self {
        Self { text: self.text.derive(|_| text.to_owned()), ..self.clone() }
    }
}

/// What a value of a server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A word of the command line; the first is the program.
    Word,
    /// The value of an environment variable, under its name.
    Env,
    /// The value of a header, under its name.
    Header,
    /// An address of the server.
    Url,
    /// The name of a package or an image, with its version.
    Package,
    /// A default that a user may take over.
    Default,
    /// A folder, file or socket that is opened to the server.
    Path,
    /// A port that is opened.
    Port,
    /// A scope that is asked for.
    Scope,
    /// A value that the file itself declares to be secret, under its name.
    Secret,
    /// Any other setting, under its key.
    Setting,
}

/// A value of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) role: Role,
    /// The variable, header or key; empty for words.
    pub(crate) name: CleanText,
    pub(crate) spot: Spot,
}

/// A server that a file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub(crate) name: CleanText,
    pub(crate) place: CleanText,
    pub(crate) line: u32,
    pub(crate) version: Option<Spot>,
    pub(crate) facts: Vec<Fact>,
}

impl Server {
    pub(crate) fn new(name: CleanText, at: &At<'_>) -> Self {
        Self { name, place: at.place.clone(), line: at.line, version: None, facts: Vec::new() }
    }

    /// Makes the server that a document describes; it stands where the document names it.
    pub(crate) fn described(top: &At<'_>) -> Self {
        let name = top.get("name");
        let text = name.as_ref().and_then(At::text).cloned().unwrap_or_default();
        let mut server = Self::new(text, name.as_ref().unwrap_or(top));
        server.version = top.get("version").as_ref().and_then(Spot::of);
        server
    }

    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.role == role)
    }

    /// Returns the settings with one of these keys, written in whatever case.
    pub(crate) fn settings(&self, keys: &'static [&'static str]) -> impl Iterator<Item = &Fact> {
        self.of(Role::Setting)
            .filter(move |f| keys.iter().any(|key| f.name.as_str().eq_ignore_ascii_case(key)))
    }

    /// Returns the words of the command line.
    pub(crate) fn words(&self) -> Vec<&Spot> {
        self.of(Role::Word).map(|fact| &fact.spot).collect()
    }

    pub(crate) fn push(&mut self, role: Role, name: &CleanText, at: &At<'_>) {
        if let Some(spot) = Spot::of(at) {
            self.facts.push(Fact { role, name: name.clone(), spot });
        }
    }
}

/// A tool that a file lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tool {
    pub(crate) name: CleanText,
    /// The server that lists it, as far as the file says so.
    pub(crate) server: Option<CleanText>,
    pub(crate) place: CleanText,
    pub(crate) line: u32,
    /// Everything that a model reads: name, title, descriptions of the tool and of its parameters.
    pub(crate) texts: Vec<Spot>,
    pub(crate) description: Option<Spot>,
    pub(crate) annotations: Option<Vec<Hint>>,
    pub(crate) schema: Schema,
}

/// A text that a model reads, and the server that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) server: Option<CleanText>,
    pub(crate) spot: Spot,
}

/// An annotation of a tool that is true or false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) name: CleanText,
    pub(crate) value: bool,
    pub(crate) line: u32,
}

/// What the list says of a tool's parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Schema {
    /// The list does not hold schemas.
    NotListed,
    /// The parameters, and whether others are taken too.
    Object { parameters: Vec<Parameter>, open: bool },
}

/// A parameter of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: CleanText,
    pub(crate) place: CleanText,
    pub(crate) line: u32,
    pub(crate) kind: ParameterKind,
}

/// How far a parameter is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    /// No type is said.
    Untyped,
    /// Any text.
    FreeText,
    /// Typed, or a text with a bound: values, a pattern, a length, a format.
    Bounded,
}

/// Something that holds for all servers of a file, or for the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loose {
    pub(crate) name: CleanText,
    pub(crate) role: Role,
    pub(crate) spot: Spot,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A client's configuration, with the client if the path tells it.
    Client(Option<&'static str>),
    /// A description for the registry.
    Registry,
    /// The manifest of a bundle.
    Bundle,
    /// An entry of Docker's catalog.
    DockerCatalog,
    /// Services of containers.
    Compose,
    /// A list of tools.
    Tools,
    /// Lists of prompts or resources.
    Texts,
    /// Answers to the first request.
    Handshake,
}

impl Kind {
    /// Returns what the report calls it.
    pub(crate) fn describe(self) -> Phrase {
        match self {
            Self::Client(None) => Phrase::new("kind-client", "client configuration"),
            Self::Client(Some(client)) => {
                let english = format!("client configuration ({client})");
                Phrase::new("kind-client-of", english).with("client", client)
            }
            Self::Registry => Phrase::new("kind-registry", "server description (registry)"),
            Self::Bundle => Phrase::new("kind-bundle", "bundle manifest"),
            Self::DockerCatalog => Phrase::new("kind-docker", "server description (Docker)"),
            Self::Compose => Phrase::new("kind-compose", "container services"),
            Self::Tools => Phrase::new("kind-tools", "list of tools"),
            Self::Texts => Phrase::new("kind-texts", "list of prompts or resources"),
            Self::Handshake => Phrase::new("kind-handshake", "capabilities of a server"),
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) path: CleanText,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) servers: Vec<Server>,
    pub(crate) tools: Vec<Tool>,
    /// What a model reads besides tools: instructions of a server, prompts, resources.
    pub(crate) texts: Vec<Told>,
    pub(crate) loose: Vec<Loose>,
    /// Capabilities that a server or client announces, by name.
    pub(crate) capabilities: Vec<Spot>,
    /// Every key of the file that speaks of ownership, approval, revocation or contact.
    pub(crate) accountable: Vec<Loose>,
    /// Texts that are a date, under the key that says what for.
    pub(crate) dates: Vec<Loose>,
}

impl Source {
    pub(crate) fn new(path: CleanText) -> Self {
        Self {
            path,
            kinds: Vec::new(),
            servers: Vec::new(),
            tools: Vec::new(),
            texts: Vec::new(),
            loose: Vec::new(),
            capabilities: Vec::new(),
            accountable: Vec::new(),
            dates: Vec::new(),
        }
    }
}
