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


class TheDaemon(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="thresh-daemon-")
        self.folder = pathlib.Path(self.scratch.name)
        (self.folder / "sets").mkdir()
        self.log = self.folder / "log"
        stub = self.folder / "stub"
        stub.write_text(STUB.format(log=self.log, folder=self.folder))
        stub.chmod(0o755)
        self.daemon = None

    def tearDown(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait()
        self.scratch.cleanup()

    def put(self, name):
        (self.folder / "sets" / f"{name}.yaml").write_text(DATASET.format(name=name, folder=self.folder))

    def start(self, behaviour, *flags):
        (self.folder / "behaviour").write_text(behaviour)
        self.daemon = subprocess.Popen([PROGRAM, "daemon", "sets", "--port", "0", "--program", self.folder / "stub", *flags],
                                       cwd=self.folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.lines = []
        reader = threading.Thread(target=lambda: self.lines.extend(iter(self.daemon.stderr.readline, "")), daemon=True)
        reader.start()
        self.wait_until(lambda: re.search(r"127\.0\.0\.1:(\d+)", "".join(self.lines)))
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", "".join(self.lines))[1])

    def wait_until(self, holds, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.05)
        self.fail("it did not come to pass: " + "".join(self.lines))

    def get(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def metric(self, name):
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.get("/metrics")[1], re.M)
        return float(found[1]) if found else None

    def test_runs_what_is_due_and_shows_it(self):
        self.put("one")
        self.put("two")
        self.start("exit 0\n")
        status, health = self.get("/healthz")
        self.assertEqual((status, json.loads(health)["datasets"]), (200, 2))
        self.wait_until(lambda: self.metric('thresh_dataset_runs_total{dataset="two",outcome="published"}'))
        self.wait_until(lambda: self.metric('thresh_dataset_runs_total{dataset="one",outcome="published"}'))
        self.assertEqual(sorted(self.log.read_text().splitlines()[:2]), ["refresh sets/one.yaml", "refresh sets/two.yaml"])
        next_run = self.metric('thresh_dataset_next_run_timestamp_seconds{dataset="one"}')
        self.assertEqual(next_run % 60, 0)
        self.assertLess(abs(next_run - time.time()), 61)
        # The text format of Prometheus: every line is a comment or a sample, every sample has its type.
        typed = set()
        for line in self.get("/metrics")[1].splitlines():
            if line.startswith("# TYPE "):
                typed.add(line.split()[2])
            elif not line.startswith("# HELP "):
                name = re.fullmatch(r'([a-z_]+)(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.]+', line)
                self.assertTrue(name, line)
                self.assertIn(name[1], typed)
        self.assertEqual(self.get("/metrics", Host="evil.example")[0], 403)
        self.assertEqual(self.get("/")[0], 404)
        # A new file on SIGHUP.
        self.put("three")
        self.daemon.send_signal(signal.SIGHUP)
        self.wait_until(lambda: json.loads(self.get("/healthz")[1])["datasets"] == 3, 20)
        self.stop_within(10)

    def test_tells_of_a_run_that_crashed(self):
        self.put("one")
        self.start("kill -9 $$\n")
        self.wait_until(lambda: (self.folder / "told").exists() and (self.folder / "told").read_text())
        told = json.loads((self.folder / "told").read_text())
        self.assertEqual((told["event"], told["dataset"]), ("failure", "one"))
        self.assertIn("signal 9", told["message"])
        self.stop_within(10)

    def test_ends_what_it_started_and_will_not_end_by_itself(self):
        self.put("one")
        self.start(f"trap '' TERM\necho $$ > \"{self.folder}/pid\"\nsleep 1000 & wait\nwait\nsleep 1000\n")
        self.wait_until(lambda: (self.folder / "pid").exists() and (self.folder / "pid").read_text().strip())
        child = int((self.folder / "pid").read_text())
        self.stop_within(10)
        with self.assertRaises(ProcessLookupError):
            os.kill(child, 0)

    def stop_within(self, seconds):
        start = time.monotonic()
        self.daemon.send_signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(timeout=60), 0, "".join(self.lines))
        self.assertLess(time.monotonic() - start, seconds)


class WrongUses(unittest.TestCase):
    def run_daemon(self, *arguments):
        return subprocess.run([PROGRAM, "daemon", *arguments], capture_output=True, text=True, timeout=60)

    def test_are_told(self):
        self.assertEqual(self.run_daemon("x", "--jobs", "0").returncode, 2)
        self.assertEqual(self.run_daemon("x", "--port", "99999").returncode, 2)
        self.assertEqual(self.run_daemon().returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
