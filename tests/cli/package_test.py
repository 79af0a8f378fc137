#!/usr/bin/env python3
"""What --package writes, taken by those it is for: frictionless (Data Package), mlcroissant (Croissant), jsonschema, and
Hugging Face's datasets.

usage: package_test.py PROGRAM

Each checker is a test of its own, skipped where it is missing (./dev test brings them); without any of the first two the
exit code is 77. Nothing is asked of the network.
"""

import hashlib
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")

try:
    import frictionless
except ImportError:
    frictionless = None
try:
    import mlcroissant
except ImportError:
    mlcroissant = None
try:
    import datasets
except ImportError:
    datasets = None
try:
    import jsonschema
except ImportError:
    jsonschema = None

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
RULES = """rules: shop/product@1
record: custom
match: {html: [p.price]}
html:
  title: h1
  price: {css: .price, type: number}
  sizes: {css: .size, many: true}
  offers:
    each: .offer
    seller: .seller
    stock: {css: .stock, type: count}
"""


class Packages(unittest.TestCase):
    """A folder with pages of several kinds, converted as each test wants it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        pages = self.root / "pages"
        pages.mkdir()
        for i in range(25):
            (pages / f"{i}.txt").write_text(f"Page number {i}\n\nSome words of it, and \"more\".\n")
        self.pages = [SEEDS, pages]

    def products(self):
        """Instead of the pages, some whose fields a selector file names."""
        folder = self.root / "products"
        folder.mkdir()
        (self.root / "rules.yaml").write_text(RULES)
        for i in range(12):
            sizes = "".join(f"<i class=size>{size}</i>" for size in ["S", "M"][:i % 3])
            offers = "".join(f"<div class=offer><b class=seller>Shop {k}</b><b class=stock>{k}</b></div>" for k in range(i % 4))
            (folder / f"{i}.html").write_text(f"<h1>Chair {i}</h1><p class=price>{i}.50</p>{sizes}{offers}")
        self.pages = [folder, "--rules", self.root / "rules.yaml"]

    def convert(self, name, *flags):
        out = self.root / pathlib.Path(name).stem
        out.mkdir()
        subprocess.run([PROGRAM, "convert", *self.pages, "-q", "--package", "-o", out / name, *flags], check=True, timeout=120)
        return out

    def records(self, out):
        files = json.loads((out / "datapackage.json").read_text())["resources"]
        return [json.loads(line) for file in files for line in (out / file["path"]).open(encoding="utf-8")]

    def sets(self):
        """Every form of a set, by name."""
        yield "lines", self.convert("lines.jsonl")
        yield "bare", self.convert("bare.jsonl", "--bare")
        yield "some fields", self.convert("some.jsonl", "--fields", "id,title,answers.author.name,source.name")
        yield "shards", self.convert("shards.jsonl", "--shards", "3")
        yield "sizes", self.convert("sizes.jsonl", "--shard-size", "20K")
        yield "flat", self.convert("flat.jsonl", "--to", "flat")
        yield "table", self.convert("table.csv")
        yield "tables", self.convert("tables.csv", "--shards", "3")
        yield "columns", self.convert("columns.csv", "--fields", "id,title,answers.author.name")
        for name in ("yaml", "json", "md", "jsonld", "sqlite", "txt"):
            yield name, self.convert(f"as_{name}.{name}")
        self.products()
        yield "products", self.convert("products_lines.jsonl", "--shards", "2")
        yield "table of products", self.convert("products_table.csv")


@unittest.skipIf(frictionless is None, "frictionless is missing")
class DataPackage(Packages):
    def test_is_valid_with_its_data(self):
        for name, out in self.sets():
            with self.subTest(name):
                report = frictionless.validate(str(out / "datapackage.json"))
                errors = [error.message for task in report.tasks for error in task.errors] + [e.message for e in report.errors]
                self.assertTrue(report.valid, errors[:5])

    def test_gives_the_records(self):
        out = self.convert("records.jsonl", "--shards", "3")
        rows = []
        for resource in frictionless.Package(str(out / "datapackage.json")).resources:
            rows += [row.to_dict() for row in resource.read_rows()]
        wanted = self.records(out)
        self.assertEqual(len(rows), len(wanted))
        for row, record in zip(rows, wanted):
            self.assertEqual({key: row[key] for key in record if isinstance(record[key], (str, list, dict))},
                             {key: value for key, value in record.items() if isinstance(value, (str, list, dict))})

    def test_notices_a_file_that_is_another(self):
        out = self.convert("records.jsonl")
        with (out / "records.jsonl").open("a") as file:
            file.write((out / "records.jsonl").read_text().splitlines()[0] + "\n")
        self.assertFalse(frictionless.validate(str(out / "datapackage.json")).valid)


@unittest.skipIf(mlcroissant is None, "mlcroissant is missing")
class Croissant(Packages):
    def setUp(self):
        super().setUp()
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)

    def dataset(self, out):
        dataset = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
        self.assertEqual(dataset.metadata.ctx.issues.errors, set())
        return dataset

    def test_is_valid(self):
        for name, out in self.sets():
            with self.subTest(name):
                self.dataset(out)

    def test_gives_the_records(self):
        for name, flags in [("one.jsonl", []), ("shards.jsonl", ["--shards", "3"]), ("flat.jsonl", ["--to", "flat"])]:
            with self.subTest(name):
                out = self.convert(name, *flags)
                found = list(self.dataset(out).records("records"))
                wanted = self.records(out)
                key = "id" if "id" in wanted[0] else "name"
                self.assertEqual(sorted(row[f"records/{key}"].decode() for row in found), sorted(record[key] for record in wanted))

    def test_gives_what_is_in_lists_and_objects(self):
        out = self.convert("one.jsonl")
        found = {row["records/id"].decode(): row for row in self.dataset(out).records("records")}
        seen = 0
        for record in self.records(out):
            row = found[record["id"]]
            self.assertEqual(row["records/source"]["records/source/name"].decode(), record["source"]["name"])
            for answer, cells in zip(record.get("answers", []), row.get("records/answers") or []):
                name = (answer["author"] or {}).get("name")
                cell = cells["records/answers/author.name"]
                self.assertEqual(cell.decode() if cell else None, name)
                seen += name is not None
        self.assertGreater(seen, 3)

    def test_gives_the_fields_of_custom_records(self):
        self.products()
        out = self.convert("lines.jsonl")
        found = {row["records/id"].decode(): row["records/fields"] for row in self.dataset(out).records("records")}
        for record in self.records(out):
            self.assertEqual(found[record["id"]]["records/fields/title"].decode(), record["fields"]["title"])
            self.assertEqual(found[record["id"]]["records/fields/price"], record["fields"]["price"])

    def test_tells_the_digests(self):
        out = self.convert("shards.jsonl", "--shards", "3")
        files = [node for node in json.loads((out / "croissant.json").read_text())["distribution"] if node["@type"] == "cr:FileObject"]
        self.assertEqual(len(files), 3)
        for file in files:
            self.assertEqual(file["sha256"], hashlib.sha256((out / file["contentUrl"]).read_bytes()).hexdigest())


@unittest.skipIf(datasets is None, "datasets is missing: what the Hub does with the card is not tried")
class HuggingFace(Packages):
    def load(self, out):
        return datasets.load_dataset(str(out), split="train", cache_dir=str(self.root / "cache"))

    def test_loads_the_folder(self):
        for name, flags in [("one.jsonl", []), ("shards.jsonl", ["--shards", "3"]), ("flat.jsonl", ["--to", "flat"])]:
            with self.subTest(name):
                out = self.convert(name, *flags)
                rows, wanted = self.load(out), self.records(out)
                self.assertEqual(len(rows), len(wanted))
                self.assertEqual(rows["title"], [record.get("title") for record in wanted])

    def test_loads_the_fields_of_custom_records(self):
        self.products()
        out = self.convert("lines.jsonl", "--shards", "2")
        self.assertEqual([row["fields"]["offers"] for row in self.load(out)], [record["fields"]["offers"] for record in self.records(out)])

    def test_gives_fields_their_types_where_they_are_nowhere_filled(self):
        self.pages = [SEEDS]
        out = self.convert("one.jsonl", "--where", "kind = qa")
        rows = self.load(out)
        answers = rows.features["answers"].feature
        self.assertTrue(all(answer["votes"] is None for row in rows for answer in row["answers"]))
        self.assertEqual(answers["votes"].dtype, "int64")
        self.assertEqual(answers["rating"]["value"].dtype, "float64")
        self.assertEqual(rows.features["question"]["author"]["credentials"].feature.dtype, "string")
        self.assertEqual([len(row["answers"]) for row in rows], [len(record["answers"]) for record in self.records(out)])

    def test_loads_a_table(self):
        out = self.convert("table.csv")
        self.assertGreater(len(self.load(out)), 25)


@unittest.skipIf(jsonschema is None, "jsonschema is missing")
class Schemas(Packages):
    def test_hold_for_the_records(self):
        out = self.convert("records.jsonl")
        records = self.records(out)
        kinds = {record["kind"] for record in records}
        self.assertEqual({path.name for path in out.glob("*.schema.json")}, {f"{kind}.schema.json" for kind in kinds})
        for record in records:
            jsonschema.validate(record, json.loads((out / f"{record['kind']}.schema.json").read_text()))


if __name__ == "__main__":
    if frictionless is None and mlcroissant is None:
        print("SKIPPED: frictionless and mlcroissant are missing (./dev test brings them)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
