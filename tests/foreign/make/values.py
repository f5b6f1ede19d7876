"""Values that are made up from the seed alone: credentials, people, addresses of machines, and harmless sentences.

The forms of tokens are those of `xtask/cases/issuers.txt`, where every form names its issuer's documentation. No value
is fixed, so a product cannot know one by heart, and none is anybody's: mail goes to example domains, addresses are of
documentation ranges, telephone numbers of those that are kept free for films.
"""

import re
import string
import uuid
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ALPHABETS = {
    "W": string.ascii_letters + string.digits,
    "A": string.ascii_letters,
    "a": string.ascii_lowercase,
    "L": string.ascii_lowercase + string.digits,
    "U": string.ascii_uppercase + string.digits,
    "T": string.ascii_uppercase + "234567",
    "D": string.digits,
    "H": "0123456789abcdef",
    "X": "0123456789ABCDEF",
    "S": string.ascii_letters + string.digits + "_-",
    "B": string.ascii_letters + string.digits + "+/",
    "C": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
ONSETS = "b br d dr f g gr h j k kl l m n p pr qu r s st t tr v w z".split()
VOWELS = "a e i o u ei au".split()
CODAS = ["", "l", "m", "n", "r", "s", "th", "ck", "nd", "x"]
THINGS = """parser module table index window report queue schedule harbour bridge garden kettle lantern ladder orchard
compass basket pebble meadow tunnel anchor blanket carpet copper cotton feather gravel hammer island jacket kitchen
marble needle orbit paper quarter river saddle timber valley wagon""".split()
VERBS = """started stopped rested waited moved changed grew held turned ended opened closed""".split()


def issuers():
    """Returns (name, setting, words of the form) of every documented token."""
    rows = []
    for line in (ROOT / "xtask/cases/issuers.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, setting, form, _ = (cell.strip() for cell in line.split("|"))
            rows.append((name, setting, re.findall(r"'[^']*'|\S+", form)))
    return rows


class Maker:
    """Makes values, each only once."""

    def __init__(self, random):
        self.random = random
        self.seen = set()
        self.issuers = issuers()

    def once(self, make):
        """Calls until the value is new."""
        while True:
            value = make()
            if value not in self.seen:
                self.seen.add(value)
                return value

    def some(self, alphabet, count):
        return "".join(self.random.choice(alphabet) for _ in range(count))

    def word(self, syllables=2):
        pick = self.random.choice
        return "".join(pick(ONSETS) + pick(VOWELS) for _ in range(syllables)) + pick(CODAS)

    def name(self):
        return self.once(lambda: self.word().capitalize() + self.random.choice(["", "ek", "ova", "sen"]))

    def token(self, prefixed=False):
        """Returns (setting, token) of some issuer; a prefixed one tells by its beginning what it is."""
        forms = [(setting, form) for _, setting, form in self.issuers if not prefixed or re.match(r"'.{3,}[-_.]'", form[0])]
        setting, form = self.random.choice(forms)
        return setting, self.once(lambda: self.form(form))

    def form(self, words):
        made, checked = "", ""
        for word in words:
            if word.startswith("'"):
                made += word.strip("'")
                continue
            letter, count = word[0], int(word[1:] or 0)
            if letter == "G":
                piece = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
            elif letter == "K":
                crc, piece = zlib.crc32(checked.encode()), ""
                for _ in range(count):
                    crc, rest = divmod(crc, 62)
                    piece = BASE62[rest] + piece
            else:
                piece = self.some(ALPHABETS[letter], count)
            made, checked = made + piece, checked + piece
        return made

    def password(self):
        make = self.random.choice([
            lambda: f"{self.word().capitalize()}-{self.word()}!{self.random.randint(1000, 9999)}",
            lambda: self.some(ALPHABETS["W"], 8) + self.some("!?#%", 1) + self.some(ALPHABETS["W"], 7),
            lambda: f"{self.word(3).capitalize()}{self.random.randint(10, 99)}${self.word()}",
        ])
        return self.once(make)

    def email(self, local=None):
        domain = self.random.choice(["example.com", "example.org", "example.net", f"{self.word()}.example"])
        return self.once(lambda: f"{local or self.word()}.{self.word()}@{domain}".lower())

    def phone(self):
        return self.once(lambda: self.random.choice([
            lambda: f"+44 7700 900{self.random.randint(100, 999)}",
            lambda: f"+1 {self.random.randint(201, 989)}-555-01{self.random.randint(10, 99)}",
            lambda: f"+1 ({self.random.randint(201, 989)}) 555-01{self.random.randint(10, 99)}",
        ])())

    def iban(self):
        body = self.some(string.digits, 18)
        check = 98 - int(body + "131400") % 97
        return self.once(lambda: f"DE{check:02d}{body}")

    def card(self):
        digits = [4, *[self.random.randint(0, 9) for _ in range(14)]]
        doubled = [sum(divmod(2 * d, 10)) if at % 2 == 0 else d for at, d in enumerate(digits)]
        return self.once(lambda: "".join(map(str, digits)) + str(-sum(doubled) % 10))

    def ip(self):
        number, some = self.random.randint, self.some
        return self.once(self.random.choice([
            lambda: f"{self.random.choice(['192.0.2', '198.51.100', '203.0.113'])}.{number(100, 250)}",
            lambda: f"10.{number(16, 250)}.{number(16, 250)}.{number(100, 250)}",
            lambda: f"2001:db8:{some(ALPHABETS['H'], 3)}f:1{some(ALPHABETS['H'], 3)}::1{some(ALPHABETS['H'], 2)}",
        ]))

    def host(self):
        return self.once(lambda: f"{self.word()}-{self.random.randint(1, 40):02d}.{self.word()}.corp.internal")

    def customer(self):
        """Returns a row of the customers' list."""
        given, family = self.name(), self.name()
        return {
            "customer_id": self.once(lambda: f"K-{self.random.randint(200000, 999999)}"),
            "given_name": given,
            "family_name": family,
            "email": self.email(given.lower()),
            "company": f"{self.name()} {self.random.choice(['Freight', 'Optics', 'Bakeries', 'Ceramics'])}",
        }

    def sentence(self):
        """Returns a harmless sentence that occurs once."""
        pick, number = self.random.choice, self.random.randint
        shapes = [
            lambda: f"The {pick(THINGS)} {pick(VERBS)} after {number(2, 98)} minutes and {number(2, 58)} seconds.",
            lambda: f"Version {number(0, 19)}.{number(0, 40)}.{number(0, 90)} of the {pick(THINGS)} is installed.",
            lambda: f"Table {number(1, 60)} compares {number(2, 90)} runs of the {pick(THINGS)} job.",
            lambda: f"The {pick(THINGS)} needs {number(101, 9999)} KiB, which is {number(1, 99)} % of the limit.",
            lambda: f"Step {number(1, 40)} of the {pick(THINGS)} check took {number(100, 990)} ms.",
            lambda: f"Request {uuid.UUID(int=self.random.getrandbits(128), version=4)} was answered.",
            lambda: f"No {pick(THINGS)} was {pick(['lost', 'found', 'needed'])} between line {number(10, 400)} and line {number(401, 990)}.",
        ]
        return self.once(pick(shapes))
