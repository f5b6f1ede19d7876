//! Command lines: words of a shell text, the program that is meant behind wrappers, its package.

use crate::facts::{Role, Server, Spot};

/// Shells that take a text of further words.
const SHELLS: &[&str] = &["sh", "bash", "zsh", "dash", "fish", "cmd", "powershell", "pwsh"];

/// Takes a text apart as a shell does: at blanks outside quotes, without the quotes.
pub(crate) fn shell_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quote, mut any) = (None, false);
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => (quote, any) = (Some(c), true),
            None if c.is_whitespace() || matches!(c, ';' | '|') => {
                if any || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            _ => word.push(c),
        }
    }
    if any || !word.is_empty() {
        words.push(word);
    }
    words
}

/// Returns the name of a program without its folder and extension, lower case.
pub(crate) fn program_name(word: &str) -> String {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word).to_ascii_lowercase();
    [".exe", ".cmd", ".bat", ".ps1"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name).to_owned()
}

/// Returns the words of a server's command line, with the text that a shell is given taken apart behind it.
pub(crate) fn expanded_words(server: &Server) -> Vec<Spot> {
    let words = server.words();
    let mut out: Vec<Spot> = Vec::new();
    let is_shell = words.first().is_some_and(|w| SHELLS.contains(&program_name(w.str()).as_str()));
    for (number, word) in words.into_iter().enumerate() {
        let inner = if is_shell && number > 0 && word.str().contains(' ') {
            shell_words(word.str())
        } else {
            Vec::new()
        };
        if inner.is_empty() {
            out.push(word.clone());
        } else {
            out.extend(inner.iter().map(|w| word.with(w)));
        }
    }
    out
}

/// A package or image that is fetched and run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// The package with its version, as written.
    pub(crate) spot: Spot,
    pub(crate) registry: Registry,
}

/// Where a package comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registry {
    Npm,
    Python,
    Image,
    /// A repository, fetched by its address.
    Git,
}

/// Options that take a value, of the programs that fetch packages; the next word is no package.
const NPM_VALUES: &[&str] =
    &["--registry", "--cache", "--prefix", "-c", "--call", "--node-options", "--loglevel", "-w"];
const PYTHON_VALUES: &[&str] = &[
    "--python",
    "-p",
    "--with",
    "--index",
    "--index-url",
    "--default-index",
    "--refresh-package",
    "--directory",
    "--project",
    "--extra-index-url",
    "--extra",
    "--env-file",
];
const DOCKER_VALUES: &[&str] = &[
    "-e",
    "--env",
    "-v",
    "--volume",
    "--mount",
    "--name",
    "-p",
    "--publish",
    "--network",
    "--net",
    "-u",
    "--user",
    "-w",
    "--workdir",
    "--env-file",
    "--entrypoint",
    "--platform",
    "--add-host",
    "-h",
    "--hostname",
    "--cap-add",
    "--cap-drop",
    "--security-opt",
    "-l",
    "--label",
    "--memory",
    "-m",
    "--cpus",
    "--gpus",
    "--tmpfs",
    "--device",
    "--ipc",
    "--pid",
    "--pull",
    "--restart",
    "--runtime",
    "--shm-size",
    "--ulimit",
    "--userns",
    "--dns",
    "--log-driver",
    "--log-opt",
    "--secret",
    "--pids-limit",
];

/// Returns what a server fetches when it is started, and what its description names.
pub(crate) fn fetched(server: &Server) -> Vec<Fetched> {
    let mut out: Vec<Fetched> = Vec::new();
    for fact in server.of(Role::Package) {
        let registry = match fact.name.as_str() {
            "npm" => Registry::Npm,
            "pypi" => Registry::Python,
            "oci" => Registry::Image,
            _ => continue,
        };
        out.push(Fetched { spot: fact.spot.clone(), registry });
    }
    let words = expanded_words(server);
    let mut rest = words.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        if let Some(found) = fetched_by(&program_name(first.str()), tail) {
            out.push(found);
            break;
        }
        rest = tail;
    }
    out
}

/// Returns what a program fetches by the words behind it.
fn fetched_by(program: &str, words: &[Spot]) -> Option<Fetched> {
    let (registry, values, words) = match program {
        "npx" | "bunx" | "pnpx" => (Registry::Npm, NPM_VALUES, words),
        "npm" | "pnpm" | "yarn" | "bun" => {
            let verbs: &[&str] = if program == "npm" { &["exec", "x"] } else { &["dlx", "x", "exec"] };
            let (verb, rest) = words.split_first()?;
            (verbs.contains(&verb.str())).then_some((Registry::Npm, NPM_VALUES, rest))?
        }
        "uvx" => (Registry::Python, PYTHON_VALUES, words),
        "uv" => {
            let tool = words
                .windows(2)
                .position(|pair| matches!(pair, [a, b] if a.str() == "tool" && b.str() == "run"));
            match tool {
                Some(at) => (Registry::Python, PYTHON_VALUES, words.get(at + 2..)?),
                // `uv run` runs what is there, and fetches what stands behind `--with`.
                None => return option_value(words, &["--with"]).and_then(|s| of(s, Registry::Python)),
            }
        }
        "pipx" => {
            let (verb, rest) = words.split_first()?;
            (verb.str() == "run").then_some((Registry::Python, PYTHON_VALUES, rest))?
        }
        "docker" | "podman" | "nerdctl" => {
            let at = words.iter().position(|w| w.str() == "run")?;
            (Registry::Image, DOCKER_VALUES, words.get(at + 1..)?)
        }
        _ => return None,
    };
    let named = option_value(words, &["--package", "--from", "--spec"]);
    of(named.or_else(|| first_operand(words, values).cloned())?, registry)
}

fn of(spot: Spot, registry: Registry) -> Option<Fetched> {
    // A program of the project itself is no package.
    if spot.str().starts_with(['.', '/', '$']) || spot.str().is_empty() {
        return None;
    }
    let is_git = spot.str().starts_with("git+") || spot.str().starts_with("github:");
    Some(Fetched { spot, registry: if is_git { Registry::Git } else { registry } })
}

/// Returns what stands behind the first of these options (`--package x`, `--package=x`).
fn option_value(words: &[Spot], options: &[&str]) -> Option<Spot> {
    words.iter().enumerate().find_map(|(number, word)| match word.str().split_once('=') {
        Some((option, value)) => options.contains(&option).then(|| word.with(value)),
        None => options.contains(&word.str()).then(|| words.get(number + 1).cloned()).flatten(),
    })
}

fn first_operand<'w>(words: &'w [Spot], values: &[&str]) -> Option<&'w Spot> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if values.contains(&word.str()) {
            words.next();
        } else if word.str() != "--" && !word.str().starts_with('-') {
            return Some(word);
        }
    }
    None
}

/// Says whether a package is named with one fixed version.
pub(crate) fn is_pinned(fetched: &Fetched) -> bool {
    let text = fetched.spot.str();
    match fetched.registry {
        Registry::Npm => {
            let version = text.get(1..).and_then(|rest| rest.rsplit_once('@')).map(|(_, version)| version);
            version.is_some_and(is_exact)
        }
        Registry::Python => {
            let version =
                text.split_once("==").map(|(_, v)| v).or_else(|| text.split_once('@').map(|(_, v)| v));
            version.is_some_and(|version| is_exact(version.trim()))
        }
        Registry::Image => text.contains("@sha256:") || image_tag(text).is_some_and(is_exact),
        Registry::Git => text.rsplit_once(['@', '#']).is_some_and(|(_, rev)| {
            rev.len() >= 7 && rev.bytes().all(|b| b.is_ascii_hexdigit()) || is_exact(rev)
        }),
    }
}

/// Returns the tag of an image: what follows the last colon behind the last slash.
fn image_tag(image: &str) -> Option<&str> {
    let name = image.rsplit('/').next().unwrap_or(image);
    name.rsplit_once(':').map(|(_, tag)| tag)
}

/// Says whether a version is one: it has numbers and no range, and names no moving tag.
fn is_exact(version: &str) -> bool {
    let version = version.strip_prefix('v').unwrap_or(version);
    let mut parts = version.split('.');
    version.starts_with(|c: char| c.is_ascii_digit())
        && !version.contains(['x', '*', '^', '~', '>', '<', ' ', '|'])
        && parts.by_ref().count() >= 2
}

#[cfg(test)]
mod tests {
    use super::{Fetched, Registry, is_pinned, shell_words};
    use crate::facts::Spot;
    use evidact_model::CleanText;

    #[test]
    fn takes_a_line_apart_as_a_shell_does() {
        assert_eq!(shell_words("A='x y' npx -y \"p q\"; b"), ["A=x y", "npx", "-y", "p q", "b"]);
        assert_eq!(shell_words("  "), Vec::<String>::new());
    }

    #[test]
    fn tells_fixed_versions_from_moving_ones() {
        let pinned = |registry, text: &'static str| {
            let spot = Spot { text: CleanText::literal(text), place: CleanText::default(), line: 1 };
            is_pinned(&Fetched { spot, registry })
        };
        for exact in ["@acme/ledger@1.4.0", "ledger@2.0.1-rc.1"] {
            assert!(pinned(Registry::Npm, exact), "{exact}");
        }
        for moving in ["@acme/ledger", "ledger", "ledger@latest", "ledger@^1.4.0", "ledger@1", "ledger@1.x"] {
            assert!(!pinned(Registry::Npm, moving), "{moving}");
        }
        assert!(pinned(Registry::Python, "mcp-server-time==0.6.2") && pinned(Registry::Python, "time@0.6.2"));
        assert!(!pinned(Registry::Python, "mcp-server-time") && !pinned(Registry::Python, "time>=0.6"));
        assert!(pinned(Registry::Image, "registry.example.com:5000/a/b:1.2.3"));
        assert!(
            !pinned(Registry::Image, "registry.example.com:5000/a/b")
                && !pinned(Registry::Image, "a/b:latest")
        );
        assert!(pinned(Registry::Git, "git+https://git.example.com/a/b@0a1b2c3d4e"));
        assert!(!pinned(Registry::Git, "git+https://git.example.com/a/b@main"));
    }
}
