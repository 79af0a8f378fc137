"""The committed JSON Schemas are valid 2020-12, and take the records that they should and no others.

usage: schema_test.py

A real validator (jsonschema) checks them. Exit code 77 and SKIPPED where it is missing.
"""
import copy
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("SKIPPED: jsonschema is missing (./dev install brings it)")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = {path.stem: json.loads(path.read_text()) for path in sorted((ROOT / "schemas").glob("*.json"))
           if path.stem not in ("change", "dataset", "manifest", "selectors")}


def least(schema, shape):
    """The record (or object) in which every required field is null or, where it may not be null, as small as it can be."""
    value = {}
    for name in shape["required"]:
        field = shape["properties"][name]
        if "const" in field:
            value[name] = field["const"]
        elif "$ref" in field:
            value[name] = least(schema, schema["$defs"][field["$ref"].rsplit("/", 1)[1]])
        elif name == "id":
            value[name] = f"{schema['properties']['kind']['const']}-0123456789abc"
        else:
            value[name] = [] if field.get("type") == "array" else {} if field.get("type") == "object" else None
    return value


def shape(kind, name):
    return least(SCHEMAS[kind], SCHEMAS[kind]["$defs"][name])


def changed(record, path, value):
    """A copy of the record with another value at the path; `...` takes the field away."""
    record = copy.deepcopy(record)
    *parents, last = path
    place = record
    for key in parents:
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return record


def full_question():
    """A question page with a value in every field that the readers of qa records look at."""
    rating = dict(shape("qa", "rating"), value=4.9, best=5, count=103, as_written="4.9 out of 5 stars 103 reviews")
    place = dict(shape("qa", "place"), name="Springfield", country="US",
                 candidates=[{"name": "Springfield", "region": "IL", "country": "US"}])
    specialty = dict(shape("qa", "specialty"), name="Dermatology", nucc="207N00000X", match="exact")
    author = dict(shape("qa", "author"), name="Ada Example", credentials=["MD"], specialty=specialty, location=place,
                  rating=rating)
    answer = dict(shape("qa", "post"), position=1, body="Yes.", author=author, date="2020-03-12T03:11", votes=12,
                  date_as_written="March 12, 2020, 3:11am", votes_approximate=True, accepted=False)
    record = least(SCHEMAS["qa"], SCHEMAS["qa"])
    record.update(title="Does it fade?", question=shape("qa", "post"), answers=[answer], schema=1,
                  completeness={"answers": {"stated": 14, "found": 1}},
                  absent=[{"path": "/answers/0/url", "reason": "not_on_page"}],
                  warnings=[{"code": "incomplete", "path": "/answers", "message": "the page states 14 and holds 1"}],
                  removed=[{"reason": "template_artifact", "count": 1, "example": "{{ a }}"}], conflicts=[], duplicate_of="page-0123456789abc")
    return record


GOOD = {f"the least {kind}": (kind, least(schema, schema)) for kind, schema in SCHEMAS.items()}
GOOD["a full question page"] = ("qa", full_question())
GOOD["a year as a date"] = ("qa", changed(full_question(), ["answers", 0, "date"], "2020"))
GOOD["a date with an offset"] = ("qa", changed(full_question(), ["answers", 0, "date"], "2020-03-12T03:11:00.5+02:00"))
GOOD["custom fields of any sort"] = ("custom", changed(GOOD["the least custom"][1], ["fields"], {"a": [1, {"b": None}]}))

FULL = full_question()
BAD = {
    "another kind": ("qa", changed(FULL, ["kind"], "page")),
    "an id of another kind": ("qa", changed(FULL, ["id"], "page-0123456789abc")),
    "an id with a letter that is not in the alphabet": ("qa", changed(FULL, ["id"], "qa-0123456789abl")),
    "a field too many": ("qa", changed(FULL, ["extra"], 1)),
    "a field too few": ("qa", changed(FULL, ["title"], ...)),
    "a post's field too few": ("qa", changed(FULL, ["answers", 0, "votes"], ...)),
    "answers that are null": ("qa", changed(FULL, ["answers"], None)),
    "votes as a text": ("qa", changed(FULL, ["answers", 0, "votes"], "12")),
    "a position of 0": ("qa", changed(FULL, ["answers", 0, "position"], 0)),
    "a date in words": ("qa", changed(FULL, ["answers", 0, "date"], "March 12")),
    "an unknown match": ("qa", changed(FULL, ["answers", 0, "author", "specialty", "match"], "about")),
    "credentials in one text": ("qa", changed(FULL, ["answers", 0, "author", "credentials"], "MD, FACS")),
    "an original that is no id": ("qa", changed(FULL, ["duplicate_of"], "page 3")),
    "an unknown reason of absence": ("qa", changed(FULL, ["absent", 0, "reason"], "missing")),
    "an unknown warning": ("qa", changed(FULL, ["warnings", 0, "code"], "odd")),
    "an unknown removal": ("qa", changed(FULL, ["removed", 0, "reason"], "chaff")),
    "a path that is no JSON pointer": ("qa", changed(FULL, ["absent", 0, "path"], "answers/0")),
    "another version of the schema": ("qa", changed(FULL, ["schema"], 2)),
}


def main():
    failures = []
    for kind, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema)
    for name, (kind, record) in GOOD.items():
        failures += [f"{name}: {e.json_path}: {e.message}" for e in Draft202012Validator(SCHEMAS[kind]).iter_errors(record)]
    for name, (kind, record) in BAD.items():
        if Draft202012Validator(SCHEMAS[kind]).is_valid(record):
            failures.append(f"{name}: is taken")
    print("\n".join(failures) or f"{len(SCHEMAS)} schemas, {len(GOOD)} good records, {len(BAD)} bad ones")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
