#!/usr/bin/env python3
"""`convert --jobs N`: the records, the messages, the ledger and the exit code are the same for every number of threads.

usage: jobs_test.py PROGRAM
"""

import pathlib
import random
import subprocess
import tempfile
import unittest

import program
from program import PROGRAM

FORMATS = ("jsonl", "yaml", "json", "csv", "text", "flat")


def page(rng, number):
    """Some page: a question with answers, a dump, or one that cannot be converted."""
    kind = rng.randrange(10)
    words = " ".join(rng.choice(["lamp", "window", "evening", "boat", "sea", "light", "oil", "kitchen", "bread"])
                     for _ in range(rng.randrange(5, 900)))
    if kind == 0:
        return b""
    if kind == 1:
        return b"\x89PNG\r\n\x1a\n" + bytes(rng.randrange(256) for _ in range(200))
    if kind < 5:
        return f"Title {rng.randrange(30)}\n\n{words}.\n".encode()
    posts = "".join(f"<div class=post><b>{rng.choice('ABCDE')}</b><p>{words} {i}</p></div>"
                    for i in range(rng.randrange(6)))
    return f"<html><title>Page {number % 40}</title><body><h1>{words[:40]}</h1>{posts}</body></html>".encode()


class AnyNumberOfThreads(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-jobs-")
        self.folder = pathlib.Path(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def run_in(self, *arguments):
        return subprocess.run([PROGRAM, "convert", *arguments], cwd=self.folder, capture_output=True, timeout=300)

    def write_pages(self, seed, count):
        rng = random.Random(seed)
        (self.folder / "pages").mkdir()
        for number in range(count):
            suffix = rng.choice(["html", "txt"])
            (self.folder / "pages" / f"{number:04}.{suffix}").write_bytes(page(rng, number))

    def outcome(self, jobs, *arguments):
        """All that a run gives: exit code, standard output, messages, ledger."""
        done = self.run_in("pages", "missing.html", "-j", jobs, "--ledger", "ledger.jsonl", *arguments)
        return done.returncode, done.stdout, done.stderr, (self.folder / "ledger.jsonl").read_bytes()

    def test_give_the_same_bytes(self):
        self.write_pages(seed=1, count=150)
        for form in FORMATS:
            with self.subTest(format=form):
                one = self.outcome("1", "--to", form, "--strict", "--provenance")
                self.assertEqual(one[0], 3)
                self.assertGreater(len(one[1]), 1000)
                for jobs in ("2", "3", "16"):
                    self.assertEqual(self.outcome(jobs, "--to", form, "--strict", "--provenance"), one)

    def test_choose_the_same_records(self):
        self.write_pages(seed=2, count=120)
        for flags in (["--limit", "17"], ["--sample", "30%"], ["--where", "title ~ 1"], ["--duplicates", "drop"]):
            with self.subTest(flags=flags):
                one = self.outcome("1", "--to", "jsonl", *flags)
                self.assertGreater(one[1].count(b"\n"), 3)
                for jobs in ("2", "8"):
                    self.assertEqual(self.outcome(jobs, "--to", "jsonl", *flags), one)

    def test_join_a_thread_in_order(self):
        for number in range(1, 9):
            (self.folder / f"{number}.html").write_text(f"<title>T</title><h1>T</h1><p>Page {number} of words.</p>")
        pages = [f"{number}.html" for number in range(1, 9)]
        runs = [self.run_in(*pages, "--thread", "--to", "json", "-j", jobs) for jobs in ("1", "4")]
        self.assertEqual(runs[0].stdout, runs[1].stdout)
        self.assertEqual(runs[0].stderr, runs[1].stderr)

    def test_stop_where_the_reader_went_away(self):
        self.write_pages(seed=3, count=400)
        done = subprocess.run(["bash", "-c", f"{PROGRAM} convert pages pages pages --to jsonl -j 4 2>/dev/null | head -1"],
                              cwd=self.folder, capture_output=True, timeout=300)
        self.assertEqual(done.stdout.count(b"\n"), 1)


if __name__ == "__main__":
    program.main()
