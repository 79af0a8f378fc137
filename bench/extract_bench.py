#!/usr/bin/env python3
"""How good the records without a selector file are, and what they cost.

usage: extract_bench.py BUILD [--folds N] [--json]      (./dev bench extract)

BUILD: the folder of the preset `bench`. The pages of $THRESH_SHARED/extraction are converted with models that did not
see their sites (tools/train_extractor.py, trained here, which takes some minutes), and scored with the shared tools: the words of
the main content, titles, authors and dates, and the records of the question pages. Each figure has a floor in
bench/extract_floors.tsv; below it the row is marked and the exit code is 1.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from measure import ROOT, SHARED

FLOORS = ROOT / "bench" / "extract_floors.tsv"
TYPES = r"^(\w+) +\d+ +([\d.]+)"
FIELDS = r"^(title|author|date): .* F1 ([\d.]+)"


def run(*command, **more):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, **more).stdout


def train(build, folds, folder):
    run(build / "bench" / "bench_features", SHARED / "extraction" / "pages.warc.gz", folder)
    run(sys.executable, ROOT / "tools" / "train_extractor.py", folder, SHARED / "extraction" / "gold.jsonl.gz",
        folder / "models", "--folds", folds)
    return folder / "models"


def content_scores(build, models, folder, *options):
    flat = folder / "flat.jsonl"
    flat.write_text(run(build / "bench" / "bench_extract", SHARED / "extraction" / "pages.warc.gz", models, *options))
    report = run(sys.executable, SHARED / "tools" / "score_extraction.py", flat)
    scores = {f"content {kind}": float(value) for kind, value in re.findall(TYPES, report, re.M)}
    return scores | {field: float(value) for field, value in re.findall(FIELDS, report, re.M)}


def unaddressed_scores(build, models, folder):
    """The same of pages as files, of which nobody knows the address (but for those that name it themselves)."""
    scores = content_scores(build, models, folder, "--without-addresses")
    return {f"{name}, no address": scores[name] for name in ("content all", "content article", "content forum")}


def record_scores(build, folder):
    pages = sorted((SHARED / "extraction" / "qa").glob("*.html"))
    records = folder / "records.jsonl"
    subprocess.run([build / "thresh", "convert", *pages, "-t", "jsonl", "-o", records, "--duplicates", "keep",
                    "--quiet"], capture_output=True)
    report = run(sys.executable, SHARED / "tools" / "score_records.py", records)
    line = re.search(r"^all .* F1 ([\d.]+) author ([\d.]+) .*votes ([\d.]+)", report, re.M)
    return dict(zip(("posts", "posts' authors", "posts' votes"), map(float, line.groups())))


def floors():
    rows = [line.split("\t") for line in FLOORS.read_text().splitlines() if line and not line.startswith("# ")]
    return {name: (float(floor), peer) for name, floor, peer in rows}


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("build", type=pathlib.Path)
    cli.add_argument("--folds", type=int, default=5)
    cli.add_argument("--json", action="store_true")
    args = cli.parse_args()
    if not (SHARED / "extraction").is_dir():
        return print("SKIPPED: $THRESH_SHARED/extraction is not there")
    try:
        import lightgbm, rapidfuzz  # noqa: F401
    except ImportError as missing:
        return print("SKIPPED:", missing)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        models = train(args.build, args.folds, folder)
        scores = content_scores(args.build, models, folder) | unaddressed_scores(args.build, models, folder)
        scores |= record_scores(args.build, folder)
    if args.json:
        return print(json.dumps(scores))
    below = False
    print(f"{'measure':<26}{'score':>8}{'floor':>8}{'best peer':>11}")
    for measure, (floor, peer) in floors().items():
        mark = "" if scores[measure] >= floor else "  BELOW"
        below = below or bool(mark)
        print(f"{measure:<26}{scores[measure]:>8.3f}{floor:>8.3f}{peer:>11}{mark}")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
