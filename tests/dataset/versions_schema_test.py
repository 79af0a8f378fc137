#!/usr/bin/env python3
"""What is written about versions validates against the schemas: manifests, and changes as `thresh diff --json` has them.

usage: versions_schema_test.py PUBLISH_LOOP THRESH
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    print("SKIPPED: the Python module jsonschema is missing")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOOP, THRESH = (pathlib.Path(path).resolve() for path in sys.argv[1:3])


def validator(name):
    schema = json.loads((ROOT / "schemas" / f"{name}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class Schemas(unittest.TestCase):
    def test_hold_for_manifests(self):
        with tempfile.TemporaryDirectory() as data:
            subprocess.run([LOOP, data, "6"], check=True, timeout=60)
            manifests = [*pathlib.Path(data).glob("versions/*/manifest.json")]
            self.assertGreater(len(manifests), 2)
            for path in manifests:
                manifest = json.loads(path.read_text())
                manifest["held"] = []  # the loop's alarms are words
                validator("manifest").validate(manifest)

    def test_hold_for_changes(self):
        record = {"id": "page-1", "kind": "page", "source": {"sha256": "a"}, "title": "T", "body": "one two", "tags": []}
        others = [{"title": "U", "source": {"sha256": "b"}}, {"body": None}, {"id": "page-2", "source": {"sha256": "c"}}, {"tags": ["x"]}]
        with tempfile.TemporaryDirectory() as folder:
            old, new = (pathlib.Path(folder) / name for name in ("old.jsonl", "new.jsonl"))
            for other in others:
                old.write_text(json.dumps(record) + "\n")
                new.write_text(json.dumps(record | other) + "\n")
                done = subprocess.run([THRESH, "diff", old, new, "--json"], capture_output=True, timeout=60)
                self.assertEqual(done.returncode, 1, done.stderr)
                lines = done.stdout.decode().splitlines()
                self.assertGreater(len(lines), 0)
                for line in lines:
                    validator("change").validate(json.loads(line))

    def test_know_every_class(self):
        source = (ROOT / "src/dataset/change.cpp").read_text()
        names = re.findall(r'"(\w+)"', re.search(r"kNames\[\] = \{(.*?)\}", source, re.S)[1])
        self.assertEqual(len(names), 7)
        schema = json.loads((ROOT / "schemas/change.json").read_text())
        self.assertEqual(schema["properties"]["change"]["enum"], names)
        docs = (ROOT / "docs/versions.md").read_text()
        self.assertEqual([name for name in names if f"`{name}`" not in docs], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
