"""The folder that is made, and the list of what was planted where: the ground truth."""

import json
import random
from pathlib import Path

from .values import Maker

KINDS = ["token", "password", "email", "phone", "iban", "customer", "company", "ip", "host", "known"]
CLASSES = {
    "token": "credential",
    "password": "credential",
    "known": "credential",
    "email": "personal-data",
    "phone": "personal-data",
    "iban": "personal-data",
    "card": "personal-data",
    "customer": "customer-identifier",
    "company": "customer-identifier",
    "ip": "network-identifier",
    "host": "network-identifier",
}


class Folder:
    """Writes files and remembers what stands in them."""

    def __init__(self, root, seed):
        self.root = Path(root)
        self.random = random.Random(seed)
        self.make = Maker(self.random)
        self.seed = seed
        self.planted = []
        self.harmless = []
        self.withheld = {}
        self.customers = []
        self.known = []
        self.turn = self.random.randrange(len(KINDS))

    def write(self, path, data):
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(data if isinstance(data, bytes) else data.encode())

    def withhold(self, path, why):
        """Says that a file is expected to be withheld."""
        self.withheld[path] = why

    def value(self, file, layer, kind):
        """Plants a bare value of a kind."""
        setting = None
        if kind in ("token", "prefixed"):
            setting, value = self.make.token(kind == "prefixed")
            kind = "token"
        elif kind == "customer":
            row = self.customer()
            value = f"{row['given_name']} {row['family_name']}"
        elif kind == "company":
            value = self.customer()["company"]
        elif kind == "known":
            # Betrayed by one file of settings; anywhere else it stands without a label.
            value = self.make.password()
            self.known.append(value)
        else:
            value = getattr(self.make, kind)()
        self.planted.append({
            "value": value,
            "class": CLASSES[kind],
            "kind": kind,
            "file": file,
            "layer": layer,
            "needs_list": kind in ("customer", "company"),
        })
        return (setting, value) if kind == "token" else value

    def customer(self):
        self.customers.append(self.make.customer())
        return self.customers[-1]

    def phrase(self, file, layer, kind=None):
        """Plants a value of some kind and returns it with the words that betray it."""
        if kind is None:
            self.turn += 1
            kind = KINDS[self.turn % len(KINDS)]
        value = self.value(file, layer, kind)
        pick = self.random.choice
        if kind == "token":
            return f"{value[0]}={value[1]}"
        return {
            "password": pick(["Password: {}", "The password is {}", "password={}"]),
            "email": pick(["Please write to {} first", "E-mail: {}", "Sent by {} today"]),
            "phone": pick(["Phone: {}", "Call {} after noon"]),
            "iban": pick(["IBAN: {}", "Paid to {} yesterday"]),
            "card": "Card number: {}",
            "customer": pick(["{} asked for the report", "The ticket of {} is open", "Customer: {}"]),
            "company": pick(["The contract with {} ended", "Customer: {}"]),
            "ip": pick(["Connected from {} again", "IP address: {}", "The server {} answered"]),
            "host": pick(["Host: {}", "ssh to {} failed", "The server {} was restarted"]),
            "known": pick(["It was {} all along", "They typed {} twice"]),
        }[kind].format(value)

    def safe(self, file, layer, dropped=False):
        """Returns a harmless sentence. `dropped` says that copies leave this layer out by design."""
        text = self.make.sentence()
        self.harmless.append({"text": text, "file": file, "layer": layer, "dropped": dropped})
        return text

    def lines(self, file, layer, count=2, dropped=False):
        """Returns harmless sentences with planted values between them."""
        made = [self.safe(file, layer, dropped)]
        for _ in range(count):
            made += [self.phrase(file, layer), self.safe(file, layer, dropped)]
        return made

    def line(self, file, layer, dropped=False):
        """Returns one line with a planted value and a harmless sentence."""
        return f"{self.phrase(file, layer)}. {self.safe(file, layer, dropped)}"

    def finish(self, truth):
        """Writes the list of customers beside the folder, the file that betrays bare values, and the truth."""
        for row in (self.customer() for _ in range(5)):
            self.make.seen.add(row["company"])
        settings = [f"SERVICE_{n:03d}_PASSWORD={value}" for n, value in enumerate(self.known)]
        self.write("config/services.env", "\n".join(settings) + "\n")
        columns = list(self.customers[0])
        table = [",".join(columns), *(",".join(row[c] for c in columns) for row in self.customers)]
        Path(truth).with_name("customers.csv").write_text("\n".join(table) + "\n")
        Path(truth).write_text(json.dumps({
            "seed": self.seed,
            "planted": self.planted,
            "harmless": self.harmless,
            "withheld": self.withheld,
        }, indent=1))
