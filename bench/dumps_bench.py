#!/usr/bin/env python3
"""How good the records of plain-text dumps of unknown sites are.

usage: dumps_bench.py PROGRAM [--half tune|held] [--style seen|nodes] [--pages] [--json]      (./dev bench dumps)

The question and forum pages of $THRESH_SHARED/extraction/qa become text dumps in two styles: `seen`, the text that a
reader sees (`thresh dump --text`), and `nodes`, each piece of text between two tags on a line of its own, as a scraper
writes it that joins text nodes by line ends. Both are converted without any hint of their site, and scored against the
gold: posts (one to one, word F1 of at least 0.8), and of those the authors, votes and dates (the day), as score_records.py of
the shared folder does.

The pages fall in two halves by their site. The reader was developed on the half `tune` alone; nobody looked at the dumps
of the half `held`, whose figures are the ones to quote. Each has a floor in bench/dumps_floors.tsv.
"""

import argparse
import gzip
import hashlib
import html.parser
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

from measure import ROOT, SHARED

PAGES = SHARED / "extraction" / "qa"
FLOORS = ROOT / "bench" / "dumps_floors.tsv"
STYLES, HALVES = ("seen", "nodes"), ("tune", "held")
SILENT = set("script style template head title svg textarea iframe select".split())
VOID = set("area base br col embed hr img input link meta source track wbr".split())


def scorer():
    spec = importlib.util.spec_from_file_location("score_records", SHARED / "tools" / "score_records.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TextNodes(html.parser.HTMLParser):
    """The pieces of text of a page outside of scripts and the like."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip() and not SILENT.intersection(self.open):
            self.pieces.append(data.strip())


def text_nodes(page):
    reader = TextNodes()
    reader.feed(page.read_text(errors="replace"))
    reader.close()
    return "\n".join(reader.pieces) + "\n"


def seen_text(program, page):
    return subprocess.run([program, "dump", "--text", page], check=True, stdout=subprocess.PIPE).stdout.decode()


def halves():
    """By id: which half of the sites the page is of."""
    with gzip.open(SHARED / "extraction" / "gold.jsonl.gz", "rt") as lines:
        urls = {page["id"]: page["url"] for page in map(json.loads, lines)}
    site = lambda url: ".".join(urllib.parse.urlsplit(url).hostname.split(".")[-2:])
    return {name: HALVES[hashlib.sha256(site(url).encode()).digest()[0] % 2] for name, url in urls.items()}


def records(program, texts, folder):
    """By id: the record of each dump."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    command = [program, "convert", *sorted(folder.glob("*.txt")), "-t", "jsonl", "--duplicates", "keep", "-q"]
    run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1, 3):
        raise RuntimeError(run.stderr.decode())
    return {pathlib.Path(record["source"]["name"]).stem: record for record in map(json.loads, run.stdout.splitlines())}


def score_page(gold, record, score):
    """Counts of one page: gold and found posts, matched ones, and the right ones of the values that the gold has."""
    words, plain = score.words, score.plain
    want = ([gold] if words(gold["text"]) else []) + [answer for answer in gold["answers"] if words(answer["text"])]
    posts = record.get("posts") or [record.get("question"), *(record.get("answers") or [])]
    have = [(post, scored) for post, scored in zip(filter(None, posts), score.posts_of(record)) if words(scored["text"])]
    pairs = sorted(((score.f1(words(w["text"]), words(h["text"])), i, j) for i, w in enumerate(want)
                    for j, (_, h) in enumerate(have)), reverse=True)
    counts = dict(want=len(want), have=len(have), matched=0, authors=0, votes=0, dates=0,
                  with_author=sum(bool(plain(w["author"])) for w in want),
                  with_votes=sum(w["votes"] is not None for w in want),
                  with_date=sum(bool(w.get("date")) for w in want),
                  titles=int(plain(gold["title"]) == plain(record.get("title"))), pages=1)
    used = set()
    for similar, i, j in pairs:
        if similar < 0.8:
            break
        if ("w", i) in used or ("h", j) in used:
            continue
        used |= {("w", i), ("h", j)}
        counts["matched"] += 1
        counts["authors"] += bool(plain(want[i]["author"])) and plain(want[i]["author"]) in have[j][1]["author"]
        counts["votes"] += want[i]["votes"] is not None and str(want[i]["votes"]) == str(have[j][1]["votes"])
        date = have[j][0].get("date") or ""
        counts["dates"] += bool(want[i].get("date")) and near(date, want[i]["date"])
    return counts


def near(date, gold):
    """The same day, or the one beside it: a page shows its reader's time zone."""
    import datetime
    try:
        days = [datetime.date.fromisoformat(text[:10]) for text in (date, gold)]
    except ValueError:
        return False
    return abs((days[0] - days[1]).days) <= 1


def figures(pages):
    total = {key: sum(page[key] for page in pages) for key in pages[0]}
    share = lambda what, of: total[what] / max(total[of], 1)
    return {"posts": 2 * total["matched"] / max(total["want"] + total["have"], 1), "authors": share("authors", "with_author"),
            "votes": share("votes", "with_votes"), "dates": share("dates", "with_date"), "titles": share("titles", "pages")}


def floors():
    rows = [line.split("\t") for line in FLOORS.read_text().splitlines() if line and not line.startswith("# ")]
    return {name: float(floor) for name, floor in rows}


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("program", type=pathlib.Path)
    cli.add_argument("--half", choices=HALVES, action="append")
    cli.add_argument("--style", choices=STYLES, action="append")
    cli.add_argument("--pages", action="store_true", help="a line a page")
    cli.add_argument("--keep", type=pathlib.Path, help="write the dumps here")
    cli.add_argument("--json", action="store_true")
    args = cli.parse_args()
    if not PAGES.is_dir():
        return print("SKIPPED: $THRESH_SHARED/extraction is not there")
    score, half_of, scores = scorer(), halves(), {}
    for style in args.style or STYLES:
        for half in args.half or HALVES:
            names = [path.stem for path in sorted(PAGES.glob("*.html")) if half_of[path.stem] == half]
            make = (lambda page: seen_text(args.program, page)) if style == "seen" else text_nodes
            with tempfile.TemporaryDirectory() as folder:
                out = pathlib.Path(folder)
                if args.keep:
                    out = args.keep / f"{style}-{half}"
                    out.mkdir(parents=True, exist_ok=True)
                found = records(args.program, {name: make(PAGES / f"{name}.html") for name in names}, out)
            pages = []
            for name in names:
                gold = json.loads((PAGES / f"{name}.gold.json").read_text())
                pages.append(score_page(gold, found.get(name, {}), score))
                if args.pages:
                    warning = next((w["message"] for w in found.get(name, {}).get("warnings", []) if w["code"] == "no_rules"), "")
                    counts = pages[-1]
                    print(name, found.get(name, {}).get("kind"), *(f"{key}={counts[key]}" for key in counts if key != "pages"),
                          *re.findall(r"[01]\.\d\d", warning))
            scores |= {f"{style} {half} {what}": value for what, value in figures(pages).items()}
    if args.json:
        return print(json.dumps(scores))
    below, floor_of = False, floors() if FLOORS.exists() else {}
    for name, value in scores.items():
        mark = "  BELOW" if value < floor_of.get(name, 0) else ""
        below = below or bool(mark)
        print(f"{name:<24}{value:8.3f}{floor_of.get(name, 0):8.3f}{mark}")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
