#!/usr/bin/env python3
"""What `thresh schedule` prints, read by systemd's own tools: `systemd-analyze verify` takes the units, and
`systemd-analyze calendar` finds the times that our cron finds. SKIPPED where that program is missing.

usage: systemd_test.py PROGRAM CRON_TIMES
"""
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from cron_expressions import expression

PROGRAM, CRON_TIMES = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
if not shutil.which("systemd-analyze"):
    print("SKIPPED: systemd-analyze is missing")
    sys.exit(77)

DATASET = """dataset: clinic
sources: [{urls: [https://clinic.example/q/1]}]
output: {folder: "the data %h $HOME"}
schedule: {cron: "15 3 1,15 * mon-fri", zone: Europe/Berlin, jitter: 10m}
"""


def units_of(text):
    """The two files that are printed one after the other."""
    parts = re.split(r"^# /etc/systemd/system/(\S+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


class Units(unittest.TestCase):
    def test_are_taken_by_systemd(self):
        with tempfile.TemporaryDirectory(prefix="thresh-units-") as folder:
            path = pathlib.Path(folder) / "my sets%" / "clinic.yaml"
            path.parent.mkdir()
            path.write_text(DATASET)
            printed = subprocess.run([PROGRAM, "schedule", path, "--systemd"], capture_output=True, text=True, timeout=60)
            self.assertEqual(printed.returncode, 0, printed.stderr)
            units = units_of(printed.stdout)
            self.assertEqual(sorted(units), ["thresh-clinic.service", "thresh-clinic.timer"])
            for name, text in units.items():
                (pathlib.Path(folder) / name).write_text(text)
            verified = subprocess.run(["systemd-analyze", "verify", "--recursive-errors=no", "--man=no",
                                       *(pathlib.Path(folder) / name for name in units)],
                                      capture_output=True, text=True, timeout=120)
            own = [line for line in (verified.stdout + verified.stderr).splitlines() if "thresh-clinic" in line]
            self.assertEqual(own, [])
            self.assertEqual(verified.returncode, 0, verified.stderr)

    def test_are_found_wrong_by_systemd_where_they_are(self):
        with tempfile.TemporaryDirectory(prefix="thresh-units-") as folder:
            path = pathlib.Path(folder) / "wrong.service"
            path.write_text("[Service]\nType=oneshot\nExecStart=/nonexistent/program\n")
            verified = subprocess.run(["systemd-analyze", "verify", "--man=no", path], capture_output=True, timeout=120)
            self.assertNotEqual(verified.returncode, 0)


class Calendars(unittest.TestCase):
    def test_have_the_times_of_the_expression(self):
        rng = random.Random(7)
        after, base = 1798761600, "2027-01-01 00:00:00 UTC"
        rows = [(expression(rng), "UTC", after, 4) for _ in range(60)]
        ask = lambda *flags: subprocess.run([CRON_TIMES, *flags], input="".join("\t".join(map(str, row)) + "\n" for row in rows),
                                            capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
        compared = 0
        for row, times, events in zip(rows, ask(), ask("--calendar"), strict=True):
            if times.startswith("error"):
                continue
            found = set()
            for event in events.split("\t"):
                shown = subprocess.run(["systemd-analyze", "calendar", "--iterations=4", f"--base-time={base}", event],
                                       capture_output=True, text=True, timeout=60, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})
                self.assertEqual(shown.returncode, 0, f"{row}: {event}: {shown.stderr}")
                for stamp in re.findall(r"(?:Next elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC", shown.stdout):
                    found.add(stamp)
            ours = [subprocess.run(["date", "-u", "-d", f"@{second}", "+%Y-%m-%d %H:%M:%S"], capture_output=True,
                                   text=True).stdout.strip() for second in times.split()]
            self.assertEqual(ours, sorted(found)[:len(ours)], f"{row}: {events}")
            compared += 1
        self.assertGreater(compared, 50)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
