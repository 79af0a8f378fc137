#!/usr/bin/env python3
"""How fast archives are read, beside fastwarc: all records of a file with their blocks, in alternating rounds, CPU time.

usage: warc_bench.py BENCH_WARC [FILE] [ROUNDS]      fastwarc is that of build/python, where it is there

The exit code is 1 where fastwarc is faster.
"""

import re
import statistics
import subprocess
import sys

from measure import SHARED, in_turns, one_core, python, ratio, verdict

FLOOR = 1  # times as fast as fastwarc
THEIRS = """
import sys, time
from fastwarc.warc import ArchiveIterator
start = time.process_time()
size = sum(len(record.reader.read()) for record in ArchiveIterator(open(sys.argv[1], "rb"), parse_http=False))
print(time.process_time() - start, size)
"""


def ours(program, path):
    line = subprocess.run([*one_core(), program, path, "1"], capture_output=True, text=True, check=True).stdout
    return float(re.search(r"records +[\d.]+ MB/s, ([\d.]+) s", line).group(1))


def theirs(path):
    """(seconds, bytes of records), or nothing."""
    run = subprocess.run([*one_core(), python(), "-c", THEIRS, path], capture_output=True, text=True)
    return tuple(float(n) for n in run.stdout.split()) if run.returncode == 0 else None


def main():
    program = sys.argv[1]
    path = sys.argv[2] if len(sys.argv) > 2 else str(SHARED / "corpus" / "pages.warc.gz")
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    used = in_turns({"ours": lambda: ours(program, path), "theirs": lambda: theirs(path)}, rounds)
    middle = statistics.median(used["ours"])
    if used["theirs"][0] is None:
        print(f"thresh    {middle:.4f} s (median of {rounds} rounds)")
        print("fastwarc  SKIPPED: not installed (./dev bench warc installs it)")
        return 0
    megabytes = used["theirs"][0][1] / 1e6
    seconds = [one[0] for one in used["theirs"]]
    good, words = verdict(round(ratio(seconds, used["ours"]), 2), floor=FLOOR)
    print(f"thresh    {middle:.4f} s (median of {rounds} rounds), {megabytes / middle:.0f} MB/s")
    print(f"fastwarc  {statistics.median(seconds):.4f} s, {megabytes / statistics.median(seconds):.0f} MB/s: "
          f"{ratio(seconds, used['ours']):.2f} times ours{words}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
