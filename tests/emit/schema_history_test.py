"""The schemas of records evolve by addition only: records of old stay valid, whatever is added.

usage: schema_history_test.py

old_records.jsonl holds records of every kind as version 1 of the schema had them when this test was made: the least that
a record can be, and all fields with every word of the closed lists. The file is never changed; records of later fields
may be added to it. That it would notice what must not happen is tried on every place of the schemas: a field taken away,
one made a duty, a type narrowed, a word taken out of a list. Exit code 77 and SKIPPED where jsonschema is missing.
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
KINDS = ["qa", "thread", "article", "review", "profile", "page", "custom"]
SCHEMAS = {kind: json.loads((ROOT / "schemas" / f"{kind}.json").read_text()) for kind in KINDS}
RECORDS = [json.loads(line) for line in (ROOT / "tests" / "emit" / "old_records.jsonl").open(encoding="utf-8")]
# How many of the harmful changes below the records noticed when they were frozen. It can only grow.
NOTICED = 1581


def nodes(schema):
    """Every object of a schema, as the path to it."""
    waiting = [((), schema)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, dict):
            yield path, node
            waiting += [(path + (key,), part) for key, part in node.items()]
        elif isinstance(node, list):
            waiting += [(path + (i,), part) for i, part in enumerate(node)]


def at(schema, path):
    for key in path:
        schema = schema[key]
    return schema


def harmful(schema):
    """Copies of the schema, each with one change that is no addition, and what was changed."""
    for path, node in nodes(schema):
        changes = [("properties", name) for name in node.get("properties", {})] if isinstance(node.get("properties"), dict) else []
        changes += [("enum", word) for word in node["enum"]] if isinstance(node.get("enum"), list) else []
        changes += [("type", sort) for sort in node["type"]] if isinstance(node.get("type"), list) else []
        changes += [("required", name) for name in node.get("properties", {}) if name not in node.get("required", [])] \
            if isinstance(node.get("properties"), dict) and "required" in node else []
        for what, name in changes:
            other = copy.deepcopy(schema)
            place = at(other, path)
            if what == "properties":
                del place["properties"][name]
            elif what == "required":
                place["required"].append(name)
            else:
                place[what].remove(name)
            yield f"{'/'.join(map(str, path))} {what} {name}", other


def main():
    faults = [f"{kind}: no record" for kind in KINDS if all(record["kind"] != kind for record in RECORDS)]
    for record in RECORDS:
        errors = Draft202012Validator(SCHEMAS[record["kind"]]).iter_errors(record)
        faults += [f"{record['kind']}{error.json_path[1:]}: {error.message[:200]}" for error in errors]
    noticed = tried = 0
    for kind in KINDS:
        records = [record for record in RECORDS if record["kind"] == kind]
        for what, other in harmful(SCHEMAS[kind]):
            tried += 1
            noticed += not all(map(Draft202012Validator(other).is_valid, records))
    if noticed < NOTICED:
        faults.append(f"only {noticed} of {tried} harmful changes are noticed, {NOTICED} were")
    print("\n".join(faults[:30]))
    print(f"{len(RECORDS)} old records, {noticed} of {tried} harmful changes noticed, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
