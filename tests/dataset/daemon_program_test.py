#!/usr/bin/env python3
"""`thresh daemon` as a program: it runs datasets by their schedules, shows its health and its metrics on the loopback,
reads its files again on SIGHUP, and stops within 10 seconds on SIGTERM, with all that it started. A stub plays
`thresh refresh`.

usage: daemon_program_test.py PROGRAM
"""
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PATIENCE = 150  # seconds: a schedule has whole minutes

# Plays a run: notes that it started, then does what the file beside it says.
STUB = """#!/bin/sh
echo "$@" >> "{log}"
. "{folder}/behaviour"
"""

DATASET = """dataset: {name}
sources: [{{urls: [https://a.example/]}}]
output: {{folder: data}}
schedule: {{cron: "* * * * *", jitter: 0s}}
hooks: {{on_failure: 'cat > "{folder}/told"'}}
"""


class Daemon:
    """One `thresh daemon`, running in a folder of its own."""

    def __init__(self, names, behaviour):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-daemon-")
        self.folder = pathlib.Path(self.scratch.name)
        (self.folder / "sets").mkdir()
        stub = self.folder / "stub"
        stub.write_text(STUB.format(log=self.folder / "log", folder=self.folder))
        stub.chmod(0o755)
        (self.folder / "behaviour").write_text(behaviour.format(folder=self.folder))
        for name in names:
            self.put(name)
        self.process = subprocess.Popen([PROGRAM, "daemon", "sets", "--port", "0", "--program", stub], cwd=self.folder,
                                        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.lines = []
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stderr.readline, "")), daemon=True)
        self.reader.start()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.reader.join()
        self.process.stderr.close()
        self.scratch.cleanup()

    def put(self, name):
        (self.folder / "sets" / f"{name}.yaml").write_text(DATASET.format(name=name, folder=self.folder))

    def text(self, name):
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    def wait_until(self, holds, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := holds():
                return found
            time.sleep(0.05)
        raise AssertionError("it did not come to pass: " + "".join(self.lines))

    def get(self, path, **headers):
        port = self.wait_until(lambda: re.search(r"127\.0\.0\.1:(\d+)", "".join(self.lines)))[1]
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def metric(self, name):
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.get("/metrics")[1], re.M)
        return float(found[1]) if found else None


class TheDaemon(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # All at once, since each has to wait for the next whole minute.
        cls.quiet = Daemon(["one", "two"], "exit 0\n")
        cls.crashing = Daemon(["one"], "kill -9 $$\n")
        cls.stubborn = Daemon(["one"], "trap '' TERM\necho $$ > '{folder}/pid'\nsleep 1000 & wait\nwait\nsleep 1000\n")

    @classmethod
    def tearDownClass(cls):
        for daemon in (cls.quiet, cls.crashing, cls.stubborn):
            daemon.close()

    def test_runs_what_is_due_and_shows_it(self):
        daemon = self.quiet
        status, health = daemon.get("/healthz")
        self.assertEqual((status, json.loads(health)["datasets"]), (200, 2))
        for name in ("one", "two"):
            daemon.wait_until(lambda: daemon.metric(f'thresh_dataset_runs_total{{dataset="{name}",outcome="published"}}'))
        self.assertEqual(sorted(daemon.text("log").splitlines()[:2]), ["refresh sets/one.yaml", "refresh sets/two.yaml"])
        next_run = daemon.metric('thresh_dataset_next_run_timestamp_seconds{dataset="one"}')
        self.assertEqual(next_run % 60, 0)
        self.assertLess(abs(next_run - time.time()), 61)
        # A new file on SIGHUP.
        daemon.put("three")
        daemon.process.send_signal(signal.SIGHUP)
        daemon.wait_until(lambda: json.loads(daemon.get("/healthz")[1])["datasets"] == 3, 20)
        self.assert_stops(daemon)

    def test_shows_itself_to_prometheus_and_to_no_web_page(self):
        """The text format: every line is a comment or a sample, every sample has its type."""
        typed = set()
        for line in self.stubborn.get("/metrics")[1].splitlines():
            if line.startswith("# TYPE "):
                typed.add(line.split()[2])
            elif not line.startswith("# HELP "):
                name = re.fullmatch(r'([a-z_]+)(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.]+', line)
                self.assertTrue(name, line)
                self.assertIn(name[1], typed)
        self.assertGreater(len(typed), 8)
        self.assertEqual(self.stubborn.get("/metrics", Host="evil.example")[0], 403)
        self.assertEqual(self.stubborn.get("/")[0], 404)

    def test_tells_of_a_run_that_crashed(self):
        told = json.loads(self.crashing.wait_until(lambda: self.crashing.text("told")))
        self.assertEqual((told["event"], told["dataset"]), ("failure", "one"))
        self.assertIn("signal 9", told["message"])
        self.assert_stops(self.crashing)

    def test_z_ends_what_it_started_and_will_not_end_by_itself(self):
        child = int(self.stubborn.wait_until(lambda: self.stubborn.text("pid").strip()))
        self.assert_stops(self.stubborn)
        with self.assertRaises(ProcessLookupError):
            os.kill(child, 0)

    def assert_stops(self, daemon):
        start = time.monotonic()
        daemon.process.send_signal(signal.SIGTERM)
        self.assertEqual(daemon.process.wait(timeout=60), 0, "".join(daemon.lines))
        self.assertLess(time.monotonic() - start, 10)


class WrongUses(unittest.TestCase):
    def run_daemon(self, *arguments):
        return subprocess.run([PROGRAM, "daemon", *arguments], capture_output=True, text=True, timeout=60)

    def test_are_told(self):
        self.assertEqual(self.run_daemon("x", "--jobs", "0").returncode, 2)
        self.assertEqual(self.run_daemon("x", "--port", "99999").returncode, 2)
        self.assertEqual(self.run_daemon().returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
