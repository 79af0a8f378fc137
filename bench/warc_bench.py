#!/usr/bin/env python3
"""How fast archives are read, beside fastwarc: all records of a file with their blocks, in alternating rounds, CPU time.

usage: warc_bench.py BENCH_WARC [FILE] [ROUNDS]      fastwarc is that of build/python, where it is there
"""

import os
import pathlib
import re
import subprocess
import sys

THEIRS = """
import sys, time
from fastwarc.warc import ArchiveIterator
start = time.process_time()
size = sum(len(record.reader.read()) for record in ArchiveIterator(open(sys.argv[1], "rb"), parse_http=False))
print(time.process_time() - start, size)
"""


def ours(program, path):
    line = subprocess.run([program, path, "1"], capture_output=True, text=True, check=True).stdout
    return float(re.search(r"records +[\d.]+ MB/s, ([\d.]+) s", line).group(1))


def theirs(path):
    python = pathlib.Path("build/python/bin/python3")
    run = subprocess.run([python if python.exists() else sys.executable, "-c", THEIRS, path], capture_output=True, text=True)
    return tuple(float(n) for n in run.stdout.split()) if run.returncode == 0 else (None, None)


def main():
    program = sys.argv[1]
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.environ["THRESH_SHARED"], "corpus", "pages.warc.gz")
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    mine, other, size = [], [], None
    for _ in range(rounds):
        mine.append(ours(program, path))
        seconds, size = theirs(path)
        if seconds is not None:
            other.append(seconds)
    mine.sort()
    other.sort()
    middle = mine[len(mine) // 2]
    print(f"thresh    {middle:.4f} s (median of {rounds} rounds)" + (f", {size / 1e6 / middle:.0f} MB/s" if size else ""))
    if other:
        their_middle = other[len(other) // 2]
        print(f"fastwarc  {their_middle:.4f} s, {size / 1e6 / their_middle:.0f} MB/s: {their_middle / middle:.2f} times ours")
    else:
        print("fastwarc  SKIPPED: not installed (./dev test installs it)")


if __name__ == "__main__":
    main()
