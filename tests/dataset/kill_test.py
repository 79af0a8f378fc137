#!/usr/bin/env python3
"""Versions survive kill -9 and a full disk, on the real file system.

A program that publishes, holds, rolls back and prunes in a loop is killed at random moments (KILLS times, 50 without
it in the environment). After each kill a reader sees a whole version; one more run of the loop comes to an end, leaves
nothing behind, and `thresh verify` finds every version as it should be. Then the same on a tmpfs of 1 MB that is full.

usage: kill_test.py PUBLISH_LOOP THRESH
"""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from running import wait_until  # noqa: E402

LOOP, THRESH = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
KILLS = int(os.environ.get("KILLS", "50"))


def target(data):
    """Where `latest` points to; None while there is none."""
    try:
        return os.readlink(data / "latest")
    except FileNotFoundError:
        return None


def reader(data):
    """What a consumer sees: the number of the latest version, or None. Fails where that is not whole."""
    latest = data / "latest"
    if not latest.is_symlink():
        return None
    folder = latest.resolve(strict=True)
    manifest = json.loads((folder / "manifest.json").read_text())
    lines = (folder / "records.jsonl").read_text().splitlines()
    assert len(lines) == manifest["records"], f"{len(lines)} records of {manifest['records']}"
    for number, line in enumerate(lines, 1):
        assert json.loads(line)["id"] == f"custom-{number}"
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "records.jsonl", "same.jsonl"]
    return manifest["version"]


def run(*arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, timeout=120, **options)


class Versions(unittest.TestCase):
    def check_whole(self, data):
        """After one more run everything is in order."""
        done = run(LOOP, data, "1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([p.name for p in data.rglob(".*")], [])
        verified = run(THRESH, "verify", data)
        self.assertEqual((verified.returncode, verified.stdout), (0, ""), verified.stderr)

    def test_survive_kills_at_random_moments(self):
        randoms = random.Random(20261126)
        with tempfile.TemporaryDirectory() as name:
            data = pathlib.Path(name) / "data"
            seen, inside = set(), 0
            for kill in range(KILLS):
                before = target(data)
                loop = subprocess.Popen([LOOP, data], stderr=subprocess.PIPE)
                if kill % 2:  # once it publishes, however busy the machine is
                    wait_until(lambda: target(data) != before or loop.poll() is not None, "a version")
                time.sleep(0.03 + randoms.random() * 0.3)
                self.assertIsNone(loop.poll(), "the loop ended by itself")
                loop.send_signal(signal.SIGKILL)
                loop.wait()
                loop.stderr.close()
                seen.add(reader(data))
                inside += bool(list(data.rglob(".*"))) if data.exists() else 0
            self.check_whole(data)
            # The kills hit: many versions were published, and some were cut off in the middle.
            self.assertGreater(len(seen), KILLS / 5)
            self.assertGreater(inside, KILLS / 10)

    def test_survive_a_full_disk(self):
        with tempfile.TemporaryDirectory() as name:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", name], capture_output=True)
            if mounted.returncode != 0:
                self.skipTest("a tmpfs cannot be mounted: " + mounted.stderr.decode().strip())
            try:
                data = pathlib.Path(name) / "data"
                self.assertEqual(run(LOOP, data, "3").returncode, 0)
                before = reader(data)
                # Fill what is left, then give back a little at a time: each run fails at another place.
                ballast = pathlib.Path(name) / "ballast"
                try:
                    ballast.write_bytes(b"x" * 2_000_000)
                except OSError:
                    pass
                failed = 0
                for size in range(ballast.stat().st_size, 0, -16_384):
                    os.truncate(ballast, size)
                    done = run(LOOP, data, "1")
                    failed += done.returncode != 0
                    if done.returncode != 0:
                        self.assertIn("no space left on device", done.stderr)
                        self.assertEqual(reader(data), before)
                    before = reader(data)
                self.assertGreater(failed, 0)
                ballast.unlink()
                self.check_whole(data)
            finally:
                subprocess.run(["umount", name], check=True)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
