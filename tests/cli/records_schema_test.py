#!/usr/bin/env python3
"""Everything that the program writes validates against the schema that it prints: seeds and fixtures, with and without
--bare, read by a validator that is not ours.

usage: records_schema_test.py PROGRAM
Exit code 77 and SKIPPED where jsonschema is missing.
"""

import json
import sys
import unittest

import program
from program import ROOT, records, run

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("SKIPPED: jsonschema is missing (./dev install brings it)")
    sys.exit(77)


def validators():
    """A validator for each kind, from `thresh schema KIND`."""
    kinds = run("schema").stdout.decode().split()
    return {kind: Draft202012Validator(json.loads(run("schema", kind).stdout)) for kind in kinds}


class EveryRecord(unittest.TestCase):
    def check(self, *arguments):
        by_kind = validators()
        written = records(ROOT / "seeds", ROOT / "fixtures", *arguments)
        self.assertGreaterEqual(len(written), 4)
        for record in written:
            with self.subTest(page=record["source"]["name"]):
                wrong = [f"{error.json_path}: {error.message}" for error in by_kind[record["kind"]].iter_errors(record)]
                self.assertEqual(wrong, [])

    def test_validates(self):
        self.check()

    def test_validates_without_its_bookkeeping(self):
        self.check("--bare")


if __name__ == "__main__":
    program.main()
