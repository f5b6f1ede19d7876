"""A PPTX by python-pptx, with comments put on top by hand."""

import io
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from . import parts as zips


def presentation(folder, file):
    """Returns the bytes of a PPTX."""
    show = Presentation()
    box = (Inches(1), Inches(1), Inches(5), Inches(1))
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = folder.line(file, "title of a slide")
    first.placeholders[1].text = "\n".join(folder.lines(file, "body", 6))
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = folder.safe(file, "title of a slide")
    text = second.shapes.add_textbox(*box)
    for line in folder.lines(file, "runs", 5):
        paragraph = text.text_frame.add_paragraph()
        for at in range(0, len(line), 3):
            paragraph.add_run().text = line[at:at + 3]
    link = text.text_frame.add_paragraph().add_run()
    link.text, link.hyperlink.address = folder.safe(file, "hyperlink"), "https://example.com/?token=" + quote(folder.value(file, "hyperlink target", "password"))
    second.notes_slide.notes_text_frame.text = "\n".join(folder.lines(file, "notes", 3))
    shape = second.shapes.add_picture(io.BytesIO(zips.jpeg(folder, file, "picture in a slide")), *box)
    shape._element.nvPicPr.cNvPr.set("descr", folder.phrase(file, "alternative text"))
    shape.name = folder.phrase(file, "name of a shape")
    grid = second.shapes.add_table(4, 3, *box).table
    for at, heading in enumerate(["User", "Password", "Remark"]):
        grid.cell(0, at).text = heading
    for n in range(1, 4):
        grid.cell(n, 0).text = f"account{n}"
        grid.cell(n, 1).text = folder.value(file, "table under a heading", "password")
        grid.cell(n, 2).text = folder.safe(file, "table")
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(*box).text_frame.text = folder.line(file, "group")
    third = show.slides.add_slide(show.slide_layouts[6])
    third._element.set("show", "0")
    third.shapes.add_textbox(*box).text_frame.text = "\n".join(folder.lines(file, "hidden slide"))
    data = CategoryChartData()
    data.categories = [folder.phrase(file, "category of a chart"), "week two"]
    data.add_series(folder.line(file, "series of a chart"), (17, 29))
    third.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
    show.core_properties.author = folder.value(file, "properties", "customer")
    show.core_properties.comments = folder.line(file, "properties", dropped=True)
    out = io.BytesIO()
    show.save(out)
    parts = zips.unzip(out.getvalue())
    comments(folder, file, parts)
    zips.common_parts(folder, file, parts)
    return zips.rezip(parts)


def comments(folder, file, parts):
    """Comments of a slide and their authors."""
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    authors = (f'<p:cmAuthorLst {p}><p:cmAuthor id="0" name={quoteattr(folder.value(file, "author of a comment", "customer"))} '
               'initials="zq" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>')
    zips.add_part(parts, "ppt/commentAuthors.xml", authors, kind + "commentAuthors+xml", "ppt/presentation.xml",
                  zips.OFFICE + "commentAuthors", "commentAuthors.xml")
    said = (f'<p:cmLst {p}><p:cm authorId="0" dt="2024-01-02T03:04:05.000" idx="1"><p:pos x="1" y="1"/><p:text>'
            f'{escape(folder.line(file, "comment"))}</p:text></p:cm></p:cmLst>')
    zips.add_part(parts, "ppt/comments/comment1.xml", said, kind + "comments+xml", "ppt/slides/slide1.xml",
                  zips.OFFICE + "comments", "../comments/comment1.xml")
