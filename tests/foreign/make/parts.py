"""Zip files taken apart and put together again, for what no writer library writes."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import piexif
from PIL import Image, PngImagePlugin


def unzip(data):
    """Returns the members of a zip in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {i.filename: source.read(i) for i in source.infolist() if not i.is_dir()}


def rezip(parts, comment="", stored=("mimetype",)):
    """Writes members as a zip, the stored ones without compression."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, how)
        target.comment = comment.encode()
    return out.getvalue()


def add_part(parts, name, data, content_type, owner=None, relation=None, target=None):
    """Adds a part of an OOXML package, its content type, and a relationship of its owner."""
    parts[name] = data if isinstance(data, bytes) else data.encode()
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override + "</Types>").encode()
    if relation:
        return relate(parts, owner, relation, target or name)
    return None


def relate(parts, owner, relation, target, mode=""):
    """Adds a relationship and returns its id."""
    folder, _, file = owner.rpartition("/")
    path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    rels = parts.get(path, empty).decode()
    if rels.rstrip().endswith("/>") and "</Relationships>" not in rels:
        rels = empty.decode()
    key = f"rIdX{rels.count('<Relationship ') + 1}"
    row = f'<Relationship Id="{key}" Type={quoteattr(relation)} Target={quoteattr(target)}{mode}/>'
    parts[path] = rels.replace("</Relationships>", row + "</Relationships>").encode()
    return key


def custom_properties(text):
    """Returns docProps/custom.xml with one property."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
        '2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Origin"><vt:lpwstr>'
        f"{escape(text)}</vt:lpwstr></property></Properties>"
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"


def common_parts(folder, file, parts):
    """Adds what every OOXML package may carry: custom properties, custom XML, a thumbnail, a part nobody knows."""
    note = folder.line(file, "custom properties", dropped=True)
    add_part(parts, "docProps/custom.xml", custom_properties(note),
             "application/vnd.openxmlformats-officedocument.custom-properties+xml", "", OFFICE + "custom-properties")
    data = f"<r xmlns='urn:x'><v>{escape(folder.line(file, 'custom XML', dropped=True))}</v></r>"
    main = next(n for n in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml") if n in parts)
    add_part(parts, "customXml/item7.xml", data, "application/xml", main, OFFICE + "customXml", "../customXml/item7.xml")
    add_part(parts, "docProps/thumbnail7.jpeg", jpeg(folder, file, "thumbnail"), "image/jpeg", "",
             PACKAGE + "metadata/thumbnail")
    add_part(parts, "foreign/notes.bin", folder.line(file, "unknown part", dropped=True), "application/x-unknown",
             main, "urn:example:unknown", "/foreign/notes.bin")


def picture(size=(24, 16)):
    return Image.new("RGB", size, (90, 140, 200))


def png(folder, file, layer="PNG text"):
    """Returns a PNG that tells in text chunks, compressed and not, and behind its end."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", folder.line(file, layer, dropped=True))
    info.add_text("Description", folder.line(file, layer + ", compressed", dropped=True), zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{escape(folder.line(file, layer + ', XMP', dropped=True))}</x>", zip=True)
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=info)
    return out.getvalue() + folder.line(file, layer + ", behind the end", dropped=True).encode()


def jpeg(folder, file, layer="EXIF"):
    """Returns a JPEG that tells in EXIF, a comment, and behind its end."""
    told = piexif.dump({
        "0th": {
            piexif.ImageIFD.Artist: folder.line(file, layer + ", artist", dropped=True).encode(),
            piexif.ImageIFD.ImageDescription: folder.line(file, layer + ", description", dropped=True).encode(),
        },
        "Exif": {piexif.ExifIFD.UserComment: b"ASCII\0\0\0" + folder.line(file, layer + ", comment", dropped=True).encode()},
        "GPS": {piexif.GPSIFD.GPSLatitude: ((52, 1), (30, 1), (0, 1))},
    })
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=told, comment=folder.line(file, layer + ", marker", dropped=True))
    return out.getvalue() + folder.line(file, layer + ", behind the end", dropped=True).encode()
