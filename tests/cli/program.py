"""Running the real program from a Python test: what records it makes of pages.

Used by the *_test.py files beside it; each takes the program's path as its argument.
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("THRESH_SHARED", ROOT.parent / "shared"))
PROGRAM = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None


def run(*arguments, stdin=b""):
    """The finished process of `thresh ARGUMENTS`, outputs as bytes."""
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=300)


def records(*arguments):
    """The records that `thresh convert ARGUMENTS` writes."""
    done = run("convert", *arguments, "--to", "jsonl")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    """Runs the tests of the script; exit code 77 where every one of them was skipped."""
    if PROGRAM is None:
        sys.exit("usage: " + sys.argv[0] + " PROGRAM")
    result = unittest.main(module="__main__", argv=sys.argv[:1], exit=False, verbosity=1).result
    for test, reason in result.skipped:
        print(f"SKIPPED: {reason} ({test})")
    if not result.wasSuccessful() or result.testsRun == 0:
        sys.exit(1)
    sys.exit(77 if len(result.skipped) == result.testsRun else 0)
