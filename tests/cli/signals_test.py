#!/usr/bin/env python3
"""Ctrl-C and its kin: the record at hand is finished, what was written is whole, nothing is left lying about.

usage: signals_test.py PROGRAM
"""

import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import program
from program import PROGRAM, ROOT

sys.path.insert(0, str(ROOT / "tests"))
from running import wait_until_it_catches  # noqa: E402

TIMEOUT = 60  # seconds
PAGE = "A small page\n\nWith words.\n"


class AnInterruptedRun(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-signals-")
        self.folder = pathlib.Path(self.scratch.name)
        (self.folder / "page.txt").write_text(PAGE)

    def tearDown(self):
        self.scratch.cleanup()

    def start(self, *arguments, **options):
        """`thresh convert`, running. Unbuffered, so that readline() takes no more than its line."""
        return subprocess.Popen([PROGRAM, "convert", *arguments], cwd=self.folder, bufsize=0, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **options)

    def test_stops_after_the_record_at_hand_and_leaves_whole_lines(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number):
                running = self.start(*["page.txt"] * 100_000, "--to", "jsonl")
                first = running.stdout.readline()
                running.send_signal(number)
                rest, _ = running.communicate(timeout=TIMEOUT)
                lines = (first + rest).splitlines()
                self.assertEqual(running.returncode, 128 + number)
                self.assertLess(len(lines), 100_000)
                self.assertTrue(all(json.loads(line)["kind"] == "page" for line in lines))

    def test_keeps_what_was_finished_in_its_output_file(self):
        running = self.start(*["page.txt"] * 100_000, "-o", "out.json")
        self.wait_for_temporary(size=1)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=TIMEOUT)
        self.assertEqual(running.returncode, 130)
        self.assertGreater(len(json.loads((self.folder / "out.json").read_text())), 0)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["out.json", "page.txt"])

    def test_stops_whenever_the_signal_comes(self):
        """Also between two steps, just before the read begins that waits."""
        for step in range(40):
            running = subprocess.Popen([PROGRAM, "convert", "-"], cwd=self.folder, stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(step * 0.005)
            running.send_signal(signal.SIGINT)
            # Before the program has its say, the signal ends it by itself.
            self.assertIn(running.wait(timeout=TIMEOUT), (130, -signal.SIGINT))
            running.stdin.close()

    def test_that_waits_for_standard_input_stops_at_once(self):
        running = self.start("-", "-o", "out.json", stdin=subprocess.PIPE)
        self.wait_for_temporary()
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=TIMEOUT), 130)
        running.communicate()
        self.assertEqual([path.name for path in self.folder.iterdir()], ["page.txt"])

    def test_that_waits_for_the_rest_of_a_page_gives_no_half_of_it(self):
        running = self.start("-", "--to", "text", stdin=subprocess.PIPE)
        wait_until_it_catches(running, signal.SIGTERM)
        running.stdin.write(b"<p>half a page")
        time.sleep(0.3)  # it has read that, and waits
        running.send_signal(signal.SIGTERM)
        self.assertEqual(running.wait(timeout=TIMEOUT), 128 + signal.SIGTERM)
        out, _ = running.communicate()
        self.assertEqual(out, b"")

    def test_that_waits_for_a_named_pipe_stops_at_once(self):
        os.mkfifo(self.folder / "pipe")
        running = self.start("pipe", "-o", "out.json")
        self.wait_for_temporary()
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=TIMEOUT), 130)
        running.communicate()

    def wait_for_temporary(self, size=0):
        """Until the temporary file beside the output holds so many bytes."""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            if any(path.stat().st_size >= size for path in self.folder.glob(".thresh-*")):
                return
            time.sleep(0.01)
        self.fail("no temporary file was written")

    def test_whose_files_may_not_grow_any_more_tells_it_as_a_full_disk(self):
        (self.folder / "out.json").write_text("old and good")
        limit = 4096
        running = self.start(*["page.txt"] * 500, "-o", "out.json",
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        _, said = running.communicate(timeout=TIMEOUT)
        self.assertEqual(running.returncode, 4, said)
        self.assertIn(b"out.json", said)
        self.assertEqual((self.folder / "out.json").read_text(), "old and good")

    def test_under_nohup_goes_on_after_a_hangup(self):
        running = self.start(*["page.txt"] * 500, "--to", "jsonl",
                             preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        running.send_signal(signal.SIGHUP)
        out, _ = running.communicate(timeout=TIMEOUT)
        self.assertEqual((running.returncode, len(out.splitlines())), (0, 500))


if __name__ == "__main__":
    program.main()
