"""A PDF by reportlab, changed by pypdf, with texts drawn in all the ways that a search of bytes misses."""

import io
from urllib.parse import quote

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, create_string_object
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from xml.sax.saxutils import escape

LEFT = 60


def literal(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


class Page:
    """Writes down a page, line by line."""

    def __init__(self, canvas):
        self.canvas = canvas
        self.top = 800
        canvas.setFont("Helvetica", 9)

    def at(self):
        self.top -= 15
        return self.top

    def text(self, line):
        self.canvas.drawString(LEFT, self.at(), line)

    def code(self, operators):
        """Writes operators of a text object by hand, with the font that is set."""
        name = self.canvas._doc.getInternalFontName("Helvetica").lstrip("/")
        self.canvas._code.append(f"BT /{name} 9 Tf 1 0 0 1 {LEFT} {self.at()} Tm {operators} ET")

    def next(self):
        self.canvas.showPage()
        self.top = 800
        self.canvas.setFont("Helvetica", 9)


def drawn(folder, file, page):
    """One line a way of drawing."""
    kerned = folder.line(file, "kerned TJ")
    page.code("[" + " ".join(f"({literal(c)}) -12" for c in kerned) + "] TJ")
    single = folder.line(file, "one Tj a glyph")
    page.code(" ".join(f"({literal(c)}) Tj" for c in single))
    page.code(f"<{folder.line(file, 'hexadecimal string').encode().hex()}> Tj")
    octal = "".join(f"\\{b:03o}" for b in folder.line(file, "octal string").encode())
    page.code(f"({octal}) Tj")
    canvas, line, top = page.canvas, folder.line(file, "glyphs out of order"), page.at()
    spots, x = [], LEFT
    for c in line:
        spots.append((x, c))
        x += canvas.stringWidth(c, "Helvetica", 9)
    folder.random.shuffle(spots)
    for x, c in spots:
        canvas.drawString(x, top, c)
    halves = folder.line(file, "halves drawn apart")
    middle, top = len(halves) // 2, page.at()
    canvas.drawString(LEFT + canvas.stringWidth(halves[:middle], "Helvetica", 9), top, halves[middle:])
    canvas.drawString(LEFT, top, halves[:middle])


def unseen(folder, file, page):
    """Text that no eye sees: white, beside the page, in invisible mode, in a layer that is off."""
    canvas = page.canvas
    canvas.setFillGray(1)
    page.text(folder.line(file, "white text", dropped=True))
    canvas.setFillGray(0)
    canvas.drawString(-900, 400, folder.line(file, "outside of the page", dropped=True))
    page.code(f"3 Tr ({literal(folder.line(file, 'invisible mode', dropped=True))}) Tj 0 Tr")
    page.code(f"/Span <</ActualText ({literal(folder.phrase(file, 'ActualText'))})>> BDC ({literal('see there')}) Tj EMC")


def set_in_type(folder, file, page):
    """Text in a font of glyph numbers, and paragraphs that a typesetter breaks and justifies."""
    canvas = page.canvas
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    canvas.setFont("Vera", 9)
    for line in folder.lines(file, "subset of a font", 4):
        page.text(line)
    canvas.setFont("Helvetica", 9)
    style = ParagraphStyle("narrow", fontName="Helvetica", fontSize=9, alignment=TA_JUSTIFY)
    text = " ".join(line if line.endswith(".") else line + "." for line in folder.lines(file, "justified paragraph", 6))
    setting, token = folder.value(file, "token broken over lines", "prefixed")
    for words, width in [(text, 260), (f"The {setting} was {token} then.", 220)]:
        paragraph = Paragraph(escape(words), style)
        _, height = paragraph.wrap(width, 400)
        page.top -= height + 10
        paragraph.drawOn(canvas, LEFT, page.top)


def layered(folder, file, data):
    """Adds a layer that is switched off."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    group = writer._add_object(DictionaryObject({
        NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): create_string_object(folder.phrase(file, "name of a layer"))}))
    off = ArrayObject([group])
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject({
        NameObject("/OCGs"): ArrayObject([group]),
        NameObject("/D"): DictionaryObject({NameObject("/OFF"): off, NameObject("/Order"): ArrayObject([group])})})
    page = writer.pages[0]
    page["/Resources"].get_object()[NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): group})
    said = literal(folder.line(file, "layer that is off", dropped=True))
    font = next(iter(page["/Resources"]["/Font"].get_object()))
    stream = DecodedStreamObject()
    stream.set_data(f"/OC /L1 BDC BT {font} 9 Tf 60 40 Td ({said}) Tj ET EMC".encode())
    page[NameObject("/Contents")] = ArrayObject([page.raw_get("/Contents"), writer._add_object(stream)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(folder, file):
    """Returns a PDF that anybody may read and nobody may change."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    page = Page(canvas)
    for line in folder.lines(file, "body"):
        page.text(line)
    canvas.save()
    writer = PdfWriter(clone_from=out)
    writer.encrypt("", owner_password=folder.make.word(4), algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def document(folder, file):
    """Returns the bytes of a PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    page = Page(canvas)
    for line in folder.lines(file, "body", 10):
        page.text(line)
    set_in_type(folder, file, page)
    page.next()
    drawn(folder, file, page)
    page.next()
    for line in folder.lines(file, "last page", 5):
        page.text(line)
    unseen(folder, file, page)
    canvas.beginForm("stamp")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(LEFT, 300, folder.line(file, "form XObject"))
    canvas.endForm()
    canvas.doForm("stamp")
    for n, heading in enumerate(["User", "Password"]):
        canvas.drawString(LEFT + 150 * n, 260, heading)
    for n in range(3):
        canvas.drawString(LEFT, 245 - 15 * n, f"account{n}")
        canvas.drawString(LEFT + 150, 245 - 15 * n, folder.value(file, "table under a heading", "password"))
    canvas.acroForm.textfield(name=folder.value(file, "name of a form field", "email"), value=folder.phrase(file, "form field"),
                              x=LEFT, y=150, width=300, height=20)
    canvas.textAnnotation(folder.line(file, "annotation", dropped=True), Rect=[LEFT, 100, 200, 120])
    canvas.linkURL("https://example.com/?token=" + quote(folder.value(file, "link", "password")), (LEFT, 80, 200, 95))
    canvas.bookmarkPage("one")
    canvas.addOutlineEntry(folder.phrase(file, "outline"), "one")
    canvas.setAuthor(folder.value(file, "properties", "customer"))
    canvas.setSubject(folder.line(file, "properties", dropped=True))
    canvas.save()
    return revised(folder, file, layered(folder, file, attached(folder, file, out.getvalue())))


def attached(folder, file, data):
    """Adds XMP and a file within the PDF."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.add_attachment("notes.txt", "\n".join(folder.lines(file, "attachment", dropped=True)).encode())
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc>{folder.phrase(file, 'XMP', 'email')}</dc></x:xmpmeta>".encode())
    xmp[NameObject("/Type")], xmp[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    writer._root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    writer._info.get_object()[NameObject("/Keywords")] = create_string_object(folder.phrase(file, "properties"))
    writer._ID = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def revised(folder, file, data):
    """Appends a revision that replaces a page of the old one, which is still there to read."""
    old = folder.line(file, "older revision", dropped=True)
    writer = PdfWriter(clone_from=io.BytesIO(data))
    page = writer.add_blank_page(width=400, height=300)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 9 Tf 20 200 Td ({literal(old)}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    number = page.raw_get("/Contents").idnum
    first = io.BytesIO()
    writer.write(first)
    base = first.getvalue()
    start = base.rindex(b"startxref")
    xref = int(base[start:].split()[1])
    root = PdfReader(io.BytesIO(base)).trailer.raw_get("/Root").idnum
    size = int(PdfReader(io.BytesIO(base)).trailer["/Size"])
    body = b"BT ET"
    update = f"\n{number} 0 obj\n<</Length {len(body)}>>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
    table = f"xref\n{number} 1\n{len(base) + 1:010d} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {xref}>>\n"
    return base + update + table.encode() + f"startxref\n{len(base) + len(update)}\n%%EOF\n".encode()
