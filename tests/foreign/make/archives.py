"""Archives of archives, with names, comments and owners that tell."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import zstandard


def text(folder, file, layer, count=4):
    return ("\n".join(folder.lines(file, layer, count)) + "\n").encode()


def slug(name):
    return name.replace(" ", "_").lower()


def zipped(folder, file, members, depth=0):
    """Returns a zip with comments, extra fields, and a zip inside."""
    layer = "zip, " * (depth + 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        told = zipfile.ZipInfo("notes/readme.txt", (2023, 4, 5, 6, 7, 8))
        told.comment = folder.line(file, layer + "comment of a member", dropped=True).encode()
        secret = folder.phrase(file, layer + "extra field").encode()
        told.extra = b"\xfe\xca" + len(secret).to_bytes(2, "little") + secret
        target.writestr(told, text(folder, file, layer + "member"), zipfile.ZIP_DEFLATED)
        target.writestr(f"of {slug(folder.value(file, layer + 'name of a member', 'customer'))}/plain.log", text(folder, file, layer + "member, stored"))
        for name, data in members.items():
            target.writestr(name, data)
        if depth < 2:
            target.writestr("inner.zip", zipped(folder, file, {}, depth + 1))
        target.comment = folder.line(file, layer + "comment", dropped=True).encode()
    return out.getvalue()


def tarred(folder, file, members=None):
    """Returns a tar with owners, pax fields, a long name and links that tell."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as target:
        def add(name, data, **fields):
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1700000000
            info.uname = slug(folder.value(file, "tar, owner", "customer"))
            for key, value in fields.items():
                setattr(info, key, value)
            target.addfile(info, io.BytesIO(data))
        note = folder.phrase(file, "tar, pax comment")
        add("logs/app.log", text(folder, file, "tar, member"), pax_headers={"comment": note, "SCHILY.xattr.user.note": note})
        add(f"logs/{'long-folder-' * 9}/{slug(folder.value(file, 'tar, long name', 'customer'))}.log", text(folder, file, "tar, member"))
        link = tarfile.TarInfo("logs/latest")
        link.type, link.linkname = tarfile.SYMTYPE, "/home/" + slug(folder.value(file, "tar, target of a link", "customer"))
        target.addfile(link)
        for name, data in (members or {}).items():
            add(name, data)
    return out.getvalue()


def gzipped(folder, file, data):
    """Returns a gzip with a file name and a comment, built by hand since no library writes comments."""
    plain = gzip.compress(data, mtime=1700000000)
    name = slug(folder.value(file, "gzip, FNAME", "customer")).encode() + b".log\0"
    comment = folder.phrase(file, "gzip, FCOMMENT").encode() + b"\0"
    return plain[:3] + b"\x18" + plain[4:10] + name + comment + plain[10:]


def all_of(folder, members):
    """Writes every kind of archive."""
    folder.write("archives/bundle.zip", zipped(folder, "archives/bundle.zip", members("archives/bundle.zip")))
    file = "archives/runs-itself.zip"
    script = b"#!/bin/sh\n# " + folder.line(file, "before the zip", dropped=True).encode() + b"\n"
    folder.write(file, script + zipped(folder, file, {}, 2))
    for file, pack in [
        ("archives/app.log.gz", lambda d: gzipped(folder, "archives/app.log.gz", d)),
        ("archives/app.log.bz2", bz2.compress),
        ("archives/app.log.xz", lzma.compress),
        ("archives/app.log.zst", zstandard.compress),
    ]:
        folder.write(file, pack(text(folder, file, file.rpartition(".")[2] + ", content", 5)))
    for file, pack in [
        ("archives/logs.tar", bytes),
        ("archives/logs.tar.gz", lambda d: gzipped(folder, "archives/logs.tar.gz", d)),
        ("archives/logs.tar.xz", lzma.compress),
        ("archives/logs.tar.zst", zstandard.compress),
    ]:
        inner = {"inner.tar.bz2": bz2.compress(tarred(folder, file))} if file.endswith(".gz") else {}
        folder.write(file, pack(tarred(folder, file, inner)))
