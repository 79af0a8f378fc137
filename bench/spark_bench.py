#!/usr/bin/env python3
"""Spark on two executors of one core each against the program with `-j 2`, and what a large crawl would take.

usage: spark_bench.py PROGRAM [--from GB] [--to GB] [--rounds N] [--pages N] [--terabytes N] [--price DOLLARS]

Both convert archives made of the corpus, once and again, to JSON lines in files, without looking for duplicates. Starting a
cluster costs seconds whatever there is to do, so what counts is what each further GB of HTML costs: the difference between
the largest and the smallest archive, divided by the GB between them. The issue asks for 1.5 times the program at most.

The last lines scale the rate of a core of the cluster up to a crawl: `--pages` and `--terabytes` (of HTML) say how large it
is, by default as one of Common Crawl's of 2025 was, about; `--price` is that of a core for an hour.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

try:
    import thresh.spark
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from pyspark.sql import SparkSession
except ImportError as missing:
    print(f"SKIPPED: {missing}")
    sys.exit(0)

RULES = pathlib.Path(__file__).with_name("any_page.yaml")


def html_of(archive):
    """How many pages, and bytes of HTML."""
    with open(archive, "rb") as file:
        sizes = [len(record.reader.read())
                 for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True)]
    return len(sizes), sum(sizes)


def repeated(corpus, times, path):
    with open(path, "wb") as out:
        for _ in range(times):
            with open(corpus, "rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
    return path


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=os.path.abspath)
    options.add_argument("--from", dest="least", type=float, default=1)
    options.add_argument("--to", dest="most", type=float, default=2)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--pages", type=float, default=2.7e9)
    options.add_argument("--terabytes", type=float, default=420)
    options.add_argument("--price", type=float, default=0.04)
    given = options.parse_args()
    corpus = pathlib.Path(os.environ["THRESH_SHARED"]) / "corpus" / "pages.warc.gz"
    if not corpus.exists() or shutil.which("java") is None:
        print(f"SKIPPED: {corpus} or Java is missing")
        return 0
    pages, size = html_of(corpus)
    with tempfile.TemporaryDirectory() as folder:
        return compare(given, corpus, pages, size, pathlib.Path(folder))


def compare(given, corpus, pages, size, folder):
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    rules = os.path.abspath(RULES)
    os.chdir(folder)
    archives = [repeated(corpus, round(gigabytes * 1e9 / size), folder / f"{number}.warc.gz")
                for number, gigabytes in enumerate((given.least, given.most))]
    between = (round(given.most * 1e9 / size) - round(given.least * 1e9 / size)) * size / 1e9
    spark = (SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
             .config("spark.log.level", "ERROR").config("spark.local.dir", str(folder)).getOrCreate())

    def cluster(archive):
        rows = thresh.spark.convert_archives(spark, str(archive), rules=rules, duplicates="keep")
        rows.where("record is not null").select("record").write.mode("overwrite").text(str(folder / "out"))

    def program(archive):
        subprocess.run([given.program, "convert", str(archive), "--rules", rules, "--duplicates", "keep", "-j", "2", "-q",
                        "-o", str(folder / "out.jsonl")], check=True)

    cluster(archives[0])  # the executors start their Pythons
    further = {cluster: [], program: []}
    for _ in range(given.rounds):
        for job, costs in further.items():
            costs.append((seconds(lambda: job(archives[1])) - seconds(lambda: job(archives[0]))) / between)
    spark.stop()
    a_gigabyte = {job: statistics.median(costs) for job, costs in further.items()}
    ratio = statistics.median(a / b for a, b in zip(further[cluster], further[program]))
    print(f"archives of {given.least:g} and {given.most:g} GB of HTML, {pages} pages of {size / pages / 1000:.0f} kB again and again")
    print(f"  each further GB: Spark {a_gigabyte[cluster]:.2f} s, -j 2 {a_gigabyte[program]:.2f} s, ratio {ratio:.2f} (at most 1.5)")
    core = 1e9 / a_gigabyte[cluster] / 2
    hours = given.terabytes * 1e12 / core / 3600
    print(f"  a core of the cluster: {core / 1e6:.0f} MB of HTML/s, {core / (size / pages):,.0f} such pages/s")
    print(f"a crawl of {given.pages / 1e9:g} thousand million pages, {given.terabytes:g} TB of HTML: {hours:,.0f} core hours, "
          f"{hours / 1000:.1f} h on 1,000 cores, ${hours * given.price:,.0f} at ${given.price:g} a core hour")
    return 0 if ratio <= 1.5 else 1


if __name__ == "__main__":
    sys.exit(main())
