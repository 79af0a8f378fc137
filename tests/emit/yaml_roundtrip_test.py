"""Hostile records, written by the C++ program emit_corpus, read back by PyYAML, Python's json and csv: all agree.

usage: yaml_roundtrip_test.py EMIT_CORPUS [RECORDS]

JSON, which leaves a reader no choice, is the measure. PyYAML reads twice, by its own parser and by libyaml where it
has that: the two are strict about different things. Exit code 77 and SKIPPED where PyYAML is missing.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("SKIPPED: PyYAML is missing (./dev install brings it)")
    sys.exit(77)


def same(left, right):
    """Equal, and of the same type: 1 is not True, and the string "1" is not 1."""
    if isinstance(left, dict):
        return isinstance(right, dict) and list(left) == list(right) and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list):
        return isinstance(right, list) and len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right


def main():
    emit_corpus, *count = sys.argv[1:]
    csv.field_size_limit(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([emit_corpus, folder, *count], check=True)
        text = {name: open(os.path.join(folder, name), encoding="utf-8", newline="").read()
                for name in os.listdir(folder) if not name.endswith(".sqlite")}

    wanted = [json.loads(line) for line in text["corpus.jsonl"].split("\n")[:-1]]
    failures = 0 if same(json.loads(text["corpus.json"]), wanted) else 1
    rows = list(csv.reader(io.StringIO(text["corpus.csv"], newline=""), strict=True))
    failures += len(rows) != len(wanted) + 1 or any(len(row) != len(rows[0]) for row in rows)
    failures += len(text["corpus.flat"].split("\n")[:-1]) != len(wanted)

    documents = text["corpus.yaml"]
    for loader in [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else []):
        read = list(yaml.load_all(documents, Loader=loader))
        if len(read) != len(wanted):
            print(f"{loader.__name__}: {len(read)} documents for {len(wanted)} records")
            failures += 1
        for got, want in zip(read, wanted):
            if not same(got, want):
                failures += 1
                print(f"{loader.__name__} reads {str(got)[:200]!r}\ninstead of {str(want)[:200]!r}")
    print(f"{len(wanted)} records, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
