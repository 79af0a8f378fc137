#!/usr/bin/env python3
"""Near duplicates in a set that is spread over processes: groups that share no key are as good as the whole.

usage: duplicates_test.py
"""

import collections
import sys
import unittest

from module import thresh
from near_pages import pages

from thresh import _core
from thresh._rules import core_rules


def deferred(made):
    settings = _core.Settings(core_rules(None), 1, "defer")
    return _core.Pipeline.of_pages(settings, made).next(2**62)


def groups_of(prints):
    """The numbers of the records, by groups that no key connects."""
    parent = list(range(len(prints)))

    def root(number):
        while parent[number] != number:
            number = parent[number]
        return number

    first = {}
    for number, print_ in enumerate(prints):
        for key in _core.meeting_keys(print_):
            a, b = root(first.setdefault(key, number)), root(number)
            parent[max(a, b)] = min(a, b)
    groups = collections.defaultdict(list)
    for number in range(len(prints)):
        groups[root(number)].append(number)
    return list(groups.values())


class Groups(unittest.TestCase):
    def test_each_group_by_itself_gives_what_the_whole_set_gives(self):
        made = pages(1500)
        expected = [record["duplicate_of"] for record in thresh.convert_many(made)]
        self.assertGreater(sum(one is not None for one in expected), 300)
        batch = deferred(made)
        ids, prints = [record["id"] for record in batch.records()], batch.fingerprints
        found = [None] * len(prints)
        groups = groups_of(prints)
        self.assertGreater(len(groups), 300)
        for group in reversed(groups):  # in any order
            index = _core.DuplicateIndex()
            for number in group:
                original = index.add(ids[number], prints[number])
                found[number] = original and original[0]
        self.assertEqual(found, expected)

    def test_records_of_pages_know_which_these_were(self):
        made = pages(200)
        batch = deferred(made)
        failed = [number for number, _, _ in batch.errors]
        self.assertGreater(len(failed), 2)
        self.assertEqual(sorted([*batch.pages, *failed]), list(range(200)))
        self.assertEqual(batch.texts(["source", "url"]), [made[page][1] for page in batch.pages])
        self.assertEqual(batch.texts(["source", "no such key"]), [None] * len(batch))

    def test_records_go_through_json_and_back(self):
        batch = deferred(pages(50))
        back = _core.Batch.from_json(core_rules(None), batch.json())
        self.assertEqual(back.records(), batch.records())
        with self.assertRaises(thresh.Error):
            _core.Batch.from_json(core_rules(None), ['{"kind": "no such kind"}'])
        with self.assertRaises(thresh.Error):
            _core.Batch.from_json(core_rules(None), ["{"])

    def test_what_is_no_fingerprint_is_refused(self):
        print_ = deferred(pages(5)).fingerprints[0]
        for wrong in (b"", print_[:-1], print_ + b"x"):
            with self.assertRaises(thresh.Error):
                _core.meeting_keys(wrong)
            with self.assertRaises(thresh.Error):
                _core.DuplicateIndex().add("id", wrong)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
