#!/usr/bin/env python3
"""How many forms of each table of tests/normalize/ are read right; fails below the floors, so that no table shrinks unseen.

usage: forms_score_test.py READ_FORMS [--show]

The floors are numbers of forms in tests/floors.json: raise them when you add some.
"""
import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
FLOORS = FOLDER.parent / "floors.json"


def rows_of(table):
    for line in (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            text, _, cells = line.partition("\t")
            yield text, cells.rstrip("\t")


def wrong_ones(program, table, rows):
    texts = "".join(text + "\n" for text, _ in rows)
    answers = subprocess.run([program, table], input=texts, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.split("\n")
    for (text, cells), answer in zip(rows, answers, strict=False):
        if answer.rstrip("\t") != cells:
            yield text, cells, answer


def main():
    program, show = sys.argv[1], "--show" in sys.argv
    floors = json.loads(FLOORS.read_text())["forms"]
    unknown = {path.stem for path in FOLDER.glob("*.tsv")} ^ set(floors)
    for table in sorted(unknown):
        print(f"{table}: either has no floor or is no table")
    below = len(unknown)
    for table, floor in floors.items():
        rows = list(rows_of(table))
        wrong = list(wrong_ones(program, table, rows))
        right = len(rows) - len(wrong)
        print(f"{table:20} {right:4} of {len(rows):4} forms right, floor {floor}")
        below += right < floor
        for text, cells, answer in wrong if show else []:
            print(f"  {text!r}: {cells!r} wanted, {answer!r} found")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
