#!/usr/bin/env python3
"""`convert --resume`: a run that is killed again and again ends with the bytes of one that never was.

usage: resume_test.py PROGRAM
"""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import program
from program import PROGRAM

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from running import wait_until  # noqa: E402

KILLS = int(os.environ.get("KILLS", "25"))


class AKilledRun(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-resume-")
        self.folder = pathlib.Path(self.scratch.name)
        rng = random.Random(5)
        (self.folder / "pages").mkdir()
        words = ["lamp", "window", "evening", "boat", "sea", "light", "oil", "kitchen", "bread", "dog", "door", "shop"]
        for number in range(300):
            text = " ".join(rng.choice(words) for _ in range(rng.randrange(50, 400)))
            if number % 9 == 0:  # fails
                text = ""
            if number % 11 == 0 and number:  # says the same as another
                text = (self.folder / "pages" / f"{number - 5:03}.html").read_text()
            page = text if text.startswith("<") or not text else f"<title>Page {number}</title><p>{text}</p>"
            (self.folder / "pages" / f"{number:03}.html").write_text(page)

    def tearDown(self):
        self.scratch.cleanup()

    def command(self, *arguments):
        return [PROGRAM, "convert", *["pages"] * 6, "missing.html", "-o", "out.jsonl", "--ledger", "ledger.jsonl",
                *arguments]

    def outcome(self):
        return (self.folder / "out.jsonl").read_bytes(), (self.folder / "ledger.jsonl").read_bytes()

    def run_whole(self, *arguments):
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, timeout=300)
        return done.returncode, done.stderr.decode().splitlines()[-1]

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    def test_gives_the_bytes_of_one_that_was_not_killed(self):
        for flags in ([], ["--duplicates", "drop", "--fields", "id,title", "-j", "3"]):
            with self.subTest(flags=flags):
                whole = self.run_whole(*flags)
                expected = self.outcome()
                for path in ("out.jsonl", "ledger.jsonl"):
                    (self.folder / path).unlink()
                rng, kills, wait = random.Random(7), 0, 0.02
                while True:
                    running = subprocess.Popen(self.command("--resume", *flags), cwd=self.folder,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                    try:
                        _, said = running.communicate(timeout=rng.random() * wait if kills < KILLS else 300)
                        break
                    except subprocess.TimeoutExpired:
                        running.send_signal(rng.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT]))
                        running.communicate()
                        kills, wait = kills + 1, wait * 1.2
                self.assertGreater(kills, 3)
                self.assertEqual((running.returncode, said.decode().splitlines()[-1]), whole)
                self.assertEqual(self.outcome(), expected)
                self.assertEqual(self.files(), ["ledger.jsonl", "out.jsonl", "pages"])

    def test_says_nothing_of_its_failures_twice_and_counts_them_once(self):
        running = subprocess.Popen(self.command("--resume", "-j", "1"), cwd=self.folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        while not (self.folder / "out.jsonl.part").exists() or (self.folder / "out.jsonl.part").stat().st_size == 0:
            if running.poll() is not None:
                break
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        _, first = running.communicate(timeout=300)
        if running.returncode == 3:
            self.skipTest("the run was too fast to be stopped")
        self.assertEqual(running.returncode, 130)
        self.assertIn(b"stopped; run it again, and it goes on from there", first)
        second = subprocess.run(self.command("--resume", "-j", "1"), cwd=self.folder, capture_output=True, timeout=300)
        fails = [line for line in (first + second.stderr).decode().splitlines() if "empty_page" in line]
        self.assertEqual(len(fails), 6 * 34)
        self.assertEqual(second.returncode, 3)

    def test_is_not_gone_on_with_by_another(self):
        running = subprocess.Popen(self.command("--resume", "-j", "1"), cwd=self.folder, stderr=subprocess.DEVNULL)
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        if running.wait(timeout=300) != 130:
            self.skipTest("the run was too fast to be stopped")
        before = {name: (self.folder / name).read_bytes() for name in self.files() if name != "pages"}
        other = subprocess.run(self.command("--resume", "--bare"), cwd=self.folder, capture_output=True, timeout=300)
        self.assertEqual(other.returncode, 2)
        self.assertIn(b"is of another run", other.stderr)
        self.assertEqual({name: (self.folder / name).read_bytes() for name in self.files() if name != "pages"}, before)

    def stopped(self):
        """A run that goes on and on until it is stopped."""
        running = subprocess.Popen(self.command("--resume", "-j", "1"), cwd=self.folder, stderr=subprocess.DEVNULL)
        wait_until(lambda: (self.folder / "out.jsonl.part.journal").exists() or running.poll() is not None, "a journal")
        running.send_signal(signal.SIGSTOP)
        return running

    def test_lets_nobody_else_write_the_same_file(self):
        running = self.stopped()
        if running.poll() is not None:
            self.skipTest("the run was too fast to be stopped")
        second = subprocess.run(self.command("--resume"), cwd=self.folder, capture_output=True, timeout=300)
        self.assertEqual(second.returncode, 75)
        self.assertIn(f"process {running.pid} ".encode(), second.stderr)
        running.send_signal(signal.SIGCONT)
        self.assertEqual(running.wait(timeout=300), 3)
        expected = self.outcome()
        self.run_whole()
        self.assertEqual(self.outcome(), expected)

    def test_is_not_gone_on_with_where_an_input_was_changed(self):
        running = self.stopped()
        if running.poll() is not None:
            self.skipTest("the run was too fast to be stopped")
        running.kill()
        running.wait()
        page = self.folder / "pages" / "001.html"
        page.write_bytes(bytes(reversed(page.read_bytes())))
        other = subprocess.run(self.command("--resume"), cwd=self.folder, capture_output=True, timeout=300)
        self.assertEqual(other.returncode, 2)
        self.assertIn(b"is of another run", other.stderr)


if __name__ == "__main__":
    program.main()
