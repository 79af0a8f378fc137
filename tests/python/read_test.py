#!/usr/bin/env python3
"""Inputs of every sort, and Parquet both ways.

usage: read_test.py PROGRAM
"""

import json
import os
import pathlib
import sys
import tempfile
import unittest

from module import ROOT, need, program, thresh

pa = need("pyarrow")
pq = need("pyarrow.parquet")

sys.path.insert(0, str(ROOT / "tests" / "columns"))
from arrow_values import rows, without_nulls  # noqa: E402

PAGES = [f"<title>Page {n}</title><h1>Page {n}</h1><p>Words number {n} of this page, and {n * n} more." for n in range(300)]


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def jsonl(self, *arguments):
        return [json.loads(line) for line in program("convert", *arguments, "--to", "jsonl").decode().split("\n") if line]


class Read(Case):
    def test_gives_what_the_program_gives(self):
        self.assertEqual(list(thresh.read(ROOT / "seeds")), self.jsonl(ROOT / "seeds"))
        names = [ROOT / "seeds", ROOT / "fixtures" / "shop"]
        self.assertEqual(list(thresh.read(names, threads=3)), self.jsonl(*names))
        self.assertEqual(list(thresh.read(names, where="kind = qa", bare=True)),
                         self.jsonl(*names, "--where", "kind = qa", "--bare"))

    def test_reads_archives(self):
        shared = os.environ.get("THRESH_SHARED", "")
        archive = pathlib.Path(shared, "corpus", "pages.warc.gz")
        if not shared or not archive.exists():
            self.skipTest("THRESH_SHARED names no corpus")
        want = self.jsonl(archive, "--limit", "200")
        reader = iter(thresh.read(archive))
        self.assertEqual([next(reader) for _ in range(200)], want)

    def test_goes_on_behind_a_row_that_is_damaged(self):
        dump = self.folder / "dump.jsonl"
        lines = [json.dumps({"html": PAGES[0]}), "{", json.dumps({"html": PAGES[1]})]
        dump.write_text("\n".join(lines) + "\n")
        reader = thresh.read(dump)
        self.assertEqual([record["title"] for record in reader], ["Page 0", "Page 1"])
        self.assertEqual([error.code for _, _, error in reader.errors], ["bad_row"])

    def test_takes_a_fragment_for_html_where_its_key_says_so(self):
        dump = self.folder / "dump.jsonl"
        dump.write_text(json.dumps({"html": "Words &amp; words, without a tag."}) + "\n")
        self.assertEqual(list(thresh.read(dump)), self.jsonl(dump))

    def test_keeps_what_fails(self):
        (self.folder / "a.html").write_text(PAGES[0])
        (self.folder / "b.html").write_text("")
        (self.folder / "c.html").write_text(PAGES[1])
        reader = thresh.read(self.folder)
        self.assertEqual([record["title"] for record in reader], ["Page 0", "Page 1"])
        self.assertEqual([(number, pathlib.Path(name).name, error.code) for number, name, error in reader.errors],
                         [(1, "b.html", "empty_page")])
        with self.assertRaises(thresh.Error):
            list(thresh.read(self.folder, on_error="raise"))
        with self.assertRaises(thresh.Error) as caught:
            thresh.read(self.folder / "none")
        self.assertEqual(caught.exception.code, "not_found")

    def test_reads_parquet(self):
        path = self.folder / "pages.parquet"
        pq.write_table(pa.table({"url": [f"https://example.org/{n}" for n in range(300)], "html": PAGES,
                                 "other": [1] * 300}), path, row_group_size=100)
        records = list(thresh.read(path))
        self.assertEqual([record["title"] for record in records], [f"Page {n}" for n in range(300)])
        self.assertEqual(records[7]["source"]["url"], "https://example.org/7")
        self.assertEqual(records[7]["source"]["name"], f"{path}#7")
        self.assertEqual(list(thresh.read(self.folder / "*.parquet")), records)
        with self.assertRaises(thresh.Error) as caught:
            thresh.read(self.folder / "no*.parquet")
        self.assertEqual(caught.exception.code, "not_found")

    def test_reads_columns_of_any_name_and_type(self):
        path = self.folder / "pages.parquet"
        pq.write_table(pa.table({"doc": [PAGES[0].encode(), None, PAGES[1].encode()]}), path)
        with self.assertRaisesRegex(thresh.Error, "no column holds pages; there are doc"):
            list(thresh.read(path))
        reader = thresh.read(path, columns={"page": "doc"})
        self.assertEqual([record["title"] for record in reader], ["Page 0", "Page 1"])
        self.assertEqual([error.code for _, _, error in reader.errors], ["empty_page"])
        with self.assertRaisesRegex(thresh.Error, "there is no column `x`"):
            list(thresh.read(path, columns={"page": "x"}))

    def test_names_a_file_that_is_no_parquet(self):
        path = self.folder / "pages.parquet"
        path.write_text("PAR0")
        with self.assertRaises(thresh.Error) as caught:
            list(thresh.read(path))
        self.assertEqual((caught.exception.code, caught.exception.file), ("unreadable", str(path)))


class ToParquet(Case):
    def read_back(self, path):
        return list(rows(pq.read_table(path)))

    def test_writes_a_file_that_reads_back(self):
        batch = thresh.convert_many(PAGES)
        path = self.folder / "out.parquet"
        self.assertEqual(thresh.to_parquet(batch, path, row_group_size=100), {"page": str(path)})
        self.assertEqual(self.read_back(path), [without_nulls(record) for record in batch])
        file = pq.ParquetFile(path)
        self.assertEqual(file.metadata.num_row_groups, 3)
        self.assertEqual(file.metadata.row_group(0).column(0).compression, "ZSTD")
        self.assertEqual(file.schema_arrow.metadata[b"thresh.kind"], b"page")

    def test_takes_paths_readers_and_dicts(self):
        (self.folder / "pages").mkdir()
        for number, page in enumerate(PAGES[:20]):
            (self.folder / "pages" / f"{number:03}.html").write_text(page)
        want = [without_nulls(record) for record in thresh.read(self.folder / "pages")]
        pages, path = self.folder / "pages", self.folder / "out.parquet"
        for records in (pages, [pages], thresh.read(pages), list(thresh.read(pages))):
            thresh.to_parquet(records, path)
            self.assertEqual(self.read_back(path), want)
        thresh.to_parquet(pages, path, where='title = "Page 3"')
        self.assertEqual([row["title"] for row in self.read_back(path)], ["Page 3"])
        with self.assertRaisesRegex(thresh.Error, "where: these go with paths"):
            thresh.to_parquet(thresh.convert_many(PAGES), path, where="kind = qa")

    def test_writes_a_file_a_kind(self):
        names = [ROOT / "seeds", ROOT / "fixtures" / "forum"]
        records = list(thresh.read(names))
        kinds = {record["kind"] for record in records}
        self.assertGreater(len(kinds), 1)
        for file in (f"{self.folder}/a/", str(self.folder / "b" / "x-{kind}.parquet")):
            written = thresh.to_parquet(names, file)
            self.assertEqual(set(written), kinds)
            for kind, path in written.items():
                self.assertEqual(self.read_back(path), [without_nulls(r) for r in records if r["kind"] == kind])
        with self.assertRaisesRegex(thresh.Error, "one kind"):
            thresh.to_parquet(names, self.folder / "one.parquet")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a", "b"])

    def test_types_the_fields_of_rules(self):
        folder = ROOT / "fixtures" / "shop" / "product"
        path = self.folder / "shop.parquet"
        thresh.to_parquet(folder / "page.html", path, rules=folder / "rules.yaml")
        fields = pq.read_schema(path).field("fields").type
        self.assertEqual(fields.field("price").type, pa.float64())
        self.assertEqual(fields.field("in_stock").type, pa.bool_())
        want = [without_nulls(record) for record in thresh.read(folder / "page.html", rules=folder / "rules.yaml")]
        self.assertEqual(self.read_back(path), want)

    def test_leaves_an_old_file_where_something_fails(self):
        path = self.folder / "out.parquet"
        path.write_text("old")

        def pages():
            yield from PAGES
            raise ZeroDivisionError

        with self.assertRaises(ZeroDivisionError):
            thresh.to_parquet(thresh.convert_stream(pages()), path)
        self.assertEqual([p.name for p in self.folder.iterdir()], ["out.parquet"])
        self.assertEqual(path.read_text(), "old")

    def test_writes_a_table_where_there_are_no_records(self):
        path = self.folder / "out.parquet"
        thresh.to_parquet(thresh.convert_many([]), path)
        self.assertEqual(pq.read_table(path).num_rows, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
