#!/usr/bin/env python3
"""What a refresh costs: 2,000 generated question pages (136 KB each) from 50 loopback hosts; the first run, one in which
nothing changed, one in which every hundredth page did.

Counted is the processor time of the program alone (user and system). What a run in which nothing changed costs is what
its requests and its plan cost; what one with changes costs beyond that may be at most a twentieth of the first run, else
the exit code is 1. The two take turns for some rounds, of which the median counts: what is looked for is a tenth of a
second, and a busy machine moves it by a third. Of the first run, each time into an empty folder, the median counts, too.

usage: refresh_bench.py PROGRAM [--json]    (./dev bench refresh)
"""

import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

from measure import ROOT, measure

sys.path.insert(0, str(ROOT / "tests" / "site"))
from site_process import SiteProcess  # noqa: E402

HOSTS, PAGES_A_HOST, PAGE_BYTES = 50, 40, 136_000
ROUNDS, FIRST_RUNS = 25, 3
CEILING = 0.05
RULES = """rules: bench/question@1
record: qa
match: {url: "*/q/*"}
html:
  title: h1.title
  question: {body: .question-body, author: .asker}
  answers: {each: .answer, body: .answer-body, author: .name, votes: .votes}
"""


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    settings = {"*": {"questions": PAGES_A_HOST, "page_bytes": PAGE_BYTES}}
    with tempfile.TemporaryDirectory() as name, SiteProcess(hosts=HOSTS, settings=settings) as site:
        folder = pathlib.Path(name)
        (folder / "rules.yaml").write_text(RULES)
        (folder / "urls").write_text("".join(site.url(f"/q/{n}", host) + "\n" for host in range(HOSTS)
                                             for n in range(1, PAGES_A_HOST + 1)))
        (folder / "dataset.yaml").write_text("dataset: bench\nsources:\n  - urls: urls\nrules: rules.yaml\n"
                                             "fetch: {delay: 0s, concurrency: 50, allow_private: true}\noutput: {folder: data}\n")
        run = [program, "refresh", "dataset.yaml"]
        firsts = []
        for _ in range(FIRST_RUNS):
            shutil.rmtree(folder / "data", ignore_errors=True)
            firsts.append(measure(run, folder, environment))
        first, memory = statistics.median(one.cpu for one in firsts), max(one.megabytes for one in firsts)
        same, changed = [], []
        for n in range(ROUNDS):
            same.append(measure(run, folder, environment).cpu)
            for host in range(HOSTS):
                if host % 5 < 2:  # 20 hosts, a page of each: 1 % of 2,000
                    site.change(host, edited={"7": n + 1})
            changed.append(measure(run, folder, environment).cpu)
    share = statistics.median(c - s for c, s in zip(changed, same)) / first
    same, changed = statistics.median(same), statistics.median(changed)
    result = {"pages": HOSTS * PAGES_A_HOST, "first": first, "unchanged": same, "one_percent": changed, "memory_mb": round(memory),
              "share": share}
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        print(f"{result['pages']} pages: the first run {first:.2f} s of CPU, {memory:.0f} MB; nothing changed {same:.2f} s; "
              f"1 % changed {changed:.2f} s (medians of {ROUNDS} rounds)")
        print(f"beyond the requests 1 % changed costs {share:.1%} of the first run (at most {CEILING:.0%})"
              + (" ABOVE" if share > CEILING else ""))
    sys.exit(1 if share > CEILING else 0)


if __name__ == "__main__":
    main()
