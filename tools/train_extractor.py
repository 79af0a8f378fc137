#!/usr/bin/env python3
"""Trains the models of the automatic extractor (data/model_*.tsv; docs/automatic-content.md is their card).

usage: train_extractor.py FEATURES GOLD OUT [--folds N]

FEATURES: what bench_features wrote of the archive. GOLD: gold.jsonl.gz. OUT: a folder for model_page_type.tsv,
model_page_type_unaddressed.tsv, model_main_content_first.tsv and model_main_content.tsv; with --folds it gets fold-0 to
fold-N-1, each with the models that were trained without the sites of that fold, and folds.tsv, which says for each address
which fold it is in. Needs LightGBM, NumPy, RapidFuzz.

A block's label is the share of its words that the longest common subsequence of the page's and the gold's words holds,
times how often neighbours there are neighbours here. Blocks weigh as their words, pages all the same. Page types are
learned first; what they are taken for, by models that did not see the page's site, is input to the models of blocks. The
second of these also sees what the first, again without the page's site, says of a block, its neighbours and its like.
Everything is seeded: the same input and version of LightGBM give the same files.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import re
from urllib.parse import urlsplit

import lightgbm
import numpy
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
LONGEST = 30_000  # words of a page that are looked at
SHARED = {"bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 2, "deterministic": True,
          "force_row_wise": True}
BLOCKS = SHARED | {"objective": "cross_entropy", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 200,
                   "feature_fraction": 0.5, "lambda_l2": 5, "max_bin": 127, "seed": 7}
BLOCK_ROUNDS = 150
SECOND_ROUNDS = 100
TYPES = SHARED | {"objective": "multiclass", "num_leaves": 7, "learning_rate": 0.1, "min_data_in_leaf": 10,
                  "feature_fraction": 0.3, "lambda_l2": 3, "seed": 3}
TYPE_ROUNDS = 80
UNADDRESSED = TYPES | {"feature_fraction": 0.5, "min_data_in_leaf": 20}  # without the columns that tell the most
OF_ADDRESS = ("path", "host", "last", "query")  # how the columns of a page's address begin
INNER = 5  # folds by which training pages get the types they are taken for
INNER_BLOCKS = 3  # the same for what the first model of blocks says


def words(text):
    return WORD.findall((text or "").lower())


def site(url):
    """The registered domain, near enough: no site may be in two folds."""
    labels = (urlsplit(url).hostname or "").split(".")
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "net", "ac", "gov", "edu")
    return ".".join(labels[-3:] if second else labels[-2:])


def fold_of(url, count, salt=""):
    return int(hashlib.md5((salt + site(url)).encode()).hexdigest(), 16) % count


def labels_of(blocks, gold):
    flat = [word for block in blocks for word in block]
    at = numpy.full(len(flat), -1)
    if flat and gold:
        for part in LCSseq.opcodes(flat[:LONGEST], gold[:LONGEST]):
            if part.tag == "equal":
                size = part.src_end - part.src_start
                at[part.src_start : part.src_end] = numpy.arange(part.dest_start, part.dest_start + size)
    labels, begin = [], 0
    for block in blocks:
        own = at[begin : begin + len(block)]
        begin += len(block)
        if not len(own):
            labels.append(0.0)
            continue
        joined = 1.0
        if len(own) > 1:
            joined = ((own[1:] - own[:-1] == 1) & (own[:-1] >= 0)).mean()
        labels.append(float((own >= 0).mean() * joined))
    return numpy.array(labels)


class Data:
    def __init__(self, features, gold):
        lines = [json.loads(line) for line in gzip.open(gold, "rt", encoding="utf8")]
        gold = {line["url"]: line for line in lines}
        self.columns = (features / "columns.txt").read_text().split()
        self.page_columns = (features / "page_columns.txt").read_text().split()
        rows = numpy.fromfile(features / "blocks.f32", dtype=numpy.float32).reshape(-1, len(self.columns))
        pages = numpy.fromfile(features / "pages.f32", dtype=numpy.float32).reshape(-1, len(self.page_columns))
        self.urls, labels, weights, kept, kept_pages, self.page_of, types = [], [], [], [], [], [], []
        self.places, self.levels = [], []
        begin = 0
        for number, line in enumerate(open(features / "pages.jsonl", encoding="utf8")):
            page = json.loads(line)
            span = range(begin, begin + page["rows"])
            begin = span.stop
            if page["url"] not in gold:
                continue
            blocks = [words(text) for text in page["texts"]]
            size = numpy.minimum([float(len(block)) for block in blocks], 400)
            labels.append(labels_of(blocks, words(gold[page["url"]]["main_content"])))
            weights.append(size / max(size.sum(), 1))
            kept.extend(span)
            kept_pages.append(number)
            self.page_of.extend([len(self.urls)] * len(span))
            self.urls.append(page["url"])
            self.places.append(numpy.array(page["places"], dtype=int))
            self.levels.append(page["levels"])
            types.append(gold[page["url"]]["type"])
        self.rows, self.pages = rows[kept], pages[kept_pages]
        self.labels = numpy.concatenate(labels).clip(0, 1)
        self.weights = numpy.concatenate(weights)
        self.weights /= self.weights.mean()
        self.page_of = numpy.array(self.page_of)
        self.classes = sorted(set(types))
        self.types = numpy.array([self.classes.index(one) for one in types])


def train_types(data, chosen):
    parameters = TYPES | {"num_class": len(data.classes)}
    return lightgbm.train(parameters, lightgbm.Dataset(data.pages[chosen], data.types[chosen]), TYPE_ROUNDS)


def train_unaddressed(data, chosen):
    pages = data.pages[chosen].copy()
    pages[:, [name.split("_")[0] in OF_ADDRESS for name in data.page_columns]] = 0
    parameters = UNADDRESSED | {"num_class": len(data.classes)}
    return lightgbm.train(parameters, lightgbm.Dataset(pages, data.types[chosen]), TYPE_ROUNDS)


def taken_for(data, chosen):
    """The types that the chosen pages are taken for by models that did not see their sites."""
    taken = numpy.zeros((len(data.urls), len(data.classes)))
    inner = numpy.array([fold_of(url, INNER, "inner ") for url in data.urls])
    for fold in range(INNER):
        model = train_types(data, chosen & (inner != fold))
        taken[inner == fold] = model.predict(data.pages[inner == fold])
    return taken


def train_first(data, chosen, taken, rounds=BLOCK_ROUNDS):
    rows = chosen[data.page_of]
    features = numpy.hstack([data.rows[rows], taken[data.page_of[rows]]]).astype(numpy.float32)
    return lightgbm.train(BLOCKS, lightgbm.Dataset(features, data.labels[rows], weight=data.weights[rows]), rounds)


def said_first(data, chosen, taken):
    """What models of blocks that did not see their sites say of the chosen pages' blocks."""
    said = numpy.zeros(len(data.rows))
    inner = numpy.array([fold_of(url, INNER_BLOCKS, "second ") for url in data.urls])
    for fold in range(INNER_BLOCKS):
        model = train_first(data, chosen & (inner != fold), taken)
        rows = (chosen & (inner == fold))[data.page_of]
        said[rows] = model.predict(numpy.hstack([data.rows[rows], taken[data.page_of[rows]]]).astype(numpy.float32))
    return said


class SecondLook:
    """The columns that src/automatic/second_look.cpp makes of what the first model says of a page's blocks."""

    NAMES = (["first", *(f"first_m{k}" for k in (1, 2, 3, 4)), *(f"first_p{k}" for k in (1, 2, 3, 4)),
              *(f"{side}{size}" for size in (3, 8, 20) for side in ("before", "after")),
              "page_mean", "page_before", "page_expected", "place_mean", "place_others", "place_most",
              "level1_mean", "level1_share", "level2_mean", "level2_share", "level3_mean", "level3_share",
              "level4_mean", "level5_mean"])
    LEVELS, SHARED_LEVELS = 5, 3

    def __init__(self, first, words, places, levels):
        self.first, self.words, self.places, self.levels = first, words, places, levels
        self.expected_before = numpy.concatenate([[0], numpy.cumsum(first * words)])
        self.words_before = numpy.concatenate([[0], numpy.cumsum(words)])

    def columns(self):
        out = [self.first, *self.neighbours(), *self.windows(), *self.page(), *self.place(), *self.around()]
        return numpy.array(out).T.astype(numpy.float32)

    def neighbours(self):
        count = len(self.first)
        padded = numpy.concatenate([numpy.full(4, -1.0), self.first, numpy.full(4, -1.0)])
        return [padded[4 + k : 4 + k + count] for k in (-1, -2, -3, -4, 1, 2, 3, 4)]

    def mean(self, begin, end):
        words = self.words_before[end] - self.words_before[begin]
        return (self.expected_before[end] - self.expected_before[begin]) / numpy.maximum(words, 1)

    def windows(self):
        count = len(self.first)
        at = numpy.arange(count)
        for size in (3, 8, 20):
            yield self.mean(numpy.maximum(at - size, 0), at)
            yield self.mean(at + 1, numpy.minimum(at + 1 + size, count))

    def share(self, expected):
        return expected / max(self.expected_before[-1], 1e-6)

    def page(self):
        count = len(self.first)
        yield numpy.full(count, self.mean(0, count))
        yield self.share(self.expected_before[:-1])
        yield numpy.full(count, self.expected_before[-1])

    def place(self):
        own = self.first * self.words
        expected, words, sums, counts = (numpy.bincount(self.places, weights)[self.places]
                                         for weights in (own, self.words, self.first, numpy.ones(len(own))))
        most = numpy.zeros(self.places.max() + 1)
        numpy.maximum.at(most, self.places, self.first)
        yield (expected - own) / numpy.maximum(words - self.words, 1)
        yield numpy.where(counts > 1, (sums - self.first) / numpy.maximum(counts - 1, 1), -1)
        yield most[self.places]

    def around(self):
        own = self.first * self.words
        for level in range(self.LEVELS):
            there = numpy.array([len(parts) > 2 * level for parts in self.levels])
            spans = [parts[2 * level : 2 * level + 2] if ok else (0, 0) for parts, ok in zip(self.levels, there)]
            begin, end = numpy.array(spans).T
            expected = self.expected_before[end] - self.expected_before[begin]
            words = self.words_before[end] - self.words_before[begin]
            yield numpy.where(there, (expected - own) / numpy.maximum(words - self.words, 1), -1)
            if level < self.SHARED_LEVELS:
                yield numpy.where(there, self.share(expected), -1)


def second_looks(data, chosen, said):
    """A row for each block of the chosen pages."""
    words = data.rows[:, data.columns.index("words")].astype(float)
    begins = numpy.searchsorted(data.page_of, numpy.arange(len(data.urls) + 1))
    out = []
    for page in numpy.flatnonzero(chosen):
        rows = slice(begins[page], begins[page + 1])
        if rows.start < rows.stop:
            out.append(SecondLook(said[rows], words[rows], data.places[page], data.levels[page]).columns())
    return numpy.vstack(out)


def train_second(data, chosen, taken):
    rows = chosen[data.page_of]
    looks = second_looks(data, chosen, said_first(data, chosen, taken))
    features = numpy.hstack([data.rows[rows], looks, taken[data.page_of[rows]]]).astype(numpy.float32)
    return lightgbm.train(BLOCKS, lightgbm.Dataset(features, data.labels[rows], weight=data.weights[rows]), SECOND_ROUNDS)


def number(value):
    return f"{numpy.float32(value):.6g}"


def threshold(value):
    """As a float that puts every float on the side on which the double puts it."""
    single = numpy.float32(value)
    if float(single) > value:
        single = numpy.nextafter(single, numpy.float32(-numpy.inf))
    return f"{single:.9g}"


def tree_row(node):
    """In preorder, without recursion."""
    out, todo = [], [node]
    while todo:
        node = todo.pop()
        if "leaf_value" in node:
            out.append("=" + number(node["leaf_value"]))
        else:
            out.append(f"{node['split_feature']}<{threshold(node['threshold'])}")
            todo += [node["right_child"], node["left_child"]]
    return " ".join(out)


def write(path, model, columns, classes, about):
    trees = model.dump_model()["tree_info"]
    with open(path, "w", encoding="utf8") as out:
        print(f"# {about} Written by tools/train_extractor.py; docs/automatic-content.md is its card.", file=out)
        print("columns\t" + " ".join(columns), file=out)
        if classes:
            print("classes\t" + " ".join(classes), file=out)
        for tree in trees:
            print(tree_row(tree["tree_structure"]), file=out)


def train(data, chosen, out):
    out.mkdir(parents=True, exist_ok=True)
    write(out / "model_page_type.tsv", train_types(data, chosen), data.page_columns, data.classes,
          "Of what type a page is.")
    write(out / "model_page_type_unaddressed.tsv", train_unaddressed(data, chosen), data.page_columns, data.classes,
          "Of what type a page is whose address nobody knows.")
    taken = taken_for(data, chosen)
    types = ["type_" + name for name in data.classes]
    write(out / "model_main_content_first.tsv", train_first(data, chosen, taken), data.columns + types, [],
          "Which blocks of a page are its main content, at first sight.")
    write(out / "model_main_content.tsv", train_second(data, chosen, taken), data.columns + SecondLook.NAMES + types, [],
          "Which blocks of a page are its main content.")


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("features", type=pathlib.Path)
    cli.add_argument("gold", type=pathlib.Path)
    cli.add_argument("out", type=pathlib.Path)
    cli.add_argument("--folds", type=int, default=0)
    args = cli.parse_args()
    data = Data(args.features, args.gold)
    everything = numpy.full(len(data.urls), True)
    if not args.folds:
        return train(data, everything, args.out)
    folds = numpy.array([fold_of(url, args.folds) for url in data.urls])
    for fold in range(args.folds):
        train(data, folds != fold, args.out / f"fold-{fold}")
    with open(args.out / "folds.tsv", "w", encoding="utf8") as out:
        for url, fold in zip(data.urls, folds):
            print(f"{url}\t{fold}", file=out)


if __name__ == "__main__":
    main()
