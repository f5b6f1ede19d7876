"""Opens every file of a package with foreign readers and says what is left in which layer.

    python check.py PACKAGE TRUTH            a package: nothing planted may be left, 85 % of the harmless must be
    python check.py --original FOLDER TRUTH  the folder before: all must be there, or this check is blind

Exit code 1 if a value survives, a file does not open, or too little harmless text is left.
"""

import collections
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from look.readers import PROGRAMS, Seen, look, tool
from look.views import blobs, decoded, narrow, views, words

ENOUGH = 85
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


class File:
    """A file, and all that it says in two spellings."""

    def __init__(self, seen):
        self.broken = list(seen.broken)
        texts, layer = {}, said(seen)
        for _ in range(4):
            layer = [text for text in dict.fromkeys(layer) if text not in texts]
            texts.update(dict.fromkeys(layer))
            layer = [v for text in layer for v in [*views(text), *inside(text)]]
        self.narrow = "\n".join(narrow(text) for text in texts)
        self.words = "\n".join(words(text) for text in texts)

    def holds(self, planted):
        """Says whether a value is there, as it stood or, for a name, however it is spelled."""
        value = planted["value"]
        if any(narrow(piece) in self.narrow for piece in [value, *halves(planted)]):
            return True
        if planted["kind"] not in ("customer", "company", "known"):
            return False
        turned = " ".join(reversed(value.split())) if planted["kind"] == "customer" else value
        return any(words(form) in self.words for form in (value, turned))


def halves(planted):
    """Returns the halves of a credential that betray it by themselves; a token may begin with what all of its kind do."""
    value, middle = planted["value"], len(planted["value"]) // 2
    if planted["class"] != "credential":
        return []
    first = [value[:middle]] if planted["kind"] != "token" or middle >= 32 else []
    return [half for half in [*first, value[middle:]] if len(half) >= 8]


def said(seen):
    """Returns the texts that were seen, and those that the bytes may be."""
    return [*seen.texts, *(text for raw in dict.fromkeys(seen.raws) for text in decoded(raw))]


def inside(text):
    """Returns what files that stand as base64 in a text say. They need not open: they may be cut."""
    seen = Seen()
    for data in blobs(text):
        look(seen, "blob", data)
    return said(seen)


def read(folder):
    """Opens all files and returns them by path."""
    files = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        seen = Seen()
        name = path.relative_to(folder).as_posix()
        look(seen, name, path.read_bytes())
        files[name] = seen
    if PROGRAMS.get("soffice"):
        convert(folder, files)
    return {name: File(seen) for name, seen in files.items()}


def convert(folder, files):
    """Has LibreOffice print every Office file, and reads the prints."""
    with tempfile.TemporaryDirectory() as home:
        for tail in OFFICE:
            names = [name for name in files if name.endswith(tail)]
            if not names:
                continue
            out = Path(home) / tail.strip(".")
            command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", "pdf",
                       "--outdir", str(out), *(str(folder / name) for name in names)]
            subprocess.run(command, capture_output=True, timeout=240, check=False)
            for name in names:
                made = out / (Path(name).stem + ".pdf")
                if not made.exists():
                    files[name].broken.append(f"{name}: LibreOffice does not open it")
                elif PROGRAMS.get("pdftotext"):
                    files[name].text(tool("pdftotext", "-layout", "FILE", "-", data=made.read_bytes(), suffix=".pdf"))


def share(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    –  "


def kept(harmless, files):
    """Returns the harmless texts that are left in the file of the same name."""
    left = []
    for entry in harmless:
        same = [f for name, f in files.items() if name.startswith(entry["file"])]
        if any(narrow(entry["text"]) in file.narrow for file in same):
            left.append(entry)
    return left


def package(folder, truth):
    """Checks a package and returns what is wrong."""
    files = read(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    copies = {name.removeprefix("evidence/"): f for name, f in files.items() if name.startswith("evidence/")}
    withheld, losses = {}, []
    for entry in manifest["entries"]:
        outcome = entry["outcome"]
        if outcome["outcome"] == "withheld":
            withheld[entry["path"]] = outcome["reason"]["reason"]
        losses += [f"{entry['path']}!/{part['path']} ({part['outcome']['reason']['reason']})"
                   for part in entry.get("parts", []) if part["outcome"]["outcome"] == "withheld"]
    survivors = [(p, name) for p in truth["planted"] for name, file in files.items() if file.holds(p)]
    counted = [h for h in truth["harmless"] if not h["dropped"] and h["file"] not in truth["withheld"]]
    left = kept(counted, copies)
    table(truth, survivors, counted, left, withheld)
    for planted, name in survivors:
        print(f"  SURVIVES {planted['kind']} of {planted['file']} ({planted['layer']}) in {name}")
    gone = collections.Counter((h["file"], h["layer"]) for h in counted if h not in left and h["file"] not in withheld)
    for (file, layer), count in sorted(gone.items()):
        print(f"  gone: {count} harmless of {file} ({layer})")
    unexpected = [f"{name} ({why})" for name, why in withheld.items() if name not in truth["withheld"]]
    broken = [line for file in files.values() for line in file.broken]
    for title, lines in [("withheld", unexpected), ("left out of its container", losses), ("DOES NOT OPEN", broken)]:
        for line in lines:
            print(f"  {title}: {line}")
    share_left = 100 * len(left) / len(counted)
    print(f"seed {truth['seed']}: {len(files)} files opened, {len({p['value'] for p, _ in survivors})} of {len(truth['planted'])} "
          f"planted values survive, {share_left:.1f} % of {len(counted)} harmless texts are left, {len(unexpected)} "
          f"files withheld, {len(broken)} do not open")
    return bool(survivors) or bool(broken) or share_left < ENOUGH


def table(truth, survivors, counted, left, withheld):
    """Prints one row a file of the folder before."""
    print(f"{'file':<28} {'planted':>7} {'survive':>7} {'harmless':>8} {'left':>8}")
    for file in sorted({p["file"] for p in truth["planted"]}):
        of = lambda entries: sum(e["file"] == file for e in entries)
        harmless = of(counted)
        note = f"  withheld: {withheld[file]}" if file in withheld else ""
        print(f"{file:<28} {of(truth['planted']):>7} {of(p for p, _ in survivors):>7} {harmless:>8} {share(of(left), harmless):>8}{note}")


def original(folder, truth):
    """Checks that this check sees what was planted, before anything was redacted."""
    files = read(folder)
    unseen = [p for p in truth["planted"] if not any(f.holds(p) for name, f in files.items() if name.startswith(p["file"]) or p["file"].startswith("("))]
    harmless = [h for h in truth["harmless"] if not h["dropped"]]
    left = kept(harmless, files)
    for entry in [*unseen, *(h for h in harmless if h not in left)]:
        print(f"  not seen: {entry.get('kind', 'harmless')} of {entry['file']} ({entry['layer']})")
    broken = [line for file in files.values() for line in file.broken]
    for line in broken:
        print(f"  does not open: {line}")
    print(f"seed {truth['seed']}, before: {len(unseen)} of {len(truth['planted'])} planted values and "
          f"{len(harmless) - len(left)} of {len(harmless)} harmless texts are not seen")
    return bool(unseen) or len(left) < len(harmless) or bool(broken)


def main():
    words = sys.argv[1:]
    check = original if words[0] == "--original" else package
    folder, truth = Path(words[-2]), json.loads(Path(words[-1]).read_text())
    PROGRAMS.update({name: shutil.which(name) for name in ("pdftotext", "mutool", "qpdf", "soffice")})
    sys.exit(check(folder, truth))


if __name__ == "__main__":
    main()
