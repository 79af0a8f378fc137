#!/usr/bin/env python3
"""Parquet by the program: pyarrow and DuckDB read what the JSON lines of the same records say, and thresh.to_parquet of
the Python module writes the same tables.

usage: parquet_test.py COLUMNS_CORPUS PROGRAM [PROGRAM_WITH_PARQUET]

Where there is no program that is built with Arrow, or no pyarrow, only what a program without it says is tested; then
SKIPPED and exit code 77. DuckDB, the Python module and Hugging Face's datasets are used where they are there.
"""

import hashlib
import json
import os
import pathlib
import pty
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    pa = None
try:
    import duckdb
except ImportError:
    duckdb = None
try:
    import thresh
except ImportError:
    thresh = None
try:
    import datasets
except ImportError:
    datasets = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS, PLAIN, PROGRAM = (pathlib.Path(path).resolve() for path in (*sys.argv[1:4], sys.argv[2])[:3])
MISSING = (None if len(sys.argv) > 3 and pa else "pyarrow, which has Arrow C++, is missing (./dev test brings it)")

if pa:
    sys.path.insert(0, str(ROOT / "tests" / "columns"))
    from arrow_values import as_json, rows, without_nulls

PAGES = ["seeds", "fixtures/forum", "fixtures/page"]
SHOP = ["fixtures/shop/product/page.html", "--rules", "fixtures/shop/product/rules.yaml"]


def run(*arguments, program=PROGRAM, **options):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, cwd=ROOT, timeout=300, **options)


def lines_of(data):
    return [without_nulls(json.loads(line)) for line in data.decode().split("\n") if line]


def rows_of_duckdb(path):
    """The rows as DuckDB reads them; what its columns mean is told by the schema."""
    schema = pq.read_schema(path)
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description]
        for values in found.fetchall():
            row = {name: as_json(value, schema.field(name)) for name, value in zip(names, values)}
            yield {name: value for name, value in row.items() if value is not None}


@unittest.skipIf(PLAIN == PROGRAM and not MISSING, "every program of this build has Arrow")
class WithoutArrow(unittest.TestCase):
    def test_is_not_offered_and_says_where_it_comes_from(self):
        self.assertNotIn("parquet;", run("convert", "--help", program=PLAIN).stdout.decode())
        self.assertNotIn("parquet", json.loads(run("--version", "--json", program=PLAIN).stdout)["formats"])
        with tempfile.TemporaryDirectory() as folder:
            for arguments in (["--to", "parquet"], ["-o", f"{folder}/out.parquet"]):
                done = run("convert", "seeds", *arguments, program=PLAIN)
                self.assertEqual(done.returncode, 2)
                self.assertIn("this program does not write parquet", done.stderr.decode())
                self.assertIn("build it with Arrow C++ (docs/outputs.md#parquet)", done.stderr.decode())
                self.assertIn("thresh.to_parquet", done.stderr.decode())
            self.assertEqual(os.listdir(folder), [])


@unittest.skipIf(MISSING, MISSING)
class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def convert(self, *arguments):
        done = run("convert", *arguments)
        self.assertIn(done.returncode, (0, 3), done.stderr.decode())  # 3: a fixture that is a wall
        return done

    def records(self, *arguments):
        return lines_of(self.convert(*arguments, "--to", "jsonl").stdout)

    def assert_same(self, records, path):
        table = pq.read_table(path)
        table.validate(full=True)
        self.assertEqual(list(rows(table)), records)
        if duckdb is not None:
            self.assertEqual(list(rows_of_duckdb(path)), records)

    def names(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


class Records(Case):
    def assert_kinds_same(self, folder, records):
        kinds = {record["kind"] for record in records}
        self.assertGreater(len(kinds), 2)
        self.assertEqual({path.stem for path in folder.iterdir()}, kinds)
        for kind in kinds:
            self.assert_same([record for record in records if record["kind"] == kind], folder / f"{kind}.parquet")

    def test_have_a_file_a_kind(self):
        out = self.folder / "new" / "out"
        self.convert(*PAGES, "--to", "parquet", "-o", f"{out}/")
        self.assert_kinds_same(out, self.records(*PAGES))

    def test_have_provenance_as_json(self):
        self.convert(*PAGES, "--provenance", "-o", self.folder / "{kind}.parquet")
        self.assert_kinds_same(self.folder, self.records(*PAGES, "--provenance"))

    def test_of_every_fixture_are_the_same(self):
        self.convert("fixtures", "--to", "parquet", "-o", self.folder)
        self.assert_kinds_same(self.folder, self.records("fixtures"))

    def test_that_are_hostile_are_the_same(self):
        subprocess.run([CORPUS, self.folder], check=True, timeout=300, capture_output=True)
        files = sorted(self.folder.glob("*.parquet"))
        self.assertEqual(len(files), 10)
        for path in files:
            with self.subTest(path.stem):
                records = lines_of(path.with_suffix(".jsonl").read_bytes())
                self.assertGreater(len(records), 100)
                self.assertEqual(list(rows(pq.read_table(path))), records)

    def test_of_custom_fields_have_typed_columns(self):
        path = self.folder / "shop.parquet"
        self.convert(*SHOP, "-o", path)
        self.assert_same(self.records(*SHOP), path)
        schema = pq.read_schema(path)
        fields = schema.field("fields").type
        types = {name: str(fields.field(name).type) for name in ("price", "in_stock", "reviews", "released")}
        self.assertEqual(types, {"price": "double", "in_stock": "bool", "reviews": "int64", "released": "string"})
        self.assertEqual(schema.metadata[b"thresh.kind"], b"custom")

    def test_have_the_columns_that_are_chosen(self):
        arguments = [*PAGES, "--where", "kind = qa", "--fields", "title,answers.author.name,answers.votes", "--bare"]
        path = self.folder / "qa.parquet"
        self.convert(*arguments, "-o", path)
        self.assertEqual(pq.read_schema(path).names, ["title", "answers"])
        self.assert_same(self.records(*arguments), path)

    def test_are_compressed_by_zstd(self):
        path = self.folder / "qa.parquet"
        self.convert("seeds", "--where", "kind = qa", "-o", path)
        group = pq.ParquetFile(path).metadata.row_group(0)
        self.assertEqual({group.column(i).compression for i in range(group.num_columns)}, {"ZSTD"})

    def test_are_the_same_bytes_for_any_number_of_threads_and_in_a_pipe(self):
        arguments = [*PAGES, "--where", "kind = qa", "--to", "parquet"]
        one = self.convert(*arguments, "-j", "1").stdout
        self.convert(*arguments, "-j", "3", "-o", self.folder / "qa.parquet")
        self.assertEqual((self.folder / "qa.parquet").read_bytes(), one)
        self.assertEqual(one[:4] + one[-4:], b"PAR1PAR1")

    def test_that_are_none_are_a_table_without_rows(self):
        path = self.folder / "none.parquet"
        self.convert("seeds", "--where", "title = nothing", "-o", path)
        self.assert_same([], path)
        self.assertIn("title", pq.read_schema(path).names)
        self.convert("seeds", "--where", "title = nothing", "-o", self.folder / "{kind}.parquet")
        self.assertEqual(self.names(), ["none.parquet"])

    @unittest.skipIf(thresh is None, "the Python module is missing (./dev test brings it)")
    def test_are_the_tables_that_the_python_module_writes(self):
        ours, theirs = self.folder / "ours", self.folder / "theirs"
        self.convert(*(ROOT / page for page in PAGES), "--to", "parquet", "-o", f"{ours}/")
        written = thresh.to_parquet([ROOT / page for page in PAGES], f"{theirs}/")
        shop, rules = ROOT / SHOP[0], ROOT / SHOP[2]
        self.convert(shop, "--rules", rules, "-o", ours / "shop.parquet")
        written["shop"] = thresh.to_parquet(shop, theirs / "shop.parquet", rules=rules)["custom"]
        self.assertEqual({path.stem for path in ours.iterdir()}, set(written))
        for name, path in written.items():
            table, other = pq.read_table(ours / f"{name}.parquet"), pq.read_table(path)
            self.assertTrue(table.schema.equals(other.schema, check_metadata=True), name)
            self.assertTrue(table.equals(other, check_metadata=True), name)


class Files(Case):
    def pages(self, count):
        folder = self.folder / "pages"
        folder.mkdir()
        for n in range(count):
            text = " ".join(hashlib.sha256(f"{n} {k}".encode()).hexdigest() for k in range(40))
            (folder / f"{n:03}.html").write_text(f"<title>Page {n}</title><h1>Page {n}</h1><p>Words {n}. {text}.</p>")
        return folder

    def test_are_shards_by_number(self):
        pages = self.pages(30)
        self.convert(pages, "seeds", "--to", "parquet", "--shards", "3", "-o", f"{self.folder}/out/")
        names = sorted(path.name for path in (self.folder / "out").iterdir())
        self.assertEqual(names, [f"{kind}-{n:05}-of-00003.parquet" for kind in ("article", "qa") for n in range(3)])
        back = [row for name in names for row in rows(pq.read_table(self.folder / "out" / name))]
        want = self.records(pages, "seeds")
        self.assertEqual(sorted(row["id"] for row in back), sorted(record["id"] for record in want))

    def test_are_shards_by_size(self):
        pages = self.pages(120)
        self.convert(pages, "--shard-size", "40K", "-o", self.folder / "p.parquet")
        files = sorted(self.folder.glob("p-*.parquet"))
        self.assertGreater(len(files), 3)
        for path in files[:-1]:
            self.assertGreaterEqual(path.stat().st_size, 40_000)
            self.assertLess(path.stat().st_size, 120_000)
        back = [row for path in files for row in rows(pq.read_table(path))]
        self.assertEqual(back, self.records(pages))

    def test_are_at_most_a_hundred_shards_of_each_kind(self):
        done = run("convert", "seeds", "--to", "parquet", "--shards", "101", "-o", f"{self.folder}/out/")
        self.assertEqual(done.returncode, 2)
        self.assertIn("at most 100", done.stderr.decode())

    def test_hold_records_of_one_kind(self):
        done = run("convert", *PAGES, "-o", self.folder / "all.parquet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("a Parquet file holds records of one kind", done.stderr.decode())
        self.assertIn("--output 'NAME-{kind}.parquet'", done.stderr.decode())
        self.assertEqual(self.names(), [])

    def test_of_other_runs_are_named(self):
        for name in ("review.parquet", "qa-00003.parquet", "notes.parquet"):
            (self.folder / name).write_text("old")
        done = self.convert("seeds", "--to", "parquet", "-o", self.folder)
        self.assertIn("2 files of another run stand beside these", done.stderr.decode())
        self.assertEqual(self.names(), ["notes.parquet", "qa-00003.parquet", "qa.parquet", "review.parquet"])

    def test_are_not_written_over_inputs_rules_and_ledgers(self):
        rules = self.folder / "custom.parquet"
        rules.write_text((ROOT / SHOP[2]).read_text())
        done = run("convert", ROOT / SHOP[0], "--rules", rules, "--to", "parquet", "-o", self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("is one of the selector files", done.stderr.decode())
        page = self.folder / "page.parquet"
        page.write_text("<h1>A page</h1>")
        done = run("convert", page, "--to", "parquet", "-o", self.folder)
        self.assertIn("is one of the inputs", done.stderr.decode())
        done = run("convert", "seeds", "--to", "parquet", "-o", f"{self.folder}/", "--ledger", self.folder / "qa.parquet")
        self.assertIn("need a file each", done.stderr.decode())
        self.assertEqual(self.names(), ["custom.parquet", "page.parquet"])

    def test_stay_where_there_is_no_room(self):
        old = self.folder / "article.parquet"
        old.write_text("old")
        pages = self.pages(40)

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

        for output in (old, self.folder):
            done = run("convert", pages, "--to", "parquet", "-o", output, preexec_fn=small_files)
            self.assertEqual(done.returncode, 4, done.stderr.decode())
            self.assertIn("file too large", done.stderr.decode().lower())
            self.assertEqual(old.read_text(), "old")
            self.assertEqual([p.name for p in self.folder.iterdir() if p.name != "pages"], ["article.parquet"])
        done = run("convert", pages, "--to", "parquet", "-o", "/dev/full")
        self.assertEqual(done.returncode, 4)
        self.assertIn("no space left on device", done.stderr.decode())

    def test_stay_where_the_run_is_killed(self):
        old = self.folder / "article.parquet"
        old.write_text("old")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen([PROGRAM, "convert", self.pages(5), pipe, "-o", old], stderr=subprocess.DEVNULL) as running:
            with open(pipe, "wb"):  # opened when the program has come so far
                running.kill()
                running.wait(60)
        self.assertEqual(old.read_text(), "old")

    def test_do_not_go_to_a_terminal(self):
        ours, theirs = pty.openpty()
        done = subprocess.run([PROGRAM, "convert", "seeds", "--to", "parquet"], stdout=theirs, stderr=subprocess.PIPE,
                              cwd=ROOT, timeout=60)
        os.close(ours), os.close(theirs)
        self.assertEqual(done.returncode, 2)
        self.assertIn("parquet is nothing for a terminal", done.stderr.decode())

    def test_are_not_gone_on_with(self):
        done = run("convert", "seeds", "-o", self.folder / "a.parquet", "--resume")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--resume does not go with parquet", done.stderr.decode())


class Described(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "Answers 1"
        self.convert(*PAGES, "--to", "parquet", "--package", "-o", f"{self.out}/")

    def test_by_a_data_package(self):
        package = json.loads((self.out / "datapackage.json").read_text())
        self.assertEqual(package["name"], "answers-1")
        self.assertEqual({file["path"] for file in package["resources"]}, {p.name for p in self.out.glob("*.parquet")})
        for file in package["resources"]:
            data = (self.out / file["path"]).read_bytes()
            self.assertEqual(file["hash"], "sha256:" + hashlib.sha256(data).hexdigest())
            self.assertEqual((file["bytes"], file["mediatype"]), (len(data), "application/vnd.apache.parquet"))
            self.assertNotIn("encoding", file)
        for kind in self.out.glob("*.parquet"):
            self.assertTrue((self.out / f"{kind.stem}.schema.json").exists())

    @unittest.skipIf(datasets is None, "datasets is missing (./dev test brings it)")
    def test_by_a_card_that_names_a_table_a_kind(self):
        for path in self.out.glob("*.parquet"):
            loaded = datasets.load_dataset(str(self.out), path.stem, split="train", cache_dir=str(self.folder / "cache"))
            self.assertEqual(loaded["title"], pq.read_table(path)["title"].to_pylist())


class Help(Case):
    def test_offers_what_the_program_writes(self):
        self.assertIn("arrow or parquet;", run("convert", "--help").stdout.decode())
        self.assertIn("parquet", json.loads(run("--version", "--json").stdout)["formats"])


if __name__ == "__main__":
    good = unittest.main(argv=sys.argv[:1], exit=False).result.wasSuccessful()
    if good and MISSING:
        print(f"SKIPPED: {MISSING}")
    sys.exit(1 if not good else 77 if MISSING else 0)
