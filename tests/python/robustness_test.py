#!/usr/bin/env python3
"""Whatever is handed over, the module gives a value or raises an exception of its own; it never crashes (Hypothesis).

usage: robustness_test.py
"""

import os
import sys
import unittest

from module import ROOT, need, thresh

need("hypothesis")
from hypothesis import HealthCheck, example, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

pa = need("pyarrow")
sys.path.insert(0, str(ROOT / "tests" / "columns"))
from arrow_values import rows, without_nulls  # noqa: E402

settings.register_profile("short", max_examples=150, deadline=None, derandomize=True,
                          suppress_health_check=list(HealthCheck))
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("long" if os.environ.get("KILLS") else "short")  # KILLS: ./dev test --all

SURROGATES = st.characters(codec=None)
TEXTS = st.text(SURROGATES, max_size=60)
MARKUP = st.lists(st.sampled_from(["<p>", "</p>", "<h1>", "<div class=a>", "<script>", "{{ x }}", "&amp;", "<!--", "\0",
                                   "\ud800", "4.9 out of 5 stars", "MD", "<table><tr><td>", "words of a page", "\n\n"])
                  | TEXTS, max_size=20).map("".join)
PAGES = MARKUP | st.binary(max_size=200) | MARKUP.map(lambda text: text.encode("utf-16", "surrogatepass"))
PLAIN = st.none() | st.booleans() | st.integers(-2**70, 2**70) | st.floats() | TEXTS
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20)
ANYTHING = VALUES | st.just(object()) | st.binary(max_size=9) | st.just((1, 2)) | st.complex_numbers()


class Anything(unittest.TestCase):
    @given(PAGES)
    @example("\ud800")
    @example("\0" * 100)
    @example("<p>" * 3000)
    def test_may_be_a_page(self, page):
        try:
            record = thresh.convert(page)
        except thresh.Error as error:
            self.assertIn(error.code, ("empty_page", "binary_page", "blocked_page"))
            record = None
        batch = thresh.convert_many([page], duplicates="keep")
        self.assertEqual(batch.records(), [] if record is None else [record])
        if record:
            self.assertEqual(list(rows(pa.table(batch))), [without_nulls(record)])

    @given(PAGES)
    def test_may_be_explained_and_parsed(self, page):
        try:
            told = thresh.explain(page)
            self.assertEqual(told["characters"], told["kept"] + told["removed"] + told["unclaimed"])
        except thresh.Error:
            pass
        for element in thresh.parse(page).css("*"):
            self.assertIsInstance(element.text + element.html, str)

    @given(st.lists(ANYTHING | PAGES, max_size=5), st.integers(1, 4))
    def test_may_be_pages(self, pages, threads):
        try:
            thresh.convert_many(pages, threads=threads)
        except (TypeError, ValueError):
            pass

    @given(TEXTS, TEXTS, TEXTS)
    def test_may_be_an_address_a_name_a_time(self, url, name, captured):
        try:
            thresh.convert("<h1>One</h1>", url=url, name=name, captured=captured)
        except (thresh.Error, UnicodeEncodeError, TypeError):
            pass

    @given(TEXTS | st.text("abc.#[]>+~*:()=\"'\\ @", max_size=12))
    def test_may_be_a_selector(self, selector):
        try:
            thresh.parse("<p class=a>One<b>Two").css(selector)
        except (thresh.Error, UnicodeEncodeError, TypeError):
            pass

    @given(TEXTS | st.text("abc: {}[]-\n'\"|&*!", max_size=60).map(lambda text: "rules: a/b@1\nrecord: custom\n" + text))
    def test_may_be_rules(self, text):
        try:
            thresh.Rules.from_text(text)
        except (thresh.Error, UnicodeEncodeError, TypeError) as error:
            self.assertTrue(str(error))

    @given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3), max_size=5))
    def test_may_be_the_fields_of_records(self, fields):
        records = [{"kind": "custom", "fields": one} for one in fields]
        try:
            batch = thresh.Batch.from_records(records)
        except thresh.Error:
            return
        table = pa.table(batch.to_arrow("custom"))
        table.validate(full=True)
        for row, record in zip(rows(table), batch, strict=True):
            self.assertEqual(without_empty(row), without_empty(without_nulls(record)))

    @given(ANYTHING)
    def test_may_be_a_record(self, record):
        try:
            thresh.Batch.from_records([record]).to_arrow()
        except (thresh.Error, TypeError):
            pass


def without_empty(value):
    """Without objects that hold nothing: a struct of nulls is not told from one without keys."""
    if isinstance(value, dict):
        inner = {key: without_empty(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one is not None and one != {}}
    return [without_empty(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
