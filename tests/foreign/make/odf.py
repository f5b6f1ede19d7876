"""ODT, ODS and ODP by odfpy, with what it has no words for put on top."""

import io
from xml.sax.saxutils import escape, quoteattr

from odf import dc, draw, meta, office, presentation as slide, style, svg, table, text
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText

from . import parts as zips


def paragraph(line):
    return text.P(text=line)


def spans(line, piece=2):
    """A paragraph in spans of a few characters."""
    made = text.P()
    for at in range(0, len(line), piece):
        made.addElement(text.Span(text=line[at:at + piece]))
    return made


def annotation(folder, file):
    made = office.Annotation()
    made.addElement(dc.Creator(text=folder.value(file, "author of a comment", "customer")))
    made.addElement(dc.Date(text="2024-01-02T03:04:05"))
    made.addElement(paragraph(folder.line(file, "comment")))
    return made


def properties(folder, file, made):
    made.meta.addElement(meta.InitialCreator(text=folder.value(file, "properties", "customer")))
    made.meta.addElement(dc.Description(text=folder.line(file, "properties", dropped=True)))
    made.meta.addElement(meta.UserDefined(name="Origin", valuetype="string", text=folder.phrase(file, "properties")))


def packed(folder, file, made, change=None):
    """Saves a document and adds a thumbnail, a foreign part and a comment of the zip."""
    properties(folder, file, made)
    out = io.BytesIO()
    made.write(out)
    parts = zips.unzip(out.getvalue())
    parts["Thumbnails/thumbnail.png"] = zips.png(folder, file, "thumbnail")
    parts["Configurations2/notes.xml"] = f"<x>{escape(folder.line(file, 'unknown part', dropped=True))}</x>".encode()
    listed = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>' for name, kind in [
        ("Thumbnails/thumbnail.png", "image/png"), ("Configurations2/notes.xml", "text/xml")])
    manifest = parts["META-INF/manifest.xml"].decode()
    parts["META-INF/manifest.xml"] = manifest.replace("</manifest:manifest>", listed + "</manifest:manifest>").encode()
    if change:
        parts["content.xml"] = change(parts["content.xml"].decode()).encode()
    return zips.rezip(parts, comment=folder.line(file, "zip comment", dropped=True))


def written(folder, file):
    """Returns the bytes of an ODT."""
    made = OpenDocumentText()
    body = made.text
    body.addElement(text.H(outlinelevel=1, text=folder.safe(file, "heading")))
    for line in folder.lines(file, "body", 8):
        body.addElement(paragraph(line))
    for line in folder.lines(file, "spans", 6):
        body.addElement(spans(line))
    noted = paragraph(folder.safe(file, "body"))
    noted.addElement(annotation(folder, file))
    body.addElement(noted)
    foot = text.Note(noteclass="footnote", id="ftn1")
    foot.addElement(text.NoteCitation(text="1"))
    foot.addElement(text.NoteBody())
    foot.childNodes[-1].addElement(paragraph(folder.line(file, "footnote")))
    holder = paragraph(folder.safe(file, "body"))
    holder.addElement(foot)
    body.addElement(holder)
    hidden = text.Section(name="Hidden", display="none")
    hidden.addElement(paragraph(folder.line(file, "hidden section")))
    body.addElement(hidden)
    link = paragraph("")
    link.addElement(text.A(href="mailto:" + folder.value(file, "hyperlink target", "email"), text=folder.safe(file, "hyperlink")))
    body.addElement(link)
    frame = draw.Frame(name=folder.value(file, "name of a frame", "host"), width="4cm", height="1cm", anchortype="paragraph")
    box = draw.TextBox()
    box.addElement(paragraph(folder.line(file, "text box")))
    frame.addElement(box)
    frame.addElement(svg.Desc(text=folder.phrase(file, "alternative text")))
    held = paragraph("")
    held.addElement(frame)
    body.addElement(held)
    grid = table.Table(name="Accounts")
    for row in [["User", "Password", "Remark"], *([f"account{n}", folder.value(file, "table under a heading", "password"), folder.safe(file, "table")] for n in range(3))]:
        line = table.TableRow()
        for cell in row:
            line.addElement(table.TableCell(valuetype="string"))
            line.childNodes[-1].addElement(paragraph(cell))
        grid.addElement(line)
    body.addElement(grid)
    deleted, author = escape(folder.phrase(file, "tracked deletion")), escape(folder.value(file, "author of a change", "customer"))
    changes = ('<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info><dc:creator>'
               f"{author}</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info><text:p>{deleted}</text:p>"
               "</text:deletion></text:changed-region></text:tracked-changes>")
    fields = ('<text:user-field-decls><text:user-field-decl office:value-type="string" office:string-value='
              f'{quoteattr(folder.phrase(file, "field"))} text:name="origin"/></text:user-field-decls>')
    return packed(folder, file, made, lambda xml: xml.replace("<office:text>", "<office:text>" + changes + fields, 1))


def counted(folder, file):
    """Returns the bytes of an ODS."""
    made = OpenDocumentSpreadsheet()
    for name, layer, visible in [("Overview", "cell", True), ("Old", "hidden sheet", False)]:
        options = {}
        if not visible:
            look = style.Style(name="gone", family="table")
            look.addElement(style.TableProperties(display="false"))
            made.automaticstyles.addElement(look)
            options["stylename"] = look
        sheet = table.Table(name=name, **options)
        for line in folder.lines(file, layer, 5):
            fill(sheet, [line])
        made.spreadsheet.addElement(sheet)
    sheet = table.Table(name="Accounts")
    fill(sheet, ["User", "Password", "Mail", "Remark"])
    for n in range(4):
        fill(sheet, [f"account{n}", folder.value(file, "cell under a heading", "password"),
                     folder.value(file, "cell under a heading", "email"), folder.safe(file, "cell")])
    row = table.TableRow()
    cell = table.TableCell(valuetype="string", stringvalue=folder.phrase(file, "value of a cell that shows another"),
                           formula="of:=UPPER(\"" + folder.phrase(file, "formula") + "\")")
    cell.addElement(paragraph(folder.line(file, "cached result")))
    cell.addElement(annotation(folder, file))
    row.addElement(cell)
    number = table.TableCell(valuetype="float", value=folder.value(file, "numeric cell", "card"))
    number.addElement(paragraph("n/a"))
    row.addElement(number)
    sheet.addElement(row)
    made.spreadsheet.addElement(sheet)
    named = quoteattr('of:="' + folder.phrase(file, "defined name") + '"')
    tail = ('<table:named-expressions><table:named-expression table:name="Origin" table:base-cell-address="$Overview.$A$1" '
            f"table:expression={named}/></table:named-expressions></office:spreadsheet>")
    return packed(folder, file, made, lambda xml: xml.replace("</office:spreadsheet>", tail, 1))


def fill(sheet, cells):
    row = table.TableRow()
    for cell in cells:
        row.addElement(table.TableCell(valuetype="string"))
        row.childNodes[-1].addElement(paragraph(cell))
    sheet.addElement(row)


def shown(folder, file):
    """Returns the bytes of an ODP."""
    made = OpenDocumentPresentation()
    layout = style.PageLayout(name="L")
    made.automaticstyles.addElement(layout)
    layout.addElement(style.PageLayoutProperties(pagewidth="28cm", pageheight="21cm"))
    master = style.MasterPage(name="M", pagelayoutname=layout)
    made.masterstyles.addElement(master)
    for n in range(2):
        page = draw.Page(name=folder.value(file, "name of a slide", "host") if n else "first", masterpagename=master)
        frame = draw.Frame(width="20cm", height="10cm", x="1cm", y="1cm")
        box = draw.TextBox()
        for line in folder.lines(file, "body", 4):
            box.addElement(spans(line, 5))
        frame.addElement(box)
        page.addElement(frame)
        notes = slide.Notes()
        held = draw.Frame(width="15cm", height="10cm", x="1cm", y="12cm")
        said = draw.TextBox()
        said.addElement(paragraph(folder.line(file, "notes")))
        held.addElement(said)
        notes.addElement(held)
        page.addElement(notes)
        made.presentation.addElement(page)
    return packed(folder, file, made)
