#!/usr/bin/env python3
"""The Python module against the program, on the same pages, in alternating rounds.

usage: python_bench.py PROGRAM [--rounds N] [--threads N] [--copies N]

Three jobs end in Arrow, all by bench/any_page.yaml: the program (`convert --to arrow`) on an archive of the corpus;
`convert_many(...).to_arrow()` on the same pages, which lie in memory; `read(archive)`, whose batches become Arrow one after
the other. Wall time; what counts is the median of the ratios of one round. The exit code is 1 where convert_many takes
over 1.15 times the program's.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from measure import ROOT, SHARED, in_turns, ratio, verdict

try:
    import thresh
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError as missing:
    print(f"SKIPPED: {missing}")
    sys.exit(0)

CEILING = 1.15
RULES = ROOT / "bench" / "any_page.yaml"


def pages_of(archive):
    with open(archive, "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            yield record.reader.read(), record.headers.get("WARC-Target-URI")


def program(command):
    begun = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--threads", type=int, default=os.cpu_count())
    options.add_argument("--copies", type=int, default=1)
    options = options.parse_args()
    archive = SHARED / "corpus" / "pages.warc.gz"
    if not archive.exists():
        print(f"SKIPPED: there is no {archive}")
        return 0
    pages = list(pages_of(archive)) * options.copies
    size = sum(len(page) for page, _ in pages) / 1e6
    rules = thresh.Rules.from_text(RULES.read_text())
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder, "pages.warc")
        plain.write_bytes(subprocess.run(["gzip", "-dc", archive], check=True, capture_output=True).stdout * options.copies)
        command = [options.program, "convert", plain, "--rules", RULES, "--to", "arrow", "-j", str(options.threads),
                   "-o", "/dev/null"]
        jobs = {
            "program": lambda: program(command),
            "convert_many": lambda: timed(
                lambda: thresh.convert_many(pages, rules=rules, threads=options.threads).to_arrow()),
            "read": lambda: timed(lambda: [batch.to_arrow() for batch in
                                           thresh.read(plain, rules=rules, threads=options.threads).batches(1024)]),
        }
        in_turns(jobs, 1)  # what is loaded once is no part of it
        seconds = in_turns(jobs, options.rounds)
    print(f"{len(pages)} pages, {size:.0f} MB, {options.threads} threads, {options.rounds} rounds")
    print(f"{'job':14}{'median s':>10}{'MB/s':>8}{'against the program':>22}")
    good = True
    for name in jobs:
        median, times = statistics.median(seconds[name]), ratio(seconds[name], seconds["program"])
        fine, words = verdict(round(times, 2), ceiling=CEILING if name == "convert_many" else None)
        good = good and fine
        print(f"{name:14}{median:10.2f}{size / median:8.0f}{times:22.2f}{words}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
