#!/usr/bin/env python3
"""Records made on a real cluster of two executors, each a process of its own: the same as one machine makes.

usage: spark_test.py

SKIPPED where pyspark or Java is missing; `./dev test --all` brings both.
"""

import contextlib
import doctest
import gzip
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import threading
import time
import unittest
import unittest.mock

from module import ROOT, need, thresh
from near_pages import pages

sys.path.insert(0, str(ROOT / "tests" / "site"))
from site_process import SiteProcess, impoliteness  # noqa: E402

need("pyspark")
pa = need("pyarrow")
if shutil.which("java") is None:
    print("SKIPPED: Java is missing (./dev test --all brings it)")
    sys.exit(77)

import pyspark.sql.types as types  # noqa: E402
import thresh.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

RULES = """
rules: test/any@1
record: custom
html:
  title: {css: title}
  words: {css: p}
  price: {css: .price, type: number}
"""


def session(**config):
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("thresh")
    for key, value in {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.log.level": "ERROR",
                       **config}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def json_lines(batch):
    return batch._core.json()


def warc(made, packed=True):
    """An archive of these pages, each record a gzip member."""
    out = []
    for html, url in made:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
        record = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
                  f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n").encode()
        record += block + b"\r\n\r\n"
        out.append(gzip.compress(record, 6, mtime=0) if packed else record)
    return b"".join(out)


def executors():
    """The processes of the executors of this program's cluster."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            command = (entry / "cmdline").read_bytes()
            if b"CoarseGrainedExecutorBackend" in command and APP.encode() in command:
                found.append(int(entry.name))
    return found


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = pages(900)
        cls.one = thresh.convert_many(cls.made)
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)

    def table(self, made=None, parts=6):
        rows = [(number, html, url) for number, (html, url) in enumerate(made or self.made)]
        return SPARK.createDataFrame(rows, "number long, html string, url string").repartitionByRange(parts, "number")


class Tables(Case):
    def test_records_and_errors_are_those_of_one_machine(self):
        errors = [error.code for _, _, error in self.one.errors]
        rows = thresh.spark.convert(self.table(), order="number", keep=["number"])
        collected = rows.orderBy("page").collect()
        self.assertEqual([row.record for row in collected if row.record], json_lines(self.one))
        self.assertEqual([row.error.code for row in collected if not row.record], errors)
        self.assertGreater(len(errors), 10)
        self.assertEqual([row.number for row in collected], list(range(900)))
        for row in collected:
            if row.record:
                record = json.loads(row.record)
                self.assertEqual((row.kind, row.id, row.url), (record["kind"], record["id"], record["source"]["url"]))

    def test_duplicates_are_found_across_the_set(self):
        marked = sum(record["duplicate_of"] is not None for record in self.one)
        self.assertGreater(marked, 150)
        self.assertEqual(thresh.spark.convert(self.table(parts=3), order="number").where(
            """record not like '%"duplicate_of":null}'""").count(), marked)
        rows = thresh.spark.convert(self.table(), order="number", duplicates="drop").where("record is not null")
        dropped = thresh.convert_many(self.made, duplicates="drop")
        self.assertEqual(rows.count(), len(dropped))
        ids = [row.id for row in rows.orderBy("page").collect()]
        self.assertEqual(ids, [record["id"] for record in dropped])
        kept = thresh.spark.convert(self.table(), order="number", duplicates="keep").where("record is not null")
        self.assertEqual([row.record for row in kept.orderBy("page").collect()],
                         json_lines(thresh.convert_many(self.made, duplicates="keep")))

    def test_duplicates_can_be_marked_when_the_rows_are_stored(self):
        path = str(self.folder / "rows")
        thresh.spark.convert(self.table(), order="number", duplicates="defer").write.parquet(path)
        stored = SPARK.read.parquet(path)
        self.assertIn("fingerprint", stored.columns)
        rows = thresh.spark.mark_duplicates(stored).where("record is not null").orderBy("page").collect()
        self.assertEqual([row.record for row in rows], json_lines(self.one))
        self.assertEqual(thresh.spark.mark_duplicates(stored, drop=True).where("record is not null").count(),
                         len(thresh.convert_many(self.made, duplicates="drop")))

    def test_the_order_is_that_of_the_table(self):
        rows = thresh.spark.convert(self.table(parts=4)).where("record is not null").orderBy("page").collect()
        self.assertEqual([row.record for row in rows], json_lines(self.one))

    def test_options_are_those_of_one_machine(self):
        rules = thresh.Rules.from_text(RULES)
        expected = thresh.convert_many(self.made, rules=rules, where="title ~ ban", bare=True, provenance=True)
        self.assertGreater(len(expected), 20)
        rows = thresh.spark.convert(self.table(), order="number", rules=rules, where="title ~ ban", bare=True, provenance=True)
        rows = rows.where("record is not null").orderBy("page").collect()
        self.assertEqual([row.record for row in rows], json_lines(expected))

    def test_binary_pages_names_and_days(self):
        pages_ = [("<p>caf\u00e9 3 days ago".encode("cp1252"), "a", "2026-03-04"), (b"<p>two words", None, None)]
        df = SPARK.createDataFrame(pages_, "raw binary, called string, day string")
        rows = thresh.spark.convert(df, html="raw", url=None, name="called", captured="day").orderBy("page").collect()
        expected = thresh.convert_many([thresh.Page(page, None, name, day) for page, name, day in pages_])
        self.assertEqual([row.record for row in rows], json_lines(expected))
        self.assertEqual([row.name for row in rows], ["a", "-"])

    def test_a_page_that_is_null_is_empty(self):
        df = SPARK.createDataFrame([(None, "https://a.example/")], "html string, url string")
        self.assertEqual([row.error.code for row in thresh.spark.convert(df).collect()], ["empty_page"])

    def test_columns_of_a_kind(self):
        rows = thresh.spark.convert(self.table(), order="number")
        found = thresh.spark.table(rows, "page").toArrow().sort_by("id").to_pylist()
        expected = pa.table(self.one.to_arrow("page")).sort_by("id").to_pylist()
        by_all = lambda record: json.dumps(record, sort_keys=True)  # noqa: E731
        self.assertEqual(sorted(found, key=by_all), sorted(expected, key=by_all))
        self.assertEqual(thresh.spark.table(rows, "qa").count(), 0)
        rules = thresh.Rules.from_text(RULES)
        custom = thresh.spark.table(thresh.spark.convert(self.table(), rules=rules, duplicates="keep"), "custom", rules=rules)
        self.assertEqual(custom.schema["fields"].dataType["price"].dataType, types.DoubleType())
        self.assertEqual(custom.count(), len(self.one))

    def test_wrong_use_is_told_at_once(self):
        df = self.table([("<p>a", "u")])
        for call, part in [(lambda: thresh.spark.convert(df, html="page"), "no column `page`; there are number, html, url"),
                           (lambda: thresh.spark.convert(df, duplicates="merge"), "duplicates is"),
                           (lambda: thresh.spark.convert(df, where="title ="), ""),
                           (lambda: thresh.spark.mark_duplicates(df), "no fingerprints"),
                           (lambda: thresh.spark.table(df, "page"), "no column `record`"),
                           (lambda: thresh.spark.convert(df, rules="/no/such/rules.yaml"), "no such file"),
                           (lambda: thresh.spark.convert_archives(SPARK, "/no/such/file.warc"), "no such file"),
                           (lambda: thresh.spark.convert_archives(SPARK, __file__, part_size=0), "part_size")]:
            with self.assertRaises(thresh.Error) as raised:
                call()
            self.assertIn(part, str(raised.exception))


class Archives(Case):
    def archive(self, name, packed=True):
        path = self.folder / name
        if not path.exists():
            path.write_bytes(warc(self.made, packed))
        return path

    def test_one_file_feeds_many_tasks(self):
        for name, packed in (("a.warc.gz", True), ("a.warc", False)):
            path = self.archive(name, packed)
            rows = thresh.spark.convert_archives(SPARK, path, part_size=path.stat().st_size // 7, duplicates="keep")
            self.assertGreaterEqual(rows.rdd.getNumPartitions(), 7)
            expected = thresh.Batch(thresh.read(path, duplicates="keep")._core.next(2**62))
            rows = rows.orderBy("page").collect()
            self.assertEqual([row.record for row in rows if row.record], json_lines(expected))
            self.assertEqual([(row.name, row.error.code) for row in rows if row.error],
                             [(name, error.code) for _, name, error in expected.errors])

    def test_many_inputs_come_in_their_order(self):
        folder = self.folder / "many"
        folder.mkdir()
        for number, (html, _) in enumerate(self.made[:40]):
            (folder / f"{number:03}.html").write_text(html)
        lines = folder / "rows.jsonl"
        lines.write_text("".join(json.dumps({"html": html, "url": url}) + "\n" for html, url in self.made[40:90]))
        paths = [lines, folder, self.archive("a.warc.gz")]
        expected = thresh.Batch(thresh.read(paths)._core.next(2**62))
        rows = thresh.spark.convert_archives(SPARK, paths, part_size=30_000).orderBy("page").collect()
        self.assertEqual([row.record for row in rows if row.record], json_lines(expected))
        self.assertEqual([row.error.code for row in rows if row.error], [error.code for _, _, error in expected.errors])

    def test_damage_costs_what_it_hits(self):
        path = self.folder / "damaged.warc.gz"
        bytes_ = bytearray(warc(self.made))
        bytes_[len(bytes_) // 2] ^= 0xFF
        path.write_bytes(bytes_)
        expected = thresh.Batch(thresh.read(path)._core.next(2**62))
        self.assertLess(len(expected), len(self.one))
        rows = thresh.spark.convert_archives(SPARK, path, part_size=len(bytes_) // 5).orderBy("page").collect()
        self.assertEqual([row.record for row in rows if row.record], json_lines(expected))
        self.assertEqual([row.error.code for row in rows if row.error], [error.code for _, _, error in expected.errors])

    def test_an_executor_that_is_killed_half_way_costs_nothing(self):
        path = self.folder / "large.warc.gz"
        with open(path, "wb") as file:
            for part in range(30):
                file.write(warc(pages(400, seed=100 + part)))
        expected = thresh.Batch(thresh.read(path)._core.next(2**62))
        before = set(executors())
        self.assertEqual(len(before), 2)
        killed = []

        def kill():
            tracker = SPARK.sparkContext.statusTracker()
            while True:
                stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
                if any(stage and stage.numTasks > 20 and 4 <= stage.numCompletedTasks < stage.numTasks - 4 for stage in stages):
                    break
                if done.is_set():
                    return
                time.sleep(0.005)
            victim = sorted(before)[0]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

        done = threading.Event()
        killer = threading.Thread(target=kill)
        killer.start()
        try:
            rows = thresh.spark.convert_archives(SPARK, path, part_size=path.stat().st_size // 60).orderBy("page").collect()
        finally:
            done.set()
            killer.join()
        self.assertEqual(len(killed), 1, "no executor was killed while the job ran")
        self.assertEqual([row.record for row in rows if row.record], json_lines(expected))
        self.assertTrue(set(executors()) - before, "no other executor took its place")

    def test_of_the_corpus(self):
        corpus = pathlib.Path(os.environ.get("THRESH_SHARED", "../shared")) / "corpus" / "pages.warc.gz"
        if not corpus.exists():
            self.skipTest(f"{corpus} is missing")
        rows = thresh.spark.convert_archives(SPARK, corpus, part_size=3 << 20).orderBy("page").collect()
        expected = thresh.Batch(thresh.read(corpus)._core.next(2**62))
        self.assertEqual([row.record for row in rows if row.record], json_lines(expected))


class Fetching(Case):
    def test_is_polite_to_each_host_whatever_the_partitions(self):
        with SiteProcess(hosts=5) as site:
            urls = [(site.url(f"/q/{n}", host), n) for n in (1, 2, 3, 999) for host in range(5)]
            df = SPARK.createDataFrame(urls, "address string, n int").repartition(7)
            rows = thresh.spark.fetch(df, url="address", keep=["n"], partitions=4, delay=0.1, allow_private=True)
            path = str(self.folder / "fetched")
            rows.write.parquet(path)
            self.assertEqual(impoliteness(site.entries(), 0.1), [])
            self.assertEqual(len(site.requests("/robots.txt")), 5)
            rows = SPARK.read.parquet(path)
            self.assertEqual(sorted((row.url, row.n) for row in rows.collect()), sorted(urls))
            self.assertEqual(rows.where("fate = 'http_error' and status = 404 and html is null").count(), 5)
            records = thresh.spark.convert(rows.where("fate = 'ok'"), url="final_url", captured="captured", charset="charset")
            self.assertEqual(records.where("record is not null").count(), 15)

    def test_refuses_to_ask_twice(self):
        df = SPARK.createDataFrame([("https://a.example/",)], "url string")
        with unittest.mock.patch.object(type(SPARK.conf), "get", return_value="true"):  # it is set when a cluster starts
            with self.assertRaises(thresh.Error):
                thresh.spark.fetch(df)
        with self.assertRaises(thresh.Error):
            thresh.spark.fetch(df, delay=-1)
        with self.assertRaises(thresh.Error):
            thresh.spark.fetch(df, url="address")


class Docs(Case):
    def test_examples_do_as_they_say(self):
        before = os.getcwd()
        os.chdir(self.folder)
        shutil.copytree(ROOT / "seeds", "seeds")
        (self.folder / "crawl.warc.gz").write_bytes(warc(self.made))
        try:
            done = doctest.testfile(str(ROOT / "docs" / "spark.md"), module_relative=False, globs={"spark": SPARK},
                                    optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        finally:
            os.chdir(before)
        self.assertGreater(done.attempted, 5)
        self.assertEqual(done.failed, 0)


if __name__ == "__main__":
    for variable in [name for name in os.environ if "proxy" in name.lower()]:
        del os.environ[variable]
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    scratch = tempfile.mkdtemp()
    os.chdir(scratch)  # where the cluster keeps its working folders
    SPARK = session(**{"spark.local.dir": scratch})
    APP = SPARK.sparkContext.applicationId
    try:
        result = unittest.main(argv=sys.argv[:1], exit=False).result
    finally:
        SPARK.stop()
        os.chdir("/")
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(0 if result.wasSuccessful() else 1)
