"""What a text may hide: the same characters spelled otherwise. Written without a look at the product's decoders."""

import base64
import binascii
import html
import re
import unicodedata
import urllib.parse

BASE64 = re.compile(r"[A-Za-z0-9+/_-](?:\s{0,4}[A-Za-z0-9+/_-]){11,}")
HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[ :,]?){8,}")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{3}))")
QUOTED = re.compile(r"=(?:([0-9A-F]{2})|\r?\n)")
PACKED = (b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"PK\3\4", b"%PDF", b"GIF8")
COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0])


def narrow(text):
    """Returns a text without white space and invisible characters, in one case."""
    return "".join(unicodedata.normalize("NFKC", text.translate(UNSEEN)).casefold().split())


def words(text):
    """Returns the letters and digits of a text alone."""
    return "".join(c for c in narrow(text) if c.isalnum())


def decoded(data):
    """Returns the texts that some bytes may be."""
    found = [data.decode("utf-8", "ignore") if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-16", "ignore")]
    if any(b >= 0x80 for b in data[:65536]):
        found.append(data.decode("latin-1"))
    if data.count(0) * 4 > len(data):
        found += [data[at:].decode(order, "ignore") for order in ("utf-16-le", "utf-16-be") for at in (0, 1)]
    return found


def views(text):
    """Returns what a text says when it is decoded once."""
    found = []
    if "&" in text:
        found.append(html.unescape(text))
    if "%" in text:
        found.append(urllib.parse.unquote(text, errors="ignore"))
    if "\\" in text:
        found.append(ESCAPE.sub(lambda m: chr(int(m[1] or m[2] or m[3], 8 if m[3] else 16)), text))
        found.append(text.replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n").replace("\\\\", "\\"))
    if "=" in text:
        raw = QUOTED.sub(lambda m: chr(int(m[1], 16)) if m[1] else "", text)
        found.append(raw)
    if "\x1b" in text:
        found.append(COLOUR.sub("", text))
    if '"' in text:
        found.append(re.sub(r'"\s*\+?\s*"', "", text))
    if "<" in text:
        found.append(re.sub(r"<[^<>]*>", "", text))
    for run in HEX.findall(text):
        digits = re.sub(r"[ :,]", "", run)
        found += decoded(binascii.unhexlify(digits[: len(digits) // 2 * 2]))
    return found


def blobs(text):
    """Returns what the runs of base64 digits in a text may stand for, at each alignment, if it is anything."""
    for run in BASE64.findall(text):
        run = "".join(run.split()).replace("-", "+").replace("_", "/")
        for at in range(4):
            piece = run[at:] if len(run[at:]) % 4 != 1 else run[at:-1]
            data = base64.b64decode(piece + "=" * (-len(piece) % 4))
            if data.startswith(PACKED) or sum(32 <= b < 127 for b in data) * 4 >= len(data) * 3:
                yield data
