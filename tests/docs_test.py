#!/usr/bin/env python3
"""The docs keep up with the program: every word that it can print as a code, a kind, a format, a field, a command, a flag
or an exit code stands in them, and the links between them lead somewhere.

usage: docs_test.py PROGRAM
"""

import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), ROOT / "seeds" / "README.md"])


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, check=True, timeout=60).stdout.decode()


def quoted_names(path, function):
    """The names in a function of the source that maps an enumeration to names."""
    text = (ROOT / path).read_text()
    body = text[text.index(function):]
    return re.findall(r'return "(\w+)";', body[:body.index("\n}")])


def names_of_array(path, array):
    text = (ROOT / path).read_text()
    return re.findall(r'"(\w+)"', re.search(array + r"\[\] = \{(.*?)\}", text, re.S)[1])


def commands():
    """The commands by name, from the help."""
    listed = run("--help").split("Commands:\n")[1].split("\n\n")[0]
    return [re.match(r"  (\w+( \w+)?)  ", line)[1] for line in listed.splitlines()]


def fields(schema):
    """Every property name in a schema."""
    names, waiting = set(), [schema]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            names.update(at.get("properties", {}))
            waiting.extend(at.values())
        elif isinstance(at, list):
            waiting.extend(at)
    return names


class TheDocs(unittest.TestCase):
    def setUp(self):
        self.records = (ROOT / "docs" / "records.md").read_text()
        self.readme = (ROOT / "README.md").read_text()

    def check(self, names, text, form="`{}`"):
        self.assertGreater(len(names), 1)
        self.assertEqual([name for name in names if form.format(name) not in text], [])

    def test_name_every_warning(self):
        self.check([name for name in quoted_names("src/base/finding.cpp", "name(FindingCode") if name != "unknown"], self.records)

    def test_name_every_error(self):
        self.check(quoted_names("src/base/error.cpp", "name(ErrorCode"), self.records)

    def test_name_every_reason_of_absence_and_removal(self):
        self.check(names_of_array("src/record/reasons.cpp", "kAbsences"), self.records)
        self.check(names_of_array("src/record/reasons.cpp", "kRemovals"), self.records)

    def test_name_every_kind_and_format(self):
        version = json.loads(run("--version", "--json"))
        self.check(version["kinds"], self.records)
        self.check(version["formats"], self.records)

    def test_name_every_field_of_every_kind(self):
        for kind in run("schema").split():
            names = fields(json.loads(run("schema", kind)))
            missing = [name for name in names if not re.search(rf"`([a-z]+\.)?{name}`", self.records)]
            self.assertEqual(missing, [], kind)

    def test_name_every_exit_code(self):
        codes = re.findall(r"\bk\w+ = (\d+)", (ROOT / "src" / "cli" / "exit_code.h").read_text())
        self.check([code for code in codes if int(code) < 128], self.readme, "| {} |")
        self.assertIn("| 130 |", self.readme)

    def test_name_every_command_and_flag(self):
        self.check(commands(), self.readme, "`thresh {}")
        text = "\n".join(path.read_text() for path in DOCS)
        for command in commands():
            flags = re.findall(r"--[a-z-]+", run(*command.split(), "--help").split("Options:")[1])
            self.assertEqual([flag for flag in flags if flag not in text and flag != "--help"], [], command)

    def test_name_every_room(self):
        rooms = re.findall(r"^thresh_room\((\w+)", (ROOT / "CMakeLists.txt").read_text(), re.M)
        self.check(rooms, (ROOT / "docs" / "architecture.md").read_text(), "| `{}` |")

    def test_name_every_column_of_csv(self):
        empty = subprocess.run([PROGRAM, "convert", "-", "--to", "csv"], input=b"", capture_output=True, timeout=60)
        self.check(empty.stdout.decode().strip().split(","), self.records)

    def test_list_every_recipe(self):
        pages = [f"recipes/{path.name}" for path in (ROOT / "docs" / "recipes").glob("*.md")]
        self.check(pages, (ROOT / "docs" / "recipes.md").read_text(), "]({})")

    def test_link_to_what_is_there(self):
        for path in DOCS:
            for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text()):
                if "://" not in target:
                    self.assertTrue((path.parent / target).exists(), f"{path.name}: {target}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
