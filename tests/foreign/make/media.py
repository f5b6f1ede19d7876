"""Pictures that tell in their metadata, key files, and a database with rows that were deleted."""

import base64
import io
import sqlite3
import tempfile
from pathlib import Path

from . import parts as zips


def pictures(folder, images):
    """Writes one picture a format. Without leave of the policy they are withheld."""
    def told(file, kind, **options):
        out = io.BytesIO()
        zips.picture().save(out, kind, **options)
        folder.write(file, out.getvalue())

    folder.write("images/screen.png", zips.png(folder, "images/screen.png"))
    folder.write("images/photo.jpg", zips.jpeg(folder, "images/photo.jpg"))
    told("images/small.gif", "GIF", comment=folder.line("images/small.gif", "GIF comment", dropped=True))
    told("images/scan.tiff", "TIFF", tiffinfo={270: folder.line("images/scan.tiff", "TIFF description", dropped=True)})
    xmp = f"<x>{folder.phrase('images/web.webp', 'WebP XMP', 'email')}</x>".encode()
    told("images/web.webp", "WEBP", lossless=True, xmp=xmp)
    if not images:
        for name in ("screen.png", "photo.jpg", "small.gif", "scan.tiff", "web.webp"):
            folder.withhold(f"images/{name}", "pictures are not allowed by the policy")


def keys(folder):
    """Key files; a certificate beside them is no secret, but random bytes stand for it here."""
    def block(label, file, count):
        body = folder.random.randbytes(count)
        lines = base64.encodebytes(body).decode()
        folder.planted.append({"value": lines.splitlines()[1], "class": "credential", "kind": "key", "file": file,
                               "layer": "key", "needs_list": False})
        return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n"

    private = " ".join(["PRIVATE", "KEY"])
    folder.write("keys/server.pem", block(f"RSA {private}", "keys/server.pem", 1190))
    folder.write("keys/id_ed25519", block(f"OPENSSH {private}", "keys/id_ed25519", 280))
    mixed = folder.line("keys/mixed.pem", "beside a key") + "\n" + block(private, "keys/mixed.pem", 120)
    folder.write("keys/mixed.pem", mixed)


def database(folder, file):
    """Returns the bytes of an SQLite file."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "app.db"
        base = sqlite3.connect(path)
        run = base.execute
        run("PRAGMA secure_delete = OFF")
        run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, password TEXT, email TEXT, iban TEXT, remark TEXT)")
        for n in range(8):
            row = [folder.value(file, f"column {kind}", kind) for kind in ("customer", "password", "email", "iban")]
            run("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", (n, *row, folder.safe(file, "row")))
        run("CREATE TABLE notes (key TEXT PRIMARY KEY, body TEXT, picture BLOB) WITHOUT ROWID")
        for n, line in enumerate(folder.lines(file, "table without row ids", 4)):
            run("INSERT INTO notes VALUES (?, ?, ?)", (f"n{n}", line, folder.phrase(file, "blob").encode() if n == 1 else None))
        run(f"CREATE VIEW recent AS SELECT name FROM users WHERE email <> '{folder.value(file, 'view', 'email')}'")
        run("CREATE TRIGGER watch AFTER INSERT ON notes BEGIN SELECT '"
            + folder.phrase(file, "trigger", "token").replace("'", "''") + "'; END")
        long = " ".join(folder.lines(file, "row over several pages", 60))
        run("INSERT INTO notes VALUES ('long', ?, NULL)", (long,))
        gone = [folder.line(file, "deleted row", dropped=True) for _ in range(20)]
        run("CREATE TABLE old (body TEXT)")
        base.executemany("INSERT INTO old VALUES (?)", [(line,) for line in gone])
        base.commit()
        run("DELETE FROM old")
        run("DROP TABLE old")
        base.commit()
        base.close()
        return path.read_bytes()
