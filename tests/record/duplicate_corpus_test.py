#!/usr/bin/env python3
"""How well `thresh convert` tells duplicates from pages that only look alike, on generated pages.

usage: duplicate_corpus_test.py PROGRAM [--seed N] [--pages N] [--show]

Prints recall over the copies and the share of marks that are right, and fails below the floors in tests/floors.json.

Copies of a page that came before (each must be marked as a duplicate of it):
  same       letter case, punctuation and line breaks alone differ
  counts     a date and two counts in its text are others, as when it is fetched again on another day
  typos      a word in a hundred is replaced, left out or put in
  addition   a sentence is added at the end
  retitled   the title has a site's name after it
Pages that look like an earlier one and say something else (none may be marked):
  template   of the words, more than half are those of a site's template
  product    the text is nearly the same, but the title has another number
  question   the question of an earlier page with another answer to it
  rewritten  one word in eight is another
  short      a few words, of which one is another
The pages are in an alphabet with spaces (Latin, Cyrillic) or in one without (kana).
"""
import argparse
import collections
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

FLOORS = pathlib.Path(__file__).resolve().parent.parent / "floors.json"
COPIES = ("same", "counts", "typos", "addition", "retitled")
OTHERS = ("template", "product", "question", "rewritten", "short")
SYLLABLES = {
    "latin": ["ra", "to", "mi", "sel", "ka", "ne", "vor", "ul", "de", "shi", "pan", "o"],
    "cyrillic": ["ра", "то", "ми", "сел", "ка", "не", "вор", "ул", "де", "ши", "пан", "о"],
    "kana": ["ら", "と", "み", "せる", "か", "ね", "ぼ", "うる", "で", "し", "ぱん", "お"],
}
VOCABULARY = 8000


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.templates = {script: [self.words(150) for _ in range(3)] for script in SYLLABLES}

    def words(self, count):
        """Words by their rank; the r-th most frequent one has a share of 1/r."""
        return [int(math.exp(self.random.random() * math.log(VOCABULARY)) - 1) for _ in range(count)]

    def spelled(self, script, number):
        syllables, word, rest = SYLLABLES[script], "", number + 7
        while rest:
            word += syllables[rest % len(syllables)]
            rest //= len(syllables)
        return word

    def text(self, script, words, loud=False):
        """Sentences and paragraphs; `loud` is the same in other letter case, punctuation and lines."""
        out, stop = "", "。" if script == "kana" else "."
        for place, word in enumerate(words):
            spelled = word if isinstance(word, str) else self.spelled(script, word)
            out += spelled.upper() if loud and self.random.random() < 0.1 else spelled
            if place % 11 == 10:
                out += ("!" if loud else stop) + (" " if place % 5 or loud else "\n\n")
            elif script != "kana" or isinstance(word, str):
                out += "\n" if loud and place % 7 == 6 else " "
        return out.strip()

    def edited(self, words, edits):
        words = list(words)
        for _ in range(edits):
            place = self.random.randrange(len(words))
            what = self.random.randrange(3)
            words[place:place + (what > 0)] = self.words(1) if what < 2 else []
        return words

    def replaced(self, words, share):
        return [self.words(1)[0] + VOCABULARY if self.random.random() < share else word for word in words]


def pages(maker, count):
    """Yields a text, what sort it is, and the number of the page that it was made from."""
    made = []  # the words, script and number of the pages that say something of their own
    for number in range(count):
        sort = maker.random.choice(("new",) * 4 + COPIES + OTHERS) if made else "new"
        script = maker.random.choice(("latin", "latin", "cyrillic", "kana"))
        original = None
        if sort == "new":
            words = maker.words(maker.random.randrange(120, 500)) + [f"20{maker.random.randrange(10, 30)}", "12", "345"]
            title = maker.words(6) + [str(maker.random.randrange(10, 100))]
            made.append((title, words, script, number))
        else:
            title, words, script, original = maker.random.choice(made)
        if sort == "counts":
            words = words[:-3] + [f"19{maker.random.randrange(10, 99)}", "9", str(maker.random.randrange(1000, 9000))]
        elif sort == "typos":
            words = maker.edited(words, max(1, len(words) // 100))
        elif sort == "addition":
            words = words + maker.words(len(words) // 25)
        elif sort == "retitled":
            title = title + ["-"] + maker.words(2)
        elif sort == "template":
            title = maker.words(6)
            words = maker.random.choice(maker.templates[script]) + maker.words(90)
        elif sort == "product":
            title = title[:-1] + [str(1000 + number)]
            words = maker.edited(words, 1)
        elif sort == "question":
            words = words[:60] + maker.words(maker.random.randrange(60, 200))
        elif sort == "rewritten":
            words = maker.replaced(words, 0.125)
        elif sort == "short":
            words = words[:6 if script == "kana" else 12] + [str(number)]
        loud = sort == "same"
        yield maker.text(script, title, loud).replace("\n", " ") + "\n\n" + maker.text(script, words, loud), sort, original


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, truth = pathlib.Path(name), []
        for number, (text, sort, original) in enumerate(pages(Maker(options.seed), options.pages)):
            (folder / f"{number:06}.txt").write_text(text + "\n", encoding="utf-8")
            truth.append((sort, original))
        run = subprocess.run([options.program, "convert", "--quiet", "--to", "jsonl", name], check=True, stdout=subprocess.PIPE)
        records = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(records) == options.pages
    numbers = {record["id"]: number for number, record in enumerate(records)}
    seen, found, wrong = collections.Counter(), collections.Counter(), collections.Counter()
    for record, (sort, original) in zip(records, truth):
        seen[sort] += 1
        if record["duplicate_of"] is None:
            continue
        if sort in COPIES and numbers[record["duplicate_of"]] == original:
            found[sort] += 1
        else:
            wrong[sort] += 1
    recall = sum(found.values()) / sum(seen[sort] for sort in COPIES)
    precision = sum(found.values()) / (sum(found.values()) + sum(wrong.values()))
    print(f"recall {recall:.4f}, precision {precision:.4f} of {sum(seen[sort] for sort in COPIES)} copies among {options.pages} pages")
    if options.show:
        for sort in ("new",) + COPIES + OTHERS:
            print(f"  {sort:9} {seen[sort]:5}, {found[sort]:5} found, {wrong[sort]:3} marked wrongly")
    floors = json.loads(FLOORS.read_text())["duplicates"]
    below = [name for name, value in (("recall", recall), ("precision", precision)) if value < floors[name]]
    for name in below:
        print(f"{name} is below its floor of {floors[name]}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
