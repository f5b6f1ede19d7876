"""A DOCX by python-docx, with what only hands write put on top."""

import io
from urllib.parse import quote

import docx
from docx.oxml import parse_xml
from docx.opc.constants import RELATIONSHIP_TYPE
from xml.sax.saxutils import escape, quoteattr

from . import parts as zips

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TEXT_BOX = """<w:p {names}><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>
<wp:extent cx="900000" cy="300000"/><wp:docPr id="{id}" name="Box {id}" descr={alt}/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{new}</w:t></w:r></w:p></w:txbxContent></wps:txbx>
<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape id="s{id}" style="width:90pt;height:30pt" alt={alt}><v:textbox><w:txbxContent><w:p><w:r><w:t>{old}</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def runs(paragraph, text, piece=1):
    """Writes a text with runs of a few characters, every other one bold."""
    for at in range(0, len(text), piece):
        paragraph.add_run(text[at:at + piece]).bold = at % 2 == 0


def raw(document, xml):
    """Puts a paragraph before the end of the body."""
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def tracked(folder, file, document):
    author = quoteattr(folder.value(file, "author of a change", "customer"))
    deleted = folder.phrase(file, "tracked deletion")
    middle = len(deleted) // 2
    raw(document, f'<w:p {NAMES}><w:r><w:t xml:space="preserve">Kept: </w:t></w:r><w:del w:id="901" w:author={author} '
        f'w:date="2024-01-02T03:04:05Z"><w:r><w:delText xml:space="preserve">{escape(deleted[:middle])}</w:delText></w:r>'
        f'<w:r><w:delText xml:space="preserve">{escape(deleted[middle:])}</w:delText></w:r></w:del>'
        f'<w:ins w:id="902" w:author={author} w:date="2024-01-02T03:04:05Z"><w:r><w:t>'
        f'{escape(folder.safe(file, "tracked insertion"))}</w:t></w:r></w:ins></w:p>')


def fields(folder, file, document):
    secret = escape(quote(folder.value(file, "field code", "password")))
    email = quoteattr('MERGEFIELD "' + folder.value(file, "simple field", "email") + '"')
    raw(document, f'<w:p {NAMES}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'HYPERLINK "https://files.example.com/?password={secret[:5]}</w:instrText></w:r><w:r><w:instrText>{secret[5:]}" '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>'
        f'{escape(folder.safe(file, "result of a field"))}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr={email}><w:r><w:t>{escape(folder.line(file, "simple field"))}</w:t></w:r></w:fldSimple></w:p>')
    raw(document, f'<w:p {NAMES}><w:sdt><w:sdtPr><w:alias w:val={quoteattr(folder.phrase(file, "alias of a control"))}/>'
        f'<w:tag w:val={quoteattr(folder.phrase(file, "tag of a control"))}/></w:sdtPr><w:sdtContent><w:r><w:t>'
        f'{escape(folder.line(file, "content control"))}</w:t></w:r></w:sdtContent></w:sdt></w:p>')
    raw(document, f'<w:p {NAMES}><w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(folder.line(file, "hidden text"))}</w:t></w:r>'
        f'<w:bookmarkStart w:id="77" w:name={quoteattr(folder.phrase(file, "bookmark", "known"))}/>'
        '<w:bookmarkEnd w:id="77"/></w:p>')


def wrapped(folder, file, document):
    """A token with a line break, and one with a soft hyphen, in it."""
    for layer, between in [("token over a line break", "<w:br/>"), ("token with a soft hyphen", "<w:softHyphen/>")]:
        setting, token = folder.value(file, layer, "token")
        middle = len(token) // 2
        raw(document, f'<w:p {NAMES}><w:r><w:t>{setting}={escape(token[:middle])}</w:t>{between}<w:t>'
            f'{escape(token[middle:])}</w:t></w:r></w:p>')


def table(folder, file, document):
    grid = document.add_table(rows=1, cols=4)
    for cell, text in zip(grid.rows[0].cells, ["User", "Password", "Mail", "Remark"]):
        cell.text = text
    for n in range(3):
        cells = grid.add_row().cells
        cells[0].text = f"account{n}"
        runs(cells[1].paragraphs[0], folder.value(file, "table under a heading", "password"), 3)
        cells[2].text = folder.value(file, "table under a heading", "email")
        cells[3].text = folder.safe(file, "table")
    pairs = document.add_table(rows=0, cols=2)
    for label, kind in [("Password", "password"), ("IBAN", "iban"), ("Phone", "phone")]:
        cells = pairs.add_row().cells
        cells[0].text, cells[1].text = label, folder.value(file, "table of pairs", kind)


def footnotes(folder, file, parts):
    """Footnotes, which python-docx does not write."""
    text = escape(folder.line(file, "footnote"))
    xml = f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    zips.add_part(parts, "word/footnotes.xml", xml, kind, "word/document.xml", zips.OFFICE + "footnotes", "footnotes.xml")
    body = parts["word/document.xml"].decode()
    note = '<w:p><w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    parts["word/document.xml"] = body.replace("<w:sectPr", note + "<w:sectPr", 1).encode()


def embedded(folder, file, parts, workbook):
    """A workbook within the document."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = "word/embeddings/Microsoft_Excel_Worksheet7.xlsx"
    key = zips.add_part(parts, name, workbook, kind, "word/document.xml", zips.OFFICE + "package", name.removeprefix("word/"))
    body = parts["word/document.xml"].decode()
    ole = (f'<w:p><w:r><w:object w:dxaOrig="1000" w:dyaOrig="500"><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
           f'Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s7" DrawAspect="Content" ObjectID="_7" xmlns:r="{zips.OFFICE.rstrip("/")}" '
           f'r:id="{key}"/></w:object></w:r></w:p>')
    parts["word/document.xml"] = body.replace("<w:sectPr", ole + "<w:sectPr", 1).encode()


def settings(folder, file, parts):
    secret = quoteattr(folder.phrase(file, "document variable"))
    xml = parts["word/settings.xml"].decode()
    parts["word/settings.xml"] = xml.replace(
        "</w:settings>", f'<w:docVars><w:docVar w:name="note" w:val={secret}/></w:docVars></w:settings>').encode()
    macro = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + folder.line(file, "macro project", dropped=True).encode()
    zips.add_part(parts, "word/vbaProject.bin", macro, "application/vnd.ms-office.vbaProject", "word/document.xml",
                  "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")


def document(folder, file, workbook):
    """Returns the bytes of a DOCX; `workbook` is embedded into it."""
    made = docx.Document()
    made.add_heading(folder.safe(file, "heading"), 1)
    for text in folder.lines(file, "body", 10):
        made.add_paragraph(text)
    for piece in (1, 4):
        for text in folder.lines(file, f"runs of {piece}", 5):
            runs(made.add_paragraph(), text, piece)
    for text in folder.lines(file, "list"):
        made.add_paragraph(text, style="List Bullet")
    table(folder, file, made)
    section = made.sections[0]
    section.header.paragraphs[0].text = folder.line(file, "header")
    section.footer.paragraphs[0].text = folder.line(file, "footer")
    noted = made.add_paragraph("Reviewed: " + folder.safe(file, "body"))
    made.add_comment(noted.runs, text=folder.line(file, "comment"), author=folder.value(file, "author of a comment", "customer"), initials="zq")
    link = made.part.relate_to("mailto:" + folder.value(file, "hyperlink target", "email"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    raw(made, f'<w:p {NAMES}><w:hyperlink r:id="{link}"><w:r><w:t>{folder.safe(file, "hyperlink")}</w:t></w:r></w:hyperlink></w:p>')
    shape = made.add_picture(io.BytesIO(zips.png(folder, file, "picture in a document")))
    shape._inline.docPr.set("descr", folder.phrase(file, "alternative text"))
    shape._inline.docPr.set("title", folder.phrase(file, "title of a picture"))
    tracked(folder, file, made)
    fields(folder, file, made)
    wrapped(folder, file, made)
    raw(made, TEXT_BOX.format(names=NAMES, id=31, alt=quoteattr(folder.phrase(file, "alternative text of a box")),
                              new=escape(folder.line(file, "text box")), old=escape(folder.phrase(file, "fallback of a text box"))))
    properties = made.core_properties
    properties.author = folder.value(file, "properties", "customer")
    properties.comments = folder.line(file, "properties", dropped=True)
    properties.keywords = folder.phrase(file, "properties")
    out = io.BytesIO()
    made.save(out)
    parts = zips.unzip(out.getvalue())
    footnotes(folder, file, parts)
    embedded(folder, file, parts, workbook)
    settings(folder, file, parts)
    zips.common_parts(folder, file, parts)
    return zips.rezip(parts, comment=folder.line(file, "zip comment", dropped=True))
