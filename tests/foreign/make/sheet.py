"""An XLSX by openpyxl, with what only hands write put on top."""

import io
import re
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from . import parts as zips

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def people(folder, file, sheet):
    """A table with headings: what a cell holds is told by its column alone."""
    sheet.append(["User", "Password", "Mail", "IBAN", "Card number", "Amount", "Remark"])
    for n in range(5):
        values = [folder.value(file, "cell under a heading", kind) for kind in ("password", "email", "iban")]
        card = int(folder.value(file, "numeric cell", "card"))
        amount = (2 * folder.random.randint(1000, 99999) + 1) / 8
        folder.harmless.append({"text": repr(amount), "file": file, "layer": "number", "dropped": False})
        sheet.append([f"account{n}", *values, card, amount, folder.safe(file, "cell")])
        sheet.cell(sheet.max_row, 5).number_format = "0"


def workbook(folder, file):
    """Returns the bytes of an XLSX."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Overview"
    for text in folder.lines(file, "cell", 8):
        sheet.append([text])
    people(folder, file, book.create_sheet("Accounts"))
    for state in ("hidden", "veryHidden"):
        extra = book.create_sheet(f"Old {state}")
        extra.sheet_state = state
        for text in folder.lines(file, f"{state} sheet"):
            extra.append([text])
    named = book.create_sheet(folder.value(file, "name of a sheet", "customer")[:31])
    named["A1"] = folder.line(file, "cell")
    sheet["C1"] = folder.safe(file, "cell")
    sheet["C1"].comment = Comment(folder.line(file, "comment"), folder.value(file, "author of a comment", "customer"))
    sheet["C2"] = folder.safe(file, "cell")
    sheet["C2"].hyperlink = "mailto:" + folder.value(file, "hyperlink", "email")
    check = DataValidation(type="list", formula1='"one,' + folder.value(file, "validation list", "email") + '"')
    check.prompt, check.promptTitle = folder.phrase(file, "validation prompt"), "Choose"
    sheet.add_data_validation(check)
    check.add("D1")
    sheet.oddHeader.center.text = folder.phrase(file, "page header", "customer")
    sheet.oddFooter.left.text = folder.phrase(file, "page footer", "email")
    book.defined_names["Origin"] = DefinedName("Origin", attr_text='"' + folder.phrase(file, "defined name") + '"',
                                               comment=folder.phrase(file, "comment of a defined name"))
    numbers = book.create_sheet("Numbers")
    for n in range(1, 8):
        numbers.append([f"Week {n}", n * n * 37])
    chart = BarChart()
    chart.title = folder.line(file, "title of a chart")
    chart.add_data(Reference(numbers, min_col=2, min_row=1, max_row=7))
    numbers.add_chart(chart, "D2")
    book.properties.creator = folder.value(file, "properties", "customer")
    book.properties.description = folder.line(file, "properties", dropped=True)
    out = io.BytesIO()
    book.save(out)
    parts = zips.unzip(out.getvalue())
    by_hand(folder, file, parts)
    zips.common_parts(folder, file, parts)
    return zips.rezip(parts, comment=folder.line(file, "zip comment", dropped=True))


def by_hand(folder, file, parts):
    """Shared strings that no cell shows, runs, readings, results of formulas, connections, an inline string."""
    if "xl/sharedStrings.xml" not in parts:
        # Some versions of the library write every text into its cell.
        zips.add_part(parts, "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"></sst>', SHEET + "sharedStrings+xml",
                      "xl/workbook.xml", zips.OFFICE + "sharedStrings", "sharedStrings.xml")
    strings = parts["xl/sharedStrings.xml"].decode()
    spoken = folder.line(file, "string in runs")
    third = len(spoken) // 3
    rich = "".join(f'<r><t xml:space="preserve">{escape(piece)}</t></r>'
                   for piece in (spoken[:third], spoken[third:2 * third], spoken[2 * third:]))
    count = strings.count("<si>")
    more = (f"<si><t>{escape(folder.phrase(file, 'orphan shared string'))}</t></si><si>{rich}</si>"
            f"<si><t>{escape(folder.safe(file, 'shared string'))}</t><rPh sb=\"0\" eb=\"3\"><t>"
            f"{escape(folder.phrase(file, 'phonetic reading'))}</t></rPh></si>")
    strings = re.sub(r'(unique)?[cC]ount="\d+"', "", strings)
    parts["xl/sharedStrings.xml"] = strings.replace("</sst>", more + "</sst>").encode()
    result, formula = folder.line(file, "cached result"), folder.phrase(file, "formula")
    cells = (f'<row r="90"><c r="A90" t="s"><v>{count + 1}</v></c><c r="B90" t="s"><v>{count + 2}</v></c></row>'
             f'<row r="91"><c r="A91" t="str"><f>UPPER({escape(chr(34) + formula + chr(34))})</f><v>{escape(result)}</v></c></row>'
             f'<row r="92"><c r="A92" t="inlineStr"><is><t>{escape(folder.line(file, "inline string"))}</t></is></c></row>')
    first = "xl/worksheets/sheet1.xml"
    parts[first] = parts[first].decode().replace("</sheetData>", cells + "</sheetData>").encode()
    login = quoteattr(f"Provider=X;User ID=sa;Password={folder.value(file, 'connection', 'password')};Data Source=db")
    xml = (f'<connections xmlns="{MAIN}"><connection id="1" name="c" '
           f'type="5" refreshedVersion="6" description={quoteattr(folder.phrase(file, "connection"))}>'
           f'<dbPr connection={login} command="select 1"/></connection></connections>')
    zips.add_part(parts, "xl/connections.xml", xml, SHEET + "connections+xml",
                  "xl/workbook.xml", zips.OFFICE + "connections", "connections.xml")
