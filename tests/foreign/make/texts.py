"""Texts with texts inside: HAR, notebooks, HTML, SVG, logs in other encodings, settings of all kinds."""

import base64
import gzip
import json
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from . import parts as zips


def har(folder, file):
    def body(layer, pack):
        text = json.dumps({"remark": folder.safe(file, layer), "password": folder.value(file, layer, "password")}).encode()
        return base64.b64encode(pack(text)).decode()

    entry = {
        "request": {
            "method": "POST",
            "url": "https://example.com/login?password=" + quote(folder.value(file, "URL", "password")),
            "headers": [{"name": "Authorization", "value": "Bearer " + folder.value(file, "header", "token")[1]},
                        {"name": "X-Note", "value": folder.safe(file, "header")}],
            "postData": {"mimeType": "application/json", "text": json.dumps({"email": folder.value(file, "body", "email"),
                                                                            "note": folder.safe(file, "body")})},
        },
        "response": {"status": 200, "content": {"mimeType": "application/json", "encoding": "base64", "text": body("body in base64", bytes)}},
    }
    packed = {"request": {"method": "GET", "url": "https://example.com/x"},
              "response": {"status": 200, "content": {"mimeType": "application/octet-stream", "encoding": "base64",
                                                      "text": base64.b64encode(gzip.compress(
                                                          ("\n" + folder.phrase(file, "gzip in base64")).encode(), mtime=0)).decode()}}}
    return json.dumps({"log": {"version": "1.2", "entries": [entry, packed]}}, indent=1)


def notebook(folder, file):
    setting, token = folder.value(file, "source over two lines", "token")
    picture = base64.b64encode(zips.png(folder, file, "picture in a notebook")).decode()
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [line + "\n" for line in folder.lines(file, "markdown cell", 4)]},
        {"cell_type": "code", "metadata": {}, "execution_count": 1,
         "source": [f"{setting} = (\"{token[:9]}\"\n", f"  \"{token[9:]}\")\n"],
         "outputs": [{"output_type": "stream", "name": "stdout", "text": [line + "\n" for line in folder.lines(file, "output", 3)]},
                     {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture, "text/plain": ["<Figure>"]}}]},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def html(folder, file):
    setting, token = folder.value(file, "token split by tags", "token")
    hidden = base64.b64encode(folder.line(file, "data URI", dropped=True).encode()).decode()
    picture = base64.b64encode(zips.png(folder, file, "picture in HTML")).decode()
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in folder.lines(file, "body", 6))
    secret = "".join(f"&#{ord(c)};" for c in folder.value(file, "entities", "password"))
    return f"""<!DOCTYPE html><html><head><title>{escape(folder.line(file, 'title'))}</title>
<meta name="author" content={quoteattr(folder.phrase(file, 'meta', 'customer'))}>
<script>const settings = {json.dumps({"password": folder.value(file, 'script', 'password'), "note": folder.safe(file, 'script')})};</script></head>
<body>{lines}<!-- {folder.line(file, 'comment')} -->
<p>{setting}={escape(token[:7])}<b>{escape(token[7:])}</b></p><p>Password: {secret}</p>
<input type="hidden" name="password" value={quoteattr(folder.value(file, 'hidden input', 'password'))}>
<img alt={quoteattr(folder.phrase(file, 'alternative text'))} src="data:image/png;base64,{picture}">
<a href="data:text/plain;base64,{hidden}">notes</a>
<table><tr><th>User</th><th>Password</th></tr><tr><td>account1</td><td>{escape(folder.value(file, 'table under a heading', 'password'))}</td></tr></table>
</body></html>
"""


def svg(folder, file):
    setting, token = folder.value(file, "token over tspans", "token")
    spans = "".join(f"<tspan>{escape(c)}</tspan>" for c in f"{setting}={token}")
    picture = base64.b64encode(zips.png(folder, file, "picture in SVG")).decode()
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="90">'
            f"<title>{escape(folder.line(file, 'title'))}</title><desc>{escape(folder.phrase(file, 'description'))}</desc>"
            f"<metadata><note>{escape(folder.phrase(file, 'metadata'))}</note></metadata><text y='20'>{spans}</text>"
            f"<text y='40'>{escape(folder.line(file, 'text'))}</text>"
            f'<image xlink:href="data:image/png;base64,{picture}" width="9" height="9"/></svg>\n')


def all_of(folder):
    """Writes every kind of text."""
    make = {"web/session.har": har, "web/analysis.ipynb": notebook, "web/saved.html": html, "web/diagram.svg": svg}
    for file, write in make.items():
        folder.write(file, write(folder, file))
    for file, encoding in [("logs/windows.log", "utf-16"), ("logs/latin.log", "latin-1"), ("logs/plain.log", "utf-8")]:
        lines = ["Überblick, größere Änderungen", *folder.lines(file, encoding, 8)]
        folder.write(file, ("\r\n".join(lines) + "\r\n").encode(encoding))
    file = "logs/colour.log"
    setting, token = folder.value(file, "token with colours inside", "token")
    folder.write(file, f"\x1b[1m{setting}\x1b[0m={token[:6]}\x1b[31m{token[6:]}\x1b[0m\n{folder.safe(file, 'log')}\n")
    file = "config/app.json"
    folder.write(file, json.dumps({"password": folder.value(file, "value", "password"), "note": folder.safe(file, "value"),
                                   "contact": folder.value(file, "value", "email"),
                                   folder.value(file, "key", "token")[1]: "key", "lines": folder.lines(file, "list")}, indent=1))
    file = "config/app.yaml"
    folder.write(file, f"password: {json.dumps(folder.value(file, 'value', 'password'))}\nnote: {folder.safe(file, 'value')!r}\n"
                 f"# {folder.line(file, 'comment')}\nbody: |\n" + "".join(f"  {line}\n" for line in folder.lines(file, "block")))
    file = "config/app.toml"
    folder.write(file, f"[db]\npassword = {json.dumps(folder.value(file, 'value', 'password'))}\nnote = {folder.safe(file, 'value')!r}\n# {folder.line(file, 'comment')}\n")
    file = "config/app.xml"
    folder.write(file, f"<app><password>{escape(folder.value(file, 'element', 'password'))}</password><add key=\"Password\" "
                 f"value={quoteattr(folder.value(file, 'attribute', 'password'))}/><note>{folder.safe(file, 'element')}</note>"
                 f"<!-- {folder.line(file, 'comment')} --></app>\n")
    file = "people/list.csv"
    rows = "".join(f"{folder.value(file, 'column', 'customer')},{folder.value(file, 'column', 'password')},{folder.value(file, 'column', 'phone')},"
                   f"{folder.safe(file, 'column')}\n" for _ in range(8))
    folder.write(file, "customer,password,phone,remark\n" + rows)
    name = folder.value("(name of a file)", "name of a file", "customer").replace(" ", "_")
    folder.write(f"people/visit of {name}.md", "# Visit\n\n" + "\n\n".join(folder.lines("people/", "markdown", 6)) + "\n")
