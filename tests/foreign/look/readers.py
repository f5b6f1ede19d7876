"""Opens a file with readers that are not ours, and collects what each layer of it says."""

import bz2
import email
import email.policy
import gzip
import io
import json
import lzma
import mailbox
import re
import sqlite3
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

import docx
import lxml.etree
import lxml.html
import odf.opendocument
import odf.teletype
import openpyxl
import pptx
import pypdf
import zstandard
from PIL import Image

DEEPEST = 9


class Seen:
    """What was seen in one file: texts and bytes of all layers, and what could not be opened."""

    def __init__(self):
        self.texts = []
        self.raws = []
        self.broken = []

    def text(self, text):
        if text:
            self.texts.append(str(text))

    def attempt(self, where, read, *args):
        """Runs a reader; what it raises makes the file unreadable. Only the kind of error is kept."""
        try:
            return read(*args)
        except Exception as error:
            self.broken.append(f"{where}: {read.__name__.strip('_')} ({type(error).__name__})")
            return None


def look(seen, name, data, depth=0):
    """Looks at bytes, and into them."""
    seen.text(name)
    seen.raws.append(data)
    if depth > DEEPEST or not data:
        return
    for is_it, readers in KINDS:
        if is_it(name.lower(), data):
            for read in readers:
                seen.attempt(name, read, seen, name, data, depth)
            return


def zip_members(seen, name, data, depth):
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if source.testzip() is not None:
            raise ValueError
        seen.raws.append(source.comment)
        for info in source.infolist():
            seen.raws += [info.comment, info.extra]
            if info.is_dir():
                seen.text(info.filename)
            else:
                look(seen, info.filename, source.read(info), depth + 1)


def word(seen, name, data, depth):
    source = docx.Document(io.BytesIO(data))
    for part in [source, *(p for s in source.sections for p in (s.header, s.footer))]:
        for paragraph in part.paragraphs:
            seen.text(paragraph.text)
    for table in source.tables:
        for row in table.rows:
            seen.text("\t".join(cell.text for cell in row.cells))


def workbook(seen, name, data, depth):
    for formulas in (True, False):
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
        for sheet in book:
            seen.text(sheet.title)
            for row in sheet.iter_rows():
                seen.text("\t".join(str(c.value) for c in row if c.value is not None))
                for cell in row:
                    seen.text(cell.comment and cell.comment.text)


def slides(seen, name, data, depth):
    for page in pptx.Presentation(io.BytesIO(data)).slides:
        for shape in page.shapes:
            if shape.has_text_frame:
                seen.text(shape.text_frame.text)
            if getattr(shape, "has_chart", False) and shape.has_chart:
                seen.text(" ".join(str(c) for plot in shape.chart.plots for c in plot.categories))
        if page.has_notes_slide:
            seen.text(page.notes_slide.notes_text_frame.text)


def open_document(seen, name, data, depth):
    source = odf.opendocument.load(io.BytesIO(data))
    seen.text(odf.teletype.extractText(source.body))


def xml(seen, name, data, depth):
    tree = lxml.etree.fromstring(data, lxml.etree.XMLParser(resolve_entities=False, huge_tree=True))
    texts = [t for node in tree.iter() for t in ([node.text, node.tail] if isinstance(node.tag, str) else [node.text, node.tail]) if t]
    seen.text("".join(texts))
    # Word and its like break a paragraph into runs and properties; the text of an element is the text of its leaves.
    seen.text("\n".join(t for t in texts if t.strip()))
    seen.text("\n".join(v for node in tree.iter() if isinstance(node.tag, str) for v in node.attrib.values()))


def page(seen, name, data, depth):
    tree = lxml.html.fromstring(data)
    seen.text(tree.text_content())
    for node in tree.iter():
        if isinstance(node.tag, str):
            for value in node.attrib.values():
                seen.text(value)
        else:
            seen.text(node.text)


def strings(seen, value):
    if isinstance(value, dict):
        for key, inner in value.items():
            seen.text(key)
            strings(seen, inner)
    elif isinstance(value, list):
        if value and all(isinstance(line, str) for line in value):
            seen.text("".join(value))
        for inner in value:
            strings(seen, inner)
    else:
        seen.text(value)


def tree(seen, name, data, depth):
    strings(seen, json.loads(data))


def message(seen, name, data, depth):
    letter(seen, email.message_from_bytes(data, policy=email.policy.default), depth)


def letter(seen, note, depth):
    for part in note.walk():
        if part.defects:
            raise ValueError
        for key, value in part.items():
            seen.text(f"{key}: {value}")
        if part.is_multipart():
            seen.text(part.preamble)
            seen.text(part.epilogue)
            continue
        data = part.get_payload(decode=True) or b""
        if part.get_content_maintype() == "text":
            seen.text(data.decode(part.get_content_charset() or "utf-8", "replace"))
        kind = ".html" if part.get_content_type() == "text/html" else ""
        look(seen, part.get_filename() or "body" + kind, data, depth + 1)


def letters(seen, name, data, depth):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        box = mailbox.mbox(file.name, factory=None)
        if not len(box):
            raise ValueError
        for key in box.keys():
            letter(seen, email.message_from_bytes(box.get_bytes(key), policy=email.policy.default), depth)


def tar_members(seen, name, data, depth):
    with tarfile.open(fileobj=io.BytesIO(data)) as source:
        for info in source:
            seen.text("\n".join([info.name, info.linkname, info.uname, info.gname, *info.pax_headers.values()]))
            if info.isfile():
                look(seen, info.name, source.extractfile(info).read(), depth + 1)


def compressed(seen, name, data, depth):
    unpack = {b"\x1f\x8b": gzip.decompress, b"BZ": bz2.decompress, b"\xfd7": lzma.decompress,
              b"\x28\xb5": lambda d: zstandard.ZstdDecompressor().decompressobj().decompress(d)}
    inner = re.sub(r"\.(gz|bz2|xz|zst)$|^.*$", "", name) if "." not in name else name.rpartition(".")[0]
    look(seen, inner, unpack[data[:2]](data), depth + 1)


def tool(*command, data, suffix):
    """Runs a program on a file and returns its output; a failure raises."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        words = [file.name if word == "FILE" else word for word in command]
        return subprocess.run(words, capture_output=True, check=True, timeout=60).stdout.decode("utf-8", "replace")


def pages(seen, name, data, depth):
    source = pypdf.PdfReader(io.BytesIO(data))
    seen.text(source.metadata)
    for leaf in source.pages:
        seen.text(leaf.extract_text())
        for note in leaf.get("/Annots") or []:
            seen.text(note.get_object())
    seen.text(source.get_fields())
    seen.text([entry for entry in source.outline])
    for inner, files in source.attachments.items():
        for file in files:
            look(seen, inner, file, depth + 1)
    for number in range(1, int(source.trailer["/Size"])):
        found = pypdf.generic.IndirectObject(number, 0, source).get_object()
        if isinstance(found, pypdf.generic.StreamObject) and found.get("/Subtype") not in ("/Image", "/Type1C", "/OpenType"):
            seen.raws.append(found.get_data())
        elif found is not None:
            seen.text(found)


def page_programs(seen, name, data, depth):
    for command in (["pdftotext", "FILE", "-"],
                    ["pdftotext", "-layout", "FILE", "-"], ["pdftotext", "-raw", "FILE", "-"], ["mutool", "draw", "-q", "-F", "txt", "FILE"]):
        if PROGRAMS.get(command[0]):
            seen.text(tool(*command, data=data, suffix=".pdf"))


def page_check(seen, name, data, depth):
    if PROGRAMS.get("qpdf"):
        tool("qpdf", "--check", "FILE", data=data, suffix=".pdf")


def picture(seen, name, data, depth):
    Image.open(io.BytesIO(data)).verify()
    shown = Image.open(io.BytesIO(data))
    shown.load()
    for value in shown.info.values():
        seen.text(value.decode("latin-1") if isinstance(value, bytes) else value)
    seen.text(dict(shown.getexif()))


def statements(seen, name, data, depth):
    base = sqlite3.connect(":memory:")
    base.executescript(data.decode())
    dump(seen, base)


def database(seen, name, data, depth):
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    dump(seen, base)


def dump(seen, base):
    for row in base.execute("SELECT name, sql FROM sqlite_schema"):
        seen.text(f"{row[0]} {row[1]}")
    for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for row in base.execute(f'SELECT * FROM "{name}"'):
            for cell in row:
                seen.text(cell.decode("latin-1") if isinstance(cell, bytes) else cell)


def starts(*heads):
    return lambda name, data: data.startswith(heads)


def ends(*tails):
    return lambda name, data: name.endswith(tails)


def zip_of(*tails):
    return lambda name, data: data.startswith(b"PK\3\4") and name.endswith(tails)


KINDS = [
    (zip_of(".docx"), [word, zip_members]),
    (zip_of(".xlsx"), [workbook, zip_members]),
    (zip_of(".pptx"), [slides, zip_members]),
    (zip_of(".odt", ".ods", ".odp"), [open_document, zip_members]),
    (lambda name, data: data.startswith(b"PK\3\4") or name.endswith(".zip"), [zip_members]),
    (starts(b"%PDF"), [pages, page_programs, page_check]),
    (starts(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"), [compressed]),
    (lambda name, data: data[257:262] == b"ustar", [tar_members]),
    (starts(b"SQLite format 3\0"), [database]),
    (ends(".sql"), [statements]),
    (starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"), [picture]),
    (ends(".eml"), [message]),
    (ends(".mbox"), [letters]),
    (ends(".html"), [page]),
    (ends(".json", ".har", ".ipynb"), [tree]),
    (lambda name, data: name.endswith((".xml", ".rels", ".svg")) or data.startswith(b"<?xml"), [xml]),
]
PROGRAMS = {}
