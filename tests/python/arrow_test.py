#!/usr/bin/env python3
"""Batches as tables: pyarrow, polars, DuckDB and pandas read them, and see the values of the records.

usage: arrow_test.py PROGRAM
"""

import sys
import unittest

from module import ROOT, fixtures, need, thresh

pa, pl, duckdb, pd = need("pyarrow"), need("polars"), need("duckdb"), need("pandas")

sys.path.insert(0, str(ROOT / "tests" / "columns"))
from arrow_values import rows, without_nulls  # noqa: E402

SEEDS = list(thresh.read(ROOT / "seeds"))


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.batch = thresh.Batch.from_records([record for record in SEEDS if record["kind"] == "qa"])
        cls.records = cls.batch.records()

    def test_are_read_by_pyarrow(self):
        table = pa.table(self.batch)
        table.validate(full=True)
        self.assertGreater(table.num_rows, 1)
        self.assertEqual(list(rows(table)), [without_nulls(record) for record in self.records])
        self.assertEqual(pa.schema(self.batch.to_arrow()), table.schema)

    def test_are_read_by_polars(self):
        frame = pl.DataFrame(self.batch.to_arrow())
        self.assertEqual(frame["title"].to_list(), [record["title"] for record in self.records])
        names = frame.explode("answers").select(pl.col("answers").struct.field("author").struct.field("name"))
        self.assertEqual(names["name"].to_list(), [answer["author"] and answer["author"]["name"]
                                                   for record in self.records for answer in record["answers"]])

    def test_are_read_by_duckdb(self):
        stream = self.batch.to_arrow()  # found by its name
        self.assertIsNotNone(stream)
        found = duckdb.sql("select id, len(answers), answers[1].body from stream order by id").fetchall()
        self.assertEqual(found, sorted((record["id"], len(record["answers"]), record["answers"][0]["body"])
                                       for record in self.records))

    def test_are_read_by_pandas(self):
        frame = pd.DataFrame.from_arrow(self.batch) if hasattr(pd.DataFrame, "from_arrow") else pa.table(self.batch).to_pandas()
        self.assertEqual(list(frame["title"]), [record["title"] for record in self.records])
        self.assertEqual(list(frame["source"].map(lambda source: source["sha256"])),
                         [record["source"]["sha256"] for record in self.records])

    def test_are_not_copied(self):
        stream = self.batch.to_arrow()
        first, second = pa.table(stream), pa.table(stream)
        addresses = [[buffer.address for chunk in table["title"].chunks for buffer in chunk.buffers() if buffer]
                     for table in (first, second)]
        self.assertGreater(len(addresses[0]), 1)
        self.assertEqual(*addresses)
        del stream, second
        self.assertEqual(first["title"].to_pylist(), [record["title"] for record in self.records])

    def test_hold_one_kind(self):
        mixed = thresh.Batch.from_records(SEEDS + [thresh.convert("<h1>A page</h1>")])
        with self.assertRaisesRegex(thresh.Error, "of several: qa, page"):
            mixed.to_arrow()
        self.assertEqual(len(mixed.to_arrow("page")), 1)
        self.assertEqual(pa.table(mixed.to_arrow(kind="qa")).num_rows, len(self.records))
        with self.assertRaisesRegex(thresh.Error, "no kind of record `post`"):
            mixed.to_arrow("post")
        self.assertEqual(len(thresh.convert_many([]).to_arrow()), 0)

    def test_hold_what_each_fixture_gives(self):
        compared = 0
        for page, rules in fixtures():
            for provenance in (False, True):
                batch = thresh.convert_many([page.read_bytes()], rules=rules, provenance=provenance)
                if len(batch):
                    self.assertEqual(list(rows(pa.table(batch))), [without_nulls(r) for r in batch], page)
                    again = thresh.Batch.from_records(batch)
                    self.assertEqual(list(rows(pa.table(again))), [without_nulls(r) for r in batch], page)
                    compared += 1
        self.assertGreater(compared, 40)

    def test_are_the_same_for_any_number_of_threads(self):
        pages = [f"<h1>Page {n}</h1><p>{'words ' * (n % 50)}" for n in range(5000)]
        one, four = (thresh.convert_many(pages, threads=threads) for threads in (1, 4))
        chunks = 0
        for kind in sorted({record["kind"] for record in one}):
            tables = [pa.table(batch.to_arrow(kind=kind)) for batch in (one, four)]
            self.assertEqual(*tables)
            chunks = max(chunks, tables[0]["title"].num_chunks)
        self.assertGreater(chunks, 1)

    def test_refuse_what_does_not_fit(self):
        record = thresh.convert("<h1>One</h1>")
        for wrong in ({**record, "title": 5}, {**record, "extra": 1}, {**record, "tags": "a"}):
            with self.assertRaises(thresh.Error):
                thresh.Batch.from_records([wrong]).to_arrow()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
