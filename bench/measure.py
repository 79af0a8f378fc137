"""What the benchmarks that run whole programs share: what a run used, rounds that take turns, how a figure is told.

CPU time (user and system) is what a busy machine disturbs least; wall time is taken only where the question is how long
somebody waits. Two programs are compared in rounds that take turns, and what counts is the median of the ratios of one
round: whatever slows the machine down for a while slows both. bench/measure.h has the same for benchmarks that are
programs of their own.
"""

import collections
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("THRESH_SHARED", ROOT.parent / "shared"))

Used = collections.namedtuple("Used", "cpu wall megabytes")

# Runs a command and writes what it used. A process of its own, and a small one: what children waited for have used adds
# up, and the kernel counts to a process also what its parent had at once, until it runs another program.
RUN = """import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], 'w') as file:
    json.dump([used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024], file)
sys.exit(code)"""


def python():
    """The Python of build/python, which has what is compared with; else this one."""
    own = ROOT / "build" / "python" / "bin" / "python3"
    return str(own) if own.exists() else sys.executable


def one_core():
    """What to put before a command so that it stays on one core: the last one that we may use."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0)))]


def measure(command, folder=None, environment=None, feed=None):
    """What a command used; it has to succeed. `feed` writes to its standard input."""
    with tempfile.TemporaryDirectory(prefix="thresh-bench-") as scratch:
        note = pathlib.Path(scratch, "used.json")
        run = subprocess.Popen([sys.executable, "-c", RUN, note, *map(str, command)], cwd=folder, env=environment,
                               stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
        if feed:
            try:
                feed(run.stdin)
                run.stdin.close()
            except BrokenPipeError:
                pass  # it says why itself
        said = run.stderr.read().decode(errors="replace")
        if run.wait() != 0:
            sys.exit(f"{command[0]} left with {run.returncode}: {said[-2000:]}")
        return Used(*json.loads(note.read_text()))


def in_turns(jobs, rounds):
    """{name: [what it gave in each round]} of jobs, {name: function}, that take turns."""
    results = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            results[name].append(job())
    return results


def ratio(above, below):
    """The median of the ratios of one round."""
    return statistics.median(a / b for a, b in zip(above, below))


def verdict(value, floor=None, ceiling=None):
    """(whether a figure is good enough, the words for it)"""
    if floor is not None:
        return value >= floor, f"   floor {floor:g}" + ("" if value >= floor else ": BELOW")
    if ceiling is not None:
        return value <= ceiling, f"   ceiling {ceiling:g}" + ("" if value <= ceiling else ": ABOVE")
    return True, ""
