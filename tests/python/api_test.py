#!/usr/bin/env python3
"""The Python module gives what the program gives, for the same pages.

usage: api_test.py PROGRAM
"""

import json
import pickle
import sys
import tempfile
import threading
import time
import unittest

from module import ROOT, fixtures, program, thresh

PAGES = [f"<title>Page {n}</title><h1>Page {n}</h1><p>Words number {n} of this page, and {n * n} more." for n in range(60)]
SHOP = """rules: shop/product@1
record: custom
html:
  name: h1
  price: {css: .price, type: number}
"""


class Convert(unittest.TestCase):
    def test_gives_what_the_program_gives(self):
        converted = 0
        for page, rules in fixtures():
            arguments = ["--rules", rules] if rules else []
            written = program("convert", "-", "--to", "jsonl", "--duplicates", "keep", *arguments, stdin=page.read_bytes())
            with self.subTest(page.parent.name):
                if not written:
                    with self.assertRaises(thresh.Error):
                        thresh.convert(page.read_bytes(), rules=rules)
                    continue
                self.assertEqual(thresh.convert(page.read_bytes(), rules=rules), json.loads(written))
                converted += 1
        self.assertGreater(converted, 20)

    def test_takes_what_the_program_takes(self):
        page = (ROOT / "seeds" / "realself-question.txt").read_bytes()
        flags = ["--url", "https://www.realself.com/question/1", "--captured", "2026-11-25", "--provenance"]
        written = program("convert", "-", "--to", "json", "--duplicates", "keep", *flags, stdin=page)
        record = thresh.convert(page, url=flags[1], captured=flags[3], provenance=True)
        self.assertEqual(record, json.loads(written))
        bare = thresh.convert(page, bare=True)
        self.assertNotIn("absent", bare)
        self.assertEqual(thresh.convert(page, name="a.txt")["source"]["name"], "a.txt")

    def test_reads_str_as_it_is(self):
        page = '<meta charset="windows-1252"><h1>Grüße, Ω 𝄞</h1>'
        self.assertEqual(thresh.convert(page)["title"], "Grüße, Ω 𝄞")
        self.assertEqual(thresh.convert(page.encode())["title"], "Grüße, Ω 𝄞")
        self.assertEqual(thresh.convert("<h1>Grüße</h1>".encode("windows-1252"))["title"], "Grüße")

    def test_takes_every_kind_of_bytes(self):
        want = thresh.convert(b"<h1>One</h1>")
        for page in (bytearray(b"<h1>One</h1>"), memoryview(b"<h1>One</h1>")):
            self.assertEqual(thresh.convert(page), want)
        for page in (None, 1, ["<h1>One</h1>"], object()):
            with self.assertRaises(TypeError):
                thresh.convert(page)

    def test_raises_errors_that_tell(self):
        with self.assertRaises(thresh.Error) as caught:
            thresh.convert(b"\x89PNG\r\n\x1a\n" + bytes(100))
        self.assertEqual(caught.exception.code, "binary_page")
        for wrong in ("yesterday", "2026"):
            with self.assertRaises(thresh.Error) as caught:
                thresh.convert("<h1>One</h1>", captured=wrong)
            self.assertEqual(caught.exception.code, "usage")


class ConvertMany(unittest.TestCase):
    def test_gives_what_the_program_gives(self):
        with tempfile.TemporaryDirectory() as folder:
            names = [f"{folder}/{number:02}.html" for number in range(len(PAGES))]
            pages = [page.encode() for page in PAGES] + [PAGES[3].encode()]
            names.append(f"{folder}/again.html")
            for name, page in zip(names, pages):
                with open(name, "wb") as file:
                    file.write(page)
            for duplicates in ("mark", "drop", "keep"):
                written = program("convert", *names, "--to", "jsonl", "--duplicates", duplicates)
                want = [json.loads(line) for line in written.decode().split("\n") if line]
                for threads in (1, 3):
                    batch = thresh.convert_many([(page, None, name) for name, page in zip(names, pages)],
                                                threads=threads, duplicates=duplicates)
                    self.assertEqual(batch.records(), want)

    def test_keeps_the_order_and_the_errors(self):
        pages = ["<h1>One</h1>", "", thresh.Page(b"\x89PNG\r\n\x1a\n" + bytes(99), name="b.png"), "<h1>Two</h1>"]
        for threads in (1, 4):
            batch = thresh.convert_many(pages, threads=threads)
            self.assertEqual([record["title"] for record in batch], ["One", "Two"])
            self.assertEqual([(n, name, error.code) for n, name, error in batch.errors],
                             [(1, "-", "empty_page"), (2, "b.png", "binary_page")])
            with self.assertRaises(thresh.Error) as caught:
                thresh.convert_many(pages, threads=threads, on_error="raise")
            self.assertEqual(caught.exception.code, "empty_page")

    def test_hands_on_what_the_pages_raise(self):
        def pages():
            yield from PAGES[:30]
            raise ZeroDivisionError("in the pages")

        for threads in (1, 4):
            with self.assertRaisesRegex(ZeroDivisionError, "in the pages"):
                thresh.convert_many(pages(), threads=threads)
            with self.assertRaises(TypeError):
                thresh.convert_many([*PAGES, 3], threads=threads)

    def test_chooses(self):
        batch = thresh.convert_many(PAGES, where='title ~ "^Page 1"')
        self.assertEqual(len(batch), 11)
        with self.assertRaisesRegex(thresh.Error, "expected"):
            thresh.convert_many(PAGES, where="title =")
        with self.assertRaises(thresh.Error):
            thresh.convert_many(PAGES, duplicates="some")
        with self.assertRaises(thresh.Error):
            thresh.convert_many(PAGES, threads=0)

    def test_lets_other_threads_run(self):
        page = "<title>T</title>" + "<div><p>Some words of a page that is large enough to take a while.</div>" * 20_000
        counted, done = [0], threading.Event()

        def count():
            while not done.is_set():
                counted[0] += 1
                time.sleep(0.0005)

        thread = threading.Thread(target=count)
        thread.start()
        begun, before = time.perf_counter(), counted[0]
        thresh.convert_many([page] * 8, threads=1)
        took, after = time.perf_counter() - begun, counted[0]
        done.set()
        thread.join()
        self.assertGreater(after - before, took / 0.0005 / 50)

    def test_is_used_by_several_threads_at_once(self):
        want, results = thresh.convert_many(PAGES).records(), []
        threads = [threading.Thread(target=lambda: results.append(thresh.convert_many(PAGES, threads=2).records()))
                   for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [want] * 6)

    def test_streams(self):
        reader = thresh.convert_stream(iter([*PAGES, ""]), threads=2)
        self.assertEqual(list(reader), thresh.convert_many(PAGES).records())
        self.assertEqual([error.code for _, _, error in reader.errors], ["empty_page"])
        self.assertEqual(list(reader), [])
        batches = [len(batch) for batch in thresh.convert_stream(PAGES).batches(25)]
        self.assertEqual(batches, [25, 25, 10])

    def test_is_not_entered_from_its_own_pages(self):
        def pages():
            yield PAGES[0]
            next(iter(reader))
            yield PAGES[1]

        reader = thresh.convert_stream(pages())
        with self.assertRaisesRegex(thresh.Error, "being read already"):
            list(reader)


class Batches(unittest.TestCase):
    def test_are_sequences(self):
        batch = thresh.convert_many(PAGES[:3])
        self.assertEqual(batch[-1]["title"], "Page 2")
        self.assertEqual([record["title"] for record in batch], [f"Page {n}" for n in range(3)])
        for index in (3, -4, 2**40):
            with self.assertRaises(IndexError):
                batch[index]

    def test_are_made_of_records(self):
        records = thresh.convert_many(PAGES).records()
        self.assertEqual(thresh.Batch.from_records(iter(records)).records(), records)
        for wrong in ({"a": 1}, {"kind": "none"}, {"kind": 1}, {"kind": "qa", 1: 2}, {"kind": "qa", "x": 2**63}, 7,
                      {"kind": "qa", "x": object()}):
            with self.assertRaises(thresh.Error):
                thresh.Batch.from_records([wrong])
        deep = {"kind": "custom"}
        deep["fields"] = deep
        with self.assertRaisesRegex(thresh.Error, "500 levels"):
            thresh.Batch.from_records([deep])


class TheRules(unittest.TestCase):
    def test_are_of_a_path_or_a_text(self):
        page = "<h1>Kettle</h1><p class=price>4.50"
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/shop.yaml"
            with open(path, "w") as file:
                file.write(SHOP)
            for rules in (thresh.Rules(path), path, thresh.Rules.from_text(SHOP)):
                record = thresh.convert(page, rules=rules)
                self.assertEqual(record["fields"], {"name": "Kettle", "price": 4.5})
            several = thresh.Rules(folder)
            self.assertEqual(several.ids, ["shop/product@1"])
            self.assertEqual(thresh.convert(page, rules=several)["kind"], "page")  # it does not match

    def test_go_to_other_processes(self):
        rules = pickle.loads(pickle.dumps(thresh.Rules.from_text(SHOP, "shop.yaml")))
        self.assertEqual(rules.ids, ["shop/product@1"])
        self.assertEqual(thresh.convert("<h1>Kettle</h1>", rules=rules)["fields"]["name"], "Kettle")
        self.assertEqual(pickle.loads(pickle.dumps(thresh.Rules())).ids, thresh.Rules().ids)

    def test_are_shipped(self):
        listed = program("rules", "show").decode()
        self.assertGreater(len(thresh.Rules().ids), 1)
        for one in thresh.Rules().ids:
            self.assertIn(one, listed)

    def test_name_the_place_of_a_mistake(self):
        with self.assertRaises(thresh.Error) as caught:
            thresh.Rules.from_text(SHOP.replace(".price,", "'.price[',").replace("h1", "'h1['"), "shop.yaml")
        error = caught.exception
        self.assertEqual((error.code, error.file, error.line), ("bad_rules", "shop.yaml", 4))
        self.assertGreater(len(error.errors), 1)
        self.assertIn("shop.yaml:4:", str(error))
        self.assertIn("^", str(error))
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((str(again), again.line, again.hint), (str(error), error.line, error.hint))
        with self.assertRaises(thresh.Error) as caught:
            thresh.Rules("no/such/file.yaml")
        self.assertEqual(caught.exception.code, "not_found")


class Explain(unittest.TestCase):
    def test_says_what_the_ledger_says(self):
        seed = ROOT / "seeds" / "realself-question.txt"
        with tempfile.TemporaryDirectory() as folder:
            program("convert", seed, "--to", "jsonl", "-o", f"{folder}/r.jsonl", "--ledger", f"{folder}/l.jsonl")
            with open(f"{folder}/l.jsonl") as file:
                ledger = json.loads(file.readline())
        told = thresh.explain(seed.read_bytes())
        keys = ("begin", "end", "state", "path", "reason", "rule")
        self.assertEqual([[span[key] for key in keys] for span in told["spans"]],
                         [[span.get(key) for key in keys] for span in ledger["spans"]])
        for state in ("kept", "removed", "unclaimed"):
            self.assertEqual(told[state], ledger[state])
            self.assertGreater(told[state] + (state == "unclaimed"), 0)
        self.assertEqual(told["characters"], told["kept"] + told["removed"] + told["unclaimed"])
        self.assertEqual(told["record"]["kind"], "qa")

    def test_tells_of_walls_and_raises_for_what_is_no_page(self):
        told = thresh.explain("<title>Shop</title><p>Please enable JavaScript and cookies to continue.</p>")
        self.assertEqual((told["record"], told["error"].code, told["kept"]), (None, "blocked_page", 0))
        with self.assertRaises(thresh.Error):
            thresh.explain("")


class Parse(unittest.TestCase):
    def test_finds_what_the_program_finds(self):
        compared = 0
        for page, _ in fixtures():
            if page.suffix != ".html":
                continue
            written = json.loads(program("select", page, "a, p, h1, li", "--json", "--html"))
            elements = thresh.parse(page.read_bytes()).css("a, p, h1, li")
            self.assertEqual([(e.name, e.attributes) for e in elements],
                             [(one["name"], one["attributes"]) for one in written])
            self.assertEqual([e.html for e in elements], [one["html"] for one in written])
            compared += len(written)
        self.assertGreater(compared, 100)

    def test_goes_inside(self):
        document = thresh.parse("<div id=a><p>One</div><div id=b><p>Two<p>Three</div>")
        inside = document.css("#b")[0].css("p")
        self.assertEqual([e.text for e in inside], ["Two", "Three"])
        del document
        self.assertEqual(inside[0].text, "Two")  # an element keeps its page
        self.assertEqual(thresh.parse("").css("*")[0].name, "html")

    def test_names_the_place_of_a_mistake(self):
        with self.assertRaises(thresh.Error) as caught:
            thresh.parse("<p>").css("p >> a")
        self.assertEqual((caught.exception.file, caught.exception.line), ("selector", 1))
        self.assertIn("^", str(caught.exception))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
