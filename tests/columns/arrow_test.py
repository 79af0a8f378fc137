#!/usr/bin/env python3
"""Arrow streams say what the JSON lines of the same records say, value by value; pyarrow reads them.

usage: arrow_test.py COLUMNS_CORPUS PROGRAM
"""

import io
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import pyarrow as pa
    import pyarrow.ipc
except ImportError:
    print("SKIPPED: pyarrow is missing (./dev test brings it)")
    sys.exit(77)

from arrow_values import kind_of, rows, without_nulls

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS, PROGRAM = (pathlib.Path(path).resolve() for path in sys.argv[1:3])


def table_of(data):
    with pa.ipc.open_stream(io.BytesIO(data)) as reader:
        table = reader.read_all()
    table.validate(full=True)
    return table


def run(*arguments, cwd=ROOT):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, cwd=cwd, timeout=120)


class Case(unittest.TestCase):
    def assert_same(self, lines, table):
        records = [without_nulls(json.loads(line)) for line in lines.decode().split("\n") if line]
        self.assertEqual(len(records), table.num_rows)
        for record, row in zip(records, rows(table)):
            self.assertEqual(record, row)


class HostileRecords(Case):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([CORPUS, cls.folder.name], check=True, timeout=300)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_are_the_same_in_both_forms(self):
        names = sorted(path.stem for path in pathlib.Path(self.folder.name).glob("*.arrows"))
        self.assertEqual(len(names), 10)
        for name in names:
            with self.subTest(name):
                path = pathlib.Path(self.folder.name, name)
                table = table_of(path.with_suffix(".arrows").read_bytes())
                self.assertGreater(table.num_rows, 100)
                self.assert_same(path.with_suffix(".jsonl").read_bytes(), table)

    def test_have_typed_columns(self):
        table = table_of(pathlib.Path(self.folder.name, "open.arrows").read_bytes())
        fields = table.schema.field("fields").type
        self.assertEqual(fields.field("a").type, pa.utf8())
        self.assertEqual(fields.field("b.c").type, pa.float64())
        self.assertTrue(pa.types.is_struct(fields.field("d/e").type))
        self.assertEqual(kind_of(fields.field("f")), "json")
        self.assertEqual(table.schema.metadata, {b"thresh.kind": b"custom", b"thresh.schema": b"1"})

    def test_fill_several_batches(self):
        data = pathlib.Path(self.folder.name, "qa.arrows").read_bytes()
        with pa.ipc.open_stream(io.BytesIO(data)) as reader:
            self.assertGreater(sum(1 for _ in reader), 1)


class TheProgram(Case):
    def both(self, *arguments):
        runs = [run("convert", *arguments, "--to", to) for to in ("jsonl", "arrow")]
        for done in runs:
            self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        return runs[0].stdout, table_of(runs[1].stdout)

    def test_writes_the_seeds(self):
        lines, table = self.both("seeds", "--where", "kind = qa")
        self.assert_same(lines, table)
        self.assertEqual(table.schema.field("answers").type.value_type.field("votes").type, pa.int64())

    def test_types_the_fields_of_a_selector_file(self):
        folder = "fixtures/shop/product"
        lines, table = self.both(f"{folder}/page.html", "--rules", f"{folder}/rules.yaml")
        self.assert_same(lines, table)
        fields = table.schema.field("fields").type
        types = {name: str(fields.field(name).type) for name in ("price", "in_stock", "reviews", "released", "colors")}
        self.assertEqual(types, {"price": "double", "in_stock": "bool", "reviews": "int64", "released": "string",
                                 "colors": "list<item: string>"})
        self.assertTrue(pa.types.is_struct(fields.field("rating").type))

    def test_writes_what_each_fixture_gives(self):
        cases = sorted((ROOT / "fixtures").glob("*/*/page.*"))
        self.assertGreater(len(cases), 30)
        for page in cases:
            rules = page.parent / "rules.yaml"
            arguments = [page, "--provenance"] + (["--rules", rules] if rules.exists() else [])
            lines = run("convert", *arguments, "--to", "jsonl").stdout
            if lines:
                with self.subTest(page.parent.name):
                    self.assert_same(lines, table_of(run("convert", *arguments, "--to", "arrow").stdout))

    def test_chooses_fields(self):
        lines, table = self.both("seeds", "--where", "kind = qa", "--fields", "title,answers.author.name,answers.votes")
        self.assert_same(lines, table)
        self.assertEqual(table.column_names, ["title", "answers"])

    def test_leaves_the_bookkeeping_out(self):
        lines, table = self.both("seeds", "--where", "kind = qa", "--bare")
        self.assert_same(lines, table)
        self.assertEqual(table.column_names[-1], "answers")

    def test_writes_one_kind(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "page.txt")
            path.write_text("A page\n\nof no site.\n")
            seeds = sorted((ROOT / "seeds").glob("*.txt"))[0]
            done = run("convert", seeds, path, "--to", "arrow", "-o", f"{folder}/out.arrows")
            self.assertEqual(done.returncode, 2)
            self.assertIn("the first is a qa, this one a page", done.stderr.decode())
            self.assertIn("--where 'kind = qa'", done.stderr.decode())
            self.assertEqual([p.name for p in pathlib.Path(folder).iterdir()], ["page.txt"])

    def test_writes_a_file_a_kind(self):
        names = ["seeds", "fixtures/forum"]
        records = [json.loads(line) for line in run("convert", *names, "--to", "jsonl").stdout.decode().splitlines()]
        kinds = {record["kind"] for record in records}
        self.assertGreater(len(kinds), 1)
        with tempfile.TemporaryDirectory() as folder:
            for arguments, pattern in ((["--to", "arrow", "-o", f"{folder}/a/"], "a/{}.arrows"),
                                       (["-o", f"{folder}/b/x-{{kind}}.arrows"], "b/x-{}.arrows")):
                done = run("convert", *names, *arguments)
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                for kind in kinds:
                    lines = "\n".join(json.dumps(record) for record in records if record["kind"] == kind)
                    self.assert_same(lines.encode(), table_of(pathlib.Path(folder, pattern.format(kind)).read_bytes()))
            files = sorted(path.name for path in pathlib.Path(folder).rglob("*.arrows"))
            self.assertEqual(files, sorted([f"{kind}.arrows" for kind in kinds] + [f"x-{kind}.arrows" for kind in kinds]))
            done = run("convert", *names, "--to", "jsonl", "-o", f"{folder}/a")
            self.assertEqual(done.returncode, 4)  # lines hold all kinds, and a folder is no file

    def test_writes_a_stream_without_columns_where_there_are_no_records(self):
        table = table_of(run("convert", "seeds", "--where", "title = nothing", "--to", "arrow").stdout)
        self.assertEqual((table.num_rows, table.num_columns), (0, 0))

    def test_names_a_field_that_there_is_not(self):
        done = run("convert", "seeds", "--where", "kind = qa", "--to", "arrow", "--fields", "title,verdict")
        self.assertEqual(done.returncode, 2)
        self.assertIn("records of the kind qa have no field `verdict`", done.stderr.decode())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
