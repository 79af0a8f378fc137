#!/usr/bin/env python3
"""The wheel that ./dev test builds, alone in a clean environment: it needs nothing from PyPI, and brings its selector files
and vocabularies.

usage: wheel_test.py PROGRAM
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

from module import ROOT, program

WHEELS = sorted((ROOT / "build" / "wheel-dist").glob("thresh-*.whl"))
if not WHEELS:
    print("SKIPPED: there is no wheel in build/wheel-dist (./dev test makes one)")
    sys.exit(77)
SCRIPT = """
import json, sys, thresh
records = [thresh.convert(open(path, "rb").read(), name=path) for path in sys.argv[1:]]
try:
    thresh.to_parquet(records, "x.parquet")
except thresh.Error as error:
    assert error.hint == "pip install pyarrow", error
else:
    raise AssertionError("this environment is not clean")
thresh.convert_many(["<h1>One</h1>"]).to_arrow()
print(json.dumps(records))
"""


class TheWheel(unittest.TestCase):
    def test_works_alone(self):
        seeds = sorted(str(path) for path in (ROOT / "seeds").glob("*.*") if path.suffix in (".txt", ".html"))
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", f"{folder}/venv"], check=True, timeout=300)
            python = f"{folder}/venv/bin/python3"
            site = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"],
                                  capture_output=True, check=True, timeout=60).stdout.decode().strip()
            with zipfile.ZipFile(WHEELS[-1]) as wheel:  # what an installer does with a wheel without scripts
                wheel.extractall(site)
            environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
            done = subprocess.run([python, "-I", "-c", SCRIPT, *seeds], capture_output=True, cwd=folder, env=environment,
                                  timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        lines = program("convert", *seeds, "--to", "jsonl", "--duplicates", "keep").decode().splitlines()
        self.assertEqual(json.loads(done.stdout), [json.loads(line) for line in lines])

    def test_holds_the_module_and_its_types(self):
        names = zipfile.ZipFile(WHEELS[-1]).namelist()
        for name in ("thresh/__init__.py", "thresh/_core.pyi", "thresh/py.typed"):
            self.assertIn(name, names)
        self.assertEqual([name for name in names if not name.startswith("thresh")], [])
        self.assertEqual(len([name for name in names if name.endswith(".so")]), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
