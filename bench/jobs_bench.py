#!/usr/bin/env python3
"""How fast the program feeds what comes after it: whole runs of `thresh convert`, beside peers, and what they need.

usage: jobs_bench.py PROGRAM [--only JOB …] [--rounds N] [--size BYTES | --long] [--json]    (./dev bench convert)

  pages    an archive of real pages (the corpus of $THRESH_SHARED) to JSON lines by bench/any_page.yaml, one core, beside
           fastwarc with resiliparse's main content and trafilatura, as bench_peers.py of the shared folder runs them
  auto     the same pages without rules, by their own markup and shape, to flat lines, beside resiliparse's main content
           and trafilatura
  dumps    text dumps to JSON lines by the shipped rules, one core: the text of the corpus as WET and as JSON
           lines, which no rules match, so that each page gives its text; and the seed pages again and again, where each
           line becomes fields
  threads  the archive on two threads against one: wall time, CPU time, and whether the bytes are the same
  memory   the most memory that an archive of 1 GB needs (--long: 10 GB), made by repetition and read through a pipe

CPU time of whole processes, their start included, except where it says wall; of the peers only what they do with the
pages. Rounds take turns, ratios are medians of those of one round. A figure may have a floor or a ceiling; where one is
missed the line says so, and the exit code is 1. Peers that are not installed are left out, with a word.
"""

import argparse
import gzip
import hashlib
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

from measure import ROOT, SHARED, in_turns, measure, one_core, python, ratio, verdict

CORPUS = SHARED / "corpus" / "pages.warc.gz"
PEERS = SHARED / "tools" / "bench_peers.py"
RULES = ROOT / "bench" / "any_page.yaml"
DUMP_BYTES = 40_000_000  # of each text dump
ARCHIVE_TIMES = 8  # the corpus on end, so that starting a program is no part of what two threads share
FLOORS = {"fastwarc_resiliparse": 5, "trafilatura": 60}
AUTO_FLOORS = {"resiliparse_main": 2, "trafilatura": 30}
DUMP_FLOOR, THREADS_FLOOR, THREADS_CPU_CEILING, MEMORY_CEILING = 150, 1.6, 1.1, 100


class Table:
    """Lines of figures, printed as they come, and whether all of them were good enough."""

    def __init__(self):
        self.good, self.figures = True, {}

    def line(self, name, what, value, unit, more="", **bound):
        good, words = verdict(value, **bound)
        self.good = self.good and good
        self.figures[name] = round(value, 3)
        print(f"{what:<75} {value:8.2f} {unit:<6}{words}{'   ' + more if more else ''}".rstrip(), flush=True)

    def skip(self, what, why):
        print(f"{what:<75} SKIPPED: {why}", flush=True)


def records(archive):
    """The records of an unpacked WARC file: (head, block)."""
    at = 0
    while at < len(archive):
        split = archive.index(b"\r\n\r\n", at) + 4
        head = archive[at:split]
        length = int(re.search(rb"(?i)\r\nContent-Length: *(\d+)", head)[1])
        yield head, archive[split:split + length]
        at = split + length + 4


def html_bytes(archive):
    """Of the bodies of all responses."""
    return sum(len(block) - block.index(b"\r\n\r\n") - 4 for head, block in records(archive)
               if b"WARC-Type: response" in head)


class Jobs:
    def __init__(self, options, folder):
        self.program, self.rounds, self.size = options.program.resolve(), options.rounds, options.size
        self.folder, self.table = folder, Table()
        self.archive = gzip.decompress(CORPUS.read_bytes())

    def convert(self, *arguments, core=True, out="/dev/null", feed=None):
        command = [self.program, "convert", *arguments, "--to", "jsonl", "-o", out, "-q"]
        return measure([*(one_core() if core else []), *command], feed=feed)

    def lines_of(self, *arguments, to="jsonl"):
        command = [self.program, "convert", *map(str, arguments), "--to", to, "-q", "--duplicates", "keep"]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()

    # pages

    def peer(self, name):
        """MB/s of HTML of one round of a peer."""
        command = [*one_core(), python(), PEERS, name, "--rounds", "1"]
        run = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        found = re.search(r"([\d.]+) MB/s", run.stdout)
        if run.returncode != 0 or not found:
            raise RuntimeError((run.stderr.strip().splitlines() or ["it printed no figure"])[-1])
        return float(found[1])

    def peers(self, names=FLOORS):
        """Those of the peers that run here."""
        for name in names:
            try:
                self.peer(name)
                yield name
            except (RuntimeError, OSError) as problem:
                self.table.skip(f"{name}, the same pages", f"{problem} (./dev bench installs it)")

    def pages(self):
        size = html_bytes(self.archive) / 1e6
        plain = self.folder / "plain.yaml"
        plain.write_text(without_types(RULES.read_text()))
        ours = lambda rules: size / self.convert(CORPUS, "--rules", rules, "-j", "1").cpu
        jobs = {"thresh": lambda: ours(RULES), "plain": lambda: ours(plain)}
        jobs |= {name: lambda name=name: self.peer(name) for name in self.peers()}
        speeds = in_turns(jobs, self.rounds)
        self.table.line("pages", "archive of pages to JSONL by rules, one core", statistics.median(speeds["thresh"]),
                        "MB/s", f"{size:.1f} MB of HTML")
        self.table.line("pages_plain", "  the same, every field as the text that it is", statistics.median(speeds["plain"]), "MB/s")
        for name in (name for name in FLOORS if name in jobs):
            self.table.line(f"pages_{name}", f"  against {name} ({statistics.median(speeds[name]):.1f} MB/s)",
                            ratio(speeds["thresh"], speeds[name]), "times", floor=FLOORS[name])

    # auto

    def auto(self):
        size = html_bytes(self.archive) / 1e6
        ours = lambda: size / measure([*one_core(), self.program, "convert", CORPUS, "--to", "flat", "-o", "/dev/null", "-q",
                                       "-j", "1"]).cpu
        jobs = {"thresh": ours} | {name: lambda name=name: self.peer(name) for name in self.peers(AUTO_FLOORS)}
        speeds = in_turns(jobs, self.rounds)
        self.table.line("auto", "archive of pages to flat lines without rules, one core", statistics.median(speeds["thresh"]),
                        "MB/s", "the archive read and each page's digest taken as well")
        for name in (name for name in AUTO_FLOORS if name in jobs):
            self.table.line(f"auto_{name}", f"  against {name} ({statistics.median(speeds[name]):.1f} MB/s)",
                            ratio(speeds["thresh"], speeds[name]), "times", floor=AUTO_FLOORS[name])

    # dumps

    def repeated(self, name, pieces):
        """A file of the pieces, again and again until it has DUMP_BYTES."""
        path = self.folder / name
        once = b"".join(pieces)
        path.write_bytes(once * (DUMP_BYTES // len(once) + 1))
        return path

    def dump_files(self):
        """(name, what it is, the file, its floor)"""
        pages = [json.loads(line) for line in self.lines_of(CORPUS, to="flat")]
        texts = [(page["url"], page["text"].encode()) for page in pages if page["text"]]
        yield "wet", "text of the corpus, WET", self.repeated("corpus.wet", map(conversion, texts)), DUMP_FLOOR
        yield "jsonl", "text of the corpus, JSON lines", self.repeated("corpus.jsonl", map(row, texts)), DUMP_FLOOR
        for name, what, folder in (("seeds", "first seeds", SHARED / "seeds"), ("own_seeds", "own seeds", ROOT / "seeds")):
            texts = [(f"https://dump.example/{path.name}", path.read_bytes()) for path in sorted(folder.glob("*-*.txt"))]
            if texts:
                yield name, f"{what}, JSON lines, all fields", self.repeated(f"{name}.jsonl", map(row, texts)), None

    def dumps(self):
        files = list(self.dump_files())
        seconds = in_turns({name: lambda path=path: self.convert(path, "-j", "1").cpu for name, _, path, _ in files},
                           self.rounds)
        for name, what, path, floor in files:
            speed = path.stat().st_size / 1e6 / statistics.median(seconds[name])
            self.table.line(f"dumps_{name}", f"text dumps to JSONL, one core: {what}", speed, "MB/s", floor=floor)

    # threads

    def threads(self):
        what = "-j 2 against -j 1"
        if len(os.sched_getaffinity(0)) < 2:
            return self.table.skip(what, "there is only one core")
        path = self.folder / "many.warc.gz"
        path.write_bytes(CORPUS.read_bytes() * ARCHIVE_TIMES)
        run = lambda threads, out="/dev/null": self.convert(path, "--rules", RULES, "-j", threads, core=False, out=out)
        used = in_turns({threads: lambda threads=threads: run(threads) for threads in ("1", "2")}, self.rounds)
        wall, cpu = ({threads: [getattr(one, key) for one in used[threads]] for threads in used} for key in ("wall", "cpu"))
        self.table.line("threads_wall", f"{what}: wall time of one, by that of two", ratio(wall["1"], wall["2"]), "times",
                        f"load {os.getloadavg()[0]:.1f}", floor=THREADS_FLOOR)
        self.table.line("threads_cpu", f"{what}: CPU time of two, by that of one", ratio(cpu["2"], cpu["1"]), "times",
                        ceiling=THREADS_CPU_CEILING)
        digests = set()
        for threads in used:
            run(threads, self.folder / "out.jsonl")
            digests.add(hashlib.sha256((self.folder / "out.jsonl").read_bytes()).hexdigest())
        self.table.line("threads_outputs", f"{what}: different outputs", len(digests), "", ceiling=1)

    # memory

    def feed(self, pipe):
        """The archive, again and again until it has the size."""
        for _ in range(-(-self.size // len(self.archive))):
            pipe.write(self.archive)

    def memory(self):
        for threads in ("1", "2"):
            used = self.convert("-", "--rules", RULES, "-j", threads, core=False, feed=self.feed)
            self.table.line(f"memory_{threads}", f"memory for an archive of {self.size / 1e9:g} GB in a pipe, -j {threads}",
                            used.megabytes, "MB", ceiling=MEMORY_CEILING)


def without_types(rules):
    """The same selectors, whose values stay text: no addresses made absolute, no names taken apart, no dates read."""
    return re.sub(r"type: \w+, |^ +type: \w+\n", "", rules, flags=re.M)


def conversion(page):
    """A page's text as a record of a WET file."""
    url, text = page
    return (f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n").encode() + text + b"\r\n\r\n"


def row(page):
    """A page's text as a line of JSON."""
    url, text = page
    return json.dumps({"url": url, "text": text.decode()}, ensure_ascii=False).encode() + b"\n"


def main():
    names = ("pages", "auto", "dumps", "threads", "memory")
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=10**9)
    parser.add_argument("--long", action="store_const", dest="size", const=10**10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not CORPUS.exists():
        print(f"SKIPPED: there is no {CORPUS}")
        return 0
    with tempfile.TemporaryDirectory(prefix="thresh-bench-") as folder:
        jobs = Jobs(options, pathlib.Path(folder))
        for name in names:
            if name in options.only:
                getattr(jobs, name)()
    if options.json:
        print(json.dumps(jobs.table.figures))
    return 0 if jobs.table.good else 1


if __name__ == "__main__":
    sys.exit(main())
