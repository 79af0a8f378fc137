#!/usr/bin/env python3
"""How well template artifacts are told from what only looks like them, on generated pages (artifact_corpus.py).

usage: artifact_corpus_test.py PROGRAM [--part tune|held] [--seed N] [--pages N] [--show]

Prints recall in the places of typed values and in text, and how many legitimate uses were touched; fails below the floors.
The floors hold on the part that is never tuned on. The truth is compared with the ledger of `thresh convert`.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import artifact_corpus as corpus

FLOORS = pathlib.Path(__file__).resolve().parent.parent / "floors.json"
CHAFF = {"template_artifact", "notice"}


def make(folder, part, seed, count):
    """Pages into `folder`; by name what each of them holds."""
    maker = corpus.Maker(part, seed)
    truth = {}
    for number in range(count):
        kind = ("slot", "text", "legitimate")[number % 3]
        family = maker.random.choice(maker.SLOT if kind == "slot" else maker.TEXT)
        place = maker.random.choice(list(corpus.SLOTS) if kind == "slot" else corpus.PLACES)
        dump = place == "dump"
        page = corpus.make_dump(maker, kind, family) if dump else corpus.make_page(maker, kind, family, place)
        if kind == "legitimate" and number % 5 == 0 and not dump:
            page = corpus.make_tutorial(maker, part, maker.random.choice(maker.TAUGHT))
        path = folder / f"{number:06}.{'txt' if dump else 'html'}"
        path.write_text(page.text, encoding="utf-8")
        truth[str(path)] = (kind, family, place, page)
    return truth


def ledger_of(program, folder):
    rules, ledger = folder / "rules.yaml", folder / "ledger.jsonl"
    rules.write_text(corpus.RULES)
    subprocess.run([program, "convert", str(folder / "*.html"), str(folder / "*.txt"), "--rules", str(rules), "--ledger", str(ledger), "-o",
                    str(folder / "records.jsonl")], check=True, stderr=subprocess.DEVNULL)
    for line in ledger.open(encoding="utf-8"):
        page = json.loads(line)
        yield page["source"], page["spans"]


def is_right(kind, page, spans):
    inside = [span for span in spans if span["begin"] < page.end and span["end"] > page.begin]
    chaff = [span["state"] == "removed" and span["reason"] in CHAFF for span in inside]
    return not any(chaff) if kind == "legitimate" else bool(inside) and all(chaff)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--part", default="held", choices=["tune", "held"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        truth = make(pathlib.Path(name), options.part, options.seed, options.pages)
        seen, right, wrong = collections.Counter(), collections.Counter(), collections.Counter()
        for source, spans in ledger_of(options.program, pathlib.Path(name)):
            kind, family, place, page = truth[source]
            seen[kind] += 1
            if is_right(kind, page, spans):
                right[kind] += 1
            else:
                thing = page.text.encode()[page.begin:page.end].decode()
                wrong[(kind, family if kind != "legitimate" else "", place if kind == "slot" else "", thing)] += 1
    print(f"{options.part}: recall in slots {right['slot'] / seen['slot']:.4f}, in text {right['text'] / seen['text']:.4f}; "
          f"legitimate uses touched {seen['legitimate'] - right['legitimate']} of {seen['legitimate']}")
    if options.show:
        for case, count in sorted(wrong.items()):
            print(f"  {count:4} {' '.join(part for part in case if part)}")
    floors = json.loads(FLOORS.read_text())["artifacts"]
    below = [kind for kind, floor in floors.items() if right[kind] < floor * seen[kind]]
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
