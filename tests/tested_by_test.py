#!/usr/bin/env python3
"""What the files of src/ say they are tested by exists: every path behind "Tested by", a folder or a pattern allowed.
And every Python test is run: tests/CMakeLists.txt names it.

A path without a folder ("and date.tsv") stands beside the one before it. What is written tests/FOLDER/ has to hold a
file.
"""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATH = re.compile(r"[\w*./-]*\w\.(?:cpp|h|py|test|tsv|yaml)\b|tests/[\w/]+/(?=[\s.,)]|$)|[\w/]+/\*\.\w+")


def claims():
    """Each file of src/ with the sentence that starts with "Tested by" in the comment at its top."""
    found = {}
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        comment = re.match(r"(?://.*\n)+", path.read_text())
        text = re.sub(r"\n// ?", " ", comment[0]) if comment else ""
        if "Tested by" in text:
            found[path.relative_to(ROOT)] = re.match(r".*?(?=\.\s|\.?$)", text.split("Tested by", 1)[1], re.S)[0]
    return found


def paths(claim):
    """The paths that a claim names, from the root."""
    folder = ""
    for path in PATH.findall(claim + " "):
        if "/" in path:
            folder = path.rsplit("/", 1)[0] + "/"
        yield path if "/" in path else folder + path


def registered(cmake):
    """The scripts that a CMakeLists.txt hands to python_test, the turns of its loops written out."""
    loop = re.compile(r"foreach\((\w+) ([^)]*)\)(.*?)endforeach\(\)", re.S)
    turns = lambda m: "".join(m[3].replace("${" + m[1] + "}", word) for word in m[2].split())
    return set(re.findall(r"python_test\([\w${}]+ ([\w/]+\.py)", loop.sub(turns, cmake)))


class WhatFilesAreTestedBy(unittest.TestCase):
    def test_exists(self):
        found = claims()
        self.assertGreater(len(found), 80, "this test looks in the wrong place")
        missing = []
        for file, claim in found.items():
            named = list(paths(claim))
            if not named:
                missing.append(f"{file}: names no path:{claim}")
            for path in named:
                # `glob` finds nothing for a folder's name with a slash at its end, hence the `*`.
                if not any(ROOT.glob(path + "*" if path.endswith("/") else path)):
                    missing.append(f"{file}: {path} does not exist")
        self.assertEqual(missing, [])

    def test_is_found_in_all_the_ways_that_files_say_it(self):
        self.assertEqual(list(paths(" tests/a/b_test.cpp and c.py")), ["tests/a/b_test.cpp", "tests/a/c.py"])
        self.assertEqual(list(paths(" tests/a/, whose tables (*.tsv) anyone")), ["tests/a/"])
        self.assertEqual(list(paths(" tests/a/x_test.cpp with tests/b/*.yaml")), ["tests/a/x_test.cpp", "tests/b/*.yaml"])
        self.assertEqual(list(paths(" tests/cli/")), ["tests/cli/"])


class PythonTests(unittest.TestCase):
    def test_are_all_run(self):
        tests = ROOT / "tests"
        scripts = {str(path.relative_to(tests)) for path in tests.rglob("*_test.py")}
        self.assertGreater(len(scripts), 5, "this test looks in the wrong place")
        self.assertEqual(scripts - registered((tests / "CMakeLists.txt").read_text()), set())

    def test_are_found_in_loops_too(self):
        cmake = "python_test(a a/b_test.py x)\nforeach(n c d)\n  python_test(cli_${n} cli/${n}_test.py)\nendforeach()\n"
        self.assertEqual(registered(cmake), {"a/b_test.py", "cli/c_test.py", "cli/d_test.py"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
