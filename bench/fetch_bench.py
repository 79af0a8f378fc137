#!/usr/bin/env python3
"""What fetching costs: 2,000 real pages (136 KB on average) from 200 loopback hosts without delay, six fields of each to
JSON lines. Ours, ours with a WARC archive written, and Scrapy on the same job, in rounds that take turns.

Counted are pages for each second of processor time of the client alone (user and system), and the most memory it had.
The exit code is 1 where ours is under 8 times Scrapy's pages (3 times with the archive) or over 150 MB; without Scrapy
(PyPI) ours alone is measured.

usage: fetch_bench.py PROGRAM [--rounds N] [--json]    (./dev bench fetch)
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from measure import ROOT, SHARED, in_turns, measure, python

sys.path.insert(0, str(ROOT / "tests" / "site"))
from site_process import addresses  # noqa: E402

HOSTS, PAGES = 200, 2000
FLOOR, FLOOR_WITH_WARC, CEILING_MB = 8, 3, 150
RULES = """rules: bench/pages@1
record: custom
html:
  title: title
  description: meta:description
  heading: h1
  canonical: 'link[rel="canonical"] @href'
  image: meta:og:image
  kind: meta:og:type
"""


def lines(path):
    return sum(1 for _ in open(path))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpus = SHARED / "corpus" / "pages.warc.gz"
    if not corpus.exists():
        print(f"SKIPPED: there is no {corpus}")
        return 0
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    scrapy = subprocess.run([python(), "-c", "import scrapy"], capture_output=True).returncode == 0
    server = subprocess.Popen([sys.executable, ROOT / "bench" / "fetch_server.py", str(HOSTS), corpus],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    served = json.loads(server.stdout.readline())
    with tempfile.TemporaryDirectory(prefix="thresh-bench-") as scratch:
        folder = pathlib.Path(scratch)
        hosts = addresses(HOSTS)
        (folder / "urls").write_text("".join(f"http://{hosts[n % HOSTS]}:{served['port']}/page/{n}\n" for n in range(PAGES)))
        (folder / "rules.yaml").write_text(RULES)
        ours = [options.program.resolve(), "fetch", "--urls", "urls", "--rules", "rules.yaml", "--bare", "-o", "ours.jsonl",
                "--delay", "0", "--concurrency", "64", "--allow-private", "--agent", "bench", "-q"]
        jobs = {"thresh": (ours, "ours.jsonl"), "thresh, with WARC": ([*ours, "--warc", "all.warc.gz"], "ours.jsonl")}
        if scrapy:
            jobs["Scrapy"] = ([python(), ROOT / "bench" / "fetch_scrapy.py", "urls", "scrapy.jsonl"], "scrapy.jsonl")

        def run(name):
            command, out = jobs[name]
            (folder / "all.warc.gz").unlink(missing_ok=True)  # archives are never written over
            used = measure(command, folder, environment)
            if lines(folder / out) != PAGES:
                sys.exit(f"{name} wrote {lines(folder / out)} records and not {PAGES}")
            return used

        used = in_turns({name: lambda name=name: run(name) for name in jobs}, options.rounds)
    rates = {name: [PAGES / one.cpu for one in used[name]] for name in used}
    memory = {name: round(max(one.megabytes for one in used[name])) for name in used}
    server.stdin.close()
    server.wait()
    best = {name: max(values) for name, values in rates.items()}
    if options.json:
        print(json.dumps({"pages": PAGES, "rates": rates, "memory": memory}))
    else:
        print(f"{PAGES} pages of {served['bytes'] / served['pages'] / 1000:.0f} KB from {HOSTS} hosts, "
              f"best of {options.rounds} rounds")
        for name in jobs:
            times = f"{best[name] / best['Scrapy']:.1f} x Scrapy" if scrapy else ""
            print(f"  {name:20} {best[name]:7.0f} pages a CPU second  {memory[name]:4} MB  {times}")
    if not scrapy:
        print("SKIPPED: Scrapy, which is not in build/python")
        return 0
    slow = best["thresh"] < FLOOR * best["Scrapy"] or best["thresh, with WARC"] < FLOOR_WITH_WARC * best["Scrapy"]
    return 1 if slow or max(memory["thresh"], memory["thresh, with WARC"]) > CEILING_MB else 0


if __name__ == "__main__":
    sys.exit(main())
