#!/usr/bin/env python3
"""The examples of the docstrings and of docs/python.md run; the stubs name what the compiled part has; everything public
is documented and typed.

usage: docs_test.py
"""

import ast
import doctest
import inspect
import os
import pathlib
import sys
import tempfile
import typing
import unittest

from module import ROOT, need, thresh

need("pyarrow"), need("polars"), need("duckdb"), need("pandas")
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def modules():
    return [sys.modules[name] for name in sorted(sys.modules) if name == "thresh" or name.startswith("thresh._")]


class TheDocs(unittest.TestCase):
    def test_have_examples_that_run(self):
        tried = 0
        for module in modules():
            result = doctest.testmod(module, optionflags=FLAGS)
            self.assertEqual(result.failed, 0, module)
            tried += result.attempted
        self.assertGreater(tried, 30)

    def test_have_a_page_whose_examples_run(self):
        before = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "seeds").symlink_to(ROOT / "seeds")
            os.chdir(folder)
            try:
                result = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=FLAGS)
            finally:
                os.chdir(before)
        self.assertEqual(result.failed, 0)
        self.assertGreater(result.attempted, 20)

    def test_say_what_everything_is(self):
        page = (ROOT / "docs" / "python.md").read_text()
        for name in thresh.__all__:
            public = getattr(thresh, name)
            if callable(public):
                self.assertTrue(public.__doc__, name)
                self.assertIn(f"`{name}", page.replace("thresh.", ""), name)
            if inspect.isfunction(public):
                hints = typing.get_type_hints(public)
                self.assertEqual(set(inspect.signature(public).parameters) | {"return"}, set(hints), name)


class TheStubs(unittest.TestCase):
    def test_name_what_there_is(self):
        core = sys.modules["thresh._core"]
        tree = ast.parse((ROOT / "python" / "thresh" / "_core.pyi").read_text())
        stubbed = {node.name: node for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
        there = {name for name in dir(core) if not name.startswith("_")} - {"version", "kinds"}
        self.assertEqual(set(stubbed), there)
        for name, node in stubbed.items():
            if isinstance(node, ast.ClassDef):
                members = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
                real = {one for one in vars(getattr(core, name)) if not one.startswith("_") or one.startswith("__arrow")}
                self.assertEqual({m for m in members if not m.startswith("__") or m.startswith("__arrow")}, real, name)

    def test_are_announced(self):
        self.assertTrue((pathlib.Path(thresh.__file__).parent / "py.typed").exists())
        self.assertTrue((pathlib.Path(thresh.__file__).parent / "_core.pyi").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
