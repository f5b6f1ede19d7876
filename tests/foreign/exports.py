"""Reads the exports of a package with programs of others: OSCAL by the model of compliance-trestle, OSCAL, SARIF
and our own JSON by the validator `jsonschema` against the schemas in this repository, the register by Python's own
`csv`.

Usage: exports.py PACKAGE. Says what it skips; fails with what another reader does not take.
"""

import csv
import importlib.util
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "crates" / "evidact-report" / "tests" / "schemas"


def has(module):
    """Says whether a module is there, and says so loudly if it is not."""
    if importlib.util.find_spec(module):
        return True
    print(f"exports: SKIPPED: no python module {module}; what it would read was not read", file=sys.stderr)
    return False


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def oscal(files):
    """Takes each file apart by the whole model of OSCAL, and checks that it is of the version that it names."""
    if not has("trestle"):
        return
    from trestle.oscal import OSCAL_VERSION
    from trestle.oscal.assessment_results import Model

    for file in files:
        document = read(file)
        Model.model_validate(document)
        version = document["assessment-results"]["metadata"]["oscal-version"]
        assert version == OSCAL_VERSION, f"{file.name}: OSCAL {version}, the model is {OSCAL_VERSION}"


def valid(files, schema, draft):
    if not has("jsonschema"):
        return
    import jsonschema

    # Python's patterns have no classes of Unicode; these two say the same.
    text = schema.read_text(encoding="utf-8").replace(r"\\p{L}", r"[^\\W\\d_]").replace(r"\\p{N}", r"\\d")
    validator = getattr(jsonschema, draft)(json.loads(text))
    for file in files:
        for error in validator.iter_errors(read(file)):
            sys.exit(f"{file.name}: {error.json_path}: {error.validator}")


def registers(files):
    for file in files:
        with open(file, encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened, strict=True))
        observations = read(file.with_suffix(".json"))
        report = observations.get("report")
        reports = [report] if report else observations["reports"]
        told = [o["id"] for r in reports for o in r["review"]["observations"]]
        assert [row["id"].lstrip("'") for row in rows] == told, f"{file.name}: not the observations of the report"


def main():
    folder = pathlib.Path(sys.argv[1]) / "reports"
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    of = lambda end: [path for path in every if path.name.endswith(end)]
    assert of(".oscal.json") and of(".sarif") and of(".csv"), "there are no exports"
    oscal(of(".oscal.json"))
    valid(of(".oscal.json"), SCHEMAS / "oscal-assessment-results-1.2.1.json", "Draft7Validator")
    valid(of(".sarif"), SCHEMAS / "sarif-2.1.0.json", "Draft7Validator")
    own = [path for path in of(".json") if not path.name.endswith(".oscal.json")]
    valid(own, ROOT / "docs" / "schemas" / "report-1.json", "Draft202012Validator")
    registers(of(".csv"))
    print(f"    exports: {len(every)} files read by programs of others")


main()
