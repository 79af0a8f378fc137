#!/usr/bin/env python3
"""The live line of a long `convert`: on a terminal only, and gone in the end.

usage: progress_test.py PROGRAM
"""

import os
import pathlib
import pty
import re
import subprocess
import tempfile
import unittest

import program
from program import PROGRAM


def on_a_terminal(arguments, folder):
    """What a run writes to a terminal as its standard error."""
    master, slave = pty.openpty()
    running = subprocess.Popen([PROGRAM, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    seen = b""
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:  # the other side is closed
            break
        if not more:
            break
        seen += more
    os.close(master)
    return running.wait(timeout=300), seen.decode()


class TheLiveLine(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-progress-")
        self.folder = pathlib.Path(self.scratch.name)
        (self.folder / "pages").mkdir()
        for number in range(100):
            words = " ".join(f"word{number * 7 + i}" for i in range(20_000))
            (self.folder / "pages" / f"{number:03}.html").write_text(f"<title>T</title><p>{words}</p>")

    def tearDown(self):
        self.scratch.cleanup()

    def test_tells_how_far_a_run_is_and_leaves_nothing_behind(self):
        code, seen = on_a_terminal(["convert", *["pages"] * 12, "-o", "out.jsonl", "-j", "1"], self.folder)
        self.assertEqual(code, 0)
        lines = re.findall(r"\r([\d,]+) pages, ([\d,]+) records, [\d,]+ pages/s, [\d.]+ [KM]?B/s, (\d+) %, .* left", seen)
        self.assertGreater(len(lines), 0, seen[:2000])
        shares = [int(share) for _, _, share in lines]
        self.assertEqual(shares, sorted(shares))
        self.assertLessEqual(shares[-1], 100)
        self.assertRegex(seen, r"\r\x1b\[K(\x1b\[[\d;]*m)?thresh")
        self.assertIn("1200 records", seen)

    def test_is_not_there_with_quiet_or_in_a_pipe(self):
        _, seen = on_a_terminal(["convert", "pages", "pages", "-o", "out.jsonl", "--quiet"], self.folder)
        self.assertEqual(seen, "")
        done = subprocess.run([PROGRAM, "convert", "pages", "pages", "-o", "out.jsonl"], cwd=self.folder,
                              capture_output=True, timeout=300)
        self.assertNotIn(b"\r", done.stderr)


if __name__ == "__main__":
    program.main()
